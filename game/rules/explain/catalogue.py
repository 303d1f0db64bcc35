"""The questions that can be asked of a month, by key, and the one door to their answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from game.rules.explain import cards, cash, delivery, feelings, floor, goods, orders
from game.rules.explain.shape import Case, Explanation
from game.rules.money import LINES
from game.rules.month import Outcome
from game.rules.plans import Plans
from game.rules.state import State
from game.rules.world import World


@dataclass(frozen=True)
class Question:
    """One kind of figure: its key, what it ranges over, its title and who answers."""

    key: str
    over: Literal["company", "product", "market", "cell", "line"]
    title: str  # {product}, {market} and {line} are filled in
    answer: Callable[..., Explanation]  # (case, title, *indices)


QUESTIONS: Final = (
    Question("orders", "company", "Orders", orders.of_company),
    Question("orders", "product", "Orders for {product}", orders.of_product),
    Question("orders", "cell", "Orders for {product}, {market}", orders.of_cell),
    Question("leads", "company", "Leads", orders.leads),
    Question("conversion", "company", "Conversion", orders.conversion),
    Question("arrived", "product", "Arrived, {product}", goods.arrived),
    Question("stock", "product", "Stock of {product}", goods.stock),
    Question("fill-rate", "product", "Fill rate of {product}", delivery.fill),
    Question("service", "company", "Service level", delivery.service),
    Question("backlog", "company", "Backlog", goods.all_backlog),
    Question("backlog", "product", "Backlog of {product}", goods.backlog),
    Question("unmet", "product", "Units of {product} not shipped", goods.unmet),
    Question("lost", "company", "Lost sales", goods.lost),
    Question("work", "company", "Work on the floor", floor.work),
    Question("capacity", "company", "Capacity", floor.capacity),
    Question("utilisation", "company", "Utilisation", floor.utilisation),
    Question("complexity", "company", "Complexity", floor.complexity),
    Question("fatigue", "company", "Fatigue", floor.fatigue),
    Question("days", "market", "Door-to-door days, {market}", delivery.days),
    Question("on-time", "market", "On time, {market}", delivery.on_time),
    Question("otif", "company", "OTIF", delivery.otif),
    Question("otif", "market", "OTIF, {market}", delivery.otif_of_market),
    Question("damage", "company", "Damage", delivery.damage),
    Question("satisfaction", "market", "Satisfaction, {market}", feelings.satisfaction),
    Question("goodwill", "company", "Goodwill", feelings.goodwill),
    Question("equity", "company", "Change in customer equity", feelings.equity),
    Question("money", "line", "{line}, in money", cash.line),
    Question("margin", "company", "Contribution margin", cash.margin),
    Question("stock-worth", "company", "Change in what the stock is worth", cash.worth_of_stock),
    Question("joint-value", "company", "Joint value", cash.joint_value),
    Question("cost-per-unit", "company", "Cost per unit", cards.cost_per_unit),
    Question("scorecard-marketing", "company", "Marketing's scorecard", cards.marketing),
    Question("scorecard-distribution", "company", "Distribution's scorecard", cards.distribution),
    Question("budget-marketing", "company", "Marketing's budget", cards.marketing_budget),
    Question("budget-distribution", "company", "Distribution's budget", cards.distribution_budget),
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
    for key, title, question, indices in _asked(world, outcome):
        if key == what:
            return question.answer(Case(world, state, plans, outcome), title, *indices)
    raise KeyError(what)


def _asked(world: World, outcome: Outcome) -> Iterator[tuple[str, str, Question, tuple[int, ...]]]:
    items = [at for at in range(world.shape[0]) if outcome.sale.launched[0, at]]
    places = [at for at in range(world.shape[1]) if outcome.sale.entered[0, at]]
    products, markets = world.products, world.markets
    for question in QUESTIONS:
        key, title = question.key, question.title
        if question.over == "company":
            yield key, title, question, ()
        elif question.over == "product":
            for at in items:
                yield f"{key}.{products.keys[at]}", title.format(product=products.names[at]), question, (at,)
        elif question.over == "market":
            for at in places:
                yield f"{key}.{markets.keys[at]}", title.format(market=markets.names[at]), question, (at,)
        elif question.over == "line":
            for at, line in enumerate(LINES):
                yield f"{key}.{line.key}", title.format(line=line.name), question, (at,)
        else:
            for p in items:
                for m in places:
                    name = title.format(product=products.names[p], market=markets.names[m])
                    yield f"{key}.{products.keys[p]}.{markets.keys[m]}", name, question, (p, m)
