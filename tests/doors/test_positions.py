"""The scanner finds what tomllib reads, where the writer of the text put it."""

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.doors.positions import scan
from tests.scenario.shipped import FILES, HERE

NAMES = st.one_of(st.sampled_from(["a", "b", "key", "x-y", "7"]), st.text(min_size=0, max_size=4))
SCALARS = st.one_of(
    st.integers(-(10**6), 10**6),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.text(max_size=6),
    st.text(alphabet="a\"'\\#", max_size=4),
    st.dates(),
    st.datetimes(),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=3)),
    max_leaves=6,
)
# Tables that headers name hold plain values and further such tables, alone or in lists.
TABLES = st.recursive(
    st.dictionaries(NAMES, VALUES.map(lambda value: ("value", value)), max_size=3),
    lambda inner: st.dictionaries(
        NAMES,
        st.one_of(
            VALUES.map(lambda value: ("value", value)),
            inner.map(lambda table: ("table", table)),
            st.lists(inner, min_size=1, max_size=3).map(lambda tables: ("tables", tables)),
        ),
        max_size=3,
    ),
    max_leaves=5,
)


class Writer:
    """Writes TOML in many manners and keeps where it put each key and value."""

    def __init__(self, draw: Callable[..., Any]) -> None:
        self.draw, self.text = draw, ""
        self.tree: dict[str, Any] = {}
        self.keys: dict[Any, Any] = {}
        self.values: dict[Any, Any] = {}

    def choose(self, *options: Any) -> Any:
        return self.draw(st.sampled_from(options))

    def blank(self) -> None:
        self.text += self.choose("", "", " ", "\t ")

    def line_end(self) -> None:
        self.blank()
        self.text += self.choose("\n", "\n", "# [x] = {\n", "\n\n# 'a' = 1\n")

    def name(self, name: str) -> None:
        bare = name.isascii() and name.replace("-", "x").isalnum() and self.choose(True, True, False)
        self.text += name if bare else self.quoted(name)

    def quoted(self, text: str) -> str:
        plain = text.isprintable() and "'" not in text
        if plain and self.choose(True, False):
            return f"'{text}'"
        return '"' + "".join(self.escaped(sign) for sign in text) + '"'

    def escaped(self, sign: str) -> str:
        if sign in '"\\' and self.choose(True, False):
            return "\\" + sign
        return sign if sign.isalnum() else f"\\U{ord(sign):08x}"

    def value(self, value: Any, path: tuple[Any, ...], inline: bool = False) -> None:
        self.values[path] = len(self.text)
        if isinstance(value, bool):
            self.text += "true" if value else "false"
        elif isinstance(value, str):
            self.string(value, inline)
        elif isinstance(value, list):
            self.array(value, path, inline)
        elif isinstance(value, dict):
            self.inline_table(value, path)
        elif isinstance(value, int | float):
            self.text += repr(value) if self.choose(True, False) or repr(value)[0] == "-" else f"+{value!r}"
        else:
            self.text += value.isoformat(*([self.choose(" ", "T")] if hasattr(value, "hour") else []))

    def string(self, value: str, inline: bool) -> None:
        safe = all(sign.isalnum() or sign in "#[]=, '\"" for sign in value) and not re.search("'''|\"{3}", value)
        if safe and not inline and self.choose(True, False):
            quote = self.choose('"""', "'''")
            self.text += quote + "\n" + value + quote
        else:
            self.text += self.quoted(value)

    def array(self, entries: list[Any], path: tuple[Any, ...], inline: bool) -> None:
        self.text += "["
        for at, entry in enumerate(entries):
            self.space(inline)
            self.value(entry, (*path, at), inline)
            self.space(inline)
            if at < len(entries) - 1 or self.choose(True, False):
                self.text += ","
        self.space(inline)
        self.text += "]"

    def space(self, inline: bool) -> None:
        if not inline and self.choose(True, False):
            self.line_end()
        else:
            self.blank()

    def inline_table(self, table: dict[str, Any], path: tuple[Any, ...]) -> None:
        self.text += "{"
        for at, (name, value) in enumerate(table.items()):
            self.text += ", " if at else " "
            self.pair(name, value, path, inline=True)
        self.blank()
        self.text += "}"

    def pair(self, name: str, value: Any, path: tuple[Any, ...], inline: bool = False) -> None:
        self.keys[(*path, name)] = len(self.text)
        self.name(name)
        if isinstance(value, dict) and len(value) == 1 and self.choose(True, False):
            self.blank()
            self.text += "."
            self.blank()
            ((inner, deeper),) = value.items()
            self.pair(inner, deeper, (*path, name), inline)
            return
        self.blank()
        self.text += "="
        self.blank()
        self.value(value, (*path, name), inline)

    def table(self, table: dict[str, Any], path: tuple[Any, ...], names: list[str]) -> dict[str, Any] | None:
        """The plain values of a table, then the tables in it, each under its own header."""
        tree = {}
        for name, (kind, value) in table.items():
            if kind == "value":
                self.blank()
                self.pair(name, value, path)
                self.line_end()
                tree[name] = value
        for name, (kind, value) in table.items():
            deeper = [*names, name]
            if kind == "table":
                self.header(deeper, "[", "]")
                tree[name] = self.table(value, (*path, name), deeper)
            elif kind == "tables":
                tree[name] = []
                for at, entry in enumerate(value):
                    self.header(deeper, "[[", "]]")
                    tree[name].append(self.table(entry, (*path, name, at), deeper))
        return tree

    def header(self, names: list[str], opening: str, closing: str) -> None:
        self.text += opening
        for at, name in enumerate(names):
            self.text += "." if at else ""
            self.blank()
            self.name(name)
            self.blank()
        self.text += closing
        self.line_end()


@settings(max_examples=200, deadline=None)
@given(st.data(), TABLES)
def test_every_key_and_value_is_found_where_it_was_written(data: Any, table: dict[str, Any]) -> None:
    writer = Writer(data.draw)
    tree = writer.table(table, (), [])
    assert tomllib.loads(writer.text) == tree
    found = scan(writer.text)
    assert found.values == writer.values
    assert {path: found.keys[path] for path in writer.keys} == writer.keys


def leaves(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Path and value of everything in a tree that is no table and no list."""
    if isinstance(tree, dict):
        for name, value in tree.items():
            yield from leaves(value, (*path, name))
    elif isinstance(tree, list):
        for at, value in enumerate(tree):
            yield from leaves(value, (*path, at))
    else:
        yield path, tree


@pytest.mark.parametrize("file", [*FILES, HERE / "small.toml", FILES[0].parent.parent / "events.toml"], ids=str)
def test_every_value_of_a_shipped_file_can_be_changed_at_its_place(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    places = scan(text).values
    found = list(leaves(tomllib.loads(text)))
    assert {path for path, _ in found} <= set(places)
    for path, value in found[:: max(1, len(found) // 40)]:
        # A digit before a number, a minus before true: tomllib itself says whether this was the right place.
        at = places[path]
        if isinstance(value, str):
            assert text[at] in "\"'"
        elif isinstance(value, bool):
            assert text.startswith("true" if value else "false", at)
        elif value >= 0:
            changed = dict(leaves(tomllib.loads(text[:at] + "1" + text[at:])))
            assert {where for where, now in found if changed[where] != now} == {path}


def test_quotes_that_stand_before_the_closing_three_belong_to_the_text() -> None:
    text = 'a = """"x"""""\nb = 1\n'
    assert tomllib.loads(text) == {"a": '"x""', "b": 1}
    assert scan(text).values == {("a",): 4, ("b",): text.index("1")}
