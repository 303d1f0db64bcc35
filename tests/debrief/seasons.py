"""Tables for the tests of a debrief: a whole season with everything in it, rows by hand, and records on disk."""

from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from game.debrief.case import MonthRow, lay_open
from game.debrief.examining import Findings, examine
from game.rules.levers import Seat
from game.store.record import Record
from game.table.moves import Answer, Ask, Commit, Decline, KeepLine, Move, Predict, Propose, Ready, Sign, TableMove
from game.table.structure import Holder, structure
from game.table.survey.instrument import read_instrument
from game.table.survey.moves import Rank, Rate
from game.table.table import Table
from tests.table.tables import a_table, played, stall

KEYS = read_instrument().of(stall()).keys
ORDER = {key: at for at, key in enumerate(KEYS, 1)}
TURNED = {key: len(KEYS) + 1 - at for key, at in ORDER.items()}

OPENING = (
    Rank("marketing", "before", "own", ORDER),
    Rank("marketing", "before", "partner", ORDER),
    Rank("distribution", "before", "own", TURNED),
    Rank("distribution", "before", "partner", ORDER),
    Rate("marketing", "before", "keep-moving", 6, 80),
    Rate("distribution", "before", "keep-moving", 2, 30),
)
MONTH = (
    Predict("marketing", "floor", "temps", "up", 5),
    Predict("distribution", "brand", "delivery-promise", "same", 2),
    Ask("marketing", "how-much-room"),
    Answer("distribution", "how-much-room", "A tenth, no more."),
    Ready("distribution"),
)
LAST = (
    Propose("distribution", {"budget-split": 0.4}),
    Decline("marketing", "P3", "not this month"),
    Commit("marketing", {"price.plum": 4.5}),
    Commit("distribution"),
)


def moves(line: str = "I wanted to know.", why: str = "try it", no: str = "not this month") -> tuple[Move, ...]:
    """A whole season at the stall; what is said in it can be anything."""
    return (
        *OPENING,
        *MONTH,
        Propose("marketing", {"forecast.plum": 1000.0, "forecast.pear": 500.0}),
        Sign("distribution", "P1"),
        Commit("marketing", {"price.plum": 4.0, "delivery-promise": 2.0}, why),
        Commit("distribution", {"outbound-mode.shop": "economy"}),
        KeepLine("marketing", line),
        Propose("marketing", {"launch.fig": True}),
        Decline("distribution", "P2", no),
        Commit("marketing", {"promotion.plum": "deep-deal"}),
        Commit("distribution", {"temps": 2}),
        *LAST,
        Commit("distribution"),
        Commit("marketing"),
    )


@cache
def season(preset: str = "talk", seed: int = 3) -> Table:
    table = played(a_table(preset, seed), *moves())
    assert table.over
    return table


@cache
def findings(preset: str = "talk", seed: int = 3) -> Findings:
    return examine(lay_open(season(preset, seed), label="Table 1"))


def recorded(
    path: Path, *played_: Move | TableMove, names: tuple[str, str] = ("", ""), preset: str = "talk", pair: str = ""
) -> Path:
    """A record of these moves, by default of the whole season."""
    seats: dict[Seat, Holder] = {"marketing": Holder(name=names[0]), "distribution": Holder(name=names[1])}
    with Record.create(path, stall(), 3, structure(preset), seats, pair=pair) as record:
        for move in played_ or moves():
            record.play(move)
    return path


def row(**given: Any) -> MonthRow:
    """A month in which all is well, but for what is given."""
    calm: dict[str, Any] = dict.fromkeys((field.name for field in fields(MonthRow)), 0.0)
    calm |= {
        "wanted": given.get("ordered", 100.0),
        "round": 1, "month": "May", "promise": 4.0, "days": 3.0, "on_time": 1.0, "ordered": 100.0, "shipped": 100.0,
        "expected": {"marketing": 100.0, "distribution": 100.0}, "signed": None, "deals": 0, "deadlocks": 0,
        "asked": {"marketing": 0, "distribution": 0}, "answered": 0, "clashes": (), "satisfaction": 70.0,
    }  # fmt: skip
    calm["meeting"] = "apart"
    return MonthRow(**{**calm, **given})
