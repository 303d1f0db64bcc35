"""What a good colleague would look at on marketing's draft."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import fsum

from game.judging.months import AMPLE, LATE
from game.partners.coaching.draft import Draft, Pointer
from game.partners.forecast.money import media_money
from game.partners.plan.growing import starts
from game.partners.plan.offer import norm

IN_HAND, FEW = 0.95, 0.97


def marketing_pointers(draft: Draft) -> Iterator[Pointer]:
    """Everything that marketing's own figures and draft bring up."""
    yield from _promise(draft)
    yield from _deals(draft)
    yield from _prices(draft)
    yield from _money(draft)
    yield from _name(draft)
    yield from _orders(draft)
    yield from _growth(draft)


def _promise(draft: Draft) -> Iterator[Pointer]:
    last, promise, usual = draft.picture.last, draft.number("delivery-promise"), norm(draft.picture)
    if last is None or promise <= 0.0:
        return
    facts = {"promise": promise, "on_time": last.on_time}
    if last.on_time < AMPLE or last.days > promise + LATE:
        weight = min(2.4, 1.3 + (AMPLE - min(AMPLE, last.on_time)) * 2.0)
        yield draft.ask("promise", weight, days=last.days, before=last.promise, **facts)
    elif usual is not None and last.on_time > IN_HAND and promise > usual:
        yield draft.ask("promise/in-hand", 0.9, usual=usual, **facts)


def _deals(draft: Draft) -> Iterator[Pointer]:
    picture, deals = draft.picture, draft.deals()
    now, facts, fill = picture.marketing_now, picture.marketing_facts, picture.fill
    if not deals or now is None or facts is None:
        return
    named = " and ".join(f"a {depth.replace('-', ' ')} on {picture.name(item)}" for item, depth in deals.items())
    if fill < FEW:
        yield draft.ask("deals", min(2.4, 1.6 + 3.0 * (FEW - fill)), deals=named, fill=fill)
    for item in deals:
        early = now.borrowed.get(item, 0.0)
        if early > 0.03:
            yield draft.ask("borrowed", 1.5 + early, early=early, product=picture.name(item))
    lifts = {item: facts.promotion_lift.get(depth, 0.0) for item, depth in deals.items()}
    item = max(lifts, key=lifts.__getitem__)
    if now.promotion is None and (draft.silent or not draft.asked):
        about, weight = ("told/silent", 1.2) if draft.silent else ("told", 1.3)
        spoken = {"deals": f"{named[:1].upper()}{named[1:]}", "product": picture.name(item)}
        yield draft.ask(about, weight, lift=lifts[item], usual=draft.mind.usual.now.get(item, 0.0), **spoken)


def _prices(draft: Draft) -> Iterator[Pointer]:
    name, money = draft.picture.name, draft.picture.money
    for item, value in draft.each("price").items():
        before = draft.seen.current.get(f"price.{item}")
        if isinstance(value, str) or not isinstance(before, int | float) or abs(value - before) < 0.005 * before:
            continue
        facts = {"product": name(item), "before": money(before, 2), "after": money(value, 2)}
        moved = _last_move(draft, item)
        if moved is None:
            yield draft.ask("price", 1.0, **facts)
        else:
            facts.update(first=money(moved[0], 2), second=money(moved[1], 2))
            yield draft.ask("price/moved", 1.15, sold=moved[2], then=moved[3], **facts)


def _last_move(draft: Draft, item: str) -> tuple[float, float, float, float] | None:
    """The last change of an item's price between months without a deal: prices, then orders, before and after."""
    months = list(zip(draft.seen.shared, draft.picture.marketing, strict=False))
    for (before, first), (after, second) in reversed(list(pairwise(months))):
        plain = before.promotions[item] == after.promotions[item] == "none"
        if plain and abs(after.prices[item] / before.prices[item] - 1.0) > 0.01:
            sold = (fsum(first.orders[item].values()), fsum(second.orders[item].values()))
            return (before.prices[item], after.prices[item], *sold)
    return None


def _money(draft: Draft) -> Iterator[Pointer]:
    budget, money = draft.seen.now.budget, draft.picture.money
    spent = media_money(draft.picture, draft.plan)
    yield from draft.over_budget(spent)
    if spent < 0.6 * budget:
        yield draft.ask("budget/unspent", 0.75, unspent=money(budget - spent), budget=money(budget))


def _name(draft: Draft) -> Iterator[Pointer]:
    now, months = draft.picture.marketing_now, draft.picture.marketing
    if now is None or not months:
        return
    if now.goodwill < FEW:
        weight = min(1.6, 0.8 + 4.0 * (FEW - now.goodwill))
        yield draft.ask("goodwill", weight, goodwill=now.goodwill, complaints=months[-1].complaints)
    market = min(now.satisfaction, key=now.satisfaction.__getitem__, default="")
    points = now.satisfaction.get(market, 100.0)
    if points < 65.0:
        weight = min(1.7, 0.9 + (65.0 - points) / 30.0)
        yield draft.ask("satisfaction", weight, points=points, market=draft.picture.name(market))


def _orders(draft: Draft) -> Iterator[Pointer]:
    if len(draft.seen.shared) < 2:
        return
    before, last = draft.seen.shared[-2].ordered, draft.seen.shared[-1].ordered
    if before > 0.0 and abs(last / before - 1.0) > 0.1:
        weight = min(1.3, 0.7 + abs(last / before - 1.0))
        yield draft.ask("orders", weight, way="rose" if last > before else "fell", before=before, last=last)


def _growth(draft: Draft) -> Iterator[Pointer]:
    picture = draft.picture
    begun = [one for one in picture.mine("launch", "market-entry") if draft.plan.get(one.key) is True]
    fresh = [one for one in starts(picture) if one.key not in picture.agreed]
    if begun:
        yield draft.ask("growth", 1.9, item=picture.name(begun[0].item).capitalize())
    elif fresh and picture.left >= 2:
        yield draft.ask("growth/waiting", 0.85, item=picture.name(fresh[0].item).capitalize(), left=picture.left)
