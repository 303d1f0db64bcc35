"""Any keys, pastes, clicks and resizes in any order: no crash, nothing that was decided is lost.

`LASTMILE_FUZZ=20` has twenty times as many, others each time.
"""

import asyncio
import os
import queue
import tempfile
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from textual import events
from textual.pilot import Pilot

from game.app.widgets.sheet import ValueSheet
from game.store.replay import read_record
from tests.app.playing import app_at, settled, solo, text

TIMES = int(os.environ.get("LASTMILE_FUZZ", "1"))
KEYS = (
    *"nbcupawgrhkxzsdtm1590.-,?", "enter", "escape", "tab", "shift+tab", "up", "down", "left", "right", "space",
    "backspace", "delete", "home", "end", "pageup", "pagedown", "f1", "shift+left", "shift+right",
)  # fmt: skip
SIZES = ((80, 24), (120, 40), (46, 40), (20, 8), (1, 1), (200, 60))
RUBBISH = (
    "", "\x00\x1b[31m", "9" * 5000, "1e999", "'; DROP TABLE tables; --", "🚚" * 40, "\n" * 50, "[b]x[/", "\u202eabc",
)  # fmt: skip


class Sitting:
    """An app that runs in one task of a thread of its own, and does what it is asked, one thing after the other."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._asked: queue.Queue[Any] = queue.Queue()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._live()), daemon=True)
        self._thread.start()
        self.do(settled)
        self.app = self._app

    def do(self, act: Callable[[Pilot[Any]], Coroutine[Any, Any, Any]]) -> Any:
        """Do something with the pilot, and let the app come to rest."""
        done: Future[Any] = Future()
        self._asked.put((act, done))
        return done.result(timeout=120)

    def leave(self) -> None:
        self._asked.put((None, None))
        self._thread.join(timeout=120)

    async def _live(self) -> None:
        self._app = app_at(self._home, solo())
        async with self._app.run_test(size=(80, 24)) as self._pilot:
            while True:
                act, done = await asyncio.to_thread(self._asked.get)
                if act is None:
                    return
                try:
                    await act(self._pilot)
                    await settled(self._pilot)
                    done.set_result(True)
                except BaseException as error:
                    done.set_exception(error)


class Mashing(RuleBasedStateMachine):
    """A person with a cat on the keyboard, at a table of a first day."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.home = Path(self.folder.name)
        self.sitting = Sitting(self.home)
        self.app = self.sitting.app

    @rule(keys=st.lists(st.sampled_from(KEYS), min_size=1, max_size=6))
    def press(self, keys: list[str]) -> None:
        self.sitting.do(lambda pilot: pilot.press(*keys))

    @rule(size=st.sampled_from(SIZES))
    def resize(self, size: tuple[int, int]) -> None:
        kept = [sheet.values for sheet in self.app.screen.query(ValueSheet)]
        self.sitting.do(lambda pilot: pilot.resize_terminal(*size))
        assert [sheet.values for sheet in self.app.screen.query(ValueSheet)] == kept

    @rule(text=st.sampled_from(RUBBISH))
    def paste(self, text: str) -> None:
        async def paste(pilot: Pilot[Any]) -> None:
            (pilot.app.focused or pilot.app.screen).post_message(events.Paste(text))

        self.sitting.do(paste)

    @rule(x=st.floats(0, 0.99), y=st.floats(0, 0.99))
    def click(self, x: float, y: float) -> None:
        size = self.app.screen.size
        self.sitting.do(lambda pilot: pilot.click(offset=(int(x * size.width), int(y * size.height))))

    @invariant()
    def nothing_is_lost(self) -> None:
        assert self.app._exception is None
        for record in (self.home / "tables").glob("*.toml"):
            found = read_record(record)
            assert not found.lost
            assert 1 <= found.table.round <= found.table.scenario.rounds

    def teardown(self) -> None:
        assert isinstance(text(self.app.screen), str)
        self.sitting.leave()
        self.folder.cleanup()


Mashing.TestCase.settings = settings(
    max_examples=4 * TIMES, stateful_step_count=14, deadline=None, derandomize=TIMES == 1,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
test_no_keys_clicks_pastes_or_sizes_in_any_order_break_the_game = Mashing.TestCase
