"""A report as Markdown: every text as it was typed, whatever signs are in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from game.debrief.report.blocks import Block, Framed, Grid, Heading, Illustration, Items, Para, Report, Span, Spans

_SIGNS: Final = re.compile(r"([\\`*_\[\]<>|~#$&])")
_START: Final = re.compile(r"^([-+=]|\d{1,9}(?=[.)]))")


def markdown(report: Report) -> str:
    """The whole report."""
    parts = [f"# {_escaped(report.title)}", _begun(_escaped(report.subtitle))]
    parts += ["\n".join(_block(block)) for block in report.blocks]
    return "\n\n".join(parts) + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            if block.anchor:
                yield f'<a id="{block.anchor}"></a>\n'
            yield f"{'#' * block.level} {_escaped(block.text)}"
        case Para():
            yield _said(block.spans)
        case Items():
            yield from (f"- {_indented(_said(entry))}" for entry in block.entries)
        case Illustration():
            yield f"**{_escaped(block.title).strip()}.** {_escaped(block.says)}"
        case Framed():
            yield f"#### {_escaped(block.head)}"
            yield ""
            yield from (f"> **{_escaped(line).strip()}**" for line in block.text.splitlines() if line.strip())
            for inner in block.blocks:
                yield ""
                yield from _block(inner)
        case Grid():
            yield f"*{_escaped(block.caption).strip()}*"
            yield ""
            yield _row(block.head)
            yield f"|{'---|' + '---:|' * (len(block.head) - 1)}"
            for at, cells in enumerate(block.rows):
                anchor = f'<a id="{block.anchors[at]}"></a>' if block.anchors else ""
                yield _row(cells, anchor)


def _row(cells: tuple[str, ...], anchor: str = "") -> str:
    return f"| {anchor}{' | '.join(_escaped(cell) for cell in cells)} |"


def _said(spans: Spans) -> str:
    return _begun("".join(_span(span) for span in spans))


def _span(span: Span) -> str:
    if span.style == "own":
        lines = [_begun(_escaped(line).strip()) for line in span.text.splitlines() or [""]]
        return "\n\n" + "\n".join(f"> {line}  " for line in lines) + "\n\n"
    text = _escaped(span.text)
    if span.link:
        return f"[{text}](#{span.link})"
    if span.style == "strong" and text.strip():
        inner = text.strip()
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return f"{before}**{inner}**{after}"
    return text


def _indented(text: str) -> str:
    return text.replace("\n", "\n  ")


def _escaped(text: str) -> str:
    """The text on one line, with every sign that Markdown would read as something else marked as itself."""
    return _SIGNS.sub(r"\\\1", " ".join(text.splitlines()))


def _begun(text: str) -> str:
    """The beginning of a block, which begins no list, heading or code by chance; blanks before it are not shown."""
    return _START.sub(_marked, text.lstrip())


def _marked(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"
