"""What has been said at a table, in the order it was said, and what was told in figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from game.doors.text import quoted
from game.rules.levers import Plan, Seat, other
from game.table.moves import (
    Answer,
    Ask,
    Decline,
    Limit,
    Propose,
    Reply,
    RequestSetting,
    Say,
    Sign,
    TalkMove,
    Withdraw,
)
from game.table.seen.spoken import Entry, EntryKind, Heard
from game.table.table import Table
from game.table.wording import near

ALL: Final = "all"
"""What a figure is about that is about no single product or market."""
OF: Final = "of"
"""The whole that a figure is a part of: hours left, of so many."""
MOST: Final = 1e9
"""Most that a figure told may be."""
_ABOUT: Final = re.compile(r"([a-z0-9-]+)(?:@(\d{1,2}))?")


def values_problem(table: Table, move: Answer) -> str | None:
    """What is wrong with the figures of an answer, in one sentence, or None."""
    kind = table.deck.cards[move.card].answer
    if kind == "words" and move.values:
        return f"'{move.card}' is answered in words, without figures."
    world, depths = table.world, _depths(table)
    items = (ALL, OF, *world.products.keys, *world.markets.keys)
    for about, value in move.values.items():
        found = _ABOUT.fullmatch(about)
        if found is None or found[1] not in items:
            return f"expected a product, a market or 'all' to tell something of: {quoted(about)}.{near(about, items)}"
        if found[2] and not table.round <= int(found[2]) <= table.rounds:
            return f"expected a month from {table.round} to {table.rounds} to tell something of: {found[2]}."
        if kind == "deal" and found[1] != OF:
            if value not in depths:
                return f"expected one of {', '.join(depths)} for a deal: {quoted(value)}."
        elif isinstance(value, bool | str) or not 0.0 <= value <= MOST:
            return f"expected a number from 0 on for {about}: {quoted(value)}."
    return None


def _depths(table: Table) -> tuple[str, ...]:
    return next((one.choices for one in table.scenario.sheet.settings if one.lever.id == "promotion"), ("none",))


def entries(table: Table) -> tuple[Entry, ...]:
    """All that was said, all season."""
    return tuple(
        _entry(table, move, round_, number)
        for round_, talk in _talks(table)
        for number, move in enumerate(talk, start=1)
    )


def _talks(table: Table) -> Iterator[tuple[int, tuple[TalkMove, ...]]]:
    for month in table.history:
        yield month.round, month.talk
    if not table.over:
        yield table.round, table.play_now.talk


def _entry(table: Table, move: TalkMove, round_: int, number: int) -> Entry:
    cards = table.deck.cards

    def entry(kind: EntryKind, about: str, text: str, values: Plan | None = None) -> Entry:
        return Entry(round_, number, move.seat, kind, about, text, dict(values or {}))

    match move:
        case Ask(_, card):
            return entry("ask", card, cards[card].asks)
        case Answer(_, card, words, told):
            return replace(entry("answer", card, words, told), measure=cards[card].answer)
        case Say(_, words):
            return entry("say", "", words)
        case RequestSetting(_, key, value, limit, month, why, id_):
            meant: Limit = "at-least" if limit == "at-least" else "at-most" if limit == "at-most" else "is"
            return replace(entry("request", id_, why, {key: value}), limit=meant, month=month)
        case Reply(_, id_, says, why, value):
            kind: EntryKind = "yes" if says == "yes" else "no" if says == "no" else "offer"
            return entry(kind, id_, why, {_key(table, id_): value} if kind == "offer" else None)
        case Propose(_, settings, why, id_):
            return entry("propose", id_, why, settings)
        case Sign(_, id_, why):
            return entry("sign", id_, why)
        case Decline(_, id_, why):
            return entry("decline", id_, why)
        case Withdraw(_, id_, why):
            return entry("withdraw", id_, why)


def _key(table: Table, id_: str) -> str:
    """The setting that a request of this season is about."""
    asked = (one for month in table.history for one in month.requests)
    return next(one.key for one in (*asked, *table.play_now.requests) if one.id == id_)


def heard_by(table: Table, seat: Seat) -> tuple[Heard, ...]:
    """The figures that a seat has heard from the other, the oldest first."""
    return tuple(
        heard
        for round_, talk in _talks(table)
        for move in talk
        if isinstance(move, Answer) and move.seat == other(seat)
        for heard in _heard(table, move, round_)
    )


def _heard(table: Table, move: Answer, round_: int) -> Iterator[Heard]:
    kind, whole = table.deck.cards[move.card].answer, move.values.get(OF, 0.0)
    for about, value in move.values.items():
        item, _, month = about.partition("@")
        if item == OF:
            continue
        of = 0.0 if isinstance(whole, str) else float(whole)
        yield Heard(round_, move.card, kind, "" if item == ALL else item, value, int(month or round_), of)
