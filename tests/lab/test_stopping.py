"""A search that is told to stop: what was known stays, and nobody goes on working."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from game.content import scenarios_folder
from tests.house.checkout import ROOT

pexpect = pytest.importorskip("pexpect", reason="no terminals of that kind here")
pytestmark = pytest.mark.slow


def children(number: int) -> list[int]:
    told = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    return [int(pid) for pid, parent in (line.split() for line in told.splitlines()) if int(parent) == number]


def lives(number: int) -> bool:
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(number)], capture_output=True, text=True, check=False).stdout
    return bool(told.strip()) and not told.strip().startswith("Z")


def wait_until(true: Any) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", None)])
def test_a_search_that_is_stopped_leaves_the_old_benchmark_and_no_worker(name: str, code: Any, tmp_path: Path) -> None:
    shutil.copytree(scenarios_folder() / "first-day", tmp_path / "first-day")
    before = {path.name: path.read_bytes() for path in (tmp_path / "first-day").iterdir()}
    words = ["-m", "game", "lab", "solve", str(tmp_path / "first-day"), "--effort", "long", "--afresh"]
    solving = pexpect.spawn(sys.executable, words, cwd=str(ROOT), encoding="utf-8", timeout=120)
    solving.expect("search, [1-9]")
    workers = children(solving.pid)
    assert workers
    os.kill(solving.pid, getattr(signal, name))
    solving.expect(pexpect.EOF)
    solving.close()
    assert solving.exitstatus == code
    assert "resource_tracker" not in solving.before  # Python's own words about what it cleans up
    if code is not None:
        assert "Stopped. What is known of first-day stays as it was." in solving.before
    assert {path.name: path.read_bytes() for path in (tmp_path / "first-day").iterdir()} == before
    wait_until(lambda: not any(map(lives, workers)))


def test_a_search_finds_out_before_its_work_whether_it_can_write(
    lastmile: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(scenarios_folder() / "first-day", tmp_path / "first-day")
    (tmp_path / "first-day" / "benchmark.toml").unlink()
    (tmp_path / "first-day" / "benchmark.toml").mkdir()
    monkeypatch.setattr("game.lab.search.solving.solved", None)  # it never comes to that
    code, out, err = lastmile("lab", "solve", tmp_path / "first-day")
    assert (code, out) == (2, "")
    assert "benchmark.toml: expected the name of a file for the benchmark, given a folder." in err
