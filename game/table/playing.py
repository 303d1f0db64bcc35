"""The one way on for a table: a move is checked, handed to what knows its kind, and gives the table after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from game.doors.text import quoted
from game.refusal import Refusal
from game.rules.levers import SEATS, Seat, other
from game.table.moves import (
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
from game.table.planning import filled, overspent, plan_waits
from game.table.revealing import reveal
from game.table.steering import steer, turned
from game.table.structure import FACILITATOR, SAYS, Author, Phase, after
from game.table.survey import surveying
from game.table.survey.moves import SurveyMove
from game.table.table import Table
from game.table.talk import agreeing, requesting, talking
from game.table.wording import refuse, text_problem


def play(table: Table, move: Move | TableMove, by: Author = FACILITATOR, at: str = "") -> Table:
    """The table after a move. When both seats have committed, the month plays out and the next round opens.

    Args:
        table: as it is.
        move: of a seat, or of the table itself.
        by: who makes a move of the table.
        at: when that was, UTC in ISO 8601; "" = nobody keeps the time.

    Raises:
        Refusal: when the move is not allowed now, with what to do instead.
    """
    if isinstance(move, TableMove):
        return steer(table, move, by, at)
    if move.seat not in SEATS:
        raise Refusal(f"expected a seat, marketing or distribution: {quoted(move.seat)}")
    if table.paused is not None:
        why = f": {table.paused.rstrip('.')}" if table.paused else ""
        raise refuse(move.seat, table.shown_round, f"the table is paused{why}. Wait until it goes on.")
    if isinstance(move, KeepLine):
        return _keep_line(table, move)
    if isinstance(move, SurveyMove):
        return surveying.survey(table, move)
    if table.over:
        raise refuse(move.seat, table.rounds, "the season is over. You can still keep a line about it.")
    closed = surveying.closed_by_debrief(table, move.seat)
    if closed:
        raise refuse(move.seat, table.round, closed)
    if type(move) not in _HANDLERS:
        raise Refusal(f"expected a move of game.table.moves: {quoted(move)}")
    return _HANDLERS[type(move)](table, move)


def _ready(table: Table, move: Ready) -> Table:
    at = table.play_now.at[move.seat]
    if at in ("plan", "committed"):
        hint = "commit your plan." if at == "plan" else "your plan is committed."
        raise refuse(move.seat, table.round, f"there is no phase to go on to: {hint}")
    return replace(table, play_now=table.play_now.moved(move.seat, after(table.structure, at)))


def _commit(table: Table, move: Commit) -> Table:
    seat, now = move.seat, table.play_now
    if seat in now.commits:
        raise refuse(seat, table.round, "your plan is committed already. Take it back first to change it.")
    if plan_waits(table, seat):
        raise refuse(seat, table.round, f"{other(seat)} has not left the talk yet: your plan can wait until then.")
    problem = text_problem(move.why, "the reason")
    if problem:
        raise refuse(seat, table.round, problem)
    plan = filled(table, seat, move.plan)
    too_much = overspent(table, seat, plan)
    if too_much:
        raise too_much
    kept = Commit(seat, MappingProxyType(plan), move.why)
    handed_back = {one: reason for one, reason in now.handed_back.items() if one != seat}
    now = replace(
        now,
        commits=MappingProxyType({**now.commits, seat: kept}),
        handed_back=MappingProxyType(handed_back),
    ).moved(seat, "committed")
    table = replace(table, play_now=now)
    return turned(reveal(table)) if len(now.commits) == len(SEATS) else table


def _uncommit(table: Table, move: Uncommit) -> Table:
    seat, now = move.seat, table.play_now
    if seat not in now.commits:
        played = bool(table.history) and not now.commits
        hint = " Last month's has been played." if played else f" {SAYS[now.at[seat]]}"
        raise refuse(seat, table.round, f"there is no committed plan to take back.{hint}")
    commits = {one: commit for one, commit in now.commits.items() if one != seat}
    at: dict[Seat, Phase] = {**now.at, seat: "plan"}
    return replace(table, play_now=replace(now, commits=MappingProxyType(commits), at=MappingProxyType(at)))


def _keep_line(table: Table, move: KeepLine) -> Table:
    if not table.history:
        raise refuse(
            move.seat, table.round, "no month has been revealed yet, so there is nothing to keep a line about."
        )
    problem = text_problem(move.text, "the line", needed=True)
    if problem:
        raise refuse(move.seat, table.history[-1].round, problem)
    last = table.history[-1]
    kept_by = MappingProxyType({**last.kept_by, move.seat: table.holders[move.seat]})
    last = replace(last, lines=MappingProxyType({**last.lines, move.seat: move.text}), kept_by=kept_by)
    return replace(table, history=(*table.history[:-1], last))


_HANDLERS: Final[Mapping[type[Move], Callable[[Table, Any], Table]]] = MappingProxyType(
    {
        Predict: talking.predict,
        Ask: talking.ask,
        Answer: talking.answer,
        Say: talking.say,
        RequestSetting: requesting.request,
        Reply: requesting.reply,
        Propose: agreeing.propose,
        Sign: agreeing.sign,
        Decline: agreeing.decline,
        Withdraw: agreeing.withdraw,
        Ready: _ready,
        Commit: _commit,
        Uncommit: _uncommit,
    }
)
