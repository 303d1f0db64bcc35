"""What an initiative does in this company's figures: its rule on what the seat saw last month and on its own papers."""

from __future__ import annotations

from collections.abc import Callable
from math import fsum
from types import MappingProxyType
from typing import Final

from game.figures import money, share, units
from game.rules.customers import VOICE_SCAR
from game.rules.floor import JOINT_MOVE, LEVELLED
from game.rules.last_mile import VOICE_FIXES
from game.rules.levers import other
from game.rules.money import OMNI_RECOVERY, RIGHT_SIZED
from game.rules.scorecards import SHARED
from game.rules.stock import SOP_FREIGHT, SOP_STEADIER, STEERED
from game.table.seen.dashboards import DistributionFacts, DistributionMonth, MarketingMonth, total
from game.table.seen.observation import Observation


def initiative_figures(seen: Observation, key: str) -> str:
    """What an initiative does, in figures where this seat has some; "" for one that there is not."""
    told = _TOLD.get(key)
    return told(seen) if told is not None else ""


def _theirs(seen: Observation) -> str:
    return f"how much that is is {other(seen.seat)}'s to say"


def _floor(seen: Observation) -> DistributionMonth | None:
    """Last month as distribution saw it; None for marketing, and before the first."""
    return next((one for one in seen.months[-1:] if isinstance(one, DistributionMonth)), None)


def _saved(seen: Observation, line: str, left: float) -> str:
    """What it saves of a money line of last month's."""
    past = _floor(seen)
    if past is None:
        return _theirs(seen) if seen.seat == "marketing" else "how much that is the first month will tell"
    paid, sign = abs(past.money.get(line, 0.0)), seen.scenario.currency
    return f"of last month's {money(paid, sign)} it would have saved {money((1.0 - left) * paid, sign)}"


def _sop(seen: Observation) -> str:
    late = f"A supplier is late {share(1.0 - SOP_STEADIER)} less often."
    freight = f"Freight in costs {share(1.0 - SOP_FREIGHT)} less: {_saved(seen, 'inbound-freight', SOP_FREIGHT)}."
    return f"{freight} {late} A deal set from then on runs a month later."


def _scale(seen: Observation) -> str:
    sign = seen.scenario.currency
    ahead = fsum(one.once for one in seen.joint if one.lever in ("launch", "market-entry"))
    if not ahead:
        return "Nothing is left to launch or to enter: it would save nothing."
    less = f"{money(RIGHT_SIZED * ahead, sign)} instead of {money(ahead, sign)}"
    return f"What can still be launched or entered then costs {less}, if all of it is."


def _site(seen: Observation) -> str:
    if not isinstance(seen.facts, DistributionFacts):
        return f"A move costs {share(1.0 - JOINT_MOVE)} less; {_theirs(seen)}."
    whole, sign = seen.facts.move_cost, seen.scenario.currency
    return f"A move then costs {money(JOINT_MOVE * whole, sign)} instead of {money(whole, sign)}; without one, nothing."


def _omni(seen: Observation) -> str:
    saves = f"What comes back to a store loses {share(1.0 - OMNI_RECOVERY)} less."
    past = _floor(seen)
    if past is None:
        return f"{saves} Who finds an empty shelf is served from the other one."
    return f"{saves} Of the {units(total(past.short))} units missing last month the other shelf would have had a part."


def _data(seen: Observation) -> str:
    turned = f"{share(STEERED)} of what an empty shelf loses turns to another item that is in stock"
    past = _floor(seen)
    if past is None:
        return f"{turned}: {_theirs(seen)}." if seen.seat == "marketing" else f"{turned}."
    short = total(past.short)
    return f"{turned}: of {units(short)} units missing last month up to {units(STEERED * short)}."


def _measures(seen: Observation) -> str:
    even = f"Ups and downs of the floor's work shrink by {share(1.0 - LEVELLED)}"
    past = _floor(seen)
    full = f"; last month it stood at {share(past.utilisation)}" if past is not None else ""
    return f"{even}{full}. {share(SHARED)} of {other(seen.seat)}'s score counts in yours."


def _voice(seen: Observation) -> str:
    scars = f"What a failure leaves behind with customers shrinks by {share(1.0 - VOICE_SCAR)}"
    past = next((one for one in seen.months[-1:] if isinstance(one, MarketingMonth)), None)
    points = f"; complaints took {units(past.complaints)} points last month" if past is not None else ""
    return f"Damage falls by {share(1.0 - VOICE_FIXES)}: {_saved(seen, 'damage', VOICE_FIXES)}. {scars}{points}."


_TOLD: Final = MappingProxyType[str, Callable[[Observation], str]](
    {
        "joint-sop": _sop,
        "scale-check": _scale,
        "joint-site": _site,
        "omnichannel": _omni,
        "integrated-data": _data,
        "coordinated-kpis": _measures,
        "customer-voice": _voice,
    }
)
