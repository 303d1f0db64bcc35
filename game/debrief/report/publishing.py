"""From a report and its charts to files: drawn, written in every format that was asked for, whole or not at all."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from game.content import facilitator_folder
from game.debrief.report.blocks import Block, Framed, Illustration, Report
from game.debrief.report.charts import Look, ReportChart, Trace
from game.debrief.report.html import html
from game.debrief.report.markdown import markdown
from game.doors.writing import write
from game.figures import change_of_money, decimal, money, plain, share, thousands
from game.printing import Printed, printed

if TYPE_CHECKING:
    from matplotlib.axes import Axes


SIZE: Final = (5.2, 2.9)  # inches: letters stay readable on a phone


@dataclass(frozen=True)
class Pen:
    """How a series looks; no two share a colour, a dash, a marker or a hatch."""

    colour: str
    dash: str | tuple[int, tuple[float, ...]]
    marker: str
    hatch: str


PENS: Final[Mapping[Look, Pen]] = MappingProxyType(
    {
        "season": Pen("#000000", "-", "o", ""),
        "best": Pen("#009E73", (0, (6, 2)), "^", ""),
        "silo": Pen("#D55E00", (0, (2, 2)), "s", ""),
        "marketing": Pen("#CC79A7", (0, (5, 1.5)), "D", "//"),
        "distribution": Pen("#0072B2", (0, (1.5, 1.5)), "v", "\\\\"),
        "together": Pen("#E69F00", "-", "P", ".."),
        "customers": Pen("#000000", "-", "o", ""),
    }
)
STYLE: Final = "report/charts.mplstyle"
"""The look of all charts, in the facilitator's folder."""


def can_draw() -> bool:
    """Whether charts can be drawn here."""
    return importlib.util.find_spec("matplotlib") is not None


def drawn(chart: ReportChart) -> str:
    """The chart as an `<svg>` element; the same data give the same text."""
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(fname=facilitator_folder() / STYLE):
        # Fixed margins: laying a figure out by itself takes as long again as drawing it.
        figure = Figure(figsize=SIZE)
        axes = figure.add_axes((0.14, 0.11, 0.845, 0.84 if chart.kind in ("dots", "steps") else 0.70))
        {"lines": _lines, "stacks": _stacks, "dots": _dots, "steps": _steps}[chart.kind](axes, chart)
        _scale(axes, chart)
        out = StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return _element(out.getvalue(), chart.key)


def _element(svg: str, key: str) -> str:
    """The drawing without its preamble, its ids made its own: several stand on one page."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r'(id=")', rf"\1{key}-", svg)
    svg = re.sub(r"(xlink:href=\"#|url\(#)", rf"\1{key}-", svg)
    return svg.strip()


def _lines(axes: Axes, chart: ReportChart) -> None:
    places = np.arange(len(chart.labels))
    if chart.filled:
        first, second = (np.array(one.values, dtype=float) for one in chart.series[:2])
        axes.fill_between(places, first, second, where=list(second > first), color="#D55E00", alpha=0.22, linewidth=0.0,
                          interpolate=True)  # fmt: skip
    for one in chart.series:
        pen = PENS[one.look]
        axes.plot(places, _numbers(one), color=pen.colour, linestyle=pen.dash, marker=pen.marker, markersize=4.5,
                  linewidth=1.8, label=one.name)  # fmt: skip
    if chart.marks:
        axes.margins(y=0.16)
    low, high = axes.get_ylim()
    stacked: dict[int, int] = {}
    for mark in chart.marks:
        height = float(_numbers(chart.series[0])[mark.at])
        above = stacked.get(mark.at, 0)
        stacked[mark.at] = above + 1
        away = 1 if height < low + 0.4 * (high - low) else -1  # into the chart, not over its edge
        axes.annotate(
            mark.text, (mark.at, height), xytext=(0, away * (15 + 15 * above)), textcoords="offset points", ha="center",
            va="center", fontsize=8.5, color="white",
            bbox={"boxstyle": "circle,pad=0.25", "facecolor": "#333333", "edgecolor": "white", "linewidth": 0.8},
        )  # fmt: skip
    axes.set_xticks(places, list(chart.labels))


def _stacks(axes: Axes, chart: ReportChart) -> None:
    places = np.arange(len(chart.labels))
    above, below = np.zeros(len(places)), np.zeros(len(places))
    for one in chart.series:
        pen, values = PENS[one.look], _numbers(one)
        base = np.where(values >= 0, above, below)
        axes.bar(places, values, 0.62, base, color=pen.colour, hatch=pen.hatch, edgecolor="white", linewidth=0.6,
                 label=one.name)  # fmt: skip
        above, below = above + np.maximum(values, 0.0), below + np.minimum(values, 0.0)
    axes.plot(places, above + below, linestyle="none", marker="_", markersize=15, markeredgewidth=2.2, color="black",
              label="all three together")  # fmt: skip
    axes.set_xticks(places, list(chart.labels))


def _dots(axes: Axes, chart: ReportChart) -> None:
    """One column for each label, one dot for each table in it; dots at one height stand side by side."""
    for one in chart.series:
        pen, values = PENS[one.look], _numbers(one)
        column = chart.labels.index(one.name)
        order = np.argsort(values)
        spread = np.zeros(len(values))
        spread[order] = 0.09 * ((np.arange(len(values)) % 5) - 2)
        axes.plot(column + spread, values, linestyle="none", marker=pen.marker, markersize=8, color=pen.colour,
                  alpha=0.8, markeredgecolor="white")  # fmt: skip
        axes.plot([column - 0.32, column + 0.32], [values.mean()] * 2, color="black", linewidth=2.0)
    axes.set_xticks(range(len(chart.labels)), list(chart.labels))
    axes.set_xlim(-0.6, len(chart.labels) - 0.4)


def _steps(axes: Axes, chart: ReportChart) -> None:
    """Two whole bars, and between them what leads from the one to the other, each step with its amount."""
    values = _numbers(chart.series[0])
    ends = np.cumsum(values[:-1])
    bottoms = [0.0, *ends[:-1].tolist(), 0.0]
    for at, (value, bottom) in enumerate(zip(values.tolist(), bottoms, strict=True)):
        whole = at in (0, len(values) - 1)
        colour, hatch = ("#555555", "") if whole else ("#0072B2", "//") if value >= 0 else ("#D55E00", "\\\\")
        axes.bar(at, value, 0.62, bottom, color=colour, hatch=hatch, edgecolor="white", linewidth=0.6)
        said = money(value, chart.currency) if whole else change_of_money(value, chart.currency)
        axes.annotate(said, (at, max(bottom, bottom + value)), xytext=(0, 4), textcoords="offset points", ha="center",
                      fontsize=9)  # fmt: skip
    for at, end in enumerate(ends.tolist()):
        axes.plot([at + 0.31, at + 0.69], [end, end], color="#555555", linewidth=0.9)
    axes.margins(y=0.15)
    axes.set_xticks(range(len(chart.labels)), list(chart.labels))


def _numbers(one: Trace) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.array([np.nan if value is None else value for value in one.values], dtype=np.float64)


def _scale(axes: Axes, chart: ReportChart) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.yaxis.set_major_locator(MaxNLocator(5))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _tick(value, chart)))
    axes.grid(axis="y", color="#dddddd", linewidth=0.7)
    axes.set_axisbelow(True)
    if chart.unit == "money" or chart.unit == "index":
        axes.axhline(0, color="#555555", linewidth=0.9)
    if chart.unit == "index":
        # Silo play and the best plan stay in sight, whatever the tables did.
        low, high = axes.get_ylim()
        axes.set_ylim(min(-15.0, low), max(110.0, high))
        axes.axhline(100, color="#009E73", linewidth=1.2, linestyle=(0, (6, 2)))
    if chart.unit == "share":
        axes.set_ylim(0.0, 1.05)
    if chart.unit == "correlation":
        axes.set_ylim(-1.05, 1.05)
        axes.axhline(0, color="#555555", linewidth=0.9)
    if chart.unit == "units":
        axes.set_ylim(bottom=0)
    if chart.unit == "days":
        axes.set_ylabel("days")
    if chart.kind not in ("dots", "steps"):
        axes.legend(
            loc="lower left",
            bbox_to_anchor=(-0.16, 1.02),
            ncols=2,
            fontsize=9,
            handlelength=2.6,
            columnspacing=1.2,
            borderaxespad=0.0,
        )


def _tick(value: float, chart: ReportChart) -> str:
    if chart.unit == "money":
        return thousands(value, chart.currency)
    if chart.unit == "share":
        return share(value)
    return decimal(value) if chart.unit == "correlation" else plain(value)


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
        replace(block, svg=svgs.get(block.key, block.svg)) if isinstance(block, Illustration) else block
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
BYTE_ORDER_MARK: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"
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
    if isinstance(value, str):
        return value.replace(BYTE_ORDER_MARK, "")  # a PDF that can be read aloud may not hold one
    return [_unhyphenated(one) for one in value] if isinstance(value, list | tuple) else value
