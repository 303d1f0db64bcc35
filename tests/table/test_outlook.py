import dataclasses
from collections.abc import Mapping
from typing import Any

import pytest

from game.refusal import Refusal
from game.rules.world import Noise
from game.table.moves import Commit, Propose, Sign
from game.table.seen.outlook import Outlook, outlook
from game.table.structure import structure
from game.table.table import Table
from tests.narrowed import distributions, marketings
from tests.table.tables import a_month, a_table, played, stall


def number(seen: Outlook, key: str) -> float:
    value = seen[key]
    assert isinstance(value, float)
    return value


def calm_table(preset: str = "talk", **dials: str) -> Table:
    """A table without luck."""
    still = Noise(**{field.name: 0.0 for field in dataclasses.fields(Noise)})
    world = stall().world
    world = dataclasses.replace(world, noise=still, last_mile=dataclasses.replace(world.last_mile, month_spread=0.0))
    scenario = dataclasses.replace(stall(), world=world)
    return Table.start(scenario, 1, structure(preset, **dials))


@pytest.mark.parametrize(
    "plan", [{}, {"price.plum": 5.5}, {"promotion.plum": "feature"}, {"performance-advertising": 1000}]
)
def test_without_luck_marketing_gets_the_orders_that_it_expected(plan: dict[str, Any]) -> None:
    expected = outlook(calm_table(), "marketing", plan)["orders"]
    month = a_month(calm_table(), plan).history[0].dashboards["marketing"]
    assert {product: sum(row.values()) for product, row in marketings(month).orders.items()} == pytest.approx(expected)


@pytest.mark.parametrize("plan", [{}, {"temps": 2}, {"processing": "batch", "outbound-mode.shop": "economy"}])
def test_without_luck_and_with_a_steady_partner_distribution_gets_the_month_that_it_expected(
    plan: dict[str, Any],
) -> None:
    expected = outlook(calm_table(), "distribution", plan)
    month = a_month(calm_table(), {}, plan).history[0].dashboards["distribution"]
    # Orders come as they came of late when marketing changes nothing.
    assert expected["utilisation"] == pytest.approx(distributions(month).utilisation, rel=1e-6)
    assert expected["days"] == pytest.approx(distributions(month).days, rel=1e-6)
    assert expected["cost-per-unit"] == pytest.approx(distributions(month).cost_per_unit, rel=1e-2)


def test_marketings_panel_knows_no_stock_and_no_capacity() -> None:
    empty = {"stock-to-order.plum": 0, "stock-to-order.pear": 0}
    full, bare = a_month(calm_table()), a_month(calm_table(), {}, empty)
    one, two = outlook(full, "marketing", {}), outlook(bare, "marketing", {})
    assert one["ordered"] == pytest.approx(two["ordered"])
    assert "stock" not in one and "utilisation" not in one


def test_distributions_panel_knows_no_promotion_calendar() -> None:
    deal = Commit("marketing", {"promotion.plum": "deep-deal"})
    assert outlook(played(calm_table(), deal), "distribution", {}) == outlook(calm_table(), "distribution", {})


@pytest.mark.parametrize("data", ["own", "shared"])
def test_what_the_partner_chose_in_private_counts_only_where_data_is_shared(data: str) -> None:
    table = calm_table("talk", data=data)
    # Retail-ready packs sell better on a shelf.
    packed = dataclasses.replace(table, values={**table.values, "packaging": "retail-ready"})
    one, two = (outlook(each, "marketing", {})["ordered"] for each in (table, packed))
    assert (one == two) == (data == "own")


def test_with_shared_data_distribution_sees_the_deal_coming() -> None:
    deal = Commit("marketing", {"promotion.plum": "deep-deal"})
    table = calm_table("talk", data="shared")
    before, after = outlook(table, "distribution", {}), outlook(played(table, deal), "distribution", {})
    assert number(after, "ordered") > 1.1 * number(before, "ordered")
    assert number(after, "utilisation") > number(before, "utilisation")


def test_a_signed_forecast_is_what_distribution_reckons_with() -> None:
    table = played(
        calm_table(),
        Propose("marketing", {"forecast.plum": 1500.0, "forecast.pear": 400.0}),
        Sign("distribution", "P1"),
    )
    assert outlook(table, "distribution", {})["orders"] == pytest.approx({"plum": 1500, "pear": 400, "fig": 0})


def test_the_panel_does_not_read_the_news() -> None:
    # A price war breaks out in month 2; the rules feel it at once, the panel a month later.
    table = a_month(calm_table())
    expected = number(outlook(table, "marketing", {}), "ordered")
    month = a_month(table).history[1].shared
    assert month.ordered < 0.99 * expected


def test_an_outlook_tells_the_bill_beside_the_budget() -> None:
    found = outlook(a_table(), "marketing", {"brand-advertising": 1800})
    assert (found["spend"], found["budget"], found["left"]) == (2300.0, 2000.0, -300.0)


def test_a_plan_that_cannot_be_played_has_no_outlook() -> None:
    with pytest.raises(Refusal, match=r"Did you mean 'price\.plum'"):
        outlook(a_table(), "marketing", {"price.plam": 5})


def test_a_finished_season_has_no_outlook() -> None:
    table = a_table()
    while not table.over:
        table = a_month(table)
    with pytest.raises(Refusal, match="the season is over"):
        outlook(table, "marketing", {})


def test_what_deals_give_away_is_told_with_the_revenue_before_them() -> None:
    seen = outlook(calm_table(), "marketing", {"promotion.plum": "feature"})
    usual = outlook(calm_table(), "marketing", {})
    assert usual["discounts"] == 0.0
    assert 0.0 < number(seen, "discounts") < number(seen, "revenue")
    month = a_month(calm_table(), {"promotion.plum": "feature"}).history[0].dashboards["marketing"]
    assert -marketings(month).discounts == pytest.approx(seen["discounts"], rel=0.02)


@pytest.mark.parametrize(
    "marketing", [{"price.plum": 5.5}, {"brand-advertising": 900.0}, {"performance-advertising": 1200.0}]
)
def test_distribution_reckons_with_late_orders_whatever_marketing_did_before(marketing: dict[str, float]) -> None:
    late = a_month(calm_table(), marketing)
    seen = outlook(late, "distribution", {})
    assert seen["orders"] == pytest.approx(dict(zip(("plum", "pear", "fig"), late.state.smoothed[0], strict=True)))
    assert isinstance(seen["orders"], Mapping)
    assert sum(seen["orders"].values()) == pytest.approx(seen["ordered"])
