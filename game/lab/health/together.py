"""Properties 6 and 7: what the two do to each other is real money, and claimed clashes come by themselves."""

from __future__ import annotations

from typing import Final

import numpy as np

from game.lab.encoding import Course
from game.lab.health.finding import Finding, Subject
from game.lab.playing import luck_of, months
from game.lab.search.silo import silo_leads
from game.rules.arrays import Bools, Floats
from game.rules.clashes import CLASHES
from game.rules.draws import Draws
from game.rules.ledger import Ledger, ledger
from game.rules.month import Outcome, resolve
from game.rules.plans import Plans
from game.rules.state import State
from game.table.revealing import IN_FORCE

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
        6, "Together is real", subject.slug, f"{share:.0%} of value moved; {sign:+,.0f} a month in silo play",
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
        parts.append(f"{claim} {silo:.0%} / {best:.0%}")
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
