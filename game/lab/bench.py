"""A scenario with its two plans at hand, as its benchmark tells them, or why there are none; nothing is solved here."""

from __future__ import annotations

from dataclasses import dataclass

from game.lab.bench import Benchmark, read, read_course, stale
from game.lab.encoding import Code, Course
from game.lab.playing import Stage, stage
from game.refusal import Refusal
from game.scenario import Scenario
from game.scenario.shelf import find, shipped


@dataclass(frozen=True)
class Bench:
    """A scenario with its two plans at hand: as measured now, or as read from a fresh benchmark."""

    code: Code
    stage: Stage
    best: Course
    silo: Course
    benchmark: Benchmark | None = None

    @property
    def measured(self) -> Benchmark:
        """What was measured when it was solved."""
        assert self.benchmark is not None, f"{self.code.scenario.slug} was not solved"
        return self.benchmark

    @classmethod
    def measured_as(cls, scenario: Scenario, benchmark: Benchmark) -> Bench:
        """A scenario with the two plans of a benchmark."""
        code = Code(scenario)
        best, silo = (read_course(code, entry.plans) for entry in (benchmark.best, benchmark.silo))
        return cls(code, stage(code), best, silo, benchmark)


def known(scenario: Scenario) -> tuple[Bench | None, str]:
    """The scenario's two plans as its benchmark tells them; or none, and a sentence that says why and what to do.

    Nothing is solved here: a season can be looked back on at once, or without its yardstick.
    """
    again = f"lastmile lab solve {name_of(scenario)}"
    try:
        benchmark = read(scenario)
    except Refusal as refusal:
        return None, refusal.message
    if benchmark is None:
        return None, f"Nobody has worked out the best plan of {scenario.title} yet. To do so: {again}"
    changes = stale(scenario.origin or scenario, benchmark)
    if changes:
        return None, (
            f"{scenario.title} or the rules have changed since its best plan was worked out "
            f"({'; '.join(changes)}). To work it out again: {again}"
        )
    return Bench.measured_as(scenario, benchmark), ""


def name_of(scenario: Scenario) -> str:
    """What a command calls the scenario: its slug when it comes with the game, else the path of its folder."""
    path = scenario.path
    ours = scenario.slug in shipped() and (path is None or find(scenario.slug).resolve() == path.resolve())
    return scenario.slug if ours else str(path.parent) if path else "FOLDER"
