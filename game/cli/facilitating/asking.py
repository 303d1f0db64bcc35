"""Where a facilitator's lines come from while a clock runs: a bar at the top of a terminal, silence in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final

from game.cli.prompt.lines import Lines
from game.doors.streams import terminal_size
from game.doors.text import cut, to_left
from game.refusal import Refusal

TICK: Final = 1.0
"""Seconds between two looks at the clock while nobody types."""


class TickingLines:
    """Lines typed by a facilitator, with a clock that goes on meanwhile.

    Args:
        lines: where they come from and what is read.
        bar: keep a line with the clock at the top of the terminal.
    """

    def __init__(self, lines: Lines, bar: bool) -> None:
        self.lines = lines
        # Windows cannot wait for a console and a clock at once; there the clock shows whenever Enter is pressed.
        self._ticks = lines.terminal and sys.platform != "win32"
        self.bar = bar and self._ticks and lines.screen and lines.paper.colour and not lines.paper.spoken

    def ask(self, prompt: str, tick: Callable[[], list[str]]) -> str:
        """The next line.

        Args:
            prompt: what is asked for.
            tick: called every second until a line comes; what it gives is printed, and the prompt comes again.

        Raises:
            Ended: when the input has ended.
        """
        while True:
            self.lines.show_prompt(prompt)
            while self._ticks and not self.lines.waits(TICK):
                said = tick()
                if said:
                    self.lines.off_prompt()
                    self.lines.say(said)
                    self.lines.show_prompt(prompt)
            try:
                return self.lines.read()
            except Refusal as refusal:
                self.lines.refuse(refusal)

    def draw(self, text: str, alarm: bool) -> None:
        """Put a line at the top of the terminal, and leave the cursor where it is."""
        if self.bar:
            columns, rows = terminal_size(sys.stdout)
            shown = to_left(cut(self.lines.paper.shown(f" {text}"), columns), columns)
            style = "1;33;7" if alarm else "7"
            self.lines.raw(f"\x1b7\x1b[2;{rows}r\x1b[1;1H\x1b[{style}m{shown}\x1b[0m\x1b8")

    def begin(self) -> None:
        """Keep the first line of the terminal for the bar; what is on it stays above it."""
        if self.bar:
            rows = terminal_size(sys.stdout).lines
            self.lines.raw(f"\n\x1b[2;{rows}r\x1b[{rows};1H")

    def end(self) -> None:
        """Give the whole terminal back."""
        if self.bar:
            self.lines.raw("\x1b7\x1b[r\x1b8")
