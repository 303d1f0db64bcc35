"""A report as one HTML page that needs nothing else: no script, no font, no picture from anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Final

from game.content import facilitator_folder
from game.debrief.report.blocks import Block, Framed, Grid, Heading, Illustration, Items, Para, Report, Span, Spans
from game.doors.files import read_text

STYLE: Final = "report/report.css"
"""The look of a page, in the facilitator's folder."""

AMOUNT: Final = re.compile(r"[+−][^\w\s&]\d(?:[\d,.]*\d)?\w*")
"""An amount with a sign before its currency's: between the two a browser may break the line."""


def html(report: Report) -> str:
    """The whole page."""
    body = "\n".join(part for block in report.blocks for part in _block(block))
    style = read_text(facilitator_folder() / STYLE, "the look of reports")
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(report.title)}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>\n{style}</style>\n</head>\n<body>\n<main>\n<h1>{escape(report.title)}</h1>\n"
        f'<p class="subtitle">{escape(report.subtitle)}</p>\n{body}\n</main>\n</body>\n</html>\n'
    )


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            anchor = f' id="{block.anchor}"' if block.anchor else ""
            yield f"<h{block.level}{anchor}>{escape(block.text)}</h{block.level}>"
        case Para():
            yield f"<p>{_said(block.spans)}</p>"
        case Items():
            yield "<ul>"
            yield from (f"<li>{_said(entry)}</li>" for entry in block.entries)
            yield "</ul>"
        case Illustration():
            yield from _picture(block)
        case Framed():
            yield '<section class="card">'
            yield f'<p class="head">{escape(block.head)}</p>'
            yield f'<p class="say" dir="auto">{escape(block.text)}</p>'
            for inner in block.blocks:
                yield from _block(inner)
            yield "</section>"
        case Grid():
            yield from _grid(block)


def _picture(block: Illustration) -> Iterator[str]:
    words = f"<strong>{escape(block.title)}.</strong> {_kept(block.says)}"
    if not block.svg:
        yield f"<p>{words}</p>"
        return
    yield f'<figure role="group" aria-label="{escape(block.title)}">'
    yield block.svg.replace("<svg ", f'<svg role="img" aria-label="{escape(block.says)}" ', 1)
    yield f"<figcaption>{words}</figcaption>"
    yield "</figure>"


def _grid(block: Grid) -> Iterator[str]:
    yield f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(block.caption)}"><table>'
    yield f"<caption>{escape(block.caption)}</caption>"
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in block.head)
    yield f"<thead><tr>{head}</tr></thead>"
    yield "<tbody>"
    for at, (first, *rest) in enumerate(block.rows):
        anchor = f' id="{block.anchors[at]}"' if block.anchors else ""
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in rest)
        yield f'<tr{anchor}><th scope="row">{_kept(first)}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _kept(text: str) -> str:
    """The text with each signed amount on one line."""
    return AMOUNT.sub(r'<span class="round">\g<0></span>', escape(text))


def _said(spans: Spans) -> str:
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    text = _kept(span.text)
    if span.link:
        return f'<a class="round" href="#{span.link}">{text}</a>'
    if span.style == "own":
        return f'<q class="own" dir="auto">{text}</q>'
    return {"plain": text, "strong": f"<strong>{text}</strong>", "quiet": f'<span class="quiet">{text}</span>'}[
        span.style
    ]
