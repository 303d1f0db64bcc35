"""Help and the command palette are there on every page, papers laid over others included."""

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from tests.app.playing import page, playing, press, run, settled, shown, solo, until


def offered(pilot: Pilot[Any]) -> set[str]:
    return {command.title for command in pilot.app.get_system_commands(pilot.app.screen)}


def test_the_palette_offers_the_keys_of_the_page_and_of_what_has_the_cursor(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo()) as pilot:
            await page(pilot, "TableScreen")
            await until(pilot, lambda: "Commit plan" in shown(pilot), "the table")
            for _ in range(3):
                await press(pilot, "n")
            there = offered(pilot)
            assert {"table: commit plan", "table: propose", "sheet: more", "sheet: as it was", "app: leave"} <= there
            assert "table: take plan back" not in there, "it does nothing now"

    run(journey())


def test_a_command_that_is_chosen_by_name_does_what_its_key_does(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo()) as pilot:
            await page(pilot, "TableScreen")
            await until(pilot, lambda: "Commit plan" in shown(pilot), "the table")
            await press(pilot, "ctrl+p")
            await press(pilot, *"commit plan".replace(" ", ""))
            await until(pilot, lambda: "table: commit plan" in shown(pilot), "the command")
            await press(pilot, "enter")
            await page(pilot, "CommitScreen")

    run(journey())


def test_a_paper_laid_over_a_page_has_help_and_commands_of_its_own(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo(), size=(120, 40)) as pilot:
            await page(pilot, "TableScreen")
            await until(pilot, lambda: "Commit plan" in shown(pilot), "the table")
            await press(pilot, "c")
            await page(pilot, "CommitScreen")
            assert {"commit: commit", "commit: go on planning"} <= offered(pilot)
            await press(pilot, "f1")
            await settled(pilot)
            assert "commits the plan" in " ".join(shown(pilot).split())

    run(journey())


def test_escape_closes_the_help_and_nothing_that_lies_below(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo(), size=(120, 40)) as pilot:
            await page(pilot, "TableScreen")
            await until(pilot, lambda: "Commit plan" in shown(pilot), "the table")
            for keys, name in (((), "TableScreen"), (("c",), "CommitScreen")):
                await press(pilot, *keys, "f1")
                assert pilot.app.screen.query("HelpPanel")
                await press(pilot, "escape")
                assert not pilot.app.screen.query("HelpPanel")
                assert type(pilot.app.screen).__name__ == name
            await press(pilot, "escape")
            assert type(pilot.app.screen).__name__ == "TableScreen"

    run(journey())
