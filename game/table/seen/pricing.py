"""What a decision costs by itself, said before it is made: launches, entries, hours that are built, initiatives."""

from __future__ import annotations

from game import figures
from game.rules.levers import Setting
from game.table.table import Table


def about(table: Table, setting: Setting) -> str:
    """What a lever is, and what this setting of it costs here; of an initiative only the cost: each is another."""
    cost = _cost(table, setting)
    return cost if setting.lever.over == "initiative" else f"{setting.lever.about} {cost}".strip()


def charged(table: Table, setting: Setting) -> tuple[float, float]:
    """What is taken once and by the month for a switch, or for each unit of a number; leadership's part is left out."""
    world, at = table.world, setting.item
    match setting.lever.id:
        case "launch":
            return float(world.products.launch_cost[at]), 0.0
        case "market-entry":
            return float(world.markets.entry_cost[at]), 0.0
        case "capacity":
            return world.floor.expansion_cost, world.floor.expansion_upkeep
        case "initiative":
            costs = world.costs
            return float(costs.initiative_setup[at]) * (1.0 - costs.sponsor), float(costs.initiative_monthly[at])
    return 0.0, 0.0


def _cost(table: Table, setting: Setting) -> str:
    """What the scenario takes for it once and by the month; "" where nothing is taken for the decision itself."""
    world, sign, lever = table.world, table.scenario.currency, setting.lever.id
    if lever == "launch":
        return f"It costs {figures.money(float(world.products.launch_cost[setting.item]), sign)}, once."
    if lever == "market-entry":
        return f"It costs {figures.money(float(world.markets.entry_cost[setting.item]), sign)}, once."
    if lever == "capacity":
        floor = world.floor
        kept = f", then {figures.price(floor.expansion_upkeep, sign)} a month" if floor.expansion_upkeep else ""
        lead = floor.expansion_lead
        after = f"; it is there {figures.several(lead, 'month')} later" if lead else ""
        return f"An hour costs {figures.price(floor.expansion_cost, sign)} to build{kept}{after}."
    if lever == "initiative":
        costs = world.costs
        setup = float(costs.initiative_setup[setting.item])
        paid = f", of which leadership pays {figures.share(costs.sponsor)}" if costs.sponsor and setup else ""
        monthly = float(costs.initiative_monthly[setting.item])
        then = f", then {figures.money(monthly, sign)} a month for good" if monthly else ", once"
        return f"It costs {figures.money(setup, sign)} to set up{paid}{then}."
    return ""
