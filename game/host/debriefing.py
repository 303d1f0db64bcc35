"""The questions of a table's debrief: chosen when both of its seats have opened it."""

from __future__ import annotations

from game.debrief.case import lay_open
from game.debrief.examining import examine
from game.debrief.prompts.choosing import Picked, choose, read_prompts
from game.seating.session import Session


def questions_of(session: Session) -> tuple[Picked, ...]:
    """The questions that a table has most to say to, with their evidence; takes a second or so.

    Raises:
        Refusal: when no month was played.
    """
    return choose([examine(lay_open(session.table, with_message=False))], read_prompts())
