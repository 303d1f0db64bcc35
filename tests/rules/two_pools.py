"""A world with everything at once: two stock pools, two sites, rivals, retailers, and event cards on every track."""

from dataclasses import replace

import numpy as np

from game.rules.arrays import Floats
from game.rules.world import STORE, TRADE, WEB, Markets, Products, Tracks, World
from tests.rules.worlds import bools, changed, floats, ints, plain


def two_pools(rounds: int = 6) -> World:
    """Four products (two to launch) and five markets, one pool for trade and stores and one for the web."""
    p, m = 4, 5
    plain_world = plain(rounds)
    world = replace(plain_world, products=_products(plain_world), markets=_markets(plain_world))
    world = changed(
        world,
        last_mile={
            "site_names": ("Here", "By the port"), "site_fixed": floats(1500.0, 2200.0),
            "site_days": floats([0.0] * m, [-0.5, 0.2, -0.2, 0.3, -0.4]),
            "site_cost": floats([1.0] * m, [0.9, 1.1, 0.95, 1.0, 0.9]), "site_capacity": floats(1.0, 1.15),
        },
        customers={"satisfaction_value": floats(300.0, 250.0, 200.0, 150.0, 100.0)},
        floor={"capacity": 330.0},
        targets={"leads": 4500.0, "throughput": 4500.0, "cost_per_unit": 3.0},
    )  # fmt: skip
    return replace(world, tracks=_eventful(rounds, p, m))


def _products(world: World) -> Products:
    def wider(values: Floats, last: float) -> Floats:
        return np.concatenate([values, np.asarray([last], dtype=values.dtype)])

    before = world.products
    base = floats(
        [700.0, 300.0, 250.0, 200.0, 150.0], [800.0, 250.0, 200.0, 150.0, 100.0],
        [200.0, 150.0, 150.0, 100.0, 80.0], [150.0, 100.0, 200.0, 120.0, 60.0],
    )  # fmt: skip
    takes = np.zeros((4, 4))
    takes[2, :2] = 0.25, 0.1
    takes[3, :3] = 0.1, 0.15, 0.05
    single = {
        "list_price": 9.0, "unit_cost": 3.0, "elasticity": -2.6, "handling": 0.06, "size": 1.4, "launch_cost": 4000.0,
        "launch_sigma": 0.5, "launch_bias": 0.1, "launch_failure": 0.3, "pipeline": 0.0, "clearance": 0.25,
    }  # fmt: skip
    return replace(
        before,
        keys=(*before.keys, "item-3"),
        names=(*before.names, "Item 3"),
        own_share=floats(0.3, 1.0, 0.25, 0.4),
        base=base,
        on_sale=bools(True, True, False, False),
        takes_from=takes,
        stock=floats([1200.0, 500.0], [1200.0, 600.0], [0.0, 0.0], [0.0, 0.0]),
        lead=ints([1, 2, 1, 3], [0, 1, 0, 1]),
        inbound=floats([0.4, 0.3, 0.5, 0.6], [1.0, 0.75, 1.25, 1.5]),
        worth=floats([0.9] * 4, [0.4] * 4),
        **{name: wider(getattr(before, name), value) for name, value in single.items()},
    )


def _markets(world: World) -> Markets:
    return replace(
        world.markets,
        keys=("chain", "north", "south", "web", "abroad"),
        names=("The chain", "North", "South", "Web", "Abroad"),
        channel=ints(TRADE, STORE, STORE, WEB, WEB),
        pool=ints(0, 0, 0, 1, 1),
        pool_share=floats(0.7, 0.3),
        open=bools(True, True, False, True, False),
        entry_cost=floats(0.0, 0.0, 3000.0, 0.0, 6000.0),
        handling=floats(1.0, 1.1, 1.1, 1.8, 2.0),
        promise_norm=floats(5.0, 4.0, 4.0, 3.0, 6.0),
        promise_slope=floats(0.02, 0.015, 0.015, 0.03, 0.02),
        returns=floats(0.0, 0.1, 0.1, 0.18, 0.2),
        fine=floats(0.03, 0.0, 0.0, 0.0, 0.0),
        fine_target=floats(0.95, 0.0, 0.0, 0.0, 0.0),
        transit_days=floats([4.0, 3.5, 3.6, 4.0, 8.0], [2.5, 2.2, 2.4, 2.6, 5.0], [1.4, 1.2, 1.2, 1.3, 2.5]),
        transit_cost=floats([0.3, 0.4, 0.4, 0.9, 1.4], [0.5, 0.6, 0.6, 1.3, 2.2], [1.0, 1.2, 1.3, 2.2, 4.5]),
        satisfaction=floats(72.0, 70.0, 71.0, 68.0, 60.0),
        margin=floats(0.75, 1.0, 1.0, 1.0, 0.9),
    )


def _eventful(rounds: int, p: int, m: int) -> Tracks:
    """A different month on every track, neutral only in the first."""
    wave = np.sin(np.arange(rounds))
    cells = np.sin(np.arange(rounds)[:, None, None] + np.arange(p)[:, None] + 2.0 * np.arange(m))
    cells[0] = 0.0
    return Tracks(
        season=1.0 + 0.2 * np.sin(np.arange(rounds)[:, None] + np.arange(p)),
        demand=1.0 + 0.3 * cells,
        arrivals=1.0 - 0.3 * np.abs(cells[:, :, 0]),
        inbound_cost=1.0 + 0.5 * np.abs(wave),
        outbound_cost=1.0 + 0.1 * np.abs(wave),
        spot_cost=1.0 + 0.6 * np.abs(wave),
        capacity=1.0 - 0.15 * np.abs(wave),
        transit_days=0.8 * np.abs(wave),
        rival_price=-0.1 * np.abs(wave),
        rival_quality=0.1 * wave,
        elasticity=1.0 + 0.2 * np.abs(wave),
        performance=1.0 - 0.3 * np.abs(wave),
        goodwill=-0.02 * np.abs(wave),
        satisfaction=-3.0 * wave,
        returns=0.04 * np.abs(wave),
        damage=0.01 * np.abs(wave),
        unit_cost=1.0 + 0.05 * wave,
        fine=1.0 + np.abs(wave),
        wage=1.0 + 0.1 * np.abs(wave),
        budget=1.0 - 0.2 * np.abs(np.stack([wave, -wave], axis=1)),
    )
