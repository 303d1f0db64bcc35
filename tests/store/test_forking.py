"""A season played on from a month: what came before it is the same, the other record stays, luck goes on alike."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from game.refusal import Refusal
from game.rules.levers import SEATS
from game.scenario import load
from game.store.forking import dropped_where_refused, fork
from game.store.record import Record
from game.store.replay import KeptMove, noted, read_record
from game.table.moves import Commit, Ready
from game.table.structure import Author, structure
from game.table.table import Table
from tests.debrief.seasons import recorded


@pytest.fixture
def season(tmp_path: Path) -> Path:
    return recorded(tmp_path / "season.toml", names=("Ada", "Ben"))


def test_the_months_before_it_are_the_same_and_the_next_one_is_open(season: Path, tmp_path: Path) -> None:
    before = season.read_bytes()
    whole = read_record(season).table
    assert fork(season, "2", tmp_path / "on.toml") == 1
    assert read_record(tmp_path / "on.toml").head.played_on and not read_record(season).head.played_on
    found = read_record(tmp_path / "on.toml")
    assert found.table.months == 1 and not found.table.over
    assert found.table.history[0].shared.joint == whole.history[0].shared.joint
    assert (found.head.seed, found.head.seats) == (read_record(season).head.seed, read_record(season).head.seats)
    assert season.read_bytes() == before


def test_played_on_as_before_it_ends_as_before(season: Path, tmp_path: Path) -> None:
    whole = read_record(season)
    fork(season, whole.table.scenario.months[1][:3], tmp_path / "on.toml")
    kept = len(read_record(tmp_path / "on.toml").moves)
    with Record.resume(tmp_path / "on.toml") as record:
        for one in whole.moves[kept:]:
            record.play(one.move, one.by, one.key)
    assert read_record(tmp_path / "on.toml").table.joint_value == whole.table.joint_value


def test_from_the_first_month_nothing_is_kept(season: Path, tmp_path: Path) -> None:
    assert fork(season, read_record(season).table.scenario.months[0], tmp_path / "on.toml") == 0
    assert read_record(tmp_path / "on.toml").moves == ()


def test_hindsight_that_waits_for_the_debrief_waits_for_it_still(tmp_path: Path) -> None:
    Record.create(tmp_path / "act.toml", load("first-day"), 7, more=True).close()
    fork(tmp_path / "act.toml", "1", tmp_path / "on.toml")
    with pytest.raises(Refusal, match="is told in the debrief"):
        read_record(tmp_path / "on.toml").head.may_look_back()


@pytest.mark.parametrize("month", ["", "0", "13", "Octember", "²"])
def test_a_month_that_is_not_there_is_refused_and_nothing_is_made(season: Path, tmp_path: Path, month: str) -> None:
    with pytest.raises(Refusal, match="expected a month of this season to play on from, one of "):
        fork(season, month, tmp_path / "on.toml")
    assert not (tmp_path / "on.toml").exists()


def test_a_disk_that_fills_up_leaves_no_half_season(
    season: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played: list[object] = []

    def play(self: Record, *given: Any, play: Callable[..., Any] = Record.play) -> Any:
        played.append(given)
        if len(played) > 3:
            raise Refusal("on.toml: could not be written: No space left on device.")
        return play(self, *given)

    monkeypatch.setattr(Record, "play", play)
    with pytest.raises(Refusal, match="No space left"):
        fork(season, "3", tmp_path / "on.toml")
    assert [path.name for path in tmp_path.iterdir()] == ["season.toml"]


def test_a_season_of_before_whose_talk_had_two_steps_is_played_on(tmp_path: Path) -> None:
    table = replace(Table.start(load("first-day"), 5, structure("silo")), talk_first=False)
    with Record.begin(tmp_path / "old.toml", table) as record:
        for seat in SEATS:
            while record.table.play_now.at[seat] != "plan":
                record.play(Ready(seat))
        data = noted(
            record.table, record.table, KeptMove(Ready("marketing"), Author("person"), "2026-03-01T09:30:00.000Z")
        )
        record._log.append(data)  # the second step, as the game of before wrote it
        for seat in SEATS:
            record.play(Commit(seat))
    assert fork(tmp_path / "old.toml", "2", tmp_path / "on.toml") == 1
    assert read_record(tmp_path / "on.toml").table.months == 1


def test_a_table_that_is_refused_when_it_is_opened_is_taken_away_again(tmp_path: Path) -> None:
    for name, played_at in (("new.toml", b""), ("played.toml", b"more")):
        path = tmp_path / name
        path.write_bytes(b"record")
        with pytest.raises(Refusal, match="nobody"), dropped_where_refused(path):
            path.write_bytes(b"record" + played_at)
            raise Refusal("x: nobody sits here.")
    assert [path.name for path in tmp_path.iterdir()] == ["played.toml"]
