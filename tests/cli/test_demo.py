"""The command `lastmile demo`, as a person and as a program call it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from game.cli import main
from game.scenario.shelf import shipped
from game.scenario.summary import start
from game.store.replay import read_record
from tests.house.checkout import ROOT
from tests.narrowed import there


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch, lastmile: Callable[..., Any]) -> Callable[..., Any]:
    """Run the demo with some arguments: its exit code, what it printed, what it complained of."""
    monkeypatch.setenv("COLUMNS", "80")

    return partial(lastmile, "demo")


@pytest.mark.parametrize("structure", ["silo", "talk", "sync"])
def test_a_season_is_told_from_its_title_to_its_closing_page(demo: Callable[..., Any], structure: str) -> None:
    code, out, err = demo("first-day", "--structure", structure)
    assert (code, err) == (0, "")
    for part in ("First day", "March", "April", "May", "The season", "Joint value of the season"):
        assert part in out
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("slug", [slug for slug in shipped() if slug != "first-day"])
def test_every_scenario_plays(demo: Callable[..., Any], slug: str) -> None:
    code, out, err = demo(slug)
    assert (code, err) == (0, "")
    assert "Joint value of the season" in out


def test_the_same_seed_tells_the_same_season_and_another_another(demo: Callable[..., Any]) -> None:
    first, again, other = (demo("first-day", "--seed", seed)[1] for seed in ("3", "3", "4"))
    assert first == again
    assert first != other


def test_the_personas_are_those_asked_for(demo: Callable[..., Any]) -> None:
    _, out, _ = demo("first-day", "--marketing", "brand-guardian", "--distribution", "firefighter")
    assert "the brand guardian" in out
    assert "the firefighter" in out


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["cold-brw"], "'cold-brew'"),
        (["--marketing", "growth-chser"], "'growth-chaser'"),
        (["--distribution", "cost-hark"], "'cost-hawk'"),
    ],
)
def test_a_mistyped_name_is_answered_with_the_nearest(
    demo: Callable[..., Any], arguments: list[str], meant: str
) -> None:
    code, out, err = demo(*arguments)
    assert (code, out) == (main.REFUSED, "")
    assert f"Did you mean {meant}?" in err
    assert len(err.splitlines()) == 1


def test_a_place_of_ones_own_is_named_as_it_was_given(demo: Callable[..., Any], tmp_path: Path) -> None:
    folder = start("ours", "first-day", tmp_path)
    (folder / "benchmark.toml").write_text("[" * 3000)
    code, out, _ = demo(str(folder))
    assert code == 0
    assert f"lastmile demo {folder} --structure sync" in out
    assert f"lastmile play {folder} --plain" in out
    alignment = " ".join(out.partition("Alignment")[2].partition("What would")[0].split())
    assert alignment.endswith(f"of at most 24 levels, given more. Write it again: lastmile lab solve {folder}")
    assert "^" not in alignment


@pytest.mark.parametrize("arguments", [["--seed", "-1"], ["--seed", "x"], ["--structure", "sink"]])
def test_a_wrong_option_is_refused(demo: Callable[..., Any], arguments: list[str]) -> None:
    code, out, err = demo("first-day", *arguments)
    assert (code, out) == (main.REFUSED, "")
    assert arguments[1] in err


def test_json_is_one_document_and_nothing_else(demo: Callable[..., Any]) -> None:
    code, out, err = demo("first-day", "--json")
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert told["scenario"]["slug"] == "first-day"
    assert told["seats"] == {"marketing": "growth-chaser", "distribution": "cost-hawk"}
    assert len(told["months"]) == 3


def test_the_record_replays_to_the_season_that_was_told(demo: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "a season.toml"
    code, out, _ = demo("first-day", "--json", "--record", str(path))
    assert code == 0
    found = read_record(path)
    assert found.table.over
    assert round(found.table.joint_value) == json.loads(out)["season"]["joint"]
    assert {holder.persona for holder in found.head.seats.values()} == {"growth-chaser", "cost-hawk"}


def test_a_record_is_never_written_over(demo: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "kept.toml"
    path.write_text("mine", encoding="utf-8")
    code, out, err = demo("first-day", "--record", str(path))
    assert (code, out) == (main.REFUSED, "")
    assert str(path) in err
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_mistyped_name_leaves_no_record_behind(demo: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "none.toml"
    assert demo("first-day", "--marketing", "nobody", "--record", str(path))[0] == main.REFUSED
    assert not path.exists()


def lastmile(*arguments: str, **kept: Any) -> subprocess.Popen[Any]:
    environment = {**os.environ, "COLUMNS": "80", **kept.pop("env", {})}
    started: subprocess.Popen[Any] = subprocess.Popen(
        [sys.executable, "-m", "game", *arguments], cwd=ROOT, env=environment, **kept
    )
    return started


def test_a_reader_who_leaves_is_not_complained_to() -> None:
    reading, writing = os.pipe()
    ended = lastmile("demo", "first-day", stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert os.read(reading, 1)
    os.close(reading)
    assert ended.communicate()[1] == b""
    assert ended.returncode in (0, main.PIPE_CLOSED)  # 0 = it had said all before the reader left


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_ctrl_c_in_mid_season_is_quiet() -> None:
    telling = lastmile("demo", "new-shores", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    there(telling.stdout).readline()
    telling.send_signal(signal.SIGINT)
    _, complaint = telling.communicate()
    assert telling.returncode in (0, main.INTERRUPTED)
    assert b"Traceback" not in complaint


LEAVING = """
import os, signal, sys
from game.__main__ import main

class Late:
    def __del__(self, kill=os.kill, own=os.getpid(), interrupt=signal.SIGINT):
        kill(own, interrupt)

late = Late()
sys.argv = ["lastmile", "--version"]
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_ctrl_c_while_python_takes_itself_apart_keeps_the_exit_code() -> None:
    left = subprocess.run([sys.executable, "-c", LEAVING], capture_output=True, check=False)
    assert left.returncode == 0
    assert left.stdout.startswith(b"lastmile ")
    assert left.stderr == b""


def test_a_terminal_without_the_euro_gets_plain_signs() -> None:
    telling = lastmile("demo", "first-day", stdout=subprocess.PIPE, env={"PYTHONIOENCODING": "ascii"})
    out = telling.communicate()[0].decode("ascii")
    assert "EUR 12" in out or "EUR 1" in out
    assert "=====" in out
