"""The one way to read a number that a person wrote: point or comma, thousands signs of any country, units after it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor
from types import MappingProxyType
from typing import Final

from game.doors.keyboards import usual_width
from game.doors.text import CURRENCIES, quoted, visible
from game.refusal import Refusal

MOST_DIGITS: Final = 15
AT_A_BOUND: Final = 0.005
"""What is past a bound by no more than this is the bound: bounds are shown to the cent."""
AT_A_SHARE: Final = 0.00005
ONE_PER_CENT: Final = 0.01
"""Nobody means less of a share, unless the sign is there: `0.1` is a tenth, written as it is not meant to be."""
SHOWN: Final = 40
"""Characters of what was typed that a refusal repeats."""

_MINUS: Final = "\N{MINUS SIGN}\N{EN DASH}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FULLWIDTH HYPHEN-MINUS}-"
_PER_CENT: Final = "%\N{FULLWIDTH PERCENT SIGN}\N{ARABIC PERCENT SIGN}"
_ARABIC: Final = MappingProxyType({"\N{ARABIC DECIMAL SEPARATOR}": ".", "\N{ARABIC THOUSANDS SEPARATOR}": ","})
_APOSTROPHES: Final = "'\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}"
_SHAPE: Final = re.compile(
    rf"(?P<sign>[+{_MINUS}]?)(?P<number>\d[\d.,]*|[.,]\d+)(?P<per_cent>[{_PER_CENT}]?)(?P<unit>[^\d\W]*)\.?"
)
_GROUPED: Final = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d?(?:,\d{2})+,\d{3}")
_SHORT: Final = re.compile(r"(?P<number>\d{1,9}(?:[.,]\d{1,9})?)(?:[eE][+]?(?P<power>\d)|(?P<short>[kKmM]))")
NEARLY: Final = 1e-6
"""What a float may have lost of a count of grains."""
_MIXED: Final = re.compile(r"(?P<whole>\d[\d,]*),\d{3}\.\d*|(?P<other>\d[\d.]*)\.\d{3},\d*")


@dataclass(frozen=True)
class Range:
    """What a number may be."""

    low: float  # least value
    high: float  # largest value
    share: bool = False  # are the values shares, written in per cent? `8` and `8%` are 0.08 then
    units: tuple[str, ...] = ()  # words that may stand after the number
    currency: str = ""  # a sign that may stand before or after it, or its code in place of it
    grain: float = 0.0  # the finest part that it is written with; what is finer is refused, not rounded; 0 = any


def read_number(
    text: str, may: Range, expected: str, say: Callable[[float], str], current: float | None = None
) -> float:
    """The number that somebody wrote, within its bounds.

    Args:
        text: as it was typed: `1,600`, `1 600`, `1'600`, `1600 units`, `8%`, `+200`.
        may: its bounds, and how it may be written.
        expected: what it may be in words, for the refusal: `0 to 3,600 units`.
        say: writes a value as the game does, for the refusal.
        current: the value now: with it `+200` is 200 more, and `-200` less; None = a sign is the number's own.

    Raises:
        Refusal: when it is no number, can be read as two within the bounds, or is out of them; begins with the text
            that was expected or given, without a place.
    """
    given, text = visible(text.strip()), usual_width(text)
    given = given if len(given) <= SHOWN else f"{given[:SHOWN]}..."
    found = [_valued(one, may, current, text) for one in readings(text, may)]
    fraction = may.share and not any(sign in _PER_CENT for sign in text)
    fitting = [one for one in found if may.low <= one <= may.high and not (fraction and 0.0 < one < ONE_PER_CENT)]
    if len(set(fitting)) > 1:
        both = " or ".join(_exactly(one, may) if _between(one, may) else say(one) for one in fitting)
        raise Refusal(f"'{given}' can be read as {both}. Write the one you mean.")
    if not fitting:
        meant = [one * 100 for one in found if fraction and one and may.low <= one * 100 <= may.high]
        hint = f" Did you mean {say(meant[0])}?" if meant else _in_full(text, may, say)
        raise Refusal(f"expected {expected}, given '{given}'.{hint}")
    changed = current is not None and text.strip()[:1] in f"+{_MINUS}"
    between = () if changed else _between(fitting[0], may)
    if between:
        below, above = map(say, between)
        raise Refusal(f"'{given}' is finer than this can be set: {below} or {above}? Write the one you mean.")
    return fitting[0]


def _between(value: float, may: Range) -> tuple[float, float] | tuple[()]:
    """The two values beside one that is finer than the grain; none where it can be had."""
    if may.grain <= 0.0 or value in (may.low, may.high):
        return ()
    at = value / may.grain
    if abs(at - round(at)) < NEARLY:
        return ()
    below, above = (round(end * may.grain, 10) for end in (floor(at), ceil(at)))
    return max(may.low, below), min(may.high, above)


def _exactly(value: float, may: Range) -> str:
    """A value that is finer than the game writes it, with all its digits."""
    return f"{quoted(value * 100)}%" if may.share else quoted(value)


def _in_full(text: str, may: Range, say: Callable[[float], str]) -> str:
    """What to write instead of `2.4k` or `1e3`; "" where it is nothing of the kind."""
    shape = _SHORT.fullmatch("".join(_plain(sign) for sign in text if not sign.isspace()))
    if shape is None:
        return ""
    power = int(shape["power"]) if shape["power"] else 3 if shape["short"] in "kK" else 6
    found = float(shape["number"].replace(",", ".")) * 10.0**power
    return f" Write all its digits: {say(found)}." if may.low <= found <= may.high else " Write all its digits."


def whole_number(text: str) -> int | None:
    """The whole number that digits alone make, of any script; None where a text is anything else, or very long."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None


def readings(text: str, may: Range) -> list[Decimal]:
    """Every number that a text can be read as, the sign left in: `1.500` is one and a half or fifteen hundred.

    A comma between thousands is read as the game writes it; a point is asked about.
    """
    bare = "".join(_plain(sign) for sign in usual_width(text) if not sign.isspace() and sign not in _APOSTROPHES)
    if may.currency:
        called = (may.currency, *(code for code, sign in CURRENCIES.items() if sign == may.currency))
        bare = re.sub("|".join(map(re.escape, called)), "", bare, count=1, flags=re.IGNORECASE)
    shape = _SHAPE.fullmatch(bare)
    if shape is None or sum(map(str.isdigit, bare)) > MOST_DIGITS:
        return []
    if shape["per_cent"] and not may.share:
        return []
    if shape["unit"] and shape["unit"].casefold() not in {unit.casefold() for unit in may.units}:
        return []
    sign = -1 if shape["sign"] and shape["sign"] in _MINUS else 1
    return [sign * one for one in _magnitudes(shape["number"])]


def _plain(sign: str) -> str:
    """A digit of any script, and the signs between Arabic ones, as ours."""
    digit = unicodedata.decimal(sign, None)
    return _ARABIC.get(sign, sign) if digit is None else str(digit)


def _magnitudes(number: str) -> list[Decimal]:
    mixed = _MIXED.fullmatch(number)
    if mixed:
        thousands, point = (",", ".") if mixed["whole"] else (".", ",")
        return [Decimal(number.replace(thousands, "").replace(point, "."))]
    grouped = _GROUPED.fullmatch(number) is not None
    found = [Decimal(re.sub("[.,]", "", number))] if grouped else []
    if number.count(".") + number.count(",") <= 1 and not (grouped and "," in number):
        found.append(Decimal(number.replace(",", ".")))
    return found


def _valued(number: Decimal, may: Range, current: float | None, text: str) -> float:
    """A written number as a value: per cent as a share, a change added, what is hardly past a bound as that bound."""
    value = float(number / 100 if may.share else number)
    if current is not None and text.strip()[:1] in f"+{_MINUS}":
        value = round(current + value, 6)
    within = min(may.high, max(may.low, value))
    return within if round(abs(value - within), 6) <= (AT_A_SHARE if may.share else AT_A_BOUND) else value
