"""The results of a month, as plain data for the screen and for paper: what is read out, and a slip for each seat."""

from __future__ import annotations

from typing import Any

from game import figures
from game.kit.pieces import SCORES
from game.rules.levers import SEATS, Seat
from game.table.clashes import CATALOGUE
from game.table.seen.observing import observe
from game.table.table import Table
from game.telling import ledger, rows
from game.telling.readings import item_names, sentence
from game.telling.rows import Row
from game.terms import Glossary


def results(table: Table, name: str, glossary: Glossary) -> dict[str, Any]:
    """The last month of a table; JSON can hold it. `name` is what the table is called."""
    seen, sign = observe(table, "marketing"), table.scenario.currency
    month = seen.shared[-1]
    return {
        "name": name,
        "title": table.scenario.title,
        "month": table.scenario.months[month.round - 1],
        "round": month.round,
        "rounds": table.scenario.rounds,
        "beat": rows.beat(month, sign),
        "all": _plain(rows.of_all(seen)),
        "clashes": [
            {"name": CATALOGUE[clash.clash].name, "sentence": figures.spaced(clash.sentence)} for clash in month.clashes
        ],
        "ledger": _plain(ledger.rows(month.ledger, sign)),
        "together": ledger.side_by_side(month, sign),
        "readings": [sentence(one, item_names(seen)) for one in month.readings],
        "scores": _plain(scores(table)),
        "next": following(table),
        "slips": [_slip(table, seat) for seat in SEATS],
    }


def scores(table: Table) -> list[Row]:
    """The column of the last month, in the order of the printed scoreboard, and the season so far."""
    month, sign = table.history[-1].shared, table.scenario.currency
    total = figures.money(table.joint_value, sign)
    return [
        *(Row(score.name, score.write(month, sign)) for score in SCORES),
        Row("Joint value of the season so far", total),
    ]


def following(table: Table) -> str:
    """Which event cards to open now; "" when the season is over."""
    if table.over:
        return ""
    month = table.scenario.months[table.round - 1]
    titles = [f"“{event.title}”" for event in table.scenario.news(table.round)]
    return f"Event cards to open in {month}: {', '.join(titles)}." if titles else f"No event card in {month}."


def _slip(table: Table, seat: Seat) -> dict[str, Any]:
    """What one seat alone may read: its dashboard, its money, and what it knows before it plans again."""
    seen = observe(table, seat)
    past = seen.months[-2] if len(seen.months) > 1 else None
    return {
        "seat": seat,
        "figures": _plain(rows.of_month(seen, seen.months)),
        "money": _plain(rows.of_money(seen.months[-1], past, seen.scenario.currency)),
        "next": "" if table.over else table.scenario.months[table.round - 1],
        "before": [] if table.over else _plain(rows.of_now(seen, seen.now)),
    }


def _plain(found: list[Row]) -> list[dict[str, str]]:
    return [{"name": row.name, "now": row.now, "before": row.before} for row in found]
