"""The season's story: every figure in it is one of the season's own, and it says when things were beside the peak."""

import re
from typing import Any

from game.lab.hindsight.chronicle import chronicle
from game.lab.simulation.players import Persona, play
from game.table.moves import Propose, Sign
from game.table.structure import structure
from tests.lab.test_fit import PAIRS
from tests.table.tables import a_month, a_table, played


def test_it_begins_with_the_busiest_month_and_ends_with_the_end(first_day: Any) -> None:
    table = play(first_day.scenario, 5, structure("talk"), {seat: Persona(seat, name) for seat, name in PAIRS.items()})
    first, *_, last = chronicle(table)
    shared = [month.shared for month in table.history]
    most = max(shared, key=lambda month: month.ordered)
    name = table.scenario.months[most.round - 1]
    assert (
        first
        == f"{name} was the busiest month: {most.ordered:,.0f} units were ordered and {most.shipped:,.0f} shipped."
    )
    assert re.match(r"At the end \d+% came in time and satisfaction stood at \d+; after the first month", last)
    assert f"stood at {shared[-1].satisfaction:.0f};" in last


def test_the_month_that_hurt_is_the_one_after_which_satisfaction_fell_most(cold_brew: Any) -> None:
    table = play(cold_brew.scenario, 2, structure("silo"), {seat: Persona(seat, name) for seat, name in PAIRS.items()})
    felt = [month.shared.satisfaction for month in table.history]
    at = 1 + max(range(len(felt) - 1), key=lambda at: felt[at] - felt[at + 1])
    (hurt,) = [one for one in chronicle(table) if "was the month that hurt" in one]
    assert hurt.startswith(table.scenario.months[at])
    assert f"from {felt[at - 1]:.0f} to {felt[at]:.0f}." in hurt


def test_what_both_signed_is_named_with_its_month() -> None:
    table = played(a_table(), Propose("marketing", {"initiative.customer-voice": True}), Sign("distribution", "P1"))
    table = a_month(table)
    (signed,) = [one for one in chronicle(table) if one.startswith("Both signed")]
    assert signed == f"Both signed One voice of the customer in {table.scenario.months[0]}."
    assert not any(one.startswith("Both signed") for one in chronicle(a_month(a_table())))
