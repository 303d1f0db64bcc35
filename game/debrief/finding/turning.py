"""Turning points, what was well chosen, and what a message would have been worth."""

from __future__ import annotations

from collections.abc import Iterator

from game.debrief.case import Case
from game.debrief.evidence import LEVER_THEMES, Evidence, Theme


def found(case: Case) -> Iterator[Evidence]:
    """The largest swings, the best choice, and the dearest message."""
    for point in case.review.turning_points:
        yield Evidence(
            f"turning-point.{point.round}.{point.key}", "turning-point", theme_of(point.key), point.money, "money",
            case.words.money(point.money), point.sentence, (point.round,),
            weight=min(1.0, 0.45 + 4.0 * point.money / case.scale),
        )  # fmt: skip
    for point in case.review.well_chosen:
        yield Evidence(
            f"well-chosen.{point.round}.{point.key}", "well-chosen", theme_of(point.key), -point.money, "money",
            case.words.money(-point.money), f"Well chosen: {point.sentence}", (point.round,),
            weight=min(0.8, 0.3 + 2.0 * -point.money / case.scale),
        )  # fmt: skip
    message = case.review.message
    if message and message.cents > 0:
        yield Evidence(
            f"message.{message.round}.{message.key}", "message", "asking", message.money, "money",
            case.words.money(message.money), message.sentence, (message.round,),
            weight=min(0.95, 0.5 + 5.0 * message.money / case.scale),
        )  # fmt: skip


def theme_of(key: str) -> Theme:
    """The thread that a setting belongs to."""
    return LEVER_THEMES[key.partition(".")[0]]
