"""What is told of a month: both seats' plans, what customers got, and the money, as plain data with names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import fsum
from typing import TYPE_CHECKING, Final

from game.rules.explain import Explanation, askable
from game.rules.levers import SEATS, Seat, Setting, Value
from game.rules.world import SOP, World
from game.table.moves import Say
from game.table.planning import ONE_OFF
from game.table.seen.dashboards import DistributionMonth, MarketingMonth
from game.table.seen.observation import Proposal, Reading, SharedMonth
from game.table.seen.whys import explained

if TYPE_CHECKING:
    from game.lab.hindsight.band import Band
    from game.lab.hindsight.fit import Fit
    from game.scenario import Event
    from game.table.month import Asked, Month
    from game.table.table import Table


@dataclass(frozen=True)
class Change:
    """A setting that is no longer what it was a month before, or a decision that is made once."""

    key: str
    lever: str  # the lever's id
    item: str  # key of its product, market or initiative; "" for the company
    name: str  # name of the item, or of the lever for the company
    unit: str
    before: Value
    now: Value


@dataclass(frozen=True)
class SeatStory:
    """One seat's part in a month."""

    seat: Seat
    persona: str  # "growth chaser"; "" for a person
    changes: tuple[Change, ...]
    plan: Mapping[str, Value]
    why: str


@dataclass(frozen=True)
class MonthStory:
    """One month, told from both chairs."""

    round: int  # 1-based
    rounds: int
    month: str  # "April"
    currency: str
    products: Mapping[str, str]  # key to name
    markets: Mapping[str, str]
    settings: Mapping[str, str]  # key to name, of every setting
    news: tuple[Event, ...]
    seats: Mapping[Seat, SeatStory]
    signed: tuple[Change, ...]  # what both signed, leads aside
    locked: bool  # promotions of this month were fixed a month ago, and the plan's are for the next
    asked: tuple[tuple[Asked, str], ...]  # question cards with what each asks
    said: tuple[Say, ...]
    proposals: tuple[Proposal, ...]
    readings: tuple[Reading, ...]
    shared: SharedMonth
    marketing: MarketingMonth
    distribution: DistributionMonth
    lines: Mapping[str, float]  # every money line; costs are negative
    lines_kept: Mapping[Seat, str]  # "I did this because ...", kept after the month
    explained: Mapping[str, Explanation]  # every figure of the month that can be asked about
    table: Table = field(repr=False, compare=False)  # that it was played at

    @cached_property
    def fit(self) -> Fit:
        """What would have fit better, as it looked when the month had been played; worked out when it is asked for."""
        from game.lab.hindsight.fit import fit_at  # takes a while to load

        return fit_at(self.table, self.round)

    @cached_property
    def band(self) -> Band:
        """Where the season could still end after the month; worked out when it is asked for."""
        from game.lab.hindsight.band import band_told

        return band_told(self.table, self.round)

    def ordered(self, market: str | None = None) -> float:
        """Units ordered this month, in one market or in all."""
        return _sum(self.marketing.orders, market)

    def shipped(self, market: str | None = None) -> float:
        """Units that left the floor of what was asked for."""
        return _sum(self.distribution.shipped, market)

    def backlog(self) -> float:
        """Units that wait for next month."""
        return _sum(self.distribution.backlog, None)

    def short(self) -> float:
        """Units that stock could not serve."""
        return _sum(self.distribution.short, None)

    def waiting(self) -> float:
        """Units that the floor had no hours for."""
        return _sum(self.distribution.waiting, None)

    def late(self) -> float:
        """Days that the mean order came after the promise; below 0 = before it."""
        return self.shared.days - self.shared.promise

    @property
    def decided(self) -> tuple[Change, ...]:
        """Everything that was changed or decided, by whom ever."""
        return (*(change for seat in SEATS for change in self.seats[seat].changes), *self.signed)


class Explained(Mapping[str, Explanation]):
    """Every figure of a month that can be asked about, taken apart when it is asked for."""

    def __init__(self, world: World, month: Month, currency: str) -> None:
        self._month, self._currency = month, currency
        self._keys = [key for key, _ in askable(world, month.outcome)]

    def __getitem__(self, key: str) -> Explanation:
        return explained(self._month, key, self._currency)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


@dataclass(frozen=True)
class Season:
    """The months played so far at a table; `personas` are the names of who holds the seats, "" for a person."""

    table: Table
    personas: Mapping[Seat, str]
    months: tuple[MonthStory, ...]


def season_of(table: Table, personas: Mapping[Seat, str]) -> Season:
    """The season of a table, told."""
    return Season(table, personas, tuple(story_of(table, at, personas) for at in range(len(table.history))))


def story_of(table: Table, at: int, personas: Mapping[Seat, str]) -> MonthStory:
    """The month of index `at` in the table's history."""
    scenario, month = table.scenario, table.history[at]
    before = table.history[at - 1].values if at else scenario.sheet.defaults()
    changes = [_change(setting, before, month) for setting in scenario.sheet.settings]
    real = [(setting, change) for setting, change in zip(scenario.sheet.settings, changes, strict=True) if change]
    world = table.world
    marketing, distribution = month.dashboards["marketing"], month.dashboards["distribution"]
    assert isinstance(marketing, MarketingMonth) and isinstance(distribution, DistributionMonth)
    sop = bool(month.before.initiatives[0, SOP])
    return MonthStory(
        round=month.round,
        rounds=scenario.rounds,
        month=scenario.months[at],
        currency=scenario.currency,
        products=dict(zip(world.products.keys, world.products.names, strict=True)),
        markets=dict(zip(world.markets.keys, world.markets.names, strict=True)),
        settings={setting.key: setting.name for setting in scenario.sheet.settings},
        news=tuple(scenario.news(month.round)),
        seats={
            seat: SeatStory(
                seat=seat,
                persona=personas[seat],
                changes=tuple(change for setting, change in real if month.leads[setting.lever.id] == seat),
                plan=dict(month.commits[seat].plan),
                why=month.commits[seat].why,
            )
            for seat in SEATS
        },
        signed=tuple(change for setting, change in real if month.leads[setting.lever.id] == "joint"),
        locked=sop,
        asked=tuple((one, table.deck.cards[one.card].asks) for one in month.asked),
        said=month.said,
        proposals=month.proposals,
        readings=month.readings,
        shared=month.shared,
        marketing=marketing,
        distribution=distribution,
        lines=month.money,
        lines_kept=month.lines,
        explained=Explained(world, month, table.scenario.currency),
        table=table,
    )  # fmt: skip


def _change(setting: Setting, before: Mapping[str, Value], month: Month) -> Change | None:
    """What became of a setting this month; None when nothing did."""
    lever, was, now = setting.lever, before[setting.key], month.values[setting.key]
    if lever.id in ONE_OFF:
        was = False if lever.kind == "switch" else setting.default
    if was == now:
        return None
    name = setting.name.partition(", ")[2] if setting.item_key else setting.name
    return Change(setting.key, lever.id, setting.item_key, name, lever.unit, was, now)


def _sum(grid: Mapping[str, Mapping[str, float]], market: str | None) -> float:
    return fsum(units for row in grid.values() for key, units in row.items() if market in (None, key))


def quantity(part: float) -> str:
    """A share of a whole in words: 'a fifth', 'a third', 'half'."""
    return next((words for least, words in _PARTS if part >= least), "a little")


def compared(moved: float, less: str) -> str:
    """How many there are beside before, in words: 'a fifth more', 'a third fewer', 'half as many'.

    Args:
        moved: the change as a share of what there was, -1 or more.
        less: "less" or "fewer", as the sentence needs.
    """
    if moved >= 0.95:
        return "twice as many"
    if moved > 0:
        return f"{quantity(moved)} more"
    left = 1.0 + moved
    fraction = next((words for most, words in _LEFT if left < most), "")
    return fraction or f"{quantity(-moved)} {less}"


_LEFT: Final = ((0.1, "hardly any"), (0.29, "a quarter as many"), (0.42, "a third as many"), (0.58, "half as many"))
_PARTS: Final = (
    (0.90, "nearly as much again"),
    (0.70, "three quarters"),
    (0.58, "two thirds"),
    (0.45, "half"),
    (0.29, "a third"),
    (0.225, "a quarter"),
    (0.17, "a fifth"),
    (0.12, "a seventh"),
    (0.085, "a tenth"),
)
