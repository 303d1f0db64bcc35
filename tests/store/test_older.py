"""Records from before the talk was one step that nobody commits ahead of: they replay, and can be gone on with."""

from pathlib import Path

import pytest

from game.store.record import Record
from game.store.replay import Replay, read_record
from game.table.moves import Commit, Ready
from game.table.seen.observing import observe

SEASON = Path(__file__).parent / "older" / "first-day.talk.toml"
"""A season of First day that marketing played with questions, a forecast that both signed, and lines that were kept."""
JOINT = [2_228_885, 1_236_117, 8_995_280]
"""What its months came to when they were played, in cents."""


@pytest.fixture
def season() -> Replay:
    return read_record(SEASON)


def test_an_older_season_comes_out_as_it_did(season: Replay) -> None:
    assert [int(month.outcome.money.joint[0]) for month in season.table.history] == JOINT
    assert not season.report
    assert season.table.over


def test_in_an_older_season_a_plan_may_come_before_the_other_has_talked(season: Replay) -> None:
    assert not season.head.talk_first
    kinds = [(kept.move.seat, type(kept.move).__name__) for kept in season.moves if hasattr(kept.move, "seat")]
    first = kinds.index(("distribution", "Commit"))
    assert ("marketing", "Ready") not in kinds[:first]


def test_what_was_said_and_signed_then_is_in_the_talk_now(season: Replay) -> None:
    seen = observe(season.table, "marketing")
    said = [(one.round, one.by, one.kind) for one in seen.talk]
    assert (1, "marketing", "ask") in said
    assert (1, "distribution", "answer") in said
    assert (1, "distribution", "sign") in said
    assert dict(seen.agreements[0].settings) == {"forecast.breakfast-box": 1_600}


def test_an_older_table_that_was_left_in_its_first_month_is_played_on(tmp_path: Path) -> None:
    whole = SEASON.read_bytes()
    cut = tmp_path / "left.toml"
    cut.write_bytes(whole[: whole.index(b"# block 17:")])
    with Record.resume(cut) as record:
        assert record.table.round == 1
        record.play(Commit("marketing"))
        assert record.table.round == 2
        for seat in ("marketing", "distribution"):
            record.play(Ready(seat))
            record.play(Ready(seat))
            record.play(Commit(seat))
        assert record.table.round == 3
    assert read_record(cut).table.round == 3
