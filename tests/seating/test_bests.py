"""The best seasons: kept by place and partner where they are better, and never written over a file that is damaged."""

from pathlib import Path

import pytest

from game.seating.asked import NewTable
from game.seating.bests import HERE, best_words, counted_with, keep_best, read_bests
from game.seating.company import holders_of


def test_only_a_better_season_takes_the_place_of_the_best_of_its_place_and_partner(tmp_path: Path) -> None:
    path = tmp_path / "new" / "bests.toml"
    first = keep_best(path, "cold-brew", "cost-hawk", 41.6)
    assert first == "The first season you finished here with the cost hawk: 42 of 100 is the mark to beat."
    worse = keep_best(path, "cold-brew", "cost-hawk", 12.0)
    assert worse == "Your best season here with the cost hawk stays 42 of 100."
    better = keep_best(path, "cold-brew", "cost-hawk", 60.0)
    assert better == "Your best season here with the cost hawk: 60 of 100. Before, it was 42."
    assert keep_best(path, "cold-brew", "cost-hawk", 60.0) == (
        "This is your best season here with the cost hawk: 60 of 100."
    )
    assert "with two at one screen: 80 of 100" in keep_best(path, "cold-brew", HERE, 80.0)
    keep_best(path, "one-cart", "cost-hawk", -5.0)
    bests, wrong = read_bests(path)
    assert wrong == ""
    assert bests["cold-brew"] == {"cost-hawk": 60.0, HERE: 80.0}
    assert best_words(bests, "cold-brew") == (
        "Your best: 80 of 100 with two at one screen, 60 of 100 with the cost hawk."
    )
    assert best_words(bests, "short-supply") == ""


def test_without_a_file_there_is_no_best_and_no_notice(tmp_path: Path) -> None:
    assert read_bests(tmp_path / "bests.toml") == ({}, "")


@pytest.mark.parametrize(
    "bad",
    [
        b"[cold-brew", b"\xff\xfe", b"cold-brew = 3\n", b"[cold-brew]\ncost-hawk = 'many'\n",
        b"[cold-brew]\ncost-hawk = nan\n", b"[cold-brew]\ncost-hawk = true\n", b"[cold-brew.cost-hawk]\npoints = 3\n",
        b"[cold-brew]\ncost-hawk = 1" + b"0" * 400 + b"\n",
    ],
)  # fmt: skip
def test_a_damaged_file_is_told_and_stays_as_it_is(tmp_path: Path, bad: bytes) -> None:
    path = tmp_path / "bests.toml"
    path.write_bytes(bad)
    assert read_bests(path)[0] == {}
    said = keep_best(path, "cold-brew", "cost-hawk", 99.0)
    assert str(path) in said or path.name in said
    assert said.endswith("mend the file, or delete it to begin again.")
    assert path.read_bytes() == bad


def test_what_is_sound_in_a_damaged_file_is_told_beside_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "bests.toml"
    path.write_text("[cold-brew]\ncost-hawk = 60\n\n[one-cart]\ncost-hawk = 'many'\n")
    bests, wrong = read_bests(path)
    assert bests == {"cold-brew": {"cost-hawk": 60.0}}
    assert "expected points, such as 62.5, for 'one-cart.cost-hawk'." in wrong


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "file" in keep_best(tmp_path / "file" / "bests.toml", "cold-brew", "cost-hawk", 60.0)


def test_a_season_counts_with_who_sat_across_and_neither_in_learn_nor_with_swapped_seats() -> None:
    def counted(*asked: object, **more: object) -> str:
        return counted_with(holders_of(NewTable("cold-brew", *asked, **more)))  # type: ignore[arg-type]

    assert counted(("marketing",), "cost-hawk") == "cost-hawk"
    assert counted(("marketing", "distribution")) == HERE
    assert counted((), lesson=True) == ""

    assert counted(("marketing",), echo="cold-brew.toml") == ""


def test_a_season_that_is_played_on_from_a_month_of_another_counts_with_nobody() -> None:
    holders = holders_of(NewTable("cold-brew", ("marketing",), "cost-hawk"))
    assert counted_with(holders, played_on=True) == "" and counted_with(holders) == "cost-hawk"
