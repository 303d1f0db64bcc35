"""Which initiatives each persona likes, and what in its own figures speaks for one now."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from game.partners.personas import Temperament
from game.partners.picture import Picture
from game.partners.plan.planner import Mind

TASTES: Final = MappingProxyType(
    {
        ("marketing", "growth-chaser"): ("omnichannel", "joint-site"),
        ("marketing", "brand-guardian"): ("customer-voice", "coordinated-kpis", "joint-sop"),
        ("marketing", "deal-maker"): ("joint-sop", "omnichannel"),
        ("marketing", "bridge-builder"): (
            "omnichannel",
            "integrated-data",
            "coordinated-kpis",
            "customer-voice",
            "joint-sop",
        ),
        ("distribution", "steady-hand"): ("joint-sop", "customer-voice", "scale-check"),
        ("distribution", "cost-hawk"): ("scale-check", "joint-site"),
        ("distribution", "firefighter"): ("integrated-data", "omnichannel"),
        ("distribution", "bridge-builder"): (
            "omnichannel",
            "integrated-data",
            "coordinated-kpis",
            "customer-voice",
            "scale-check",
        ),
    }
)
"""What a persona puts forward by itself, the dearest to it first."""

NEEDS_LEFT = 3  # rounds that an initiative must still serve
PAYS_BACK = 6  # rounds that must be left when it is signed before there is trouble to show for it
EARLY = 0.2  # what speaks for it then
SHORT = 0.95  # share shipped below which one plan for both seems worth its cost
LATE = 0.80  # share on time below which the customers' own words seem worth hearing
MISSED = 0.15  # how far orders were off what was expected, before sharing figures seems worth it


def speaks_for(of: Mind, key: str) -> float:
    """How much speaks for an initiative now, 0 to 1, from what this seat can see."""
    picture, last = of.picture, of.picture.last
    if key in picture.seen.initiatives or picture.left < NEEDS_LEFT:
        return 0.0
    fill = min(1.0, last.shipped / last.ordered) if last and last.ordered > 0.0 else 1.0
    late = 1.0 - last.on_time if last else 0.0
    growing = any(setting.lever in ("launch", "market-entry") for setting in picture.seen.joint)
    if key == "joint-sop":
        deals = bool(last) and any(deal != "none" for deal in last.promotions.values()) if last else False
        return 0.3 + 0.4 * (fill < SHORT) + 0.3 * deals
    if key == "integrated-data":
        return 0.45 + 0.25 * (fill < SHORT) + 0.25 * (late > 1.0 - LATE)
    if key == "coordinated-kpis":
        return 0.4 + 0.3 * (late > 1.0 - LATE) + 0.2 * bool(last and last.clashes)
    if key == "customer-voice":
        shared = of.temper.plans_together and picture.seen.structure.sponsor == "pays"
        # Where leadership pays half, better early than after the damage; but first what is still to be started.
        early = EARLY if shared and not growing and picture.left >= PAYS_BACK else 0.0
        return early + 0.3 + 0.5 * (late > 1.0 - LATE) + 0.2 * (last is not None and last.satisfaction < 65.0)
    if key == "scale-check":
        return 0.6 if growing else 0.1
    if key == "omnichannel":
        stores = any(market.channel == "store" for market in picture.seen.scenario.markets)
        now = picture.distribution_now
        apart = now is None or any(len(pools) > 1 for pools in now.pools.values())
        return (0.75 if apart else 0.2) if stores else 0.0
    if key == "joint-site":
        return 0.4 + 0.4 * (late > 1.0 - LATE) if picture.joint("site") or picture.mine("site") else 0.35
    return 0.0


def favourite(of: Mind) -> str | None:
    """The initiative this persona would put forward now, if any."""
    picture, temper = of.picture, of.temper
    offered = {setting.item for setting in picture.joint("initiative")}
    if any(setting.startswith("initiative.") for setting in picture.agreed):
        return None
    for key in TASTES.get((temper.seat, temper.name), ()):
        if key in offered and speaks_for(of, key) >= 0.45 and not _refused(picture, key):
            return key
    return None


def liked(temper: Temperament, key: str) -> float:
    """How far a persona's own taste speaks for an initiative: 0.2 when it is among its favourites."""
    return 0.2 if key in TASTES.get((temper.seat, temper.name), ()) else 0.0


def _refused(picture: Picture, key: str) -> bool:
    """Was it refused in the last two months?"""
    setting = f"initiative.{key}"
    return any(setting in one.settings for month in picture.seen.shared[-2:] for one in month.declined)
