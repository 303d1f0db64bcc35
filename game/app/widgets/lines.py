"""Lines to write in: one that is quick, and one of a debrief with whose it is, to whom, and may it be quoted."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive, reactive
from textual.widgets import Input, Static

from game.rules.levers import Seat

LONGEST = 1000
"""Most characters that a table takes of anything a seat writes."""


class LineInput(Input):
    """An input of one line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Send", id="line.send", tooltip="Send what is written"),
    ]

    # The stock input lays the screen out again at each letter, though its box never changes size.
    virtual_size: Reactive[Size] = reactive(Size(0, 0), layout=False)

    def __init__(self, placeholder: str = "", id: str | None = None, classes: str | None = None) -> None:
        super().__init__(
            placeholder=placeholder, id=id, classes=classes, max_length=LONGEST, compact=True, select_on_focus=False
        )  # fmt: skip
        self._since = 0.0  # when the cursor came here

    def on_focus(self, event: events.Focus) -> None:
        """From now on what is typed is meant for this line."""
        self._since = event.time

    def on_key(self, event: events.Key) -> None:
        """Leave out what was typed before the line was there: the third of three quick keys is no word."""
        if event.time < self._since:
            event.stop()
            event.prevent_default()


class AnswerLine(Vertical):
    """One person's line.

    Args:
        number: of the person at this screen, from 0.
    """

    def __init__(self, number: int) -> None:
        super().__init__(id=f"answer-{number}")
        self.seat: Seat = "marketing"
        self.quote = False
        self._who = ""

    def compose(self) -> ComposeResult:
        """Whose it is, what is written, to whom."""
        yield Static()
        yield LineInput(classes="-text")
        yield LineInput("To whom? Somebody real", classes="-to")

    @property
    def text(self) -> str:
        """What is written."""
        return self.query_one(".-text", LineInput).value.strip()

    @property
    def to(self) -> str:
        """To whom it is promised."""
        return self.query_one(".-to", LineInput).value.strip()

    def ask(self, seat: Seat, who: str, hint: str, text: str, quote: bool, to: str | None) -> None:
        """Ask for something, with what was written before.

        Args:
            seat: whose it is.
            who: how the line is headed.
            hint: in the empty line.
            text: as written before.
            quote: may it be quoted?
            to: to whom, as written before; None = nobody is asked for.
        """
        self.seat, self._who, self.quote = seat, who, quote
        line, whom = self.query_one(".-text", LineInput), self.query_one(".-to", LineInput)
        line.placeholder, line.value = hint, text
        whom.display, whom.value = to is not None, to or ""
        self._tell()

    def turn_quote(self) -> None:
        """Let it be quoted, or not."""
        self.quote = not self.quote
        self._tell()

    def begin(self) -> None:
        """Put the cursor into the line."""
        self.query_one(".-text", LineInput).focus()

    def _tell(self) -> None:
        sign, words = ("[✓]", "may be quoted in a report") if self.quote else ("[ ]", "for your own seat only")
        self.query_one(Static).update(
            Content.assemble((self._who, f"bold ${self.seat}"), (f"   {sign} {words} (F4 changes it)", "$quiet"))
        )
