"""The best joint plan known: several starts searched coarsely, the most promising ones finely, then polished."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from game.lab.encoding import Code, Course
from game.lab.playing import Measure, Stage, joint, seasons
from game.lab.search import Budget, Found, Space, search, with_orders_up_to
from game.rules.arrays import Bools, Floats
from game.rules.draws import seeds_from

SCORED = 256
"""Fresh seeds that what a search found is scored on."""

FRESH = 900_000_000
"""The first of the seeds used for scoring only, which no search has met."""


@dataclass(frozen=True)
class Effort:
    """How much work goes into a search.

    Args:
        coarse: one value for all rounds, from every start.
        fine: a value for each round, from the best of those.
        polish: closer still, from the best of those.
        finalists: how many coarse results are searched finely.
    """

    coarse: Budget
    fine: Budget
    polish: Budget
    finalists: int = 2

    def times(self, factor: float) -> Effort:
        """The same with so many times the generations."""
        parts = (self.coarse, self.fine, self.polish)
        more = [replace(part, generations=round(part.generations * factor)) for part in parts]
        return Effort(*more, self.finalists)


USUAL = Effort(Budget(300, 40, 2, spread=0.3), Budget(400, 120, 2, keep=0.5, spread=0.12),
               Budget(400, 40, 4, keep=0.5, spread=0.04))  # fmt: skip
QUICK = Effort(Budget(200, 25, 2, spread=0.3), Budget(300, 50, 2, spread=0.12),
               Budget(300, 12, 4, keep=0.5, spread=0.04), finalists=1)  # fmt: skip


@dataclass(frozen=True)
class Solved:
    """A course and what it is worth.

    Args:
        course: one season's plans.
        values: its measure on each of the scoring seeds.
        others: mean measure of the other finalists: how far restarts lie apart.
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


Watch = Callable[[str, int, int], None]


def solve(
    stage: Stage, free: Bools, base: Course, effort: Effort, seed: int, measure: Measure = joint,
    starts: Sequence[Course] | None = None, watch: Watch | None = None,
) -> Solved:  # fmt: skip
    """The best course found when some settings are free and the others stay as in `base`.

    Args:
        stage: where it is played.
        free: `(S,)`, the settings to choose.
        base: the others' values; its levels say which orders follow a level.
        effort: how much work.
        seed: of the whole search.
        measure: what is to be large.
        starts: where to begin; by default `starts_of`.
        watch: told what is being done, seasons played and seasons in all.
    """
    code = stage.code
    begin = list(starts_of(code, base, free) if starts is None else starts)
    total = effort.coarse.seasons * len(begin) + (effort.fine.seasons + effort.polish.seasons) * min(
        effort.finalists, len(begin)
    )
    done = 0

    def run(label: str, space: Space, start: Course, budget: Budget, own: int) -> Found:
        nonlocal done
        before = done
        if not budget.generations:
            return Found(start, 0.0, 0)
        told = None if watch is None else (lambda played: watch(label, before + played, total))
        found = search(stage, space, start, budget, own, measure, told)
        done += found.seasons
        return found

    steady, every = Space(code, free, base, steady=True), Space(code, free, base)
    rough = [run("coarse", steady, start, effort.coarse, 100 * seed + at) for at, start in enumerate(begin)]
    # The starts themselves compete too: one may be a plan that was good before.
    entries = _ranked(stage, [*(found.course for found in rough), *begin], measure)[: effort.finalists]
    fine = [run("fine", every, start, effort.fine, 100 * seed + 50 + at) for at, (_, start) in enumerate(entries)]
    close = [run("polish", every, f.course, effort.polish, 100 * seed + 70 + at) for at, f in enumerate(fine)]
    ranked = _ranked(stage, [*(found.course for found in close), *(start for _, start in entries)], measure)
    values, course = ranked[0]
    others = tuple(float(other.mean()) for other, _ in ranked[1:])
    return Solved(course, values, others, done)


def _ranked(stage: Stage, courses: Sequence[Course], measure: Measure) -> list[tuple[Floats, Course]]:
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


def solve_all(stage: Stage, effort: Effort, seed: int, watch: Watch | None = None,
              also: Sequence[Course] = ()) -> Solved:  # fmt: skip
    """The best joint plan known: every setting free; `also` are further starts, such as an older best plan."""
    code = stage.code
    base = with_orders_up_to(code, code.defaults())
    free = np.ones(len(code.settings), dtype=np.bool_)
    return solve(stage, free, base, effort, seed, starts=[*also, *starts_of(code, base, free)], watch=watch)
