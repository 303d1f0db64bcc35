"""A key at the table reads the board in words, as the draft stands."""

from pathlib import Path

from tests.app.playing import page, playing, press, run, shown, solo


def test_v_reads_the_board_and_puts_it_down(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo("distribution", "cold-brew"), size=(120, 40)) as pilot:
            await page(pilot, "TableScreen")
            await press(pilot, "v")
            await page(pilot, "BoardWordsScreen")
            told = " ".join(shown(pilot).split())
            assert "The board, April" in told and "Promise:" in told and "Customers come back:" in told
            await press(pilot, "v")
            await page(pilot, "TableScreen")

    run(journey())
