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

from game.lab.crossing import repeated, tiled
from game.lab.encoding import STOCK, Course
from game.lab.hindsight.season import Season, calendar_fixed, replayed
from game.lab.hindsight.turning import alternatives
from game.lab.playing import luck_of
from game.rules.arrays import Floats
from game.rules.draws import Draws, seeds_from
from game.rules.levers import Seat, Value
from game.rules.month import Outcome, resolve
from game.rules.state import State

Kind = Literal["promotion", "launch", "entry", "late-inbound"]

LUCKS: Final = 12
"""Lucks that somebody re-planning reckons with."""

PASSES: Final = 2
LATE: Final = 0.10  # share of what was due from which a delay is news
FEW: Final = 10  # values tried for a number


@dataclass(frozen=True)
class Message:
    """Something that one seat knew and the other did not.

    Args:
        kind: what it was about.
        sender: who knew.
        receiver: who could have used it.
        item: key of the product or market.
        round: counted from 1; when it took effect.
        told: counted from 1; the plan that it would still have been in time for.
    """

    kind: Kind
    sender: Seat
    receiver: Seat
    item: str
    round: int
    told: int


@dataclass(frozen=True)
class Worth:
    """What a message was worth.

    Args:
        message: the message.
        cents: of joint value, whole.
        plan: what the receiver would have done with it: (round from 1, setting, played, instead).
    """

    message: Message
    cents: int
    plan: tuple[tuple[int, str, Value, Value], ...]


def messages(season: Season) -> list[Message]:
    """Everything in a season that could have been told earlier."""
    return [*_marketing_news(season), *_late_inbound(season)]


def worths(season: Season, most: int = 5, tried: int | None = None) -> list[Worth]:
    """What each message would have been worth, the dearest first.

    Args:
        season: as it was played.
        most: how many to keep.
        tried: only this many are worked out, those about which most was missing; None = all.
    """
    found = [worth(season, message) for message in pressing(season)[:tried]]
    return sorted(found, key=lambda one: -one.cents)[:most]


def pressing(season: Season) -> list[Message]:
    """Every message, the one first whose product or market had most that was wanted and not shipped, in money."""
    world, outcomes = season.stage.world, list(_outcomes(season))

    def missing(message: Message) -> float:
        outcome = outcomes[message.round - 1]
        left = np.maximum(0.0, outcome.filled.wanted[0] - outcome.floor.shipped[0]) * world.products.list_price[:, None]
        if message.kind == "entry":
            return float(left[:, world.markets.keys.index(message.item)].sum())
        return float(left[world.products.keys.index(message.item)].sum())

    return sorted(messages(season), key=missing, reverse=True)


def worth(season: Season, message: Message) -> Worth:
    """What one message would have been worth."""
    told, cells = message.told - 1, list(_cells(season, message))
    knowing = _replanned(season, season.course, told, cells, _known_luck(season, message, told))
    guessing = _replanned(season, _unsuspecting(season, message), told, cells, _lucks(season, told))
    values = [season.course.values.copy(), season.course.values.copy()]
    for own, course in zip(values, (knowing, guessing), strict=True):
        for round_, row in cells:
            own[round_, row] = course.values[round_, row]
    with_it, without = (int(replayed(season, Course(own, season.course.levels))[0]) for own in values)
    return Worth(message, with_it - without, tuple(_told(season, knowing, cells)))


def _marketing_news(season: Season) -> Iterator[Message]:
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
                yield Message(kind, "marketing", "distribution", setting.item_key, round_ + 1, round_)


def _late_inbound(season: Season) -> Iterator[Message]:
    """Stock that came late while marketing planned without knowing."""
    products = season.stage.world.products.keys
    for outcome in _outcomes(season):
        late, arrived = outcome.inbound.late[0], outcome.inbound.arrived[0]
        for product in np.flatnonzero(late > LATE * np.maximum(1.0, late + arrived)).tolist():
            at = outcome.round + 1
            yield Message("late-inbound", "distribution", "marketing", products[product], at, at)


def _outcomes(season: Season) -> Iterator[Outcome]:
    state = season.stage.opening(1)
    for draws in _own_luck(season)[: season.rounds]:
        step = resolve(season.stage.ready, state, season.stage.code.packed(season.course, state), draws)
        yield step.outcome
        state = step.state


def _cells(season: Season, message: Message) -> Iterator[tuple[int, int]]:
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


def _unsuspecting(season: Season, message: Message) -> Course:
    """The season as somebody expects it who has not been told: without what the message is about."""
    if message.kind == "late-inbound":
        return season.course
    lever = {"promotion": "promotion", "launch": "launch", "entry": "market-entry"}[message.kind]
    values = season.course.values.copy()
    row = season.stage.code.row[f"{lever}.{message.item}"]
    values[message.round - 1 :, row] = 0.0
    return Course(values, season.course.levels)


def _own_luck(season: Season) -> list[Draws]:
    return luck_of(season.stage.ready, np.array([season.seed], dtype=np.uint64))


def _lucks(season: Season, told: int) -> list[Draws]:
    """What luck may bring from the round on in which it is told."""
    return luck_of(season.stage.ready, seeds_from(4_000_000_000 + told, LUCKS))


def _known_luck(season: Season, message: Message, told: int) -> list[Draws]:
    """The same, with what the message says about luck."""
    lucks = _lucks(season, told)
    if message.kind != "late-inbound":
        return lucks
    product = season.stage.world.products.keys.index(message.item)
    at = message.round - 1
    inbound = lucks[at].inbound.copy()
    inbound[:, product] = _own_luck(season)[at].inbound[0, product]
    return [*lucks[:at], replace(lucks[at], inbound=inbound), *lucks[at + 1 :]]


def _replanned(
    season: Season, expected: Course, told: int, cells: Sequence[tuple[int, int]], lucks: list[Draws]
) -> Course:
    """The course after the receiver has thought again, one decision after the other, for the good of both."""
    state = season.stage.opening(1)
    for draws in _own_luck(season)[:told]:
        state = resolve(season.stage.ready, state, season.stage.code.packed(season.course, state), draws).state
    course, wide, settled = expected, dict[int, list[Draws]](), 0
    for at in range(PASSES * len(cells)):
        if settled == len(cells):
            break  # every decision was looked at again since the last one changed
        found = _rethought(season, course, state, told, cells[at % len(cells)], lucks, wide)
        settled = settled + 1 if found is course else 1
        course = found
    return course


def _rethought(
    season: Season, course: Course, state: State, told: int, cell: tuple[int, int], lucks: list[Draws],
    wide: dict[int, list[Draws]],
) -> Course:  # fmt: skip
    """The course with one decision at its best value, on average over the lucks; `wide` keeps them repeated."""
    code, (round_, row) = season.stage.code, cell
    own = float(course.values[round_, row, 0])
    others = alternatives(code.settings[row], own, float(code.default[row]))
    tried = [own, *others[:: max(1, len(others) // FEW)]]
    values = np.repeat(course.values, len(tried), axis=2)
    values[round_, row] = tried
    if len(tried) not in wide:
        wide[len(tried)] = [repeated(luck, len(tried)) for luck in lucks[told : season.rounds]]
    worth_each = _expected(season, Course(values, course.levels), state, wide[len(tried)])
    best = int(worth_each.argmax())
    return course if best == 0 else Course(values[:, :, best : best + 1], course.levels)


def _expected(season: Season, course: Course, state: State, luck: list[Draws]) -> Floats:
    """Mean joint value of each course over the rounds that the draws are for, every luck for every course, `(n,)`."""
    n, whole = course.seasons, len(luck[0].company)
    wide = Course(np.tile(course.values, (1, 1, whole // n)), course.levels)
    now, total = tiled(state, whole), np.zeros(whole)
    for draws in luck:
        step = resolve(season.stage.ready, now, season.stage.code.packed(wide, now), draws)
        now, total = step.state, total + step.outcome.money.joint
    mean: Floats = total.reshape(whole // n, n).mean(axis=0)
    return mean


def _told(season: Season, course: Course, cells: Sequence[tuple[int, int]]) -> Iterator[tuple[int, str, Value, Value]]:
    """What the receiver would have done otherwise."""
    code = season.stage.code
    for round_, row in cells:
        setting = code.settings[row]
        played, instead = (float(c.values[round_, row, 0]) for c in (season.course, course))
        if played != instead:
            yield round_ + 1, setting.key, code.value(setting, played), code.value(setting, instead)
