"""Every shipped scenario plays to the letter as it is written down beside this file."""

from difflib import unified_diff
from pathlib import Path

import pytest

from game.scenario.shelf import shipped
from tests.playthroughs.writing import FOLDER, playthrough

SEASONS = [
    *((slug, preset) for slug in shipped() for preset in ("silo", "sync")),
    ("cold-brew", "talk"),
    ("cold-brew", "steered"),
]
SHOWN = 60


def path_of(slug: str, preset: str) -> Path:
    return FOLDER / f"{slug}.{preset}.txt"


@pytest.mark.parametrize(("slug", "preset"), SEASONS)
def test_a_season_is_as_it_was_written_down(slug: str, preset: str) -> None:
    path = path_of(slug, preset)
    again = f"If this is meant, write it again and read what changed: python -m tests.playthroughs {slug}"
    assert path.exists(), f"there is no {path.name}. {again}"
    written = path.read_text(encoding="utf-8")
    played = playthrough(slug, preset)
    if played != written:
        changed = list(
            unified_diff(written.splitlines(), played.splitlines(), path.name, "as played now", lineterm="", n=2)
        )
        more = [f"... and {len(changed) - SHOWN} lines more"] if len(changed) > SHOWN else []
        pytest.fail("\n".join([*changed[:SHOWN], *more, "", again]), pytrace=False)


def test_no_playthrough_is_left_of_a_scenario_that_is_gone() -> None:
    assert {path.name for path in FOLDER.glob("*.txt")} == {path_of(*season).name for season in SEASONS}
