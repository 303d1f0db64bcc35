"""Starting the full-screen game: how soon a frame is there and a key works, beside an empty app and beside peers.

    python -m benchmarks.screen_start [--times N] [--peers FOLDER]

Each program is started anew in a terminal of 80 by 24, `--times` times and in turns, and the quickest is told: the one
that the rest of the machine disturbed least. The first frame is there when a word of it has arrived at the terminal;
the program is interactive when it has answered a key that was pressed as soon as the frame was there. The empty app is
Textual's least: one line of text and one key.

With `--peers` the other programs are installed into environments of their own in that folder, where they are not there
already, and measured in the same run: toolong, posting and harlequin, each with its own first page.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.told import told

FRAME_GOAL, INTERACTIVE_GOAL, PEER_GOAL = 1.3, 2.6, 1.0
PATIENCE = 60.0
ESCAPES = re.compile(rb"\x1b(\[[0-?]*[ -/]*[@-~]|[\]P_^].*?(\x07|\x1b\\)|[@-Z\\-_])", re.S)
EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    BINDINGS = [("n", "answer", "Answer")]
    def compose(self):
        yield Static("nothing here")
    def action_answer(self):
        self.query_one(Static).update("answered")
Empty().run()
"""
PEERS = ("toolong", "posting", "harlequin")
NEEDED = {"posting": ("tree-sitter<0.26",)}
"""What a peer must be installed with to start at all: posting 2.11 falls over the tree-sitter that it asks for."""


@dataclass(frozen=True)
class Program:
    """What is started: its command, a word of its first frame, and a key with a word of the answer to it."""

    name: str
    command: list[str]
    word: str
    key: str = ""
    answer: str = ""


def started(program: Program, home: Path) -> tuple[float, float]:
    """Wall-clock seconds until the first frame, and until the answer to a key; nought where no key is pressed.

    Raises:
        TimeoutError: when a word does not come.
    """
    begin = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LASTMILE_HOME": str(home),
                       "HOME": str(home), "TEXTUAL_ANIMATIONS": "none"}  # fmt: skip
        os.execve(program.command[0], program.command, environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    try:
        seen = bytearray()
        until(terminal, seen, program.word)
        frame = time.perf_counter() - begin
        if not program.key:
            return frame, 0.0
        seen.clear()
        os.write(terminal, program.key.encode())
        until(terminal, seen, program.answer)
        return frame, time.perf_counter() - begin
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)


def until(terminal: int, seen: bytearray, word: str) -> None:
    """Read what a program writes until a word is among it."""
    wanted, last = word.encode(), time.perf_counter() + PATIENCE
    while wanted not in ESCAPES.sub(b"", bytes(seen)):
        left = last - time.perf_counter()
        if left <= 0 or not select.select([terminal], [], [], left)[0]:
            raise TimeoutError(f"'{word}' did not come; it wrote {bytes(seen)[-300:]!r}")
        try:
            seen += os.read(terminal, 65536)
        except OSError as error:  # it has ended
            raise TimeoutError(f"'{word}' did not come before the end; it wrote {bytes(seen)[-900:]!r}") from error


def peers(folder: Path, home: Path) -> list[Program]:
    """The other programs, each in an environment of its own."""
    log = home / "lines.log"
    log.write_text("".join(f"2026-01-01 12:00:00 INFO firstline {number}\n" for number in range(100)))
    for name in PEERS:
        if not (folder / name / "bin" / "python").exists():
            subprocess.run([sys.executable, "-m", "venv", str(folder / name)], check=True)
            subprocess.run(
                [str(folder / name / "bin" / "pip"), "install", "-q", name, *NEEDED.get(name, ())], check=True
            )
    return [
        Program("toolong", [str(folder / "toolong" / "bin" / "tl"), str(log)], "firstline"),
        Program("posting", [str(folder / "posting" / "bin" / "posting")], "Collection"),
        Program("harlequin", [str(folder / "harlequin" / "bin" / "harlequin")], "Catalog"),
    ]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--times", type=int, default=7)
    options.add_argument("--peers", type=Path, metavar="FOLDER")
    asked = options.parse_args()
    python = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        empty = Program("an empty Textual app", [python, "-c", EMPTY], "nothing", "n", "answered")
        menu = Program("lastmile, its menu", [python, "-m", "game"], "promises", "s", "Animation")
        table = Program(
            "lastmile play, a table", [python, "-m", "game", "play", "cold-brew", "--seed", "7"], "Setting", "", ""
        )
        programs = [empty, menu, table, *(peers(asked.peers, home) if asked.peers else [])]
        found: dict[str, list[tuple[float, float]]] = {one.name: [] for one in programs}
        for _ in range(asked.times):
            for one in programs:
                found[one.name].append(started(one, home))
    frames = {name: min(frame for frame, _ in all_) for name, all_ in found.items()}
    answers = {name: min(answer for _, answer in all_) for name, all_ in found.items()}
    for name, seconds in frames.items():
        print(f"{name:<28} first frame {1000 * seconds:6.0f} ms" + (
            f", interactive {1000 * answers[name]:6.0f} ms" if answers[name] else ""))  # fmt: skip
    print()
    compare("first frame, menu against empty app", frames[menu.name], frames[empty.name], FRAME_GOAL)
    compare("first frame, table against empty app", frames[table.name], frames[empty.name], FRAME_GOAL)
    compare("interactive, menu against empty app", answers[menu.name], answers[empty.name], INTERACTIVE_GOAL)
    for name in PEERS if asked.peers else ():
        compare(f"first frame, menu against {name}", frames[menu.name], frames[name], PEER_GOAL)


def compare(what: str, ours: float, theirs: float, goal: float) -> None:
    """One start as a multiple of another."""
    told(what, f"{ours / theirs:.2f} x", f"{goal:.1f} x at most", goal * theirs / ours)


if __name__ == "__main__":
    main()
