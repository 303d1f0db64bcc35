"""The world a season is played in: every parameter of the rules, as arrays, never changed while playing.

Axes: `p` products, `m` markets, `w` stock pools, `s` sites, `R` rounds. Money in whole currency units, time in
days (last mile) or rounds (lead times), capacity in floor hours a month. Values and their sources come from
the scenario; a neutral value that switches each effect off is named beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from game.rules.arrays import Bools, Floats, Ints

TRADE, STORE, WEB = 0, 1, 2
CHANNELS = ("trade", "store", "web")
PROMOTIONS = ("none", "feature", "deep-deal")
INBOUND = ("standard", "expedite")
OUTBOUND = ("economy", "standard", "express")
PROCESSING = ("flow", "batch")
PACKAGING = ("basic", "retail-ready", "protective")
CARRIERS = ("own", "partner", "spot")
SOP, SCALE, SITE, OMNI, DATA, KPI, VOICE = range(7)
INITIATIVES = (
    "joint-sop", "scale-check", "joint-site", "omnichannel", "integrated-data", "coordinated-kpis", "customer-voice",
)  # fmt: skip


@dataclass(frozen=True)
class Products:
    """What is sold. Shapes `(p,)` unless said."""

    keys: tuple[str, ...]
    names: tuple[str, ...]
    list_price: Floats
    unit_cost: Floats  # goods, per unit, at the gate
    elasticity: Floats  # own-price, negative; 0 = price does not move demand
    own_share: Floats  # share of its shelf at list price; 1 = no rival
    handling: Floats  # floor hours per unit
    size: Floats  # freight units per unit
    base: Floats  # (p, m) units a month at list price, reference promise, reference satisfaction
    on_sale: Bools  # already sold when the season starts
    launch_cost: Floats
    launch_sigma: Floats  # log sd of a new item's success; 0 = certain
    launch_bias: Floats  # mean over-forecast of a new item, as a share
    launch_failure: Floats  # chance that a new item fails
    takes_from: Floats  # (p, p) share of new item row's volume taken from sibling column
    stock: Floats  # (p, w) at the start
    pipeline: Floats  # (p,) units arriving each round from orders made before the season
    lead: Ints  # (2, p) rounds, standard and expedite
    inbound: Floats  # (2, p) freight per unit, standard and expedite
    worth: Floats  # (2, p) share of cost a left unit is worth: within a month's cover, beyond it
    clearance: Floats  # share of list price a delisted unit brings


@dataclass(frozen=True)
class Markets:
    """Where it is sold. Shapes `(m,)` unless said."""

    keys: tuple[str, ...]
    names: tuple[str, ...]
    channel: Ints  # index into CHANNELS
    pool: Ints  # stock pool that serves it
    pool_share: Floats  # (w,) how inbound is split over the pools
    open: Bools  # already served when the season starts
    entry_cost: Floats
    handling: Floats  # floor hours factor: parcels cost more than pallets
    promise_norm: Floats  # days customers there take for granted
    promise_slope: Floats  # log demand per day slower than the norm; 0 = none
    returns: Floats  # share of delivered units sent back
    fine: Floats  # share of cost of goods fined on failed cases; 0 = none
    fine_target: Floats  # OTIF the retailer asks for
    transit_days: Floats  # (3, m) by outbound mode
    transit_cost: Floats  # (3, m) per freight unit
    satisfaction: Floats  # at the start, 0-100
    margin: Floats  # share of the price kept in this channel (trade terms); 1 = all


@dataclass(frozen=True)
class Media:
    """Brand, performance, promotion, promise and word of mouth."""

    goodwill_decay: float  # per round; Nerlove-Arrow d
    goodwill_gain: float  # goodwill per ln(1 + brand spend / brand_reference)
    goodwill_effect: float  # elasticity of demand to goodwill; 0 = none
    brand_reference: float
    goodwill_service: float  # goodwill per 100 points of satisfaction above 60
    goodwill_stockout: float  # goodwill lost per unit share of demand lost
    carryover: float  # adstock retention per round
    performance_reference: float
    performance_steady: float  # spend behind the base demand
    performance_effect: float  # short elasticity at the reference; 0 = none
    remembered_gain: float  # share added to elasticity below the remembered price; 0 = none
    remembered_loss: float  # the same above it; more than the gain: losses loom larger
    memory: float  # share of the remembered price kept each round
    depth: Floats  # (3,) price cut by promotion
    promotion_fee: Floats  # (3,) money per product promoted
    pull: float  # share of a deal's extra units borrowed from next round
    research_cost: float
    research_insight: float  # how much one study raises insight (kept by half each round)
    insight_effect: float  # share added to performance advertising per unit of insight
    focus_gain: float  # log demand in the market focused on; taken evenly from the others
    listing_fee: float  # to bring a delisted item back
    ramp: Floats  # (3,) share of full volume in a new item's or market's first rounds
    loyalty_centre: float
    loyalty_scale: float
    repeat_share: float  # of usual orders, placed by customers who come back; 0 = loyalty moves nothing
    word_effect: float  # log demand per unit of net advocacy; 0 = none
    quiet_months: int  # months after the season that count too, played on without deals; 0 = none
    bounds: Floats  # (2,) least and most that all the levers together may multiply demand by


@dataclass(frozen=True)
class Floor:
    """The warehouse: work, capacity, congestion, people."""

    capacity: float  # hours a month, regular crew
    items_complexity: float  # share of work added per active item above the first-day count
    promotion_complexity: float  # share of work added per promoted item
    market_complexity: float  # share of work added per market above the first-day count
    batch_work: float  # work factor of batch
    days: Floats  # (2,) processing days, flow and batch
    variability: float  # Kingman's (ca2 + cs2) / 2; 1 = M/M/1, 0 = no congestion
    wage: float  # per regular hour
    shift_premium: Floats  # (2,) wage factor of extra hours: first tenth, beyond
    temp_hours: float  # per temp a month, at full skill
    temp_wage: float  # per temp a month
    temp_skill: float  # share of full output in the first month
    temp_learning: float  # added each month
    fatigue_gain: float  # fatigue per unit of extra shift
    fatigue_keep: float  # share kept each round
    fatigue_loss: float  # capacity lost per unit of fatigue
    fatigue_errors: float  # damage added per unit of fatigue
    expansion_cost: float  # per hour of capacity added
    expansion_lead: int  # rounds
    expansion_upkeep: float  # per added hour a month
    wait_share: float  # units past capacity that wait for next month; the others cancel


@dataclass(frozen=True)
class LastMile:
    """Carriers, sites, packaging, bookings."""

    day_spread: float  # sd of door-to-door days as a share of the mean; 0 = none
    month_spread: float  # sd of a market's month-wide delay, in days; 0 = none
    carrier_fixed: Floats  # (3,) a month
    carrier_cost: Floats  # (3,) factor on transit cost
    carrier_days: Floats  # (3,)
    carrier_spread: Floats  # (3,) factor on the spread of days
    carrier_care: Floats  # (3,) factor on damage
    site_names: tuple[str, ...]
    site_fixed: Floats  # (s,) a month
    site_days: Floats  # (s, m) added to transit
    site_cost: Floats  # (s, m) factor on transit cost
    site_capacity: Floats  # (s,) factor
    move_cost: float
    move_loss: float  # capacity lost in the month of moving
    pack_cost: Floats  # (3,) per unit
    pack_damage: Floats  # (3,) share damaged
    pack_lift: Floats  # (3,) log demand on a trade or store shelf
    pack_work: Floats  # (3,) factor on floor work
    booking_slack: float  # share around the forecast that carriers take without a fee
    booking_over: float  # money per unit shipped beyond it
    booking_under: float  # money per unit booked and not shipped
    booking_days: float  # days added when all units are beyond the booking


@dataclass(frozen=True)
class Customers:
    """How satisfaction moves, and what it is worth."""

    gain: float  # share of a positive gap taken up each round
    loss: float  # share of a negative gap; twice the gain in the field's findings
    scar: float  # share of a loss that does not come back at once
    scar_keep: float  # share of it kept each round
    weight_late: float  # points for a fully late month
    weight_short: float
    weight_damage: float
    weight_slow: float  # points per day promised beyond the norm
    weight_dear: float  # points per unit of ln(price / list)
    weight_quick: float  # points per day delivered ahead of the promise (small)
    best: float  # score of a month without a fault
    goodwill_value: float  # money per unit of goodwill left at the end
    satisfaction_value: Floats  # (m,) money per point left at the end
    lost: float
    substitute: float
    backlog: float
    elsewhere: float
    tolerance: float = 0.0  # how far a few late orders are forgiven; 0 = each counts alike, 1 = by the square


@dataclass(frozen=True)
class Noise:
    """How much luck there is. All zero = none."""

    demand: float  # log sd of a product's month in a market
    company: float  # log sd shared by all
    promotion: float  # added log sd when promoted
    inbound: float  # chance that a product's inbound is late by a round, in part
    inbound_late: float  # the part that is late


@dataclass(frozen=True)
class Costs:
    """Money that is nobody's lever, and budgets."""

    holding: float  # share of stock value a month
    overhead: float  # a month
    reverse: float  # money per returned unit
    recovery: float  # share of price recovered from a returned unit
    marketing_budget: float
    distribution_budget: float
    initiative_setup: Floats  # (7,)
    initiative_monthly: Floats  # (7,)
    sponsor: float  # share of initiative set-up that leadership pays; 0 = none
    granted: Floats  # (R,) set-up of what the structure puts in force in that round, charged like any other
    sponsored: Floats  # (R,) what leadership pays for it in that round, charged to nobody here


@dataclass(frozen=True)
class Targets:
    """What each scorecard counts against; `weights` sum to 1 with the cost term last."""

    goodwill: float
    leads: float
    conversion: float
    throughput: float
    cost_per_unit: float
    service: float
    marketing_weights: Floats  # (4,) brand, leads, conversion, spend
    distribution_weights: Floats  # (4,) throughput, cost per unit, service, people
    otif: float  # the level below which a clash is worth naming
    returning: float = 0.5  # share of loyalty left out of conversion; 1 = keeping customers is on nobody's card
    regard: float = 0.0  # how far customers who would come back count in the brand; 0 = goodwill alone


@dataclass(frozen=True)
class Tracks:
    """What the calendar and the event cards do, per round. Shapes `(R,)` unless said."""

    season: Floats  # (R, p) factor
    demand: Floats  # (R, p, m) factor
    arrivals: Floats  # (R, p) share of what is due that arrives; the others come a round later
    inbound_cost: Floats
    outbound_cost: Floats
    spot_cost: Floats
    capacity: Floats
    transit_days: Floats
    rival_price: Floats  # log change of rivals' price
    rival_quality: Floats  # log change of rivals' other appeal
    elasticity: Floats
    performance: Floats  # factor on advertising effect
    goodwill: Floats  # added
    satisfaction: Floats  # points added
    returns: Floats  # share added
    damage: Floats  # share added
    unit_cost: Floats
    fine: Floats  # factor
    wage: Floats
    budget: Floats  # (R, 2) factor on marketing's and distribution's budgets


@dataclass(frozen=True)
class World:
    """All of a scenario that the rules need. `R` rounds, `p` products, `m` markets, `w` pools."""

    rounds: int
    products: Products
    markets: Markets
    media: Media
    floor: Floor
    last_mile: LastMile
    customers: Customers
    noise: Noise
    costs: Costs
    targets: Targets
    tracks: Tracks
    growth: float = 1.0  # of all demand by the end of the season

    @cached_property
    def shape(self) -> tuple[int, int, int]:
        """Products, markets and stock pools."""
        return len(self.products.keys), len(self.markets.keys), len(self.markets.pool_share)

    @cached_property
    def horizon(self) -> int:
        """Rounds that the inbound pipeline reaches ahead."""
        return int(self.products.lead.max()) + 2
