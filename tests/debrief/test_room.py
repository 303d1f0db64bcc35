"""A room: how many tables something holds at, and which dial went with the largest difference."""

from dataclasses import replace

import pytest

from game.debrief.acts import compared
from game.debrief.examining import Fact, Findings
from game.debrief.gathering import at_tables, gather, sentences
from game.debrief.report.room_page import charts
from game.lab.hindsight.bounds import Alignment
from game.table.structure import Structure, structure
from tests.debrief.seasons import findings


def a_result(index: float, worked: Structure | str = "talk", **facts: float) -> Findings:
    """A table that ended with this alignment, under this structure, and with these facts."""
    found = findings()
    review = replace(found.case.review, alignment=Alignment(index, 0.0, 0.0, 100.0))
    worked = structure(worked) if isinstance(worked, str) else worked
    case = replace(found.case, review=review, table=replace(found.case.table, structure=worked))
    told = {name.replace("_", "-"): Fact(value, "") for name, value in facts.items()}
    return replace(found, case=case, facts={**found.facts, **told})


@pytest.mark.parametrize(
    ("many", "of", "said"),
    [(0, 3, "at none of 3 tables"), (2, 3, "at 2 of 3 tables"), (3, 3, "at every table"), (0, 1, "at none of 1 table")],
)
def test_tables_are_counted_in_words(many: int, of: int, said: str) -> None:
    assert at_tables(many, of) == said


def test_the_table_in_the_middle_is_told_with_the_span() -> None:
    tables = [a_result(0.0, on_time=share) for share in (0.9, 0.5, 0.6)]
    told = sentences(gather(tables))["promise"][0].replace("\N{NO-BREAK SPACE}", " ")
    assert told == "Shipped within its promise: the table in the middle 60%, from 50% to 90%."


def test_structure_against_result_is_shown_with_its_interval_or_not_at_all() -> None:
    few = gather([a_result(10.0, "silo"), a_result(20.0, "silo"), a_result(60.0)])
    assert "structures" not in charts(few)
    assert any("too few pairs" in one for one in sentences(few)["together"])
    # Five each: silo 10 to 14, talk 50 to 54. The means lie 40 apart; nobody played both.
    many = gather([*(a_result(10.0 + at, "silo") for at in range(5)), *(a_result(50.0 + at) for at in range(5))])
    chart = charts(many)["structures"]
    assert [(one.name, one.values) for one in chart.series] == [
        ("silo", (10.0, 11.0, 12.0, 13.0, 14.0)), ("talk", (50.0, 51.0, 52.0, 53.0, 54.0)),
    ]  # fmt: skip
    said = chart.says.replace("\N{NO-BREAK SPACE}", " ")
    assert "“talk” against “silo”" in said and "+40 (95% interval +" in said and "10 pairs" in said
    assert "other pairs played the one than the other" in said
    assert "no clear difference" not in said
    (found,) = compared(many.tables)
    assert not found.paired and found.difference.clear
    # With results that lie wide apart within each, the same means are no difference to speak of.
    wide = [10.0 - 200.0, 10.0 + 200.0, 10.0, 10.0 - 100.0, 10.0 + 100.0]
    loose = gather([*(a_result(one, "silo") for one in wide), *(a_result(one + 40.0) for one in wide)])
    (found,) = compared(loose.tables)
    assert found.difference.mean == pytest.approx(40.0) and not found.difference.clear


def test_a_room_where_nobody_proposed_says_just_that() -> None:
    tables = [a_result(0.0, proposals_marketing=0.0, proposals_distribution=0.0)]
    assert sentences(gather(tables))["lead"] == ["No joint decision came forward at any table."]
