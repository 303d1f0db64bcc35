"""A debrief from beginning to end: a record's findings, its questions and its report, for a table and for a room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from game.debrief import data
from game.debrief.case import Yardstick, lay_open
from game.debrief.examining import Findings, examine
from game.debrief.gathering import gather, given
from game.debrief.prompts.choosing import Picked, choose
from game.debrief.prompts.shape import Prompt
from game.debrief.report import charts, room_page, table_page
from game.debrief.report.blocks import Report
from game.debrief.report.charts import ReportChart
from game.debrief.report.drawing import can_draw
from game.debrief.report.publishing import publish
from game.doors.tables import write_sheets
from game.lab.bench import known
from game.lab.workers import Workers
from game.store.replay import Replay
from game.store.surveyfile import SurveyRead

MANY: Final = 4
"""Tables from which a second process draws and prints while this one goes on looking."""


TORN: Final = (
    "The last {lost} bytes of the record are no whole move, as when the power goes while one is written. They are "
    "left out; all moves before them are here."
)


@dataclass(frozen=True, eq=False)
class Debriefed:
    """One report before it is drawn and written.

    Args:
        report: what it says.
        charts: its charts by key.
        picked: its questions.
        findings: of the table; None for a room.
    """

    report: Report
    charts: Mapping[str, ReportChart]
    picked: tuple[Picked, ...]
    findings: Findings | None


def table(
    replay: Replay, label: str, prompts: Sequence[Prompt], minutes: int, names: bool,
    yardsticks: dict[str, Yardstick] | None = None,
) -> Debriefed:  # fmt: skip
    """The debrief of one table.

    Args:
        replay: its record.
        label: how reports call it.
        prompts: to choose from.
        minutes: how long it may take.
        names: whether to say who held the seats.
        yardsticks: what seasons are measured against, by scenario; kept by whoever debriefs many tables.

    Raises:
        Refusal: for a time that no debrief fits into.
    """
    place, yardsticks = replay.table.scenario, {} if yardsticks is None else yardsticks
    if place.fingerprint not in yardsticks:
        yardsticks[place.fingerprint] = known(place)
    # What the record says of its torn end names its file, and a report names nobody.
    torn = TORN.format(lost=replay.lost) if replay.lost else ""
    said = " ".join(part for part in (replay.moved, torn) if part)
    found = examine(lay_open(replay.table, replay.head, label, said, yardstick=yardsticks[place.fingerprint]))
    picked = choose([found], prompts, minutes)
    drawn = charts.of_table(found.case)
    return Debriefed(table_page.report(found, picked, drawn, names), drawn, picked, found)


def room(
    tables: Sequence[Findings], prompts: Sequence[Prompt], minutes: int, surveys: Sequence[SurveyRead] = ()
) -> Debriefed:
    """The debrief of a room of tables, with what was typed in from paper without a record."""
    gathered = gather(tables, surveys)
    picked = choose(tables, prompts, minutes)
    drawn = room_page.charts(gathered)
    return Debriefed(room_page.report(gathered, picked, drawn), drawn, picked, None)


def written(
    reports: Iterable[Debriefed], formats: frozenset[str], folder: Path, many: int
) -> Iterator[tuple[tuple[Path, ...], str]]:
    """Write reports as they come: the files of each, and what there is to say of them.

    Args:
        reports: in their order.
        formats: of "md", "html" and "pdf"; others are left alone.
        folder: where to; it exists.
        many: how many tables there are.

    Raises:
        Refusal: when a file cannot be written.
    """
    draw = can_draw()
    with Workers(2 if many >= MANY else 1) as workers:
        jobs = ((one.report, dict(one.charts), formats, folder, draw) for one in reports)
        for published in workers.stream(publish, jobs):
            signs = " ".join(published.missing)
            note = f"{published.paths[-1]}: no font here has these signs, so they are boxes: {signs}" if signs else ""
            yield published.paths, note


def figures_of(
    tables: Sequence[Findings], surveys: Sequence[SurveyRead], folder: Path, formats: frozenset[str]
) -> list[Path]:
    """Write the figures and their codebook, as "csv" and "xlsx" of the formats say."""
    books = [book for form, book in (("csv", ""), ("xlsx", "figures")) if form in formats]
    sheets = data.sheets(tables, given(tables, surveys)) if books else {}
    return [path for book in books for path in write_sheets(sheets, folder, book)]
