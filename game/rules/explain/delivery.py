"""Why a delivery took its days and how it arrived: door-to-door days, on time, OTIF, damage, fill and service."""

from __future__ import annotations

import numpy as np

from game.rules.arrays import Floats
from game.rules.explain.shape import Case, Explanation, Factor, Link, added, chained, several, share
from game.rules.last_mile import VOICE_FIXES
from game.rules.world import CARRIERS, OUTBOUND, PROCESSING, VOICE


def days(case: Case, title: str, market: int) -> Explanation:
    """Door-to-door days of a market."""
    world, road, floor, plan = case.world, case.outcome.last_mile, case.outcome.floor, case.plans.distribution
    plain = float(world.floor.days[plan.processing[0]])
    mode, carrier, site = int(plan.outbound[0, market]), int(plan.carrier[0]), int(plan.site[0])
    driven = float(world.markets.transit_days[mode, market])
    outside = float(world.tracks.transit_days[case.state.round])
    known = driven + float(world.last_mile.site_days[site, market] + world.last_mile.carrier_days[carrier]) + outside
    place = world.last_mile.site_names[site] if world.last_mile.site_names else "the warehouse"
    factors = [
        Factor("On the road", driven, "days", "distribution",
               f"The {OUTBOUND[mode]} way to {world.markets.names[market]}."),
        Factor("Order processing", plain, "days", "distribution",
               f"Orders are worked in {PROCESSING[plan.processing[0]]}."),
        Factor("Congestion", plain * float(floor.congestion[0] - 1.0), "days", "joint",
               f"Orders queue on a floor that is {share(float(floor.utilisation[0]))} full."),
        Factor("The site", float(world.last_mile.site_days[site, market]), "days", "distribution", f"From {place}."),
        Factor("Carrier", float(world.last_mile.carrier_days[carrier]), "days", "distribution",
               f"The {CARRIERS[carrier]} contract."),
        Factor("Not booked", float(road.booked_late[0]), "days", "joint",
               f"{several(float(road.over[0]), 'unit')} more than any carrier was booked for."),
        Factor("Events", outside, "days", "world", "What happened on the roads this month."),
        Factor("Luck", float(road.transit[0, market]) - known, "days", "world", "Weather, traffic and the rest."),
    ]  # fmt: skip
    figure = float(road.days[0, market])
    return added(title, "days", factors, figure)


def on_time(case: Case, title: str, market: int) -> Explanation:
    """What the share within the promise was read from."""
    world, road = case.world, case.outcome.last_mile
    promise, mean = float(case.plans.marketing.promise[0]), float(road.days[0, market])
    spread = world.last_mile.day_spread * float(world.last_mile.carrier_spread[case.plans.distribution.carrier[0]])
    factors = (
        Factor("Promised", promise, "days", "marketing", "What every customer is told."),
        Factor("Door to door", mean, "days", "joint", "What it took in the middle; half arrives sooner, half later."),
        Factor("Spread", spread * mean, "days", "distribution", "How far one delivery differs from the next."),
    )
    return Explanation(title, float(road.on_time[0, market]), "share", "note", factors)


def otif(case: Case, title: str) -> Explanation:
    """OTIF over all markets, weighted by what was wanted."""
    return _otif(case, title, case.outcome.filled.wanted[0].sum(axis=0))


def otif_of_market(case: Case, title: str, market: int) -> Explanation:
    """OTIF of one market."""
    weight = np.zeros(case.world.shape[1])
    weight[market] = 1.0
    return _otif(case, title, weight)


def _otif(case: Case, title: str, weight: Floats) -> Explanation:
    road = case.outcome.last_mile
    whole = float(weight.sum())
    start = Factor("Every order", 1.0, "share", "customers", "All that was wanted.")
    if whole <= 0.0:
        return Explanation(title, 1.0, "share", "multiply", (start,))
    cells = (weight / whole)[None, :]
    links = [
        Link(
            "On time", road.on_time, "joint", "Shipments within the promise: marketing sets it, distribution keeps it."
        ),
        Link("Not waiting since last month", road.fresh, "joint", "Units from the backlog are late already."),
        Link("In full", road.in_full, "distribution", "Units that stock and hours allowed."),
        Link("Undamaged", 1.0 - road.damage[:, None], "distribution", "Packaging, carrier and rested hands."),
    ]
    figure = float((cells * road.otif).sum())
    return Explanation(title, figure, "share", "multiply", tuple(chained(start, cells, links)))


def damage(case: Case, title: str) -> Explanation:
    """Share that arrives broken."""
    world, plan, road = case.world, case.plans.distribution, case.outcome.last_mile
    box = float(world.last_mile.pack_damage[plan.packaging[0]])
    care = float(world.last_mile.carrier_care[plan.carrier[0]])
    tired = world.floor.fatigue_errors * float(case.state.fatigue[0])
    outside = float(world.tracks.damage[case.state.round])
    raw = box * care + tired + outside
    voiced = (VOICE_FIXES - 1.0) * raw if case.outcome.sale.initiatives[0, VOICE] else 0.0
    figure = float(road.damage[0])
    factors = [
        Factor("Packaging", box, "share", "distribution", "What this box lets through."),
        Factor(
            "Carrier",
            box * (care - 1.0),
            "share",
            "distribution",
            f"The care of the {CARRIERS[plan.carrier[0]]} contract.",
        ),
        Factor("Tired hands", tired, "share", "distribution", "Tired people drop more."),
        Factor("Events", outside, "share", "world", "What happened this month."),
        Factor("One voice of the customer", voiced, "share", "joint", "Causes that are named get fixed."),
        Factor("Within 0 and 90 %", figure - raw - voiced, "share", "world", "It cannot be less or more."),
    ]
    return added(title, "share", factors, figure)


def fill(case: Case, title: str, product: int) -> Explanation:
    """Share of what was wanted of an item that was shipped this month."""
    return _filled(case, title, slice(product, product + 1))


def service(case: Case, title: str) -> Explanation:
    """Shipped on schedule, over all items."""
    return _filled(case, title, slice(None))


def _filled(case: Case, title: str, rows: slice) -> Explanation:
    wanted, stocked = (
        float(case.outcome.filled.wanted[0, rows].sum()),
        float(case.outcome.filled.fillable[0, rows].sum()),
    )
    shipped = float(case.outcome.floor.shipped[0, rows].sum())
    factors = [
        Factor(
            "All that was wanted", 1.0, "share", "customers", f"{several(wanted, 'unit')}, with last month's backlog."
        )
    ]
    if wanted > 0.0:
        factors.append(Factor("In stock", stocked / wanted, "factor", "distribution",
                              f"Stock could serve {several(stocked, 'unit')}."))  # fmt: skip
    if stocked > 0.0:
        factors.append(Factor("Hours enough to ship", shipped / stocked, "factor", "joint",
                              f"The floor shipped {several(shipped, 'unit')} of them."))  # fmt: skip
    figure = shipped / wanted if wanted > 0.0 else 1.0
    return Explanation(title, figure, "share", "multiply", tuple(factors))
