"""The silo benchmark: each seat in turn makes the best of its own scorecard, until neither can win much more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

import numpy as np

from game.lab.encoding import Code, Course
from game.lab.playing import Measure, Stage
from game.lab.search.best import Effort, Solved, scores, solve
from game.lab.search.climbing import Climb
from game.lab.search.coarse import Sampling
from game.lab.search.space import Space, with_orders_up_to
from game.lab.workers import Workers
from game.rules.arrays import Bools, Floats
from game.rules.levers import SEATS, Lead, Seat
from game.rules.month import Outcome
from game.table.structure import PRESETS, leads_for

SETTLED = 0.5
"""Points of its scorecard (a season's mean) that a seat may still win by answering, for silo play to be settled."""


def marketing_points(outcome: Outcome) -> Floats:
    """Marketing's own points this month, `(n,)`."""
    return outcome.scorecards.marketing


def distribution_points(outcome: Outcome) -> Floats:
    """Distribution's own points this month, `(n,)`."""
    return outcome.scorecards.distribution


POINTS: Final[Mapping[Seat, Measure]] = MappingProxyType(
    {"marketing": marketing_points, "distribution": distribution_points}
)
"""What each seat serves in silo play."""


@dataclass(frozen=True)
class Silo:
    """Two seats that each serve their own scorecard."""

    course: Course  # both seats' plans
    # what each seat could still win by answering, in points of its scorecard; marketing, distribution
    regret: tuple[float, float]
    turns: int  # how often each seat answered
    seasons: int  # seasons played to find it

    @property
    def settled(self) -> bool:
        """Whether neither seat can win much more by answering."""
        return max(self.regret) <= SETTLED


FIRST: Final = Effort(Sampling(200, 20), Climb(turns=3, steps=15, seeds=2), finalists=1)
THEN: Final = Effort(Sampling(generations=0), Climb(turns=2, steps=12, seeds=4), finalists=1)
"""The work of a seat's first answer and of its later ones."""


def silo_leads(code: Code) -> dict[str, Lead]:
    """Who decides each lever in silo play, by lever."""
    return leads_for(code.scenario, PRESETS["silo"])


def solve_silo(stage: Stage, seed: int, leads: Mapping[str, Lead] | None = None, turns: int = 6) -> Silo:
    """Both seats' plans when each answers the other's with the best for its own scorecard.

    Args:
        stage: where it is played.
        seed: of the searches.
        leads: who decides each lever; by default as in silo play. What is joint stays at its default.
        turns: how often each seat may answer.
    """
    code = stage.code
    leads = silo_leads(code) if leads is None else leads
    course = with_orders_up_to(code, code.defaults())
    regret, played, turn = (np.inf, np.inf), 0, 0
    for turn in range(1, turns + 1):
        won = []
        for at, seat in enumerate(SEATS):
            answer = _answer(stage, course, seat, code.led_by(leads, seat), 20 * seed + 2 * turn + at, turn == 1)
            won.append(_won(stage, course, seat, answer))
            course = _damped(stage, course, answer.course, 1.0 if turn < 3 else 0.6)
            played += answer.seasons
        regret = (won[0], won[1])
        if max(regret) <= SETTLED:
            break
    return Silo(course, regret, turn, played)


def still_settled(stage: Stage, course: Course, seed: int) -> Silo | None:
    """Silo play that was found before, if neither seat can win much more by answering it; else None.

    Args:
        stage: where it is played.
        course: both seats' plans; what is joint is put at its default.
        seed: of the answers.
    """
    code, won, played = stage.code, [], 0
    leads = silo_leads(code)
    joint = code.led_by(leads, "joint")
    course = Course(np.where(joint[:, None], code.default[:, None], course.values), course.levels)
    for at, seat in enumerate(SEATS):
        answer = _answer(stage, course, seat, code.led_by(leads, seat), 20 * seed + at, first=False)
        won.append(_won(stage, course, seat, answer))
        played += answer.seasons
    silo = Silo(course, (won[0], won[1]), 0, played)
    return silo if silo.settled else None


def middle_silo(
    stage: Stage,
    seeds: Sequence[int],
    turns: int,
    workers: Workers | None = None,
    told: Callable[[], None] | None = None,
) -> Silo:
    """Silo play settles in more than one place: of several searches, the middle one by what both seats earn together.

    Args:
        stage: where it is played.
        seeds: of the searches.
        turns: how often each seat may answer.
        workers: who does the work.
        told: told after each search.
    """
    jobs = [(stage, seed, None, turns) for seed in seeds]
    found = (workers or Workers()).each(solve_silo, jobs, told)
    in_order = sorted(found, key=lambda silo: float(scores(stage, silo.course).mean()))
    return replace(in_order[len(in_order) // 2], seasons=sum(silo.seasons for silo in found))  # exact: whole numbers


def _answer(stage: Stage, course: Course, seat: Seat, free: Bools, seed: int, first: bool) -> Solved:
    """The best that a seat can do for its own scorecard against a course."""
    return solve(stage, free, course, FIRST if first else THEN, seed, POINTS[seat], [course])


def _won(stage: Stage, course: Course, seat: Seat, answer: Solved) -> float:
    """Points of its scorecard, a season's mean, that a seat wins by answering a course."""
    return max(0.0, (answer.mean - points_of(stage, course, seat)) / stage.code.rounds)


def points_of(stage: Stage, course: Course, seat: Seat) -> float:
    """A seat's points summed over the season, mean over the scoring seeds."""
    return float(scores(stage, course, POINTS[seat]).mean())


def _damped(stage: Stage, old: Course, new: Course, share: float) -> Course:
    """Numbers part of the way to the answer, choices all of it."""
    if share >= 1.0:
        return new
    numbers = (stage.code.size == 0)[None, :, None]
    values = np.where(numbers, (1.0 - share) * old.values + share * new.values, new.values)
    mixed = Course(values, new.levels)
    return Space(stage.code, np.ones(len(stage.code.settings), dtype=np.bool_), mixed).stepped(mixed)
