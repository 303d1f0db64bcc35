"""How deeply a TOML text nests, found without reading it: a reader of deep tables or dotted keys may never end."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

DEEPEST: Final = 24
"""Arrays in arrays, tables in tables, parts of a dotted key: any file of this game needs fewer than eight."""

_SIGN: Final = re.compile(r"""["'#\[\]{}.=,\n]""")
_ENDS: Final = MappingProxyType(
    {
        '"""': re.compile(r'\\.|"""', re.DOTALL),
        '"': re.compile(r'\\.|["\n]', re.DOTALL),
        "'''": re.compile(r"'''"),
        "'": re.compile(r"['\n]"),
        "#": re.compile(r"\n"),
    }
)
_BRACKETS: Final = MappingProxyType({"[": 1, "{": 1, "]": -1, "}": -1})


def too_deep(text: str, deepest: int = DEEPEST) -> int:
    """Where a TOML text begins to nest more deeply than it may; -1 = nowhere. Looks at every sign once.

    Args:
        text: any text; what is no TOML is left to the reader.
        deepest: levels of brackets, and parts of a dotted key.
    """
    at, depth, dots = 0, 0, 0
    while found := _SIGN.search(text, at):
        sign, start = found[0], found.start()
        at = found.end()
        if sign in "\"'#":
            opening = sign * 3 if sign != "#" and text.startswith(sign * 3, start) else sign
            at = _past(text, start, opening)
            continue
        if sign == ".":
            dots += 1
        else:
            dots, depth = 0, max(0, depth + _BRACKETS.get(sign, 0))
        if depth > deepest or dots >= deepest:
            return start
    return -1


def _past(text: str, start: int, opening: str) -> int:
    """The offset behind a string or a remark that begins here."""
    at = start + len(opening)
    while found := _ENDS[opening].search(text, at):
        at = found.end()
        if not found[0].startswith("\\"):
            return at
    return len(text)
