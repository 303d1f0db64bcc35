"""Hand-made worlds to try the rules in: a plain one, one with everything on, and neutral ones with everything off."""

from dataclasses import fields, replace
from typing import Any

import numpy as np

from game.rules.world import (
    STORE,
    TRADE,
    WEB,
    Costs,
    Customers,
    Floor,
    LastMile,
    Markets,
    Media,
    Noise,
    Products,
    Targets,
    Tracks,
    World,
)

ADDED = ("transit_days", "rival_price", "rival_quality", "goodwill", "satisfaction", "returns", "damage")


def floats(*values: Any) -> np.ndarray:
    return _fixed(np.array(values, dtype=np.float64))


def ints(*values: Any) -> np.ndarray:
    return _fixed(np.array(values, dtype=np.int64))


def bools(*values: Any) -> np.ndarray:
    return _fixed(np.array(values, dtype=np.bool_))


def _fixed(array: np.ndarray) -> np.ndarray:
    array.setflags(write=False)
    return array


def changed(world: World, **parts: Any) -> World:
    """The world with some fields replaced: `changed(world, media={"carryover": 0.3}, rounds=4)`.

    Numbers and lists become arrays of the field's own kind, spread over its shape.
    """
    values = {
        name: replace(getattr(world, name), **_shaped(getattr(world, name), part)) if isinstance(part, dict) else part
        for name, part in parts.items()
    }
    return replace(world, **values)


def _shaped(part: Any, values: dict[str, Any]) -> dict[str, Any]:
    shaped = {}
    for name, value in values.items():
        before = getattr(part, name)
        if isinstance(before, np.ndarray) and not isinstance(value, np.ndarray):
            value = _fixed(np.array(np.broadcast_to(value, before.shape), dtype=before.dtype))
        shaped[name] = value
    return shaped


def quiet_tracks(rounds: int, p: int, m: int) -> Tracks:
    """A calendar in which every month is like every other and no card is played."""
    values: dict[str, Any] = {
        field.name: _fixed(np.full(rounds, 0.0 if field.name in ADDED else 1.0)) for field in fields(Tracks)
    }
    values["season"] = values["arrivals"] = _fixed(np.ones((rounds, p)))
    values["demand"] = _fixed(np.ones((rounds, p, m)))
    values["budget"] = _fixed(np.ones((rounds, 2)))
    return Tracks(**values)


def neutral(p: int = 1, m: int = 1, rounds: int = 8) -> World:
    """A world in which every effect is switched off: 100 units a month of each product in each market, no luck.

    Everything is on sale and open, arrives at once, ships at once, satisfies fully and costs nothing but goods.
    """
    one, none = np.ones(p), np.zeros(p)
    two = np.stack([none, none])
    spread = {"list_price": 10.0 * one, "unit_cost": 4.0 * one, "handling": 0.001 * one, "size": one}
    off = dict.fromkeys(("elasticity", "launch_cost", "launch_sigma", "launch_bias", "launch_failure"), none)
    return World(
        rounds=rounds,
        products=Products(
            keys=tuple(f"item-{i}" for i in range(p)), names=tuple(f"Item {i}" for i in range(p)),
            **spread, **off, own_share=one, base=floats(*[[100.0] * m] * p), on_sale=bools(*[True] * p),
            takes_from=np.zeros((p, p)), stock=np.zeros((p, 1)), pipeline=none, clearance=none,
            lead=ints([0] * p, [0] * p), inbound=two, worth=np.stack([one, one]),
        ),
        markets=_neutral_markets(m),
        media=_neutral_media(),
        floor=_neutral_floor(),
        last_mile=_neutral_last_mile(m),
        customers=_neutral_customers(m),
        noise=Noise(demand=0.0, company=0.0, promotion=0.0, inbound=0.0, inbound_late=0.0),
        costs=Costs(
            holding=0.0, overhead=0.0, reverse=0.0, recovery=1.0, marketing_budget=1e9, distribution_budget=1e9,
            initiative_setup=np.zeros(7), initiative_monthly=np.zeros(7), sponsor=0.0, granted=np.zeros(rounds),
            sponsored=np.zeros(rounds),
        ),
        targets=Targets(
            goodwill=1.0, leads=100.0, conversion=1.0, throughput=100.0, cost_per_unit=1.0, service=0.95,
            marketing_weights=floats(0.25, 0.25, 0.25, 0.25), distribution_weights=floats(0.25, 0.25, 0.25, 0.25),
            otif=0.9,
        ),
        tracks=quiet_tracks(rounds, p, m),
    )  # fmt: skip


def _neutral_markets(m: int) -> Markets:
    one, none = np.ones(m), np.zeros(m)
    return Markets(
        keys=tuple(f"market-{j}" for j in range(m)), names=tuple(f"Market {j}" for j in range(m)),
        channel=ints(*[TRADE] * m), pool=ints(*[0] * m), pool_share=floats(1.0), open=bools(*[True] * m),
        entry_cost=none, handling=one, promise_norm=5.0 * one, promise_slope=none, returns=none, fine=none,
        fine_target=none, transit_days=np.stack([one, one, one]), transit_cost=np.stack([none, none, none]),
        satisfaction=80.0 * one, margin=one,
    )  # fmt: skip


def _neutral_media() -> Media:
    return Media(
        goodwill_decay=0.0, goodwill_gain=0.0, goodwill_effect=0.0, brand_reference=100.0, goodwill_service=0.0,
        goodwill_stockout=0.0, carryover=0.0, performance_reference=100.0, performance_steady=100.0,
        performance_effect=0.0, remembered_gain=0.0, remembered_loss=0.0, memory=0.0, depth=np.zeros(3),
        promotion_fee=np.zeros(3), pull=0.0, research_cost=0.0, research_insight=0.0, insight_effect=0.0,
        focus_gain=0.0, listing_fee=0.0, ramp=np.ones(3), loyalty_centre=60.0, loyalty_scale=10.0,
        repeat_share=0.0, word_effect=0.0, quiet_months=0, bounds=floats(1e-9, 1e9),
    )  # fmt: skip


def _neutral_floor() -> Floor:
    return Floor(
        capacity=1e6, items_complexity=0.0, promotion_complexity=0.0, market_complexity=0.0, batch_work=1.0,
        days=floats(0.5, 0.5), variability=0.0, wage=0.0, shift_premium=floats(1.0, 1.0),
        temp_hours=150.0, temp_wage=0.0, temp_skill=1.0, temp_learning=0.0, fatigue_gain=0.0, fatigue_keep=0.0,
        fatigue_loss=0.0, fatigue_errors=0.0, expansion_cost=0.0, expansion_lead=1, expansion_upkeep=0.0,
        wait_share=1.0,
    )  # fmt: skip


def _neutral_last_mile(m: int) -> LastMile:
    return LastMile(
        day_spread=0.0, month_spread=0.0, carrier_fixed=np.zeros(3), carrier_cost=np.ones(3), carrier_days=np.zeros(3),
        carrier_spread=np.ones(3), carrier_care=np.ones(3), site_names=("Here",), site_fixed=np.zeros(1),
        site_days=np.zeros((1, m)), site_cost=np.ones((1, m)), site_capacity=np.ones(1), move_cost=0.0, move_loss=0.0,
        pack_cost=np.zeros(3), pack_damage=np.zeros(3), pack_lift=np.zeros(3), pack_work=np.ones(3),
        booking_slack=10.0, booking_over=0.0, booking_under=0.0, booking_days=0.0,
    )  # fmt: skip


def _neutral_customers(m: int) -> Customers:
    return Customers(
        gain=0.2, loss=0.4, scar=0.0, scar_keep=0.0, weight_late=0.0, weight_short=0.0, weight_damage=0.0,
        weight_slow=0.0, weight_dear=0.0, weight_quick=0.0, best=80.0, goodwill_value=0.0,
        satisfaction_value=np.zeros(m), lost=1.0, substitute=0.0, backlog=0.0, elsewhere=0.0,
    )  # fmt: skip


def plain(rounds: int = 6) -> World:
    """Three products (one to launch), three markets (one to enter), one stock pool; every effect on, no rivals."""
    world = neutral(3, 3, rounds)
    world = changed(
        world,
        products={
            "list_price": [12.0, 8.0, 15.0], "unit_cost": [5.0, 3.5, 6.0], "elasticity": [-1.8, -2.4, -2.0],
            "handling": [0.05, 0.04, 0.07], "size": [1.0, 0.8, 1.2],
            "base": [[900.0, 400.0, 300.0], [1200.0, 300.0, 200.0], [300.0, 250.0, 150.0]],
            "on_sale": [True, True, False], "launch_cost": [0.0, 0.0, 6000.0], "launch_sigma": [0.0, 0.0, 0.37],
            "launch_bias": [0.0, 0.0, 0.15], "launch_failure": [0.0, 0.0, 0.4],
            "takes_from": [[0.0] * 3, [0.0] * 3, [0.25, 0.1, 0.0]],
            "stock": [[1500.0], [1700.0], [0.0]], "pipeline": [1300.0, 1500.0, 0.0], "clearance": 0.3,
            "lead": [[1, 2, 1], [0, 1, 0]], "inbound": [[0.4, 0.3, 0.5], [1.0, 0.75, 1.25]],
            "worth": [[0.9] * 3, [0.4] * 3],
        },
        markets={
            "channel": [TRADE, STORE, WEB], "open": [True, True, False], "entry_cost": [0.0, 0.0, 5000.0],
            "handling": [1.0, 1.1, 1.8], "promise_norm": [5.0, 4.0, 3.0], "promise_slope": [0.02, 0.015, 0.03],
            "returns": [0.0, 0.1, 0.18], "fine": [0.03, 0.0, 0.0], "fine_target": [0.95, 0.0, 0.0],
            "transit_days": [[4.0, 3.5, 4.0], [2.5, 2.2, 2.6], [1.4, 1.2, 1.3]],
            "transit_cost": [[0.3, 0.4, 0.9], [0.5, 0.6, 1.3], [1.0, 1.2, 2.2]],
            "satisfaction": [72.0, 70.0, 68.0], "margin": [0.75, 1.0, 1.0],
        },
        noise={"demand": 0.2, "company": 0.03, "promotion": 0.15, "inbound": 0.1, "inbound_late": 0.5},
        **_lively(),
    )  # fmt: skip
    return changed(world, floor={"capacity": 185.0, "wage": 22.0}, customers={"satisfaction_value": 350.0})


def _lively() -> dict[str, Any]:
    """Every effect of media, floor, last mile, customers and money, at about the size that scenarios use."""
    return {
        "media": {
            "goodwill_decay": 0.03, "goodwill_gain": 0.036, "goodwill_effect": 0.5, "brand_reference": 3000.0,
            "goodwill_service": 0.05, "goodwill_stockout": 0.3, "carryover": 0.55, "performance_reference": 3000.0,
            "performance_steady": 3000.0, "performance_effect": 0.1, "remembered_gain": 0.7, "remembered_loss": 1.2,
            "memory": 0.7, "depth": [0.0, 0.1, 0.2], "promotion_fee": [0.0, 400.0, 800.0], "pull": 0.15,
            "research_cost": 2000.0, "research_insight": 1.0, "insight_effect": 0.15, "focus_gain": 0.08,
            "listing_fee": 1500.0, "ramp": [0.5, 0.75, 1.0], "repeat_share": 0.4, "word_effect": 0.1,
            "quiet_months": 2, "bounds": [0.4, 2.5],
        },
        "floor": {
            "items_complexity": 0.04, "promotion_complexity": 0.03, "market_complexity": 0.04, "batch_work": 0.85,
            "days": [0.5, 1.5], "variability": 0.6, "shift_premium": [1.9, 2.5],
            "temp_wage": 3600.0, "temp_skill": 0.6, "temp_learning": 0.2, "fatigue_gain": 1.0, "fatigue_keep": 0.5,
            "fatigue_loss": 0.3, "fatigue_errors": 0.02, "expansion_cost": 60.0, "expansion_lead": 2,
            "expansion_upkeep": 3.0, "wait_share": 0.6,
        },
        "last_mile": {
            "day_spread": 0.25, "month_spread": 0.3, "carrier_fixed": [2400.0, 0.0, 0.0],
            "carrier_cost": [0.7, 1.0, 0.88], "carrier_days": [-0.3, 0.0, 0.5], "carrier_spread": [0.8, 1.0, 1.5],
            "carrier_care": [0.8, 1.0, 1.4], "site_fixed": 1500.0, "move_cost": 9000.0, "move_loss": 0.2,
            "pack_cost": [0.0, 0.1, 0.14], "pack_damage": [0.02, 0.015, 0.007], "pack_lift": [0.0, 0.05, 0.0],
            "pack_work": [1.0, 1.05, 1.03], "booking_slack": 0.1, "booking_over": 0.4, "booking_under": 0.2,
            "booking_days": 1.5,
        },
        "customers": {
            "scar": 0.3, "scar_keep": 0.7, "weight_late": 60.0, "weight_short": 40.0, "weight_damage": 80.0,
            "weight_slow": 1.5, "weight_dear": 15.0, "weight_quick": 0.5, "best": 85.0, "goodwill_value": 60000.0,
            "lost": 0.45, "substitute": 0.2, "backlog": 0.2, "elsewhere": 0.15,
        },
        "costs": {
            "holding": 0.02, "overhead": 2500.0, "reverse": 1.5, "recovery": 0.4, "marketing_budget": 12000.0,
            "distribution_budget": 12000.0, "initiative_setup": 4000.0, "initiative_monthly": 300.0, "sponsor": 0.25,
        },
    }  # fmt: skip
