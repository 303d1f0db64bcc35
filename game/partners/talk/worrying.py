"""What binds a seat, what worries it and what would help it: true sentences from its own figures."""

from __future__ import annotations

from collections.abc import Mapping

from game.partners.forecast.expecting import orders_by_month
from game.partners.plan.planner import Mind
from game.partners.plan.purse import shift_cost
from game.partners.plan.stocking import shelf_of
from game.rules.levers import Value

MORE = 1.2  # a fifth more orders: what the card asks about


def strains(of: Mind) -> dict[str, float]:
    """How near each of this seat's limits is: 1 = at it. From its own figures only."""
    picture, last = of.picture, of.picture.last
    if picture.seat == "distribution":
        found = {"stock": _stock_strain(of), "floor": of.work.utilisation if of.work else 0.0}
        found["road"] = (1.0 - last.on_time) / 0.3 if last else 0.0
        now = picture.distribution_now
        found["people"] = now.fatigue / 0.3 if now else 0.0
        return found
    now_ = picture.marketing_now
    months = picture.marketing
    used = months[-1].spent / months[-1].budget if months and months[-1].budget > 0.0 else 0.9
    found = {"budget": used, "brand": 1.0 / max(0.1, now_.goodwill) if now_ else 1.0}
    found["orders"] = 1.0 + _fall(of)
    found["service"] = (1.0 - last.otif) / 0.3 if last else 0.0
    return found


def _stock_strain(of: Mind) -> float:
    worst = 0.0
    for product in of.picture.on_sale:
        shelf = shelf_of(of.picture, product)
        if shelf is not None:
            there = shelf.on_hand + (shelf.due[0] if shelf.due else 0.0)
            worst = max(worst, min(2.0, of.usual.now.get(product, 0.0) / max(1.0, there)))
    return worst


def _fall(of: Mind) -> float:
    """Share by which orders fell last month; below 0 when they rose."""
    pasts = [orders_by_month(of.picture, product) for product in of.picture.on_sale]
    before = sum(past[-2] for past in pasts if len(past) >= 2)
    after = sum(past[-1] for past in pasts if len(past) >= 2)
    return 1.0 - after / before if before > 0.0 else 0.0


def bottleneck(of: Mind) -> str:
    """What would stop this seat first if more was asked of it."""
    picture, found = of.picture, strains(of)
    if picture.seat == "marketing":
        first = max(("budget", "brand", "service"), key=lambda key: found[key])
        return {
            "budget": f"Money: I used {found['budget']:.0%} of my budget, so more reach would have to come from yours.",
            "brand": f"The name: goodwill is at {_goodwill(of):.2f} of what we began with, and slow to build.",
            "service": f"Service: {_otif(of):.0%} of orders came on time and in full, and customers talk about it.",
        }[first]
    busy, cover = MORE * found["floor"], MORE * found["stock"]
    if busy >= cover:
        return f"The floor: a fifth more would be {busy:.0%} of the crew's hours. Stock would be {cover:.0%} used."
    return f"Stock: a fifth more would want {cover:.0%} of the scarcest item. The floor would be at {busy:.0%}."


def worry(of: Mind) -> str:
    """What worries this seat most now."""
    found, last = strains(of), of.picture.last
    first = max(found, key=lambda key: found[key])
    if found[first] < 0.75:
        return "Nothing much this month, and I am glad to say so."
    telling = {
        "stock": f"Stock: I expect orders for {found.get('stock', 0.0):.0%} of what I will have of the scarcest item.",
        "floor": f"The floor: I expect {found.get('floor', 0.0):.0%} of the crew's hours to be needed.",
        "road": f"Lateness: {1.0 - last.on_time if last else 0.0:.0%} of parcels missed the promise last month.",
        "people": "The crew: they have run one extra shift after another and are tired.",
        "budget": f"My budget: {found.get('budget', 0.0):.0%} of it was used last month.",
        "brand": f"The name: goodwill is at {_goodwill(of):.2f}, and it should be growing.",
        "orders": f"Orders: they moved by {-_fall(of):+.0%} last month.",
        "service": f"Service: only {_otif(of):.0%} of orders came on time and in full; that costs us customers later.",
    }
    return telling[first]


def month_earlier(of: Mind) -> str:
    """What this seat would need to know a month before it does."""
    picture, shown = of.picture, of.picture.seen.partner is not None
    if picture.seat == "marketing":
        plans = f"I plan for {of.usual.total:,.0f} orders"
        if shown:
            return f"Your plan for next month: {plans}, and what I see of yours is the month behind us."
        return f"What the shelf and the floor can do next month, before I book a deal: {plans} and see neither."
    leads = [shelf.lead for product in picture.on_sale if (shelf := shelf_of(picture, product))]
    months = max(leads, default=1)
    wait = "a month" if months <= 1 else f"{months} months"
    if shown:
        return f"New items and markets, with a figure: what I order today is here in {wait}."
    return f"Your deals and new items, with a figure: what I order today is here in {wait}, so I order blind till then."


def what_helps(of: Mind) -> str:
    """What the partner could do that would help this seat most."""
    found, picture = strains(of), of.picture
    first = max(found, key=lambda key: found[key])
    helps = {
        "stock": "Leave the scarcest item out of your deals until the next delivery is in.",
        "floor": f"A calmer month: I expect the floor at {found.get('floor', 0.0):.0%}, so no new deal on top, please.",
        "road": f"A day more in the promise: we tell customers {picture.seen.promise:g} days now.",
        "people": "One month without a rush, so that the crew can rest.",
        "budget": "A little of the shared budget, or one deal that needs no fee.",
        "brand": "Parcels that come when we said and whole: the name lives from that.",
        "orders": f"Something new to tell customers; even half a day less than {picture.seen.promise:g} would be news.",
        "service": "Tell me early what cannot be shipped, so that I do not sell it.",
    }
    return helps[first]


def crew_money(of: Mind, values: Mapping[str, Value]) -> float:
    """What the plan's carrier contract, extra shift and temps cost."""
    facts, now = of.picture.distribution_facts, of.picture.distribution_now
    if facts is None or now is None:
        return 0.0
    contract = facts.carrier_fixed.get(str(values.get("carrier", "partner")), 0.0)
    shift, temps = values.get("extra-shift", 0.0), values.get("temps", 0.0)
    share = float(shift) if not isinstance(shift, str) else 0.0
    return (
        contract
        + shift_cost(now.capacity, share, facts.wage, facts.shift_premium)
        + facts.temp_wage * (float(temps) if not isinstance(temps, str) else 0.0)
    )


def _goodwill(of: Mind) -> float:
    now = of.picture.marketing_now
    return now.goodwill if now is not None else 1.0


def _otif(of: Mind) -> float:
    return of.picture.last.otif if of.picture.last else 1.0
