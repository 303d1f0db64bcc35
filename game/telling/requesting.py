"""What may be requested of the partner, as rows to set, and what was set as a request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from game.rules.levers import Value
from game.table.moves import Limit
from game.table.seen.observation import Observation
from game.table.seen.spoken import Requested
from game.telling.settable import Settable
from game.telling.settings import rows_of

OPEN: Final = "—"
"""A setting that is not asked for."""
MONTH, LIMIT = "@month", "@limit"
LIMITS: Final[Mapping[str, Limit]] = MappingProxyType({"exactly": "is", "at least": "at-least", "at most": "at-most"})


def request_rows(seen: Observation) -> list[Settable]:
    """A row for each setting of the partner's, none asked for yet; then how it is meant, and the month."""
    months = seen.scenario.months[seen.round - 1 :]
    how = Settable(LIMIT, "If it is a number", "choice", "exactly", choices=tuple(LIMITS), group="Meant")
    when = Settable(MONTH, "In month", "choice", months[0], choices=months, group="Meant")
    return [*(_unasked(row) for row in rows_of(seen, seen.partner_sheet, grouped=True)), how, when]


def _unasked(row: Settable) -> Settable:
    if row.kind == "number":
        low = row.low - row.step
        return replace(row, usual=low, low=low, least=row.low, say=_said(row.say, row.low))
    choices = row.choices if row.kind == "choice" else ("yes", "no")
    return replace(row, kind="choice", usual=OPEN, choices=(OPEN, *choices), say=_worded(row))


def _said(say: Callable[[Value], str], low: float) -> Callable[[Value], str]:
    return lambda of: OPEN if not isinstance(of, str) and of < low - 1e-9 else say(of)


def _worded(row: Settable) -> Callable[[Value], str]:
    return lambda of: str(of) if of == OPEN or row.kind == "switch" else row.say(of)


def requested(seen: Observation, changed: Mapping[str, Value]) -> tuple[str, Value, Limit, int] | None:
    """The setting, value, limit and month that were filled in; None where no setting was."""
    key = next((key for key in changed if not key.startswith("@")), None)
    if key is None:
        return None
    kind = next(one.kind for one in seen.partner_sheet if one.key == key)
    value = changed[key] == "yes" if kind == "switch" else changed[key]
    month = str(changed.get(MONTH, seen.scenario.months[seen.round - 1]))
    limit = LIMITS[str(changed.get(LIMIT, "exactly"))] if kind == "number" else "is"
    return key, value, limit, seen.scenario.months.index(month) + 1


def offer_rows(seen: Observation, asked: Requested) -> list[Settable]:
    """The one row of a request, at what was asked for or offered last."""
    setting = next(one for one in (*seen.sheet, *seen.partner_sheet) if one.key == asked.key)
    (row,) = rows_of(seen, [setting])
    return [replace(row, usual=asked.value if asked.offered is None else asked.offered)]
