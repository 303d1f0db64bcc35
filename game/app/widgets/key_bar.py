"""The bottom of every page: what waits for the person, and one line of the keys that matter most; all are buttons."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from game.app.widgets.flowing import flow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import Binding
    from textual.screen import Screen
    from textual.timer import Timer

    from game.telling.phasing import Waiting

LAST = frozenset({"commit", "hand-over", "menu", "leave-table", "help"})
"""Keys that stand at the end of the line whatever else there is room for, by the last part of their binding's id."""
ALWAYS = frozenset({"forward"})
"""Keys that keep their place in the line though others before them take its room."""
HIGH = 32  # lines from which a narrow terminal has room for two lines of keys
ROOMY = 60  # cells from which a key is told by its full name
LEAST_WIDTH, LEAST_HEIGHT = 46, 12  # columns and rows on which every page can be used
THERE = "ctrl+g"  # the key that leads to what waits
READING = 8.0
"""Seconds for which a word about a key stays."""


@runtime_checkable
class Informed(Protocol):
    """A screen that knows what waits for its person."""

    def waits(self) -> tuple[Waiting, ...]:
        """What is not before the person's eyes already, the weightiest first."""


def waiting_line(screen: Screen[object], width: int) -> Content:
    """The weightiest of what waits for the person, in one line with the key that leads there; "" = nothing does."""
    waits = screen.waits() if isinstance(screen, Informed) else ()
    if not waits:
        return Content()
    there = screen.active_bindings.get(THERE)
    name = "" if width >= ROOMY else "Go"
    key = Content.assemble("  ", button(screen, there.binding, name)) if there is not None else Content()
    more = f" (And {len(waits) - 1} more.)" if len(waits) > 1 else ""
    says = Content.styled(f"◇ {waits[0].says}{more}", "bold")
    return says.truncate(max(1, width - key.cell_length), ellipsis=True) + key


def button(screen: Screen[object], binding: Binding, name: str = "") -> Content:
    """A key with what it does, to be clicked."""
    return to_press(binding.key, screen.app.get_key_display(binding), name or binding.description)


def to_press(key: str, shown: str, does: str) -> Content:
    """A key as it is shown, with what it does; a click on it is the key."""
    press = Style.from_meta({"@click": f"app.simulate_key({key!r})"})
    return Content.assemble((shown, "bold $footer-key-foreground"), f" {does}").stylize(press)


def size_wanted(width: int, height: int) -> str:
    """What to say of a terminal that is too small to play on; "" = it is large enough."""
    if width >= LEAST_WIDTH and height >= LEAST_HEIGHT:
        return ""
    least = f"{LEAST_WIDTH} columns and {LEAST_HEIGHT} rows"
    return f"Make this window larger: {least} at the least. It has {width} and {height}. Ctrl+Q leaves."


class KeyBar(Static):
    """The keys that do something here, in the order in which the bindings are declared, as many as a line holds.

    The ways out and to help stand at its end; the rest is found by the palette.

    One widget for all keys: a widget each would cost a screen its quick start.

    Args:
        waits: is what waits for the person told here? Not where the page itself tells it.
    """

    auto_links = False  # the keys have their own look

    def __init__(self, waits: bool = True) -> None:
        super().__init__()
        self._tells = waits
        self._keys: list[Content] = []
        self._always: list[Content] = []  # those of them that are never left out
        self._last: list[Content] = []  # those that stand at the end
        self._waits = Content()
        self._said = ""
        self._timer: Timer | None = None

    def say(self, text: str) -> None:
        """Say something about a key, above the keys, for as long as it takes to read it; "" = no more."""
        self._said = text
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(READING, partial(self.say, "")) if text else None
        self._draw()

    def on_mount(self) -> None:
        """Follow the screen's bindings: they change with what has the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def on_unmount(self) -> None:
        """Let go of the screen."""
        self.screen.bindings_updated_signal.unsubscribe(self)

    def on_resize(self) -> None:
        """Flow over other lines."""
        self._follow(self.screen)
        self._draw()

    def _follow(self, screen: Screen[object]) -> None:
        if not self.is_attached or screen is not self.screen:
            return
        shown: dict[str, Binding] = {}
        bindings = screen.active_bindings
        for active in bindings.values():
            if active.binding.show and active.binding.description and active.enabled:
                shown.setdefault(active.binding.action, active.binding)
        keys = [button(screen, one) for one in shown.values() if not _stays(one)]
        always = [button(screen, one) for one in shown.values() if _part(one) in ALWAYS]
        last = [button(screen, one) for one in shown.values() if _stays(one)]
        palette = bindings.get(self.app.COMMAND_PALETTE_BINDING)
        if palette is not None:
            name = "Commands" if self.size.width >= ROOMY else " "
            last.append(button(screen, palette.binding, name))
        waits = waiting_line(screen, self.size.width) if self._tells else Content()
        if (keys, last, waits) != (self._keys, self._last, self._waits):
            self._keys, self._always, self._last, self._waits = keys, always, last, waits
            self._draw()

    def _draw(self) -> None:
        room = self.app.size
        wanted = size_wanted(room.width, room.height)
        self.set_class(bool(wanted), "-alone")
        if wanted:
            self.update(Content.styled(wanted, "bold $warning"))
        elif self._keys or self._last:
            width, every = max(10, self.size.width), [*self._keys, *self._last]
            two = width < ROOMY and self.screen.size.height >= HIGH
            keys = flow(every, width, gap=1, most=2) if two else in_a_line(self._keys, self._last, width, self._always)
            said = Content.styled(self._said, "bold $warning")
            self.update(Content("\n").join([one for one in (said or self._waits, keys) if one]))


def _part(binding: Binding) -> str:
    return (binding.id or "").rpartition(".")[2]


def _stays(binding: Binding) -> bool:
    return _part(binding) in LAST


def in_a_line(keys: Sequence[Content], last: Sequence[Content], width: int, always: Sequence[Content] = ()) -> Content:
    """Keys in one line, as many as it holds in their order, `always` among them; behind them the last ones."""
    for gap in (2, 1):
        if sum(one.cell_length + gap for one in (*keys, *last)) - gap <= width:
            return Content(" " * gap).join([*keys, *last])
    kept, room = list[Content](), width - sum(one.cell_length + 1 for one in (*always, *last))
    full = False
    for one in keys:
        if one in always:
            kept.append(one)
            continue
        full = full or one.cell_length > room
        if not full:
            kept.append(one)
            room -= one.cell_length + 1
    gap = 2 if room >= len(kept) + len(last) else 1
    return Content(" " * gap).join([*kept, *last]).truncate(width)
