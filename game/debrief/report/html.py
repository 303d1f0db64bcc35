"""A report as one HTML page that needs nothing else: no script, no font, no picture from anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from game.debrief.report.blocks import Block, Framed, Grid, Heading, Illustration, Items, Para, Report, Span, Spans

STYLE: Final = """
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --paper: #fff; --card: #f6f8fa;
  --link: #0b5cad; --wash: #eef4fb; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9da7b1; --line: #3d444d; --paper: #0d1117;
  --card: #161b22; --link: #79b8ff; --wash: #16202c; } figure svg { background: #fff; border-radius: 6px; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 17px/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .2em; } h2 { font-size: 1.4rem; margin: 2.4em 0 .5em;
  border-bottom: 2px solid var(--line); padding-bottom: .2em; } h3 { font-size: 1.12rem; margin: 1.8em 0 .4em; }
.subtitle, .quiet { color: var(--soft); } .quiet { font-size: .88em; }
a { color: var(--link); } a.round { white-space: nowrap; }
li { margin: .45em 0; } ul { padding-left: 1.2em; }
figure { margin: 1.2em 0; } figure svg { width: 100%; height: auto; display: block; }
figcaption { font-size: .92em; margin-top: .4em; }
.card { border: 1px solid var(--line); border-left: 5px solid var(--link); border-radius: 6px; background: var(--card);
  padding: .8rem 1rem; margin: 1rem 0; } .card .head { color: var(--soft); font-size: .85em; margin: 0; }
.card .say { font-size: 1.13em; font-weight: 600; margin: .3em 0 .5em; } .card p { margin: .4em 0; }
.own { display: block; white-space: pre-wrap; border-left: 3px solid var(--line); padding: .1em .8em; margin: .4em 0; }
.scroll { overflow-x: auto; margin: 1em 0; } table { border-collapse: collapse; font-size: .85em; width: 100%; }
caption { text-align: left; color: var(--soft); padding-bottom: .4em; }
th, td { padding: .35em .55em; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; } thead th { vertical-align: bottom; }
th { white-space: normal; } tbody th { font-weight: 500; }
tr:target, h2:target, h3:target { background: var(--wash); }
@media print { :root { --ink: #000; --soft: #444; --line: #bbb; --paper: #fff; --card: #fff; --link: #000; }
  body { font-size: 10.5pt; } main { max-width: none; padding: 0; } a { text-decoration: none; }
  .scroll { overflow: visible; } .card, figure, tr { break-inside: avoid; } h2, h3 { break-after: avoid; }
  th, td { padding: .25em .35em; } @page { margin: 18mm; } }
"""


def html(report: Report) -> str:
    """The whole page."""
    body = "\n".join(part for block in report.blocks for part in _block(block))
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(report.title)}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{escape(report.title)}</h1>\n"
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
    words = f"<strong>{escape(block.title)}.</strong> {escape(block.says)}"
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
        yield f'<tr{anchor}><th scope="row">{escape(first)}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _said(spans: Spans) -> str:
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    text = escape(span.text)
    if span.link:
        return f'<a class="round" href="#{span.link}">{text}</a>'
    if span.style == "own":
        return f'<q class="own" dir="auto">{text}</q>'
    return {"plain": text, "strong": f"<strong>{text}</strong>", "quiet": f'<span class="quiet">{text}</span>'}[
        span.style
    ]
