"""A whole scenario file, and the catalogue of event cards that scenarios draw on."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import ConfigDict, Field

from game.rules.arrays import MOST_CELLS
from game.rules.levers import Lead
from game.scenario.shape.demand import CalendarFile, CustomersFile, MediaFile, NoiseFile
from game.scenario.shape.fields import Key, Line, Preset, Table, Text
from game.scenario.shape.goods import MarketFile, PoolFile, ProductFile, SiteFile
from game.scenario.shape.offer import LeverKey, LeversFile
from game.scenario.shape.supply import CostsFile, FloorFile, InitiativeFile, LastMileFile, TargetsFile

Clash: TypeAlias = Literal["expansion-past-capability", "launch-complexity", "unsupported-promotion", "cheap-miles"]
Month: TypeAlias = Literal[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
Tag: TypeAlias = Literal["A", "T", "C", "D"]
InitiativeKey: TypeAlias = Literal[
    "joint-sop",
    "scale-check",
    "joint-site",
    "omnichannel",
    "integrated-data",
    "coordinated-kpis",
    "customer-voice",
]
Track: TypeAlias = Literal[
    "demand",
    "arrivals",
    "inbound_cost",
    "outbound_cost",
    "spot_cost",
    "capacity",
    "transit_days",
    "rival_price",
    "rival_quality",
    "elasticity",
    "performance",
    "goodwill",
    "satisfaction",
    "returns",
    "damage",
    "unit_cost",
    "fine",
    "wage",
    "budget_marketing",
    "budget_distribution",
]


class EventFile(Table):
    """One event card, as the scenario plays it."""

    card: Key = Field(description="A card of the catalogue, scenarios/events.toml.")
    round: int = Field(ge=1, le=12, description="The round whose news it is.")
    product: Key | None = Field(default=None, description="Narrows its demand and arrivals to one product.")
    market: Key | None = Field(default=None, description="Narrows its demand to one market.")
    strength: float = Field(
        default=1.0,
        ge=0,
        le=3,
        description="Scales its effects; 1 = as the card says.",
        json_schema_extra={"source": "design choice", "tag": "D"},
    )
    duration: int | None = Field(
        default=None, ge=1, le=12, description="Rounds it lasts; the card's last value is held, or its end cut."
    )


class PresetFile(Table):
    """What a structure changes in this scenario."""

    lead: dict[LeverKey, Lead] = Field(default={}, description="Who decides, by lever.")


class ScenarioFile(Table):
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
    currency: Literal["€", "$", "£"] = Field(description="The sign before money.")
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
    structures: dict[Preset, PresetFile] = Field(default={}, description="What a structure changes here.")
    sources: dict[str, Text] = Field(
        default={},
        description="Where the numbers come from: a path with * for any key or place -> row of the facts and its tag.",
    )


class LoadFile(Table):
    """How hard a card presses each seat."""

    marketing: int = Field(ge=0, le=3, description="0 = not at all, 3 = very.")
    distribution: int = Field(ge=0, le=3, description="0 = not at all, 3 = very.")


class EffectFile(Table):
    """What a card does to one track."""

    track: Track = Field(description="What changes.")
    rounds: Annotated[list[float], Field(min_length=1, max_length=12)] = Field(
        description="Factor or added amount in its first, second, ... round."
    )


class CardFile(Table):
    """One event card."""

    title: Line = Field(description="Its headline, for both seats.")
    marketing: Text = Field(description="What marketing reads.")
    distribution: Text = Field(description="What distribution reads.")
    source: Line = Field(description="Row of the facts.")
    tag: Tag = Field(description="How firm that row is.")
    good: bool = Field(default=False, description="Good news?")
    load: LoadFile
    effects: Annotated[list[EffectFile], Field(min_length=1)]


class CatalogueFile(Table):
    """The whole of scenarios/events.toml."""

    cards: dict[Key, CardFile]
