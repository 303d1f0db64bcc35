"""The warehouse: where the units went, and why the floor was as busy as it was."""

from __future__ import annotations

from math import fsum

import numpy as np

from game.figures import several, share
from game.rules.explain.shape import Episode, Explanation, Part, added, multiplied
from game.rules.floor import OMNI_LABOUR
from game.rules.world import OMNI, STORE


def stock(month: Episode, title: str, product: int) -> Explanation:
    """Stock of an item after the month."""
    out = month.outcome
    opening, arrived = float(month.state.stock[0, product].sum()), float(out.inbound.arrived[0, product])
    shipped, instead = float(out.floor.shipped[0, product].sum()), float(out.unmet.as_substitute[0, product].sum())
    cleared = float(out.money.cleared[0, product])
    parts: list[Part] = [
        ("At the start of the month", opening, "distribution", "What was on the shelves."),
        ("Arrived", arrived, "distribution", "Ordered earlier, or sent express this month."),
        ("Shipped", -shipped, "customers", "To customers who asked for this item."),
        ("Shipped in place of another", -instead, "customers", "To customers whose own item was missing."),
        ("Cleared", -cleared, "marketing", "Sold off after the item left the range."),
    ]
    return added(title, "units", parts)


def arrived(month: Episode, title: str, product: int) -> Explanation:
    """Units that came in: what was due, less what is late."""
    came, late = month.outcome.inbound.arrived[0, product], month.outcome.inbound.late[0, product]
    parts: list[Part] = [
        ("Due this month", came + late, "distribution", "Ordered to arrive now."),
        ("Late", -late, "world", "Comes next month instead."),
    ]
    return added(title, "units", parts, float(came))


def backlog(month: Episode, title: str, product: int) -> Explanation:
    """Units of an item that wait for next month."""
    return _backlog(month, title, slice(product, product + 1))


def all_backlog(month: Episode, title: str) -> Explanation:
    """Units of all items that wait for next month."""
    return _backlog(month, title, slice(None))


def _backlog(month: Episode, title: str, rows: slice) -> Explanation:
    rules, out = month.world.customers, month.outcome
    short, waiting = float(out.filled.short[0, rows].sum()), float(out.floor.waiting[0, rows].sum())
    parts: list[Part] = [
        ("Not in stock", rules.backlog * short, "distribution",
         f"Of {several(short, 'unit')} that were missing, these customers wait."),
        ("Past the floor's hours", month.world.floor.wait_share * waiting, "joint",
         f"Of {several(waiting, 'unit')} that could not be shipped in time, these customers wait."),
    ]  # fmt: skip
    return added(title, "units", parts, float(out.unmet.backlog[0, rows].sum()))


def unmet(month: Episode, title: str, product: int) -> Explanation:
    """What became of an item's units that were wanted and not shipped."""
    out, unmet = month.outcome, month.outcome.unmet
    elsewhere, lost = float(unmet.elsewhere[0, product].sum()), float(unmet.lost[0, product].sum())
    parts: list[Part] = [
        ("Wait for next month", float(unmet.backlog[0, product].sum()), "customers", "The backlog."),
        ("Took another of our items", float(unmet.substituted[0, product].sum()), "customers",
         "Customers who accepted a sibling."),
        ("Bought it at another shop", elsewhere, "customers", "Still our brand, not our sale."),
        ("Lost", lost, "customers", "Customers who went away."),
    ]  # fmt: skip
    missed = (out.filled.short, out.floor.waiting, out.filled.dropped)
    short, waiting, dropped = (cells[0, product].sum() for cells in missed)
    return added(title, "units", parts, float(short + waiting + dropped))


def lost(month: Episode, title: str) -> Explanation:
    """Lost sales, item by item."""
    units = [float(row.sum()) for row in month.outcome.unmet.lost[0]]
    parts: list[Part] = [
        (name, amount, "customers", f"{several(amount, 'unit')} of {name} lost.")
        for name, amount in zip(month.world.products.names, units, strict=True)
    ]
    return added(title, "units", parts, fsum(units))


def utilisation(month: Episode, title: str) -> Explanation:
    """Work over capacity: what the bare units would fill, what made them slower, who came to help."""
    floor, bare = month.outcome.floor, _bare(month)
    crew = float(floor.crew[0])
    running, helped = crew, list[Part]()
    for name, hours, who, says in _parts_of_capacity(month)[2:]:
        helped.append((name, running / (running + hours), who, says))
        running = running + hours
    says = f"At plain handling, the units to ship are {several(bare, 'hour')} for a crew of {several(crew, 'hour')}."
    _, grown, _, built = _grown(month)
    start: Part = ("Units against the regular crew", bare / crew, "customers", f"{says} {built}" if grown else says)
    return multiplied(title, "share", float(floor.utilisation[0]), start, [*_pace(month), *helped])


def work(month: Episode, title: str) -> Explanation:
    """Hours of work that stock allowed."""
    start: Part = ("Units at their plain handling", _bare(month), "customers", "Hours if nothing got in the way.")
    return multiplied(title, "hours", float(month.outcome.floor.asked[0]), start, _pace(month))


def capacity(month: Episode, title: str) -> Explanation:
    """Hours the floor could work."""
    return added(title, "hours", _parts_of_capacity(month), float(month.outcome.floor.capacity[0]))


def complexity(month: Episode, title: str) -> Explanation:
    """The factor on all work from items, promotion packs and markets."""
    rules, sale = month.world.floor, month.outcome.sale
    items = int(sale.active[0].sum()) - int(month.world.products.on_sale.sum())
    packs = int((sale.promotion[0] > 0).sum())
    places = int(sale.entered[0].sum()) - int(month.world.markets.open.sum())
    parts: list[Part] = [
        ("First day's items and markets", 1.0, "world", "Work as the season began is 1."),
        ("Items", rules.items_complexity * items, "joint",
         f"{_more(items, 'item')} in the range than on the first day."),
        ("Promotion packs", rules.promotion_complexity * packs, "marketing", f"{several(packs, 'item')} on promotion."),
        ("Markets", rules.market_complexity * places, "joint",
         f"{_more(places, 'market')} served than on the first day."),
    ]  # fmt: skip
    factor = float(month.outcome.floor.complexity[0])
    return added(title, "factor", parts, factor, ("No less than half", "world", "Work never falls below half."))


def fatigue(month: Episode, title: str) -> Explanation:
    """Tiredness after the month, which lowers next month's capacity."""
    rules, floor = month.world.floor, month.outcome.floor
    extra = float(month.outcome.spent.extra[0])
    overload = min(1.0, max(0.0, float(floor.utilisation[0]) - 1.0))
    parts: list[Part] = [
        ("Left from last month", rules.fatigue_keep * float(month.state.fatigue[0]), "distribution",
         "Part of last month's tiredness stays."),
        ("Extra shift", rules.fatigue_gain * extra, "distribution",
         f"The crew worked {share(extra)} on top of regular hours."),
        ("More work than hours", rules.fatigue_gain * 0.25 * overload, "joint",
         "Working under a pile that does not shrink tires people too."),
    ]  # fmt: skip
    return added(title, "share", parts, float(floor.fatigue[0]))


def _more(count: int, noun: str) -> str:
    return f"{several(abs(count), noun)} {'fewer' if count < 0 else 'more'}"


def _bare(month: Episode) -> float:
    """Hours at plain handling."""
    per_unit = month.world.products.handling[:, None] * month.world.markets.handling
    return float((month.outcome.filled.fillable[0] * per_unit).sum())


def _pace(month: Episode) -> list[Part]:
    """What made the work longer or shorter than its plain handling; together exactly the hours asked."""
    world, floor, plan = month.world, month.outcome.floor, month.plans.distribution
    per_unit = world.products.handling[:, None] * world.markets.handling
    hours, bare = month.outcome.filled.fillable[0] * per_unit, _bare(month)
    stores = np.where(world.markets.channel == STORE, OMNI_LABOUR, 1.0)
    shared = bool(month.outcome.sale.initiatives[0, OMNI])
    picking = float((hours * stores).sum()) / bare if shared and bare else 1.0
    batch = world.floor.batch_work if plan.processing[0] == 1 else 1.0
    return [
        ("Picking for the web in stores", picking, "joint", "Omnichannel asks more hands in stores."),
        ("Complexity", float(floor.complexity[0]), "joint",
         "More items, promotion packs and markets make every unit slower."),
        ("Packaging", float(world.last_mile.pack_work[plan.packaging[0]]), "distribution",
         "Better boxes take longer to pack."),
        ("Batches", float(batch), "distribution", "Picking orders together saves steps."),
    ]  # fmt: skip


def _grown(month: Episode) -> Part:
    """Capacity that both signed for in earlier months."""
    hours = float(month.outcome.floor.crew[0]) - month.world.floor.capacity
    return "Added for good", hours, "joint", f"{several(hours, 'hour')} of it were added this season."


def _parts_of_capacity(month: Episode) -> list[Part]:
    """Hours added and taken away one after the other; they add up to the capacity."""
    world, floor, state, plan = month.world, month.outcome.floor, month.state, month.plans.distribution
    crew, extra = float(floor.crew[0]), float(month.outcome.spent.extra[0])
    people = float(month.outcome.spent.temps[0])
    rested = 1.0 - min(0.5, world.floor.fatigue_loss * float(state.fatigue[0]))
    place = float(world.last_mile.site_capacity[plan.site[0]])
    outside = float(world.tracks.capacity[state.round])
    before = crew * (1.0 + extra)
    usual = before * rested
    moved = float(floor.capacity[0] - floor.temp_hours[0]) / (place * outside) if place * outside else usual
    return [
        ("Regular crew", world.floor.capacity, "world", "The crew the season began with."),
        _grown(month),
        ("Extra shift", before - crew, "distribution", f"{share(extra)} on top of regular hours."),
        ("Tired people", usual - before, "distribution", "Extra shifts of earlier months still weigh."),
        ("Moving the warehouse", moved - usual, "distribution", "A month of moving is not a month of packing."),
        ("The site", moved * place - moved, "distribution", "What this site allows."),
        ("Events", moved * place * outside - moved * place, "world", "What happened this month."),
        ("Temps", float(floor.temp_hours[0]), "distribution",
         f"{several(people, 'temp')} at {share(float(floor.temp_skill[0]))} of full skill."),
    ]  # fmt: skip
