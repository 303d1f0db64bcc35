"""The report of one table: what its record shows, thread by thread, its questions, its own words, its months."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from game import figures
from game.debrief.case import Case
from game.debrief.evidence import DIAL_SAYS, THEMES
from game.debrief.examining import Findings
from game.debrief.gap_words import left_open
from game.debrief.instrument import surveyed
from game.debrief.prompts.choosing import Picked
from game.debrief.report import reveal
from game.debrief.report.blocks import (
    CARE,
    Block,
    Grid,
    Heading,
    Illustration,
    Items,
    Para,
    Report,
    Span,
    anchor,
    picture,
    plain,
    questions,
    quiet,
    spans_of,
)
from game.debrief.report.charts import ReportChart
from game.debrief.truth.of_pair import truths_of
from game.debrief.truth.showing import strongest
from game.judging.levers import Theme
from game.rules.levers import SEATS, Seat
from game.table.seen.in_full import month_in_full
from game.table.seen.observing import observe
from game.telling import fitting, reach
from game.telling.board.drawing import drawn
from game.telling.board.picture import svg_of
from game.telling.board.revealed import revealed_board
from game.telling.board.words import in_words

BESIDE: Final[Mapping[Theme, tuple[str, ...]]] = MappingProxyType(
    {"together": ("result", "fit"), "promise": ("promise",), "forecast": ("forecast",), "asking": ("gap",)}
)
"""Charts that open a thread, by key."""

SHOWN_APART: Final = ("turning-point",)
"""Kinds of evidence that a report shows as a numbered list, and not once more in their threads."""

WIDTH: Final = 120
"""Cells of the board's picture."""

MOST: Final = 6
"""Pieces of evidence that a thread shows; the record holds all of them."""


def report(found: Findings, picked: Sequence[Picked], charts: Mapping[str, ReportChart], names: bool = False) -> Report:
    """The report of one table.

    Args:
        found: what the record shows.
        picked: the questions chosen for it.
        charts: by key.
        names: whether to say who held the seats.
    """
    case = found.case
    return Report(
        name=case.label.lower().replace(", ", "-").replace(" ", "-"),
        title=f"Debrief: {case.label}",
        subtitle=_subtitle(case),
        blocks=(
            *_opening(case, names),
            *reveal.blocks(strongest(truths_of(case, surveyed(case.label, case.table)))),
            *_board(case),
            *_threads(found, charts),
            Heading(2, f"Questions for {sum(one.minutes for one in picked)} minutes", "questions"),
            *questions(picked, case.words),
            *_own_words(found),
            *_quoted(case),
            *_months(case),
        ),
    )


def _subtitle(case: Case) -> str:
    scenario = case.table.scenario
    played = f"{len(case.rows)} months" if case.finished else f"{len(case.rows)} of {scenario.rounds} months"
    return f"{scenario.title}, {scenario.place} · {played}, {case.rows[0].month} to {case.rows[-1].month}"


def _opening(case: Case, names: bool) -> Iterator[Block]:
    structure = case.table.structure
    dials = ", ".join(DIAL_SAYS[dial][getattr(structure, dial)] for dial in ("talk", "data", "planning", "incentives"))
    yield plain(f"How this table worked together: {dials}.")
    if names and case.head:
        named = {seat: _names(case, seat) for seat in SEATS}
        held = [f"{seat}: {figures.listed(names)}" for seat, names in named.items() if names]
        if held:
            yield plain(f"At the seats: {', '.join(held)}.")
    months = {seat: case.programmed(seat) for seat in SEATS}
    partners = [
        seat if len(rounds) == len(case.rows) else f"{seat} in {case.words.months(rounds, len(case.rows))}"
        for seat, rounds in months.items()
        if rounds
    ]
    if partners:
        yield plain(f"Held by a partner, which is a program: {'; '.join(partners)}.")
    yield quiet(CARE)
    for note in (*case.notes, *left_open(surveyed(case.label, case.table))):
        yield Para((Span("Note: ", "strong"), Span(note)))


def _board(case: Case) -> Iterator[Block]:
    """The company as both saw it at one reveal: of the clash month in which the fewest came in time, else the last."""
    table = case.table
    if not table.history:
        return
    shared = [month.shared for month in table.history]
    round_ = min((one for one in shared if one.clashes), key=lambda one: one.on_time, default=shared[-1]).round
    before = month_in_full(table, round_ - 1) if round_ > 1 else None
    board = revealed_board(observe(table, "marketing"), month_in_full(table, round_), before)
    title = f"The board in {board.month}"
    yield Illustration("board", title, " ".join(in_words(board)), svg_of(drawn(board, WIDTH, "wide"), title))


def _names(case: Case, seat: Seat) -> list[str]:
    """What the people who held a seat are called, in the order in which they came."""
    assert case.head
    held = [case.head.seats[seat], *(month.holders[seat] for month in case.table.history)]
    return list(dict.fromkeys(one.name for one in held if one.held_by == "person" and one.name))


def _threads(found: Findings, charts: Mapping[str, ReportChart]) -> Iterator[Block]:
    yield Heading(2, "What the record shows", "record")
    for theme, title in THEMES.items():
        evidence = [one for one in found.of_theme(theme) if one.kind not in SHOWN_APART][:MOST]
        beside = [key for key in BESIDE.get(theme, ()) if key in charts]
        if not evidence and not beside:
            continue
        yield Heading(3, title, theme)
        for key in beside:
            yield picture(charts[key])
        if theme == "together":
            yield from _points(found)
        yield Items(tuple(spans_of(one, found.case.words) for one in evidence))
        if theme == "together":
            yield from _better(found.case)


def _better(case: Case) -> Iterator[Block]:
    """What would have fit better over the season: each answer, and the steps up of both at once."""
    fit = case.review.fit
    if fit.lines:
        yield Grid(
            fitting.TITLE, ("Over the season", "Amount"), tuple((row.name, row.now) for row in fitting.rows(fit))
        )
    yield quiet(" ".join(filter(None, (fitting.scope(fit), fitting.unbettered(fit)))))
    if case.review.steps:
        yield plain("Step by step, each upon the ones before:")
        yield Items(tuple((Span(step.sentence),) for step in case.review.steps))


def _points(found: Findings) -> Iterator[Block]:
    """The turning points, numbered as in the chart."""
    points = [one for one in found.evidence if one.kind == "turning-point"]
    if points:
        ordered = sorted(points, key=lambda one: one.rounds)
        entries = tuple(
            (Span(f"{number}. ", "strong"), *spans_of(one, found.case.words))
            for number, one in enumerate(ordered, start=1)
        )
        yield plain("Turning points: single decisions at another value, all else as it was played.")
        yield Items(entries)


def _own_words(found: Findings) -> Iterator[Block]:
    said = found.own_words
    if said:
        yield Heading(2, "In your own words", "own-words")
        yield Items(tuple(spans_of(one, found.case.words) for one in said))


def _quoted(case: Case) -> Iterator[Block]:
    """Answers and promises of the debrief itself, where their owner lets them be quoted."""
    entries = []
    for seat in SEATS:
        given = case.table.survey.seats[seat]
        entries += [(Span(f"{seat}: "), Span(one.text, "own")) for one in given.reflections if one.quote]
        if given.promise and given.promise.quote:
            to = f", to {given.promise.to}" if given.promise.to else ""
            entries.append((Span(f"A promise from {seat}{to}: "), Span(given.promise.text, "own")))
    if entries:
        yield Heading(2, "What you said in the debrief, and let be quoted", "quoted")
        yield Items(tuple(entries))


def _months(case: Case) -> Iterator[Block]:
    """The figures behind it all, month by month, to look things up in."""
    money, rows, beside = case.words.money, case.rows, case.review.beside
    yield Heading(2, "Month by month, to look things up", "months")
    yield Grid(
        "What customers got",
        ("Month", "Ordered", "Shipped", "Promised", "Took", "On time", "Satisfied", "Floor used"),
        tuple(
            (row.month, figures.units(row.ordered), figures.units(row.shipped), figures.days(row.promise),
             figures.days(row.days), figures.share(row.on_time), figures.units(row.satisfaction),
             figures.share(row.utilisation))
            for row in rows
        ),
        tuple(anchor(row.round) for row in rows),
    )  # fmt: skip
    head = ["Month", "Joint value"]
    cells = [[row.month, money(row.joint)] for row in rows]
    if beside:
        head += ["Silo play", "Best plan"]
        for line, silo, best in zip(cells, beside.silo, beside.best, strict=True):
            line += [money(silo), money(best)]
    yield Grid("What it was worth", tuple(head), tuple(map(tuple, cells)))
    yield quiet(
        "Customers' goodwill and stock are in it, and in the last month what the months after the season bring."
    )
    if case.review.bands:
        after, *bands = reach.rows(case.review.bands, case.table.scenario.months)
        yield Grid(reach.NARROWED, after, tuple(bands))
        yield quiet(reach.SCOPE)
    yield Grid(
        fitting.TITLE,
        ("Month", "Marketing's answer", "Distribution's answer", "Both at once"),
        tuple((row.month, *map(money, (row.fit_marketing, row.fit_distribution, row.fit_both))) for row in rows),
    )
    yield quiet(
        "What each month would have been worth more, with the same luck and the months after as they were played: with "
        "the best other answer of one seat to the other's plan, and with the best of both at once. 0 = no answer was "
        "clearly better."
    )
