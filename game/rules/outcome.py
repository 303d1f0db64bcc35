"""All that a round produced, as data: screens, record and debrief read only this."""

from __future__ import annotations

from dataclasses import dataclass

from game.rules.clashes import Clashes
from game.rules.customers import Customers
from game.rules.demand import Demand
from game.rules.floor import Floor
from game.rules.joint import OnSale
from game.rules.last_mile import LastMile
from game.rules.money import Money
from game.rules.scorecards import Scorecards
from game.rules.spending import Spent
from game.rules.state import State
from game.rules.stock import Fill, Inbound, Unmet


@dataclass(frozen=True)
class Month:
    """What happened in one round of `n` seasons, in that order."""

    round: int  # 0 = first
    sale: OnSale
    spent: Spent
    demand: Demand
    inbound: Inbound
    filled: Fill
    floor: Floor
    unmet: Unmet
    last_mile: LastMile
    customers: Customers
    money: Money


@dataclass(frozen=True)
class Outcome(Month):
    """What happened, and what is read off it."""

    scorecards: Scorecards
    clashes: Clashes


@dataclass(frozen=True)
class Step:
    """What `resolve` returns: the state after the round, and the outcome of the round."""

    state: State
    outcome: Outcome
