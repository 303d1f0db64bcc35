"""A place with names in other scripts: columns and the mouse count cells, on every page and in every window."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from wcwidth import width

from game.app.widgets.sheet import ValueSheet
from game.content import scenarios_folder
from tests.app.playing import commit, page, playing, press, run, shown, solo, until

NAMES = {
    "Breakfast box": "朝食ボックス🥐セット",
    "Cake box": "👩‍🍳 Cre\u0300me bru\u0302le\u0301e",
    "Offices in town": "مكاتب المدينة",
    "Homes by web": "ウェブの家庭 👨‍👩‍👧‍👦",
    'slug = "first-day"': 'slug = "ours"',
    'title = "First day"': 'title = "初日のベーカリー"',
}


def place(folder: Path) -> str:
    """First day with other names, as a folder of its own; its path."""
    ours = folder / "ours"
    ours.mkdir()
    for one in (scenarios_folder() / "first-day").iterdir():
        if one.is_file():
            text = one.read_text(encoding="utf-8")
            for before, after in NAMES.items():
                text = text.replace(before, after)
            (ours / one.name).write_text(text, encoding="utf-8")
    return str(ours)


async def pages(pilot: Pilot[Any]) -> dict[str, str]:
    """What is shown on the pages of a month."""
    found = {}
    await page(pilot, "TableScreen")
    await until(pilot, lambda: "Commit plan" in shown(pilot), "the table")
    found["news"] = shown(pilot)
    for name in ("read", "talk", "plan"):
        await press(pilot, "n")
        found[name] = shown(pilot)
    await press(pilot, "p")
    found["proposing"] = shown(pilot)
    await press(pilot, "escape")
    await commit(pilot)
    await page(pilot, "RevealScreen")
    for beat in range(12):
        found[f"reveal {beat}"] = shown(pilot)
        await press(pilot, "right")
    await press(pilot, "escape")
    await page(pilot, "TableScreen")
    found["news again"] = shown(pilot)
    await press(pilot, "w")
    found["why"] = shown(pilot)
    await press(pilot, "escape", "f")
    found["partner"] = shown(pilot)
    return found


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (46, 24)], ids=str)
def test_every_line_has_the_cells_of_the_window(size: tuple[int, int], tmp_path: Path) -> None:
    found: dict[str, str] = {}

    async def journey() -> None:
        async with playing(tmp_path, solo("distribution", place(tmp_path), "sync"), size) as pilot:
            found.update(await pages(pilot))

    run(journey())
    for name, drawn in found.items():
        for line in drawn.splitlines():
            assert width(line) <= size[0], f"{name}: {line}"
    assert any("朝食" in drawn for drawn in found.values())


def test_the_columns_of_the_plan_stand_below_each_other(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo("marketing", place(tmp_path)), (120, 40)) as pilot:
            await page(pilot, "TableScreen")
            await until(pilot, lambda: "Commit plan" in shown(pilot), "the table")
            await press(pilot, "n", "n", "n")
            sheet = pilot.app.screen.query_one(ValueSheet)
            at = sheet._columns()
            lines = ["".join(part.text for part in sheet.render_line(y)) for y in range(len(sheet._lines))]
            amounts = [line.rstrip(" ►") for line in lines if "€" in line]  # names as wide as these leave no gauge room
            assert len(amounts) == 3
            assert len({width(amount) for amount in amounts}) == 1
            assert {width(line) for line in lines} == {sheet.size.width}
            before = sheet.values
            await pilot.click(ValueSheet, offset=(at.name + 2 + at.value, sheet._lines.index(0)))
            now, was = (float(values[sheet._rows[0].key]) for values in (sheet.values, before))
            assert now > was, "the arrow is where it is drawn"

    run(journey())
