"""Papers laid over a page to be read: the brief, the coach, the glossary."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Static
from textual.widgets.option_list import Option

from game.app.screens.page import Overlay
from game.app.widgets.choosing import Listing
from game.app.widgets.key_bar import KeyBar
from game.app.widgets.lines import LineInput
from game.app.widgets.reading_panes import brief_text
from game.telling.board.pieces import Board
from game.telling.board.words import in_words
from game.terms import Glossary, Term, read_glossary


class BriefScreen(Overlay[None]):
    """A paper to read.

    Args:
        text: Markdown of paragraphs with bold words.
    """

    CSS_PATH = "../../styles/reading.tcss"
    HELP = "# The brief\n\nWhat your seat is there for. **Escape** puts it down."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,r,enter", "dismiss", "Put down", key_display="Esc", id="brief.down", tooltip="Back to the table"
        ),
    ]

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """The paper."""
        with VerticalScroll(id="paper"):
            yield Static(brief_text(self._text))
        yield KeyBar()


class BoardWordsScreen(BriefScreen):
    """The board in words, station by station along the flow.

    Args:
        text: Markdown of paragraphs with bold words.
    """

    HELP = "# The board in words\n\nWhat the board shows, station by station along the flow. **Escape** puts it down."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "dismiss", "Put down", show=False, id="board.down", tooltip="Back to the table")
    ]


def read_board(page: Screen[Any], board: Board) -> None:
    """Have a page's board read in words."""
    page.app.push_screen(BoardWordsScreen("\n\n".join([f"**The board, {board.month}**", *in_words(board)])))


NOTHING = MappingProxyType(
    {
        "read": "Read your partner on your own first; the coach comes after that.",
        "committed": "Your plan is committed. Take it back (u) if you want to look at it again.",
    }
)


class CoachScreen(Overlay[None]):
    """What to look at, the weightiest first.

    Args:
        said: each in a few sentences, the last of them a question.
        at: the seat's phase, for when there is nothing to say.
    """

    CSS_PATH = "../../styles/asking.tcss"
    HELP = """\
# The coach

A colleague who looks over your shoulder: what stands out in your own figures and your draft, and a question about it.
The coach knows what you know, and never says what to set. **Escape** goes back.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,k,enter", "dismiss", "Back", key_display="Esc", id="coach.back", tooltip="Back to the table"),
    ]

    def __init__(self, said: Sequence[str], at: str) -> None:
        super().__init__()
        self._said, self._at = tuple(said), at

    def compose(self) -> ComposeResult:
        """The pointers and a button."""
        lines = self._said or (NOTHING.get(self._at, "Nothing stands out. Does your partner see it the same way?"),)
        with Vertical(id="box"):
            yield Static(Content.styled("The coach would look at this", "bold"))
            yield Static(
                Content("\n\n").join(Content(f"{'• ' if self._said else ''}{line}") for line in lines), id="lines"
            )
            button = Button("Back", compact=True, action="screen.dismiss")
            button.can_focus = False
            yield button
        yield KeyBar()


class GlossaryScreen(Overlay[None]):
    """Words and what they mean.

    Args:
        term: the word to open at; "" = the first.
    """

    CSS_PATH = ["../../styles/reading.tcss", "../../styles/glossary.tcss"]
    HELP = "# Words\n\nType a part of a word to find it. **Up** and **Down** choose. **Escape** goes back."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back", id="words.back", tooltip="Back to the page before"),
        Binding("down", "step(1)", "Next", id="words.next", tooltip="The next word", priority=True),
        Binding("up", "step(-1)", "Before", id="words.before", tooltip="The word before", priority=True),
    ]

    def __init__(self, term: str = "") -> None:
        super().__init__()
        self._term = term
        self._glossary: Glossary | None = None

    def compose(self) -> ComposeResult:
        """A line to search in, the words, the sentence."""
        with Vertical(id="paper"):
            yield LineInput("Find a word", id="find")
            yield Listing(id="words")
            yield Static(id="means")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the glossary off the loop."""
        self.query_one("#find", LineInput).focus()
        self.read()

    @work(thread=True)
    def read(self) -> None:
        """Read the glossary."""
        glossary = read_glossary()
        self.app.call_from_thread(self._fill, glossary)

    def _fill(self, glossary: Glossary) -> None:
        self._glossary = glossary
        # Once the list has its height: where it scrolls to must not depend on how soon the file was read.
        self.call_after_refresh(self._list, "", self._term)

    def _list(self, asked: str, chosen: str) -> None:
        assert self._glossary is not None
        words = self.query_one("#words", Listing)
        found = _matching(self._glossary, asked)
        words.clear_options()
        words.add_options(Option(term.name, id=term.key) for term in found)
        keys = [term.key for term in found]
        if keys:
            words.highlighted = keys.index(chosen) if chosen in keys else 0
        else:
            self.query_one("#means", Static).update("No word like that here.")

    @on(LineInput.Changed, "#find")
    def find(self, event: LineInput.Changed) -> None:
        """Narrow the list."""
        if self._glossary is not None and event.value:
            self._list(event.value, "")
        elif self._glossary is not None:
            self._list("", self._term)

    @on(Listing.OptionHighlighted, "#words")
    def chosen(self, event: Listing.OptionHighlighted) -> None:
        """Show what the word means."""
        assert self._glossary is not None
        term = self._glossary.terms[event.option_id or ""]
        see = [self._glossary.terms[key].name for key in term.see if key in self._glossary.terms]
        parts = [Content.styled(term.name, "bold $primary"), Content(term.means)]
        if see:
            parts.append(Content.styled(f"See also: {', '.join(see)}", "$quiet"))
        self.query_one("#means", Static).update(Content("\n").join(parts))

    def action_step(self, by: int) -> None:
        """Another word."""
        words = self.query_one("#words", Listing)
        if by > 0:
            words.action_cursor_down()
        else:
            words.action_cursor_up()


def _matching(glossary: Glossary, asked: str) -> list[Term]:
    wanted = asked.casefold().strip()
    found = [term for term in glossary.terms.values() if wanted in term.name.casefold() or wanted in term.key]
    return sorted(found, key=lambda term: (not term.name.casefold().startswith(wanted), term.name.casefold()))
