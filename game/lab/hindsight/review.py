"""A season looked back on, in figures and plain sentences: alignment, turning points, where the value went.

One call for whoever tells it: the closing page, the full-screen game, the debrief. Nothing here is searched for; all
of it is the season played again with the same luck, in a second or so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from game import figures
from game.judging.levers import WORDS, Phrase
from game.lab.bench import Bench, known
from game.lab.hindsight.bounds import Alignment, Beside, Bounds, Decomposition
from game.lab.hindsight.message import Kind, Worth, pressing, weighed
from game.lab.hindsight.season import (
    PlayedSeason,
    Swing,
    calendar_fixed,
    season_at,
    swings,
    turning_points,
    well_chosen,
)
from game.refusal import Refusal
from game.rules.levers import Lead, Setting, Value
from game.scenario import Scenario
from game.scenario.sheets import INITIATIVE_NAMES
from game.table.seen.facts import site_keys
from game.table.table import Table

_WRITTEN: Final[Mapping[str, Callable[[float, str], str]]] = MappingProxyType(
    {
        "money": figures.money,
        "share": lambda part, currency: figures.share(part),
        "days": lambda count, currency: figures.days(count),
    }
)


def phrase(scenario: Scenario, setting: Setting, value: Value, ahead: bool = False) -> Phrase:
    """A value in words.

    Args:
        scenario: whose names and currency are used.
        setting: the setting.
        value: one of its values.
        ahead: whether it was for the month after, as promotions are once joint S&OP fixes the calendar.
    """
    open_ = WORDS[setting.lever.id].phrase(value)
    words = {"item": item_name(scenario, setting), "value": amount(scenario, setting, value)}
    did, instead, would = (part.format(**words) for part in (open_.did, open_.instead, open_.would or open_.did))
    later = " for the month after" if ahead and setting.lever.id == "promotion" else ""
    return Phrase(did + later, instead, would + later)


def item_name(scenario: Scenario, setting: Setting) -> str:
    """The product, market or initiative that a setting is for; "" for the company."""
    world, lever = scenario.world, setting.lever
    if lever.over == "product":
        return world.products.names[setting.item]
    if lever.over == "market":
        return world.markets.names[setting.item]
    return INITIATIVE_NAMES[setting.item_key] if lever.over == "initiative" else ""


def amount(scenario: Scenario, setting: Setting, value: Value) -> str:
    """A value in its own unit: `€24.00`, `3.5 days`, `2,300`, `20%`, `deep deal`."""
    if isinstance(value, str | bool):
        return _choice(scenario, setting, str(value))
    write = figures.price if setting.lever.id == "price" else _WRITTEN.get(setting.lever.unit)
    return figures.value(value, "", "") if write is None else write(value, scenario.currency)


def _choice(scenario: Scenario, setting: Setting, value: str) -> str:
    markets = scenario.world.markets
    if setting.lever.id == "market-focus" and value in markets.keys:
        return markets.names[markets.keys.index(value)]
    if setting.lever.id == "site":
        return scenario.world.last_mile.site_names[site_keys(scenario).index(value)]
    return value.replace("-", " ")


MOST: Final = 2
"""Changes of plan that a remark on a message names."""


@dataclass(frozen=True)
class Remark:
    """Something that was found out."""

    round: int  # counted from 1
    month: str  # its name
    lead: Lead  # whose decision it was; for a message, who knew
    key: str  # of the setting; for a message, of the product or market
    chosen: Value  # the value as it was played; for a message, what it was about
    other: Value  # the other value; for a message, who could have used it
    cents: int  # what the other value, or the message, would have added to the season, in whole cents; below 0 = cost
    sentence: str  # all of it in words

    @property
    def money(self) -> float:
        """What it would have added, in currency units."""
        return self.cents / 100.0


def of_swing(season: PlayedSeason, swing: Swing) -> Remark:
    """One decision at another value, in words."""
    scenario, round_ = season.scenario, swing.round - 1
    setting, month = _setting(season, swing.key), scenario.months[round_]
    ahead = calendar_fixed(season, round_)
    was = phrase(scenario, setting, swing.chosen, ahead)
    might = phrase(scenario, setting, swing.other, ahead)
    who = "the two" if swing.lead == "joint" else swing.lead
    amount = figures.money(abs(swing.money), scenario.currency)
    way = "more" if swing.cents >= 0 else "less"
    sentence = f"In {month} {who} {was.did}. {might.instead}, the season would have brought {amount} {way}."
    return Remark(swing.round, month, swing.lead, swing.key, swing.chosen, swing.other, swing.cents, sentence)


def of_worth(season: PlayedSeason, worth: Worth) -> Remark:
    """What a message was worth, in words."""
    message, months = worth.message, season.scenario.months
    month, about = months[message.round - 1], _ABOUT[message.kind].format(item=_item(season, worth))
    sender, receiver = message.sender, message.receiver
    if message.kind == "late-inbound":
        head = f"{receiver.capitalize()} planned {month} without knowing that {about}."
        told = "Told before its plan, it"
    else:
        head = f"{receiver.capitalize()} heard of {about} in {month} when it was there."
        told = f"Told by the plan of {months[message.told - 1]}, it"
    sentence = f"{head} {told} {_outcome(season, worth)}"
    return Remark(message.round, month, sender, message.item, message.kind, receiver, worth.cents, sentence)


_ABOUT: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        "promotion": "the deal on {item}",
        "launch": "the launch of {item}",
        "entry": "the opening of {item}",
        "late-inbound": "part of {item} would arrive late",
    }
)


def _outcome(season: PlayedSeason, worth: Worth) -> str:
    """What the receiver would have done, and what it would have brought both."""
    would = [
        f"{phrase(season.scenario, _setting(season, key), instead).would} in {season.scenario.months[round_ - 1]}"
        for round_, key, _, instead in worth.plan[:MOST]
    ]
    if worth.cents <= 0 or not would:
        return "would hardly have done better this time."
    amount = figures.money(worth.cents / 100.0, season.scenario.currency)
    return f"would have {' and '.join(would)}, and the season would have brought {amount} more."


def _item(season: PlayedSeason, worth: Worth) -> str:
    world, item = season.scenario.world, worth.message.item
    place = world.markets if worth.message.kind == "entry" else world.products
    return place.names[place.keys.index(item)]


def _setting(season: PlayedSeason, key: str) -> Setting:
    setting = season.scenario.sheet.find(key)
    assert setting is not None
    return setting


POINTS: Final = 4
"""Turning points of a review."""

EACH: Final = 2
"""Turning points that are one seat's, while there are others."""

TRIED: Final = 3
"""Messages that are worked out: those about which most was missing."""


@dataclass(frozen=True)
class Review:
    """What there is to say of a season, for both seats: figures and sentences, and nothing that leads to the table."""

    currency: str  # the sign of its money
    months: tuple[str, ...]  # the names of the scenario's months
    value: float  # its joint value so far, currency units
    alignment: Alignment | None  # 0 = silo play, 100 = the best plan known; None = there is no yardstick, see `without`
    beside: Beside | None  # the months beside both plans; None as above
    went: Decomposition | None  # where the value went, in whole cents; None as above
    without: str  # why there is no yardstick, and which command makes one; "" when there is
    # the decisions that another value would have changed most for the better, largest first
    turning_points: tuple[Remark, ...]
    # the decision whose usual value would have cost most; none when nothing was changed for the better
    well_chosen: tuple[Remark, ...]
    message: Remark | None  # what being told a month earlier would have been worth; None when nothing went untold
    note: str = ""  # what to bear in mind about the yardstick, in a sentence; "" = nothing


def review(table: Table, with_message: bool = True, yardstick: tuple[Bench | None, str] | None = None) -> Review:
    """Look back on the season of a table; one that is over, to its end or before, is measured by a yardstick.

    Args:
        table: with at least one month played.
        with_message: whether to work out what a message was worth, which takes longest.
        yardstick: what `known` says of the scenario, for whoever looks back on many of its tables.

    Raises:
        Refusal: when no month has been played.
    """
    if not table.history:
        raise Refusal("There is nothing to look back on yet: no month of this table has been played.")
    season = season_at(table)
    bounds, without = _bounds(table, season, yardstick)
    every = swings(season)
    told = weighed(season, pressing(season)[:TRIED]) if with_message else []
    dearest = max(told, key=lambda one: one.cents, default=None)
    return Review(
        currency=table.scenario.currency,
        months=tuple(table.scenario.months),
        value=table.joint_value,
        alignment=bounds.alignment if bounds else None,
        beside=bounds.beside if bounds else None,
        went=bounds.decomposition if bounds else None,
        without=without,
        turning_points=tuple(of_swing(season, swing) for swing in mixed(turning_points(every))),
        well_chosen=tuple(of_swing(season, swing) for swing in well_chosen(season, every)[:1]),
        message=of_worth(season, dearest) if dearest else None,
        note=_note(table) if bounds else "",
    )


def _bounds(
    table: Table, season: PlayedSeason, yardstick: tuple[Bench | None, str] | None
) -> tuple[Bounds | None, str]:
    """The two plans that the season is measured against; or none, and a sentence that says why."""
    if not table.over:
        return None, "The season is not over: alignment is told at its end."
    bench, without = yardstick or known(table.scenario)
    if bench is None:
        return None, without
    bounds = Bounds(bench, season)
    if bounds.usual_gap <= 0.0:
        return None, (
            f"The season ended after {_of(table)}. In so few the best plan known earns no more than silo play, as it "
            "invests first."
        )
    return bounds, ""


def _note(table: Table) -> str:
    """What to bear in mind where the two plans were made for another season than this one."""
    notes = []
    if table.ended is not None:
        notes.append(
            f"The season ended after {_of(table)}: it is measured against the same months of silo play and of the best "
            "plan known, which looks ahead to the last month."
        )
    if table.scenario.origin is not None:
        notes.append("News was brought in: silo play and the best plan known meet it too, and were made without it.")
    return " ".join(notes)


def _of(table: Table) -> str:
    return f"{table.months} of {table.scenario.rounds} months"


def mixed(points: Sequence[Swing], most: int = POINTS) -> list[Swing]:
    """The largest turning points, each lever once, and of no lead more than two while others have any."""
    kept: list[Swing] = []
    for swing in points:
        fresh = all(swing.lever != other.lever for other in kept)
        if fresh and len(kept) < most and _led(kept, swing.lead) < EACH:
            kept.append(swing)
    for swing in points:
        if len(kept) < most and all(swing.key != other.key for other in kept):
            kept.append(swing)
    return sorted(kept, key=lambda swing: -swing.cents)


def _led(swings: Sequence[Swing], lead: Lead) -> int:
    return sum(swing.lead == lead for swing in swings)
