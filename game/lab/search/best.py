"""The best joint plan known: several starts searched coarsely, the most promising ones climbed from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from game.lab.encoding import Code, Course, side_by_side
from game.lab.playing import Measure, Stage, crossed, joint, luck_of
from game.lab.search.calming import calmed
from game.lab.search.climbing import Climb, climb
from game.lab.search.coarse import Sampling, balanced, search
from game.lab.search.generations import LOTS, NONE, Generations, breed, finish
from game.lab.search.space import Space, everything, with_orders_up_to
from game.lab.workers import Workers
from game.rules.arrays import Bools, Floats
from game.rules.draws import seeds_from

RANKED: Final = 256
"""Seeds that courses are compared on."""

TRIED: Final = 64
"""Seeds that steps of a plan are weighed on."""

SCORED: Final = 1024
"""Seeds that what was found is scored on: so many, and balanced, that a difference of two thousandths shows."""

GROUPS: Final = 8
"""Groups in which these are balanced."""

FRESH: Final = 9_000_000_000_000_000_000
"""The first of the seeds used for comparing and scoring only, which no search meets."""

Watch = Callable[[str, int, int], None]
"""Told what is being done, how many of its jobs are done, and how many there are."""


@dataclass(frozen=True)
class Effort:
    """How much work goes into a search."""

    coarse: Sampling  # one value for all rounds, from every start
    fine: Climb  # a value for each round, from the best of those
    finalists: int = 2  # how many starts are climbed from
    wide: Generations = NONE  # generations of climbs, grafts and kicks, from the best of those
    # whether what each start launches and enters stays so in the coarse search, for the climbs to change: so that the
    # best plan with a launch and the best one without are both looked for
    apart: bool = False

    def times(self, factor: int) -> Effort:
        """About so many times the work: more courses for more generations, and more of them finished with more care."""
        wide, more = self.wide, factor**0.45
        return replace(
            self,
            wide=replace(
                wide, members=round(wide.members * more), anew=round(wide.anew * more),
                times=round(wide.times * factor / more), finalists=round(wide.finalists * more),
                finish=replace(wide.finish, steps=round(wide.finish.steps * more)),
            ),
        )  # fmt: skip


NOTHING: Final = Climb(turns=0, walks=0)
QUICK: Final = Effort(Sampling(200, 25), Climb(turns=3, steps=15, seeds=2), finalists=1)
USUAL: Final = Effort(Sampling(200, 15), NOTHING, wide=Generations(), apart=True)
LONG: Final = USUAL.times(10)


@dataclass(frozen=True)
class Solved:
    """A course and what it is worth."""

    course: Course  # one season's plans
    values: Floats  # its measure on each of the scoring seeds
    seasons: int  # seasons played to find it

    @property
    def mean(self) -> float:
        """The mean over the scoring seeds."""
        return float(self.values.mean())


def solve(
    stage: Stage, free: Bools, base: Course, effort: Effort, seed: int, measure: Measure = joint,
    starts: Sequence[Course] | None = None, workers: Workers | None = None, watch: Watch | None = None,
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
        workers: who does the work; by default this process.
        watch: told how far it is.
    """
    workers = workers or Workers()
    begin = list(starts_of(stage.code, base, free) if starts is None else starts)
    every, loose = Space(stage.code, free, base), free & ~(_new(stage.code) & effort.apart)
    jobs = [
        (stage, Space(stage.code, loose, start, steady=True), start, effort.coarse, 100 * seed + at, measure)
        for at, start in enumerate(begin)
    ]
    rough = workers.each(search, jobs, told_of(watch, "coarse", len(jobs)))
    # The starts themselves compete too: one may be a plan that was good before.
    ranked = ranking(stage, [*(found.course for found in rough), *begin], measure)[: effort.finalists]
    climbs = [(stage, every, start, effort.fine, 100 * seed + 50 + at, measure) for at, (_, start) in enumerate(ranked)]
    fine = workers.each(climb, climbs, told_of(watch, "fine", len(climbs)))
    climbed = ranking(stage, [found.course for found in fine], measure)
    bred, played = _bred(stage, every, [course for _, course in climbed], effort.wide, seed, measure, workers, watch)
    course = ranking(stage, [*bred, climbed[0][1], ranked[0][1]], measure)[0][1]
    played += sum(found.seasons for found in (*rough, *fine))  # exact: whole numbers
    return Solved(course, scores(stage, course, measure), played)


def _bred(
    stage: Stage, space: Space, first: Sequence[Course], work: Generations, seed: int, measure: Measure,
    workers: Workers, watch: Watch | None,
) -> tuple[list[Course], int]:  # fmt: skip
    """The best courses of the wide search, finished, and the seasons that took."""
    if not work.times:
        return [], 0

    told = told_of(watch, "wide", work.times)
    leading, played = breed(stage, space, first, work, seed, measure, workers, told)
    jobs = [(stage, space, leading[lot : work.finalists : LOTS], work.finish, 100 * seed + 90 + lot, measure)
            for lot in range(LOTS)]  # fmt: skip
    found = workers.each(finish, jobs, told_of(watch, "last", len(jobs)))
    played += sum(seasons for _, seasons in found)  # exact: whole numbers
    return [one for courses, _ in found for one in courses], played


def told_of(watch: Watch | None, what: str, jobs: int) -> Callable[[], None] | None:
    """What tells a watch that one more of some jobs is done; the watch is told at once that none is."""
    if watch is None:
        return None
    done = iter(range(1, jobs + 1))
    watch(what, 0, jobs)
    return lambda: watch(what, next(done), jobs)


def ranking(stage: Stage, courses: Sequence[Course], measure: Measure = joint) -> list[tuple[Floats, Course]]:
    """The courses with their values on the seeds for comparing, best first."""
    if not courses:
        return []
    worth = crossed(stage, side_by_side(courses), luck_of(stage.ready, seeds_from(FRESH, RANKED)), measure)
    return sorted(zip(worth.T, courses, strict=True), key=lambda pair: -float(pair[0].mean()))


def scores(stage: Stage, course: Course, measure: Measure = joint) -> Floats:
    """A course's values on the seeds for scoring, on which nothing was chosen, `(SCORED,)`."""
    first = FRESH + RANKED
    luck = balanced(luck_of(stage.ready, seeds_from(first, SCORED)), np.random.default_rng(first), GROUPS)
    return crossed(stage, course, luck, measure)[:, 0]


def error_of(values: Floats) -> float:
    """The standard error of the mean of a course's scores, told by how far the means of its groups lie apart."""
    return float(values.reshape(GROUPS, -1).mean(axis=1).std(ddof=1) / np.sqrt(GROUPS))


def _new(code: Code) -> Bools:
    """The settings that put something new on sale."""
    return np.array([setting.lever.id in ("launch", "market-entry") for setting in code.settings])


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
    stage: Stage, effort: Effort, seed: int, also: Sequence[Course] = (), workers: Workers | None = None,
    watch: Watch | None = None,
) -> Solved:  # fmt: skip
    """The best joint plan known: every setting free; `also` are further starts, such as an older best plan."""
    code = stage.code
    base, free = with_orders_up_to(code, code.defaults()), everything(code)
    found = solve(
        stage, free, base, effort, seed, starts=[*also, *starts_of(code, base, free)], workers=workers, watch=watch
    )
    calm = calmed(stage, free, found.course, luck_of(stage.ready, seeds_from(FRESH, TRIED)), joint)
    return Solved(calm, scores(stage, calm), found.seasons)
