"""A room's figures as CSV for whoever studies them, with a codebook of every column; no names and nobody's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, get_type_hints

from game.debrief.case import MonthRow
from game.debrief.data import PREDICTIONS, Cell, Column, Row, prediction_rows, survey_columns, survey_rows
from game.debrief.examining import Findings
from game.debrief.instrument import Surveyed
from game.debrief.room import room_of
from game.debrief.vocabulary import KNOWN
from game.doors.tables import Rows
from game.rules.levers import SEATS

_TABLE: Final = (
    Column("table", "label of the table in this export"),
    Column("scenario", "slug of the scenario that was played"),
    Column("seed", "of the season's luck; the same seed is the same luck"),
    Column("currency", "sign of all money in this row"),
    Column("joint", "joint value of the months played", "money"),
    Column("silo", "joint value of silo play with the same luck; empty where it is not known", "money"),
    Column("best", "joint value of the best plan known with the same luck; empty where it is not known", "money"),
)
TABLES: Final = _TABLE + tuple(Column(name.replace("-", "_"), known.means) for name, known in KNOWN.items())
"""The columns of `table_rows`: one row for each table; after the first ones every fact that a prompt may ask about."""

_MONTH: Final = tuple(
    Column(name, *means)
    for name, hint in get_type_hints(MonthRow, include_extras=True).items()
    for means in getattr(hint, "__metadata__", ())
)
MONTHS: Final = (
    Column("table", "label of the table in this export"),
    *_MONTH,
    Column("expected_marketing", "units that marketing's own panel reckoned with for its plan", "units"),
    Column("expected_distribution", "units that distribution's own panel reckoned with for its plan", "units"),
    Column("asked_marketing", "question cards that marketing played", "count"),
    Column("asked_distribution", "question cards that distribution played", "count"),
    Column("clashes", "clashes that showed, joined by a space"),
)
"""The columns of `month_rows`: one row for each month of each table."""

EVIDENCE: Final = (
    Column("table", "label of the table in this export"),
    Column("key", "name of the piece of evidence within its table"),
    Column("kind", "what kind of evidence it is"),
    Column("theme", "the thread that it belongs to"),
    Column("number", "the figure behind it"),
    Column("unit", "what the number counts"),
    Column("rounds", "rounds that it is from, joined by a space; empty = the whole season"),
    Column("weight", "how telling it is taken to be", "0 to 1"),
    Column("sentence", "what it says"),
)
"""The columns of `evidence_rows`. Lines and reasons in somebody's own words are left out."""


def table_rows(tables: Sequence[Findings]) -> list[Row]:
    """One row for each table."""
    return [_table_row(one) for one in tables]


def _table_row(one: Findings) -> Row:
    case, line = one.case, one.case.review.alignment
    row: Row = {
        "table": case.label,
        "scenario": case.table.scenario.slug,
        "seed": case.table.seed,
        "currency": case.table.scenario.currency,
        "joint": case.joint,
        "silo": line.silo if line else None,
        "best": line.best if line else None,
    }
    for name in KNOWN:
        fact = one.facts.get(name)
        row[name.replace("-", "_")] = fact.value if fact else None
    return row


def month_rows(tables: Sequence[Findings]) -> list[Row]:
    """One row for each month of each table."""
    return [_month_row(one.case.label, row) for one in tables for row in one.case.rows]


def _month_row(label: str, month: MonthRow) -> Row:
    row: Row = {"table": label, **{one.name: getattr(month, one.name) for one in _MONTH}}
    for seat in SEATS:
        row[f"expected_{seat}"], row[f"asked_{seat}"] = month.expected[seat], month.asked[seat]
    row["clashes"] = " ".join(month.clashes)
    return row


def evidence_rows(tables: Sequence[Findings]) -> list[Row]:
    """One row for each piece of evidence."""
    return [
        {column.name: getattr(found, column.name, None) for column in EVIDENCE}
        | {"table": one.case.label, "rounds": " ".join(map(str, found.rounds))}
        for one in tables
        for found in one.evidence
        if found.kind != "own-words"
    ]


def sheets(tables: Sequence[Findings], given: Sequence[Surveyed]) -> dict[str, Rows]:
    """Every sheet by its name: the figures, and the codebook of all columns.

    Args:
        tables: what their records show.
        given: what their people ranked, rated and predicted.
    """
    figures = {"tables": (TABLES, table_rows(tables)), "months": (MONTHS, month_rows(tables))}
    return with_codebook({**figures, "evidence": (EVIDENCE, evidence_rows(tables)), **gap_sheets(given)})


def gap_sheets(given: Sequence[Surveyed]) -> dict[str, tuple[Sequence[Column], list[Row]]]:
    """The sheets of what people predicted, ranked and rated."""
    columns = survey_columns([one.instrument for one in given])
    return {
        "predictions": (PREDICTIONS, prediction_rows(given)),
        "survey": (columns, survey_rows(given, room_of(given))),
    }


def with_codebook(sheets: Mapping[str, tuple[Sequence[Column], Sequence[Row]]]) -> dict[str, Rows]:
    """Sheets as heads and rows, empty for what is not known, with one more that says what every column means."""
    book = [[f"{name}.csv", one.name, one.means, one.unit] for name, (columns, _) in sheets.items() for one in columns]
    filled: dict[str, Rows] = {
        name: ([one.name for one in columns], [[_cell(row.get(one.name)) for one in columns] for row in rows])
        for name, (columns, rows) in sheets.items()
    }
    return {**filled, "codebook": (["file", "column", "means", "unit"], book)}


def _cell(value: Cell) -> Cell:
    return round(value, 6) if isinstance(value, float) else value
