"""The facts of a table, by hand: each a value and a clause that says the same."""

from dataclasses import replace
from typing import Any

import pytest

from game.debrief.case import MonthRow
from game.debrief.examining import facts_of
from game.figures import HARD
from tests.debrief.by_hand import a_case
from tests.debrief.seasons import findings, row


def facts(*rows: MonthRow) -> dict[str, tuple[Any, ...]]:
    found = facts_of(replace(findings().case, rows=rows))
    return {name: (fact.value, fact.says.replace(HARD, " ")) for name, fact in found.items()}


def expecting(marketing: float, distribution: float) -> dict[str, dict[str, float]]:
    return {"expected": {"marketing": marketing, "distribution": distribution}}


def test_how_far_apart_two_plans_were_is_of_the_month_in_which_they_were_furthest() -> None:
    found = facts(row(**expecting(110.0, 100.0)), row(round=2, month="June", **expecting(80.0, 120.0)))
    assert found["apart"] == (pytest.approx(0.4), "in June the two planned on figures 40% apart")


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("months", 3.0, "3 months were played"),
        ("together-losses", 1.0, "the two plans got in each other's way in 1 of 3 months"),
        ("on-time", 0.8, "80% of all that was shipped came within its promise"),
        ("late-months", 2.0, "the average order came after its promised day in 2 of 3 months"),
        ("longest-late", 2.0, "in June orders came 2 days after the promise"),
        ("satisfaction-change", -12.0, "customers' satisfaction moved by −12 points"),
        ("satisfaction-low", 50.0, "customers' satisfaction was 50 of 100 at its lowest"),
        ("short-share", 0.2, "there was no stock for 20% of what was wanted, month by month"),
        ("full-months", 1.0, "the floor had more work than hours in 1 month"),
        ("idle-months", 1.0, "the floor had hours to spare in 1 month"),
        ("tired-months", 2.0, "the crew was tired after 2 months"),
        ("miles-clashes", 2.0, "in 2 months a saving on the way to one market or more made orders late or broke them"),
        ("promotion-clashes", 1.0, "in 1 month a deal outran what could be shipped, or borrowed it from later"),
        ("launch-clashes", 0.0, "in no months a new item met a floor or a stock that was not ready for it"),
        ("clashes", 3.0, "3 clashes showed"),
        ("deals", 1.0, "there was a deal in 1 month"),
        ("signed-forecasts", 1.0, "both signed a forecast in 1 month"),
    ],
)
def test_a_fact_is_told_as_it_was(name: str, value: float, says: str) -> None:
    found = facts(
        row(days=4.5, on_time=0.6, meeting="hurt", satisfaction=70.0, short=60.0, utilisation=1.2,
            fatigue=0.4, clashes=("cheap-miles", "unsupported-promotion"), deals=2),
        row(round=2, month="June", days=6.0, on_time=0.8, meeting="helped", satisfaction=50.0, utilisation=0.5,
            fatigue=0.31, clashes=("cheap-miles",), signed=90.0, signed_ordered=100.0),
        row(round=3, month="July", days=4.0, satisfaction=58.0, utilisation=0.8, fatigue=0.3),
    )  # fmt: skip
    assert found[name] == (pytest.approx(value), says)


def test_what_would_have_fit_better_is_a_share_of_the_way_to_the_best_plan() -> None:
    found = facts_of(a_case())  # 35,000 of 50,000; answers of 6,000 and 4,500, both 12,000; luck took 3,000
    parts = {name: fact.value for name, fact in found.items() if name.endswith("-part")}
    assert parts == {"marketing-part": 0.4, "distribution-part": 0.3, "both-part": 0.4, "luck-part": 0.2}
    assert found["both-part"].says == (
        "both at once, beyond either answer, would have added 40% of the way to the best plan"
    )


def test_questions_and_answers_are_counted_by_seat() -> None:
    asked = row(asked={"marketing": 2, "distribution": 1}, answered=2)
    found = facts(asked, row(asked={"marketing": 1, "distribution": 0}, answered=1))
    assert (found["asked"][0], found["asked-marketing"][0], found["asked-distribution"][0]) == (4.0, 3.0, 1.0)
    assert found["unanswered"] == (1.0, "1 question got no answer")
    assert found["asked-marketing"][1] == "marketing asked 3 questions"
