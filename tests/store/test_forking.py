"""A season played on from a month: what came before it is the same, the other record stays, luck goes on alike."""

from pathlib import Path

import pytest

from game.refusal import Refusal
from game.store.forking import fork
from game.store.record import Record
from game.store.replay import read_record
from tests.debrief.seasons import recorded


@pytest.fixture
def season(tmp_path: Path) -> Path:
    return recorded(tmp_path / "season.toml", names=("Ada", "Ben"))


def test_the_months_before_it_are_the_same_and_the_next_one_is_open(season: Path, tmp_path: Path) -> None:
    before = season.read_bytes()
    whole = read_record(season).table
    assert fork(season, "2", tmp_path / "on.toml") == 1
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


@pytest.mark.parametrize("month", ["", "0", "13", "Octember", "²"])
def test_a_month_that_is_not_there_is_refused_and_nothing_is_made(season: Path, tmp_path: Path, month: str) -> None:
    with pytest.raises(Refusal, match="expected a month of this season to play on from, one of "):
        fork(season, month, tmp_path / "on.toml")
    assert not (tmp_path / "on.toml").exists()
