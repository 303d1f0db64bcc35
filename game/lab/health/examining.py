"""Examining scenarios: every property that applies, one scenario after the other, then the set."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from game.lab.health.across import lead_matters, win_wins_are_choices
from game.lab.health.finding import Case, Finding
from game.lab.health.levers import both_matter, lever_losses, no_corner, no_dead_lever
from game.lab.health.luck import skill_over_luck
from game.lab.health.promise import over_promising
from game.lab.health.sane import reproducible, silo_loses
from game.lab.health.theory import neutral_settings
from game.lab.health.together import clashes_happen, together_is_real
from game.lab.search.solving import WORKS, plans_of
from game.lab.workers import Workers
from game.scenario import Scenario, load

Told = Callable[[str], None]


def case_of(
    scenario: Scenario, seed: int, quick: bool, workers: Workers | None = None, tell: Told | None = None
) -> Case:
    """A scenario with its plans, from a fresh benchmark or solved now."""
    work = WORKS["quick" if quick else "usual"]

    def watch(label: str, done: int, jobs: int) -> None:
        if tell is not None:
            tell(f"{scenario.slug}: {label} search, {done} of {jobs}")

    return Case(plans_of(scenario, work, seed, workers, watch), work, seed, quick)


def findings(case: Case, tell: Told | None = None) -> Iterator[Finding]:
    """The properties of one scenario, as they are measured."""

    def say(what: str) -> None:
        if tell is not None:
            tell(f"{case.slug}: {what}")

    say("reproducible")
    yield reproducible(case)
    say("silo and best")
    yield silo_loses(case)
    say("freezing levers")
    losses = lever_losses(case)
    yield no_corner(case, losses)
    yield no_dead_lever(case, losses)
    say("one seat alone")
    yield both_matter(case)
    say("ledger and clashes")
    yield together_is_real(case)
    yield clashes_happen(case)
    yield skill_over_luck(case)
    yield neutral_settings(case)
    yield over_promising(case)


def examined(path: Path, seed: int, quick: bool) -> tuple[Case, list[Finding]]:
    """One scenario examined, as a job for workers."""
    case = case_of(load(path), seed, quick)
    return case, list(findings(case))


def set_findings(cases: Sequence[Case]) -> list[Finding]:
    """The properties of the whole set."""
    return [win_wins_are_choices(cases), lead_matters(cases)]
