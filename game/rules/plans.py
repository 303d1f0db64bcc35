"""What the two seats commit for a round, alone and together, as arrays with a leading seasons axis."""

from __future__ import annotations

from dataclasses import dataclass

from game.rules.arrays import Bools, Floats, Ints


@dataclass(frozen=True)
class MarketingPlan:
    """Marketing's levers. Money in currency units, the promise in days."""

    price: Floats  # (n, p)
    promotion: Ints  # (n, p) index into PROMOTIONS
    brand: Floats  # (n,) brand advertising, long term
    performance: Floats  # (n,) performance advertising, short term
    promise: Floats  # (n,) days promised to every customer
    listed: Bools  # (n, p) False = delisted
    focus: Ints  # (n,) 0 = even, i = market i - 1 first
    research: Bools  # (n,)


@dataclass(frozen=True)
class DistributionPlan:
    """Distribution's levers. Quantities in units, extra shift as a share of regular hours, temps in people."""

    order: Floats  # (n, p) units ordered from the supplier
    inbound: Ints  # (n, p) index into INBOUND
    outbound: Ints  # (n, m) index into OUTBOUND
    extra_shift: Floats  # (n,)
    temps: Floats  # (n,)
    processing: Ints  # (n,) index into PROCESSING
    packaging: Ints  # (n,) index into PACKAGING
    carrier: Ints  # (n,) index into CARRIERS
    site: Ints  # (n,) index of the warehouse site


@dataclass(frozen=True)
class JointPlan:
    """What both have signed for this round (or what a leading seat decided)."""

    launch: Bools  # (n, p)
    enter: Bools  # (n, m)
    forecast: Floats  # (n, p) consensus forecast in units; 0 = none
    capacity: Floats  # (n,) hours added to the floor
    marketing_share: Floats  # (n,) of the shared budget
    initiatives: Bools  # (n, 7) signed this round; stays in force


@dataclass(frozen=True)
class Plans:
    """One round's three plans."""

    marketing: MarketingPlan
    distribution: DistributionPlan
    joint: JointPlan
