"""Prices: around list price as the persona likes it, moved by what was learned, by rivals and by shortage."""

from __future__ import annotations

from game.partners.forecast.expecting import PRIOR_ELASTICITY, comparable, elasticity, orders_by_month
from game.partners.forecast.margins import earning_price
from game.partners.forecast.news import omen
from game.partners.forecast.room import Room
from game.partners.personas import Temperament
from game.partners.picture import Part, Picture, Remark, snap
from game.partners.words.voice import sentence
from game.rules.levers import Value
from game.table.seen.observation import SettingView

PACE = 0.04  # share of list price that a price moves in a month
HURRY = 0.1  # what a month in which nothing could be shipped would add to that
LEARNED = 0.12  # how far the price aimed at moves per unit of elasticity away from the trade's prior
DEARER = 0.45  # share of a shortage that goes on the price: nobody sells cheap what is not there
ROOMY = 0.10  # share of list price between a full floor's price and an empty one's, for a minder of room
BLIND = 0.1  # where on that scale a minder of room stands that cannot see the floor
FITS = 0.8  # utilisation that a price is made for by who can see the floor and minds it
CLOSER = 0.45  # how far towards it a month's price goes
MOST_HELP = 1.3  # of the crew's hours
DRAWN = 0.5  # how far it is drawn back to the price that is liked, or that earns most
QUICK = 0.08  # share of list price that such a price may rise in a month
DEAREST, CHEAPEST = 1.25, 0.98  # of list price
EAGER = 0.02  # price cut of a chaser whose orders fell


def prices(picture: Picture, temper: Temperament, space: Room) -> Part:
    """A price for every product this seat leads the price of."""
    settings: dict[str, Value] = {}
    remarks: list[Remark] = []
    for setting in picture.mine("price"):
        product = setting.item
        usual, now = picture.list_price[product], picture.number(setting.key, setting.low)
        fits = priced_to_fit(temper, space) and product in picture.on_sale
        aim = _fitting(picture, temper, space, product, now) if fits else usual * _aim(picture, temper, space, product)
        rivals = omen(picture).rivals * temper.follows_rivals
        if product in picture.on_sale:
            pace = (PACE + HURRY * (1.0 - space.fill)) * usual
            aim = min(now + (QUICK * usual if fits else pace), max(now - pace, aim)) - rivals * usual
        value = snap(setting, aim)
        settings[setting.key] = value
        if product in picture.on_sale:
            remarks.append(_remark(picture, temper, space, setting, now, value))
    return Part(settings, tuple(remarks))


def priced_to_fit(temper: Temperament, space: Room) -> bool:
    """Does this persona see the floor, and mind it enough to price by it?"""
    return space.seen and temper.minds_room >= 0.9


def _fitting(picture: Picture, temper: Temperament, space: Room, product: str, now: float) -> float:
    """The price at which what is wanted fits the floor, drawn to the usual one; to what earns most where that is more.

    By the elasticity learned so far, part of the way in a month.
    """
    usual, slope = picture.list_price[product], elasticity(picture, product)
    step = float((space.busy / (FITS * _helped(picture))) ** (CLOSER / -slope))
    liked = temper.markup * usual * (1.0 + LEARNED * (slope - PRIOR_ELASTICITY))
    aim = (1.0 - DRAWN) * now * step + DRAWN * max(liked, earning_price(picture, product) or 0.0)
    return min(DEAREST * usual, max(CHEAPEST * usual, aim))


def _helped(picture: Picture) -> float:
    """What extra shift and temps made of the crew's hours last month, as far as they can be seen."""
    now = picture.distribution_now
    if now is None or not picture.distribution or now.capacity <= 0.0:
        return 1.0
    return min(MOST_HELP, max(1.0, picture.distribution[-1].capacity / now.capacity))


def _aim(picture: Picture, temper: Temperament, space: Room, product: str) -> float:
    """The price aimed at, as a share of list price."""
    learned = 1.0 + LEARNED * (elasticity(picture, product) - PRIOR_ELASTICITY)
    short = 1.0 + DEARER * (1.0 - space.fill)
    past = comparable(picture, product)
    falling = len(past) >= 2 and past[-1] < 0.95 * past[-2]
    eager = 1.0 - (EAGER if falling and temper.minds_room < 0.2 else 0.0)
    # Who cannot see the floor plays safe: a price that is a little high calms what cannot be judged.
    calm = ROOMY * temper.minds_room * ((0.5 - space.share) if space.seen else BLIND)
    return (temper.markup + calm) * learned * short * eager


def _remark(
    picture: Picture, temper: Temperament, space: Room, setting: SettingView, now: float, value: float
) -> Remark:
    product = setting.item
    past = orders_by_month(picture, product)
    facts = {
        "product": picture.name(product), "price": value, "before": now, "last": past[-1] if past else 0.0,
        "fill": space.fill, "currency": picture.seen.scenario.currency, "share": value / picture.list_price[product],
    }  # fmt: skip
    moved = abs(value - now) / picture.list_price[product]
    if moved < 0.005:
        topic, weight = "price-same", 0.1
    elif omen(picture).rivals > 0.0:
        topic, weight = ("price-rivals" if value < now else "price-above"), 0.8
    elif value > now and space.fill < 0.95:
        topic, weight = "price-short", 0.6
    else:
        topic, weight = ("price-up" if value > now else "price-down"), 0.45
    if omen(picture).rivals > 0.0 and topic == "price-same":
        topic, weight = "price-hold", 0.7
    return Remark(weight + min(0.1, moved), sentence(temper, topic, **facts))
