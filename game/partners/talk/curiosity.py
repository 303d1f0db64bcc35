"""What a persona wants to know of its partner, and what it believes: question cards, and the month's prediction."""

from __future__ import annotations

from typing import Final

from game.partners.forecast.history import omen, orders_by_month
from game.partners.personas import Temperament
from game.partners.picture import Picture
from game.table.moves import Ask, Predict
from game.table.seen.observation import Card, SettingView

FRESH: Final = 3  # rounds after which an answer is old
USUAL_CHOICES: Final = ("none", "standard", "partner", "flow", "even")
CLEAR: Final = 0.03  # a change in orders or price from which a direction is seen


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
    likes, last = temper.wonders, picture.last
    taste = (len(likes) - likes.index(card.reads)) / len(likes) if card.reads in likes else 0.0
    urgent = 0.0
    if card.reads == "launch-readiness" and (picture.joint("launch") or picture.mine("launch")):
        urgent = 0.7
    if picture.fill < 0.95 and card.reads in ("stock-cover", "bottleneck", "forecast-own", "promotion-intent"):
        urgent += 0.5
    if last is not None and last.on_time < 0.75 and card.reads in ("promise-reason", "plan-next", "capacity-left"):
        urgent += 0.5
    return taste + urgent * (0.5 + 0.5 * temper.listens)


def predict(picture: Picture, temper: Temperament) -> Predict | None:
    """This month's prediction, or None when there is nothing to predict."""
    key = picture.seen.lever_to_read
    setting = next((one for one in picture.seen.partner_sheet if one.key == key), None)
    if setting is None or not picture.seen.constraints:
        return None
    constraint, sure = _constraint(picture, temper)
    expects, clear = _direction(picture, setting)
    confidence = 1 + sure + clear + int(picture.data_shared and temper.listens >= 0.5)
    return Predict(picture.seat, constraint, key, expects, max(1, min(5, confidence)))


def _constraint(picture: Picture, temper: Temperament) -> tuple[str, int]:
    """The partner's constraint, and how sure this seat is of it (0 to 2)."""
    known = [constraint.key for constraint in picture.seen.constraints]
    readings = [one for month in picture.seen.shared for one in month.readings if one.seat == picture.seat]
    if not readings:
        return temper.suspects if temper.suspects in known else known[0], 0
    strains = dict(readings[-1].strains)
    for key, push in _pushes(picture).items():
        if key in strains:
            strains[key] += push
    hardest = max(known, key=lambda key: strains.get(key, 0.0))
    ranked = sorted(strains.values(), reverse=True)
    clear = len(ranked) > 1 and ranked[0] - ranked[1] > 0.15
    return hardest, int(clear) + int(readings[-1].constraint_true == readings[-1].constraint)


def _pushes(picture: Picture) -> dict[str, float]:
    """What the news adds to the partner's strains."""
    news = omen(picture)
    stock = max(0.0, news.demand - 1.0) + max(0.0, 1.0 - news.arrivals)
    return {"stock": stock, "floor": 1.0 - news.hands, "carriers": 0.1 * news.road, "price": news.rivals}


def _direction(picture: Picture, setting: SettingView) -> tuple[str, int]:
    """What the partner does with a setting, and whether the evidence is clear (0 or 1)."""
    if setting.kind == "switch":
        partner = picture.seen.partner
        on = partner is not None and partner.last_plan.get(setting.key) is True
        return ("on" if setting.lever == "portfolio" or on else "off"), int(setting.lever == "portfolio")
    if setting.kind == "choice":
        return _choice(picture, setting)
    if setting.lever == "price":
        return _trend([month.prices[setting.item] for month in picture.seen.shared])
    if setting.lever == "stock-to-order":
        return _trend(list(orders_by_month(picture, setting.item)))
    last = picture.last
    if setting.lever == "delivery-promise" and last is not None:
        return ("up", 1) if last.on_time < 0.6 else ("same", 0)
    if setting.lever in ("extra-shift", "temps"):
        return ("up", 1) if picture.fill < 0.93 or omen(picture).hands < 1.0 else ("same", 0)
    return "same", 0


def _choice(picture: Picture, setting: SettingView) -> tuple[str, int]:
    partner = picture.seen.partner
    if setting.lever == "promotion":
        dealt = [month.promotions.get(setting.item, "none") for month in picture.seen.shared]
        if len(dealt) >= 2 and dealt[-1] == dealt[-2] and dealt[-1] in setting.choices:
            return dealt[-1], 1
        return ("none" if "none" in setting.choices else setting.choices[0]), 0
    known = partner.last_plan.get(setting.key) if partner is not None else None
    if isinstance(known, str) and known in setting.choices:
        return known, 1
    return next((one for one in setting.choices if one in USUAL_CHOICES), setting.choices[0]), 0


def _trend(values: list[float]) -> tuple[str, int]:
    """Up, same or down, as it went last."""
    if len(values) < 2 or values[-2] <= 0.0:
        return "same", 0
    change = values[-1] / values[-2] - 1.0
    if abs(change) < CLEAR:
        return "same", 1
    return ("up" if change > 0.0 else "down"), 1
