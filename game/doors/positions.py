"""Where each key and value of a TOML text stands: a scanner over text that tomllib has accepted.

tomllib tells places only of what it cannot parse. This one never judges: it walks the grammar of a text known to be
good, and so can be short. A property test compares what it finds with what tomllib reads.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

Path: TypeAlias = tuple[str | int, ...]

_BLANK: Final = " \t"
_SPACE: Final = " \t\r\n"
_SCALAR_ENDS: Final = ",]}#\r\n"
_BARE_ENDS: Final = ".=]" + _SPACE


@dataclass(frozen=True)
class Positions:
    """Offsets into the text, by path from the root; entries of lists are counted from 0."""

    keys: Mapping[Path, int]
    values: Mapping[Path, int]
    headers: Mapping[Path, int]  # of tables: their header, or what first names them


def has(node: object, part: str | int) -> bool:
    """Is there such a key in this table, or such an entry in this list?"""
    if isinstance(node, dict):
        return part in node
    return isinstance(node, list) and isinstance(part, int) and part < len(node)


def scan(text: str) -> Positions:
    """Find every key, value and table of a text that tomllib accepts (with line ends as `\\n`)."""
    scanner = _Scanner(text)
    scanner.document()
    return Positions(scanner.keys, scanner.values, scanner.headers)


@dataclass
class _Scanner:
    text: str
    at: int = 0
    keys: dict[Path, int] = field(default_factory=dict)
    values: dict[Path, int] = field(default_factory=dict)
    headers: dict[Path, int] = field(default_factory=dict)
    lengths: dict[Path, int] = field(default_factory=dict)  # entries so far of each array of tables

    def document(self) -> None:
        table: Path = ()
        self.skip(_SPACE)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)
            self.skip(_SPACE)

    def skip(self, blanks: str) -> None:
        """Pass blanks and, where a line may end, comments."""
        while self.at < len(self.text):
            if self.text[self.at] in blanks:
                self.at += 1
            elif self.text[self.at] == "#" and "\n" in blanks:
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            else:
                return

    def header(self) -> Path:
        start, double = self.at, self.text.startswith("[[", self.at)
        self.at += 2 if double else 1
        path: Path = ()
        names = self.dotted()
        for count, (name, place) in enumerate(names, start=1):
            path = (*path, name)
            self.keys.setdefault(path, place)
            if double and count == len(names):
                self.lengths[path] = self.lengths.get(path, 0) + 1
                self.headers.setdefault(path, start)
            if path in self.lengths:
                path = (*path, self.lengths[path] - 1)
                self.keys.setdefault(path, place)
            self.headers.setdefault(path, start)
        # A table named in passing by an earlier header is shown at its own.
        self.headers[path] = start
        self.at += 2 if double else 1
        return path

    def pair(self, table: Path) -> None:
        path = table
        for name, place in self.dotted():
            path = (*path, name)
            self.keys.setdefault(path, place)
            self.headers.setdefault(path, place)
        self.at += 1  # the equals sign
        self.skip(_BLANK)
        self.value(path)

    def dotted(self) -> list[tuple[str, int]]:
        """The names of a dotted key and where each stands; stops before `=` or `]`."""
        names = []
        while True:
            self.skip(_BLANK)
            start = self.at
            if self.text[start] in "\"'":
                self.string()
                name = str(tomllib.loads(f"x = {self.text[start : self.at]}")["x"])
            else:
                while self.text[self.at] not in _BARE_ENDS:
                    self.at += 1
                name = self.text[start : self.at]
            names.append((name, start))
            self.skip(_BLANK)
            if self.text[self.at] != ".":
                return names
            self.at += 1

    def value(self, path: Path) -> None:
        self.values[path] = self.at
        first = self.text[self.at]
        if first in "\"'":
            self.string()
        elif first == "[":
            self.array(path)
        elif first == "{":
            self.inline(path)
        else:
            while self.at < len(self.text) and self.text[self.at] not in _SCALAR_ENDS:
                self.at += 1

    def array(self, path: Path) -> None:
        self.at += 1
        self.skip(_SPACE)
        entry = 0
        while self.text[self.at] != "]":
            self.value((*path, entry))
            entry += 1
            self.separator()
        self.at += 1

    def inline(self, path: Path) -> None:
        self.headers.setdefault(path, self.at)
        self.at += 1
        self.skip(_SPACE)
        while self.text[self.at] != "}":
            self.pair(path)
            self.separator()
        self.at += 1

    def separator(self) -> None:
        self.skip(_SPACE)
        if self.text[self.at] == ",":
            self.at += 1
            self.skip(_SPACE)

    def string(self) -> None:
        quote = self.text[self.at]
        if self.text.startswith(quote * 3, self.at):
            self.long_string(quote)
            return
        self.at += 1
        while self.text[self.at] != quote:
            self.at += 2 if quote == '"' and self.text[self.at] == "\\" else 1
        self.at += 1

    def long_string(self, quote: str) -> None:
        self.at += 3
        while not self.text.startswith(quote * 3, self.at):
            self.at += 2 if quote == '"' and self.text[self.at] == "\\" else 1
        self.at += 3
        while self.text.startswith(quote, self.at):  # up to two quotes may stand before the closing three
            self.at += 1


@dataclass(frozen=True)
class Again:
    """A key or a table that stands in a text a second time."""

    path: Path  # of what stands there already
    at: int  # offset of the second
    before: int  # offset of the first
    kinds: bool  # is one of them a list of tables, `[[name]]`, and the other a table, `[name]`?


def second_naming(text: str, until: int) -> Again | None:
    """The key or table that ends at or behind an offset, if something of its name stands before it.

    Args:
        text: a text that tomllib accepts up to that offset.
        until: the offset; what tomllib says of a second naming comes behind it.
    """
    scanner = _Scanner(text)
    table: Path = ()
    try:
        scanner.skip(_SPACE)
        while scanner.at < len(text):
            start, header = scanner.at, text[scanner.at] == "["
            double = text.startswith("[[", start)
            path = _named(text, () if header else table, start + header + double)
            known = next((path[:count] for count in range(len(path), 0, -1) if path[:count] in scanner.keys), ())
            found = Again(known, start, scanner.keys.get(known, 0), header and double != (path in scanner.lengths))
            if header:
                table = scanner.header()
            else:
                scanner.pair(table)
            if scanner.at >= min(until, len(text)):
                return found if known else None
            scanner.skip(_SPACE)
    except IndexError:  # the text ends, or is no TOML any more, before the place that was asked about
        return None
    return None


def _named(text: str, table: Path, at: int) -> Path:
    """The path that the names of a header, or of a key in this table, lead to."""
    return (*table, *(name for name, _ in _Scanner(text, at).dotted()))
