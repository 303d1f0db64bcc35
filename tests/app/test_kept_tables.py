"""Pages that ask which table: each lists those that will do for it and no others."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from game.cli.fullscreen import how_to_go_on
from game.rules.levers import SEATS, Seat
from game.scenario import load
from game.seating.session import Session
from game.store.record import Record
from game.table.moves import Commit
from game.table.structure import Holder
from tests.app.playing import inside, ours, page, playing, press, run, settled, shown, until
from tests.narrowed import there

YOU, HAWK = Holder("person"), Holder("partner", "", "cost-hawk")
SEEDS = {101: (YOU, HAWK, 0), 202: (YOU, HAWK, 1), 303: (YOU, HAWK, 3), 404: (YOU, YOU, 3), 505: (HAWK, HAWK, 3)}
"""By its seed: who holds a table's seats, and how many of its three months were played."""


def kept(home: Path, seeds: tuple[int, ...]) -> None:
    for seed in seeds:
        marketing, distribution, months = SEEDS[seed]
        holders: dict[Seat, Holder] = {"marketing": marketing, "distribution": distribution}
        with Record.create(home / "tables" / f"{seed}.toml", load("first-day"), seed, None, holders) as record:
            for _ in range(months):
                for seat in SEATS:
                    record.play(Commit(seat))


def listed(home: Path, name: str, kind: str) -> str:
    seen = []

    async def journey() -> None:
        async with playing(home, size=(120, 40)) as pilot:
            ours(pilot.app).show_page(name)
            await page(pilot, kind)
            await settled(pilot)
            seen.append(shown(pilot))

    run(journey())
    return seen[0]


@pytest.mark.parametrize(
    ("name", "kind", "offers"),
    [("debrief", "DebriefTablesScreen", {202, 303, 404}), ("swap", "SwapScreen", {303})],
)
def test_a_page_lists_the_tables_that_will_do_for_it(tmp_path: Path, name: str, kind: str, offers: set[int]) -> None:
    kept(tmp_path, tuple(SEEDS))
    text = listed(tmp_path, name, kind)
    assert {seed for seed in SEEDS if f"seed {seed}" in text} == offers
    assert "You were marketing" in text


@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        ("debrief", "DebriefTablesScreen", "No month of yours has been played yet"),
        ("swap", "SwapScreen", "No season of yours is finished yet"),
    ],
)
def test_a_page_with_nothing_to_list_says_what_to_do_first(tmp_path: Path, name: str, kind: str, says: str) -> None:
    kept(tmp_path, (101, 505))
    assert says in listed(tmp_path, name, kind)


def test_a_table_whose_record_lies_elsewhere_is_at_the_top_of_the_menu_once_it_is_left(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, elsewhere, size=(120, 40)) as pilot:
            await page(pilot, "TableScreen")
            await press(pilot, "m")
            await page(pilot, "MenuScreen")
            await settled(pilot)
            options = inside(pilot.app.screen.query_one("#items")).options
            assert options[0].id == f"table:{elsewhere}" and "Month 2 of 3" in str(options[0].prompt)
            assert [one.id for one in options].count(f"table:{elsewhere}") == 1
            assert options[1].id == f"table:{tmp_path / 'tables' / '101.toml'}"
            await press(pilot, "q")
            left.append(ours(pilot.app).left)

    left: list[Any] = []
    kept(tmp_path, (101, 202))
    elsewhere = (tmp_path / "tables" / "202.toml").rename(tmp_path / "act-1.toml")
    run(journey())
    assert left == [(elsewhere,)]
    assert how_to_go_on(tmp_path / "tables", left[0]) == (
        f"The table is saved. To go on with it:\n  lastmile play --resume {elsewhere}\n"
    )


def test_quitting_says_how_to_go_on_and_names_no_record_that_is_found_without(tmp_path: Path) -> None:
    kept(tmp_path, (202, 303))
    tables = tmp_path / "tables"
    said = how_to_go_on(tables, [tables / "202.toml"])
    assert said == "The table is saved. To go on with it:\n  lastmile play --resume\n"
    assert how_to_go_on(tables, [tables / "303.toml"]) == "", "its season is over"
    assert how_to_go_on(tables, []) == ""


def test_a_season_whose_record_lies_elsewhere_is_played_from_the_other_chair(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, elsewhere, size=(120, 40)) as pilot:
            await page(pilot, "ClosingScreen")
            await press(pilot, "s")
            await page(pilot, "SwapScreen")
            await settled(pilot)
            assert "seed 303" in shown(pilot)
            await press(pilot, "enter")
            await page(pilot, "TableScreen")
            await settled(pilot)
            assert there(ours(pilot.app).session).persons == ("distribution",)
            again = there(ours(pilot.app).session).path
            await press(pilot, "m")
            await page(pilot, "MenuScreen")
            Session.resume(there(again)).close()

    kept(tmp_path, (303,))
    elsewhere = (tmp_path / "tables" / "303.toml").rename(tmp_path / "act-1.toml")
    run(journey())


def test_damaged_tables_stand_in_the_menu_with_what_is_wrong_and_what_to_do(tmp_path: Path) -> None:
    def prompts(pilot: Pilot[Any]) -> dict[str, str]:
        items = inside(pilot.app.screen.query_one("#items"))
        return {one.id: str(one.prompt) for one in items.options}

    async def journey() -> None:
        async with playing(tmp_path, size=(120, 40)) as pilot:
            await page(pilot, "MenuScreen")
            await until(pilot, lambda: f"damaged:{path}" in prompts(pilot), "the damaged table")
            told = prompts(pilot)[f"damaged:{path}"]
            assert told.startswith("Damaged: 202.toml\n202.toml:") and "found it altered" in told
            assert "Put the file back from a copy" in told
            items = inside(pilot.app.screen.query_one("#items"))
            assert items.get_option_at_index(items.highlighted).id == "learn", "nobody opens it by mistake"
            await press(pilot, "up", "enter")
            await until(pilot, lambda: bool(pilot.app._notifications), "what is wrong")
            assert [one.message.partition(":")[0] for one in pilot.app._notifications] == [str(path)]
            await page(pilot, "MenuScreen")
            path.write_bytes(whole)
            await press(pilot, "enter")  # it was put back meanwhile
            await page(pilot, "TableScreen")

    kept(tmp_path, (202,))
    path = tmp_path / "tables" / "202.toml"
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b'move = "commit"', b'move = "comnit"', 1))
    run(journey())


def test_a_page_of_tables_says_how_many_damaged_ones_it_leaves_out(tmp_path: Path) -> None:
    kept(tmp_path, (303, 404))
    path = tmp_path / "tables" / "404.toml"
    path.write_bytes(path.read_bytes()[:300])
    text = listed(tmp_path, "debrief", "DebriefTablesScreen")
    assert "seed 303" in text and "seed 404" not in text
    assert "Left out: 1 damaged record; the menu says what is wrong." in " ".join(text.split())
