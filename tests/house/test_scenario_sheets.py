"""docs/scenarios: a page for each scenario, current against its benchmark; nothing is solved here."""

from xml.etree import ElementTree

import pytest

from game.lab.bench import Bench, known
from game.scenario import load
from game.scenario.shelf import shipped
from tests.house.scenario_sheets import FOLDER, index, kept_rows, page, pictures
from tests.narrowed import there

AGAIN = "write it again: python -m tests.house.scenario_sheets"


@pytest.fixture(scope="module", params=shipped())
def bench(request: pytest.FixtureRequest) -> Bench:
    found, without = known(load(request.param))
    assert found is not None, without
    return found


def test_every_page_is_current_against_its_benchmark(bench: Bench) -> None:
    written = (FOLDER / f"{bench.code.scenario.slug}.md").read_text(encoding="utf-8")
    rows = kept_rows(written)
    assert len(rows) >= 8, "a page without its health"
    assert page(bench, rows) == written, AGAIN


def test_every_picture_is_current_and_says_in_words_what_it_is(bench: Bench) -> None:
    for name, drawn in pictures(bench).items():
        path = FOLDER / f"{bench.code.scenario.slug}.{name}.svg"
        assert path.read_text(encoding="utf-8") == drawn, AGAIN
        picture = ElementTree.fromstring(drawn)
        space = "{http://www.w3.org/2000/svg}"
        assert there(picture.find(f"{space}title")).text and there(picture.find(f"{space}desc")).text
        words = {one.text for one in picture.iter(f"{space}text")}
        assert {"Marketing", "Distribution", "What comes of it", "OTIF"} <= words


def test_every_scenario_is_led_to() -> None:
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == index(shipped()), AGAIN
