"""Questions laid over a page: on a proposal, why it is declined, the plan before it is committed, what to propose."""

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


class DeclineScreen(Overlay[str | None]):
    """Asks why a proposal is declined, which must be said; gives the reason, or None when it is left.

    Args:
        begun: what was written before.
        keep: told of what is written as it changes.
    """

    CSS_PATH = "../../styles/asking.tcss"
    HELP = (
        "# Decline\n\n**Enter** declines with what is written, **Escape** leaves the proposal as it was; "
        "what is written stays."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "yes", "Go on", id="line.yes", tooltip="Go on with what is written", priority=True),
        Binding("escape", "leave", "Leave it", id="line.leave", tooltip="Leave everything as it was"),
    ]

    def __init__(self, begun: str, keep: Callable[[str], None]) -> None:
        super().__init__()
        self._begun, self._keep = begun, keep

    def compose(self) -> ComposeResult:
        """The question and a line."""
        with Vertical(id="box"):
            yield Static(Content.styled("Why not? Your partner reads this.", "bold"))
            yield LineInput(id="answer", value=self._begun)
            yield Static("", id="missing")
        yield KeyBar()

    def on_mount(self) -> None:
        """Write at once."""
        self.query_one("#answer", LineInput).focus()

    @on(LineInput.Changed)
    def written(self, event: LineInput.Changed) -> None:
        """Keep what is written."""
        self._keep(event.value.strip())

    def action_yes(self) -> None:
        """Go on, if what is needed is there."""
        self.once_typed(self._go_on)

    def _go_on(self) -> None:
        line = self.query_one("#answer", LineInput)
        if not line.text:
            self.query_one("#missing", Static).update(Content.styled("! A few words, please.", "bold $warning"))
        elif line.settle():
            self.dismiss(line.text)

    def action_leave(self) -> None:
        """Leave everything as it was."""
        self.dismiss(None)


class AnswerScreen(Overlay[str]):
    """Asks what to do with a partner's proposal: "sign", "decline", or "" to leave it open.

    Args:
        told: the proposal in words.
    """

    CSS_PATH = "../../styles/asking.tcss"
    HELP = "# A proposal\n\n**s** signs it, **d** declines it, **Escape** leaves it open."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "choose('sign')", "Sign", id="answer.sign", tooltip="Sign: it holds from now on"),
        Binding("d", "choose('decline')", "Decline", id="answer.decline", tooltip="Say no, with a sentence why"),
        Binding("escape", "choose('')", "Leave open", id="answer.leave", tooltip="Leave it open for now"),
    ]

    def __init__(self, told: str) -> None:
        super().__init__()
        self._told = told

    def compose(self) -> ComposeResult:
        """The proposal and two buttons."""
        with Vertical(id="box"):
            yield Static(Content.styled("Your partner proposes", "bold"))
            yield Static(Content(self._told), id="lines")
            with Horizontal(id="buttons"):
                yield Button("Sign", compact=True, action="screen.choose('sign')")
                yield Button("Decline", compact=True, action="screen.choose('decline')")
                yield Button("Leave open", compact=True, action="screen.choose('')")
        yield KeyBar()

    def action_choose(self, what: str) -> None:
        """Do it."""
        self.dismiss(what)


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
