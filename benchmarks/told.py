"""How a benchmark says what it measured: the figure, what we want it to be, and the ratio of the two."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def told(what: str, figure: str, goal: str = "", ratio: float | None = None) -> None:
    """Print one line; `ratio` is how many times as good as the goal (1 = just met)."""
    met = "" if ratio is None else f"{ratio:.2f}x the goal" if ratio >= 1.0 else f"{ratio:.2f}x the goal: MISSED"
    print(f"{what:<58} {figure:>18}   {'goal ' + goal if goal else '':<24} {met}".rstrip(), flush=True)


def timed(work: Callable[[], object], times: int) -> list[float]:
    """Seconds of processor time of each of `times` runs, smallest first: what other programs take is not counted."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return sorted(spent)


def percentile(values: list[float], share: float) -> float:
    """The value that this share of the sorted values does not exceed."""
    return values[min(len(values) - 1, int(share * len(values)))]


def middle(values: list[float]) -> float:
    """The median."""
    return statistics.median(values)
