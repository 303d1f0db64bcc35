"""Whether a scenario can be played at all, and how it stands: seasons at both ends of its range, and the usual one."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

import numpy as np

from game import figures
from game.lab.encoding import Code
from game.lab.playing import stage
from game.lab.stocking import covered
from game.partners import partner_for
from game.refusal import Refusal
from game.rules.levers import SEATS, Plan, Seat
from game.rules.month import resolve
from game.rules.world import World
from game.scenario import Scenario
from game.table.moves import Commit
from game.table.planning import calm
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


COVER: Final = 1.2
"""Months of cover of the named stock rule with which the usual season is played."""


def at_a_glance(scenario: Scenario) -> str:
    """The usual season in a line: how full the floor is, what of the budgets is spent, how far hours could grow.

    Every setting at its default, stock by the named rule, no luck.
    """
    code = Code(scenario)
    here, course = stage(code), covered(code, code.defaults(), COVER)
    state, months = here.opening(1), []
    for _ in range(scenario.rounds):
        ready, state = here.begun(state)
        step = resolve(ready, state, code.packed(course, state), calm(here.world))
        months.append(step.outcome)
        state = step.state
    full = [float(month.floor.utilisation[0]) for month in months]
    busiest = max(range(len(full)), key=full.__getitem__)
    spent, sign = months[0].spent, scenario.currency
    paid = float((spent.brand + spent.performance + spent.promotion_fees + spent.research)[0])
    contract = float(here.world.last_mile.carrier_fixed[code.packed(course, here.opening(1)).distribution.carrier][0])
    hands = contract + float((spent.extra_cost + spent.temp_cost)[0])
    hours = most_hours(code, here.world) / float(months[0].floor.capacity[0])
    return (
        f"as usual the floor is {figures.share(float(np.mean(full)))} full, {figures.share(full[busiest])} in "
        f"{scenario.months[busiest]}; marketing spends {figures.money(paid, sign)} of its "
        f"{figures.money(float(spent.marketing_budget[0]), sign)}, distribution {figures.money(hands, sign)} of its "
        f"{figures.money(float(spent.distribution_budget[0]), sign)}; with all that it offers the floor has "
        f"{figures.decimal(hours)} times its hours"
    )


def most_hours(code: Code, world: World) -> float:
    """Hours of a floor with everything a scenario offers: the largest site, extra shift, temps and added capacity."""
    tops = {setting.lever.id: setting.high for setting in code.settings if setting.lever.over == "company"}
    added = tops.get("capacity", 0.0) * min(2, code.rounds)
    crew = (world.floor.capacity + added) * (1.0 + tops.get("extra-shift", 0.0))
    site = float(world.last_mile.site_capacity.max()) if "site" in tops else float(world.last_mile.site_capacity[0])
    return crew * site + tops.get("temps", 0.0) * world.floor.temp_hours


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
