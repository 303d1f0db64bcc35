"""The board on the screen: the draft moves it, and the month plays on it by itself, or stands there at once."""

from pathlib import Path

from game.app.widgets.company_board import CompanyBoard
from game.telling.board.pieces import STATIONS
from tests.app.playing import app_at, commit, inside, page, playing, press, run, settled, shown, solo, until


def test_the_draft_moves_the_board_at_once(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo(), size=(120, 40)) as pilot:
            await page(pilot, "TableScreen")
            while inside(pilot.app.screen)._page != "plan":
                await press(pilot, "n")
                await settled(pilot)
            board = pilot.app.screen.query_one("#board", CompanyBoard)
            before = inside(board.board)
            await press(pilot, "right", "right")
            await settled(pilot)
            after = inside(board.board)
            assert after.offers[0].value.amount > before.offers[0].value.amount and after.offers[0].mark == "▲"
            assert after.ordered.amount < before.ordered.amount
            assert after.offers[0].value.text in shown(pilot) and "Fog: distribution's part" in shown(pilot)

    run(journey())


def test_without_animation_the_month_stands_there_at_once(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo(), size=(120, 40)) as pilot:
            await commit(pilot)
            await page(pilot, "RevealScreen")
            board = pilot.app.screen.query_one(CompanyBoard)
            assert inside(board.board).back and inside(board.board).whose is None
            assert "Both plans, face up" in shown(pilot)

    run(journey())


def test_with_animation_it_plays_station_by_station_and_a_key_skips_to_where_the_page_tells(tmp_path: Path) -> None:
    async def journey() -> None:
        app = app_at(tmp_path, solo())
        app.animation_level = "full"
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            await commit(pilot)
            await until(pilot, lambda: type(app.screen).__name__ == "RevealScreen", "the reveal")
            screen = app.screen
            board = screen.query_one(CompanyBoard)
            assert not inside(board.board).floor and not inside(board.board).back, "the plans alone"
            await pilot.press("right", "right", "right", "right")
            assert inside(board.board).floor, "the page tells of the floor"
            await until(pilot, lambda: bool(inside(board.board).back), "the end of the month")
            assert inside(screen)._played == len(STATIONS)

    run(journey())
