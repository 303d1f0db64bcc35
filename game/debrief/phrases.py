"""How a decision reads in a sentence: what was chosen, and what the other choice would have been."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from game import figures
from game.rules.levers import Setting, Value


@dataclass(frozen=True)
class Phrase:
    """One lever's words; `{item}` and `{value}` are filled in.

    Args:
        chosen: "In May, ..." goes before it.
        other: how the sentence about the other value begins.
        none: the same as `chosen` where the value is nothing.
        other_none: the same as `other` where the other value is nothing.
    """

    chosen: str
    other: str = "With {value} instead"
    none: str = ""
    other_none: str = "Without"


_PHRASES: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "price": Phrase("{item} was priced at {value}", "At {value}"),
        "promotion": Phrase("{item} ran on a {value}", "With a {value}", "{item} ran without a deal", "Without a deal"),
        "brand-advertising": Phrase("{value} went into brand advertising", none="nothing went into brand advertising"),
        "performance-advertising": Phrase(
            "{value} went into performance advertising", none="nothing went into performance advertising"
        ),
        "delivery-promise": Phrase("customers were promised {value}", "With a promise of {value}"),
        "portfolio": Phrase("{item} was kept in the range", "Kept in the range", "{item} was taken out of the range",
                            "Taken out of the range"),
        "market-focus": Phrase("the market focus was on {value}", "With the focus on {value}"),
        "customer-research": Phrase("customers were asked in a study", "With a study of customers",
                                    "no study of customers was made", "Without the study"),
        "stock-to-order": Phrase("{value} of {item} were ordered in", "With {value}",
                                 "no {item} was ordered in", "With none ordered in"),
        "inbound-mode": Phrase("{item} came in by {value} freight", "By {value} freight"),
        "outbound-mode": Phrase("orders to {item} went out by {value} transport", "By {value} transport"),
        "extra-shift": Phrase("an extra shift of {value} was worked", "With one of {value}",
                              "no extra shift was worked", "Without it"),
        "temps": Phrase("temps were hired: {value}", none="no temps were hired", other_none="Without them"),
        "processing": Phrase("orders were handled in {value}", "In {value}"),
        "packaging": Phrase("orders went out in {value} packaging", "In {value} packaging"),
        "carrier": Phrase("the carrier contract was “{value}”", "With “{value}”"),
        "site": Phrase("the warehouse stood at {value}", "At {value}"),
        "launch": Phrase("{item} was launched", "Launched that month", "{item} was not launched", "Not launched then"),
        "market-entry": Phrase("{item} was entered", "Entered that month", "{item} was not entered",
                               "Not entered then"),
        "forecast": Phrase("the signed forecast for {item} was {value}", "With {value}",
                           "no forecast was signed for {item}", "Without a signed forecast"),
        "capacity": Phrase("{value} of floor a month were added", "With {value}",
                           "no floor hours were added", "With none added"),
        "budget-split": Phrase("marketing's share of the budget was {value}", "At {value}"),
        "initiative": Phrase("{item} was signed", "Signed that month", "{item} was not signed", "Not signed then"),
    }
)  # fmt: skip
_PLAIN: Final = Phrase("{item} stood at {value}", "At {value}")
NOTHING: Final = ("none", False, 0, 0.0)
ZERO_IS_NOTHING: Final = frozenset(
    {"brand-advertising", "performance-advertising", "stock-to-order", "extra-shift", "temps", "forecast", "capacity"}
)


def chosen(setting: Setting, value: Value, currency: str) -> str:
    """What was chosen, as the middle of a sentence: "Espresso was priced at €8.50"."""
    phrase = _PHRASES.get(setting.lever.id, _PLAIN)
    return _filled(phrase.none if _nothing(setting, value) and phrase.none else phrase.chosen, setting, value, currency)


def instead(setting: Setting, value: Value, currency: str) -> str:
    """The other value, as a sentence begins: "At €9.00"."""
    phrase = _PHRASES.get(setting.lever.id, _PLAIN)
    return _filled(phrase.other_none if _nothing(setting, value) else phrase.other, setting, value, currency)


def _nothing(setting: Setting, value: Value) -> bool:
    if setting.lever.kind == "number":
        return setting.lever.id in ZERO_IS_NOTHING and value == 0
    return value in NOTHING


def _filled(words: str, setting: Setting, value: Value, currency: str) -> str:
    item = setting.name.partition(", ")[2] or setting.name
    return words.format(item=item, value=_value(setting, value, currency))


def _value(setting: Setting, value: Value, currency: str) -> str:
    return figures.value(value, setting.lever.unit, currency)
