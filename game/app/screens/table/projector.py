"""A month for a room: the board on the whole screen, and its story beside it, with nothing that is one seat's alone."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from game.app.lines import chain_lines, voice_lines
from game.app.screens.page import Overlay
from game.app.widgets.company_board import CompanyBoard
from game.app.widgets.flowing import put
from game.app.widgets.key_bar import KeyBar
from game.seating.chair import Chair
from game.seating.requests import SeeInFull
from game.table.seen.in_full import MonthInFull
from game.table.seen.observation import Observation
from game.telling.board.revealed import revealed_board
from game.telling.room_story import HOW_TO_READ, RoomStory, room_story


class ProjectorScreen(Overlay[None]):
    """A month that has been revealed, for people who look on.

    Args:
        chair: any seat of the table.
        seen: what it sees.
        month: the month, counted from 1.
    """

    CSS_PATH = "../../styles/projector.tcss"
    AUTO_FOCUS = ""
    SCROLLS = ("#room-story", 4)
    HELP = """\
# A month for a room

The board and the story of a month, for a screen on the wall: there is nothing on it that only one seat may see.
**← →** show another month, **Escape** goes back.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "month(-1)", "Month before", id="room.before", tooltip="The month before"),
        Binding("right,space", "month(1)", "Month after", id="room.after", tooltip="The month after"),
        Binding("up,pageup", "scroll(-1)", "Up", show=False, id="room.up", tooltip="Scroll up"),
        Binding("down,pagedown", "scroll(1)", "Down", show=False, id="room.down", tooltip="Scroll down"),
        Binding("v", "board", "Board in words", show=False, id="room.board", tooltip="The board, station by station"),
        Binding("escape,j", "dismiss", "Back", id="room.back", tooltip="Back to the page before"),
    ]

    def __init__(self, chair: Chair, seen: Observation, month: int) -> None:
        super().__init__()
        self._chair, self._observed, self._month = chair, seen, month
        self._told: tuple[RoomStory, MonthInFull] | None = None

    def compose(self) -> ComposeResult:
        """The month, its headline, the board, how to read it, the story with a customer beside it."""
        yield Static(id="room-head")
        yield Static(id="room-headline")
        yield CompanyBoard(id="room-board")
        yield Static(Content.styled(HOW_TO_READ, "$quiet"), id="room-how")
        with VerticalScroll(id="room-story", can_focus=False), Horizontal(id="room-columns"):
            yield Static(id="room-plans")
            yield Static(id="room-happened")
        yield KeyBar(waits=False)

    def on_mount(self) -> None:
        """Look the month up."""
        self.look_up()

    @work(exclusive=True, group="month")
    async def look_up(self) -> None:
        """Ask for the month, and show it."""
        at = self._month
        months = [await self._chair.ask(SeeInFull(round_)) for round_ in range(at, 0, -1)[:2]]
        self._told = room_story(self._observed, months[0]), months[0]
        board = self.query_one("#room-board", CompanyBoard)
        board.show(revealed_board(self._observed, *months))
        self._draw()
        self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        """Fit the words into another width."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        if self._told is None or not self.is_attached:
            return
        (story, month), seen = self._told, self._observed
        name = seen.scenario.months[month.round - 1]
        head = Content.assemble((f" {name} ", "bold reverse"), (f"  {seen.scenario.title}", "bold"),
                                (f" · month {month.round} of {seen.scenario.rounds}", "$quiet"))  # fmt: skip
        put(head, self.query_one("#room-head", Static))
        put(Content.styled(story.headline, "bold"), self.query_one("#room-headline", Static))
        plans, happened = self.query_one("#room-plans", Static), self.query_one("#room-happened", Static)
        told = [Content.styled("What the two decided", "bold underline")]
        put(Content("\n").join([*told, *chain_lines(story.plans, _room(plans))]), plans)
        came = [Content.styled("What came of it", "bold underline"), *chain_lines(story.happened, _room(happened))]
        came += [Content(""), voice_lines(story.voice)] if story.voice is not None else []
        put(Content("\n").join(came), happened)

    def action_month(self, by: int) -> None:
        """Another month."""
        self._month = min(len(self._observed.shared), max(1, self._month + by))
        self.look_up()

    def action_board(self) -> None:
        """Read the board in words."""
        from game.app.screens.table.papers import read_board

        board = self.query_one("#room-board", CompanyBoard).board
        if board is not None:
            read_board(self, board)


def _room(words: Static) -> int:
    return max(24, words.size.width - 2)
