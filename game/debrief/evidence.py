"""A piece of evidence from a table's own record, how things are named in it, and every fact a prompt may ask about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from game import figures
from game.judging.levers import Theme
from game.rules.levers import SEATS, Seat
from game.scenario import Scenario
from game.table.clashes import CATALOGUE
from game.table.structure import DIALS, PRESETS


@dataclass(frozen=True)
class PlaceWords:
    """The words of one scenario."""

    scenario: Scenario

    def money(self, amount: float) -> str:
        """An amount in the scenario's currency."""
        return figures.money(amount, self.scenario.currency)

    def month(self, round_: int) -> str:
        """The name of a round's month; rounds count from 1."""
        return self.scenario.months[round_ - 1]

    def months(self, rounds: Sequence[int], played: int) -> str:
        """Some rounds of a season in which so many were played: "May and June", or "every month"."""
        return "every month" if len(rounds) == played > 1 else figures.listed([self.month(one) for one in rounds])


def times(count: int) -> str:
    """`never`, `once`, `twice`, `3 times`."""
    return ("never", "once", "twice")[count] if count < 3 else f"{count} times"


def counted(count: int, one: str, many: str = "") -> str:
    """`1 month`, `3 months`, `no months`."""
    name = one if count == 1 else many or f"{one}s"
    return f"{count or 'no'} {name}"


def capital(sentence: str) -> str:
    """The sentence with a capital letter."""
    return sentence[:1].upper() + sentence[1:]


THEMES: Final[Mapping[Theme, str]] = MappingProxyType(
    {
        "together": "What the two did together",
        "forecast": "The forecast",
        "promise": "The promise, and what was delivered",
        "capacity": "Stock, floor and crew",
        "price": "Prices, deals and new ventures",
        "lead": "Who led, and what both signed",
        "asking": "Asking and reading each other",
    }
)
"""The threads a debrief follows, in this order, and how each is headed: never month by month, never by person."""

Kind: TypeAlias = Literal[
    "result",
    "turning-point",
    "well-chosen",
    "fit",
    "luck",
    "message",
    "delivery",
    "clash",
    "forecast",
    "typed",
    "stock",
    "floor",
    "agreement",
    "deadlock",
    "lead",
    "question",
    "prediction",
    "gap",
    "own-words",
]


@dataclass(frozen=True)
class Evidence:
    """One thing that the record shows."""

    key: str  # its own name within the table, such as `turning-point.3.price.espresso`
    kind: Kind  # what kind of evidence it is
    theme: Theme  # the thread it belongs to
    number: float  # the figure behind it
    unit: str  # of the number: money, share, days, units, months, times, points, ranks or "of a hundred"
    figure: str  # the number as a person reads it
    sentence: str  # what it says, for somebody who was not there; about choices and structure, never about persons
    rounds: tuple[int, ...] = ()  # where in the season it is from, counted from 1; none = the whole season
    seat: Seat | None = None  # whose words or reading it is; None = both
    weight: float = 0.5  # how telling it is, 0 to 1
    words: str = ""  # a person's own words, as they were typed


DIAL_SAYS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "talk": MappingProxyType(
            {
                "none": "nobody could talk",
                "cards": "the two could ask with question cards",
                "open": "the two could talk freely",
            }
        ),
        "data": MappingProxyType({"own": "each seat saw its own figures only", "shared": "both saw all figures"}),
        "planning": MappingProxyType(
            {"separate": "each planned alone", "joint": "the two planned on one calendar, with one forecast to sign"}
        ),
        "incentives": MappingProxyType(
            {
                "own": "each scorecard counted its own measures only",
                "shared": "each scorecard carried part of the other's",
            }
        ),
        "leads": MappingProxyType(
            {
                "scenario": "who decided what was as the scenario has it",
                "alone": "each seat decided alone what is otherwise joint",
                "marketing": "marketing decided what is otherwise joint",
                "distribution": "distribution decided what is otherwise joint",
                "joint": "all joint topics needed both",
            }
        ),
        "sponsor": MappingProxyType(
            {"none": "joint work had no sponsor", "pays": "leadership paid part of every joint investment"}
        ),
        "band": MappingProxyType(
            {
                "shown": "the two were told after every month where the season could still end",
                "hidden": "nobody was told where the season could still end before it was over",
            }
        ),
    }
)
"""What each position of a dial meant at the table, as a clause."""


@dataclass(frozen=True)
class Known:
    """A fact that may be asked about: what it means, and its words where it is one of a few."""

    means: str
    words: tuple[str, ...] = ()  # none = a number

    @property
    def is_number(self) -> bool:
        """Is it a number?"""
        return not self.words


_NUMBERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "tables": "tables in the room; 1 where one table is debriefed alone",
        "months": "months that were played",
        "persons": "seats that people held, 0 to 2",
        "alignment": "0 = as in silo play, 100 = as in the best plan known; only for a season that is over",
        "marketing-part": "what marketing's better answer to the season would have added, over the gap to the best",
        "distribution-part": "the same of distribution's better answer",
        "both-part": "what both at once would have added beyond the better of the two answers, over the gap",
        "luck-part": "what usual luck would have added to the best plan, over the gap; below 0 = luck gave",
        "months-ahead": "months, from the first, in which the season was ahead of the best plan known",
        "together-losses": "months in which the two plans got in each other's way",
        "on-time": "share of all that was shipped that came within its promise",
        "late-months": "months in which the average order came after its promised day",
        "longest-late": "days past the promise in the worst month",
        "satisfaction-change": "points of satisfaction, last month less first",
        "satisfaction-low": "the lowest satisfaction, 0 to 100",
        "short-share": "share of the units wanted, month by month, for which there was no stock",
        "full-months": "months with more work than hours",
        "idle-months": "months in which the floor had hours to spare",
        "tired-months": "months after which the crew was tired",
        "marketing-bias": "share by which marketing typed more than is usually ordered; known where it is no luck",
        "distribution-bias": "the same of what distribution typed",
        "apart": "largest difference between the two panels in a month, as a share of what was ordered",
        "signed-forecasts": "months with a forecast that both signed",
        "deals": "months with at least one product on a deal",
        "launches": "items launched",
        "entries": "markets entered",
        "initiatives": "initiatives that came into force during the season",
        "proposals": "joint decisions that were put forward",
        "proposals-marketing": "those that marketing put forward",
        "proposals-distribution": "those that distribution put forward",
        "signed": "joint decisions that both signed",
        "deadlocks": "matters that stayed open for want of a signature",
        "leads-changed": "signed changes of who decides",
        "words": "words that were given and were to hold in a month that was played",
        "words-kept": "those of them that were kept",
        "asked": "question cards that were played",
        "asked-marketing": "those that marketing played",
        "asked-distribution": "those that distribution played",
        "unanswered": "questions without an answer",
        "readings": "predictions of the partner that were made",
        "hits-marketing": "marketing's share of right readings less what guessing would bring",
        "hits-distribution": "distribution's share of right readings less what guessing would bring",
        "sure-wrong": "share of the readings made with certainty that were wrong; known from four on",
        "ranked": "moments (before, half-way, after) at which both seats ranked their priorities and the other's",
        "sayings": "statements about the two roles that both seats rated at one moment",
        "gap-marketing": "ranks by which marketing's last picture of distribution's priorities was off on average",
        "gap-distribution": "the same of distribution's picture of marketing's",
        "clashes": "clashes, counted once for each month in which each showed",
    }
    | {f"{kind.short}-clashes": f"months with {kind.name.lower()}" for kind in CATALOGUE.values()}
    | {
        "turning-share": "the largest turning point, as a share of the season's value or of the best plan's",
        "gain-share": "what the choice that won most was worth, as a share of the season's value or of the best plan's",
        "message-share": "the dearest message, as a share of the season's value or of the best plan's",
        "lines": "lines that were kept: 'I did this because ...'",
        "reasons": "reasons that were given for plans",
    }
)

_WORDS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = MappingProxyType(
    {
        "turning-theme": ("the thread of the largest turning point", tuple(THEMES)),
        "gain-theme": ("the thread of the choice that won most", tuple(THEMES)),
        "turning-lead": ("who decided at the largest turning point", (*SEATS, "joint")),
        "finished": ("whether the season was played to its end", ("yes", "no")),
        "structure": ("the preset that the table was played with", (*PRESETS, "custom")),
    }
    | {dial: (f"the table's structure, by its dial {dial}", values) for dial, values in DIALS.items()}
)

KNOWN: Final[Mapping[str, Known]] = MappingProxyType(
    {name: Known(means) for name, means in _NUMBERS.items()}
    | {name: Known(means, words) for name, (means, words) in _WORDS.items()}
)
"""Every fact that a condition may name."""
