"""Requests: a setting that one seat asks the other to hold, the answers to it, and the word that a yes gives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final, get_args

from game.doors.text import quoted
from game.rules.levers import Plan, Seat, Setting, other
from game.rules.world import SOP
from game.table.month import InPlay
from game.table.moves import Limit, Propose, Reply, RequestSetting, Withdraw
from game.table.planning import plain, sheet_of
from game.table.seen.spoken import GivenWord, Requested, RequestStatus
from game.table.table import Table
from game.table.wording import near, refuse, text_problem

LIMITS: Final[tuple[Limit, ...]] = get_args(Limit)
SAYS: Final = ("yes", "no", "offer")
_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,19}")


def request(table: Table, move: RequestSetting) -> Table:
    """Ask the partner to hold a setting of its own."""
    seat, now = move.seat, table.play_now
    if table.structure.talk == "none":
        raise refuse(seat, table.round, "nobody talks at this table, so nothing can be requested: set your own levers.")
    if seat in now.commits:
        raise refuse(seat, table.round, "your plan is committed. Take it back first, then request.")
    month = move.month or table.round
    problem = _problem(table, move, month) or text_problem(move.why, "the reason")
    if problem:
        raise refuse(seat, table.round, problem)
    setting = _setting(table, other(seat), move.setting)
    asked = Requested(
        id=id_for(table, move, "R"),
        by=seat,
        round=table.round,
        key=move.setting,
        value=plain(setting, move.value),
        limit=next(limit for limit in LIMITS if limit == move.limit),
        month=month,
        why=move.why,
        waits=other(seat),
    )
    for one in now.requests:
        if one.status == "open" and (one.key, one.month, one.by) == (asked.key, month, seat):
            raise refuse(seat, table.round, f"'{one.id}' requests that already. Withdraw it to say it differently.")
    said = replace(move, id=asked.id, month=month, value=asked.value)
    now = replace(now, requests=(*now.requests, asked)).heard(said)
    return replace(table, play_now=now.moved(seat, "talk"))


def _problem(table: Table, move: RequestSetting, month: int) -> str | None:
    partner = other(move.seat)
    sheet = {setting.key: setting for setting in sheet_of(table, partner)}
    if move.setting not in sheet:
        known = table.scenario.sheet.find(move.setting)
        joint = known is not None and table.leads[known.lever.id] == "joint"
        hint = " Both sign it: propose it." if joint else near(move.setting, sheet)
        return f"expected a setting that {partner} decides: {quoted(move.setting)}.{hint}"
    if move.limit not in LIMITS:
        return f"expected one of {', '.join(LIMITS)} for how it is meant: {quoted(move.limit)}"
    setting = sheet[move.setting]
    if move.limit != "is" and setting.lever.kind != "number":
        return f"'{move.setting}' is no number: it is to be something, not at least or at most."
    if type(move.month) is not int or not table.round <= month <= table.rounds:
        return f"expected a month from {table.round} to {table.rounds} to hold it in: {quoted(move.month)}"
    if setting.lever.id == "promotion" and month == table.round and bool(table.state.initiatives[0, SOP]):
        return "this month's deals were fixed a month ago, in the calendar that both signed. Ask for next month's."
    return setting.problem(move.value)


def _setting(table: Table, seat: Seat, key: str) -> Setting:
    return next(setting for setting in sheet_of(table, seat) if setting.key == key)


def id_for(table: Table, move: RequestSetting | Propose, letter: str) -> str:
    """What is requested or proposed is called so: as it asks, or by the next number of its kind in the season.

    Args:
        table: where it is put forward.
        move: what is put forward.
        letter: before the number of what has no name of its own.

    Raises:
        Refusal: when something else of the season is called so, or that is no name.
    """
    now = table.play_now
    requests = {one.id for part in (*(month.requests for month in table.history), now.requests) for one in part}
    proposals = {one.id for part in (*(month.proposals for month in table.history), now.proposals) for one in part}
    taken = requests | proposals
    if not move.id:
        first = 1 + len(requests if isinstance(move, RequestSetting) else proposals)
        names = (f"{letter}{number}" for number in range(first, first + len(taken) + 1))
        return next(name for name in names if name not in taken)
    what = "request" if isinstance(move, RequestSetting) else "proposal"
    if not _ID.fullmatch(move.id):
        expected = f"expected 1 to 20 letters, digits and dashes for the id of a {what}"
        raise refuse(move.seat, table.round, f"{expected}: {quoted(move.id)}")
    if move.id in taken:
        is_one = "request" if move.id in requests else "proposal"
        raise refuse(move.seat, table.round, f"there is a {is_one} '{move.id}' already. Choose another id.")
    return move.id


def reply(table: Table, move: Reply) -> Table:
    """Say yes, no or something else to what waits for this seat."""
    seat, now = move.seat, table.play_now
    asked = _open(table, seat, move.id)
    if asked.waits != seat:
        raise refuse(seat, table.round, f"'{move.id}' waits for {asked.waits}'s answer. You can withdraw it.")
    if move.says not in SAYS:
        raise refuse(seat, table.round, f"expected one of {', '.join(SAYS)} for the reply: {quoted(move.says)}")
    problem = text_problem(move.why, "the reason", needed=move.says == "no")
    if problem:
        raise refuse(seat, table.round, problem)
    holder = other(asked.by)
    if asked.key not in {setting.key for setting in sheet_of(table, holder)}:
        raise refuse(seat, table.round, f"'{asked.key}' is no longer {holder}'s to decide, so nobody can give a word.")
    if move.says != "offer" and move.value != "":
        raise refuse(
            seat, table.round, f"a {move.says} names no value: leave it out, or offer it: {quoted(move.value)}"
        )
    if move.says == "yes":
        kept = replace(asked, status="given", answer=move.why)
        now = _with(now, kept).heard(move)
        for planned in now.commits if table.talk_first else ():
            reason = f"A word was given after your plan ('{asked.id}'), so it was handed back: look at it once more."
            now = now.handed_back_to(planned, reason)
        return replace(table, play_now=now)
    if move.says == "no":
        return _closed(table, asked, "declined", move)
    setting = _setting(table, holder, asked.key)
    problem = setting.problem(move.value)
    if problem:
        raise refuse(seat, table.round, problem)
    value = plain(setting, move.value)
    if value == (asked.value if asked.offered is None else asked.offered):
        raise refuse(seat, table.round, "that is what was asked for: say yes.")
    offered = replace(asked, offered=value, waits=other(seat), answer=move.why)
    return replace(table, play_now=_with(now, offered).heard(replace(move, value=value)))


def withdraw(table: Table, move: Withdraw) -> Table:
    """Take an own request back."""
    asked = _open(table, move.seat, move.id)
    if asked.by != move.seat:
        raise refuse(move.seat, table.round, f"'{move.id}' is your partner's: answer it.")
    problem = text_problem(move.why, "the reason")
    if problem:
        raise refuse(move.seat, table.round, problem)
    return _closed(table, asked, "withdrawn", move)


def _open(table: Table, seat: Seat, id_: str) -> Requested:
    requests = {one.id: one for one in table.play_now.requests}
    if id_ not in requests:
        open_ = [one.id for one in requests.values() if one.status == "open"]
        raise refuse(
            seat, table.round, f"there is no request {quoted(id_)} this month.{near(id_, open_) or ' None is open.'}"
        )
    if requests[id_].status != "open":
        raise refuse(seat, table.round, f"the request '{id_}' is {requests[id_].status} already.")
    return requests[id_]


def _closed(table: Table, asked: Requested, status: RequestStatus, move: Reply | Withdraw) -> Table:
    closed = replace(asked, status=status, answer=move.why)
    return replace(table, play_now=_with(table.play_now, closed).heard(move))


def _with(now: InPlay, changed: Requested) -> InPlay:
    return replace(now, requests=tuple(changed if one.id == changed.id else one for one in now.requests))


def lapsed_requests(now: InPlay) -> tuple[Requested, ...]:
    """The requests of a round as its reveal finds them: what is still open has lapsed."""
    return tuple(replace(one, status="lapsed") if one.status == "open" else one for one in now.requests)


def words_given(table: Table) -> tuple[GivenWord, ...]:
    """Every word that was given, all season, with what became of it; of two about the same, the later counts."""
    judged = {word.id: word for month in table.history for word in month.words}
    words: dict[tuple[str, int], GivenWord] = {}
    for requests in (*(month.requests for month in table.history), table.play_now.requests):
        for one in requests:
            if one.status == "given":
                words.pop((one.key, one.month), None)
                words[one.key, one.month] = judged.get(one.id) or _word(one)
    return tuple(words.values())


def _word(given: Requested) -> GivenWord:
    value = given.value if given.offered is None else given.offered
    return GivenWord(given.id, other(given.by), given.round, given.key, value, given.limit, given.month)


def judged_words(table: Table, values: Plan, deals: Mapping[str, str]) -> tuple[GivenWord, ...]:
    """The words that were to hold in the month that has just been played, and whether they did.

    Args:
        table: before its reveal.
        values: every setting as it was played.
        deals: in force in the month, by product: under a calendar these were planned the month before.
    """
    return tuple(_judged(table, one, values, deals) for one in words_given(table) if one.month == table.round)


def _judged(table: Table, word: GivenWord, values: Plan, deals: Mapping[str, str]) -> GivenWord:
    lever, _, item = word.key.partition(".")
    if table.leads.get(lever) != word.by:
        return word  # it was no longer its holder's to keep
    played = deals.get(item, "none") if lever == "promotion" else values[word.key]
    return replace(word, kept=word.is_kept_by(played), played=played)
