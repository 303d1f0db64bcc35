"""What a measured property is: its figure, its bound, whether it holds, and what to turn where it does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from game.lab.bench import Bench
from game.lab.benchmark_file import Benchmark
from game.lab.encoding import Code, Course
from game.lab.playing import Stage
from game.lab.search.solving import Work
from game.rules.draws import seeds_from

LUCKS = 64
"""Seeds that health replays courses on, where it does not search."""


@dataclass(frozen=True)
class Finding:
    """One property of one scenario, or of the set.

    Args:
        number: of the property in the list.
        name: of the property.
        scenario: slug; "" for a property of the set.
        figure: what was measured, in words.
        bound: what it must be.
        passed: whether it holds; None when it does not apply.
        turn: what to turn when it does not hold.
        details: the numbers behind it.
    """

    number: int
    name: str
    scenario: str
    figure: str
    bound: str
    passed: bool | None
    turn: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """A scenario under examination.

    Args:
        bench: its two plans.
        work: how much a search within health may do.
        seed: of searches and luck.
        quick: replay only, where a search would be more exact.
    """

    bench: Bench
    work: Work
    seed: int
    quick: bool

    @property
    def slug(self) -> str:
        """The scenario's slug."""
        return self.bench.code.scenario.slug

    @property
    def benchmark(self) -> Benchmark:
        """What was measured when it was solved."""
        return self.bench.measured

    @property
    def code(self) -> Code:
        """Its settings as numbers."""
        return self.bench.code

    @property
    def stage(self) -> Stage:
        """Where it is played."""
        return self.bench.stage

    @property
    def best(self) -> Course:
        """The best plan known."""
        return self.bench.best

    @property
    def silo(self) -> Course:
        """Silo play."""
        return self.bench.silo

    @property
    def seeds(self) -> Any:
        """The seeds that courses are replayed on."""
        return seeds_from(77_000_000 + 10_000 * self.seed, LUCKS)
