from pathlib import Path

import pytest

from game import content
from game.refusal import Refusal
from tests.house.checkout import ROOT


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A package that lies somewhere else, with nothing around it."""
    package = tmp_path / "somewhere" / "game"
    package.mkdir(parents=True)
    monkeypatch.setattr(content, "__file__", str(package / "content.py"))
    return package


def test_a_checkout_reads_its_content_where_it_is_edited() -> None:
    assert content.scenarios_folder() == ROOT / "scenarios"
    assert content.facilitator_folder() == ROOT / "facilitator"


def test_an_installation_reads_the_content_it_carries(elsewhere: Path) -> None:
    carried = elsewhere / "_content" / "scenarios"
    carried.mkdir(parents=True)
    assert content.scenarios_folder() == carried


def test_what_is_carried_comes_before_what_lies_beside(elsewhere: Path) -> None:
    (elsewhere.parent / "pyproject.toml").touch()
    (elsewhere.parent / "scenarios").mkdir()
    assert content.scenarios_folder() == elsewhere.parent / "scenarios"
    (elsewhere / "_content" / "scenarios").mkdir(parents=True)
    assert content.scenarios_folder() == elsewhere / "_content" / "scenarios"


def test_a_folder_of_that_name_beside_no_checkout_is_not_taken(elsewhere: Path) -> None:
    (elsewhere.parent / "facilitator").mkdir()
    with pytest.raises(Refusal):
        content.facilitator_folder()


def test_an_installation_without_content_says_where_it_looked(elsewhere: Path) -> None:
    with pytest.raises(Refusal) as refused:
        content.scenarios_folder()
    assert str(elsewhere / "_content" / "scenarios") in refused.value.message
    assert "Install lastmile-game again" in refused.value.message
