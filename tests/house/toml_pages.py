"""Writes the pages of TOML keys in docs/ from the models of the files: `python -m tests.house.toml_pages`."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from game.debrief.prompts.shape import PromptsFile
from game.scenario.shape.document import CatalogueFile, ScenarioFile
from game.table.survey.instrument import InstrumentFile
from game.workshop.run_of_show import RunFile
from tests.house.checkout import ROOT

SCENARIO_HEAD = """\
# Scenario files, key by key

Every key of a `scenario.toml`, and of the catalogue of event cards, `scenarios/events.toml`. This page is written from
the program itself by `python -m tests.house.toml_pages`; a test keeps it current.

Begin with `lastmile scenario new my-place --from cold-brew`, and ask `lastmile scenario check my-place` as you go: it
names everything that is wrong at once, with the line and the column. An editor that knows JSON Schema completes keys
and shows what each one means; the first line of every scenario, `#:schema`, tells it where to look.

**Source** is the row of the facts that a default rests on, and how firm that is: A = the figure stands in a paper's
abstract or an excerpt; T = in a trade page: colour, not proof; C = computed; D = a design choice of this game.
A key without a default must be given.
"""


FACILITATOR_HEAD = """\
# A facilitator's files, key by key

Every key of the files in `facilitator/` that you may change for your own workshop: the instrument (what is ranked and
rated), the prompts of the debrief, and the runs of show. This page is written from the program itself by
`python -m tests.house.toml_pages`; a test keeps it current. The glossary, the question cards, what partners say and the
guide of a first day (`scenarios/terms.toml`, `questions.toml`, `partners.toml`, `first-day/guide.toml`) say at their
top what each of their keys is.
"""


@dataclass(frozen=True)
class Page:
    """A page of keys: where it is, what stands at its top, and the models of the files on it."""

    path: Path
    head: str
    files: tuple[tuple[str, type[BaseModel]], ...]

    def text(self) -> str:
        """The whole page."""
        parts = [self.head]
        for name, model in self.files:
            schema = model.model_json_schema()
            parts += _section(name, "", schema, schema.get("$defs", {}))
        return "\n".join(parts).rstrip("\n") + "\n"

    def tables(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Every table of its files: its heading on the page and its keys, each with its schema."""
        for name, model in self.files:
            schema = model.model_json_schema()
            for heading, table in _below(name, "", schema, schema.get("$defs", {})):
                yield heading, table["properties"]


SCENARIO = Page(
    ROOT / "docs" / "scenario.md",
    SCENARIO_HEAD,
    (("scenario.toml", ScenarioFile), ("scenarios/events.toml", CatalogueFile)),
)
FACILITATOR = Page(
    ROOT / "docs" / "facilitator-files.md",
    FACILITATOR_HEAD,
    (
        ("facilitator/instrument.toml", InstrumentFile),
        ("facilitator/prompts/*.toml", PromptsFile),
        ("facilitator/run-of-show/*.toml", RunFile),
    ),
)
PAGES = (SCENARIO, FACILITATOR)


def _below(heading: str, path: str, table: Mapping[str, Any], defs: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """A table and those in it, in the order of the page; tables of one kind side by side share a section."""
    yield heading, table
    kinds: dict[str, list[tuple[str, str]]] = {}
    for key, value in table["properties"].items():
        inner = _table_in(value)
        if inner is not None:
            name, many = inner
            below = (f"{path}.{key}" if path else key) + (".<key>" if many == "table" else "")
            kinds.setdefault(name, []).append((f"`[[{below}]]`" if many == "list" else f"`[{below}]`", below))
    for name, places in kinds.items():
        yield from _below(", ".join(heading for heading, _ in places), places[0][1], defs[name], defs)


def _table_in(value: Mapping[str, Any]) -> tuple[str, str] | None:
    """The kind of table that a key holds and how: one, a list of them, or a table of them by key."""
    for option in (value, *value.get("anyOf", ())):
        if "$ref" in option:
            return option["$ref"].rpartition("/")[2], "one"
        if "$ref" in option.get("items", {}):
            return option["items"]["$ref"].rpartition("/")[2], "list"
        if isinstance(option.get("additionalProperties"), dict) and "$ref" in option["additionalProperties"]:
            return option["additionalProperties"]["$ref"].rpartition("/")[2], "table"
        for pattern in option.get("patternProperties", {}).values():
            if "$ref" in pattern:
                return pattern["$ref"].rpartition("/")[2], "table"
    return None


def _section(name: str, path: str, schema: Mapping[str, Any], defs: Mapping[str, Any]) -> list[str]:
    sourced = '"tag": "D"' in json.dumps(schema)  # numbers with a default say where it comes from
    head = ["key", "what it is", "may be", "default", *(["source"] if sourced else [])]
    lines = []
    for heading, table in _below(name, path, schema, defs):
        lines += [f"## {heading}" if heading == name else f"### {heading}", "", _told(table.get("description", "")), ""]
        required = table.get("required", ())
        lines += [_line(head), "|" + "---|" * len(head)]
        for key, value in table["properties"].items():
            lines.append(_line(_row(key, value, key in required, defs)[: len(head)]))
        lines.append("")
    return lines


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _row(key: str, value: Mapping[str, Any], required: bool, defs: Mapping[str, Any]) -> list[str]:
    inner = _table_in(value)
    about = value.get("description", "")
    if not about and inner is not None:
        about = defs[inner[0]].get("description", "")
    kind = {"one": "a table, below", "list": "tables, below", "table": "tables by key, below"}
    may_be = kind[inner[1]] if inner is not None else _kind(value)
    default = "" if inner is not None and not required else "**must be given**" if required else _default(value)
    source = f"{value['source']} ({value['tag']})" if "source" in value else ""
    return [f"`{key}`", _sentence(_told(about)), may_be, default, _told(source)]


def _sentence(text: str) -> str:
    """The text with a capital and a full stop."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?")) or not text else ".")


def _default(value: Mapping[str, Any]) -> str:
    given = value.get("default")
    if given in (None, {}, []):
        return "none"
    return f"`{_toml(given)}`"


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _kind(value: Mapping[str, Any]) -> str:
    """What may be written there, in words."""
    options = [option for option in value.get("anyOf", value.get("oneOf", ())) if option.get("type") != "null"]
    if options:
        return ", or ".join(dict.fromkeys(_kind(option) for option in options))
    if "enum" in value:
        return " \\| ".join(f"`{_toml(choice)}`" for choice in value["enum"])
    if "const" in value:
        return f"`{_toml(value['const'])}`"
    kind = value.get("type")
    if kind == "array":
        several = value.get("prefixItems")
        inner = _kind(several[0] if several else value.get("items", {}))
        return f"{len(several)} of: {inner}" if several else f"a list of: {inner}"
    if kind == "object":
        inner = next(iter(value.get("patternProperties", {}).values()), value.get("additionalProperties", {}))
        named = value.get("propertyNames", {}).get("enum")
        return f"a table by {'lever' if named else 'key'}: {_kind(inner)}"
    if kind == "string":
        return "a key" if "pattern" in value and value.get("maxLength") == 40 else "text"
    words = {"number": "number", "integer": "whole number", "boolean": "`true` \\| `false`"}.get(str(kind), "text")
    return words + _bounds(value)


def _bounds(value: Mapping[str, Any]) -> str:
    low: Any = value.get("minimum")
    high: Any = value.get("maximum")
    if low is None and high is None:
        return ""
    if high is None:
        return f" from {_plain(low)}"
    return f" to {_plain(high)}" if low is None else f" {_plain(low)} to {_plain(high)}"


def _plain(number: float) -> str:
    """A bound without an exponent."""
    return f"{number:,.0f}" if number == int(number) else f"{number:,}"


def _told(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    for page in PAGES:
        page.path.write_text(page.text(), encoding="utf-8", newline="\n")
        print(f"wrote {page.path}")
