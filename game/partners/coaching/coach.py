"""The coach: before a person commits, what a good colleague would look at. It asks, and never says what to set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from game.figures import listed
from game.judging.months import meeting
from game.partners.coaching.draft import Draft, Pointer
from game.partners.coaching.seats import distribution_pointers, marketing_pointers
from game.rules.levers import LEVERS, Value
from game.table.seen.observation import Observation, Proposal

MOST: Final = 3
LEAST: Final = 0.5
"""Weight from which a second or third thing is still worth saying."""


def pointers(seen: Observation, draft: Mapping[str, Value] | None = None) -> tuple[Pointer, ...]:
    """One to three things to look at before committing, the weightiest first; none once the plan is committed.

    Args:
        seen: what the seat may see. Nothing else is looked at.
        draft: the settings that the person has changed so far; without them, things are as they stand.
    """
    if seen.at in ("committed", "over"):
        return ()
    plan = Draft(seen, {} if draft is None else draft)
    own = marketing_pointers(plan) if seen.seat == "marketing" else distribution_pointers(plan)
    kept: dict[str, Pointer] = {}
    for one in sorted((*own, *_shared(plan)), key=lambda pointer: -pointer.weight):
        if one.topic not in kept and (not kept or one.weight >= LEAST):
            kept[one.topic] = one
    return tuple(kept.values())[:MOST]


def _shared(draft: Draft) -> Iterator[Pointer]:
    """What either seat should look at."""
    yield from _news(draft)
    yield from _last_month(draft)
    yield from _talk(draft)
    seen, left = draft.seen, draft.picture.left
    if left <= 1 and seen.shared:
        after = "This is the last month" if left == 0 else "One month comes after this"
        yield draft.ask("end", 1.0, after=after, satisfaction=seen.shared[-1].satisfaction)
    if not seen.shared:
        yield draft.ask("first", 0.9, promise=seen.promise)
    yield draft.ask("none", 0.1)


def _news(draft: Draft) -> Iterator[Pointer]:
    for card in draft.seen.news[:1]:
        yield draft.ask("news", 1.25, title=card.title)


def _last_month(draft: Draft) -> Iterator[Pointer]:
    last = draft.picture.last
    if last is None:
        return
    for clash in last.clashes[:1]:
        yield draft.ask("clash", 1.35, clash=clash.sentence)
    if meeting(last) == "hurt":
        yield draft.ask("together", 0.95)
    for reading in last.readings:
        if reading.seat == draft.seen.seat and reading.constraint not in ("", reading.constraint_true):
            yield draft.ask("reading", 0.9, thought=reading.constraint, true=reading.constraint_true)


def _about(draft: Draft, proposal: Proposal) -> str:
    """What a proposal is about, by the names of its settings."""
    names = {one.key: one.name for one in (*draft.seen.joint, *draft.seen.sheet, *draft.seen.partner_sheet)}
    leads = {f"lead.{key}": f"who decides {lever.name.lower()}" for key, lever in LEVERS.items()}
    return listed([names.get(key) or leads.get(key, key) for key in proposal.settings])


def _talk(draft: Draft) -> Iterator[Pointer]:
    theirs = [one for one in draft.picture.open if one.by == draft.picture.partner_seat]
    if theirs:
        yield draft.ask("proposal", 1.7, matter=_about(draft, theirs[0]))
    if not draft.silent and not draft.asked and draft.seen.cards:
        yield draft.ask("ask", 0.6)
