"""From a file without problems to the world that the rules play in, and what the calendar and the cards do to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from math import fsum
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pydantic import BaseModel

from game.rules import world as rules
from game.rules.arrays import Bools, Floats, Ints
from game.scenario.shape.document import BUDGETS, CardFile, EventFile, ScenarioFile
from game.scenario.shape.goods import LaunchFile, ProductFile

Part = TypeVar("Part")

ADDED: Final = frozenset(
    {"transit_days", "rival_price", "rival_quality", "goodwill", "satisfaction", "returns", "damage"}
)
"""Tracks that a card adds to (neutral 0); it multiplies the others (neutral 1)."""

REACHED = 0.75
"""Throughput asked of distribution, as a share of the base demand: a floor is judged on keeping up, not on growth."""


def build(file: ScenarioFile, cards: Mapping[str, CardFile]) -> rules.World:
    """The world of a scenario file.

    Args:
        file: a file in which no problem was found.
        cards: the event cards it may use, by key.
    """
    return rules.World(
        rounds=file.rounds,
        products=_products(file),
        markets=_markets(file),
        media=_filled(rules.Media, file.media),
        floor=_filled(rules.Floor, file.floor),
        last_mile=_last_mile(file),
        customers=_filled(rules.Customers, file.customers, satisfaction_value=_satisfaction_value(file)),
        noise=_filled(rules.Noise, file.noise),
        costs=_costs(file),
        targets=_targets(file),
        tracks=tracks_of(file, cards),
        growth=(1.0 + file.calendar.trend) ** file.rounds,
    )


def base_demand(product: ProductFile, file: ScenarioFile) -> float:
    """Units a month of one product in the markets open at the start."""
    open_ = {market.key for market in file.markets if market.open}
    return fsum(units for market, units in product.base.items() if market in open_)


def _fixed(values: ArrayLike, kind: type[np.generic]) -> NDArray[Any]:
    """A fixed array: nothing that plays a season may write into its world."""
    array = np.array(values, dtype=kind)
    array.setflags(write=False)
    return array


def _floats(values: ArrayLike) -> Floats:
    return _fixed(values, np.float64)


def _ints(values: ArrayLike) -> Ints:
    return _fixed(values, np.int64)


def _bools(values: ArrayLike) -> Bools:
    return _fixed(values, np.bool_)


def _filled(kind: type[Part], table: BaseModel, **others: object) -> Part:
    """A part of the world from the table of the same field names; tuples become arrays."""
    values: dict[str, Any] = dict(others)
    for field in fields(kind):  # type: ignore[arg-type]
        if field.name not in values:
            value = getattr(table, field.name)
            values[field.name] = _floats(value) if isinstance(value, tuple) else value
    return kind(**values)


def _listed(kind: type[Part], items: Sequence[BaseModel], **others: object) -> Part:
    """A part of the world from a list of tables: an array along them of each field that they have by the same name.

    A table's own list, such as one number a mode, becomes the first axis.
    """
    values: dict[str, Any] = dict(others)
    for field in fields(kind):  # type: ignore[arg-type]
        if field.name not in values:
            values[field.name] = _floats([getattr(item, field.name) for item in items]).T
    return kind(**values)


def _products(file: ScenarioFile) -> rules.Products:
    items, markets = file.products, [market.key for market in file.markets]
    keys = [item.key for item in items]
    launches = [item.launch or LaunchFile(cost=0.0, sigma=0.0, bias=0.0, failure=0.0) for item in items]
    return _listed(
        rules.Products,
        items,
        keys=tuple(keys),
        names=tuple(item.name for item in items),
        base=_floats([[item.base.get(market, 0.0) for market in markets] for item in items]),
        on_sale=_bools([item.on_sale for item in items]),
        launch_cost=_floats([launch.cost for launch in launches]),
        launch_sigma=_floats([launch.sigma for launch in launches]),
        launch_bias=_floats([launch.bias for launch in launches]),
        launch_failure=_floats([launch.failure for launch in launches]),
        takes_from=_floats([[launch.takes_from.get(key, 0.0) for key in keys] for launch in launches]),
        stock=_floats([_stock(item, file) for item in items]),
        lead=_ints([item.lead for item in items]).T,
    )


def _stock(item: ProductFile, file: ScenarioFile) -> list[float]:
    if isinstance(item.stock, dict):
        return [item.stock.get(pool.key, 0.0) for pool in file.pools]
    return [item.stock * share for share in _pool_shares(file)]


def _pool_shares(file: ScenarioFile) -> list[float]:
    if all(pool.share is None for pool in file.pools):
        return [1.0 / len(file.pools)] * len(file.pools)
    return [pool.share or 0.0 for pool in file.pools]


def _markets(file: ScenarioFile) -> rules.Markets:
    items, pools = file.markets, [pool.key for pool in file.pools]
    return _listed(
        rules.Markets,
        items,
        keys=tuple(item.key for item in items),
        names=tuple(item.name for item in items),
        channel=_ints([rules.CHANNELS.index(item.channel) for item in items]),
        pool=_ints([pools.index(item.pool) if item.pool else 0 for item in items]),
        pool_share=_floats(_pool_shares(file)),
        open=_bools([item.open for item in items]),
    )


def _last_mile(file: ScenarioFile) -> rules.LastMile:
    markets, sites = [market.key for market in file.markets], file.sites
    return _filled(
        rules.LastMile,
        file.last_mile,
        site_names=tuple(site.name for site in sites),
        site_fixed=_floats([site.fixed for site in sites]),
        site_days=_floats([[site.days.get(market, 0.0) for market in markets] for site in sites]),
        site_cost=_floats([[site.cost.get(market, 1.0) for market in markets] for site in sites]),
        site_capacity=_floats([site.capacity for site in sites]),
    )


def _satisfaction_value(file: ScenarioFile) -> Floats:
    value = file.customers.satisfaction_value
    if isinstance(value, dict):
        return _floats([value.get(market.key, 0.0) for market in file.markets])
    return _floats([value] * len(file.markets))


def _costs(file: ScenarioFile) -> rules.Costs:
    offers = [file.initiatives.get(key) for key in rules.INITIATIVES]
    return _filled(
        rules.Costs,
        file.costs,
        initiative_setup=_floats([offer.setup if offer else 0.0 for offer in offers]),
        initiative_monthly=_floats([offer.monthly if offer else 0.0 for offer in offers]),
        granted=_floats([0.0] * file.rounds),
        sponsored=_floats([0.0] * file.rounds),
    )


def _targets(file: ScenarioFile) -> rules.Targets:
    usual = max(1.0, fsum(base_demand(item, file) for item in file.products if item.on_sale))
    leads, throughput = file.targets.leads, file.targets.throughput
    return _filled(
        rules.Targets,
        file.targets,
        leads=usual if leads is None else leads,
        throughput=REACHED * usual if throughput is None else throughput,
    )


def tracks_of(file: ScenarioFile, cards: Mapping[str, CardFile]) -> rules.Tracks:
    """The tracks of a season: the calendar first, then every event card in order."""
    rounds, products, markets = file.rounds, len(file.products), len(file.markets)
    tracks = {track.name: np.full(rounds, 0.0 if track.name in ADDED else 1.0) for track in fields(rules.Tracks)}
    tracks["demand"] = np.ones((rounds, products, markets))
    tracks["arrivals"] = np.ones((rounds, products))
    tracks["budget"] = np.ones((rounds, 2))
    keys = [item.key for item in file.products], [market.key for market in file.markets]
    for event in file.events:
        _play(event, cards[event.card], *keys, tracks)
    tracks["season"] = _season(file)
    return _fixed_tracks(tracks)


def tracks_with(
    tracks: rules.Tracks, event: EventFile, card: CardFile, products: Sequence[str], markets: Sequence[str]
) -> rules.Tracks:
    """The tracks of a season in which one more event card is played, after all others."""
    changed = {field.name: getattr(tracks, field.name).copy() for field in fields(rules.Tracks)}
    _play(event, card, products, markets, changed)
    return _fixed_tracks(changed)


def _fixed_tracks(tracks: dict[str, Floats]) -> rules.Tracks:
    np.clip(tracks["arrivals"], 0.0, 1.0, out=tracks["arrivals"])
    for track in tracks.values():
        track.setflags(write=False)
    return rules.Tracks(**tracks)


def months(values: Sequence[float], strength: float, duration: int | None, added: bool) -> list[float]:
    """A card's values as an event plays them.

    Args:
        values: factors or added amounts of the card's first, second, ... round.
        strength: 1 = as the card says; 0 = nothing.
        duration: rounds it lasts: the last value is held or the end is cut. None = as the card says.
        added: are the values added amounts?
    """
    held = [*values, *[values[-1]] * ((duration or 0) - len(values))][: duration or len(values)]
    if added:
        return [value * strength for value in held]
    return [max(0.0, 1.0 + (value - 1.0) * strength) for value in held]


def _season(file: ScenarioFile) -> Floats:
    flat = [1.0] * file.rounds
    index = np.array([file.calendar.season.get(item.key, flat) for item in file.products], dtype=np.float64).T
    growth = (1.0 + file.calendar.trend) ** np.arange(file.rounds)
    return np.ascontiguousarray(index * growth[:, None])


def _play(
    event: EventFile, card: CardFile, products: Sequence[str], markets: Sequence[str], tracks: dict[str, Floats]
) -> None:
    first = event.round - 1
    for effect in card.effects:
        added = effect.track in ADDED
        part = _part(effect.track, event, products, markets, tracks)[first:]
        values = np.array(months(effect.rounds, event.strength, event.duration, added)[: len(part)])
        part = part[: len(values)]
        values = values.reshape((-1, *[1] * (part.ndim - 1)))
        part[...] = part + values if added else part * values


def _part(
    track: str, event: EventFile, products: Sequence[str], markets: Sequence[str], tracks: dict[str, Floats]
) -> Floats:
    """The part of a track that an event reaches: a view whose first axis is rounds."""
    if track in BUDGETS:
        return tracks["budget"][:, BUDGETS.index(track)]
    one_product = slice(None) if event.product is None else _only(products, event.product)
    one_market = slice(None) if event.market is None else _only(markets, event.market)
    if track == "demand":
        return tracks["demand"][:, one_product, one_market]
    if track == "arrivals":
        return tracks["arrivals"][:, one_product]
    return tracks[track]


def _only(keys: Sequence[str], key: str) -> slice:
    at = keys.index(key)
    return slice(at, at + 1)
