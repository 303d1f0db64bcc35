"""The personas: four temperaments per seat, as numbers that say what each watches and how far it goes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final, TypeAlias

from game.refusal import Refusal
from game.rules.levers import SEATS, Seat

HURTS: Final = 0.15
"""What a late unit is worth avoiding, as a share of its price, to whom it hurts as much as it can."""


TOGETHER: Final = 0.9
"""How much a persona must listen to plan as one with its partner; design choice."""


@dataclass(frozen=True)
class Temperament:
    """What a persona weighs. All figures are design choices; shares run from 0 to 1 unless said.

    Every field holds for either seat: a seat may come to lead any lever, and then the neutral value here serves.
    """

    name: str
    seat: Seat
    about: str  # one line, for a list

    # What customers are told and asked.
    markup: float = 1.0  # price aimed at, as a share of list price
    follows_rivals: float = 0.3  # share of a rival's price cut that is matched
    deals: float = 0.2  # share of the items promoted in a usual month
    deep: float = 0.0  # share of those deals that are deep ones
    minds_slack: float = 0.5  # how far deals and media wait for slack in stock and floor
    edge: float = 0.0  # days promised beyond what customers take for granted (below 0: faster)
    proof: float = 0.5  # weight of the days deliveries really took, against that wish
    odds: float = 0.85  # share of parcels that the promise should cover
    media: float = 0.9  # share of the budget that is used
    brand: float = 0.5  # share of media money for the brand
    curious: float = 0.3  # readiness to pay for customer research
    bold: float = 0.5  # readiness to launch items and enter markets
    optimism: float = 0.0  # share added to its own forecast

    # What is kept, and how it travels.
    memory: float = 0.5  # weight of the newest month in expected orders
    safety: float = 1.2  # safety stock, in standard deviations of the lead time's demand
    damping: float = 0.0  # share of a change in what is ordered that is held back
    chases: float = 0.0  # share of a shortage ordered on top of what is needed
    expedites_at: float = 0.10  # share of the month short from which the fast way in is paid
    busy: float = 0.88  # utilisation that the crew is planned for
    shifts: float = 0.5  # 0 = temps only, 1 = extra shifts only
    late_cost: float = 0.15  # what a late unit is worth avoiding, as a share of its price
    damage_cost: float = 1.0  # what a damaged unit is worth avoiding, as a share of its price
    inertia: float = 0.05  # share of the month's transport money that a change must save before it is made
    builds_at: float = 0.90  # utilisation from which it wants capacity for good

    # How it works with others.
    listens: float = 0.5  # weight of what the partner shows and signs
    asks: int = 1  # question cards it likes to play in a month
    signs_at: float = 0.5  # how good a case must be before it signs (0 = anything, 1 = nothing)
    wonders: tuple[str, ...] = ()  # kinds of fact that it likes to ask for, the dearest first
    favours: tuple[str, ...] = ()  # initiatives that it puts forward by itself, the dearest first
    suspects: str = ""  # the partner's constraint that it thinks of before it has seen a month

    @property
    def plans_together(self) -> bool:
        """Does it plan as one with its partner, as far as it can see?"""
        return self.listens >= TOGETHER


Personas: TypeAlias = tuple[Temperament, ...]

_MARKETING: Final[Personas] = (
    Temperament(
        "growth-chaser", "marketing", "Wants more orders than last month, every month, and promises what it takes.",
        markup=1.0, follows_rivals=0.2, deals=0.13, deep=0.0, minds_slack=0.1, edge=-0.2, proof=0.75, odds=0.89,
        media=0.95, brand=0.48, curious=0.2, bold=0.95, optimism=0.12, memory=0.7, listens=0.2, asks=1, signs_at=0.35,
        wonders=("stock-cover", "capacity-left", "plan-next"), suspects="floor",
        favours=("omnichannel", "joint-site"),
    ),
    Temperament(
        "brand-guardian", "marketing", "Protects the name: few deals, steady advertising, promises that are kept.",
        markup=1.0134, follows_rivals=0.0, deals=0.02, deep=0.0, minds_slack=0.6, edge=1.9, proof=0.85, odds=0.93,
        media=0.96, brand=0.82, curious=0.6, bold=0.75, optimism=0.0, memory=0.4, listens=0.6, asks=1, signs_at=0.55,
        wonders=("bottleneck", "worry", "plan-next", "month-earlier"), suspects="carriers",
        favours=("customer-voice", "coordinated-kpis", "joint-sop"),
    ),
    Temperament(
        "deal-maker", "marketing", "Lives from one deal to the next, and knows what each of them brought in.",
        markup=1.01, follows_rivals=0.2, deals=0.13, deep=0.0, minds_slack=0.4, edge=0.6, proof=0.85, odds=0.85,
        media=0.88, brand=0.2, curious=0.3, bold=0.75, optimism=0.06, memory=0.6, listens=0.4, asks=1, signs_at=0.4,
        wonders=("floor-effect", "stock-cover", "lead-time"), suspects="stock",
        favours=("joint-sop", "omnichannel"),
    ),
    Temperament(
        "bridge-builder", "marketing", "Sells what the two seats can deliver together, and asks before it promises.",
        markup=1.0, follows_rivals=0.2, deals=0.04, deep=0.0, minds_slack=1.0, edge=1.4, proof=1.0, odds=0.92,
        media=0.9, brand=0.7, curious=0.4, bold=0.8, optimism=0.0, memory=0.5, listens=1.0, asks=2, signs_at=0.4,
        wonders=("capacity-left", "month-earlier", "stock-cover", "what-helps"), suspects="stock",
        favours=("omnichannel", "integrated-data", "coordinated-kpis", "customer-voice", "joint-sop"),
    ),
)  # fmt: skip

_DISTRIBUTION: Final[Personas] = (
    Temperament(
        "steady-hand", "distribution", "Service first: full shelves, a rested crew, and as few changes as possible.",
        safety=3.4, damping=0.5, memory=0.3, expedites_at=0.08, busy=0.78, shifts=0.3, late_cost=0.07,
        damage_cost=1.6, inertia=0.4, builds_at=0.87, listens=0.5, asks=1, signs_at=0.6, bold=0.25, edge=0.5,
        proof=1.0, odds=0.92, brand=0.5, minds_slack=1.0, deals=0.0,
        wonders=("promotion-intent", "forecast-own", "promise-reason"), suspects="brand",
        favours=("joint-sop", "customer-voice", "scale-check"),
    ),
    Temperament(
        "cost-hawk", "distribution", "Counts every cent per unit, and takes the cheaper way whenever there is one.",
        safety=2.15, damping=0.3, memory=0.4, expedites_at=0.45, busy=0.92, shifts=0.0, late_cost=0.07,
        damage_cost=0.7, inertia=0.01, builds_at=0.98, listens=0.25, asks=1, signs_at=0.6, bold=0.3, edge=1.0,
        proof=0.8, odds=0.8, media=0.7, minds_slack=0.6, deals=0.0,
        wonders=("cost-driver", "promise-reason", "forecast-own"), suspects="budget",
        favours=("scale-check", "joint-site"),
    ),
    Temperament(
        "firefighter", "distribution", "Quick on its feet: plans lean, then throws hands and vans at what burns.",
        safety=1.7, damping=0.0, chases=0.1, memory=0.6, expedites_at=0.08, busy=0.82, shifts=0.9, late_cost=0.15,
        damage_cost=0.8, inertia=0.02, builds_at=0.94, listens=0.35, asks=1, signs_at=0.4, bold=0.6, edge=0.0,
        proof=0.9, odds=0.8, minds_slack=0.5, deals=0.1,
        wonders=("plan-next", "promotion-intent", "worry"), suspects="leads",
        favours=("integrated-data", "omnichannel"),
    ),
    Temperament(
        "bridge-builder", "distribution", "Plans for what the two seats have agreed, and says early what will not fit.",
        safety=4.5, damping=0.0, memory=0.45, expedites_at=0.12, busy=0.76, shifts=0.1, late_cost=0.13,
        damage_cost=1.4, inertia=0.01, builds_at=0.92, listens=1.0, asks=2, signs_at=0.4, bold=0.55, edge=-3.5,
        proof=1.0, odds=0.9, minds_slack=1.0, deals=0.1,
        wonders=("promotion-intent", "month-earlier", "forecast-own", "what-helps"), suspects="brand",
        favours=("omnichannel", "integrated-data", "coordinated-kpis", "customer-voice", "scale-check"),
    ),
)  # fmt: skip

_ALL: Final = MappingProxyType({"marketing": _MARKETING, "distribution": _DISTRIBUTION})


def personas(seat: Seat) -> dict[str, str]:
    """The personas that can hold a seat: name, and what each is like in one line.

    Raises:
        Refusal: when there is no such seat.
    """
    return {temper.name: temper.about for temper in _of(seat)}


def temperament(seat: Seat, persona: str) -> Temperament:
    """The temperament of a persona.

    Raises:
        Refusal: when there is no such seat or persona, with the nearest name.
    """
    known = {temper.name: temper for temper in _of(seat)}
    if persona in known:
        return known[persona]
    near = get_close_matches(persona, list(known), n=1, cutoff=0.5)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    raise Refusal(f"persona: expected one of {', '.join(known)} for the {seat} seat, given '{persona}'.{hint}")


def _of(seat: str) -> Personas:
    if seat not in _ALL:
        raise Refusal(f"seat: expected one of {', '.join(SEATS)}, given '{seat}'.")
    return _ALL[seat]


SHARED_CARD: Final = 0.5  # design choice: how far shared measures bring a temperament to the joint one


def sharing_measures(temper: Temperament) -> Temperament:
    """The same persona when part of the partner's measures are on its own card: it minds what the other is hurt by."""

    def toward(mine: float, joint: float) -> float:
        return mine + SHARED_CARD * (joint - mine)

    return replace(
        temper,
        proof=max(temper.proof, toward(temper.proof, 1.0)),
        odds=max(temper.odds, toward(temper.odds, 0.88)),
        minds_slack=max(temper.minds_slack, toward(temper.minds_slack, 1.0)),
        deals=min(temper.deals, toward(temper.deals, 0.2)),
        late_cost=max(temper.late_cost, toward(temper.late_cost, 0.15)),
        expedites_at=min(temper.expedites_at, toward(temper.expedites_at, 0.05)),
        safety=max(temper.safety, toward(temper.safety, 1.2)),
    )
