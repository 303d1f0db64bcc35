"""Which levers a scenario offers, with bounds, steps, defaults and leads, as a file gives them."""

from __future__ import annotations

from typing import Literal, TypeAlias

from pydantic import ConfigDict, Field

from game.rules.levers import Lead
from game.scenario.shape.fields import Key, Table

Amount: TypeAlias = float | dict[Key, float]


class LeverFile(Table):
    """What every lever may say."""

    offered: bool = Field(default=True, description="False keeps the lever off the sheet, at its default.")
    lead: Lead | None = Field(default=None, description="Who decides; by default the seat that leads it by custom.")


class Number(LeverFile):
    """A number for the whole company."""

    default: float | None = Field(default=None, description="What is set when nobody changes it.")
    low: float | None = Field(default=None, description="Least that may be set.")
    high: float | None = Field(default=None, description="Most that may be set.")
    step: float | None = Field(default=None, description="How far one key press moves it.")


class Numbers(LeverFile):
    """A number per product: one value for all, or a table by product key."""

    default: Amount | None = Field(default=None, description="What is set when nobody changes it.")
    low: Amount | None = Field(default=None, description="Least that may be set.")
    high: Amount | None = Field(default=None, description="Most that may be set.")
    step: Amount | None = Field(default=None, description="How far one key press moves it.")


class Choice(LeverFile):
    """One of several names, for the whole company."""

    default: str | None = Field(default=None, description="What is chosen when nobody changes it.")
    choices: list[str] | None = Field(default=None, description="The names offered; by default all.")


class Choices(LeverFile):
    """One of several names per product or market: one for all, or a table by key."""

    default: str | dict[Key, str] | None = Field(default=None, description="What is chosen when nobody changes it.")
    choices: list[str] | None = Field(default=None, description="The names offered; by default all.")


class Switch(LeverFile):
    """Yes or no, for the whole company."""

    default: bool | None = Field(default=None, description="What is set when nobody changes it.")


class Switches(LeverFile):
    """Yes or no per product or market: one for all, or a table by key."""

    default: bool | dict[Key, bool] | None = Field(default=None, description="What is set when nobody changes it.")


class LeadOnly(Table):
    """Who decides on initiatives; which there are is said under `initiatives`."""

    lead: Lead | None = Field(default=None, description="Who decides; by default both sign.")


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class LeversFile(Table):
    """A table per lever: its presence puts the lever on the sheet."""

    model_config = ConfigDict(alias_generator=_kebab)

    price: Numbers | None = Field(
        default=None, description="Single values are factors of list price; tables by product are money."
    )
    promotion: Choices | None = None
    brand_advertising: Number | None = None
    performance_advertising: Number | None = None
    delivery_promise: Number | None = None
    portfolio: Switches | None = None
    market_focus: Choice | None = None
    customer_research: Switch | None = None
    stock_to_order: Numbers | None = None
    inbound_mode: Choices | None = None
    outbound_mode: Choices | None = None
    extra_shift: Number | None = None
    temps: Number | None = None
    processing: Choice | None = None
    packaging: Choice | None = None
    carrier: Choice | None = None
    site: Choice | None = None
    launch: Switches | None = None
    market_entry: Switches | None = None
    forecast: Numbers | None = None
    capacity: Number | None = None
    budget_split: Number | None = None
    initiative: LeadOnly | None = None


LeverId: TypeAlias = Literal[
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
