"""What a seat may still spend: its budget less what others' settings, or nobody's, already take out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from game.partners.picture import Picture
from game.rules.levers import Seat, Value

FIRST_SHIFT: Final = 0.10  # the part of an extra shift that is paid at the first premium
FULL: Final = 0.995  # share of the budget used from which last month's spending may have been cut
GROWTH: Final = 1.1  # a crew may have grown since last month's wages

PAID_BY: Final[Mapping[Seat, Mapping[str, str]]] = MappingProxyType(
    {
        "marketing": MappingProxyType(
            {
                "brand-advertising": "brand-advertising",
                "performance-advertising": "performance-advertising",
                "customer-research": "customer-research",
            }
        ),
        "distribution": MappingProxyType(
            {"carrier": "carrier-contract", "extra-shift": "extra-shift", "temps": "temps"}
        ),
    }
)
"""Levers that are paid from a seat's budget whoever leads them, and the line of its dashboard that shows it."""


def spendable(picture: Picture) -> float:
    """What this seat's own settings may cost together; 0 when others' may have used it all."""
    lines = PAID_BY[picture.seat]
    others = [lever for lever in lines if lever in picture.agreed or not (picture.mine(lever) or _idle(picture, lever))]
    budget = picture.seen.now.budget
    if not others:
        return budget
    known = [_known(picture, lever) for lever in others]
    if not picture.seen.months:
        if None not in known:
            return max(0.0, budget - sum(cost for cost in known if cost is not None))
        # Nothing was shown yet: what the sheet says as it stands was within the budget.
        return min(budget, sum(_cost(picture, lever, one.current) for lever in lines for one in picture.mine(lever)))
    last = picture.seen.months[-1]
    if last.spent >= FULL * last.budget:
        return 0.0
    shown = [-last.money.get(lines[lever], 0.0) * GROWTH for lever in others]
    taken = sum(seen if cost is None else cost for seen, cost in zip(shown, known, strict=True))
    return max(0.0, budget - taken)


def less_given(picture: Picture, split: Mapping[str, Value]) -> Picture:
    """The picture with the budget that is left when this seat's own plan gives some of it across the table."""
    now, before = picture.seen.now, picture.number("budget-split")
    share = split.get("budget-split", before)
    if isinstance(share, str) or not 0.0 < before < 1.0:
        return picture
    kept = share / before if picture.seat == "marketing" else (1.0 - share) / (1.0 - before)
    if kept >= 1.0:
        return picture
    return Picture(replace(picture.seen, now=replace(now, budget=kept * now.budget)))


def _idle(picture: Picture, lever: str) -> bool:
    """Is this a lever that nobody has at this table, and that costs nothing then?"""
    return lever in ("extra-shift", "temps", "customer-research") and lever not in picture.seen.leads


def _known(picture: Picture, lever: str) -> float | None:
    """What a lever that both sign costs, as signed or as it stands; None when it is not to be seen."""
    if lever in picture.agreed:
        return _cost(picture, lever, picture.agreed[lever])
    settings = picture.joint(lever)
    return sum(_cost(picture, lever, one.current) for one in settings) if settings else None


def _cost(picture: Picture, lever: str, value: Value | None) -> float:
    """What a value of one of these levers takes from the budget."""
    if value is None:
        return 0.0
    marketing, facts = picture.marketing_facts, picture.distribution_facts
    if lever == "customer-research":
        return marketing.research_cost if marketing and value is True else 0.0
    if lever == "carrier":
        return facts.carrier_fixed.get(str(value), 0.0) if facts else 0.0
    number = 0.0 if isinstance(value, str) else float(value)
    if lever == "temps":
        return number * facts.temp_wage if facts else 0.0
    if lever == "extra-shift":
        now = picture.distribution_now
        return shift_cost(now.capacity, number, facts.wage, facts.shift_premium) if facts and now else 0.0
    return number


def shift_cost(crew: float, share: float, wage: float, premium: tuple[float, ...]) -> float:
    """Money for an extra shift of this share of the regular hours: a premium on the first tenth, another beyond."""
    first = min(FIRST_SHIFT, share)
    return crew * wage * (first * premium[0] + (share - first) * premium[-1])
