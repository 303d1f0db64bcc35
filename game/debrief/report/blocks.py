"""What a report is made of: blocks free of any format, and what both reports share of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from game.debrief.evidence import Evidence, PlaceWords
from game.debrief.prompts.choosing import Picked
from game.debrief.prompts.shape import STEPS, TAGS, Prompt
from game.debrief.report.charts import ReportChart

Style: TypeAlias = Literal["plain", "strong", "quiet", "own"]


@dataclass(frozen=True)
class Span:
    """A run of text."""

    text: str  # as it is to be read
    style: Style = "plain"  # strong, quiet (small print), or somebody's own words
    link: str = ""  # anchor of a place in the same report; "" = none


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
    """A table."""

    caption: str  # what it shows
    head: tuple[str, ...]  # names of the columns
    rows: tuple[tuple[str, ...], ...]  # cells; the first names the row
    anchors: tuple[str, ...] = ()  # one for each row, to link to; none where nothing links to it


@dataclass(frozen=True)
class Illustration:
    """A chart with its words."""

    key: str  # its own name in the report
    title: str  # what it is about
    says: str  # what it shows, in a sentence or two: stands beside it, and in its place where no chart is drawn
    svg: str = ""  # the drawing; "" = none is drawn


@dataclass(frozen=True)
class Framed:
    """A framed question with what belongs to it."""

    head: str  # above it, small
    text: str  # the question
    blocks: tuple[Para | Items, ...]  # what belongs to it


Block: TypeAlias = Heading | Para | Items | Grid | Illustration | Framed


@dataclass(frozen=True)
class Report:
    """A whole report."""

    name: str  # of its files, without an ending
    title: str  # its first heading
    subtitle: str  # the line below it
    blocks: tuple[Block, ...]  # all that follows


def plain(text: str) -> Para:
    """A paragraph of plain text."""
    return Para((Span(text),))


def quiet(text: str) -> Para:
    """A paragraph of small print."""
    return Para((Span(text, "quiet"),))


CARE = (
    "Everybody at the table is capable and did their best with what they could see. Look at choices and structure, "
    "never at persons. Anybody may pass. Nothing here leaves the room unless its owners agree, and none of it is for "
    "appraisals. The events of the season were scripted."
)
MOST_ROUNDS = 4
"""Rounds that a piece of evidence links to, one by one; more are called a range."""


def anchor(round_: int) -> str:
    """Where a report tells of a round."""
    return f"month-{round_}"


def spans_of(evidence: Evidence, words: PlaceWords) -> Spans:
    """A piece of evidence: its sentence, somebody's own words, and links to the months it is from."""
    if evidence.words:
        return _quoted(evidence, words)
    spans = [Span(evidence.sentence)]
    rounds = evidence.rounds if len(evidence.rounds) <= MOST_ROUNDS else ()
    for at, round_ in enumerate(rounds):
        spans += [Span(" (" if at == 0 else ", "), Span(words.month(round_), link=anchor(round_))]
    return (*spans, Span(")")) if rounds else tuple(spans)


def _quoted(evidence: Evidence, words: PlaceWords) -> Spans:
    """Somebody's own words; the month in what introduces them is the link."""
    month = words.month(evidence.rounds[0])
    before, _, after = evidence.sentence.partition(month)
    link = anchor(evidence.rounds[0])
    return (Span(before), Span(month, link=link), Span(f"{after} "), Span(evidence.words, "own"))


def picture(chart: ReportChart) -> Illustration:
    """A chart's words; the drawing joins them when the report is published."""
    return Illustration(chart.key, chart.title, chart.says)


def questions(picked: Sequence[Picked], words: PlaceWords | None) -> Iterator[Block]:
    """The questions of a debrief, step by step.

    Args:
        picked: in the order in which they are asked.
        words: of the scenario, for one table; None for a room, where there is no evidence beside a question.
    """
    step, clock = "", 0
    for one in picked:
        if one.prompt.step != step:
            step = one.prompt.step
            yield Heading(3, STEPS[one.prompt.step])
        yield _card(one, clock, words)
        clock += one.minutes


def _card(one: Picked, clock: int, words: PlaceWords | None) -> Framed:
    prompt = one.prompt
    blocks: list[Para | Items] = []
    if one.evidence and words:
        blocks.append(Items(tuple(spans_of(evidence, words) for evidence in one.evidence)))
    blocks += [
        Para((Span("Listen for: ", "strong"), Span(prompt.listen))),
        Para((Span("Then ask: ", "strong"), Span(prompt.follow_up))),
        Para((Span("Why it is asked: ", "strong"), Span(prompt.why), Span(_firm(prompt), "quiet"))),
        quiet(f"Why here: {one.because}"),
    ]  # fmt: skip
    return Framed(f"From minute {clock}, {one.minutes} minutes", prompt.say, tuple(blocks))


def _firm(prompt: Prompt) -> str:
    """Where a reason comes from and how firm it is."""
    said = TAGS[prompt.tag]
    return f" ({prompt.source}.)" if prompt.tag == "D" else f" ({prompt.source}; {said}.)"
