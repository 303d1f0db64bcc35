"""What a joint decision does in this company's figures, by what the seat's own papers say of it."""

from __future__ import annotations

from math import fsum
from typing import Final

from game.figures import days, decimal, money, price, share, units
from game.rules.levers import LEVERS
from game.table.seen.dashboards import DistributionFacts, DistributionNow, MarketingFacts
from game.table.seen.observation import Observation, SettingView
from game.telling.forecasting import forecast_row
from game.telling.initiatives import initiative_figures
from game.telling.readings import item_names

PEAK: Final = 1.15  # times a usual month from which a season is worth a word


def effect_of(seen: Observation, view: SettingView, value: float) -> str:
    """What deciding a setting does, in figures where this seat has some; who knows the rest is named."""
    told = {"launch": _launch, "market-entry": _entry, "capacity": _capacity, "budget-split": _split,
            "forecast": _forecast, "initiative": _initiative}.get(view.lever)  # fmt: skip
    return LEVERS[view.lever].about if told is None else told(seen, view, value)


def _forecast(seen: Observation, view: SettingView, value: float) -> str:
    return f"{item_names(seen)[view.item]}: {forecast_row(seen, view.item, value)}."


def _initiative(seen: Observation, view: SettingView, value: float) -> str:
    return initiative_figures(seen, view.item)


def _launch(seen: Observation, view: SettingView, value: float) -> str:
    facts, key, sign = seen.facts, view.item, seen.scenario.currency
    sells = next(one.list_price for one in seen.scenario.products if one.key == key)
    begins = f"{item_names(seen)[key]} is on sale from {seen.scenario.months[seen.round - 1]} on."
    if isinstance(facts, MarketingFacts):
        base = facts.base_orders[key]
        entered = [one.key for one in seen.scenario.markets if one.entered]
        whole = fsum(base[market] for market in entered)
        keeps = sells * fsum(facts.margin[market] * base[market] for market in entered) / max(1.0, whole)
        back = f" Its cost is {units(view.once / max(0.01, keeps))} units' worth of sales." if view.once else ""
        return (
            f"{begins} Once it is known, about {units(whole)} orders in a usual month{_peak(seen, facts.season[key])}, "
            f"for {price(keeps, sign)} each that the channels leave us: nobody has sold it yet, and it may be far from "
            f"that.{back} What goods and floor need is distribution's to say."
        )
    earned, lead = sells - facts.unit_cost[key], facts.lead.get(key, {}).values()
    slow, fast = max(lead, default=0.0), min(lead, default=0.0)
    quick = f", the fast way {_in_months(fast)}" if fast < slow else ""
    back = f", so {units(view.once / max(0.01, earned))} units pay its cost back" if view.once else ""
    return (
        f"{begins} A thousand units take {decimal(1000.0 * facts.handling[key])} hours of the floor. Stock ordered now "
        f"comes {_in_months(slow)}{quick}. At list price a unit leaves {price(earned, sign)} over its goods{back}. How "
        "many will be asked for is marketing's to say."
    )


def _peak(seen: Observation, season: tuple[float, ...]) -> str:
    """The best month that is still to come, where it stands out."""
    ahead = list(enumerate(season[: seen.scenario.rounds], start=1))[seen.round - 1 :]
    month, best = max(ahead, key=lambda one: one[1], default=(0, 0.0))
    return f", {decimal(best)} times that in {seen.scenario.months[month - 1]}" if best >= PEAK else ""


def _in_months(lead: float) -> str:
    return "in the same month" if lead < 0.5 else f"{units(lead)} {'month' if units(lead) == '1' else 'months'} later"


def _entry(seen: Observation, view: SettingView, value: float) -> str:
    facts, key = seen.facts, view.item
    begins = f"{item_names(seen)[key]}: served from {seen.scenario.months[seen.round - 1]} on."
    if isinstance(facts, MarketingFacts):
        sold = [one.key for one in seen.scenario.products if one.launched and one.listed]
        base = fsum(facts.base_orders[product].get(key, 0.0) for product in sold)
        return (
            f"{begins} Once we are known, about {units(base)} orders in a usual month; {days(facts.promise_norm[key])} "
            "are taken for granted there. What floor and road need is distribution's to say."
        )
    way = facts.transit_days[key].values()
    road = f"{decimal(min(way))} to {decimal(max(way))} days on the road, by how goods travel"
    return f"{begins} {road}. How much will be asked for is marketing's to say."


def _capacity(seen: Observation, view: SettingView, value: float) -> str:
    if not (isinstance(seen.facts, DistributionFacts) and isinstance(seen.now, DistributionNow)):
        return LEVERS[view.lever].about
    ready = seen.round + round(seen.facts.expansion_lead)
    there = f"from {seen.scenario.months[ready - 1]} on" if ready <= seen.scenario.rounds else "only after the season"
    return f"{units(value)} hours more beside the {units(seen.now.capacity)} of today, {there}, and for good."


def _split(seen: Observation, view: SettingView, value: float) -> str:
    before = view.current if isinstance(view.current, float | int) else 0.0
    mine, was = (value, before) if seen.seat == "marketing" else (1.0 - value, 1.0 - before)
    if not 0.0 < was < 1.0:
        return LEVERS[view.lever].about
    sign, whole = seen.scenario.currency, seen.now.budget / was
    old, new = ((money(part * whole, sign), money((1.0 - part) * whole, sign)) for part in (was, mine))
    return (
        f"Marketing gets {share(value)} of what both have: you {new[0]} instead of {old[0]}, the other {new[1]} "
        f"instead of {old[1]}."
    )
