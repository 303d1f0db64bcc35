"""The question cards: what one seat may ask the other, read from scenarios/questions.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Annotated, Final, Literal

from pydantic import Field

from game.content import scenarios_folder
from game.doors.files import read_text
from game.doors.problems import Problem
from game.doors.toml import Tree, short_name
from game.refusal import nearest_or_all
from game.rules.levers import LEVERS, Seat, Sheet
from game.scenario.reading import examine_shape
from game.scenario.shape.fields import FileTable, Key, Line, Text
from game.table.seen.observation import Card
from game.table.seen.spoken import AnswerKind

FILE: Final = "questions.toml"
PER_ROUND: Final = 2
"""Cards that each seat may play in a round where talk is by cards."""


@dataclass(frozen=True)
class Deck:
    """All question cards, and who may play each."""

    cards: Mapping[str, Card]
    who: Mapping[str, str]  # marketing, distribution or either
    text: str  # of its file
    levers: Mapping[str, str]  # the lever that a card asks about, for cards that ask about one
    idle: frozenset[str] = frozenset()  # keys of cards about a lever that the place does not have

    @property
    def offered(self) -> tuple[Card, ...]:
        """The cards that ask about something that there is."""
        return tuple(card for key, card in self.cards.items() if key not in self.idle)

    def of(self, seat: Seat) -> tuple[Card, ...]:
        """The cards that a seat may play."""
        return tuple(card for card in self.offered if self.who[card.key] in (seat, "either"))

    def on(self, sheet: Sheet) -> Deck:
        """The same deck where these settings are to be had; every card keeps its place in it, and so its code."""
        levers = {setting.lever.id for setting in sheet.settings}
        return replace(self, idle=frozenset(key for key, lever in self.levers.items() if lever not in levers))


class QuestionFile(FileTable):
    """A question card as the file has it."""

    seat: Literal["marketing", "distribution", "either"]
    asks: Text
    about: Text
    reads: Text
    answer: AnswerKind = "words"  # what is told in figures, if anything
    lever: Line = ""  # the card is offered where a place has this lever; "" = everywhere


class DeckFile(FileTable):
    """The whole file."""

    questions: Annotated[dict[Key, QuestionFile], Field(min_length=1)]


def read_deck() -> Deck:
    """The question cards of this installation.

    Raises:
        Refusal: when the file cannot be read, or with every problem in it.
    """
    path = scenarios_folder() / FILE
    return deck_of(read_text(path, "the question cards"), short_name(path))


def deck_of(text: str, name: str) -> Deck:
    """The deck from the text of its file; `name` names it in a refusal.

    Raises:
        Refusal: with every problem found.
    """
    found = examine_shape(text.encode(), name, DeckFile, _unknown_levers).questions
    cards = {key: Card(key, card.asks, card.about, card.reads, card.answer) for key, card in found.items()}
    who = {key: card.seat for key, card in found.items()}
    levers = {key: card.lever for key, card in found.items() if card.lever}
    return Deck(MappingProxyType(cards), MappingProxyType(who), text, MappingProxyType(levers))


def _unknown_levers(file: DeckFile, tree: Tree) -> list[Problem]:
    return [
        Problem(
            ("questions", key, "lever"),
            f"expected a lever, given '{card.lever}'.{nearest_or_all(card.lever, tuple(LEVERS))}",
        )
        for key, card in file.questions.items()
        if card.lever and card.lever not in LEVERS
    ]
