from dataclasses import replace

import numpy as np
import pytest

from game.table.clashes import clashes_of
from game.table.moves import Propose, Sign
from game.table.seen.dashboards import DistributionMonth
from game.table.seen.observation import ClashView
from game.table.table import Table
from tests.table.tables import a_month, a_table, played

NO_STOCK = {"stock-to-order.plum": 0, "stock-to-order.pear": 0}


def clash(table: Table, kind: str) -> ClashView:
    (found,) = [one for one in table.history[-1].shared.clashes if one.clash == kind]
    return found


def test_a_deal_that_could_not_be_shipped_is_named_with_what_left_the_floor() -> None:
    table = a_month(a_month(a_table(), {}, NO_STOCK), {"promotion.plum": "deep-deal"}, NO_STOCK)
    found = clash(table, "unsupported-promotion")
    month = table.history[-1].dashboards["distribution"]
    assert isinstance(month, DistributionMonth)
    served = sum(month.shipped["plum"].values()) / sum(month.wanted["plum"].values())
    assert found.where == ("plum",)
    assert found.sentence.startswith("The deal on Plum jam sold more than could be shipped")
    assert f"{100 * served:.0f}% of what was wanted" in found.sentence


def test_a_new_market_that_is_badly_served_is_named() -> None:
    table = played(a_table(), Propose("marketing", {"market-entry.web": True}), Sign("distribution", "P1"))
    table = a_month(a_month(table, {"delivery-promise": 6}, NO_STOCK), {"delivery-promise": 6}, NO_STOCK)
    found = clash(table, "expansion-past-capability")
    assert found.where == ("web",)
    assert found.sentence.startswith("Web shop opened before the floor and the fleet were ready")


def test_a_saving_that_broke_the_promise_is_named() -> None:
    plan = {"outbound-mode.shop": "economy", "processing": "batch"}
    table = a_month(a_table(), {"delivery-promise": 5}, plan)
    found = clash(table, "cheap-miles")
    assert found.where == ("shop",)
    assert found.sentence.startswith("A saving on the way to Shops made orders late or broke them: ")
    road = table.history[-1].outcome.last_mile
    came, plain = (f"{100 * share:.0f}%" for share in (road.otif[0, 0], road.otif_standard[0, 0]))
    assert found.sentence.endswith(f"{came} came on time, in full and whole, and {plain} would have without it.")


def test_a_launch_without_its_stock_is_named() -> None:
    table = played(a_table(), Propose("marketing", {"launch.fig": True}), Sign("distribution", "P1"))
    found = clash(a_month(table), "launch-complexity")
    assert found.where == ("fig",)
    assert "Fig jam came into a warehouse that had too little of it: 0% of what was wanted" in found.sentence


def test_a_launch_without_its_stock_is_named_so_on_a_full_floor_too() -> None:
    table = a_month(played(a_table(), Propose("marketing", {"launch.fig": True}), Sign("distribution", "P1")))
    outcome = table.history[-1].outcome
    full = replace(outcome, floor=replace(outcome.floor, utilisation=np.array([1.1])))
    (found,) = [one for one in clashes_of(table.world, full) if one.clash == "launch-complexity"]
    assert "Fig jam came into a warehouse that had too little of it: 0% of what was wanted" in found.sentence


def test_a_launch_onto_a_full_floor_that_ships_it_all_is_named_with_what_it_waited() -> None:
    table = played(a_table(), Propose("marketing", {"launch.fig": True}), Sign("distribution", "P1"))
    table = a_month(table)
    outcome = table.history[-1].outcome
    floor = replace(outcome.floor, utilisation=np.array([0.97]), days=np.array([2.0]), queue=np.array([1.5]),
                    shipped=outcome.filled.wanted)  # fmt: skip
    full = replace(outcome, floor=floor)
    (found,) = [one for one in clashes_of(table.world, full) if one.clash == "launch-complexity"]
    assert found.sentence == (
        "Fig jam came onto a full floor: all of it was shipped, but an order took 2.0 days to pick and pack instead of "
        "0.5, and each new item makes every other one slower to pick."
    )


@pytest.mark.parametrize("structure", ["silo", "talk", "sync"])
def test_a_quiet_month_has_no_clash(structure: str) -> None:
    assert a_month(a_table(structure)).history[0].shared.clashes == ()
