"""What to weigh of a proposal before it is signed: its cost, its effect, and from what a month on it pays."""

from game.rules.levers import SEATS, Plan, Seat
from game.scenario import load
from game.table.moves import Commit, Ready
from game.table.playing import play
from game.table.seen.observing import observe
from game.table.structure import structure
from game.table.table import Table
from game.telling.signing import before_signing
from game.terms import read_glossary
from tests.app.playing import inside


def weighed(settings: Plan, seat: Seat = "marketing", place: str = "cold-brew") -> dict[str, str]:
    seen = observe(Table.start(load(place), 5, structure("talk")), seat)
    return dict(before_signing(seen, settings, read_glossary()))


def test_a_launch_costs_once_and_pays_over_the_eight_months_left() -> None:
    assert weighed({"launch.cold-brew": True}) == {
        "cost": "€6,000 once",
        "effect": "Cold brew is on sale from April on. Once it is known, about 3,000 orders in a usual month, 1.4 "
        "times that in July, for €7.79 each that the channels leave us: nobody has sold it yet, and it may be far from "
        "that. Its cost is 771 units' worth of sales. What goods and floor need is distribution's to say.",
        "pays": "if it brings or saves €750 a month, over the 8 months left",
    }


def test_two_things_signed_together_are_weighed_together() -> None:
    alone, both = weighed({"capacity": 10.0}), weighed({"capacity": 10.0, "launch.cold-brew": True})
    assert alone["cost"] == "€150 once, €30 a month"
    assert both["cost"] == "€6,150 once, €30 a month"
    assert both["effect"].startswith("Floor hours added for good; they take time to build. Cold brew is on sale from")


def test_distribution_reads_the_same_decision_in_hours_leads_and_what_a_unit_leaves() -> None:
    assert weighed({"launch.cold-brew": True}, "distribution")["effect"] == (
        "Cold brew is on sale from April on. A thousand units take 72.0 hours of the floor. Stock ordered now comes 1 "
        "month later, the fast way in the same month. At list price a unit leaves €6.50 over its goods, so 923 units "
        "pay its cost back. How many will be asked for is marketing's to say."
    )
    added = weighed({"capacity": 70.0}, "distribution")
    assert added["effect"] == "70 hours more beside the 272 of today, from May on, and for good."


def test_a_new_market_is_read_by_each_seat_from_its_own_papers() -> None:
    entry = {"market-entry.germany": True}
    here, across = weighed(entry, "marketing", "new-shores"), weighed(entry, "distribution", "new-shores")
    assert "about 800 orders in a usual month; 6\xa0days are taken for granted there" in here["effect"]
    assert "2.0 to 4.5 days on the road" in across["effect"]


def test_another_split_of_the_budget_is_told_in_what_each_gets() -> None:
    assert weighed({"budget-split": 0.7}, place="deal-season")["effect"] == (
        "Marketing gets 70% of what both have: you £4,900 instead of £4,550, the other £2,100 instead of £2,450."
    )


def test_a_forecast_costs_nothing_to_sign() -> None:
    found = weighed({"forecast.espresso": 1_600.0})
    assert set(found) == {"effect"}


def test_what_is_not_to_be_started_has_nothing_to_weigh() -> None:
    assert weighed({"launch.cold-brew": False}) == {}


def test_a_forecast_is_weighed_in_one_row_beside_what_each_expects_and_last_months_truth() -> None:
    table = Table.start(load("cold-brew"), 5, structure("talk"))
    first = dict(before_signing(observe(table, "marketing"), {"forecast.espresso": 1_600.0}, read_glossary()))
    assert first["effect"] == "Espresso: mine 3,000 · yours not told · to sign 1,600 · last month none yet."
    table = month_played(table)
    seen = observe(table, "distribution")
    wanted = sum(inside(seen.months[-1]).wanted["espresso"].values())
    row = dict(before_signing(seen, {"forecast.espresso": 1_600.0}, read_glossary()))["effect"]
    assert row.endswith(f"· to sign 1,600 · last month {wanted:,.0f}.")


def test_where_figures_are_shared_the_row_has_the_partners_too() -> None:
    seen = observe(Table.start(load("cold-brew"), 5, structure("sync")), "marketing")
    row = dict(before_signing(seen, {"forecast.espresso": 1_600.0}, read_glossary()))["effect"]
    assert "mine 3,000 · yours 3,000 ·" in row


def test_an_initiative_is_weighed_in_what_it_would_have_saved_of_last_months_money() -> None:
    seen = observe(month_played(Table.start(load("cold-brew"), 5, structure("talk"))), "distribution")
    freight = -inside(seen.months[-1]).money["inbound-freight"]
    found = dict(before_signing(seen, {"initiative.joint-sop": True}, read_glossary()))
    assert set(found) == {"cost", "effect", "pays"}
    assert f"of last month's €{freight:,.0f} it would have saved €{0.15 * freight:,.0f}." in found["effect"]
    for key in ("integrated-data", "coordinated-kpis", "customer-voice", "scale-check"):
        told = dict(before_signing(seen, {f"initiative.{key}": True}, read_glossary()))["effect"]
        assert any(sign.isdigit() for sign in told), key


def test_what_only_the_partner_knows_of_an_initiative_is_its_to_say() -> None:
    assert "how much that is is distribution's to say" in weighed({"initiative.joint-sop": True})["effect"]


def month_played(table: Table) -> Table:
    """The same table a month later, with every lever as it was."""
    for seat in SEATS:
        table = play(table, Ready(seat))
    for seat in SEATS:
        table = play(table, Ready(seat))
    for seat in SEATS:
        table = play(table, Commit(seat, {}))
    return table
