"""The top of a table: where it is played and who sits where, the six steps of the month, and whose turn it is."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from game.app.widgets.flowing import flow, put
from game.app.widgets.key_bar import waiting_line
from game.doors.text import cells
from game.seating.company import Company
from game.table.seen.observation import Observation
from game.telling.phasing import TITLES, Mark


class Masthead(Static):
    """One line, in the seat's colour."""

    def show(self, seen: Observation, company: Company) -> None:
        """Show a table's place and time, and the two seats."""
        scenario = seen.scenario
        month = f"{scenario.months[seen.round - 1]}, month {seen.round} of {scenario.rounds}"
        you = seen.seat.capitalize()
        words = Content.assemble(
            (f" {you} ", f"bold $background on ${seen.seat}"),
            (f"  {scenario.title}", "bold"),
            f" · {month}",
            (f" · across: {company.called}", "$quiet"),
        )
        put(words, self)


SIGNS: Final = MappingProxyType({"done": "✓", "here": "▶", "ahead": "·", "absent": "–"})
FULL_FROM = 100
SHORT_FROM = 60


class PhaseBar(Static):
    """Seven steps and a line that says whose turn it is; a step can be clicked to look at its page."""

    auto_links = False  # the steps have their own look

    def show(self, marks: tuple[Mark, ...], turn: str, partner: str, left: str) -> None:
        """Show where the month is.

        Args:
            marks: the steps.
            turn: whose turn it is.
            partner: what the partner does, where there is no room for more beside what waits.
            left: what is left of the season.
        """
        self._given = (marks, turn, partner, left)
        self._draw()

    def on_resize(self) -> None:
        """Fit the names into another width."""
        if getattr(self, "_given", None):
            self._draw()

    def _draw(self) -> None:
        marks, turn, partner, left = self._given
        width = self.size.width
        steps = []
        for number, mark in enumerate(marks, 1):
            name = TITLES.get(mark.step, "") if width >= FULL_FROM else ""
            wide = width >= SHORT_FROM or mark.shown or mark.state == "here"
            name = (name or mark.step.capitalize()) if wide else str(number)
            style = {"done": "$quiet", "here": "bold $primary", "ahead": "", "absent": "$quiet strike"}[mark.state]
            if mark.shown:
                style += " reverse"
            text = Content(f" {SIGNS[mark.state]} {name} ").stylize(style)
            steps.append(text.stylize(Style.from_meta({"@click": f"screen.look({mark.step!r})"})))
        waits, steps_ = waiting_line(self.screen, width - 1), flow(steps, width, gap=0, most=2)
        if waits:
            room = width - waits.cell_length - 4
            turn = next((f"  {words}" for words in (turn, partner) if cells(words) <= room), "")
            if not turn and "\n" not in steps_.plain and self.screen.has_class("-high"):
                turn = f"\n {partner}"  # there is no room beside what waits, but below it
        last = f"  {left}" if waits.cell_length + len(turn) + len(left) + 4 <= width else ""
        put(Content.assemble(steps_, "\n ", waits, turn, (last, "$quiet")), self)
