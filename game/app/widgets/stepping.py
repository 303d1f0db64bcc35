"""Numbers on a sheet: steps, bounds, what was typed, and how a change and a range are drawn."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor

GAUGE = 13  # cells of a drawn range


def nearest(value: float, low: float, high: float) -> float:
    """The value within its bounds."""
    return min(high, max(low, value))


def stepped(value: float, steps: int, low: float, high: float, step: float) -> float:
    """Some steps on, on the grid that starts at the least; between two steps the first step goes to the next one."""
    if step <= 0.0:
        return value
    at = (value - low) / step
    if abs(at - round(at)) < 1e-6:
        at = float(round(at))
    found = (floor(at) if steps > 0 else ceil(at)) + steps
    return nearest(round(low + found * step, 6), low, high)


def mark(
    usual: float | str | bool, value: float | str | bool, say: Callable[[float | str | bool], str], full: bool = True
) -> str:
    """What changed, by a sign and in words: `▲ was €8.00`, in short `▲ €8.00`; "" when nothing did."""
    if value == usual:
        return ""
    if isinstance(value, str | bool) or isinstance(usual, str | bool):
        return f"◆ {'was ' if full else ''}{say(usual)}"
    return f"{'▲' if value > usual else '▼'} {'was ' if full else ''}{say(usual)}"


def gauge(value: float, usual: float, low: float, high: float) -> str:
    """A range with the value in it, and where it was before: `├──┼──●─────┤`."""
    if high <= low:
        return ""
    cells = ["─"] * GAUGE
    cells[_cell(usual, low, high)] = "┼"
    cells[_cell(value, low, high)] = "●"
    return f"├{''.join(cells)}┤"


def _cell(value: float, low: float, high: float) -> int:
    return round((nearest(value, low, high) - low) / (high - low) * (GAUGE - 1))
