"""A report as PDF: tagged, with words beside every chart, from the template in facilitator/report."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Final

from game.content import facilitator_folder
from game.debrief.report.blocks import Block, Card, Report
from game.printing import Printed, printed

TEMPLATE: Final = "report/report.typ"
LONG: Final = 6_000
"""Signs of a card, all told, from which it may be broken over two pages."""


def pdf(report: Report) -> Printed:
    """The whole report.

    Raises:
        Refusal: without what prints, or when the template has a mistake, with its file, line and column.
    """
    contents = {"title": report.title, "subtitle": report.subtitle, "blocks": [_block(one) for one in report.blocks]}
    return printed(contents, facilitator_folder() / TEMPLATE, "report")


def _block(block: Block) -> dict[str, Any]:
    written = {"kind": type(block).__name__.lower(), **asdict(block)}
    if isinstance(block, Card):
        written["blocks"] = [_block(inner) for inner in block.blocks]
        written["long"] = len(str(written["blocks"])) > LONG
    return written
