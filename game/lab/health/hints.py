"""What to try where a property fails: a key of the scenario's file, a value for it, and what else that presses.

A hint is a first step, not a cure: each value is one notch from where it stands, and the lab measures what it did.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

import numpy as np

from game import figures
from game.lab.health.finding import Finding, Subject
from game.lab.health.levers import BEGINS
from game.rules.world import World


@dataclass(frozen=True)
class Dial:
    """A number of a scenario's file that may be turned.

    Args:
        key: its path, `*` for every item; a place in a list by its number, counted from 0.
        factor: what it is multiplied by.
        presses: numbers of the properties that feel it too.
    """

    key: str
    factor: float
    presses: tuple[int, ...]


FELT: Final[Mapping[str, Dial]] = MappingProxyType(
    {
        "price": Dial("products.*.elasticity", 1.1, (2, 16)),
        "promotion": Dial("media.promotion_fee", 0.8, (7, 16)),
        "brand-advertising": Dial("media.goodwill_gain", 1.25, (14, 16)),
        "performance-advertising": Dial("media.performance_effect", 1.2, (14, 16)),
        "delivery-promise": Dial("markets.*.promise_slope", 1.2, (12, 17)),
        "market-focus": Dial("media.focus_gain", 1.25, (16,)),
        "customer-research": Dial("media.insight_effect", 1.5, (16,)),
        "portfolio": Dial("floor.items_complexity", 1.25, (7, 13)),
        "stock-to-order": Dial("costs.holding", 1.25, (16, 19)),
        "inbound-mode": Dial("products.*.inbound", 1.2, (16, 19)),
        "outbound-mode": Dial("markets.*.transit_cost", 1.2, (7, 12)),
        "extra-shift": Dial("floor.shift_premium", 0.9, (5, 7)),
        "temps": Dial("floor.temp_wage", 0.9, (5, 7)),
        "processing": Dial("floor.batch_work", 0.9, (7, 17)),
        "packaging": Dial("last_mile.pack_damage", 1.25, (7, 17)),
        "carrier": Dial("last_mile.carrier_spread", 1.15, (7, 17)),
        "site": Dial("sites.*.fixed", 0.8, (8,)),
        "launch": Dial("products.*.launch.cost", 0.8, (7, 16)),
        "market-entry": Dial("markets.*.entry_cost", 0.8, (7, 16)),
        "forecast": Dial("last_mile.booking_over", 1.25, (5, 6)),
        "capacity": Dial("floor.expansion_cost", 0.8, (5, 7)),
        "budget-split": Dial("costs.marketing_budget", 0.9, (2, 5)),
        "initiative": Dial("initiatives.*.setup", 0.8, (8,)),
    }
)  # fmt: skip
"""For each lever, what makes it count for more."""

THEMES: Final[Mapping[str, Dial]] = MappingProxyType(
    {
        "last mile": Dial("customers.weight_late", 1.15, (12, 13)),
        "hours": Dial("floor.capacity", 0.95, (7, 13)),
        "stock and forecast": Dial("customers.lost", 1.15, (2, 19)),
        "price": Dial("products.*.elasticity", 1.1, (16,)),
        "deals": Dial("media.pull", 1.2, (7, 14)),
        "media": Dial("media.performance_effect", 1.2, (14,)),
        "what is new": Dial("products.*.launch.cost", 0.8, (7,)),
        "agreements": Dial("initiatives.*.setup", 0.8, (8,)),
    }
)
"""For each group of levers, what gives it more of the season's money."""

CLIPS: Final[Mapping[str, Dial]] = MappingProxyType(
    {
        "least demand": Dial("media.bounds.0", 0.75, (2,)),
        "most demand": Dial("media.bounds.1", 1.25, (2, 7)),
        "satisfaction": Dial("customers.weight_late", 0.85, (12, 16)),
        "goodwill": Dial("media.goodwill_stockout", 0.8, (14,)),
        "what a deal borrows": Dial("media.pull", 0.8, (14, 7)),
        "tiredness": Dial("floor.fatigue_gain", 0.8, (4,)),
    }
)

TEMPTED: Final[Mapping[str, Dial]] = MappingProxyType(
    {
        "expansion-past-capability": Dial("markets.*.entry_cost", 0.8, (16,)),
        "launch-complexity": Dial("products.*.launch.cost", 0.8, (16,)),
        "unsupported-promotion": Dial("media.promotion_fee", 0.7, (16,)),
        "cheap-miles": Dial("targets.cost_per_unit", 0.9, (2, 16)),
    }
)
"""What tempts silo seats into each clash."""


def hinted(subject: Subject, finding: Finding) -> Finding:
    """The finding with what to try, where it does not hold."""
    if finding.passed is not False:
        return finding
    return replace(finding, tries=tuple(dict.fromkeys(_told(subject, finding))))


def _told(subject: Subject, finding: Finding) -> Iterator[str]:
    yield from (_dialled(subject.stage.world, dial) for dial in dials(subject.code.scenario.theme, finding))
    if finding.number in (4, 19):
        yield from _defaults(subject, finding)


def dials(theme: str, finding: Finding) -> Iterator[Dial]:
    """What to turn for a property that does not hold, by what was measured; nothing where no number would help."""
    found = finding.details
    if finding.number == 2:
        if found["share"] > 0.8:
            yield from (Dial("targets.cost_per_unit", 0.9, (7, 16)), Dial("customers.loss", 1.15, (12, 13)))
        elif not found["share"] >= 0.4:
            yield from (Dial("floor.capacity", 1.1, (7, 13)), Dial("customers.loss", 0.85, (12, 15)))
        else:
            yield Dial("media.bounds.1", 0.85, (13,))
    elif finding.number == 3:
        yield from (Dial(f"levers.{lever}.high", 1.25, (4, 17)) for lever in _most(found, 1))
    elif finding.number == 4:
        yield from (FELT[lever.split(".")[0]] for lever, felt in found.items() if felt["worst"] < 1.0)
    elif finding.number == 5:
        yield (
            Dial("floor.capacity", 0.95, (2, 7))
            if _most(found, 1) == ["marketing"]
            else Dial("media.performance_effect", 1.2, (14, 16))
        )
    elif finding.number == 6:
        yield from (Dial("floor.capacity", 0.95, (2, 7)), THEMES.get(theme, THEMES["last mile"]))
    elif finding.number == 7:
        yield from (TEMPTED[claim] for claim in TEMPTED if f"{claim} is rare" in finding.turn)
    elif finding.number == 10:
        yield Dial("noise.demand", 0.8, (12,))
    elif finding.number == 12:
        early = found["silo"]["first"] <= 0.0
        yield FELT["delivery-promise"] if early else Dial("customers.weight_late", 1.2, (13, 16))
    elif finding.number == 13:
        yield from (CLIPS[clip] for clip in CLIPS if any(f"{clip} in" in part for part in finding.turn.split(", ")))
    elif finding.number == 14:
        yield from (Dial("customers.goodwill_value", 1.25, (2, 16)), Dial("media.pull", 1.2, (7, 16)))
    elif finding.number == 16 and "price alone" in finding.turn:
        yield Dial("targets.conversion", 0.9, (2, 7))
    elif finding.number in (15, 16, 18) and theme:
        yield THEMES[theme]


def _most(shares: Mapping[str, float], many: int) -> list[str]:
    return sorted(shares, key=lambda name: -shares[name])[:many]


def _dialled(world: World, dial: Dial) -> str:
    """A dial with where it stands and where to: `floor.capacity 520 → 494; presses 7 and 13`."""
    now, pressed = _value(world, dial.key), figures.listed([str(number) for number in dial.presses])
    to = f"each × {figures.exact(dial.factor)}"
    if now is not None:
        to = f"{figures.exact(_rounded(now))} → {figures.exact(_rounded(now * dial.factor))}"
    return f"{dial.key} {to}; presses {pressed}"


def _value(world: World, key: str) -> float | None:
    """The number that stands at a key, where it is one for the whole place."""
    part, _, name = key.partition(".")
    name, _, at = name.partition(".")
    value = getattr(getattr(world, part, None), name, None)
    if isinstance(value, np.ndarray) and at.isdigit():
        return float(value[int(at)])
    return float(value) if isinstance(value, int | float) else None


def _rounded(value: float) -> float:
    """Three figures: more would say that it matters."""
    return round(value, 2 - int(np.floor(np.log10(abs(value))))) if value else 0.0


def _defaults(subject: Subject, finding: Finding) -> Iterator[str]:
    """A default nearer to the best plan for the levers whose own is poorest."""
    for row, setting in enumerate(subject.code.settings):
        felt = finding.details.get(setting.lever.id)
        poor = finding.number == 4 and isinstance(felt, dict) and felt["default"] > felt["worst"] / 2.0
        if poor and setting.lever.id not in BEGINS and not subject.best.levels[row]:
            best = float(np.median(subject.best.values[:, row, 0]))
            now, to = (subject.code.value(setting, number) for number in (float(subject.code.default[row]), best))
            if now != to:
                key = ".".join(part for part in ("levers", setting.lever.id, "default", setting.item_key) if part)
                yield f"{key} {_said(now)} → {_said(to)}; presses 19"


def _said(value: float | str | bool) -> str:
    return figures.exact(_rounded(value)) if isinstance(value, float) else str(value).lower()
