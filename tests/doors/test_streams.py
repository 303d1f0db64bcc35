"""Every command with its streams closed: one message or none, never a traceback."""

import os
import subprocess
import sys

import pytest

from game.cli.main import COMMANDS

WORDS = {
    "demo": ["demo", "first-day"],
    "play": ["play", "--plain", "first-day", "--record", "{tmp}/table.toml"],
    "debrief": ["debrief", "{tmp}/none.toml"],
    "guide": ["guide"],
    "lab": ["lab", "simulate", "first-day", "--seasons", "5"],
    "enter": ["enter", "{tmp}/paper.toml", "--scenario", "first-day"],
    "kit": ["kit", "nowhere"],
    "scenario": ["scenario", "list"],
    "survey": ["survey", "{tmp}/survey.toml"],
    "workshop": ["workshop", "ninety-minutes"],
}


def run(tmp_path, words, redirect):
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


def test_every_command_is_tried():
    assert set(WORDS) == set(COMMANDS)


@pytest.mark.parametrize("name", WORDS)
def test_a_command_whose_output_is_closed_says_so_and_does_nothing(name, tmp_path):
    done = run(tmp_path, WORDS[name], ">&-")
    assert (done.returncode, done.stderr.decode().count("\n")) == (2, 1)
    assert b"the standard output is closed" in done.stderr
    assert not list(tmp_path.rglob("*.toml"))


@pytest.mark.parametrize("name", WORDS)
def test_a_command_without_input_or_a_place_for_errors_ends_in_order(name, tmp_path):
    done = run(tmp_path, WORDS[name], "<&- 2>&-")
    assert done.returncode in (0, 2)
    assert b"Traceback" not in done.stderr + done.stdout
    if name in ("play", "enter", "survey", "workshop"):
        assert b"saved" in done.stdout


def test_control_signs_of_an_argument_are_shown_and_never_obeyed(tmp_path):
    for words in (["demo", "x\x1b]0;t\x07"], ["play", "--plain", "\x9b31m"], ["debrief", "\x1b[2J.toml"]):
        done = run(tmp_path, words, "")
        assert done.returncode == 2
        assert done.stderr.decode().replace("\n", "").isprintable()
