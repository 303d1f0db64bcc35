from pathlib import Path

import pytest

from game.refusal import Refusal
from game.store.blocks import FIRST, TITLE, Scan
from game.store.blocks import scan as scan_log
from game.store.record import Record
from game.store.replay import read_record, replay
from game.table.moves import KeepLine
from tests.store.test_record import SEASON, recorded
from tests.table.tables import same_tables, stall


def scan(data: bytes) -> Scan:
    return scan_log(data, TITLE)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("torn") / "whole.toml"
    recorded(path).close()
    return path.read_bytes()


@pytest.fixture(scope="module")
def ends(whole: bytes) -> list[int]:
    """Where each block ends: the head, the papers, then every move."""
    blocks = scan(whole).blocks
    assert len(blocks) == FIRST + len(SEASON)
    return [block.end for block in blocks]


def test_a_record_cut_at_any_byte_keeps_every_move_before_the_cut(whole: bytes, ends: list[int]) -> None:
    for cut in (*range(0, ends[0] + 99, 7), *range(ends[1] - 99, len(whole) + 1)):
        found = scan(whole[:cut])
        kept = [end for end in ends if end <= cut]
        assert len(found.blocks) == len(kept)
        assert found.sound == (kept[-1] if kept else len(TITLE) if cut >= len(TITLE) else 0)
        assert found.lost == cut - found.sound
        assert not found.altered


def test_a_torn_record_is_replayed_and_the_loss_is_told(whole: bytes, ends: list[int]) -> None:
    cuts = sorted({cut + by for cut in ends for by in (-1, 0, 1, 9) if ends[1] <= cut + by <= len(whole)})
    for cut in cuts:
        kept = sum(end <= cut for end in ends) - FIRST
        found = replay(whole[:cut], "torn.toml", stall())
        assert len(found.moves) == kept
        assert bool(found.report) == (cut not in ends)
        if found.report:
            end = ends[kept + FIRST - 1]
            line = whole[:end].count(b"\n") + 1
            assert found.report.startswith(f"torn.toml:{line}: the last {cut - end} bytes")
            assert f"all {kept} moves before them are kept" in found.report


def test_a_record_cut_in_its_head_does_not_say_that_nothing_was_played(whole: bytes, ends: list[int]) -> None:
    for cut in range(1, ends[1], 97):
        with pytest.raises(Refusal, match=r"a part of it\. Put the file back from a copy; if nothing was"):
            replay(whole[:cut], "torn.toml", stall())


def test_what_was_never_written_is_torn(whole: bytes, ends: list[int]) -> None:
    for end, length in ((ends[-2], 300), (ends[1], 4096), (ends[-1], 1)):
        rest = whole[end : end + 40]
        for tail in (bytes(length), rest + bytes(length), bytes(len(rest)) + whole[end + 40 : end + 80]):
            found = scan(whole[:end] + tail)
            assert (found.altered, found.sound, found.lost) == (False, end, len(tail))


def test_what_nobody_tore_off_is_not_dropped(whole: bytes, ends: list[int]) -> None:
    for tail in (b"x", b"\n", b"\n\n", b"\n# a note\n", b"\n# block 9: 4 bytes\nabcd", whole[ends[1] : ends[2]]):
        found = scan(whole + tail)
        assert found.altered == (tail != b"\n"), "a line end alone may be the beginning of a block"
        assert (found.sound, found.lost) == (len(whole), len(tail))


def test_any_altered_byte_is_found_and_told_from_a_torn_end(whole: bytes, ends: list[int]) -> None:
    for at in (*range(0, ends[0], 3), *range(ends[1], len(whole))):
        data = bytearray(whole)
        data[at] ^= 1 + at % 100
        found = scan(bytes(data))
        assert len(found.blocks) == sum(end <= at for end in ends)
        assert found.lost > 0
        assert found.altered or (data[at] == 0 and at >= ends[-2])


@pytest.mark.parametrize("back", [1, 2, 3])
def test_a_digit_of_a_checksum_near_the_end_that_was_changed_drops_nothing(
    whole: bytes, ends: list[int], back: int, tmp_path: Path
) -> None:
    data = bytearray(whole)
    at = ends[-back] - 3
    data[at : at + 1] = b"0" if data[at : at + 1] != b"0" else b"1"
    path = tmp_path / "altered.toml"
    path.write_bytes(data)
    with pytest.raises(Refusal, match="found it altered: it is no move that was torn"):
        Record.resume(path, stall())
    assert path.read_bytes() == data


@pytest.mark.parametrize("length", [b"1", b"99999", b"0"])
@pytest.mark.parametrize("back", [1, 2])
def test_a_length_that_was_changed_drops_nothing(whole: bytes, ends: list[int], length: bytes, back: int) -> None:
    start = ends[-back - 1]
    opened = whole.index(b": ", start) + 2
    data = whole[:opened] + length + whole[whole.index(b" bytes", opened) :]
    found = scan(data)
    assert found.altered
    assert found.sound == start


def test_an_altered_record_is_refused_with_the_line_and_what_is_whole(whole: bytes, ends: list[int]) -> None:
    data = bytearray(whole)
    data[ends[5] + 30] ^= 1
    line = whole[: ends[5]].count(b"\n") + 1
    with pytest.raises(Refusal) as caught:
        replay(bytes(data), "altered.toml", stall())
    assert caught.value.message.startswith(f"altered.toml:{line}: expected move 5 as it was written")
    assert "The 4 moves before it are whole, and nothing was dropped" in caught.value.message
    assert f"cut it off before line {line}" in caught.value.message


def test_a_record_altered_in_its_papers_is_refused(whole: bytes, ends: list[int]) -> None:
    data = bytearray(whole)
    data[ends[0] + 90] ^= 1
    with pytest.raises(Refusal, match="expected the head as it was written"):
        replay(bytes(data), "altered.toml", stall())


def test_moves_that_were_swapped_taken_out_or_doubled_are_found(whole: bytes, ends: list[int]) -> None:
    one, two = whole[ends[2] : ends[3]], whole[ends[3] : ends[4]]
    for middle in (two + one, two, one + one + two):
        assert scan(whole[: ends[2]] + middle + whole[ends[4] :]).altered


def test_a_move_written_over_a_long_torn_end_leaves_nothing_of_it(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "torn.toml"
    path.write_bytes(whole + b"\n# block 28: 9000 bytes\n" + b"x" * 5000)
    with Record.resume(path, stall()) as record:
        record.play(KeepLine("marketing", "short"))
    assert read_record(path, stall()).report == ""


def test_a_torn_file_is_left_alone_until_play_goes_on(whole: bytes, ends: list[int], tmp_path: Path) -> None:
    path = tmp_path / "torn.toml"
    torn = whole[: ends[-1] - 5]
    path.write_bytes(torn)
    read_record(path, stall())
    with Record.resume(path, stall()) as record:
        assert "are left out" in record.report
        assert record.report.endswith(f"What was left out is kept in {path}.torn.")
        assert path.read_bytes() == torn
        record.play(KeepLine("marketing", "short"))
        assert len(path.read_bytes()) < ends[-1] + 200
    found = read_record(path, stall())
    assert found.report == ""
    assert len(found.moves) == len(SEASON)
    assert same_tables(found.table, record.table)
