"""How figures are written on a screen: short, with their unit, a minus that is a minus, and no `−0`."""

from __future__ import annotations

from typing import TypeAlias

Value: TypeAlias = float | str | bool

HARD = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
SWITCH = ("off", "on")


def money(amount: float, currency: str) -> str:
    """`€12,340`, `−€1,200`."""
    shown = f"{abs(amount):,.0f}"
    return f"{MINUS if amount < 0 and shown != '0' else ''}{currency}{shown}"


def price(amount: float, currency: str) -> str:
    """`€10.50`."""
    return f"{MINUS if amount < 0 else ''}{currency}{abs(amount):,.2f}"


def change_of_money(amount: float, currency: str) -> str:
    """`+€4,100`, `−€5,900`, `€0`."""
    shown = money(amount, currency)
    return f"+{shown}" if amount > 0 and f"{amount:.0f}" != "0" else shown


def units(amount: float) -> str:
    """`1,240`."""
    shown = f"{abs(amount):,.0f}"
    return f"{MINUS if amount < 0 and shown != '0' else ''}{shown}"


def share(part: float) -> str:
    """`87%`; with one decimal below five per cent: `0.7%`."""
    per_cent = 100.0 * part
    shown = f"{abs(per_cent):.1f}".removesuffix(".0") if abs(per_cent) < 4.95 else f"{abs(per_cent):.0f}"
    return f"{MINUS if per_cent < 0 and shown.strip('0.') else ''}{shown}%"


def days(count: float) -> str:
    """`3 days`, `1 day`, `2.6 days`."""
    shown = f"{count:.1f}".removesuffix(".0")
    return f"{shown}{HARD}{'day' if shown == '1' else 'days'}"


def change_of(now: float, before: float) -> str:
    """A change against last month by sign and share: `▲ 3%`, `▼ 12%`, `=`."""
    if before == 0.0:
        return "=" if now == 0.0 else "new"
    moved = now / before - 1.0
    if abs(moved) < 0.005:
        return "="
    return f"{'▲' if moved > 0 else '▼'} {min(999.0, abs(100.0 * moved)):.0f}%"


def moved(now: float, before: float, decimals: int = 0) -> str:
    """A change against last month by sign and amount: `▲ 3`, `▼ 1.2`, `=`."""
    shown = f"{abs(now - before):,.{decimals}f}"
    if not shown.strip("0.,"):
        return "="
    return f"{'▲' if now > before else '▼'} {shown}"


def value(of: Value, unit: str, currency: str) -> str:
    """A setting's value in its own unit."""
    if isinstance(of, bool):
        return SWITCH[of]
    if isinstance(of, str):
        return of.replace("-", " ")
    if unit == "money":
        return money(of, currency) if of == round(of) and abs(of) >= 100 else price(of, currency)
    if unit == "share":
        return share(of)
    if unit == "days":
        return days(of)
    return f"{of:,.1f}".removesuffix(".0")


def listed(words: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""
