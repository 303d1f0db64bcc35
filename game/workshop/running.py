"""Runs of show: which there are, and from a file to its steps or to every problem in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from game.content import facilitator_folder
from game.doors.files import read_bytes
from game.doors.problems import Problem, listed
from game.doors.toml import Tree, short_name
from game.refusal import Refusal, nearest_or_all
from game.scenario.reading import examine_shape
from game.scenario.shelf import shipped
from game.workshop.shape import RESERVE, RunFile, StepFile, TableFile

FOLDER: Final = "run-of-show"
DEBRIEF: Final = "debrief"


@dataclass(frozen=True)
class Run:
    """A run of show without problems."""

    name: str
    file: RunFile
    text: str  # as it was read, so that a session goes on with the words it began with
    place: str = ""  # what is typed to name it: its name, or the path of one's own file

    @property
    def steps(self) -> tuple[StepFile, ...]:
        """What happens, in order."""
        return tuple(self.file.steps)

    @property
    def debrief_minutes(self) -> int:
        """What belongs to the debrief."""
        return sum(step.minutes for step in self.file.steps if step.kind == DEBRIEF)

    @property
    def closing_minutes(self) -> int:
        """What comes after the last step of the debrief."""
        kinds = [step.kind for step in self.file.steps]
        last = len(kinds) - 1 - kinds[::-1].index(DEBRIEF)
        return sum(step.minutes for step in self.file.steps[last + 1 :])

    @property
    def first_debrief(self) -> int:
        """Which step the debrief begins with, counted from 0."""
        return next(at for at, step in enumerate(self.file.steps) if step.kind == DEBRIEF)


def names() -> tuple[str, ...]:
    """The runs of show that come with the game, the longest first."""
    folder = facilitator_folder() / FOLDER
    runs = [run_named(path.stem) for path in folder.glob("*.toml")]
    return tuple(run.name for run in sorted(runs, key=lambda run: (-run.file.minutes, run.name)))


def run_named(name: str) -> Run:
    """A run of show by its name, or by the path of one's own file.

    Raises:
        Refusal: when there is none, or with every problem in it.
    """
    path = Path(name)
    if path.suffix == ".toml" or len(path.parts) > 1:
        return _read(path, path.stem, name)
    shelf = facilitator_folder() / FOLDER
    if not (shelf / f"{name}.toml").is_file():
        known = sorted(path.stem for path in shelf.glob("*.toml"))
        hint = nearest_or_all(name, known)
        raise Refusal(f"There is no run of show '{name}'.{hint} One of your own is a file that ends in .toml.")
    return _read(shelf / f"{name}.toml", name, name)


def run_of(text: str, name: str, place: str) -> Run:
    """A run of show from its text.

    Args:
        text: the content of its file.
        name: what it is called.
        place: how problems name the file.

    Raises:
        Refusal: with every problem in it.
    """
    return Run(name, examine_shape(text.encode(), place, RunFile, _problems).or_refuse(), text, name)


def command_of(table: TableFile) -> str:
    """What is typed to start a table of an act."""
    words = ["lastmile play", table.scenario]
    if table.plain:
        words.append("--plain")
    if not table.guided:
        words += [f"--seat {table.seat}", f"--structure {table.structure}"]
    words.append(f"--seed {table.seed}")
    if table.record:
        words.append(f"--record {table.record}")
    return " ".join(words)


def table_command(run: Run, step: StepFile) -> str:
    """The short way to start a table of an act: `command_of` with its rankings and its record seen to."""
    return f"lastmile workshop {run.place} --table {step.key}"


def _read(path: Path, name: str, place: str) -> Run:
    content = read_bytes(path, "a run of show")
    run = examine_shape(content, short_name(path), RunFile, _problems).or_refuse()
    return Run(name, run, content.decode("utf-8-sig"), place)


def _problems(file: RunFile, tree: Tree) -> list[Problem]:
    """What a shape alone cannot tell."""
    return [*_sums(file), *_keys(file), *_steps(file)]


def _sums(file: RunFile) -> list[Problem]:
    found = []
    planned = sum(step.minutes for step in file.steps)
    if planned != file.minutes:
        found.append(
            Problem(("minutes",), f"expected the {planned} minutes that the steps add up to, given {file.minutes}.")
        )
    debrief = sum(step.minutes for step in file.steps if step.kind == DEBRIEF)
    least = -(-file.minutes * RESERVE // 1)
    if debrief < least:
        found.append(
            Problem(
                ("minutes",),
                f"expected at least {least:.0f} of {file.minutes} minutes ({RESERVE:.0%}) in steps of kind 'debrief', "
                f"given {debrief}. Shorten play, or give the debrief more.",
            )
        )
    return found


def _keys(file: RunFile) -> list[Problem]:
    seen: set[str] = set()
    found = []
    for at, step in enumerate(file.steps):
        if step.key in seen:
            found.append(Problem(("steps", at, "key"), f"expected a key of its own, given '{step.key}' again."))
        seen.add(step.key)
    return found


def _steps(file: RunFile) -> list[Problem]:
    found, known = [], shipped()
    kinds = [step.kind for step in file.steps]
    if DEBRIEF in kinds and "play" in kinds[kinds.index(DEBRIEF) :]:
        at = kinds.index("play", kinds.index(DEBRIEF))
        found.append(Problem(("steps", at, "kind"), "expected all play before the debrief, given play after it began."))
    for at, step in enumerate(file.steps):
        if step.kind == "play" and step.table is None:
            found.append(
                Problem(("steps", at), "expected a table (scenario and structure) in a step of kind 'play'.", "table")
            )
        if step.table and step.table.scenario not in known and not Path(step.table.scenario).exists():
            message = f"expected a scenario, {listed(known)}, given '{step.table.scenario}'."
            found.append(Problem(("steps", at, "table", "scenario"), message))
        for number, cue in enumerate(step.cues):
            if cue.at >= step.minutes:
                message = f"expected a minute within the step's {step.minutes}, given {cue.at}."
                found.append(Problem(("steps", at, "cues", number, "at"), message))
    return found
