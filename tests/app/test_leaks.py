"""What one seat's screen shows holds nothing of the other's."""

from pathlib import Path

import pytest

from game.rules.levers import Seat, other
from game.store.replay import read_record
from game.table.seen.observing import observe
from game.telling import readouts
from tests.app.playing import page, playing, press, run, shown, solo

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
def test_no_frame_shows_a_figure_of_the_other_seats_dashboard(tmp_path: Path, seat: Seat) -> None:
    frames: list[str] = []

    async def journey() -> None:
        async with playing(tmp_path, solo(seat, "cold-brew", "silo"), size=(120, 40)) as pilot:
            for _ in range(2):
                await page(pilot, "TableScreen")
                for _ in range(2):
                    frames.append(shown(pilot))
                    await press(pilot, "n")
                frames.append(shown(pilot))
                await press(pilot, "w")
                for _ in range(4):
                    frames.append(shown(pilot))
                    await press(pilot, "down")
                await press(pilot, "escape", "c")
                await page(pilot, "CommitScreen")
                await press(pilot, "enter")
                await page(pilot, "RevealScreen")
                for _ in range(8):
                    frames.append(shown(pilot))
                    await press(pilot, "right")
                await press(pilot, "escape")

    run(journey())
    (record,) = (tmp_path / "tables").glob("*.toml")
    own, others = figures(seat, record), figures(other(seat), record)
    public = public_figures(record)
    private = others - own - public
    assert len(private) >= 3, "the test has nothing to look for"
    leaked = {value for value in private for frame in frames if value in frame.split()}
    assert not leaked


def public_figures(record: Path) -> set[str]:
    """What the reveal tells everybody: ordered and shipped."""
    months = read_record(record).table.history
    return {f"{amount:,.0f}" for month in months for amount in (month.shared.ordered, month.shared.shipped)}
