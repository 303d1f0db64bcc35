"""A month as a room reads it from a screen on the wall: one headline, both plans, what came of them, a customer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum
from typing import Final

from game.figures import arrow, days, money, share, units
from game.judging.months import full, late, promise
from game.table.clashes import CATALOGUE
from game.table.seen.in_full import MonthInFull
from game.table.seen.observation import Observation
from game.telling.chains import Cause, Voice, plan_links, voice_of
from game.telling.rows import VERDICTS

HOW_TO_READ: Final = (
    "Read the board from left to right: what customers were told, what they ordered, what was left on the shelves, how "
    "full the floor was, how it travelled, and what they got. Along the bottom: who comes back."
)


@dataclass(frozen=True)
class RoomStory:
    """What a room is told of a month; nothing in it is one seat's alone."""

    headline: str
    plans: tuple[Cause, ...]
    happened: tuple[Cause, ...]
    voice: Voice | None


def room_story(seen: Observation, month: MonthInFull) -> RoomStory:
    """The story of a month that has been revealed."""
    shared = seen.shared[month.round - 1]
    clash = next(iter(shared.clashes), None)
    held = f"The promise was {VERDICTS[promise(shared)]}: {share(shared.on_time)} came in time."
    headline = f"{CATALOGUE[clash.clash].headline}. {held}" if clash is not None else held
    good = not late(shared) and clash is None
    return RoomStory(headline, plan_links(seen, month), tuple(_happened(seen, month)), voice_of(seen, month, good))


def _happened(seen: Observation, month: MonthInFull) -> Iterable[Cause]:
    shared = seen.shared[month.round - 1]
    past = seen.shared[month.round - 2] if month.round > 1 else None
    before = f", after {units(past.ordered)} the month before" if past is not None else ""
    yield Cause(
        "●", "marketing", f"We promised {days(shared.promise)}. Customers ordered {units(shared.ordered)}{before}."
    )
    short, waits = fsum(month.short.values()), fsum(month.waiting.values())
    missed = [f"{units(short)} were not in stock" if short >= 0.5 else "",
              f"{units(waits)} could not be worked in time" if waits >= 0.5 else ""]  # fmt: skip
    what = "; ".join(filter(None, missed))
    bad = bool(what) or full(month.utilisation)
    yield Cause(
        "!" if bad else "●", "trouble" if bad else "distribution",
        f"The floor had work for {share(month.utilisation)} of its hours and sent {units(shared.shipped)}"
        f"{f'; {what}' if what else ''}.",
    )  # fmt: skip
    yield Cause(
        "!" if late(shared) else "●", "trouble" if late(shared) else "together",
        f"It took {days(shared.days)} to the door: {share(shared.on_time)} came in time.",
    )  # fmt: skip
    moved = f" ({change})" if past and (change := arrow(shared.satisfaction, past.satisfaction)) != "=" else ""
    fell = moved.startswith(" (▼")
    yield Cause(
        "▼" if fell else "●", "trouble" if fell else "together",
        f"Customers are satisfied by {units(shared.satisfaction)} of 100{moved}; "
        f"{units(100 * month.repeat)} of 100 orders are from people who came back.",
    )  # fmt: skip
    sign = seen.scenario.currency
    yield Cause("●", "together", f"Together that was worth {money(shared.joint, sign)} to the company.")
