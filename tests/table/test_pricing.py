"""What a decision costs is told before it is made."""

import pytest

from game.rules.levers import Seat
from game.scenario import load
from game.table.seen.observing import observe
from game.table.structure import structure
from game.table.table import Table

COLD_BREW = {
    "launch.cold-brew": "It costs €6,000, once.",
    "capacity": "An hour costs €15.00 to build, then €3.00 a month; it is there 1 month later.",
    "initiative.joint-sop": "It costs €2,000 to set up, then €250 a month for good.",
    "initiative.scale-check": "It costs €1,200 to set up, then €80 a month for good.",
}
NEW_SHORES = {"market-entry.germany": "It costs €60,000, once.", "market-entry.poland": "It costs €36,000, once."}


@pytest.mark.parametrize(("slug", "costs"), [("cold-brew", COLD_BREW), ("new-shores", NEW_SHORES)])
@pytest.mark.parametrize("seat", ["marketing", "distribution"])
def test_a_joint_decision_says_what_it_costs_to_both(slug: str, costs: dict[str, str], seat: Seat) -> None:
    seen = observe(Table.start(load(slug), 7, structure("talk")), seat)
    said = {setting.key: setting.about for setting in seen.joint}
    for key, cost in costs.items():
        assert said[key].endswith(cost)


def test_with_a_sponsor_an_initiative_says_what_leadership_pays_of_it() -> None:
    seen = observe(Table.start(load("cold-brew"), 7, structure("talk", sponsor="pays")), "marketing")
    said = {setting.key: setting.about for setting in seen.joint}["initiative.customer-voice"]
    assert said.endswith("It costs €1,000 to set up, of which leadership pays 50%, then €120 a month for good.")


def test_what_is_free_by_itself_says_no_cost() -> None:
    seen = observe(Table.start(load("cold-brew"), 7, structure("talk")), "marketing")
    free = [setting for setting in seen.sheet if setting.lever in ("price", "delivery-promise")]
    assert not any("It costs" in setting.about for setting in free)
