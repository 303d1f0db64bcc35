"""Plans: which settings a seat fills in, what they are if nobody changes them, and what is wrong with a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum
from types import MappingProxyType
from typing import Final

import numpy as np

from game.doors.problems import readable
from game.doors.text import quoted
from game.figures import price
from game.refusal import Refusal
from game.rules import joint, spending
from game.rules.draws import Draws
from game.rules.levers import LEVERS, Lead, Plan, Seat, Setting, Value, other
from game.rules.state import Plans, State
from game.rules.world import SOP, World
from game.scenario.packing import pack
from game.table.structure import talks
from game.table.table import Table
from game.table.wording import near, refuse

ONE_OFF: Final = frozenset({"launch", "market-entry", "forecast", "capacity", "initiative"})
"""Levers that are decided anew each month: what was decided stays with the company, not in the plan."""

CENT: Final = 0.005


def open_settings(table: Table) -> tuple[Setting, ...]:
    """The settings that can still be decided: without what is launched, entered or in force already."""
    done = {
        "launch": table.state.launched[0],
        "market-entry": table.state.entered[0],
        "initiative": table.state.initiatives[0],
    }
    return tuple(
        setting
        for setting in table.scenario.sheet.settings
        if setting.lever.id not in done or not done[setting.lever.id][setting.item]
    )


def sheet_of(table: Table, lead: Lead) -> tuple[Setting, ...]:
    """The settings that a seat leads this month, or that need both signatures."""
    return tuple(setting for setting in open_settings(table) if table.leads[setting.lever.id] == lead)


def standing(table: Table) -> dict[str, Value]:
    """Every setting of the scenario as it is this month if nobody decides anything."""
    return {setting.key: _standing(setting, table.values) for setting in table.scenario.sheet.settings}


def _standing(setting: Setting, values: Plan) -> Value:
    if setting.lever.id in ONE_OFF:
        return False if setting.lever.kind == "switch" else setting.default
    if setting.lever.id == "promotion":
        return "none" if "none" in setting.choices else setting.default
    return values[setting.key]


def plan_waits(table: Table, seat: Seat) -> bool:
    """May a seat not commit yet, because the other has still to leave the talk?"""
    return table.talk_first and table.structure.talk != "none" and talks(table.play_now.at[other(seat)])


def current(table: Table, seat: Seat) -> dict[str, Value]:
    """What a seat's settings are this month if it changes none of them."""
    stands = standing(table)
    return {setting.key: stands[setting.key] for setting in sheet_of(table, seat)}


def filled(table: Table, seat: Seat, plan: Plan) -> dict[str, Value]:
    """A plan with a value for every setting of the seat's sheet.

    Raises:
        Refusal: with every setting that is not the seat's to set, and every value that may not be played.
    """
    sheet = {setting.key: setting for setting in sheet_of(table, seat)}
    problems = []
    for key, value in plan.items():
        problem = sheet[key].problem(value) if key in sheet else _not_on(table, seat, key)
        if problem:
            problems.append(problem)
    if problems:
        raise refuse(seat, table.round, "\n  ".join(["this plan cannot be committed.", *readable(problems)]))
    given = {key: plain(sheet[key], value) for key, value in plan.items()}
    return {**current(table, seat), **given}


def plain(setting: Setting, value: Value) -> Value:
    """The value as the table keeps it: every number a float."""
    if setting.lever.kind == "number":
        return float(value)
    return bool(value) if setting.lever.kind == "switch" else str(value)


def _not_on(table: Table, seat: Seat, key: str) -> str:
    """Why a setting is not on a seat's sheet."""
    setting = table.scenario.sheet.find(key)
    if setting is None:
        return f"there is no setting {quoted(key)}.{near(key, (one.key for one in sheet_of(table, seat)))}"
    lead = table.leads[setting.lever.id]
    if lead == other(seat):
        return f"'{key}' is led by {lead}: leave it out, or agree on 'lead.{setting.lever.id}'."
    if lead == "joint":
        return f"'{key}' needs both signatures: propose it, and leave it out of the plan."
    return f"'{key}' is done already and stays so: leave it out."


@dataclass(frozen=True)
class Bill:
    """What a seat's plan costs against its budget, in currency units."""

    budget: float
    cost: float
    fixed: float  # part of the cost that this plan cannot change
    parts: Mapping[str, float]  # by lever

    @property
    def over(self) -> float:
        """What the plan costs beyond the budget and beyond what cannot be changed; 0 = nothing."""
        beyond = self.cost - max(self.budget, self.fixed)
        return beyond if beyond > CENT else 0.0


def bill(table: Table, seat: Seat, plan: Plan) -> Bill:
    """What a seat's full plan costs this month, by the rules' own figures."""
    values = {**standing(table), **plan, **settings_agreed(table)}
    plans = pack(table.scenario.layout, [values])
    world, state = table.world, table.state
    spent = spending.spend(
        world, state, plans, joint.on_sale(world, table.ready.street.launches, state, plans, calm(world))
    )
    if seat == "marketing":
        parts, budget = _media_costs(plans, spent), float(spent.marketing_budget[0])
    else:
        parts, budget = _hands_costs(world, state, plans), float(spent.distribution_budget[0])
    offered = {setting.lever.id for setting in sheet_of(table, seat)}
    if bool(state.initiatives[0, SOP]):
        offered.discard("promotion")  # this month's deals were locked a month ago
    fixed = fsum(cost for lever, cost in parts.items() if lever not in offered)
    return Bill(budget, fsum(parts.values()), fixed, MappingProxyType(parts))


def _media_costs(plans: Plans, spent: spending.Spent) -> dict[str, float]:
    """What is paid from marketing's budget before it is cut, by lever."""
    return {
        "brand-advertising": float(plans.marketing.brand[0]),
        "performance-advertising": float(plans.marketing.performance[0]),
        "promotion": float(spent.promotion_fees[0]),
        "customer-research": float(spent.research[0]),
    }


def _hands_costs(world: World, state: State, plans: Plans) -> dict[str, float]:
    """What is paid from distribution's budget before it is cut, by lever."""
    plan, crew = plans.distribution, state.capacity + state.capacity_due[:, 0]
    wage = world.floor.wage * float(world.tracks.wage[state.round])
    return {
        "carrier": float(world.last_mile.carrier_fixed[plan.carrier][0]),
        "extra-shift": float(spending.extra_shift_cost(world, crew, plan.extra_shift)[0]) * wage,
        "temps": float(plan.temps[0]) * world.floor.temp_wage,
    }


def settings_agreed(table: Table) -> dict[str, Value]:
    """What both have signed this month, leads aside."""
    return {key: value for key, value in table.play_now.agreed().items() if not key.startswith("lead.")}


def overspent(table: Table, seat: Seat, plan: Plan) -> Refusal | None:
    """The refusal of a plan that costs more than the seat's budget, with the figures, or None."""
    found = bill(table, seat, plan)
    if not found.over:
        return None
    sign = table.scenario.currency
    parts = ", ".join(f"{LEVERS[key].name} {price(cost, sign)}" for key, cost in found.parts.items() if cost > CENT)
    return refuse(
        seat,
        table.round,
        f"expected a plan within the budget of {price(found.budget, sign)}, given one of "
        f"{price(found.cost, sign)} "
        f"({parts}).\n  Take {price(found.over, sign)} off it, or agree on another share of the budget.",
    )


def calm(world: World) -> Draws:
    """A month without luck, for one season: what a budget or a panel reckons with."""
    p, m, _ = world.shape
    return Draws(
        demand=np.zeros((1, p, m)),
        company=np.zeros(1),
        success=np.zeros((1, p)),
        failure=np.ones((1, p)),
        inbound=np.ones((1, p)),
        month=np.zeros((1, m)),
    )
