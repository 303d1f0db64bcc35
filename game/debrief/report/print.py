"""A report as PDF: tagged, with words beside every chart, from the template in facilitator/report."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Final

from game.content import facilitator_folder
from game.debrief.report.blocks import Block, Card, Report
from game.printing import Printed, printed

TEMPLATE: Final = "report/report.typ"
SOFT_HYPHEN: Final = "\N{SOFT HYPHEN}"
LONG: Final = 6_000
"""Signs of a card, all told, from which it may be broken over two pages."""


def pdf(report: Report) -> Printed:
    """The whole report.

    Raises:
        Refusal: without what prints, or when the template has a mistake, with its file, line and column.
    """
    contents = {"title": report.title, "subtitle": report.subtitle, "blocks": [_block(one) for one in report.blocks]}
    return printed(_unhyphenated(contents), facilitator_folder() / TEMPLATE, "report")


def _block(block: Block) -> dict[str, Any]:
    written = {"kind": type(block).__name__.lower(), **asdict(block)}
    if isinstance(block, Card):
        written["blocks"] = [_block(inner) for inner in block.blocks]
        written["long"] = len(str(written["blocks"])) > LONG
    return written


def _unhyphenated(value: Any) -> Any:
    """The same with no soft hyphen in the text of a link: typst 0.15 cannot tag one that may be broken there."""
    if isinstance(value, dict):
        found = {key: _unhyphenated(one) for key, one in value.items()}
        return {**found, "text": found["text"].replace(SOFT_HYPHEN, "")} if found.get("link") else found
    return [_unhyphenated(one) for one in value] if isinstance(value, list | tuple) else value
