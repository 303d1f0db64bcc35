"""Properties 1, 2, 10 and 12: what ways of playing earn, again and again, beside each other and month by month.

Over-promising is counted in contribution margin first and in joint value at the end: the joint value writes broken
promises off as they are broken, in customer equity; the money shows them a round late, and money is what tempts.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from game import figures
from game.lab.encoding import Course
from game.lab.health.finding import Finding, Subject
from game.lab.playing import cents, crossed, luck_of, months, seasons
from game.lab.simulation.players import random_course
from game.lab.trying import most_hours
from game.rules.arrays import Floats, along
from game.rules.draws import seeds_from

BATCH: Final = 10_000
ALONE: Final = 40
LEAST, MOST = 0.40, 0.80  # silo play's share of the best plan
FLOORS: Final = 2.0
LUCKY: Final = 0.15
FASTER: Final = 2.0
FIRST: Final = 1
"""Rounds before customers answer: whoever was let down stays away from the month after on."""
BOUND: Final = "above 0 early, below 0 by the end"


def reproducible(subject: Subject) -> Finding:
    """Property 1: random seasons one at a time and in a batch of 10,000, to the cent."""
    n = 1_000 if subject.quick else BATCH
    course = random_course(subject.code, n, subject.seed)
    seeds = seeds_from(subject.seed, n)
    batch = seasons(subject.stage, course, seeds, cents)
    picked = np.linspace(0, n - 1, ALONE).astype(int).tolist()
    wrong = 0
    for at in picked:
        one = Course(course.values[:, :, at : at + 1], course.levels)
        alone = seasons(subject.stage, one, seeds[at : at + 1], cents)
        wrong += int(alone[0] != batch[at])
    return Finding(
        1, "Reproducible", subject.slug,
        f"{wrong} of {ALONE} seasons differ from a batch of {figures.units(n)}", "none differ",
        wrong == 0, "an array sum whose order depends on the batch: see game/rules/arrays.py",
    )  # fmt: skip


def silo_loses(subject: Subject) -> Finding:
    """Property 2: silo play earns 40-80% of the best plan, and asks for no more than twice what could be shipped."""
    worth = {name: float(seasons(subject.stage, course, subject.seeds).mean())
             for name, course in (("silo", subject.silo), ("best", subject.best))}  # fmt: skip
    share = worth["silo"] / worth["best"] if worth["best"] > 0.0 else float("nan")
    load = orders_to_floor(subject)
    regret = max(subject.measured.regret)
    turn = ""
    if not share <= MOST:
        turn = "silo play loses too little: scarcer floor, dearer broken promises, scorecard targets further apart"
    elif not share >= LEAST:
        turn = "silo play loses too much: more floor, a larger cost term on the scorecards, softer targets"
    elif load > FLOORS:
        turn = "silo orders flood the floor: lower media.bounds, budgets or lift, or more floor"
    return Finding(
        2, "Silo loses, but is sane", subject.slug,
        f"silo {figures.share(share)} of best ({figures.units(worth['silo'])} of "
        f"{figures.units(worth['best'])}), orders {figures.decimal(load)} x the floor",
        "40-80%, at most 2.0 x", bool(LEAST <= share <= MOST and load <= FLOORS), turn,
        {"share": share, **worth, "load": load, "regret": regret, "settled": regret <= 0.5},
    )  # fmt: skip


def orders_to_floor(subject: Subject) -> float:
    """The busiest month of silo play: hours its orders ask for, over the most hours the floor could ever have."""
    world = subject.stage.world
    effort = world.products.handling[:, None] * world.markets.handling
    course = subject.silo
    most = most_hours(subject.code, world)
    busiest = 0.0
    for outcome in months(subject.stage, course, luck_of(subject.stage.ready, subject.seeds)):
        hours = along((outcome.demand.units * effort).sum(axis=2)) * outcome.floor.complexity
        busiest = max(busiest, float(hours.mean()) / most)
    return busiest


def skill_over_luck(subject: Subject) -> Finding:
    """Property 10: the variance that luck makes within a way of playing, over all variance between ways."""
    values = spread_of_ways(subject)
    within = float(values.var(axis=0).mean())
    between = float(values.mean(axis=0).var())
    share = within / (within + between) if within + between > 0.0 else float("nan")
    return Finding(
        10, "Skill over luck", subject.slug, f"luck makes {figures.share(share)} of the spread", "at most 15%",
        bool(share <= LUCKY), "less noise (noise.demand, noise.company, launch failure), or decisions that matter more",
        {"share": share, "luck_sd": within**0.5, "ways_sd": between**0.5},
    )  # fmt: skip


def spread_of_ways(subject: Subject) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Joint value of several ways of playing under the same lucks: `(k, ways)`.

    The ways: the best plan, silo play, everything as usual, and each seat's best half beside the other's silo half.
    Random play is left out: it lies so far below all sensible play that any amount of luck would look small.
    """
    code, best, silo = subject.code, subject.best, subject.silo
    mine = np.array([setting.lever.lead == "marketing" for setting in code.settings])[None, :, None]
    halves = [Course(np.where(which, best.values, silo.values), silo.levels) for which in (mine, ~mine)]
    luck = luck_of(subject.stage.ready, subject.seeds)
    ways = [best, silo, code.defaults(), *halves]
    return np.concatenate([crossed(subject.stage, way, luck) for way in ways], axis=1)


def over_promising(subject: Subject) -> Finding:
    """Property 12: silo play with the promise two days faster, against silo play, month by month."""
    rows = np.flatnonzero([setting.lever.id == "delivery-promise" for setting in subject.code.settings])
    if not len(rows):
        return Finding(12, "Over-promising", subject.slug, "the promise is not a lever here", BOUND, None)
    row = int(rows[0])
    details = {}
    for name, course in (("silo", subject.silo), ("best", subject.best)):
        values = course.values.copy()
        values[:, row] = np.maximum(subject.code.low[row], values[:, row] - FASTER)
        gain = _by_round(subject, Course(values, course.levels)) - _by_round(subject, course)
        margin, worth = np.cumsum(gain, axis=0).T
        details[name] = {"first": float(margin[FIRST - 1]), "first_joint": float(worth[FIRST - 1]),
                         "last_margin": float(margin[-1]), "last": float(worth[-1])}  # fmt: skip
    first, last = details["silo"]["first"], details["silo"]["last"]
    turn = ""
    if first <= 0.0:
        turn = "promising faster never pays: a steeper promise_slope, or satisfaction worth less at once"
    elif last >= 0.0:
        turn = "over-promising is forgiven: late deliveries must weigh more, loyalty and word of mouth too"
    return Finding(
        12, "Over-promising", subject.slug,
        f"margin {figures.change(first)} in the first month, joint value {figures.change(last)} by the end",
        BOUND, bool(first > 0.0 > last), turn, details,
    )  # fmt: skip


def _by_round(subject: Subject, course: Course) -> Floats:
    """Mean contribution margin and joint value of each round, `(R, 2)`."""
    outcomes = months(subject.stage, course, luck_of(subject.stage.ready, subject.seeds))
    return np.array([[float(part.mean()) / 100.0 for part in (o.money.margin, o.money.joint)] for o in outcomes])
