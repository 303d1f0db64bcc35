"""Whether a scenario can be played at all: two short seasons with every setting at one end of its range."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

from game.partners import partner_for
from game.refusal import Refusal
from game.rules.levers import SEATS, Plan, Seat
from game.scenario import Scenario
from game.table.moves import Commit
from game.table.playing import play
from game.table.seen.observing import observe
from game.table.structure import structure
from game.table.table import Table

End: TypeAlias = Literal["low", "high"]
MONTHS: Final = 3
PLAYERS: Final = "bridge-builder"


def faults(scenario: Scenario) -> list[str]:
    """What goes wrong with every setting at its least, at its most, and with two partners; each in a line."""
    return [*_at_an_end(scenario, "low"), *_at_an_end(scenario, "high"), *_by_partners(scenario)]


def _at_an_end(scenario: Scenario, end: End) -> Iterator[str]:
    table = Table.start(scenario, 1, structure("silo"))
    for _ in range(min(MONTHS, scenario.rounds)):
        for seat in SEATS:
            table = _committed(table, seat, end)
        value = table.joint_value
        if not math.isfinite(value):
            said = "lowest" if end == "low" else "highest"
            yield f"with every setting at its {said} month {len(table.history)} comes to no number: {value}"
            return


def _committed(table: Table, seat: Seat, end: End) -> Table:
    """The seat's plan with as many settings at this end of their range as its budget and the others let it have."""
    plan: dict[str, float | str | bool] = {}
    for key, value in _ends(table, seat, end).items():
        try:
            play(table, Commit(seat, {**plan, key: value}))
        except Refusal:
            continue
        plan[key] = value
    return play(table, Commit(seat, plan))


def _ends(table: Table, seat: Seat, end: End) -> Plan:
    found: dict[str, float | str | bool] = {}
    for setting in observe(table, seat).sheet:
        if setting.kind == "number":
            found[setting.key] = setting.low if end == "low" else setting.high
        elif setting.kind == "choice":
            found[setting.key] = setting.choices[0 if end == "low" else -1]
        else:
            found[setting.key] = end == "high"
    return found


def _by_partners(scenario: Scenario) -> Iterator[str]:
    table = Table.start(scenario, 1, structure("sync"))
    partners = {seat: partner_for(seat, PLAYERS) for seat in SEATS}
    for _ in range(40):
        if len(table.history) >= min(MONTHS, scenario.rounds):
            return
        for seat, partner in partners.items():
            for move in partner.act(observe(table, seat)):
                try:
                    table = play(table, move)
                except Refusal as refusal:
                    yield f"two partners cannot play it: {refusal.message}"
                    return
