"""The month's talk on the table's screen: one list of all that was said, what waits, and what can be said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.widgets.option_list import Option

from game.app.widgets.choosing import Listing
from game.app.widgets.flowing import put
from game.app.widgets.lines import LineInput
from game.app.widgets.reading_panes import Pane
from game.app.widgets.talk_standing import standing
from game.doors.text import cells, to_left, to_right
from game.rules.levers import other
from game.seating.chair import Chair
from game.table.moves import Answer, Ask, Move, Say
from game.table.seen.observation import Card, Observation
from game.telling.answering import typed_answer, typed_example
from game.telling.signing import before_signing
from game.telling.talk import SIGNS, Said, talk_of
from game.terms import read_glossary

WHO = 13
"""Cells for who says it."""
EDGE = 26
"""Cells that a figure takes at most beside the words; a longer one stands below them."""
WEIGHED = 8
"""Cells for the name of what there is to weigh of a proposal."""
NARROW = 60


class TalkPane(Pane):
    """The talk: one list in the order things were said, with keys for what waits at the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "act('yes')", "Yes", id="talk.yes", tooltip="Sign it, or give your word"),
        Binding("d", "act('no')", "No, and why", id="talk.no", tooltip="Say no, with a sentence why"),
        Binding("o", "act('offer')", "Not that, but", id="talk.offer", tooltip="Offer another value instead"),
        Binding("t", "act('withdraw')", "Take back", id="talk.withdraw", tooltip="Take back what you put forward"),
    ]

    class Played(Message):
        """A card was played, answered, or something was said."""

        def __init__(self, move: Move) -> None:
            super().__init__()
            self.move = move

    class Acted(Message):
        """Something is to be done with what waits: yes, no, offer or withdraw."""

        def __init__(self, what: str, about: str) -> None:
            super().__init__()
            self.what, self.about = what, about

    def compose(self) -> ComposeResult:
        """The list and the line on the left; what stands and what can be asked on the right."""
        with Horizontal(id="talk-body"):
            with Vertical(id="talk-main"):
                yield Static(id="talk-head")
                yield Listing(id="talk")
                yield LineInput(id="say", talks=True)
            with Vertical(id="talk-side"):
                yield Static(id="standing")
                yield Static(id="cards-head")
                yield Listing(id="cards")
                yield Static(id="card-about")

    def __init__(self) -> None:
        super().__init__()
        self._glossary = read_glossary()

    def show(self, seen: Observation, chair: Chair) -> None:
        """Show the talk of this month, what stands, and the cards in hand."""
        fresh, self._seen = not hasattr(self, "_seen"), seen
        self._across = chair.company.across
        line = self.query_one("#say", LineInput)
        if fresh:
            line.value = chair.kept.said
        self._show_talk()
        self._show_line()
        self._show_cards()
        put(standing(seen), self.query_one("#standing", Static))

    def _show_talk(self) -> None:
        seen, listing = self._seen, self.query_one("#talk", Listing)
        self._said = talk_of(seen, seen.round)
        waiting = [at for at, one in enumerate(self._said) if one.waits == seen.seat]
        at = listing.highlighted
        chosen = listing.get_option_at_index(at).id if at is not None else None
        width = max(20, (listing.size.width or 50) - 6)
        listing.clear_options()
        entries = (_entry(one, width, one.waits == seen.seat, self._weighed(one)) for one in self._said)
        listing.add_options(Option(entry, id=str(at)) for at, entry in enumerate(entries))
        listing.display = bool(self._said)
        if self._said:
            held = int(chosen) if chosen is not None and int(chosen) < len(self._said) else None
            listing.highlighted = held if held in waiting else waiting[-1] if waiting else len(self._said) - 1
        put(_head(seen, self._said, self._across == "here"), self.query_one("#talk-head", Static))
        self.screen.refresh_bindings()

    def _weighed(self, one: Said) -> tuple[tuple[str, str], ...]:
        """What to weigh of a proposal for as long as it waits."""
        if one.entry.kind != "propose" or one.waits is None:
            return ()
        return before_signing(self._seen, one.entry.values, self._glossary)

    def _show_line(self) -> None:
        """The line answers the question at the cursor, else the first that is open, else says something."""
        seen, asked, line = self._seen, self._asked(), self.query_one("#say", LineInput)
        line.display = asked is not None or seen.structure.talk == "open"
        how = f"Your answer, such as: {typed_example(seen, asked)}" if asked else f"Say something to {other(seen.seat)}"
        line.placeholder = f"{how}, then Enter" if asked is None or asked.answer == "words" else how

    def _asked(self) -> Card | None:
        open_ = {one.card.key: one.card for one in self._seen.questions if one.answer is None}
        one = self._chosen()
        here = open_.get(one.entry.about) if one is not None and one.waits == self._seen.seat else None
        return here or next(iter(open_.values()), None)

    def _show_cards(self) -> None:
        seen, cards = self._seen, self.query_one("#cards", Listing)
        if [option.id for option in cards.options] != [card.key for card in seen.cards]:
            at = cards.highlighted or 0
            cards.clear_options()
            cards.add_options(Option(card.asks, id=card.key) for card in seen.cards)
            cards.highlighted = min(at, len(seen.cards) - 1) if seen.cards else None
        if not seen.cards:
            self.query_one("#card-about", Static).update("")
        head = (
            f"Ask {other(seen.seat)}. Choose a card:" if seen.cards else "You have asked what you may ask this month."
        )
        put(Content.styled(head, "bold"), self.query_one("#cards-head", Static))

    def on_resize(self, event: events.Resize | None = None) -> None:
        """Another width: the entries are laid out anew."""
        super().on_resize()
        if hasattr(self, "_seen"):
            self.call_after_refresh(self._show_talk)

    def forward(self, seen: Observation) -> str:
        """Going on is leaving the talk."""
        return "Leave the talk, to plan"

    @on(Listing.OptionHighlighted, "#cards")
    def chosen_card(self, event: Listing.OptionHighlighted) -> None:
        """Say why asking the card at the cursor helps."""
        event.stop()
        about = next((card.about for card in self._seen.cards if card.key == event.option_id), "")
        self.query_one("#card-about", Static).update(Content.styled(about, "$quiet"))

    @on(Listing.OptionSelected, "#cards")
    def play_card(self, event: Listing.OptionSelected) -> None:
        """Play the card."""
        event.stop()
        self.post_message(self.Played(Ask(self._seen.seat, event.option_id or "")))

    @on(Listing.OptionHighlighted, "#talk")
    def chosen_entry(self, event: Listing.OptionHighlighted) -> None:
        """Other keys for another entry."""
        event.stop()
        self._show_line()
        self.screen.refresh_bindings()

    @on(Listing.OptionSelected, "#talk")
    def open_entry(self, event: Listing.OptionSelected) -> None:
        """Enter or a click on a question goes to the line; on a proposal or a request it asks what to do."""
        event.stop()
        one = self._chosen()
        if one is not None and one.waits == self._seen.seat:
            if one.entry.kind == "ask":
                self.query_one("#say", LineInput).focus()
            else:
                self.post_message(self.Acted("answer", one.entry.about))

    def _chosen(self) -> Said | None:
        at = self.query_one("#talk", Listing).highlighted
        return self._said[at] if at is not None and at < len(self._said) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that the entry at the cursor answers to."""
        if action != "act":
            return True
        one = self._chosen() if hasattr(self, "_said") else None
        if one is None or one.waits is None:
            return False
        mine = one.waits == self._seen.seat and one.entry.kind != "ask"
        if parameters == ("withdraw",):
            return one.entry.by == self._seen.seat and one.entry.kind in ("propose", "request")
        return mine and (one.entry.kind != "propose" or parameters != ("offer",))

    def action_act(self, what: str) -> None:
        """Answer what waits at the cursor."""
        one = self._chosen()
        if one is not None:
            self.post_message(self.Acted(what, one.entry.about))

    @on(LineInput.Submitted, "#say")
    def write(self, event: LineInput.Submitted) -> None:
        """Answer the open question, or say what was written."""
        event.stop()
        text, seen = event.value.strip(), self._seen
        if not text:
            return
        asked = self._asked()
        if asked is None:
            self.post_message(self.Played(Say(seen.seat, text)))
            return
        values, words = typed_answer(seen, asked, text)
        self.post_message(self.Played(Answer(seen.seat, asked.key, words, values)))

    @property
    def written(self) -> str:
        """What is written in the line and not sent."""
        return self.query_one("#say", LineInput).text

    def take_back(self, words: str) -> None:
        """Put words that could not be sent into the line again, before what has been typed since."""
        line = self.query_one("#say", LineInput)
        line.value = f"{words} {line.value}".strip()


def _head(seen: Observation, said: tuple[Said, ...], here: bool) -> Content:
    waiting = sum(one.waits == seen.seat for one in said)
    partner = other(seen.seat)
    if here and not waiting and any(one.waits == partner for one in said):
        return Content.styled(f"Something waits for {partner}: h hands over.", "bold")
    if waiting:
        what = "One thing waits" if waiting == 1 else f"{waiting} things wait"
        return Content.styled(f"{what} for your answer.", "bold")
    month = seen.scenario.months[seen.round - 1]
    return Content.styled(f"Talk, {month}, in the order things were said", "bold") if seen.talk else Content.styled(
        "Nothing has been said yet. Ask, request (e) or propose (p).", "$quiet"
    )  # fmt: skip


def _entry(one: Said, width: int, mine: bool, weighed: Sequence[tuple[str, str]]) -> Content:
    """An entry: its sign, who, the words, and the figure or the result at the right edge; below it what to weigh."""
    sign, chip = SIGNS[one.entry.kind], one.chip
    edge = f" {chip}" if chip else ""
    if width < NARROW:
        rows = _lines(f"{sign} {one.who}: {one.says}", width)
        parts: list[tuple[str, str] | str] = [("\n".join(rows), "bold" if mine else "")]
        about = [(f"\n  {row}", "$quiet") for name, of in weighed for row in _lines(f"{name}: {of}", width - 2)]
        return Content.assemble(*parts, *((f"\n{to_right(chip, width)}", "bold"),) if chip else (), *about)
    beside = cells(edge) <= EDGE
    room = width - WHO - 3 - (cells(edge) if beside else 0)
    rows = _lines(one.says, max(20, room))
    first = f"{to_left(rows[0], room)}{edge}" if beside and cells(rows[0]) <= room else rows[0]
    rows += [] if beside else [to_right(chip, room)]
    more = "".join(f"\n{'':<{WHO + 3}}{row}" for row in rows[1:])
    for name, of in weighed:
        lines = _lines(of, max(20, width - WHO - 3 - WEIGHED))
        more += "".join(f"\n{'':<{WHO + 3}}{'' if at else name:<{WEIGHED}}{row}" for at, row in enumerate(lines))
    if mine:
        more += f"\n{'':<{WHO + 3}}waits for your answer"
    return Content.assemble(
        (f"{sign} ", "bold"), (f"{one.who:<{WHO}} ", "bold"), (first + more, "bold" if mine else "")
    )


def _lines(text: str, room: int) -> list[str]:
    """A text broken into lines of so many cells, within words that are longer."""
    return [line.plain.rstrip() for line in Content(text).wrap(room)] or [""]
