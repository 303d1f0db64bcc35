"""The reveal: the month plays out, one beat at a time, and ends with a line to keep."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import Digits, Static

from game.app.amounts import change_of_money
from game.app.beats import Beat, beats_of
from game.app.chair import Chair
from game.app.screens.page import Overlay
from game.app.widgets.chart import Chart, bar
from game.app.widgets.key_bar import KeyBar
from game.app.widgets.line_input import LineInput
from game.rules.levers import SEATS, Seat
from game.table.observation import Observation

BAR = 26
TITLE = 22


class Strip(Static):
    """The beats as a row of signs."""

    auto_links = False  # the signs have their own look


class RevealScreen(Overlay[dict[Seat, str]]):
    """What became of the two plans; gives the lines that are kept, by seat.

    Args:
        seen: what the seat sees after the month.
        chair: the seat.
    """

    CSS_PATH = "../styles/reveal.tcss"
    HELP = """\
# The reveal

**Enter** or **→** tells the next beat, **←** goes back, **s** skips to the end. The ledger compares the month with
one in which nobody changed anything: what marketing's plan did alone, what distribution's did alone, and what the
two did *together*. At the end you may keep a line: it comes back in the debrief, in your own words.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,right,space", "beat(1)", "Next beat", key_display="Enter", id="reveal.next",
                tooltip="The next beat of the story"),
        Binding("left", "beat(-1)", "Back", id="reveal.back", tooltip="The beat before"),
        Binding("s", "skip", "Skip to the end", id="reveal.skip", tooltip="All of the month on one page"),
        Binding("pageup,up", "scroll(-1)", "Up", show=False, id="reveal.up", tooltip="Scroll up"),
        Binding("pagedown,down", "scroll(1)", "Down", show=False, id="reveal.down", tooltip="Scroll down"),
        Binding("escape", "leave", "Leave the reveal", id="reveal.leave", tooltip="On to the next month"),
    ]  # fmt: skip

    def __init__(self, seen: Observation, chair: Chair) -> None:
        super().__init__()
        self._observed, self._chair = seen, chair
        alone = chair.company.alone
        self._beats = beats_of(seen, private=alone)
        self._lines: dict[Seat, str] = {}
        self._writers: list[Seat] = [seen.seat] if alone else list(SEATS)
        self._at = 0  # the beat; one past the last is the page with everything

    def compose(self) -> ComposeResult:
        """The strip, the beat, the chart, the line to keep."""
        yield Static(id="reveal-head")
        yield Strip(id="beat-strip")
        with VerticalScroll(id="stage", can_focus=False):
            yield Static(id="beat-title")
            with Horizontal(id="beat-number"):
                yield Digits(id="beat-figure")
                yield Static(id="beat-caption")
            yield Static(id="beat-lines")
        yield Chart(id="beat-chart")
        with Vertical(id="keep"):
            yield Static(id="keep-head")
            yield LineInput("Enter keeps it, and goes on", id="line")
        yield KeyBar()

    def on_mount(self) -> None:
        """Tell the first beat."""
        self.call_after_refresh(self._tell)

    @property
    def _done(self) -> bool:
        return self._at >= len(self._beats)

    def action_beat(self, by: int) -> None:
        """Another beat."""
        if by > 0 and self._done:
            self.dismiss(self._lines)
            return
        self._at = min(len(self._beats), max(0, self._at + by))
        self._tell()

    def action_skip(self) -> None:
        """All beats on one page."""
        self._at = len(self._beats)
        self._tell()

    def action_leave(self) -> None:
        """On to the next month; from the middle of the story, to its end first."""
        if self._done:
            self.dismiss(self._lines)
        else:
            self.action_skip()

    def action_scroll(self, by: int) -> None:
        """Scroll what does not fit."""
        self.query_one("#stage", VerticalScroll).scroll_relative(y=4 * by, animate=False)

    def action_tell(self, at: int) -> None:
        """Go to a beat, by a click on the strip."""
        self._at = at
        self._tell()

    @on(LineInput.Submitted, "#line")
    def kept(self, event: LineInput.Submitted) -> None:
        """Keep the line; where two look on, the other one may keep one too."""
        event.stop()
        if event.value.strip():
            self._lines[self._writers[0]] = event.value.strip()
        del self._writers[0]
        if not self._writers:
            self.dismiss(self._lines)
            return
        event.input.clear()
        self._ask_line()

    def _ask_line(self) -> None:
        who = "" if self._chair.company.alone else f"{self._writers[0].capitalize()}: k"
        head = f"{who or 'K'}eep a line? “I did this because …” It comes back in the debrief."
        self.query_one("#keep-head", Static).update(Content.styled(head, "bold"))

    def _tell(self) -> None:
        month = self._observed.shared[-1].round
        name = self._observed.scenario.months[month - 1]
        self.query_one("#reveal-head", Static).update(
            Content.assemble(
                (f" {name} plays out ", "bold reverse"), f"  month {month} of {self._observed.scenario.rounds}"
            )
        )
        self.query_one("#beat-strip", Static).update(self._strip())
        self.query_one("#keep").display = self._done
        chart = self.query_one("#beat-chart", Chart)
        self.query_one("#beat-number").display = not self._done and bool(self._beats[self._at].figure)
        if self._done:
            self._tell_all()
        else:
            self._tell_one(self._beats[self._at])
        plot = self._beats[min(self._at, len(self._beats) - 1)].plot
        if self._done:
            plot = next((beat.plot for beat in self._beats if beat.key == "ledger"), None)
        chart.display = plot is not None and not (self._done and self.has_class("-low"))
        if plot is not None:
            chart.show(plot)
        if self._done:
            self._ask_line()
            self.query_one("#line", LineInput).focus()
        else:
            self.set_focus(None)
        self.query_one("#stage", VerticalScroll).scroll_home(animate=False)

    def _strip(self) -> Content:
        signs = []
        for at, beat in enumerate(self._beats):
            sign = "●" if at < self._at else "◐" if at == self._at else "○"
            style = "bold $primary" if at == self._at else "$quiet"
            word = beat.title if at == self._at else ""
            signs.append(
                Content.styled(f"{sign} {word}".strip(), style).stylize(
                    Style.from_meta({"@click": f"screen.tell({at})"})
                )
            )
        end = Content.styled("● all of it" if self._done else "○", "bold $primary" if self._done else "$quiet")
        return Content("  ").join([*signs, end])

    def _tell_one(self, beat: Beat) -> None:
        self.query_one("#beat-title", Static).update(Content.styled(beat.title, "bold $primary"))
        if beat.figure:
            self.query_one("#beat-figure", Digits).update(beat.figure)
            self.query_one("#beat-caption", Static).update(beat.caption)
        parts = [Content(line) for line in beat.lines]
        parts += self._clashes(beat)
        parts += self._bars(beat)
        parts += self._hints(beat)
        self.query_one("#beat-lines", Static).update(Content("\n").join(parts))

    def _hints(self, beat: Beat) -> list[Content]:
        """What the guide says of a beat."""
        month = self._observed.shared[-1].round
        told = [one.says for one in self._chair.hints if (one.month, one.step, one.at) == (month, "reveal", beat.key)]
        return [Content.styled(f"\n▲ {says}", "$accent") for says in told]

    def _tell_all(self) -> None:
        self.query_one("#beat-title", Static).update(Content.styled("The month on one page", "bold $primary"))
        parts = []
        for beat in self._beats:
            parts.append(
                Content.assemble((f"{beat.title:<{TITLE}}", "$quiet"), (beat.figure, "bold"), f" {beat.caption}")
            )
            parts += self._clashes(beat)
            if beat.key == "readings":
                parts += [Content(f"  {line}") for line in beat.lines]
            if beat.key == "ledger":
                parts += self._bars(beat)
        self.query_one("#beat-lines", Static).update(Content("\n").join(parts))

    @staticmethod
    def _clashes(beat: Beat) -> list[Content]:
        return [
            Content.assemble((f"‼ Clash: {name}. ", "bold $warning"), (sentence, "bold"))
            for name, sentence in beat.clashes
        ]

    def _bars(self, beat: Beat) -> list[Content]:
        sign = self._observed.scenario.currency
        most = max((abs(one.amount) for one in beat.bars), default=0.0)
        room = max(6, min(BAR, self.size.width - 40))
        return [
            Content.assemble(
                f"  {one.name:<20}", (f"{change_of_money(one.amount, sign):>10} ", "bold"),
                (bar(one.amount, most, room), f"${one.colour}"),
            )
            for one in beat.bars
        ]  # fmt: skip
