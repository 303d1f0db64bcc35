"""Trend lines of a few signs: a column for each month."""

from __future__ import annotations

from collections.abc import Sequence

COLUMNS = "▁▂▃▄▅▆▇█"


def spark(values: Sequence[float]) -> str:
    """A column for each value; a flat line when they are all the same, nothing when there is only one."""
    if len(values) < 2:
        return ""
    low, high = min(values), max(values)
    if high - low <= 1e-9 * max(1.0, abs(high)):
        return COLUMNS[3] * len(values)
    return "".join(COLUMNS[round((value - low) / (high - low) * (len(COLUMNS) - 1))] for value in values)
