"""The shape of a run of show: what a facilitator says, shows and does, step by step, and for how long."""

from __future__ import annotations

from typing import Annotated, Final, Literal, TypeAlias

from pydantic import Field, StringConstraints

from game.scenario.shape.fields import FileTable, Key, Line, Preset, Text

Kind: TypeAlias = Literal["open", "survey", "play", "pause", "break", "debrief", "close"]
Ends: TypeAlias = Literal["fixed", "open"]
SeatName: TypeAlias = Literal["both", "marketing", "distribution"]
RESERVE: Final = 0.35
"""Least share of a session that belongs to the debrief (calibration D1: 35 to 50 % is planned; no trial fixes it)."""
LONGEST: Final = 600
Minutes: TypeAlias = Annotated[int, Field(ge=1, le=LONGEST)]
Command: TypeAlias = Annotated[str, StringConstraints(pattern=r"^lastmile( [^\r\n]+)?$", max_length=200)]


class CueFile(FileTable):
    """Something to say in the middle of a step."""

    at: Annotated[int, Field(ge=1, le=LONGEST, description="minutes after the step began")]
    say: Text = Field(description="what is said then")


class TableFile(FileTable):
    """How the tables of an act are set up."""

    scenario: Line = Field(description="slug of a scenario, as `lastmile scenario list` has it, or a path")
    structure: Preset = Field(description="how the two seats work together")
    seat: SeatName = Field(default="both", description="the seat that people take")
    seed: Annotated[int, Field(ge=0, lt=2**63, description="where chance begins; the same at every table")] = 7
    plain: bool = Field(default=False, description="line by line instead of the full screen")
    guided: bool = Field(default=False, description="the guided first months, which choose seat and partner themselves")
    record: Annotated[
        str,
        StringConstraints(pattern=r"^([a-z0-9][a-z0-9-]*\.toml)?$", max_length=60),
        Field(description="file that the act is kept in; none = each table's own folder"),
    ] = ""
    ask: list[Literal["before", "middle", "after"]] = Field(
        default_factory=list, description="when this act asks what matters to whom"
    )
    again: Annotated[
        str,
        StringConstraints(pattern=r"^([a-z0-9][a-z0-9-]*\.toml)?$", max_length=60),
        Field(description="record of an earlier act of the same two in the same chairs: its rankings come along"),
    ] = ""
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
    run: list[Command] = Field(default_factory=list, description="commands to type, each beginning with lastmile")


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
