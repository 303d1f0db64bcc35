"""Lines to write in: one that is quick, and one of a debrief with whose it is, to whom, and may it be quoted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive, reactive
from textual.widgets import Input, Static

from game.doors.text import controls_in, named, visible
from game.figures import units
from game.rules.levers import Seat
from game.table.wording import LONGEST

PASTED = 20_000
"""Most characters that are pasted into a line, to be shortened there; a book is left on the clipboard."""


class LineInput(Input):
    """An input of one line. What is too long for the table stays in it to be shortened: nothing is cut.

    Args:
        placeholder: shown while nothing is written.
        id: of the widget.
        classes: of the widget.
        value: what is written already.
        talks: is one thing after the other written here, each sent with Enter?
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Send", id="line.send", tooltip="Send what is written"),
    ]

    # The stock input lays the screen out again at each letter, though its box never changes size.
    virtual_size: Reactive[Size] = reactive(Size(0, 0), layout=False)

    def __init__(
        self,
        placeholder: str = "",
        id: str | None = None,
        classes: str | None = None,
        value: str = "",
        talks: bool = False,
    ) -> None:
        super().__init__(value, placeholder, id=id, classes=classes, compact=True, select_on_focus=False)
        self._talks = talks
        self._since = 0.0  # when the cursor came here

    def on_focus(self, event: events.Focus) -> None:
        """From now on what is typed is meant for this line."""
        self._since = event.time

    def on_key(self, event: events.Key) -> None:
        """Leave out what was typed before the line was there: the third of three quick keys is no word.

        Enter is obeyed here, between the letters before it and those after it.
        """
        if event.time < self._since:
            event.stop()
            event.prevent_default()
        elif event.key == "enter":
            event.stop()
            event.prevent_default()
            self.action_submit()

    def on_paste(self, event: events.Paste) -> None:
        """Take all that is pasted, in one line: lines are joined, and signs that would steer a terminal are drawn."""
        event.stop()
        event.prevent_default()
        if len(event.text) > PASTED:
            given = f"{units(len(event.text))} characters were to be pasted, and a line takes {units(LONGEST)}."
            self.notify(f"{given} Nothing is pasted.", title="Too long", severity="warning", timeout=10)
            return
        lines = [one for one in (" ".join(line.split()) for line in event.text.splitlines()) if one]
        text = " ".join(lines)
        told = [f"{len(lines)} lines are one line here, with a space between them."] if len(lines) > 1 else []
        told += [
            f"The control sign {named(one)} is shown as {visible(one)}, and does nothing." for one in controls_in(text)
        ]
        if told:
            self.notify(" ".join(told), title="Pasted", timeout=10)
        self.replace(visible(text), *self.selection)

    @property
    def text(self) -> str:
        """What is written, without spaces around it."""
        return self.value.strip()

    def go_on(self, text: str) -> None:
        """Go on with what was written before, behind its last word."""
        self.value = text
        self.action_end()

    def watch_value(self, before: str, now: str) -> None:
        """Say it as soon as it is too long."""
        if len(before.strip()) <= LONGEST:
            self.settle()

    def settle(self) -> bool:
        """Will the table take what is written? Else say what is wrong; it stays to be mended."""
        over = len(self.text) - LONGEST
        if over > 0:
            given = f"A line may have {units(LONGEST)} characters, and this one has {units(len(self.text))}."
            self.notify(f"{given} Shorten it by {units(over)}: nothing is cut.", title="Too long", severity="warning")
        return over <= 0

    def action_submit(self) -> None:  # type: ignore[override]
        """Send what is written, unless something is wrong with it; a line that is talked in is empty then."""
        if self.settle():
            self.post_message(self.Submitted(self, self.value))
            if self._talks:
                self.value = ""


PROMISE = "promise"
"""The debrief's page of promises, beside those that are called as their prompts are."""


@dataclass(frozen=True)
class Written:
    """What one person has written on a page of the debrief."""

    text: str = ""
    to: str = ""  # to whom it is promised
    quote: bool = False  # may it be quoted?


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
    def written(self) -> Written:
        """What is written, to whom it is promised where that is asked for, and whether it may be quoted."""
        whom = self.query_one(".-to", LineInput)
        return Written(self.query_one(".-text", LineInput).text, whom.text if whom.display else "", self.quote)

    def settle(self) -> bool:
        """Will the record take what is written? Else say what is wrong."""
        return all(line.settle() for line in self.query(LineInput))

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
        line.placeholder = hint
        line.go_on(text)
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
