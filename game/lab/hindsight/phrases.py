"""A setting's value as something that somebody did, and another value as what might have been instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from game import figures
from game.rules.levers import Setting, Value
from game.scenario import Scenario
from game.scenario.sheets import INITIATIVE_NAMES
from game.table.seen.facts import site_keys


@dataclass(frozen=True)
class Phrase:
    """How one value of a lever is told.

    Args:
        did: after "marketing": "asked €24.00 for Espresso".
        instead: begins a sentence: "At €30.00".
        would: after "would have": "asked €30.00 for Espresso".
    """

    did: str
    instead: str
    would: str


_AMOUNTS: Final[Mapping[str, tuple[str, str, str]]] = MappingProxyType(
    {
        "price": ("asked {value} for {item}", "At {value}", "asked {value} for {item}"),
        "brand-advertising": ("put {value} into brand advertising", "With {value}", "put {value} into the brand"),
        "performance-advertising": ("put {value} into performance advertising", "With {value}",
                                    "put {value} into performance advertising"),
        "delivery-promise": ("promised {value}", "With a promise of {value}", "promised {value}"),
        "stock-to-order": ("ordered {value} {item} from the supplier", "With {value}",
                           "ordered {value} {item} from the supplier"),
        "extra-shift": ("ran {value} extra shift", "With {value}", "run {value} extra shift"),
        "temps": ("called in {value} temps", "With {value}", "called in {value} temps"),
        "forecast": ("counted on {value} {item}", "With a forecast of {value}", "counted on {value} {item}"),
        "capacity": ("added {value} floor hours for good", "With {value}", "added {value} floor hours for good"),
        "budget-split": ("gave marketing {value} of the budget", "With {value}",
                         "given marketing {value} of the budget"),
    }
)  # fmt: skip

_CHOICES: Final[Mapping[str, tuple[str, str, str]]] = MappingProxyType(
    {
        "inbound-mode": ("brought {item} in by {value}", "By {value}", "brought {item} in by {value}"),
        "outbound-mode": ("sent {value} transport to {item}", "With {value}", "sent {value} transport to {item}"),
        "processing": ("picked orders in {value}", "In {value}", "picked orders in {value}"),
        "packaging": ("packed in {value} boxes", "In {value} boxes", "packed in {value} boxes"),
        "carrier": ("shipped with {value}", "With {value}", "shipped with {value}"),
        "site": ("worked from {value}", "From {value}", "worked from {value}"),
        "market-focus": ("looked to {value} first", "Looking to {value} first", "looked to {value} first"),
        "promotion": ("ran a {value} on {item}", "With a {value}", "run a {value} on {item}"),
    }
)

_SWITCHES: Final[Mapping[str, tuple[tuple[str, str, str], tuple[str, str, str]]]] = MappingProxyType(
    {
        "portfolio": (("took {item} out of the range", "Taking it out", "taken {item} out of the range"),
                      ("kept {item} in the range", "Keeping it", "kept {item} in the range")),
        "customer-research": (("did no customer research", "Without it", "done no customer research"),
                              ("paid for customer research", "Paying for it", "paid for customer research")),
        "launch": (("did not put {item} on sale", "Without the launch", "not put {item} on sale"),
                   ("put {item} on sale", "Putting it on sale", "put {item} on sale")),
        "market-entry": (("did not open {item}", "Without the entry", "not opened {item}"),
                         ("opened {item}", "Opening it", "opened {item}")),
        "initiative": (("did not start {item}", "Without it", "not started {item}"),
                       ("started {item}", "Starting it", "started {item}")),
    }
)  # fmt: skip

_NAMED: Final[Mapping[tuple[str, str | float], tuple[str, str, str]]] = MappingProxyType(
    {
        ("promotion", "none"): ("ran no deal on {item}", "Without a deal", "run no deal on {item}"),
        ("market-focus", "even"): ("looked to all markets alike", "Looking to all alike",
                                   "looked to all markets alike"),
        ("inbound-mode", "standard"): ("brought {item} in at the usual pace", "At the usual pace",
                                       "brought {item} in at the usual pace"),
        ("inbound-mode", "expedite"): ("paid for {item} to come fast", "Expedited", "paid for {item} to come fast"),
        ("processing", "flow"): ("picked each order as it came", "Picking each as it comes",
                                 "picked each order as it came"),
        ("processing", "batch"): ("picked orders in batches", "In batches", "picked orders in batches"),
        ("brand-advertising", 0.0): ("put nothing into brand advertising", "Without any", "put nothing into the brand"),
        ("performance-advertising", 0.0): ("put nothing into performance advertising", "Without any",
                                           "put nothing into performance advertising"),
        ("stock-to-order", 0.0): ("ordered no {item} from the supplier", "With none",
                                  "ordered no {item} from the supplier"),
        ("extra-shift", 0.0): ("ran no extra shift", "Without one", "run no extra shift"),
        ("temps", 0.0): ("called in no temps", "Without any", "called in no temps"),
        ("forecast", 0.0): ("had no signed forecast of {item}", "Without one", "had no signed forecast of {item}"),
        ("capacity", 0.0): ("added no floor hours", "Without any", "added no floor hours"),
        ("temps", 1.0): ("called in one temp", "With one", "called in one temp"),
        ("carrier", "own"): ("drove its own vans", "With its own vans", "driven its own vans"),
        ("carrier", "partner"): ("shipped with a partner", "With a partner", "shipped with a partner"),
        ("carrier", "spot"): ("bought transport by the day", "Bought by the day", "bought transport by the day"),
    }
)  # fmt: skip


_WRITTEN: Final[Mapping[str, Callable[[float, str], str]]] = MappingProxyType(
    {
        "money": figures.money,
        "share": lambda part, currency: figures.share(part),
        "days": lambda count, currency: figures.days(count),
    }
)


def phrase(scenario: Scenario, setting: Setting, value: Value, ahead: bool = False) -> Phrase:
    """A value in words.

    Args:
        scenario: whose names and currency are used.
        setting: the setting.
        value: one of its values.
        ahead: whether it was for the month after, as promotions are once joint S&OP fixes the calendar.
    """
    parts = _parts(setting, value)
    words = {"item": item_name(scenario, setting), "value": amount(scenario, setting, value)}
    did, instead, would = (part.format(**words) for part in parts)
    later = " for the month after" if ahead and setting.lever.id == "promotion" else ""
    return Phrase(did + later, instead, would + later)


def _parts(setting: Setting, value: Value) -> tuple[str, str, str]:
    lever = setting.lever.id
    if isinstance(value, bool):
        return _SWITCHES[lever][value]
    if (lever, value) in _NAMED:
        return _NAMED[lever, value]
    return _CHOICES[lever] if isinstance(value, str) else _AMOUNTS[lever]


def item_name(scenario: Scenario, setting: Setting) -> str:
    """The product, market or initiative that a setting is for; "" for the company."""
    world, lever = scenario.world, setting.lever
    if lever.over == "product":
        return world.products.names[setting.item]
    if lever.over == "market":
        return world.markets.names[setting.item]
    return INITIATIVE_NAMES[setting.item_key] if lever.over == "initiative" else ""


def amount(scenario: Scenario, setting: Setting, value: Value) -> str:
    """A value in its own unit: `€24.00`, `3.5 days`, `2,300`, `20%`, `deep deal`."""
    if isinstance(value, str | bool):
        return _choice(scenario, setting, str(value))
    write = figures.price if setting.lever.id == "price" else _WRITTEN.get(setting.lever.unit)
    return figures.value(value, "", "") if write is None else write(value, scenario.currency)


def _choice(scenario: Scenario, setting: Setting, value: str) -> str:
    markets = scenario.world.markets
    if setting.lever.id == "market-focus" and value in markets.keys:
        return markets.names[markets.keys.index(value)]
    if setting.lever.id == "site":
        return scenario.world.last_mile.site_names[site_keys(scenario).index(value)]
    return value.replace("-", " ")
