"""A survey without a table: every answer is kept through to the disk, and what is no survey is told in words."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from game.refusal import Refusal
from game.store.blocks import scan
from game.store.record import Record
from game.store.surveyfile import TITLE, SurveyFile, is_survey, read_survey
from game.table.survey.instrument import Instrument, Priority, read_instrument
from game.table.survey.moves import OpenDebrief, PassSurvey, Promise, Rank, Rate, Reflect
from tests.narrowed import there
from tests.store.altering import rewritten
from tests.table.tables import stall

KEYS = {key: at for at, key in enumerate(read_instrument().keys, 1)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "one.toml"


def typed(path: Path, *moves: Any) -> SurveyFile:
    with SurveyFile.create(path) as kept:
        for move in moves:
            kept.play(move)
    return kept


def rank(moment: str = "before", whose: str = "own") -> Rank:
    return Rank("marketing", moment, whose, KEYS, paper=True)


def ends(data: bytes) -> list[int]:
    return [block.end for block in scan(data, TITLE).blocks]


def test_a_survey_is_read_back_as_it_was_typed(path: Path) -> None:
    moves = (
        rank(),
        Rate("distribution", "before", "keep-moving", 4, 60),
        PassSurvey("marketing", "middle"),
        OpenDebrief("marketing"),
        Reflect("marketing", "what-surprised-you", "Much.", quote=True),
        Promise("marketing", "I will ask.", "the crew"),
    )
    kept = typed(path, *moves)
    found = read_survey(path)
    assert (found.instrument, found.survey, found.report) == (kept.instrument, kept.survey, "")
    assert there(found.survey.seats["marketing"].ranking("before", "own")).ranks == KEYS
    assert there(found.survey.seats["marketing"].promise).to == "the crew"
    assert there(found.survey.seats["distribution"].rating("before", "keep-moving")).others == 60
    assert is_survey(path)


def test_a_survey_goes_on_where_it_was_left_with_its_own_instrument(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fewer = Instrument(tuple(Priority(key, key.title(), "x") for key in "abcd"), ())
    SurveyFile.create(path, fewer).close()
    with SurveyFile.resume(path) as kept:
        assert kept.instrument == fewer
        kept.play(Rank("marketing", "before", "own", {"a": 1, "b": 2, "c": 3, "d": 4}))
        assert "there is no priority" in refused(kept.play, rank())
    assert len(read_survey(path).survey.seats["marketing"].rankings) == 1


def refused(what: Callable[..., Any], *arguments: Rank | Path) -> str:
    with pytest.raises(Refusal) as caught:
        what(*arguments)
    return caught.value.message


def line(data: bytes, offset: int) -> int:
    return data[:offset].count(b"\n") + 1


def test_a_survey_cut_at_any_byte_keeps_every_answer_before_the_cut(path: Path) -> None:
    typed(path, rank(), rank("after"))
    data = path.read_bytes()
    head, first, last = ends(data)
    for at in range(1, len(data) + 1, 7):
        path.write_bytes(data[:at])
        if at < head:
            what = "some other file" if at < len(TITLE) else "only a part of its beginning. Put the file back"
            assert what in refused(SurveyFile.resume, path)
            continue
        with SurveyFile.resume(path) as kept:
            assert len(kept.survey.seats["marketing"].rankings) == (at >= first) + (at >= last)
            assert kept.report == (
                "" if at in (head, first, last) else
                f"{path}:{line(data, first if at > first else head)}: the last answer was not written to its end, and "
                f"is left out. What was left out is kept in {kept._log.tail}."
            )  # fmt: skip


def test_an_altered_survey_is_refused_with_what_is_whole(path: Path) -> None:
    typed(path, rank(), rank("middle"), rank("after"))
    data = path.read_bytes().replace(b'moment = "middle"', b'moment = "muddle"')
    path.write_bytes(data)
    block = line(data, data.index(b"# block 2:")) - 1
    for look in (read_survey, SurveyFile.resume):
        told = refused(look, path)
        assert told.startswith(f"{path}:{block}: expected a survey as it was written, found it altered after 1 answers")
    assert path.read_bytes() == data


def test_what_is_no_survey_is_told(path: Path) -> None:
    Record.create(path, stall()).close()
    assert not is_survey(path)
    assert "expected a Last Mile survey, found some other file" in refused(read_survey, path)
    assert not is_survey(path.with_name("none.toml"))
    assert "found no file there" in refused(read_survey, path.with_name("none.toml"))
    assert "a survey is never written over" in refused(SurveyFile.create, path)


@pytest.mark.parametrize(
    ("was", "now", "block", "says"),
    [
        (b"format = 2", b"format = 1", 0, "expected format 2, given 1: it was written by another version"),
        (b"[instrument.priorities", b"[instruments.priorities", 0, "expected priorities and statements"),
        (b'move = "rank"', b'move = "rack"', 1, "expected a move"),
        (b'move = "rank"', b'movement = "rank"', 1, "expected a move"),
        (b"[[moves]]", b"[[steps]]", 1, "expected a survey, could not read it: expected one element of moves"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(path: Path, was: bytes, now: bytes, block: int, says: str) -> None:
    typed(path, rank())
    path.write_bytes(data := rewritten(path.read_bytes(), was, now, TITLE))
    assert refused(read_survey, path).startswith(f"{path}:{beginning(data, block)}: {says}")


def beginning(data: bytes, block: int) -> int:
    """The line behind the one that opens a block."""
    return line(data, data.index(b"# block %d:" % block)) + 1


def test_a_move_of_a_season_is_no_answer(path: Path) -> None:
    typed(path, PassSurvey("marketing", "before"))
    data = rewritten(path.read_bytes(), b'move = "pass-survey"\n', b'move = "say"\ntext = "x"\n', TITLE)
    path.write_bytes(data)
    assert refused(read_survey, path).startswith(f"{path}:{beginning(data, 1)}: expected")
