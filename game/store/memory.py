"""Logs in memory: for tables that nothing is kept of, and for tests; the bytes are those of the files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from game.refusal import Refusal
from game.store.blocks import Scan, scan
from game.store.log import Kind, Log, Read, closed_log


class MemoryStore:
    """Logs that live as long as this object.

    Attributes:
        logs: bytes of each log, by name; free to be looked at and damaged.
        tails: torn ends that were left out, by the name under which they are told.
    """

    def __init__(self) -> None:
        self.logs: dict[str, bytearray] = {}
        self.tails: dict[str, bytes] = {}
        self._held: set[str] = set()

    def create(self, name: str, kind: Kind, first: Sequence[Mapping[str, Any]]) -> Log:
        """Begin a log, as `Store` says."""
        if name in self.logs:
            raise Refusal(f"{name}: {kind.there}")
        self.logs[name] = bytearray()
        self._held.add(name)
        log = _MemoryLog(self.logs[name], self._held, kind, name)
        log._begin(first)
        return log

    def resume(self, name: str, kind: Kind, read: Callable[[bytes], Read]) -> tuple[Log, Read]:
        """Go on with a log, as `Store` says."""
        data = self.read(name)
        if name in self._held:
            raise Refusal(f"{name}: {kind.held}")
        result, found = read(data), scan(data, kind.title)
        tail = f"{name}.torn" if found.lost else ""
        if tail:
            self.tails[tail] = data[found.sound :]
        self._held.add(name)
        return _MemoryLog(self.logs[name], self._held, kind, name, found, tail), result

    def read(self, name: str) -> bytes:
        """The bytes of a log."""
        if name not in self.logs:
            raise Refusal(f"{name}: expected a record, found none of this name.")
        return bytes(self.logs[name])

    def names(self) -> tuple[str, ...]:
        """The names of all logs, in order."""
        return tuple(sorted(self.logs))


class _MemoryLog(Log):
    def __init__(
        self, data: bytearray, held: set[str], kind: Kind, name: str, found: Scan | None = None, tail: str = ""
    ) -> None:
        super().__init__(kind, name, found, tail)
        self._data, self._held, self._end, self._open = data, held, found.sound if found else 0, True

    @property
    def closed(self) -> bool:
        return not self._open

    def _put(self, data: bytes) -> None:
        if not self._open:
            raise closed_log(self.source)
        self._data[self._end :] = data
        self._end = len(self._data)

    def close(self) -> None:
        if self._open:
            self._held.discard(self.source)
        self._open = False
