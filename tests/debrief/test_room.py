"""A room: how many tables something holds at, and which dial went with the largest difference."""

from dataclasses import replace

import pytest

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


def test_the_dial_that_went_with_the_largest_difference_is_named_with_its_means() -> None:
    # Without talk 10 and 20, mean 15; with cards 40 and 60, mean 50: they differ in one dial only.
    cards = structure("silo", talk="cards")
    tables = [a_result(10.0, "silo"), a_result(20.0, "silo"), a_result(40.0, cards), a_result(60.0, cards)]
    (told,) = [one for one in sentences(gather(tables))["together"] if "dial" in one]
    assert "The dial that went with the largest difference was “talk”" in told
    assert "15 where nobody could talk (2 tables)" in told
    assert "50 where the two could ask with question cards (2 tables)" in told
    assert "it may be chance" in told


def test_dials_that_were_always_turned_together_are_not_told_apart() -> None:
    silo = [a_result(10.0, "silo"), a_result(40.0)]
    (told,) = [one for one in sentences(gather(silo))["together"] if "dial" in one]
    assert told.startswith("The dials “talk” and “leads” were turned together")
    tables = [a_result(10.0, "talk"), a_result(90.0, "sync")]
    (told,) = [one for one in sentences(gather(tables))["together"] if "dial" in one]
    assert told.startswith("The dials “talk”, “data”, “planning”, “incentives” and “sponsor” were turned together")


def test_enough_tables_are_told_without_the_warning() -> None:
    tables = [a_result(10.0, "silo")] * 5 + [a_result(40.0)] * 5
    assert not any("chance" in one for one in sentences(gather(tables))["together"])


def test_structure_against_result_has_a_dot_for_each_table_and_no_name() -> None:
    chart = charts(gather([a_result(10.0, "silo"), a_result(20.0, "silo"), a_result(60.0)]))["structures"]
    assert [(one.name, one.values) for one in chart.series] == [("silo", (10.0, 20.0)), ("talk", (60.0,))]
    assert "silo 15 (2 tables) and talk 60 (1 table)" in chart.says


def test_a_room_where_nobody_proposed_says_just_that() -> None:
    tables = [a_result(0.0, proposals_marketing=0.0, proposals_distribution=0.0)]
    assert sentences(gather(tables))["lead"] == ["No joint decision came forward at any table."]
