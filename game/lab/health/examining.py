"""Examining scenarios: properties 3, 4, 5, 8 and 9, and every property that applies, one scenario after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from game import figures
from game.lab.health.finding import Finding, Subject
from game.lab.health.hints import hinted
from game.lab.health.lessons import lessons_pay, plain_bases
from game.lab.health.levers import both_matter, every_lever_is_felt, initiative_swings, lever_losses, no_corner
from game.lab.health.playing import over_promising, reproducible, silo_loses, skill_over_luck
from game.lab.health.teaching import (
    coordination_is_the_gap,
    defaults_are_sane,
    learnable,
    no_plateau,
    no_stripping,
    no_template,
    one_template_at_most,
)
from game.lab.health.theory import neutral_settings
from game.lab.health.together import clashes_happen, together_is_real
from game.lab.search.solving import WORKS, plans_of
from game.lab.workers import Workers
from game.rules.world import INITIATIVES
from game.scenario import Scenario, load

Told = Callable[[str], None]


def subject_of(
    scenario: Scenario, seed: int, quick: bool, workers: Workers | None = None, tell: Told | None = None
) -> Subject:
    """A scenario with its plans, from a fresh benchmark or solved now."""
    work = WORKS["quick" if quick else "usual"]

    def watch(label: str, done: int, jobs: int) -> None:
        if tell is not None:
            tell(f"{scenario.slug}: {label} search, {done} of {jobs}")

    return Subject.of(plans_of(scenario, work, seed, workers, watch), work, seed, quick)


def findings(subject: Subject, tell: Told | None = None) -> Iterator[Finding]:
    """The properties of one scenario, as they are measured, with what to try where one does not hold."""
    for finding in _measured(subject, tell):
        yield hinted(subject, finding)


def _measured(subject: Subject, tell: Told | None) -> Iterator[Finding]:

    def say(what: str) -> None:
        if tell is not None:
            tell(f"{subject.slug}: {what}")

    say("reproducible")
    yield reproducible(subject)
    say("silo and best")
    yield silo_loses(subject)
    say("levers at their worst")
    losses = lever_losses(subject)
    yield no_corner(subject, losses)
    yield every_lever_is_felt(subject, losses)
    say("one seat alone")
    alone = both_matter(subject)
    yield alone
    yield together_is_real(subject, alone.details)
    say("clashes, luck and theory")
    yield clashes_happen(subject)
    yield skill_over_luck(subject)
    yield neutral_settings(subject)
    yield over_promising(subject)
    yield no_plateau(subject)
    yield no_stripping(subject)
    say("lessons")
    yield from lessons_pay(subject, plain_bases(subject), personas=True)
    say("shares of the gap")
    yield coordination_is_the_gap(subject)
    yield no_template(subject)
    say("the ladder")
    yield learnable(subject)
    yield defaults_are_sane(subject)


def examined(path: Path, seed: int, quick: bool) -> tuple[Subject, list[Finding]]:
    """One scenario examined, as a job for workers."""
    subject = subject_of(load(path), seed, quick)
    return subject, list(findings(subject))


def set_findings(subjects: Sequence[Subject], found: Sequence[Finding]) -> list[Finding]:
    """The properties of the whole set, from its scenarios and what was found of each."""
    return [win_wins_are_choices(subjects), lead_matters(subjects), one_template_at_most(found)]


CLEAR = 0.001
"""Share of the best plan's joint value from which a difference is taken to be one."""


def win_wins_are_choices(subjects: Sequence[Subject]) -> Finding:
    """Property 8: each initiative raises the joint value somewhere and lowers it elsewhere."""
    swings = {subject.slug: initiative_swings(subject) for subject in subjects}
    wrong, parts, details = [], [], {}
    for key in INITIATIVES:
        found = {slug: found[f"initiative.{key}"] for slug, found in swings.items() if f"initiative.{key}" in found}
        details[key] = found
        up = max(found.values(), default=0.0)
        down = min(found.values(), default=0.0)
        parts.append(f"{key} {figures.change_of_share(up)} to {figures.change_of_share(down)}")
        if up <= CLEAR:
            wrong.append(f"{key} pays nowhere: lower its cost where it should help")
        if down >= -CLEAR:
            wrong.append(f"{key} is never wrong: offer it where it is too dear")
    return Finding(
        8, "Win-wins are choices", "", "; ".join(parts), "each raises in one place, lowers in another", not wrong,
        "; ".join(wrong), details,
    )  # fmt: skip


def lead_matters(subjects: Sequence[Subject]) -> Finding:
    """Property 9: one seat's lead on all joint topics beats the other's here, and loses there."""
    gains: dict[str, float] = {}
    for subject in subjects:
        led: Mapping[str, float] = subject.measured.led
        if led:
            gains[subject.slug] = (led["marketing"] - led["distribution"]) / abs(subject.measured.best.value)
    ahead = [slug for slug, gain in gains.items() if gain > CLEAR]
    behind = [slug for slug, gain in gains.items() if gain < -CLEAR]
    turn = []
    if not ahead:
        turn.append("nowhere does marketing lead better: a place where a market must be won in time")
    if not behind:
        turn.append("nowhere does distribution lead better: a place where supply is short")
    told = ", ".join(
        f"{slug} {figures.change_of_share(gain)}" for slug, gain in sorted(gains.items(), key=lambda pair: -pair[1])
    )
    return Finding(
        9, "Lead matters", "", f"marketing's lead over distribution's: {told}",
        "above 0 in one place, below in another",
        bool(ahead and behind), "; ".join(turn), gains,
    )  # fmt: skip
