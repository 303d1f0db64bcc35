"""The sheet: set by arrows, by typing, by pasting and by mouse."""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from game.app.widgets.sheet import ValueSheet
from game.figures import share
from game.telling.settable import Settable
from tests.app.playing import run

ROWS = (
    Settable("price", "Price", "number", 8.0, 6.0, 10.0, 0.5, say=lambda of: f"{float(of):.2f}"),
    Settable("deal", "Deal", "choice", "none", choices=("none", "feature", "deep")),
    Settable("keep", "Keep", "switch", True, say=lambda of: "on" if of else "off"),
    Settable("shift", "Shift", "number", 0.1, 0.0, 0.4, 0.05, say=lambda of: share(float(of))),
)


class Bench(App[None]):
    def __init__(self, *rows: Settable) -> None:
        super().__init__()
        self._rows = rows or ROWS

    def compose(self) -> ComposeResult:
        yield ValueSheet(self._rows)


def sheet_after(
    act: Callable[[Pilot[Any]], Coroutine[Any, Any, None]], size: tuple[int, int] = (80, 12)
) -> dict[str, Any]:
    found = {}

    async def journey() -> None:
        app = Bench()
        async with app.run_test(size=size) as pilot:
            app.query_one(ValueSheet).focus()
            await pilot.pause()
            await act(pilot)
            await pilot.pause()
            found.update(app.query_one(ValueSheet).values)

    run(journey())
    return found


def keys(*pressed: str) -> dict[str, Any]:
    async def act(pilot: Pilot[Any]) -> None:
        await pilot.press(*pressed)

    return sheet_after(act)


def test_arrows_step_a_number_and_stop_at_its_bounds() -> None:
    assert keys("right")["price"] == 8.5
    assert keys(*["left"] * 9)["price"] == 6.0


def test_digits_type_a_number_that_enter_sets() -> None:
    assert keys("7", ".", "2", "enter")["price"] == 7.2


def test_escape_drops_what_was_typed() -> None:
    assert keys("7", "escape")["price"] == 8.0


def test_a_typed_number_out_of_bounds_is_not_taken_and_stays_to_be_mended() -> None:
    assert keys("9", "9", "enter")["price"] == 8.0
    assert keys("9", "9", "enter", "down", "backspace", "enter")["price"] == 9.0, "it is still there, on its row"
    assert keys("9", "9", "enter", "escape", "right")["price"] == 8.5


def test_whatever_key_comes_next_what_was_typed_is_taken_first() -> None:
    for key in ("tab", "ctrl+s", "f5", "down", "right"):
        assert keys("7", ".", "5", key)["price"] in (7.5, 8.0 if key == "right" else 7.5)


def test_a_letter_in_a_number_is_part_of_it_and_no_command() -> None:
    for letter in "bmkpwe":
        assert keys("7", letter, "enter")["price"] == 8.0
        assert keys("7", letter, "backspace", "enter")["price"] == 7.0, "it is there to be mended"


def test_the_keys_that_go_on_take_the_number_before_them_and_are_letters_of_a_unit_after_a_space() -> None:
    for letter in "cn":
        assert keys("7", letter)["price"] == 7.0
        assert keys("7", "space", letter, "enter")["price"] == 8.0


def test_a_number_that_can_be_read_in_two_ways_is_asked_about() -> None:
    row = Settable("stock", "Stock to order", "number", 1000.0, 0.0, 3600.0, 50.0, say=lambda of: f"{of:,.4g}")

    said: list[str] = []
    values: dict[str, Any] = {}

    async def journey() -> None:
        app = Bench(row)
        async with app.run_test() as pilot:
            app.query_one(ValueSheet).focus()
            await pilot.press(*"1.600", "enter")
            await pilot.pause()
            said.append(app.query_one(ValueSheet).problem)
            await pilot.press("escape", *"1,600", "enter")
            await pilot.pause()
            values.update(app.query_one(ValueSheet).values)

    run(journey())
    assert said == ["'1.600' can be read as 1,600 or 1.6. Write the one you mean. Esc drops it."]
    assert values["stock"] == 1600.0


@pytest.mark.parametrize(
    ("typed", "value", "says"),
    [
        ("1.600", 1000.0, "'1.600' can be read as 1,600 or 1.6. Write the one you mean."),
        ("1.600,50", 1600.5, ""), ("1,600", 1600.0, ""), ("1'600", 1600.0, ""),
        ("1\N{RIGHT SINGLE QUOTATION MARK}600", 1600.0, ""),
        ("1 600", 1600.0, ""), ("1600 units", 1600.0, ""), ("1600 Units", 1600.0, ""), ("١٦٠٠", 1600.0, ""),
        ("\uff11\uff16\uff10\uff10", 1600.0, ""), ("1600 crates", 1000.0, "expected 0 to 3,600, given '1600 crates'."),
        ("99999", 1000.0, "expected 0 to 3,600, given '99999'."), ("-5", 1000.0, "expected 0 to 3,600, given '-5'."),
        ("2.4k", 1000.0, "expected 0 to 3,600, given '2.4k'. Write all its digits: 2,400."),
        ("1e3", 1000.0, "expected 0 to 3,600, given '1e3'. Write all its digits: 1,000."),
        ("1b", 1000.0, "expected 0 to 3,600, given '1b'."),
        ("50%", 1000.0, "expected 0 to 3,600, given '50%'."), ("3600.001", 3600.0, ""),
    ],
)  # fmt: skip
def test_a_number_is_read_as_it_is_written_anywhere_or_it_is_said_why_not(typed: str, value: float, says: str) -> None:
    row = Settable(
        "stock",
        "Stock to order",
        "number",
        1000.0,
        0.0,
        3600.0,
        50.0,
        say=lambda of: f"{of:,.4g}",
        units=("units", "unit"),
    )
    said: list[str] = []
    found: dict[str, Any] = {}

    async def journey() -> None:
        app = Bench(row)
        async with app.run_test() as pilot:
            app.query_one(ValueSheet).focus()
            for sign in typed:
                app.post_message(events.Key(sign, sign))
            await pilot.press("enter")
            await pilot.pause()
            said.append(app.query_one(ValueSheet).problem)
            found.update(app.query_one(ValueSheet).values)
            drawn = "".join(part.text for part in app.query_one(ValueSheet).render_line(0))
            assert ("▏" in drawn) == bool(says), "what is to be mended stays"

    run(journey())
    assert found["stock"] == value
    assert said == [f"{says} Esc drops it." if says else ""]


def test_leaving_the_row_sets_what_was_typed() -> None:
    assert keys("7", "down")["price"] == 7.0


def test_what_is_shown_in_per_cent_is_typed_in_per_cent() -> None:
    assert keys("end", "2", "5", "enter")["shift"] == 0.25


def test_choices_and_switches_turn_with_arrows_and_space() -> None:
    assert keys("down", "right")["deal"] == "feature"
    assert keys("down", "space", "space", "space")["deal"] == "none"
    assert keys("down", "down", "space")["keep"] is False


def test_backspace_sets_a_row_back_as_it_was() -> None:
    assert keys("right", "right", "backspace")["price"] == 8.0


def test_letters_and_rubbish_change_nothing() -> None:
    usual = {row.key: row.usual for row in ROWS}
    assert keys(*"qwertyz", "-", ".", "enter", "?", "f5", "ctrl+x") == usual


def test_pasted_rubbish_is_left_out_and_a_pasted_number_is_taken() -> None:
    async def paste(pilot: Pilot[Any], text: str) -> None:
        pilot.app.query_one(ValueSheet).post_message(events.Paste(text))

    assert sheet_after(lambda pilot: paste(pilot, "'; DROP TABLE \x00\n" * 999))["price"] == 8.0
    assert sheet_after(lambda pilot: paste(pilot, "7.5\n"))["price"] == 7.5


def test_signs_that_would_steer_a_terminal_are_drawn_in_what_is_pasted() -> None:
    async def act(pilot: Pilot[Any]) -> None:
        sheet = pilot.app.query_one(ValueSheet)
        sheet.post_message(events.Paste("7\x07\u202e\n5"))
        await pilot.pause()
        drawn.append("".join(part.text for part in sheet.render_line(0)))

    drawn: list[str] = []
    assert sheet_after(act)["price"] == 8.0
    assert "\x07" not in drawn[0] and "\u202e" not in drawn[0]


def test_the_mouse_steps_on_the_arrows_and_turns_on_the_value() -> None:
    async def act(pilot: Pilot[Any]) -> None:
        sheet = pilot.app.query_one(ValueSheet)
        at = sheet._columns()
        await pilot.click(ValueSheet, offset=(at.name + 2 + at.value, 0))
        await pilot.click(ValueSheet, offset=(at.name + 3, 1))

    found = sheet_after(act)
    assert found["price"] == 8.5
    assert found["deal"] == "feature"


def test_a_sheet_in_a_tiny_window_still_takes_its_keys() -> None:
    async def act(pilot: Pilot[Any]) -> None:
        await pilot.press("right")

    assert sheet_after(act, size=(12, 2))["price"] == 8.5
