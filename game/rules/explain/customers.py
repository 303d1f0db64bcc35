"""What customers got and how they came to feel: days, punctuality, damage and fill; satisfaction, goodwill, equity."""

from __future__ import annotations

import numpy as np

from game.figures import change, cost, exact, several, share, units
from game.rules.arrays import Floats
from game.rules.explain.shape import Episode, Explanation, Factor, Link, Part, added, chained
from game.rules.last_mile import VOICE_FIXES
from game.rules.world import CARRIERS, OUTBOUND, PROCESSING, VOICE


def days(month: Episode, title: str, market: int) -> Explanation:
    """Door-to-door days of a market."""
    world, road, floor, plan = month.world, month.outcome.last_mile, month.outcome.floor, month.plans.distribution
    plain = float(world.floor.days[plan.processing[0]])
    mode, carrier, site = int(plan.outbound[0, market]), int(plan.carrier[0]), int(plan.site[0])
    driven = float(world.markets.transit_days[mode, market])
    there, slower = float(world.last_mile.site_days[site, market]), float(world.last_mile.carrier_days[carrier])
    outside = float(world.tracks.transit_days[month.state.round])
    known = driven + (there + slower) + outside
    place = world.last_mile.site_names[site] if world.last_mile.site_names else "the warehouse"
    parts: list[Part] = [
        ("On the road", driven, "distribution", f"The {OUTBOUND[mode]} way to {world.markets.names[market]}."),
        ("Order processing", plain, "distribution", f"Orders are worked in {PROCESSING[plan.processing[0]]}."),
        ("Waiting their turn", float(floor.queue[0]), "joint",
         f"Orders queue on a floor that is {share(float(floor.utilisation[0]))} full."),
        ("The site", there, "distribution", f"From {place}."),
        ("Carrier", slower, "distribution", f"The {CARRIERS[carrier]} contract."),
        ("Not booked", float(road.booked_late[0]), "joint",
         f"{several(float(road.over[0]), 'unit')} more than any carrier was booked for."),
        ("Events", outside, "world", "What happened on the roads this month."),
        ("Luck", float(road.transit[0, market]) - known, "world", "Weather, traffic and the rest."),
    ]  # fmt: skip
    return added(title, "days", parts, float(road.days[0, market]))


def on_time(month: Episode, title: str, market: int) -> Explanation:
    """What the share within the promise was read from."""
    world, road = month.world, month.outcome.last_mile
    promise, mean = float(month.plans.marketing.promise[0]), float(road.days[0, market])
    spread = world.last_mile.day_spread * float(world.last_mile.carrier_spread[month.plans.distribution.carrier[0]])
    factors = (
        Factor("Promised", promise, "days", "marketing", "What every customer is told."),
        Factor("Door to door", mean, "days", "joint", "What it took in the middle; half arrives sooner, half later."),
        Factor("Spread", spread * mean, "days", "distribution", "How far one delivery differs from the next."),
    )
    return Explanation(title, float(road.on_time[0, market]), "share", "note", factors)


def otif(month: Episode, title: str) -> Explanation:
    """OTIF over all markets, weighted by what was wanted."""
    return _otif(month, title, month.outcome.filled.wanted[0].sum(axis=0))


def otif_of_market(month: Episode, title: str, market: int) -> Explanation:
    """OTIF of one market."""
    weight = np.zeros(month.world.shape[1])
    weight[market] = 1.0
    return _otif(month, title, weight)


def _otif(month: Episode, title: str, weight: Floats) -> Explanation:
    road, whole = month.outcome.last_mile, float(weight.sum())
    start = Factor("Every order", 1.0, "share", "customers", "All that was wanted.")
    if whole <= 0.0:
        return Explanation(title, 1.0, "share", "multiply", (start,))
    cells = (weight / whole)[None, :]
    within = "Shipments within the promise: marketing sets it, distribution keeps it."
    links = [
        Link("On time", road.on_time, "joint", within),
        Link("Not waiting since last month", road.fresh, "joint", "Units from the backlog are late already."),
        Link("In full", road.in_full, "distribution", "Units that stock and hours allowed."),
        Link("Undamaged", 1.0 - road.damage[:, None], "distribution", "Packaging, carrier and rested hands."),
    ]
    figure = float((cells * road.otif).sum())
    return Explanation(title, figure, "share", "multiply", tuple(chained(start, cells, links)))


def damage(month: Episode, title: str) -> Explanation:
    """Share that arrives broken."""
    world, plan, figure = month.world, month.plans.distribution, float(month.outcome.last_mile.damage[0])
    box = float(world.last_mile.pack_damage[plan.packaging[0]])
    care = float(world.last_mile.carrier_care[plan.carrier[0]])
    tired = world.floor.fatigue_errors * float(month.state.fatigue[0])
    outside = float(world.tracks.damage[month.state.round])
    raw = box * care + tired + outside
    voiced = (VOICE_FIXES - 1.0) * raw if month.outcome.sale.initiatives[0, VOICE] else 0.0
    parts: list[Part] = [
        ("Packaging", box, "distribution", "What this box lets through."),
        ("Carrier", box * (care - 1.0), "distribution", f"The care of the {CARRIERS[plan.carrier[0]]} contract."),
        ("Tired hands", tired, "distribution", "Tired people drop more."),
        ("Events", outside, "world", "What happened this month."),
        ("One voice of the customer", voiced, "joint", "Causes that are named get fixed."),
        ("Within 0 and 90%", figure - raw - voiced, "world", "It cannot be less or more."),
    ]
    return added(title, "share", parts, figure)


def fill(month: Episode, title: str, product: int) -> Explanation:
    """Share of what was wanted of an item that was shipped this month."""
    return _filled(month, title, slice(product, product + 1))


def service(month: Episode, title: str) -> Explanation:
    """Orders shipped whole and on schedule, over all items."""
    lines = _filled(month, title, slice(None))
    says = f"{share(lines.figure)} of what was wanted was shipped; an order of three lines counts only whole."
    whole = Factor("Whole orders", lines.figure**2, "factor", "customers", says)
    return Explanation(title, lines.figure**3, "share", "multiply", (*lines.factors, whole))


def _filled(month: Episode, title: str, rows: slice) -> Explanation:
    filled = month.outcome.filled
    wanted, stocked = float(filled.wanted[0, rows].sum()), float(filled.fillable[0, rows].sum())
    shipped = float(month.outcome.floor.shipped[0, rows].sum())
    says = f"{several(wanted, 'unit')}, with last month's backlog."
    factors = [Factor("All that was wanted", 1.0, "share", "customers", says)]
    if wanted > 0.0:
        says = f"Stock could serve {several(stocked, 'unit')}."
        factors.append(Factor("In stock", stocked / wanted, "factor", "distribution", says))
    if stocked > 0.0:
        says = f"The floor shipped {several(shipped, 'unit')} of them."
        factors.append(Factor("Hours enough to ship", shipped / stocked, "factor", "joint", says))
    return Explanation(title, shipped / wanted if wanted > 0.0 else 1.0, "share", "multiply", tuple(factors))


def satisfaction(month: Episode, title: str, market: int) -> Explanation:
    """Satisfaction of a market after the month: where it stood, and the points each cause moved."""
    world, felt, state, road = month.world, month.outcome.customers, month.state, month.outcome.last_mile
    rules, before, after = world.customers, float(state.satisfaction[0, market]), float(felt.satisfaction[0, market])
    gap = float(felt.experience[0, market] - state.scar[0, market]) - before
    pace = rules.gain if gap > 0.0 else rules.loss
    if not month.outcome.sale.entered[0, market]:
        pace = 0.0
    late = 1.0 - float(road.on_time[0, market] * road.fresh[0, market])
    promise, norm = float(month.plans.marketing.promise[0]), float(world.markets.promise_norm[market])
    parts: list[Part] = [
        ("Last month", before, "customers", "Where customers stood."),
        ("Had all gone well", pace * (rules.best - before), "customers",
         "A month without a fault draws everyone up, a part of the way each month."),
        ("Late", -pace * float(felt.late[0, market]), "joint",
         f"{share(late)} of the orders came after the promised day."),
        ("Short", -pace * float(felt.short[0, market]), "distribution",
         f"{share(1.0 - float(road.in_full[0, market]))} of what was wanted did not come."),
        ("Damaged", -pace * float(felt.broken[0, market]), "distribution",
         f"{share(float(road.damage[0]))} of it arrived broken."),
        ("Slow promise", -pace * float(felt.slow[0, market]), "marketing",
         f"We promise {exact(promise)} days; customers here are used to {exact(norm)}."),
        ("Dear", -pace * float(felt.dear[0, market]), "marketing", "Prices above list."),
        ("Sooner than promised", pace * float(felt.quick[0, market]), "joint",
         "A pleasant surprise, worth half of what a broken promise costs."),
        ("Events", pace * float(world.tracks.satisfaction[state.round]), "world", "What happened outside the company."),
        ("Old disappointments", -pace * float(state.scar[0, market]), "joint",
         "Not all that is lost comes back at once."),
    ]  # fmt: skip
    return added(title, "points", parts, after, ("Within 0 and 100", "customers", "The scale ends there."))


def goodwill(month: Episode, title: str) -> Explanation:
    """Goodwill after the month; 1 is where the season began."""
    media, felt = month.world.media, month.outcome.customers
    before, brand = float(month.state.goodwill[0]), float(month.outcome.spent.brand[0])
    mean = float(felt.satisfaction[0].sum()) / month.world.shape[1]
    lost = float(felt.stockout[0])
    parts: list[Part] = [
        ("Last month", before, "customers", "Where the brand stood."),
        ("Fading", -media.goodwill_decay * before, "world", "A brand that says nothing is forgotten."),
        ("Brand advertising", media.goodwill_gain * float(np.log1p(brand / media.brand_reference)), "marketing",
         f"{cost(brand)} of brand advertising."),
        ("Service", media.goodwill_service * (mean - 60.0) / 100.0, "joint",
         f"Mean satisfaction is {units(mean)}; above 60 it feeds the brand, below 60 it wears it down."),
        ("Orders lost", -media.goodwill_stockout * lost, "joint", f"{share(lost)} of what was wanted was lost."),
        ("Events", float(month.world.tracks.goodwill[month.state.round]), "world", "What happened outside."),
    ]  # fmt: skip
    after = float(felt.goodwill[0])
    return added(title, "goodwill", parts, after, ("No lower than this", "world", "Somebody always remembers."))


def equity(month: Episode, title: str) -> Explanation:
    """What the month's change in goodwill and satisfaction is worth, in money."""
    rules, state, out = month.world.customers, month.state, month.outcome
    moved = float(out.customers.goodwill[0] - state.goodwill[0])
    parts: list[Part] = [("Goodwill", rules.goodwill_value * moved, "joint", f"Goodwill moved by {change(moved, 3)}.")]
    for at, name in enumerate(month.world.markets.names):
        if out.sale.entered[0, at]:
            moved = float(out.customers.satisfaction[0, at] - state.satisfaction[0, at])
            worth = float(rules.satisfaction_value[at]) * moved
            parts.append((f"Satisfaction, {name}", worth, "joint", f"Satisfaction moved by {change(moved, 1)} points."))
    return added(title, "money", parts, float(out.money.equity[0]) / 100.0)
