"""The top line of a table: where it is played, which month, who sits where."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from game.seating.company import Company
from game.table.seen.observation import Observation


class Masthead(Static):
    """One line, in the seat's colour."""

    def show(self, seen: Observation, company: Company) -> None:
        """Show a table's place and time, and the two seats."""
        scenario = seen.scenario
        month = f"{scenario.months[seen.round - 1]}, month {seen.round} of {scenario.rounds}"
        across = across_from(company)
        you = seen.seat.capitalize()
        self.update(
            Content.assemble(
                (f" {you} ", f"bold $background on ${seen.seat}"),
                (f"  {scenario.title}", "bold"),
                f" · {month}",
                (f" · across: {across}", "$quiet"),
            )
        )


def across_from(company: Company) -> str:
    """Who sits across, in words."""
    if company.across != "persona":
        return "a person"
    return "you, as before" if company.before else f"the {company.persona.replace('-', ' ')}"
