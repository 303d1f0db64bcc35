"""The last mile: door-to-door days against the promise, damage, OTIF and the price of each trip."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.rules.arrays import Floats, Ints, along, falling, over_markets, over_products, per, share
from game.rules.draws import Draws
from game.rules.floor import FloorMonth
from game.rules.joint import OnSale
from game.rules.state import Plans, State
from game.rules.stock import Fill
from game.rules.world import CARRIERS, DATA, PACKAGING, VOICE, World

LOGISTIC_SCALE = 1.702  # the logistic curve nearest to the normal's: never 0.01 apart (Haley 1952; Camilli 1994)
VOICE_FIXES = 0.7  # design choice: share of damage left once its causes are named
SHORTEST = 0.25  # design choice: days that the shortest trip takes
PARTNER, SPOT = CARRIERS.index("partner"), CARRIERS.index("spot")
CAREFUL_BOX = PACKAGING.index("retail-ready")


@dataclass(frozen=True)
class Delivery:
    """Delivery, market by market."""

    transit: Floats  # (n, m) days on the road, all but processing
    booked_late: Floats  # (n,) days added by what no carrier was booked for
    days: Floats  # (n, m) door to door, mean
    on_time: Floats  # (n, m) share of this month's shipments within the promise
    on_time_standard: Floats  # (n, m) on time, had no transport, batch or carrier saving been made
    otif_standard: Floats  # (n, m) OTIF, had no saving on transport, batches, carrier or packaging been made
    in_full: Floats  # (n, m) share of what was wanted that was shipped
    fresh: Floats  # (n, m) share of shipments that answer this month's orders, not the backlog
    damage: Floats  # (n,) share damaged
    otif: Floats  # (n, m) share of orders on time, in full and whole
    trip: Floats  # (n, m) money per freight unit
    forecast: Floats  # (n, p) units that crews and carriers were booked for
    over: Floats  # (n,) units shipped beyond the booking's slack
    under: Floats  # (n,) units booked and not shipped


@dataclass(frozen=True)
class RoadTables:
    """What the last mile needs of a world and its calendar. Roads are numbered market by market, economy first."""

    roads: Ints  # (m,) number of each market's economy road
    days: Floats  # (3m,) by road
    cost: Floats  # (3m,) money per freight unit by road
    site_days: Floats  # (m, s)
    site_cost: Floats  # (m, s)
    carrier_cost: Floats  # (R, 3)


def road_tables(world: World) -> RoadTables:
    """Work out what the month would otherwise compute again and again."""
    places, tracks = world.last_mile, world.tracks
    carrier = places.carrier_cost * tracks.outbound_cost[:, None]
    carrier[:, SPOT] *= tracks.spot_cost
    return RoadTables(
        roads=3 * np.arange(world.shape[1]),
        days=world.markets.transit_days.T.reshape(-1),
        cost=world.markets.transit_cost.T.reshape(-1),
        site_days=np.ascontiguousarray(places.site_days.T),
        site_cost=np.ascontiguousarray(places.site_cost.T),
        carrier_cost=carrier,
    )


def deliver(
    world: World, known: RoadTables, state: State, plans: Plans, sale: OnSale, filled: Fill, units: Floats,
    expected: Floats, floor: FloorMonth, draws: Draws,
) -> Delivery:  # fmt: skip
    """Carry what the floor shipped to the customers' doors."""
    places, plan = world.last_mile, plans.distribution
    shipped = over_products(floor.shipped)
    forecast = booking(world, state, plans, sale, expected)
    over, under, beyond = _against_booking(world, forecast, along(shipped))
    road = plan.outbound + known.roads
    luck = places.month_spread * draws.month + world.tracks.transit_days[state.round]
    site = known.site_days.take(plan.site, axis=1).T + luck
    transit = np.maximum(SHORTEST, known.days[road] + places.carrier_days[plan.carrier][:, None] + site)
    booked_late = places.booking_days * beyond
    days = transit + (floor.days + booked_late)[:, None]
    promise = plans.marketing.promise[:, None]
    on_time = _within(promise, days, places.day_spread * places.carrier_spread[plan.carrier][:, None])
    usual = np.maximum(SHORTEST, world.markets.transit_days[1] + places.carrier_days[1] + site)
    usual = usual + (world.floor.days[0] + floor.queue_flow + booked_late)[:, None]
    standard = _within(promise, usual, places.day_spread * places.carrier_spread[1])
    wanted = filled.by_market
    in_full, fresh = share(shipped, wanted), share(over_products(units), wanted)
    damage, careful = damage_share(world, state, plans, sale)
    return Delivery(
        transit=transit,
        booked_late=booked_late,
        days=days,
        on_time=on_time,
        on_time_standard=standard,
        otif_standard=np.maximum(standard, on_time) * fresh * in_full * (1.0 - careful)[:, None],
        in_full=in_full,
        fresh=fresh,
        damage=damage,
        otif=on_time * fresh * in_full * (1.0 - damage)[:, None],
        trip=_trip(known, plans, state.round, road),
        forecast=forecast,
        over=over,
        under=under,
    )


def _within(promise: Floats, days: Floats, spread: Floats | float) -> Floats:
    """P(days <= promise) for days spread around their mean by `spread` times the mean."""
    return falling(LOGISTIC_SCALE * (days - promise) / np.maximum(1e-6, spread * days))


def booking(world: World, state: State, plans: Plans, sale: OnSale, expected: Floats) -> Floats:
    """Units that crews and carriers are booked for, `(n, p)`.

    The number both signed; or, with integrated data, what this month's plans lead to expect; or else what came in
    of late, which knows no promotion calendar.
    """
    usual, signed = state.smoothed, plans.joint.forecast
    if sale.in_force[DATA]:
        usual = np.where(sale.initiatives[:, DATA, None], over_markets(expected), usual)
    return np.where(signed > 0.0, signed, usual)


def _against_booking(world: World, forecast: Floats, shipped: Floats) -> tuple[Floats, Floats, Floats]:
    """Units over, units under, and the share of shipments over, each `(n,)`."""
    booked, slack = along(forecast), world.last_mile.booking_slack
    over = np.maximum(0.0, shipped - (1.0 + slack) * booked)
    under = np.maximum(0.0, (1.0 - slack) * booked - shipped)
    return over, under, per(over, shipped)


def damage_share(world: World, state: State, plans: Plans, sale: OnSale) -> tuple[Floats, Floats]:
    """Share of shipped units that arrive broken: packaging, carrier, tired hands, events; and the same without savings.

    Both `(n,)`. Without savings: a retail-ready box and a partner's care, or what was chosen where that is better.
    """
    places, plan = world.last_mile, plans.distribution
    chosen: Floats = places.pack_damage[plan.packaging] * places.carrier_care[plan.carrier]
    careful = np.minimum(chosen, places.pack_damage[CAREFUL_BOX] * places.carrier_care[PARTNER])
    other = world.floor.fatigue_errors * state.fatigue + world.tracks.damage[state.round]
    fixed: Floats | float = 1.0
    if sale.in_force[VOICE]:
        fixed = np.where(sale.initiatives[:, VOICE], VOICE_FIXES, 1.0)
    broken = np.minimum(0.9, np.maximum(0.0, (chosen + other) * fixed))
    return broken, np.minimum(0.9, np.maximum(0.0, (careful + other) * fixed))


def _trip(known: RoadTables, plans: Plans, r: int, road: Ints) -> Floats:
    """Money per freight unit to each market."""
    plan = plans.distribution
    base = known.cost[road] * known.site_cost.take(plan.site, axis=1).T
    trip: Floats = base * known.carrier_cost[r][plan.carrier][:, None]
    return trip
