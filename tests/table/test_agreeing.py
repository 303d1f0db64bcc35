from typing import Any

import pytest

from game.refusal import Refusal
from game.scenario import load
from game.table.moves import Commit, Decline, Propose, Sign, Withdraw
from game.table.planning import sheet_of
from game.table.playing import play
from game.table.table import Table
from tests.table.tables import a_month, a_table, played

CAPACITY = {"capacity": 20.0}


def refused(table: Table, move: Any) -> str:
    with pytest.raises(Refusal) as caught:
        play(table, move)
    return caught.value.message


def test_a_proposal_holds_when_the_other_signs() -> None:
    table = played(
        a_table(), Propose("marketing", {"launch.fig": True}, "people ask for it"), Sign("distribution", "P1")
    )
    table = a_month(table)
    assert bool(table.state.launched[0, 2])
    (agreement,) = table.history[0].shared.agreements
    assert (agreement.by, agreement.settings, agreement.why) == ("marketing", {"launch.fig": True}, "people ask for it")


def test_without_a_signature_nothing_changes_and_the_deadlock_is_counted() -> None:
    table = a_month(played(a_table(), Propose("marketing", {"launch.fig": True})))
    assert not table.state.launched[0, 2]
    assert table.history[0].deadlocks == 1
    assert table.history[0].proposals[0].status == "lapsed"


def test_a_declined_proposal_is_a_deadlock_and_keeps_its_reason() -> None:
    table = played(a_table(), Propose("marketing", CAPACITY), Decline("distribution", "P1", "the hall is full"))
    month = a_month(table).history[0]
    assert month.deadlocks == 1
    assert month.shared.declined[0].answer == "the hall is full"


def test_a_matter_settled_after_all_is_no_deadlock() -> None:
    table = played(
        a_table(),
        Propose("marketing", {"capacity": 60.0}),
        Decline("distribution", "P1", "too much"),
        Propose("distribution", CAPACITY),
        Sign("marketing", "P2"),
    )
    month = a_month(table).history[0]
    assert month.deadlocks == 0
    assert month.values["capacity"] == 20.0


def test_the_same_matter_stuck_from_both_sides_is_one_deadlock() -> None:
    table = played(a_table(), Propose("marketing", {"capacity": 60.0}), Propose("distribution", CAPACITY))
    assert a_month(table).history[0].deadlocks == 1


def test_a_proposal_taken_back_is_no_deadlock() -> None:
    table = played(a_table(), Propose("marketing", CAPACITY), Withdraw("marketing", "P1"))
    assert a_month(table).history[0].deadlocks == 0


def test_of_two_agreements_on_one_setting_the_later_signature_holds() -> None:
    table = played(
        a_table(),
        Propose("marketing", {"capacity": 60.0}),
        Propose("distribution", CAPACITY),
        Sign("marketing", "P2"),
        Sign("distribution", "P1"),
    )
    assert a_month(table).history[0].values["capacity"] == 60.0


def test_an_initiative_stays_in_force_and_cannot_be_proposed_again() -> None:
    table = played(a_table(), Propose("marketing", {"initiative.customer-voice": True}), Sign("distribution", "P1"))
    table = a_month(a_month(table))
    assert bool(table.state.initiatives[0, 6])
    assert "done already" in refused(table, Propose("marketing", {"initiative.customer-voice": True}))


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({}, "at least one setting"),
        ({"capcity": 5.0}, "Did you mean 'capacity'"),
        ({"capacity": 1e9}, "expected 0 to 60 for capacity"),
        ({"launch.fig": False}, "leaving it as it is needs no signature"),
        ({"price.plum": 5.0}, "marketing leads it and sets it in its plan"),
        ({"lead.price": "sales"}, "expected one of marketing, distribution, joint"),
        ({"lead.prise": "joint"}, "Did you mean 'price'"),
        ({"lead.price": "marketing"}, "led so already"),
    ],
)
def test_what_cannot_be_proposed_is_refused_with_what_to_do(settings: dict[str, Any], says: str) -> None:
    assert says in refused(a_table(), Propose("distribution", settings))


def test_where_nobody_talks_nothing_can_be_proposed() -> None:
    assert "nobody talks" in refused(a_table("silo"), Propose("marketing", CAPACITY))


def test_only_the_partner_signs_and_only_once() -> None:
    table = played(a_table(), Propose("marketing", CAPACITY))
    assert "is your own" in refused(table, Sign("marketing", "P1"))
    assert "There is: P1" in refused(table, Sign("distribution", "P7"))
    assert "sign it or decline it" in refused(table, Withdraw("distribution", "P1"))
    table = played(table, Sign("distribution", "P1"))
    assert "is signed already" in refused(table, Decline("distribution", "P1", "no"))


def test_declining_takes_a_reason() -> None:
    table = played(a_table(), Propose("marketing", CAPACITY))
    assert "expected a sentence for the reason" in refused(table, Decline("distribution", "P1", " "))


def test_the_same_proposal_is_signed_rather_than_made_twice() -> None:
    table = played(a_table(), Propose("marketing", CAPACITY))
    assert "Sign 'P1' instead" in refused(table, Propose("distribution", CAPACITY))


def test_proposals_may_be_named_and_names_are_used_once_a_season() -> None:
    table = played(a_table(), Propose("marketing", CAPACITY, id="room"), Sign("distribution", "room"))
    table = a_month(table)
    assert "a proposal 'room' already" in refused(table, Propose("marketing", CAPACITY, id="room"))
    assert "letters, digits and dashes" in refused(table, Propose("marketing", CAPACITY, id="no good"))
    assert played(table, Propose("marketing", CAPACITY)).play_now.proposals[0].id == "P2"


def test_a_committed_seat_signs_but_does_not_propose() -> None:
    table = played(a_table(), Commit("marketing"), Propose("distribution", CAPACITY), Sign("marketing", "P1"))
    assert table.play_now.signed()
    assert "Take it back first" in refused(table, Propose("marketing", {"capacity": 40.0}))


def test_a_lead_can_change_hands_by_agreement_and_stays() -> None:
    table = played(
        a_table(), Propose("distribution", {"lead.delivery-promise": "distribution"}), Sign("marketing", "P1")
    )
    assert "delivery-promise" in {setting.key for setting in sheet_of(table, "distribution")}
    table = a_month(table, {}, {"delivery-promise": 6})
    assert table.history[0].values["delivery-promise"] == 6
    assert table.leads["delivery-promise"] == "distribution"
    assert "led by distribution" in refused(table, Commit("marketing", {"delivery-promise": 3}))


def test_a_lever_can_become_joint_and_then_needs_both() -> None:
    table = played(a_table(), Propose("distribution", {"lead.promotion": "joint"}), Sign("marketing", "P1"))
    table = played(table, Propose("marketing", {"promotion.plum": "feature"}), Sign("distribution", "P2"))
    table = a_month(a_month(table))
    assert [month.values["promotion.plum"] for month in table.history] == ["feature", "none"]


def test_a_plan_is_handed_back_when_an_agreement_changes_who_leads_it() -> None:
    table = played(
        a_table(),
        Propose("distribution", {"lead.delivery-promise": "distribution"}),
        Commit("marketing", {"delivery-promise": 3}),
        Sign("marketing", "P1"),
    )
    assert "marketing" not in table.play_now.commits
    assert table.play_now.at["marketing"] == "plan"
    assert "'P1' changed who decides" in table.play_now.handed_back["marketing"]
    assert a_month(table).play_now.handed_back == {}


def test_a_plan_is_handed_back_when_an_agreement_takes_its_budget_away() -> None:
    table = played(
        a_table(),
        Propose("distribution", {"budget-split": 0.35}),
        Commit("marketing", {"brand-advertising": 1400}),
        Sign("marketing", "P1"),
    )
    assert "changed the budgets" in table.play_now.handed_back["marketing"]


def test_a_plan_that_an_agreement_does_not_touch_stays_committed() -> None:
    table = played(a_table(), Propose("distribution", CAPACITY), Commit("marketing"), Sign("marketing", "P1"))
    assert "marketing" in table.play_now.commits


def test_a_seat_that_leads_the_joint_topics_decides_alone() -> None:
    table = a_table("talk", leads="distribution")
    assert {setting.lever.id for setting in sheet_of(table, "joint")} == set()
    table = a_month(table, {}, {"market-entry.web": True, "capacity": 20})
    assert bool(table.state.entered[0, 1])
    assert table.history[0].deadlocks == 0


@pytest.mark.parametrize(
    ("move", "says"),
    [
        (
            Propose("marketing", CAPACITY, "a\x07b"),
            "marketing, round 1: expected plain text for the reason, given the control sign U+0007",
        ),
        (
            Sign("distribution", "P1", "\x07"),
            "distribution, round 1: expected plain text for the reason, given the control sign U+0007",
        ),
        (Decline("distribution", "P1", " "), "distribution, round 1: expected a sentence for the reason, given none."),
        (
            Withdraw("marketing", "P1", "x" * 1001),
            "expected at most 1,000 characters for the reason, given 1,001.",
        ),
    ],
)
def test_a_reason_that_cannot_be_kept_is_refused_with_what_is_wrong(move: Any, says: str) -> None:
    assert says in refused(played(a_table(), Propose("marketing", {"launch.fig": True})), move)


def test_a_forecast_of_what_nobody_can_order_is_signed_only_with_its_launch() -> None:
    table = Table.start(load("cold-brew"), 7)
    for asked in ({"forecast.cold-brew": 600.0}, {"forecast.cold-brew": 600.0, "forecast.espresso": 500.0}):
        with pytest.raises(Refusal, match="it is not on sale"):
            play(table, Propose("marketing", asked))
    play(table, Propose("marketing", {"forecast.espresso": 500.0}))
    both = play(table, Propose("marketing", {"launch.cold-brew": True, "forecast.cold-brew": 600.0}))
    assert both.play_now.proposals[-1].status == "open"
    launch = play(table, Propose("marketing", {"launch.cold-brew": True}))
    with pytest.raises(Refusal, match="not on sale"):
        play(launch, Propose("distribution", {"forecast.cold-brew": 600.0}))
    launched = play(launch, Sign("distribution", "P1"))
    assert play(launched, Propose("distribution", {"forecast.cold-brew": 600.0})).play_now.proposals
