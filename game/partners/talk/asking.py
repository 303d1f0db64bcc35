"""Question cards: which a persona plays, by what it likes to know and what the month makes urgent."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from game.partners.personas import Temperament
from game.partners.picture import Picture
from game.table.moves import Ask
from game.table.seen.observation import Card

LIKES: Final = MappingProxyType(
    {
        ("marketing", "growth-chaser"): ("stock-cover", "capacity-left", "plan-next"),
        ("marketing", "brand-guardian"): ("bottleneck", "worry", "plan-next", "month-earlier"),
        ("marketing", "deal-maker"): ("floor-effect", "stock-cover", "lead-time"),
        ("marketing", "bridge-builder"): ("capacity-left", "month-earlier", "stock-cover", "what-helps"),
        ("distribution", "steady-hand"): ("promotion-intent", "forecast-own", "promise-reason"),
        ("distribution", "cost-hawk"): ("cost-driver", "promise-reason", "forecast-own"),
        ("distribution", "firefighter"): ("plan-next", "promotion-intent", "worry"),
        ("distribution", "bridge-builder"): ("promotion-intent", "month-earlier", "forecast-own", "what-helps"),
    }
)
FRESH = 3  # rounds after which an answer is old


def ask(picture: Picture, temper: Temperament) -> list[Ask]:
    """The cards to play now: none twice in a few months, the urgent first."""
    round_ = picture.seen.round
    asked_now = sum(one.round == round_ for one in picture.seen.asked)
    recent = {one.card.key for one in picture.seen.asked if one.round > round_ - FRESH}
    wishes = sorted(
        (card for card in picture.seen.cards if card.key not in recent),
        key=lambda card: (-_interest(picture, temper, card), card.key),
    )
    return [Ask(picture.seat, card.key) for card in wishes[: max(0, temper.asks - asked_now)]]


def _interest(picture: Picture, temper: Temperament, card: Card) -> float:
    likes = LIKES.get((temper.seat, temper.name), ())
    taste = (len(likes) - likes.index(card.reads)) / len(likes) if card.reads in likes else 0.0
    last = picture.last
    urgent = 0.0
    if card.reads == "launch-readiness" and (picture.joint("launch") or picture.mine("launch")):
        urgent = 0.7
    if last is not None:
        short = last.ordered > 0.0 and last.shipped / last.ordered < 0.95
        late = last.on_time < 0.75
        urgent += 0.5 * (short and card.reads in ("stock-cover", "bottleneck", "forecast-own", "promotion-intent"))
        urgent += 0.5 * (late and card.reads in ("promise-reason", "plan-next", "capacity-left"))
    return taste + urgent * (0.5 + 0.5 * temper.listens)
