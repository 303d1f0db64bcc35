"""From the text of a file to its shape, or to every problem in it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from pydantic import ValidationError

from game.content import scenarios_folder
from game.refusal import Refusal
from game.scenario.shape.document import CardFile, CatalogueFile, ScenarioFile

Cards: TypeAlias = Mapping[str, CardFile]
CATALOGUE = "events.toml"


def read_scenario(path: Path, cards: Cards) -> ScenarioFile:
    try:
        return ScenarioFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise Refusal(f"{path}: {error}") from None


def read_cards() -> Cards:
    path = scenarios_folder() / CATALOGUE
    return CatalogueFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).cards
