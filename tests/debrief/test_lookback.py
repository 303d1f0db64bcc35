"""A room's seasons looked back on in several processes: what is found is what one process finds."""

from pathlib import Path

from game.debrief.case import replayed
from game.debrief.debriefing import collect
from game.debrief.lookback import look_back, workers_for
from game.lab.workers import Workers
from game.table.moves import Commit
from tests.debrief.seasons import recorded


def test_several_processes_find_what_one_finds_in_the_order_of_the_tables(tmp_path: Path) -> None:
    recorded(tmp_path / "table-1.toml", Commit("marketing"), Commit("distribution"), preset="silo")
    recorded(tmp_path / "table-2.toml")
    found = collect([tmp_path]).found
    with Workers(1) as alone, Workers(2) as others:
        seasons = list(look_back(found, others))
        assert seasons == list(look_back(found, alone))
    assert [len(one.fits) for one in seasons] == [1, 4]


def test_a_record_that_is_altered_meanwhile_counts_as_it_was_read(tmp_path: Path) -> None:
    path = recorded(tmp_path / "table-1.toml")
    found = collect([path]).found
    path.write_bytes(b"gone")
    with Workers(2) as others:
        assert list(look_back(found, others, with_message=False)) == [replayed(found[0].replay.table, False)]


def test_a_table_or_three_start_no_process() -> None:
    assert (workers_for(1).hands, workers_for(3).hands) == (1, 1)
