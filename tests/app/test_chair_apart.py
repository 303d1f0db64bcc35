"""An app made from a chair at somebody else's table: it leads to nothing of whoever keeps the table."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from game.app.likes import Settings, theme_name
from game.app.seat_app import SeatApp
from game.seating.chair import Executors
from game.seating.session import Session
from tests.app.playing import commit, page, press, run, settled, shown, solo, until


async def begun(pilot: Pilot[Any]) -> None:
    await page(pilot, "TableScreen")
    await until(pilot, lambda: "Commit plan" in shown(pilot), "the table")


def host(folder: Path) -> Session:
    """Somebody else's table, in a folder with another table of theirs."""
    Session.create(solo(seed=3), folder / "tables").close()
    return Session.create(solo(), folder / "tables")


@pytest.fixture
def executors() -> Iterator[Executors]:
    made = Executors()
    yield made
    made.close()


def reach(app: App[Any]) -> set[str]:
    """Everything that the palette offers here."""
    return {command.title for command in app.get_system_commands(app.screen)}


def test_no_key_and_no_command_of_a_hosted_seat_leads_home(tmp_path: Path, executors: Executors) -> None:
    async def journey() -> None:
        session = host(tmp_path)
        app = SeatApp(session.chair("marketing", executors))
        async with app.run_test(size=(80, 24)) as pilot:
            await begun(pilot)
            assert "m Leave" in shown(pilot)
            assert "Menu" not in shown(pilot)
            assert not {one for one in reach(app) if "menu" in one or "debrief" in one}
            await press(pilot, "m")
            await page(pilot, "LeftScreen")
            assert "You have left the table." in shown(pilot)
            assert "Continue" not in shown(pilot)
            await press(pilot, "enter")
            await begun(pilot)
        session.close()

    run(journey())


def test_ctrl_q_leaves_a_hosted_seat_with_a_way_back_and_closes_only_from_there(
    tmp_path: Path, executors: Executors
) -> None:
    async def journey() -> None:
        session = host(tmp_path)
        app = SeatApp(session.chair("marketing", executors))
        async with app.run_test() as pilot:
            await begun(pilot)
            await press(pilot, "g", "ctrl+q")
            await page(pilot, "LeftScreen")
            await press(pilot, "enter")
            await begun(pilot)
            await press(pilot, "ctrl+q")
            await page(pilot, "LeftScreen")
            assert app.is_running
            await pilot.press("ctrl+q")
            await until(pilot, lambda: not app.is_running, "the end")
        session.close()

    run(journey())


def test_the_end_of_a_hosted_season_offers_no_record_of_the_host(tmp_path: Path, executors: Executors) -> None:
    async def journey() -> None:
        session = host(tmp_path)
        app = SeatApp(session.chair("marketing", executors))
        async with app.run_test(size=(100, 30)) as pilot:
            for _ in range(3):
                await commit(pilot)
                await page(pilot, "RevealScreen")
                await press(pilot, "s", "escape")
            await page(pilot, "ClosingScreen")
            for key in ("a", "s", "d"):
                await press(pilot, key)
                assert type(app.screen).__name__ == "ClosingScreen"
            for word in ("Play again", "Swap seats", "Debrief", "Menu"):
                assert word not in shown(pilot)
        session.close()

    run(journey())


def test_a_table_that_its_host_has_closed_says_so_on_the_page_with_the_way_back(
    tmp_path: Path, executors: Executors
) -> None:
    async def journey() -> None:
        session = host(tmp_path)
        app = SeatApp(session.chair("marketing", executors))
        async with app.run_test() as pilot:
            await begun(pilot)
            session.close()
            await page(pilot, "LeftScreen")
            assert "The table has been closed." in " ".join(shown(pilot).split())
            await press(pilot, "enter")
            await until(pilot, lambda: "This table is closed" in " ".join(shown(pilot).split()), "the reason")

    run(journey())


def test_apps_of_one_process_look_as_each_person_likes_whatever_the_environment_says(
    tmp_path: Path, executors: Executors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def journey() -> None:
        session = host(tmp_path)
        likes = [Settings("light", spacing="larger"), Settings("contrast", animation=False), Settings("mono")]
        apps = [SeatApp(session.chair("marketing", executors), one) for one in likes]
        plain = SeatApp(session.chair("marketing", executors), colour=False)
        for app in (*apps, plain):
            async with app.run_test() as pilot:
                await settled(pilot)
        assert [app.theme for app in apps] == [theme_name(one.look) for one in likes]
        assert [app.has_class("-roomy") for app in apps] == [True, False, False]
        assert [app.no_color for app in (*apps, plain)] == [False, False, False, True]
        assert plain.theme == "ansi-dark"
        session.close()

    run(journey())
