"""A season beside its scenario's two plans, with the same luck: by the month, and as an index."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from game.figures import running
from game.lab.bench import Bench
from game.lab.encoding import Course
from game.lab.hindsight.season import PlayedSeason
from game.lab.playing import luck_of, monthly
from game.rules.arrays import Ints
from game.rules.draws import seeds_from

USUAL: Final = 256
"""Seeds whose mean is the best plan's usual value."""

LEAST_GAP: Final = 0.25
"""Share of the usual gap between silo and best that is taken at the least: luck can make the two nearly alike."""


@dataclass(frozen=True)
class Beside:
    """The season month by month beside the two plans that bound it, with the same luck. Currency units, by round."""

    value: tuple[float, ...]  # the season's joint value
    silo: tuple[float, ...]  # what two seats earn that each serve their own scorecard
    best: tuple[float, ...]  # what the best joint plan known earns


@dataclass(frozen=True)
class Alignment:
    """Where a season lies between silo play and the best plan."""

    index: float  # 0 = silo, 100 = best; below and above are possible
    value: float  # the season's joint value, currency units
    silo: float  # silo play's with the same luck
    best: float  # the best plan's with the same luck


@dataclass(frozen=True)
class Bounds:
    """The two plans that bound a season, played over its rounds in the scenario as it is.

    What a structure gives for nothing counts for the season.
    """

    bench: Bench  # the scenario's two plans
    season: PlayedSeason  # as it was played

    @cached_property
    def _silo(self) -> Ints:
        """Silo play's joint value in whole cents, `(rounds, lucks)`: with the season's luck first."""
        return self._played(self.bench.silo, 0 if self._whole else USUAL)

    @cached_property
    def _best(self) -> Ints:
        """The best plan's, `(rounds, 1 + USUAL)`: with the season's luck, and with usual ones."""
        return self._played(self.bench.best, USUAL)

    @property
    def _whole(self) -> bool:
        return self.season.rounds == self.bench.code.rounds

    def _played(self, course: Course, usual: int) -> Ints:
        stage, own = self.bench.stage, np.array([self.season.seed], dtype=np.uint64)
        luck = luck_of(stage.ready, np.concatenate([own, seeds_from(1, usual)]))
        return monthly(stage, course, luck[: self.season.rounds])

    @property
    def beside(self) -> Beside:
        """The season's months beside theirs, each in whole units that add up to its season's."""
        return Beside(*map(_money, (self.season.cents, self._silo[:, 0], self._best[:, 0])))

    @property
    def alignment(self) -> Alignment:
        """The season's index between them."""
        parts = (self.season.cents, self._silo[:, 0], self._best[:, 0])
        value, silo, best = (int(part.sum()) / 100.0 for part in parts)
        return Alignment(index(value, silo, best, self.usual_gap), value, silo, best)

    @property
    def usual_gap(self) -> float:
        """What the best plan usually earns more than silo play over these rounds, currency units."""
        if self._whole:
            return self.bench.measured.best.value - self.bench.measured.silo.value
        best, silo = (float(each[:, 1:].sum(axis=0).mean()) / 100.0 for each in (self._best, self._silo))
        return best - silo

    @property
    def luck(self) -> int:
        """What this season's luck took from the best plan itself, in whole cents; below 0 = it gave."""
        return round(float(self._best[:, 1:].sum(axis=0).mean())) - int(self._best[:, 0].sum())


def index(value: float, silo: float, best: float, usual_gap: float) -> float:
    """Where a value lies between silo play (0) and the best plan (100); all in currency units."""
    return 100.0 * (value - silo) / max(best - silo, LEAST_GAP * usual_gap, 1.0)


def _money(cents: Ints) -> tuple[float, ...]:
    return tuple(running((cents / 100.0).tolist()))
