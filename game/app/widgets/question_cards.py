"""Question cards: ask the partner, answer what it asks, and talk where the table allows it."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.widgets.option_list import Option

from game.app.widgets.line_input import LineInput
from game.app.widgets.listing import Listing
from game.app.widgets.pane import Pane
from game.rules.levers import other
from game.seating.chair import Chair
from game.table.moves import Answer, Ask, Move, Say
from game.table.seen.observation import Observation

KEPT = 6
"""Exchanges that stay in sight."""


class QuestionCards(Pane):
    """What was asked and answered, a line to write in, and the cards that may still be played."""

    class Played(Message):
        """A card was played, answered, or something was said."""

        def __init__(self, move: Move) -> None:
            super().__init__()
            self.move = move

    def compose(self) -> ComposeResult:
        """The talk so far, the line, the cards."""
        yield Static(id="talk")
        yield LineInput(id="say")
        yield Static(id="cards-head")
        yield Listing(id="cards")
        yield Static(id="card-about")

    def show(self, seen: Observation, chair: Chair) -> None:
        """Show the talk of this month and the cards in hand."""
        self._seen = seen
        partner = other(seen.seat)
        self.query_one("#talk", Static).update(talk_so_far(seen))
        line, waiting = self.query_one("#say", LineInput), self._waiting(seen)
        line.display = bool(waiting) or seen.structure.talk == "open"
        line.placeholder = "Your answer, then Enter" if waiting else f"Say something to {partner}, then Enter"
        cards = self.query_one("#cards", Listing)
        if [option.id for option in cards.options] != [card.key for card in seen.cards]:
            cards.clear_options()
            cards.add_options(Option(card.asks, id=card.key) for card in seen.cards)
        if not seen.cards:
            self.query_one("#card-about", Static).update("")
        head = f"Ask {partner}. Choose a card:" if seen.cards else "You have asked what you may ask this month."
        self.query_one("#cards-head", Static).update(Content.styled(head, "bold"))

    @on(Listing.OptionHighlighted, "#cards")
    def chosen(self, event: Listing.OptionHighlighted) -> None:
        """Say why asking the card at the cursor helps."""
        event.stop()
        about = next((card.about for card in self._seen.cards if card.key == event.option_id), "")
        self.query_one("#card-about", Static).update(Content.styled(about, "$quiet"))

    @on(Listing.OptionSelected, "#cards")
    def play(self, event: Listing.OptionSelected) -> None:
        """Play the card."""
        event.stop()
        self.post_message(self.Played(Ask(self._seen.seat, event.option_id or "")))

    @on(LineInput.Submitted, "#say")
    def write(self, event: LineInput.Submitted) -> None:
        """Answer the open question, or say what was written."""
        event.stop()
        text = event.value.strip()
        if not text:
            return
        waiting = self._waiting(self._seen)
        seat = self._seen.seat
        self.post_message(self.Played(Answer(seat, waiting, text) if waiting else Say(seat, text)))

    def sent(self) -> None:
        """What was written is on disk: clear the line."""
        self.query_one("#say", LineInput).clear()

    @staticmethod
    def _waiting(seen: Observation) -> str:
        """The card that waits for this seat's answer; "" = none."""
        return next((one.card.key for one in seen.questions if one.answer is None), "")


def talk_so_far(seen: Observation) -> Content:
    """What was asked, answered and said this month, the newest last."""
    partner, you = other(seen.seat), seen.seat
    parts: list[Content] = []
    for message in (one for one in seen.messages if one.round == seen.round):
        parts.append(_said(message.by, f"“{message.text}”"))
    for question in (one for one in seen.asked if one.round == seen.round):
        parts.append(_said(you, question.card.asks))
        parts.append(_said(partner, f"“{question.answer}”" if question.answer else "(no answer yet)"))
    for question in seen.questions:
        parts.append(_said(partner, question.card.asks))
        parts.append(_said(you, f"“{question.answer}”" if question.answer else "(press a to answer)"))
    if not parts:
        return Content.styled("Nothing has been said this month.", "$quiet")
    return Content("\n").join(parts[-2 * KEPT :])


def _said(by: str, text: str) -> Content:
    return Content.assemble((f"{by.capitalize()}: ", f"bold ${by}"), text)
