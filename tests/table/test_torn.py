import random

import pytest

from game.refusal import Refusal
from game.store.blocks import scan
from game.store.record import Record
from game.store.replay import read_record, replay
from game.table.moves import KeepLine
from tests.table.tables import same_tables, stall
from tests.table.test_record import SEASON, recorded


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> bytes:
    path = tmp_path_factory.mktemp("torn") / "whole.toml"
    recorded(path).close()
    return path.read_bytes()


@pytest.fixture(scope="module")
def ends(whole) -> list[int]:
    """Where each block ends: the head, then every move."""
    blocks = scan(whole).blocks
    assert len(blocks) == 1 + len(SEASON)
    return [block.end for block in blocks]


def test_a_record_cut_at_any_byte_keeps_every_move_before_the_cut(whole, ends):
    for cut in range(len(whole) + 1):
        found = scan(whole[:cut])
        kept = [end for end in ends if end <= cut]
        assert len(found.blocks) == len(kept)
        assert found.sound == (kept[-1] if kept else 0)
        assert found.lost == cut - found.sound
        assert not found.altered


def test_a_torn_record_is_replayed_and_the_loss_is_told(whole, ends):
    cuts = sorted({cut + by for cut in ends for by in (-1, 0, 1, 9) if ends[0] <= cut + by <= len(whole)})
    for cut in cuts:
        kept = sum(end <= cut for end in ends) - 1
        found = replay(whole[:cut], "torn.toml", stall())
        assert len(found.moves) == kept
        assert bool(found.report) == (cut not in ends)
        if found.report:
            line = whole[: ends[kept]].count(b"\n") + 1
            assert found.report.startswith(f"torn.toml:{line}: the last {cut - ends[kept]} bytes")
            assert f"all {kept} moves before them are kept" in found.report


def test_a_record_torn_in_its_head_says_that_nothing_was_lost(whole, ends):
    for cut in range(1, ends[0], 7):
        with pytest.raises(Refusal, match="Nothing was played yet"):
            replay(whole[:cut], "torn.toml", stall())


def test_garbage_at_the_end_is_dropped(whole, ends):
    chance = random.Random(2)
    for _ in range(200):
        data = whole[: chance.choice(ends)] + chance.randbytes(chance.randint(1, 300))
        found = scan(data)
        assert not found.altered
        assert found.blocks == scan(whole).blocks[: len(found.blocks)]
        assert found.sound in ends


def test_any_altered_byte_is_found(whole, ends):
    for at in range(len(whole)):
        data = bytearray(whole)
        data[at] ^= 1 + at % 255
        found = scan(bytes(data))
        assert len(found.blocks) == sum(end <= at for end in ends)
        assert found.lost > 0
        # What follows the damage tells an alteration from a torn end. The last two moves have too little after them.
        assert found.altered or at >= ends[-3]
        assert not (found.altered and at >= ends[-2])


def test_an_altered_record_is_refused_with_the_line_and_what_is_whole(whole, ends):
    data = bytearray(whole)
    data[ends[4] + 30] ^= 1
    line = whole[: ends[4]].count(b"\n") + 1
    with pytest.raises(Refusal) as caught:
        replay(bytes(data), "altered.toml", stall())
    assert caught.value.message.startswith(f"altered.toml:{line}: expected move 5 as it was written")
    assert "The 4 moves before it are whole" in caught.value.message


def test_moves_that_were_swapped_taken_out_or_doubled_are_found(whole, ends):
    one, two = whole[ends[2] : ends[3]], whole[ends[3] : ends[4]]
    for middle in (two + one, two, one + one + two):
        assert scan(whole[: ends[2]] + middle + whole[ends[4] :]).altered


def test_a_move_written_over_a_long_torn_end_leaves_nothing_of_it(whole, tmp_path):
    path = tmp_path / "torn.toml"
    path.write_bytes(whole + b"x" * 5000)
    with Record.resume(path) as record:
        record.play(KeepLine("marketing", "short"))
    assert read_record(path).report == ""


def test_a_torn_file_is_left_alone_until_play_goes_on(whole, ends, tmp_path):
    path = tmp_path / "torn.toml"
    torn = whole[: ends[-1] - 5]
    path.write_bytes(torn)
    read_record(path)
    with Record.resume(path) as record:
        assert "are left out" in record.report
        assert path.read_bytes() == torn
        record.play(KeepLine("marketing", "short"))
        assert len(path.read_bytes()) < ends[-1] + 200
    found = read_record(path)
    assert found.report == ""
    assert len(found.moves) == len(SEASON)
    assert same_tables(found.table, record.table)
