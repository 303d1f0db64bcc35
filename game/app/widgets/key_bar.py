"""The keys of this screen in the bottom lines: one widget, wrapped where the terminal is narrow, each key a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from game.app.widgets.flowing import flow

if TYPE_CHECKING:
    from textual.binding import Binding
    from textual.screen import Screen

LINES = 2
MORE_LINES = 4  # where the terminal is narrow and high
HIGH = 32


class KeyBar(Static):
    """Every key that does something here, in the order in which the bindings are declared.

    One widget for all keys: a widget each would cost a screen its quick start.
    """

    auto_links = False  # the keys have their own look

    def on_mount(self) -> None:
        """Follow the screen's bindings: they change with what has the focus."""
        self._keys: list[Content] = []
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def on_unmount(self) -> None:
        """Let go of the screen."""
        self.screen.bindings_updated_signal.unsubscribe(self)

    def on_resize(self) -> None:
        """Flow over other lines."""
        self._draw()

    def _follow(self, screen: Screen[object]) -> None:
        if not self.is_attached or screen is not self.screen:
            return
        shown: dict[str, Binding] = {}
        for active in screen.active_bindings.values():
            if active.binding.show and active.binding.description and active.enabled:
                shown.setdefault(active.binding.action, active.binding)
        keys = [self._item(binding) for binding in shown.values()]
        palette = screen.active_bindings.get(self.app.COMMAND_PALETTE_BINDING)
        if palette is not None:
            keys.append(self._item(palette.binding, "Commands"))
        if keys != self._keys:
            self._keys = keys
            self._draw()

    def _draw(self) -> None:
        if self._keys:
            most = LINES if self.screen.size.height < HIGH else MORE_LINES
            width = max(10, self.size.width)
            airy = flow(self._keys, width)
            fits = airy.plain.count("\n") < most
            self.update(airy if fits else flow(self._keys, width, gap=1, most=most))

    def _item(self, binding: Binding, name: str = "") -> Content:
        press = Style.from_meta({"@click": f"app.simulate_key({binding.key!r})"})
        key = Content.styled(self.app.get_key_display(binding), "bold $footer-key-foreground")
        return Content.assemble(key, f" {name or binding.description}").stylize(press)
