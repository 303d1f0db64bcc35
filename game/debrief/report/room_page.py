"""The report of a room: what its tables have in common, thread by thread, and its questions; no table is ranked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean
from typing import Final

from game import figures
from game.debrief.acts import compared, structure_line
from game.debrief.evidence import THEMES, counted
from game.debrief.finding.promise import on_time
from game.debrief.gathering import Gathered, sentences
from game.debrief.prompts.choosing import Picked
from game.debrief.report import reveal, side_by_side
from game.debrief.report.blocks import (
    CARE,
    Block,
    Grid,
    Heading,
    Items,
    Para,
    Report,
    Span,
    picture,
    plain,
    questions,
    quiet,
)
from game.debrief.report.charts import Look, ReportChart, Trace, gap_of_room
from game.debrief.truth.of_room import of_room
from game.debrief.truth.showing import strongest
from game.rules.levers import SEATS
from game.table.structure import PRESETS

LOOKS: Final[tuple[Look, ...]] = ("silo", "together", "best", "season")


def charts(room: Gathered) -> dict[str, ReportChart]:
    """The charts of a room by key."""
    made = (_structures(room), _promise(room), gap_of_room(room.room))
    return {chart.key: chart for chart in made if chart is not None}


def _structures(room: Gathered) -> ReportChart | None:
    """Structure against result: one dot a season; None where there are too few pairs for an interval."""
    groups, shown = room.indices(), compared(room.tables)
    if not shown:
        return None
    names = [name for name in (*PRESETS, "custom") if name in groups]
    series = tuple(Trace(name, look, tuple(groups[name])) for name, look in zip(names, LOOKS, strict=False))
    which = "table: where its season" if room.unit == "table" else "season: where it"
    says = (
        f"One dot for each {which} lies between silo play (0) and the best plan known (100), by the structure it was "
        f"played with; the bar is the mean. {' '.join(map(structure_line, shown))} The dots have no names, and the "
        "tables no order."
    )
    return ReportChart("structures", "dots", "Structure and result", says, tuple(names), series, "index")


def _promise(room: Gathered) -> ReportChart:
    """How the promise was kept: one dot a table, by structure."""
    groups: dict[str, list[float]] = {}
    for one in room.tables:
        groups.setdefault(one.case.table.structure.name, []).append(on_time(one.case.rows))
    names = [name for name in (*PRESETS, "custom") if name in groups]
    series = tuple(Trace(name, look, tuple(groups[name])) for name, look in zip(names, LOOKS, strict=False))
    means = figures.listed([f"{name} {figures.share(fmean(groups[name]))}" for name in names])
    says = (
        f"One dot for each {room.unit}: the share of all it shipped that came within its promise, by the structure it "
        f"was played with; the bar is the mean: {means}."
    )
    return ReportChart("promise", "dots", "Promises kept", says, tuple(names), series, "share")


def report(room: Gathered, picked: Sequence[Picked], drawn: Mapping[str, ReportChart]) -> Report:
    """The report of a room.

    Args:
        room: its tables.
        picked: the questions chosen for it.
        drawn: its charts by key.
    """
    return Report(
        name="room",
        title="Debrief: the room",
        subtitle=_subtitle(room),
        blocks=(
            quiet(CARE),
            plain(
                "This page is for the whole room. It says what the tables have in common, and quotes nobody. The "
                "tables keep their own numbers, and are in no order here."
            ),
            *reveal.blocks(strongest(of_room([one.case for one in room.tables], room.given))),
            *_pairs(room),
            *_notes(room),
            *_threads(room, drawn),
            Heading(2, f"Questions for {sum(one.minutes for one in picked)} minutes", "questions"),
            *questions(picked, None),
            *_tables(room),
        ),
    )


def _subtitle(room: Gathered) -> str:
    scenarios = Counter(one.case.table.scenario.title for one in room.tables)
    structures = Counter(one.case.table.structure.name for one in room.tables)
    played = figures.listed([f"{title} ({counted(count, room.unit)})" for title, count in scenarios.items()])
    how = figures.listed([f"{name} ({count})" for name, count in structures.items()])
    seasons = f", {counted(len(room.tables), 'season')}" if room.unit == "season" else ""
    return f"{counted(room.pairs, 'table')}{seasons} · {played} · structures: {how}"


def _notes(room: Gathered) -> Iterator[Block]:
    """What could not be said, each thing once."""
    noted: dict[str, list[str]] = {}
    for one in room.tables:
        for note in one.case.notes:
            noted.setdefault(note, []).append(one.case.label)
    for note, labels in noted.items():
        which = f"every {room.unit}" if len(labels) == len(room.tables) else figures.listed(labels)
        yield Para((Span(f"Note on {which}: ", "strong"), Span(note)))


def _pairs(room: Gathered) -> Iterator[Block]:
    """The acts of the pairs side by side, where they played more than one."""
    if room.unit == "table":
        return
    yield plain(
        "A table is a pair, and its acts are seasons: what is counted in seasons counts a pair once for each of its "
        "acts. What people ranked and foretold counts once for each pair."
    )
    acts = sorted({one.case.act for one in room.tables})
    many = "" if room.pairs == 1 else ", mean of the tables that played it"
    yield side_by_side.grid(f"The acts side by side{many}", room.tables)
    differs = "What differs is the structure, what was decided, and what was known by then."
    yield quiet(f"{differs}{_luck(room)}{_missing(room, acts)}")


def _missing(room: Gathered, acts: Sequence[int]) -> str:
    """The acts that are not here of a table."""
    here: dict[str, set[int]] = {}
    for one in room.tables:
        here.setdefault(one.case.label.partition(",")[0], set()).add(one.case.act)
    lacks = [f"{table} has no act {act}" for table, own in here.items() for act in acts if act not in own]
    return f" Not all are here: {figures.listed(lacks)}." if lacks else ""


def _luck(room: Gathered) -> str:
    """Whether a pair met the same months twice."""
    places = Counter((one.case.pair, one.case.table.scenario.slug) for one in room.tables)
    if max(places.values()) < 2:
        return ""
    lucks = Counter((one.case.pair, one.case.table.scenario.slug, one.case.table.seed) for one in room.tables)
    if max(lucks.values()) < 2:
        return " The same place came again, with fresh luck; the events that are written in it were known by then."
    return " The same months came again with the same luck: whoever had played them once knew what they would bring."


def _threads(room: Gathered, drawn: Mapping[str, ReportChart]) -> Iterator[Block]:
    yield Heading(2, "What the records show", "record")
    told = sentences(room)
    for theme, title in THEMES.items():
        if not told[theme]:
            continue
        yield Heading(3, title, theme)
        for key, place in (("structures", "together"), ("promise", "promise"), ("gap", "asking")):
            if place == theme and key in drawn:
                yield picture(drawn[key])
        yield Items(tuple((Span(sentence),) for sentence in told[theme]))


def _tables(room: Gathered) -> Iterator[Block]:
    """What was played at each table; how it went is in the tables' own reports."""
    yield Heading(2, "The tables", "tables")
    rows = []
    for one in room.tables:
        table, case = one.case.table, one.case
        whole = sum(len(case.programmed(seat)) == len(case.rows) for seat in SEATS)
        held = ("people", "a person and a partner", "two partners")[whole]
        if any(0 < len(case.programmed(seat)) < len(case.rows) for seat in SEATS):
            held = "; ".join(f"{seat}: {case.held(seat)}" for seat in SEATS)
        rows.append(
            (
                case.label,
                table.scenario.title,
                table.structure.name,
                f"{len(case.rows)} of {table.scenario.rounds}",
                held,
            )
        )
    yield Grid("What was played at each", ("Table", "Scenario", "Structure", "Months", "Seats held by"), tuple(rows))
