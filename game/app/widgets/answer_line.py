"""Where one person writes in a debrief: a line, on the last page a second one for whom, and may it be quoted."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from game.app.widgets.line_input import LineInput
from game.rules.levers import Seat


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
