"""The best joint plan known: several starts searched coarsely, the most promising ones climbed from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from game.lab.climbing import Climb, climb
from game.lab.crew import Crew
from game.lab.encoding import Code, Course
from game.lab.playing import Measure, Stage, joint, seasons
from game.lab.search import Sampling, search
from game.lab.space import Space, everything, with_orders_up_to
from game.rules.arrays import Bools, Floats
from game.rules.draws import seeds_from

SCORED: Final = 256
"""Fresh seeds that what a search found is scored on."""

FRESH: Final = 9_000_000_000
"""The first of the seeds used for scoring only, which no search meets."""

Watch = Callable[[str, int, int], None]
"""Told what is being done, how many of its jobs are done, and how many there are."""


@dataclass(frozen=True)
class Effort:
    """How much work goes into a search.

    Args:
        coarse: one value for all rounds, from every start.
        fine: a value for each round, from the best of those.
        finalists: how many starts are climbed from.
    """

    coarse: Sampling
    fine: Climb
    finalists: int = 2

    def times(self, factor: int) -> Effort:
        """So many times the work: longer turns, on more seeds, from more starts."""
        fine = replace(self.fine, turns=self.fine.turns + 2, steps=self.fine.steps * 2, seeds=self.fine.seeds * 2)
        coarse = replace(self.coarse, generations=self.coarse.generations * 2, seeds=self.coarse.seeds * 2)
        return Effort(coarse, fine, max(2, self.finalists * factor // 5))


QUICK: Final = Effort(Sampling(200, 25), Climb(turns=3, steps=15, seeds=2), finalists=1)
USUAL: Final = Effort(Sampling(300, 40), Climb(turns=5, steps=20, seeds=4), finalists=2)


@dataclass(frozen=True)
class Solved:
    """A course and what it is worth.

    Args:
        course: one season's plans.
        values: its measure on each of the scoring seeds.
        others: mean measure of the other climbs: how far restarts lie apart.
        seasons: seasons played to find it.
    """

    course: Course
    values: Floats
    others: tuple[float, ...]
    seasons: int

    @property
    def mean(self) -> float:
        """The mean over the scoring seeds."""
        return float(self.values.mean())


def solve(
    stage: Stage, free: Bools, base: Course, effort: Effort, seed: int, measure: Measure = joint,
    starts: Sequence[Course] | None = None, crew: Crew | None = None, watch: Watch | None = None,
) -> Solved:  # fmt: skip
    """The best course found when some settings are free and the others stay as in `base`.

    Args:
        stage: where it is played.
        free: `(S,)`, the settings to choose.
        base: the others' values; its levels say which orders follow a level.
        effort: how much work.
        seed: of the whole search; the same seed finds the same course.
        measure: what is to be large.
        starts: where to begin; by default `starts_of`.
        crew: who does the work; by default this process.
        watch: told how far it is.
    """
    crew = crew or Crew()
    begin = list(starts_of(stage.code, base, free) if starts is None else starts)
    steady, every = Space(stage.code, free, base, steady=True), Space(stage.code, free, base)
    jobs = [(stage, steady, start, effort.coarse, 100 * seed + at, measure) for at, start in enumerate(begin)]
    rough = crew.each(search, jobs, _told(watch, "coarse", len(jobs)))
    # The starts themselves compete too: one may be a plan that was good before.
    ranked = ranking(stage, [*(found.course for found in rough), *begin], measure)[: effort.finalists]
    climbs = [(stage, every, start, effort.fine, 100 * seed + 50 + at, measure) for at, (_, start) in enumerate(ranked)]
    fine = crew.each(climb, climbs, _told(watch, "fine", len(climbs)))
    last = ranking(stage, [found.course for found in fine], measure)
    values, course = max(last[0], ranked[0], key=lambda pair: float(pair[0].mean()))
    others = tuple(float(other.mean()) for other, _ in last[1:])
    return Solved(course, values, others, sum(found.seasons for found in (*rough, *fine)))


def _told(watch: Watch | None, what: str, jobs: int) -> Callable[[], None] | None:
    if watch is None:
        return None
    done = iter(range(1, jobs + 1))
    watch(what, 0, jobs)
    return lambda: watch(what, next(done), jobs)


def ranking(stage: Stage, courses: Sequence[Course], measure: Measure = joint) -> list[tuple[Floats, Course]]:
    """The courses with their values on the scoring seeds, best first."""
    seeds = seeds_from(FRESH, SCORED)
    scored = [(seasons(stage, course, seeds, measure), course) for course in courses]
    return sorted(scored, key=lambda pair: -float(pair[0].mean()))


def starts_of(code: Code, base: Course, free: Bools) -> list[Course]:
    """Places to begin: as things are; everything new from the start with more hands; everything new, cautiously."""
    plain = base.values.copy()
    grown, careful = plain.copy(), plain.copy()
    for at in np.flatnonzero(free).tolist():
        setting = code.settings[at]
        if setting.lever.id in ("launch", "market-entry"):
            grown[:, at] = careful[1:, at] = 1.0
        elif setting.lever.id == "capacity":
            grown[0, at] = 0.3 * setting.high
        elif setting.lever.id == "temps":
            grown[:2, at] = 0.3 * setting.high
        elif setting.lever.id == "initiative":
            careful[:, at] = 1.0
    values = [plain]
    for other in (grown, careful):
        if not any(np.array_equal(other, seen) for seen in values):
            values.append(other)
    return [Course(each, base.levels) for each in values]


def solve_all(
    stage: Stage, effort: Effort, seed: int, also: Sequence[Course] = (), crew: Crew | None = None,
    watch: Watch | None = None,
) -> Solved:  # fmt: skip
    """The best joint plan known: every setting free; `also` are further starts, such as an older best plan."""
    code = stage.code
    base, free = with_orders_up_to(code, code.defaults()), everything(code)
    return solve(stage, free, base, effort, seed, starts=[*also, *starts_of(code, base, free)], crew=crew, watch=watch)
