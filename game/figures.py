"""The one writer of figures: money, quantities, shares, days, points, lists; parts that add up as they are written.

Every number that people read becomes text here, and is rounded by one rule: a half goes up. A hard space keeps a
figure together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate, cycle, islice, pairwise
from math import floor, fsum, isfinite
from types import MappingProxyType
from typing import Final, TypeAlias

Value: TypeAlias = float | str | bool
"""What a lever can be set to."""

HARD = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

# --- currencies ---

_NONE: Final = "¥ BIF CLP DJF GNF ISK KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_THREE: Final = "BHD IQD JOD KWD LYD OMR TND"
_MINOR: Final[Mapping[str, int]] = MappingProxyType(dict.fromkeys(_NONE.split(), 0) | dict.fromkeys(_THREE.split(), 3))
"""Digits of the smaller unit, where they are not two."""


def minor(currency: str) -> int:
    """Digits that a price has after the point in a currency, by its sign."""
    return _MINOR.get(currency, 2)


# --- rounding ---


def whole(amount: float) -> int:
    """The whole number that an amount is written as; a half goes up, also where a float has lost its last bits."""
    return floor(amount + 0.5 + 1e-7)


def apportioned(total: float, parts: Sequence[float], decimals: int = 0) -> list[float]:
    """Parts as they are written where their sum is written too: rounded, and they add up to it as written.

    What rounding has left over goes to the parts that rounding has moved most (largest remainder); a part of nothing
    stays nothing.

    Args:
        total: what the parts come to, or nearly, when it has been rounded with other figures before.
        parts: exact.
        decimals: that all of them are written with.
    """
    scale = 10**decimals
    exact = [part * scale for part in parts]
    assert abs(fsum(exact) - total * scale) < _NEARLY, "parts of another total"
    written = [whole(part) for part in exact]
    left = whole(total * scale) - sum(written)
    step = 1 if left > 0 else -1
    order = sorted((at for at, part in enumerate(parts) if part), key=lambda at: step * (written[at] - exact[at]))
    for at in islice(cycle(order), abs(left)):
        written[at] += step
    return [amount / scale for amount in written]


_NEARLY: Final = 3.0
"""What a total that was rounded with others can be away from its parts, in the last digit written."""


def running(amounts: Iterable[float]) -> list[float]:
    """A series in whole numbers: the first n of them add up to the first n exact ones, rounded once, for every n."""
    ends = [0, *map(whole, accumulate(amounts))]
    return [float(now - before) for before, now in pairwise(ends)]


# --- money ---


def money(amount: float, currency: str) -> str:
    """An amount in whole units: `€12,340`, `−€1,200`, `CHF 340`; never `−€0`."""
    return _paid(amount, currency, 0)


def price(amount: float, currency: str) -> str:
    """A price of one thing: `€10.50`, `−€0.40`, `¥1,050`, `KWD 3.250`; never `−€0.00`."""
    digits = minor(currency)
    return _paid(amount, currency, 2 if digits < 2 and abs(amount) < 100 and whole(amount) != amount else digits)


def change_of_money(amount: float, currency: str) -> str:
    """`+€4,100`, `−€5,900`, `€0`."""
    shown = money(amount, currency)
    return f"+{shown}" if whole(amount) > 0 else shown


def thousands(amount: float, currency: str = "") -> str:
    """An amount on an axis: `€12k`, `−€800`, `€0`."""
    return f"{_paid(amount / 1000, currency, 0)}k" if abs(amount) >= 1000 else _paid(amount, currency, 0)


def _paid(amount: float, currency: str, digits: int) -> str:
    shown = decimal(amount, digits)
    before = f"{currency}{HARD}" if currency[-1:].isalpha() else currency
    return f"{MINUS}{before}{shown[1:]}" if shown.startswith(MINUS) else f"{before}{shown}"


# --- numbers ---


def decimal(amount: float, digits: int = 1) -> str:
    """A number with this many digits after the point: `2.6`, `1,240.0`; never `−0.0`, and `–` for none."""
    if not isfinite(amount):
        return "–"
    scaled = whole(amount * 10**digits)
    return f"{MINUS if scaled < 0 else ''}{abs(scaled) / 10**digits:,.{digits}f}"


def units(amount: float) -> str:
    """`1,240`."""
    return decimal(amount, 0)


def several(amount: float, one: str, many: str = "") -> str:
    """An amount with its noun: `1 unit`, `1,240 units`."""
    shown = units(amount)
    return f"{shown} {one if shown == '1' else many or one + 's'}"


def change(amount: float, digits: int = 0) -> str:
    """`+3`, `−1.5`, `0`."""
    shown = decimal(amount, digits)
    return f"+{shown}" if whole(amount * 10**digits) > 0 else shown


def plain(amount: float) -> str:
    """A number of something, with a digit after the point where it is small: `12`, `0.4`."""
    return units(amount) if abs(amount) >= 10 or amount == int(amount) else decimal(amount)


def exact(amount: float) -> str:
    """A number as it was given: `3,600`, `0.05`, `7.5`."""
    return f"{amount:,.10f}".rstrip("0").rstrip(".").replace("-", MINUS)


def cost(amount: float) -> str:
    """A price in a sentence that is made before its currency is known, for `in_currency`: `¤8.3`, `¤1,200`."""
    return f"¤{exact(round(amount, 4))}"


def in_currency(text: str, currency: str) -> str:
    """A sentence with its prices in a currency: `¤8.3` is `€8.30`, `¤1,200` is `€1,200`."""
    return re.sub("¤([\\d,.]*\\d)", lambda found: value(float(found[1].replace(",", "")), "money", currency), text)


def times(factor: float, digits: int = 2) -> str:
    """`× 0.93`; `× 0.992`."""
    return f"× {decimal(factor, digits)}"


def share(part: float) -> str:
    """`87%`; with one digit after the point below five per cent: `0.7%`."""
    per_cent = 100.0 * part
    shown = decimal(per_cent).removesuffix(".0") if abs(per_cent) < 4.95 else decimal(per_cent, 0)
    return f"{shown}%"


def change_of_share(part: float) -> str:
    """`+12%`, `−0.4%`, `0%`."""
    shown = share(part)
    return shown if shown.startswith((MINUS, "0%")) else f"+{shown}"


def arrow(now: float, before: float, digits: int = 0) -> str:
    """A change by its way and amount, between the two as they are written: `▲ 3`, `▼ 1.2`, `=`."""
    moved = whole(now * 10**digits) - whole(before * 10**digits)
    return f"{_way(moved)} {decimal(abs(moved) / 10**digits, digits)}" if moved else "="


def arrow_share(now: float, before: float, written: Callable[[float], str] = units) -> str:
    """A change by its way and share: `▲ 3%`, `▼ 12%`, `=`; `new` where there was nothing, `▲ from 2` past threefold.

    Args:
        now: the figure.
        before: what it was.
        written: how both are written.
    """
    if before == 0.0:
        return "=" if now == 0.0 else "new"
    moved = now / before - 1.0
    if abs(moved) < 0.005:
        return "="
    return f"{_way(moved)} from {written(before)}" if abs(moved) > MOST_SHARE else f"{_way(moved)} {share(abs(moved))}"


MOST_SHARE: Final = 2.0
"""Change from which a share of what was says less than what it was: past three times as much."""


def without_figures(text: str) -> str:
    """A sentence without its figures: what is left is the same when it only counts something else."""
    return re.sub(r"[\d.,]+", "", text)


def days(count: float) -> str:
    """`3 days`, `1 day`, `2.6 days`, `−0.3 days`."""
    shown = decimal(count).removesuffix(".0")
    return f"{shown}{HARD}{'day' if shown == '1' else 'days'}"


def points(count: float) -> str:
    """`66`: satisfaction or a scorecard, of 100."""
    return decimal(count, 0)


# --- by unit ---


def value(of: Value, unit: str, currency: str, tight: bool = False) -> str:
    """A lever's value in its own unit; where room is short without the noun that counts it, and a switch as on or off.

    Args:
        of: the value.
        unit: of its lever.
        currency: its sign.
        tight: is room short?
    """
    if isinstance(of, bool):
        return (("off", "on") if tight else ("no", "yes"))[of]
    if isinstance(of, str):
        return of.replace("-", " ")
    if unit == "money":
        return money(of, currency) if of == whole(of) and (of == 0 or abs(of) >= 100) else price(of, currency)
    if unit == "share":
        return share(of)
    if unit == "days":
        return days(of)
    shown = decimal(of).removesuffix(".0")
    return f"{shown}{HARD}{_noun(unit, shown)}" if unit and not tight else shown


def digits_of(unit: str, figure: float, currency: str) -> int:
    """Digits after the point that a figure of a unit is written with, and all that it is made of; of shares, as 0-1."""
    if unit == "share":
        return 2 if abs(figure) >= 0.0495 else 3
    if unit in ("hours", "people", "months"):
        return 0 if abs(figure) >= 10 else 1
    return {"money": 0, "units": 0, "price": minor(currency), "days": 1, "points": 1}.get(unit, 3)


def measure(amount: float, unit: str, currency: str, digits: int | None = None) -> str:
    """A figure that an explanation gives, in its unit.

    Args:
        amount: the figure.
        unit: "money", "price", "units", "hours", "people", "months", "share", "days", "points" or another.
        currency: its sign.
        digits: after the point, as `digits_of` says; None = as it says of this figure.
    """
    digits = digits_of(unit, amount, currency) if digits is None else digits
    if unit in ("money", "price"):
        return _paid(amount, currency, digits)
    if unit == "share":
        return f"{decimal(100.0 * amount, digits - 2)}%"
    if unit == "days":
        return days(amount)
    shown = decimal(amount, digits)
    return f"{shown}{HARD}hours" if unit == "hours" else shown


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`, and `a and b, and c` where one of them has an "and" itself; nothing of nothing."""
    if len(words) < 2:
        return "".join(words)
    comma = "," if any(" and " in word for word in words) else ""
    return f"{', '.join(words[:-1])}{comma} and {words[-1]}"


def _noun(unit: str, shown: str) -> str:
    if unit == "people":
        return "person" if shown == "1" else "people"
    return unit.removesuffix("s") if shown == "1" else unit


def _way(moved: float) -> str:
    return "▲" if moved > 0.0 else "▼"
