"""`lastmile lab health`: it says how far it is, keeps its last figures and tells what moved."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from game.lab.health import examining
from game.lab.health.finding import Finding
from tests.conftest import Command


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, str]:
    """What the examination finds, to be set; nothing is searched."""
    monkeypatch.setenv("LASTMILE_HOME", str(tmp_path / "home"))
    figures = {"silo": "silo 71 % of best", "lesson": "slow-down: silo +12"}

    def findings(subject: object, tell: Callable[[str], None]) -> Iterator[Finding]:
        tell("silo and best")
        yield Finding(2, "Silo loses", "first-day", figures["silo"], "40-80 %", True, "", {"share": 0.71})
        yield Finding(15, "The lesson pays", "first-day", figures["lesson"], "10", False, "raise it",
                      {"lesson": "slow-down"})  # fmt: skip

    monkeypatch.setattr(examining, "subject_of", lambda scenario, *rest: SimpleNamespace(slug=scenario.slug))
    monkeypatch.setattr(examining, "findings", findings)
    return figures


def test_health_tells_what_has_moved_since_it_was_last_measured(lastmile: Command, measured: dict[str, str]) -> None:
    code, out, err = lastmile("lab", "health", "first-day")
    assert code == 1
    assert "was:" not in out
    assert "silo and best" in err
    measured["silo"] = "silo 66 % of best"
    _, out, _ = lastmile("lab", "health", "first-day")
    assert "silo 66 % of best\n" in out
    assert [line.strip() for line in out.splitlines() if "was:" in line] == ["was: silo 71 % of best"]
    _, out, _ = lastmile("lab", "health", "first-day")
    assert "was:" not in out


def test_brief_searches_are_compared_with_brief_ones_only(lastmile: Command, measured: dict[str, str]) -> None:
    lastmile("lab", "health", "first-day")
    measured["silo"] = "silo 50 % of best"
    assert "was:" not in lastmile("lab", "health", "first-day", "--quick")[1]
    assert "was: silo 71 % of best" in lastmile("lab", "health", "first-day")[1]


def test_a_program_gets_the_figure_before_and_progress_apart_from_it(
    lastmile: Command, measured: dict[str, str]
) -> None:
    lastmile("lab", "health", "first-day")
    measured["lesson"] = "slow-down: silo +9"
    _, out, err = lastmile("lab", "health", "first-day", "--json")
    silo, lesson = json.loads(out)
    assert (silo["before"], lesson["before"]) == ("silo 71 % of best", "slow-down: silo +12")
    assert lesson["figure"] == "slow-down: silo +9"
    assert "silo and best" in err


@pytest.mark.parametrize("content", ["", "[]", "{", "[" * 100_000, '{"first-day 2": 3}', "\x00"])
def test_last_figures_that_cannot_be_read_are_none(
    lastmile: Command, measured: dict[str, str], tmp_path: Path, content: str
) -> None:
    lastmile("lab", "health", "first-day")
    (tmp_path / "home" / "health.json").write_text(content)
    measured["silo"] = "silo 66 % of best"
    code, out, _ = lastmile("lab", "health", "first-day")
    assert code == 1
    assert "was:" not in out


def test_figures_that_cannot_be_kept_are_told_and_shown_all_the_same(
    lastmile: Command, measured: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("LASTMILE_HOME", str(tmp_path / "file"))
    code, out, err = lastmile("lab", "health", "first-day")
    assert code == 1
    assert "silo 71 % of best" in out
    assert "The figures are not kept for the next time." in err
