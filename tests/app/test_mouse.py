"""Seasons played with the mouse alone: no key is pressed from the menu to the closing page."""

from pathlib import Path
from typing import Any

from textual.geometry import Offset
from textual.pilot import Pilot

from tests.app.playing import hot_seat, page, playing, run, settled, shown, solo, until


async def click(pilot: Pilot[Any], words: str) -> None:
    """Click on words that are on the screen."""
    await until(pilot, lambda: words in shown(pilot), f"'{words}'")
    lines = shown(pilot).splitlines()
    y = next(number for number in reversed(range(len(lines))) if words in lines[number])
    await pilot.click(offset=Offset(lines[y].index(words) + len(words) // 2, y))
    await settled(pilot)


async def month(pilot: Pilot[Any], thorough: bool) -> None:
    """A month by its buttons, its keys in the bottom line, and its lists."""
    await page(pilot, "TableScreen")
    await until(pilot, lambda: "▶ " in shown(pilot) and "Your turn" in shown(pilot), "the table")
    if thorough:
        await click(pilot, "▶ Go on")
        await click(pilot, "▶ Go on without a prediction")
        await click(pilot, "Ask distribution" if "Ask distribution" in shown(pilot) else "Ask marketing")
        await click(pilot, "▶ Leave the talk")
        await click(pilot, "▶ Commit the plan")
    else:
        await click(pilot, "Commit plan")
    await page(pilot, "CommitScreen")
    await click(pilot, "⏎ Commit")


async def reveal(pilot: Pilot[Any]) -> None:
    """The story beat by beat on its strip of signs, and out of it."""
    await page(pilot, "RevealScreen")
    await click(pilot, "Next beat")
    await click(pilot, "Skip to the end")
    await click(pilot, "Leave the reveal")


def test_a_season_is_played_by_mouse_alone_and_again_from_the_other_chair(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path) as pilot:
            await click(pilot, "Take a seat in one of")
            await page(pilot, "SetupScreen")
            await click(pilot, "Cold Brew")  # the next place
            await click(pilot, "Deal season")
            await click(pilot, "▶ Set the table")
            await page(pilot, "TableScreen")
            assert "First day" in shown(pilot)
            await month(pilot, thorough=True)
            await reveal(pilot)
            for _ in range(2):
                await month(pilot, thorough=False)
                await reveal(pilot)
            await page(pilot, "ClosingScreen")
            await click(pilot, "Swap seats")
            await page(pilot, "SwapScreen")
            await click(pilot, "⏎ ")
            for _ in range(3):
                await month(pilot, thorough=False)
                await reveal(pilot)
            await page(pilot, "ClosingScreen")
            assert "The first time, from marketing's chair" in shown(pilot)
            await click(pilot, "m Menu")
            await page(pilot, "MenuScreen")

    run(journey())


def test_two_people_play_a_season_by_mouse_alone(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, hot_seat()) as pilot:
            for _ in range(3):
                for _ in range(2):
                    await page(pilot, "CurtainScreen")
                    await click(pilot, "▶ I am here")
                    await click(pilot, "▶ Go on")
                    await click(pilot, "▶ Go on without a prediction")
                for _ in range(2):
                    await click(pilot, "▶ Leave the talk")
                for _ in range(2):
                    await page(pilot, "CurtainScreen")
                    await click(pilot, "▶ I am here")
                    await month(pilot, thorough=False)
                await reveal(pilot)
            await page(pilot, "ClosingScreen")

    run(journey())


def test_a_first_day_is_learned_by_mouse_alone(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path) as pilot:
            await click(pilot, "Three guided months")
            for _ in range(3):
                await page(pilot, "TableScreen")
                await click(pilot, "next hint")
                await month(pilot, thorough=False)
                await reveal(pilot)
            await page(pilot, "ClosingScreen")

    run(journey())


def test_figures_steps_levers_and_proposals_answer_to_clicks(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo()) as pilot:
            await month(pilot, thorough=False)
            await reveal(pilot)
            await page(pilot, "TableScreen")
            await click(pilot, "Orders")
            await page(pilot, "WhyScreen")
            await click(pilot, "Back")
            await click(pilot, "▶ Go on")
            await click(pilot, "News")  # the step behind, on the bar
            assert "Last month made" in " ".join(shown(pilot).split())
            await click(pilot, "Commands")
            await click(pilot, "table: brief")
            await page(pilot, "BriefScreen")
            await click(pilot, "Put down")
            await click(pilot, "Propose")
            await page(pilot, "ProposeScreen")
            await click(pilot, "Drop it")
            await page(pilot, "TableScreen")
            await click(pilot, "Commands")
            await until(pilot, lambda: "table: commit plan" in shown(pilot), "the palette")

    run(journey())
