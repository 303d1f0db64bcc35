"""The settings: colours, animation, spacing and language, kept as soon as they are changed."""

from __future__ import annotations

from dataclasses import asdict
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from game.app.likes import CHOICES, LOOKS
from game.app.screens.page import HomePage
from game.app.widgets.key_bar import KeyBar
from game.app.widgets.sheet import ValueSheet
from game.telling.settable import Settable

if TYPE_CHECKING:
    from game.rules.levers import Value

ABOUT = MappingProxyType(
    {
        "animation": "Off: nothing moves by itself.",
        "spacing": "Larger: more air between things, for a projector or tired eyes.",
        "language": "The language of the interface. There is only English yet.",
    }
)


class SettingsScreen(HomePage):
    """A row for each setting; a change holds at once and is kept."""

    CSS_PATH = "../../styles/setup.tcss"
    HELP = "# Settings\n\n**← →** change the row at the cursor. A change holds at once and is kept for the next time."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "menu", "Menu", id="settings.back", tooltip="Back to the menu"),
    ]

    def compose(self) -> ComposeResult:
        """The rows, and where they are kept."""
        with Vertical(id="settings"):
            yield Static(Content.styled("Settings", "bold $primary"))
            yield ValueSheet(_rows(), asdict(self.game.settings), id="likes")
            yield Static(id="like-about")
            yield Static(Content.styled(f"Kept in {self.game.home.settings_file}", "$quiet"))
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin on the first row."""
        self.query_one("#likes", ValueSheet).focus()
        self._about()

    @on(ValueSheet.Changed)
    def changed(self, event: ValueSheet.Changed) -> None:
        """Use and keep it."""
        value = event.sheet.values[event.key]
        if not isinstance(value, float):
            self.game.keep(**{event.key: value})
        self._about()

    @on(ValueSheet.Moved)
    def moved(self) -> None:
        """Say what the row is."""
        self._about()

    def _about(self) -> None:
        row = self.query_one("#likes", ValueSheet).row
        about = {"look": LOOKS[self.game.settings.look], **ABOUT}
        self.query_one("#like-about", Static).update(Content(about[row.key] if row is not None else ""))


def _rows() -> list[Settable]:
    names = {"look": "Colours", "animation": "Animation", "spacing": "Spacing", "language": "Language"}
    rows = []
    for key, choices in CHOICES.items():
        if isinstance(choices[0], bool):
            rows.append(Settable(key, names[key], "switch", choices[0], say=_said, quiet=True))
        else:
            words = tuple(str(choice) for choice in choices)
            rows.append(Settable(key, names[key], "choice", words[0], choices=words, say=_said, quiet=True))
    return rows


def _said(of: Value) -> str:
    words = {"contrast": "high contrast", "mono": "monochrome", "en": "English", True: "on", False: "off"}
    return words.get(of, str(of)) if not isinstance(of, float) else str(of)
