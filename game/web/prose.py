"""Markdown that the game ships, as HTML."""

from __future__ import annotations

from game.markdown import Run, TextBlock, blocks
from game.web.markup import Markup, Node, el, joined


def prose(text: str, top: int = 2) -> Markup:
    """A text's blocks; its highest heading is of the level `top`."""
    parts: list[Markup] = []
    open_: list[Markup] = []
    ordered = False
    for block in blocks(text):
        if block.kind == "item":
            ordered = block.mark[:1].isdigit() if not open_ else ordered
            open_.append(el("li", _runs(block.runs)))
            continue
        if open_:
            parts.append(el("ol" if ordered else "ul", open_))
            open_ = []
        parts.append(_block(block, top))
    if open_:
        parts.append(el("ol" if ordered else "ul", open_))
    return joined(*parts)


def _block(block: TextBlock, top: int) -> Markup:
    match block.kind:
        case "heading":
            return el(f"h{min(6, block.level + top - 1)}", _runs(block.runs))
        case "quote":
            return el("blockquote", el("p", _runs(block.runs)))
        case "code":
            return el("pre", el("code", block.text))
        case "table":
            head, *rest = block.rows
            columns = el("thead", el("tr", [el("th", _runs(cell), scope="col") for cell in head]))
            rows = [el("tr", [el("td", _runs(cell)) for cell in row]) for row in rest]
            return el("div", el("table", columns, el("tbody", rows)), class_="scroll", tabindex="0")
        case _:
            return el("p", _runs(block.runs))


def _runs(runs: tuple[Run, ...]) -> list[Node]:
    return [_run(run) for run in runs]


def _run(run: Run) -> Node:
    tag = "strong" if run.strong else "em" if run.emph else "code" if run.code else ""
    return el(tag, run.text) if tag else run.text
