"""How figures are written on a screen where room is short: shares, changes against last month, settings."""

from __future__ import annotations

from game import figures
from game.rules.levers import Value

SWITCH = ("off", "on")


def share(part: float) -> str:
    """`87%`; with one decimal below five per cent: `0.7%`."""
    return figures.share(part).replace(figures.HARD, "")


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
        whole = of == round(of) and abs(of) >= 100
        return figures.money(of, currency) if whole else figures.price(of, currency)
    if unit == "share":
        return share(of)
    if unit == "days":
        return figures.days(of)
    return f"{of:,.1f}".removesuffix(".0")
