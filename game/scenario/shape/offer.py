"""Which levers a scenario offers, with bounds, steps, defaults and leads, as a file gives them."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field

from game.rules.levers import LEVERS, Lead
from game.scenario.shape.fields import MOST_MONEY, Either, Table

Quantity: TypeAlias = Annotated[float, Field(ge=0, le=MOST_MONEY)]


class LeverFile(Table):
    """What every lever may say."""

    offered: bool = Field(default=True, description="False keeps the lever off the sheet, at its default.")
    lead: Lead | None = Field(default=None, description="Who decides; by default the seat that leads it by custom.")


class Number(LeverFile):
    """A number for the whole company."""

    default: Quantity | None = Field(default=None, description="What is set when nobody changes it.")
    low: Quantity | None = Field(default=None, description="Least that may be set.")
    high: Quantity | None = Field(default=None, description="Most that may be set.")
    step: Quantity | None = Field(default=None, description="How far one key press moves it.")


class Numbers(LeverFile):
    """A number per product: one value for all, or a table by product key."""

    default: Either[Quantity] | None = Field(default=None, description="What is set when nobody changes it.")
    low: Either[Quantity] | None = Field(default=None, description="Least that may be set.")
    high: Either[Quantity] | None = Field(default=None, description="Most that may be set.")
    step: Either[Quantity] | None = Field(default=None, description="How far one key press moves it.")


class Choice(LeverFile):
    """One of several names, for the whole company."""

    default: str | None = Field(default=None, description="What is chosen when nobody changes it.")
    choices: list[str] | None = Field(default=None, description="The names offered; by default all.")


class Choices(LeverFile):
    """One of several names per product or market: one for all, or a table by key."""

    default: Either[str] | None = Field(default=None, description="What is chosen when nobody changes it.")
    choices: list[str] | None = Field(default=None, description="The names offered; by default all.")


class Switch(LeverFile):
    """Yes or no, for the whole company."""

    default: bool | None = Field(default=None, description="What is set when nobody changes it.")


class Switches(LeverFile):
    """Yes or no per product or market: one for all, or a table by key."""

    default: Either[bool] | None = Field(default=None, description="What is set when nobody changes it.")


class LeadOnly(Table):
    """Who decides on initiatives; which there are is said under `initiatives`."""

    lead: Lead | None = Field(default=None, description="Who decides; by default both sign.")


def _lever(lever: str, more: str = "") -> Any:
    """The table of one lever, absent unless the file offers it."""
    return Field(default=None, alias=lever, description=LEVERS[lever].about + more)


class LeversFile(Table):
    """A table per lever: its presence puts the lever on the sheet."""

    price: Numbers | None = _lever("price", " Single values are factors of list price; tables by product are money.")
    promotion: Choices | None = _lever("promotion")
    brand_advertising: Number | None = _lever("brand-advertising")
    performance_advertising: Number | None = _lever("performance-advertising")
    delivery_promise: Number | None = _lever("delivery-promise")
    portfolio: Switches | None = _lever("portfolio")
    market_focus: Choice | None = _lever("market-focus")
    customer_research: Switch | None = _lever("customer-research")
    stock_to_order: Numbers | None = _lever("stock-to-order")
    inbound_mode: Choices | None = _lever("inbound-mode")
    outbound_mode: Choices | None = _lever("outbound-mode")
    extra_shift: Number | None = _lever("extra-shift")
    temps: Number | None = _lever("temps")
    processing: Choice | None = _lever("processing")
    packaging: Choice | None = _lever("packaging")
    carrier: Choice | None = _lever("carrier")
    site: Choice | None = _lever("site")
    launch: Switches | None = _lever("launch")
    market_entry: Switches | None = _lever("market-entry")
    forecast: Numbers | None = _lever("forecast")
    capacity: Number | None = _lever("capacity")
    budget_split: Number | None = _lever("budget-split")
    initiative: LeadOnly | None = _lever("initiative", " Which there are is said under `initiatives`.")


LeverKey: TypeAlias = Literal[
    "price",
    "promotion",
    "brand-advertising",
    "performance-advertising",
    "delivery-promise",
    "portfolio",
    "market-focus",
    "customer-research",
    "stock-to-order",
    "inbound-mode",
    "outbound-mode",
    "extra-shift",
    "temps",
    "processing",
    "packaging",
    "carrier",
    "site",
    "launch",
    "market-entry",
    "forecast",
    "capacity",
    "budget-split",
    "initiative",
]
"""The keys of `game.rules.levers.LEVERS`, as a type; a test compares the two."""
