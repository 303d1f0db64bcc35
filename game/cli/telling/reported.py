"""A debrief's report on a terminal: headings, sentences, questions and tables, within the width there is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from game.cli.telling.paper import Paper
from game.debrief.report.blocks import Block, Framed, Grid, Heading, Illustration, Items, Para, Report, Spans


def report_page(paper: Paper, report: Report) -> list[str]:
    """The whole report."""
    lines = ["", *paper.rule("━"), *paper.paragraph(report.title, style="strong"), *paper.paragraph(report.subtitle)]
    lines += paper.rule("━")
    for block in report.blocks:
        lines += _block(paper, block)
    return [*lines, ""]


def _block(paper: Paper, block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield ""
            yield from paper.paragraph(
                block.text.upper() if block.level == 2 and not paper.spoken else block.text, style="strong"
            )
            if block.level == 2:
                yield from paper.rule()
        case Para():
            yield from _said(paper, block.spans, "")
        case Items():
            for entry in block.entries:
                yield from _said(paper, entry, "    ", "  - ")
        case Illustration():
            yield from paper.paragraph(f"{block.title}. {block.says}", "  ", style="quiet")
        case Framed():
            yield ""
            yield from paper.paragraph(block.head, "  ", style="quiet")
            yield from paper.paragraph(f"“{block.text}”", "  ", style="strong")
            for inner in block.blocks:
                yield from (f"  {line}" if line else line for line in _block(_narrower(paper), inner))
        case Grid():
            yield ""
            yield from paper.paragraph(block.caption, style="quiet")
            yield from paper.table([block.head, *block.rows], head=True)


def _said(paper: Paper, spans: Spans, indent: str, first: str | None = None) -> list[str]:
    """Text, and somebody's own words in lines of their own."""
    lines: list[str] = []
    text = ""
    for span in spans:
        if span.style == "own":
            lines += paper.paragraph(text, indent, first=first if not lines else None)
            for line in span.text.splitlines():
                lines += paper.paragraph(f"“{line}”", f"{indent}  ")
            text = ""
        else:
            text += span.text
    if text.strip():
        lines += paper.paragraph(text, indent, first=first if not lines else None)
    return lines


def _narrower(paper: Paper) -> Paper:
    return replace(paper, width=paper.width - 2)
