"""A seat's brief, written in Markdown, as plain paragraphs."""

from __future__ import annotations

import re

from game.cli.telling.paper import Paper


def told(paper: Paper, markdown: str) -> list[str]:
    """Headings, paragraphs and lists; emphasis is left out."""
    lines: list[str] = []
    for block in re.split(r"\n\s*\n", markdown.strip()):
        text = re.sub(r"[*_`]{1,2}([^*_`]+)[*_`]{1,2}", r"\1", block.strip())
        if text.startswith("#"):
            lines += paper.heading(text.lstrip("# "))
            continue
        lines.append("")
        if text.startswith("- "):
            for item in re.split(r"\n(?=- )", text):
                lines += paper.paragraph(" ".join(item[2:].split()), "    ", first="  - ")
        else:
            lines += paper.paragraph(" ".join(text.split()), "  ")
    return lines
