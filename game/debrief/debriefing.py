"""A debrief from beginning to end: records collected, their findings, questions and reports."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from game.debrief import data
from game.debrief.case import Replayed, lay_open
from game.debrief.examining import Findings, examine
from game.debrief.gathering import gather, given
from game.debrief.lookback import Recorded
from game.debrief.pairing import acts_of, doubled, same_of
from game.debrief.prompts.choosing import Picked, choose
from game.debrief.prompts.shape import Prompt
from game.debrief.report import charts, pair_page, room_page, table_page
from game.debrief.report.blocks import Report
from game.debrief.report.charts import ReportChart
from game.debrief.report.publishing import can_draw, publish
from game.doors.problems import readable
from game.doors.tables import write_sheets
from game.doors.text import natural
from game.figures import units
from game.lab.workers import Workers
from game.refusal import Refusal
from game.seating.bookmark import SUFFIX
from game.store.replay import Replay, read_record
from game.store.surveyfile import SurveyRead, is_survey, read_survey

ENDING = ".toml"
NAMED = 8
"""Files of a folder that are named before the others are counted."""
MOST_FILES = 5000
"""Files and folders that are looked at in a folder; a room of a hundred tables has a few hundred."""


@dataclass(frozen=True)
class Collected:
    """What some files and folders hold."""

    # the records, in the order in which they were named; those of a folder by name, numbers by their size. A table and
    # its copy are one
    found: tuple[Recorded, ...]
    surveys: tuple[SurveyRead, ...]  # what was typed in from paper beside them, likewise
    problems: tuple[str, ...]  # what is wrong with each of the others, one message for each
    asked: bool  # whether one of the problems is with a file that was named itself


def collect(paths: Sequence[Path], told: Callable[[int], None] = lambda read: None) -> Collected:
    """Read every record and every survey that these paths name, or that lies in the folders that they name.

    A file that is no record is told, and the rest is read all the same.

    Args:
        paths: of records, and of folders of them.
        told: is told after each record how many have been read.
    """
    found: list[Recorded] = []
    surveys: list[SurveyRead] = []
    problems: list[str] = []
    seen: set[str] = set()
    asked = False
    for place in paths:
        inside = os.path.isdir(place)  # a name too long to be one is no folder, and is told when it is read
        try:
            held = _files(place) if inside else [place]
        except Refusal as refusal:
            problems.append(refusal.message)
            asked = True
            continue
        files = [path for path in held if not inside or path.suffix == ENDING]
        problems += _others(path for path in held if inside and path.suffix not in (ENDING, SUFFIX))
        if not held:
            problems.append(f"{place}: expected records in this folder, found none.")
            asked = True
        for path in files:
            try:
                real = os.path.realpath(path)
                if real in seen:
                    continue
                seen.add(real)
                if is_survey(path):
                    surveys.append(read_survey(path))
                else:
                    found.append(Recorded(path, _read(path)))
                    told(len(found))
            except (Refusal, ValueError) as error:  # a ValueError: it is no path
                said = error.message if isinstance(error, Refusal) else f"{path}: expected a record, given no path."
                problems.append(said)
                asked = asked or not inside
    once, copies = _once_each(found)
    mixed = doubled([one.path for one in once], [one.replay for one in once])
    return Collected(once, tuple(surveys), tuple(readable([*problems, *copies, *mixed])), asked)


def _once_each(found: Sequence[Recorded]) -> tuple[tuple[Recorded, ...], list[str]]:
    """Every table once, where it went farthest, and a line for each copy of one."""
    kept: list[Recorded] = []
    copies = []
    for one in found:
        at = next((at for at, other in enumerate(kept) if _same_table(one.replay, other.replay)), None)
        if at is None:
            kept.append(one)
            continue
        longer, shorter = sorted((kept[at], one), key=lambda each: (-len(each.replay.moves), len(each.path.name)))
        kept[at] = longer
        copies.append(f"{shorter.path}: the same table as {longer.path}, so it is counted once.")
    return tuple(kept), copies


def _same_table(one: Replay, other: Replay) -> bool:
    """Is one the beginning of the other, to the second? Two tables never are: their moves were made at other times."""
    least = min(len(one.moves), len(other.moves))
    return one.moves[:least] == other.moves[:least] and any(move.at for move in one.moves[:least])


def labels_of(found: Sequence[Recorded]) -> list[tuple[str, int]]:
    """What each record is called in reports, and which act of its pair it is; 0 where no pair played more than one."""
    return acts_of([one.path for one in found], [one.replay for one in found])


def _files(folder: Path) -> list[Path]:
    """The files of a folder and of the folders in it, by name; hidden ones are left alone.

    Raises:
        Refusal: when there are so many that it is some other folder, such as a whole disk.
    """
    found: list[Path] = []
    seen = 0
    for here, folders, names in os.walk(folder):  # a folder that may not be read, or is gone by now, is passed over
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(here, name) for name in names if not name.startswith(".")]
        seen += len(folders) + len(names)
        if seen > MOST_FILES:
            raise Refusal(
                f"{folder}: expected a folder of records, found more than {units(MOST_FILES)} files and folders in it. "
                "Name the folder that the records are in."
            )
    return sorted(found, key=lambda path: [natural(part) for part in path.parts])


def _others(paths: Iterable[Path]) -> Iterator[str]:
    """What is said of the files in a folder that are no records by their names: a line for each folder."""
    for folder, files in groupby(paths, key=lambda path: path.parent):
        names = [path.name for path in files]
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        yield f"{folder}: left out, as records end in {ENDING}: {', '.join(names[:NAMED])}{more}."


def _read(path: Path) -> Replay:
    replay = read_record(path)
    if not replay.table.history:
        raise Refusal(f"{path}: no month was played at this table yet, so there is nothing to look back on.")
    return replay


TORN: Final = (
    "The last {lost} bytes of the record are no whole move, as when the power goes while one is written. They are "
    "left out; all moves before them are here."
)


@dataclass(frozen=True, eq=False)
class Debriefed:
    """One report before it is drawn and written."""

    report: Report  # what it says
    charts: Mapping[str, ReportChart]  # its charts by key
    picked: tuple[Picked, ...]  # its questions
    findings: Findings | None  # of the table; None for a room


def table(
    replay: Replay, label: str, prompts: Sequence[Prompt], minutes: int, names: bool, act: int = 0,
    looked: Replayed | None = None,
) -> Debriefed:  # fmt: skip
    """The debrief of one table.

    Args:
        replay: its record.
        label: how reports call it.
        prompts: to choose from.
        minutes: how long it may take.
        names: whether to say who held the seats.
        act: which act of its pair it is; 0 where that does not matter.
        looked: what its season says when it is played again, where `look_back` has it.

    Raises:
        Refusal: for a time that no debrief fits into.
    """
    # What the record says of its torn end names its file, and a report names nobody.
    torn = TORN.format(lost=replay.lost) if replay.lost else ""
    said = " ".join(part for part in (replay.moved, torn) if part)
    found = examine(lay_open(replay.table, replay.head, label, said, act=act, known=looked))
    picked = choose([found], prompts, minutes)
    drawn = charts.of_table(found.case)
    return Debriefed(table_page.report(found, picked, drawn, names), drawn, picked, found)


def pairs(tables: Sequence[Findings]) -> Iterator[Debriefed]:
    """The debrief of each pair that played more than one act."""
    same = same_of([one.case.pair for one in tables])
    for first in dict.fromkeys(same):
        acts = [one for one, pair in zip(tables, same, strict=True) if pair == first]
        if len(acts) > 1:
            drawn = pair_page.charts(acts)
            yield Debriefed(pair_page.report(acts, drawn), drawn, (), None)


def room(
    tables: Sequence[Findings], prompts: Sequence[Prompt], minutes: int, surveys: Sequence[SurveyRead] = ()
) -> Debriefed:
    """The debrief of a room of tables, with what was typed in from paper without a record."""
    gathered = gather(tables, surveys)
    picked = choose(tables, prompts, minutes)
    drawn = room_page.charts(gathered)
    return Debriefed(room_page.report(gathered, picked, drawn), drawn, picked, None)


OURS: Final = re.compile(
    r"(table-\d+(-act-\d+)?|room)\.(md|html|pdf)|(tables|months|evidence|predictions|survey|codebook)\.csv|figures\.xlsx"
)
"""The names of all files that `written` and `figures_of` write."""


def written(
    reports: Iterable[Debriefed], formats: frozenset[str], folder: Path, workers: Workers
) -> Iterator[tuple[tuple[Path, ...], str]]:
    """Write reports as they come: the files of each, and what there is to say of them.

    Args:
        reports: in their order.
        formats: of "md", "html" and "pdf"; others are left alone.
        folder: where to; it exists.
        workers: who draw and print.

    Raises:
        Refusal: when a file cannot be written.
    """
    draw = can_draw()
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
