"""What a message was worth: the season again with one thing told earlier, and the other seat planning with it.

The one who is told re-plans a few settings of its own for the good of both, without knowing what luck will bring;
so does somebody who was not told and expects no news. What the first season earns more than the second, with the luck
as it was, is what the message was worth.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np

from game.lab.encoding import STOCK, Code, Course
from game.lab.hindsight.season import PlayedSeason, alternatives, calendar_fixed, replayed
from game.lab.playing import cents, joined, played, repeated, tiled
from game.rules.arrays import Floats
from game.rules.draws import Draws, draw, seeds_from
from game.rules.levers import Seat, Value

Kind = Literal["promotion", "launch", "entry", "late-inbound"]

LUCKS: Final = 12
"""Lucks that somebody re-planning reckons with."""

PASSES: Final = 2
LATE: Final = 0.10  # share of what was due from which a delay is news
FEW: Final = 10  # values tried for a number


@dataclass(frozen=True)
class Untold:
    """Something that one seat knew and the other did not."""

    kind: Kind  # what it was about
    sender: Seat  # who knew
    receiver: Seat  # who could have used it
    item: str  # key of the product or market
    round: int  # counted from 1; when it took effect
    told: int  # counted from 1; the plan that it would still have been in time for


@dataclass(frozen=True)
class Worth:
    """What a message was worth."""

    message: Untold  # the message
    cents: int  # of joint value, whole
    # what the receiver would have done with it: (round from 1, setting, played, instead)
    plan: tuple[tuple[int, str, Value, Value], ...]


def messages(season: PlayedSeason) -> list[Untold]:
    """Everything in a season that could have been told earlier."""
    return [*_marketing_news(season), *_late_inbound(season)]


def pressing(season: PlayedSeason) -> list[Untold]:
    """Every message, the one first whose product or market had most that was wanted and not shipped, in money."""
    world = season.stage.world

    def missing(message: Untold) -> float:
        _, outcome = season.months[message.round - 1]
        left = np.maximum(0.0, outcome.filled.wanted[0] - outcome.floor.shipped[0]) * world.products.list_price[:, None]
        if message.kind == "entry":
            return float(left[:, world.markets.keys.index(message.item)].sum())
        return float(left[world.products.keys.index(message.item)].sum())

    return sorted(messages(season), key=missing, reverse=True)


def weighed(season: PlayedSeason, news: Sequence[Untold]) -> list[Worth]:
    """What each of some messages would have been worth, in their order."""
    minds = [mind for message in news for mind in _minds(season, message)]
    _replan(season, minds)
    values = np.repeat(season.course.values, len(minds), axis=2)
    for column, mind in enumerate(minds):
        for round_, row in mind.cells:
            values[round_, row, column] = mind.course.values[round_, row, 0]
    cents = replayed(season, Course(values, season.course.levels)).reshape(-1, 2) if minds else ()
    return [
        Worth(message, int(with_it - without), tuple(_changed_plan(season, knowing)))
        for message, knowing, (with_it, without) in zip(news, minds[::2], cents, strict=True)
    ]


def _marketing_news(season: PlayedSeason) -> Iterator[Untold]:
    """Promotions, launches and entries that marketing decided alone and distribution had a month less for."""
    code, values = season.stage.code, season.course.values[:, :, 0]
    kinds: dict[str, Kind] = {"promotion": "promotion", "launch": "launch", "market-entry": "entry"}
    for row, setting in enumerate(code.settings):
        kind = kinds.get(setting.lever.id)
        if kind is None:
            continue
        done = values[:, row] > 0.5
        for round_ in range(1, season.rounds):
            fresh = done[round_] and not (done[:round_].any() if kind != "promotion" else done[round_ - 1])
            alone = season.leads[round_][setting.lever.id] == "marketing"
            if fresh and alone and not calendar_fixed(season, round_):
                yield Untold(kind, "marketing", "distribution", setting.item_key, round_ + 1, round_)


def _late_inbound(season: PlayedSeason) -> Iterator[Untold]:
    """Stock that came late while marketing planned without knowing."""
    products = season.stage.world.products.keys
    for _, outcome in season.months:
        late, arrived = outcome.inbound.late[0], outcome.inbound.arrived[0]
        for product in np.flatnonzero(late > LATE * np.maximum(1.0, late + arrived)).tolist():
            at = outcome.round + 1
            yield Untold("late-inbound", "distribution", "marketing", products[product], at, at)


def _cells(season: PlayedSeason, message: Untold) -> Iterator[tuple[int, int]]:
    """The decisions that a receiver would think again about: (round from 0, row)."""
    told, round_ = message.told - 1, message.round - 1
    product = message.item if message.kind in ("promotion", "launch", "late-inbound") else None
    by_item = {STOCK, "inbound-mode"} if message.receiver == "distribution" else {"promotion", "price"}
    company = {"temps", "extra-shift"} if message.receiver == "distribution" else {"delivery-promise"}
    for row, setting in enumerate(season.stage.code.settings):
        for at in range(told, round_ + 1):
            mine = season.leads[at][setting.lever.id] == message.receiver
            about = setting.lever.id in by_item and product in (None, setting.item_key)
            if mine and (about or setting.lever.id in company):
                yield at, row


def _unsuspecting(season: PlayedSeason, message: Untold) -> Course:
    """The season as somebody expects it who has not been told: without what the message is about."""
    if message.kind == "late-inbound":
        return season.course
    lever = {"promotion": "promotion", "launch": "launch", "entry": "market-entry"}[message.kind]
    values = season.course.values.copy()
    row = season.stage.code.row[f"{lever}.{message.item}"]
    values[message.round - 1 :, row] = 0.0
    return Course(values, season.course.levels)


@dataclass
class _Mind:
    """Somebody who plans again, one decision after the other, for the good of both."""

    course: Course  # what it expects to be played, with what it has decided so far
    told: int  # the round, from 0, in which it begins
    cells: Sequence[tuple[int, int]]  # the decisions that it thinks about: (round from 0, row)
    lucks: Sequence[Draws]  # what luck may bring in each round from then on, `LUCKS` seasons
    looked: int = 0  # how often it looked at a decision
    settled: int = 0  # how many of these were left as they were since the last one that changed

    @property
    def busy(self) -> bool:
        """Whether there is a decision that it has not looked at since the last one changed."""
        return self.settled < len(self.cells) and self.looked < PASSES * len(self.cells)

    def tried(self, code: Code) -> Course:
        """The course with the next decision at each value that is tried, first as it is."""
        round_, row = self.cells[self.looked % len(self.cells)]
        own = float(self.course.values[round_, row, 0])
        others = alternatives(code.settings[row], own, float(code.default[row]))
        values = [own, *others[:: max(1, len(others) // FEW)]]
        side_by_side = np.repeat(self.course.values, len(values), axis=2)
        side_by_side[round_, row] = values
        return Course(side_by_side, self.course.levels)

    def decide(self, tried: Course, worth: Floats) -> None:
        """Take the value that is worth most on average over the lucks."""
        best = int(worth.argmax())
        self.looked, self.settled = self.looked + 1, self.settled + 1 if best == 0 else 1
        self.course = tried.part(best, best + 1) if tried.seasons > 1 else tried


def _minds(season: PlayedSeason, message: Untold) -> tuple[_Mind, _Mind]:
    """The receiver as it was told, and as it expected no news."""
    told, cells, world = message.told - 1, list(_cells(season, message)), season.stage.world
    seeds = seeds_from(4_000_000_000 + told, LUCKS)
    lucks = [draw(season.stage.ready.street, seeds, round_) for round_ in range(told, season.rounds)]
    known = list(lucks)
    if message.kind == "late-inbound":
        product, at = world.products.keys.index(message.item), message.round - 1
        inbound = lucks[at - told].inbound.copy()
        inbound[:, product] = season.luck[at].inbound[0, product]
        known[at - told] = replace(lucks[at - told], inbound=inbound)
    return _Mind(season.course, told, cells, known), _Mind(_unsuspecting(season, message), told, cells, lucks)


def _replan(season: PlayedSeason, minds: Sequence[_Mind]) -> None:
    """Let all minds think to their ends, side by side: a month of many seasons takes little longer than one of few."""
    while busy := sorted((mind for mind in minds if mind.busy), key=lambda mind: mind.told):
        tried = [mind.tried(season.stage.code) for mind in busy]
        for mind, course, worth in zip(busy, tried, _expected(season, busy, tried), strict=True):
            mind.decide(course, worth)


def _expected(season: PlayedSeason, minds: Sequence[_Mind], tried: Sequence[Course]) -> list[Floats]:
    """Mean joint value of each mind's courses over the rounds from when it begins, every luck for every course.

    Args:
        season: as it was played; who begins later joins the others there.
        minds: the earliest first.
        tried: the courses of each.
    """
    stage, ends = season.stage, np.cumsum([course.seasons * LUCKS for course in tried]).tolist()
    total, state, begun = np.zeros(ends[-1]), None, 0
    for round_ in range(minds[0].told, season.rounds):
        while begun < len(minds) and minds[begun].told == round_:
            opened = tiled(season.months[round_][0], tried[begun].seasons * LUCKS)
            state, begun = opened if state is None else joined(state, opened), begun + 1
        assert state is not None
        pairs = list(zip(minds[:begun], tried, strict=False))
        draws = joined(*(repeated(mind.lucks[round_ - mind.told], course.seasons) for mind, course in pairs))
        rows = np.concatenate([np.tile(course.values[round_], LUCKS) for _, course in pairs], axis=1)
        ready, state = stage.begun(state)
        plans = stage.code.packed_rows(rows, season.course.levels, state)
        state, worth = played(ready, state, plans, draws, cents)
        total[: ends[begun - 1]] += worth
    parts = np.split(total, ends[:-1])
    return [part.reshape(LUCKS, -1).mean(axis=0) for part in parts]


def _changed_plan(season: PlayedSeason, mind: _Mind) -> Iterator[tuple[int, str, Value, Value]]:
    """What a receiver would have done otherwise."""
    code = season.stage.code
    for round_, row in mind.cells:
        setting = code.settings[row]
        chosen, instead = (float(c.values[round_, row, 0]) for c in (season.course, mind.course))
        if chosen != instead:
            yield round_ + 1, setting.key, code.value(setting, chosen), code.value(setting, instead)
