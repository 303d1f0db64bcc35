"""What would have fit better, told: the words and figures that every front lays out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from game.figures import change_of_money, money
from game.rules.levers import SEATS, Lead
from game.telling.clashing import Amount
from game.telling.rows import Row

if TYPE_CHECKING:
    from game.lab.hindsight.fit import Fit, FitLine

TITLE: Final = "What would have fit better"
"""How it is headed, wherever it is told."""

SEASON_SAYS: Final = (
    "The same season with the same luck: up to three changes by marketing to what distribution did, up to three by "
    "distribution to what marketing did, and up to three steps of both at once."
)


def scope(fit: Fit) -> str:
    """What the figures are of, in a sentence."""
    if not fit.about:
        return SEASON_SAYS
    return f"{fit.about} played again with its own luck, one plan or both set otherwise, and with the months after it."


def rows(fit: Fit) -> list[Row]:
    """A row for each better answer, with its money."""
    return [Row(line.who, change_of_money(line.money, fit.currency)) for line in fit.lines]


def sentence(line: FitLine, currency: str) -> str:
    """One better answer in full: "Marketing would best have promised 7 days (not 5.5 days): €8,419 more. ..."."""
    who = "Both at once" if line.lead == "joint" else line.lead.capitalize()
    told = f"{who} would best have {line.would}: {money(line.money, currency)} more."
    return f"{told} {line.cause}".rstrip()


def sentences(fit: Fit) -> list[str]:
    """Every better answer in full, and which plan had none."""
    return [*(sentence(line, fit.currency) for line in fit.lines), *([unbettered(fit)] if unbettered(fit) else [])]


def unbettered(fit: Fit) -> str:
    """Which plans had no clearly better answer, in a sentence; "" = none of them."""
    of = fit.about or "this season"
    good = [seat for seat in SEATS if fit.of(seat) is None]
    if not fit.lines:
        return f"No other answer of one seat, and none of both at once, would have been clearly better in {of}."
    if len(good) == len(SEATS):
        return "Neither seat had a clearly better answer by itself."
    return "".join(f"{seat.capitalize()} had no clearly better answer by itself." for seat in good)


def bars(fit: Fit) -> tuple[Amount, ...]:
    """An amount for each better answer."""
    return tuple(Amount(line.who, line.money, _ROLES[line.lead]) for line in fit.lines)


_ROLES: Final[Mapping[Lead, str]] = MappingProxyType(
    {"marketing": "marketing", "distribution": "distribution", "joint": "together"}
)

WORKING: Final = "The month is played again, with one thing otherwise at a time …"


def beyond_one(fit: Fit) -> float:
    """What both at once would have added beyond the better seat's own answer, in whole currency units."""
    alone = max((fit.money(seat) for seat in SEATS), default=0.0)
    return max(0.0, fit.money("joint") - alone)
