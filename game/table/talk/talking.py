"""Reading and asking: predictions, question cards, answers and free words."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from game.doors.text import quoted
from game.rules.levers import Seat, Setting, other
from game.table.moves import Answer, Ask, Predict, Say
from game.table.planning import sheet_of
from game.table.seen.observation import Card
from game.table.seen.readings import CONSTRAINTS, answers
from game.table.structure import after
from game.table.table import Table
from game.table.talk.hearsay import values_problem
from game.table.talk.questions import PER_ROUND
from game.table.wording import near, refuse, text_problem


def predict(table: Table, move: Predict) -> Table:
    """Keep a private prediction of the partner."""
    seat, now = move.seat, table.play_now
    if now.at[seat] != "read":
        raise refuse(seat, table.round, "a prediction comes first in a month: this month's time for it is over.")
    problem = _prediction_problem(table, move)
    if problem:
        raise refuse(seat, table.round, problem)
    now = replace(now, predictions=MappingProxyType({**now.predictions, seat: move}))
    return replace(table, play_now=now.moved(seat, after(table.structure, "read")))


def _prediction_problem(table: Table, move: Predict) -> str | None:
    partner = other(move.seat)
    known = [constraint.key for constraint in CONSTRAINTS[partner]]
    if not move.constraint and not move.expects:
        return f"expected one of {partner}'s constraints, what it does with {move.lever}, or both; given neither."
    if move.constraint and move.constraint not in known:
        return f"expected one of {partner}'s constraints: {quoted(move.constraint)}.{near(move.constraint, known)}"
    sheet = {setting.key: setting for setting in sheet_of(table, partner)}
    if move.lever not in sheet:
        return f"expected a setting that {partner} leads: {quoted(move.lever)}.{near(move.lever, sheet)}"
    known = list(answers(sheet[move.lever]))
    if move.expects and move.expects not in known:
        return f"expected one of {', '.join(known)} for {move.lever}: {quoted(move.expects)}"
    if isinstance(move.confidence, bool) or move.confidence not in (0, 1, 2, 3, 4, 5):
        return (
            "expected 1 (a guess) to 5 (certain) for the confidence, or 0 where nothing is said of it: "
            f"{quoted(move.confidence)}"
        )
    return None


def setting_to_read(table: Table, seat: Seat) -> Setting | None:
    """The partner's setting that the table asks about this month: another one each month."""
    sheet = sheet_of(table, other(seat))
    return sheet[(table.seed + 5 * (table.round - 1)) % len(sheet)] if sheet else None


def playable(table: Table, seat: Seat) -> tuple[Card, ...]:
    """The cards that there is a point in playing now: not of a decision that is the seat's own, but for a launch."""
    if table.over or _why_no_card(table, seat):
        return ()
    played, about = _played(table, seat), table.deck.levers
    own = {lever for lever, lead in table.leads.items() if lead == seat and lever != "launch"}
    return tuple(card for card in table.deck.of(seat) if card.key not in played and about.get(card.key) not in own)


def ask(table: Table, move: Ask) -> Table:
    """Play a question card."""
    seat, now = move.seat, table.play_now
    why = _why_no_card(table, seat)
    if why:
        raise refuse(seat, table.round, why)
    if move.card in _played(table, seat):
        raise refuse(seat, table.round, f"you have played '{move.card}' this month already. Play another.")
    known = [card.key for card in table.deck.of(seat)]
    if move.card not in known:
        raise refuse(seat, table.round, f"there is no card {quoted(move.card)} for {seat}.{near(move.card, known)}")
    return replace(table, play_now=now.heard(move).moved(seat, "talk"))


def _played(table: Table, seat: Seat) -> list[str]:
    return [asked.card for asked in table.play_now.asked if asked.by == seat]


def _why_no_card(table: Table, seat: Seat) -> str:
    """Why a seat can play none of its cards now; "" = it can."""
    if table.structure.talk == "none":
        return "nobody talks at this table: no card can be played."
    if seat in table.play_now.commits:
        return "your plan is committed. Take it back first, then ask."
    if table.structure.talk == "cards" and len(_played(table, seat)) >= PER_ROUND:
        return f"{PER_ROUND} cards a month may be played, and you have played yours."
    return ""


def answer(table: Table, move: Answer) -> Table:
    """Answer a card that the partner has played."""
    seat, now = move.seat, table.play_now
    open_ = [asked.card for asked in now.asked if asked.by != seat and asked.answer is None]
    if move.card not in open_:
        hint = near(move.card, open_) or " Nothing is waiting for your answer."
        raise refuse(seat, table.round, f"{quoted(move.card)} is not a question that waits for you.{hint}")
    problem = text_problem(move.text, "the answer", needed=True) or values_problem(table, move)
    if problem:
        raise refuse(seat, table.round, problem)
    return replace(table, play_now=now.heard(replace(move, values=MappingProxyType(dict(move.values)))))


def say(table: Table, move: Say) -> Table:
    """Say something freely."""
    seat = move.seat
    if table.structure.talk != "open":
        hint = "play a question card instead." if table.structure.talk == "cards" else "set your own levers."
        raise refuse(seat, table.round, f"talk is not open at this table: {hint}")
    problem = text_problem(move.text, "what you say", needed=True)
    if problem:
        raise refuse(seat, table.round, problem)
    return replace(table, play_now=table.play_now.heard(move))
