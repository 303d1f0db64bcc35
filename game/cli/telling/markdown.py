"""Markdown on paper: headings, paragraphs, lists, quotes, code and tables, and no more."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from game.cli.telling.paper import Paper
from game.figures import HARD
from game.markdown import Run, TextBlock, blocks

LONGEST_TYPED: Final = 66


def markdown_lines(paper: Paper, markdown: str, ruled: bool = False) -> list[str]:
    """A text as lines, `ruled` below its title.

    Emphasis is left out, a link keeps its address, and what is to be typed keeps its marks.
    """
    lines: list[str] = []
    before = ""
    for block in blocks(markdown):
        if block.kind == "heading":
            text = _words(block.runs)
            title = ruled and block.level == 1
            lines += ["", *paper.paragraph(text, style="strong"), *paper.rule()] if title else paper.heading(text)
        else:
            lines += [*([] if block.kind == before == "item" else [""]), *_lines(paper, block)]
        before = block.kind
    return lines


def _lines(paper: Paper, block: TextBlock) -> list[str]:
    if block.kind == "code":
        return [paper.line(f"    {line}") for line in block.text.splitlines()]
    if block.kind == "table":
        return paper.table([[_words(cell) for cell in row] for row in block.rows], head=True)
    if block.kind == "quote":
        return paper.paragraph(_words(block.runs), paper.shown("    │ "))
    if block.kind == "item":
        first = f"{'  ' * block.level}{block.mark or ' '} "
        return paper.paragraph(_words(block.runs), " " * len(first), first=first)
    return paper.paragraph(_words(block.runs), "  ")


def _words(runs: Sequence[Run]) -> str:
    """The words of runs; what is to be typed stays on one line where it fits."""
    parts = []
    for link, linked in groupby(runs, lambda run: run.link):
        parts += [_typed(run.text) if run.code else run.text for run in linked]
        parts += [f" ({link})"] if link else []
    return "".join(parts)


def _typed(code: str) -> str:
    return f"`{code}`" if len(code) + 2 > LONGEST_TYPED else f"`{code.replace(' ', HARD)}`"
