"""The last mile: door-to-door days against the promise, damage, OTIF and the price of each trip."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.rules.arrays import Floats, Ints, along, logistic, over_products, ratio
from game.rules.draws import Draws
from game.rules.floor import Floor
from game.rules.joint import OnSale
from game.rules.plans import Plans
from game.rules.state import State
from game.rules.stock import Fill
from game.rules.world import CARRIERS, DATA, VOICE, World

LOGISTIC_SCALE = 1.702  # the logistic curve nearest to the normal's: never 0.01 apart (Haley 1952; Camilli 1994)
VOICE_FIXES = 0.7  # design choice: share of damage left once its causes are named
SHORTEST = 0.25  # design choice: days that the shortest trip takes
SPOT = CARRIERS.index("spot")


@dataclass(frozen=True)
class LastMile:
    """Delivery, market by market."""

    transit: Floats  # (n, m) days on the road, all but processing
    booked_late: Floats  # (n,) days added by what no carrier was booked for
    days: Floats  # (n, m) door to door, mean
    on_time: Floats  # (n, m) share of this month's shipments within the promise
    on_time_standard: Floats  # (n, m) the same, had no transport, batch or carrier saving been made
    in_full: Floats  # (n, m) share of what was wanted that was shipped
    fresh: Floats  # (n, m) share of shipments that answer this month's orders, not the backlog
    damage: Floats  # (n,) share damaged
    otif: Floats  # (n, m) share of orders on time, in full and whole
    trip: Floats  # (n, m) money per freight unit
    forecast: Floats  # (n, p) units that crews and carriers were booked for
    over: Floats  # (n,) units shipped beyond the booking's slack
    under: Floats  # (n,) units booked and not shipped


def deliver(
    world: World, state: State, plans: Plans, sale: OnSale, filled: Fill, units: Floats, expected: Floats,
    floor: Floor, draws: Draws,
) -> LastMile:  # fmt: skip
    """Carry what the floor shipped to the customers' doors."""
    places, plan, r = world.last_mile, plans.distribution, state.round
    markets = np.arange(world.shape[1])
    shipped_m, wanted_m = over_products(floor.shipped), over_products(filled.wanted)
    forecast = booking(world, state, plans, sale, expected)
    over, under, beyond = _against_booking(world, forecast, along(shipped_m))
    luck = places.month_spread * draws.month + world.tracks.transit_days[r]
    site = places.site_days[plan.site] + luck
    transit = world.markets.transit_days[plan.outbound, markets] + places.carrier_days[plan.carrier][:, None]
    transit = np.maximum(SHORTEST, transit + site)
    booked_late = places.booking_days * beyond
    days = transit + (floor.days + booked_late)[:, None]
    promise = plans.marketing.promise[:, None]
    spread = places.day_spread * places.carrier_spread[plan.carrier][:, None]
    on_time = _within(promise, days, spread)
    usual = np.maximum(SHORTEST, world.markets.transit_days[1] + places.carrier_days[1] + site)
    usual = usual + (world.floor.days[0] * floor.congestion + booked_late)[:, None]
    standard = _within(promise, usual, places.day_spread * places.carrier_spread[1])
    in_full = np.minimum(1.0, ratio(shipped_m, wanted_m, 1.0))
    fresh = np.minimum(1.0, ratio(over_products(units), wanted_m, 1.0))
    damage = damage_share(world, state, plans, sale)
    return LastMile(
        transit=transit,
        booked_late=booked_late,
        days=days,
        on_time=on_time,
        on_time_standard=standard,
        in_full=in_full,
        fresh=fresh,
        damage=damage,
        otif=on_time * fresh * in_full * (1.0 - damage)[:, None],
        trip=_trip(world, plans, r, markets),
        forecast=forecast,
        over=over,
        under=under,
    )


def _within(promise: Floats, days: Floats, spread: Floats | float) -> Floats:
    """P(days <= promise) for days spread around their mean by `spread` times the mean."""
    return logistic(LOGISTIC_SCALE * (promise - days) / np.maximum(1e-6, spread * days))


def booking(world: World, state: State, plans: Plans, sale: OnSale, expected: Floats) -> Floats:
    """Units that crews and carriers are booked for, `(n, p)`.

    The number both signed; or, with integrated data, what this month's plans lead to expect; or else what came in
    of late, which knows no promotion calendar.
    """
    signed = plans.joint.forecast
    usual = np.where(sale.initiatives[:, DATA, None], np.add.reduce(expected, axis=2), state.smoothed)
    return np.where(signed > 0.0, signed, usual)


def _against_booking(world: World, forecast: Floats, shipped: Floats) -> tuple[Floats, Floats, Floats]:
    """Units over, units under, and the share of shipments over, each `(n,)`."""
    booked, slack = along(forecast), world.last_mile.booking_slack
    over = np.maximum(0.0, shipped - (1.0 + slack) * booked)
    under = np.maximum(0.0, (1.0 - slack) * booked - shipped)
    return over, under, ratio(over, shipped, 0.0)


def damage_share(world: World, state: State, plans: Plans, sale: OnSale) -> Floats:
    """Share of shipped units that arrive broken, `(n,)`: packaging, carrier, tired hands, events."""
    places, plan = world.last_mile, plans.distribution
    share = places.pack_damage[plan.packaging] * places.carrier_care[plan.carrier]
    share = share + world.floor.fatigue_errors * state.fatigue + world.tracks.damage[state.round]
    damaged: Floats = np.clip(np.where(sale.initiatives[:, VOICE], VOICE_FIXES * share, share), 0.0, 0.9)
    return damaged


def _trip(world: World, plans: Plans, r: int, markets: Ints) -> Floats:
    """Money per freight unit to each market."""
    places, plan, tracks = world.last_mile, plans.distribution, world.tracks
    base = world.markets.transit_cost[plan.outbound, markets] * places.site_cost[plan.site]
    carrier = places.carrier_cost * tracks.outbound_cost[r]
    carrier = np.where(np.arange(3) == SPOT, carrier * tracks.spot_cost[r], carrier)
    trip: Floats = base * carrier[plan.carrier][:, None]
    return trip
