"""What the terminal does: signals, a window of hardly any size."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any, cast

import pytest
from textual.events import Key, MouseDown, MouseMove, MouseScrollDown, MouseUp, Paste
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import HelpPanel

from game.app.terminal import ForeignBytes, LastingWriter, PasteParser, patient_decoder
from game.app.widgets.choosing import Palette
from game.app.widgets.lines import LineInput
from game.app.widgets.sheet import ValueSheet
from tests.app.playing import inside, key_of, ours, page, playing, press, run, settled, shown, solo, until
from tests.app.tour import tour
from tests.house.checkout import ROOT
from tests.narrowed import there

pexpect = pytest.importorskip("pexpect")


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT"])
def test_a_signal_that_ends_the_game_gives_the_terminal_back(name: str, tmp_path: Path) -> None:
    number = getattr(signal, name)
    environment = {**os.environ, "LASTMILE_HOME": str(tmp_path), "TERM": "xterm-256color"}
    game = pexpect.spawn(
        sys.executable, ["-m", "game"], cwd=str(ROOT), env=environment, dimensions=(40, 120), timeout=120
    )
    game.expect("Three guided months")
    game.expect("Leave")
    game.kill(number)
    game.expect(pexpect.EOF)
    game.close()
    left = game.before.decode(errors="replace")
    assert game.exitstatus == 128 + number
    assert "\x1b[?1049l" in left, "back from the alternate screen"
    assert "\x1b[?25h" in left, "the cursor is shown again"
    assert "\x1b[?1000l" in left, "the mouse is let go"


class GoneTerminal:
    """A terminal whose other end has been closed."""

    def write(self, text: str) -> int:
        raise OSError(5, "Input/output error")

    def flush(self) -> None:
        raise OSError(5, "Input/output error")


def test_a_terminal_that_is_gone_holds_nobody_up() -> None:
    def draw_a_page() -> None:
        writer.start()
        for _ in range(200):
            writer.write("a line")
        writer.stop()

    writer = LastingWriter(cast("IO[str]", GoneTerminal()))
    drawing = threading.Thread(target=draw_a_page, daemon=True)
    drawing.start()
    drawing.join(30)
    assert not drawing.is_alive()


STUCK = """
import asyncio, signal, threading
from game.app.terminal import end_in_order

class Stuck:
    def end_with(self, code):
        pass

async def stuck():
    app = Stuck()
    end_in_order(app)
    print("ready", flush=True)
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()

asyncio.run(stuck())
"""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_an_app_that_is_stuck_ends_all_the_same(name: str) -> None:
    number = getattr(signal, name)
    app = subprocess.Popen([sys.executable, "-c", STUCK], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert app.stdout is not None and app.stdout.readline() == "ready\n"
    app.send_signal(number)
    try:
        assert app.wait(60) == 128 + number
    finally:
        app.kill()
        app.stdout.close()


def test_what_was_being_typed_is_kept_when_a_signal_comes(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo()) as pilot:
            await page(pilot, "TableScreen")
            while not [sheet for sheet in pilot.app.screen.query(ValueSheet) if sheet.has_focus]:
                await press(pilot, "n")
            sheet = pilot.app.screen.query_one(ValueSheet)
            key, high = there(sheet.row).key, there(sheet.row).high
            await press(pilot, *f"{high:g}")
            ours(pilot.app).end_with(128 + signal.SIGTERM)
            await until(pilot, lambda: pilot.app.return_code is not None, "the end")
            found.update({key: high})

    found: dict[str, Any] = {}
    run(journey())
    (mark,) = (tmp_path / "tables").glob("*.bookmark")
    (key, high), text = found.popitem(), mark.read_text()
    assert f"{key.partition('.')[0]}" in text and f"{high:g}" in text


def test_a_window_too_small_says_how_large_it_should_be_and_nothing_breaks(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, size=(300, 40)) as pilot:
            for size in ((300, 1), (1, 1), (45, 40), (80, 11)):
                await pilot.resize_terminal(*size)
                await press(pilot, "pageup", "pagedown", "home", "end", "down")
            assert "46 columns and 12 rows" in " ".join(shown(pilot).split())
            await pilot.resize_terminal(80, 24)
            await settled(pilot)
            assert "Three guided months" in shown(pilot) and "larger" not in shown(pilot)

    run(journey())


def test_in_a_window_too_small_only_its_word_is_laid_out_and_no_letter_reaches_the_field_behind_it(
    tmp_path: Path,
) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo()) as pilot:
            await page(pilot, "TableScreen")
            await press(pilot, "n", "c")
            await page(pilot, "CommitScreen")
            await press(pilot, *"ab")
            for size in ((20, 5), (300, 1), (46, 11), (1, 1)):
                await pilot.resize_terminal(*size)
                await settled(pilot)
                laid = [one for one in pilot.app.screen.walk_children(Widget) if one.display and one.region.area]
                assert [type(one).__name__ for one in laid] == ["KeyBar"]
                await press(pilot, "c")
            await pilot.resize_terminal(80, 24)
            await settled(pilot)
            line = pilot.app.screen.query_one("#answer", LineInput)
            assert (line.value, line.has_focus) == ("ab", True)
            await press(pilot, "d")  # and what is being written goes on
            assert line.value == "abd"

    run(journey())


def test_in_a_window_too_small_no_key_no_click_and_no_paste_does_anything_on_any_page(tmp_path: Path) -> None:
    def kept() -> dict[Path, bytes]:
        return {one: one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()}

    def standing(pilot: Pilot[Any]) -> list[object]:
        return [*pilot.app.screen_stack, pilot.app.screen.focused, *pilot.app.screen.query(HelpPanel)]

    async def journey() -> None:
        async for stop in tour(tmp_path):
            pilot = stop.pilot
            before, open_ = kept(), standing(pilot)
            keys = {*pilot.app.screen.active_bindings, "enter", "escape", "c", "n", "1", "tab"} - {"ctrl+q", "ctrl+c"}
            await pilot.resize_terminal(45, 12)
            await settled(pilot)
            assert "46 columns and 12 rows" in " ".join(shown(pilot).split()), stop.name
            for key in sorted(keys):
                pilot.app.post_message(key_of(key))
            for at in ((1, 1), (20, 6), (44, 11)):
                for kind in (MouseMove, MouseDown, MouseUp, MouseScrollDown):
                    pilot.app.post_message(kind(None, *at, 0, 0, 1, False, False, False, *at))
            pilot.app.post_message(Paste("7\n"))
            await settled(pilot)
            await pilot.resize_terminal(80, 24)
            await settled(pilot)
            assert (kept(), standing(pilot)) == (before, open_), stop.name
            seen.append(stop.name)

    seen: list[str] = []
    run(journey())
    assert {"menu", "help", "plan", "commit", "propose", "curtain", "ranking", "debrief promise"} <= set(seen)


def test_in_a_window_too_small_the_palette_does_nothing_and_is_not_laid_out(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path) as pilot:
            await press(pilot, "ctrl+p", *"leave")
            await pilot.resize_terminal(45, 12)
            await settled(pilot)
            assert "46 columns and 12 rows" in " ".join(shown(pilot).split())
            assert not [one for one in pilot.app.screen.walk_children(Widget) if one.display and one.region.area]
            await press(pilot, "down", "enter")
            assert pilot.app.is_running and isinstance(pilot.app.screen, Palette)

    run(journey())


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
def test_a_window_too_small_is_left_as_any_other_and_what_is_being_written_is_kept(tmp_path: Path, key: str) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo()) as pilot:
            await page(pilot, "TableScreen")
            await press(pilot, "n", "c", *"why")
            await pilot.resize_terminal(45, 12)
            await settled(pilot)
            pilot.app.post_message(key_of(key))
            await until(pilot, lambda: pilot.app._exit, "the end")
            assert pilot.app.return_code == {"ctrl+q": 0, "ctrl+c": 130}[key]

    run(journey())
    (mark,) = (tmp_path / "tables").glob("*.bookmark")
    assert 'reason = "why"' in mark.read_text()


@pytest.mark.parametrize("keys", [(), ("n", "c", "w"), ("ctrl+p",)])
def test_control_c_says_once_how_the_game_is_left_and_asked_again_leaves_it(tmp_path: Path, keys: Any) -> None:
    def said(pilot: Pilot[Any]) -> list[str]:
        return [notice.message for notice in pilot.app._notifications]

    async def journey() -> None:
        async with playing(tmp_path, solo()) as pilot:
            await page(pilot, "TableScreen")
            await press(pilot, *keys, "ctrl+c")
            word = "Press Ctrl+C once more, or Ctrl+Q at any time. All that you have done here is kept."
            assert said(pilot) == [word]
            await press(pilot, "left", "ctrl+c")  # not at once: it is said again
            assert said(pilot) == [word, word] and not pilot.app._exit
            pilot.app.post_message(key_of("ctrl+c"))
            await until(pilot, lambda: pilot.app._exit, "the end")
            assert pilot.app.return_code == 130

    run(journey())
    assert 'reason = "w"' in next((tmp_path / "tables").glob("*.bookmark")).read_text() or "w" not in keys


def test_control_c_copies_what_is_marked_and_ends_nothing(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo()) as pilot:
            await page(pilot, "TableScreen")
            await press(pilot, "n", "c", *"why", "shift+home")
            await press(pilot, "ctrl+c", "ctrl+c", "ctrl+c")
            assert pilot.app.clipboard == "why" and not pilot.app._exit and not pilot.app._notifications

    run(journey())


def test_keys_behind_the_one_that_ends_the_game_do_nothing(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path) as pilot:
            pilot.app.exit()
            await pilot.app._close_all()  # as far as the end has come when the next key is read
            for key in ("f1", "ctrl+p", "n"):
                await pilot.app.on_event(key_of(key))
            assert pilot.app._exception is None

    run(journey())


def test_a_paste_into_the_palette_shows_no_control_sign_as_it_is(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path) as pilot:
            await press(pilot, "ctrl+p")
            pilot.app.post_message(Paste("e\u202eabc"))
            await settled(pilot)
            assert "e<U+202E>abc" in shown(pilot) and "\u202e" not in shown(pilot)

    run(journey())


def test_help_beside_a_table_in_the_least_window_comes_to_rest(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo()) as pilot:
            await page(pilot, "TableScreen")
            await press(pilot, "f1")
            for size in ((300, 1), (45, 60), (46, 12)):
                await pilot.resize_terminal(*size)
                await settled(pilot)  # it laid itself out for ever, a scroll bar coming and going
            assert pilot.app.screen.query("HelpPanel")

    run(journey())


def test_the_palette_in_a_window_without_room_for_it_breaks_nothing(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path) as pilot:
            await press(pilot, "ctrl+p", "down")
            for size in ((300, 1), (20, 5), (1, 1), (80, 24)):
                await pilot.resize_terminal(*size)
                await settled(pilot)
                await press(pilot, "pagedown", "pageup", "down", "up", "home", "end")
                assert type(pilot.app.screen).__name__ == "Palette"
            await press(pilot, "ctrl+p", "escape", "escape")
            await page(pilot, "MenuScreen")

    run(journey())


@pytest.mark.parametrize("pieces", [1, 3, 1000])
def test_a_paste_is_text_to_its_end_and_types_nothing(pieces: int) -> None:
    parser, found = PasteParser(), []
    sent = "a\x1b[200~one\x1b[31m\rtwo\x1b\x1b[A\r\x1b[201~b\x1b[A"
    step = -(-len(sent) // pieces) if pieces < 1000 else 1
    beginning = len("a\x1b[200~")  # arrives whole: it is what a read begins with
    for part in (sent[:beginning], *(sent[at : at + step] for at in range(beginning, len(sent), step))):
        found += [(one.key if isinstance(one, Key) else inside(one).text) for one in parser.feed(part)]
    assert found == ["a", "one\x1b[31m\rtwo\x1b\x1b[A\r", "b", "up"]  # whoever takes it draws and tells what steers


def read(*parts: bytes) -> list[str]:
    """What comes of these bytes: keys, pastes, and a word where something was not taken."""
    decode, parser, found = patient_decoder("utf-8")().decode, PasteParser(), []
    for part in parts:
        for event in parser.feed(decode(part)):
            foreign = "not taken: " + ("paste" if isinstance(event, ForeignBytes) and event.pasted else "sign")
            found.append(getattr(event, "character", "") or getattr(event, "text", "") or foreign)
    return found


def test_bytes_of_another_encoding_are_refused_and_what_follows_them_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    monkeypatch.setattr("locale.getpreferredencoding", lambda _: "UTF-8")
    assert read(b"f\xe9 we", b"i\xc3", b"\x9f") == ["f", "not taken: sign", " ", "w", "e", "i", "\xdf"]
    assert read(b"\x1b[200~Caf\xe9 a", b"nd\x1b[201~x") == ["not taken: paste", "x"]
    assert read("\x1b[200~Café � and\x1b[201~".encode()) == ["Café � and"]


def test_bytes_in_the_encoding_of_the_locale_are_read_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    monkeypatch.setattr("locale.getpreferredencoding", lambda _: "cp1252")
    assert read(b"f\xe9", b" x") == ["f", "é", " ", "x"]  # it may be the beginning of a sign until another byte comes
    assert read(b"\x1b[200~Caf\xe9 \x80 5\x1b[201~") == ["Café € 5"]


def test_what_was_not_taken_is_said_once_and_no_line_holds_it(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo()) as pilot:
            await page(pilot, "TableScreen")
            await press(pilot, "n", "c")
            await page(pilot, "CommitScreen")
            await press(pilot, "a")
            for _ in range(5):
                pilot.app.post_message(ForeignBytes(pasted=False))
            pilot.app.post_message(ForeignBytes(pasted=True))
            await settled(pilot)
            words = " ".join(shown(pilot).replace("▌", " ").split())
            assert words.count("The sign was not taken.") == 1
            assert "Nothing of the paste was taken. Its bytes are no UTF-8" in words
            assert pilot.app.screen.query_one("#answer", LineInput).value == "a"

    run(journey())
