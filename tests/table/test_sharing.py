from dataclasses import replace

import pytest

from game.rules.levers import Seat, other
from game.table.moves import Commit, Propose, Ready, Sign
from game.table.seen.observation import Observation
from game.table.seen.observing import observe
from game.table.seen.whys import SHARING, partners_plan, why_apart
from game.table.table import Table
from tests.narrowed import there
from tests.table.tables import SEATS, a_month, a_table, played


def seen_by(table: Table, seat: Seat = "marketing") -> Observation:
    return observe(table, seat)


def test_where_data_is_apart_there_is_no_plan_of_the_partner() -> None:
    assert partners_plan(seen_by(a_table("talk"))) is None


@pytest.mark.parametrize("seat", SEATS)
def test_the_partners_plan_is_the_usual_one_then_last_months_then_this_months(seat: Seat) -> None:
    table, partner = a_table("sync"), other(seat)
    assert there(partners_plan(seen_by(table, seat))).title == f"{partner.capitalize()}'s plan, as usual"
    key = next(
        one.key
        for one in seen_by(table, partner).sheet
        if one.kind == "number" and isinstance(one.current, float) and one.low < one.current
    )
    low = next(one.low for one in seen_by(table, partner).sheet if one.key == key)
    table = a_month(table, **{partner: {key: low}})
    last = partners_plan(seen_by(table, seat))
    assert there(last).title == f"{partner.capitalize()}'s plan, last month"
    assert there(last).values[key] == low and there(last).awaited
    table = played(table, Ready(seat), Commit(partner, {}))
    now = partners_plan(seen_by(table, seat))
    assert there(now).title == f"{partner.capitalize()}'s plan, this month"
    assert not there(now).awaited


def test_a_plan_is_not_told_before_its_reader_has_predicted_it_unaided() -> None:
    table = played(a_table("sync"), Commit("distribution", {}))
    told = partners_plan(seen_by(table))
    assert there(told).title.endswith("as usual")
    assert there(told).awaited == "This month's shows here once you have read distribution and it has committed."
    after = partners_plan(seen_by(played(a_table("sync"), Ready("marketing"))))
    assert there(after).awaited == "This month's shows here once distribution has committed it."


def test_a_seat_that_can_sign_integrated_data_hears_of_it() -> None:
    assert "Integrated data, an initiative that both sign" in why_apart(seen_by(a_table("talk")))


def test_once_it_is_signed_the_seat_hears_when_it_begins_and_then_it_has_begun() -> None:
    table = played(
        a_table("talk"),
        Ready("marketing"), Ready("marketing"), Ready("distribution"), Ready("distribution"),
        Propose("marketing", {SHARING: True}, "let us look together"), Sign("distribution", "P1"),
    )  # fmt: skip
    for seat in SEATS:
        assert why_apart(seen_by(table, seat)).endswith("from next month.")
        assert partners_plan(seen_by(a_month(table), seat)) is not None


@pytest.mark.parametrize(
    ("seat", "says"), [("marketing", "on your own sheet"), ("distribution", "your partner decides")]
)
def test_where_one_seat_decides_alone_both_hear_who(seat: Seat, says: str) -> None:
    assert says in why_apart(seen_by(a_table("talk", leads="marketing"), seat))


def test_where_nobody_signs_anything_the_seat_is_not_sent_to_ask() -> None:
    told = why_apart(seen_by(a_table("silo")))
    assert "Ask" not in told and "Nobody signs anything here" in told


def test_where_there_is_no_such_initiative_it_is_not_named() -> None:
    seen = seen_by(a_table("talk"))
    without = replace(seen, joint=tuple(one for one in seen.joint if one.key != SHARING))
    assert why_apart(without) == "Your partner's figures are its own at this table. Ask for them."
