"""Filling in what is proposed to the partner, or requested of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from game.app.screens.page import Overlay
from game.app.widgets.key_bar import KeyBar
from game.app.widgets.lines import LineInput
from game.app.widgets.sheet import ValueSheet
from game.figures import decimal
from game.rules.levers import Value
from game.table.seen.observation import Observation
from game.telling.forecasting import forecast_row
from game.telling.initiatives import initiative_figures
from game.telling.requesting import request_rows
from game.telling.settable import Settable
from game.telling.settings import about, lead_rows, rows_of
from game.terms import read_glossary


class ProposeScreen(Overlay[tuple[dict[str, Value], str] | None]):
    """Gives the settings that were changed and the reason, or None.

    Args:
        seen: what the seat sees.
        settings: what was changed before, when the page was left by another way than dropping it.
        why: the reason that was written then.
        keep: told of what is changed and of the reason, as they change; both are nothing when it is dropped.
    """

    CSS_PATH = ["../../styles/asking.tcss", "../../styles/proposing.tcss"]
    HELP = """\
# Propose

Change what you would like to sign together; what you leave alone is not part of it. **Tab** goes to the reason,
**Ctrl+S** puts it forward, **Escape** drops it. It holds when your partner signs.
"""
    TITLE: ClassVar[str] = "What do you propose?"
    GOES: ClassVar[str] = "Put forward"
    OTHERWISE: ClassVar[str] = "Who sets this lever from now on, without asking."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "propose", "Put forward", id="propose.yes", tooltip="Put this forward", priority=True),
        Binding("escape", "leave", "Drop it", id="propose.leave", tooltip="Propose nothing"),
    ]

    def __init__(
        self, seen: Observation, settings: Mapping[str, Value], why: str, keep: Callable[[dict[str, Value], str], None]
    ) -> None:
        super().__init__()
        self._observed, self._settings, self._why, self._keep = seen, settings, why, keep
        self._glossary = read_glossary()  # once: what a row is is said at every move

    def compose(self) -> ComposeResult:
        """The sheet, what the row is, the reason."""
        rows = self._rows()
        with Vertical(id="box"):
            yield Static(Content.styled(self.TITLE, "bold"))
            values = {key: value for key, value in self._settings.items() if key in {row.key for row in rows}}
            yield ValueSheet(rows, values, id="joint")
            yield Static(id="joint-about")
            yield LineInput("Why, in a sentence? Your partner reads this.", id="why", value=self._why)
            with Horizontal(id="buttons"):
                yield Button(self.GOES, compact=True, action="screen.propose")
                yield Button("Drop it", compact=True, action="screen.leave")
            yield Static(id="missing")
        yield KeyBar()

    def _rows(self) -> list[Settable]:
        """What may be changed."""
        return [*rows_of(self._observed, self._observed.joint, grouped=True), *lead_rows(self._observed)]

    def on_mount(self) -> None:
        """Begin on the sheet."""
        self.query_one("#joint", ValueSheet).focus()
        self._about()

    @on(ValueSheet.Moved)
    def moved(self) -> None:
        """Say what the row at the cursor is."""
        self._about()

    def _about(self) -> None:
        sheet = self.query_one("#joint", ValueSheet)
        row = sheet.row
        known = (*self._observed.joint, *self._observed.partner_sheet, *self._observed.sheet)
        here = next((one for one in known if row is not None and one.key == row.key), None)
        text = about(here, self._glossary) if here else self.OTHERWISE
        if here is not None and here.lever == "forecast":
            text = f"{forecast_row(self._observed, here.item)}. {text}"
        elif here is not None and here.lever == "initiative":
            text = f"{text} {initiative_figures(self._observed, here.item)}"
        scale = self._observed.scale.get(row.key) if row is not None else None
        if scale is not None:
            text = f"{text} Scale check: {decimal(scale)} times today's work on the floor."
        self.query_one("#joint-about", Static).update(sheet.beside(Content.styled(text, "$quiet")))

    @on(LineInput.Changed)
    @on(ValueSheet.Changed)
    def written(self) -> None:
        """Keep what is filled in."""
        self._keep(self.query_one("#joint", ValueSheet).changed, self.query_one("#why", LineInput).text)

    @on(LineInput.Submitted)
    def submitted(self, event: LineInput.Submitted) -> None:
        """Enter in the reason."""
        event.stop()
        self.action_propose()

    def action_propose(self) -> None:
        """Put forward what was changed."""
        if self.query("#joint"):  # else the key was faster than the page
            self.once_typed(self._propose)

    def _propose(self) -> None:
        sheet, why = self.query_one("#joint", ValueSheet), self.query_one("#why", LineInput)
        if not sheet.settle():
            sheet.focus()
        elif not sheet.changed:
            missing = Content.styled("! Nothing is changed yet: set at least one row.", "bold $warning")
            self.query_one("#missing", Static).update(missing)
            sheet.focus()
        elif why.settle():
            self.dismiss((sheet.changed, why.text))

    def action_leave(self) -> None:
        """Propose nothing."""
        self._keep({}, "")
        self.dismiss(None)


class RequestScreen(ProposeScreen):
    """Gives what the partner is to hold, by the keys of `game.telling.requesting`, and the reason, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+s", "propose", "Request it", id="request.yes", tooltip="Ask your partner for this", priority=True
        ),
        Binding("escape", "leave", "Drop it", id="request.leave", tooltip="Request nothing"),
    ]
    TITLE = "What do you request? One setting of your partner's."
    GOES = "Request it"
    OTHERWISE = "How it is meant, and for which month."
    HELP = """\
# Request

Set one of your partner's settings to what you would like it to be, and below how it is meant and for which month.
**Tab** goes to the reason, **Ctrl+S** asks for it, **Escape** drops it. A yes is a word given.
"""

    def _rows(self) -> list[Settable]:
        return request_rows(self._observed)
