"""What the room may see of a session: its step, the time left, what to look at and what to type. Nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable

from game.cli.prompt.lines import Lines
from game.cli.telling.paper import Paper
from game.workshop.clock import Progress, minutes_up
from game.workshop.run_of_show import table_command

PAUSE = 1.0
"""Seconds between two looks at the session."""


def page(paper: Paper, session: Progress) -> list[str]:
    """The page of the step that a session is in: no words to say, nothing to listen for, no note."""
    if session.over:
        return [*paper.title(session.run.file.title, ""), *paper.paragraph("Thank you.", "  ")]
    step = session.step
    lines = paper.title(step.title, session.run.file.title)
    if session.waiting:
        lines += paper.paragraph("We begin when everybody is here.", "  ", style="strong")
    else:
        left = minutes_up(max(0.0, session.left))
        words = "Time." if session.left <= 0 else f"{left} min" if left > 1 else "The last minute."
        lines += paper.paragraph("A pause." if session.paused else words, "  ", style="strong")
    for shown in step.show:
        lines += ["", *paper.paragraph(" ".join(shown.split()), "  ")]
    typed = [table_command(session.run, step)] if step.table else session.run.commands(step)
    if typed:
        lines += [*paper.heading("Type at your table"), *(paper.line(f"  {command}") for command in typed)]
    return lines


def project(lines: Lines, look: Callable[[], Progress], now: Callable[[], float]) -> None:
    """Show it, and show it again whenever it changes; in a pipe once."""
    shown: list[str] = []
    while True:
        session = look().until(now())
        drawn = page(lines.paper, session)
        if drawn != shown:
            if lines.screen and shown:
                lines.raw("\x1b[2J\x1b[H")
            lines.say(drawn)
            shown = drawn
        if session.over or not lines.terminal:
            return
        time.sleep(PAUSE)
