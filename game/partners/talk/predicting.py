"""Reading the partner: which of its limits binds hardest and what it does with one lever, from what was shown."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from game.partners.forecast.expecting import orders_by_month
from game.partners.forecast.news import omen
from game.partners.personas import Temperament
from game.partners.picture import Picture
from game.table.moves import Predict
from game.table.seen.observation import Reading, SettingView

FIRST_GUESS: Final = MappingProxyType(
    {
        ("marketing", "growth-chaser"): "floor",
        ("marketing", "brand-guardian"): "carriers",
        ("marketing", "deal-maker"): "stock",
        ("marketing", "bridge-builder"): "stock",
        ("distribution", "steady-hand"): "brand",
        ("distribution", "cost-hawk"): "budget",
        ("distribution", "firefighter"): "leads",
        ("distribution", "bridge-builder"): "brand",
    }
)
"""What each thinks of the other before it has seen a month."""

USUAL_CHOICES: Final = ("none", "standard", "partner", "flow", "even")
CLEAR = 0.03  # a change in orders or price from which a direction is seen


def predict(picture: Picture, temper: Temperament) -> Predict | None:
    """This month's prediction, or None when there is nothing to predict."""
    key = picture.seen.lever_to_read
    setting = next((one for one in picture.seen.partner_sheet if one.key == key), None)
    if setting is None or not picture.seen.constraints:
        return None
    constraint, sure = _constraint(picture, temper)
    expects, clear = _direction(picture, setting)
    told = picture.data_shared and temper.listens >= 0.5
    confidence = 1 + sure + clear + int(told)
    return Predict(picture.seat, constraint, key, expects, max(1, min(5, confidence)))


def _own_readings(picture: Picture) -> list[Reading]:
    return [one for month in picture.seen.shared for one in month.readings if one.seat == picture.seat]


def _constraint(picture: Picture, temper: Temperament) -> tuple[str, int]:
    """The partner's constraint, and how sure this seat is of it (0 to 2)."""
    known = [constraint.key for constraint in picture.seen.constraints]
    readings = _own_readings(picture)
    guess = FIRST_GUESS.get((temper.seat, temper.name), known[0])
    guess = guess if guess in known else known[0]
    if not readings:
        return guess, 0
    strains = dict(readings[-1].strains)
    for key, push in _pushes(picture).items():
        if key in strains:
            strains[key] += push
    found = max(known, key=lambda key: strains.get(key, 0.0))
    ranked = sorted(strains.values(), reverse=True)
    clear = len(ranked) > 1 and ranked[0] - ranked[1] > 0.15
    return found, int(clear) + int(readings[-1].constraint_true == readings[-1].constraint)


def _pushes(picture: Picture) -> dict[str, float]:
    """What the news adds to the partner's strains."""
    found = omen(picture)
    stock = max(0.0, found.demand - 1.0) + max(0.0, 1.0 - found.arrivals)
    return {"stock": stock, "floor": 1.0 - found.hands, "carriers": 0.1 * found.road, "price": found.rivals}


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
        short = last is not None and last.ordered > 0.0 and last.shipped / last.ordered < 0.93
        return ("up", 1) if short or omen(picture).hands < 1.0 else ("same", 0)
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
