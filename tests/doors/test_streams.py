"""The streams of every command: closed, narrow or odd, they end it in order and lose nothing that was typed."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from game.cli.main import COMMANDS
from game.doors import streams
from game.store.replay import read_record
from game.table.moves import Commit, KeepLine
from tests.house.checkout import ROOT

WORDS = {
    "demo": ["demo", "first-day"],
    "play": ["play", "--plain", "first-day", "--record", "{tmp}/table.toml"],
    "host": ["host", "nowhere"],
    "join": ["join", "--plain", "127.0.0.1:9/j/ABC234"],
    "debrief": ["debrief", "{tmp}/none.toml"],
    "guide": ["guide"],
    "lab": ["lab", "simulate", "first-day", "--seasons", "5"],
    "enter": ["enter", "{tmp}/paper.toml", "--scenario", "first-day"],
    "kit": ["kit", "nowhere"],
    "scenario": ["scenario", "list"],
    "survey": ["survey", "{tmp}/survey.toml"],
    "workshop": ["workshop", "ninety-minutes"],
}


SILENT = ("debrief", "kit", "host", "join")
"""Commands that print nothing of what they are asked for here."""


def run(tmp_path: Path, words: list[str], redirect: str) -> CompletedProcess[bytes]:
    command = [sys.executable, "-m", "game", *(word.format(tmp=tmp_path) for word in words)]
    quoted = " ".join(f"'{word}'" for word in command)
    environment = {**os.environ, "LASTMILE_HOME": str(tmp_path / "home")}
    return subprocess.run(
        ["bash", "-c", f"{quoted} {redirect}"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment,
        check=False,
    )


def test_every_command_is_tried() -> None:
    assert set(WORDS) == set(COMMANDS)


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="streams are closed by a shell of another kind")


@pytest.mark.parametrize("name", WORDS)
def test_a_command_whose_output_is_closed_says_so_and_does_nothing(name: str, tmp_path: Path) -> None:
    done = run(tmp_path, WORDS[name], ">&-")
    assert (done.returncode, done.stderr.decode().count("\n")) == (2, 1)
    assert b"the standard output is closed" in done.stderr
    assert not list(tmp_path.rglob("*.toml"))


@pytest.mark.parametrize("name", WORDS)
def test_a_command_without_input_or_a_place_for_errors_ends_in_order(name: str, tmp_path: Path) -> None:
    done = run(tmp_path, WORDS[name], "<&- 2>&-")
    assert done.returncode in (0, 2)
    assert b"Traceback" not in done.stderr + done.stdout
    if name in ("play", "enter", "survey", "workshop"):
        assert b"saved" in done.stdout


@pytest.mark.parametrize("name", WORDS)
def test_a_command_with_everything_closed_does_nothing_and_says_so_by_its_code(name: str, tmp_path: Path) -> None:
    done = run(tmp_path, WORDS[name], "<&- >&- 2>&-")
    assert (done.returncode, done.stdout, done.stderr) == (2, b"", b"")
    assert not list(tmp_path.rglob("*.toml"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("name", [name for name in WORDS if name not in SILENT])
def test_an_output_that_takes_no_more_is_named_with_what_to_do(name: str, tmp_path: Path) -> None:
    done = run(tmp_path, WORDS[name], ">/dev/full")
    assert (done.returncode, done.stderr.decode()) == (
        2,
        "/dev/full: what is printed could not be written: no space left on device. Make room there, or send it "
        "elsewhere.\n",
    )
    assert run(tmp_path, WORDS[name], ">/dev/full 2>&1").returncode == 2


def typed(tmp_path: Path, text: bytes, **environment: str) -> tuple[Any, ...]:
    """What was kept of a reason and a line that were typed in bytes, and what was said."""
    path = tmp_path / "table.toml"
    words = ["play", "--plain", "first-day", "--seed", "3", "--no-survey", "--record", str(path)]
    done = subprocess.run(
        [sys.executable, "-m", "game", *words], input=b"\n\ncommit because " + text + b"\nkeep " + text + b"\nquit\n",
        env={**os.environ, "LASTMILE_HOME": str(tmp_path), **environment}, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    moves = [kept.move for kept in read_record(path).moves if kept.by.role == "person"]
    kept = [move.why for move in moves if isinstance(move, Commit)] + [
        move.text for move in moves if isinstance(move, KeepLine)
    ]
    return kept, " ".join(done.stdout.decode(errors="replace").split())


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"}, {"PYTHONIOENCODING": "utf-16"}, {"PYTHONIOENCODING": "ascii:replace"},
        {"PYTHONIOENCODING": "utf-8:ignore"},
    ],
    ids=str,
)  # fmt: skip
def test_what_is_typed_in_utf_8_is_kept_whatever_the_locale(tmp_path: Path, environment: dict[str, str]) -> None:
    kept, _ = typed(tmp_path, "größer, 日本, ✓".encode(), **environment)
    assert kept == ["größer, 日本, ✓"] * 2


def test_what_is_typed_in_another_encoding_is_read_where_it_is_declared_and_refused_elsewhere(tmp_path: Path) -> None:
    assert typed(tmp_path, "größer".encode("latin-1"), PYTHONIOENCODING="latin-1")[0] == ["größer"] * 2
    (tmp_path / "table.toml").unlink()
    kept, said = typed(tmp_path, "größer".encode("latin-1"), LC_ALL="C")
    assert kept == []
    assert said.count("expected text in UTF-8, given bytes that are none.") == 2


def test_help_stays_where_python_leaves_docstrings_out() -> None:
    show = (
        "import click; from game.cli import main; main.keep_help(main.lastmile)\n"
        "def walk(command, path):\n"
        "    context = click.Context(command, info_name=path)\n"
        "    print(command.get_help(context))\n"
        "    for name in command.list_commands(context) if isinstance(command, click.Group) else ():\n"
        "        walk(command.get_command(context, name), f'{path} {name}')\n"
        "walk(main.lastmile, 'lastmile')\n"
    )
    told = [
        subprocess.run([sys.executable, *how, "-c", show], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for how in ([], ["-OO"])
    ]
    assert told[0].count("Usage: ") == told[1].count("Usage: ") > len(COMMANDS)
    assert told[0] == told[1]


class Screen(StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "terminal", "pipe"),
    [
        ({}, True, False),
        ({"NO_COLOR": ""}, True, False),  # empty counts as not there
        ({"NO_COLOR": "0"}, False, False),  # whatever it says
        ({"FORCE_COLOR": "1"}, True, True),
        ({"FORCE_COLOR": ""}, True, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, False),
    ],
)
def test_colours_follow_the_environment(environment: dict[str, Any], terminal: bool, pipe: bool) -> None:
    known = {"TERM": "xterm", **environment}
    assert (streams.wants_colour(Screen(), known), streams.wants_colour(StringIO(), known)) == (terminal, pipe)
    assert (streams.asks_colour(environment) is not False) == terminal  # the full screen asks this


@pytest.mark.parametrize(
    ("asked", "columns"),
    [("72", 72), ("20", 20), ("500", 500), ("7", 80), ("0", 80), ("501", 80), ("100000", 80), ("-4", 80), ("x", 80),
     ("٨٠", 80), ("", 80)],
)  # fmt: skip
def test_columns_that_make_no_sense_are_passed_over(monkeypatch: pytest.MonkeyPatch, asked: str, columns: int) -> None:
    assert streams.terminal_size(Screen(), {"COLUMNS": asked, "LINES": asked})[0] == columns
    monkeypatch.setenv("COLUMNS", asked)
    streams.drop_senseless_size()
    assert os.environ.get("COLUMNS") == (asked if asked == str(columns) else None)


def test_control_signs_of_an_argument_are_shown_and_never_obeyed(tmp_path: Path) -> None:
    for words in (["demo", "x\x1b]0;t\x07"], ["play", "--plain", "\x9b31m"], ["debrief", "\x1b[2J.toml"]):
        done = run(tmp_path, words, "")
        assert done.returncode == 2
        assert done.stderr.decode().replace("\n", "").isprintable()


LEFT = {
    "demo": (["demo", "first-day", "--record", "{tmp}/t.toml"], "The record of the whole season: {tmp}/t.toml"),
    "play": (
        ["play", "--plain", "first-day", "--record", "{tmp}/t.toml"],
        "The table is saved. To go on with it: lastmile play --plain --resume {tmp}/t.toml",
    ),
    "debrief": (["debrief", "{tmp}/good.toml", "--md", "--out", "{tmp}/o"], "All reports are written in {tmp}/o."),
    "survey": (["survey", "{tmp}/good.toml", "--csv", "{tmp}/o"], "Written: {tmp}/o/predictions.csv, "),
    "simulate": (
        ["lab", "simulate", "first-day", "--seasons", "5", "--csv", "{tmp}/s.csv"],
        "Written: {tmp}/s.csv.",
    ),
    "scenario": (["scenario", "new", "ours", "--dir", "{tmp}"], "The scenario is there whole: {tmp}/ours"),
}


@pytest.mark.parametrize("name", LEFT)
def test_where_nobody_reads_any_more_the_work_is_finished_and_the_errors_say_so(name: str, tmp_path: Path) -> None:
    demo(tmp_path / "good.toml")
    words, kept = ([word.format(tmp=tmp_path) for word in LEFT[name][0]], LEFT[name][1].format(tmp=tmp_path))
    done = unread(tmp_path, *words)
    assert done.returncode == 1
    assert f"Nobody reads the output any more, so the rest was not printed. {kept}" in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    if name == "demo":
        assert read_record(tmp_path / "t.toml").table.over
    if name == "simulate":
        assert (tmp_path / "s.csv").read_bytes().count(b"\r\n") == 6


def test_what_only_prints_ends_without_a_word_where_nobody_reads_it(tmp_path: Path) -> None:
    for words in (["guide"], ["demo", "first-day"], ["scenario", "list"]):
        done = unread(tmp_path, *words)
        assert (done.returncode, done.stderr) == (1, b"")


def demo(record: Path) -> None:
    command = [sys.executable, "-m", "game", "demo", "first-day", "--record", str(record)]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


def unread(tmp_path: Path, *words: str) -> CompletedProcess[bytes]:
    """A command whose output nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        return subprocess.run(
            [sys.executable, "-m", "game", *words],
            stdin=subprocess.DEVNULL,
            stdout=writer,
            stderr=subprocess.PIPE,
            env={**os.environ, "LASTMILE_HOME": str(tmp_path / "home")},
            check=False,
        )
    finally:
        os.close(writer)
