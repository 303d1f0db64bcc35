"""The coefficients of demand, as a file gives them: media, promotion, promise and word of mouth."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from game.scenario.shape.fields import MOST_MONEY, Either, FileTable, Key, Money, Share, Three, Two, Units, fact


class CalendarFile(FileTable):
    """How demand runs over the season by itself."""

    trend: float = fact(0.0, "Growth of all demand each round, as a share; 0 = none.", -0.5, 0.5)
    season: dict[Key, Annotated[list[Units], Field(max_length=12)]] = fact(
        {}, "Seasonal index per round (1 = usual), by product key; absent = flat."
    )


class MediaFile(FileTable):
    """Brand, performance, promotion, promise and word of mouth."""

    goodwill_decay: float = fact(0.03, "Goodwill lost each round.", 0, 1, "A1 Brand decay with no advertising [A]")
    goodwill_gain: float = fact(
        0.036, "Goodwill per ln(1 + brand advertising / its reference); the default holds goodwill at 1.", 0, 10
    )
    goodwill_effect: float = fact(
        0.5, "Elasticity of demand to goodwill; 0 = none.", 0, 5, "A1 Brand decay with no advertising [A]"
    )
    brand_reference: float = fact(3000.0, "Brand advertising that holds goodwill.", 1, MOST_MONEY)
    goodwill_service: float = fact(0.05, "Goodwill per 100 points of satisfaction above 60.", 0, 10)
    goodwill_stockout: float = fact(
        0.3, "Goodwill lost per unit share of demand lost.", 0, 10, "A2 Long-run cost of a stock-out [A]"
    )
    carryover: float = fact(
        0.55, "Share of performance advertising that works on next round.", 0, 0.99, "A1 Carry-over [A]"
    )
    performance_reference: float = fact(3000.0, "Scale of performance advertising.", 1, MOST_MONEY)
    performance_steady: float = fact(3000.0, "Spend behind the base demand.", 0, MOST_MONEY)
    performance_effect: float = fact(
        0.10, "Short elasticity of demand at the reference; 0 = none.", 0, 2, "A1 Advertising elasticity, short [A]"
    )
    depth: Three[Share] = fact(
        (0.0, 0.08, 0.20),
        "Price cut: no promotion, feature, deep deal.",
        source="A1 Temporary price-cut elasticity [A]",
    )
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
    remembered_loss: float = fact(1.2, "The same for paying more than they remember.", 0, 5)
    memory: float = fact(0.6, "Share of the remembered price kept each round.", 0, 0.99)
    research_cost: float = fact(800.0, "Money per study.", 0, MOST_MONEY)
    research_insight: float = fact(1.0, "Insight from one study; half of it is kept each round.", 0, 10)
    insight_effect: float = fact(0.15, "Share added to performance advertising per unit of insight.", 0, 10)
    focus_gain: float = fact(0.08, "Log demand in the market focused on, taken evenly from the others.", 0, 2)
    listing_fee: float = fact(1500.0, "Money to bring a delisted item back.", 0, MOST_MONEY)
    ramp: Three[Share] = fact((0.5, 0.75, 1.0), "Share of full volume in a new item's or market's first rounds.")
    loyalty_centre: float = fact(
        60.0, "Satisfaction at which loyalty turns.", 0, 100, "A2 Satisfaction -> behaviour [A]"
    )
    loyalty_scale: float = fact(10.0, "Points over which loyalty turns.", 0.1, 1000)
    loyalty_effect: float = fact(0.4, "Weight of loyalty in demand; 0 = none.", 0, 5)
    word_effect: float = fact(0.20, "Log demand per unit of net advocacy; 0 = none.", 0, 2, "A1 eWOM elasticity [A]")
    quiet_months: int = fact(2, "Months after the season that count too; 0 = none.", 0, 6)
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

    gain: float = fact(0.35, "Share of a positive gap taken up each round.", 0, 1, "A2 Late vs early [A]")
    loss: float = fact(0.6, "Share of a negative gap taken up each round.", 0, 1, "A2 Late vs early [A]")
    scar: float = fact(0.3, "Share of a loss that does not come back at once.", 0, 1, "A2 Service crisis [A]")
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
