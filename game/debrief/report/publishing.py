"""From a report and its charts to files: drawn, written in every format that was asked for, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from game.content import facilitator_folder
from game.debrief.report.blocks import Block, Framed, Illustration, Report
from game.debrief.report.charts import ReportChart
from game.debrief.report.drawing import drawn
from game.debrief.report.html import html
from game.debrief.report.markdown import markdown
from game.doors.writing import write
from game.printing import Printed, printed

TEXTS: Final[Mapping[str, Callable[[Report], str]]] = MappingProxyType({"md": markdown, "html": html})


@dataclass(frozen=True)
class Published:
    """What was written of one report."""

    paths: tuple[Path, ...]  # the files
    missing: tuple[str, ...] = ()  # signs that no font had, printed as a box in the PDF


def publish(
    report: Report, charts: Mapping[str, ReportChart], formats: frozenset[str], folder: Path, draw: bool
) -> Published:
    """Write a report.

    Args:
        report: what it says.
        charts: its charts by key.
        formats: of "md", "html" and "pdf".
        folder: where to; it exists.
        draw: whether charts can be drawn here.

    Raises:
        Refusal: when a file cannot be written.
    """
    if draw and formats - {"md"}:
        report = illustrated(report, {key: drawn(chart) for key, chart in charts.items()})
    paths, missing = [], tuple[str, ...]()
    for name, text in TEXTS.items():
        if name in formats:
            paths.append(put(folder / f"{report.name}.{name}", text(report).encode()))
    if "pdf" in formats:
        printed = pdf(report)
        missing = printed.missing
        paths.append(put(folder / f"{report.name}.pdf", printed.data))
    return Published(tuple(paths), missing)


def illustrated(report: Report, svgs: Mapping[str, str]) -> Report:
    """The report with its charts drawn."""
    blocks = tuple(
        replace(block, svg=svgs.get(block.key, "")) if isinstance(block, Illustration) else block
        for block in report.blocks
    )
    return replace(report, blocks=blocks)


def put(path: Path, content: bytes) -> Path:
    """A file of this content, whole or not at all.

    Raises:
        Refusal: when it cannot be written.
    """
    write(path, content, "the report")
    return path


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
    if isinstance(block, Framed):
        written["blocks"] = [_block(inner) for inner in block.blocks]
        written["long"] = len(str(written["blocks"])) > LONG
    return written


def _unhyphenated(value: Any) -> Any:
    """The same with no soft hyphen in the text of a link: typst 0.15 cannot tag one that may be broken there."""
    if isinstance(value, dict):
        found = {key: _unhyphenated(one) for key, one in value.items()}
        return {**found, "text": found["text"].replace(SOFT_HYPHEN, "")} if found.get("link") else found
    return [_unhyphenated(one) for one in value] if isinstance(value, list | tuple) else value
