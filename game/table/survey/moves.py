"""What a seat gives besides playing: rankings, ratings, answers in the debrief and a promise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from game.rules.levers import Seat

Ranks: TypeAlias = Mapping[str, int]


@dataclass(frozen=True)
class Rank:
    """Rank the priorities; a later ranking of the same moment and kind replaces it. Private until the debrief."""

    seat: Seat
    moment: str  # "before", "middle" or "after" the season
    # "job" = as they matter in this person's real work; "own" = as they matter to this seat; "partner" = as it expects
    # the partner's own to be; "meta" = as it expects that the partner thinks this seat's own are
    whose: str
    ranks: Ranks  # 1 (first) to the number of priorities, for every priority; equal ranks are ties
    # brought along, from paper or from another record of the same two: the moment is what is said there, not what the
    # table knows
    paper: bool = False
    shown: str = ""  # the priorities' keys in the order in which they were listed, with spaces; "" = not known

    @property
    def placed(self) -> frozenset[str]:
        """The priorities that share their rank with none: what is tied, or was left where it stood, has no place."""
        taken = Counter(self.ranks.values())
        return frozenset(key for key, rank in self.ranks.items() if taken[rank] == 1)


@dataclass(frozen=True)
class Rate:
    """Rate a statement about one of the two roles; a later rating of the same moment replaces it."""

    seat: Seat
    moment: str  # "before", "middle" or "after" the season
    statement: str  # key of a statement of the table's instrument
    agree: int  # 1 (not at all) to 7 (fully)
    others: int  # of a hundred people in the other role, how many would agree
    paper: bool = False  # brought along, from paper or from another record


@dataclass(frozen=True)
class PassSurvey:
    """Rank and rate no more at this moment, or not at all when it comes; what was given stays."""

    seat: Seat
    moment: str


@dataclass(frozen=True)
class OpenDebrief:
    """This seat's play and its rankings are done: when both seats have opened it, each sees the other's."""

    seat: Seat


@dataclass(frozen=True)
class Reflect:
    """Answer a prompt of the debrief; a later answer replaces it."""

    seat: Seat
    prompt: str  # the prompt's key
    text: str  # the answer; "" takes it back
    quote: bool = False  # may it be read out and printed? Without it nobody but this seat reads it


@dataclass(frozen=True)
class Promise:
    """One promise to take to work, to somebody real; a later one replaces it, "" takes it back."""

    seat: Seat
    text: str  # what is promised
    to: str = ""  # who it is made to, in the person's own words
    quote: bool = False  # may it be read out and printed?


SurveyMove: TypeAlias = Rank | Rate | PassSurvey | OpenDebrief | Reflect | Promise
"""Moves about the people rather than the season: they change no month, and some are made when it is over."""
