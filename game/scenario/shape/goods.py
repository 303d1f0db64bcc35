"""What is sold and where: products, markets, stock pools and warehouse sites, as a file gives them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from game.scenario.shape.fields import (
    MOST_DAYS,
    MOST_MONEY,
    MOST_UNITS,
    Days,
    Either,
    Factor,
    FileTable,
    Key,
    Line,
    Money,
    Share,
    Shift,
    Three,
    Two,
    Units,
    fact,
    given,
)


class LaunchFile(FileTable):
    """How a new item's launch may turn out."""

    cost: float = given("Money spent when the item is launched.", 0, MOST_MONEY)
    sigma: float = fact(
        0.37, "Log sd of the new item's success; 0 = certain.", 0, 2, "A3 New-product forecast accuracy [A]"
    )
    bias: float = fact(
        0.15, "Mean over-forecast of a new item, as a share.", -0.9, 3, "A3 New-product forecast accuracy [A]"
    )
    failure: float = fact(0.40, "Chance that the item fails; 0 = never.", 0, 1, "A1 New product failure [A]")
    takes_from: dict[Key, Share] = fact(
        {},
        "Share of the new item's volume that is taken from a sibling, by product key.",
        source="A1 Cannibalisation of line extension [A]",
    )


class ProductFile(FileTable):
    """One product."""

    key: Key = Field(description="Its key in other tables: lower case, words joined by hyphens.")
    name: Line = Field(description="Its name on screens.")
    list_price: float = given("Money per unit at which the base demand was seen.", 0.01, 1e6)
    unit_cost: float = given("Money per unit for the goods, at the gate.", 0, 1e6)
    elasticity: float = fact(
        -2.0, "Own-price elasticity of demand; 0 = price moves nothing.", -10, 0, "A1 Own-price elasticity [A]"
    )
    own_share: float = fact(1.0, "Share of its shelf at list price; 1 = no rival.", 0.01, 1)
    handling: float = given("Floor hours per unit.", 0, 100)
    size: float = fact(1.0, "Freight units per unit.", 0, 1000)
    base: dict[Key, Units] = Field(
        description="Units a month at list price, the usual promise and usual satisfaction, by market key."
    )
    on_sale: bool = Field(default=True, description="Already sold when the season starts.")
    stock: Either[Units] = fact(
        0.0, "Units in stock at the start: one number (divided as inbound is), or a table by stock pool."
    )
    pipeline: float = fact(0.0, "Units that arrive each round from orders made before the season.", 0, MOST_UNITS)
    lead: Two[Annotated[int, Field(ge=0, le=3)]] = fact(
        (1, 0), "Rounds from order to arrival: standard, expedite (0 to 3)."
    )
    inbound: Two[Money] = Field(description="Inbound freight per unit: standard, expedite.")
    worth: Two[Share] = fact(
        (0.9, 0.4), "Share of its cost that a unit left at the end is worth: within a month's cover, beyond it."
    )
    clearance: float = fact(0.3, "Share of list price that a unit brings when its item leaves the range.", 0, 1)
    launch: LaunchFile | None = Field(
        default=None, description="How its launch may turn out; for an item not on sale at the start."
    )


class MarketFile(FileTable):
    """One market."""

    key: Key = Field(description="Its key in other tables.")
    name: Line = Field(description="Its name on screens.")
    channel: Literal["trade", "store", "web"] = Field(description="Trade customers, own stores, or the web.")
    pool: Key | None = Field(default=None, description="The stock pool that serves it; by default the first.")
    open: bool = Field(default=True, description="Already served when the season starts.")
    entry_cost: float = fact(0.0, "Money spent when the market is entered.", 0, MOST_MONEY)
    handling: float = fact(1.0, "Factor on floor hours: parcels cost more than pallets.", 0, 100)
    promise_norm: float = given("Days that customers there take for granted.", 0, MOST_DAYS)
    promise_slope: float = fact(
        0.015, "Log demand lost per day slower than the norm; 0 = none.", 0, 3, "A2 Faster delivery [A]"
    )
    returns: float = fact(0.0, "Share of delivered units sent back.", 0, 1)
    fine: float = fact(0.0, "Share of cost of goods fined on failed cases; 0 = none.", 0, 10)
    fine_target: float = fact(0.95, "OTIF that the retailer asks for.", 0, 1, "A2 OTIF rule [T]")
    transit_days: Three[Days] = Field(description="Days on the road: economy, standard, express.")
    transit_cost: Three[Money] = Field(description="Money per freight unit: economy, standard, express.")
    satisfaction: float = fact(70.0, "Satisfaction at the start, 0 to 100.", 0, 100)
    margin: float = fact(1.0, "Share of the price kept in this channel; 1 = all.", 0.01, 1)


class PoolFile(FileTable):
    """One stock pool."""

    key: Key = Field(description="Its key in other tables.")
    share: float | None = Field(
        default=None, ge=0, le=1, description="Share of inbound stock that goes to it; by default all alike."
    )


class SiteFile(FileTable):
    """One place where the warehouse can stand; the first is where it stands at the start."""

    key: Key = Field(description="Its key, and the choice of the lever `site`.")
    name: Line = Field(description="Its name on screens.")
    fixed: float = fact(0.0, "Money a month.", 0, MOST_MONEY)
    days: dict[Key, Shift] = fact({}, "Days added to transit (or saved, below 0), by market key.")
    cost: dict[Key, Factor] = fact({}, "Factor on transit cost, by market key.")
    capacity: float = fact(1.0, "Factor on floor capacity.", 0.01, 100)
