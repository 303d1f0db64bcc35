"""Turning points, what was well chosen, and what a message would have been worth."""

from __future__ import annotations

from collections.abc import Iterator

from game.debrief.case import Case
from game.debrief.evidence import LEVER_THEMES, Evidence, Theme
from game.debrief.naming import capital, led
from game.lab.message import Message, Worth
from game.lab.turning import Swing

MOST, WELL = 6, 4
EACH = 2
"""Turning points that one thread may have, so that six of one price do not fill the page."""


def found(case: Case) -> Iterator[Evidence]:
    """The largest swings, the best choices, and the dearest messages."""
    scale = max(1.0, abs(case.joint), case.against.alignment.best if case.against else 0.0)
    for swing in spread(case.turning, MOST):
        yield _turning(case, swing, scale)
    for swing in spread(case.kept, WELL):
        yield _kept(case, swing, scale)
    for worth in case.messages:
        if worth.cents > 0:
            yield _message(case, worth, scale)


def spread(swings: tuple[Swing, ...], most: int) -> list[Swing]:
    """The largest swings, one for each setting and at most two for each thread."""
    kept: list[Swing] = []
    for swing in swings:
        alike = [one for one in kept if theme_of(one.key) == theme_of(swing.key)]
        if len(kept) < most and len(alike) < EACH and swing.key not in [one.key for one in kept]:
            kept.append(swing)
    return kept


def theme_of(key: str) -> Theme:
    """The thread that a setting belongs to."""
    return LEVER_THEMES[key.partition(".")[0]]


def _turning(case: Case, swing: Swing, scale: float) -> Evidence:
    words, more = case.words, case.words.money(swing.money)
    sentence = (
        f"In {words.month(swing.round)} {words.chosen(swing.key, swing.chosen)} ({led(swing.lead)}). "
        f"{words.instead(swing.key, swing.other)}, all else as it was played, the season would have been worth "
        f"{more} more."
    )
    return Evidence(
        f"turning-point.{swing.round}.{swing.key}", "turning-point", theme_of(swing.key), swing.money, "money", more,
        sentence, (swing.round,), weight=min(1.0, 0.45 + 4.0 * swing.money / scale),
    )  # fmt: skip


def _kept(case: Case, swing: Swing, scale: float) -> Evidence:
    words, saved = case.words, case.words.money(-swing.money)
    sentence = (
        f"Well chosen: in {words.month(swing.round)} {words.chosen(swing.key, swing.chosen)} ({led(swing.lead)}). "
        f"{capital(words.instead(swing.key, swing.other))}, all else as it was played, the season would have "
        f"been worth {saved} less."
    )
    return Evidence(
        f"well-chosen.{swing.round}.{swing.key}", "well-chosen", theme_of(swing.key), -swing.money, "money", saved,
        sentence, (swing.round,), weight=min(0.8, 0.3 + 2.0 * -swing.money / scale),
    )  # fmt: skip


def _message(case: Case, worth: Worth, scale: float) -> Evidence:
    words, message = case.words, worth.message
    money = words.money(worth.cents / 100.0)
    sentence = (
        f"{_news(case, message)} Had {message.receiver} known in {words.month(message.told)} and planned with it, the "
        f"season would have been worth {money} more."
    )
    return Evidence(
        f"message.{message.round}.{message.kind}.{message.item}", "message", "asking", worth.cents / 100.0, "money",
        money, sentence, (message.told, message.round) if message.told != message.round else (message.round,),
        weight=min(0.95, 0.5 + 5.0 * worth.cents / 100.0 / scale),
    )  # fmt: skip


def _news(case: Case, message: Message) -> str:
    item, month = case.words.item(message.item), case.words.month(message.round)
    return {
        "promotion": f"The deal on {item} in {month} was marketing's own plan until that month.",
        "launch": f"The launch of {item} in {month} was marketing's own plan until that month.",
        "entry": f"Entering {item} in {month} was marketing's own plan until that month.",
        "late-inbound": f"In {month} a delivery of {item} from the supplier came late, and only distribution saw it.",
    }[message.kind]
