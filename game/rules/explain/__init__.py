"""Answers to "why?": any figure of a month as the factors that multiply out or add up to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from game.rules.explain import customers, lines, orders, results, warehouse
from game.rules.explain.shape import Episode, Explanation, Factor
from game.rules.money import LINES
from game.rules.month import Outcome
from game.rules.state import Plans, State
from game.rules.world import World

__all__ = ["Explanation", "Factor", "askable", "explain"]


@dataclass(frozen=True)
class FigureKind:
    """One kind of figure: its key, what it ranges over, its title and who answers."""

    key: str
    over: Literal["company", "product", "market", "cell", "line"]
    title: str  # {product}, {market} and {line} are filled in
    answer: Callable[..., Explanation]  # (month, title, *indices)


FIGURES: Final = (
    FigureKind("orders", "company", "Orders", orders.of_company),
    FigureKind("orders", "product", "Orders for {product}", orders.of_product),
    FigureKind("orders", "cell", "Orders for {product}, {market}", orders.of_cell),
    FigureKind("leads", "company", "Leads", orders.leads),
    FigureKind("conversion", "company", "Conversion", orders.conversion),
    FigureKind("arrived", "product", "Arrived, {product}", warehouse.arrived),
    FigureKind("stock", "product", "Stock of {product}", warehouse.stock),
    FigureKind("fill-rate", "product", "Fill rate of {product}", customers.fill),
    FigureKind("service", "company", "Service level", customers.service),
    FigureKind("backlog", "company", "Backlog", warehouse.all_backlog),
    FigureKind("backlog", "product", "Backlog of {product}", warehouse.backlog),
    FigureKind("unmet", "product", "Units of {product} not shipped", warehouse.unmet),
    FigureKind("lost", "company", "Lost sales", warehouse.lost),
    FigureKind("work", "company", "Work on the floor", warehouse.work),
    FigureKind("capacity", "company", "Capacity", warehouse.capacity),
    FigureKind("utilisation", "company", "Utilisation", warehouse.utilisation),
    FigureKind("complexity", "company", "Complexity", warehouse.complexity),
    FigureKind("fatigue", "company", "Fatigue", warehouse.fatigue),
    FigureKind("days", "market", "Door-to-door days, {market}", customers.days),
    FigureKind("on-time", "market", "On time, {market}", customers.on_time),
    FigureKind("otif", "company", "OTIF", customers.otif),
    FigureKind("otif", "market", "OTIF, {market}", customers.otif_of_market),
    FigureKind("damage", "company", "Damage", customers.damage),
    FigureKind("satisfaction", "market", "Satisfaction, {market}", customers.satisfaction),
    FigureKind("goodwill", "company", "Goodwill", customers.goodwill),
    FigureKind("equity", "company", "Change in customer equity", customers.equity),
    FigureKind("money", "line", "{line}, in money", lines.line),
    FigureKind("margin", "company", "Contribution margin", results.margin),
    FigureKind("stock-worth", "company", "Change in what the stock is worth", results.worth_of_stock),
    FigureKind("joint-value", "company", "Joint value", results.joint_value),
    FigureKind("cost-per-unit", "company", "Cost per unit", results.cost_per_unit),
    FigureKind("scorecard-marketing", "company", "Marketing's scorecard", results.marketing),
    FigureKind("scorecard-distribution", "company", "Distribution's scorecard", results.distribution),
    FigureKind("budget-marketing", "company", "Marketing's budget", results.marketing_budget),
    FigureKind("budget-distribution", "company", "Distribution's budget", results.distribution_budget),
)


def askable(world: World, outcome: Outcome) -> list[tuple[str, str]]:
    """Every figure of the month that can be asked about: `(key, title)`, such as `("orders.latte.city", ...)`."""
    return [(key, title) for key, title, _, _ in _asked(world, outcome)]


def explain(world: World, state: State, plans: Plans, outcome: Outcome, what: str) -> Explanation:
    """Take one figure of a month apart.

    Args:
        world: the scenario's world.
        state: the state the month began in, one season.
        plans: what was played.
        outcome: what `resolve` made of it.
        what: a key from `askable`.

    Raises:
        KeyError: when this month has no such figure.
    """
    for key, title, kind, indices in _asked(world, outcome):
        if key == what:
            return kind.answer(Episode(world, state, plans, outcome), title, *indices)
    raise KeyError(what)


def _asked(world: World, outcome: Outcome) -> Iterator[tuple[str, str, FigureKind, tuple[int, ...]]]:
    items = [at for at in range(world.shape[0]) if outcome.sale.launched[0, at]]
    places = [at for at in range(world.shape[1]) if outcome.sale.entered[0, at]]
    products, markets = world.products, world.markets
    for kind in FIGURES:
        key, title = kind.key, kind.title
        if kind.over == "company":
            yield key, title, kind, ()
        elif kind.over == "product":
            for at in items:
                yield f"{key}.{products.keys[at]}", title.format(product=products.names[at]), kind, (at,)
        elif kind.over == "market":
            for at in places:
                yield f"{key}.{markets.keys[at]}", title.format(market=markets.names[at]), kind, (at,)
        elif kind.over == "line":
            for at, line in enumerate(LINES):
                yield f"{key}.{line.key}", title.format(line=line.name), kind, (at,)
        else:
            for p in items:
                for m in places:
                    name = title.format(product=products.names[p], market=markets.names[m])
                    yield f"{key}.{products.keys[p]}.{markets.keys[m]}", name, kind, (p, m)
