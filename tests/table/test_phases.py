from typing import Any

import pytest

from game.refusal import Refusal
from game.table.moves import Answer, Ask, Commit, KeepLine, Predict, Propose, Ready, Say, Sign, Uncommit
from game.table.playing import play
from game.table.structure import PHASES, PRESETS, after, phases_of, table_phase
from tests.table.tables import SEATS, a_month, a_table, played

A_READING = Predict("marketing", "stock", "temps", "up", 3)


def test_a_round_opens_with_reading_the_partner() -> None:
    table = a_table()
    assert table.phase == "read"
    assert table.round == 1


def test_the_table_is_where_the_slower_seat_is() -> None:
    table = played(a_table(), Ready("marketing"), Ready("marketing"))
    assert table.play_now.at == {"marketing": "plan", "distribution": "read"}
    assert table.phase == "read"
    assert played(table, Ready("distribution")).phase == "talk"


def test_every_phase_has_one_that_follows_until_both_have_committed() -> None:
    for structure in PRESETS.values():
        phases = phases_of(structure)
        assert [after(structure, phase) for phase in phases] == [*phases[1:], "committed"]


def test_the_table_phase_is_the_earlier_of_two() -> None:
    for one in PHASES:
        for two in PHASES:
            expected = PHASES[min(PHASES.index(one), PHASES.index(two))]
            assert table_phase({"marketing": one, "distribution": two}) == expected


def test_where_nobody_talks_reading_is_followed_by_planning() -> None:
    table = played(a_table("silo"), A_READING)
    assert table.play_now.at["marketing"] == "plan"


@pytest.mark.parametrize(
    ("move", "phase"),
    [
        (A_READING, "talk"),
        (Ask("marketing", "how-much-room"), "talk"),
        (Propose("marketing", {"capacity": 10.0}), "talk"),
        (Commit("marketing"), "committed"),
    ],
)
def test_a_move_takes_its_seat_to_its_phase(move: Any, phase: str) -> None:
    assert played(a_table(), move).play_now.at["marketing"] == phase


def test_a_month_plays_out_by_itself_when_both_have_committed() -> None:
    table = a_month(a_table())
    assert table.round == 2
    assert len(table.history) == 1
    assert table.phase == "read"


def test_a_round_can_be_two_moves_long_for_every_month_of_a_season() -> None:
    table = a_table()
    for _ in range(table.scenario.rounds):
        table = a_month(table)
    assert table.over
    assert table.phase == "over"
    assert len(table.history) == table.scenario.rounds


def test_a_plan_can_be_taken_back_until_the_partner_has_committed() -> None:
    table = played(a_table(), Commit("marketing", {"price.plum": 5.5}), Uncommit("marketing"))
    assert table.play_now.at["marketing"] == "plan"
    table = a_month(table, {"price.plum": 4.5})
    assert table.history[0].values["price.plum"] == 4.5
    with pytest.raises(Refusal, match=r"no committed plan to take back\. Last month's has been played"):
        play(table, Uncommit("marketing"))


def test_a_committed_plan_is_not_committed_twice() -> None:
    with pytest.raises(Refusal, match=r"committed already\. Take it back first"):
        played(a_table(), Commit("marketing"), Commit("marketing"))


def test_nobody_is_ready_for_more_than_planning() -> None:
    ready = [Ready("marketing")] * 3
    with pytest.raises(Refusal, match="commit your plan"):
        played(a_table(), *ready, Ready("marketing"))
    with pytest.raises(Refusal, match="your plan is committed"):
        played(a_table(), Commit("marketing"), Ready("marketing"))


def test_a_finished_season_takes_kept_lines_and_nothing_else() -> None:
    table = a_table("sync")
    for _ in range(table.scenario.rounds):
        table = a_month(table)
    for seat in SEATS:
        for move in (Ready(seat), Commit(seat), Say(seat, "well"), Ask(seat, "what-worries-you"), Sign(seat, "P1")):
            with pytest.raises(Refusal, match="the season is over"):
                play(table, move)
    table = played(table, KeepLine("marketing", "I trusted the forecast."))
    assert table.history[-1].lines == {"marketing": "I trusted the forecast."}


def test_a_later_line_about_a_month_replaces_the_first() -> None:
    table = played(a_month(a_table()), KeepLine("marketing", "one"), KeepLine("marketing", "two"))
    assert table.history[-1].lines["marketing"] == "two"


def test_no_line_is_kept_before_a_month_was_revealed() -> None:
    with pytest.raises(Refusal, match="no month has been revealed"):
        play(a_table(), KeepLine("marketing", "early"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "marketing, round 1: expected a sentence for the line, given none."),
        (
            "x" * 1001,
            "marketing, round 1: expected at most 1,000 characters for the line, given 1,001. Shorten it by 1.",
        ),
        (
            "a\x1b[31m",
            "marketing, round 1: expected plain text for the line, given the control sign U+001B. Leave it out.",
        ),
    ],
)
def test_a_line_that_cannot_be_kept_is_refused_with_what_is_wrong(text: str, says: str) -> None:
    with pytest.raises(Refusal) as caught:
        play(a_month(a_table()), KeepLine("marketing", text))
    assert caught.value.message == says


def test_every_refusal_names_the_seat_and_the_round() -> None:
    for move in (Uncommit("distribution"), Sign("distribution", "P9"), Answer("distribution", "no-card", "yes")):
        with pytest.raises(Refusal, match=r"^distribution, round 1: "):
            play(a_table(), move)


def test_a_refused_move_leaves_the_table_as_it_was() -> None:
    table = a_table()
    before = table.play_now
    with pytest.raises(Refusal):
        play(table, Sign("marketing", "P1"))
    assert table.play_now is before
