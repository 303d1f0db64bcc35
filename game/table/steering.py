"""Moves of the table itself: it is paused, gets news or another structure, changes hands, is debriefed and ends."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Final

import numpy as np

from game.doors.text import quoted
from game.refusal import Refusal
from game.rules.levers import SEATS
from game.rules.prepared import prepared
from game.rules.state import State
from game.rules.world import SOP
from game.table.month import InPlay
from game.table.moves import (
    ChangeStructure,
    EndSeason,
    GoOn,
    HandOver,
    InjectEvent,
    OpenDebriefForAll,
    Pause,
    TableMove,
)
from game.table.seen.facts import facts_of
from game.table.structure import (
    Author,
    Structure,
    check_grants,
    given_initiatives,
    holder_problem,
    leads_for,
    world_for,
)
from game.table.table import Intervention, Table
from game.table.wording import text_problem

OVER: Final = "the season is over."


def steer(table: Table, move: TableMove, by: Author, at: str) -> Table:
    """The table after a move of its own.

    Args:
        table: as it is.
        move: what is done with it.
        by: who does it.
        at: when, UTC in ISO 8601; "" = nobody keeps the time.

    Raises:
        Refusal: when it cannot be done now.
    """
    match move:
        case Pause():
            after = _pause(table, move)
        case GoOn():
            after = _go_on(table)
        case InjectEvent():
            after = _inject(table, move)
        case ChangeStructure():
            after = _change_structure(table, move.structure)
        case HandOver():
            after = _hand_over(table, move)
        case OpenDebriefForAll():
            after = _open_debrief(table)
        case EndSeason():
            after = _end(table, move)
    kept = Intervention(table.shown_round, move, by, at)
    return replace(after, interventions=(*table.interventions, kept))


def _refuse(table: Table, message: str) -> Refusal:
    return Refusal(f"the table, round {table.shown_round}: {message}")


def _checked(table: Table, text: str, what: str) -> str:
    problem = text_problem(text, what)
    if problem:
        raise _refuse(table, problem)
    return text


def _pause(table: Table, move: Pause) -> Table:
    if table.over:
        raise _refuse(table, f"{OVER} There is nothing to pause.")
    if table.paused is not None:
        raise _refuse(table, "it is paused already.")
    return replace(table, paused=_checked(table, move.why, "why it is paused"))


def _go_on(table: Table) -> Table:
    if table.paused is None:
        raise _refuse(table, "it is not paused, so there is nothing to go on from.")
    return replace(table, paused=None)


def _inject(table: Table, move: InjectEvent) -> Table:
    """An event of this month: whoever has committed to it plans again, with the news."""
    if table.over:
        raise _refuse(table, f"{OVER} No news reaches it any more.")
    if any(event.card == move.card for event in table.scenario.news(table.round)):
        raise _refuse(table, f"'{move.card}' is in the news of this month already.")
    try:
        scenario = table.scenario.with_event(move.card, table.round, move.product or None, move.market or None)
    except Refusal as refusal:
        raise _refuse(table, refusal.message) from None
    reason = f"News has come, “{scenario.cards[move.card].title}”, so your plan was handed back."
    now = table.play_now
    for seat in now.commits:
        now = now.handed_back_to(seat, reason)
    return replace(
        table, scenario=scenario, ready=prepared(replace(scenario.world, costs=table.world.costs)), play_now=now
    )


def _change_structure(table: Table, chosen: Structure) -> Table:
    """At once where nobody has acted in the month, else with the month after it."""
    if table.over:
        raise _refuse(table, f"{OVER} Choose the structure of the next one when it begins.")
    if chosen == (table.next_structure or table.structure):
        raise _refuse(table, f"the structure is so already: {chosen.name}.")
    try:
        check_grants(table.scenario, chosen)
    except Refusal as refusal:
        raise _refuse(table, refusal.message) from None
    if table.play_now == InPlay():
        return turned(replace(table, next_structure=chosen))
    if table.round == table.rounds:
        raise _refuse(table, "its last month has begun: another structure would never take hold.")
    return replace(table, next_structure=None if chosen == table.structure else chosen)


def turned(table: Table) -> Table:
    """The table with the structure that was chosen for this month in force, if one was.

    Who decides a lever changes where the two structures differ about it; what the seats agreed about the others
    stays. So do initiatives that they set up themselves; those that only the old structure gave end with it.
    """
    chosen = table.next_structure
    if chosen is None or table.over:
        return replace(table, next_structure=None)
    was, will = leads_for(table.scenario, table.structure), leads_for(table.scenario, chosen)
    leads = {lever: will[lever] if will[lever] != was[lever] else lead for lever, lead in table.leads.items()}
    world = world_for(table.scenario, chosen, table.round - 1, table.structure)
    return replace(
        table,
        structure=chosen,
        next_structure=None,
        structure_since=table.round,
        ready=prepared(world),
        facts=facts_of(table.scenario, world),
        leads=MappingProxyType(leads),
        state=_with_initiatives(table, chosen),
    )


def _with_initiatives(table: Table, chosen: Structure) -> State:
    """The state with what the structure gives and what the seats set up; a calendar that is new starts empty."""
    state = table.state
    initiatives = np.zeros_like(state.initiatives)
    initiatives[:, list(given_initiatives(chosen))] = True
    for month in table.history:
        initiatives |= month.plans.joint.initiatives
    kept = initiatives[:, SOP, None] & state.initiatives[:, SOP, None]
    return replace(state, initiatives=initiatives, locked=np.where(kept, state.locked, 0))


def _hand_over(table: Table, move: HandOver) -> Table:
    if move.seat not in SEATS:
        raise _refuse(table, f"expected a seat, marketing or distribution: {quoted(move.seat)}")
    problem = holder_problem(move.holder)
    if problem:
        raise _refuse(table, problem)
    if move.holder == table.holders[move.seat]:
        raise _refuse(table, f"the {move.seat} seat is held so already.")
    return replace(table, holders=MappingProxyType({**table.holders, move.seat: move.holder}))


def _open_debrief(table: Table) -> Table:
    if not table.over:
        raise _refuse(table, "the season is still being played. End it first, then open the debrief for all.")
    if table.survey.opened:
        raise _refuse(table, "the debrief is open to both already.")
    return replace(table, survey=table.survey.opened_for(*SEATS))


def _end(table: Table, move: EndSeason) -> Table:
    """What has begun of the month is dropped; the months played are the season."""
    if table.over:
        raise _refuse(table, OVER)
    if not table.history:
        raise _refuse(table, "no month has been played, so there is no season to end. Leave the table instead.")
    why = _checked(table, move.why, "why it ends")
    return replace(table, ended=why, paused=None, next_structure=None, play_now=InPlay())
