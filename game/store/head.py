"""The head of a record: where it was played, with which luck and structure, by whom, and all texts of that place."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import Field

from game import __version__
from game.doors.toml import own_head, own_tree
from game.refusal import Refusal
from game.rules.levers import Seat
from game.scenario import Scenario, load
from game.scenario.loading import scenario_of
from game.scenario.reading import CATALOGUE
from game.scenario.shape.fields import Key, Line
from game.scenario.shelf import FILE
from game.scenario.wording import made_of
from game.table.structure import Holder, Structure, holder_problem
from game.table.survey.instrument import instrument_of
from game.table.table import Table
from game.table.talk import questions

FORMAT: Final = 2
FROM_A_COPY: Final = "Put the file back from a copy."
MOST_TEXT: Final = 4 * 1024 * 1024
"""Characters that the texts of a scenario may have, unpacked."""
MOST_ROUNDS: Final = 12
"""Months of the longest season that a scenario may have."""


@dataclass(frozen=True)
class Place:
    """Where a record was played."""

    slug: Key
    title: Line
    rounds: Annotated[int, Field(ge=1, le=MOST_ROUNDS)]
    fingerprint: str  # of all that is played: the version of its content


@dataclass(frozen=True)
class Head:
    """What a record says before its first move, as it is written."""

    format: int
    game: str
    seed: int
    scenario: Place
    structure: Structure
    seats: dict[Seat, Holder]  # who held them first
    instrument: dict[str, Any]  # what is ranked and rated
    pair: str = ""  # whose it is: the acts of the same two people have the same one; it names nobody. "" = not known
    more: bool = False  # does an act in the same place follow? Then hindsight waits for the debrief
    talk_first: bool = False  # does nobody commit before both have left the talk? Not on paper, nor in older records
    surveyed: bool | None = None  # are people asked what matters to whom? None = where two people play
    played_on: bool = False  # does it go on from a month of another season, whose luck was known by then?

    def may_look_back(self) -> None:
        """Look whether hindsight may be shown at the table itself.

        Raises:
            Refusal: when its people play in the same place once more.
        """
        if self.more:
            raise Refusal(
                "What would have been better is told in the debrief: you play in this place once more today, and it "
                "would tell you how."
            )


def head_of(
    table: Table, pair: str = "", more: bool = False, surveyed: bool | None = None, played_on: bool = False
) -> Head:
    """The head of the record of a new table.

    Raises:
        Refusal: when a name cannot be written.
    """
    for seat, holder in table.holders.items():
        problem = holder_problem(holder)
        if problem:
            raise Refusal(f"the {seat} seat: {problem}")
    scenario = table.scenario
    place = Place(scenario.slug, scenario.title, scenario.rounds, scenario.fingerprint)
    instrument = table.instrument.written()
    holders = dict(table.holders)
    played = (table.seed, place, table.structure, holders, instrument)
    return Head(FORMAT, __version__, *played, pair, more, table.talk_first, surveyed, played_on)


def papers_of(table: Table) -> dict[str, Any]:
    """The second block of a record: every text that it takes to play the table anywhere, packed."""
    texts = {**table.scenario.portable(), questions.FILE: table.deck.text}
    packed = zlib.compress(json.dumps(texts).encode(), 9)
    return {"papers": {"packed": base64.b85encode(packed).decode()}}


def parse_head(content: bytes, source: str) -> Head:
    """The head from its block; `source` names the record in a refusal.

    Raises:
        Refusal: when it lacks something or something is of the wrong kind.
    """
    try:
        head = made_of(Head, own_head(content))
    except ValueError as error:
        raise _no_head(source, f"{str(error).removesuffix('.')}.") from None
    for seat, holder in head.seats.items():
        if problem := holder_problem(holder):
            raise _no_head(source, f"seats.{seat}: {problem}")
    return head


def parse_papers(content: bytes, source: str) -> dict[str, str]:
    """The texts from their block, by name of file.

    Raises:
        Refusal: when they cannot be unpacked.
    """
    try:
        packed = base64.b85decode(own_tree(content)["papers"]["packed"])
        opened = zlib.decompressobj()
        texts = json.loads(opened.decompress(packed, MOST_TEXT))
        found = {str(name): str(text) for name, text in texts.items()}
        json.dumps(found, ensure_ascii=False).encode()  # half a surrogate is no text
        return found
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError, zlib.error):
        raise Refusal(
            f"{source}: expected the texts of its scenario as they were packed, found them altered. {FROM_A_COPY}"
        ) from None


def table_of(head: Head, papers: Mapping[str, str], source: str, scenario: Scenario | None = None) -> tuple[Table, str]:
    """The table that a record begins with, and a sentence where its scenario is not on this machine as it was.

    Args:
        head: the record's.
        papers: the record's.
        source: names the record in a refusal.
        scenario: the scenario, where the caller has it; else it is looked for by its slug. It is played where it is
            as it was, for what has been added beside it since; else the record's own copy is.

    Raises:
        Refusal: when the record's own copy is needed and cannot be played.
    """
    copy, report = scenario, ""
    if scenario is None:
        copy, report = _on_this_machine(head, papers)
    elif scenario.fingerprint != head.scenario.fingerprint:
        copy, report = None, _changed(head)
    if copy is None:
        copy = scenario_of(papers, source)
    if copy.rounds != head.scenario.rounds:
        raise _no_head(source, f"its scenario has {copy.rounds} months, the head says {head.scenario.rounds}.")
    try:
        deck = questions.deck_of(papers.get(questions.FILE, ""), questions.FILE)
        instrument = instrument_of(head.instrument)
        start = Table.start(copy, head.seed, head.structure, deck, instrument, head.seats, head.talk_first)
        return start, report
    except Refusal as refusal:
        raise _no_head(source, refusal.message) from None


def _no_head(source: str, wrong: str) -> Refusal:
    return Refusal(f"{source}: expected the head of a record, could not read it: {wrong}\n{FROM_A_COPY}")


def _on_this_machine(head: Head, papers: Mapping[str, str]) -> tuple[Scenario | None, str]:
    """The scenario as it is on this machine, if that is how it was, and what there is to say."""
    try:
        found = load(head.scenario.slug)
    except Refusal:
        return None, (
            f"The scenario '{head.scenario.slug}' is not to be found here, or cannot be played any more: this table is "
            "played in the copy that its record carries."
        )
    same = all(found.texts[name] == papers.get(name) for name in (FILE, CATALOGUE))
    return (found, "") if same or found.fingerprint == head.scenario.fingerprint else (None, _changed(head))


def _changed(head: Head) -> str:
    return (
        f"The scenario '{head.scenario.slug}' has been changed since this table began: the table is played in the copy "
        "that its record carries, a new one plays it as it is now."
    )
