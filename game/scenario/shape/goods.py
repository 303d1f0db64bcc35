"""What is sold and where, and what brings orders, as a file gives them: products, markets, pools, sites, demand."""

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
        0.37, "Log sd of the new item's success; 0 = certain.", 0, 2, "A3 New-product forecast accuracy [A sign]"
    )
    bias: float = fact(
        0.15, "Mean over-forecast of a new item, as a share.", -0.9, 3, "A3 New-product forecast accuracy [A sign]"
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


class CalendarFile(FileTable):
    """How demand runs over the season by itself."""

    trend: float = fact(0.0, "Growth of all demand each round, as a share; 0 = none.", -0.5, 0.5)
    season: dict[Key, Annotated[list[Factor], Field(max_length=12)]] = fact(
        {}, "Seasonal index per round (1 = usual), by product key; absent = flat."
    )


class MediaFile(FileTable):
    """Brand, performance, promotion, promise and word of mouth."""

    goodwill_decay: float = fact(0.03, "Goodwill lost each round.", 0, 1, "A1 Brand decay with no advertising [C]")
    goodwill_gain: float = fact(
        0.036, "Goodwill per ln(1 + brand advertising / its reference); the default holds goodwill at 1.", 0, 10
    )
    goodwill_effect: float = fact(
        0.5, "Elasticity of demand to goodwill; 0 = none.", 0, 5, "A1 Brand decay with no advertising [C]"
    )
    brand_reference: float = fact(3000.0, "Brand advertising that holds goodwill.", 1, MOST_MONEY)
    goodwill_service: float = fact(0.05, "Goodwill per 100 points of satisfaction above 60.", 0, 10)
    goodwill_stockout: float = fact(
        0.3, "Goodwill lost per unit share of demand lost.", 0, 10, "A2 Long-run cost of a stock-out [A sign]"
    )
    carryover: float = fact(
        0.55, "Share of performance advertising that works on next round.", 0, 0.99, "A1 Carry-over [T]"
    )
    performance_reference: float = fact(3000.0, "Scale of performance advertising.", 1, MOST_MONEY)
    performance_steady: float = fact(3000.0, "Spend behind the base demand.", 0, MOST_MONEY)
    performance_effect: float = fact(
        0.10, "Short elasticity of demand at the reference; 0 = none.", 0, 2, "A1 Advertising elasticity, short [A]"
    )
    depth: Three[Share] = fact((0.0, 0.08, 0.20), "Price cut: no promotion, feature, deep deal.")
    promotion_fee: Three[Money] = fact(
        (0.0, 250.0, 500.0), "Money per product promoted: no promotion, feature, deep deal."
    )
    pull: float = fact(
        0.15, "Share of a deal's extra units borrowed from next round.", 0, 1, "A1 Post-promotion dip [A]"
    )
    remembered_gain: float = fact(
        0.7, "Share added to elasticity by paying less than the price customers remember; 0 = none.", 0, 5,
        "A1 Temporary price-cut elasticity [C]",
    )  # fmt: skip
    remembered_loss: float = fact(
        1.2, "The same for paying more than they remember.", 0, 5, "A1 Reference price [A sign]"
    )
    memory: float = fact(0.6, "Share of the remembered price kept each round.", 0, 0.99, "A1 Reference price [A sign]")
    research_cost: float = fact(800.0, "Money per study.", 0, MOST_MONEY)
    research_insight: float = fact(1.0, "Insight from one study; half of it is kept each round.", 0, 10)
    insight_effect: float = fact(0.15, "Share added to performance advertising per unit of insight.", 0, 10)
    focus_gain: float = fact(0.08, "Log demand in the market focused on, taken evenly from the others.", 0, 2)
    listing_fee: float = fact(1500.0, "Money to bring a delisted item back.", 0, MOST_MONEY)
    ramp: Three[Share] = fact((0.5, 0.75, 1.0), "Share of full volume in a new item's or market's first rounds.")
    loyalty_centre: float = fact(
        60.0, "Satisfaction at which loyalty turns.", 0, 100, "A2 Satisfaction -> behaviour [A sign]"
    )
    loyalty_scale: float = fact(10.0, "Points over which loyalty turns.", 0.1, 1000)
    repeat_share: float = fact(0.5, "Share of usual orders that repeat customers place; 0 = none.", 0, 1)
    word_effect: float = fact(
        0.20, "Log demand per unit of net advocacy; 0 = none.", 0, 2, "A1 eWOM elasticity [A sign]"
    )
    quiet_months: int = fact(3, "Months after the season that count too; 0 = none.", 0, 6)
    bounds: Two[Units] = fact(
        (0.2, 3.0), "Least and most that all levers together may multiply demand by.", source="G Effects interact [D]"
    )


class NoiseFile(FileTable):
    """How much luck there is; all zero = none."""

    demand: float = fact(
        0.25, "Log sd of a product's month in a market.", 0, 2, "A3 Weekly item-level forecast error [T]"
    )
    company: float = fact(0.03, "Log sd shared by all.", 0, 2)
    promotion: float = fact(0.15, "Log sd added when promoted.", 0, 2, "A3 Weekly item-level forecast error [T]")
    inbound: float = fact(0.08, "Chance that part of a product's inbound is a round late.", 0, 1)
    inbound_late: float = fact(0.5, "The part that is late.", 0, 1)


class CustomersFile(FileTable):
    """How satisfaction moves, what it is worth, and what becomes of a unit that cannot be shipped."""

    gain: float = fact(0.35, "Share of a positive gap taken up each round.", 0, 1, "A2 Late vs early [A sign]")
    loss: float = fact(0.6, "Share of a negative gap taken up each round.", 0, 1, "A2 Late vs early [A sign]")
    scar: float = fact(0.3, "Share of a loss that does not come back at once.", 0, 1, "A2 Service crisis [A sign]")
    scar_keep: float = fact(0.7, "Share of that kept each round.", 0, 1)
    weight_late: float = fact(90.0, "Points for a month in which everything is late.", 0, 1000)
    tolerance: float = fact(
        1.0, "How far a few late orders are forgiven: 0 = each counts alike, 1 = they count by their square.", 0, 1
    )
    weight_short: float = fact(40.0, "Points for a month in which nothing is in stock.", 0, 1000)
    weight_damage: float = fact(80.0, "Points for a month in which everything is damaged.", 0, 1000)
    weight_slow: float = fact(1.5, "Points per day promised beyond the norm.", 0, 1000)
    weight_dear: float = fact(15.0, "Points per unit of ln(price / list price).", 0, 1000)
    weight_quick: float = fact(0.5, "Points per day delivered ahead of the promise.", 0, 1000)
    best: float = fact(80.0, "Score of a month without a fault.", 0, 100)
    goodwill_value: float = fact(0.0, "Money per unit of goodwill left at the end; 0 = none.", 0, MOST_MONEY)
    satisfaction_value: Either[Money] = fact(
        0.0, "Money per point of satisfaction left at the end: one number, or a table by market key."
    )
    lost: float = fact(0.45, "Share of unmet units lost.", 0, 1, "A2 Shopper reaction [T]")
    substitute: float = fact(0.20, "Share of unmet units met by a sibling.", 0, 1, "A2 Shopper reaction [T]")
    backlog: float = fact(0.20, "Share of unmet units that wait.", 0, 1, "A2 Shopper reaction [T]")
    elsewhere: float = fact(0.15, "Share of unmet units bought of us elsewhere.", 0, 1, "A2 Shopper reaction [T]")
