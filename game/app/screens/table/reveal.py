"""The reveal: both plans, then the month plays out on the board, page by page, and ends with a line to keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Digits, Static

from game.app.lines import beat_lines, beat_strip, month_lines, trail, voice_lines
from game.app.screens.page import Overlay, showing
from game.app.widgets.chart import Chart
from game.app.widgets.company_board import CompanyBoard
from game.app.widgets.flowing import put
from game.app.widgets.key_bar import KeyBar
from game.app.widgets.lines import LineInput
from game.refusal import Refusal
from game.rules.levers import SEATS, Seat
from game.seating.chair import Chair
from game.seating.requests import ViewBand, ViewFit
from game.table.seen.in_full import MonthInFull
from game.table.seen.observation import Observation
from game.telling.beats import Beat, Key, beats_of
from game.telling.board.pieces import STATIONS
from game.telling.board.revealed import played_to, revealed_board
from game.telling.phasing import Waiting

STEP = 0.8
"""Seconds from station to station while the month plays."""
REACHES: Final[Mapping[Key, int]] = MappingProxyType({"promise": 1, "orders": 2, "floor": 4, "road": 6})
"""How many stations the month has reached at the latest when a page tells of it; all, from the customers on."""


class Strip(Static):
    """The beats as a row of signs."""

    auto_links = False  # the signs have their own look


class RevealScreen(Overlay[dict[Seat, str]]):
    """What became of the two plans; gives the lines that are kept, by seat.

    Args:
        seen: what the seat sees after the month.
        chair: the seat.
        whole: the month as both see it, and the month before where there is one.
        across: the chairs of others who look at this screen.
    """

    CSS_PATH = "../../styles/reveal.tcss"
    AUTO_FOCUS = ""  # the line to keep is for the end
    SCROLLS = ("#stage", 4)
    HELP = """\
# The reveal

**Enter** or **→** tells the next beat, **←** goes back, **s** skips to the end. *What would have fit better* plays the
month again with its own luck: marketing's best other answer to distribution's plan, distribution's to marketing's, and
the best of both at once. At the end you may keep a line: it comes back in the debrief, in your own words.
**v** reads the board in words, **j** shows the month to a room.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,right,space", "beat(1)", "Next beat", key_display="Enter", id="reveal.next",
                tooltip="The next beat of the story"),
        Binding("left", "beat(-1)", "Back", id="reveal.back", tooltip="The beat before"),
        Binding("s", "skip", "Skip to the end", id="reveal.skip", tooltip="All of the month on one page"),
        Binding("pageup,up", "scroll(-1)", "Up", show=False, id="reveal.up", tooltip="Scroll up"),
        Binding("pagedown,down", "scroll(1)", "Down", show=False, id="reveal.down", tooltip="Scroll down"),
        *showing("reveal"),
        Binding("escape", "leave", "Leave the reveal", id="reveal.leave", tooltip="On to the next month"),
    ]  # fmt: skip

    def __init__(
        self, seen: Observation, chair: Chair, whole: Sequence[MonthInFull], across: Sequence[Chair] = ()
    ) -> None:
        super().__init__()
        self._observed, self._chair = seen, chair
        self._chairs = {one.seat: one for one in (chair, *across)}
        alone = chair.company.across != "here"
        self._beats = beats_of(seen, alone, whole=whole[0])
        self._private, self._whole = alone, whole
        self._board = revealed_board(seen, *whole[:2])
        self._played = 0  # stations that the month has reached on the board
        self._clock: Timer | None = None
        self._lines: dict[Seat, str] = {}
        self._writers: list[Seat] = [seen.seat] if alone else list(SEATS)
        self._told = False  # has anything been shown yet?
        self._at = 0  # the beat; one past the last is the page with everything

    def waits(self) -> tuple[Waiting, ...]:
        """Nothing: what comes of the next month waits until this one has been seen."""
        return ()

    def compose(self) -> ComposeResult:
        """The strip, the board, the page with its chart or a customer beside it, the line to keep."""
        yield Static(id="reveal-head")
        yield Strip(id="beat-strip")
        yield CompanyBoard(id="beat-board")
        with Horizontal(id="beat-body"):
            with VerticalScroll(id="stage", can_focus=False):
                yield Static(id="beat-title")
                with Horizontal(id="beat-number"):
                    yield Digits(id="beat-figure")
                    yield Static(id="beat-caption")
                yield Static(id="beat-lines")
                yield Static(id="beat-trail")
                yield CompanyBoard(id="stage-board")
            with Vertical(id="beat-side"):
                yield Static(id="beat-voice")
                yield Chart(id="beat-chart")
        with Vertical(id="keep"):
            yield Static(id="keep-head")
            yield LineInput("Enter keeps it, and goes on", id="line", talks=True, value=self._begun)
        yield KeyBar()

    def on_mount(self) -> None:
        """Tell the first beat: it is in the first frame. Where animations are on, the month begins to play."""
        if self.app.animation_level == "none":
            self._played = len(STATIONS)
        self._tell()
        self._find_fit()

    @work(exclusive=True, group="fit")
    async def _find_fit(self) -> None:
        """Play the month again off the loop, and tell what would have fit better; or leave it out, for the debrief."""
        seen = self._observed
        try:
            month = seen.shared[-1].round
            fit, band = await self._chair.ask(ViewFit(month)), await self._chair.ask(ViewBand(month))
            beats = beats_of(seen, self._private, fit, band, self._whole[0])
        except Refusal:
            beats = tuple(beat for beat in self._beats if beat.key != "fit")
        done, self._beats = self._done, beats
        self._at = len(beats) if done else min(self._at, len(beats))
        if self.is_attached:
            self._draw()

    def _play_on(self) -> None:
        """The month reaches the next station."""
        self._played += 1
        self._draw_board()
        if self._clock is not None and self._played >= len(STATIONS):
            self._clock.stop()

    def _draw_board(self) -> None:
        """The board as far as the month has played, and at least as far as the page tells."""
        beat = self._beats[min(self._at, len(self._beats) - 1)]
        if self._at > 0 and self._clock is None and self._played < len(STATIONS):
            self._clock = self.set_interval(STEP, self._play_on)
        told = REACHES.get(beat.key, len(STATIONS)) if not self._done else len(STATIONS)
        reached = max(self._played, told if self._at else 0)
        board = self._board if reached >= len(STATIONS) else played_to(self._board, STATIONS[max(0, reached - 1)])
        for there in self.query(CompanyBoard):
            if there.display:  # above the page, or on it where the window is small
                there.show(board)

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

    def action_board(self) -> None:
        """Read the month's board in words."""
        from game.app.screens.table.papers import read_board

        read_board(self, self._board)

    def action_room(self) -> None:
        """Show the month to a room."""
        from game.app.screens.table.projector import ProjectorScreen

        self.app.push_screen(ProjectorScreen(self._chair, self._observed, self._whole[0].round))

    def action_tell(self, at: int) -> None:
        """Go to a beat, by a click on the strip."""
        self._at = at
        self._tell()

    @property
    def _begun(self) -> str:
        """What whoever writes now has begun before."""
        return self._chairs.get(self._writers[0], self._chair).kept.line

    @on(LineInput.Changed, "#line")
    def written(self) -> None:
        """Keep what is written, each in their own mark: it is there again after a fall of the power."""
        chair = self._chairs.get(self._writers[0]) if self._writers else None
        if chair is not None:
            self.run_worker(chair.mark(line=self.query_one("#line", LineInput).text), group="marks")

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
        self.query_one("#line", LineInput).go_on(self._begun)
        self._ask_line()

    def _ask_line(self) -> None:
        who = "" if self._chair.company.across != "here" else f"{self._writers[0].capitalize()}: k"
        head = f"{who or 'K'}eep a line? “I did this because …” It comes back in the debrief."
        self.query_one("#keep-head", Static).update(Content.styled(head, "bold"))

    def on_resize(self) -> None:
        """Fit the lines into another width."""
        if self.is_attached and self._told:
            self.call_after_refresh(self._draw)

    def _tell(self) -> None:
        """Show where the story is, from the top."""
        self._told = True
        self._draw()
        if self._done:
            self._ask_line()
            self.query_one("#line", LineInput).focus()
        else:
            self.set_focus(None)
        self.query_one("#stage", VerticalScroll).scroll_home(animate=False)

    def _draw(self) -> None:
        scenario, month = self._observed.scenario, self._observed.shared[-1].round
        name, beat = scenario.months[month - 1], self._beats[min(self._at, len(self._beats) - 1)]
        width = self.app.size.width - 6
        head = Content.assemble((f" {name} plays out ", "bold reverse"), f"  month {month} of {scenario.rounds}")
        put(head, self.query_one("#reveal-head", Static))
        put(beat_strip(self._beats, self._at, self.has_class("-narrow")), self.query_one("#beat-strip", Static))
        self.query_one("#keep").display = self._done
        self.query_one("#beat-number").display = not self._done and bool(beat.figure)
        trail_ = trail(self._beats, self._at)
        put(trail_, self.query_one("#beat-trail", Static))
        self.query_one("#beat-trail").display = not self._done and bool(trail_.plain)
        title, lines = self.query_one("#beat-title", Static), self.query_one("#beat-lines", Static)
        if self._done:
            put(Content.styled("The month on one page", "bold $primary"), title)
            put(Content("\n").join(month_lines(self._beats, scenario.currency, width)), lines)
        else:
            put(Content.styled(beat.title, "bold $primary"), title)
            self.query_one("#beat-figure", Digits).update(beat.figure)
            put(Content(beat.caption), self.query_one("#beat-caption", Static))
            room = max(30, lines.size.width or width)
            put(Content("\n").join([*beat_lines(beat, scenario.currency, room), *self._hints(beat)]), lines)
        self._draw_side(beat)
        self._draw_board()

    def _draw_side(self, beat: Beat) -> None:
        """The chart of a beat, or a customer; where there is little room, its bars and its clashes come first."""
        plot = None if self._done else beat.plot
        voice = None if self._done else beat.voice
        self.set_class(self._done, "-all")
        self.set_class(beat.key == "clash" and not self._done, "-clash")
        said = self.query_one("#beat-voice", Static)
        said.display = voice is not None
        if voice is not None:
            fit = next((one for one in self._beats if one.key == "fit"), None)
            room = max(30, said.size.width or 50)
            better = beat_lines(fit, self._observed.scenario.currency, room) if fit is not None and fit.bars else []
            heads = [Content(""), Content.styled("What would have fit better", "bold underline"), *better]
            put(Content("\n").join([voice_lines(voice), *(heads if better else [])]), said)
        self.query_one("#beat-side").display = plot is not None or voice is not None
        crowded = self.has_class("-low") and (bool(beat.bars) or len(beat.clashes) > 1)
        chart = self.query_one("#beat-chart", Chart)
        chart.display = plot is not None and not crowded
        if plot is not None:
            chart.show(plot)

    def _hints(self, beat: Beat) -> list[Content]:
        """What the guide says of a beat."""
        month = self._observed.shared[-1].round
        said = [one.says for one in self._chair.hints if (one.month, one.step, one.at) == (month, "reveal", beat.key)]
        return [Content.styled(f"\n▲ {says}", "$accent") for says in said]
