"""A whole scenario file, and the catalogue of event cards that scenarios draw on."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeAlias

from pydantic import ConfigDict, Field

from game.rules.arrays import MOST_CELLS
from game.rules.clashes import CLASHES
from game.rules.levers import GROUPS, Lead
from game.rules.world import INITIATIVES, Tracks
from game.scenario.shape.fields import FileTable, Key, Line, Preset, Text, fact
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
from game.scenario.shape.offer import LeverKey, LeversFile
from game.scenario.shape.supply import CostsFile, FloorFile, InitiativeFile, LastMileFile, TargetsFile

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


class LessonFile(FileTable):
    """What a place is there to teach: settings of both seats and what both sign, which pay where they are new."""

    key: Key = Field(description="Its name in reports.")
    words: Text = Field(description="The lesson in a sentence, as a facilitator would say it.")
    clash: Clash | None = Field(default=None, description="The clash that it ends, if it is about one.")
    theme: Theme = Field(description="The group of levers that it is about.")
    settings: dict[str, float | str | bool] = Field(
        default={}, description="Values held all season, by setting, or by lever for all its items."
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
