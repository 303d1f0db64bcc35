"""The question cards: what one seat may ask the other, read from scenarios/questions.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Final, Literal

from pydantic import Field

from game.content import scenarios_folder
from game.doors.files import read_text
from game.doors.toml import short_name
from game.rules.levers import Seat
from game.scenario.reading import examine_shape
from game.scenario.shape.fields import FileTable, Key, Text
from game.table.seen.observation import Card

FILE: Final = "questions.toml"
PER_ROUND: Final = 2
"""Cards that each seat may play in a round where talk is by cards."""


@dataclass(frozen=True)
class Deck:
    """All question cards, and who may play each."""

    cards: Mapping[str, Card]
    who: Mapping[str, str]  # marketing, distribution or either
    text: str  # of its file

    def of(self, seat: Seat) -> tuple[Card, ...]:
        """The cards that a seat may play."""
        return tuple(card for key, card in self.cards.items() if self.who[key] in (seat, "either"))


class QuestionFile(FileTable):
    """A question card as the file has it."""

    seat: Literal["marketing", "distribution", "either"]
    asks: Text
    about: Text
    reads: Text


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
    found = examine_shape(text.encode(), name, DeckFile, lambda file, tree: []).questions
    cards = {key: Card(key, card.asks, card.about, card.reads) for key, card in found.items()}
    return Deck(MappingProxyType(cards), MappingProxyType({key: card.seat for key, card in found.items()}), text)
