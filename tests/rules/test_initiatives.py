"""The seven initiatives: each pays where its own mechanism bites, and only costs where it does not."""

from typing import Any

import numpy as np
import pytest

from game.rules.money import LINE_KEYS
from game.rules.world import DATA, INITIATIVES, KPI, OMNI, SCALE, SITE, SOP, STORE, VOICE, WEB, World
from tests.rules.playing import calm, initiatives, planned, played
from tests.rules.worlds import changed, floats, neutral

FEES = {"initiative_setup": 100.0, "initiative_monthly": 10.0}
ROUNDS = 4


def worth(world: World, signed: bool, which: int, lucks: int = 1, **levers: float | list[bool]) -> tuple[float, float]:
    """Mean joint value of a season in currency units, before and after what initiatives cost."""
    world = changed(world, costs=FEES)
    plans = planned(calm(world, lucks), **levers)
    sign = planned(plans, initiatives=initiatives(which)) if signed else plans
    steps = played(world, [sign, *[plans] * (ROUNDS - 1)])
    joint = np.sum([step.outcome.money.joint for step in steps], axis=0)
    fees = np.sum([step.outcome.money.lines[:, LINE_KEYS.index("initiatives")] for step in steps], axis=0)
    return float((joint - fees).mean()) / 100.0, float(joint.mean()) / 100.0


def needed(which: int) -> tuple[World, dict[str, Any]]:
    """A world and plans in which the initiative's mechanism has something to do."""
    two = changed(neutral(2), products={"on_sale": [True, False], "stock": 1e6, "handling": 1.0})
    cases: dict[int, tuple[World, dict[str, Any]]] = {
        # Freight in, from a supplier who is often late.
        SOP: (changed(neutral(), products={"inbound": [[3.0], [4.0]]}), {}),
        # A launch that a nearly full floor cannot serve, and customers who mind.
        SCALE: (
            changed(
                two,
                floor={"capacity": 120.0, "wait_share": 0.0},
                customers={"weight_short": 80.0, "satisfaction_value": 40.0},
                products={"unit_cost": 9.0},
            ),
            {"launch": [False, True]},
        ),
        # A move while every hour is needed.
        SITE: (
            changed(
                neutral(),
                products={"handling": 1.0},
                floor={"capacity": 100.0, "wait_share": 0.0},
                last_mile={
                    "site_names": ("Here", "There"), "site_fixed": floats(0.0, 0.0),
                    "site_days": floats([0.0], [0.0]), "site_cost": floats([1.0], [1.0]),
                    "site_capacity": floats(1.0, 1.0), "move_loss": 0.8,
                },
            ),
            {"site": 1},
        ),
        # Stock in the wrong pool.
        OMNI: (
            changed(
                changed(
                    neutral(1, 2), markets={"channel": [STORE, WEB], "pool": [0, 1], "pool_share": floats(0.9, 0.1)}
                ),
                products={"stock": floats([0.0, 0.0])},
            ),
            {"order": 200.0},
        ),
        # A deal that carriers were not booked for.
        DATA: (
            changed(
                neutral(),
                products={"stock": 1e6, "elasticity": -1.0},
                media={"depth": [0.0, 0.2, 0.5]},
                last_mile={"booking_slack": 0.1, "booking_over": 3.0},
            ),
            {"promotion": 2},
        ),
        # Too few hours for two items, one of which earns far more.
        KPI: (
            changed(
                neutral(2),
                products={"handling": 1.0, "list_price": [5.0, 40.0]},
                floor={"capacity": 120.0, "wait_share": 0.0},
            ),
            {},
        ),
        # Things that break, and customers who remember.
        VOICE: (
            changed(
                neutral(),
                last_mile={"pack_damage": 0.1},
                customers={"weight_damage": 200.0, "scar": 0.5, "scar_keep": 0.9, "satisfaction_value": 50.0},
            ),
            {},
        ),
    }  # fmt: skip
    return cases[which]


@pytest.mark.parametrize("which", range(7), ids=INITIATIVES)
def test_an_initiative_pays_for_itself_where_its_mechanism_bites(which: int) -> None:
    world, levers = needed(which)
    _, without = worth(world, False, which, **levers)
    _, signed = worth(world, True, which, **levers)
    assert signed > without


@pytest.mark.parametrize("which", range(7), ids=INITIATIVES)
def test_an_initiative_is_no_flat_bonus_where_nothing_is_amiss_it_only_costs(which: int) -> None:
    world = neutral(2)
    before_fees, _ = worth(world, True, which)
    _, signed = worth(world, True, which)
    _, without = worth(world, False, which)
    assert before_fees == pytest.approx(without)
    assert signed == pytest.approx(without - 100.0 - 10.0 * ROUNDS)


@pytest.mark.parametrize("which", range(7), ids=INITIATIVES)
def test_where_one_initiative_is_needed_no_other_does_as_much(which: int) -> None:
    world, levers = needed(which)
    own, _ = worth(world, True, which, **levers)
    assert own > max(worth(world, True, other, **levers)[0] for other in range(7) if other != which)


def test_an_initiative_signed_twice_is_paid_once() -> None:
    world = changed(neutral(), costs=FEES)
    plans = planned(calm(world), initiatives=initiatives(KPI))
    steps = played(world, [plans, plans])
    at = LINE_KEYS.index("initiatives")
    assert [float(step.outcome.money.lines[0, at]) for step in steps] == [-11000.0, -1000.0]
