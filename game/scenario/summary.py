"""What a scenario holds, as plain data for a screen or a program."""

from __future__ import annotations

from typing import Any, Final

from game.rules.levers import Setting
from game.rules.world import CHANNELS
from game.scenario.loading import Event, Scenario

HEAD: Final = ("slug", "title", "place", "teaches", "summary", "rounds", "minutes", "currency")
EVENT: Final = ("card", "round", "title", "marketing", "distribution", "good", "product", "market")


def summary(scenario: Scenario) -> dict[str, Any]:
    """All that somebody choosing or reading a scenario may want to know; JSON can hold it."""
    return {
        **{name: getattr(scenario, name) for name in HEAD},
        "months": list(scenario.months),
        "claims": list(scenario.claims),
        "products": _products(scenario),
        "markets": _markets(scenario),
        "settings": [_setting(setting) for setting in scenario.sheet.settings],
        "fixed": {setting.key: setting.default for setting in scenario.fixed},
        "initiatives": _initiatives(scenario),
        "events": [_event(event) for event in scenario.events],
        "leads": {structure: dict(leads) for structure, leads in scenario.leads.items()},
        "sources": dict(scenario.sources),
        "fingerprint": scenario.fingerprint,
    }


def _products(scenario: Scenario) -> list[dict[str, Any]]:
    products, markets = scenario.world.products, scenario.world.markets
    return [
        {
            "key": key,
            "name": products.names[at],
            "list_price": float(products.list_price[at]),
            "unit_cost": float(products.unit_cost[at]),
            "elasticity": float(products.elasticity[at]),
            "on_sale": bool(products.on_sale[at]),
            "base": {market: float(products.base[at, place]) for place, market in enumerate(markets.keys)},
        }
        for at, key in enumerate(products.keys)
    ]


def _markets(scenario: Scenario) -> list[dict[str, Any]]:
    markets = scenario.world.markets
    return [
        {
            "key": key,
            "name": markets.names[at],
            "channel": CHANNELS[markets.channel[at]],
            "open": bool(markets.open[at]),
            "promise_norm": float(markets.promise_norm[at]),
            "transit_days": [float(days) for days in markets.transit_days[:, at]],
            "returns": float(markets.returns[at]),
            "fine": float(markets.fine[at]),
        }
        for at, key in enumerate(markets.keys)
    ]


def _setting(setting: Setting) -> dict[str, Any]:
    about: dict[str, Any] = {
        "key": setting.key,
        "name": setting.name,
        "lead": setting.lead,
        "kind": setting.lever.kind,
        "unit": setting.lever.unit,
        "default": setting.default,
    }
    if setting.lever.kind == "number":
        about |= {"low": setting.low, "high": setting.high, "step": setting.step}
    if setting.lever.kind == "choice":
        about["choices"] = list(setting.choices)
    return about


def _initiatives(scenario: Scenario) -> list[dict[str, Any]]:
    costs = scenario.world.costs
    return [
        {
            "key": setting.item_key,
            "name": setting.name.removeprefix(f"{setting.lever.name}, "),
            "setup": float(costs.initiative_setup[setting.item]),
            "monthly": float(costs.initiative_monthly[setting.item]),
        }
        for setting in scenario.sheet.settings
        if setting.lever.over == "initiative"
    ]


def _event(event: Event) -> dict[str, Any]:
    about = {name: getattr(event, name) for name in EVENT}
    return {**about, "load": dict(event.load), "source": f"{event.source} [{event.tag}]"}
