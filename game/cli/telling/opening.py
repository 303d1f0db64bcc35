"""The title page: where the season is played, who holds the seats, and how they work together."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from game.cli.telling.paper import Paper
from game.rules.levers import SEATS, Seat
from game.scenario import Scenario

STRUCTURES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "silo": "In silos: each seat sees its own figures, serves its own scorecard, and plans without a word.",
        "talk": "With talk: each seat has its own figures and scorecard, and may ask, propose and sign.",
        "sync": "In sync: one set of figures, one forecast, shared scorecards, and a word before every plan.",
        "custom": "By rules of their own making.",
    }
)


def title_page(
    paper: Paper, scenario: Scenario, seed: int, structure: str, seats: Mapping[Seat, tuple[str, str]]
) -> list[str]:
    """The page; `seats` gives each seat's holder and one line on it."""
    lines = [
        *paper.title(scenario.title, scenario.place),
        *paper.paragraph(scenario.summary, "  "),
        "",
    ]
    for seat in SEATS:
        name, about = seats[seat]
        lines += paper.paragraph(f"{name}. {about}" if about else f"{name}.", "    ", first=f"  {seat.capitalize()}: ")
    lines += ["", *paper.paragraph(STRUCTURES[structure], "  ")]
    months = f"{scenario.months[0]} to {scenario.months[-1]}"
    lines += paper.paragraph(f"{scenario.rounds} months, {months}. Seed {seed}: the same seed, the same luck.", "  ")
    return lines
