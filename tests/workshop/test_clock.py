"""The clock of a session, worked by hand: what is left, and when play eats the debrief."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.refusal import Refusal
from game.workshop.clock import What, begin
from tests.workshop.rehearsing import at, led, twenty


def minutes(seconds: float) -> float:
    return seconds / 60.0


def test_a_session_that_keeps_to_its_plan_is_on_time_everywhere() -> None:
    session = led()
    assert minutes(session.ends) == 20
    assert minutes(session.must_debrief) == 11  # 20 - 7 of debrief - 2 to close
    assert session.spare == 0
    for moment, left in ((2, 9), (11, 5), (16, 2), (18, 2)):
        session = session.after(at(moment, "next"))
        assert (session.spare, minutes(session.left)) == (0, left)
    assert session.after(at(20, "next")).over


def test_the_clock_stands_still_until_it_is_told_to_go() -> None:
    opened = begin(twenty(), 0.0).until(25 * 60.0)  # a room that is opened early
    assert (minutes(opened.left), opened.spare, minutes(opened.ends)) == (2, 0, 45)
    with pytest.raises(Refusal, match="has not begun yet"):
        opened.after(at(26, "pause"))
    session = opened.after(at(26, "go"))
    assert (minutes(session.began), minutes(session.ends), minutes(session.must_debrief)) == (26, 46, 37)
    assert (minutes(session.until(27 * 60.0).left), session.until(27 * 60.0).spare) == (1, 0)


def test_what_is_noted_and_brought_before_the_clock_begins_does_not_begin_it() -> None:
    session = begin(twenty(), 0.0)
    for one in (at(1, "note", text="x"), at(2, "tables", text="act-1.toml"), at(3, "extend", 1), at(4, "later", 5)):
        session = session.after(one)
    assert (session.waiting, session.spent[0], minutes(session.until(600.0).ends)) == (True, 0, 35)


def test_a_step_that_is_done_begins_the_clock_where_nobody_has() -> None:
    session = begin(twenty(), 0.0).after(at(5, "next")).until(6 * 60.0)
    assert (session.waiting, session.at, minutes(session.ends), minutes(session.left)) == (False, 1, 25, 8)


def test_time_used_over_a_step_is_taken_from_what_is_to_spare() -> None:
    session = led(at(1, "next"))
    assert minutes(session.spare) == 1
    assert minutes(session.until(11 * 60.0).spare) == 0  # ten minutes of nine: the spare one is gone
    late = session.until(13 * 60.0)
    assert (minutes(late.left), minutes(late.spare)) == (-3, -2)


def test_skipping_a_step_before_the_debrief_gives_its_time_back() -> None:
    session = led(at(2, "skip"))
    assert session.skipped == {0}
    assert minutes(session.spare) == 0
    assert minutes(led(at(2, "next"), at(2, "skip")).spare) == 9  # the room is nine minutes early for its debrief


def test_the_debriefs_own_clock_counts_to_the_end() -> None:
    session = led(at(2, "next"), at(10, "next"))
    assert session.debriefing
    assert minutes(session.spare) == 1
    assert minutes(session.until(17 * 60.0).spare) == -1


def test_a_pause_stops_the_step_and_not_the_rooms_end() -> None:
    session = led(at(1, "pause")).until(4 * 60.0)
    assert minutes(session.left) == 1
    assert minutes(session.ends) == 20
    assert minutes(session.spare) == -3
    assert minutes(session.after(at(4, "later", 3)).spare) == 0


def test_where_nobody_waits_a_pause_moves_the_end() -> None:
    session = led(at(1, "pause"), at(4, "go"), run=twenty('ends = "open"'))
    assert (minutes(session.ends), session.spare) == (23, 0)


def test_back_goes_on_where_the_step_was() -> None:
    session = led(at(1, "next"), at(4, "back"))
    assert session.at == 0
    assert (minutes(session.spent[0]), minutes(session.spent[1])) == (1, 3)
    assert minutes(session.left) == 1


@pytest.mark.parametrize(
    ("done", "extend", "short"),
    [
        ((), 3, "3 of the debrief's 7"),
        ((at(1, "next"),), 1, ""),  # one minute was saved
        ((at(1, "next"),), 3, "2 of the debrief's 7"),
        ((at(2, "next"), at(13, "note", text="x")), 2, ""),  # two minutes over already: this only says so
        ((at(2, "next"), at(11, "next")), 3, ""),  # the debrief may extend itself
        ((), -1, ""),
    ],
)
def test_an_extension_that_eats_the_debrief_meets_an_objection(done: tuple[Any, ...], extend: int, short: str) -> None:
    session = led(*done)
    moment = max([1.0, *(one.at / 60.0 for one in done)])
    said = session.objection(at(moment, "extend", extend))
    assert short in said if short else said == ""


def test_leaving_out_a_step_of_the_debrief_meets_an_objection() -> None:
    session = led(at(2, "next"), at(11, "next"))
    assert "the debrief is what the session is for" in session.objection(at(12, "skip"))
    assert led().objection(at(1, "skip")) == ""


def test_the_debriefs_share_is_of_the_time_used() -> None:
    session = led(at(2, "next"), at(8, "next"), at(16, "next"), at(18, "next"), at(20, "next"))
    assert session.over
    assert session.debrief_share == pytest.approx(10 / 20)


def test_what_cannot_be_done_is_refused_and_changes_nothing() -> None:
    with pytest.raises(Refusal, match="first step"):
        led(at(1, "back"))
    with pytest.raises(Refusal, match="expected 1 to 600 minutes"):
        led(at(1, "extend", -2))
    over = led(*[at(1, "next")] * 5)
    with pytest.raises(Refusal, match="over"):
        over.after(at(2, "next"))
    assert over.after(at(2, "back")).at == 4


def test_a_clock_that_is_set_back_takes_no_time_away() -> None:
    session = led(at(5, "next"))
    assert session.until(60.0).seen == session.seen


STEPS = st.lists(
    st.tuples(
        st.floats(0, 9),
        st.sampled_from(["next", "back", "skip", "extend", "pause", "go", "later", "note"]),
        st.integers(-3, 9),
    ),
    max_size=25,
)


@given(STEPS)
def test_no_second_is_lost_or_counted_twice(steps: list[tuple[float, What, int]]) -> None:
    session, done, now = led(), [], 0.0
    over_for = 0.0
    for wait, what, by in steps:
        over_for += wait * 60.0 if session.over and not session.paused else 0.0
        now += wait
        one = at(now, what, by, "x" if what == "note" else "")
        try:
            session = session.after(one)
            done.append(one)
        except Refusal:
            session = session.until(one.at)
    assert sum(session.spent) + session.pauses + over_for == pytest.approx(session.seen - session.began, abs=1e-6)
    again = led()
    for one in done:
        again = again.after(one)
    assert (again.at, again.extra, again.later, again.paused) == (
        session.at,
        session.extra,
        session.later,
        session.paused,
    )
