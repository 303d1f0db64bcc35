"""Event cards: every kind of effect moves its own part of the month, in its own rounds, and nothing before."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

from game.rules.money import LINE_KEYS
from game.rules.month import Step
from game.rules.world import TRADE, WEB, Tracks, World
from tests.rules.playing import arrays, calm, planned, played
from tests.rules.worlds import ADDED, changed, neutral

AT = 1  # the second month
SPOT = 2


def world() -> World:
    """Something of everything that a card can move: rivals, roads, a retailer that fines, returns, wages, media."""
    base = changed(neutral(1, 2, rounds=4), products={"stock": 150.0, "elasticity": -2.0, "own_share": 0.5})
    base = changed(base, products={"inbound": [[0.5], [1.0]], "handling": 0.1})
    return changed(
        base,
        markets={
            "channel": [TRADE, WEB], "transit_cost": 0.5, "returns": [0.0, 0.2], "fine": [1.0, 0.0],
            "fine_target": [0.99, 0.0], "transit_days": 3.0,
        },
        media={"performance_effect": 0.2},
        last_mile={"day_spread": 0.2},
        floor={"capacity": 40.0, "wage": 10.0, "variability": 0.5},
        customers={"weight_late": 20.0},
        costs={"reverse": 1.0, "recovery": 0.5, "marketing_budget": 400.0, "distribution_budget": 400.0},
    )  # fmt: skip


def season(card: str | None = None, value: float = 0.0) -> list[Step]:
    """Four months of the same plans, with one track moved in the second."""
    played_in = world()
    if card is not None:
        values = np.array(getattr(played_in.tracks, card))
        values[AT] = values[AT] + value if card in ADDED else values[AT] * value
        played_in = changed(played_in, tracks={card: values})
    plans = planned(
        calm(played_in), promise=4.0, performance=300.0, brand=200.0, carrier=SPOT, extra_shift=0.1, price=11
    )
    return played(played_in, [plans] * 4)


def money(step: Step, line: str) -> float:
    return float(step.outcome.money.lines[0, LINE_KEYS.index(line)])


def orders(step: Step) -> float:
    return float(step.outcome.demand.units.sum())


def trip(step: Step) -> float:
    return float(step.outcome.last_mile.trip[0, 0])


CARDS: dict[str, tuple[float, Callable[[Step, Step], Any], float]] = {
    "season": (1.2, lambda hit, usual: orders(hit) / orders(usual), 1.2),
    "demand": (0.8, lambda hit, usual: orders(hit) / orders(usual), 0.8),
    "arrivals": (0.7, lambda hit, usual: hit.outcome.inbound.arrived.sum() / usual.outcome.inbound.arrived.sum(), 0.7),
    "inbound_cost": (1.5, lambda hit, usual: money(hit, "inbound-freight") / money(usual, "inbound-freight"), 1.5),
    "outbound_cost": (1.2, lambda hit, usual: trip(hit) / trip(usual), 1.2),
    "spot_cost": (1.7, lambda hit, usual: trip(hit) / trip(usual), 1.7),
    "capacity": (0.9, lambda hit, usual: hit.outcome.floor.capacity[0] / usual.outcome.floor.capacity[0], 0.9),
    "transit_days": (
        0.5, lambda hit, usual: hit.outcome.last_mile.transit[0, 0] - usual.outcome.last_mile.transit[0, 0], 0.5
    ),
    "rival_price": (-0.1, lambda hit, usual: np.sign(orders(hit) - orders(usual)), -1.0),
    "rival_quality": (0.1, lambda hit, usual: np.sign(orders(hit) - orders(usual)), -1.0),
    "elasticity": (1.5, lambda hit, usual: hit.outcome.demand.price[0, 0] / usual.outcome.demand.price[0, 0], 1.5),
    "performance": (
        0.5, lambda hit, usual: hit.outcome.demand.advertising[0] / usual.outcome.demand.advertising[0], 0.5
    ),
    "goodwill": (-0.1, lambda hit, usual: hit.state.goodwill[0] - usual.state.goodwill[0], -0.1),
    "satisfaction": (
        -5.0, lambda hit, usual: hit.outcome.customers.experience[0, 0] - usual.outcome.customers.experience[0, 0], -5.0
    ),
    "returns": (0.1, lambda hit, usual: np.sign(money(hit, "returns") - money(usual, "returns")), -1.0),
    "damage": (0.02, lambda hit, usual: hit.outcome.last_mile.damage[0] - usual.outcome.last_mile.damage[0], 0.02),
    "unit_cost": (1.1, lambda hit, usual: money(hit, "cost-of-goods") / money(usual, "cost-of-goods"), 1.1),
    "fine": (2.0, lambda hit, usual: money(hit, "retailer-fines") / money(usual, "retailer-fines"), 2.0),
    "wage": (1.2, lambda hit, usual: money(hit, "regular-crew") / money(usual, "regular-crew"), 1.2),
    "budget": (
        0.5, lambda hit, usual: hit.outcome.spent.marketing_budget[0] / usual.outcome.spent.marketing_budget[0], 0.5
    ),
}  # fmt: skip


def test_every_track_has_its_case() -> None:
    assert set(CARDS) == {field.name for field in fields(Tracks)}


@pytest.mark.parametrize("card", CARDS)
def test_a_card_moves_its_own_figure_by_its_own_amount(card: str) -> None:
    value, moved, expected = CARDS[card]
    assert moved(season(card, value)[AT], season()[AT]) == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("card", CARDS)
def test_a_card_changes_nothing_before_its_month_and_something_in_it(card: str) -> None:
    hit, usual = season(card, CARDS[card][0]), season()
    same = arrays(usual[0])
    for name, values in arrays(hit[0]).items():
        assert values.tobytes() == same[name].tobytes(), name
    here = arrays(usual[AT])
    assert any(values.tobytes() != here[name].tobytes() for name, values in arrays(hit[AT]).items())


def test_a_cards_month_over_the_month_after_meets_the_usual_tracks_again() -> None:
    hit, usual = season("outbound_cost", 1.5), season()
    np.testing.assert_allclose(hit[AT + 1].outcome.last_mile.trip, usual[AT + 1].outcome.last_mile.trip)


def test_a_neutral_track_is_as_no_card_at_all() -> None:
    base = world()
    tracks = replace(base.tracks, **{field.name: getattr(base.tracks, field.name) * 1.0 for field in fields(Tracks)})
    plans = [calm(base)] * 2
    first, second = played(base, plans), played(replace(base, tracks=tracks), plans)
    assert arrays(first[1]).keys() == arrays(second[1]).keys()
    for name, values in arrays(first[1]).items():
        assert values.tobytes() == arrays(second[1])[name].tobytes(), name
