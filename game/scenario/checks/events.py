"""Events: cards that there are, rounds that are played, and seasons that press both seats alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from game.doors.positions import Path
from game.doors.problems import Problem, shown
from game.refusal import did_you_mean
from game.scenario.building import ADDED
from game.scenario.checks.agreement import unknown_reference
from game.scenario.shape.document import CardFile, CatalogueFile, EventFile, ScenarioFile

FAIR = 2
"""Most by which a season's events may press one seat harder than the other. A design choice."""

_LIMITS: Final[Mapping[str, tuple[float, float]]] = MappingProxyType(
    {
        "transit_days": (-10.0, 30.0),
        "rival_price": (-2.0, 2.0),
        "rival_quality": (-3.0, 3.0),
        "goodwill": (-1.0, 1.0),
        "satisfaction": (-100.0, 100.0),
        "returns": (-1.0, 1.0),
        "damage": (-1.0, 1.0),
        "arrivals": (0.0, 1.0),
    }
)
_FACTOR: Final = (0.0, 20.0)


def check_events(file: ScenarioFile, cards: Mapping[str, CardFile]) -> Iterator[Problem]:
    """Events that cannot be played as the file has them."""
    products = [item.key for item in file.products]
    markets = [market.key for market in file.markets]
    for at, event in enumerate(file.events):
        here: Path = ("events", at)
        if event.round > file.rounds:
            message = f"expected a round from 1 to {file.rounds}, the last one, given {event.round}."
            yield Problem((*here, "round"), message)
        yield from check_event(event, cards, products, markets, here)
    yield from _balance(file, cards)


def check_event(
    event: EventFile, cards: Mapping[str, CardFile], products: Sequence[str], markets: Sequence[str], here: Path = ()
) -> Iterator[Problem]:
    """What one event says that there is not, or that its card does not touch; `here` is its place in a file."""
    yield from unknown_reference((*here, "product"), event.product, products, "the key of a product")
    yield from unknown_reference((*here, "market"), event.market, markets, "the key of a market")
    card = cards.get(event.card)
    if card is None:
        hint = did_you_mean(event.card, list(cards)) or " The cards are in scenarios/events.toml."
        yield Problem((*here, "card"), f"expected a card of the catalogue, given '{event.card}'.{hint}")
        return
    tracks = {effect.track for effect in card.effects}
    if event.product is not None and not tracks & {"demand", "arrivals"}:
        message = f"expected no product for '{event.card}', which changes neither demand nor arrivals."
        yield Problem((*here, "product"), message)
    if event.market is not None and "demand" not in tracks:
        message = f"expected no market for '{event.card}', which does not change demand."
        yield Problem((*here, "market"), message)


def _balance(file: ScenarioFile, cards: Mapping[str, CardFile]) -> Iterator[Problem]:
    played = [cards[event.card].load for event in file.events if event.card in cards]
    marketing = sum(load.marketing for load in played)  # exact: whole numbers
    distribution = sum(load.distribution for load in played)  # exact: whole numbers
    if abs(marketing - distribution) > FAIR:
        message = (
            f"expected events that press both seats alike, to within {FAIR}, "
            f"given a load of {marketing} on marketing and {distribution} on distribution."
        )
        yield Problem(("events",), message, "table")


def check_tracks(file: CatalogueFile) -> Iterator[Problem]:
    """Effects beyond what a track can take."""
    for key, card in file.cards.items():
        for at, effect in enumerate(card.effects):
            low, high = _LIMITS.get(effect.track, _FACTOR)
            kind = "added amounts" if effect.track in ADDED else "factors"
            for place, value in enumerate(effect.rounds):
                if not low <= value <= high:
                    bounds = f"{kind} from {shown(low)} to {shown(high)}"
                    path: Path = ("cards", key, "effects", at, "rounds", place)
                    yield Problem(path, f"expected {bounds} for '{effect.track}', given {shown(value)}.")
