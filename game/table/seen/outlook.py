"""The planning panel: what one seat's own data says a plan will bring, blind to what that seat cannot see.

Each panel plays the month on a world of its own: without luck, under last month's conditions (it does not read the
news), and with nothing of the partner's plan unless data is shared. Marketing's knows no stock and no capacity;
distribution's takes orders to come as they came of late and knows no promotion calendar.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any, Final, TypeAlias

import numpy as np

from game.rules.arrays import Floats, along, over_markets, ratio
from game.rules.demand import usual_lift
from game.rules.levers import Plan, Seat, Value, other
from game.rules.month import resolve
from game.rules.prepared import prepared
from game.rules.state import Plans, State
from game.rules.world import DATA, SOP, Noise, World
from game.scenario.building import ADDED
from game.scenario.packing import pack
from game.table.planning import bill, calm, filled, settings_agreed, sheet_of, standing
from game.table.seen.figures import by_market, by_product, number
from game.table.table import Table
from game.table.wording import refuse

Outlook: TypeAlias = Mapping[str, float | Mapping[str, float]]
"""Figures by name. Marketing: orders, ordered, leads, revenue, discounts, spend, budget, left. Distribution: orders,
ordered, stock, cover (months), shipped, hours, capacity, utilisation, waiting, days, promise, on-time, costs,
cost-per-unit, spend, budget, left.
"""

BLIND: Final[Mapping[Seat, str]] = MappingProxyType(
    {
        "marketing": "This panel knows your market. It does not know what is in stock or what the floor can ship.",
        "distribution": "This panel knows your floor. It takes orders to come as they came of late.",
    }
)
"""What each panel does not know, where data is not shared."""


def outlook(table: Table, seat: Seat, plan: Plan) -> Outlook:
    """What this seat's data says of a plan; settings left out are as in the observation's `current`.

    Raises:
        Refusal: when the plan cannot be played, or the season is over. A plan over its budget has an outlook.
    """
    if table.over:
        raise refuse(seat, table.rounds, "the season is over: there is no month left to look out on.")
    own = filled(table, seat, plan)
    plans = pack(table.scenario.layout, [_values(table, seat, own)])
    found = _marketing(table, plans) if seat == "marketing" else _distribution(table, plans)
    cost = bill(table, seat, own)
    money = {"spend": cost.cost, "budget": cost.budget, "left": cost.budget - cost.cost}
    return MappingProxyType({**found, **money})


def _values(table: Table, seat: Seat, own: Plan) -> dict[str, Value]:
    """Every setting as this seat takes it to be: the partner's as last seen in public, else at their defaults."""
    partner = other(seat)
    values, defaults = standing(table), table.scenario.sheet.defaults()
    public = {"price", "delivery-promise", "portfolio", "site"}
    shared = bool(table.state.initiatives[0, DATA])
    for setting in sheet_of(table, partner):
        if not shared and setting.lever.id not in public:
            values[setting.key] = defaults[setting.key]
    commit = table.play_now.commits.get(partner)
    drafted = commit.plan if shared and commit else {}
    return {**values, **drafted, **own, **settings_agreed(table)}


def _marketing(table: Table, plans: Plans) -> dict[str, float | Mapping[str, float]]:
    world = _remembered(table.world, table.state.round)
    flat = np.zeros(world.shape[0])
    sure = replace(world.products, launch_sigma=flat, launch_bias=flat, launch_failure=flat)
    seen = replace(world, products=sure)
    outcome = resolve(prepared(seen), table.state, plans, calm(seen)).outcome
    ordered = over_markets(outcome.demand.expected)
    gross = over_markets(outcome.demand.expected * world.markets.margin) * plans.marketing.price
    depth = world.media.depth[outcome.sale.promotion]
    return {
        "orders": by_product(world, ordered),
        "ordered": number(along(ordered)),
        "leads": number(outcome.demand.leads),
        "revenue": number(along(gross)),
        "discounts": number(along(gross * depth)),
    }


def _distribution(table: Table, plans: Plans) -> dict[str, float | Mapping[str, float]]:
    world = _remembered(table.world, table.state.round)
    units = _expected(table, world, plans)
    seen, state = _ordering(world, table.state, units)
    outcome = resolve(prepared(seen), state, plans, calm(seen)).outcome
    held = np.add.reduce(outcome.inbound.available, axis=2)
    wanted = over_markets(outcome.filled.wanted)
    return {
        "orders": by_product(world, over_markets(units)),
        "ordered": number(along(over_markets(units))),
        "stock": by_product(world, held),
        "cover": by_product(world, ratio(held, wanted, 0.0)),
        "shipped": number(along(over_markets(outcome.floor.shipped))),
        "hours": number(outcome.floor.asked),
        "capacity": number(outcome.floor.capacity),
        "utilisation": number(outcome.floor.utilisation),
        "waiting": number(along(over_markets(outcome.floor.waiting))),
        "days": by_market(world, outcome.last_mile.days, outcome.sale.entered),
        "promise": number(plans.marketing.promise),
        "on-time": by_market(world, outcome.last_mile.on_time, outcome.sale.entered),
        "cost-per-unit": number(outcome.scorecards.cost_per_unit),
        "costs": number(outcome.scorecards.cost_per_unit) * number(outcome.scorecards.throughput),
    }


def _expected(table: Table, world: World, plans: Plans) -> Floats:
    """Units that distribution reckons with, `(1, p, m)`.

    What the plans lead to expect where data is shared; else the forecast both signed, or what came in of late,
    raised by the deals of the calendar under joint S&OP; over the markets as they are usually spread.
    """
    state = table.state
    if bool(state.initiatives[0, DATA]):
        return resolve(prepared(world, quiet=False), state, plans, calm(world)).outcome.demand.expected
    late = state.smoothed
    if bool(state.initiatives[0, SOP]):
        late = late * (1.0 + usual_lift(world.products, world.media)[state.locked])
    total = np.where(plans.joint.forecast > 0.0, plans.joint.forecast, late)
    usual = world.products.base[None, :, :] * (state.entered | plans.joint.enter)[:, None, :]
    spread: Floats = total[:, :, None] * ratio(usual, over_markets(usual)[:, :, None], 0.0)
    return spread


def _ordering(world: World, state: State, units: Floats) -> tuple[World, State]:
    """A world and a state in which customers order just these units, whatever marketing does."""
    p, m, _ = world.shape
    r, flat = state.round, np.zeros(p)
    products = replace(
        world.products, base=units[0], elasticity=flat, own_share=np.ones(p), takes_from=np.zeros((p, p)),
        launch_sigma=flat, launch_bias=flat, launch_failure=flat,
    )  # fmt: skip
    media = replace(
        world.media, goodwill_effect=0.0, performance_effect=0.0, focus_gain=0.0, repeat_share=0.0,
        word_effect=0.0, ramp=np.ones(3), bounds=np.array([0.0, 10.0]),
    )  # fmt: skip
    tracks = replace(
        world.tracks,
        season=_row(world.tracks.season, r, 1.0),
        demand=_row(world.tracks.demand, r, 1.0),
    )
    markets = replace(world.markets, promise_slope=np.zeros(m))
    road = replace(world.last_mile, pack_lift=np.zeros(3))
    seen = replace(world, products=products, media=media, markets=markets, last_mile=road, tracks=tracks)
    calmed = replace(state, pulled=np.zeros((1, p)), shelf=np.ones((1, m)), success=np.ones((1, p)))
    return seen, calmed


def _remembered(world: World, r: int) -> World:
    """The world without luck, its events as they were a month ago: none before round 1."""
    changed: dict[str, Any] = {}
    for field in fields(world.tracks):
        track = getattr(world.tracks, field.name)
        if field.name != "season":
            neutral = 0.0 if field.name in ADDED else 1.0
            changed[field.name] = _row(track, r, track[r - 1] if r else neutral)
    silent = Noise(**{field.name: 0.0 for field in fields(Noise)})
    return replace(world, noise=silent, tracks=replace(world.tracks, **changed))


def _row(track: Floats, r: int, value: Floats | float) -> Floats:
    """A track with another value in one round."""
    changed = track.copy()
    changed[r] = value
    return changed
