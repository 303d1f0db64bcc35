"""Runs of show: what a facilitator says, shows and does, step by step; which there are, and every problem in one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import Field, StringConstraints

from game.content import facilitator_folder
from game.doors.files import read_bytes
from game.doors.problems import Problem, listed
from game.doors.toml import Tree, short_name
from game.figures import share, units
from game.refusal import Refusal, nearest_or_all
from game.scenario.reading import examine_shape
from game.scenario.shape.fields import FileTable, Key, Line, Preset, Text
from game.scenario.shelf import shipped

FOLDER: Final = "run-of-show"
Kind: TypeAlias = Literal["open", "survey", "play", "pause", "break", "debrief", "close"]
DEBRIEF: Final = "debrief"
Ends: TypeAlias = Literal["fixed", "open"]
SeatName: TypeAlias = Literal["both", "marketing", "distribution"]
RESERVE: Final = 0.35
"""Least share of a session that belongs to the debrief (calibration D1: 35 to 50% is planned; no trial fixes it)."""
LONGEST: Final = 600
RUN: Final = "{run}"
"""Stands in a command for the run of show that it is in: a copy under another name then says its own."""
Minutes: TypeAlias = Annotated[int, Field(ge=1, le=LONGEST)]
RecordName: TypeAlias = Annotated[str, StringConstraints(pattern=r"^([a-z0-9][a-z0-9-]*\.toml)?$", max_length=60)]
Command: TypeAlias = Annotated[str, StringConstraints(pattern=r"^lastmile( [^\r\n]+)?$", max_length=200)]


class CueFile(FileTable):
    """Something to say in the middle of a step."""

    at: Annotated[int, Field(ge=1, le=LONGEST, description="minutes after the step began")]
    say: Text = Field(description="what is said then")


class TableFile(FileTable):
    """How the tables of an act are set up."""

    scenario: Line = Field(description="slug of one in `lastmile scenario list`, or a path from this file")
    structure: Preset = Field(description="how the two seats work together")
    seat: SeatName = Field(default="both", description="the seat that people take")
    seed: Annotated[int, Field(ge=0, lt=2**63, description="where chance begins; the same at every table")] = 7
    plain: bool = Field(default=False, description="line by line instead of the full screen")
    guided: bool = Field(default=False, description="the guided first months, which choose seat and partner themselves")
    record: RecordName = Field(default="", description="file that the act is kept in; none = each table's own folder")
    ask: list[Literal["before", "middle", "after"]] = Field(
        default_factory=list, description="when this act asks what matters to whom"
    )
    short: bool = Field(default=False, description="ask the short form: own order and the partner's, no statement")
    again: RecordName = Field(
        default="", description="record of an earlier act of the same two in the same chairs: its rankings come along"
    )
    months: Annotated[int, Field(ge=0, le=36, description="months to play; 0 = the whole season")] = 0


class StepFile(FileTable):
    """One step of a session."""

    key: Key = Field(description="its name in commands")
    title: Line = Field(description="its name in the run of show")
    kind: Kind = Field(description="what happens in it")
    minutes: Minutes = Field(description="how long it takes")
    say: list[Text] = Field(default_factory=list, description="to be read aloud")
    show: list[Text] = Field(default_factory=list, description="what everybody sees meanwhile")
    do: list[Text] = Field(default_factory=list, description="what the facilitator does")
    listen: list[Text] = Field(default_factory=list, description="what to listen for")
    cues: list[CueFile] = Field(default_factory=list, description="what is said in the middle of it")
    table: TableFile | None = Field(default=None, description="how the tables are set up, in an act that is played")
    run: list[Command] = Field(
        default_factory=list,
        description="commands to type, each beginning with lastmile; {run} stands for this run of show",
    )


class RunFile(FileTable):
    """The whole file."""

    title: Line = Field(description="what the session is called")
    about: Text = Field(description="what it is for, and for whom")
    people: Line = Field(description="how many people it suits")
    minutes: Minutes = Field(description="how long it takes in all")
    ends: Ends = Field(
        default="fixed", description="open: nobody waits for the room, so a pause moves the end; fixed: it does not"
    )
    steps: Annotated[list[StepFile], Field(min_length=1, max_length=60)] = Field(description="its steps, in order")


@dataclass(frozen=True)
class RunOfShow:
    """A run of show without problems."""

    name: str
    file: RunFile
    text: str  # as it was read, so that a session goes on with the words it began with
    place: str = ""  # what is typed to name it: its name, or the path of one's own file

    @property
    def steps(self) -> tuple[StepFile, ...]:
        """What happens, in order."""
        return tuple(self.file.steps)

    def commands(self, step: StepFile) -> list[str]:
        """What is typed in a step."""
        return [command.replace(RUN, self.place) for command in step.run]

    def placed(self, table: TableFile) -> TableFile:
        """How the tables of an act are set up, with a scenario of one's own where it lies beside this file."""
        return table.model_copy(update={"scenario": _beside(Path(self.place).parent, table.scenario)})

    @property
    def debrief_minutes(self) -> int:
        """What belongs to the debrief."""
        return minutes_of(self.file.steps, DEBRIEF)

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


def minutes_of(steps: Iterable[StepFile], kind: Kind) -> int:
    """Minutes that steps of a kind have together."""
    return sum(step.minutes for step in steps if step.kind == kind)


def names() -> tuple[str, ...]:
    """The runs of show that come with the game, the longest first."""
    folder = facilitator_folder() / FOLDER
    runs = [run_named(path.stem) for path in folder.glob("*.toml")]
    return tuple(run.name for run in sorted(runs, key=lambda run: (-run.file.minutes, run.name)))


def run_named(name: str) -> RunOfShow:
    """A run of show by its name, or by the path of one's own file.

    Raises:
        Refusal: when there is none, or with every problem in it.
    """
    path, shelf = Path(name), facilitator_folder() / FOLDER
    if path.suffix != ".toml" and len(path.parts) <= 1:
        path = shelf / f"{name}.toml"
        if not path.is_file():
            hint = nearest_or_all(name, sorted(path.stem for path in shelf.glob("*.toml")))
            raise Refusal(f"There is no run of show '{name}'.{hint} One of your own is a file that ends in .toml.")
    content = read_bytes(path, "a run of show")
    file = examine_shape(content, short_name(path), RunFile, partial(_problems, path.parent))
    return RunOfShow(path.stem, file, content.decode("utf-8-sig"), name)


def run_of(text: str, name: str, source: str, place: str = "") -> RunOfShow:
    """A run of show from its text.

    Args:
        text: the content of its file.
        name: what it is called.
        source: how problems name the file.
        place: what is typed to name it; "" = its name.

    Raises:
        Refusal: with every problem in it.
    """
    at = place or name
    return RunOfShow(name, examine_shape(text.encode(), source, RunFile, partial(_problems, Path(at).parent)), text, at)


def _beside(folder: Path, scenario: str) -> str:
    """What is typed to name a scenario: its slug, or its path, which begins at the folder of the run of show."""
    path = folder / scenario
    if scenario in shipped() or path.is_absolute():
        return scenario if scenario in shipped() else str(path)
    return str(path) if path.parent != Path() else f"./{path}"


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


def table_command(run: RunOfShow, step: StepFile) -> str:
    """The short way to start a table of an act: `command_of` with its rankings and its record seen to."""
    return f"lastmile workshop {run.place} --table {step.key}"


def _problems(folder: Path, file: RunFile, tree: Tree) -> list[Problem]:
    """What a shape alone cannot tell; paths in the file begin at `folder`."""
    steps = (problem for at, step in enumerate(file.steps) for problem in _step(step, at, folder))
    return [*_sums(file), *_order(file), *steps]


def _sums(file: RunFile) -> Iterator[Problem]:
    planned = sum(step.minutes for step in file.steps)
    if planned != file.minutes:
        message = f"expected the {planned} minutes that the steps add up to, given {file.minutes}."
        yield Problem(("minutes",), message)
    debrief, least = minutes_of(file.steps, DEBRIEF), -(-file.minutes * RESERVE // 1)
    if debrief < least:
        expected = (
            f"expected at least {units(least)} of {file.minutes} minutes ({share(RESERVE)}) in steps of kind 'debrief'"
        )
        yield Problem(("minutes",), f"{expected}, given {debrief}. Shorten play, or give the debrief more.")


def _order(file: RunFile) -> Iterator[Problem]:
    keys, kinds = [step.key for step in file.steps], [step.kind for step in file.steps]
    for at, key in enumerate(keys):
        if key in keys[:at]:
            yield Problem(("steps", at, "key"), f"expected a key of its own, given '{key}' again.")
    begun = kinds.index(DEBRIEF) if DEBRIEF in kinds else len(kinds)
    if "play" in kinds[begun:]:
        where = ("steps", kinds.index("play", begun), "kind")
        yield Problem(where, "expected all play before the debrief, given play after it began.")


def _step(step: StepFile, at: int, folder: Path) -> Iterator[Problem]:
    known = shipped()
    if step.kind == "play" and step.table is None:
        yield Problem(("steps", at), "expected a table (scenario and structure) in a step of kind 'play'.", "table")
    if step.table and step.table.scenario not in known and not (folder / step.table.scenario).exists():
        message = (
            f"expected a scenario, {listed(known)}, or the path of one of your own, beginning at this file's folder; "
            f"given '{step.table.scenario}', and there is no {folder / step.table.scenario}."
        )
        yield Problem(("steps", at, "table", "scenario"), message)
    for number, command in enumerate(step.run):
        words = command.split()
        if words[1:2] == ["workshop"] and "--table" in words and words[2:3] != [RUN]:
            message = f"expected 'lastmile workshop {RUN} --table ...', which is this run of show, also when copied"
            yield Problem(("steps", at, "run", number), f"{message}, given '{command[:80]}'.")
    for number, cue in enumerate(step.cues):
        if cue.at >= step.minutes:
            message = f"expected a minute within the step's {step.minutes}, given {cue.at}."
            yield Problem(("steps", at, "cues", number, "at"), message)
