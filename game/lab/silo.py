"""The silo benchmark: each seat in turn makes the best of its own scorecard, until neither can win much more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.lab.best import Effort, Watch, solve
from game.lab.encoding import Code, Course
from game.lab.playing import Measure, Stage
from game.lab.search import Budget, with_orders_up_to
from game.rules.arrays import Bools, Floats
from game.rules.levers import SEATS, Lead, Seat
from game.rules.outcome import Outcome
from game.table.structure import PRESETS, leads_for

SETTLED = 0.5
"""Points of its scorecard (a season's mean) that a seat may still win by answering, for silo play to be settled."""


def marketing_points(outcome: Outcome) -> Floats:
    """Marketing's own points this month, `(n,)`."""
    return outcome.scorecards.marketing


def distribution_points(outcome: Outcome) -> Floats:
    """Distribution's own points this month, `(n,)`."""
    return outcome.scorecards.distribution


POINTS: Final[Mapping[Seat, Measure]] = {"marketing": marketing_points, "distribution": distribution_points}


@dataclass(frozen=True)
class Silo:
    """Two seats that each serve their own scorecard.

    Args:
        course: both seats' plans.
        regret: what each seat could still win by answering, in points of its scorecard; marketing, distribution.
        turns: how often each seat answered.
        seasons: seasons played to find it.
    """

    course: Course
    regret: tuple[float, float]
    turns: int
    seasons: int

    @property
    def settled(self) -> bool:
        """Whether neither seat can win much more by answering."""
        return max(self.regret) <= SETTLED


FIRST = Effort(Budget(200, 20, 2, spread=0.3), Budget(300, 40, 2, spread=0.15), Budget(generations=0), finalists=1)
THEN = Effort(Budget(150, 10, 2, spread=0.2), Budget(300, 30, 2, spread=0.1), Budget(generations=0), finalists=1)


def silo_leads(code: Code) -> dict[str, Lead]:
    """Who decides each lever in silo play, by lever."""
    return leads_for(code.scenario, PRESETS["silo"])


def led_by(code: Code, leads: Mapping[str, Lead], lead: Lead) -> Bools:
    """The settings that `lead` decides, `(S,)`."""
    return np.array([leads[setting.lever.id] == lead for setting in code.settings])


def solve_silo(
    stage: Stage, seed: int, leads: Mapping[str, Lead] | None = None, turns: int = 4, scale: float = 1.0,
    start: Course | None = None, watch: Watch | None = None,
) -> Silo:  # fmt: skip
    """Both seats' plans when each answers the other's with the best for its own scorecard.

    Args:
        stage: where it is played.
        seed: of the searches.
        leads: who decides each lever; by default as in silo play. What is joint stays at its default.
        turns: how often each seat may answer.
        scale: how many times the usual work.
        start: the plans to begin from; by default the scenario's defaults.
        watch: told what is being done.
    """
    code = stage.code
    leads = silo_leads(code) if leads is None else leads
    course = with_orders_up_to(code, code.defaults() if start is None else start)
    regret, played = (np.inf, np.inf), 0
    turn = 0
    for turn in range(turns):
        effort = (FIRST if turn == 0 and start is None else THEN).times(scale)
        won = []
        for at, seat in enumerate(SEATS):
            free = led_by(code, leads, seat)
            answer = solve(stage, free, course, effort, 20 * seed + 2 * turn + at, POINTS[seat], [course],
                           watch)  # fmt: skip
            before = answer_value(stage, course, seat)
            won.append(max(0.0, (answer.mean - before) / code.rounds))
            course = _damped(code, course, answer.course, 1.0 if turn < 2 else 0.6)
            played += answer.seasons
        regret = (won[0], won[1])
        if max(regret) <= SETTLED:
            break
    return Silo(course, regret, turn + 1, played)


def answer_value(stage: Stage, course: Course, seat: Seat) -> float:
    """A seat's points summed over the season, mean over the scoring seeds."""
    from game.lab.best import FRESH, SCORED
    from game.lab.playing import seasons
    from game.rules.draws import seeds_from

    return float(seasons(stage, course, seeds_from(FRESH, SCORED), POINTS[seat]).mean())


def _damped(code: Code, old: Course, new: Course, share: float) -> Course:
    """Numbers part of the way to the answer, choices all of it."""
    numbers = (code.size == 0)[None, :, None]
    values = np.where(numbers, (1.0 - share) * old.values + share * new.values, new.values)
    return Course(values, new.levels)
