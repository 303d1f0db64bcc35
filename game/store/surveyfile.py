"""A survey on its own: what two people at one table ranked and rated on paper, typed in without a record of play."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from game import __version__
from game.doors.files import read_bytes
from game.doors.text import quoted
from game.doors.toml import own_head
from game.refusal import Refusal
from game.store.blocks import as_written, check_as_saved, line_in, line_of, parse_move_block, scan
from game.store.files import place_of
from game.store.log import Kind, Log, Logged
from game.table.survey.instrument import Instrument, instrument_of, read_instrument
from game.table.survey.moves import SurveyMove
from game.table.survey.survey import Survey
from game.table.written import format_move, parse_move

FORMAT: Final = 2
TITLE: Final = b"# A Last Mile survey: what was ranked and rated at one table. Do not change it by hand.\n"
SURVEY: Final = Kind(
    title=TITLE,
    there="there is a file already, and a survey is never written over.",
    place="a place where a survey can be kept",
    held="somebody is typing into this file in another window. Close it there first.",
    unwritten="This answer does not count; all before it are safe. Make room and type it again.",
)


@dataclass(frozen=True)
class SurveyRead:
    """A survey file read to its end."""

    instrument: Instrument
    survey: Survey
    report: str  # what was left out of a torn end; "" = nothing


class SurveyFile(Logged):
    """A survey whose every answer is on disk before it is confirmed. Made by `create` or `resume`."""

    def __init__(self, log: Log, read: SurveyRead) -> None:
        super().__init__(log, read.report)
        self.instrument, self.survey = read.instrument, read.survey

    @classmethod
    def create(cls, path: Path, instrument: Instrument | None = None) -> SurveyFile:
        """A new survey in a new file, with this installation's instrument unless one is given.

        Raises:
            Refusal: when the file cannot be made, or is there already.
        """
        chosen = instrument or read_instrument()
        head = {"format": FORMAT, "game": __version__, "instrument": chosen.written()}
        store, name = place_of(path)
        return cls(store.create(name, SURVEY, (head,)), SurveyRead(chosen, Survey(), ""))

    @classmethod
    def resume(cls, path: Path) -> SurveyFile:
        """Go on with a survey; a torn end is left out and told.

        Raises:
            Refusal: when it cannot be opened or read, or is open elsewhere.
        """
        store, name = place_of(path)
        return cls(*store.resume(name, SURVEY, lambda data: _read(data, str(path))))

    def play(self, move: SurveyMove) -> Survey:
        """Take an answer and write it to disk; it is safe when this returns.

        Raises:
            Refusal: when it is nothing that is asked for, or cannot be written; all stays as it was.
        """
        after = self.survey.given(self.instrument, move)
        self._log.append(format_move(move))
        self.survey = after
        return after


def is_survey(path: Path) -> bool:
    """Does this file begin as a survey does, however it was saved? False too when it cannot be read."""
    try:
        return as_written(read_bytes(path, "a survey"))[0].startswith(TITLE)
    except Refusal:
        return False


def read_survey(path: Path) -> SurveyRead:
    """Read a survey without changing it.

    Raises:
        Refusal: when there is no such file, or it is no survey, or was altered.
    """
    return _read(read_bytes(path, "a survey"), str(path))


def _read(data: bytes, source: str) -> SurveyRead:
    check_as_saved(data, TITLE, source, "a survey")
    found = scan(data, TITLE)
    if not data.startswith(TITLE):
        raise Refusal(f"{source}: expected a Last Mile survey, found some other file.")
    if not found.blocks and not found.altered:
        raise Refusal(
            f"{source}: expected a survey, found only a part of its beginning. Put the file back from a copy; if "
            "nothing was typed in yet, delete it and begin again."
        )
    if found.altered:
        kept, line = max(0, len(found.blocks) - 1), line_of(data, found.sound)
        raise Refusal(
            f"{source}:{line}: expected a survey as it was written, found it altered after {kept} answers. Put the "
            "file back from a copy, or type the sheets into a new one."
        )
    survey, place = Survey(), f"{source}:{line_in(data, found.blocks[0])}"
    try:
        head = own_head(found.blocks[0].content)
        if head.get("format") != FORMAT:
            raise Refusal(
                f"expected format {FORMAT}, given {quoted(head.get('format'))}: it was written by another version."
            )
        instrument = instrument_of(head["instrument"])
        for block in found.blocks[1:]:
            place = f"{source}:{line_in(data, block)}"
            move = parse_move(parse_move_block(block.content))
            if not isinstance(move, SurveyMove):
                raise Refusal("expected a ranking, a rating, an answer or a promise.")
            survey = survey.given(instrument, move)
    except KeyError as error:
        raise Refusal(f"{place}: expected a survey, could not read it: it has no key {error}.") from None
    except (TypeError, ValueError) as error:
        raise Refusal(f"{place}: expected a survey, could not read it: {error}.") from None
    except Refusal as refusal:
        raise Refusal(f"{place}: {refusal.message}") from None
    line = line_of(data, found.sound)
    lost = f"{source}:{line}: the last answer was not written to its end, and is left out." if found.lost else ""
    return SurveyRead(instrument, survey, lost)
