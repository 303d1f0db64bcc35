"""Putting a joint decision forward: the settings that both sign, who decides what, and a sentence why."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from game.app.screens.page import Overlay
from game.app.widgets.key_bar import KeyBar
from game.app.widgets.line_input import LineInput
from game.app.widgets.sheet import Sheet
from game.rules.levers import LEVERS, SEATS, Value
from game.table.seen.observation import Observation
from game.telling.settings import Settable, rows_of


class ProposeScreen(Overlay[tuple[dict[str, Value], str] | None]):
    """Gives the settings that were changed and the reason, or None.

    Args:
        seen: what the seat sees.
    """

    CSS_PATH = ["../styles/asking.tcss", "../styles/proposing.tcss"]
    HELP = """\
# Propose

Change what you would like to sign together; what you leave alone is not part of it. **Tab** goes to the reason,
**Ctrl+S** puts it forward, **Escape** drops it. It holds when your partner signs.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "propose", "Put forward", id="propose.yes", tooltip="Put this forward", priority=True),
        Binding("escape", "leave", "Drop it", id="propose.leave", tooltip="Propose nothing"),
    ]

    def __init__(self, seen: Observation) -> None:
        super().__init__()
        self._observed = seen

    def compose(self) -> ComposeResult:
        """The sheet, what the row is, the reason."""
        rows = [*rows_of(self._observed, self._observed.joint, grouped=True), *lead_rows(self._observed)]
        with Vertical(id="box"):
            yield Static(Content.styled("What do you propose?", "bold"))
            yield Sheet(rows, id="joint")
            yield Static(id="joint-about")
            yield LineInput("Why, in a sentence? Your partner reads this.", id="why")
            with Horizontal(id="buttons"):
                yield Button("Put forward", id="yes", compact=True)
                yield Button("Drop it", id="no", compact=True)
            yield Static(id="missing")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin on the sheet."""
        self.query_one("#joint", Sheet).focus()
        self._about()

    @on(Sheet.Moved)
    def moved(self) -> None:
        """Say what the row at the cursor is."""
        self._about()

    def _about(self) -> None:
        row = self.query_one("#joint", Sheet).row
        lever = LEVERS.get(row.key.partition(".")[0]) if row is not None else None
        text = lever.about if lever else "Who sets this lever from now on, without asking."
        scale = self._observed.scale.get(row.key) if row is not None else None
        if scale is not None:
            text = f"{text} Scale check: {scale:.1f} times today's work on the floor."
        self.query_one("#joint-about", Static).update(Content.styled(text, "$quiet"))

    @on(Button.Pressed)
    def pressed(self, event: Button.Pressed) -> None:
        """A button."""
        event.stop()
        if event.button.id == "yes":
            self.action_propose()
        else:
            self.dismiss(None)

    @on(LineInput.Submitted)
    def submitted(self, event: LineInput.Submitted) -> None:
        """Enter in the reason."""
        event.stop()
        self.action_propose()

    def action_propose(self) -> None:
        """Put forward what was changed."""
        sheet = self.query_one("#joint", Sheet)
        if not sheet.settle():
            sheet.focus()
            return
        self.query_one("#why", LineInput).focus()
        changed = self.query_one("#joint", Sheet).changed
        if not changed:
            self.query_one("#missing", Static).update(
                Content.styled("! Nothing is changed yet: set at least one row.", "bold $warning")
            )
            self.query_one("#joint", Sheet).focus()
            return
        self.dismiss((changed, self.query_one("#why", LineInput).value.strip()))

    def action_leave(self) -> None:
        """Propose nothing."""
        self.dismiss(None)


def lead_rows(seen: Observation) -> list[Settable]:
    """A row for who decides each lever."""
    choices = (*SEATS, "joint")
    return [
        Settable(f"lead.{lever}", LEVERS[lever].name, "choice", lead, choices=choices, say=_both, group="Who decides")
        for lever, lead in seen.leads.items()
        if lever in LEVERS
    ]


def _both(of: Value) -> str:
    return "both sign" if of == "joint" else str(of)
