"""Every figure that a screen can show is taken apart exactly: the factors make the figure, and name who moved it."""

from math import fsum, isclose, prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules.explain import askable, explain
from game.rules.money import LINE_KEYS
from game.rules.month import company_otif
from game.rules.state import opening
from tests.rules.playing import calm, month, planned, played, random_season
from tests.rules.strategies import WORLDS
from tests.rules.worlds import changed, plain

CENT = 0.005 + 1e-9
MOVERS = {"marketing", "distribution", "joint", "customers", "world"}


def combined(answer) -> float:
    """What the factors make together; the figure itself for a note."""
    values = [factor.value for factor in answer.factors]
    return answer.figure if answer.how == "note" else prod(values) if answer.how == "multiply" else fsum(values)


def months(name, seed):
    """State, plans and step of each round of one random season."""
    world = WORLDS[name]
    season = random_season(world, seed, 1)
    steps = played(world, season, seed % 1000)
    states = [opening(world, 1), *(step.state for step in steps)]
    return world, list(zip(states, season, steps, strict=False))


def answers(world, state, plans, step):
    asked = askable(world, step.outcome)
    return {key: explain(world, state, plans, step.outcome, key) for key, _ in asked}


@given(st.sampled_from(sorted(WORLDS)), st.integers(0, 2**30))
@settings(max_examples=15, deadline=None)
def test_the_factors_make_the_figure(name, seed):
    world, rounds = months(name, seed)
    for state, plans, step in rounds:
        for key, answer in answers(world, state, plans, step).items():
            money = answer.unit == "money" and answer.how == "add"
            assert isclose(combined(answer), answer.figure, rel_tol=1e-9, abs_tol=CENT if money else 1e-9), key


@given(st.sampled_from(sorted(WORLDS)), st.integers(0, 2**30))
@settings(max_examples=10, deadline=None)
def test_the_figure_is_the_months_own(name, seed):
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
def test_every_factor_says_who_moved_it_and_how(seed):
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


def told(world, plans, what, state=None):
    """The answer to a question about the first month under these plans."""
    state = opening(world, 1) if state is None else state
    step = month(world, plans, state)
    return explain(world, state, plans, step.outcome, what)


def factor(answer, name):
    return next(part for part in answer.factors if part.name == name)


def test_a_tenth_dearer_at_an_elasticity_of_two_is_a_factor_of_one_over_one_point_one_squared():
    world = changed(plain(), products={"elasticity": -2.0, "own_share": 1.0}, noise={"demand": 0.0, "company": 0.0})
    plans = planned(calm(world), price=1.1 * world.products.list_price)
    answer = told(world, plans, f"orders.{world.products.keys[0]}")
    assert factor(answer, "Price").value == pytest.approx(1.1**-2)
    assert factor(answer, "Price").who == "marketing"


def test_on_a_shared_shelf_the_price_factor_is_the_share_it_moved():
    # By hand: own share 1/2, elasticity -2, price up by e^(1/8), so appeal -1/4 and share 1 / (1/2 + 1/2 e^(1/2)).
    world = changed(plain(), products={"elasticity": -2.0, "own_share": 0.5})
    plans = planned(calm(world), price=np.exp(0.125) * world.products.list_price, promise=4.0)
    answer = told(world, plans, f"orders.{world.products.keys[0]}.{world.markets.keys[0]}")
    assert factor(answer, "Price").value == pytest.approx(1.0 / (0.5 + 0.5 * np.exp(0.5)))


def test_what_the_budget_did_not_pay_for_is_said():
    world = plain()
    budget = 0.5 * (world.costs.marketing_budget + world.costs.distribution_budget)
    plans = planned(calm(world), brand=3.0 * budget, performance=0.0, marketing_share=0.5)
    answer = told(world, plans, "money.brand-advertising")
    assert factor(answer, "Planned").value == pytest.approx(-3.0 * budget)
    assert factor(answer, "Past the budget").value == pytest.approx(2.0 * budget)


def test_extra_hours_lower_utilisation_by_their_own_factor():
    world = plain()
    answer = told(world, planned(calm(world), extra_shift=0.05), "utilisation")
    assert factor(answer, "Extra shift").value == pytest.approx(1.0 / 1.05)
    assert factor(answer, "Extra shift").who == "distribution"


def test_an_item_that_is_not_on_sale_cannot_be_asked_about():
    world = plain()
    new = world.products.keys[int(np.flatnonzero(~world.products.on_sale)[0])]
    step = month(world, calm(world))
    assert not [key for key, _ in askable(world, step.outcome) if new in key.split(".")]


def test_a_question_that_nobody_can_answer_is_a_key_error():
    with pytest.raises(KeyError, match="weather"):
        told(plain(), calm(plain()), "weather")


def test_keys_and_titles_are_one_of_a_kind():
    for world in WORLDS.values():
        asked = askable(world, month(world, calm(world)).outcome)
        assert len({key for key, _ in asked}) == len(asked)
        assert len({title for _, title in asked}) == len(asked)
