"""Properties 6 and 7: much of the gap needs both seats, and claimed clashes come by themselves, and only there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from game import figures
from game.lab.encoding import Course
from game.lab.health.finding import Finding, Subject
from game.lab.playing import luck_of, months
from game.rules.arrays import Floats
from game.rules.clashes import CLASHES
from game.rules.month import Outcome

SHARE: Final = 0.25
OFTEN, SELDOM, OTHERS = 0.5, 0.2, 1.0 / 3.0


def together_is_real(subject: Subject, recovered: Mapping[str, float]) -> Finding:
    """Property 6: the share of the gap that comes only when both change, beyond what each recovers alone."""
    rest = 1.0 - recovered["marketing"] - recovered["distribution"]
    return Finding(
        6, "Together is real", subject.slug,
        f"{figures.share(rest)} of the gap comes only when both change", "at least 25%",
        bool(rest >= SHARE),
        "one seat mends too much by itself: what it gains must need the other (a scarcer floor, a promise that the "
        "road must keep, deals that need stock)",
        {"together": rest, **recovered},
    )  # fmt: skip


def clashes_happen(subject: Subject) -> Finding:
    """Property 7: how often each clash shows: those of the place in silo seasons, others in silo months."""
    claims = subject.code.scenario.claims
    silo_months = _rounds_with(subject, subject.silo)
    seasons_with, months_with = silo_months.any(axis=0).mean(axis=0), silo_months.mean(axis=(0, 1))
    rounds_with = _rounds_with(subject, subject.best).mean(axis=(0, 1))
    parts, wrong = [], []
    for claim in claims:
        at = CLASHES.index(claim)
        silo, best = float(seasons_with[at]), float(rounds_with[at])
        parts.append(f"{claim} {figures.share(silo)} / {figures.share(best)}")
        if silo < OFTEN:
            wrong.append(f"{claim} is rare in silo play: tempt it more, or claim it no longer")
        if best > SELDOM:
            wrong.append(f"{claim} is common in the best plan: make it avoidable (or its threshold is too low)")
    for at, kind in enumerate(CLASHES):
        if kind not in claims and float(months_with[at]) > OTHERS:
            wrong.append(
                f"{kind} shows in {figures.share(float(months_with[at]))} of silo months: claim it, or tempt it less"
            )
    return Finding(
        7, "Clashes happen", subject.slug, "; ".join(parts) or "claims none",
        "silo >= 50% of seasons / best <= 20% of rounds; others <= 33% of silo months",
        not wrong, "; ".join(wrong),
        {
            key: [float(seasons_with[at]), float(months_with[at]), float(rounds_with[at])]
            for at, key in enumerate(CLASHES)
        },
    )  # fmt: skip


def _rounds_with(subject: Subject, course: Course) -> Floats:
    """Whether each clash showed: `(R, n, 4)`."""
    outcomes: list[Outcome] = list(months(subject.stage, course, luck_of(subject.stage.ready, subject.seeds)))
    return np.stack([outcome.clashes.any for outcome in outcomes]).astype(np.float64)
