"""The steps of the talk: question cards with their answers, and the joint board with both signatures."""

from __future__ import annotations

from functools import partial
from itertools import starmap
from types import MappingProxyType
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.widgets.option_list import Option

from game.app.widgets.choosing import Listing
from game.app.widgets.flowing import put
from game.app.widgets.lines import LineInput
from game.app.widgets.reading_panes import Pane
from game.figures import decimal, listed
from game.rules.levers import LEVERS, SEATS, Lead, other
from game.scenario.sheets import INITIATIVE_NAMES
from game.seating.chair import Chair
from game.table.moves import Answer, Ask, Move, Say
from game.table.seen.observation import Observation, Proposal
from game.telling.settings import worded

KEPT = 6
"""Exchanges that stay in sight."""


class TalkPane(Pane):
    """The month's talk: what was said, and what both sign."""

    def compose(self) -> ComposeResult:
        """The cards, then the joint board."""
        yield QuestionCards()
        yield JointBoard()

    def show(self, seen: Observation, chair: Chair) -> None:
        """Show both."""
        for part in (self.query_one(QuestionCards), self.query_one(JointBoard)):
            part.show(seen, chair)

    def forward(self, seen: Observation) -> str:
        """Going on is leaving the talk."""
        return "Leave the talk"


class QuestionCards(Vertical):
    """What was asked and answered, a line to write in, and the cards that may still be played."""

    class Played(Message):
        """A card was played, answered, or something was said."""

        def __init__(self, move: Move) -> None:
            super().__init__()
            self.move = move

    def compose(self) -> ComposeResult:
        """The talk so far, the line, the cards."""
        yield Static(id="talk")
        yield LineInput(id="say", talks=True)
        yield Static(id="cards-head")
        yield Listing(id="cards")
        yield Static(id="card-about")

    def show(self, seen: Observation, chair: Chair) -> None:
        """Show the talk of this month and the cards in hand."""
        fresh, self._seen = not hasattr(self, "_seen"), seen
        partner = other(seen.seat)
        put(talk_so_far(seen), self.query_one("#talk", Static))
        line, waiting = self.query_one("#say", LineInput), self._waiting(seen)
        if fresh:
            line.value = chair.kept.said
        line.display = bool(waiting) or seen.structure.talk == "open"
        line.placeholder = "Your answer, then Enter" if waiting else f"Say something to {partner}, then Enter"
        cards = self.query_one("#cards", Listing)
        if [option.id for option in cards.options] != [card.key for card in seen.cards]:
            at = cards.highlighted or 0
            cards.clear_options()
            cards.add_options(Option(card.asks, id=card.key) for card in seen.cards)
            cards.highlighted = min(at, len(seen.cards) - 1) if seen.cards else None
        if not seen.cards:
            self.query_one("#card-about", Static).update("")
        head = f"Ask {partner}. Choose a card:" if seen.cards else "You have asked what you may ask this month."
        put(Content.styled(head, "bold"), self.query_one("#cards-head", Static))

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

    @property
    def written(self) -> str:
        """What is written in the line and not sent."""
        return self.query_one("#say", LineInput).text

    def take_back(self, words: str) -> None:
        """Put words that could not be sent into the line again, before what has been typed since."""
        line = self.query_one("#say", LineInput)
        line.value = f"{words} {line.value}".strip()

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


SIGNED, UNSIGNED = "[✓]", "[ ]"
ENDED = MappingProxyType(
    {"signed": "holds", "declined": "declined", "withdrawn": "taken back", "lapsed": "lapsed", "open": "open"}
)


class JointBoard(Vertical):
    """What both sign."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "act('sign')", "Sign", id="agree.sign", tooltip="Sign your partner's proposal"),
        Binding("d", "act('decline')", "Decline", id="agree.decline", tooltip="Say no, with a sentence why"),
        Binding("t", "act('withdraw')", "Take back", id="agree.withdraw", tooltip="Take back a proposal of yours"),
    ]

    class Acted(Message):
        """Something is to be done with a proposal."""

        def __init__(self, what: str, id_: str) -> None:
            super().__init__()
            self.what, self.proposal = what, id_

    def compose(self) -> ComposeResult:
        """Proposals, then everything that holds."""
        yield Static(id="board-head")
        yield Listing(id="proposals")
        yield Static(id="board-foot")

    def show(self, seen: Observation, chair: Chair) -> None:
        """Show this month's proposals and what has been agreed."""
        self._seen = seen
        listing = self.query_one("#proposals", Listing)
        at = listing.highlighted
        chosen = listing.get_option_at_index(at).id if at is not None else None
        listing.clear_options()
        listing.add_options(Option(_proposal(seen, one), id=one.id) for one in seen.proposals)
        listing.display = bool(seen.proposals)
        if seen.proposals:
            open_ = next((n for n, one in enumerate(seen.proposals) if _can(seen, one)), 0)
            ids = [one.id for one in seen.proposals]
            listing.highlighted = ids.index(chosen) if chosen in ids else open_
        put(_head(seen), self.query_one("#board-head", Static))
        put(_foot(seen), self.query_one("#board-foot", Static))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that the proposal at the cursor answers to."""
        if action != "act":
            return True
        chosen = self._chosen()
        if chosen is None or chosen.status != "open":
            return False
        own = chosen.by == self._seen.seat
        return own if parameters == ("withdraw",) else not own

    def action_act(self, what: str) -> None:
        """Do something with the proposal at the cursor."""
        chosen = self._chosen()
        if chosen is not None:
            self.post_message(self.Acted(what, chosen.id))

    def on_option_list_option_highlighted(self) -> None:
        """Other keys for another proposal."""
        self.screen.refresh_bindings()

    def on_option_list_option_selected(self, event: Listing.OptionSelected) -> None:
        """Enter or a click on an open proposal of the partner asks what to do with it."""
        event.stop()
        chosen = self._chosen()
        if chosen is not None and _can(self._seen, chosen):
            self.post_message(self.Acted("answer", chosen.id))

    def _chosen(self) -> Proposal | None:
        listing = self.query_one("#proposals", Listing)
        at = listing.highlighted
        return self._seen.proposals[at] if at is not None and at < len(self._seen.proposals) else None


def _can(seen: Observation, proposal: Proposal) -> bool:
    """Does this proposal wait for this seat's answer?"""
    return proposal.status == "open" and proposal.by != seen.seat


def _head(seen: Observation) -> Content:
    waiting = sum(_can(seen, one) for one in seen.proposals)
    if waiting:
        what = "One proposal waits" if waiting == 1 else f"{waiting} proposals wait"
        return Content.styled(f"{what} for your answer.", "bold")
    if not seen.joint:
        return Content("Nothing here needs two signatures.")
    return Content("A proposal holds when both have signed it. Press p to put one forward.")


def _proposal(seen: Observation, one: Proposal) -> Content:
    signed = {one.by, *({other(one.by)} if one.status == "signed" else ())}
    boxes = "  ".join(f"{SIGNED if seat in signed else UNSIGNED} {seat}" for seat in SEATS)
    about = "; ".join(worded(seen, key, value) for key, value in one.settings.items())
    parts: list[tuple[str, str] | str] = [(about, "bold"), f"\n{boxes}   {ENDED[one.status]}"]
    if one.why:
        parts.append((f"\n{one.by.capitalize()}: “{one.why}”", ""))
    if one.answer:
        parts.append((f"\n{other(one.by).capitalize()}: “{one.answer}”", ""))
    scale = [f"{decimal(seen.scale[key])} times today's work" for key in one.settings if key in seen.scale]
    if scale:
        parts.append((f"\nScale check: {listed(scale)} on the floor.", "bold"))
    return Content.assemble(*parts)


def _foot(seen: Observation) -> Content:
    names = {one.item: one.name.partition(", ")[2] for one in seen.joint if one.lever == "initiative"}
    force = listed([INITIATIVE_NAMES[key] for key in seen.initiatives]) or "none yet"
    to_sign = listed(list(names.values())) or "none left"
    offered = seen.initiatives or any(one.lever == "initiative" for one in seen.joint)
    parts = (
        [
            Content.assemble(("Initiatives in force: ", "$quiet"), force),
            Content.assemble(("To be had: ", "$quiet"), to_sign),
        ]
        if offered
        else []
    )
    past = [one for one in seen.agreements if one.round < seen.round]
    if past:
        then = partial(worded, seen, now=False)
        told = "; ".join(
            f"{seen.scenario.months[one.round - 1]}: {', '.join(starmap(then, one.settings.items()))}"
            for one in past[-4:]
        )
        parts.append(Content.assemble(("Agreed before: ", "$quiet"), told))
    for lead in ("marketing", "distribution", "joint"):
        levers = _led(seen, lead)
        if levers:
            who = "Both sign: " if lead == "joint" else f"{lead.capitalize()} decides: "
            parts.append(Content.assemble((who, "$quiet"), listed(levers)))
    return Content("\n").join(parts)


def _led(seen: Observation, lead: str) -> list[str]:
    whose: dict[str, Lead] = seen.leads
    return [LEVERS[lever].name.lower() for lever, who in whose.items() if who == lead and lever in LEVERS]
