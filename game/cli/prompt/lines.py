"""Lines in and lines out: a prompt on a terminal, silence in a pipe, and an end that is told from an empty line."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TextIO

from game.cli.telling.paper import Paper, paper_for
from game.doors.text import visible
from game.refusal import Refusal

CLEARED = "\x1b[H\x1b[2J\x1b[3J"
"""Empties a terminal's screen and what can be scrolled back to (ECMA-48, and xterm for the last)."""


class Ended(Exception):
    """The input has ended: nobody will answer any more."""


class Left(Exception):
    """The person has asked to stop."""


class Lines:
    """Where a person's lines come from and what they read.

    Args:
        source: where lines come from; the process's input unless given.
        out: where text goes; the process's output unless given.
    """

    def __init__(self, source: TextIO | None = None, out: TextIO | None = None) -> None:
        self._source, self._out = source or sys.stdin, out or sys.stdout
        if isinstance(self._source, TextIOWrapper):
            self._source.reconfigure(errors="replace")
        self.paper: Paper = paper_for(self._out)
        self.terminal = self._source.isatty()

    def say(self, lines: Iterable[str]) -> None:
        """Print finished lines."""
        for line in lines:
            self._out.write(f"{line}\n")
        self._out.flush()

    def tell(self, text: str, indent: str = "") -> None:
        """Print a paragraph."""
        self.say(self.paper.paragraph(text, indent) or [""])

    def ask(self, prompt: str) -> str:
        """The next line a person types, without its end.

        Raises:
            Ended: when there is none.
        """
        self.show_prompt(prompt)
        return self.read()

    def refuse(self, refusal: Refusal, left_out: str = "") -> None:
        """Print why something cannot be done, without what a line of it begins with."""
        for part in refusal.message.splitlines():
            self.tell(part.removeprefix(left_out), "  ")

    def show_prompt(self, prompt: str) -> None:
        """Ask for a line, on a terminal."""
        if self.terminal:
            self._out.write(f"{self.paper.shown(prompt)}> ")
        self._out.flush()

    def raw(self, text: str) -> None:
        """Write signs as they stand, without a line end."""
        self._out.write(text)
        self._out.flush()

    def fileno(self) -> int:
        """The descriptor that lines come from."""
        return self._source.fileno()

    def read(self) -> str:
        """The next line, without its end; nothing is shown.

        Raises:
            Ended: when there is none.
        """
        line = self._source.readline()
        if not line:
            if self.terminal:
                self._out.write("\n")
            raise Ended
        return line.strip().lstrip("\ufeff")

    def curtain(self, to: str) -> None:
        """Hide what one person saw before another sits down."""
        if self.terminal and self._out.isatty() and os.environ.get("TERM", "dumb") != "dumb":
            self.raw(CLEARED)
        else:
            self.say([""] * max(60, shutil.get_terminal_size().lines))
        self.say([self.paper.rule("━"), self.paper.line(f"Curtain. {to.capitalize()} sits here now.", "strong")])
        self.say([self.paper.rule("━")])
        if self.terminal:
            self.ask(f"{to.capitalize()}, press Enter when you are alone with the screen")


@contextmanager
def parting(lines: Lines, saved: str, again: str, ended: str = "") -> Iterator[None]:
    """Say what is saved when a person leaves what is inside, by a word, the end of the input or Ctrl-C.

    Args:
        lines: where it is said.
        saved: what is saved.
        again: how to go on with it, on a line of its own.
        ended: what is said first where the input has ended.

    Raises:
        KeyboardInterrupt: after Ctrl-C, so that the process can end with its exit code.
    """
    try:
        yield
    except (Ended, Left) as left:
        said = f"{ended} {saved}" if ended and isinstance(left, Ended) else saved
        lines.say(["", *lines.paper.paragraph(said), f"  {visible(again)}"])
    except KeyboardInterrupt:
        lines.say(["", *lines.paper.paragraph(saved), f"  {visible(again)}"])
        raise
