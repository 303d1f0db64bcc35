"""Questions laid over a page: on a proposal, why it is declined, the plan before it is committed, what to propose."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from game.rules.levers import LEVERS, SEATS, Value
from game.table.seen.observation import Observation
from game.telling.settable import Settable
from game.telling.settings import about, rows_of
from game.terms import read_glossary


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
        rows = [*rows_of(self._observed, self._observed.joint, grouped=True), *lead_rows(self._observed)]
        with Vertical(id="box"):
            yield Static(Content.styled("What do you propose?", "bold"))
            values = {key: value for key, value in self._settings.items() if key in {row.key for row in rows}}
            yield ValueSheet(rows, values, id="joint")
            yield Static(id="joint-about")
            yield LineInput("Why, in a sentence? Your partner reads this.", id="why", value=self._why)
            with Horizontal(id="buttons"):
                yield Button("Put forward", compact=True, action="screen.propose")
                yield Button("Drop it", compact=True, action="screen.leave")
            yield Static(id="missing")
        yield KeyBar()

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
        here = next((one for one in self._observed.joint if row is not None and one.key == row.key), None)
        text = about(here, self._glossary) if here else "Who sets this lever from now on, without asking."
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
