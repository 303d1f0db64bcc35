"""What a seat may ask of its table: one frozen request each, typed by its answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Final, Generic, TypeVar

from game.rules.explain import Explanation
from game.rules.levers import Plan
from game.seating.changes import Bell
from game.seating.company import Company
from game.table.moves import Move
from game.table.seen.in_full import MonthInFull
from game.table.seen.observation import Observation
from game.table.seen.outlook import Outlook
from game.table.seen.whys import Why
from game.table.survey.surveying import SurveyView

if TYPE_CHECKING:
    from game.lab.hindsight.band import Band
    from game.lab.hindsight.fit import Fit
    from game.lab.hindsight.review import Review
else:
    Band = Fit = Review = object  # the lab takes a while to load, and nobody needs it before the end

T_co = TypeVar("T_co", covariant=True)


class Request(Generic[T_co]):
    """Something that a seat asks; the type's argument is what it is answered with.

    Attributes:
        sums: is it answered by working something out, from a table as it stands?
    """

    sums: ClassVar[bool] = False


@dataclass(frozen=True)
class Observe(Request[Observation]):
    """What may this seat see now?"""


@dataclass(frozen=True)
class Play(Request[Observation]):
    """Play a move of this seat; answered with what there is to see after it and after its partner's turn."""

    move: Move  # of this seat
    key: str = ""  # names this very move, so that it counts once however often it is sent; "" = it is not sent again


@dataclass(frozen=True)
class Foresee(Request[Outlook]):
    """What does this seat's own data say of a plan? Settings left out are as in the observation's `current`."""

    plan: Plan = field(default_factory=dict)
    sums: ClassVar[bool] = True


@dataclass(frozen=True)
class ListWhys(Request[tuple[Why, ...]]):
    """What may this seat ask about a month, counted from 1?"""

    round: int
    sums: ClassVar[bool] = True


@dataclass(frozen=True)
class Explain(Request[Explanation]):
    """One figure of a month taken apart; `key` is one that `ListWhys` gives."""

    round: int
    key: str
    sums: ClassVar[bool] = True


@dataclass(frozen=True)
class SeeInFull(Request[MonthInFull]):
    """A month that has been revealed, counted from 1, as both seats see it: its two plans and what became of them."""

    round: int


@dataclass(frozen=True)
class ViewSurvey(Request[SurveyView]):
    """What is this seat asked to rank and rate now, and what has it given? Answered with moves."""


@dataclass(frozen=True)
class LookBack(Request[Review]):
    """The season looked back on, when it is over; takes half a second or so, once for both seats."""

    sums: ClassVar[bool] = True


@dataclass(frozen=True)
class ViewFit(Request[Fit]):
    """What would have fit better in a month, counted from 1, as it looked when it had been played?"""

    round: int
    sums: ClassVar[bool] = True


@dataclass(frozen=True)
class ViewBand(Request[Band]):
    """Where could the season still end after a month, counted from 1?"""

    round: int
    sums: ClassVar[bool] = True


@dataclass(frozen=True)
class Meet(Request[Company]):
    """Who sits across the table now?"""


@dataclass(frozen=True)
class Listen(Request[int]):
    """Have a bell rung at every change, for as long as somebody keeps the bell; answered with the revision now."""

    bell: Bell


REQUESTS: Final = (
    Observe, Play, Foresee, ListWhys, Explain, SeeInFull, ViewSurvey, LookBack, ViewFit, ViewBand, Meet, Listen,
)  # fmt: skip
