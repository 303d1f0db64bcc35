"""What the pages of a seat are made from: what it sees, who sits across, and where its person is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from game.rules.levers import Seat, Value, other
from game.seating.bookmark import Whereabouts
from game.seating.company import Company
from game.table.seen.observation import Observation, SettingView
from game.table.survey.surveying import SurveyView
from game.telling.phasing import Step, Waiting, step_at, waiting
from game.telling.settings import about
from game.terms import Glossary
from game.web.forms import Slip

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True)
class Sight:
    """One look of a seat at its table, as its pages need it."""

    seen: Observation
    company: Company
    kept: Whereabouts
    brief: str
    table: str  # how the room calls the table
    slip: Slip
    glossary: Glossary
    survey: SurveyView | None = None  # None = nobody is asked anything
    problem: str = ""  # why what was just tried could not be done
    typed: Mapping[str, str] = field(default_factory=lambda: NOTHING)  # what was written then, by field
    after: str = ""  # what the page has seen: changes after it are told

    @property
    def seat(self) -> Seat:
        """Whose it is."""
        return self.seen.seat

    @property
    def partner(self) -> Seat:
        """The seat across."""
        return other(self.seen.seat)

    @property
    def revealed(self) -> int:
        """Months whose reveal the person has seen."""
        return len(self.seen.shared) if self.kept.revealed is None else self.kept.revealed

    @property
    def unseen(self) -> bool:
        """Has a month been played whose reveal the person has not seen?"""
        return self.revealed < len(self.seen.shared)

    @property
    def here(self) -> Step:
        """The step that the person is at."""
        return "reveal" if self.unseen else step_at(self.seen, self.kept.news >= self.seen.round)

    @property
    def waits(self) -> tuple[Waiting, ...]:
        """What waits for the person."""
        return waiting(self.seen, self.revealed)

    @property
    def month(self) -> str:
        """The month that is being played, or the last."""
        return self.seen.scenario.months[self.seen.round - 1]

    @property
    def shown(self) -> int:
        """The month that the person is in, from 1: while its reveal has not been seen, the one that was played."""
        return self.seen.shared[-1].round if self.unseen else self.seen.round

    @property
    def draft(self) -> dict[str, Value]:
        """What is set on the sheet for this month and is not as usual."""
        if self.kept.round != self.seen.round:
            return {}
        sheet = {one.key for one in self.seen.sheet}
        return {key: value for key, value in self.kept.draft.items() if key in sheet}

    def abouts(self, settings: tuple[SettingView, ...]) -> dict[str, str]:
        """What each setting is, once for those of one lever that say the same."""
        said: dict[str, str] = {}
        for one in settings:
            text = about(one, self.glossary)
            if text not in said.values():
                said[one.key] = text
        return said
