"""Everything that one seat may see, as plain data: no array, no state, no way back to the table.

`dataclasses.asdict(observation)` can be written as JSON. Money is in currency units.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from game.rules.levers import Kind, Lead, Over, Plan, Seat, Value
from game.table.moves import Predict
from game.table.seen.dashboards import ByProduct, Dashboard, Facts, Grid, Now
from game.table.seen.spoken import AnswerKind, Entry, GivenWord, Heard, Requested
from game.table.structure import Holder, Phase, Structure


@dataclass(frozen=True)
class ProductView:
    """A product as both seats know it."""

    key: str
    name: str
    list_price: float
    launched: bool
    listed: bool  # in the range


@dataclass(frozen=True)
class MarketView:
    """A market as both seats know it."""

    key: str
    name: str
    channel: str  # trade, store or web
    entered: bool


@dataclass(frozen=True)
class ScenarioView:
    """Where the season is played."""

    slug: str
    title: str
    currency: str
    rounds: int
    months: tuple[str, ...]
    products: tuple[ProductView, ...]
    markets: tuple[MarketView, ...]


@dataclass(frozen=True)
class SettingView:
    """A setting that this seat fills in, or may propose, or that its partner leads."""

    key: str
    lever: str
    name: str
    about: str
    kind: Kind
    over: Over
    unit: str
    item: str  # key of the product, market or initiative; "" for the company
    lead: Lead
    low: float  # numbers only
    high: float
    step: float
    choices: tuple[str, ...]  # choices only
    default: Value | None  # None on the partner's settings
    current: Value | None  # what it is if nobody changes it this month; None on the partner's settings
    once: float = 0.0  # what deciding it takes once; of a number, each unit of it
    monthly: float = 0.0  # and what it takes every month from then on


@dataclass(frozen=True)
class NewsView:
    """An event card, in this seat's words."""

    card: str
    title: str
    text: str
    good: bool


@dataclass(frozen=True)
class ClashView:
    """A clash that the month showed."""

    clash: str
    where: tuple[str, ...]  # keys of the products or markets
    sentence: str


@dataclass(frozen=True)
class LedgerView:
    """What each seat's choices did alone and what the two did together; the first four add up to `total`."""

    reference: float
    marketing: float
    distribution: float
    together: float
    total: float


@dataclass(frozen=True)
class AgreementView:
    """What both have signed."""

    id: str
    round: int
    by: Seat  # who proposed it
    settings: dict[str, Value]
    why: str
    answer: str  # what the other said on signing


Status: TypeAlias = Literal["open", "signed", "declined", "withdrawn", "lapsed"]


@dataclass(frozen=True)
class Proposal:
    """A joint decision that one seat put forward."""

    id: str
    by: Seat
    settings: Plan
    why: str
    status: Status = "open"
    answer: str = ""  # what the other said


@dataclass(frozen=True)
class Reading:
    """What a seat predicted of its partner, beside what was true; what it left unanswered is "" or 0."""

    seat: Seat
    constraint: str
    constraint_true: str
    strains: dict[str, float]  # of the partner's constraints; the highest binds hardest
    lever: str
    expects: str
    was: str
    confidence: int
    hits: int  # of what was answered
    chance: float  # hits to expect from guessing what was answered

    @property
    def parts(self) -> int:
        """How many of the two questions were answered."""
        return bool(self.constraint) + bool(self.expects)


@dataclass(frozen=True)
class SharedMonth:
    """What everybody saw when a month was revealed."""

    round: int
    promise: float  # days
    prices: dict[str, float]
    promotions: dict[str, str]
    ordered: float  # units
    shipped: float
    otif: float
    on_time: float
    days: float  # door to door, mean
    satisfaction: float
    joint: float
    margin: float  # contribution margin
    equity: float  # change in customer equity
    stock: float  # change in what stock is worth
    later: float  # what the months after the season bring, in its last; 0 before
    sponsored: float  # what leadership paid for joint work; in no line and no sum
    clashes: tuple[ClashView, ...]
    ledger: LedgerView
    agreements: tuple[AgreementView, ...]
    declined: tuple[Proposal, ...]  # and lapsed
    deadlocks: int
    readings: tuple[Reading, ...]
    reasons: dict[Seat, str]  # what each seat said its plan was for; "" = nothing
    words: tuple[GivenWord, ...]  # that were to hold in the month, and whether they did


@dataclass(frozen=True)
class Card:
    """A question card."""

    key: str
    asks: str
    about: str
    reads: str  # the kind of fact that answers it
    answer: AnswerKind = "words"


@dataclass(frozen=True)
class QuestionView:
    """A card that was played, and its answer when there is one."""

    round: int
    by: Seat
    card: Card
    answer: str | None
    values: dict[str, Value] = field(default_factory=dict)  # told in figures, as `Answer.values`


@dataclass(frozen=True)
class Message:
    """Something said freely."""

    round: int
    by: Seat
    text: str


@dataclass(frozen=True)
class KeptLine:
    """'I did this because ...', in the player's own words."""

    round: int
    text: str


@dataclass(frozen=True)
class Constraint:
    """One of the partner's constraints that may bind hardest."""

    key: str
    name: str
    sentence: str


@dataclass(frozen=True)
class PartnerView:
    """The partner's own figures, where data is shared."""

    months: tuple[Dashboard, ...]
    now: Now
    plan: dict[str, Value] | None  # its draft, once it has committed one this month
    last_plan: dict[str, Value]  # what it played last month; defaults in round 1
    base_orders: Grid  # marketing's papers: units a month to expect, by product and market; empty where they are ours
    unit_cost: ByProduct  # distribution's papers: what goods cost a unit; empty where they are ours


@dataclass(frozen=True)
class Observation:
    """One seat's view of its table."""

    seat: Seat
    scenario: ScenarioView
    holders: dict[Seat, Holder]  # who holds the two seats now
    structure: Structure
    structure_since: int  # the round from which it holds
    next_structure: Structure | None  # that takes hold with the next round
    paused: str | None  # why nobody may move just now; None = play goes on
    ended: str | None  # why the season ended before its last month; None = it did not
    round: int  # 1-based; when the season is over, the last
    phase: Phase  # where the table is; "over" when the season has ended
    at: Phase  # where this seat is: the table's phase or a later one
    partner_at: Phase
    plan_waits: bool  # may this seat not commit yet, because its partner has still to leave the talk?
    leads: dict[str, Lead]  # by lever
    sheet: tuple[SettingView, ...]  # led by this seat now
    joint: tuple[SettingView, ...]  # need both signatures; empty where nothing can be proposed
    partner_sheet: tuple[SettingView, ...]  # led by the partner, without its values
    current: dict[str, Value]  # each setting of `sheet` if nobody changes it; empty when the season is over
    committed: dict[str, Value] | None  # this seat's plan, once committed
    handed_back: str  # why the plan was taken off the table by an agreement; "" = it was not
    facts: Facts
    news: tuple[NewsView, ...]
    months: tuple[Dashboard, ...]
    now: Now
    shared: tuple[SharedMonth, ...]
    partner: PartnerView | None
    proposals: tuple[Proposal, ...]  # of this round
    agreements: tuple[AgreementView, ...]  # of the season so far
    initiatives: tuple[str, ...]  # in force
    scale: dict[str, float]  # with the scale check: times today's floor work, by launch and entry setting
    promise: float  # the delivery promise that customers were last told, days
    cards: tuple[Card, ...]  # that this seat may play now
    questions: tuple[QuestionView, ...]  # asked of this seat this round; answer None = open
    asked: tuple[QuestionView, ...]  # asked by this seat, all season
    messages: tuple[Message, ...]  # all season
    talk: tuple[Entry, ...]  # all that was said, all season, in the order it was said
    heard: tuple[Heard, ...]  # figures that the partner told, all season
    requests: tuple[Requested, ...]  # of this round
    words: tuple[GivenWord, ...]  # given by either seat, all season
    constraints: tuple[Constraint, ...]  # the partner's, to predict from
    lever_to_read: str  # key of the partner's setting that the table asks about this month
    prediction: Predict | None  # this seat's own, once made
    lines: tuple[KeptLine, ...]  # this seat's own
