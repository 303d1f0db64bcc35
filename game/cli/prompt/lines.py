"""Lines in and lines out: a prompt on a terminal, silence in a pipe, and an end that is told from an empty line."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Final, TextIO

from game.cli.telling.paper import Paper
from game.cli.telling.streams import paper_for
from game.doors.streams import kept_without_reader, terminal_size, typed_text
from game.doors.text import control_problem, visible
from game.refusal import Refusal

CLEARED = "\x1b[H\x1b[2J\x1b[3J"
"""Empties a terminal's screen and what can be scrolled back to (ECMA-48, and xterm for the last)."""
PASTED: Final = 0.05
"""Seconds within which the next line comes when both were pasted."""
NO_TEXT: Final = "expected text in UTF-8, given bytes that are none. Set the terminal to UTF-8, and type it again."
ESCAPE: Final = "\x1b"
ARROWS: Final = " Arrow keys put it there; a line is typed without them."


class Ended(Exception):
    """The input has ended: nobody will answer any more."""


class Left(Exception):
    """The person has asked to stop."""


class Lines:
    """Where a person's lines come from and what they read.

    Args:
        source: where lines come from; the process's input unless given.
        out: where text goes; the process's output unless given.
        spoken: sentences instead of columns, whatever the environment says.
    """

    def __init__(self, source: TextIO | None = None, out: TextIO | None = None, spoken: bool = False) -> None:
        self._source, self._out = source or sys.stdin, out or sys.stdout
        self.paper: Paper = paper_for(self._out, spoken=spoken)
        self.terminal = self._source.isatty()
        self.screen = self._out.isatty() and os.environ.get("TERM", "dumb") != "dumb"
        self._ahead: list[str] = []  # a line that was read and comes next

    def say(self, lines: Iterable[str]) -> None:
        """Print finished lines."""
        for line in self.paper.finished(lines):
            self._out.write(f"{line}\n")
        self._out.flush()

    def tell(self, text: str, indent: str = "") -> None:
        """Print a paragraph."""
        self.say(self.paper.paragraph(text, indent) or [""])

    def ask(self, prompt: str) -> str:
        """The next line a person types that is text, without its end; what is wrong with others is said.

        Raises:
            Ended: when there is none.
        """
        while True:
            self.show_prompt(prompt)
            try:
                return self.read()
            except Refusal as refusal:
                self.refuse(refusal)

    def refuse(self, refusal: Refusal, left_out: str = "") -> None:
        """Print why something cannot be done, without what a line of it begins with."""
        for part in refusal.prose.splitlines():
            self.tell(part.removeprefix(left_out), "  ")

    def show_prompt(self, prompt: str) -> None:
        """Ask for a line, on a terminal."""
        if self.terminal:
            self._out.write(f"{self.paper.shown(prompt)}{':' if self.paper.spoken else '>'} ")
        self._out.flush()

    def off_prompt(self) -> None:
        """Go on to a line of its own from a prompt that nobody has answered."""
        if self.terminal or not self.paper.spoken:
            self.raw("\n")

    def raw(self, text: str) -> None:
        """Write signs as they stand, without a line end."""
        self._out.write(text)
        self._out.flush()

    def waits(self, seconds: float) -> bool:
        """Is there a line on a terminal, now or within some seconds? Never on Windows, which cannot wait so."""
        if self._ahead or not self.terminal or sys.platform == "win32":
            return bool(self._ahead)
        return bool(select.select([self._source.fileno()], [], [], seconds)[0])

    def read(self) -> str:
        """The next line, without its end; nothing is shown.

        Raises:
            Ended: when there is none.
            Refusal: when it holds what is no text.
        """
        if self._ahead:
            return self._ahead.pop()
        line = self._source.readline()
        if not line:
            if self.terminal:
                self._out.write("\n")
            raise Ended
        text = typed_text(line)
        if text is None:
            raise Refusal(NO_TEXT)
        text = text.replace("\t", " ").strip().lstrip("\ufeff")
        problem = control_problem(text, allowed="")
        if problem:
            raise Refusal(f"{problem}{ARROWS if ESCAPE in text else ''} This line does not count.")
        return text

    def with_pasted(self, words: str, command: Callable[[str], bool]) -> str:
        """A person's own words with the lines that were pasted on a terminal together with them, as one line.

        Args:
            words: what was typed last.
            command: tells a line that is a command by itself, and comes next.
        """
        parts = [words]
        while self.waits(PASTED):
            line = self.read()
            if not line or command(line):
                self._ahead.append(line)
                break
            parts.append(line)
        return " ".join(parts)

    def curtain(self, to: str, alone: bool = True) -> None:
        """Hide what one person saw before another sits down; `alone` = it is not for the other's eyes."""
        self.hide()
        self.say(self.paper.title(f"Curtain. {to.capitalize()} sits here now."))
        if self.terminal:
            self.ask(f"{to.capitalize()}, press Enter {'when you are alone with the screen' if alone else 'to go on'}")

    def hide(self) -> None:
        """Take away what is on the screen."""
        if self.terminal and self.screen:
            self.raw(CLEARED)
        elif self.terminal or not self.paper.spoken:  # nobody listens to blank lines from a pipe
            self.raw("\n" * max(60, terminal_size(self._out).lines))


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
    with kept_without_reader(f"{saved} {visible(again)}"):
        try:
            yield
        except (Ended, Left) as left:
            said = f"{ended} {saved}" if ended and isinstance(left, Ended) else saved
            lines.say(["", *lines.paper.paragraph(said), lines.paper.line(f"  {again}")])
        except KeyboardInterrupt:
            lines.off_prompt()
            lines.say([*lines.paper.paragraph(saved), lines.paper.line(f"  {again}")])
            raise
