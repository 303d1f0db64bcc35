"""`lastmile lab contrast`: two records in, the difference and its three parts out."""

import json
import re
from pathlib import Path

import pytest

from tests.conftest import Command


@pytest.fixture
def records(lastmile: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> tuple[Path, Path]:
    """Two seasons of one place with the same luck: each to itself, and as one team."""
    monkeypatch.setenv("LASTMILE_HOME", str(tmp_path / "home"))
    both = tmp_path / "silo.toml", tmp_path / "sync.toml"
    for path in both:
        lastmile("demo", "first-day", "--structure", path.stem, "--seed", "5", "--record", path)
    return both


def amounts(text: str) -> list[int]:
    """The whole euros of each line that has some, in order."""
    found = re.findall(r"^  .*?([+−]?)€([\d,]+)(?:  |$)", text, re.MULTILINE)
    return [int(digits.replace(",", "")) * (-1 if sign == "−" else 1) for sign, digits in found]


def test_the_parts_add_up_to_the_difference_as_they_are_written(lastmile: Command, records: tuple[Path, Path]) -> None:
    code, out, _ = lastmile("lab", "contrast", *records)
    assert code == 0
    first, second, difference, rules, decisions, luck = amounts(out)
    assert second - first == difference == rules + decisions + luck
    assert (luck, decisions != 0, rules != 0) == (0, True, True)
    assert "silo, seed 5" in out
    assert "sync, seed 5" in out


def test_a_season_beside_itself_differs_in_nothing(lastmile: Command, records: tuple[Path, Path]) -> None:
    _, out, _ = lastmile("lab", "contrast", records[0], records[0])
    assert amounts(out)[2:] == [0, 0, 0, 0]


def test_a_program_gets_the_figures_to_the_cent(lastmile: Command, records: tuple[Path, Path]) -> None:
    found = json.loads(lastmile("lab", "contrast", *records, "--json")[1])
    assert (found["scenario"], found["months"]) == ("first-day", 3)
    parts = found["rules"] + found["decisions"] + found["luck"]
    assert parts == pytest.approx(found["second"] - found["first"], abs=0.001)


def test_what_is_no_record_is_told(lastmile: Command, records: tuple[Path, Path]) -> None:
    code, out, err = lastmile("lab", "contrast", records[0], "scenarios/first-day/scenario.toml")
    assert (code, out) == (2, "")
    assert "scenarios/first-day/scenario.toml: expected a Last Mile record" in err
