"""Every figure that a screen can show is taken apart exactly: the factors make the figure, and name who moved it."""

from dataclasses import replace
from math import fsum, isclose, prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules.explain import askable, explain
from game.rules.explain.shape import Explanation, Factor
from game.rules.money import LINE_KEYS
from game.rules.month import Step
from game.rules.passing import company_otif
from game.rules.state import Plans, State, opening
from game.rules.world import World
from tests.narrowed import there
from tests.rules.playing import calm, month, planned, played, random_season
from tests.rules.strategies import WORLDS
from tests.rules.worlds import changed, neutral, plain

CENT = 0.005 + 1e-9
MOVERS = {"marketing", "distribution", "joint", "customers", "world"}


def combined(answer: Explanation) -> float:
    """What the factors make together; the figure itself for a note."""
    values = [factor.value for factor in answer.factors]
    return answer.figure if answer.how == "note" else prod(values) if answer.how == "multiply" else fsum(values)


def months(name: str, seed: int) -> tuple[World, list[tuple[State, Plans, Step]]]:
    """State, plans and step of each round of one random season."""
    world = WORLDS[name]
    season = random_season(world, seed, 1)
    steps = played(world, season, seed % 1000)
    states = [opening(world, 1), *(step.state for step in steps)]
    return world, list(zip(states, season, steps, strict=False))


def answers(world: World, state: State, plans: Plans, step: Step) -> dict[str, Explanation]:
    asked = askable(world, step.outcome)
    return {key: explain(world, state, plans, step.outcome, key) for key, _ in asked}


@given(st.sampled_from(sorted(WORLDS)), st.integers(0, 2**30))
@settings(max_examples=15, deadline=None)
def test_the_factors_make_the_figure(name: str, seed: int) -> None:
    world, rounds = months(name, seed)
    for state, plans, step in rounds:
        for key, answer in answers(world, state, plans, step).items():
            money = answer.unit == "money" and answer.how == "add"
            assert isclose(combined(answer), answer.figure, rel_tol=1e-9, abs_tol=CENT if money else 1e-9), key


@given(st.sampled_from(sorted(WORLDS)), st.integers(0, 2**30))
@settings(max_examples=10, deadline=None)
def test_the_figure_is_the_months_own(name: str, seed: int) -> None:
    world, rounds = months(name, seed)
    for state, plans, step in rounds:
        told, out = answers(world, state, plans, step), step.outcome
        truth = {
            "orders": out.demand.units.sum(), "leads": out.demand.leads[0],
            "conversion": out.scorecards.conversion[0], "service": out.scorecards.service[0],
            "backlog": step.state.backlog.sum(), "lost": out.unmet.lost.sum(), "work": out.floor.asked[0],
            "capacity": out.floor.capacity[0], "utilisation": out.floor.utilisation[0],
            "complexity": out.floor.complexity[0], "fatigue": step.state.fatigue[0], "otif": company_otif(out)[0],
            "damage": out.last_mile.damage[0], "goodwill": step.state.goodwill[0],
            "margin": out.money.margin[0] / 100, "equity": out.money.equity[0] / 100,
            "stock-worth": out.money.stock[0] / 100, "joint-value": out.money.joint[0] / 100,
            "cost-per-unit": out.scorecards.cost_per_unit[0], "scorecard-marketing": out.scorecards.marketing[0],
            "scorecard-distribution": out.scorecards.distribution[0],
            "budget-marketing": out.spent.marketing_budget[0],
            "budget-distribution": out.spent.distribution_budget[0],
        }  # fmt: skip
        truth |= {f"money.{key}": out.money.lines[0, at] / 100 for at, key in enumerate(LINE_KEYS)}
        for m, market in enumerate(world.markets.keys):
            if out.sale.entered[0, m]:
                truth[f"days.{market}"] = out.last_mile.days[0, m]
                truth[f"on-time.{market}"] = out.last_mile.on_time[0, m]
                truth[f"otif.{market}"] = out.last_mile.otif[0, m]
                truth[f"satisfaction.{market}"] = step.state.satisfaction[0, m]
        for p, product in enumerate(world.products.keys):
            if out.sale.launched[0, p]:
                truth[f"stock.{product}"] = step.state.stock[0, p].sum()
                truth[f"backlog.{product}"] = step.state.backlog[0, p].sum()
                truth[f"arrived.{product}"] = out.inbound.arrived[0, p]
                truth[f"orders.{product}"] = out.demand.units[0, p].sum()
                missing = out.filled.wanted[0, p].sum() - out.floor.shipped[0, p].sum()
                truth[f"unmet.{product}"] = missing + out.filled.dropped[0, p].sum()
                wanted = out.filled.wanted[0, p].sum()
                truth[f"fill-rate.{product}"] = out.floor.shipped[0, p].sum() / wanted if wanted else 1.0
                for m, market in enumerate(world.markets.keys):
                    if out.sale.entered[0, m]:
                        truth[f"orders.{product}.{market}"] = out.demand.units[0, p, m]
        assert truth.keys() == told.keys()
        for key, value in truth.items():
            assert isclose(told[key].figure, value, rel_tol=1e-9, abs_tol=1e-6), key


@given(st.integers(0, 2**30))
@settings(max_examples=5, deadline=None)
def test_every_factor_says_who_moved_it_and_how(seed: int) -> None:
    world, rounds = months("two pools", seed)
    for state, plans, step in rounds:
        for key, answer in answers(world, state, plans, step).items():
            for factor in answer.factors:
                assert factor.who in MOVERS, key
                assert factor.says[0].isupper() or factor.says[0].isdigit() or factor.says[0] in "+\N{MINUS SIGN}¤", (
                    key,
                    factor.says,
                )
                assert factor.says.endswith("."), (key, factor.says)
                assert "\n" not in factor.says


def told(world: World, plans: Plans, what: str, state: State | None = None) -> Explanation:
    """The answer to a question about the first month under these plans."""
    state = opening(world, 1) if state is None else state
    step = month(world, plans, state)
    return there(explain(world, state, plans, step.outcome, what))


def factor(answer: Explanation, name: str) -> Factor:
    return next(part for part in answer.factors if part.name == name)


def test_a_tenth_dearer_at_an_elasticity_of_two_is_a_factor_of_one_over_one_point_one_squared() -> None:
    world = changed(plain(), products={"elasticity": -2.0, "own_share": 1.0}, noise={"demand": 0.0, "company": 0.0})
    plans = planned(calm(world), price=1.1 * world.products.list_price)
    answer = told(world, plans, f"orders.{world.products.keys[0]}")
    assert factor(answer, "Price").value == pytest.approx(1.1**-2)
    assert factor(answer, "Price").who == "marketing"


def test_on_a_shared_shelf_the_price_factor_is_the_share_it_moved() -> None:
    # By hand: own share 1/2, elasticity -2, price up by e^(1/8), so appeal -1/4 and share 1 / (1/2 + 1/2 e^(1/2)).
    world = changed(plain(), products={"elasticity": -2.0, "own_share": 0.5})
    plans = planned(calm(world), price=np.exp(0.125) * world.products.list_price, promise=4.0)
    answer = told(world, plans, f"orders.{world.products.keys[0]}.{world.markets.keys[0]}")
    assert factor(answer, "Price").value == pytest.approx(1.0 / (0.5 + 0.5 * np.exp(0.5)))


def test_what_the_budget_did_not_pay_for_is_said() -> None:
    world = plain()
    budget = 0.5 * (world.costs.marketing_budget + world.costs.distribution_budget)
    plans = planned(calm(world), brand=3.0 * budget, performance=0.0, marketing_share=0.5)
    answer = told(world, plans, "money.brand-advertising")
    assert factor(answer, "Planned").value == pytest.approx(-3.0 * budget)
    assert factor(answer, "Past the budget").value == pytest.approx(2.0 * budget)


def test_extra_hours_lower_utilisation_by_their_own_factor() -> None:
    world = plain()
    answer = told(world, planned(calm(world), extra_shift=0.05), "utilisation")
    assert factor(answer, "Extra shift").value == pytest.approx(1.0 / 1.05)
    assert factor(answer, "Extra shift").who == "distribution"


def test_an_item_that_is_not_on_sale_cannot_be_asked_about() -> None:
    world = plain()
    new = world.products.keys[int(np.flatnonzero(~world.products.on_sale)[0])]
    step = month(world, calm(world))
    assert not [key for key, _ in askable(world, step.outcome) if new in key.split(".")]


def test_a_question_that_nobody_can_answer_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="weather"):
        told(plain(), calm(plain()), "weather")


def test_keys_and_titles_are_one_of_a_kind() -> None:
    for world in WORLDS.values():
        asked = askable(world, month(world, calm(world)).outcome)
        assert len({key for key, _ in asked}) == len(asked)
        assert len({title for _, title in asked}) == len(asked)


# What the rules of today add


def dealt(**media: float | list[float]) -> tuple[World, Plans]:
    """A still world with everything on, and its plans."""
    world = changed(plain(), noise={"demand": 0.0, "company": 0.0}, products={"elasticity": -2.0}, media=media)
    return world, calm(world)


def test_a_price_above_the_one_remembered_is_a_factor_of_its_own() -> None:
    # A tenth dearer than the list price that customers remember: 1.1 to -2, and 1.2 times as much again.
    world, plans = dealt(remembered_loss=1.2)
    answer = told(world, planned(plans, price=1.1 * world.products.list_price), f"orders.{world.products.keys[0]}")
    assert factor(answer, "Price").value == pytest.approx(1.1**-2)
    assert factor(answer, "Remembered price").value == pytest.approx(1.1 ** -(2 * 1.2))
    assert factor(answer, "Remembered price").who == "marketing"
    assert "Customers remember paying ¤12." in factor(answer, "Remembered price").says


def test_a_deal_is_explained_by_what_it_adds_to_the_price_asked() -> None:
    # A fifth off: 0.8 to -2 by the price paid, and 0.7 times as much again as a gain.
    world, plans = dealt(remembered_gain=0.7)
    answer = told(world, planned(plans, promotion=[2, 0, 0]), f"orders.{world.products.keys[0]}")
    assert factor(answer, "Promotion").value == pytest.approx(0.8 ** -(2 * 1.7))
    assert {"Price", "Remembered price"}.isdisjoint(part.name for part in answer.factors)


def test_a_deal_on_a_price_marked_up_before_takes_back_what_the_price_had_lost() -> None:
    world, plans = dealt(remembered_loss=1.2, depth=[0.0, 0.08, 0.2])
    marked = planned(plans, price=world.products.list_price / 0.92, promotion=[1, 0, 0])
    answer = told(world, marked, f"orders.{world.products.keys[0]}")
    parts = [factor(answer, name).value for name in ("Price", "Remembered price", "Promotion")]
    assert parts == pytest.approx([0.92**2, 0.92**2.4, 0.92**-4.4])
    assert np.prod(parts) == pytest.approx(1.0)


def test_on_a_shared_shelf_a_deal_is_the_share_that_its_cut_moved() -> None:
    # Own share 1/2, elasticity -2, a fifth off: an appeal of -2 ln 0.8, by the logit as any price.
    world = changed(dealt(remembered_gain=0.0)[0], products={"own_share": 0.5}, markets={"promise_norm": 4.0})
    plans = planned(calm(world), promotion=[2, 0, 0])
    answer = told(world, plans, f"orders.{world.products.keys[0]}.{world.markets.keys[0]}")
    assert factor(answer, "Promotion").value == pytest.approx(1.0 / (0.5 + 0.5 * 0.8**4))


def test_waiting_for_ones_turn_is_told_in_days() -> None:
    # A floor like clockwork with a quarter more work than hours: 22 / 2 x (1 - 1 / 1.25) days.
    world = changed(neutral(), products={"handling": 1.0}, floor={"capacity": 80.0})
    answer = told(world, calm(world), "days.market-0")
    waiting = factor(answer, "Waiting their turn")
    assert waiting.value == pytest.approx(2.2)
    assert (waiting.unit, waiting.who) == ("days", "joint")
    assert waiting.says == "Orders queue on a floor that is 125% full."
    idle = told(changed(world, floor={"capacity": 200.0}), calm(world), "days.market-0")
    assert "Waiting their turn" not in [part.name for part in idle.factors]


def test_what_the_months_after_bring_is_a_part_of_the_last_months_joint_value() -> None:
    world = changed(neutral(rounds=1), media={"quiet_months": 2})
    answer = told(world, planned(calm(world), performance=0.0), "joint-value")
    assert factor(answer, "Contribution margin").value == 600.0
    assert factor(answer, "The months after").value == 1200.0
    assert answer.figure == 1800.0
    before = told(changed(neutral(rounds=2), media={"quiet_months": 2}), calm(neutral()), "joint-value")
    assert "The months after" not in [part.name for part in before.factors]


def test_the_service_level_counts_orders_of_three_lines_whole() -> None:
    # 60 of 100 are in stock: 0.6 of the lines, and 0.6 cubed of the orders.
    world = changed(neutral(), products={"stock": 60.0})
    answer = told(world, planned(calm(world), order=0.0), "service")
    found = {part.name: part.value for part in answer.factors[1:]}
    assert found == pytest.approx({"In stock": 0.6, "Hours enough to ship": 1.0, "Whole orders": 0.36})
    assert list(found) == ["In stock", "Hours enough to ship", "Whole orders"]
    assert answer.figure == pytest.approx(0.216)
    assert "60% of what was wanted was shipped" in factor(answer, "Whole orders").says


def test_what_the_structure_put_in_force_is_told_apart_from_what_both_signed() -> None:
    world = changed(neutral(), costs={"initiative_monthly": 30.0, "granted": [400.0, *[0.0] * 7]})
    state = replace(opening(world, 1), initiatives=np.eye(7, dtype=np.bool_)[:1])
    step = month(world, calm(world), state)
    answer = explain(world, state, calm(world), step.outcome, "money.initiatives")
    assert [(part.value, part.who) for part in answer.factors] == [(-30.0, "joint"), (-400.0, "world")]
    assert answer.figure == -430.0
