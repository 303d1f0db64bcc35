"""Which levers and initiatives a scenario offers, with bounds, defaults, leads and costs, as a file gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import Field

from game.rules.levers import LEVERS, Lead
from game.scenario.shape.fields import MOST_MONEY, Either, FileTable, given

if TYPE_CHECKING:
    LeverKey: TypeAlias = str
else:
    LeverKey = Literal[tuple(LEVERS)]
Quantity: TypeAlias = Annotated[float, Field(ge=0, le=MOST_MONEY)]


class LeverFile(FileTable):
    """What every lever may say."""

    offered: bool = Field(default=True, description="False keeps the lever off the sheet, at its default.")
    lead: Lead | None = Field(default=None, description="Who decides; by default the seat that leads it by custom.")


class NumberFile(LeverFile):
    """A number for the whole company."""

    default: Quantity | None = Field(default=None, description="What is set when nobody changes it.")
    low: Quantity | None = Field(default=None, description="Least that may be set.")
    high: Quantity | None = Field(default=None, description="Most that may be set.")
    step: Quantity | None = Field(default=None, description="How far one key press moves it.")


class NumbersFile(LeverFile):
    """A number per product: one value for all, or a table by product key."""

    default: Either[Quantity] | None = Field(default=None, description="What is set when nobody changes it.")
    low: Either[Quantity] | None = Field(default=None, description="Least that may be set.")
    high: Either[Quantity] | None = Field(default=None, description="Most that may be set.")
    step: Either[Quantity] | None = Field(default=None, description="How far one key press moves it.")


class ChoiceFile(LeverFile):
    """One of several names, for the whole company."""

    default: str | None = Field(default=None, description="What is chosen when nobody changes it.")
    choices: list[str] | None = Field(default=None, description="The names offered; by default all.")


class ChoicesFile(LeverFile):
    """One of several names per product or market: one for all, or a table by key."""

    default: Either[str] | None = Field(default=None, description="What is chosen when nobody changes it.")
    choices: list[str] | None = Field(default=None, description="The names offered; by default all.")


class SwitchFile(LeverFile):
    """Yes or no, for the whole company."""

    default: bool | None = Field(default=None, description="What is set when nobody changes it.")


class SwitchesFile(LeverFile):
    """Yes or no per product or market: one for all, or a table by key."""

    default: Either[bool] | None = Field(default=None, description="What is set when nobody changes it.")


class LeadOnly(FileTable):
    """Who decides on initiatives; which there are is said under `initiatives`."""

    lead: Lead | None = Field(default=None, description="Who decides; by default both sign.")


def _lever(lever: str, more: str = "") -> Any:
    """The table of one lever, absent unless the file offers it."""
    return Field(default=None, alias=lever, description=LEVERS[lever].about + more)


class LeversFile(FileTable):
    """A table per lever: its presence puts the lever on the sheet."""

    price: NumbersFile | None = _lever(
        "price", " Single values are factors of list price; tables by product are money."
    )
    promotion: ChoicesFile | None = _lever("promotion")
    brand_advertising: NumberFile | None = _lever("brand-advertising")
    performance_advertising: NumberFile | None = _lever("performance-advertising")
    delivery_promise: NumberFile | None = _lever("delivery-promise")
    portfolio: SwitchesFile | None = _lever("portfolio")
    market_focus: ChoiceFile | None = _lever("market-focus")
    customer_research: SwitchFile | None = _lever("customer-research")
    stock_to_order: NumbersFile | None = _lever("stock-to-order")
    inbound_mode: ChoicesFile | None = _lever("inbound-mode")
    outbound_mode: ChoicesFile | None = _lever("outbound-mode")
    extra_shift: NumberFile | None = _lever("extra-shift")
    temps: NumberFile | None = _lever("temps")
    processing: ChoiceFile | None = _lever("processing")
    packaging: ChoiceFile | None = _lever("packaging")
    carrier: ChoiceFile | None = _lever("carrier")
    site: ChoiceFile | None = _lever("site")
    launch: SwitchesFile | None = _lever("launch")
    market_entry: SwitchesFile | None = _lever("market-entry")
    forecast: NumbersFile | None = _lever("forecast")
    capacity: NumberFile | None = _lever("capacity")
    budget_split: NumberFile | None = _lever("budget-split")
    initiative: LeadOnly | None = _lever("initiative", " Which there are is said under `initiatives`.")


class InitiativeFile(FileTable):
    """What a joint investment costs; its presence in the file prices it, and offers it unless it says otherwise."""

    setup: float = given("Money when it is signed.", 0, MOST_MONEY)
    monthly: float = given("Money a month while in force.", 0, MOST_MONEY)
    offered: bool = Field(
        default=True, description="False: on no sheet; a price for the structures that put it in force."
    )
