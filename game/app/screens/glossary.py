"""The glossary: every word of the game in one plain sentence, found by typing."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from game.app.screens.page import Overlay
from game.app.widgets.key_bar import KeyBar
from game.app.widgets.line_input import LineInput
from game.app.widgets.listing import Listing
from game.terms import Glossary, Term, read_glossary


class GlossaryScreen(Overlay[None]):
    """Words and what they mean.

    Args:
        term: the word to open at; "" = the first.
    """

    CSS_PATH = ["../styles/reading.tcss", "../styles/glossary.tcss"]
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
        self._list("", self._term)

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
