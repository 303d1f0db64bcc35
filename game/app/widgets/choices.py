"""One of several, to choose by arrows or mouse; what is chosen has another sign, not only another colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widgets import Static

from game.app.widgets.flowing import flow

ON, OFF = "(●)", "( )"


class Choices(Static, can_focus=True):
    """A question with one answer out of a few, side by side, and a line about the one that is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Choose", key_display="← →", id="choices.before", tooltip="The answer before"),
        Binding("right", "step(1)", "Choose after", show=False, id="choices.after", tooltip="The next answer"),
        Binding("up", "leave(-1)", "Before", show=False, id="choices.up", tooltip="The question before"),
        Binding("down", "leave(1)", "After", show=False, id="choices.down", tooltip="The next question"),
    ]

    auto_links = False  # the answers have their own look
    chosen: reactive[str] = reactive("", init=False)

    class Changed(Message):
        """Another answer was chosen."""

        def __init__(self, choices: Choices, key: str) -> None:
            super().__init__()
            self.choices, self.key = choices, key

        @property
        def control(self) -> Choices:
            """The question."""
            return self.choices

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title: str = ""
        self._options: tuple[tuple[str, str], ...] = ()
        self._about: Mapping[str, str] = {}

    def ask(
        self, title: str, options: Sequence[tuple[str, str]], chosen: str = "", about: Mapping[str, str] | None = None
    ) -> None:
        """Put a question.

        Args:
            title: the question.
            options: key and words of each answer.
            chosen: the answer to begin with; the first unless given.
            about: a line on each answer, shown while it is chosen.
        """
        self._title, self._options, self._about = title, tuple(options), about or {}
        keys = [key for key, _ in self._options]
        self.set_reactive(Choices.chosen, chosen if chosen in keys else (keys[0] if keys else ""))
        self._draw()

    def action_step(self, by: int) -> None:
        """The next answer, or the one before."""
        keys = [key for key, _ in self._options]
        if keys:
            self.chosen = keys[min(len(keys) - 1, max(0, keys.index(self.chosen) + by))]

    def action_leave(self, by: int) -> None:
        """The next question, or the one before."""
        if by > 0:
            self.screen.focus_next(Choices)
        else:
            self.screen.focus_previous(Choices)

    def action_choose(self, key: str) -> None:
        """Choose an answer."""
        self.focus()
        self.chosen = key

    def watch_chosen(self, before: str, now: str) -> None:
        """Show what is chosen, and say so."""
        self._draw()
        self.post_message(self.Changed(self, now))

    def on_focus(self) -> None:
        """The cursor is here."""
        self._draw()

    def on_blur(self) -> None:
        """The cursor has gone."""
        self._draw()

    def on_resize(self) -> None:
        """Flow over other lines."""
        self._draw()

    def _draw(self) -> None:
        answers = []
        for key, words in self._options:
            chosen = key == self.chosen
            style = "bold $primary" if chosen else ""
            if chosen and self.has_focus:
                style = "bold $block-cursor-foreground on $block-cursor-background"
            text = Content(f"{ON if chosen else OFF} {words}").stylize(style)
            answers.append(text.stylize(Style.from_meta({"@click": f"choose({key!r})"})))
        parts = [
            Content.styled(f"{'▸ ' if self.has_focus else ''}{self._title}", "bold"),
            flow(answers, max(20, self.size.width)),
        ]
        if self._about:
            parts.append(Content.styled(self._about.get(self.chosen, ""), "$quiet"))
        self.update(Content("\n").join(parts))
