"""The title page of a table at a line prompt: where it plays, who sits there, and where it is kept."""

from __future__ import annotations

from collections.abc import Sequence

from game.cli.prompt.lines import Lines
from game.cli.telling import brief, opening
from game.partners import personas
from game.rules.levers import Seat
from game.store.record import Record


def title_page(record: Record, lines: Lines, people: Sequence[Seat]) -> None:
    """The title page, and where the table is kept."""
    table, seats = record.table, {}
    for seat, holder in record.head.seats.items():
        if holder.held_by == "partner":
            seats[seat] = (f"the {holder.persona.replace('-', ' ')}", personas(seat)[holder.persona])
        else:
            seats[seat] = ("you" if len(people) == 1 else "a person", "")
    lines.say(opening.told(lines.paper, table.scenario, table.seed, table.structure.name, seats))
    lines.tell("Type help at any prompt to see what can be typed, ? and a word for its meaning, quit to stop.", "  ")
    lines.tell("Everything is saved as you go, in", "  ")
    lines.say([f"    {record.path}"])
    if len(people) == 1:
        lines.say(brief.told(lines.paper, table.scenario.brief(people[0])))
