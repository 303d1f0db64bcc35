"""Moves that a seat may send, or that somebody wrote into a record: most of them nearly right."""

from __future__ import annotations

import random
from contextlib import suppress
from typing import Any

from game.refusal import Refusal
from game.rules.levers import SEATS, Value, other
from game.table.moves import (
    MOVES,
    Answer,
    Ask,
    Commit,
    Decline,
    KeepLine,
    Move,
    Predict,
    Propose,
    Ready,
    Reply,
    RequestSetting,
    Say,
    Sign,
    TableMove,
    Uncommit,
    Withdraw,
)
from game.table.planning import sheet_of
from game.table.table import Table
from game.table.written import parse_move
from tests.fuzz.spoiling import RUBBISH, STRANGE

NUMBERS = (0, 1, -1, 2, 10**9, 10**400, -(10**400), 0.5, 1e300, float("nan"), float("inf"), -0.0, True)
TEXTS = (
    "", "it fits", " ", "x" * 140, "x" * 5000, "\x1b]52;c;aGk=\x07", "two\nlines", "\u202eabc", "日本語" * 40, "🧑‍🍳",
    "'" * 3, '"' * 3, "\\", "\ud800", "a\tb",
)  # fmt: skip
WORDS = ("", "is", "at-least", "at-most", "yes", "no", "offer", "YES", "R1", "R2", "P1", "R99", "x" * 500, "all", "of")


def any_move(table: Table, dice: random.Random, right: bool = False) -> Move | TableMove:
    """A move of any kind; with `right` one that has something to do with what lies on the table.

    Args:
        table: where it is to be played.
        dice: what decides.
        right: leave rubbish out.
    """
    odd = 0.0 if right else 0.2

    def pick(*good: Any, bad: tuple[Any, ...] = WORDS) -> Any:
        return dice.choice(bad) if not good or dice.random() < odd else dice.choice(good)

    seat, now = dice.choice(SEATS), table.play_now
    settings = sheet_of(table, other(seat)) or table.scenario.sheet.settings
    setting = dice.choice(table.scenario.sheet.settings if dice.random() < odd else settings)

    def value() -> Value:
        found: Value
        if setting.lever.kind == "number":
            low, high = setting.low, setting.high
            found = pick(low, high, (low + high) / 2, low + (high - low) * dice.random(), bad=(*NUMBERS, low - 1, "x"))
        else:
            good = (True, False) if setting.lever.kind == "switch" else setting.choices
            found = pick(*good, bad=(*NUMBERS, *TEXTS))
        return found

    why = pick("", "it fits", "we must", bad=(*TEXTS, *RUBBISH))
    ids = [one.id for one in now.requests] + [one.id for one in now.proposals]
    open_ = [one.id for one in now.requests if one.status == "open"] or ids
    cards = list(table.deck.cards)
    waiting = [one.card for one in now.asked if one.answer is None] or cards
    items = ("all", "of", *table.world.products.keys, *table.world.markets.keys)
    about = pick(*items) + dice.choice(["", "", f"@{table.round}", f"@{dice.randrange(14)}", "@03", "@٣", "@"])
    told = {} if dice.random() < 0.4 else {about: pick(1900.0, 0.0, "none", bad=(*NUMBERS, *TEXTS))}
    key, month = pick(setting.key, bad=(*WORDS, *TEXTS)), pick(0, table.round, table.rounds, bad=(-1, 99, 10**400))
    joint = pick(*(one.key for one in sheet_of(table, "joint")), "lead.price")
    limit, id_ = pick("is", "is", "at-least", "at-most"), pick("", "", "", "R1", "R2", "R3")
    request = RequestSetting(seat, key, value(), limit, month, why, id_)
    reply = Reply(
        seat, pick(*open_), pick("yes", "no", "offer"), why or "no", pick("", value(), bad=(*NUMBERS, *TEXTS))
    )
    moves: tuple[Move, ...] = (
        *(request, request, request, request, reply, reply, reply, reply),
        Ask(seat, pick(*cards)),
        Answer(seat, pick(*waiting), why or "so it is", told),
        Say(seat, why),
        Propose(seat, {joint: pick(True, "joint", value())}, why, pick("", "", "P1", "R1")),
        Sign(seat, pick(*ids), why),
        Decline(seat, pick(*ids), why),
        Withdraw(seat, pick(*ids), why),
        Predict(seat, pick("floor", "stock"), setting.key, pick("up", "same", "down"), pick(1, 3, bad=NUMBERS)),
        Ready(seat),
        Ready(seat),
        Commit(seat, {} if dice.random() < 0.7 else {key: value()}, why),
        Uncommit(seat),
        KeepLine(seat, why),
    )
    move = dice.choice(moves)
    if dice.random() < odd / 4:
        written = {"move": name_of(move), **vars(move)}
        written[dice.choice([*written])] = dice.choice(STRANGE)
        with suppress(Refusal):
            return parse_move(written)  # as somebody wrote it into a record
    return move


def name_of(move: Move) -> str:
    """What a record calls a move of this kind."""
    return next(name for name, kind in MOVES.items() if type(move) is kind)
