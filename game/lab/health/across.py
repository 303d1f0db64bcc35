"""Properties 8 and 9, of the shipped set: no initiative is always right, and who should lead depends on the place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.lab.health.finding import Case, Finding
from game.lab.health.levers import initiative_swings
from game.rules.world import INITIATIVES

CLEAR = 0.001
"""Share of the best plan's joint value from which a difference is taken to be one."""


def win_wins_are_choices(cases: Sequence[Case]) -> Finding:
    """Property 8: each initiative raises the joint value somewhere and lowers it elsewhere."""
    swings = {case.slug: initiative_swings(case) for case in cases}
    wrong, parts, details = [], [], {}
    for key in INITIATIVES:
        found = {slug: found[f"initiative.{key}"] for slug, found in swings.items() if f"initiative.{key}" in found}
        details[key] = found
        up = max(found.values(), default=0.0)
        down = min(found.values(), default=0.0)
        parts.append(f"{key} {up:+.1%} to {down:+.1%}")
        if up <= CLEAR:
            wrong.append(f"{key} pays nowhere: lower its cost where it should help")
        if down >= -CLEAR:
            wrong.append(f"{key} is never wrong: offer it where it is too dear")
    return Finding(
        8, "Win-wins are choices", "", "; ".join(parts), "each raises in one place, lowers in another", not wrong,
        "; ".join(wrong), details,
    )  # fmt: skip


def lead_matters(cases: Sequence[Case]) -> Finding:
    """Property 9: one seat's lead on all joint topics beats the other's here, and loses there."""
    gains: dict[str, float] = {}
    for case in cases:
        led: Mapping[str, float] = case.benchmark.led
        if led:
            gains[case.slug] = (led["marketing"] - led["distribution"]) / abs(case.benchmark.best.value)
    ahead = [slug for slug, gain in gains.items() if gain > CLEAR]
    behind = [slug for slug, gain in gains.items() if gain < -CLEAR]
    turn = []
    if not ahead:
        turn.append("nowhere does marketing lead better: a place where a market must be won in time")
    if not behind:
        turn.append("nowhere does distribution lead better: a place where supply is short")
    told = ", ".join(f"{slug} {gain:+.1%}" for slug, gain in sorted(gains.items(), key=lambda pair: -pair[1]))
    return Finding(
        9, "Lead matters", "", f"marketing's lead over distribution's: {told}",
        "above 0 in one place, below in another",
        bool(ahead and behind), "; ".join(turn), gains,
    )  # fmt: skip
