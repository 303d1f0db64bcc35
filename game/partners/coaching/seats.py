"""What a good colleague would look at on either seat's draft."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import fsum

from game.figures import units
from game.judging.months import AMPLE, LATE
from game.partners.coaching.draft import Draft, Pointer
from game.partners.forecast.floor import Shelf, chance_on_time, days_inside, queue, shelves
from game.partners.forecast.money import crew_money, media_money
from game.partners.picture import by_item
from game.partners.plan.growing import pressure, starts
from game.partners.plan.offer import norm
from game.table.seen.dashboards import total

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


FULL, EMPTY = 0.93, 0.65
MUCH = 2.2  # months of cover that ask for a reason
BROKEN = 0.025  # share damaged from which the box is worth a thought


def distribution_pointers(draft: Draft) -> Iterator[Pointer]:
    """Everything that distribution's own figures and draft bring up."""
    yield from _stock(draft)
    yield from _floor(draft)
    yield from _road(draft)
    yield from _savings(draft)
    yield from _people(draft)
    yield from _goods(draft)
    yield from _calendar(draft)
    yield from _capacity(draft)
    if draft.picture.mine("carrier"):
        yield from draft.over_budget(crew_money(draft.picture, draft.plan))


def _stock(draft: Draft) -> Iterator[Pointer]:
    for item, shelf in shelves(draft.picture).items():
        yield from _short(draft, item, shelf)
        yield from _cover(draft, item, shelf)


def _short(draft: Draft, item: str, shelf: Shelf) -> Iterator[Pointer]:
    """Too little to ship from this month."""
    wanted = draft.mind.usual.now.get(item, 0.0) + shelf.backlog
    there = shelf.there
    if shelf.fast == 0 and draft.plan.get(f"inbound-mode.{item}") == "expedite":
        there += draft.number(f"stock-to-order.{item}")
    missing = 1.0 - there / wanted if wanted > 0.0 else 0.0
    if missing > 0.05:
        waits = f", {units(shelf.backlog)} of them waiting already" if shelf.backlog >= 1.0 else ""
        facts = {"there": there, "product": draft.picture.name(item), "wanted": wanted, "waits": waits}
        yield draft.ask("stock", min(2.4, 1.4 + 1.5 * missing), **facts)


def _cover(draft: Draft, item: str, shelf: Shelf) -> Iterator[Pointer]:
    """What there is once the order of this plan has come."""
    later = draft.mind.usual.later.get(item, 0.0)
    if later <= 0.0 or f"stock-to-order.{item}" not in draft.plan or draft.picture.left < shelf.lead:
        return
    ordered = draft.number(f"stock-to-order.{item}")
    spent = draft.mind.usual.now.get(item, 0.0) + shelf.backlog + later * max(0, shelf.lead - 1)
    left = max(0.0, shelf.whole - spent) if shelf.lead else shelf.whole
    months = (left + ordered) / later
    facts = {"ordered": ordered, "product": draft.picture.name(item), "months": months}
    terms = draft.picture.distribution_facts
    if months < 0.85:
        yield draft.ask("cover", 1.2 + 0.6 * (0.85 - months), **facts)
    elif months > MUCH and terms is not None:
        yield draft.ask("cover/much", 0.95, holding=terms.holding, **facts)


def _floor(draft: Draft) -> Iterator[Pointer]:
    work, facts, now = draft.mind.work, draft.picture.distribution_facts, draft.picture.distribution_now
    if work is None or facts is None or now is None or not draft.picture.distribution:
        return  # before a month was seen, hours are a guess that the planning panel knows better
    hands = draft.number("temps") * facts.temp_hours * facts.temp_skill
    crew = work.crew * (1.0 + draft.number("extra-shift")) + hands
    busy = work.hours / crew if crew > 0.0 else 1.0
    seen = {"hours": work.hours, "crew": crew, "busy": busy}
    if busy > FULL:
        yield draft.ask("floor", min(2.3, 1.3 + 2.0 * (busy - FULL)), **seen)
    elif busy < EMPTY and crew > work.crew:
        yield draft.ask("floor/empty", 1.25, **seen)


def _road(draft: Draft) -> Iterator[Pointer]:
    facts, work, picture = draft.picture.distribution_facts, draft.mind.work, draft.picture
    if facts is None or work is None:
        return
    processing = str(draft.plan.get("processing", "flow"))
    inside = days_inside(facts.processing_days[processing], work.utilisation, queue(picture))
    inside += facts.carrier_days.get(str(draft.plan.get("carrier", "partner")), 0.0)
    promise = draft.number("delivery-promise") or draft.seen.promise
    worst: tuple[float, str, str] | None = None
    for market in picture.entered:
        mode = str(draft.plan.get(f"outbound-mode.{market}", "standard"))
        transit = facts.transit_days.get(market, {}).get(mode)
        if transit is not None:
            odds = chance_on_time(promise, inside + transit)
            worst = min(worst or (2.0, "", ""), (odds, market, mode))
    if worst is not None and worst[0] < 0.8:
        odds, market, mode = worst
        road = {"market": picture.name(market), "mode": mode, "road": facts.transit_days[market][mode]}
        yield draft.ask("road", min(2.2, 1.2 + 1.3 * (0.8 - odds)), promise=promise, inside=inside, **road)


def _savings(draft: Draft) -> Iterator[Pointer]:
    """A choice of the way out that the plan changes."""
    for setting in draft.picture.mine("outbound-mode", "carrier", "processing", "packaging"):
        before, after = draft.seen.current.get(setting.key), draft.plan.get(setting.key)
        if before is not None and after is not None and before != after:
            lever = f"the {setting.lever}".replace("-", " ")
            what = f"{lever} to {draft.picture.name(setting.item)}" if setting.item else lever
            before, after = (str(one).replace("-", " ") for one in (before, after))
            yield draft.ask("change", 1.1, what=what, before=before, after=after)
            return


def _people(draft: Draft) -> Iterator[Pointer]:
    now, share = draft.picture.distribution_now, draft.number("extra-shift")
    if now is not None and now.fatigue > 0.1 and share > 0.0:
        yield draft.ask("people", 1.2 + min(0.8, 2.0 * now.fatigue), fatigue=now.fatigue, share=share)


def _goods(draft: Draft) -> Iterator[Pointer]:
    """What broke, and what waits."""
    if not draft.picture.distribution:
        return
    last = draft.picture.distribution[-1]
    if last.damage > BROKEN and draft.picture.mine("packaging"):
        yield draft.ask("box", min(1.3, 0.8 + 8.0 * (last.damage - BROKEN)), damage=last.damage)
    waiting = total(last.waiting)
    if waiting > 0.04 * max(1.0, total(last.shipped)):
        yield draft.ask("waiting", 1.35, waiting=waiting)


def _calendar(draft: Draft) -> Iterator[Pointer]:
    """What marketing may have in mind."""
    seen, usual, picture = draft.seen, draft.mind.usual, draft.picture
    if seen.partner is not None and seen.partner.plan is not None:
        stock, planned = shelves(picture), by_item(seen.partner.plan, "promotion")
        for item in [item for item, depth in planned.items() if depth != "none" and item in stock][:1]:
            facts = {"product": picture.name(item), "there": stock[item].there, "usual": usual.now.get(item, 0.0)}
            yield draft.ask("calendar/shown", 1.3, **facts)
    elif seen.now.promotion is None and not draft.asked:
        yield draft.ask("calendar/silent" if draft.silent else "calendar", 1.05, orders=usual.total)


def _capacity(draft: Draft) -> Iterator[Pointer]:
    picture, facts = draft.picture, draft.picture.distribution_facts
    offered = picture.joint("capacity") or picture.mine("capacity")
    if not offered or facts is None or picture.left <= facts.expansion_lead:
        return
    ahead = pressure(draft.mind, draft.mind.usual)
    if ahead > 1.0:
        months = "a month" if facts.expansion_lead <= 1.0 else f"{units(facts.expansion_lead)} months"
        yield draft.ask("capacity", min(1.6, 0.4 + ahead), ahead=ahead, months=months)
