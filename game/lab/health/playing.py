"""Properties 1, 2, 6, 7, 10 and 12: what ways of playing earn, beside each other, together and month by month.

Over-promising is counted in contribution margin first and in joint value at the end: the joint value writes broken
promises off as they are broken, in customer equity; the money shows them two rounds late, and money is what tempts.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from game import figures
from game.lab.encoding import Course
from game.lab.health.finding import Finding, Subject
from game.lab.playing import cents, crossed, luck_of, months, seasons
from game.lab.search.solving import silo_leads
from game.lab.simulation.players import random_course
from game.lab.trying import most_hours
from game.rules.arrays import Bools, Floats, along
from game.rules.clashes import CLASHES
from game.rules.draws import Draws, seeds_from
from game.rules.ledger import Ledger, ledger
from game.rules.month import Outcome, resolve
from game.rules.state import Plans, State
from game.table.revealing import IN_FORCE

BATCH: Final = 10_000
ALONE: Final = 40
LEAST, MOST = 0.40, 0.80  # silo play's share of the best plan
FLOORS: Final = 2.0
LUCKY: Final = 0.15
FASTER: Final = 2.0
FIRST: Final = 2
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
    """Property 2: silo play earns 40-80 % of the best plan, and asks for no more than twice what could be shipped."""
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
        "40-80 %, at most 2.0 x", bool(LEAST <= share <= MOST and load <= FLOORS), turn,
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
        10, "Skill over luck", subject.slug, f"luck makes {figures.share(share)} of the spread", "at most 15 %",
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
    """Property 12: silo play with the promise two days faster, against silo play, round by round."""
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
        f"margin {figures.change(first)} after two rounds, joint value {figures.change(last)} by the end",
        BOUND, bool(first > 0.0 > last), turn, details,
    )  # fmt: skip


def _by_round(subject: Subject, course: Course) -> Floats:
    """Mean contribution margin and joint value of each round, `(R, 2)`."""
    outcomes = months(subject.stage, course, luck_of(subject.stage.ready, subject.seeds))
    return np.array([[float(part.mean()) / 100.0 for part in (o.money.margin, o.money.joint)] for o in outcomes])


SHARE: Final = 0.10
OFTEN, SELDOM = 0.5, 0.2


def together_is_real(subject: Subject) -> Finding:
    """Property 6: the ledger's joint term as a share of all value moved, and its sign in silo play."""
    silo, best = joint_terms(subject, subject.silo), joint_terms(subject, subject.best)
    together = [ledgers.together for ledgers in (*silo, *best)]
    moved = [np.abs(entry.marketing) + np.abs(entry.distribution) + np.abs(entry.together) for entry in (*silo, *best)]
    share = float(np.abs(np.concatenate(together)).sum() / np.concatenate(moved).sum())
    sign = float(np.mean([entry.together.mean() for entry in silo])) / 100.0
    turn = ""
    if share < SHARE:
        turn = "the seats hardly touch: a scarcer floor, a steeper promise, promotions that need stock"
    elif sign >= 0.0:
        turn = "silo play helps itself by accident: launches, entries or promotions must outrun what silo ships"
    return Finding(
        6, "Together is real", subject.slug,
        f"{figures.share(share)} of value moved; {figures.change(sign)} a month in silo play",
        "at least 10 %, below 0 in silo", bool(share >= SHARE and sign < 0.0), turn,
        {"share": share, "silo": sign, "best": float(np.mean([e.together.mean() for e in best])) / 100.0},
    )  # fmt: skip


def joint_terms(subject: Subject, course: Course) -> list[Ledger]:
    """The ledger of each round, against the same reference as at a table: defaults, with what is in force kept."""
    leads = silo_leads(subject.code)
    marketing, distribution = subject.code.led_by(leads, "marketing"), subject.code.led_by(leads, "distribution")
    ready, luck = subject.stage.ready, luck_of(subject.stage.ready, subject.seeds)
    state, found = subject.stage.opening(len(subject.seeds)), []
    for draws in luck:
        found.append(_ledger(subject, course, state, draws, marketing, distribution))
        state = resolve(ready, state, subject.code.packed(course, state), draws).state
    return found


def _ledger(
    subject: Subject, course: Course, state: State, draws: Draws, marketing: Bools, distribution: Bools
) -> Ledger:
    default = subject.code.defaults().values.copy()
    if state.round:
        default[state.round, _kept(subject)] = course.values[state.round - 1, _kept(subject)]

    def changed(which: Bools) -> Plans:
        values = np.where(which[None, :, None], course.values, default)
        return subject.code.packed(Course(values, course.levels & which), state)

    every = np.ones(len(marketing), dtype=np.bool_)
    return ledger(
        subject.stage.ready, state, changed(~every), changed(marketing), changed(distribution), changed(every), draws
    )


def _kept(subject: Subject) -> Bools:
    """The settings whose default would undo what was decided before."""
    return np.array([setting.lever.id in IN_FORCE for setting in subject.code.settings])


def clashes_happen(subject: Subject) -> Finding:
    """Property 7: how often each claimed clash shows, in silo seasons and in the best plan's rounds."""
    claims = subject.code.scenario.claims
    seasons_with = _rounds_with(subject, subject.silo).any(axis=0).mean(axis=0)
    rounds_with = _rounds_with(subject, subject.best).mean(axis=(0, 1))
    parts, wrong = [], []
    for claim in claims:
        at = CLASHES.index(claim)
        silo, best = float(seasons_with[at]), float(rounds_with[at])
        parts.append(f"{claim} {figures.share(silo)} / {figures.share(best)}")
        if silo < OFTEN:
            wrong.append(f"{claim} is rare in silo play: tempt it more, or claim it no longer")
        if best > SELDOM:
            wrong.append(f"{claim} is common in the best plan: make it avoidable (or its threshold is too low)")
    return Finding(
        7, "Clashes happen", subject.slug, "; ".join(parts) or "claims none",
        "silo >= 50 % of seasons / best <= 20 % of rounds",
        not wrong if claims else None, "; ".join(wrong),
        {key: [float(seasons_with[at]), float(rounds_with[at])] for at, key in enumerate(CLASHES)},
    )  # fmt: skip


def _rounds_with(subject: Subject, course: Course) -> Floats:
    """Whether each clash showed: `(R, n, 4)`."""
    outcomes: list[Outcome] = list(months(subject.stage, course, luck_of(subject.stage.ready, subject.seeds)))
    return np.stack([outcome.clashes.any for outcome in outcomes]).astype(np.float64)
