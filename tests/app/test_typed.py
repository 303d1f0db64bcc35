"""What is typed or pasted: all of it is kept on every way out, too much is told, and what would steer is drawn."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from game.app.screens.table.asking import CommitScreen
from game.app.screens.table.table import TableScreen
from game.app.widgets.lines import LineInput
from game.app.widgets.sheet import ValueSheet
from game.app.widgets.talk_pane import TalkPane
from game.rules.levers import Seat
from game.store.replay import read_record
from game.table.moves import Answer, Ask, Commit, Say
from tests.app.playing import commit, inside, key_of, page, playing, press, run, settled, shown, solo, until
from tests.narrowed import there


def at_table(
    home: Path,
    act: Callable[[Pilot[Any]], Coroutine[Any, Any, None]],
    seat: Seat = "marketing",
    structure: str = "talk",
) -> None:
    async def journey() -> None:
        async with playing(home, solo(seat, structure=structure)) as pilot:
            await page(pilot, "TableScreen")
            await until(pilot, lambda: "Commit plan" in shown(pilot), "the table")
            await act(pilot)

    run(journey())


async def paste(pilot: Pilot[Any], text: str) -> None:
    there(pilot.app.focused).post_message(events.Paste(text))
    await settled(pilot)


async def at_once(pilot: Pilot[Any], *keys: str) -> None:
    """Keys with no time between them."""
    for key in keys:
        pilot.app.post_message(key_of(key))
    await settled(pilot)


def said(pilot: Pilot[Any]) -> str:
    return " ".join(notice.message for notice in pilot.app._notifications)


def moves(home: Path, kind: type[Any] | tuple[type[Any], ...]) -> list[Any]:
    (record,) = (home / "tables").glob("*.toml")
    return [one.move for one in read_record(record).moves if isinstance(one.move, kind) and one.by.role == "person"]


def test_two_pasted_lines_are_one_reason_with_all_words(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any]) -> None:
        await press(pilot, "c")
        await paste(pilot, "Because of the summer,\r\n  and of\tthe weather.\n\n")
        assert "2 lines are one line here" in said(pilot)
        await press(pilot, "enter")

    at_table(tmp_path, act)
    assert [one.why for one in moves(tmp_path, Commit)] == ["Because of the summer, and of the weather."]


def test_what_is_too_long_is_told_and_stays_to_be_shortened(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any]) -> None:
        await press(pilot, "c")
        await paste(pilot, "x" * 1003)
        assert "1,003" in said(pilot) and "Shorten it by 3" in said(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, CommitScreen)
        assert len(pilot.app.screen.query_one(LineInput).value) == 1003
        await press(pilot, *["backspace"] * 3, "enter")

    at_table(tmp_path, act)
    assert [len(one.why) for one in moves(tmp_path, Commit)] == [1000]


def test_a_book_stays_on_the_clipboard(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any]) -> None:
        await press(pilot, "c", "a")
        await paste(pilot, "y" * 20_001)
        assert "20,001 characters" in said(pilot)
        assert pilot.app.screen.query_one(LineInput).value == "a"

    at_table(tmp_path, act)


def test_control_signs_that_are_pasted_are_drawn_and_told(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any]) -> None:
        await press(pilot, "c")
        await paste(pilot, "\x1b[31mred\x07 \u202eturned")
        for told in (
            "U+001B is shown as ␛,",
            "U+0007 is shown as ␇,",
            "U+202E (right-to-left override) is shown as <U+2",
        ):
            assert f"The control sign {told}" in said(pilot)
        await press(pilot, "enter")

    at_table(tmp_path, act)
    assert [one.why for one in moves(tmp_path, Commit)] == ["␛[31mred␇ <U+202E>turned"]


def test_letters_right_before_enter_are_in_the_reason(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any]) -> None:
        await press(pilot, "c")
        await at_once(pilot, *"because", "enter", "enter")

    at_table(tmp_path, act)
    assert [one.why for one in moves(tmp_path, Commit)] == ["because"]


def test_a_reason_stays_whichever_way_leads_back_to_the_levers(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any]) -> None:
        await press(pilot, "c", *"why")
        await pilot.click("#no")
        await settled(pilot)
        assert isinstance(pilot.app.screen, TableScreen)
        await press(pilot, "c")
        assert pilot.app.screen.query_one(LineInput).value == "why"
        await press(pilot, "escape", "c")
        assert pilot.app.screen.query_one(LineInput).value == "why"
        await press(pilot, *["backspace"] * 3, "escape", "c")  # dropped by whoever wrote it
        assert pilot.app.screen.query_one(LineInput).value == ""

    at_table(tmp_path, act)


async def to_the_sheet(pilot: Pilot[Any]) -> ValueSheet:
    while not [sheet for sheet in pilot.app.screen.query(ValueSheet) if sheet.has_focus]:
        await press(pilot, "n")
    return pilot.app.screen.query_one(ValueSheet)


async def commands_and_back(pilot: Pilot[Any]) -> None:
    await at_once(pilot, *"27", "ctrl+p")
    await press(pilot, "escape", "enter")


WAYS: dict[str, Callable[[Pilot[Any]], Coroutine[Any, Any, None]]] = {
    "enter": lambda pilot: at_once(pilot, *"27", "enter"),
    "tab": lambda pilot: at_once(pilot, *"27", "tab"),
    "quit": lambda pilot: at_once(pilot, *"27", "ctrl+q"),
    "go on": lambda pilot: at_once(pilot, *"27", "n"),
    "commit": lambda pilot: at_once(pilot, *"27", "c"),
    "another row": lambda pilot: at_once(pilot, *"27", "down"),
    "commands": commands_and_back,
}


@pytest.mark.parametrize("way", WAYS)
def test_a_number_that_was_typed_is_taken_on_every_way_out(way: str, tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any]) -> None:
        sheet = await to_the_sheet(pilot)
        assert there(sheet.row).key == "price.breakfast-box"
        await WAYS[way](pilot)
        await settled(pilot)

    at_table(tmp_path, act)
    (mark,) = (tmp_path / "tables").glob("*.bookmark")
    assert '"price.breakfast-box" = 27.0' in mark.read_text()


def test_a_letter_after_a_number_is_refused_in_words_and_is_no_command(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any]) -> None:
        sheet = await to_the_sheet(pilot)
        for letter in "kbm":
            await at_once(pilot, *"27", letter, "enter")
            assert f"given '27{letter}'" in shown(pilot)
            assert pilot.app.focused is sheet and sheet.values["price.breakfast-box"] == 26.0
            await press(pilot, "escape")
        for typed, choice in (("26.375", "26.37 or €26.38"),):
            await at_once(pilot, *typed, "enter")
            assert choice in sheet.problem and "Esc drops it." in shown(pilot)

    at_table(tmp_path, act)


@pytest.mark.parametrize("where", ["#forward", "PhaseBar", "#board", "#panel-box", "KeyBar"])
def test_a_number_that_was_typed_is_taken_when_the_mouse_goes_elsewhere(where: str, tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any]) -> None:
        sheet = await to_the_sheet(pilot)
        await at_once(pilot, *"27")
        await pilot.click(where, offset={"#forward": (3, 0), "KeyBar": (0, 0)}.get(where, (3, 1)))
        await settled(pilot)
        assert sheet.values["price.breakfast-box"] == 27.0 or "27▏" in shown(pilot), "a click on words is no way out"
        await press(pilot, *(["enter"] if sheet.has_focus else []))
        assert sheet.values["price.breakfast-box"] == 27.0

    at_table(tmp_path, act)


@pytest.mark.parametrize("seat", ["marketing", "distribution"])
def test_what_a_lever_is_stands_there_whole_on_a_small_screen(seat: Seat, tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo(seat, "cold-brew")) as pilot:
            await page(pilot, "TableScreen")
            sheet = await to_the_sheet(pilot)
            settings = inside(pilot.app.screen)._seen.sheet
            for setting in settings:
                assert there(sheet.row).key == setting.key
                about = pilot.app.screen.query_one("#lever-about")
                lines = ("".join(part.text for part in about.render_line(y)) for y in range(about.size.height))
                assert setting.about in " ".join(" ".join(lines).split())
                await press(pilot, "down")

    run(journey())


def test_a_number_that_is_refused_is_told_once_beside_the_sheet_and_typing_begins_anew(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any]) -> None:
        sheet = await to_the_sheet(pilot)
        await press(pilot, *"99999", *["down"] * 5)
        assert shown(pilot).count("99999'") == 1 and not pilot.app._notifications
        await press(pilot, *"27")
        assert "99999" not in shown(pilot)
        await press(pilot, "enter")
        assert sheet.values["price.breakfast-box"] == 27.0
        await press(pilot, *"99999", "enter", "escape")
        assert "99999" not in shown(pilot)

    at_table(tmp_path, act)


def test_a_number_that_cannot_be_taken_holds_the_game_open_once(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any]) -> None:
        await to_the_sheet(pilot)
        await at_once(pilot, *"99999", "ctrl+q")
        assert pilot.app.is_running and pilot.app.return_code is None
        assert "Mend what is said here, or leave once more" in said(pilot)
        assert "99999" in shown(pilot)
        await at_once(pilot, "ctrl+q")
        assert not pilot.app._running or pilot.app.return_code == 0

    at_table(tmp_path, act)


def test_words_that_are_not_sent_are_there_again(tmp_path: Path) -> None:
    async def write(pilot: Pilot[Any]) -> None:
        await press(pilot, "n", "n", "a", *"hello")
        assert inside(there(pilot.app.focused)).value == "hello"
        await at_once(pilot, *" you", "ctrl+q")

    async def read(pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: "hello you" in shown(pilot), "the words")
        await press(pilot, "a", "enter")

    at_table(tmp_path, write, structure="sync")
    (record,) = (tmp_path / "tables").glob("*.toml")

    async def journey() -> None:
        async with playing(tmp_path, record) as pilot:
            await page(pilot, "TableScreen")
            await read(pilot)

    run(journey())
    assert [one.text for one in moves(tmp_path, (Answer, Say))] == ["hello you"]


def test_what_is_typed_while_words_are_sent_is_the_next_line(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any]) -> None:
        await press(pilot, "n", "n", "a")
        await at_once(pilot, *"one", "enter", *"two")
        assert inside(there(pilot.app.focused)).value == "two"

    at_table(tmp_path, act, structure="sync")
    assert [one.text for one in moves(tmp_path, (Answer, Say))] == ["one"]


def test_the_first_enter_on_the_cards_asks_the_first_card(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any]) -> None:
        await press(pilot, "n", "n")
        while there(pilot.app.focused).id != "cards":  # what waits for an answer comes first
            await press(pilot, "tab")
        first, *others = there(pilot.app.screen.query_one(TalkPane)._seen).cards
        await press(pilot, "enter")
        assert there(pilot.app.screen.query_one(TalkPane)._seen).cards == tuple(others)
        assert [one.card for one in moves(tmp_path, Ask) if one.seat == "marketing"] == [first.key]

    at_table(tmp_path, act)


def test_a_proposal_keeps_what_was_typed_last(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any]) -> None:
        await press(pilot, "p", "right", "tab")
        await at_once(pilot, *"so", "ctrl+s")
        await settled(pilot)
        assert isinstance(pilot.app.screen, TableScreen)
        (mine,) = [one for one in there(pilot.app.screen._seen).proposals if one.by == "distribution"]
        assert mine.why == "so"

    at_table(tmp_path, act, seat="distribution", structure="sync")


def test_a_proposal_made_on_the_plan_is_answered_there(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any]) -> None:
        await to_the_sheet(pilot)
        await press(pilot, "p", "right", "ctrl+s")
        await until(pilot, lambda: "Distribution" in said(pilot) or "distribution" in said(pilot), "the answer")
        (mine,) = [one for one in inside(pilot.app.screen)._seen.proposals if one.by == "marketing"]
        assert mine.status in ("signed", "declined")
        assert ("Distribution has signed it" if mine.status == "signed" else "Distribution says no") in said(pilot)
        assert not mine.answer or mine.answer in said(pilot)

    at_table(tmp_path, act)


def test_a_kept_line_keeps_two_lines(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any]) -> None:
        await commit(pilot)
        await page(pilot, "RevealScreen")
        await press(pilot, "s")
        await paste(pilot, "first\nsecond")
        await press(pilot, "enter")

    at_table(tmp_path, act)
    (record,) = (tmp_path / "tables").glob("*.toml")
    assert "first second" in record.read_text()
