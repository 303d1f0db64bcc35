"""The results of a month: to read out and for the scoreboard, for a seat alone when it asks, and all of it on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from game.cli.entering.tables import PaperTable
from game.cli.prompt.lines import Lines
from game.cli.prompt.season import closing_page
from game.cli.telling import month
from game.cli.telling.paper import Paper
from game.doors.text import as_typed, visible
from game.figures import several
from game.kit.pieces import following, results
from game.refusal import Refusal
from game.rules.levers import Seat
from game.table.seen.observing import shares_data
from game.table.table import Table
from game.telling.fitting import TITLE
from game.telling.story import MonthStory, story_of
from game.terms import Glossary

NOBODY: Final[Mapping[Seat, str]] = MappingProxyType({"marketing": "", "distribution": ""})


class Results:
    """What is said of months while they are played, and printed at the end.

    Args:
        lines: where it is said.
        glossary: its words.
        out: where the PDF goes; None = nothing is printed.
        paper: "a4" or "letter".
    """

    def __init__(self, lines: Lines, glossary: Glossary, out: Path | None, paper: str) -> None:
        self.lines = lines
        self.glossary, self._out, self._paper = glossary, out, paper.lower()
        self._months: list[dict[str, Any]] = []

    def tell(self, table: PaperTable) -> None:
        """Say what came of the month that a table has just played, and gather it."""
        self.lines.say(month_page(self.lines.paper, table.table, table.name, self.glossary))
        if self._out is not None:
            self._months.append(results(table.table, table.name, self.glossary))
        if table.table.over:
            self.lines.say(closing_page(self.lines.paper, table.session, self.glossary))

    def tell_slips(self, table: PaperTable, prompt: bool) -> None:
        """Say how each seat comes to what it alone may read of the month, where that is not printed.

        Args:
            table: whose month it is.
            prompt: will something be asked at this table again?
        """
        if self._out is not None or shares_data(table.table):
            return
        here = "slip marketing or slip distribution shows it, here, or " if prompt else ""
        typed = f"{here}lastmile enter {as_typed(table.path)} --slip marketing"
        self.lines.tell(f"What a seat alone may read is not shown. For its own eyes: {typed}; --out FILE prints slips.")

    def tell_again(self, table: PaperTable, month: int) -> None:
        """Gather a month that had been entered before, so that it is printed with those that are played now."""
        if self._out is not None:
            self._months.append(results(table.after(month), table.name, self.glossary))

    def write(self) -> None:
        """Print what was gathered, if there is anything.

        Raises:
            Refusal: when the PDF cannot be made or written.
        """
        if self._out is None or not self._months:
            return
        from game.content import facilitator_folder
        from game.doors.writing import write
        from game.printing import printed

        title = self._months[0]["title"]
        contents = {"title": title, "paper": self._paper, "months": self._months}
        made = printed(contents, facilitator_folder() / "kit" / "results.typ", "results")
        write(self._out, made.data, "the PDF")
        self.lines.tell(f"The results to print, {several(made.pages, 'page')}: {visible(str(self._out))}")


def month_page(paper: Paper, table: Table, name: str, glossary: Glossary) -> list[str]:
    """The last month of a table, for everybody: no figure that a seat alone may read."""
    found = results(table, name, glossary)
    at = f"month {found['round']} of {found['rounds']}"
    lines = [
        "",
        *paper.title(f"{name}: {found['month']} has played out", at),
        *paper.paragraph(found["beat"], "  "),
    ]
    stories = [story_of(table, one, NOBODY) for one in range(len(table.history))]
    if shares_data(table):
        lines += month.shared(paper, stories[-1], stories[:-1], glossary)
    else:
        lines += _aloud(paper, found, stories, glossary)
    if found["readings"]:
        lines += paper.heading("Open the slips: what each had expected of the other")
        for reading in found["readings"]:
            lines += paper.paragraph(reading, "    ", first="  ")
    lines += [*paper.heading(f"For the scoreboard, {found['month']}"), *_table(paper, found["scores"])]
    if found["next"]:
        lines += ["", *paper.paragraph(found["next"], "  ")]
    for slip in found["slips"] if shares_data(table) else ():
        lines += _slip(paper, slip, f"{name}: {slip['seat']}")
    return lines


def show_slip(lines: Lines, table: Table, name: str, seat: Seat, glossary: Glossary) -> None:
    """What a seat alone may read of the last month; on a terminal behind a curtain, until Enter hides it again.

    Raises:
        Refusal: when no month has been played.
    """
    if not table.history:
        raise Refusal(f"{name}: no month has been played yet, so there is no slip.")
    slip = next(one for one in results(table, name, glossary)["slips"] if one["seat"] == seat)
    if lines.terminal:
        lines.curtain(seat)
    month = table.scenario.months[len(table.history) - 1]
    lines.say(_slip(lines.paper, slip, f"{name}, {month}: for {seat} alone"))
    if lines.terminal:
        lines.ask("Enter hides it")
        lines.hide()


def opening(paper: Paper, table: Table, name: str) -> list[str]:
    """Where a table stands that has not played yet, or goes on."""
    scenario = table.scenario
    if table.over:
        return paper.paragraph(f"{name}: the season is over. Nothing more is entered.")
    month = scenario.months[table.round - 1]
    where = f"{name}: {scenario.title}, {month}, month {table.round} of {scenario.rounds}"
    about = f"{where}; {table.structure.name}, seed {table.seed}."
    return [*paper.paragraph(about), *paper.paragraph(following(table), "  ")]


def _aloud(paper: Paper, found: Mapping[str, Any], stories: Sequence[MonthStory], glossary: Glossary) -> list[str]:
    """The month where each has figures of its own: only what everybody sees."""
    return [
        *paper.heading("What everybody sees"),
        *_table(paper, found["all"]),
        *month.clash_lines(paper, stories[-1], stories[:-1], glossary),
        *paper.heading(TITLE),
        *(["", *_table(paper, found["fit"]), ""] if found["fit"] else ()),
        *paper.items(found["fit_told"]),
    ]


def _slip(paper: Paper, slip: Mapping[str, Any], title: str) -> list[str]:
    seat: Seat = "marketing" if slip["seat"] == "marketing" else "distribution"
    lines = [
        "",
        *paper.rule(),
        *paper.paragraph(title, style=seat),
        *_table(paper, slip["figures"]),
        *paper.heading(f"{seat.capitalize()}'s money"),
        *_table(paper, slip["money"]),
    ]
    return [*lines, *paper.heading(f"Before {slip['next']}"), *_table(paper, slip["before"])] if slip["next"] else lines


def _table(paper: Paper, found: Sequence[Mapping[str, str]]) -> list[str]:
    head = [("", "", "month before")] if any(row["before"] for row in found) else []
    return paper.table([*head, *((row["name"], row["now"], row["before"]) for row in found)], head=bool(head))
