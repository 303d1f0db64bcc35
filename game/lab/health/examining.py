"""Examining scenarios: properties 3, 4, 5, 8 and 9, and every property that applies, one scenario after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from game import figures
from game.lab.encoding import STOCK, Course
from game.lab.health.finding import Finding, Subject
from game.lab.health.playing import (
    clashes_happen,
    over_promising,
    reproducible,
    silo_loses,
    skill_over_luck,
    together_is_real,
)
from game.lab.health.theory import neutral_settings
from game.lab.playing import seasons
from game.lab.search.best import Effort, solve
from game.lab.search.climbing import Climb, climb
from game.lab.search.coarse import Sampling
from game.lab.search.solving import WORKS, plans_of, silo_leads
from game.lab.search.space import Space
from game.lab.workers import Workers
from game.rules.arrays import Bools
from game.rules.levers import SEATS, Setting
from game.rules.world import INITIATIVES
from game.scenario import Scenario, load

CORNERS: Final = 0.20
EDGE: Final = 0.01
DEAD: Final = 0.005
FELT: Final = 0.001  # a lever whose freezing costs less is not counted among the corners
ALONE: Final = 0.70
NONE_AT_LOW: Final = frozenset(
    {"brand-advertising", "performance-advertising", STOCK, "extra-shift", "temps", "forecast", "capacity"}
)  # fmt: skip
"""Number levers whose lowest value means that it is not used: no corner."""
ORDERED: Final = frozenset({"promotion", "outbound-mode"})
"""Choices that run from little to much; the others have no ends."""
RETRY: Final = Climb(turns=1, steps=12, seeds=4, pace=0.01)


def no_corner(subject: Subject, losses: dict[str, float]) -> Finding:
    """Property 3: the share of settings, round by round, that lie at an end of their range in the best plan."""
    at_end: dict[str, list[bool]] = {}
    for row, setting in enumerate(subject.code.settings):
        if losses.get(lever_of(setting), 0.0) < FELT:
            continue
        ends = list(_ends(subject, row, setting))
        if ends:
            at_end.setdefault(lever_of(setting), []).extend(ends)
    cells = [end for ends in at_end.values() for end in ends]
    share = float(np.mean(cells)) if cells else 0.0
    shares = {lever: float(np.mean(ends)) for lever, ends in at_end.items()}
    worst = ", ".join(
        f"{name} {figures.share(value)}" for name, value in sorted(shares.items(), key=lambda x: -x[1])[:3] if value
    )
    return Finding(
        3, "No corner", subject.slug,
        f"{figures.share(share)} of settings at a bound ({worst or 'none'})", "at most 20 %",
        share <= CORNERS, f"widen the range or give the far end a price: {worst}", shares,
    )  # fmt: skip


def _ends(subject: Subject, row: int, setting: Setting) -> Iterator[bool]:
    """For each round, whether a number or an ordered choice is at an end of its range; nothing for the others."""
    values = subject.best.values[:, row, 0].tolist()
    if setting.lever.kind == "number" and setting.high > setting.low:
        low, high = setting.low, setting.high
        if subject.best.levels[row]:
            high = float("inf")
        edge = EDGE * (setting.high - setting.low)
        spare = setting.lever.id in NONE_AT_LOW and setting.low <= 0.0
        yield from (value >= high - edge or (value <= low + edge and not spare) for value in values)
    elif setting.lever.id in ORDERED and len(setting.choices) > 2:
        top = len(setting.choices) - 1
        spare = setting.lever.id == "promotion"
        yield from (value >= top or (value <= 0 and not spare) for value in values)


def lever_of(setting: Setting) -> str:
    """The name that a lever is frozen under; each initiative by its own."""
    return setting.key if setting.lever.over == "initiative" else setting.lever.id


def lever_losses(subject: Subject) -> dict[str, float]:
    """What freezing each lever at its default costs, as a share of the best plan's joint value.

    The initiatives are frozen together under `initiative`; under its own key each has the difference between being
    signed when that is best and never being signed, whichever way it goes.
    """
    code, best = subject.code, subject.best
    names = sorted({setting.lever.id for setting in code.settings})
    courses = [best] + [_frozen(subject, np.array([s.lever.id == name for s in code.settings])) for name in names]
    value = [float(seasons(subject.stage, course, subject.seeds).mean()) for course in courses]
    losses = {name: (value[0] - frozen) / abs(value[0]) for name, frozen in zip(names, value[1:], strict=True)}
    if not subject.quick:
        # The best plan gets the same chance: what a climb finds anyway is no answer to the lever that was frozen.
        whole = _adapted(subject, "", best)
        for name, course in zip(names, courses[1:], strict=True):
            if DEAD <= losses[name] < 10 * DEAD:
                losses[name] = min(losses[name], (whole - _adapted(subject, name, course)) / abs(whole))
    for key, swing in initiative_swings(subject).items():
        losses[key] = abs(swing)
    return losses


def _frozen(subject: Subject, which: Bools) -> Course:
    """The best plan with some settings at their default all season; stock to order then is the default order."""
    values = np.where(which[None, :, None], subject.code.defaults().values, subject.best.values)
    return Course(values, subject.best.levels & ~which)


def _adapted(subject: Subject, name: str, frozen: Course) -> float:
    """The value of a plan with a lever (or one setting; "" = nothing) frozen, once the others have answered."""
    free = np.array([name not in (setting.lever.id, setting.key) for setting in subject.code.settings])
    found = climb(subject.stage, Space(subject.code, free, frozen), frozen, RETRY, subject.seed)
    return max(float(seasons(subject.stage, course, subject.seeds).mean()) for course in (found.course, frozen))


def initiative_swings(subject: Subject) -> dict[str, float]:
    """For each initiative: what signing it (in the round that suits it best) adds to the best plan without it.

    As a share of the best plan's joint value; below 0 when it is better left alone. Unless it must be quick, all
    other settings may answer, with it and without it.
    """
    swings = {}
    base = float(seasons(subject.stage, subject.best, subject.seeds).mean())
    for row, setting in enumerate(subject.code.settings):
        if setting.lever.over == "initiative":
            courses = initiative_courses(subject, row)
            values = [float(seasons(subject.stage, course, subject.seeds).mean()) for course in courses]
            without, signed = values[0], max(values[1:])
            if not subject.quick:
                with_it = courses[1 + values[1:].index(signed)]
                without, signed = (max(_adapted(subject, setting.key, c), v) for c, v in
                                   ((courses[0], without), (with_it, signed)))  # fmt: skip
            swings[setting.key] = (signed - without) / abs(base)
    return swings


def initiative_courses(subject: Subject, row: int) -> list[Course]:
    """The best plan without an initiative, and with it signed in each round."""
    without = subject.best.values.copy()
    without[:, row] = 0.0
    courses = [Course(without, subject.best.levels)]
    for round_ in range(subject.code.rounds):
        values = without.copy()
        values[round_:, row] = 1.0
        courses.append(Course(values, subject.best.levels))
    return courses


def no_dead_lever(subject: Subject, losses: dict[str, float]) -> Finding:
    """Property 4: what freezing each offered lever costs."""
    dead = sorted((name for name, loss in losses.items() if loss < DEAD), key=lambda name: losses[name])
    told = ", ".join(f"{name} {figures.share(losses[name])}" for name in dead)
    least = min(losses, key=lambda name: losses[name])
    return Finding(
        4, "No dead lever", subject.slug,
        f"least felt: {told}" if dead else f"least felt: {least} {figures.share(losses[least])}",
        "at least 0.5 % each", not dead,
        f"scale up the effect or the range of, or do not offer: {', '.join(dead)}",
        dict(sorted(losses.items(), key=lambda pair: pair[1])),
    )  # fmt: skip


def both_matter(subject: Subject) -> Finding:
    """Property 5: how much of the gap between silo and best one seat's levers recover alone."""
    gap_low = float(seasons(subject.stage, subject.silo, subject.seeds).mean())
    gap_high = float(seasons(subject.stage, subject.best, subject.seeds).mean())
    leads = silo_leads(subject.code)
    recovered: dict[str, float] = {}
    for seat in SEATS:
        free = subject.code.led_by(leads, seat)
        mixed = Course(np.where(free[None, :, None], subject.best.values, subject.silo.values), subject.silo.levels)
        effort = _effort(subject)
        found = solve(subject.stage, free, subject.silo, effort, subject.seed, starts=[subject.silo, mixed])
        value = float(seasons(subject.stage, found.course, subject.seeds).mean())
        recovered[seat] = (value - gap_low) / (gap_high - gap_low) if gap_high > gap_low else float("nan")
    most = max(SEATS, key=lambda seat: recovered[seat])
    return Finding(
        5, "Both matter", subject.slug,
        ", ".join(f"{seat} alone {figures.share(share)}" for seat, share in recovered.items()), "at most 70 % each",
        bool(recovered[most] <= ALONE),
        f"{most} alone mends too much: give what the other seat leads (or both sign) more weight", recovered,
    )  # fmt: skip


def _effort(subject: Subject) -> Effort:
    turns = 2 if subject.quick else 4
    return Effort(Sampling(generations=0), Climb(turns=turns, steps=15, seeds=2), finalists=1 if subject.quick else 2)


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
    """The properties of one scenario, as they are measured."""

    def say(what: str) -> None:
        if tell is not None:
            tell(f"{subject.slug}: {what}")

    say("reproducible")
    yield reproducible(subject)
    say("silo and best")
    yield silo_loses(subject)
    say("freezing levers")
    losses = lever_losses(subject)
    yield no_corner(subject, losses)
    yield no_dead_lever(subject, losses)
    say("one seat alone")
    yield both_matter(subject)
    say("ledger and clashes")
    yield together_is_real(subject)
    yield clashes_happen(subject)
    yield skill_over_luck(subject)
    yield neutral_settings(subject)
    yield over_promising(subject)


def examined(path: Path, seed: int, quick: bool) -> tuple[Subject, list[Finding]]:
    """One scenario examined, as a job for workers."""
    subject = subject_of(load(path), seed, quick)
    return subject, list(findings(subject))


def set_findings(subjects: Sequence[Subject]) -> list[Finding]:
    """The properties of the whole set."""
    return [win_wins_are_choices(subjects), lead_matters(subjects)]


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
