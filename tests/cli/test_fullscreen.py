"""The full-screen game from the command line, in a real terminal."""

import re
import struct
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.prompting import PLAY, surroundings
from tests.house.checkout import ROOT

pexpect, fcntl, termios = (pytest.importorskip(name) for name in ("pexpect", "fcntl", "termios"))

HEIGHT, WIDTH = 24, 80


def terminal(home: Path, *arguments: str, size: tuple[int, int] = (HEIGHT, WIDTH), **more: str) -> Any:
    """The command line in a terminal of its own."""
    environment = {**surroundings(home), "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none", **more}
    command = [*PLAY[:-1], *arguments]

    def sized() -> None:
        """Give the terminal its size before the program looks: from outside it may come late on a busy machine."""
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))

    return pexpect.spawn(
        command[0], command[1:], cwd=ROOT, env=environment, dimensions=size, timeout=60, encoding="utf-8",
        preexec_fn=sized,
    )  # fmt: skip


def ended(child: Any) -> int:
    child.expect(pexpect.EOF)
    child.close()
    return int(child.exitstatus)


def test_alone_it_opens_the_menu_and_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    child = terminal(tmp_path)
    child.expect("Three guided months")
    child.send("q")
    assert ended(child) == 0
    assert "\x1b[?1049l" in child.before, "the screen from before comes back"


def test_play_goes_straight_to_a_table_from_the_seat_that_was_asked_for(tmp_path: Path) -> None:
    child = terminal(tmp_path, "play", "cold-brew", "--seat", "distribution", "--structure", "silo", "--seed", "7")
    child.expect("Distribution")
    child.expect("month 1 of 8")
    child.send("\x11")  # Ctrl+Q
    assert ended(child) == 0
    assert (tmp_path / "tables" / "cold-brew.toml").is_file()
    assert "seed = 7" in (tmp_path / "tables" / "cold-brew.toml").read_text(encoding="utf-8")

    child = terminal(tmp_path, "play", "--resume")
    child.expect("month 1 of 8")
    child.send("\x11")
    assert ended(child) == 0


def test_ctrl_c_leaves_when_it_is_pressed_again_and_says_how_to_go_on(tmp_path: Path) -> None:
    child = terminal(tmp_path, "play", "first-day", "--seat", "marketing", "--seed", "7")
    child.expect("month 1 of 3")
    child.send("\x03")
    child.expect("once more")
    child.send("\x03")
    assert ended(child) == 130
    assert "The table is saved. To go on with it:\r\n  lastmile play --resume\r\n" in child.before


def test_a_first_day_is_guided_on_the_screen(tmp_path: Path) -> None:
    child = terminal(tmp_path, "play", "first-day", "--record", str(tmp_path / "mine.toml"))
    child.expect("next hint")
    child.send("\x11")
    assert ended(child) == 0
    assert (tmp_path / "mine.toml").is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--partner", "nobody"], "given 'nobody'"),
        (["cold-bew"], "Did you mean 'cold-brew'"),
        (["--seat", "both", "--partner", "cost-hawk"], "expected none with --seat both"),
        (["--resume"], "no unfinished table"),
        (["--resume", "nowhere.toml"], "nowhere.toml"),
    ],
)
def test_what_cannot_be_opened_is_refused_in_the_terminal_with_code_2(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    child = terminal(tmp_path, "play", *arguments)
    assert ended(child) == 2
    assert said in " ".join(child.before.split())
    assert not list(tmp_path.glob("tables/*.toml"))


def test_a_terminal_that_cannot_move_its_cursor_is_told_of_the_plain_way(tmp_path: Path) -> None:
    child = terminal(tmp_path, "play", TERM="dumb")
    assert ended(child) == 2
    assert "lastmile play --plain" in child.before


def test_help_needs_no_screen_and_no_rules() -> None:
    import subprocess

    code = (
        "import sys; sys.argv = ['lastmile', 'play', '--help']; from game.cli.main import run; run(); "
        "print(sorted({'textual', 'numpy', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_without_colour_no_colour_code_is_written(tmp_path: Path) -> None:
    child = terminal(tmp_path, NO_COLOR="1")
    child.expect("Three guided months")
    drawn = child.before
    child.send("q")
    assert ended(child) == 0
    drawn += child.before
    codes = {code for sequence in re.findall(r"\x1b\[([\d;]*)m", drawn) for code in sequence.split(";")}
    assert codes, "it draws with styles, if with no colours"
    assert not codes & {str(code) for code in (*range(30, 39), *range(40, 49), *range(90, 98), *range(100, 108))}


@pytest.mark.parametrize(
    ("height", "width", "shown"), [(8, 20, "Make this window"), (4, 12, "Make this"), (60, 200, "[Mm]arketing")]
)
def test_a_window_of_any_size_opens_plays_and_closes(tmp_path: Path, height: int, width: int, shown: str) -> None:
    child = terminal(tmp_path, "play", "first-day", "--seat", "marketing", "--seed", "7", size=(height, width))
    child.expect(shown)  # in a window that is too small there is nothing else to wait for
    for keys in ("c", "\r", "s", "\x1b", "n"):
        child.send(keys)
    child.setwinsize(24, 80)
    child.expect("month")
    child.send("\x11")
    assert ended(child) == 0
