"""What the calendar and the event cards do to the world, round by round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Final

import numpy as np

from game.rules.arrays import Floats
from game.rules.world import Tracks
from game.scenario.shape.document import BUDGETS, CardFile, EventFile, ScenarioFile

ADDED: Final = frozenset(
    {"transit_days", "rival_price", "rival_quality", "goodwill", "satisfaction", "returns", "damage"}
)
"""Tracks that a card adds to (neutral 0); it multiplies the others (neutral 1)."""


def tracks_of(file: ScenarioFile, cards: Mapping[str, CardFile]) -> Tracks:
    """The tracks of a season: the calendar first, then every event card in order."""
    rounds, products, markets = file.rounds, len(file.products), len(file.markets)
    tracks = {track.name: np.full(rounds, 0.0 if track.name in ADDED else 1.0) for track in fields(Tracks)}
    tracks["demand"] = np.ones((rounds, products, markets))
    tracks["arrivals"] = np.ones((rounds, products))
    tracks["budget"] = np.ones((rounds, 2))
    keys = [item.key for item in file.products], [market.key for market in file.markets]
    for event in file.events:
        _play(event, cards[event.card], *keys, tracks)
    tracks["season"] = _season(file)
    return _made(tracks)


def tracks_with(
    tracks: Tracks, event: EventFile, card: CardFile, products: Sequence[str], markets: Sequence[str]
) -> Tracks:
    """The tracks of a season in which one more event card is played, after all others."""
    changed = {field.name: getattr(tracks, field.name).copy() for field in fields(Tracks)}
    _play(event, card, products, markets, changed)
    return _made(changed)


def _made(tracks: dict[str, Floats]) -> Tracks:
    np.clip(tracks["arrivals"], 0.0, 1.0, out=tracks["arrivals"])
    for track in tracks.values():
        track.setflags(write=False)
    return Tracks(**tracks)


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
