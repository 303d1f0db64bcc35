"""A month's money as it is booked: in whole units of currency, rounded once, so that all that is read of it adds up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from game.figures import apportioned, running
from game.rules.ledger import Ledger
from game.rules.money import LINE_KEYS
from game.rules.month import Outcome
from game.table.seen.observation import LedgerView
from game.table.seen.plainly import number


@dataclass(frozen=True)
class Books:
    """Whole units of currency, costs negative; the lines add up to the margin, the four results to the joint value.

    The joint value is what the season came to after the month, rounded, less what it came to before: so the months
    add up to the season as well.
    """

    lines: Mapping[str, float]  # by key, in the order of the rules
    margin: float
    equity: float
    stock: float
    later: float
    joint: float
    ledger: LedgerView  # the four add up to its total, which is the joint value


def booked(before: float, outcome: Outcome, ledger: Ledger) -> Books:
    """A month's money, booked.

    Args:
        before: joint value of the months before it, exact, in units of currency.
        outcome: of the month, one season.
        ledger: of the month, one season.
    """
    exact = outcome.money
    parts = (exact.margin, exact.equity, exact.stock, exact.later)
    _, joint = running((before, number(exact.joint) / 100.0))
    margin, equity, stock, later = apportioned(joint, [number(part) / 100.0 for part in parts])
    lines = apportioned(margin, [cents / 100.0 for cents in exact.lines[0].tolist()])
    shares = (ledger.reference, ledger.marketing, ledger.distribution, ledger.together)
    nobody, marketing, distribution, together = apportioned(joint, [number(share) / 100.0 for share in shares])
    return Books(
        lines=MappingProxyType(dict(zip(LINE_KEYS, lines, strict=True))),
        margin=margin,
        equity=equity,
        stock=stock,
        later=later,
        joint=joint,
        ledger=LedgerView(nobody, marketing, distribution, together, joint),
    )
