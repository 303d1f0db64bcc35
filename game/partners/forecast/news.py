"""What a card in the news usually means for orders, inbound, crews and rivals: rules of thumb of either trade."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from game.partners.picture import Picture


@dataclass(frozen=True)
class Omen:
    """What people in the trade expect of a card. 1 = as usual; all figures are design choices."""

    demand: float = 1.0
    arrivals: float = 1.0  # share of what is due that comes on time
    hands: float = 1.0  # share of the crew's hours
    rivals: float = 0.0  # share that rivals take off their prices
    road: float = 0.0  # days added on the road


_OMENS: Final = MappingProxyType(
    {
        "supplier-shock": Omen(arrivals=0.7),
        "port-strike": Omen(arrivals=0.4),
        "finance-freezes-stock": Omen(arrivals=0.9),
        "parcel-strike-scare": Omen(road=0.4),
        "premium-partner-leaves": Omen(demand=0.92, road=0.3),
        "carrier-cyber-attack": Omen(hands=0.8, road=0.7),
        "flu-week": Omen(hands=0.85),
        "returns-wave": Omen(hands=0.92),
        "viral-moment": Omen(demand=1.15),
        "panic-buying": Omen(demand=1.4),
        "review-storm": Omen(demand=0.97),
        "product-recall": Omen(demand=0.75),
        "competitor-price-war": Omen(rivals=0.1),
        "rival-stock-out": Omen(demand=1.1),
        "promotion-pulled-forward": Omen(demand=1.12),
        "sales-wants-more-items": Omen(demand=1.02, hands=0.97),
    }
)


def omen(picture: Picture) -> Omen:
    """All that this month's cards mean together."""
    demand = arrivals = hands = 1.0
    rivals = road = 0.0
    for card in picture.seen.news:
        found = _OMENS.get(card.card, Omen())
        demand, arrivals, hands = demand * found.demand, arrivals * found.arrivals, hands * found.hands
        rivals, road = max(rivals, found.rivals), road + found.road
    return Omen(demand, arrivals, hands, rivals, road)
