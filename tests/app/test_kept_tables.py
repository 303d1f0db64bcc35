"""Pages that ask which table: each lists those that will do for it and no others."""

from pathlib import Path

import pytest

from game.rules.levers import SEATS
from game.scenario import load
from game.store.record import Record
from game.table.moves import Commit
from game.table.structure import Holder
from tests.app.playing import page, playing, run, settled, shown

YOU, HAWK = Holder("person"), Holder("partner", "", "cost-hawk")
SEEDS = {101: (YOU, HAWK, 0), 202: (YOU, HAWK, 1), 303: (YOU, HAWK, 3), 404: (YOU, YOU, 3), 505: (HAWK, HAWK, 3)}
"""By its seed: who holds a table's seats, and how many of its three months were played."""


def kept(home: Path, seeds: tuple[int, ...]) -> None:
    for seed in seeds:
        marketing, distribution, months = SEEDS[seed]
        holders = {"marketing": marketing, "distribution": distribution}
        with Record.create(home / "tables" / f"{seed}.toml", load("first-day"), seed, None, holders) as record:
            for _ in range(months):
                for seat in SEATS:
                    record.play(Commit(seat))


def listed(home: Path, name: str, kind: str) -> str:
    seen = []

    async def journey() -> None:
        async with playing(home, size=(120, 40)) as pilot:
            pilot.app.show_page(name)
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
