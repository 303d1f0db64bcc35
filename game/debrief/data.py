"""A room's figures as CSV for whoever studies them, with a codebook of every column; no names and nobody's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias, get_type_hints

from game.debrief.case import MonthRow
from game.debrief.evidence import KNOWN
from game.debrief.examining import Findings
from game.debrief.instrument import Surveyed, one_each
from game.debrief.room import RoomGap, room_of
from game.doors.tables import Column, Rows, codebook
from game.rules.levers import SEATS, Seat
from game.table.survey.instrument import WHOSE, Instrument
from game.table.survey.survey import MOMENTS

Cell: TypeAlias = str | int | float | None
Row: TypeAlias = dict[str, Cell]


_FITS: Final = (
    ("agreement", "the two own rankings of this table"),
    ("congruency", "this person's own ranking and what they expect of the partner"),
    ("accuracy", "what this person expects of the partner and the partner's own ranking"),
    ("meta_accuracy", "what this person thinks the partner expects of them and what the partner expects"),
    ("projection", "this person's own ranking and the partner's own (accuracy of expecting one's own)"),
    ("stereotype", "the mean ranking of the partner's role at the other tables and the partner's own"),
)
_WHOSE: Final = (
    ("job", "what matters most in this person's real work: three things, the others level"),
    ("own", "this person's own order in the chair"),
    ("partner", "what this person expects the partner's order to be"),
    ("meta", "what this person thinks the partner takes their order to be"),
)


def survey_columns(instruments: Sequence[Instrument]) -> tuple[Column, ...]:
    """The columns of `survey_rows`: one row for each table, seat and moment at which something was given."""
    columns = [
        Column("table", "label of the table in this export"),
        Column("seat", "marketing or distribution"),
        Column("moment", "before, middle or after the season"),
        Column("paper", "1 = brought along, from paper or from an earlier act; 0 = given on screen"),
    ]
    for name, means in _FITS:
        columns.append(
            Column(f"{name}_rho", f"Spearman's rank correlation, ties by midranks, of {means}", "from -1 to 1")
        )
        columns.append(Column(f"{name}_error", f"mean absolute difference in rank of {means}", "ranks"))
    names = {one.key: one.name for instrument in instruments for one in instrument.priorities}
    for whose, means in _WHOSE:
        for key, name in names.items():
            columns.append(Column(f"rank_{whose}_{_flat(key)}", f"rank of “{name}” in {means}", "rank, 1 = first"))
            listed = f"where “{name}” was listed when this was asked: {means}; empty where it is not known"
            columns.append(Column(f"place_{whose}_{_flat(key)}", listed, "place, 1 = top"))
    says = {one.key: one for instrument in instruments for one in instrument.statements}
    for key, one in says.items():
        columns.append(Column(f"agree_{_flat(key)}", f"own agreement with “{one.says}”", "1 not at all to 7 fully"))
        columns.append(
            Column(f"others_{_flat(key)}", f"share of the other role thought to agree with “{one.says}”", "%")
        )
    return tuple(columns)


def survey_rows(tables: Sequence[Surveyed], room: RoomGap) -> list[Row]:
    """The rankings, ratings and measures of a room; every row has the same columns, None where nothing was given.

    A pair whose later act brought its rankings along has them under the later record's label only.
    """
    tables = one_each(tables)
    blank: Row = dict.fromkeys(one.name for one in survey_columns([table.instrument for table in tables]))
    return [
        {**blank, **row}
        for at, table in enumerate(tables)
        for moment in MOMENTS
        for seat in SEATS
        if (row := _row(table, room, at, moment, seat))
    ]


def _row(table: Surveyed, room: RoomGap, at: int, moment: str, seat: Seat) -> Row | None:
    given, gap = table.survey.seats[seat], room.gaps[at][moment]
    rankings = [one for whose in WHOSE if (one := given.ranking(moment, whose))]
    ratings = [rated for each in table.instrument.statements if (rated := given.rating(moment, each.key))]
    if not rankings and not ratings:
        return None
    paper = any(one.paper for one in rankings) or any(one.paper for one in ratings)
    row: Row = {"table": table.label, "seat": seat, "moment": moment, "paper": int(paper)}
    fits = {
        "agreement": gap.agreement,
        **{name.replace("-", "_"): fit for name, fit in gap.seats[seat].items()},
        "stereotype": room.stereotypes[at][moment, seat],
    }
    for name, fit in fits.items():
        row[f"{name}_rho"], row[f"{name}_error"] = (fit.correlation, fit.error) if fit else (None, None)
    for one in rankings:
        row.update({f"rank_{one.whose}_{_flat(key)}": rank for key, rank in one.ranks.items()})
        row.update({f"place_{one.whose}_{_flat(key)}": at for at, key in enumerate(one.shown.split(), 1)})
    for rating in ratings:
        row[f"agree_{_flat(rating.statement)}"] = rating.agree
        row[f"others_{_flat(rating.statement)}"] = rating.others
    return row


PREDICTIONS: Final = (
    Column("table", "label of the table in this export"),
    Column("seat", "who predicted: marketing or distribution"),
    Column("prediction", "number of this seat's prediction at this table, in order of play", "count"),
    Column("constraint", "which limit of the partner was expected to bind hardest that month; empty = not answered"),
    Column("constraint_true", "which did"),
    Column("lever", "which setting of the partner was asked about"),
    Column("expects", "what was expected of it: up, same, down, on, off, or a choice; empty = not answered"),
    Column("was", "what the partner did"),
    Column("confidence", "how sure the person was; empty = not said", "1 a guess to 5 certain"),
    Column("hits", "parts that came true", "0 to 2"),
    Column("chance", "parts that guessing brings on average", "0 to 2"),
)
"""The columns of `prediction_rows`."""


def prediction_rows(tables: Sequence[Surveyed]) -> list[Row]:
    """Every monthly prediction of the partner beside what was true."""
    rows: list[Row] = []
    for table in tables:
        for seat in SEATS:
            for number, one in enumerate([read for read in table.readings if read.seat == seat], 1):
                cells = {column.name: getattr(one, column.name) for column in PREDICTIONS[3:]}
                cells |= {name: cells[name] or None for name in ("constraint", "expects", "confidence")}
                rows.append({"table": table.label, "seat": seat, "prediction": number, **cells})
    return rows


def _flat(key: str) -> str:
    return key.replace("-", "_")


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
    filled: dict[str, Rows] = {
        name: ([one.name for one in columns], [[_cell(row.get(one.name)) for one in columns] for row in rows])
        for name, (columns, rows) in sheets.items()
    }
    return {**filled, "codebook": codebook({f"{name}.csv": columns for name, (columns, _) in sheets.items()})}


def _cell(value: Cell) -> Cell:
    return round(value, 6) if isinstance(value, float) else value
