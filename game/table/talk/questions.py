"""The question cards: what one seat may ask the other, read from scenarios/questions.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from game.content import scenarios_folder
from game.doors.toml import read_toml
from game.refusal import Refusal
from game.rules.levers import SEATS, Seat
from game.table.seen.observation import Card

FILE: Final = "questions.toml"
PER_ROUND: Final = 2
"""Cards that each seat may play in a round where talk is by cards."""


@dataclass(frozen=True)
class Deck:
    """All question cards, and who may play each."""

    cards: Mapping[str, Card]
    who: Mapping[str, str]  # marketing, distribution or either

    def of(self, seat: Seat) -> tuple[Card, ...]:
        """The cards that a seat may play."""
        return tuple(card for key, card in self.cards.items() if self.who[key] in (seat, "either"))

    def written(self) -> dict[str, Any]:
        """The deck as the tables of its file."""
        return {
            "questions": {
                key: {"seat": self.who[key], "asks": card.asks, "about": card.about, "reads": card.reads}
                for key, card in self.cards.items()
            }
        }


def read_deck() -> Deck:
    """The question cards of this installation.

    Raises:
        Refusal: when the file cannot be read, or with every problem in it.
    """
    path = scenarios_folder() / FILE
    tree = read_toml(path, "the question cards")
    return deck_of(tree.get("questions", {}), str(path))


def deck_of(questions: Mapping[str, Any], source: str) -> Deck:
    """The deck from the table `questions`; `source` names it in a refusal.

    Raises:
        Refusal: with every problem found.
    """
    problems = [f"{source}: {problem}" for key, card in questions.items() for problem in _problems(key, card)]
    if problems or not questions:
        raise Refusal("\n".join(problems) or f"{source}: expected question cards, found none.")
    cards = {key: Card(key, card["asks"], card["about"], card["reads"]) for key, card in questions.items()}
    who = {key: card["seat"] for key, card in questions.items()}
    return Deck(MappingProxyType(cards), MappingProxyType(who))


def _problems(key: str, card: object) -> list[str]:
    place = f"questions.{key}"
    if not isinstance(card, Mapping):
        return [f"expected a table for {place}: {card!r}"]
    found = [
        f"expected text for {name} of {place}: {card.get(name)!r}"
        for name in ("asks", "about", "reads")
        if not isinstance(card.get(name), str)
    ]
    if card.get("seat") not in (*SEATS, "either"):
        found.append(f"expected marketing, distribution or either for seat of {place}: {card.get('seat')!r}")
    return found
