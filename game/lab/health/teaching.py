"""Properties 13, 14, 16, 17, 18 and the defaults: nothing else than learning what a place is about earns much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from types import MappingProxyType
from typing import Final

import numpy as np

from game import figures
from game.lab.encoding import FOLLOWS, Code, Course
from game.lab.groups import shares
from game.lab.health.finding import Finding, Subject
from game.lab.ladder import ladder
from game.lab.playing import crossed, luck_of, months
from game.lab.stocking import covered
from game.rules.arrays import Floats
from game.rules.draws import Draws
from game.rules.levers import Setting
from game.rules.month import Outcome

CLIPPED: Final[Mapping[str, float]] = MappingProxyType({"best": 0.05, "silo": 0.10})
STRIPPED: Final = 1.0
PRICE, THEME = 0.25, 0.25
TEMPLATE: Final = 40.0
RUNGS, HIGH = 8, 60.0
USUAL, STOCKED = (-10.0, 20.0), (0.0, 30.0)
COVER: Final = 1.2
"""Months of cover of the named stock rule with which defaults are measured."""
CLIMBED: Final = 16
"""Seeds of a ladder: every step tries some thousand courses."""


def ends_of(subject: Subject, luck: list[Draws]) -> tuple[float, float]:
    """What silo play and the best plan are worth: 0 and 100 alignment points."""
    silo, best = (float(crossed(subject.stage, course, luck).mean()) for course in (subject.silo, subject.best))
    return silo, best


def points(subject: Subject, courses: Course, luck: list[Draws]) -> Floats:
    """Alignment points of each course: 0 = silo play, 100 = the best plan."""
    silo, best = ends_of(subject, luck)
    reached: Floats = 100.0 * (crossed(subject.stage, courses, luck).mean(axis=0) - silo) / (best - silo)
    return reached


def no_plateau(subject: Subject) -> Finding:
    """Property 13: how often a clip of the rules binds, in months of the best plan and of silo play."""
    found, wrong = {}, []
    for name, course in (("best", subject.best), ("silo", subject.silo)):
        bound = clips(subject, course)
        found[name] = bound
        wrong += [
            f"{clip} in {figures.share(share)} of {name} months"
            for clip, share in bound.items()
            if share > CLIPPED[name]
        ]
    told = {
        clip: f"{clip} {figures.share(found['best'][clip])} / {figures.share(found['silo'][clip])}"
        for clip in found["best"]
    }
    most = sorted(told, key=lambda clip: -max(found["best"][clip], found["silo"][clip]))[:3]
    return Finding(
        13, "No plateau", subject.slug, "; ".join(told[clip] for clip in most),
        "best 5% / silo 10% of months each", not wrong,
        f"make the clip wider or what reaches it weaker: {', '.join(wrong)}", found,
    )  # fmt: skip


def clips(subject: Subject, course: Course) -> dict[str, float]:
    """Share of months in which each clip of the rules binds anywhere."""
    outcomes = list(months(subject.stage, course, luck_of(subject.stage.ready, subject.seeds)))
    bound = [dict(_clips(subject, outcome)) for outcome in outcomes]
    return {clip: float(np.mean([one[clip] for one in bound])) for clip in bound[0]}


def _clips(subject: Subject, month: Outcome) -> Iterator[tuple[str, float]]:
    media, felt = subject.stage.world.media, month.customers
    offered = month.demand.ground > 0.0
    least, most = (month.demand.levers <= media.bounds[0]), (month.demand.levers >= media.bounds[1])
    yield "least demand", _anywhere(least & offered)
    yield "most demand", _anywhere(most & offered)
    yield "satisfaction", _anywhere((felt.satisfaction <= 0.0) | (felt.satisfaction >= 100.0))
    yield "goodwill", float((felt.goodwill <= 0.05).mean())
    yield "what a deal borrows", _anywhere(felt.pulled >= 0.6)
    yield "tiredness", float((subject.stage.world.floor.fatigue_loss * month.floor.fatigue >= 0.5).mean())


def _anywhere(cells: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> float:
    """Share of seasons in which it is so in any cell."""
    return float(cells.reshape(len(cells), -1).any(axis=1).mean())


def no_stripping(subject: Subject) -> Finding:
    """Property 14: what the best plan loses when its last month is planned like the month before it."""
    code, best = subject.code, subject.best
    moved = np.array([setting.lever.id not in FOLLOWS for setting in code.settings])
    names = sorted({setting.lever.id for setting, counts in zip(code.settings, moved, strict=True) if counts})
    which = {"all": moved, **{name: np.array([s.lever.id == name for s in code.settings]) for name in names}}
    values = []
    for rows in which.values():
        one = best.values.copy()
        one[-1, rows] = one[-2, rows]
        values.append(one)
    luck = luck_of(subject.stage.ready, subject.seeds)
    lost = 100.0 - points(subject, Course(np.concatenate(values, axis=2), best.levels), luck)
    found = dict(zip(which, lost.tolist(), strict=True))
    worst = max(found, key=found.__getitem__)
    return Finding(
        14, "No stripping", subject.slug,
        f"all as the month before: {figures.decimal(found['all'])} points; most: {worst} "
        f"{figures.decimal(found[worst])}", "at most 1 point", found[worst] <= STRIPPED,
        f"what {'the last month' if worst == 'all' else worst} borrows from later must be charged, what it builds "
        "credited: quiet_months, or its own effect",
        found,
    )  # fmt: skip


def coordination_is_the_gap(subject: Subject) -> Finding:
    """Property 16: Shapley's shares of the gap, by groups of levers."""
    luck = luck_of(subject.stage.ready, subject.seeds[:CLIMBED])
    found = shares(subject.stage, subject.silo, subject.best, luck)
    theme = subject.code.scenario.theme
    told = ", ".join(
        f"{name} {figures.share(share)}" for name, share in sorted(found.items(), key=lambda pair: -pair[1])
    )
    turn = ""
    if found.get("price", 0.0) > PRICE:
        turn = "price alone is worth too much: silo seats must price well (targets.conversion, weights of the card)"
    elif theme and found.get(theme, 0.0) < THEME:
        turn = f"what the place is about is worth too little: raise what {theme} does, lower what leads above"
    return Finding(
        16, "Coordination is the gap", subject.slug, told,
        f"price at most 25%, {theme or 'the theme'} at least 25%", not turn, turn, found,
    )  # fmt: skip


GRID: Final[Mapping[str, tuple[float, ...]]] = MappingProxyType(
    {
        "promise": (4.0, 5.0, 6.0),
        "outbound-mode": (1.0, 2.0),
        "processing": (0.0, 1.0),
        "carrier": (0.0, 1.0),
        "price": (1.0, 1.1, 1.2),
        "hours": (0.0, 1.0),
        "packaging": (0.0, 2.0),
    }
)
"""Constant plans that anybody could carry from place to place. Days promised; standard or express; flow or batch; own
or partner; price over list price; the usual hours or a quarter more, by extra shift or temps; basic or protective."""


def no_template(subject: Subject) -> Finding:
    """Property 17: the best of a grid of constant plans without agreements."""
    code, plans = subject.code, []
    for values in product(*GRID.values()):
        plans.append(_constant(code, dict(zip(GRID, values, strict=True))).values)
    levels = code.orders
    luck = luck_of(subject.stage.ready, subject.seeds[:CLIMBED])
    reached = points(subject, Course(np.concatenate(plans, axis=2), levels), luck)
    best = int(reached.argmax())
    named = dict(zip(GRID, list(product(*GRID.values()))[best], strict=True))
    return Finding(
        17, "No template", subject.slug,
        f"the best of {len(plans)} constant plans reaches {figures.units(reached[best])}",
        "at most one place with more than 40", None, "", {"reached": float(reached[best]), **named},
    )  # fmt: skip


def one_template_at_most(found: Sequence[Finding]) -> Finding:
    """Property 17 of the whole set: in how many places a constant plan without agreements goes far."""
    reached = {one.scenario: one.details["reached"] for one in found if one.number == 17}
    passed = sorted((slug for slug, points_ in reached.items() if points_ > TEMPLATE), key=lambda slug: -reached[slug])
    told = ", ".join(f"{slug} {figures.units(reached[slug])}" for slug in passed)
    return Finding(
        17, "No template", "", f"places passed with more than 40: {told or 'none'}", "at most one", len(passed) <= 1,
        f"what their lessons are about must count for more, or what a constant plan gets for less: {', '.join(passed)}",
        reached,
    )  # fmt: skip


def _constant(code: Code, plan: Mapping[str, float]) -> Course:
    course = code.defaults()
    values = course.values.copy()
    for row, setting in enumerate(code.settings):
        wanted = _templated(code, setting, plan)
        if wanted is not None:
            values[:, row] = np.clip(wanted, code.low[row], code.high[row])
    return covered(code, Course(values, course.levels), COVER)


def _templated(code: Code, setting: Setting, plan: Mapping[str, float]) -> float | None:
    world, lever = code.scenario.world, setting.lever.id
    if lever == "price":
        return float(world.products.list_price[setting.item]) * plan["price"]
    if lever == "delivery-promise":
        return plan["promise"]
    if lever in ("extra-shift", "temps"):
        more = 0.25 if lever == "extra-shift" else 0.25 * world.floor.capacity / max(1.0, world.floor.temp_hours)
        return more * plan["hours"]
    return plan.get(lever)


def learnable(subject: Subject) -> Finding:
    """Property 18: the ladder from silo play, a change or a pair of changes at a time."""
    luck = luck_of(subject.stage.ready, subject.seeds[:CLIMBED])
    silo, best = ends_of(subject, luck)
    heights, told = [], []
    for rung in ladder(subject.stage, subject.silo, luck, RUNGS):
        heights.append(100.0 * (rung.worth - silo) / (best - silo))
        told.append(" with ".join(subject.code.settings[one.row].key for one in rung.changes))
        if heights[-1] >= HIGH:
            break
    top = heights[-1] if heights else 0.0
    return Finding(
        18, "Learnable", subject.slug, f"{figures.units(top)} points in {len(heights)} steps ({'; '.join(told)})",
        "60 points within eight steps", top >= HIGH,
        "the best plan hides behind many small things: let what the place teaches count for more, the rest for less",
        {"heights": heights, "steps": told},
    )  # fmt: skip


def defaults_are_sane(subject: Subject) -> Finding:
    """The defaults of the sheet: what leaving everything alone earns, and doing so while stock follows the rule."""
    usual = subject.code.defaults()
    luck = luck_of(subject.stage.ready, subject.seeds)
    alone = float(points(subject, usual, luck)[0])
    stocked = float(points(subject, covered(subject.code, usual, COVER), luck)[0])
    turn = ""
    if not USUAL[0] <= alone <= USUAL[1]:
        turn = "defaults: settings that a competent predecessor left, neither poor nor a plan"
    elif not STOCKED[0] <= stocked <= STOCKED[1]:
        turn = "stock is most of the game here, or none of it: holding, shortage and lead times against each other"
    return Finding(
        19, "Sane defaults", subject.slug,
        f"left alone {figures.units(alone)} points; with stock by the rule {figures.units(stocked)}",
        "-10 to 20; 0 to 30", not turn, turn, {"alone": alone, "stocked": stocked},
    )  # fmt: skip
