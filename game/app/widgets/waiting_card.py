"""What waits for a seat in the talk, in full: its answers as buttons, an offer and a reason set in place."""

from __future__ import annotations

from typing import ClassVar, Final, Literal, TypeAlias

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from game.app.widgets.flowing import flow, put
from game.app.widgets.key_bar import to_press
from game.app.widgets.lines import LineInput
from game.app.widgets.sheet import ValueSheet
from game.app.widgets.talk_entries import entry, shortened
from game.rules.levers import other
from game.table.moves import Answer, Decline, Move, Reply, Say, Sign
from game.table.seen.observation import Card, Observation
from game.telling.answering import typed_answer, typed_example, usual_answers
from game.telling.requesting import offer_rows
from game.telling.signing import before_signing
from game.telling.talk import Said
from game.terms import read_glossary

Way: TypeAlias = Literal["", "no", "offer"]
"""How what waits is being answered: not yet, by a no with its reason, or by another value."""

WORD: Final = "A yes is a word given: it stands on both plans, and the reveal says whether it was kept."
THEIRS: Final = "With your yes it is your partner's word, and the reveal says whether it was kept."
SIGNED: Final = "It holds from now on when you sign it."
FEW_WORDS: Final = "! A few words, please: your partner reads this."
SAME: Final = "! That is what it is already: y takes it, ← → set another value."
MOST_LINES: Final = 3
"""Lines of what waits that are always there."""
LIST_LINES: Final = 3
"""Lines of the list that stay beside the card."""


class WaitingCard(Vertical):
    """One thing that waits, and the line in which the seat answers it or says something."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "pick(1)", "Usual answer", id="card.next", tooltip="Put your next usual answer in the line"),
        Binding("up", "pick(-1)", "Usual answer", show=False, id="card.before", tooltip="The usual answer before"),
    ]

    def compose(self) -> ComposeResult:
        """What waits, the value of an offer, the line, the answers."""
        yield Static(id="card-says")
        yield ValueSheet(id="offer")
        yield LineInput(id="say", talks=True)
        yield Static(id="card-keys")

    def __init__(self) -> None:
        super().__init__(id="card")
        self.one: Said | None = None  # what waits
        self.way: Way = ""
        self.whole = True  # is all of what waits shown?
        self.wants = 0  # lines for all of it and its answers
        self._set_aside = ""  # what was written before a no or an offer was begun
        self._glossary = read_glossary()

    def show(self, seen: Observation, one: Said | None) -> None:
        """Show what waits; None = nothing does. What was begun for something else is dropped."""
        another = self.one is None or one is None or self.one.entry.about != one.entry.about
        self._observed, self.one = seen, one
        if another and self.way:
            self.leave()
        self.draw()

    @property
    def asked(self) -> Card | None:
        """The question on the card."""
        if self.one is None or self.one.entry.kind != "ask":
            return None
        return next((at.card for at in self._observed.questions if at.card.key == self.one.entry.about), None)

    @property
    def answers(self) -> tuple[str, ...]:
        """What may be said to what waits: yes, no, offer."""
        kind = self.one.entry.kind if self.one is not None else "ask"
        return () if kind == "ask" else ("yes", "no") if kind == "propose" else ("yes", "no", "offer")

    @property
    def _picks(self) -> tuple[str, ...]:
        asked = self.asked if not self.way and self.query_one("#say").has_focus else None
        return usual_answers(self._observed, asked) if asked is not None else ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer usual answers in the line of a question that has some."""
        return bool(self._picks) if action == "pick" else True

    def action_pick(self, by: int) -> None:
        """Put another of the usual answers in the line; Enter sends it, and words may follow it."""
        picks, line = self._picks, self.query_one("#say", LineInput)
        at = picks.index(line.text) + by if line.text in picks else min(0, by)
        line.go_on(picks[at % len(picks)])

    def draw(self, problem: str = "") -> None:
        """Lay it out; `problem` = what is still to be mended."""
        seen, one, line = self._observed, self.one, self.query_one("#say", LineInput)
        width = max(20, self._talk.width - 4)  # of what it lies in: it has no size of its own before it is shown
        self.query_one("#offer").display = self.way == "offer"
        line.display = bool(self.way) or self.asked is not None or seen.structure.talk == "open"
        line.placeholder = self._hint()
        keys = self.query_one("#card-keys", Static)
        told = Content.styled(problem, "bold $error") if problem else self._keys(width)
        keys.display = bool(told.plain)
        put(told, keys)
        says = self.query_one("#card-says", Static)
        says.display, self.whole, self.wants = one is not None, True, 0
        if one is not None:
            full = entry(one, width, weighed=self.weighed(one)).stylize("bold", 0, len(one.who) + 2)
            below = told.plain.count("\n") + keys.display + line.display + (self.way == "offer")
            self.wants = full.plain.count("\n") + 1 + below
            shown = shortened(full, max(MOST_LINES, self._room - below)) if self._room else full
            self.whole = shown is full
            put(shown, says)
        self.display = one is not None or line.display
        self.set_class(one is not None, "-waits")

    @property
    def _room(self) -> int:
        """Lines that the card may take: the list above keeps some."""
        return self.room_beside_list(self._talk.height)

    @property
    def _talk(self) -> Size:
        """The cells of what it shares with the list."""
        return self.parent.size if isinstance(self.parent, Vertical) else Size(0, 0)

    @staticmethod
    def room_beside_list(lines: int) -> int:
        """Lines for the card of so many that it shares with the list."""
        return max(0, lines - LIST_LINES)

    def weighed(self, one: Said) -> tuple[tuple[str, str], ...]:
        """What to weigh of a proposal that waits: its cost, its effect, what it has to bring."""
        waits = one.entry.kind == "propose" and one.waits is not None
        rows = before_signing(self._observed, one.entry.values, self._glossary) if waits else ()
        last = "effect" if self.screen.has_class("-low") else ""  # the longest; what it costs is always there
        return tuple(sorted(rows, key=lambda row: row[0] == last))

    def _hint(self) -> str:
        if self.way == "no":
            return "Why not? Your partner reads this."
        if self.way == "offer":
            return "Why, in a sentence? You may leave this empty."
        asked = self.asked
        if asked is None:
            return f"Say something to {other(self._observed.seat)}, then Enter"
        how = f"Your answer, such as: {typed_example(self._observed, asked)}"
        picks = ". ↓ picks one" if usual_answers(self._observed, asked) else ""
        return f"{how}, then Enter" if asked.answer == "words" else f"{how}{picks}"

    def _keys(self, width: int) -> Content:
        """The answers, to be pressed or clicked, and what a yes means."""
        if self.way:
            does = "say no" if self.way == "no" else "offer it"
            return flow(
                [to_press("enter", "Enter", does), to_press("escape", "Esc", "leave it as it was")], width, gap=3
            )
        if not self.answers:
            return Content()
        propose = self.one is not None and self.one.entry.kind == "propose"
        theirs = any(self.one and at.id == self.one.entry.about and at.by == self._observed.seat
                     for at in self._observed.requests)  # fmt: skip
        yes = "Sign it" if propose else "Yes, that" if theirs else "Yes, my word"
        buttons = [to_press("y", "y", yes), to_press("d", "d", "No, and why")]
        buttons += [] if propose else [to_press("o", "o", "Not that, but …")]
        roomy = self.screen.has_class("-high") and not self.screen.has_class("-narrow")
        about = (
            Content.styled(f"\n{SIGNED if propose else THEIRS if theirs else WORD}", "$quiet") if roomy else Content()
        )
        return flow(buttons, width, gap=3) + about

    @on(ValueSheet.Moved, "#offer")
    def moved(self, event: ValueSheet.Moved) -> None:
        """Say what is wrong with what was typed."""
        event.stop()
        if self.way == "offer":
            self.draw(f"! {event.sheet.problem}" if event.sheet.problem else "")

    def begin(self, way: Way, reason: str = "") -> None:
        """Begin a no or an offer; a reason that was written before is there again."""
        line, sheet = self.query_one("#say", LineInput), self.query_one("#offer", ValueSheet)
        if not self.way:
            self._set_aside = line.value
        self.way = way
        asked = next((at for at in self._observed.requests if self.one and at.id == self.one.entry.about), None)
        if way == "offer" and asked is not None:
            sheet.show(offer_rows(self._observed, asked), {})
        self.draw()
        line.go_on(reason)
        (sheet if way == "offer" else line).focus()

    def leave(self) -> None:
        """Leave what waits as it was; the line has again what was written in it."""
        self.way = ""
        self.query_one("#say", LineInput).value = self._set_aside
        self.draw()

    def move(self, text: str) -> Move | None:
        """The move that what is set and written comes to; None where something is missing, which is said."""
        seen, one = self._observed, self.one
        if self.way == "no" and one is not None:
            if not text:
                self.draw(FEW_WORDS)
                return None
            about = one.entry.about
            proposed = one.entry.kind == "propose"
            return Decline(seen.seat, about, text) if proposed else Reply(seen.seat, about, "no", text)
        if self.way == "offer" and one is not None:
            sheet = self.query_one("#offer", ValueSheet)
            if not sheet.settle() or not sheet.changed:
                self.draw(f"! {sheet.problem}" if sheet.problem else SAME)
                return None
            (value,) = sheet.changed.values()
            return Reply(seen.seat, one.entry.about, "offer", text, value)
        if not text:
            return None
        if self.asked is not None:
            values, words = typed_answer(seen, self.asked, text)
            return Answer(seen.seat, self.asked.key, words, values)
        return Say(seen.seat, text)

    def yes(self) -> Move | None:
        """The move that signs it, or gives the word."""
        seen, one = self._observed, self.one
        if one is None or "yes" not in self.answers:
            return None
        signs = one.entry.kind == "propose"
        return Sign(seen.seat, one.entry.about) if signs else Reply(seen.seat, one.entry.about, "yes")
