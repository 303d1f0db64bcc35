"""What binds a seat, what worries it and what would help it: true sentences from its own figures."""

from __future__ import annotations

from math import fsum

from game.figures import change_of_share, decimal, exact, share, units
from game.partners.forecast.floor import shelves
from game.partners.forecast.history import orders_by_month
from game.partners.mind import Mind

MORE = 1.2  # a fifth more orders: what the card asks about


def strains(mind: Mind) -> dict[str, float]:
    """How near each of this seat's limits is: 1 = at it. From its own figures only."""
    picture, last = mind.picture, mind.picture.last
    if picture.seat == "distribution":
        now = picture.distribution_now
        return {
            "stock": _stock_strain(mind),
            "floor": mind.work.utilisation if mind.work else 0.0,
            "road": (1.0 - last.on_time) / 0.3 if last else 0.0,
            "people": now.fatigue / 0.3 if now else 0.0,
        }
    return {
        "budget": picture.used[-1] if picture.used else 0.9,
        "brand": 1.0 / max(0.1, _goodwill(mind)),
        "orders": 1.0 + _fall(mind),
        "service": (1.0 - last.otif) / 0.3 if last else 0.0,
    }


def _stock_strain(mind: Mind) -> float:
    """How much of the scarcest item is expected to be asked for."""
    asked = mind.usual.now
    shares = (asked.get(item, 0.0) / max(1.0, shelf.there) for item, shelf in shelves(mind.picture).items())
    return min(2.0, max(shares, default=0.0))


def _fall(mind: Mind) -> float:
    """Share by which orders fell last month; below 0 when they rose."""
    pasts = [orders_by_month(mind.picture, product) for product in mind.picture.on_sale]
    before = fsum(past[-2] for past in pasts if len(past) >= 2)
    after = fsum(past[-1] for past in pasts if len(past) >= 2)
    return 1.0 - after / before if before > 0.0 else 0.0


def bottleneck(mind: Mind) -> str:
    """What would stop this seat first if more was asked of it."""
    picture, near = mind.picture, strains(mind)
    if picture.seat == "marketing":
        first = max(("budget", "brand", "service"), key=lambda key: near[key])
        return {
            "budget": f"Money: I used {share(near['budget'])} of my budget, so more reach would have to come "
            "from yours.",
            "brand": f"The name: goodwill is at {decimal(_goodwill(mind), 2)} of what we began with, and slow "
            "to build.",
            "service": f"Service: {_otif(mind)} of orders came on time and in full, and customers talk about it.",
        }[first]
    busy, cover = MORE * near["floor"], MORE * near["stock"]
    if busy >= cover:
        return (
            f"The floor: a fifth more would be {share(busy)} of the crew's hours. Stock would be {share(cover)} used."
        )
    return f"Stock: a fifth more would want {share(cover)} of the scarcest item. The floor would be at {share(busy)}."


def worry(mind: Mind) -> str:
    """What worries this seat most now."""
    near, last = strains(mind), mind.picture.last
    first = max(near, key=lambda key: near[key])
    if near[first] < 0.75:
        return "Nothing much this month, and I am glad to say so."
    telling = {
        "stock": f"Stock: I expect orders for {share(near.get('stock', 0.0))} of what I will have of the "
        "scarcest item.",
        "floor": f"The floor: I expect {share(near.get('floor', 0.0))} of the crew's hours to be needed.",
        "road": f"Lateness: {share(1.0 - last.on_time if last else 0.0)} of parcels missed the promise last month.",
        "people": "The crew: they have run one extra shift after another and are tired.",
        "budget": f"My budget: {share(near.get('budget', 0.0))} of it was used last month.",
        "brand": f"The name: goodwill is at {decimal(_goodwill(mind), 2)}, and it should be growing.",
        "orders": f"Orders: they moved by {change_of_share(-_fall(mind))} last month.",
        "service": f"Service: only {_otif(mind)} of orders came on time and in full; that costs us customers later.",
    }
    return telling[first]


def month_earlier(mind: Mind) -> str:
    """What this seat would need to know a month before it does."""
    picture, shown = mind.picture, mind.picture.data_shared
    if picture.seat == "marketing":
        plans = f"I plan for {units(mind.usual.total)} orders"
        if shown:
            return f"Your plan for next month: {plans}, and what I see of yours is the month behind us."
        return f"What the shelf and the floor can do next month, before I book a deal: {plans} and see neither."
    months = max((shelf.lead for shelf in shelves(picture).values()), default=1)
    wait = "a month" if months <= 1 else f"{months} months"
    if shown:
        return f"New items and markets, with a figure: what I order today is here in {wait}."
    return f"Your deals and new items, with a figure: what I order today is here in {wait}, so I order blind till then."


def what_helps(mind: Mind) -> str:
    """What the partner could do that would help this seat most."""
    near, picture = strains(mind), mind.picture
    first = max(near, key=lambda key: near[key])
    helps = {
        "stock": "Leave the scarcest item out of your deals until the next delivery is in.",
        "floor": f"A calmer month: I expect the floor at {share(near.get('floor', 0.0))}, so no new deal on "
        "top, please.",
        "road": f"A day more in the promise: we tell customers {exact(picture.seen.promise)} days now.",
        "people": "One month without a rush, so that the crew can rest.",
        "budget": "A little of the shared budget, or one deal that needs no fee.",
        "brand": "Parcels that come when we said and whole: the name lives from that.",
        "orders": f"Something new to tell customers; even half a day less than {exact(picture.seen.promise)} "
        "would be news.",
        "service": "Tell me early what cannot be shipped, so that I do not sell it.",
    }
    return helps[first]


def _goodwill(mind: Mind) -> float:
    now = mind.picture.marketing_now
    return now.goodwill if now is not None else 1.0


def _otif(mind: Mind) -> str:
    return share(mind.picture.last.otif if mind.picture.last else 1.0)
