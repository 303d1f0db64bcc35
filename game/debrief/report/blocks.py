"""What a report is made of: headings, paragraphs, lists, tables, charts and cards, free of any format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Style: TypeAlias = Literal["plain", "strong", "quiet", "own"]


@dataclass(frozen=True)
class Span:
    """A run of text.

    Args:
        text: as it is to be read.
        style: strong, quiet (small print), or somebody's own words.
        link: anchor of a place in the same report; "" = none.
    """

    text: str
    style: Style = "plain"
    link: str = ""


Spans: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; level 2 or 3, as the title is the only first."""

    level: int
    text: str
    anchor: str = ""


@dataclass(frozen=True)
class Para:
    """A paragraph."""

    spans: Spans


@dataclass(frozen=True)
class Items:
    """A list of points."""

    entries: tuple[Spans, ...]


@dataclass(frozen=True)
class Grid:
    """A table.

    Args:
        caption: what it shows.
        head: names of the columns.
        rows: cells; the first names the row.
        anchors: one for each row, to link to; none where nothing links to it.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Illustration:
    """A chart with its words.

    Args:
        key: its own name in the report.
        title: what it is about.
        says: what it shows, in a sentence or two: stands beside it, and in its place where no chart is drawn.
        svg: the drawing; "" = none is drawn.
    """

    key: str
    title: str
    says: str
    svg: str = ""


@dataclass(frozen=True)
class Framed:
    """A framed question with what belongs to it.

    Args:
        head: above it, small.
        text: the question.
        blocks: what belongs to it.
    """

    head: str
    text: str
    blocks: tuple[Para | Items, ...]


Block: TypeAlias = Heading | Para | Items | Grid | Illustration | Framed


@dataclass(frozen=True)
class Report:
    """A whole report.

    Args:
        name: of its files, without an ending.
        title: its first heading.
        subtitle: the line below it.
        blocks: all that follows.
    """

    name: str
    title: str
    subtitle: str
    blocks: tuple[Block, ...]


def plain(text: str) -> Para:
    """A paragraph of plain text."""
    return Para((Span(text),))


def quiet(text: str) -> Para:
    """A paragraph of small print."""
    return Para((Span(text, "quiet"),))
