"""What is done with a table itself: pausing, news, another structure, other people, the debrief and an early end."""

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.refusal import Refusal
from game.rules.world import DATA, KPI, SOP
from game.scenario import load
from game.table.moves import (
    Ask,
    ChangeStructure,
    Commit,
    EndSeason,
    GoOn,
    HandOver,
    InjectEvent,
    KeepLine,
    OpenDebriefForAll,
    Pause,
    Propose,
    Ready,
    Sign,
)
from game.table.playing import play
from game.table.seen.observing import observe
from game.table.structure import (
    FACILITATOR,
    Author,
    Holder,
    author_of,
    format_author,
    holder_problem,
    parse_author,
    structure,
)
from game.table.survey.moves import OpenDebrief, Rank
from game.table.table import Table
from tests.narrowed import distributions
from tests.table.tables import a_month, a_table, played, same, stall

SILO, SYNC = structure("silo"), structure("sync")


def refusal(table: Table, move: Any) -> str:
    with pytest.raises(Refusal) as caught:
        play(table, move)
    return caught.value.message


def test_while_a_table_is_paused_no_seat_moves_and_both_see_why() -> None:
    table = played(a_month(a_table()), Pause("The coffee is here."))
    for move in (Commit("marketing"), KeepLine("distribution", "so"), Rank("marketing", "middle", "own", {})):
        assert refusal(
            table, move
        ) == f"{move.seat}, round 2: the table is paused: The coffee is here.. Wait until it goes on." or (
            refusal(table, move).startswith(f"{move.seat}, round 2: the table is paused: The coffee is here.")
        )
    assert {observe(table, seat).paused for seat in ("marketing", "distribution")} == {"The coffee is here."}
    table = played(table, GoOn(), Commit("marketing"))
    assert table.paused is None
    assert observe(table, "marketing").paused is None


def test_a_pause_needs_no_reason() -> None:
    assert refusal(play(a_table(), Pause()), Ready("marketing")).endswith("the table is paused. Wait until it goes on.")
    assert observe(play(a_table(), Pause()), "marketing").paused == ""


def test_a_table_is_paused_once_and_goes_on_once() -> None:
    assert "paused already" in refusal(play(a_table(), Pause()), Pause("again"))
    assert "not paused" in refusal(a_table(), GoOn())
    assert "control sign" in refusal(a_table(), Pause("\x07"))


def test_what_was_done_with_a_table_is_kept_with_its_month_author_and_time() -> None:
    kim = Author("facilitator", "Kim")
    table = play(a_month(a_table()), Pause("Lunch"), kim, "2026-11-29T12:00:00.000Z")
    table = play(table, GoOn())
    first, second = table.interventions
    assert (first.round, first.move, first.by, first.at) == (2, Pause("Lunch"), kim, "2026-11-29T12:00:00.000Z")
    assert (second.round, second.move, second.by, second.at) == (2, GoOn(), FACILITATOR, "")


def test_an_event_that_is_brought_in_is_news_to_both_and_changes_the_month_that_is_planned() -> None:
    calm = a_month(a_table())
    table = play(calm, InjectEvent("port-strike"))
    assert observe(table, "marketing").news[-1].title == "The port stands still"
    assert observe(table, "distribution").news[-1].text.startswith("Dock workers and port owners are in dispute. Two")
    arrivals = table.world.tracks.arrivals / calm.world.tracks.arrivals
    np.testing.assert_allclose(arrivals[:4, 0], [1.0, 0.35, 0.60, 0.85][: len(arrivals)])
    quiet, struck = a_month(calm).history[1], a_month(table).history[1]
    assert (
        distributions(struck.dashboards["distribution"]).arrived["plum"]
        < distributions(quiet.dashboards["distribution"]).arrived["plum"]
    )


def test_an_event_counts_as_if_the_scenario_had_it_last(tmp_path: Path) -> None:
    folder = tmp_path / "stall"
    shutil.copytree(stall().folder, folder)
    text = (folder / "scenario.toml").read_text(encoding="utf-8")
    (folder / "scenario.toml").write_text(
        text + '\n[[events]]\ncard = "promotion-pulled-forward"\nround = 1\n', encoding="utf-8"
    )
    scripted = a_month(Table.start(load(folder), 1, structure()))
    brought = a_month(play(a_table(), InjectEvent("promotion-pulled-forward")))
    assert same(scripted.world.tracks, brought.world.tracks)
    assert same(scripted.history[0].outcome, brought.history[0].outcome)


def test_news_hands_a_committed_plan_back() -> None:
    table = played(a_table(), Commit("marketing"), InjectEvent("port-strike"))
    seen = observe(table, "marketing")
    assert (seen.at, seen.committed) == ("plan", None)
    assert seen.handed_back == "News has come, “The port stands still”, so your plan was handed back."


@pytest.mark.parametrize(
    ("event", "says"),
    [
        (InjectEvent("port-strikes"), "Did you mean 'port-strike'?"),
        (InjectEvent("Port Strike!"), "expected a card of the catalogue"),
        (InjectEvent("port-strike", market="web"), "which does not change demand"),
        (InjectEvent("port-strike", product="plumm"), "expected the key of a product"),
    ],
)
def test_an_event_that_cannot_be_played_is_refused_with_what_there_is(event: InjectEvent, says: str) -> None:
    message = refusal(a_table(), event)
    assert message.startswith("the table, round 1: ")
    assert says in message


def test_the_same_news_comes_once_a_month() -> None:
    table = play(a_table(), InjectEvent("port-strike"))
    assert "'port-strike' is in the news of this month already" in refusal(table, InjectEvent("port-strike"))


def test_a_structure_takes_hold_at_once_where_nobody_has_acted() -> None:
    table = play(a_month(a_table("silo")), ChangeStructure(SYNC))
    seen = observe(table, "marketing")
    assert (seen.structure, seen.structure_since, seen.next_structure) == (SYNC, 2, None)
    assert seen.partner is not None
    assert seen.initiatives == ("joint-sop", "integrated-data", "coordinated-kpis")
    assert table.world.costs.sponsor == 0.5
    assert table.leads["launch"] == "joint"
    assert [month.structure.name for month in a_month(table).history] == ["silo", "sync"]


def test_a_structure_waits_for_the_next_month_where_somebody_has_acted() -> None:
    table = played(a_table("silo"), Ready("marketing"), ChangeStructure(SYNC))
    seen = observe(table, "marketing")
    assert (seen.structure.name, seen.structure_since, seen.next_structure) == ("silo", 1, SYNC)
    table = a_month(table)
    assert (table.structure, table.structure_since, table.next_structure) == (SYNC, 2, None)
    assert [month.structure.name for month in table.history] == ["silo"]


def test_a_structure_that_waits_can_be_taken_back() -> None:
    table = played(a_table("silo"), Ready("marketing"), ChangeStructure(SYNC), ChangeStructure(SILO))
    assert table.next_structure is None
    assert a_month(table).structure.name == "silo"
    assert "the structure is so already: silo" in refusal(a_table("silo"), ChangeStructure(SILO))


def test_what_only_the_old_structure_gave_ends_with_it() -> None:
    table = play(a_month(a_table("sync")), ChangeStructure(structure("talk")))
    assert not table.state.initiatives[0, [SOP, DATA, KPI]].any()
    assert table.world.costs.sponsor == 0.0
    assert observe(table, "distribution").partner is None


def test_what_the_seats_set_up_themselves_outlives_a_structure() -> None:
    key = "initiative.integrated-data"
    signed = (Propose("marketing", {key: True}), Sign("distribution", "P1"))
    table = a_month(played(a_table("talk"), *signed))
    table = play(a_month(play(table, ChangeStructure(SYNC))), ChangeStructure(structure("talk")))
    assert table.state.initiatives[0, [SOP, DATA, KPI]].tolist() == [False, True, False]


def test_a_calendar_that_begins_with_a_structure_is_empty() -> None:
    table = a_month(a_table("silo"), marketing={"promotion.plum": "feature"})
    assert table.state.locked[0].any()
    assert not play(table, ChangeStructure(SYNC)).state.locked[0].any()


def test_leads_that_the_seats_agreed_on_stay_where_the_structures_do_not_differ() -> None:
    signed = (Propose("marketing", {"lead.price": "distribution"}), Sign("distribution", "P1"))
    table = play(a_month(played(a_table("talk"), *signed)), ChangeStructure(SILO))
    assert table.leads["price"] == "distribution"
    assert table.leads["launch"] == "marketing"


def test_no_structure_is_chosen_for_a_month_that_never_comes() -> None:
    table = a_table()
    for _ in range(table.scenario.rounds - 1):
        table = a_month(table)
    assert "never take hold" in refusal(play(table, Ready("marketing")), ChangeStructure(SILO))
    assert play(table, ChangeStructure(SILO)).structure == SILO


def test_a_seat_is_handed_over_and_back() -> None:
    hawk = Holder("partner", "", "cost-hawk")
    table = play(a_month(a_table()), HandOver("distribution", hawk))
    assert observe(table, "marketing").holders == {"marketing": Holder(), "distribution": hawk}
    assert author_of(table.holders["distribution"]) == Author("partner", "cost-hawk")
    table = play(a_month(table), HandOver("distribution", Holder("person", "Ada")))
    held = [month.holders["distribution"] for month in a_month(table).history]
    assert held == [Holder(), hawk, Holder("person", "Ada")]


def test_a_seat_is_not_handed_to_nobody_or_to_who_has_it() -> None:
    assert "held so already" in refusal(a_table(), HandOver("marketing", Holder()))
    assert "expected the persona" in refusal(a_table(), HandOver("marketing", Holder("partner")))
    nobody: Any = "sales"
    assert "expected a seat" in refusal(a_table(), HandOver(nobody, Holder("person", "Ada")))
    for holder, says in (
        (Holder(name="\x07"), "expected plain text for the name, given the control sign U+0007"),
        (Holder("partner", "", "\x07"), "expected a persona's name, lower-case words joined by hyphens, given '␇'"),
        (Holder("partner", "", "../x"), "expected a persona's name, lower-case words joined by hyphens, given '../x'"),
    ):
        assert says in refusal(a_table(), HandOver("marketing", holder))
    ghost: Any = "ghost"
    assert holder_problem(Holder(ghost)) == "expected person or partner for who holds a seat: 'ghost'"


def test_a_season_that_is_ended_early_is_over_with_the_months_played() -> None:
    table = played(a_month(a_month(a_table())), Commit("marketing"), EndSeason("The bus leaves."))
    assert (table.over, table.months, table.rounds, table.phase, table.shown_round) == (True, 2, 2, "over", 2)
    seen = observe(table, "marketing")
    assert (seen.ended, seen.round, seen.phase, seen.news, seen.current) == ("The bus leaves.", 2, "over", (), {})
    assert seen.committed is None
    assert refusal(table, Commit("marketing")).startswith("marketing, round 2: the season is over.")
    assert played(table, KeepLine("marketing", "A pity.")).history[-1].lines["marketing"] == "A pity."


def test_an_end_ends_a_pause_too() -> None:
    table = played(a_month(a_table()), Pause(), EndSeason())
    assert (table.paused, table.ended) == (None, "")


def test_a_season_without_a_month_cannot_be_ended_and_one_that_is_over_not_again() -> None:
    assert "no month has been played" in refusal(a_table(), EndSeason())
    over = play(a_month(a_table()), EndSeason())
    for move in (EndSeason(), Pause(), InjectEvent("port-strike"), ChangeStructure(SILO)):
        assert "round 1: the season is over." in refusal(over, move)


def test_the_debrief_is_opened_for_all_when_the_season_is_over() -> None:
    table = a_month(a_table())
    assert "still being played" in refusal(table, OpenDebriefForAll())
    over = play(table, EndSeason())
    table = play(over, OpenDebriefForAll())
    assert table.survey.opened
    assert "open already" in refusal(table, OpenDebrief("marketing"))
    assert "open to both already" in refusal(table, OpenDebriefForAll())
    assert play(play(over, OpenDebrief("marketing")), OpenDebriefForAll()).survey.opened


@pytest.mark.parametrize(
    ("author", "text"),
    [
        (FACILITATOR, "facilitator"),
        (Author("person", "Ada L."), "person Ada L."),
        (Author("partner", "cost-hawk"), "partner cost-hawk"),
        (Author("person"), "person"),
    ],
)
def test_an_author_is_written_and_read_back(author: Author, text: str) -> None:
    assert format_author(author) == text
    assert parse_author(text) == author


def test_an_author_that_is_none_is_refused() -> None:
    with pytest.raises(Refusal, match="expected person, partner, facilitator, and a name"):
        parse_author("somebody")


def test_asking_is_closed_in_a_silo_that_begins_later() -> None:
    table = play(a_month(a_table("talk")), ChangeStructure(SILO))
    assert "nobody talks" in refusal(table, Ask("marketing", "how-much-room"))
