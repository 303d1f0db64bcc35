"""A seat's figures as rows of words: what it knows before it plans, and what a month brought."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from types import MappingProxyType
from typing import Final

from game import figures
from game.judging.months import Promise, promise
from game.rules.money import LINES
from game.rules.world import PROMOTIONS
from game.table.seen.dashboards import (
    Complaints,
    Dashboard,
    DistributionMonth,
    DistributionNow,
    MarketingMonth,
    MarketingNow,
    Now,
    per_product,
    repeat_and_new,
    total,
)
from game.table.seen.observation import Observation, SharedMonth

NAMES: Final = MappingProxyType({line.key: line.name for line in LINES})
CAUSES: Final = MappingProxyType(
    {"late": "Late", "short": "Short", "damaged": "Damaged", "slow": "Slow promise", "dear": "Dear"}
)
"""What customers complain of, by its field, as dashboards name it."""


@dataclass(frozen=True)
class Row:
    """A figure: what it is, how it is written, the month before, and the key to ask why with."""

    name: str
    now: str
    before: str = ""
    key: str = ""


def of_now(seen: Observation, held: Now) -> list[Row]:
    """What a seat knows before it plans; `held` is its own or, where data is shared, its partner's."""
    if isinstance(held, MarketingNow):
        return _marketing_now(seen, held)
    return _distribution_now(seen, held)


def of_all(seen: Observation) -> list[Row]:
    """What everybody sees of the last month, beside the month before."""
    month, sign = seen.shared[-1], seen.scenario.currency
    past = seen.shared[-2] if len(seen.shared) > 1 else None

    def row(name: str, field: str, write: Callable[[float], str], key: str = "") -> Row:
        return Row(name, write(getattr(month, field)), write(getattr(past, field)) if past else "", key)

    def money(amount: float) -> str:
        return figures.money(amount, sign)

    return [
        row("Ordered", "ordered", figures.units, "orders"),
        row("Shipped", "shipped", figures.units),
        row("Door-to-door days", "days", figures.days),
        row("On time", "on_time", figures.share),
        row("OTIF", "otif", figures.share, "otif"),
        row("Satisfaction", "satisfaction", figures.points),
        *([row("Paid by leadership", "sponsored", money)] if month.sponsored else ()),
        *(Row(name, money(now), money(was) if past else "", _WHY.get(name, ""))
          for (name, now), (_, was) in zip(results([month]), results([past or month], beside=[month]), strict=True)),
    ]  # fmt: skip


def from_above(month: SharedMonth, sign: str) -> str:
    """What leadership paid for the joint work of a month, in a sentence; "" where it paid nothing."""
    if not month.sponsored:
        return ""
    return f"Leadership paid {figures.money(month.sponsored, sign)} for joint work; it is in none of these lines."


def with_later(month: SharedMonth, sign: str) -> str:
    """What of a last month's joint value the months after the season bring, in a sentence; "" in any other month."""
    said = f"{figures.money(month.later, sign)} of it is what the months after the season bring."
    return said if month.later else ""


def results(months: Sequence[SharedMonth], beside: Sequence[SharedMonth] = ()) -> list[tuple[str, float]]:
    """What months came to: all but the last add up to it.

    What the months after a season bring is told only where it counts, in its last month.

    Args:
        months: those added up.
        beside: others whose results stand in the next column.
    """
    ended = any(month.later for month in (*months, *beside))
    told = [field for field in _ENDS if ended or field != "later"]
    return [(_ENDS[field], fsum(getattr(month, field) for month in months)) for field in told]


_ENDS: Final = MappingProxyType(
    {
        "margin": "Contribution margin",
        "equity": "Change in customer equity",
        "stock": "Change in worth of stock",
        "later": "The months after",
        "joint": "Joint value",
    }
)
_WHY: Final = MappingProxyType(
    {"Change in customer equity": "equity", "Change in worth of stock": "stock-worth", "Joint value": "joint-value"}
)
"""Where a result's figure is taken apart."""


VERDICTS: Final[Mapping[Promise, str]] = MappingProxyType(
    {
        "ample": "kept with room to spare",
        "most": "kept for most",
        "close": "on a knife's edge",
        "late": "broken for many",
        "far": "broken for many",
    }
)
"""How the promise of a month was kept, after the words "a promise": on every page in these words, and in no others."""


def beat(month: SharedMonth, sign: str) -> str:
    """The month in three sentences that anybody at the table could say; `sign` is the currency's."""
    told, took = figures.days(month.promise), figures.days(month.days)
    after = f", {figures.money(month.later, sign)} of it by the months after" if month.later else ""
    return (
        f"Customers were promised {told} and waited {took}: a promise {VERDICTS[promise(month)]}, with "
        f"{figures.share(month.on_time)} in time. They ordered {figures.units(month.ordered)} units; "
        f"{figures.units(month.shipped)} left the floor. The month made a joint value of "
        f"{figures.money(month.joint, sign)}{after}."
    )


def of_month(seen: Observation, months: Sequence[Dashboard]) -> list[Row]:
    """A seat's figures of the last of these months, money lines aside, beside the month before."""
    month, past = months[-1], months[-2] if len(months) > 1 else None
    if isinstance(month, MarketingMonth):
        assert past is None or isinstance(past, MarketingMonth)
        return _marketing(seen, month, past)
    assert past is None or isinstance(past, DistributionMonth)
    return _distribution(seen, month, past)


def of_money(month: Dashboard, past: Dashboard | None, sign: str) -> list[Row]:
    """The money lines of a seat that are not empty, beside the month before; `sign` is the currency's."""
    rows = []
    for key, amount in month.money.items():
        before = past.money.get(key, 0.0) if past else 0.0
        if abs(amount) >= 0.5 or abs(before) >= 0.5:
            name = NAMES[key]
            rows.append(
                Row(name, figures.money(amount, sign), figures.money(before, sign) if past else "", f"money.{key}")
            )
    return rows


def _marketing_now(seen: Observation, held: MarketingNow) -> list[Row]:
    names = {market.key: market.name for market in seen.scenario.markets}
    items = {product.key: product.name for product in seen.scenario.products}
    rows = [Row("Goodwill (1 = at the start)", _fine(held.goodwill), key="goodwill")]
    for key, points in held.satisfaction.items():
        rows.append(Row(f"Satisfaction, {names[key]}", figures.points(points), key=f"satisfaction.{key}"))
    for key, part in held.borrowed.items():
        if part > 0.0:
            rows.append(Row(f"Bought early last month, {items[key]}", figures.share(part)))
    rows += _fixed(seen, held.promotion)
    rows.append(Row("Advertising still at work", figures.money(held.adstock, seen.scenario.currency)))
    rows.append(Row("Budget this month", figures.money(held.budget, seen.scenario.currency)))
    return rows


def _distribution_now(seen: Observation, held: DistributionNow) -> list[Row]:
    items = {product.key: product.name for product in seen.scenario.products}
    sold = [
        key for key in held.stock if key in held.on_sale or held.stock[key] > 0.0 or fsum(held.on_the_way[key]) > 0.0
    ]
    rows: list[Row] = []
    for key in sold:
        rows.append(Row(f"Stock, {items[key]}", figures.units(held.stock[key]), key=f"stock.{key}"))
        rows.append(Row("  on the way, this month and next", _on_the_way(held.on_the_way[key])))
        rows.append(Row("  orders of late, a month", figures.units(held.usual_orders[key])))
    waiting = total(held.backlog)
    rows.append(Row("Backlog", figures.units(waiting), key="backlog"))
    rows.append(Row("Floor hours of the crew", figures.units(held.capacity), key="capacity"))
    if any(held.capacity_due):
        rows.append(Row("  hours being built", ", ".join(figures.units(hours) for hours in held.capacity_due)))
    rows.append(Row("Fatigue", figures.share(held.fatigue), key="fatigue"))
    rows += _fixed(seen, held.promotion)
    rows.append(Row("Promised to customers", figures.days(seen.promise)))
    rows.append(Row("Budget this month", figures.money(held.budget, seen.scenario.currency)))
    return rows


def _fixed(seen: Observation, calendar: Mapping[str, str] | None) -> list[Row]:
    """Deals that were fixed a month ago for the one that is planned."""
    names = {product.key: product.name for product in seen.scenario.products}
    return [
        Row(f"Promotion fixed for this month, {names[key]}", deal.replace("-", " "))
        for key, deal in (calendar or {}).items()
        if deal != PROMOTIONS[0]
    ]


def _fine(figure: float) -> str:
    """Goodwill or conversion, which move by hundredths."""
    return figures.decimal(figure, 2)


def _on_the_way(units: Sequence[float]) -> str:
    return ", ".join(figures.units(due) for due in units[:2]) or "none"


def _marketing(seen: Observation, month: MarketingMonth, past: MarketingMonth | None) -> list[Row]:
    orders, ordered = per_product(month.orders), per_product(past.orders) if past else {}
    rows = [
        Row(f"Orders, {item.name}", figures.units(orders[item.key]), figures.units(ordered[item.key]) if past else "",
            f"orders.{item.key}")
        for item in seen.scenario.products
        if item.launched
    ]  # fmt: skip
    back, new = repeat_and_new(month.orders, month.repeat)
    was = tuple(map(figures.units, repeat_and_new(past.orders, past.repeat))) if past else ("", "")
    rows += [
        Row("  of repeat customers", figures.units(back), was[0]),
        Row("  of new customers", figures.units(new), was[1]),
        Row("Leads", figures.units(month.leads), figures.units(past.leads) if past else "", "leads"),
        Row("Conversion", _fine(month.conversion), _fine(past.conversion) if past else "", "conversion"),
        Row("Goodwill", _fine(month.goodwill), _fine(past.goodwill) if past else "", "goodwill"),
    ]
    for place in seen.scenario.markets:
        if place.key in month.satisfaction:
            before = figures.points(past.satisfaction[place.key]) if past and place.key in past.satisfaction else ""
            now = figures.points(month.satisfaction[place.key])
            rows.append(Row(f"Satisfaction, {place.name}", now, before, f"satisfaction.{place.key}"))
    rows.append(Row("Complaints", figures.points(month.complaints), figures.points(past.complaints) if past else ""))
    rows += _by_cause(month.causes, past.causes if past else None)
    return [*rows, _card(month, past, "scorecard-marketing")]


def _distribution(seen: Observation, month: DistributionMonth, past: DistributionMonth | None) -> list[Row]:
    sign, rows = seen.scenario.currency, []
    for item in seen.scenario.products:
        if item.launched:
            rows.append(Row(f"Stock left, {item.name}", figures.units(month.stock[item.key]),
                            figures.units(past.stock[item.key]) if past else "", f"stock.{item.key}"))  # fmt: skip
    for name, key, write, of in _FLOOR:
        now, before = write(of(month)), write(of(past)) if past else ""
        rows.append(Row(name, now, before, key))
    rows += _by_cause(month.causes, past.causes if past else None)
    cost = figures.price(month.cost_per_unit, sign)
    rows.append(Row("Cost per unit", cost, figures.price(past.cost_per_unit, sign) if past else "", "cost-per-unit"))
    for place in seen.scenario.markets:
        if place.key in month.days:
            rows += [
                Row(f"Days, {place.name}", figures.days(month.days[place.key]),
                    figures.days(past.days[place.key]) if past and place.key in past.days else "", f"days.{place.key}"),
                Row(f"On time, {place.name}", figures.share(month.on_time[place.key]),
                    figures.share(past.on_time[place.key]) if past and place.key in past.on_time else "",
                    f"on-time.{place.key}"),
            ]  # fmt: skip
    return [*rows, _card(month, past, "scorecard-distribution")]


def _by_cause(causes: Complaints | None, before: Complaints | None) -> list[Row]:
    """Complaints by cause, in points that add up to all of them as they are written; none where nobody sorts them."""
    if causes is None:
        return []
    now, was = _whole_points(causes), _whole_points(before) if before is not None else {}
    return [
        Row(f"  complaints, {name.lower()}", figures.points(now[key]), figures.points(was[key]) if was else "")
        for key, name in CAUSES.items()
    ]


def _whole_points(causes: Complaints) -> dict[str, float]:
    lost = [getattr(causes, key) for key in CAUSES]
    return dict(zip(CAUSES, figures.apportioned(fsum(lost), lost), strict=True))


_FLOOR: Final[tuple[tuple[str, str, Callable[[float], str], Callable[[DistributionMonth], float]], ...]] = (
    ("Utilisation", "utilisation", figures.share, lambda month: month.utilisation),
    ("Backlog", "backlog", figures.units, lambda month: total(month.backlog)),
    ("Service level", "service", figures.share, lambda month: month.service),
    ("Damage", "damage", figures.share, lambda month: month.damage),
    ("Fatigue", "fatigue", figures.share, lambda month: month.fatigue),
)


def _card(month: MarketingMonth | DistributionMonth, past: MarketingMonth | DistributionMonth | None, key: str) -> Row:
    before = figures.points(past.scorecard.points) if past else ""
    return Row("Scorecard, of 100", figures.points(month.scorecard.points), before, key)
