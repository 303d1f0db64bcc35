"""Spoiled inputs at every door: each ends in one message, or in a game that goes on, soon and in little room.

`LASTMILE_FUZZ=20` puts twenty times as many through each; `python -m benchmarks.fuzz` puts as many as it is told.
"""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fuzz.doors import DOORS, Faulty, Room, Through, judge
from tests.fuzz.fuzzing import fuzz, room_in

TIMES = int(os.environ.get("LASTMILE_FUZZ", "1"))
FAST, SLOW = 40, 8
"""Inputs of a door that takes milliseconds, and of one that plays a season."""
SEASONS = ("scenario-file", "scenario-papers", "bookmarks", "sheets", "lines-at-a-table", "prompts", "lines-of-sheets",
           "keys-and-sizes")  # fmt: skip


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with room_in(tmp_path_factory.mktemp("fuzz")) as room:
        yield room


@pytest.mark.parametrize("name", DOORS)
def test_whatever_comes_through_a_door_ends_well(name: str, room: Room) -> None:
    count = (SLOW if name in SEASONS else FAST) * TIMES
    found = fuzz(name, room, range(count))
    assert found.inputs == count
    assert not found.faults, "\n".join(f"{name} {seed}: {fault}" for seed, fault in found.faults.items())


@pytest.mark.parametrize(
    ("through", "says"),
    [
        (Through(0, "a \x1b[31mred", ""), "a control sign"),
        (Through(0, "", "a\u202eb"), "a control sign"),
        (Through(2, "", "Traceback (most recent call last):"), "told to the programmer"),
        (Through(2, "", "x: expected y, given KeyError"), "told to the programmer"),
        (Through(1, "", "x"), "exit code 1"),
        (Through(2, "", " "), "without a word"),
    ],
)
def test_what_nobody_should_get_is_noticed(tmp_path: Path, through: Through, says: str) -> None:
    with pytest.raises(Faulty, match=says):
        judge(through, tmp_path)
    judge(Through(0, "März 東京 ␛\n", ""), tmp_path)
    (tmp_path / ".t.toml.x.new").touch()
    with pytest.raises(Faulty, match="left lying about"):
        judge(Through(0, "", ""), tmp_path)


def test_a_fault_is_told_with_the_seed_that_shows_it_again(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(room: Room, dice: random.Random) -> Through:
        if dice.random() < 0.3:
            raise ValueError("broken")
        return Through(0, "", "")

    monkeypatch.setattr("tests.fuzz.fuzzing.DOORS", {"breaks": breaks})
    found = fuzz("breaks", room, range(20))
    assert 0 < len(found.faults) < 20
    seed = next(iter(found.faults))
    assert "ValueError: broken" in fuzz("breaks", room, range(seed, seed + 1)).faults[seed]
