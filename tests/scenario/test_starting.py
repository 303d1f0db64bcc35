from pathlib import Path

import pytest

from game.refusal import Refusal
from game.scenario import load
from game.scenario.summary import start
from tests.scenario.shipped import SLUGS, SMALL


@pytest.mark.parametrize("slug", SLUGS)
def test_a_copy_of_any_shipped_scenario_passes_its_own_check_and_plays_the_same_world(
    slug: str, tmp_path: Path
) -> None:
    made, model = load(start("my-place", slug, tmp_path)), load(slug)
    assert made.slug == "my-place"
    assert made.title == "My place"
    assert made.sheet == model.sheet
    assert made.world.products.base.tolist() == model.world.products.base.tolist()
    assert made.fingerprint != model.fingerprint


def test_the_papers_come_along(tmp_path: Path) -> None:
    folder = start("my-place", "cold-brew", tmp_path)
    papers = {path.name for path in load("cold-brew").folder.glob("*.md")}
    assert {path.name for path in folder.glob("*.md")} == papers


def test_the_schema_is_where_the_new_file_says(tmp_path: Path) -> None:
    folder = start("my-place", "cold-brew", tmp_path)
    first = (folder / "scenario.toml").read_text(encoding="utf-8").split("\n")[0]
    assert (folder / first.removeprefix("#:schema ")).is_file()


def test_a_schema_already_beside_it_is_used(tmp_path: Path) -> None:
    (tmp_path / "scenario.schema.json").write_text("{}", encoding="utf-8")
    folder = start("my-place", "cold-brew", tmp_path)
    assert (folder / "scenario.toml").read_text(encoding="utf-8").startswith("#:schema ../scenario.schema.json\n")
    assert not (folder / "scenario.schema.json").exists()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "my-place").mkdir()
    with pytest.raises(Refusal, match="already there, and nothing in it was changed"):
        start("my-place", "cold-brew", tmp_path)
    assert list((tmp_path / "my-place").iterdir()) == []


@pytest.mark.parametrize("slug", ["My Place", "", "-x", "x-", "a/b", "..", "été", "x" * 41])
def test_a_slug_has_its_rules(slug: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="expected lower-case words joined by hyphens"):
        start(slug, "cold-brew", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_shipped_slug_is_taken(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="Choose another one"):
        start("first-day", "cold-brew", tmp_path)


def test_a_model_with_problems_is_refused_with_them(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="expected a number of at least"):
        start("my-place", SMALL.parent / "invalid" / "below-zero.toml", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="expected a folder to put the new scenario in"):
        start("my-place", "cold-brew", tmp_path / "nowhere")
