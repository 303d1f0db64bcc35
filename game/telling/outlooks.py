"""The planning panel's figures as lines: what this seat's data says of the plan, beside the month with no change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from game.figures import apportioned, arrow, arrow_share, days, decimal, listed, money, price, share, units
from game.table.seen.dashboards import DistributionMonth, MarketingMonth, mean, total
from game.table.seen.observation import Observation
from game.table.seen.outlook import Outlook
from game.telling.settings import deals_ahead


@dataclass(frozen=True)
class Line:
    """One figure of the panel."""

    label: str
    value: str
    change: str = ""  # against the same month with nothing changed
    warns: str = ""  # what a person should not miss
    before: str = ""  # what it was last month; "" = no month has been played, or it is none of one month's


@dataclass(frozen=True)
class Purse:
    """The budget against the plan."""

    budget: float
    spend: float

    @property
    def left(self) -> float:
        """What is left; below 0 = over."""
        return self.budget - self.spend

    @property
    def over(self) -> bool:
        """Does the plan cost more, by half a cent or more?"""
        return self.left <= -0.005

    def rest(self, currency: str) -> str:
        """`€200 left`, `€50 over`."""
        return f"{money(abs(self.left), currency)} {'over' if self.over else 'left'}"


def purse(found: Outlook) -> Purse:
    """The budget of an outlook."""
    return Purse(_number(found, "budget"), _number(found, "spend"))


def lines_of(seen: Observation, found: Outlook, usual: Outlook) -> list[Line]:
    """The panel's lines for a plan.

    Args:
        seen: the seat's observation.
        found: the outlook on the plan.
        usual: the outlook on the same month with nothing changed.
    """
    return _marketing(seen, found, usual) if seen.seat == "marketing" else _distribution(seen, found, usual)


def _marketing(seen: Observation, found: Outlook, usual: Outlook) -> list[Line]:
    sign = seen.scenario.currency
    by_product = _by(found, "orders")
    names = {product.key: product.name for product in seen.scenario.products}
    shown = zip(by_product, apportioned(_number(found, "ordered"), list(by_product.values())), strict=True)
    parts = [f"{names[key]} {units(amount)}" for key, amount in shown if amount]

    past = next((one for one in seen.months[-1:] if isinstance(one, MarketingMonth)), None)

    def in_money(amount: float) -> str:
        return money(amount, sign)

    lines = [
        Line("Orders", units(_number(found, "ordered")), _moved(found, usual, "ordered"),
             before=units(total(past.orders)) if past else ""),
        Line("", ", ".join(parts)),
        Line("Leads", units(_number(found, "leads")), _moved(found, usual, "leads"),
             before=units(past.leads) if past else ""),
        Line("Revenue", money(_number(found, "revenue"), sign), _moved(found, usual, "revenue", in_money),
             before=money(past.revenue, sign) if past else ""),
    ]  # fmt: skip
    if _number(found, "discounts") or _number(usual, "discounts"):
        moved = _moved(found, usual, "discounts", in_money)
        lines.append(Line("Discounts", in_money(_number(found, "discounts")), moved))
    deals = deals_ahead(seen)
    if deals is not None and any(one.lever == "promotion" for one in seen.sheet):
        lines.append(Line("Promotion", deals.note.removeprefix("Promotion fixed for ")))
    return lines


def _distribution(seen: Observation, found: Outlook, usual: Outlook) -> list[Line]:
    sign, full = seen.scenario.currency, _number(found, "utilisation")
    names = {product.key: product.name for product in seen.scenario.products}
    cover = {names[key]: months for key, months in _by(found, "cover").items() if _by(found, "orders").get(key)}
    low = [name for name, months in cover.items() if months < 1.0]
    shown = ", ".join(f"{name} {decimal(months)}" for name, months in cover.items())
    waits = _number(found, "waiting")
    past = next((one for one in seen.months[-1:] if isinstance(one, DistributionMonth)), None)

    def per_unit(amount: float) -> str:
        return price(amount, sign)

    road, kept = mean(_by(found, "days")), mean(_by(found, "on-time"))
    return [
        Line("Orders to come", units(_number(found, "ordered")), _moved(found, usual, "ordered"),
             before=units(total(past.wanted)) if past else ""),
        Line("Months of stock", shown, warns=f"too little {listed(low)}" if low else ""),
        Line("Floor in use", share(full), _by_points(100 * full, 100 * _number(usual, "utilisation")),
             "so full, orders wait" if full > 0.85 else "", share(past.utilisation) if past else ""),
        Line("Left waiting", units(waits), warns="more work than hours" if waits >= 0.5 else ""),
        Line("Door to door", f"{days(road)}, promised {days(_number(found, 'promise'))}",
             _by_points(road, mean(_by(usual, "days")), 1), before=days(mean(past.days)) if past else ""),
        Line("On time", share(kept), _by_points(100 * kept, 100 * mean(_by(usual, "on-time"))),
             before=share(mean(past.on_time)) if past else ""),
        Line("Cost per unit", per_unit(_number(found, "cost-per-unit")),
             _moved(found, usual, "cost-per-unit", per_unit), before=per_unit(past.cost_per_unit) if past else ""),
    ]  # fmt: skip


def _number(found: Outlook, key: str) -> float:
    value = found[key]
    return 0.0 if isinstance(value, Mapping) else value


def _by(found: Outlook, key: str) -> Mapping[str, float]:
    value = found[key]
    return value if isinstance(value, Mapping) else {}


def _moved(found: Outlook, usual: Outlook, key: str, written: Callable[[float], str] = units) -> str:
    change = arrow_share(_number(found, key), _number(usual, key), written)
    return "" if change == "=" else change


def _by_points(now: float, usual: float, decimals: int = 0) -> str:
    change = arrow(now, usual, decimals)
    return "" if change == "=" else change
