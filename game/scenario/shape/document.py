"""A whole scenario file with its coefficients of supply and money, and the catalogue of event cards."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeAlias

from pydantic import ConfigDict, Field

from game.rules.arrays import MOST_CELLS
from game.rules.clashes import CLASHES
from game.rules.levers import GROUPS, Lead
from game.rules.world import INITIATIVES, Tracks
from game.scenario.shape.currency import Currency
from game.scenario.shape.fields import (
    MOST_MONEY,
    MOST_UNITS,
    Factor,
    FileTable,
    Four,
    Key,
    Line,
    Log,
    Money,
    Preset,
    Share,
    Shift,
    Text,
    Three,
    Two,
    fact,
    given,
)
from game.scenario.shape.goods import (
    CalendarFile,
    CustomersFile,
    MarketFile,
    MediaFile,
    NoiseFile,
    PoolFile,
    ProductFile,
    SiteFile,
)
from game.scenario.shape.offer import InitiativeFile, LeverKey, LeversFile


class FloorFile(FileTable):
    """The warehouse: work, capacity, congestion, people."""

    capacity: float = given("Floor hours a month of the regular crew.", 0.01, MOST_MONEY)
    items_complexity: float = fact(0.04, "Share of work added per active item above the first day's count.", 0, 10)
    promotion_complexity: float = fact(0.03, "Share of work added per promoted item.", 0, 10)
    market_complexity: float = fact(0.04, "Share of work added per market above the first day's count.", 0, 10)
    batch_work: float = fact(0.80, "Factor on work when orders are processed in batches.", 0.01, 10)
    # With rougher or slower work than these allow, the queue's formula would fall with load past capacity.
    days: Two[Annotated[float, Field(ge=0, le=5)]] = fact((0.6, 1.0), "Processing days: flow, batch (0 to 5).")
    variability: float = fact(
        0.5, "Kingman's (ca2 + cs2) / 2: 1 = M/M/1, 0 = no congestion.", 0, 2, "B10 Congestion [C]"
    )
    wage: float = fact(22.0, "Money per regular hour.", 0, MOST_MONEY)
    shift_premium: Two[Factor] = fact(
        (1.9, 2.5), "Factor on the wage for extra hours: the first tenth, beyond it.", source="A3 Overtime [T]"
    )
    temp_hours: float = fact(150.0, "Hours of one temp a month, at full skill.", 0, 1000)
    temp_wage: float = fact(3600.0, "Money per temp a month.", 0, MOST_MONEY)
    temp_skill: float = fact(0.6, "Share of full output in the first month.", 0, 1, "A3 Learning in picking [A sign]")
    temp_learning: float = fact(0.2, "Added each month.", 0, 1, "A3 Learning in picking [A sign]")
    fatigue_gain: float = fact(1.0, "Fatigue per unit of extra shift.", 0, 100)
    fatigue_keep: float = fact(0.5, "Share of fatigue kept each round.", 0, 1)
    fatigue_loss: float = fact(0.3, "Capacity lost per unit of fatigue.", 0, 1)
    fatigue_errors: float = fact(0.02, "Damage added per unit of fatigue.", 0, 1)
    expansion_cost: float = fact(60.0, "Money per hour of capacity added.", 0, MOST_MONEY)
    expansion_lead: int = fact(2, "Rounds until added capacity is ready.", 1, 6)
    expansion_upkeep: float = fact(3.0, "Money a month per hour added.", 0, MOST_MONEY)
    wait_share: float = fact(0.6, "Share of units past capacity that wait for next month; the others cancel.", 0, 1)


class LastMileFile(FileTable):
    """Carriers, moving house, packaging, bookings."""

    day_spread: float = fact(0.25, "Sd of door-to-door days as a share of the mean; 0 = none.", 0, 5)
    month_spread: float = fact(0.3, "Sd of a market's month-wide delay, in days; 0 = none.", 0, 30)
    carrier_fixed: Three[Money] = fact((3600.0, 0.0, 0.0), "Money a month: own, partner, spot.")
    carrier_cost: Three[Factor] = fact((0.75, 1.0, 0.82), "Factor on transit cost: own, partner, spot.")
    carrier_days: Three[Shift] = fact((-0.2, 0.0, 0.2), "Days added (saved, below 0): own, partner, spot.")
    carrier_spread: Three[Factor] = fact((0.85, 1.0, 1.15), "Factor on the spread of days: own, partner, spot.")
    carrier_care: Three[Factor] = fact((0.85, 1.0, 1.3), "Factor on damage: own, partner, spot.")
    move_cost: float = fact(9000.0, "Money to move the warehouse.", 0, MOST_MONEY)
    move_loss: float = fact(0.2, "Share of capacity lost in the month of moving.", 0, 1)
    pack_cost: Three[Money] = fact(
        (0.0, 0.10, 0.14), "Money per unit: basic, retail-ready, protective.", source="A2 Damage in transit [T]"
    )
    pack_damage: Three[Share] = fact(
        (0.02, 0.015, 0.007), "Share damaged: basic, retail-ready, protective.", source="A2 Damage in transit [T]"
    )
    pack_lift: Three[Log] = fact(
        (0.0, 0.05, 0.0), "Log demand on a trade or store shelf: basic, retail-ready, protective."
    )
    pack_work: Three[Factor] = fact((1.0, 1.05, 1.03), "Factor on floor work: basic, retail-ready, protective.")
    booking_slack: float = fact(0.10, "Share around the forecast that carriers take without a fee.", 0, 10)
    booking_over: float = fact(0.40, "Money per unit shipped beyond that.", 0, MOST_MONEY)
    booking_under: float = fact(0.20, "Money per unit booked and not shipped.", 0, MOST_MONEY)
    booking_days: float = fact(1.5, "Days added when all units are beyond the booking.", 0, 365)


class CostsFile(FileTable):
    """Money that is nobody's lever, and budgets."""

    holding: float = fact(0.02, "Share of stock value a month.", 0, 1, "A3 Holding cost [T]")
    overhead: float = fact(0.0, "Money a month.", 0, MOST_MONEY)
    reverse: float = fact(1.5, "Money per returned unit.", 0, MOST_MONEY)
    recovery: float = fact(0.4, "Share of the price recovered from a returned unit.", 0, 1)
    marketing_budget: float = given("Money a month for marketing.", 0, MOST_MONEY)
    distribution_budget: float = given("Money a month for distribution.", 0, MOST_MONEY)
    sponsor: float = fact(0.0, "Share of initiatives' set-up that leadership pays; 0 = none.", 0, 1)


def _computed(about: str) -> Any:
    """A number of units that is worked out from the rest of the file unless it is given."""
    extra: dict[str, Any] = {"source": "computed", "tag": "C"}
    return Field(default=None, gt=0, le=MOST_UNITS, description=about, json_schema_extra=extra)


class TargetsFile(FileTable):
    """What each scorecard counts against."""

    goodwill: float = fact(1.1, "Goodwill to reach.", 0.01, 100)
    leads: float | None = _computed("Leads a month to reach; by default the base demand of what is on sale.")
    conversion: float = fact(0.95, "Units ordered for each lead, to reach.", 0.01, 1)
    throughput: float | None = _computed(
        "Units shipped a month to reach; by default three quarters of the base demand of what is on sale."
    )
    returning: float = fact(
        1.0, "Share of loyalty that conversion leaves out; 1 = keeping customers is on nobody's card.", 0, 1
    )
    regard: float = fact(
        0.1, "How far the share of customers who would come back counts in the brand measure; 0 = goodwill alone.", 0, 5
    )
    cost_per_unit: float = given("Distribution's money per unit shipped to stay under.", 0.0001, 1e6)
    service: float = fact(0.95, "Share shipped on schedule, to reach.", 0.01, 1, "A2 OTIF rule [T]")
    marketing_weights: Four[Share] = fact((0.3, 0.3, 0.25, 0.15), "Weights of brand, leads, conversion, spend; sum 1.")
    distribution_weights: Four[Share] = fact(
        (0.3, 0.35, 0.2, 0.15), "Weights of throughput, cost per unit, service, people; sum 1."
    )
    otif: float = fact(0.85, "OTIF below which a clash is worth naming.", 0, 1)


Month: TypeAlias = Literal[
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
Tag: TypeAlias = Literal["A", "T", "C", "D"]
BUDGETS: Final = ("budget_marketing", "budget_distribution")
"""The two tracks of a card that make one track of the world."""

if TYPE_CHECKING:
    Clash: TypeAlias = str
    Theme: TypeAlias = str
    InitiativeKey: TypeAlias = str
    Track: TypeAlias = str
else:
    Clash, InitiativeKey = Literal[CLASHES], Literal[INITIATIVES]
    Theme = Literal[tuple(GROUPS)]
    Track = Literal[tuple(field.name for field in fields(Tracks) if field.name not in ("season", "budget")) + BUDGETS]


class EventFile(FileTable):
    """One event card, as the scenario plays it."""

    card: Key = Field(description="A card of the catalogue, scenarios/events.toml.")
    round: int = Field(ge=1, le=12, description="The round whose news it is.")
    product: Key | None = Field(default=None, description="Narrows its demand and arrivals to one product.")
    market: Key | None = Field(default=None, description="Narrows its demand to one market.")
    strength: float = fact(1.0, "Scales its effects; 1 = as the card says.", 0, 3)
    duration: int | None = Field(
        default=None, ge=1, le=12, description="Rounds it lasts; the card's last value is held, or its end cut."
    )


class PresetFile(FileTable):
    """What a structure changes in this scenario."""

    lead: dict[LeverKey, Lead] = Field(default={}, description="Who decides, by lever.")
    band: Literal["shown", "hidden"] = Field(
        default="shown",
        exclude=True,  # nothing that is played hangs on it: a fingerprint stays as it was
        description="Hidden: where the season can still end is not told before it is over.",
    )


class LessonFile(FileTable):
    """What a place is there to teach: settings of both seats and what both sign, which pay where they are new."""

    key: Key = Field(description="Its name in reports.")
    words: Text = Field(description="The lesson in a sentence, as a facilitator would say it.")
    clash: Clash | None = Field(default=None, description="The clash that it ends, if it is about one.")
    theme: Theme = Field(description="The group of levers that it is about.")
    settings: dict[str, float | str | bool | list[float | str | bool]] = Field(
        default={},
        description="Values by setting, or by lever for all its items: held all season, or a list with one a month.",
    )
    agreements: list[InitiativeKey] = Field(default=[], description="Initiatives signed in round 1.")
    cover: float | None = Field(
        default=None,
        ge=0.1,
        le=10,
        description="Months of usual demand that stock is ordered up to; absent = no rule.",
    )


class ScenarioFile(FileTable):
    """The whole of scenario.toml."""

    model_config = ConfigDict(title="A Last Mile scenario")

    format: Literal[1] = Field(description="Version of this shape.")
    slug: Key = Field(description="Its name in commands; the same as its folder's.")
    title: Line = Field(description="Its title on screens.")
    place: Line = Field(description="Where it plays.")
    teaches: Line = Field(description="Its teaching point, in a few words.")
    summary: Text = Field(description="What it is about, in a sentence or two.")
    rounds: int = Field(ge=3, le=12, description="Rounds in a season; one round is a month.")
    minutes: int = Field(ge=1, le=240, description="How long a season takes two people.")
    currency: Currency = Field(
        description="The currency: a code of ISO 4217, such as `EUR` or `CHF`, or a sign: €, $, £, ¥ or ₹. It stands "
        "before money, as its sign where it has one."
    )
    first_month: Month = Field(description="The month of round 1.")
    claims: list[Clash] = Field(default=[], description="Clashes that silo play of this scenario runs into.")
    calendar: CalendarFile = CalendarFile()
    products: Annotated[list[ProductFile], Field(min_length=1, max_length=MOST_CELLS)] = Field(
        description="What is sold, in the order shown."
    )
    markets: Annotated[list[MarketFile], Field(min_length=1, max_length=MOST_CELLS)] = Field(
        description="Where it is sold, in the order shown."
    )
    pools: Annotated[list[PoolFile], Field(min_length=1, max_length=3)] = Field(
        default=[PoolFile(key="main")], description="Stock pools; one unless the scenario says more."
    )
    sites: Annotated[list[SiteFile], Field(min_length=1, max_length=4)] = Field(
        default=[SiteFile(key="home", name="Home")], description="Where the warehouse can stand."
    )
    media: MediaFile = MediaFile()
    floor: FloorFile
    last_mile: LastMileFile = LastMileFile()
    customers: CustomersFile = CustomersFile()
    noise: NoiseFile = NoiseFile()
    costs: CostsFile
    targets: TargetsFile
    levers: LeversFile = Field(default=LeversFile(), description="The levers on the sheet, by lever.")
    initiatives: dict[InitiativeKey, InitiativeFile] = Field(default={}, description="The initiatives offered.")
    events: Annotated[list[EventFile], Field(max_length=24)] = Field(
        default=[], description="The events of the season, in order."
    )
    lessons: Annotated[list[LessonFile], Field(max_length=6)] = Field(
        default=[], alias="lesson", description="What the place is there to teach; the first names its theme."
    )
    structures: dict[Preset, PresetFile] = Field(default={}, description="What a structure changes here.")
    sources: dict[str, Text] = Field(
        default={},
        description="Where the numbers come from: a path with * for any key or place -> row of the facts and its tag.",
    )


class LoadFile(FileTable):
    """How hard a card presses each seat."""

    marketing: int = Field(ge=0, le=3, description="0 = not at all, 3 = very.")
    distribution: int = Field(ge=0, le=3, description="0 = not at all, 3 = very.")


class EffectFile(FileTable):
    """What a card does to one track."""

    track: Track = Field(description="What changes.")
    rounds: Annotated[list[float], Field(min_length=1, max_length=12)] = Field(
        description="Factor or added amount in its first, second, ... round."
    )


class CardFile(FileTable):
    """One event card."""

    title: Line = Field(description="Its headline, for both seats.")
    marketing: Text = Field(description="What marketing reads.")
    distribution: Text = Field(description="What distribution reads.")
    source: Line = Field(description="Row of the facts.")
    tag: Tag = Field(description="How firm that row is.")
    good: bool = Field(default=False, description="Good news?")
    load: LoadFile
    effects: Annotated[list[EffectFile], Field(min_length=1)]


class CatalogueFile(FileTable):
    """The whole of scenarios/events.toml."""

    cards: dict[Key, CardFile]
