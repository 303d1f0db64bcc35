"""The verdicts of a month, by hand: what is on either side of each threshold."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from game.judging import months
from game.table.moves import Commit
from game.table.seen.observation import AgreementView, LedgerView, SharedMonth
from tests.table.tables import a_table, played


def a_month(
    reference: float = 0.0,
    marketing: float = 0.0,
    distribution: float = 0.0,
    together: float = 0.0,
    signed: dict[str, Any] | None = None,
) -> SharedMonth:
    month = played(a_table(), Commit("marketing"), Commit("distribution")).history[0].shared
    total = reference + marketing + distribution + together
    agreements = (AgreementView("P1", 1, "marketing", signed, "", ""),) if signed else ()
    return replace(month, ledger=LedgerView(reference, marketing, distribution, together, total), agreements=agreements)


@pytest.mark.parametrize(
    ("reference", "marketing", "distribution", "together", "said"),
    [
        (10_000, 500, 500, 120, "helped"),
        (10_000, 500, 500, 100, "apart"),  # the largest of the four months is 11,100: 1% of it are 111
        (10_000, 500, 500, -120, "hurt"),
        (10_000, 500, 500, -105, "apart"),  # of 11,000 when each did alone what it did
        (-4_401, 2_268, 389, -70, "hurt"),  # cold-brew, seed 1, July: 1.6% of 4,401
        (0, 40, 30, -10, "hurt"),  # a small month is judged by its own money
        (0, 5, 5, 0.6, "helped"),  # from half a euro, which is written as one
        (0, 0.4, 0.4, 0.45, "still"),  # no whole euro of anything
        (10_000, 500, 0.4, 20, "still"),
        (10_000, 0, 0, 0, "still"),
        (10_000, 0, 0, 300, "helped"),  # by what both signed
        (10_000, -300, -400, 200, "same-harm"),
        (10_000, -300, -400, 300, "same-harm"),
        (10_000, -300, -400, 310, "helped"),
        (10_000, -300, 400, 200, "helped"),
    ],
)  # fmt: skip
def test_two_plans_meet_as_their_ledger_says(
    reference: int, marketing: float, distribution: float, together: float, said: str
) -> None:
    assert months.meeting(a_month(reference, marketing, distribution, together)) == said


@pytest.mark.parametrize(
    ("signed", "said"),
    [
        ({"launch.plum": True}, "helped"),
        ({"initiative.joint-sop": True}, "helped"),
        ({"capacity": 40.0}, "helped"),
        ({"capacity": 0.0}, "same-harm"),
        ({"launch.plum": False}, "same-harm"),
        ({"forecast.plum": 300.0}, "same-harm"),
    ],
)
def test_what_both_invested_is_no_harm_done_twice(signed: dict[str, Any], said: str) -> None:
    assert months.meeting(a_month(10_000, -300, -400, 200, signed)) == said


def test_who_moved_the_month_is_told_by_a_whole_euro() -> None:
    assert months.movers(LedgerView(9.0, 0.5, -0.4, 0.0, 9.1)) == ("marketing",)
    assert months.movers(LedgerView(9.0, 0.0, -0.5, 0.0, 8.5)) == ("distribution",)


@pytest.mark.parametrize(
    ("days", "on_time", "said", "late"),
    [
        (2.5, 0.9, "ample", False),
        (2.5, 0.89, "most", False),
        (2.59, 0.89, "most", False),
        (2.7, 0.95, "close", False),
        (3.1, 0.4, "close", False),
        (3.2, 0.4, "late", True),
        (3.8, 0.1, "late", True),
        (3.9, 0.1, "far", True),
    ],
)
def test_a_promise_of_three_days_is_kept_as_its_days_say(days: float, on_time: float, said: str, late: bool) -> None:
    month = SimpleNamespace(promise=3.0, days=days, on_time=on_time)
    assert months.promise(month) == said and months.late(month) is late


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [(3.2, 2.5, True), (3.2, 2.9, False), (3.1, 2.5, False), (2.5, 2.5, False), (4.0, 3.9, False)],
)
def test_a_promise_recovers_when_it_was_missed_and_holds_for_most(before: float, now: float, said: bool) -> None:
    was, is_ = (SimpleNamespace(promise=3.0, days=days, on_time=0.8) for days in (before, now))
    assert months.recovered(was, is_) is said


def test_a_promise_recovers_too_when_it_is_kept_with_room_to_spare() -> None:
    was, is_ = (SimpleNamespace(promise=3.0, days=days, on_time=0.95) for days in (3.5, 2.0))
    assert months.promise(is_) == "ample"
    assert months.recovered(was, is_)


@pytest.mark.parametrize(
    ("judge", "not_yet", "then"),
    [
        (months.full, 1.0, 1.01),
        (months.idle, 0.6, 0.59),
        (months.tired, 0.3, 0.31),
        (lambda short: months.sold_out(short, 200.0), 10.0, 10.5),
        (months.warmth, 1.4, 1.5),
        (months.warmth, -1.4, -1.5),
    ],
)
def test_a_verdict_begins_past_its_threshold(judge: Callable[..., Any], not_yet: float, then: float) -> None:
    assert not judge(not_yet) and judge(then)


def test_warmth_says_which_way_and_nothing_runs_out_that_nobody_wanted() -> None:
    assert (months.warmth(2.0), months.warmth(-2.0)) == ("warmer", "cooler")
    assert not months.sold_out(0.0, 0.0)


def test_a_shelf_that_sells_less_than_one_unit_runs_out_too() -> None:
    assert months.sold_out(0.5, 0.8)
