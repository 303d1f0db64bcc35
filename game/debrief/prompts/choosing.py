"""The prompts there are, and those that fit: the 8 to 12 that a table or a room has most to say to, in its time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final, cast

from game.content import facilitator_folder
from game.debrief.evidence import Evidence, capital, counted
from game.debrief.examining import Findings, unit_of
from game.debrief.prompts.shape import STEPS, Prompt, PromptsFile, Step, check
from game.doors.files import read_bytes
from game.doors.problems import readable
from game.doors.toml import short_name
from game.figures import listed
from game.judging.levers import Theme
from game.refusal import Refusal
from game.scenario.reading import examine_shape
from game.table.clashes import CATALOGUE

FOLDER = "prompts"


def read_prompts(folder: Path | None = None) -> tuple[Prompt, ...]:
    """Every prompt, step by step.

    Args:
        folder: with TOML files of prompts; by default the facilitator's.

    Raises:
        Refusal: with every problem of every file, when there is one.
    """
    place = folder or facilitator_folder() / FOLDER
    files = sorted(place.glob("*.toml"))
    if not files:
        raise Refusal(f"{place}: expected files of prompts (*.toml), found none.")
    found: list[tuple[Path, PromptsFile]] = []
    problems = []
    for path in files:
        content = read_bytes(path, "the prompts' file")
        try:
            found.append((path, examine_shape(content, short_name(path), PromptsFile, check)))
        except Refusal as refusal:
            problems.append(refusal.message)
    problems += _twice(found)
    if problems:
        raise Refusal("\n".join(readable(problems)))
    return in_order([prompt for _, file in found for prompt in file.prompts.values()])


def prompts_with(folder: Path | None) -> tuple[Prompt, ...]:
    """Every prompt of this installation, and those of a folder of somebody's own; of one key theirs counts.

    Raises:
        Refusal: with every problem of every file.
    """
    ours = read_prompts()
    if folder is None:
        return ours
    theirs = read_prompts(folder)
    keys = {prompt.key for prompt in theirs}
    return in_order([*(prompt for prompt in ours if prompt.key not in keys), *theirs])


def in_order(prompts: Sequence[Prompt]) -> tuple[Prompt, ...]:
    """Prompts step by step, those that end a debrief last."""
    order = list(STEPS)
    return tuple(sorted(prompts, key=lambda prompt: (order.index(prompt.step), prompt.always)))


def _twice(files: Sequence[tuple[Path, PromptsFile]]) -> list[str]:
    """Keys that two files use: a reflection in a record is kept by its prompt's key."""
    seen: dict[str, Path] = {}
    problems = []
    for path, file in files:
        for key in file.prompts:
            if key in seen:
                problems.append(
                    f"{short_name(path)}: expected a key of its own for each prompt, given '{key}', which "
                    f"{short_name(seen[key])} has already."
                )
            seen.setdefault(key, path)
    return problems


USUAL: Final = 45
LEAST, MOST_MINUTES = 8, 240
"""Minutes that a debrief may be planned for: fewer hold no beginning and no end."""

MOST: Final = 12
SHOWN: Final = 2
"""Pieces of evidence put beside one prompt."""

TURNS: Final[tuple[Step, ...]] = (
    "feel", "happened", "learned", "work", "what-if", "happened", "happened", "learned", "work", "what-if", "next",
    "happened", "learned",
)  # fmt: skip
"""The steps in the order in which they are given a prompt, while there is time."""

TOLD: Final[tuple[Step, ...]] = ("happened", "learned")
"""The steps in which what must be asked is asked."""
STRETCH: Final = 2.0
"""How many times its usual minutes a prompt may be given when there is time to spare, and how few where it is short."""

SHARES: Final[Mapping[Step, int]] = MappingProxyType(
    {"feel": 4, "happened": 9, "learned": 8, "work": 7, "what-if": 4, "next": 5}
)
"""What each step has of a debrief's time where no run of show says it: the minutes of the ninety-minute one."""

AGAIN: Final = 0.2
"""What a second prompt of the same thread weighs less, and a third twice as much."""


@dataclass(frozen=True)
class Picked:
    """A prompt that was chosen."""

    prompt: Prompt
    minutes: int  # how long to give it
    because: str  # why it was chosen, a sentence
    evidence: tuple[Evidence, ...] = ()  # what to show beside it


@dataclass(frozen=True)
class _Fit:
    """A prompt and how well it fits."""

    prompt: Prompt
    score: float
    because: str
    evidence: tuple[Evidence, ...]


def choose(
    seen: Sequence[Findings], prompts: Sequence[Prompt], minutes: int = USUAL, script: Mapping[Step, int] | None = None
) -> tuple[Picked, ...]:
    """The prompts for a debrief, in the order in which they are asked.

    Args:
        seen: one table, or every table of a room.
        prompts: all there are.
        minutes: of the whole debrief.
        script: the minutes that a run of show gives to each step, which are kept to; without one, the steps share the
            whole as they do in a session of ninety minutes, and what one cannot fill goes to the others.

    Raises:
        Refusal: for no table, or a time that no debrief fits into.
    """
    if not seen:
        raise Refusal("expected at least one table to debrief, given none.")
    if not LEAST <= minutes <= MOST_MINUTES:
        raise Refusal(f"expected {LEAST} to {MOST_MINUTES} minutes for a debrief, given {minutes}.")
    fits = [fit for prompt in prompts if (fit := _fit(prompt, seen))]
    budgets = shared(minutes) if script is None else dict(script)
    needed = must_be_asked(seen)
    chosen = [fit for fit in fits if fit.prompt.always and fit.prompt.step in budgets]
    for step in TURNS:
        if len(chosen) >= MOST:
            break
        used = Counter(fit.prompt.theme for fit in chosen if not fit.prompt.always)
        spent = sum(fit.prompt.minutes for fit in chosen if fit.prompt.step == step)
        left = budgets.get(step, 0) - spent if spent else STRETCH * budgets.get(step, 0)
        asked = {fit.prompt.key for fit in chosen}
        open_ = [
            fit for fit in fits
            if fit.prompt.step == step and fit.prompt.key not in asked and not fit.prompt.always
        ]  # fmt: skip
        affordable = [fit for fit in open_ if fit.prompt.minutes <= left]
        # What must be asked comes first; then what this season gives a reason for, and only then what fits any.
        room = STRETCH * budgets.get(step, 0) - spent  # what must be asked is given less time rather than left out
        must = [fit for fit in open_ if fit.prompt.theme in needed and fit.prompt.minutes <= room]
        must = must if step in TOLD else []
        fitting = _given(open_)
        plain = affordable if not spent or not fitting or step not in TOLD else []
        able = _given(must) or must or _given(affordable) or plain
        if able:
            best = max(able, key=lambda fit: fit.score - AGAIN * used[fit.prompt.theme])
            why = needed.pop(best.prompt.theme, "") if must else ""
            chosen.append(replace(best, because=f"{best.because} {why}".strip()))
    order = {prompt.key: at for at, prompt in enumerate(prompts)}
    chosen.sort(key=lambda fit: (fit.prompt.always, order[fit.prompt.key]))
    steps = {step: [fit for fit in chosen if fit.prompt.step == step] for step in STEPS}
    if script is None:
        budgets = _spread({step: budgets[step] for step in STEPS}, steps, minutes)
    return tuple(picked for step, own in steps.items() for picked in _timed(own, budgets.get(step, 0)))


def _given(fits: Sequence[_Fit]) -> list[_Fit]:
    """Those that this season gives a reason for."""
    return [fit for fit in fits if fit.prompt.when]


def must_be_asked(seen: Sequence[Findings]) -> dict[Theme, str]:
    """The threads of the largest loss and of the largest gain, over all seasons, each with why it is asked about."""
    found: dict[Theme, str] = {}
    for thread, share, why in (
        ("turning-theme", "turning-share", "The largest loss belongs to this thread."),
        ("gain-theme", "gain-share", "The largest gain belongs to this thread."),
    ):
        sums: dict[Theme, float] = {}
        for one in seen:
            if thread in one.facts and share in one.facts:
                theme = cast(Theme, one.facts[thread].value)
                sums[theme] = sums.get(theme, 0.0) + float(one.facts[share].value)  # exact: in the order of the tables
        if sums:
            largest = max(sums, key=sums.__getitem__)
            found[largest] = f"{found[largest]} {why}" if largest in found else why
    return found


def shared(minutes: int) -> dict[Step, int]:
    """The minutes of a debrief by its steps, at least two for the last, which always has two questions."""
    whole = sum(SHARES.values())
    given = {step: minutes * share // whole for step, share in SHARES.items()}
    rest = sorted(SHARES, key=lambda step: (-(minutes * SHARES[step] % whole), list(STEPS).index(step)))
    for step in rest[: minutes - sum(given.values())]:
        given[step] += 1
    while given["next"] < 2:
        given[max(given, key=given.__getitem__)] -= 1
        given["next"] += 1
    return given


def _spread(given: Mapping[Step, int], steps: Mapping[Step, Sequence[_Fit]], minutes: int) -> dict[Step, int]:
    """The same with what a step cannot fill given to those that can."""
    most = {step: int(STRETCH * sum(fit.prompt.minutes for fit in fits)) for step, fits in steps.items()}
    filled = {step: min(given[step], most[step]) for step in steps}
    for step in steps:
        filled[step] += min(minutes - sum(filled.values()), most[step] - filled[step])
    return filled


def _timed(fits: Sequence[_Fit], minutes: int) -> tuple[Picked, ...]:
    """The prompts with their minutes: stretched alike where there is time to spare, shortened where it is short."""
    if not fits:
        return ()
    usual = sum(fit.prompt.minutes for fit in fits)
    factor = min(STRETCH, minutes / usual)
    picked = [Picked(fit.prompt, max(1, int(fit.prompt.minutes * factor)), fit.because, fit.evidence) for fit in fits]
    spare = min(minutes, int(STRETCH * usual)) - sum(one.minutes for one in picked)
    for at in range(max(0, spare)):
        place = at % len(picked)
        picked[place] = replace(picked[place], minutes=picked[place].minutes + 1)
    return tuple(picked)


def _fit(prompt: Prompt, seen: Sequence[Findings]) -> _Fit | None:
    """How well a prompt fits; None when it does not apply to a third of the tables."""
    holding = [
        one
        for one in seen
        if all(test.holds(one.facts) for test in prompt.conditions)
        and (not prompt.shows or any(evidence.kind in prompt.shows for evidence in one.evidence))
    ]
    part = len(holding) / len(seen)
    if not holding or part < 1.0 / 3.0:
        return None
    shown = _shown(prompt, holding[0]) if len(seen) == 1 else ()
    telling = max((_telling(prompt, one) for one in holding), default=0.5)
    # What fits few tables says more of those it fits; what fits every table is for want of that.
    picky = 0.2 + 0.05 * min(3, len(prompt.conditions)) if prompt.when else 0.0
    score = 0.6 * telling + picky + 0.3 * part
    return _Fit(prompt, score, _because(prompt, seen, holding), shown)


def _telling(prompt: Prompt, one: Findings) -> float:
    """Weight of the most telling evidence that the prompt would show."""
    return max((evidence.weight for evidence in one.evidence if evidence.kind in prompt.shows), default=0.4)


def _shown(prompt: Prompt, one: Findings) -> tuple[Evidence, ...]:
    """The evidence to put beside a prompt: of its own thread first, then the most telling."""
    asked = {test.fact for test in prompt.conditions}
    clashes = {f"clash.{kind.key}" for kind in CATALOGUE.values() if f"{kind.short}-clashes" in asked}
    found = [evidence for evidence in one.evidence if evidence.kind in prompt.shows]
    found = [evidence for evidence in found if evidence.kind != "clash" or not clashes or evidence.key in clashes]
    found.sort(key=lambda evidence: (evidence.theme != prompt.theme, -evidence.weight))
    return tuple(found[:SHOWN])


def _because(prompt: Prompt, seen: Sequence[Findings], holding: Sequence[Findings]) -> str:
    if prompt.always:
        return "Every debrief ends with it."
    if not prompt.when:
        return f"It fits every {unit_of(seen)}."
    if len(seen) == 1:
        clauses = [seen[0].facts[test.fact].says for test in prompt.conditions]
        return f"{capital(listed(list(dict.fromkeys(clauses))))}."
    tests = "; ".join(test.says for test in prompt.conditions)
    return f"It fits {len(holding)} of {counted(len(seen), unit_of(seen))} ({tests})."
