"""Turning points: every single decision of a season at each of its other values, the rest replayed.

Exact, with the same luck, in one batch. A decision that was replaced by itself is worth nothing, to the cent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.lab.hindsight.season import PlayedSeason, Replacement, changed_values
from game.rules.levers import Lead, Setting, Value

MOST: Final = 24
"""Values that are tried for a number: all its steps where there are no more, else evenly spread ones."""


@dataclass(frozen=True)
class Swing:
    """One decision at another value.

    Args:
        round: counted from 1.
        key: of the setting.
        lead: who decided it.
        chosen: as it was played.
        other: the other value.
        cents: what that would have added to the season's joint value, in whole cents; below 0 = cost.
    """

    round: int
    key: str
    lead: Lead
    chosen: Value
    other: Value
    cents: int

    @property
    def lever(self) -> str:
        """The lever's id."""
        return self.key.partition(".")[0]

    @property
    def money(self) -> float:
        """What it would have added, in currency units."""
        return self.cents / 100.0


def swings(season: PlayedSeason) -> list[Swing]:
    """Every single decision of the season at each of its other values."""
    changes = list(_changes(season))
    own = int(season.cents.sum())
    values = changed_values(season, changes)
    return [_swing(season, change, int(value) - own) for change, value in zip(changes, values.tolist(), strict=True)]


def turning_points(found: Sequence[Swing]) -> list[Swing]:
    """Swings for the better, one for each setting and round, the largest first."""
    best: dict[tuple[int, str], Swing] = {}
    for swing in found:
        place = (swing.round, swing.key)
        if swing.cents > 0 and (place not in best or swing.cents > best[place].cents):
            best[place] = swing
    return sorted(best.values(), key=lambda swing: -swing.cents)


def well_chosen(season: PlayedSeason, found: Sequence[Swing]) -> list[Swing]:
    """Swings to a default that would have cost something, the dearest first: what the two did well."""
    usual = {setting.key: setting.default for setting in season.stage.code.settings}
    kept = [swing for swing in found if swing.cents < 0 and swing.other == usual[swing.key]]
    return sorted(kept, key=lambda swing: swing.cents)


def _changes(season: PlayedSeason) -> Iterator[Replacement]:
    """Every other value of every decision that was open."""
    code = season.stage.code
    for round_ in range(season.rounds):
        for row, setting in enumerate(code.settings):
            number = float(season.course.values[round_, row, 0])
            if not _open(season, setting, row, round_):
                continue
            for other in alternatives(setting, number, float(code.default[row])):
                yield Replacement(round_, row, other)


def _open(season: PlayedSeason, setting: Setting, row: int, round_: int) -> bool:
    """Whether the decision could still be made: what was launched, entered or signed before stays so."""
    if setting.lever.id not in ("launch", "market-entry", "initiative"):
        return True
    given = setting.lever.id == "initiative" and bool(season.stage.given(round_)[setting.item])
    return not given and not bool((season.course.values[:round_, row, 0] > 0.5).any())


def alternatives(setting: Setting, number: float, default: float) -> list[float]:
    """The other numbers that a setting could have stood at."""
    if setting.lever.kind == "switch":
        return [1.0 - number]
    if setting.lever.kind == "choice":
        return [float(at) for at in range(len(setting.choices)) if at != int(number)]
    steps = round((setting.high - setting.low) / setting.step) if setting.step > 0.0 else MOST
    if steps <= MOST:
        tried = setting.low + setting.step * np.arange(steps + 1)
    else:
        tried = setting.low + setting.step * np.rint(np.linspace(0, steps, MOST))
    values = {round(value, 9) for value in (*np.clip(tried, setting.low, setting.high).tolist(), setting.high, default)}
    return sorted(value for value in values if abs(value - number) > 1e-9)


def _swing(season: PlayedSeason, change: Replacement, cents: int) -> Swing:
    code = season.stage.code
    setting = code.settings[change.row]
    chosen = code.value(setting, float(season.course.values[change.round, change.row, 0]))
    lead = season.leads[change.round][setting.lever.id]
    return Swing(change.round + 1, setting.key, lead, chosen, code.value(setting, change.number), cents)
