"""The month's talk on the table's screen: the board, all that was said, what waits, and what can be said."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.widgets.option_list import Option

from game.app.widgets.choosing import Listing
from game.app.widgets.company_board import CompanyBoard
from game.app.widgets.flowing import flow, put
from game.app.widgets.key_bar import to_press
from game.app.widgets.lines import LineInput
from game.app.widgets.reading_panes import Pane
from game.app.widgets.talk_entries import entry
from game.app.widgets.talk_standing import head, standing
from game.app.widgets.waiting_card import WaitingCard
from game.rules.levers import other
from game.seating.chair import Chair
from game.seating.requests import SeeInFull
from game.table.moves import Ask, Move, Withdraw
from game.table.seen.observation import Observation
from game.telling.board.making import board_of
from game.telling.board.revealed import revealed_board
from game.telling.talk import Said, talk_of


class TalkPane(Pane):
    """The talk: one list in the order things were said, below it what waits for the seat, beside it what it may say."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "act('yes')", "Yes", id="talk.yes", tooltip="Sign it, or give your word"),
        Binding("d", "act('no')", "No, and why", id="talk.no", tooltip="Say no, with a sentence why"),
        Binding("o", "act('offer')", "Not that, but", id="talk.offer", tooltip="Offer another value instead"),
        Binding("t", "act('withdraw')", "Take back", id="talk.withdraw", tooltip="Take back what you put forward"),
        Binding("enter", "send", "Offer it", id="talk.send", tooltip="Offer the value that is set"),
        Binding("escape", "leave_card", "Leave it", id="talk.leave", tooltip="Leave what waits as it was"),
    ]

    class Played(Message):
        """A card was played, something was answered, or said."""

        def __init__(self, move: Move) -> None:
            super().__init__()
            self.move = move

    def compose(self) -> ComposeResult:
        """The board; below it the list and what waits on the left, what stands and what can be asked on the right."""
        yield CompanyBoard(id="talk-board", short=True)
        with Horizontal(id="talk-body"):
            with Vertical(id="talk-main"):
                yield Static(id="talk-head")
                yield Listing(id="talk")
                yield WaitingCard()
            with Vertical(id="talk-side"):
                with VerticalScroll(id="standing-box", can_focus=False):
                    yield Static(id="standing")
                with Vertical(id="cards-box"):
                    yield Static(id="cards-head")
                    yield Listing(id="cards")
                    yield Static(id="card-about")
                    yield Static(id="talk-ways")

    _board_lines = 0  # what the board takes where it is shown
    _chosen = ""  # what was put on the card by hand

    @property
    def _card(self) -> WaitingCard:
        return self.query_one(WaitingCard)

    def show(self, seen: Observation, chair: Chair) -> None:
        """Show the talk of this month, what stands, and the cards in hand."""
        fresh, self._seen, self._chair = not hasattr(self, "_seen"), seen, chair
        if fresh:
            self.query_one("#say", LineInput).value = chair.kept.said
            self.watch(self.query_one("#talk-main"), "virtual_size", self._resized, init=False)
        if chair.company.across == "here":  # both look on: nothing of one seat alone
            self.run_worker(self._show_last_month(), exclusive=True, group="board")
        else:
            plan = seen.committed or chair.begun(seen.round).draft
            self.query_one("#talk-board", CompanyBoard).show(board_of(seen, plan))
        self._said = talk_of(seen, seen.round)
        self._pick()
        self._show_cards()
        told = standing(seen)
        self.query_one("#standing-box").set_class(not told.plain, "-none")
        self.query_one("#standing-box").border_title = "On the table"
        put(told, self.query_one("#standing", Static))

    async def _show_last_month(self) -> None:
        """Show the month that was revealed last; nothing before the first."""
        seen, board = self._seen, self.query_one("#talk-board", CompanyBoard)
        months = [await self._chair.ask(SeeInFull(round_)) for round_ in range(len(seen.shared), 0, -1)[:2]]
        board.set_class(not months, "-none")
        if months:
            board.show(revealed_board(seen, *months))

    def _pick(self, about: str = "") -> None:
        """Put on the card what was chosen, else what is being answered, else the newest that waits."""
        waiting = sorted((one for one in self._said if one.waits == self._seen.seat), key=lambda one: one.entry.number)
        card = self._card
        begun = card.one is not None and (card.way or (card.asked and self.query_one("#say", LineInput).text))
        self._chosen = about or self._chosen
        wanted = card.one.entry.about if begun and card.one is not None and not about else self._chosen
        chosen = [one for one in waiting if one.entry.about == wanted]
        card.show(self._seen, next(iter([*chosen[-1:], *waiting[-1:]]), None))
        self._make_room()
        self._show_talk(len(waiting))

    def _make_room(self) -> None:
        """Put the board aside where there is no room beside it for all of what waits."""
        board, lines = self.query_one("#talk-board"), self.query_one("#talk-main").size.height
        aside = board.has_class("-aside")
        self._board_lines = self._board_lines if aside else board.outer_size.height
        beside = self._card.room_beside_list(lines - aside * self._board_lines)
        if lines and (self._card.wants > beside) != aside:
            board.toggle_class("-aside")

    def _show_talk(self, waiting: int) -> None:
        seen, listing, main = self._seen, self.query_one("#talk", Listing), self.query_one("#talk-main")
        kept = listing.highlighted_option.id if listing.highlighted_option is not None else None
        before, self._length = getattr(self, "_length", 0), len(self._said)
        width, card = max(20, (main.size.width or 54) - 4), self._card
        shown = [one for one in self._said if one is not card.one or not card.whole]
        entries = (entry(one, width, one.waits == seen.seat, card.weighed(one)) for one in shown)
        listing.clear_options()
        listing.add_options(
            Option(told, id=str(self._said.index(one))) for one, told in zip(shown, entries, strict=True)
        )
        listing.display = bool(shown)
        if shown:
            keys = [option.id for option in listing.options]
            newest = str(self._said.index(max(shown, key=lambda one: one.entry.number)))
            listing.highlighted = keys.index(kept if kept in keys and before == self._length else newest)
        told = head(seen, self._said, self._chair.company.across == "here")
        put(told, self.query_one("#talk-head", Static))
        self.query_one("#talk-head").display = bool(told.plain)
        main.border_title = f"Talk · {seen.scenario.months[seen.round - 1]}, in the order things were said"
        what = "One thing waits" if waiting == 1 else f"{waiting} things wait"
        main.border_subtitle = f"{what} for your answer." if waiting else ""
        self.screen.refresh_bindings()

    def _show_cards(self) -> None:
        seen, cards = self._seen, self.query_one("#cards", Listing)
        if [option.id for option in cards.options] != [card.key for card in seen.cards]:
            at = cards.highlighted or 0
            cards.clear_options()
            cards.add_options(Option(card.asks, id=card.key) for card in seen.cards)
            cards.highlighted = min(at, len(seen.cards) - 1) if seen.cards else None
        cards.display = bool(seen.cards)
        if not cards.display:
            self.query_one("#card-about", Static).update("")
        head = "Choose a card to ask:" if seen.cards else "You have asked what you may ask this month."
        put(Content.styled(head, "bold"), self.query_one("#cards-head", Static))
        self.query_one("#cards-box").border_title = f"Ask {other(seen.seat)}"
        ways = [to_press("e", "e", "Request")] if seen.partner_sheet else []
        ways += [to_press("p", "p", "Propose")] if seen.joint else []
        put(flow(ways, max(20, self.query_one("#cards-box").size.width)), self.query_one("#talk-ways", Static))

    def on_resize(self) -> None:
        """Another width: the entries are laid out anew."""
        super().on_resize()
        self._resized()

    def _resized(self) -> None:
        if hasattr(self, "_seen"):
            self.call_after_refresh(self._pick)

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
        self.screen.refresh_bindings()

    @on(Listing.OptionSelected, "#talk")
    def open_entry(self, event: Listing.OptionSelected) -> None:
        """Enter or a click puts an entry that waits for the seat on the card."""
        event.stop()
        one = self._said[int(event.option_id or 0)]
        if one.waits == self._seen.seat:
            self._pick(one.entry.about)

    def _mine(self) -> Said | None:
        """What this seat may take back: at the cursor, else the newest."""
        own = [one for one in self._said if one.waits not in (None, self._seen.seat)
               and one.entry.by == self._seen.seat and one.entry.kind in ("propose", "request")]  # fmt: skip
        option = self.query_one("#talk", Listing).highlighted_option
        at = self._said[int(option.id or 0)] if option is not None else None
        return at if at in own else next(reversed(own), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something now."""
        if not hasattr(self, "_said"):
            return action not in ("act", "send", "leave_card")
        if action == "send":
            return self._card.way == "offer"
        if action == "leave_card":
            return bool(self._card.way)
        if action != "act":
            return True
        if parameters == ("withdraw",):
            return self._mine() is not None
        return not self._card.way and parameters[0] in self._card.answers

    def action_act(self, what: str) -> None:
        """Answer what is on the card, or take back what was put forward."""
        mine, card = self._mine(), self._card
        if what == "withdraw" and mine is not None:
            self.post_message(self.Played(Withdraw(self._seen.seat, mine.entry.about)))
        elif what == "yes" and (move := card.yes()) is not None:
            self.post_message(self.Played(move))
        elif what in ("no", "offer") and card.one is not None:
            was = self._chair.begun(self._seen.round)
            before = was.no if what == "no" and was.declined == card.one.entry.about else ""
            card.begin("no" if what == "no" else "offer", before)
            self.screen.refresh_bindings()

    def action_send(self) -> None:
        """Offer the value that is set, with the reason that is written."""
        self._send(self.query_one("#say", LineInput).text)

    def action_leave_card(self) -> None:
        """Leave what waits as it was."""
        self._card.leave()
        self._focus_first()
        self.screen.refresh_bindings()

    @property
    def _asked(self) -> list[Said]:
        """The questions that wait for this seat."""
        return [one for one in self._said if one.waits == self._seen.seat and one.entry.kind == "ask"]

    @property
    def may_write(self) -> bool:
        """Is there a line to write in?"""
        return hasattr(self, "_said") and (bool(self._asked) or self.query_one("#say").display)

    def begin_line(self) -> None:
        """Write in the line: a question that waits comes on the card first."""
        if not self._card.way and self._card.asked is None and self._asked:
            self._pick(self._asked[-1].entry.about)
        line = self.query_one("#say", LineInput)
        if line.display:
            line.focus()

    @on(LineInput.Submitted, "#say")
    def write(self, event: LineInput.Submitted) -> None:
        """Answer what is on the card, or say what was written."""
        event.stop()
        self._send(event.value.strip())

    def _send(self, text: str) -> None:
        card = self._card
        move = card.move(text)
        if move is None:
            return
        if card.way:
            card.leave()
            self._focus_first()
        self.post_message(self.Played(move))

    def _focus_first(self) -> None:
        self.query_one("#talk" if self.query_one("#talk").display else "#cards").focus()

    @property
    def begun(self) -> dict[str, str]:
        """What is written in the line and not sent, by what the bookmark calls it."""
        text, card = self.query_one("#say", LineInput).text, self._card
        if card.way == "no" and card.one is not None:
            return {"no": text, "declined": card.one.entry.about}
        return {} if card.way else {"said": text}

    def take_back(self, words: str) -> None:
        """Put words that could not be sent into the line again, before what has been typed since."""
        line = self.query_one("#say", LineInput)
        line.value = f"{words} {line.value}".strip()
