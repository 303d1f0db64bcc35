"""What the month came to: both scorecards and their budgets, cost per unit, the margin and the joint value."""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum
from types import MappingProxyType
from typing import Final

import numpy as np

from game import figures
from game.figures import change, several, share
from game.rules.arrays import Floats
from game.rules.explain.lines import DRIVERS
from game.rules.explain.shape import Episode, Explanation, Factor, Part, Who, added
from game.rules.money import LINES, money_tables, stock_worth
from game.rules.scorecards import CARRIED, SHARED, points
from game.rules.world import KPI

_DRIVEN: Final[Mapping[Who, str]] = MappingProxyType(
    {
        "marketing": "Driven by marketing's choices.",
        "distribution": "Driven by distribution's choices.",
        "joint": "Driven by what both do.",
        "world": "Comes every month, whoever decides what.",
    }
)


def marketing(month: Episode, title: str) -> Explanation:
    """Marketing's points."""
    return _card(month, title, _marketing(month), _distribution(month), month.outcome.scorecards.marketing)


def distribution(month: Episode, title: str) -> Explanation:
    """Distribution's points."""
    return _card(month, title, _distribution(month), _marketing(month), month.outcome.scorecards.distribution)


def _card(month: Episode, title: str, own: list[Part], others: list[Part], score: Floats) -> Explanation:
    if month.outcome.sale.initiatives[0, KPI]:
        theirs = SHARED * fsum(value for _, value, _, _ in others)
        own = [(name, value * (1.0 - SHARED), who, says) for name, value, who, says in own]
        says = "Coordinated KPIs: part of the other seat's score counts on this card."
        own.append(("The other seat's card", theirs, "joint", says))
    return added(title, "points", own, float(score[0]))


def _one(value: Floats, target: float) -> float:
    return float(points(value, target)[0])


def _marketing(month: Episode) -> list[Part]:
    card, targets = month.outcome.scorecards, month.world.targets
    weights = [float(weight) for weight in targets.marketing_weights]
    return [
        ("Brand", weights[0] * _one(card.brand, targets.goodwill), "joint",
         f"Goodwill, times what customers say of us today: {figures.decimal(card.brand[0], 2)} against a target of "
         f"{figures.decimal(targets.goodwill, 2)}."),
        ("Leads", weights[1] * _one(card.leads, targets.leads), "marketing",
         f"{several(float(card.leads[0]), 'lead')} against a target of {figures.units(targets.leads)}."),
        ("Conversion", weights[2] * _one(card.conversion, targets.conversion), "marketing",
         f"{figures.decimal(card.conversion[0], 2)} orders a lead against a target of "
         f"{figures.decimal(targets.conversion, 2)}."),
        ("Given away", weights[3] * 100.0 * max(0.0, 1.0 - 0.5 * float(card.given[0])), "marketing",
         f"Price given away counts as {share(float(card.given[0]))} of the budget; less is better."),
    ]  # fmt: skip


def _distribution(month: Episode) -> list[Part]:
    card, targets = month.outcome.scorecards, month.world.targets
    weights = [float(weight) for weight in targets.distribution_weights]
    reached = np.minimum(card.throughput, targets.throughput)
    cheap = np.minimum(1.0, targets.cost_per_unit / np.maximum(0.01, card.cost_per_unit))
    return [
        ("Throughput", weights[0] * _one(reached, targets.throughput), "joint",
         f"{several(float(card.throughput[0]), 'unit')} against a target of {figures.units(targets.throughput)}."),
        ("Cost per unit", weights[1] * _one(cheap, 1.0), "distribution",
         f"{figures.cost(card.cost_per_unit[0])} a unit against a target of {figures.cost(targets.cost_per_unit)}."),
        ("Service level", weights[2] * _one(card.service, targets.service), "distribution",
         f"{share(float(card.service[0]))} shipped on schedule against a target of {share(targets.service)}."),
        ("People", weights[3] * 100.0 * max(0.0, 1.0 - float(card.people[0])), "distribution",
         f"Tiredness of {share(float(card.people[0]))}; less is better."),
    ]  # fmt: skip


def cost_per_unit(month: Episode, title: str) -> Explanation:
    """Distribution's costs, each per unit that left the floor."""
    card, lines = month.outcome.scorecards, month.outcome.money.lines[0]
    units, figure = float(card.throughput[0]), float(card.cost_per_unit[0])
    if units <= 0.0:
        return Explanation(title, figure, "price", "note", ())
    parts: list[Part] = [
        (
            LINES[at].name,
            -float(lines[at]) / 100.0 / units,
            "distribution",
            f"{figures.cost(figures.whole(abs(lines[at]) / 100.0))} in all.",
        )
        for at in CARRIED
    ]
    return added(title, "price", parts, figure)


def marketing_budget(month: Episode, title: str) -> Explanation:
    """Marketing's part of the purse this month."""
    own = float(month.outcome.sale.marketing_share[0])
    return _budget(month, title, own, 0, float(month.outcome.spent.marketing_budget[0]))


def distribution_budget(month: Episode, title: str) -> Explanation:
    """Distribution's part of the purse this month."""
    own = 1.0 - float(month.outcome.sale.marketing_share[0])
    return _budget(month, title, own, 1, float(month.outcome.spent.distribution_budget[0]))


def _budget(month: Episode, title: str, own: float, column: int, figure: float) -> Explanation:
    costs, outside = month.world.costs, float(month.world.tracks.budget[month.state.round, column])
    purse = costs.marketing_budget + costs.distribution_budget
    factors = [
        Factor("Both seats' money", purse, "money", "world", "A month's purse."),
        Factor("This seat's share", own, "share", "joint", f"{share(own)}, as both last agreed."),
    ]
    if outside != 1.0:
        factors.append(Factor("Events", outside, "factor", "world", "What finance decided this month."))
    return Explanation(title, figure, "money", "multiply", tuple(factors))


def margin(month: Episode, title: str) -> Explanation:
    """Contribution margin: the money lines."""
    lines = month.outcome.money.lines[0]
    parts: list[Part] = [
        (line.name, float(lines[at]) / 100.0, DRIVERS[line.driver], _DRIVEN[DRIVERS[line.driver]])
        for at, line in enumerate(LINES)
    ]
    return added(title, "money", parts, float(month.outcome.money.margin[0]) / 100.0)


def joint_value(month: Episode, title: str) -> Explanation:
    """Contribution margin, customer equity and stock."""
    money = month.outcome.money
    parts: list[Part] = [
        ("Contribution margin", float(money.margin[0]) / 100.0, "joint", "What the month earned."),
        ("Customer equity", float(money.equity[0]) / 100.0, "joint",
         "What the change in goodwill and satisfaction is worth later."),
        ("Stock", float(money.stock[0]) / 100.0, "distribution",
         "What the stock gained or lost in worth; goods beyond a month's cover are worth less than they cost."),
        ("The months after", float(money.later[0]) / 100.0, "joint",
         "What the next months bring when both plans go on without deals and without news: what the end of the season "
         "borrowed is paid there, and what it built comes in."),
    ]  # fmt: skip
    return added(title, "money", parts, float(money.joint[0]) / 100.0)


def worth_of_stock(month: Episode, title: str) -> Explanation:
    """Change in what the stock is worth less what it cost."""
    known, money = money_tables(month.world), month.outcome.money
    before = month.state.stock.sum(axis=2)
    held = month.outcome.inbound.available.sum(axis=2) - money.delivered.sum(axis=2) - money.cleared
    parts: list[Part] = []
    for at, name in enumerate(month.world.products.names):
        only = np.zeros_like(before)
        only[0, at] = 1.0
        worth = float(stock_worth(month.world, known, held * only)[0])
        worth -= float(stock_worth(month.world, known, before * only)[0])
        says = f"{change(float(held[0, at] - before[0, at]))} units on the shelves."
        parts.append((name, worth, "distribution", says))
    return added(title, "money", parts, float(money.stock[0]) / 100.0)
