"""What a guided scenario says at which thing on the screen, and which hint comes next."""

import dataclasses
from typing import get_args

import pytest

from game.app.screens.table import month_page
from game.refusal import Refusal
from game.scenario import load
from game.scenario.loading import Scenario
from game.seating.guide import BEATS, PLACES, Hint, next_hint, read_guide
from game.telling import beats

GOOD = '[[hints]]\nmonth = 2\nstep = "plan"\nat = "levers"\nsays = "Set it."\n'


def with_guide(text: str | None) -> Scenario:
    """First day as a record carries it, with other hints."""
    place = load("first-day")
    return dataclasses.replace(place, path=None, texts={"guide.toml": text} if text is not None else {})


def test_hints_are_read_in_order_and_there_may_be_none() -> None:
    other = '[[hints]]\nmonth = 1\nstep = "reveal"\nat = "promise"\nsays = "Look."\n'
    assert read_guide(with_guide(GOOD + other)) == (
        Hint(2, "plan", "levers", "Set it."),
        Hint(1, "reveal", "promise", "Look."),
    )
    assert read_guide(with_guide(None)) == read_guide(with_guide("")) == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            GOOD.replace('says = "Set it."\n', ""),
            "guide.toml:1:1: expected the key 'says' in entry 1 of 'hi",
        ),
        (
            GOOD + GOOD.replace("month = 2", 'month = "May"'),
            "guide.toml:7:9: expected a whole number for 'month', given",
        ),
        (GOOD.replace("month = 2", "month = 2.5"), "guide.toml:2:9: expected a whole number for 'month', given 2.5"),
        (GOOD.replace("month = 2", "month = 4"), "guide.toml:2:9: expected a month from 1 to 3, given 4"),
        (
            GOOD.replace("month = 2", "month = -2"),
            "guide.toml:2:9: expected a number of at least 1 for 'month'",
        ),
        (GOOD.replace('"plan"', '"plans"'), "guide.toml:3:8: expected .*'plan' or 'reveal' for 'step', given 'plans'"),
        (
            GOOD.replace('"levers"', '"lever"'),
            "guide.toml:4:6: .* for 'at', given 'lever'. Did you mean 'levers'",
        ),
        (
            GOOD.replace('"levers"', '"road"'),
            "guide.toml:4:6: expected one of masthead, .* or keys for a hint in the step 'plan', given 'road'",
        ),
        (
            GOOD.replace('"plan"', '"reveal"'),
            "guide.toml:4:6: expected one of plans, .* or readings for a hint in the step 'reveal', given 'levers'",
        ),
        ("hint = 1\n", "guide.toml:1:1: .*'hint'"),
    ],
)
def test_a_hint_that_cannot_be_shown_is_refused_in_its_place(text: str, says: str) -> None:
    with pytest.raises(Refusal, match=says):
        read_guide(with_guide(text))


def test_a_hint_may_be_about_every_beat_of_a_reveal_and_every_place_on_the_screen() -> None:
    assert get_args(beats.Key) == BEATS
    assert set(PLACES) == set(month_page.SELECTORS)


def test_the_next_hint_is_the_first_of_its_month_and_step_that_is_not_behind() -> None:
    plan, read, again = Hint(1, "plan", "a", "x"), Hint(1, "read", "b", "y"), Hint(1, "plan", "c", "z")
    hints = (plan, read, again, Hint(2, "plan", "d", "w"))
    assert next_hint(hints, 0, 1, "plan") == (0, plan)
    assert next_hint(hints, 1, 1, "plan") == (2, again)
    assert next_hint(hints, 3, 1, "plan") is None
    assert next_hint(hints, 0, 1, "news") is None
    assert next_hint(hints, 2, 1, "read") is None


def test_the_first_days_own_guide_has_something_to_say_in_each_of_its_months() -> None:
    assert {hint.month for hint in read_guide(load("first-day"))} == {1, 2, 3}
