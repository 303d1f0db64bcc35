"""What a guided scenario says at which thing on the screen, and which hint comes next."""

import dataclasses

import pytest

from game.refusal import Refusal
from game.scenario import load
from game.scenario.loading import Scenario
from game.seating.bookmark import Hint, next_hint, read_guide

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
        (GOOD.replace('says = "Set it."\n', ""), "first-day, guide.toml: expected month, step, at and says in hint 1"),
        (GOOD + GOOD.replace("month = 2", 'month = "May"'), "says in hint 2, given month 'May', step 'plan'"),
        (GOOD.replace('"levers"', '"lever"'), "expected one of masthead, steps, .*for at in hint 1, given 'lever'"),
    ],
)
def test_a_hint_that_cannot_be_shown_is_refused_with_its_number(text: str, says: str) -> None:
    with pytest.raises(Refusal, match=says):
        read_guide(with_guide(text))


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
