"""Logs in a database: held by one host, taken over when it is gone, lost to a host that comes back too late."""

import os
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import closing
from typing import Any, LiteralString

import psycopg
import pytest

from game.refusal import Refusal
from game.store.log import Kind, Log, Unwritten
from game.store.postgres import PostgresStore
from game.store.record import Record
from game.store.replay import read_record
from game.table.moves import Say
from game.table.structure import structure
from tests.table.tables import stall

KIND = Kind(b"# a log\n", "it is there.", "a place", "it is held.", "It does not count.")
NAME = "one.toml"


@pytest.fixture
def store(database: str) -> Iterator[PostgresStore]:
    with closing(PostgresStore(database)) as store:
        yield store


@pytest.fixture
def other(database: str) -> Iterator[PostgresStore]:
    """The same database, from another host."""
    with closing(PostgresStore(database)) as store:
        yield store


def begun(store: PostgresStore) -> Log:
    return store.create(NAME, KIND, ({"name": "one"},))


def resumed(store: PostgresStore) -> Log:
    return store.resume(NAME, KIND, lambda data: data)[0]


def words(store: PostgresStore) -> list[str]:
    return [move["word"] for move in tomllib.loads(store.read(NAME).decode()).get("moves", [])]


def cut_off(database: str, store: PostgresStore) -> None:
    """End a host's connection, as a network that fails or a database that is begun anew does."""
    gone = store._connection.info.backend_pid
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(%s, 30000)", (gone,))


def test_a_log_that_one_host_holds_no_other_does(store: PostgresStore, other: PostgresStore) -> None:
    log = begun(store)
    with pytest.raises(Refusal, match=r"one\.toml: it is held\."):
        resumed(other)
    with pytest.raises(Refusal, match=r"one\.toml: it is there\."):
        begun(other)
    log.close()
    resumed(other).close()


def test_of_two_hosts_that_begin_the_same_log_one_after_the_other_one_can(
    store: PostgresStore, other: PostgresStore
) -> None:
    looked: list[str] = []
    look = store._refuse_if_there

    def late(name: str, kind: Kind) -> None:
        if looked:
            look(name, kind)
        looked.append(name)  # it is begun between the first look and the lock

    store._refuse_if_there = late  # type: ignore[method-assign]
    begun(other).close()
    with pytest.raises(Refusal, match=r"one\.toml: it is there\."):
        begun(store)
    resumed(store).close()


def test_a_host_that_was_cut_off_goes_on_where_nobody_else_has(database: str, store: PostgresStore) -> None:
    log = begun(store)
    log.append({"word": "a"})
    cut_off(database, store)
    log.append({"word": "b"})
    assert words(store) == ["a", "b"]
    log.close()


def test_it_holds_its_logs_again_when_it_goes_on(database: str, store: PostgresStore, other: PostgresStore) -> None:
    log = begun(store)
    cut_off(database, store)
    log.append({"word": "a"})
    with pytest.raises(Refusal, match="it is held"):
        resumed(other)
    log.close()


@pytest.mark.parametrize("lets_go", [False, True], ids=["holds it", "has let go"])
def test_a_host_that_comes_back_after_another_went_on_writes_nothing(
    database: str, store: PostgresStore, other: PostgresStore, lets_go: bool
) -> None:
    late = begun(store)
    late.append({"word": "a"})
    cut_off(database, store)
    log = resumed(other)
    log.append({"word": "b"})
    if lets_go:
        log.close()
    for _ in range(2):
        with pytest.raises(Unwritten, match=r"one\.toml: can be written no more: another host has gone on"):
            late.append({"word": "too late"})
    assert words(other) == ["a", "b"]
    late.close()
    if not lets_go:
        log.append({"word": "c"})
        assert words(store) == ["a", "b", "c"]


def test_what_was_written_though_the_answer_did_not_come_stands_once(
    database: str, store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, connection = begun(store), store._connection

    class Cut:
        """Writes, and is cut off before it can say so."""

        closed = False

        def execute(self, query: LiteralString, values: tuple[Any, ...]) -> None:
            connection.execute(query, values)
            self.closed = True
            connection.close()
            raise psycopg.OperationalError("the line is cut")

    cut = Cut()
    store._connection = cut  # type: ignore[assignment]
    log._locked_on = cut  # type: ignore[attr-defined]
    log.append({"word": "a"})
    log.append({"word": "b"})
    assert words(store) == ["a", "b"]
    log.close()


def test_a_host_that_is_killed_leaves_all_it_confirmed_to_the_next(database: str, store: PostgresStore) -> None:
    code = (
        "import sys\nfrom tests.store.test_postgres import begun\nfrom game.store.postgres import PostgresStore\n"
        "store = PostgresStore(sys.argv[1])\nlog = begun(store)\n"
        "for number in range(1000000):\n    log.append({'word': str(number)})\n    print(number, flush=True)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, database], stdout=subprocess.PIPE, text=True) as host:
        assert host.stdout is not None
        said = [next(host.stdout).strip() for _ in range(20)]
        os.kill(host.pid, signal.SIGKILL)
        said += [line.strip() for line in host.stdout if line.endswith("\n")]
    with psycopg.connect(database, autocommit=True) as connection:  # the database has seen that it is gone
        while connection.execute("SELECT 1 FROM pg_locks WHERE locktype = 'advisory'").fetchone():
            pass
    log = resumed(store)
    kept = words(store)
    assert kept[: len(said)] == said == [str(number) for number in range(len(said))]
    assert len(kept) - len(said) in (0, 1)  # one may have been written and not yet said
    log.append({"word": "on"})
    assert words(store) == [*kept, "on"]


def test_a_table_is_kept_in_it_and_its_bytes_are_a_record(database: str, store: PostgresStore, tmp_path: Any) -> None:
    with Record.create(NAME, stall(), 3, structure("sync"), store=store) as record:
        record.play(Say("marketing", "hello"))
    (tmp_path / NAME).write_bytes(store.read(NAME))
    assert [one.move for one in read_record(tmp_path / NAME).moves] == [Say("marketing", "hello")]


def test_a_database_that_cannot_be_reached_is_said_in_one_line() -> None:
    with pytest.raises(Refusal, match=r"^the database cannot be reached: [^\n]+$"):
        PostgresStore("postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(Refusal, match=r"^the database cannot be reached: [^\n]+$"):
        PostgresStore("no address at all")


def test_a_name_that_no_text_of_the_database_holds_is_refused(store: PostgresStore) -> None:
    with pytest.raises(Refusal, match="NUL"):
        store.read("a\0b")


def test_a_database_that_is_gone_costs_no_move_that_was_confirmed(database: str, store: PostgresStore) -> None:
    log = begun(store)
    log.append({"word": "a"})
    there, store._url = store._url, "postgresql://nobody@127.0.0.1:1/none"
    cut_off(database, store)
    with pytest.raises(Unwritten, match=r"one\.toml: could not be written: the database cannot be reached: .*count"):
        log.append({"word": "b"})
    store._url = there
    log.append({"word": "b"})
    assert words(store) == ["a", "b"]
    log.close()
