"""Many apps in one process: each its own table, none touching another."""

import asyncio
import gc
import weakref
from pathlib import Path

from game.app.app import LastMileApp
from game.rules.levers import SEATS
from tests.app.playing import app_at, commit, page, press, run, shown, solo

MANY = 20


def test_twenty_apps_at_different_tables_run_in_one_loop(tmp_path: Path) -> None:
    places = ("first-day", "cold-brew", "new-shores", "deal-season", "cheap-miles", "one-cart", "short-supply")

    async def one(number: int) -> str:
        seat, place = SEATS[number % 2], places[number % len(places)]
        app = app_at(tmp_path / str(number), solo(seat, place, seed=number))
        async with app.run_test(size=(80, 24)) as pilot:
            await commit(pilot)
            await page(pilot, "RevealScreen")
            await press(pilot, "s")
            return shown(pilot)

    async def all_of_them() -> None:
        ended = await asyncio.gather(*(one(number) for number in range(MANY)))
        assert len(set(ended)) == MANY

    run(all_of_them())


def test_an_app_that_was_closed_is_gone_whatever_signals_it_was_ready_for(tmp_path: Path) -> None:
    async def one(number: int) -> weakref.ref[LastMileApp]:
        app = app_at(tmp_path / str(number), solo(seed=number))
        async with app.run_test(size=(80, 24)) as pilot:
            await page(pilot, "TableScreen")
        return weakref.ref(app)

    async def all_of_them() -> list[weakref.ref[LastMileApp]]:
        return [await one(number) for number in range(3)]

    closed = asyncio.run(all_of_them())
    gc.collect()
    assert [app() for app in closed] == [None, None, None]
