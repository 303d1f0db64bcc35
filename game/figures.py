"""How figures and lists are written: money, quantities, shares, days, points. A hard space keeps a figure together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, cycle, islice, pairwise
from math import floor, fsum
from typing import Final, TypeAlias

Value: TypeAlias = float | str | bool
"""What a lever can be set to."""

HARD = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


def money(amount: float, currency: str) -> str:
    """`€12,340`, `−€1,200`; never `−€0`."""
    shown = f"{abs(amount):,.0f}"
    return f"{_minus(amount, shown)}{currency}{shown}"


def price(amount: float, currency: str) -> str:
    """`€10.50`, `−€0.40`; never `−€0.00`."""
    shown = f"{abs(amount):,.2f}"
    return f"{_minus(amount, shown)}{currency}{shown}"


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


def change_of_money(amount: float, currency: str) -> str:
    """`+€4,100`, `−€5,900`, `€0`."""
    shown = f"{abs(amount):,.0f}"
    return f"{_sign(amount, shown)}{currency}{shown}"


def units(amount: float) -> str:
    """`1,240`."""
    shown = f"{abs(amount):,.0f}"
    return f"{_minus(amount, shown)}{shown}"


def change(amount: float, decimals: int = 0) -> str:
    """`+3`, `−1.5`, `0`."""
    shown = f"{abs(amount):,.{decimals}f}"
    return f"{_sign(amount, shown)}{shown}"


def share(part: float) -> str:
    """`87 %`; with one decimal below five per cent: `0.7 %`."""
    per_cent = 100.0 * part
    shown = f"{abs(per_cent):.1f}".removesuffix(".0") if abs(per_cent) < 4.95 else f"{abs(per_cent):.0f}"
    return f"{_minus(per_cent, shown)}{shown}{HARD}%"


def percent(part: float) -> str:
    """A share in a column or on an axis, where room is short: `87%`."""
    return share(part).replace(HARD, "")


def arrow(now: float, before: float, decimals: int = 0) -> str:
    """A change by its way and amount: `▲ 3`, `▼ 1.2`, `=`."""
    shown = f"{abs(now - before):,.{decimals}f}"
    if not shown.strip("0.,"):
        return "="
    return f"{_way(now - before)} {shown}"


def arrow_share(now: float, before: float) -> str:
    """A change by its way and share: `▲ 3%`, `▼ 12%`, `=`; `new` where there was nothing."""
    if before == 0.0:
        return "=" if now == 0.0 else "new"
    moved = now / before - 1.0
    return "=" if abs(moved) < 0.005 else f"{_way(moved)} {min(999.0, abs(100.0 * moved)):.0f}%"


def spaced(text: str) -> str:
    """A sentence in which every share is written as on the rest of the page."""
    return re.sub(r"(?<=\d)%", f"{HARD}%", text)


def tight(text: str) -> str:
    """A sentence in which every share is written as in a column, for a screen that breaks its lines at hard spaces."""
    return text.replace(f"{HARD}%", "%")


def without_figures(text: str) -> str:
    """A sentence without its figures: what is left is the same when it only counts something else."""
    return re.sub(r"[\d.,]+", "", text)


def days(count: float) -> str:
    """`3 days`, `1 day`, `2.6 days`, `−0.3 days`."""
    shown = f"{abs(count):.1f}".removesuffix(".0")
    return f"{_minus(count, shown)}{shown}{HARD}{'day' if shown == '1' else 'days'}"


def points(count: float) -> str:
    """`66`: satisfaction or a scorecard, of 100."""
    return f"{count:.0f}"


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
        whole = of == round(of) and (of == 0 or abs(of) >= 100)
        return money(of, currency) if whole else price(of, currency)
    if unit == "share":
        return percent(of) if tight else share(of)
    if unit == "days":
        return days(of)
    shown = f"{of:,.1f}".removesuffix(".0")
    return f"{shown}{HARD}{_noun(unit, shown)}" if unit and not tight else shown


def measure(amount: float, unit: str, currency: str, tight: bool = False) -> str:
    """A figure that an explanation gives, in its unit: money, units, hours, people, months, share, days, points, ..."""
    if unit == "money":
        return money(amount, currency) if abs(amount) >= 100 or amount == 0 else price(amount, currency)
    if unit in ("units", "hours", "people", "months"):
        shown = units(amount) if abs(amount) >= 10 or unit == "units" else change(amount, 1).lstrip("+")
        return f"{shown}{HARD}hours" if unit == "hours" and not tight else shown
    if unit == "share":
        return percent(amount) if tight else share(amount)
    if unit == "days":
        return days(amount)
    return (f"{amount:.1f}" if unit == "points" else f"{amount:.3g}").replace("-", MINUS)


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`; nothing of nothing."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _noun(unit: str, shown: str) -> str:
    if unit == "people":
        return "person" if shown == "1" else "people"
    return unit.removesuffix("s") if shown == "1" else unit


def _way(moved: float) -> str:
    return "▲" if moved > 0.0 else "▼"


def _minus(amount: float, shown: str) -> str:
    return MINUS if amount < 0 and shown.strip("0.,") else ""


def _sign(amount: float, shown: str) -> str:
    if not shown.strip("0.,"):
        return ""
    return MINUS if amount < 0 else "+"
