import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from game.content import scenarios_folder
from game.scenario.summary import SCHEMA_FILE, schema_text
from tests.scenario.shipped import FILES, SMALL, small_tree

SCHEMA = json.loads(schema_text())


def test_the_schema_beside_the_scenarios_is_current() -> None:
    kept = (scenarios_folder() / SCHEMA_FILE).read_text(encoding="utf-8")
    assert kept == schema_text(), "run: lastmile scenario schema > scenarios/scenario.schema.json"


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("file", [*FILES, SMALL], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_an_editor_finds_nothing_wrong_with_what_ships(file: Path) -> None:
    jsonschema.validate(tomllib.loads(file.read_text(encoding="utf-8")), SCHEMA)


@pytest.mark.parametrize("file", [*FILES, SMALL], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_scenario_tells_editors_where_its_schema_is(file: Path) -> None:
    first = file.read_text(encoding="utf-8").split("\n")[0]
    assert first.startswith("#:schema ")
    assert (file.parent / first.removeprefix("#:schema ")).resolve() == (scenarios_folder() / SCHEMA_FILE).resolve()


@pytest.mark.parametrize(
    "wrong",
    [
        {"rounds": 24},
        {"format": 2},
        {"bananas": 1},
        {"claims": ["no-such-clash"]},
        {"levers": {"temp": {}}},
        {"levers": {"temps": {"high": "many"}}},
    ],
    ids=str,
)
def test_an_editor_finds_what_is_wrong(wrong: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(small_tree() | wrong, SCHEMA)
