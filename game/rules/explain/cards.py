"""How each scorecard came to its points, and the budgets behind the plans."""

from __future__ import annotations

from math import fsum

import numpy as np

from game.rules.arrays import Floats
from game.rules.explain.shape import Case, Explanation, Factor, added, several, share
from game.rules.money import LINES
from game.rules.scorecards import COSTS, SHARED, points
from game.rules.world import KPI


def marketing(case: Case, title: str) -> Explanation:
    """Marketing's points."""
    return _card(case, title, _marketing(case), _distribution(case), float(case.outcome.scorecards.marketing[0]))


def distribution(case: Case, title: str) -> Explanation:
    """Distribution's points."""
    return _card(case, title, _distribution(case), _marketing(case), float(case.outcome.scorecards.distribution[0]))


def _card(case: Case, title: str, own: list[Factor], others: list[Factor], figure: float) -> Explanation:
    if not case.outcome.sale.initiatives[0, KPI]:
        return added(title, "points", own, figure)
    kept = [Factor(f.name, f.value * (1.0 - SHARED), f.unit, f.who, f.says) for f in own]
    theirs = SHARED * fsum(factor.value for factor in others)
    says = "Coordinated KPIs: part of the other seat's score counts on this card."
    return added(title, "points", [*kept, Factor("The other seat's card", theirs, "points", "joint", says)], figure)


def _one(value: Floats, target: float) -> float:
    return float(points(value, target)[0])


def _marketing(case: Case) -> list[Factor]:
    card, targets = case.outcome.scorecards, case.world.targets
    weights = [float(weight) for weight in targets.marketing_weights]
    return [
        Factor("Brand", weights[0] * _one(card.brand, targets.goodwill), "points", "joint",
               f"Goodwill, times what customers say of us today: {card.brand[0]:.2f} against a target of "
               f"{targets.goodwill:.2f}."),
        Factor("Leads", weights[1] * _one(card.leads, targets.leads), "points", "marketing",
               f"{several(float(card.leads[0]), 'lead')} against a target of {targets.leads:,.0f}."),
        Factor("Conversion", weights[2] * _one(card.conversion, targets.conversion), "points", "marketing",
               f"{card.conversion[0]:.2f} orders a lead against a target of {targets.conversion:.2f}."),
        Factor("Given away", weights[3] * 100.0 * max(0.0, 1.0 - 0.5 * float(card.given[0])), "points", "marketing",
               f"Price given away counts as {share(float(card.given[0]))} of the budget; less is better."),
    ]  # fmt: skip


def _distribution(case: Case) -> list[Factor]:
    card, targets = case.outcome.scorecards, case.world.targets
    weights = [float(weight) for weight in targets.distribution_weights]
    reached = np.minimum(card.throughput, targets.throughput)
    cheap = np.asarray(targets.cost_per_unit / np.maximum(0.01, card.cost_per_unit))
    return [
        Factor("Throughput", weights[0] * _one(reached, targets.throughput), "points", "joint",
               f"{several(float(card.throughput[0]), 'unit')} against a target of {targets.throughput:,.0f}."),
        Factor("Cost per unit", weights[1] * _one(cheap, 1.0), "points", "distribution",
               f"{card.cost_per_unit[0]:,.2f} a unit against a target of {targets.cost_per_unit:,.2f}."),
        Factor("Service level", weights[2] * _one(card.service, targets.service), "points", "distribution",
               f"{share(float(card.service[0]))} shipped on schedule against a target of {share(targets.service)}."),
        Factor("People", weights[3] * 100.0 * max(0.0, 1.0 - float(card.people[0])), "points", "distribution",
               f"Tiredness of {share(float(card.people[0]))}; less is better."),
    ]  # fmt: skip


def cost_per_unit(case: Case, title: str) -> Explanation:
    """Distribution's costs, each per unit that left the floor."""
    card, lines = case.outcome.scorecards, case.outcome.money.lines[0]
    units, figure = float(card.throughput[0]), float(card.cost_per_unit[0])
    if units <= 0.0:
        return Explanation(title, figure, "money", "note", ())
    factors = [
        Factor(LINES[at].name, -float(lines[at]) / 100.0 / units, "money", "distribution",
               f"{abs(lines[at]) / 100.0:,.0f} in all.")
        for at in COSTS
    ]  # fmt: skip
    return added(title, "money", factors, figure)


def marketing_budget(case: Case, title: str) -> Explanation:
    """Marketing's part of the purse this month."""
    own = float(case.outcome.sale.marketing_share[0])
    return _budget(case, title, own, 0, float(case.outcome.spent.marketing_budget[0]))


def distribution_budget(case: Case, title: str) -> Explanation:
    """Distribution's part of the purse this month."""
    own = 1.0 - float(case.outcome.sale.marketing_share[0])
    return _budget(case, title, own, 1, float(case.outcome.spent.distribution_budget[0]))


def _budget(case: Case, title: str, own: float, column: int, figure: float) -> Explanation:
    costs, outside = case.world.costs, float(case.world.tracks.budget[case.state.round, column])
    factors = [
        Factor(
            "Both seats' money",
            costs.marketing_budget + costs.distribution_budget,
            "money",
            "world",
            "A month's purse.",
        ),
        Factor("This seat's share", own, "share", "joint", f"{share(own)}, as both last agreed."),
    ]
    if outside != 1.0:
        factors.append(Factor("Events", outside, "factor", "world", "What finance decided this month."))
    return Explanation(title, figure, "money", "multiply", tuple(factors))
