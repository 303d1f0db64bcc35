"""What one seat's screen shows holds nothing of the other's."""

from pathlib import Path

import pytest

from game.rules.levers import Seat, other
from game.store.replay import read_record
from game.table.seen.in_full import month_in_full
from game.table.seen.observing import observe
from game.telling import readouts
from tests.app.playing import inside, page, playing, press, run, shown, solo

LONG_ENOUGH = 4
"""Signs of a figure below which it may stand on the screen by chance."""


def figures(seat: Seat, record: Path) -> set[str]:
    """A seat's private figures as its own screen writes them: its dashboard's."""
    seen = observe(read_record(record).table, seat)
    found = {readout.value for readout in readouts.readouts(seen)}
    for of in range(len(seen.months)):
        months, shared = seen.months[: of + 1], seen.shared[: of + 1]
        found |= {readout.value for readout in readouts.dashboard(months, seen.now, shared, "€")}
    return {value for value in found if sum(sign.isdigit() for sign in value) >= LONG_ENOUGH}


@pytest.mark.parametrize("seat", ["marketing", "distribution"])
def test_no_frame_shows_a_figure_of_the_other_seats_dashboard_but_what_a_reveal_lifts(
    tmp_path: Path, seat: Seat
) -> None:
    frames: list[str] = []
    revealed: list[str] = []

    async def journey() -> None:
        async with playing(tmp_path, solo(seat, "cold-brew", "silo"), size=(120, 40)) as pilot:
            for _ in range(3):
                await page(pilot, "TableScreen")
                for _ in range(2):
                    frames.append(shown(pilot))
                    await press(pilot, "n")
                frames.append(shown(pilot))
                await press(pilot, "right")  # the draft moves the board
                frames.append(shown(pilot))
                await press(pilot, "backspace")
                await press(pilot, "w")
                for _ in range(4):
                    frames.append(shown(pilot))
                    await press(pilot, "down")
                await press(pilot, "escape", "c")
                await page(pilot, "CommitScreen")
                await press(pilot, "enter")
                await page(pilot, "RevealScreen")
                for _ in inside(pilot.app.screen)._beats:
                    revealed.append(shown(pilot))
                    await press(pilot, "right")
                revealed.append(shown(pilot))
                await press(pilot, "escape")

    run(journey())
    (record,) = (tmp_path / "tables").glob("*.toml")
    own, others = figures(seat, record), figures(other(seat), record)
    private = others - own - public_figures(record)
    assert len(private) >= 3, "the test has nothing to look for"
    assert not {value for value in private for frame in frames if value in frame.split()}
    kept = private - lifted(record)
    assert len(kept) >= 3, "the test has nothing to look for at the reveal"
    assert not {value for value in kept for frame in revealed if value in frame.split()}


def public_figures(record: Path) -> set[str]:
    """What the reveal tells everybody and the table goes on to say: ordered and shipped."""
    months = read_record(record).table.history
    return {f"{amount:,.0f}" for month in months for amount in (month.shared.ordered, month.shared.shipped)}


def lifted(record: Path) -> set[str]:
    """What a reveal shows both seats of the month, and the pages after it do not: units, hours and advertising."""
    table = read_record(record).table
    found = set()
    for at in range(1, len(table.history) + 1):
        month = month_in_full(table, at)
        amounts = [month.capacity, *month.stock.values(), *month.orders.values(), *month.shipped.values()]
        amounts += [*month.short.values(), *month.waiting.values()]
        found |= {f"{amount:,.0f}" for amount in amounts}
        found |= {f"€{amount:,.0f}" for amount in month.values.values() if isinstance(amount, float)}
    return found
