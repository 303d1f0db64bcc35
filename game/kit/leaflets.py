"""A page of Markdown to print: the guide's, and the texts around the day."""

from __future__ import annotations

from typing import Any

from game.markdown import TextBlock, blocks, plain_runs


def leaflet(markdown: str, paper: str = "a4") -> dict[str, Any]:
    """What the template prints of a page; JSON can hold it.

    Args:
        markdown: the page; its first heading is its title.
        paper: "a4" or "letter".
    """
    laid = [_block(one) for one in blocks(markdown)]
    title = next((one for one in laid if one["kind"] == "heading"), None)
    name = "".join(run["text"] for run in title["runs"]) if title else "Last Mile"
    return {"title": name, "paper": paper, "blocks": laid}


def _block(one: TextBlock) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "level": one.level,
        "text": one.text,
        "runs": plain_runs(one.runs),
        "rows": [[plain_runs(cell) for cell in row] for row in one.rows],
    }
