"""The bottom lines of every page: what waits for the person, and the keys, wrapped where it is narrow; all buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from game.app.widgets.flowing import flow

if TYPE_CHECKING:
    from textual.binding import Binding
    from textual.screen import Screen

    from game.telling.waiting import Waiting

LINES = 2
MORE_LINES = 4  # where the terminal is narrow and high
HIGH = 32
THERE = "ctrl+g"  # the key that leads to what waits


@runtime_checkable
class Informed(Protocol):
    """A screen that knows what waits for its person."""

    def waits(self) -> tuple[Waiting, ...]:
        """What is not before the person's eyes already, the weightiest first."""


class KeyBar(Static):
    """Every key that does something here, in the order in which the bindings are declared.

    One widget for all keys: a widget each would cost a screen its quick start.
    """

    auto_links = False  # the keys have their own look

    def on_mount(self) -> None:
        """Follow the screen's bindings: they change with what has the focus."""
        self._keys: list[Content] = []
        self._waits = Content()
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
        waits = self._waiting(screen)
        if keys != self._keys or waits != self._waits:
            self._keys, self._waits = keys, waits
            self._draw()

    def _waiting(self, screen: Screen[object]) -> Content:
        """What waits, in a line, with the key that leads there."""
        waits = screen.waits() if isinstance(screen, Informed) else ()
        if not waits:
            return Content()
        more = f" And {len(waits) - 1} more." if len(waits) > 1 else ""
        line = Content.assemble((f"◆ {waits[0].says}{more}", "bold $warning"))
        there = screen.active_bindings.get(THERE)
        return line if there is None else Content("  ").join([line, self._item(there.binding)])

    def _draw(self) -> None:
        if self._keys:
            most = LINES if self.screen.size.height < HIGH else MORE_LINES
            width = max(10, self.size.width)
            airy = flow(self._keys, width)
            fits = airy.plain.count("\n") < most
            keys = airy if fits else flow(self._keys, width, gap=1, most=most)
            self.update(Content("\n").join([self._waits, keys]) if self._waits else keys)

    def _item(self, binding: Binding, name: str = "") -> Content:
        press = Style.from_meta({"@click": f"app.simulate_key({binding.key!r})"})
        key = Content.styled(self.app.get_key_display(binding), "bold $footer-key-foreground")
        return Content.assemble(key, f" {name or binding.description}").stylize(press)
