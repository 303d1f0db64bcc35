"""The partner's figures and plan: opened where data is shared, told of where it is not."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from game.rules.levers import Seat, other
from game.seating.asked import NewTable
from game.store.replay import read_record
from game.table.seen.observing import observe
from game.telling.readouts import dashboard, partners_readouts, readouts
from tests.app.playing import commit, ours, page, playing, press, run, shown, solo, until
from tests.app.test_help import offered
from tests.app.test_mouse import click
from tests.narrowed import there
from tests.seating.leaving import leave_talk
from tests.table.tables import a_month, a_table

FRAME = dict.fromkeys(map(ord, "│▌"), " ")
BOTH_SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)])


def two_people(structure: str) -> NewTable:
    return NewTable("cold-brew", ("marketing", "distribution"), "", structure, 5, survey=False)


async def to_the_plan(pilot: Pilot[Any]) -> None:
    await page(pilot, "TableScreen")
    await until(pilot, lambda: "Commit plan" in shown(pilot), "the table")
    for _ in range(4):
        if "Commit the plan" not in shown(pilot):
            await press(pilot, "n")
    await until(pilot, lambda: "Commit the plan" in shown(pilot), "the plan")


async def sit_down(pilot: Pilot[Any]) -> None:
    await page(pilot, "CurtainScreen")
    await press(pilot, "enter")


async def the_month_before(pilot: Pilot[Any]) -> None:
    """Both go on as they are."""
    for _ in range(2):
        await sit_down(pilot)
        leave_talk(there(ours(pilot.app).session))
        await commit(pilot)
    await page(pilot, "RevealScreen")
    await press(pilot, "s", "escape")


def told(pilot: Pilot[Any], where: str) -> str:
    """The words of a part of the screen, whatever line they stand on."""
    part = pilot.app.screen.query_one(where).region
    lines = shown(pilot).splitlines()[part.y : part.bottom]
    return " ".join(" ".join(line[part.x : part.right] for line in lines).translate(FRAME).split())


def figures_of(home: Path, seat: Seat) -> set[str]:
    """What a seat's dashboard says, read from the record as the seat itself would see it."""
    (record,) = (home / "tables").glob("*.toml")
    return {one.value for one in readouts(observe(read_record(record).table, seat))}


@BOTH_SIZES
def test_shared_data_opens_the_partners_dashboard_by_key(tmp_path: Path, size: tuple[int, int]) -> None:
    async def journey() -> None:
        async with playing(tmp_path, two_people("sync"), size=size) as pilot:
            await the_month_before(pilot)
            await sit_down(pilot)
            await page(pilot, "TableScreen")
            await until(pilot, lambda: "Distribution's figures" in shown(pilot), "the own dashboard")
            await press(pilot, "f")
            await page(pilot, "PartnerScreen")
            assert "Marketing's figures, shared with you" in shown(pilot)
            assert figures_of(tmp_path, "marketing") <= set(shown(pilot).split())
            assert "Marketing's plan, last month" in shown(pilot)
            await press(pilot, "enter")
            await page(pilot, "WhyScreen")
            assert "Orders: " in shown(pilot)
            await press(pilot, "escape")
            await page(pilot, "PartnerScreen")
            await press(pilot, "f")
            await page(pilot, "TableScreen")

    run(journey())


@BOTH_SIZES
def test_shared_data_opens_the_partners_dashboard_by_mouse(tmp_path: Path, size: tuple[int, int]) -> None:
    async def journey() -> None:
        async with playing(tmp_path, two_people("sync"), size=size) as pilot:
            await the_month_before(pilot)
            await sit_down(pilot)
            await page(pilot, "TableScreen")
            if "f Partner" in shown(pilot):
                await click(pilot, "f Partner")
            else:  # eighty columns have room for what a talk needs first; the list of commands has it too
                await press(pilot, "f")
            await page(pilot, "PartnerScreen")
            await click(pilot, "Revenue")
            await page(pilot, "WhyScreen")
            assert "Revenue, in money: €" in shown(pilot)
            await click(pilot, "Back")
            await page(pilot, "PartnerScreen")
            await click(pilot, "Back")
            await page(pilot, "TableScreen")

    run(journey())


@BOTH_SIZES
def test_the_partners_draft_stands_on_the_plans_page_and_opens_from_there(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async def journey() -> None:
        async with playing(tmp_path, two_people("sync"), size=size) as pilot:
            await sit_down(pilot)
            leave_talk(there(ours(pilot.app).session))
            await to_the_plan(pilot)
            assert "Distribution's plan, this month: still open." in told(pilot, "#partner-line")
            await press(pilot, "right", "c")
            await page(pilot, "CommitScreen")
            await press(pilot, "enter")
            await sit_down(pilot)
            await to_the_plan(pilot)
            assert "Marketing's plan, this month: Price, House blend: €8.10." in told(pilot, "#partner-line")
            await click(pilot, "Marketing's plan, this month")
            await page(pilot, "PartnerScreen")
            assert "Price, House blend €8.10 was €8.00" in told(pilot, "#told-side")

    run(journey())


def test_a_draft_stays_unseen_until_the_partner_has_been_read(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, two_people("sync")) as pilot:
            await sit_down(pilot)
            await page(pilot, "TableScreen")
            await until(pilot, lambda: "Commit plan" in shown(pilot), "the table")
            await press(pilot, "n", "n", "h")
            await sit_down(pilot)
            await page(pilot, "TableScreen")
            await press(pilot, "f")
            await page(pilot, "PartnerScreen")
            assert "once you have read marketing" in told(pilot, "#told-side")
            assert "€8.10" not in shown(pilot)

    run(journey())


def test_what_does_not_fit_beside_the_dashboard_is_scrolled_to(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo("marketing", "cold-brew", "sync")) as pilot:
            await page(pilot, "TableScreen")
            await press(pilot, "f")
            await page(pilot, "PartnerScreen")
            assert "Budget this month" not in shown(pilot)
            await press(pilot, "pagedown", "pagedown")
            assert "Budget this month" in shown(pilot)
            await press(pilot, "pageup", "pageup")
            assert "Distribution's plan, as usual" in shown(pilot)

    run(journey())


@BOTH_SIZES
@pytest.mark.parametrize(("structure", "says"), [("talk", "Integrated data, an initiative"), ("silo", "Nobody signs")])
def test_where_data_is_apart_the_key_says_so_and_what_would_open_it(
    tmp_path: Path, size: tuple[int, int], structure: str, says: str
) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo("marketing", "cold-brew", structure), size=size) as pilot:
            await page(pilot, "TableScreen")
            await until(pilot, lambda: "Commit plan" in shown(pilot), "the table")
            assert "table: partner" in offered(pilot)
            for way in ("key", "mouse") if "f Partner" in shown(pilot) else ("key",):  # a short row of keys lets it go
                if way == "key":
                    await press(pilot, "f")
                else:
                    await click(pilot, "f Partner")
                await until(pilot, lambda: says in told(pilot, "Toast"), "the sentence")
                assert type(pilot.app.screen).__name__ == "TableScreen"
                pilot.app.clear_notifications()
            await press(pilot, *"nnnn")
            assert "Distribution's plan" not in shown(pilot)

    run(journey())


def test_the_palette_offers_the_partners_figures(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo(structure="sync")) as pilot:
            await page(pilot, "TableScreen")
            await until(pilot, lambda: "Commit plan" in shown(pilot), "the table")
            assert "table: partner" in offered(pilot)
            await press(pilot, "f")
            await page(pilot, "PartnerScreen")
            assert {"partner: back", "partner: more below", "dashboard: why?"} <= offered(pilot)

    run(journey())


def test_two_people_on_a_small_screen_keep_what_matters_in_sight_and_find_the_rest(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, two_people("sync")) as pilot:
            await the_month_before(pilot)
            await sit_down(pilot)
            leave_talk(there(ours(pilot.app).session))
            await to_the_plan(pilot)
            for key in ("c Commit plan", "h Hand over", "m Menu", "f1 Help", "^p"):
                assert key in shown(pilot)
            assert {"table: why?", "table: partner", "table: hand over"} <= offered(pilot)

    run(journey())


@pytest.mark.parametrize("seat", ["marketing", "distribution"])
def test_the_partners_readouts_are_those_on_its_own_screen(seat: Seat) -> None:
    table = a_month(a_month(a_table("sync")))
    seen, across = observe(table, seat), observe(table, other(seat))
    assert partners_readouts(seen) == readouts(across) == dashboard(across.months, across.now, across.shared, "€")
    assert partners_readouts(observe(a_month(a_table("talk")), seat)) == ()


def test_in_a_narrow_and_high_window_what_waits_and_what_the_partner_does_are_both_told(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo(), (46, 40)) as pilot:
            await page(pilot, "TableScreen")
            await until(pilot, lambda: "Go on" in shown(pilot), "the table")
            await press(pilot, "n", "n", "n")
            head = shown(pilot).splitlines()[2:4]
            assert head[0].startswith(" ◇ Distribution asks you something.")
            assert head[1] == " Distribution is planning."

    run(journey())
