"""Why the floor was as busy as it was: work, capacity, utilisation, complexity and tiredness."""

from __future__ import annotations

from math import fsum

import numpy as np

from game.rules.explain.shape import NO_EFFECT, Case, Explanation, Factor, added, several, share
from game.rules.floor import OMNI_LABOUR
from game.rules.world import OMNI, STORE


def utilisation(case: Case, title: str) -> Explanation:
    """Work over capacity: what the bare units would fill, what made them slower, who came to help."""
    floor = case.outcome.floor
    crew = float(floor.crew[0])
    bare = _bare(case)
    start = Factor(
        "Units against the regular crew", bare / crew, "share", "customers",
        f"At plain handling, the units to ship are {several(bare, 'hour')} for a crew of {several(crew, 'hour')}.",
    )  # fmt: skip
    slower = [Factor(f.name, f.value, "factor", f.who, f.says) for f in _pace(case)]
    running, helped = crew, []
    for part in _parts_of_capacity(case)[2:]:
        after = running + part.value
        helped.append(Factor(part.name, running / after, "factor", part.who, part.says))
        running = after
    first = _grown(case)
    found = [f for f in (*slower, *helped) if abs(f.value - 1.0) > NO_EFFECT]
    if first.value:
        start = Factor(start.name, start.value, "share", "customers", f"{start.says} {first.says}")
    return Explanation(title, float(floor.utilisation[0]), "share", "multiply", (start, *found))


def work(case: Case, title: str) -> Explanation:
    """Hours of work that stock allowed."""
    bare = _bare(case)
    start = Factor("Units at their plain handling", bare, "hours", "customers", "Hours if nothing got in the way.")
    found = tuple(factor for factor in _pace(case) if abs(factor.value - 1.0) > NO_EFFECT)
    return Explanation(title, float(case.outcome.floor.asked[0]), "hours", "multiply", (start, *found))


def capacity(case: Case, title: str) -> Explanation:
    """Hours the floor could work."""
    return added(title, "hours", _parts_of_capacity(case), float(case.outcome.floor.capacity[0]))


def complexity(case: Case, title: str) -> Explanation:
    """The factor on all work from items, promotion packs and markets."""
    rules, sale = case.world.floor, case.outcome.sale
    items = int(sale.active[0].sum()) - int(case.world.products.on_sale.sum())
    packs = int((sale.promotion[0] > 0).sum())
    places = int(sale.entered[0].sum()) - int(case.world.markets.open.sum())
    factors = [
        Factor("First day's items and markets", 1.0, "factor", "world", "Work as the season began is 1."),
        Factor("Items", rules.items_complexity * items, "factor", "joint",
               f"{_more(items, 'item')} in the range than on the first day."),
        Factor("Promotion packs", rules.promotion_complexity * packs, "factor", "marketing",
               f"{several(packs, 'item')} on promotion."),
        Factor("Markets", rules.market_complexity * places, "factor", "joint",
               f"{_more(places, 'market')} served than on the first day."),
    ]  # fmt: skip
    figure = float(case.outcome.floor.complexity[0])
    rest = figure - fsum(factor.value for factor in factors)
    factors.append(Factor("No less than half", rest, "factor", "world", "Work never falls below half."))
    return added(title, "factor", factors, figure)


def fatigue(case: Case, title: str) -> Explanation:
    """Tiredness after the month, which lowers next month's capacity."""
    rules, floor = case.world.floor, case.outcome.floor
    extra = float(case.outcome.spent.extra[0])
    overload = min(1.0, max(0.0, float(floor.utilisation[0]) - 1.0))
    factors = [
        Factor("Left from last month", rules.fatigue_keep * float(case.state.fatigue[0]), "share", "distribution",
               "Part of last month's tiredness stays."),
        Factor("Extra shift", rules.fatigue_gain * extra, "share", "distribution",
               f"The crew worked {share(extra)} on top of regular hours."),
        Factor("More work than hours", rules.fatigue_gain * 0.25 * overload, "share", "joint",
               "Working under a pile that does not shrink tires people too."),
    ]  # fmt: skip
    return added(title, "share", factors, float(floor.fatigue[0]))


def _more(count: int, noun: str) -> str:
    return f"{several(abs(count), noun)} {'fewer' if count < 0 else 'more'}"


def _bare(case: Case) -> float:
    """Hours at plain handling."""
    per_unit = case.world.products.handling[:, None] * case.world.markets.handling
    return float((case.outcome.filled.fillable[0] * per_unit).sum())


def _pace(case: Case) -> list[Factor]:
    """What made the work longer or shorter than its plain handling; together exactly the hours asked."""
    world, floor, plan = case.world, case.outcome.floor, case.plans.distribution
    per_unit = world.products.handling[:, None] * world.markets.handling
    hours = case.outcome.filled.fillable[0] * per_unit
    bare = float(hours.sum())
    stores = np.where(world.markets.channel == STORE, OMNI_LABOUR, 1.0)
    shared = bool(case.outcome.sale.initiatives[0, OMNI])
    picking = float((hours * stores).sum()) / bare if shared and bare else 1.0
    batch = world.floor.batch_work if plan.processing[0] == 1 else 1.0
    return [
        Factor("Picking for the web in stores", picking, "factor", "joint", "Omnichannel asks more hands in stores."),
        Factor("Complexity", float(floor.complexity[0]), "factor", "joint",
               "More items, promotion packs and markets make every unit slower."),
        Factor("Packaging", float(world.last_mile.pack_work[plan.packaging[0]]), "factor", "distribution",
               "Better boxes take longer to pack."),
        Factor("Batches", float(batch), "factor", "distribution", "Picking orders together saves steps."),
    ]  # fmt: skip


def _grown(case: Case) -> Factor:
    """Capacity that both signed for in earlier months."""
    hours = float(case.outcome.floor.crew[0]) - case.world.floor.capacity
    return Factor("Added for good", hours, "hours", "joint", f"{several(hours, 'hour')} of it were added this season.")


def _parts_of_capacity(case: Case) -> list[Factor]:
    """Hours added and taken away one after the other; they add up to the capacity."""
    world, floor, state, plan = case.world, case.outcome.floor, case.state, case.plans.distribution
    crew, extra = float(floor.crew[0]), float(case.outcome.spent.extra[0])
    people = float(case.outcome.spent.temps[0])
    rested = 1.0 - min(0.5, world.floor.fatigue_loss * float(state.fatigue[0]))
    place = float(world.last_mile.site_capacity[plan.site[0]])
    outside = float(world.tracks.capacity[state.round])
    before = crew * (1.0 + extra)
    usual = before * rested
    moved = float(floor.capacity[0] - floor.temp_hours[0]) / (place * outside) if place * outside else usual
    return [
        Factor("Regular crew", world.floor.capacity, "hours", "world", "The crew the season began with."),
        _grown(case),
        Factor("Extra shift", before - crew, "hours", "distribution", f"{share(extra)} on top of regular hours."),
        Factor("Tired people", usual - before, "hours", "distribution",
               "Extra shifts of earlier months still weigh."),
        Factor("Moving the warehouse", moved - usual, "hours", "distribution",
               "A month of moving is not a month of packing."),
        Factor("The site", moved * place - moved, "hours", "distribution", "What this site allows."),
        Factor("Events", moved * place * outside - moved * place, "hours", "world", "What happened this month."),
        Factor("Temps", float(floor.temp_hours[0]), "hours", "distribution",
               f"{several(people, 'temp')} at {share(float(floor.temp_skill[0]))} of full skill."),
    ]  # fmt: skip
