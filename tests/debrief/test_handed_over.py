"""A seat that changed hands: reports say who held it when, and nothing of a program's is told as a person's."""

from pathlib import Path

import pytest

from game.debrief.case import lay_open
from game.debrief.debriefing import collect
from game.debrief.examining import Findings, examine
from game.debrief.finding import asking
from game.debrief.gathering import gather
from game.debrief.instrument import surveyed
from game.debrief.report import charts, room_page, table_page
from game.debrief.report.markdown import markdown
from game.store.replay import read_record
from game.table.moves import Commit, HandOver, KeepLine, Predict
from game.table.structure import Holder
from tests.debrief.seasons import recorded

HAWK = Holder("partner", persona="cost-hawk")


@pytest.fixture
def found(tmp_path: Path) -> Findings:
    """Distribution is held by Bo, by the cost hawk in the second month, and then by Cy."""
    path = recorded(
        tmp_path / "table-1.toml",
        Predict("distribution", "brand", "delivery-promise", "same", 2),
        Commit("marketing", {}, "first things first"), Commit("distribution", {}, "we had room"),
        HandOver("distribution", HAWK),
        KeepLine("distribution", "A program looks back on the first month."),
        Predict("distribution", "brand", "delivery-promise", "same", 5),
        Commit("marketing"), Commit("distribution", {}, "a program saves"),
        KeepLine("distribution", "A program saved."),
        HandOver("distribution", Holder(name="Cy")),
        Commit("marketing"), Commit("distribution"),
        KeepLine("distribution", "Cy wondered."),
        Commit("marketing"), Commit("distribution"),
        names=("Ann", "Bo"),
    )  # fmt: skip
    replay = read_record(path)
    return examine(lay_open(replay.table, replay.head, "Table 1"))


def test_a_report_says_who_held_which_seat_in_which_months(found: Findings) -> None:
    page = markdown(table_page.report(found, [], charts.of_table(found.case), True))
    assert "Held by a partner, which is a program: distribution in June." in page
    assert "distribution: Bo and Cy" in page
    assert "marketing: a person; distribution: a partner in June, else a person" in markdown(
        room_page.report(gather([found]), [], {})
    )


def test_what_a_program_wrote_and_predicted_is_nobodys_own_words(found: Findings) -> None:
    words = [one.words for one in asking.own_words(found.case)]
    assert words == ["Cy wondered.", "first things first", "we had room"]
    assert [one.confidence for one in asking.readings(found.case, "distribution")] == [2]
    assert [one.confidence for one in surveyed("Table 1", found.case.table).readings] == [2]


def test_the_games_own_bookmarks_are_no_files_that_were_left_out(tmp_path: Path) -> None:
    recorded(tmp_path / "table-1.toml")
    (tmp_path / "table-1.marketing.bookmark").write_text("x", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    (told,) = collect([tmp_path]).problems
    assert "left out" in told and told.endswith("notes.txt.")
