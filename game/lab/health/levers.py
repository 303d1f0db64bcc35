"""Properties 3, 4 and 5: no corner at the best plan, every lever is felt, and neither seat can do it alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from game import figures
from game.lab.encoding import STOCK, Course
from game.lab.health.finding import Finding, Subject
from game.lab.health.teaching import COVER, points
from game.lab.playing import luck_of, seasons
from game.lab.search.best import Effort, solve
from game.lab.search.climbing import Climb, climb
from game.lab.search.coarse import Sampling
from game.lab.search.solving import silo_leads
from game.lab.search.space import Space
from game.lab.stocking import covered
from game.rules.arrays import Bools, Floats, Ints
from game.rules.levers import SEATS, Setting

CORNERS: Final = 0.20
EDGE: Final = 0.01
LEAST: Final = 1.0
"""Alignment points that a lever must be worth; one that is worth less is not counted among the corners."""
DEFAULT: Final = "its default"
STOCKS, RANGE = (0.7, 1.5), (0.2, 0.8)
"""Sensible settings of stock, as shares of the best plan's, and of other numbers, as shares of their range."""
ALONE: Final = 0.70
NONE_AT_LOW: Final = frozenset(
    {"brand-advertising", "performance-advertising", STOCK, "extra-shift", "temps", "forecast", "capacity"}
)  # fmt: skip
"""Number levers whose lowest value means that it is not used: no corner."""
ORDERED: Final = frozenset({"promotion", "outbound-mode"})
"""Choices that run from little to much; the others have no ends."""
BEGINS: Final = frozenset({"initiative", "launch", "market-entry", "site", "customer-research"})
"""What is agreed, launched, entered, moved or asked once: a season begins without it, whoever was there before."""
RETRY: Final = Climb(turns=1, steps=12, seeds=4, pace=0.01)


def no_corner(subject: Subject, losses: dict[str, Felt]) -> Finding:
    """Property 3: the share of settings, round by round, that lie at an end of their range in the best plan."""
    at_end: dict[str, list[bool]] = {}
    for row, setting in enumerate(subject.code.settings):
        if losses[lever_of(setting)].worst < LEAST:
            continue
        ends = list(_ends(subject, row, setting))
        if ends:
            at_end.setdefault(lever_of(setting), []).extend(ends)
    cells = [end for ends in at_end.values() for end in ends]
    share = float(np.mean(cells)) if cells else 0.0
    shares = {lever: float(np.mean(ends)) for lever, ends in at_end.items()}
    most = sorted(shares.items(), key=lambda pair: -pair[1])[:3]
    worst = ", ".join(f"{name} {figures.share(value)}" for name, value in most if value)
    return Finding(
        3, "No corner", subject.slug,
        f"{figures.share(share)} of settings at a bound ({worst or 'none'})", "at most 20%",
        share <= CORNERS, f"widen the range or give the far end a price: {worst}", shares,
    )  # fmt: skip


def _ends(subject: Subject, row: int, setting: Setting) -> Iterator[bool]:
    """For each round, whether a number or an ordered choice is at an end of its range; nothing for the others."""
    values = subject.best.values[:, row, 0].tolist()
    if setting.lever.kind == "number" and setting.high > setting.low:
        low, high = setting.low, setting.high
        if subject.best.levels[row]:
            high = float("inf")
        edge = EDGE * (setting.high - setting.low)
        spare = setting.lever.id in NONE_AT_LOW and setting.low <= 0.0
        yield from (value >= high - edge or (value <= low + edge and not spare) for value in values)
    elif setting.lever.id in ORDERED and len(setting.choices) > 2:
        top = len(setting.choices) - 1
        spare = setting.lever.id == "promotion"
        yield from (value >= top or (value <= 0 and not spare) for value in values)


def lever_of(setting: Setting) -> str:
    """The name that a lever is measured under; each initiative by its own."""
    return setting.key if setting.lever.over == "initiative" else setting.lever.id


@dataclass(frozen=True)
class Felt:
    """What one lever is worth in the best plan, in alignment points.

    Args:
        worst: what its worst sensible setting costs, or its setting in silo play.
        setting: which that is.
        usual: what its default costs.
    """

    worst: float
    setting: str
    usual: float


def lever_losses(subject: Subject) -> dict[str, Felt]:
    """What each lever is worth: the best plan with it at its worst sensible setting, held all season.

    Sensible are all choices, a fifth and four fifths of a number's range, seven tenths and one and a half times the
    stock; and what silo play does with it.
    """
    code, best = subject.code, subject.best
    names = sorted({lever_of(setting) for setting in code.settings})
    usual, tried = _usual(subject), []
    for name in names:
        rows = np.array([lever_of(setting) == name for setting in code.settings])
        tried += [(name, how, values) for how, values in _sensible(subject, rows)]
        tried.append((name, DEFAULT, np.where(rows[None, :, None], usual, best.values)))
    courses = Course(np.concatenate([best.values, *(values for _, _, values in tried)], axis=2), best.levels)
    reached = points(subject, courses, luck_of(subject.stage.ready, subject.seeds))
    lost = (reached[0] - reached[1:]).tolist()
    found = {}
    for name in names:
        mine = {how: loss for (of, how, _), loss in zip(tried, lost, strict=True) if of == name}
        default = mine.pop(DEFAULT)
        worst = max(mine, key=mine.__getitem__)
        found[name] = Felt(mine[worst], worst, default)
    return found


def _usual(subject: Subject) -> Floats:
    """The defaults; where the best plan orders up to levels, stock by the named rule for what that plan sells."""
    values = subject.code.defaults().values.copy()
    if subject.best.levels.any():
        orders = subject.code.orders
        values[:, orders] = covered(subject.code, subject.best, COVER).values[:, orders]
    return values


def _sensible(subject: Subject, rows: Bools) -> Iterator[tuple[str, Floats]]:
    """The best plan with one lever at each of its sensible settings, and as in silo play."""
    code, best = subject.code, subject.best
    at = np.flatnonzero(rows)
    yield "as in silo play", np.where(rows[None, :, None], subject.silo.values, best.values)
    if best.levels[at[0]]:
        for factor in STOCKS:
            yield (
                f"{figures.exact(factor)} times the stock",
                np.where(rows[None, :, None], factor * best.values, best.values),
            )
    elif code.size[at[0]]:
        for choice in range(int(code.size[at].max())):
            yield f"choice {choice + 1}", _held(best, at, np.minimum(float(choice), code.size[at] - 1.0))
    else:
        for share in RANGE:
            yield (
                f"{figures.share(share)} of its range",
                _held(best, at, code.low[at] + share * (code.high[at] - code.low[at])),
            )


def _held(course: Course, at: Ints, value: Floats) -> Floats:
    values = course.values.copy()
    values[:, at] = value[None, :, None]
    return values


def _adapted(subject: Subject, name: str, frozen: Course) -> float:
    """The value of a plan with a lever (or one setting; "" = nothing) frozen, once the others have answered."""
    free = np.array([name not in (setting.lever.id, setting.key) for setting in subject.code.settings])
    found = climb(subject.stage, Space(subject.code, free, frozen), frozen, RETRY, subject.seed)
    return max(float(seasons(subject.stage, course, subject.seeds).mean()) for course in (found.course, frozen))


def initiative_swings(subject: Subject) -> dict[str, float]:
    """For each initiative: what signing it (in the round that suits it best) adds to the best plan without it.

    As a share of the best plan's joint value; below 0 when it is better left alone. Unless it must be quick, all
    other settings may answer, with it and without it.
    """
    swings = {}
    base = float(seasons(subject.stage, subject.best, subject.seeds).mean())
    for row, setting in enumerate(subject.code.settings):
        if setting.lever.over == "initiative":
            courses = initiative_courses(subject, row)
            values = [float(seasons(subject.stage, course, subject.seeds).mean()) for course in courses]
            without, signed = values[0], max(values[1:])
            if not subject.quick:
                with_it = courses[1 + values[1:].index(signed)]
                without, signed = (max(_adapted(subject, setting.key, c), v) for c, v in
                                   ((courses[0], without), (with_it, signed)))  # fmt: skip
            swings[setting.key] = (signed - without) / abs(base)
    return swings


def initiative_courses(subject: Subject, row: int) -> list[Course]:
    """The best plan without an initiative, and with it signed in each round."""
    without = subject.best.values.copy()
    without[:, row] = 0.0
    courses = [Course(without, subject.best.levels)]
    for round_ in range(subject.code.rounds):
        values = without.copy()
        values[round_:, row] = 1.0
        courses.append(Course(values, subject.best.levels))
    return courses


def every_lever_is_felt(subject: Subject, losses: dict[str, Felt]) -> Finding:
    """Property 4: what each lever's worst sensible setting costs, and whether its default lies nearer to the best."""
    dead = sorted((name for name, felt in losses.items() if felt.worst < LEAST), key=lambda name: losses[name].worst)
    begun = {lever_of(setting) for setting in subject.code.settings if setting.lever.id not in BEGINS}
    held = {name: losses[name] for name in begun & losses.keys()}
    poor = sorted(name for name, felt in held.items() if felt.worst >= LEAST and felt.usual > felt.worst / 2)
    least = min(losses, key=lambda name: losses[name].worst)
    told = f"least felt: {least} {figures.decimal(losses[least].worst)} points ({losses[least].setting})"
    turn = ""
    if dead:
        turn = f"scale up the effect or the range of, or do not offer: {', '.join(dead)}"
    elif poor:
        turn = f"a default nearer to what is best for: {', '.join(poor)}"
    return Finding(
        4, "Every lever is felt", subject.slug, told + (f"; poor defaults: {', '.join(poor)}" if poor else ""),
        "1 point each; defaults nearer to best than to that", not turn, turn,
        {name: {"worst": felt.worst, "setting": felt.setting, "default": felt.usual} for name, felt in losses.items()},
    )  # fmt: skip


def both_matter(subject: Subject) -> Finding:
    """Property 5: how much of the gap between silo and best one seat's levers recover alone."""
    gap_low = float(seasons(subject.stage, subject.silo, subject.seeds).mean())
    gap_high = float(seasons(subject.stage, subject.best, subject.seeds).mean())
    leads = silo_leads(subject.code)
    recovered: dict[str, float] = {}
    for seat in SEATS:
        free = subject.code.led_by(leads, seat)
        mixed = Course(np.where(free[None, :, None], subject.best.values, subject.silo.values), subject.silo.levels)
        effort = _effort(subject)
        found = solve(subject.stage, free, subject.silo, effort, subject.seed, starts=[subject.silo, mixed])
        value = float(seasons(subject.stage, found.course, subject.seeds).mean())
        recovered[seat] = (value - gap_low) / (gap_high - gap_low) if gap_high > gap_low else float("nan")
    most = max(SEATS, key=lambda seat: recovered[seat])
    return Finding(
        5, "Both matter", subject.slug,
        ", ".join(f"{seat} alone {figures.share(share)}" for seat, share in recovered.items()), "at most 70% each",
        bool(recovered[most] <= ALONE),
        f"{most} alone mends too much: give what the other seat leads (or both sign) more weight", recovered,
    )  # fmt: skip


def _effort(subject: Subject) -> Effort:
    turns = 2 if subject.quick else 4
    return Effort(Sampling(generations=0), Climb(turns=turns, steps=15, seeds=2), finalists=1 if subject.quick else 2)
