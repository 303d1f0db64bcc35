"""Where deals are fixed a month ahead, every front says which month a deal is for, and what runs meanwhile."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from game.app.widgets.row import columns, drawn
from game.rules.levers import SEATS
from game.scenario import load
from game.table.moves import Commit
from game.table.playing import play
from game.table.seen.observation import Observation
from game.table.seen.observing import observe
from game.table.seen.outlook import outlook
from game.table.structure import structure
from game.table.table import Table
from game.telling.outlooks import lines_of
from game.telling.rows import of_now
from game.telling.settings import deals_ahead, rows_of, worded
from tests.app.playing import page, playing, press, run, shown, solo, until
from tests.narrowed import there

FOX = "promotion.plush-fox"
CALM = {"brand-advertising": 0.0, "performance-advertising": 0.0}


def table_at(month: int, preset: str, deals: tuple[int, ...] = ()) -> Table:
    """A season of deals from July, in which a feature on the fox is planned in these months."""
    table = Table.start(load("deal-season"), 7, structure(preset))
    for at in range(1, month):
        table = play(table, Commit("marketing", {**CALM, **({FOX: "feature"} if at in deals else {})}))
        table = play(table, Commit("distribution", {}))
    return table


def row_name(seen: Observation) -> str:
    return next(row.name for row in rows_of(seen, seen.sheet) if row.key == FOX)


def panel(table: Table, seen: Observation) -> dict[str, str]:
    found = outlook(table, "marketing", {})
    return {line.label: line.value for line in lines_of(seen, found, found)}


def test_a_deal_is_named_for_the_month_that_it_runs_in() -> None:
    table = table_at(2, "sync", deals=(1,))
    seen = observe(table, "marketing")
    note = "feature on Plush fox. A deal set now is for September and changes nothing yet."
    assert there(deals_ahead(seen)).note == f"Promotion fixed for August: {note}"
    assert deals_ahead(observe(table, "distribution")) == deals_ahead(seen)
    assert row_name(seen) == "Promotion, Plush fox (for September)"
    assert worded(seen, FOX, "feature") == "Promotion, Plush fox (for September): feature"
    assert worded(seen, FOX, "feature", now=False) == "Promotion, Plush fox: feature"
    assert panel(table, seen)["Promotion"] == f"August: {note}"
    after = play(play(table, Commit("marketing", CALM)), Commit("distribution", {}))
    assert after.history[-1].shared.promotions["plush-fox"] == "feature", "what was fixed is what ran"


def test_distribution_reads_what_is_fixed_among_its_own_figures_before_it_plans() -> None:
    for seat in SEATS:
        seen = observe(table_at(2, "sync", deals=(1,)), seat)
        rows = {row.name: row.now for row in of_now(seen, seen.now)}
        assert rows["Promotion fixed for this month, Plush fox"] == "feature", seat
    seen = observe(table_at(2, "talk", deals=(1,)), "distribution")
    assert not [row.name for row in of_now(seen, seen.now) if "Promotion" in row.name]


@pytest.mark.parametrize(("month", "short"), [(2, "Sep. deal, Plush fox"), (8, "Too late, Plush fox")])
def test_where_a_row_is_narrow_the_month_of_a_deal_stays_and_its_lever_goes(month: int, short: str) -> None:
    seen = observe(table_at(month, "sync"), "marketing")
    (row,) = (row for row in rows_of(seen, seen.sheet) if row.key == FOX)
    for width, name in ((46, f"  {short} "), (90, f"  {row.name} ")):
        at = columns(rows_of(seen, seen.sheet), width)
        (told, *_) = (text for part, text in drawn(row, row.usual, at, False, None) if part == "name")
        assert told.startswith(name)


def test_in_the_last_month_a_deal_would_never_run() -> None:
    last = load("deal-season").rounds
    seen = observe(table_at(last, "sync"), "marketing")
    assert row_name(seen) == "Promotion, Plush fox (never runs)"
    assert there(deals_ahead(seen)).note.endswith("no deal. A deal set now would never run: the season ends.")


def test_where_each_plans_alone_a_deal_is_of_this_month() -> None:
    table = table_at(2, "talk")
    seen = observe(table, "marketing")
    assert deals_ahead(seen) is None
    assert row_name(seen) == "Promotion, Plush fox"
    assert "Promotion" not in panel(table, seen)


def test_the_plan_on_screen_and_the_page_that_commits_it_say_the_month(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any]) -> None:
        from game.app.widgets.sheet import ValueSheet

        while not [sheet for sheet in pilot.app.screen.query(ValueSheet) if sheet.has_focus]:
            await press(pilot, "n")
        await until(pilot, lambda: "July: no deal. A deal set now" in shown(pilot), "the panel")
        sheet = pilot.app.screen.query_one(ValueSheet)
        while there(sheet.row).key != FOX:
            await press(pilot, "down")
        about = " ".join(shown(pilot).split())
        assert "Promotion, Plush fox (for August): none" in about, "the line on the row at the cursor"
        await press(pilot, "right", "c")
        await until(pilot, lambda: "Promotion, Plush fox (for August): feature" in shown(pilot), "the page to commit")

    async def journey() -> None:
        async with playing(
            tmp_path, solo("marketing", scenario="deal-season", structure="sync"), size=(120, 40)
        ) as pilot:
            await page(pilot, "TableScreen")
            await until(pilot, lambda: "Commit plan" in shown(pilot), "the table")
            await act(pilot)

    run(journey())
