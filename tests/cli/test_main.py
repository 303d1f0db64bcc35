import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from game import __version__
from game.cli import main
from game.cli.main import INTERRUPTED, PIPE_CLOSED, REFUSED, LazyCommand
from tests.house.checkout import ROOT

WAYWARD = {
    name: LazyCommand(f"tests.cli.wayward:{name.replace('-', '_')}", "Goes wrong.")
    for name in (
        "refuses",
        "is-interrupted",
        "is-interrupted-at-a-prompt",
        "asks",
        "reads-a-folder",
        "prints",
        "prints-signs",
        "takes-a-seed",
    )
}
RUN_WAYWARD = """
import sys
from game.cli import main
from tests.cli.test_main import WAYWARD
main.lastmile.lazy = WAYWARD
sys.exit(main.run())
"""


@pytest.fixture
def wayward(monkeypatch: pytest.MonkeyPatch, lastmile: Callable[..., Any]) -> Callable[..., Any]:
    monkeypatch.setattr(main.lastmile, "lazy", WAYWARD)
    return lastmile


def process(*arguments: str, stdout: int, **environment: str) -> CompletedProcess[bytes]:
    """The command line in a process of its own, with the output buffered as Python does by itself."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    command = [sys.executable, "-c", RUN_WAYWARD, *arguments]
    surroundings = {**inherited, **environment}
    return subprocess.run(command, cwd=ROOT, env=surroundings, stdout=stdout, stderr=subprocess.PIPE, check=False)


def test_alone_it_prints_the_way_in(lastmile: Callable[..., Any]) -> None:
    code, out, err = lastmile()
    assert (code, err) == (0, "")
    for way in ("lastmile demo", "lastmile play --plain", "lastmile scenario list"):
        assert way in out


def test_alone_without_a_terminal_it_says_so_and_offers_the_demo(lastmile: Callable[..., Any]) -> None:
    _, out, _ = lastmile()
    assert out.endswith("needs a terminal, and there is none here.\nWatch a season instead: lastmile demo\n")


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_lists_every_command_with_its_summary(lastmile: Callable[..., Any], option: str) -> None:
    code, out, err = lastmile(option)
    assert (code, err) == (0, "")
    for name, command in main.COMMANDS.items():
        assert any(line.split() == [name, *command.summary.split()] for line in out.splitlines())


def test_it_tells_its_version(lastmile: Callable[..., Any]) -> None:
    code, out, err = lastmile("--version")
    assert (code, err) == (0, "")
    assert re.fullmatch(rf"lastmile {re.escape(__version__)}\nrules [0-9a-f]{{8}}\ncontent [0-9a-f]{{8}}\n", out)


def test_a_mistyped_command_is_answered_with_the_nearest(lastmile: Callable[..., Any]) -> None:
    code, out, err = lastmile("dmeo")
    assert (code, out) == (REFUSED, "")
    assert err.splitlines()[0] == "lastmile: There is no command 'dmeo'. Did you mean 'demo'?"


def test_a_command_like_no_other_is_answered_with_all_there_are(lastmile: Callable[..., Any]) -> None:
    code, _, err = lastmile("zzz")
    assert code == REFUSED
    assert f"There are: {', '.join(main.COMMANDS)}." in err


def test_a_wrong_option_is_refused_with_the_command_to_ask(wayward: Callable[..., Any]) -> None:
    code, out, err = wayward("takes-a-seed", "--sede", "3")
    assert (code, out) == (REFUSED, "")
    assert "--sede" in err
    assert "'lastmile takes-a-seed --help'" in err


def test_a_wrong_value_is_refused_with_its_option(wayward: Callable[..., Any]) -> None:
    code, _, err = wayward("takes-a-seed", "--seed", "many")
    assert code == REFUSED
    assert "--seed" in err
    assert "'many'" in err


def test_a_refusal_is_its_message_and_nothing_else(wayward: Callable[..., Any]) -> None:
    assert wayward("refuses") == (REFUSED, "", "scenario.toml:3:1: expected a price above 0, found -2\n")


@pytest.mark.parametrize("command", ["is-interrupted", "is-interrupted-at-a-prompt"])
def test_ctrl_c_ends_quietly(wayward: Callable[..., Any], command: str) -> None:
    code, out, err = wayward(command)
    assert (code, out, err.strip()) == (INTERRUPTED, "", "")


def test_an_input_that_ends_too_soon_is_told(monkeypatch: pytest.MonkeyPatch, wayward: Callable[..., Any]) -> None:
    with open(os.devnull, encoding="utf-8") as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        code, _, err = wayward("asks")
    assert code == REFUSED
    assert "The input ended while an answer was still awaited." in err


def test_a_file_that_cannot_be_read_is_named(wayward: Callable[..., Any]) -> None:
    code, _, err = wayward("reads-a-folder")
    assert code == REFUSED
    assert err.startswith("/: ")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("arguments", [["--help"], ["prints"]])
def test_a_reader_who_leaves_is_not_complained_to(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ended = process(*arguments, stdout=writing)
    finally:
        os.close(writing)
    assert (ended.returncode, ended.stderr) == (PIPE_CLOSED, b"")


def test_a_sign_that_the_terminal_lacks_becomes_a_question_mark() -> None:
    ended = process("prints-signs", stdout=subprocess.PIPE, PYTHONIOENCODING="ascii")
    assert ended.returncode == 0
    assert ended.stdout.split() == [b"10", b"?", b"2", b"?", b"20"]


def test_the_module_and_the_command_are_one() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "game", "--version"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ended.stdout.startswith(f"lastmile {__version__}\n")


@pytest.mark.skipif(sys.platform == "win32", reason="ends by a signal")
def test_ctrl_c_has_its_exit_code_wherever_python_was(tmp_path: Path) -> None:
    (tmp_path / "tried.py").write_text(
        "import sys; from game import __main__; from game.cli import main\n"
        "def run():\n"
        "    try: exec('raise KeyboardInterrupt')\n"  # as in a class that is being made
        "    except KeyboardInterrupt: print('saved', end=''); return 130\n"
        "main.run = run; sys.argv = ['lastmile', 'play']; __main__.main()"
    )
    done = subprocess.run(
        [sys.executable, "-m", "tried"], capture_output=True, text=True, check=False, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (130, "saved", "")
