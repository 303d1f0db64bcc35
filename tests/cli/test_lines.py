"""Lines typed at a prompt: text or a refusal, several pasted at once, and an end by Ctrl-C at any moment."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from game.cli.prompt.lines import Lines, parting
from tests.house.checkout import ROOT


@pytest.mark.parametrize(
    ("sign", "named"),
    [
        ("\x00", "U+0000"), ("\x07", "U+0007"), ("\x1b", "U+001B"), ("\x7f", "U+007F"), ("\x9b", "U+009B"),
        ("\u2028", "U+2028 (line separator)"), ("\u2029", "U+2029 (paragraph separator)"),
        ("\u202e", "U+202E (right-to-left override)"), ("\u2067", "U+2067 (right-to-left isolate)"),
    ],
)  # fmt: skip
def test_a_control_sign_is_refused_by_name_and_the_next_line_counts(sign: str, named: str) -> None:
    out = StringIO()
    lines = Lines(StringIO(f"because{sign} we can\nbecause we may\n"), out)
    assert lines.ask("why") == "because we may"
    said = " ".join(out.getvalue().split())
    assert said.startswith(f"expected plain text, given the control sign {named} at character 8. Leave it out.")
    assert ("Arrow keys" in said) == (sign == "\x1b")
    assert sign not in said


def test_a_tab_is_a_space_and_a_byte_order_mark_is_nothing() -> None:
    lines = Lines(StringIO("\ufeffprice\t9 \n"), StringIO())
    assert lines.ask("plan") == "price 9"


def test_bytes_that_are_no_text_are_refused() -> None:
    out = StringIO()
    assert Lines(StringIO("gr\udcf6\udcdfer\nbigger\n"), out).ask("why") == "bigger"
    assert "expected text in UTF-8" in out.getvalue()


@pytest.fixture
def terminal() -> Iterator[tuple[Callable[..., Any], Lines]]:
    """A terminal of this test's own: what is typed into it, and the lines that come out."""
    keys, end = os.openpty()
    with os.fdopen(end, encoding="utf-8") as source:
        yield (lambda text: os.write(keys, text.encode())), Lines(source, StringIO())
    os.close(keys)


@pytest.mark.skipif(sys.platform == "win32", reason="has no such terminals")
def test_lines_pasted_into_a_reason_stay_together_up_to_a_command(terminal: tuple[Callable[..., Any], Lines]) -> None:
    type_, lines = terminal
    type_("because we promised,\nand they wait.\nquit\n")
    first = lines.read()
    assert lines.with_pasted(first, lambda line: line == "quit") == "because we promised, and they wait."
    assert lines.read() == "quit"
    type_("because\n\nnext\n")
    assert lines.with_pasted(lines.read(), lambda line: False) == "because"
    assert [lines.read(), lines.read()] == ["", "next"]


def test_lines_of_a_pipe_are_each_their_own() -> None:
    lines = Lines(StringIO("because\nand so\n"), StringIO())
    assert lines.with_pasted(lines.read(), lambda line: False) == "because"


@pytest.mark.skipif(sys.platform == "win32", reason="has no such terminals")
@pytest.mark.parametrize("spoken", [True, False])
def test_what_is_saved_is_said_below_the_prompt_that_ctrl_c_left(spoken: bool) -> None:
    keys, end = os.openpty()
    with os.fdopen(end, encoding="utf-8") as source, suppress(KeyboardInterrupt):
        lines = Lines(source, out := StringIO(), spoken=spoken)
        with parting(lines, "All is saved.", "lastmile play"):
            lines.show_prompt("Plan")
            raise KeyboardInterrupt
    os.close(keys)
    assert [line.strip() for line in out.getvalue().splitlines()][1:] == ["All is saved.", "lastmile play"]


@pytest.mark.skipif(sys.platform == "win32", reason="ends by a signal")
@pytest.mark.parametrize(
    "words",
    [
        ["demo", "first-day"],
        ["play", "first-day", "--spoken", "--seed", "3"],
        ["enter", "table.toml", "--scenario", "first-day"],
        ["workshop", "ninety-minutes"],
    ],
    ids=lambda words: words[0],
)
def test_ctrl_c_after_the_first_line_ends_in_order(tmp_path: Path, words: list[str]) -> None:
    surroundings = {**os.environ, "LASTMILE_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-m", "game", *words], cwd=tmp_path, env=surroundings, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()
    assert process.returncode == 130
    assert b"Traceback" not in err
