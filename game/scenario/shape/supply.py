"""The coefficients of supply and money, as a file gives them: the floor, the last mile, costs and targets."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from game.scenario.shape.fields import (
    MOST_MONEY,
    MOST_UNITS,
    Factor,
    FileTable,
    Four,
    Log,
    Money,
    Share,
    Shift,
    Three,
    Two,
    fact,
    given,
)


class FloorFile(FileTable):
    """The warehouse: work, capacity, congestion, people."""

    capacity: float = given("Floor hours a month of the regular crew.", 0.01, MOST_MONEY)
    items_complexity: float = fact(0.04, "Share of work added per active item above the first day's count.", 0, 10)
    promotion_complexity: float = fact(0.03, "Share of work added per promoted item.", 0, 10)
    market_complexity: float = fact(0.04, "Share of work added per market above the first day's count.", 0, 10)
    batch_work: float = fact(0.80, "Factor on work when orders are processed in batches.", 0.01, 10)
    # With rougher or slower work than these allow, the queue's formula would fall with load past capacity.
    days: Two[Annotated[float, Field(ge=0, le=5)]] = fact((0.6, 1.0), "Processing days: flow, batch (0 to 5).")
    variability: float = fact(
        0.5, "Kingman's (ca2 + cs2) / 2: 1 = M/M/1, 0 = no congestion.", 0, 2, "B10 Congestion [C]"
    )
    wage: float = fact(22.0, "Money per regular hour.", 0, MOST_MONEY)
    shift_premium: Two[Factor] = fact(
        (1.9, 2.5), "Factor on the wage for extra hours: the first tenth, beyond it.", source="A3 Overtime [T]"
    )
    temp_hours: float = fact(150.0, "Hours of one temp a month, at full skill.", 0, 1000)
    temp_wage: float = fact(3600.0, "Money per temp a month.", 0, MOST_MONEY)
    temp_skill: float = fact(0.6, "Share of full output in the first month.", 0, 1, "A3 Learning in picking [A sign]")
    temp_learning: float = fact(0.2, "Added each month.", 0, 1, "A3 Learning in picking [A sign]")
    fatigue_gain: float = fact(1.0, "Fatigue per unit of extra shift.", 0, 100)
    fatigue_keep: float = fact(0.5, "Share of fatigue kept each round.", 0, 1)
    fatigue_loss: float = fact(0.3, "Capacity lost per unit of fatigue.", 0, 1)
    fatigue_errors: float = fact(0.02, "Damage added per unit of fatigue.", 0, 1)
    expansion_cost: float = fact(60.0, "Money per hour of capacity added.", 0, MOST_MONEY)
    expansion_lead: int = fact(2, "Rounds until added capacity is ready.", 1, 6)
    expansion_upkeep: float = fact(3.0, "Money a month per hour added.", 0, MOST_MONEY)
    wait_share: float = fact(0.6, "Share of units past capacity that wait for next month; the others cancel.", 0, 1)


class LastMileFile(FileTable):
    """Carriers, moving house, packaging, bookings."""

    day_spread: float = fact(0.25, "Sd of door-to-door days as a share of the mean; 0 = none.", 0, 5)
    month_spread: float = fact(0.3, "Sd of a market's month-wide delay, in days; 0 = none.", 0, 30)
    carrier_fixed: Three[Money] = fact((3600.0, 0.0, 0.0), "Money a month: own, partner, spot.")
    carrier_cost: Three[Factor] = fact(
        (0.75, 1.0, 0.82),
        "Factor on transit cost: own, partner, spot.",
        source="A2 Premium carrier removed / restored [A sign]",
    )
    carrier_days: Three[Shift] = fact((-0.2, 0.0, 0.2), "Days added (saved, below 0): own, partner, spot.")
    carrier_spread: Three[Factor] = fact((0.85, 1.0, 1.15), "Factor on the spread of days: own, partner, spot.")
    carrier_care: Three[Factor] = fact((0.85, 1.0, 1.3), "Factor on damage: own, partner, spot.")
    move_cost: float = fact(9000.0, "Money to move the warehouse.", 0, MOST_MONEY)
    move_loss: float = fact(0.2, "Share of capacity lost in the month of moving.", 0, 1)
    pack_cost: Three[Money] = fact(
        (0.0, 0.10, 0.14), "Money per unit: basic, retail-ready, protective.", source="A2 Damage in transit [T]"
    )
    pack_damage: Three[Share] = fact(
        (0.02, 0.015, 0.007), "Share damaged: basic, retail-ready, protective.", source="A2 Damage in transit [T]"
    )
    pack_lift: Three[Log] = fact(
        (0.0, 0.05, 0.0), "Log demand on a trade or store shelf: basic, retail-ready, protective."
    )
    pack_work: Three[Factor] = fact((1.0, 1.05, 1.03), "Factor on floor work: basic, retail-ready, protective.")
    booking_slack: float = fact(0.10, "Share around the forecast that carriers take without a fee.", 0, 10)
    booking_over: float = fact(0.40, "Money per unit shipped beyond that.", 0, MOST_MONEY)
    booking_under: float = fact(0.20, "Money per unit booked and not shipped.", 0, MOST_MONEY)
    booking_days: float = fact(1.5, "Days added when all units are beyond the booking.", 0, 365)


class CostsFile(FileTable):
    """Money that is nobody's lever, and budgets."""

    holding: float = fact(0.02, "Share of stock value a month.", 0, 1, "A3 Holding cost [T]")
    overhead: float = fact(0.0, "Money a month.", 0, MOST_MONEY)
    reverse: float = fact(1.5, "Money per returned unit.", 0, MOST_MONEY)
    recovery: float = fact(0.4, "Share of the price recovered from a returned unit.", 0, 1)
    marketing_budget: float = given("Money a month for marketing.", 0, MOST_MONEY)
    distribution_budget: float = given("Money a month for distribution.", 0, MOST_MONEY)
    sponsor: float = fact(0.0, "Share of initiatives' set-up that leadership pays; 0 = none.", 0, 1)


class InitiativeFile(FileTable):
    """What a joint investment costs; its presence in the file offers it."""

    setup: float = given("Money when it is signed.", 0, MOST_MONEY)
    monthly: float = given("Money a month while in force.", 0, MOST_MONEY)


class TargetsFile(FileTable):
    """What each scorecard counts against."""

    goodwill: float = fact(1.1, "Goodwill to reach.", 0.01, 100)
    leads: float | None = Field(
        default=None,
        gt=0,
        le=MOST_UNITS,
        description="Units of demand a month to reach; by default the base demand of what is on sale.",
        json_schema_extra={"source": "computed", "tag": "C"},
    )
    conversion: float = fact(0.95, "Share of demand shipped, to reach.", 0.01, 1)
    throughput: float | None = Field(
        default=None,
        gt=0,
        le=MOST_UNITS,
        description="Units shipped a month to reach; by default three quarters of the base demand of what is on sale.",
        json_schema_extra={"source": "computed", "tag": "C"},
    )
    returning: float = fact(
        1.0, "Share of loyalty that conversion leaves out; 1 = keeping customers is on nobody's card.", 0, 1
    )
    regard: float = fact(
        0.1, "How far the share of customers who would come back counts in the brand measure; 0 = goodwill alone.", 0, 5
    )
    cost_per_unit: float = given("Distribution's money per unit shipped to stay under.", 0.0001, 1e6)
    service: float = fact(0.95, "Share shipped on schedule, to reach.", 0.01, 1, "A2 OTIF rule [T]")
    marketing_weights: Four[Share] = fact((0.3, 0.3, 0.25, 0.15), "Weights of brand, leads, conversion, spend; sum 1.")
    distribution_weights: Four[Share] = fact(
        (0.3, 0.35, 0.2, 0.15), "Weights of throughput, cost per unit, service, people; sum 1."
    )
    otif: float = fact(0.85, "OTIF below which a clash is worth naming.", 0, 1)
