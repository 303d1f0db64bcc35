"""The perception gap as rows for whoever studies it, with what every column means; no names and no words of anybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from game.debrief.instrument import Surveyed, one_each
from game.debrief.room import RoomGap
from game.rules.levers import SEATS, Seat
from game.table.survey.instrument import Instrument
from game.table.survey.survey import MOMENTS, WHOSE

Cell: TypeAlias = str | int | float | None
Row: TypeAlias = dict[str, Cell]


@dataclass(frozen=True)
class Column:
    """A column of a file, for its codebook.

    Args:
        unit: what a number counts; "" for words.
    """

    name: str
    means: str
    unit: str = ""


_FITS: Final = (
    ("agreement", "the two own rankings of this table"),
    ("congruency", "this person's own ranking and what they expect of the partner"),
    ("accuracy", "what this person expects of the partner and the partner's own ranking"),
    ("meta_accuracy", "what this person thinks the partner expects of them and what the partner expects"),
    ("projection", "this person's own ranking and the partner's own (accuracy of expecting one's own)"),
    ("stereotype", "the mean ranking of the partner's role at the other tables and the partner's own"),
)
_WHOSE: Final = (
    ("own", "this person's own order"),
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
    for rating in ratings:
        row[f"agree_{_flat(rating.statement)}"] = rating.agree
        row[f"others_{_flat(rating.statement)}"] = rating.others
    return row


PREDICTIONS: Final = (
    Column("table", "label of the table in this export"),
    Column("seat", "who predicted: marketing or distribution"),
    Column("prediction", "number of this seat's prediction at this table, in order of play", "count"),
    Column("constraint", "which limit of the partner was expected to bind hardest that month"),
    Column("constraint_true", "which did"),
    Column("lever", "which setting of the partner was asked about"),
    Column("expects", "what was expected of it: up, same, down, on, off, or a choice"),
    Column("was", "what the partner did"),
    Column("confidence", "how sure the person was", "1 a guess to 5 certain"),
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
                rows.append({"table": table.label, "seat": seat, "prediction": number, **cells})
    return rows


def _flat(key: str) -> str:
    return key.replace("-", "_")
