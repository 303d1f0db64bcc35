"""A month for a room: its board and story on the whole screen, without anything that only one seat may see."""

from pathlib import Path

from game.app.widgets.company_board import CompanyBoard
from tests.app.playing import commit, inside, page, playing, press, run, settled, shown, solo

STORY = ("What the two decided", "What came of it", "We promised 6 days.", "came in time", "Read the board from left")


def words(frame: str) -> str:
    return " ".join(frame.replace("│", " ").split())


def test_a_key_of_the_reveal_shows_the_month_to_a_room_and_the_arrows_another(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo(scenario="cold-brew"), size=(120, 40)) as pilot:
            for _ in range(2):
                await commit(pilot)
                await page(pilot, "RevealScreen")
                await press(pilot, "j")
                await page(pilot, "ProjectorScreen")
                told = words(shown(pilot))
                for says in STORY:
                    assert says in told
                await press(pilot, "escape", "s", "escape")
                await page(pilot, "TableScreen")
            await press(pilot, "j")
            await page(pilot, "ProjectorScreen")
            assert shown(pilot).startswith(" May ")
            await press(pilot, "left")
            board = inside(pilot.app.screen.query_one(CompanyBoard).board)
            assert shown(pilot).startswith(" April ") and board.month == "April" and board.whose is None
            await press(pilot, "v")
            await page(pilot, "BoardWordsScreen")
            assert "The board, April" in shown(pilot)

    run(journey())


def test_before_a_month_is_revealed_there_is_nothing_for_a_room(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo(), size=(120, 40)) as pilot:
            await page(pilot, "TableScreen")
            await press(pilot, "j")
            await settled(pilot)
            assert type(pilot.app.screen).__name__ == "TableScreen"

    run(journey())


def test_the_board_of_the_reveal_is_read_in_words(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo()) as pilot:
            await commit(pilot)
            await page(pilot, "RevealScreen")
            await press(pilot, "v")
            await page(pilot, "BoardWordsScreen")
            assert "The board, March" in shown(pilot)
            await press(pilot, "v")
            await page(pilot, "RevealScreen")

    run(journey())


def test_in_the_smallest_window_the_board_stands_on_the_reveals_page(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo(), size=(46, 30)) as pilot:
            await commit(pilot)
            await page(pilot, "RevealScreen")
            assert "PROMISE" in shown(pilot) and "ORDERS" in shown(pilot)

    run(journey())
