import tomllib
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from game.scenario.checks.events import numbers_in
from game.scenario.shape.document import ScenarioFile
from tests.scenario.shipped import FILES


def models_under(model: type[Any], seen: set[Any] | None = None) -> set[type[Any]]:
    """A model and all models of its fields."""
    seen = set() if seen is None else seen
    if model not in seen:
        seen.add(model)
        for field in model.model_fields.values():
            for part in parts_of(field.annotation):
                if isinstance(part, type) and issubclass(part, BaseModel):
                    models_under(part, seen)
    return seen


def parts_of(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from parts_of(part)


def holds_numbers(annotation: Any) -> bool:
    """Is it a number, or a list or table of numbers?"""
    if annotation in (int, float):
        return True
    if get_origin(annotation) in (Union, types.UnionType, dict, list, tuple) or hasattr(annotation, "__metadata__"):
        return any(holds_numbers(part) for part in get_args(annotation))
    return False


MODELS = sorted(models_under(ScenarioFile), key=lambda model: model.__name__)
FIELDS = [(model, name, field) for model in MODELS for name, field in model.model_fields.items()]
DEFAULTS = [
    (model, name, field)
    for model, name, field in FIELDS
    if holds_numbers(field.annotation) and not field.is_required() and field.default not in (None, {})
]


def test_there_are_many_numbers_with_a_default() -> None:
    assert len(DEFAULTS) > 90


@pytest.mark.parametrize(
    ("model", "name", "field"), DEFAULTS, ids=[f"{model.__name__}.{name}" for model, name, _ in DEFAULTS]
)
def test_every_default_number_says_where_it_comes_from(model: type[Any], name: str, field: FieldInfo) -> None:
    extra = field.json_schema_extra
    assert isinstance(extra, dict)
    assert extra.get("tag") in ("A", "A sign", "T", "C", "D")  # read in a study: how much, or which way only
    assert extra.get("source")
    assert (extra["source"] == "design choice") <= (extra["tag"] == "D")


@pytest.mark.parametrize(
    ("model", "name", "field"), FIELDS, ids=[f"{model.__name__}.{name}" for model, name, _ in FIELDS]
)
def test_every_key_of_a_scenario_is_described(model: type[Any], name: str, field: FieldInfo) -> None:
    assert field.description or all(
        isinstance(part, type) and issubclass(part, BaseModel) and part.__doc__ for part in [field.annotation]
    )


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.parent.name)
def test_no_scenario_hides_its_numbers_behind_one_source(file: Path) -> None:
    tree = tomllib.loads(file.read_text(encoding="utf-8"))
    assert len(tree["sources"]) >= 10
    assert any("[A]" in source for source in tree["sources"].values())


def test_numbers_go_by_the_keys_of_their_tables() -> None:
    tree = {"a": {"b": 1, "c": "x"}, "d": [{"key": "e", "f": [1, 2]}, {"g": True, "h": 2.0}]}
    assert [".".join(names) for _, names in numbers_in(tree)] == ["a.b", "d.e.f", "d.1.h"]
