"""Logs in a PostgreSQL database that several hosts share: a row a block, held by a lock that ends with its connection.

A log is the rows of its name in order; their bytes one behind the other are those of a log in a file. A row is added
whole or not at all, so that no end is torn here; what somebody put in from elsewhere may be. Who holds a log has an
advisory lock on the connection on which it writes: it is gone with its host, at the latest after `LOST` seconds. A
host that comes to itself after another has gone on cannot write: it has no lock, and the number of its next row is
taken (psycopg 3; https://www.postgresql.org/docs/current/explicit-locking.html, Advisory Locks).
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, LiteralString, TypeAlias

from game.doors.text import visible
from game.refusal import Refusal
from game.store.blocks import Scan, scan
from game.store.log import Kind, Log, Read, Unwritten, closed_log

if TYPE_CHECKING:
    import psycopg

    Connection: TypeAlias = psycopg.Connection[tuple[Any, ...]]

LOST: Final = 4
"""Seconds after which the database lets go of a host that does not answer, and with it of the logs it held."""

_SCHEMA: Final = (
    "CREATE TABLE IF NOT EXISTS lastmile_blocks "
    "(log text NOT NULL, seq integer NOT NULL, data bytea NOT NULL, PRIMARY KEY (log, seq))",
    "CREATE TABLE IF NOT EXISTS lastmile_torn (name text PRIMARY KEY, data bytea NOT NULL)",
)
_MAKING: Final = 0x4C4D
"""The lock under which the tables are made, so that two hosts that begin at once do not make them twice."""


class PostgresStore:
    """Logs in the tables `lastmile_blocks` and `lastmile_torn` of a database; they are made when there are none.

    Args:
        url: as PostgreSQL's own programs take it: `postgresql://user:password@host:port/database`.

    Raises:
        Refusal: when psycopg is not installed, or the database cannot be reached.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._one_at_a_time = threading.RLock()
        self._held: set[str] = set()
        self._connection = self._connect()
        with self._one_at_a_time, self._connection.transaction():
            self._connection.execute("SELECT pg_advisory_xact_lock(%s)", (_MAKING,))
            for table in _SCHEMA:
                self._connection.execute(table)

    def create(self, name: str, kind: Kind, first: Sequence[Mapping[str, Any]]) -> Log:
        """Begin a log, as `Store` says."""
        with self._one_at_a_time:
            self._refuse_if_there(name, kind)
            self._hold(name, kind)
            log = _PostgresLog(self, kind, name)
            try:
                self._refuse_if_there(name, kind)  # it was begun and let go of meanwhile
                log._begin(first)
            except BaseException:
                log.close()
                raise
            return log

    def resume(self, name: str, kind: Kind, read: Callable[[bytes], Read]) -> tuple[Log, Read]:
        """Go on with a log, as `Store` says; its rows are changed only by what is added next."""
        with self._one_at_a_time:
            self.read(name)
            self._hold(name, kind)
            try:
                data = self.read(name)
                result, found = read(data), scan(data, kind.title)
                tail = self._keep_tail(name, data[found.sound :]) if found.lost else ""
            except BaseException:
                self._let_go(name)
                raise
            return _PostgresLog(self, kind, name, found, tail, data), result

    def read(self, name: str) -> bytes:
        """The bytes of a log."""
        rows = self._rows("SELECT data FROM lastmile_blocks WHERE log = %s ORDER BY seq", name)
        if not rows:
            raise Refusal(f"{visible(name)}: expected a record, found none of this name in the database.")
        return b"".join(row[0] for row in rows)

    def names(self) -> tuple[str, ...]:
        """The names of all logs, in order."""
        return tuple(sorted(row[0] for row in self._rows("SELECT DISTINCT log FROM lastmile_blocks")))

    def torn(self, name: str) -> bytes:
        """A torn end that was left out, by the name under which it was told."""
        return bytes(self._rows("SELECT data FROM lastmile_torn WHERE name = %s", name)[0][0])

    def close(self) -> None:
        """Let go of the database, and so of every log that is held."""
        with self._one_at_a_time:
            self._connection.close()
            self._held.clear()

    def _connect(self) -> Connection:
        try:
            import psycopg
        except ImportError:
            raise Refusal(
                "a database needs psycopg, which is not installed: pip install 'lastmile-game[postgres]'"
            ) from None
        seen_dead = f"-c tcp_keepalives_idle=2 -c tcp_keepalives_interval=1 -c tcp_user_timeout={LOST * 1000}"
        try:
            return psycopg.connect(
                self._url, autocommit=True, connect_timeout=LOST, options=seen_dead, application_name="lastmile"
            )
        except psycopg.Error as error:
            raise Refusal(f"the database cannot be reached: {reason_of(error)}") from None

    def _rows(self, query: LiteralString, *values: object) -> list[tuple[Any, ...]]:
        """What a query gives; with another connection where the one there was is gone."""
        import psycopg

        with self._one_at_a_time:
            try:
                try:
                    return self._connection.execute(query, values).fetchall()
                except (psycopg.OperationalError, psycopg.InterfaceError):
                    if not self._connection.closed:
                        raise
                    self._connection = self._connect()
                    return self._connection.execute(query, values).fetchall()
            except psycopg.Error as error:
                raise Refusal(f"the database does not answer: {reason_of(error)}") from None

    def _refuse_if_there(self, name: str, kind: Kind) -> None:
        if self._rows("SELECT 1 FROM lastmile_blocks WHERE log = %s LIMIT 1", name):
            raise Refusal(f"{visible(name)}: {kind.there}")

    def _hold(self, name: str, kind: Kind) -> None:
        """Take the lock of a log, or refuse; a connection may take one twice, so this host looks for itself first."""
        if name in self._held or not self._rows("SELECT pg_try_advisory_lock(%s)", _number_of(name))[0][0]:
            raise Refusal(f"{visible(name)}: {kind.held}")
        self._held.add(name)

    def _let_go(self, name: str) -> None:
        with self._one_at_a_time:
            self._held.discard(name)
            if not self._connection.closed:
                with suppress(Refusal):
                    self._rows("SELECT pg_advisory_unlock(%s)", _number_of(name))

    def _keep_tail(self, name: str, tail: bytes) -> str:
        """Keep a torn end, once: as `<name>.torn`, or with a number where that is another's."""
        number = 1
        while True:
            kept = f"{name}.torn" + (f"-{number}" if number > 1 else "")
            self._rows("INSERT INTO lastmile_torn VALUES (%s, %s) ON CONFLICT DO NOTHING RETURNING 1", kept, tail)
            if self.torn(kept) == tail:
                return kept
            number += 1


class _PostgresLog(Log):
    """A log in the rows of a database.

    It belongs to the connection on which its lock was taken. Where that is gone, the lock is taken anew on another,
    if nobody else has written meanwhile.
    """

    def __init__(
        self, store: PostgresStore, kind: Kind, name: str, found: Scan | None = None, tail: str = "", data: bytes = b""
    ) -> None:
        super().__init__(kind, name, found, tail)
        self._store, self._open, self._locked_on = store, True, store._connection
        self._torn = data[: found.sound] if found and found.lost else None
        """What is sound, where a torn end stands behind it in the database."""
        self._next = 0
        if data:
            self._next = int(store._rows("SELECT max(seq) FROM lastmile_blocks WHERE log = %s", name)[0][0]) + 1

    @property
    def closed(self) -> bool:
        return not self._open

    def _put(self, data: bytes) -> None:
        import psycopg

        if not self._open:
            raise closed_log(self.source)
        with self._store._one_at_a_time:
            try:
                try:
                    self._write(data)
                except (psycopg.OperationalError, psycopg.InterfaceError):
                    if not self._store._connection.closed:
                        raise
                    self._write(data)  # on another connection
            except psycopg.errors.UniqueViolation:
                raise self._taken() from None
            except psycopg.Error as error:
                raise self._unwritten(reason_of(error)) from None
        self._next, self._torn = self._next + 1, None

    def _write(self, data: bytes) -> None:
        """Add one row; or, behind a torn end, write what is sound anew without it and then the row."""
        if self._store._connection.closed or self._locked_on is not self._store._connection:
            self._hold_again()
            if self._store._rows(
                "SELECT 1 FROM lastmile_blocks WHERE log = %s AND seq = %s AND data = %s", self.source, self._next, data
            ):
                return  # it was written, and only the answer did not come
        connection, add = self._store._connection, "INSERT INTO lastmile_blocks VALUES (%s, %s, %s)"
        if self._torn is None:
            connection.execute(add, (self.source, self._next, data))
            return
        with connection.transaction():
            connection.execute("DELETE FROM lastmile_blocks WHERE log = %s", (self.source,))
            connection.execute(add, (self.source, 0, self._torn))
            connection.execute(add, (self.source, 1, data))
        self._next = 1

    def _hold_again(self) -> None:
        store = self._store
        try:
            free = store._rows("SELECT pg_try_advisory_lock(%s)", _number_of(self.source))[0][0]
        except Refusal as refusal:
            raise self._unwritten(refusal.message) from None
        if not free:
            raise self._taken()
        self._locked_on = store._connection

    def _taken(self) -> Unwritten:
        why = f"{visible(self.source)}: can be written no more: another host has gone on with it"
        return Unwritten(why, "This does not count. Go on at that host.")

    def _unwritten(self, reason: str) -> Unwritten:
        means = self._kind.unwritten if self._next else "Nothing was begun. Try again."
        return Unwritten(f"{visible(self.source)}: could not be written: {reason}", means)

    def close(self) -> None:
        """Let go of the log; all that counts is in the database."""
        if self._open:
            self._open = False
            self._store._let_go(self.source)


def reason_of(error: Exception) -> str:
    """What the database says is wrong, in one line without control signs."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return visible(lines[0])


def _number_of(name: str) -> int:
    """The number of a log's lock: 64 bits with a sign, as the database wants it."""
    return int.from_bytes(hashlib.sha256(f"lastmile {name}".encode()).digest()[:8], "big", signed=True)
