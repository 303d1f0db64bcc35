"""The coach: before a person commits, what a good colleague would look at. It asks, and never says what to set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from game.judging.months import meeting
from game.partners.coaching.distribution import distribution_pointers
from game.partners.coaching.draft import Draft, Pointer
from game.partners.coaching.marketing import marketing_pointers
from game.rules.levers import Value
from game.table.seen.observation import Observation

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
    seen, left, partner = draft.seen, draft.picture.left, draft.picture.partner_seat
    if left <= 1 and seen.shared:
        after = "This is the last month" if left == 0 else "One month comes after this"
        text = (
            f"{after}. Customers' satisfaction, {seen.shared[-1].satisfaction:.0f} of 100 now, the name and the shelf "
            "count when it is over. What does this plan leave behind?"
        )
        yield Pointer("end", 1.0, text)
    if not seen.shared:
        text = (
            f"There is no month to look back on yet. Customers have been told {seen.promise:g} days: what would you "
            f"need to hear from {partner} to know if that holds?"
        )
        yield Pointer("first", 0.9, text)
    yield Pointer("none", 0.1, f"Nothing in your figures stands out. What would {partner} say if it read this plan?")


def _news(draft: Draft) -> Iterator[Pointer]:
    for card in draft.seen.news[:1]:
        text = f"“{card.title}” is in the news. Which of your figures does it move first, and which of your partner's?"
        yield Pointer("news", 1.25, text)


def _last_month(draft: Draft) -> Iterator[Pointer]:
    last, seen = draft.picture.last, draft.seen
    if last is None:
        return
    for clash in last.clashes[:1]:
        ask = draft.turn(
            "What in this plan is different?",
            "Which of your settings had a part in it?",
            f"What would {draft.picture.partner_seat} say that it was?",
        )
        yield Pointer("clash", 1.35, f"Last month: {clash.sentence} {ask}")
    together = last.ledger.together
    if meeting(last) == "hurt":
        text = (
            f"The two plans together cost {draft.picture.money(-together)} last month, beyond what each did alone. "
            "Which of your choices met which of theirs?"
        )
        yield Pointer("together", 0.95, text)
    for reading in last.readings:
        if reading.seat == seen.seat and reading.constraint != reading.constraint_true:
            text = (
                f"You thought that {reading.constraint} pressed {draft.picture.partner_seat} hardest last month; it "
                f"was {reading.constraint_true}. How does your plan look from there?"
            )
            yield Pointer("reading", 0.9, text)


def _talk(draft: Draft) -> Iterator[Pointer]:
    picture, partner = draft.picture, draft.picture.partner_seat
    theirs = [one for one in picture.open if one.by == partner]
    if theirs:
        text = (
            f"{theirs[0].id} of {partner} waits for your answer. What would have to be true for it to be good for both?"
        )
        yield Pointer("proposal", 1.7, text)
    if not draft.silent and not draft.asked and draft.seen.cards:
        text = f"You have asked {partner} nothing this month. What would change your plan if you knew it?"
        yield Pointer("ask", 0.6, text)
