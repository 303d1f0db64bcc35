"""What waits for a seat, and what was done with its table, in sentences."""

from typing import Any

from game.rules.levers import Seat
from game.table.moves import (
    Answer,
    Ask,
    ChangeStructure,
    Commit,
    Decline,
    EndSeason,
    GoOn,
    HandOver,
    InjectEvent,
    Pause,
    Propose,
    Ready,
)
from game.table.seen.observing import observe
from game.table.structure import PRESETS, Holder
from game.table.table import Table
from game.telling.phasing import happenings, waiting
from tests.table.tables import a_month, a_table, played


def waits(table: Table, revealed: int = 0, seat: Seat = "marketing") -> list[tuple[str, str | None]]:
    return [(one.kind, one.at) for one in waiting(observe(table, seat), revealed)]


def says(table: Table, revealed: int = 0, seat: Seat = "marketing") -> list[str]:
    return [one.says for one in waiting(observe(table, seat), revealed)]


def read(table: Table) -> Table:
    return played(table, Ready("marketing"))


def a_card(table: Table) -> str:
    return observe(table, "distribution").cards[0].key


def proposal(table: Table) -> Propose:
    setting = next(one for one in observe(table, "distribution").joint if one.kind == "switch")
    return Propose("distribution", {setting.key: not setting.current}, "It pays")


def test_nothing_waits_on_a_fresh_table() -> None:
    assert waits(a_table()) == []
    assert waits(read(a_table())) == []


def test_a_proposal_waits_for_the_partner_alone_until_it_is_answered() -> None:
    table = read(a_table())
    table = played(table, proposal(table))
    assert waits(table) == [("proposal", "talk")]
    assert says(table) == ["A proposal waits for your answer."]
    assert waits(table, seat="distribution") == []
    assert waits(played(table, Decline("marketing", observe(table, "marketing").proposals[0].id, "No"))) == []


def test_a_question_waits_until_it_is_answered() -> None:
    table = read(a_table())
    table = played(table, Ask("distribution", a_card(table)))
    assert waits(table) == [("question", "talk")]
    assert says(table) == ["Distribution asks you something."]
    assert waits(played(table, Answer("marketing", observe(table, "marketing").questions[0].card.key, "Six"))) == []


def test_before_the_partner_is_read_it_is_only_told_that_something_waits() -> None:
    table = a_table()
    table = played(table, Ask("distribution", a_card(table)), proposal(table))
    assert waits(table) == [("reading", "read")]
    assert says(table) == ["Distribution has put something to you: read your partner first."]
    assert waits(read(table)) == [("proposal", "talk"), ("question", "talk")]


def test_a_partner_who_has_committed_waits_for_the_plan() -> None:
    table = played(read(a_table()), Commit("distribution"))
    assert waits(table) == [("plan", "plan")]
    assert says(table) == ["Distribution has committed: your plan is awaited."]
    assert waits(table, seat="distribution") == []


def test_a_month_that_has_played_out_waits_until_it_is_shown() -> None:
    table = a_month(a_table())
    assert waits(table, revealed=0) == [("reveal", "reveal")]
    assert "has played out" in says(table)[0]
    assert waits(table, revealed=1) == []


def test_a_pause_waits_with_its_reason_and_leads_nowhere() -> None:
    table = played(a_table(), Pause("Coffee."))
    assert waits(table) == [("pause", None)]
    assert says(table) == ["The table is paused: Coffee. Nobody can move until it goes on."]


def told(before: Table, *moves: Any) -> tuple[str, ...]:
    after = played(before, *moves)
    return happenings(observe(before, "marketing"), observe(after, "marketing"))


def test_what_a_seat_does_is_no_happening_and_neither_is_the_next_month() -> None:
    assert told(a_table(), Commit("distribution")) == ()
    assert told(a_table(), Commit("distribution"), Commit("marketing")) == ()


def test_everything_that_is_done_with_a_table_is_told_once() -> None:
    table = a_month(a_table())
    assert told(played(table, Pause("Coffee")), GoOn()) == ("The table goes on.",)
    assert told(table, HandOver("distribution", Holder("partner", persona="cost-hawk"))) == (
        "Distribution is the cost hawk from now on.",
    )
    assert told(table, HandOver("distribution", Holder(name="Ana"))) == ("Distribution is Ana from now on.",)
    assert told(table, EndSeason("Lunch.")) == ("The season has been ended early: Lunch.",)


def test_other_rules_are_told_with_what_is_other_about_them_and_from_when() -> None:
    to_silo = ChangeStructure(PRESETS["silo"])
    assert told(a_table(), to_silo) == ("From now on you work together by other rules: talk none, leads alone.",)
    begun = played(a_table(), Ready("marketing"))
    assert told(begun, to_silo) == ("From next month on you work together by other rules: talk none, leads alone.",)
    waiting_ = played(begun, to_silo)
    assert told(waiting_, Commit("marketing"), Commit("distribution")) == (
        "From now on you work together by other rules: talk none, leads alone.",
    )


def test_an_event_that_is_brought_into_the_month_is_told_as_news() -> None:
    table = a_month(a_table())
    there = {one.card for one in observe(table, "marketing").news}
    card = next(key for key in table.scenario.cards if key not in there)
    (news,) = told(table, InjectEvent(card))
    assert news.startswith(f"News: {table.scenario.cards[card].title}. ")
