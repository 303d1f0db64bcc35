"""A survey on its own: what two people at one table ranked and rated on paper, typed in without a record of play."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Final

from game import __version__
from game.refusal import Refusal
from game.table.blocks import Scan, check_of, head_block, move_block, scan
from game.table.instrument import Instrument, instrument_of, read_instrument
from game.table.lock import lock
from game.table.moves import format_move, parse_move
from game.table.replay import cannot_open, check_file, reason_of
from game.table.survey import Survey
from game.table.surveymoves import OpenDebrief, PassSurvey, Promise, Rank, Rate, Reflect, SurveyMove
from game.table.writing import write_through

FORMAT: Final = 1
TITLE: Final = b"# A Last Mile survey: what was ranked and rated at one table. Do not change it by hand.\n"


@dataclass(frozen=True)
class SurveyRead:
    """A survey file read to its end."""

    instrument: Instrument
    survey: Survey
    report: str  # what was left out of a torn end; "" = nothing


class SurveyFile:
    """A survey whose every answer is on disk before it is confirmed. Made by `create` or `resume`.

    Attributes:
        path: its file.
        report: what `resume` had to leave out; "" = nothing.
    """

    def __init__(self, path: Path, file: FileIO, read: SurveyRead, check: bytes, end: int) -> None:
        self.path, self.instrument, self.survey, self.report = path, read.instrument, read.survey, read.report
        self._file, self._check, self._end = file, check, end

    @classmethod
    def create(cls, path: Path, instrument: Instrument | None = None) -> SurveyFile:
        """A new survey in a new file, with this installation's instrument unless one is given.

        Raises:
            Refusal: when the file cannot be made, or is there already.
        """
        chosen = instrument or read_instrument()
        block = head_block({"format": FORMAT, "game": __version__, "instrument": chosen.written()}, TITLE)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = FileIO(path, "xb+")
        except (OSError, ValueError) as error:
            if isinstance(error, FileExistsError) and path.exists():
                raise Refusal(f"{path}: there is a file already, and a survey is never written over.") from None
            raise Refusal(
                f"{path}: expected a place where a survey can be kept: {reason_of(error)}. Choose another."
            ) from None
        _take(file, path)
        kept = cls(path, file, SurveyRead(chosen, Survey(), ""), check_of(block), 0)
        try:
            kept._append(block)
        except BaseException:
            kept.close()
            path.unlink(missing_ok=True)
            raise
        return kept

    @classmethod
    def resume(cls, path: Path) -> SurveyFile:
        """Go on with a survey; a torn end is left out and told.

        Raises:
            Refusal: when it cannot be opened or read, or is open elsewhere.
        """
        try:
            check_file(path)
            file = FileIO(path, "rb+")
        except (OSError, ValueError) as error:
            raise cannot_open(path, error) from None
        _take(file, path)
        try:
            data = file.readall()
            found = scan(data)
            kept = cls(path, file, _read(data, found, str(path)), found.blocks[-1].check, found.sound)
        except BaseException:
            file.close()
            raise
        return kept

    def play(self, move: SurveyMove) -> Survey:
        """Take an answer and write it to disk; it is safe when this returns.

        Raises:
            Refusal: when it is nothing that is asked for, or cannot be written; all stays as it was.
        """
        after = self.survey.given(self.instrument, move)
        content = dict(sorted(format_move(move).items(), key=lambda item: isinstance(item[1], dict)))
        block = move_block(content, self._check)
        self._append(block)
        self._check, self.survey = check_of(block), after
        return after

    def _append(self, block: bytes) -> None:
        try:
            self._file.truncate(self._end)
            self._end = write_through(self._file, self._end, block)
        except OSError as error:
            raise Refusal(
                f"{self.path}: could not be written: {error.strerror or error}. This answer does not count; all before "
                "it are safe. Make room and type it again."
            ) from None

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def __enter__(self) -> SurveyFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def is_survey(path: Path) -> bool:
    """Does this file begin as a survey does? False too when there is none, or it cannot be read."""
    try:
        check_file(path)
        with path.open("rb") as file:
            return file.read(len(TITLE)) == TITLE
    except (OSError, ValueError, Refusal):
        return False


def read_survey(path: Path) -> SurveyRead:
    """Read a survey without changing it.

    Raises:
        Refusal: when there is no such file, or it is no survey, or was altered.
    """
    try:
        check_file(path)
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise cannot_open(path, error) from None
    return _read(data, scan(data), str(path))


def _read(data: bytes, found: Scan, source: str) -> SurveyRead:
    if not data.startswith(TITLE):
        raise Refusal(f"{source}: expected a Last Mile survey, found some other file.")
    if not found.blocks and not found.altered:
        raise Refusal(
            f"{source}: expected a survey, found only a part of its beginning: nothing was typed in yet. Delete the "
            "file and begin again."
        )
    if found.altered:
        kept = max(0, len(found.blocks) - 1)
        raise Refusal(
            f"{source}: expected a survey as it was written, found it altered after {kept} answers. Put the file back "
            "from a copy, or type the sheets into a new one."
        )
    survey, number = Survey(), 0
    try:
        head = tomllib.loads(found.blocks[0].content.decode())
        if head.get("format") != FORMAT:
            raise Refusal(f"expected format {FORMAT}, given {head.get('format')!r}: it was written by another version.")
        instrument = instrument_of(head["instrument"])
        for block in found.blocks[1:]:
            number += 1
            (content,) = tomllib.loads(block.content.decode())["moves"]
            move = parse_move(content)
            if not isinstance(move, Rank | Rate | PassSurvey | OpenDebrief | Reflect | Promise):
                raise Refusal("expected a ranking, a rating, an answer or a promise.")
            survey = survey.given(instrument, move)
    except (KeyError, TypeError, ValueError) as error:
        raise Refusal(f"{source}: expected a survey, could not read it at answer {number}: {error}.") from None
    except Refusal as refusal:
        raise Refusal(f"{source}, answer {number}: {refusal.message}") from None
    lost = f"{source}: the last answer was not written to its end, and is left out." if found.lost else ""
    return SurveyRead(instrument, survey, lost)


def _take(file: FileIO, path: Path) -> None:
    if not lock(file):
        file.close()
        raise Refusal(f"{path}: somebody is typing into this file in another window. Close it there first.")
