"""What each seat knows of its own trade, taken from the world once: terms, tariffs and targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from game.rules.arrays import Floats
from game.rules.demand import usual_lift
from game.rules.levers import Seat
from game.rules.world import CARRIERS, INBOUND, OUTBOUND, PACKAGING, PROCESSING, PROMOTIONS, World
from game.scenario import Scenario
from game.table.seen.dashboards import DistributionFacts, Facts, MarketingFacts
from game.table.seen.figures import keyed


def facts_of(scenario: Scenario, world: World) -> Mapping[Seat, Facts]:
    """Both seats' facts; `world` is the scenario's as the structure changes it."""
    return MappingProxyType(
        {"marketing": marketing_facts(world), "distribution": distribution_facts(world, site_keys(scenario))}
    )


def marketing_facts(world: World) -> MarketingFacts:
    """What marketing knows from the start."""
    products, markets, media, targets = world.products, world.markets, world.media, world.targets
    return MarketingFacts(
        promotion_fee=keyed(PROMOTIONS, media.promotion_fee),
        promotion_lift=keyed(PROMOTIONS, usual_lift(products, media)),
        promotion_cut=keyed(PROMOTIONS, media.depth),
        promise_norm=keyed(markets.keys, markets.promise_norm),
        margin=keyed(markets.keys, markets.margin),
        base_orders=_table(products.keys, markets.keys, products.base),
        season=_season(world),
        launch_cost=keyed(products.keys, products.launch_cost),
        entry_cost=keyed(markets.keys, markets.entry_cost),
        research_cost=media.research_cost,
        listing_fee=media.listing_fee,
        targets={"brand": targets.goodwill, "leads": targets.leads, "conversion": targets.conversion},
        budget=world.costs.marketing_budget,
    )


def distribution_facts(world: World, sites: Sequence[str]) -> DistributionFacts:
    """What distribution knows from the start; `sites` are the keys of the warehouse sites."""
    products, markets, floor, road = world.products, world.markets, world.floor, world.last_mile
    targets = world.targets
    return DistributionFacts(
        season=_season(world),
        unit_cost=keyed(products.keys, products.unit_cost),
        handling=keyed(products.keys, products.handling),
        market_handling=keyed(markets.keys, markets.handling),
        size=keyed(products.keys, products.size),
        lead=_table(products.keys, INBOUND, products.lead.T.astype(float)),
        inbound_cost=_table(products.keys, INBOUND, products.inbound.T),
        transit_days=_table(markets.keys, OUTBOUND, markets.transit_days.T),
        transit_cost=_table(markets.keys, OUTBOUND, markets.transit_cost.T),
        carrier_fixed=keyed(CARRIERS, road.carrier_fixed),
        carrier_cost=keyed(CARRIERS, road.carrier_cost),
        carrier_days=keyed(CARRIERS, road.carrier_days),
        processing_days=keyed(PROCESSING, floor.days),
        pack_cost=keyed(PACKAGING, road.pack_cost),
        pack_damage=keyed(PACKAGING, road.pack_damage),
        sites=_sites(world, sites),
        move_cost=road.move_cost,
        capacity=floor.capacity,
        wage=floor.wage,
        shift_premium=tuple(map(float, floor.shift_premium)),
        temp_hours=floor.temp_hours,
        temp_wage=floor.temp_wage,
        temp_skill=floor.temp_skill,
        expansion_cost=floor.expansion_cost,
        expansion_lead=float(floor.expansion_lead),
        fine=keyed(markets.keys, markets.fine),
        fine_target=keyed(markets.keys, markets.fine_target),
        holding=world.costs.holding,
        targets={
            "throughput": targets.throughput,
            "cost-per-unit": targets.cost_per_unit,
            "service": targets.service,
        },
        budget=world.costs.distribution_budget,
    )


def _table(rows: Sequence[str], columns: Sequence[str], values: Floats) -> dict[str, dict[str, float]]:
    return {key: keyed(columns, row) for key, row in zip(rows, values, strict=True)}


def _season(world: World) -> dict[str, tuple[float, ...]]:
    """The calendar of the trade, which both seats know."""
    return {key: tuple(world.tracks.season[:, at].tolist()) for at, key in enumerate(world.products.keys)}


def site_keys(scenario: Scenario) -> tuple[str, ...]:
    """The keys of the warehouse sites, in the order in which the rules count them."""
    field = next(field for field in scenario.layout.distribution if field.name == "site")
    return tuple(field.slots[0].codes or ())


def _sites(world: World, sites: Sequence[str]) -> dict[str, dict[str, float]]:
    """Each site: what it costs a month, its capacity factor and the days it adds to each market."""
    road = world.last_mile
    found = {}
    for at, key in enumerate(sites):
        days = {f"days.{market}": value for market, value in keyed(world.markets.keys, road.site_days[at]).items()}
        found[key] = {"fixed": float(road.site_fixed[at]), "capacity": float(road.site_capacity[at]), **days}
    return found
