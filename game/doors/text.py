"""What text may hold and how wide it is: control signs are refused or made visible, widths are counted in cells."""

from __future__ import annotations

import re
import shlex
import sys
import textwrap
import unicodedata
from collections.abc import Mapping, Sequence
from math import inf
from types import MappingProxyType
from typing import Final

CONTROL_PICTURES: Final = 0x2400
DELETE: Final = 0x7F
LONGEST_QUOTED: Final = 40
"""Signs of a value that a message repeats."""
FEW: Final = 4
"""Kinds of signs that a message names one by one."""
LARGE: Final = 10**18
"""Nobody reads the digits of a number that is so large."""
CURRENCIES: Final = MappingProxyType({"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "INR": "₹"})
"""Codes of ISO 4217 that are written with a sign; a terminal that lacks it has the code."""
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028-\u202e\u2066-\u2069]")
"""Unicode's control signs, halves of signs, line ends, and what turns the direction of a line: its bidirectional
embeddings, overrides and isolates."""

_UNSEEN: Final = ("Cc", "Cf", "Zl", "Zp", "Zs")
"""Categories of signs that take no ink."""
_VARIANTS: Final = frozenset(map(chr, range(0xFE00, 0xFE10)))
"""What asks for another drawing of the sign before it."""


def is_control(sign: str) -> bool:
    """Does this sign steer a terminal or the direction of a line, instead of being written? A line end does, too."""
    return _CONTROL.match(sign) is not None


def first_control(text: str, allowed: str = "\n") -> int:
    """Where the first sign stands that text may not hold; -1 = nowhere.

    Args:
        text: any text.
        allowed: control signs that may be in it.
    """
    return next(iter(controls_in(text, allowed).values()), -1)


def controls_in(text: str, allowed: str = "\n") -> dict[str, int]:
    """Each control sign that text may not hold, with where it first stands; as `first_control`."""
    found: dict[str, int] = {}
    for one in _CONTROL.finditer(text):
        if one[0] not in allowed:
            found.setdefault(one[0], one.start())
    return found


def control_problem(text: str, allowed: str = "\n") -> str | None:
    """What is wrong with a text that holds control signs, from "expected" on; None = it holds none."""
    found = controls_in(text, allowed)
    if not found:
        return None
    return _expected("plain text", [f"{named(sign)} at character {at + 1}" for sign, at in found.items()])


def steering(text: str, what: str = "plain text", allowed: str = "\n") -> str:
    """What to say of the control signs in a text, from "expected" on; `what` says what was expected in their place."""
    return _expected(what, [named(sign) for sign in controls_in(text, allowed)])


def _expected(what: str, signs: Sequence[str]) -> str:
    if len(signs) == 1:
        return f"expected {what}, given the control sign {signs[0]}. Leave it out."
    *most, last = signs if len(signs) <= FEW else (*signs[: FEW - 1], f"{len(signs) - FEW + 1} others")
    return f"expected {what}, given the control signs {', '.join(most)} and {last}. Leave them out."


def without_controls(text: str, allowed: str = "\n") -> str:
    """The text with a space in place of every control sign, so that every other sign stays where it is."""
    return _CONTROL.sub(lambda found: found[0] if found[0] in allowed else " ", text)


def named(sign: str) -> str:
    """A sign by its number and, where it has one, its name: `U+001B`, `U+202E (right-to-left override)`."""
    name = unicodedata.name(sign, "").lower()
    return f"U+{ord(sign):04X}" + (f" ({name})" if name else "")


def visible(text: str, allowed: str = "") -> str:
    """The text with every control sign as a sign that can be seen, so that it steers nothing.

    For what comes from outside and must be shown as it is: paths, arguments, keys in error messages.
    """
    if text.isprintable():
        return text
    return "".join(_picture(sign) if is_control(sign) and sign not in allowed else sign for sign in text)


def looked_at(name: str) -> str:
    """A name as it is told from others at a glance: without case, width, spaces and signs that nobody sees."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).lower())
    return "".join(sign for sign in folded if unicodedata.category(sign) not in _UNSEEN and sign not in _VARIANTS)


def quoted(value: object) -> str:
    """A value that was given, as its writer would recognise it, for a message: text in quotes, and not all of it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{visible(value)}'" if len(value) <= LONGEST_QUOTED else f"'{visible(value[: LONGEST_QUOTED - 3])}...'"
    if isinstance(value, int | float):
        return "a very large number" if LARGE <= abs(value) < inf else f"{value:.10g}"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    if isinstance(value, Mapping):
        return "a table"
    if type(value).__module__ == "datetime":  # which the rules must not load
        return f"the date or time {value}"
    return "nothing" if value is None else f"something else, a {type(value).__name__}"


def as_typed(path: object) -> str:
    """A path as a word of a command line that is shown: in quotes where a shell would take it apart."""
    text = visible(str(path))
    if sys.platform != "win32" and re.search(r'[$`"!\\]', text):  # a shell reads these between such quotes too
        return shlex.quote(text)
    return f'"{text}"' if re.search(r"[\s()&;<>|*?#~\[\]{}']", text) else text


def _picture(sign: str) -> str:
    code = ord(sign)
    if code < 0x20:
        return chr(CONTROL_PICTURES + code)
    if code == DELETE:
        return "\N{SYMBOL FOR DELETE}"
    return f"<U+{code:04X}>"


def natural(text: str) -> tuple[tuple[int, str | int], ...]:
    """What to sort names by so that numbers in them count: `table-2` before `table-10`."""
    parts = re.split(r"(\d+)", text.casefold())
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in parts if part)


NARROW: Final = "\u02ff"
"""The last sign before those that combine; up to it and in a few more blocks every sign takes one cell."""
_ALSO_NARROW: Final = frozenset("−–—’“”…·×÷─━│┃┌┐└┘├┤┬┴┼█▓▒░▁▂▃▄▅▆▇→←↑↓▲▼◆●○■□✓€£•\N{NARROW NO-BREAK SPACE}")


def cells(text: str) -> int:
    """How many cells a line takes on a terminal; signs that combine take none, most of East Asia's take two."""
    if _narrow(text):
        return len(text)
    from wcwidth import width

    return width(text)


def to_left(text: str, room: int) -> str:
    """The text filled with spaces behind it up to this many cells."""
    return text + " " * (room - cells(text))


def to_right(text: str, room: int) -> str:
    """The text filled with spaces before it up to this many cells."""
    return " " * (room - cells(text)) + text


def centred(text: str, room: int) -> str:
    """The text in the middle of this many cells."""
    return text.center(room - cells(text) + len(text))


def cut(text: str, room: int, mark: str = "") -> str:
    """The text, or as much of it as this many cells hold with the mark behind it, never half a sign."""
    if cells(text) <= room:
        return text
    room -= cells(mark)
    if _narrow(text):
        return text[:room] + mark
    from wcwidth import iter_graphemes, width

    kept, used = [], 0
    for sign in iter_graphemes(text):
        used += width(sign)
        if used > room:
            break
        kept.append(sign)
    return "".join(kept) + mark


def wrapped(text: str, room: int, indent: str = "", first: str | None = None) -> list[str]:
    """A paragraph broken into lines of at most this many cells; words that are too long stay whole.

    What is written without spaces between words, as Chinese and Japanese are, is broken between signs.

    Args:
        text: the paragraph; its white space is folded, hard spaces keep words together.
        room: cells of a line.
        indent: begins every line.
        first: begins the first line instead.
    """
    begin = indent if first is None else first
    if _narrow(text) and _narrow(begin):
        return textwrap.wrap(
            text, room, initial_indent=begin, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )
    from wcwidth import wrap

    return wrap(
        text, room, initial_indent=begin, subsequent_indent=indent, break_long_words=True, break_on_hyphens=False
    )


def _narrow(text: str) -> bool:
    """Does surely every sign take one cell?"""
    return text.isascii() or all(sign <= NARROW or sign in _ALSO_NARROW for sign in text)
