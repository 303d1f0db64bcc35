"""Markdown as plain text for a terminal: headings, paragraphs, lists, quotes, code and tables, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from game.cli.telling.paper import Paper
from game.figures import HARD

LONGEST_TYPED: Final = 66
_ITEM: Final = re.compile(r"^(\s*)(-|\d+\.) +(.*)$")
_CODE: Final = re.compile(r"(`[^`]+`)")
_MARKS: Final = re.compile(r"(\*\*|__|(?<![\w*])[*_](?=\S)|(?<=\S)[*_](?![\w*]))")
_LINK: Final = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


def told(paper: Paper, markdown: str) -> list[str]:
    """A page of Markdown as lines; emphasis is left out, a link keeps its address."""
    lines: list[str] = []
    for kind, block in _blocks(markdown):
        if kind == "heading":
            level = len(block[0]) - len(block[0].lstrip("#"))
            text = _bare(block[0].lstrip("# "))
            lines += paper.heading(text) if level > 1 else ["", paper.line(text, "strong"), paper.rule()]
        elif kind == "code":
            lines += ["", *(paper.line(f"    {line}") for line in block)]
        elif kind == "table":
            lines += ["", *paper.table([_cells(row) for row in block if not set(row) <= set("|-: ")], head=True)]
        elif kind == "quote":
            lines += ["", *paper.paragraph(_bare(" ".join(block)), paper.shown("    │ "))]
        elif kind == "list":
            lines += ["", *_items(paper, block)]
        else:
            lines += ["", *paper.paragraph(_bare(" ".join(block)), "  ")]
    return lines


def _blocks(markdown: str) -> Iterator[tuple[str, list[str]]]:
    """The blocks of a page: what each is, and its lines."""
    kept: list[str] = []
    kind, fenced = "", False
    for line in [*markdown.splitlines(), ""]:
        if line.startswith("```"):
            if kept:
                yield kind, kept
            kept, kind, fenced = [], "code", not fenced
            continue
        now = "code" if fenced else _kind(line, kind)
        if now != kind or now == "heading":
            if kept:
                yield kind, kept
            kept, kind = [], now
        if now:
            kept.append(line if now in ("code", "list") else line.lstrip("> ") if now == "quote" else line.strip())
    if kept:
        yield kind, kept


def _kind(line: str, before: str) -> str:
    if not line.strip():
        return ""
    if line.startswith("#"):
        return "heading"
    if line.startswith(">"):
        return "quote"
    if line.startswith("|"):
        return "table"
    if _ITEM.match(line) or (before == "list" and line.startswith(" ")):
        return "list"
    return "text"


def _items(paper: Paper, block: list[str]) -> list[str]:
    items: list[tuple[str, list[str]]] = []
    for line in block:
        found = _ITEM.match(line)
        if found:
            items.append((f"{found[1]}{found[2]}", [found[3]]))
        else:
            items[-1][1].append(line.strip())
    lines: list[str] = []
    for mark, words in items:
        first = f"  {mark} "
        lines += paper.paragraph(_bare(" ".join(words)), " " * len(first), first=first)
    return lines


def _cells(row: str) -> list[str]:
    return [_bare(cell.strip()) for cell in row.strip().strip("|").split("|")]


def _bare(text: str) -> str:
    """The text without emphasis; what is to be typed keeps its marks, and stays on one line where it fits."""
    parts = _CODE.split(_LINK.sub(r"\1 (\2)", text))
    return "".join(_typed(part) if at % 2 else _MARKS.sub("", part) for at, part in enumerate(parts))


def _typed(code: str) -> str:
    return code.replace(" ", HARD) if len(code) <= LONGEST_TYPED else code
