"""The command itself: what it prints, Ctrl-C, a kill at any moment, and going on."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from game.host.addresses import LOOPBACK, hosts_for
from tests.conftest import Command
from tests.host.hosting import PATIENCE, Visitor, to_the_plan

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")


def free_port() -> int:
    with socket.socket() as one:
        one.bind((LOOPBACK, 0))
        return int(one.getsockname()[1])


@contextmanager
def running(folder: Path, port: int, *more: str) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """The command in a process of its own, once it serves: with the join code and the facilitator's link."""
    command = [
        sys.executable,
        "-m",
        "game",
        "host",
        *more,
        "--folder",
        str(folder),
        "--port",
        str(port),
        "--bind",
        LOOPBACK,
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
                               env={**os.environ, "TERM": "dumb", "PYTHONUNBUFFERED": "1"})  # fmt: skip
    try:
        assert process.stdout is not None
        said = ""
        for line in process.stdout:
            said += line
            if line.strip() == str(folder):
                break
        code, link = re.search(r"the code ([A-Z2-9]{6})", said), re.search(r"/f/(\S+)", said)
        assert code and link, said
        yield process, code[1], link[1]
    finally:
        process.kill()
        process.communicate(timeout=PATIENCE)


def test_killed_and_started_again_every_seat_is_on_its_page_with_its_draft(tmp_path: Path) -> None:
    folder, port = tmp_path / "room", free_port()
    with running(folder, port, "first-day", "--seed", "3") as (process, code, _):
        marketing, distribution = Visitor(port), Visitor(port)
        marketing.post("/join", code=code, place="1.marketing", name="Ada")
        distribution.post("/join", code=code, place="1.distribution", name="")
        to_the_plan(marketing, distribution)
        marketing.do("draft", **{"set__price__breakfast-box": "27", "why": "to try"})
        distribution.do("commit")
        process.kill()
        process.wait(PATIENCE)
    with running(folder, port, "--resume") as (process, again, link):
        assert again == code
        page = marketing.get().text
        assert 'value="€27.00"' in page and "to try</textarea>" in page
        assert "Distribution has committed" in page
        leader = Visitor(port)
        leader.post("/f", token=link)
        assert "Ada" in leader.get("/lead").text
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=PATIENCE)
        assert "The room is saved." in out and "Traceback" not in out
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        one.bind((LOOPBACK, port))  # the port is free again


def test_a_plain_kill_lets_go_of_everything(tmp_path: Path) -> None:
    folder, port = tmp_path / "room", free_port()
    with running(folder, port, "first-day") as (process, code, _):
        one = Visitor(port)
        one.post("/join", code=code, place="", name="")
        process.terminate()
        out, _ = process.communicate(timeout=PATIENCE)
        assert "Traceback" not in out
    with running(folder, port, "--resume"):
        assert "Your turn: read the news." in one.get().text


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--cert", __file__), "expected --cert and --key together"),
        (("--resume", "--folder", "nowhere"), "room.toml"),
        (("--tables", "0"), "--tables"),
        (("nowhere",), "nowhere"),
    ],
)
def test_what_cannot_be_hosted_is_refused_in_a_sentence(
    lastmile: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, error = lastmile("host", "--port", free_port(), *options)
    assert code != 0 and says in error and "Traceback" not in error + out


def test_a_port_that_is_taken_is_told(lastmile: Command, tmp_path: Path) -> None:
    with socket.socket() as one:
        one.bind((LOOPBACK, 0))
        one.listen()
        port = one.getsockname()[1]
        where = ("--port", port, "--bind", LOOPBACK, "--folder", tmp_path / "room")
        code, _, error = lastmile("host", "first-day", *where)
    assert code != 0 and "cannot be listened at" in error
    assert not (tmp_path / "room").exists()


def test_the_port_is_left_out_only_where_browsers_leave_it_out() -> None:
    assert hosts_for(["192.0.2.7"], ["play.example"], 8080, 80) == {
        "127.0.0.1:8080", "localhost:8080", "192.0.2.7:8080", "play.example:8080", "play.example",
    }  # fmt: skip
    assert {"192.0.2.7", "192.0.2.7:80"} <= hosts_for(["192.0.2.7"], [], 80, 80)
