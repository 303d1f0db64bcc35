"""The forecast of a product in one row: this seat's own, the partner's, what is signed, and last month's truth."""

from __future__ import annotations

from math import fsum

from game.figures import units
from game.rules.levers import Value
from game.table.seen.dashboards import DistributionMonth, DistributionNow, Grid, MarketingFacts
from game.table.seen.observation import Observation


def forecast_row(seen: Observation, product: str, proposed: Value | None = None) -> str:
    """`mine 2,934 · yours 2,600 (told in April) · signed none · last month 2,850`, from what the seat may see.

    Args:
        seen: what the seat sees.
        product: its key.
        proposed: the figure that is to be signed; None = none is.
    """
    own, last = own_forecast(seen, product), _last(seen, product)
    signed = [one.settings[f"forecast.{product}"] for one in seen.agreements
              if one.round == seen.round and f"forecast.{product}" in one.settings]  # fmt: skip
    parts = [
        f"mine {units(own)}" if own else "mine none yet",
        f"yours {_partners(seen, product) or 'not told'}",
        f"signed {_figure(signed[-1])}" if signed else f"to sign {_figure(proposed)}" if proposed else "signed none",
        f"last month {units(last)}" if last is not None else "last month none yet",
    ]
    return " · ".join(parts)


def _figure(value: Value) -> str:
    return units(value) if not isinstance(value, str) and value else "none"


def _usual(seen: Observation, product: str, base: Grid) -> float:
    """Units by marketing's papers in a month like this one, at list price, in the markets that are served."""
    facts, entered = seen.facts, {one.key for one in seen.scenario.markets if one.entered}
    month = min(seen.round, len(facts.season[product])) - 1
    return fsum(of for market, of in base.get(product, {}).items() if market in entered) * facts.season[product][month]


def own_forecast(seen: Observation, product: str) -> float:
    """Units of a product that this seat's own papers and figures let expect this month; 0 = they say nothing."""
    if isinstance(seen.facts, MarketingFacts):
        return _usual(seen, product, seen.facts.base_orders)
    return seen.now.usual_orders.get(product, 0.0) if isinstance(seen.now, DistributionNow) else 0.0


def _partners(seen: Observation, product: str) -> str:
    """The partner's figure where it was told for this month, or is shared; "" = it was not."""
    told = [one for one in seen.heard if one.kind == "units" and one.item == product and one.month == seen.round]
    if told and not isinstance(told[-1].value, str):
        when = "" if told[-1].round == seen.round else f" (told in {seen.scenario.months[told[-1].round - 1]})"
        return f"{units(told[-1].value)}{when}"
    if seen.partner is None:
        return ""
    now = seen.partner.now
    shared = now.usual_orders.get(product, 0.0) if isinstance(now, DistributionNow) else (
        _usual(seen, product, seen.partner.base_orders))  # fmt: skip
    return units(shared) if shared else ""


def _last(seen: Observation, product: str) -> float | None:
    """Units that customers wanted last month, as this seat counts them; None before the first month."""
    for past in seen.months[-1:]:
        wanted = past.wanted if isinstance(past, DistributionMonth) else past.orders
        return fsum(wanted.get(product, {}).values())
    return None
