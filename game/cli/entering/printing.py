"""The results of the months that were entered, on paper: a page for each, with a slip for each seat to cut off."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from game.cli.prompt.lines import Lines
from game.table.table import Table
from game.terms import Glossary


class Printing:
    """What is gathered while months are played, and printed at the end.

    Args:
        out: where the PDF goes; None = nothing is printed.
        paper: "a4" or "letter".
    """

    def __init__(self, out: Path | None, paper: str) -> None:
        self._out, self._paper = out, paper.lower()
        self._months: list[dict[str, Any]] = []

    def add(self, table: Table, name: str, glossary: Glossary) -> None:
        """Take the month that a table has just played."""
        if self._out is not None:
            from game.kit.results import results

            self._months.append(results(table, name, glossary))

    def write(self, lines: Lines) -> None:
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
        lines.tell(f"The results to print, {made.pages} pages: {self._out}")
