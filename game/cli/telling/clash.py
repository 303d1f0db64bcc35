"""The clashes of a month: named, with what the word means the first time, and with the month's figures."""

from __future__ import annotations

from typing import Final

from game import figures
from game.cli.telling.notable import Past
from game.cli.telling.paper import Paper
from game.cli.telling.story import MonthStory
from game.terms import Glossary

TIMES: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
)  # fmt: skip


def told(paper: Paper, story: MonthStory, past: Past, glossary: Glossary) -> list[str]:
    """Every clash; nothing in a month without one."""
    lines: list[str] = []
    for clash in story.shared.clashes:
        before = sum(clash.clash == other.clash for month in past for other in month.shared.clashes)
        term = glossary.find(clash.clash)
        name = term.name if term else clash.clash
        again = "" if not before else f", the {TIMES[before]} month of it"
        lines += ["", paper.line(f"Clash: {name}{again}", "bad")]
        if term and not before:
            lines += paper.paragraph(term.means, "  ")
        lines += paper.paragraph(figures.spaced(clash.sentence), "  ")
    return lines
