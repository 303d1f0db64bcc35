"""Every coefficient of the rules: from the shape of a scenario's file, and from the source of the rules."""

import ast
import re
import tokenize
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from game.scenario.shape.document import ScenarioFile

FIRM = {
    "A": "measured",
    "T": "trade figure",
    "C": "computed",
    "D": "our choice",
    "A sign": "direction measured, size ours",
}
UNITS = {"Share": "share", "Money": "money", "Days": "days", "Shift": "days", "Factor": "factor", "Log": "log"}
BEGINS = {
    "Money": "money", "Share": "share", "Days": "days", "Factor": "factor", "Points": "points", "Units": "units",
    "Rounds": "months", "Chance": "share", "Log": "log", "Floor hours": "hours", "Hours": "hours", "Sd": "share",
    "Satisfaction": "points", "Score": "points", "OTIF": "share", "Distribution's money": "money",
    "Freight units": "freight units", "Brand advertising": "money", "Spend": "money", "Scale": "money",
    "Inbound freight": "money", "Goodwill lost": "goodwill", "Goodwill": "goodwill", "Elasticity": "elasticity",
    "Short elasticity": "elasticity", "Own-price": "elasticity", "Price cut": "share", "Growth": "share",
    "Seasonal": "factor", "Capacity lost": "share", "Damage": "share", "Processing days": "days",
}  # fmt: skip

PLAINLY = {
    "products.launch.bias": "share", "media.bounds": "factor", "media.remembered_gain": "share",
    "floor.temp_learning": "share", "noise.inbound_late": "share", "last_mile.month_spread": "days",
    "media.remembered_loss": "share", "media.quiet_months": "months", "floor.fatigue_gain": "fatigue",
    "media.research_insight": "insight",
    "products.handling": "hours", "sites.fixed": "money",
}  # fmt: skip
"""Units that neither the shape nor the words begin with."""


@dataclass(frozen=True)
class Coefficient:
    """One coefficient: `value` is the shape's default, None where every scenario gives its own."""

    key: str
    about: str
    value: object
    unit: str
    tag: str
    source: str


def coefficients() -> Iterator[Coefficient]:
    """Every number that a scenario's file may give, in the order of the file; levers, rounds and papers aside."""
    for name in ("calendar", "products", "markets", "pools", "sites", "media", "floor", "last_mile", "customers",
                 "noise", "costs", "targets", "initiatives"):  # fmt: skip
        model = _model(ScenarioFile.model_fields[name].annotation)
        assert model is not None, name
        yield from _below(name, model)


def _below(path: str, model: type[BaseModel]) -> Iterator[Coefficient]:
    for name, field in model.model_fields.items():
        inner, key = _model(field.annotation), f"{path}.{name}"
        if inner is not None:
            yield from _below(key, inner)
        elif _numeric(field.annotation):
            extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
            default = None if field.default is PydanticUndefined or field.default == {} else field.default
            about = field.description or ""
            tag, source = str(extra.get("tag", "D")), str(extra.get("source", "design choice"))
            unit = PLAINLY.get(key) or _unit(str(model.__annotations__[name]), about)
            yield Coefficient(key, about, default, unit, tag, source)


def _model(annotation: Any) -> type[BaseModel] | None:
    """The table that an annotation holds, alone, in a list or as an option."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in typing.get_args(annotation):
        found = _model(part)
        if found is not None:
            return found
    return None


def _numeric(annotation: Any) -> bool:
    if annotation in (int, float):
        return True
    if isinstance(annotation, types.GenericAlias | types.UnionType) or typing.get_args(annotation):
        return any(_numeric(part) for part in typing.get_args(annotation))
    return False


def _unit(annotation: str, about: str) -> str:
    began = next((unit for start, unit in sorted(BEGINS.items(), key=lambda pair: -len(pair[0]))
                  if about.startswith(start)), "")  # fmt: skip
    named = next((unit for name, unit in UNITS.items() if re.search(rf"\b{name}\b", annotation)), "")
    return began or named or ("units" if "Units" in annotation else "number")


@dataclass(frozen=True)
class Constant:
    """A number in the source of the rules, with what is said beside it."""

    module: str
    name: str
    value: object
    about: str


def constants(folder: Path) -> Iterator[Constant]:
    """Every number that a module of the rules names in capitals; keys, counts and places in a list aside."""
    for path in sorted(folder.glob("*.py")):
        source = path.read_text(encoding="utf-8")
        notes = _comments(path)
        for node in ast.parse(source).body:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(
                node, ast.AnnAssign) else []  # fmt: skip
            value = getattr(node, "value", None)
            if len(targets) != 1 or value is None or path.stem in ("arrays", "draws", "state", "world"):
                continue
            names = [one.id for one in ast.walk(targets[0]) if isinstance(one, ast.Name) and one.id.isupper()]
            values = value.elts if isinstance(value, ast.Tuple) else [value]
            for name, one in zip(names, values, strict=False):
                number = _number(one)
                if number is not None:
                    yield Constant(path.stem, name, number, notes.get(node.lineno, ""))


def _number(node: ast.expr) -> float | None:
    """The number that an expression is; `float(np.log(0.96))` is 0.96, as the page says it as a factor."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return node.value
    inner = [one.value for one in ast.walk(node) if isinstance(one, ast.Constant)]
    called = isinstance(node, ast.Call) and ast.unparse(node.func) == "float"
    return float(inner[0]) if called and inner and isinstance(inner[0], int | float) else None


def _comments(path: Path) -> dict[int, str]:
    with path.open("rb") as file:
        return {token.start[0]: token.string.lstrip("# ") for token in tokenize.tokenize(file.readline)
                if token.type == tokenize.COMMENT}  # fmt: skip
