"""The end of the season: alignment, turning points, what each predicted, charts, and what to play next."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import ProgressBar, Static

from game.app import season
from game.app.screens.page import leaving, showing
from game.app.screens.table.seat_page import SeatPage
from game.app.widgets.chart import Chart
from game.app.widgets.company_board import CompanyBoard
from game.app.widgets.key_bar import KeyBar
from game.refusal import Refusal
from game.seating.bests import PLAYED_ON, counted_with, keep_best
from game.seating.chair import Chair
from game.seating.requests import LookBack, SeeInFull
from game.table.seen.observation import Observation
from game.telling import plots
from game.telling.board.revealed import revealed_board

if TYPE_CHECKING:
    from game.lab.hindsight.review import Review


class ClosingScreen(SeatPage):
    """The season on a page.

    Args:
        seen: what the seat sees at the end.
        chair: the seat.
    """

    CSS_PATH = "../../styles/closing.tcss"
    SCROLLS = ("#season", 12)
    HELP = """\
# The end of the season

**Alignment** says where the season lies between two seats that each serve their own scorecard (0) and the best joint
plan known (100). **What would have fit better** and the **next steps up** replay it with the same luck and other
answers, the **turning points** with one decision changed at a time.

**a** plays the same place again with other luck, **s** the same season from the other chair, **d** opens the debrief,
**p** plays it on from one of its months, **m** goes to the menu, **← →** show the board of another
month, **v** reads it in words, **j** shows the month to a room. The record is
kept. **Up**, **Down**, **Page up** and **Page down** scroll.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "again", "Play again", id="closing.again", tooltip="The same place and seats, with other luck"),
        Binding("s", "swap", "Swap seats", id="closing.swap", tooltip="The same season from the other chair"),
        Binding("d", "debrief", "Debrief", id="closing.debrief", tooltip="Questions and evidence from this season"),
        Binding("p", "play_on", "Play on", id="closing.play-on",
                tooltip="The season from one of its months, with the same luck"),
        Binding("w", "why", "Why?", id="closing.why", tooltip="What is behind a figure of any month"),
        Binding("g", "glossary", "Words", id="closing.words", tooltip="What a word means"),
        Binding("left", "month(-1)", "Month before", show=False, id="closing.before",
                tooltip="The board of the month before"),
        Binding("right", "month(1)", "Month after", show=False, id="closing.after",
                tooltip="The board of the next month"),
        *showing("closing"),
        *leaving("closing"),
        Binding("up,pageup", "scroll(-1)", "Up", show=False, id="closing.up", tooltip="Scroll up"),
        Binding("down,pagedown,space", "scroll(1)", "More below", key_display="↓", id="closing.down",
                tooltip="Scroll down"),
    ]  # fmt: skip

    def __init__(self, seen: Observation, chair: Chair) -> None:
        super().__init__(chair)
        self._seen: Observation = seen
        self._found: Review | None = None
        self._best = ""  # how the season stands beside the best before it
        self._refused = False  # is there no looking back here?
        self._month = len(seen.shared)  # the month whose board is shown

    def compose(self) -> ComposeResult:
        """The page and its charts."""
        with VerticalScroll(id="season", can_focus=False):
            yield Static(id="season-told")
            with Vertical(id="looking"):
                yield Static("Looking back: the season is replayed with every decision changed, one at a time …")
                yield ProgressBar(total=None, show_percentage=False, show_eta=False)
            yield Static(id="season-alignment")
            yield Chart(id="season-joint")
            yield Static(id="season-board-head")
            yield CompanyBoard(id="season-board")
            yield Static(id="season-turning")
            yield Static(id="season-between")
            yield Chart(id="season-orders")
            yield Chart(id="season-otif")
            yield Chart(id="season-felt")
        yield KeyBar()

    def on_mount(self) -> None:
        """Tell the season, and look back on it once that is drawn."""
        self._draw()
        self.call_after_refresh(self.look_back)
        self.show_board()
        super().on_mount()

    def on_resize(self) -> None:
        """Fit the lines into another width."""
        self.call_after_refresh(self._draw)

    @work(exclusive=True, group="looking")
    async def look_back(self) -> None:
        """Replay the season off the loop, and show what was found."""
        try:
            self._found = await self._chair.ask(LookBack())
        except Refusal as refusal:
            self._refused = True
            self.query_one("#season-alignment", Static).update(Content(refusal.message))
            self.refresh_bindings()
        self.query_one("#looking").display = False
        self._best = PLAYED_ON if self._chair.company.played_on else ""
        self._draw()
        self.keep_best()

    @work(thread=True, exclusive=True, group="best")
    def keep_best(self) -> None:
        """Keep the season where it is the best of this place and partner, off the loop, and tell how it stands."""
        home, found, seen = self.game.at_home, self._found, self._seen
        partner = counted_with(seen.holders, self._chair.company.played_on)
        if home is None or found is None or found.alignment is None or seen.ended is not None or not partner:
            return
        self._best = keep_best(home.home.bests_file, seen.scenario.slug, partner, found.alignment.index)
        self.app.call_from_thread(self._draw)

    @work(exclusive=True, group="board")
    async def show_board(self) -> None:
        """The board of a month, as it was revealed."""
        at, seen = self._month, self._seen
        if not at:
            return
        months = [await self._chair.ask(SeeInFull(round_)) for round_ in range(at, 0, -1)[:2]]
        board = revealed_board(seen, *months)
        head = Content.assemble(("\n", ""), (f"The board in {board.month}", "bold underline"),
                                ("  ← → another month", "$quiet"))  # fmt: skip
        self.query_one("#season-board-head", Static).update(head)
        self.query_one("#season-board", CompanyBoard).show(board)

    @work(group="overlay", exclusive=True)
    async def action_board(self) -> None:
        """Read the board that is shown in words."""
        from game.app.screens.table.papers import read_board

        board = self.query_one("#season-board", CompanyBoard).board
        if board is not None:
            read_board(self, board)

    def action_room(self) -> None:
        """Show the month to a room."""
        from game.app.screens.table.projector import ProjectorScreen

        if self._month:
            self.app.push_screen(ProjectorScreen(self._chair, self._seen, self._month))

    def action_month(self, by: int) -> None:
        """The board of another month."""
        self._month = min(len(self._seen.shared), max(1, self._month + by))
        self.show_board()

    def _draw(self) -> None:
        seen, found = self._seen, self._found
        if not self.is_attached:
            return
        width, private = max(20, self.size.width - 6), self._chair.company.across != "here"
        told = season.season_lines(seen, self._chair.company.before)
        if seen.ended is not None:
            told.insert(1, Content(f"It was ended early: {seen.ended or 'no reason was given'}."))
        self._write("told", told)
        self._write("between", season.between_lines(seen, private, width))
        charts = {"orders": plots.orders, "otif": plots.otif, "felt": plots.satisfaction}
        for name, maker in charts.items():
            self.query_one(f"#season-{name}", Chart).show(maker(seen))
        chart = self.query_one("#season-joint", Chart)
        chart.show(plots.joint_beside(seen, found) if found is not None else plots.joint(seen))
        if found is not None:
            sign = seen.scenario.currency
            lines = [*season.story_lines(found), *season.alignment_lines(found, sign, width)]
            lines += [Content(self._best)] if self._best else []
            lines += [*season.month_table(found, sign), *season.band_lines(found, width)]
            self._write("alignment", lines)
            self._write("turning", season.turning_lines(found, width))

    def _write(self, part: str, lines: list[Content]) -> None:
        self.query_one(f"#season-{part}", Static).update(Content("\n").join(lines))

    async def see(self, seen: Observation) -> None:
        """Nothing moves any more but lines that are kept."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what needs records only where they are the person's own."""
        if action in ("again", "play_on", "swap", "debrief"):
            return not self._refused and self.game.at_home is not None
        return super().check_action(action, parameters)

    def action_again(self) -> None:
        """The same place again."""
        if (home := self.game.at_home) is not None:
            home.play_again()

    @work(group="overlay")
    async def action_play_on(self) -> None:
        """Choose a month, and play the season on from it."""
        from game.app.screens.table.playing_on import PlayOnScreen

        month = await self.app.push_screen_wait(PlayOnScreen(self._seen))
        if month is not None and (home := self.game.at_home) is not None:
            home.play_on(month)

    def action_swap(self) -> None:
        """Choose the season to play from the other chair: this one is the newest."""
        if (home := self.game.at_home) is not None:
            home.show_page("swap")

    def action_debrief(self) -> None:
        """Look back with questions."""
        if (home := self.game.at_home) is not None:
            home.debrief()

    def action_why(self) -> None:
        """Choose a figure and see what is behind it."""
        self._why("")
