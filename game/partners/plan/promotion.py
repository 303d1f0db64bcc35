"""Promotions: how many items, which, and how deep; by taste, by what sells, and by the room there is."""

from __future__ import annotations

from collections.abc import Mapping

from game.partners.forecast.expecting import Expected, comparable, orders_by_month
from game.partners.forecast.news import omen
from game.partners.forecast.room import Room, cover
from game.partners.personas import Temperament
from game.partners.picture import Part, Picture, Remark
from game.partners.plan.purse import spendable
from game.partners.words.voice import sentence
from game.rules.levers import Value

PURSE = 0.4  # most of the budget that deals may cost in fees
THIN = 1.05  # months of stock below which a minder of room leaves an item alone
CALM = 0.25  # trouble with deliveries above which falling orders are no reason for a deep deal
SHORT = 2.0  # how fast what could not be shipped last month takes anyone's taste for deals away
NO_ROOM = 0.35  # room below which a minder runs no deal


def deals(picture: Picture, temper: Temperament, space: Room, expected: Expected) -> Part:
    """A promotion, or none, for every product this seat leads the promotion of."""
    offered = picture.mine("promotion")
    settings: dict[str, Value] = {one.key: "none" if "none" in one.choices else one.choices[0] for one in offered}
    sold = [one for one in offered if one.item in picture.on_sale and len(one.choices) > 1]
    if not sold:
        return Part(settings)
    wish = _count(picture, temper, len(sold))
    allowed = _allowed(temper, space, wish)
    ranked = sorted(sold, key=lambda one: (-_urge(picture, temper, expected, one.item), one.item))
    purse = PURSE * _budget(picture)
    chosen = []
    for setting in ranked[:allowed]:
        months = cover(picture, expected, setting.item)
        if temper.minds_room >= 0.8 and months is not None and months < THIN:
            continue
        depth = _depth(picture, temper, space, setting.item, setting.choices)
        cost = fee(picture, depth)
        if cost > purse:
            continue
        purse -= cost
        settings[setting.key] = depth
        chosen.append((setting.item, depth))
    return Part(settings, _remarks(picture, temper, space, wish, chosen))


def fee(picture: Picture, depth: str) -> float:
    """What promoting one product costs, as far as this seat knows."""
    facts = picture.marketing_facts
    return facts.promotion_fee.get(depth, 0.0) if facts else 0.0


def fees_due(picture: Picture, plan: Mapping[str, Value]) -> float:
    """Fees of the promotions that are in force this month: the calendar's where one is locked, else the plan's."""
    now = picture.marketing_now
    if now is not None and now.promotion is not None:
        return sum(fee(picture, depth) for product, depth in now.promotion.items() if product in picture.on_sale)
    found = (value for key, value in plan.items() if key.startswith("promotion."))
    return sum(fee(picture, str(value)) for value in found)


def _budget(picture: Picture) -> float:
    now = picture.marketing_now
    if now is None or picture.seat != "marketing":
        return 0.0
    return now.budget if now.promotion is not None else min(now.budget, spendable(picture) / PURSE)


def _count(picture: Picture, temper: Temperament, items: int) -> int:
    """Items to promote this month, so that over the season the persona's share of items is promoted."""
    locked = picture.marketing_now is not None and picture.marketing_now.promotion is not None
    if temper.plans_together and picture.left == (1 if locked else 0):
        return items // 2  # nothing comes after the last month that a deal could borrow from
    rate = temper.deals * items
    if omen(picture).rivals > 0.0:
        rate += temper.follows_rivals
    round_ = picture.seen.round
    return min(items, int(rate * round_ + 1e-9) - int(rate * (round_ - 1) + 1e-9))


def _allowed(temper: Temperament, space: Room, wish: int) -> int:
    """How many of them a minder of room leaves in."""
    minds = max(temper.minds_room, space.trouble, min(1.0, SHORT * (1.0 - space.fill)))
    if minds >= 0.5 and space.share < NO_ROOM:
        return 0
    return max(0, round(wish * (1.0 - minds * (1.0 - space.share)) + 1e-9)) if wish else 0


def _urge(picture: Picture, temper: Temperament, expected: Expected, product: str) -> float:
    """Why this item rather than another: not promoted last month, falling, well stocked, and worth it."""
    last = picture.last
    rested = 0.0 if last is not None and last.promotions.get(product, "none") != "none" else 2.0
    past = comparable(picture, product)
    fallen = max(0.0, 1.0 - past[-1] / past[-2]) if len(past) >= 2 and past[-2] > 0.0 else 0.0
    months = cover(picture, expected, product) if temper.listens >= 0.5 else None
    value = picture.list_price[product] * expected.now.get(product, 0.0)
    whole = sum(picture.list_price[one] * units for one, units in expected.now.items())
    return rested + fallen + (0.5 * min(2.0, months) if months is not None else 0.0) + value / max(1.0, whole)


def _depth(picture: Picture, temper: Temperament, space: Room, product: str, choices: tuple[str, ...]) -> str:
    """A feature or a deep deal: deep when orders fell or the last deal was a feature, for those who like depth."""
    past = comparable(picture, product)
    falling = len(past) >= 2 and past[-1] < 0.95 * past[-2]
    before = [month.promotions.get(product, "none") for month in picture.seen.shared]
    dealt = [depth for depth in before if depth != "none"]
    ready = (falling and space.trouble < CALM) or omen(picture).rivals > 0.0 or (bool(dealt) and dealt[-1] == "feature")
    deep = (temper.deep >= 0.5 and ready) or (0.0 < temper.deep < 0.5 and ready and falling)
    wish = "deep-deal" if deep else "feature"
    return wish if wish in choices else next(choice for choice in choices if choice != "none")


def _remarks(
    picture: Picture, temper: Temperament, space: Room, wish: int, chosen: list[tuple[str, str]]
) -> tuple[Remark, ...]:
    facts: dict[str, float | str] = {"busy": space.busy, "fill": space.fill}
    locked = picture.marketing_now is not None and picture.marketing_now.promotion is not None
    facts["when"] = f"for {picture.month(picture.seen.round + 1)}" if locked else "this month"
    if not chosen:
        if wish and temper.minds_room >= 0.5:
            topic = "deal-waits-floor" if space.seen else "deal-waits"
            return (Remark(0.6, sentence(temper, topic, **facts)),)
        return ()
    deep = [product for product, depth in chosen if depth == "deep-deal"]
    facts["product"] = picture.names(deep or [product for product, _ in chosen])
    told = deep or [product for product, _ in chosen]
    past = [orders_by_month(picture, product)[-1] for product in told if orders_by_month(picture, product)]
    facts["last"] = sum(past)
    if deep:
        return (Remark(0.78, sentence(temper, "deal-deep" if past else "deal-deep-first", **facts)),)
    return (Remark(0.7, sentence(temper, "deal-feature" if past else "deal-first", **facts)),)
