"""A new scenario, begun as a copy of another, and the JSON Schema that helps an editor with it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import tomli_w

from game.doors.files import read_text
from game.doors.toml import read_toml
from game.doors.writing import new_folder, write
from game.refusal import Refusal
from game.scenario.reading import examine, read_cards, read_scenario
from game.scenario.shape.document import ScenarioFile
from game.scenario.shelf import FILE, PAPERS, find, shipped
from game.scenario.wording import KEY_HINT

SCHEMA_FILE = "scenario.schema.json"
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def start(slug: str, model: str | Path, parent: Path) -> Path:
    """Begin a scenario: a folder named `slug` in `parent` with a copy of `model` under its own slug and title.

    Args:
        slug: the new scenario's.
        model: slug or path of the scenario to begin from; its comments are not copied.
        parent: an existing folder.

    Returns:
        the new folder.

    Raises:
        Refusal: when the slug is no slug or taken, when the folder exists, or when the model has problems.
    """
    if not _SLUG.fullmatch(slug) or len(slug) > 40:
        raise Refusal(f"expected {KEY_HINT}, up to 40 letters, for the new scenario's slug, given '{slug}'.")
    if slug in shipped():
        raise Refusal(f"'{slug}' is the slug of a scenario that comes with the game. Choose another one.")
    if not parent.is_dir():
        raise Refusal(f"{parent}: expected a folder to put the new scenario in, found none.")
    folder = parent / slug
    if folder.exists():
        raise Refusal(f"{folder}: already there, and nothing in it was changed. Choose another slug or --dir.")
    source, cards = find(model), read_cards()
    read_scenario(source, cards)
    near = parent / SCHEMA_FILE
    text = _retitled(source, slug, f"../{SCHEMA_FILE}" if near.is_file() else f"./{SCHEMA_FILE}")
    examine(text.encode(), str(folder / FILE), cards, slug)
    with new_folder(folder, "the new scenario") as aside:
        write(aside / FILE, text, "the new scenario")
        if not near.is_file():
            write(aside / SCHEMA_FILE, schema_text(), "the new scenario")
        for paper in PAPERS:
            if (source.parent / paper).is_file():
                write(aside / paper, read_text(source.parent / paper, "a paper of the scenario"), "the new scenario")
    return folder


def _retitled(source: Path, slug: str, schema: str) -> str:
    tree = read_toml(source, "a scenario's file")
    tree["slug"] = slug
    tree["title"] = slug.replace("-", " ").capitalize()
    return f"#:schema {schema}\n{tomli_w.dumps(tree, multiline_strings=True)}"


def schema_text() -> str:
    """The schema as its file holds it. A number's default carries its `source` and `tag`, as scenario files do."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **ScenarioFile.model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
