"""What a seat expects customers to order: usual orders, what is new on its way up, and this month's plan on top."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum
from typing import Final

from game.partners.forecast.history import (
    BORROWED,
    FEET,
    NO_DEALS,
    NOTHING,
    USUAL_LIFT,
    comparable,
    effect,
    elasticity,
    omen,
    orders_by_market,
    settled,
    with_deals,
    young_markets,
)
from game.partners.personas import Temperament
from game.partners.picture import Picture, as_number
from game.rules.levers import Value

FAR: Final = 4  # months that are looked ahead
RAMP: Final = (0.5, 0.75, 1.0)  # share of its full volume that a new market has in its first months
STAGES: Final = 2  # months in which a scale check holds new volume back, as far as the floor has no slack
HELD: Final = 0.36  # what it lets through, on the whole
SPREAD: Final = 0.12  # least spread of a product's month, as a share
SURPRISE: Final = 0.35  # share of the usual by which a month is taken to differ at most
QUICK: Final = 0.8  # memory of those who take every month at its word
LOUDEST: Final = 0.25  # most spread that safety stock is kept for, as a share
STARTS: Final = 0.5  # share of its full volume with which something new begins
NEARLY: Final = 0.85  # share of it that it has reached in the months after
NEWCOMER: Final = 0.9  # a new market's full volume against a usual one's, when nobody names a figure
GUESS: Final = 0.2  # of the most that may be ordered: a new item's first month when nobody names a figure


@dataclass(frozen=True)
class Expected:
    """Units by product: this month, the month after it, how far a month may be off, and the months ahead."""

    now: Mapping[str, float]
    later: Mapping[str, float]
    spread: Mapping[str, float]
    ahead: Mapping[str, tuple[float, ...]]  # each month to come, the next one first

    @property
    def total(self) -> float:
        """All units of this month."""
        return fsum(self.now.values())


def _newcomers(picture: Picture, product: str, young: Mapping[str, int], level: float) -> tuple[float, float]:
    """Units that new markets bring this month, and in a month to come, when they have found their feet."""
    grid, papers = orders_by_market(picture, product), picture.papers.get(product, {})
    soon = grown = 0.0
    if papers:
        # As strong against the papers as the markets that were there before.
        usual = fsum(papers.get(market, 0.0) for market in picture.entered if market not in young)
        strength = min(1.0 + SURPRISE, max(1.0 - SURPRISE, level / usual)) if usual > 0.0 and level > 0.0 else 1.0
        for market, months in young.items():
            base = strength * papers.get(market, 0.0)
            soon, grown = soon + _ramp(picture, months) * base, grown + _ramp(picture, months + 1) * base
        return soon, grown
    old = max(1, len(picture.entered) - len(young))
    for market, months in young.items():
        if months == 0:
            base = NEWCOMER * level / old
            soon, grown = soon + STARTS * base, grown + NEARLY * base
        else:
            last = grid[-1].get(market, 0.0)
            soon += last * FEET[months]
            grown += last * FEET[months] * (FEET[months + 1] if months + 1 < len(FEET) else 1.0)
    return soon, grown


def _ramp(picture: Picture, months: int) -> float:
    """Share of its full volume that a market has after so many months; a scale check holds the first two back."""
    held = HELD if months < STAGES and "scale-check" in picture.seen.initiatives else 1.0
    return held * RAMP[min(months, len(RAMP) - 1)]


def expect(
    picture: Picture, temper: Temperament, plan: Mapping[str, Value], fixed: Mapping[str, str] = NO_DEALS
) -> Expected:
    """Orders to expect.

    Args:
        picture: what this seat sees.
        temper: its persona; a listener takes prices and deals out of the past and puts the plan's on top.
        plan: prices and deals of this month as far as this seat knows them; empty = as usual.
        fixed: deals of the next month by product, where they are fixed a month ahead.
    """
    now, later, spread, ahead = {}, {}, {}, {}
    for product in picture.on_sale:
        young = young_markets(picture, product)
        raw = settled(picture, product, young)
        informed = picture.seat == "marketing" or (picture.data_shared and temper.listens >= 0.5)
        past = comparable(picture, product, young) if informed else picture.unseasoned(product, raw)
        level, off = _level(picture, temper, product, past, young)
        soon, grown = _newcomers(picture, product, young, level)
        this, next_ = (picture.season(product, picture.seen.round + months) for months in (0, 1))
        usual = (level * _feet(picture, raw) + soon) * this
        push = _push(picture, product, plan)
        wanted = usual * (push if informed else 1.0 + temper.listens * (push - 1.0) if plan else 1.0)
        stirred = 1.0 + (omen(picture).demand - 1.0) * min(1.5, 2.0 * temper.memory)
        stirred *= picture.staying
        signed = picture.number(f"forecast.{product}")
        now[product] = signed if signed > 0.0 else wanted * stirred * (1.0 + temper.optimism)
        price_push = lasting(picture, product, plan) if informed else 1.0
        coming = (level * _feet(picture, raw) * _feet(picture, (*raw, 1.0)) + grown) * next_
        later[product] = coming * price_push * (1.0 + temper.optimism)
        spread[product] = max(SPREAD * now[product], off)
        ahead[product] = with_deals(_ahead(picture, product, young, level, later[product]), plan, fixed, product)
    return Expected(now, later, spread, ahead)


def _ahead(picture: Picture, product: str, young: Mapping[str, int], level: float, later: float) -> tuple[float, ...]:
    """The months to come, by the calendar and by how new markets find their feet, from what the next one is."""

    def full(months: int) -> float:
        aged = {market: age + months - 1 for market, age in young.items()}
        _, grown = _newcomers(picture, product, aged, level) if picture.papers else (0.0, 0.0)
        return (level + grown) * picture.season(product, picture.seen.round + months)

    first = full(1)
    return tuple(later * (full(months) / first if first > 0.0 else 1.0) for months in range(1, FAR + 1))


def lasting(picture: Picture, product: str, plan: Mapping[str, Value]) -> float:
    """What the price of this month's plan multiplies usual orders by once customers are used to it."""
    usual = picture.list_price[product]
    last = picture.last.prices[product] if picture.last else usual
    return float((as_number(plan.get(f"price.{product}"), last) / usual) ** elasticity(picture, product))


def _push(picture: Picture, product: str, plan: Mapping[str, Value]) -> float:
    """What this month's plan multiplies usual orders by."""
    last = picture.last.prices[product] if picture.last else picture.list_price[product]
    paid, deal = as_number(plan.get(f"price.{product}"), last), plan.get(f"promotion.{product}", "none")
    borrowed = picture.marketing_now.borrowed.get(product, 0.0) if picture.marketing_now else 0.0
    if picture.marketing_now is None and picture.last:
        borrowed = BORROWED * USUAL_LIFT.get(picture.last.promotions[product], 0.0)
    return effect(picture, product, paid, str(deal)) * (1.0 - borrowed)


def _level(
    picture: Picture, temper: Temperament, product: str, past: tuple[float, ...], young: Mapping[str, int]
) -> tuple[float, float]:
    """Usual orders, smoothed with the persona's memory, and how far months were off."""
    sold = [units for units in past if units > NOTHING]
    if not sold:
        return _unseen(picture, product, young), 0.0
    start = _before_the_season(picture, product, young)
    level = start if start > 0.0 and len(sold) == len(past) else sold[0]
    off = 0.0
    if len(sold) < len(past):
        # A new item is not yet what it was a month ago, and its first month says nothing of the later ones.
        recent = sold[-1:] if len(sold) <= len(FEET) else sold[-2:]
        return fsum(recent) / len(recent), LOUDEST * sold[-1]
    for units in sold:
        # One loud month is not a new world, except to the quickest.
        believed = min(SURPRISE, max(-SURPRISE, units / level - 1.0)) if temper.memory < QUICK else units / level - 1.0
        off = max(0.5 * off, min(LOUDEST, abs(believed)) * level)
        level *= 1.0 + temper.memory * believed
    return level, off


def _before_the_season(picture: Picture, product: str, young: Mapping[str, int]) -> float:
    """What a product sold before the season, as far as this seat knows."""
    if product not in picture.seen.now.on_sale:
        return 0.0
    if picture.papers:
        return _by_the_papers(picture, product, young)
    # The sheet's own default is what the house ordered before the season.
    usual = (one.default for one in picture.mine("stock-to-order") if one.item == product)
    return next((float(units) for units in usual if isinstance(units, int | float)), 0.0)


def _by_the_papers(picture: Picture, product: str, young: Mapping[str, int]) -> float:
    """Units a month by marketing's papers in the markets served that are not new."""
    base = picture.papers[product]
    return fsum(units for market, units in base.items() if market in picture.entered and market not in young)


def _unseen(picture: Picture, product: str, young: Mapping[str, int]) -> float:
    """Orders of an item that has no months yet: the papers of marketing, the floor's usual, or a careful guess."""
    if picture.papers:
        fresh = product not in picture.seen.now.on_sale
        return _by_the_papers(picture, product, young) * (STARTS if fresh else 1.0)
    now = picture.distribution_now
    if now and now.usual_orders.get(product, 0.0) > 0.0:
        return now.usual_orders[product]
    return guess(picture, product)


def guess(picture: Picture, product: str) -> float:
    """A new item's first month as anyone would guess it from the size of its settings."""
    for key in (f"forecast.{product}", f"stock-to-order.{product}"):
        for setting in (*picture.seen.sheet, *picture.seen.joint):
            if setting.key == key:
                return GUESS * setting.high
    return 0.0


def _feet(picture: Picture, past: tuple[float, ...]) -> float:
    """A new item finds its feet in three months, once a scale check lets it: growth after the months it has sold."""
    sold = sum(units > NOTHING for units in past)
    if not 0 < sold < min(len(FEET), len(past)):
        return 1.0
    freed = 1.0 / HELD if sold == STAGES and "scale-check" in picture.seen.initiatives else 1.0
    return FEET[sold] * freed
