"""The question before a plan is committed, laid over the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from game.telling.phasing import Waiting


class CommitScreen(Overlay[str | None]):
    """The plan once more before it is committed; gives the reason to tell, or None to go on planning.

    Args:
        month: whose plan it is.
        changes: what is not as last month, in words.
        reason: what was written before.
        keep: told of the reason as it is written.
    """

    CSS_PATH = "../../styles/asking.tcss"
    HELP = (
        "# Commit\n\n**Enter** commits the plan, with the reason if you wrote one. **Escape** goes back to the levers; "
        "what is written stays."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "yes", "Commit", id="commit.yes", tooltip="Commit this plan", priority=True),
        Binding("escape", "leave", "Go on planning", id="commit.leave", tooltip="Back to the levers"),
    ]

    def __init__(self, month: str, changes: Sequence[str], reason: str, keep: Callable[[str], None]) -> None:
        super().__init__()
        self._month, self._changes, self._reason, self._keep = month, changes, reason, keep

    def compose(self) -> ComposeResult:
        """The changes, and a line for the reason."""
        with Vertical(id="box"):
            yield Static(Content.styled(f"Commit the plan for {self._month}?", "bold"))
            yield Static(Content("\n".join(self._changes)), id="lines")
            yield LineInput("Why, in a sentence? (you may leave this empty)", id="answer", value=self._reason)
            with Horizontal(id="buttons"):
                yield Button("Commit", compact=True, action="screen.yes")
                yield Button("Go on planning", id="no", compact=True, action="screen.leave")
        yield KeyBar()

    def on_mount(self) -> None:
        """Write at once, or just press Enter."""
        self.query_one("#answer", LineInput).focus()

    def waits(self) -> tuple[Waiting, ...]:
        """What waits, but for the plan that is before the person's eyes."""
        return tuple(one for one in super().waits() if one.kind != "plan")

    @on(LineInput.Changed)
    def written(self, event: LineInput.Changed) -> None:
        """Keep what is written."""
        self._keep(event.value.strip())

    def action_yes(self) -> None:
        """Commit; on the other button, go back."""
        if self.query("#answer"):  # else the key was faster than the page
            self.once_typed(self._commit)

    def _commit(self) -> None:
        line = self.query_one("#answer", LineInput)
        if isinstance(self.focused, Button) and self.focused.id == "no":
            self.dismiss(None)
        elif line.settle():
            self.dismiss(line.text)

    def action_leave(self) -> None:
        """Go on planning; what is written stays."""
        self.dismiss(None)
