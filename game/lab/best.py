"""The best joint plan known: several starts searched coarsely, the most promising ones climbed from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
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
"""Seeds that courses are compared on, and as many others that what was found is scored on."""

FRESH: Final = 9_000_000_000
"""The first of the seeds used for comparing and scoring only, which no search meets."""

Watch = Callable[[str, int, int], None]
"""Told what is being done, how many of its jobs are done, and how many there are."""


@dataclass(frozen=True)
class Kicks:
    """Climbing again from a little way off the best: what a climb cannot leave step by step, a kick may.

    Args:
        times: how often; 0 = never.
        each: climbs side by side, each from a kick of its own.
        choices: chance that a choice is drawn anew.
        once: the same for what is done once a season.
        spread: standard deviation added to numbers, as a share of their range.
        climb: the work of one climb.
    """

    times: int = 2
    each: int = 2
    choices: float = 0.06
    once: float = 0.12
    spread: float = 0.04
    climb: Climb = field(default_factory=lambda: Climb(turns=3, steps=15, seeds=4))


NO_KICKS: Final = Kicks(times=0)
NO_POLISH: Final = Climb(turns=0, walks=0)


@dataclass(frozen=True)
class Effort:
    """How much work goes into a search.

    Args:
        coarse: one value for all rounds, from every start.
        fine: a value for each round, from the best of those.
        finalists: how many starts are climbed from.
        kicks: what follows.
        polish: the best two are climbed from once more, in small steps and on many seeds.
        apart: whether what each start launches and enters stays so in the coarse search, for the climbs to change: so
            that the best plan with a launch and the best one without are both looked for.
    """

    coarse: Sampling
    fine: Climb
    finalists: int = 2
    kicks: Kicks = NO_KICKS
    polish: Climb = NO_POLISH
    apart: bool = False

    def times(self, factor: int) -> Effort:
        """About so many times the work: slopes on more seeds, more starts climbed from, and many more kicks."""
        fine = replace(self.fine, seeds=self.fine.seeds * 2)
        kicks = replace(self.kicks, times=max(1, self.kicks.times) * factor, climb=self.kicks.climb)
        polish = replace(self.polish, turns=2 * self.polish.turns)
        return replace(self, fine=fine, finalists=self.finalists + 1, kicks=kicks, polish=polish)


POLISH: Final = Climb(turns=1, steps=40, seeds=16, pace=0.006, few=8, many=128, walks=4)
QUICK: Final = Effort(Sampling(200, 25), Climb(turns=3, steps=15, seeds=2), finalists=1)
USUAL: Final = Effort(
    Sampling(300, 30), Climb(turns=4, steps=20, seeds=4), finalists=3, kicks=Kicks(), polish=POLISH, apart=True
)


@dataclass(frozen=True)
class Solved:
    """A course and what it is worth.

    Args:
        course: one season's plans.
        values: its measure on each of the scoring seeds.
        others: mean measure of the other first climbs: how far restarts lie apart.
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
    every, loose = Space(stage.code, free, base), free & ~(_new(stage.code) & effort.apart)
    jobs = [
        (stage, Space(stage.code, loose, start, steady=True), start, effort.coarse, 100 * seed + at, measure)
        for at, start in enumerate(begin)
    ]
    rough = crew.each(search, jobs, _told(watch, "coarse", len(jobs)))
    # The starts themselves compete too: one may be a plan that was good before.
    ranked = ranking(stage, [*(found.course for found in rough), *begin], measure)[: effort.finalists]
    climbs = [(stage, every, start, effort.fine, 100 * seed + 50 + at, measure) for at, (_, start) in enumerate(ranked)]
    fine = crew.each(climb, climbs, _told(watch, "fine", len(climbs)))
    climbed = ranking(stage, [found.course for found in fine], measure)
    leading, played = _kicked(stage, every, [*climbed, ranked[0]], effort.kicks, seed, measure, crew, watch)
    polishes = [
        (stage, every, course, effort.polish, 100 * seed + 90 + at, measure) for at, course in enumerate(leading)
    ]
    fine += crew.each(climb, polishes, _told(watch, "polishing", len(polishes)))
    course = ranking(stage, [*(found.course for found in fine[-len(polishes) :]), *leading], measure)[0][1]
    others = tuple(float(values.mean()) for values, _ in climbed[1:])
    played += sum(found.seasons for found in (*rough, *fine))
    return Solved(course, scores(stage, course, measure), others, played)


def _kicked(
    stage: Stage, space: Space, ranked: list[tuple[Floats, Course]], kicks: Kicks, seed: int, measure: Measure,
    crew: Crew, watch: Watch | None,
) -> tuple[list[Course], int]:  # fmt: skip
    """The best two courses after climbing again from kicked ones, and the seasons that took."""
    dice, played = np.random.default_rng([seed, 0x6B]), 0
    told = _told(watch, "kicked", kicks.times * kicks.each)
    ranked = _best_first(ranked)
    for time in range(kicks.times):
        starts = [kicked(space, ranked[0][1], kicks, dice) for _ in range(kicks.each)]
        jobs = [(stage, space, start, kicks.climb, 10_000 + 1000 * seed + kicks.each * time + at, measure)
                for at, start in enumerate(starts)]  # fmt: skip
        found = crew.each(climb, jobs, told)
        played += sum(one.seasons for one in found)
        ranked = _best_first([*ranked, *ranking(stage, [one.course for one in found], measure)])[:2]
    return [course for _, course in ranked[:2]], played


def _best_first(ranked: list[tuple[Floats, Course]]) -> list[tuple[Floats, Course]]:
    return sorted(ranked, key=lambda pair: -float(pair[0].mean()))


def kicked(space: Space, course: Course, kicks: Kicks, dice: np.random.Generator) -> Course:
    """A course a little way off another."""
    point, d, once = space.point(course), space.numbers, len(space.once_rows)
    shares = np.clip(point[:d] + kicks.spread * dice.standard_normal(d), 0.0, 1.0)
    chance = np.full(space.choices, kicks.choices)
    chance[space.choices - once :] = kicks.once
    anew = np.floor(dice.random(space.choices) * space.sizes)
    picks = np.where(dice.random(space.choices) < chance, anew, point[d:])
    return space.at(np.concatenate([shares, picks])[:, None])


def _told(watch: Watch | None, what: str, jobs: int) -> Callable[[], None] | None:
    if watch is None:
        return None
    done = iter(range(1, jobs + 1))
    watch(what, 0, jobs)
    return lambda: watch(what, next(done), jobs)


def ranking(stage: Stage, courses: Sequence[Course], measure: Measure = joint) -> list[tuple[Floats, Course]]:
    """The courses with their values on the seeds for comparing, best first."""
    seeds = seeds_from(FRESH, SCORED)
    compared = [(seasons(stage, course, seeds, measure), course) for course in courses]
    return _best_first(compared)


def scores(stage: Stage, course: Course, measure: Measure = joint) -> Floats:
    """A course's values on the seeds for scoring, on which nothing was chosen."""
    return seasons(stage, course, seeds_from(FRESH + SCORED, SCORED), measure)


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
    stage: Stage, effort: Effort, seed: int, also: Sequence[Course] = (), crew: Crew | None = None,
    watch: Watch | None = None,
) -> Solved:  # fmt: skip
    """The best joint plan known: every setting free; `also` are further starts, such as an older best plan."""
    code = stage.code
    base, free = with_orders_up_to(code, code.defaults()), everything(code)
    return solve(stage, free, base, effort, seed, starts=[*also, *starts_of(code, base, free)], crew=crew, watch=watch)
