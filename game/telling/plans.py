"""A plan as what changed in it: a sentence for each lever."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from game import figures
from game.rules.levers import LEVERS
from game.rules.world import PROMOTIONS
from game.telling.story import Change, MonthStory


def sentences(changes: Sequence[Change], story: MonthStory) -> list[str]:
    """What changed, a sentence for each lever, the largest changes first."""
    levers: dict[str, list[Change]] = {}
    for change in changes:
        levers.setdefault(change.lever, []).append(change)
    ranked = sorted(levers.items(), key=lambda pair: -max(map(_size, pair[1])))
    return [_SAID.get(lever, _plainly)(found, story) for lever, found in ranked]


def _size(change: Change) -> float:
    """How large a change is: choices and decisions first, numbers by how far they moved."""
    if isinstance(change.now, str | bool) or isinstance(change.before, str | bool):
        return 3.0 if change.lever in ("launch", "market-entry", "site", "portfolio") else 1.0
    return min(0.9, abs(change.now - change.before) / max(abs(change.now), abs(change.before), 1e-9))


def _plainly(changes: Sequence[Change], story: MonthStory) -> str:
    """A lever and its settings: `Price: Espresso €10.50 (was €11.00)`."""
    lever = LEVERS[changes[0].lever]
    shown = [_moved(change, story) for change in changes]
    if lever.over == "company":
        return f"{lever.name}: {shown[0]}."
    return f"{lever.name}: {', '.join(f'{change.name} {text}' for change, text in zip(changes, shown, strict=True))}."


def _moved(change: Change, story: MonthStory) -> str:
    now = _shown(change, change.now, story)
    if change.before == 0.0 and not isinstance(change.before, bool):
        return f"{now} (was none)"
    if change.now == 0.0 and not isinstance(change.now, bool):
        return f"none (was {_shown(change, change.before, story)})"
    return f"{now} (was {_shown(change, change.before, story)})"


def _shown(change: Change, value: object, story: MonthStory) -> str:
    assert isinstance(value, str | float | int)
    if change.lever == "stock-to-order" and not isinstance(value, str):
        return figures.units(value)
    if isinstance(value, str) and value in story.markets:
        return story.markets[value]
    return figures.value(value, change.unit, story.currency)


def _promotion(changes: Sequence[Change], story: MonthStory) -> str:
    deals = [f"a {str(c.now).replace('-', ' ')} on {c.name}" for c in changes if c.now != PROMOTIONS[0]]
    ended = [c.name for c in changes if c.now == PROMOTIONS[0]]
    when = " for next month" if story.locked else ""
    said = []
    if deals:
        said.append(f"{figures.listed(deals)}{when}")
    if ended:
        said.append(f"no {'more ' if not story.locked else ''}deal on {figures.listed(ended)}{when}")
    text = "; ".join(said)
    return f"{text[0].upper()}{text[1:]}."


def _promise(changes: Sequence[Change], story: MonthStory) -> str:
    change = changes[0]
    assert isinstance(change.now, float | int) and isinstance(change.before, float | int)
    quicker = "quicker" if change.now < change.before else "slower"
    return f"Promises customers {figures.days(change.now)}, {quicker} than {figures.days(change.before)}."


def _portfolio(changes: Sequence[Change], story: MonthStory) -> str:
    return " ".join(f"{'Brings back' if c.now else 'Takes out of the range:'} {c.name}." for c in changes)


def _focus(changes: Sequence[Change], story: MonthStory) -> str:
    chosen = str(changes[0].now)
    return "Looks to all markets alike." if chosen == "even" else f"Looks to {story.markets.get(chosen, chosen)} first."


def _research(changes: Sequence[Change], story: MonthStory) -> str:
    return "Pays for customer research." if changes[0].now else "No more customer research."


def _launch(changes: Sequence[Change], story: MonthStory) -> str:
    return f"Puts {figures.listed([change.name for change in changes])} on sale."


def _entry(changes: Sequence[Change], story: MonthStory) -> str:
    return f"Begins to serve {figures.listed([change.name for change in changes])}."


def _capacity(changes: Sequence[Change], story: MonthStory) -> str:
    assert isinstance(changes[0].now, float | int)
    return f"Adds {figures.units(changes[0].now)} floor hours a month for good."


def _temps(changes: Sequence[Change], story: MonthStory) -> str:
    change = changes[0]
    return f"Temps: {_people(change.now)} (was {_people(change.before)})."


def _people(value: object) -> str:
    assert isinstance(value, float | int)
    return f"{value:.0f}" if value else "none"


def _processing(changes: Sequence[Change], story: MonthStory) -> str:
    return "Picks orders in batches." if changes[0].now == "batch" else "Picks each order as it comes (flow)."


def _initiative(changes: Sequence[Change], story: MonthStory) -> str:
    return f"Starts {figures.listed([change.name for change in changes])}."


_SAID: Final[Mapping[str, Callable[[Sequence[Change], MonthStory], str]]] = MappingProxyType(
    {
        "promotion": _promotion,
        "delivery-promise": _promise,
        "portfolio": _portfolio,
        "market-focus": _focus,
        "customer-research": _research,
        "launch": _launch,
        "market-entry": _entry,
        "capacity": _capacity,
        "temps": _temps,
        "processing": _processing,
        "initiative": _initiative,
    }
)
