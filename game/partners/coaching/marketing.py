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
    last, told = draft.picture.last, draft.number("delivery-promise")
    if last is None or told <= 0.0:
        return
    if last.on_time < AMPLE or last.days > told + LATE:
        text = (
            f"Your plan tells customers {told:g} days. Last month the mean order took {last.days:.1f} and "
            f"{last.on_time:.0%} came within the {last.promise:g} promised. "
            + draft.turn(
                "What do you know that makes this month another one?",
                "Whose month does this promise plan for them?",
                "Who could tell you before you commit what will hold?",
            )
        )
        yield Pointer("promise", min(2.4, 1.3 + (AMPLE - min(AMPLE, last.on_time)) * 2.0), text)
        return
    usual = norm(draft.picture)
    if usual is not None and last.on_time > IN_HAND and told > usual:
        text = (
            f"{last.on_time:.0%} came in time last month, and customers here take {usual:.1f} days for granted where "
            f"you say {told:g}. Whom does the day in hand protect, and whom does it cost?"
        )
        yield Pointer("promise", 0.9, text)


def _deals(draft: Draft) -> Iterator[Pointer]:
    picture, deals = draft.picture, draft.deals()
    now, facts = picture.marketing_now, picture.marketing_facts
    if not deals or now is None or facts is None:
        return
    named = " and ".join(f"a {depth.replace('-', ' ')} on {picture.name(item)}" for item, depth in deals.items())
    if draft.picture.fill < FEW:
        text = (
            f"Your plan has {named}, and {draft.picture.fill:.0%} of last month's orders could be shipped. Who has "
            "told you that there will be more to ship this time?"
        )
        yield Pointer("deals", min(2.4, 1.6 + 3.0 * (FEW - draft.picture.fill)), text)
    for item in deals:
        early = now.borrowed.get(item, 0.0)
        if early > 0.03:
            text = (
                f"{early:.0%} of this month's {picture.name(item)} was bought early, in last month's deal. How much of "
                "another one would be new business?"
            )
            yield Pointer("borrowed", 1.5 + early, text)
    item, depth = max(deals.items(), key=lambda pair: facts.promotion_lift.get(pair[1], 0.0))
    lift, usual = facts.promotion_lift.get(depth, 0.0), draft.mind.usual.now.get(item, 0.0)
    head = f"{named[:1].upper()}{named[1:]} may lift {picture.name(item)} by {lift:.0%} from about {usual:,.0f}."
    if now.promotion is not None:
        return
    if draft.silent:
        yield Pointer("told", 1.2, f"{head} Distribution cannot hear of it here: what does it expect, and order, then?")
    elif not draft.asked:
        yield Pointer("told", 1.3, f"{head} Does distribution know, and in time for its supplier?")


def _prices(draft: Draft) -> Iterator[Pointer]:
    picture, sign = draft.picture, draft.seen.scenario.currency
    for item, value in draft.each("price").items():
        before = draft.seen.current.get(f"price.{item}")
        if isinstance(value, str) or not isinstance(before, int | float) or abs(value - before) < 0.005 * before:
            continue
        head = f"You move {picture.name(item)} from {sign}{before:,.2f} to {sign}{value:,.2f}."
        moved = _last_move(draft, item)
        if moved is None:
            text = f"{head} How many units more or fewer would make it even, and what would the floor say to them?"
            yield Pointer("price", 1.0, text)
        else:
            text = (
                f"{head} When its price last moved, from {sign}{moved[0]:,.2f} to {sign}{moved[1]:,.2f}, its orders "
                f"went from {moved[2]:,.0f} to {moved[3]:,.0f}. What of that was the price?"
            )
            yield Pointer("price", 1.15, text)


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
        text = (
            f"{money(budget - spent)} of {money(budget)} stays unspent in this plan. What would "
            "have to be true, on both sides of the house, for it to be well spent?"
        )
        yield Pointer("budget", 0.75, text)


def _name(draft: Draft) -> Iterator[Pointer]:
    now, months = draft.picture.marketing_now, draft.picture.marketing
    if now is None:
        return
    if now.goodwill < FEW and months:
        text = (
            f"Goodwill stands at {now.goodwill:.2f} of where you began, and complaints "
            f"cost {months[-1].complaints:.1f} points last month. "
            "Is it what people are told or what they get that wears it down?"
        )
        yield Pointer("goodwill", min(1.6, 0.8 + 4.0 * (FEW - now.goodwill)), text)
    if now.satisfaction and months:
        market = min(now.satisfaction, key=lambda key: now.satisfaction[key])
        points = now.satisfaction[market]
        if points < 65.0:
            text = (
                f"Satisfaction is at {points:.0f} in {draft.picture.name(market)}, and customers act on it two months "
                "late. "
                + draft.turn(
                    "What will they still remember when this plan plays out?",
                    "What in this plan would they notice first?",
                    "Is it the promise, the shelf, the parcel or the price that they mind?",
                )
            )
            yield Pointer("satisfaction", min(1.7, 0.9 + (65.0 - points) / 30.0), text)


def _orders(draft: Draft) -> Iterator[Pointer]:
    if len(draft.seen.shared) < 2:
        return
    before, last = draft.seen.shared[-2].ordered, draft.seen.shared[-1].ordered
    if before > 0.0 and abs(last / before - 1.0) > 0.1:
        way = "rose" if last > before else "fell"
        text = (
            f"Orders {way} from {before:,.0f} to {last:,.0f}. How much of it was your doing, and how much comes back "
            "by itself?"
        )
        yield Pointer("orders", min(1.3, 0.7 + abs(last / before - 1.0)), text)


def _growth(draft: Draft) -> Iterator[Pointer]:
    picture = draft.picture
    for setting in picture.mine("launch", "market-entry"):
        if draft.plan.get(setting.key) is True:
            text = (
                f"{picture.name(setting.item).capitalize()} would begin this month. What of it is in the house, and "
                "who has hands for it on the first day?"
            )
            yield Pointer("growth", 1.9, text)
            return
    fresh = [one for one in starts(picture) if one.key not in picture.agreed]
    if fresh and picture.left >= 2:
        text = (
            f"{picture.name(fresh[0].item).capitalize()} has not begun, and {picture.left} months are left after this "
            "one. What does it wait for, and whose move is that?"
        )
        yield Pointer("growth", 0.85, text)
