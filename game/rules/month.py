"""A month as it counts: one pure function from (prepared world, state, plans, draws) to (state, outcome)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import add

from game.rules import clashes, scorecards
from game.rules.arrays import Floats, columns
from game.rules.draws import Draws
from game.rules.passing import Happened, passed
from game.rules.prepared import Prepared
from game.rules.quiet import ends, quiet_months
from game.rules.state import Plans, State


@dataclass(frozen=True)
class Outcome(Happened):
    """All that a round produced, as data: screens, record and debrief read only this."""

    scorecards: scorecards.Scorecards
    clashes: clashes.Clashes


@dataclass(frozen=True)
class Step:
    """The state after a round, and the outcome of the round."""

    state: State
    outcome: Outcome


def resolve(ready: Prepared, state: State, plans: Plans, draws: Draws) -> Step:
    """Play one month of `n` seasons. Pure: the same arguments give the same bytes, one season or ten thousand."""
    after, month = passed(ready, state, plans, draws)
    cards = _cards(ready, plans, month)
    named = clashes.detect(
        ready.world, state, plans, month.sale, month.demand, month.filled, month.floor, month.last_mile
    )
    if ready.quiet is not None and ends(ready, state):
        quiet = list(quiet_months(ready, state, after, plans))
        month = _with_later(month, [one for _, one in quiet])
        cards = _with_points(cards, [_cards(ready.quiet, plan, one) for plan, one in quiet])
    return Step(after, Outcome(**vars(month), scorecards=cards, clashes=named))


def happen(ready: Prepared, state: State, plans: Plans, draws: Draws) -> tuple[State, Happened]:
    """The state after a month and what happened in it, as `resolve` has it, without scorecards and clashes."""
    after, month = passed(ready, state, plans, draws)
    if ends(ready, state):
        month = _with_later(month, [one for _, one in quiet_months(ready, state, after, plans)])
    return after, month


def _cards(ready: Prepared, plans: Plans, month: Happened) -> scorecards.Scorecards:
    return scorecards.score(
        ready.world, ready.cards, plans.marketing, month.sale, month.spent, month.demand, month.filled, month.floor,
        month.money, month.customers,
    )  # fmt: skip


def _with_later(month: Happened, quiet: Sequence[Happened]) -> Happened:
    """The last month with what the months after it bring."""
    later = _summed([one.money.joint for one in quiet])
    return replace(month, money=replace(month.money, later=later, joint=month.money.joint + later))


def _with_points(cards: scorecards.Scorecards, quiet: Sequence[scorecards.Scorecards]) -> scorecards.Scorecards:
    """The last month's cards with the points of the months after it."""
    both = _summed([one.marketing for one in quiet]), _summed([one.distribution for one in quiet])
    return replace(cards, later=columns(both, len(cards.brand)))


def _summed(values: Sequence[Floats]) -> Floats:
    return reduce(add, values)
