"""The catalogue of levers, and a seat's sheet: the settings a scenario offers, with bounds and defaults.

A plan outside the engine is a mapping from a setting's key (`price.espresso`, `temps`) to a value: a number, one of
the named choices, or True/False. One catalogue serves screens, records, partners, the lab and paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from game.doors.text import LARGE, quoted
from game.figures import exact
from game.rules.world import CARRIERS, INBOUND, OUTBOUND, PACKAGING, PROCESSING, PROMOTIONS

Seat: TypeAlias = Literal["marketing", "distribution"]
Lead: TypeAlias = Literal["marketing", "distribution", "joint"]
Kind: TypeAlias = Literal["number", "choice", "switch"]
Over: TypeAlias = Literal["company", "product", "market", "initiative"]
Value: TypeAlias = float | str | bool
Plan: TypeAlias = Mapping[str, Value]
SEATS: Final[tuple[Seat, Seat]] = ("marketing", "distribution")


def other(seat: Seat) -> Seat:
    """The seat across the table."""
    return "distribution" if seat == "marketing" else "marketing"


@dataclass(frozen=True)
class Lever:
    """One kind of decision: who leads it by custom, over what it ranges, and what a value of it is."""

    id: str
    lead: Lead
    over: Over
    kind: Kind
    name: str
    unit: str  # "money", "days", "units", "people", "share", "hours" or ""
    choices: tuple[str, ...]
    about: str


_ALL: Final = (
    Lever("price", "marketing", "product", "number", "Price", "money", (), "What one unit costs the customer."),
    Lever("promotion", "marketing", "product", "choice", "Promotion", "", PROMOTIONS,
          "A feature or a deep deal: more units now, some of them borrowed from next month."),
    Lever("brand-advertising", "marketing", "company", "number", "Brand advertising", "money", (),
          "Slow to build, slow to fade: feeds goodwill."),
    Lever("performance-advertising", "marketing", "company", "number", "Performance advertising", "money", (),
          "Works this month and fades over the next ones."),
    Lever("delivery-promise", "marketing", "company", "number", "Delivery promise", "days", (),
          "The days from order to door that every customer is told."),
    Lever("portfolio", "marketing", "product", "switch", "Keep in range", "", (),
          "Off takes the item out of the range; its stock is cleared cheaply."),
    Lever("market-focus", "marketing", "company", "choice", "Market focus", "", (),
          "Where marketing's effort goes first; the other markets get a little less."),
    Lever("customer-research", "marketing", "company", "switch", "Customer research", "", (),
          "Makes advertising better aimed and launches safer for some months."),
    Lever("stock-to-order", "distribution", "product", "number", "Stock to order", "units", (),
          "Units ordered from the supplier; they arrive after the lead time."),
    Lever("inbound-mode", "distribution", "product", "choice", "Inbound mode", "", INBOUND,
          "How ordered stock travels in: standard, or expedited at a price."),
    Lever("outbound-mode", "distribution", "market", "choice", "Outbound mode", "", OUTBOUND,
          "How parcels and pallets travel out to each market."),
    Lever("extra-shift", "distribution", "company", "number", "Extra shift", "share", (),
          "Hours on top of the regular crew's. Dear, and it tires people."),
    Lever("temps", "distribution", "company", "number", "Temps", "people", (),
          "Extra hands for the month; they learn on the job."),
    Lever("processing", "distribution", "company", "choice", "Order processing", "", PROCESSING,
          "Flow ships each order as it comes; batch saves work and adds time."),
    Lever("packaging", "distribution", "company", "choice", "Packaging", "", PACKAGING,
          "Basic is cheap, retail-ready sells on the shelf, protective arrives whole."),
    Lever("carrier", "distribution", "company", "choice", "Carrier contract", "", CARRIERS,
          "Own vans are steady and fixed, a partner is paid by the parcel, spot is cheap until it is not."),
    Lever("site", "distribution", "company", "choice", "Warehouse site", "", (),
          "Where the warehouse stands. Moving costs money and a month of calm."),
    Lever("launch", "joint", "product", "switch", "Launch", "", (), "Put a new item on sale."),
    Lever("market-entry", "joint", "market", "switch", "Market entry", "", (), "Begin to serve a new market."),
    Lever("forecast", "joint", "product", "number", "Forecast", "units", (),
          "One number for the month that crews and carriers are booked on. 0 = none agreed."),
    Lever("capacity", "joint", "company", "number", "Add capacity", "hours", (),
          "Floor hours added for good; they take time to build."),
    Lever("budget-split", "joint", "company", "number", "Marketing's share of the budget", "share", (),
          "How the shared budget is divided this month."),
    Lever("initiative", "joint", "initiative", "switch", "Initiative", "", (),
          "Once signed it stays in force."),
)  # fmt: skip

LEVERS: Final[Mapping[str, Lever]] = MappingProxyType({lever.id: lever for lever in _ALL})

GROUPS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "last mile": ("outbound-mode", "processing", "packaging", "carrier", "site", "delivery-promise"),
        "hours": ("extra-shift", "temps", "capacity"),
        "stock and forecast": ("stock-to-order", "inbound-mode", "forecast"),
        "price": ("price",),
        "deals": ("promotion",),
        "media": ("brand-advertising", "performance-advertising", "market-focus", "customer-research", "budget-split"),
        "what is new": ("launch", "market-entry", "portfolio"),
        "agreements": ("initiative",),
    }
)
"""What levers are about: every lever is in one group, and what a place teaches has one for its theme."""


@dataclass(frozen=True)
class Setting:
    """One lever for one item, as a scenario offers it: what a person fills in."""

    key: str  # "price.espresso" or "temps"
    lever: Lever
    item: int  # index of the product, market or initiative; 0 for the company
    item_key: str  # "" for the company
    name: str  # "Price, Espresso"
    default: Value
    low: float  # numbers only
    high: float
    step: float
    choices: tuple[str, ...]  # choices only
    lead: Lead

    def problem(self, value: object) -> str | None:
        """What is wrong with this value, in one sentence, or None if it may be played."""
        kind = self.lever.kind
        if kind == "switch":
            return None if isinstance(value, bool) else f"expected true or false for {self.key}: {quoted(value)}"
        if kind == "choice":
            if isinstance(value, str) and value in self.choices:
                return None
            return f"expected one of {', '.join(self.choices)} for {self.key}: {quoted(value)}"
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
            return f"expected a number for {self.key}: {quoted(value)}"
        if not self.low <= value <= self.high:
            given = exact(value) if abs(value) < LARGE else quoted(value)
            return f"expected {exact(self.low)} to {exact(self.high)} for {self.key}: {given}"
        return None


@dataclass(frozen=True)
class Sheet:
    """All settings of a scenario, in the order they are shown."""

    settings: tuple[Setting, ...]

    def led_by(self, lead: Lead) -> tuple[Setting, ...]:
        """The settings that a seat leads alone, or that both sign."""
        return tuple(setting for setting in self.settings if setting.lead == lead)

    def defaults(self) -> dict[str, Value]:
        """Every setting at its default."""
        return {setting.key: setting.default for setting in self.settings}

    def find(self, key: str) -> Setting | None:
        """The setting of this key, if the scenario offers it."""
        return next((setting for setting in self.settings if setting.key == key), None)
