"""All prompts of this installation, or of a folder of somebody's own: read, checked, and in their order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from game.content import facilitator_folder
from game.debrief.prompts.shape import STEPS, Prompt, PromptsFile, check
from game.doors.files import read_bytes
from game.doors.toml import short_name
from game.refusal import Refusal
from game.scenario.reading import examine_shape

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
        raise Refusal("\n".join(problems))
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
