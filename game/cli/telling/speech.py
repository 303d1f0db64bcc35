"""Text as it is said: signs as words and sentences that end, for a screen reader or a voice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from game.figures import MINUS

WORDS: Final = MappingProxyType(
    {
        "+": "plus", MINUS: "minus", "±": "plus or minus", "×": "times", "÷": "divided by", "=": "equals sign",
        "<": "less than", ">": "more than", "≤": "at most", "≥": "at least", "≈": "about", "▲": "up", "▼": "down",
        "→": "to", "✓": "yes", "*": "times",
    }
)  # fmt: skip
"""Signs that a voice leaves out or spells, in words."""
TURNED: Final = (
    (re.compile(r"\s*·\s*"), ", "),
    (re.compile(r"\bU\+(?=[0-9A-F]{4})"), "U "),  # a sign by its number
    (re.compile(r"(?<=\d)[–—](?=\d)"), " to "),
    (re.compile(r"\s+(?:[–—]|-+>?)\s+"), ", "),  # a dash between words
    (re.compile(r"[–—]"), "-"),
    (re.compile(r"\s*->\s*"), " to "),
    (re.compile(r"(?<![\w-])-(?=\d)"), "minus "),
    (re.compile(r"(?<![\w-])-+(?![\w-])"), " dash "),
    (re.compile(r"(?<=\S) = (?=\S)"), " is "),
    (re.compile(r"…"), "..."),
    (re.compile(r"`([^`]*)`"), r"“\1”"),
)
OPEN: Final = "\"'”’»)] "
"""What may stand behind the sign that ends a sentence."""
DROPPED: Final = "|•▪◦†‡"


def said(text: str) -> str:
    """The text on one line, of letters, figures and punctuation; other signs are words, and what draws is nothing."""
    if not text.isascii() or not text.replace(" ", "").isalnum():
        for found, words in TURNED:
            text = found.sub(words, text)
        text = "".join(map(_sign, text))
    return re.sub(r" +(?=[,.;:)])|(?<=[(“]) +", "", " ".join(text.split()))


def sentence(text: str) -> str:
    """The same with a full stop where nothing ends it."""
    told = said(text)
    bare = told.rstrip(OPEN)
    return told if not bare or bare[-1] in ".!?:;," else f"{told}."


def row(cells: Sequence[str], names: Sequence[str] = (), mark: str = "") -> str:
    """A row of a table as a sentence, such as `Revenue: April €86,657, March €65,474.`.

    Args:
        cells: the row; its first cell names it.
        names: what the columns are called; "" where a cell needs no name.
        mark: the number by which the figure can be asked about, or what is so about the row.
    """
    called = f"{names[0]}{',' if ' ' in names[0] else ''} " if names and names[0] else ""
    name, *rest = map(_cell, [f"{called}{cells[0]}", *cells[1:]])
    named = [*map(said, names[1:]), *([""] * len(rest))]
    told = [f"{called} {cell}".strip() for called, cell in zip(named, rest, strict=False) if cell]
    told += [_cell(mark)] if mark.strip() else []
    return sentence(": ".join(part for part in (name, ", ".join(told)) if part))


def _cell(text: str) -> str:
    text = text.strip()
    if re.fullmatch(r"\[\d+\]", text):
        return f"figure {text[1:-1]}"
    return _ALONE.get(text) or said(text)


_ALONE: Final = MappingProxyType({"-": "none", "–": "none", "=": "as before", "*": "changed", "->": "you are here"})
"""What a cell means that holds a single sign."""


def _sign(sign: str) -> str:
    if sign in WORDS:
        return f" {WORDS[sign]} "
    kind = unicodedata.category(sign)
    if kind[0] in "LMNZ" or kind in ("Po", "Ps", "Pe", "Pi", "Pf", "Pc", "Sc", "Pd"):
        return "" if sign in DROPPED else sign
    if kind[0] == "C" or "BOX DRAWINGS" in (name := unicodedata.name(sign, "")) or "BLOCK" in name or "SHADE" in name:
        return " "
    return f" {name.lower()} "
