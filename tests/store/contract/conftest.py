"""The stores that the contract is run for."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from game.store.files import FileStore
from game.store.log import MemoryStore, Store
from game.store.postgres import PostgresStore


@dataclass(frozen=True)
class Kept:
    """A store, and ways around it that damage what it keeps."""

    store: Store
    put: Callable[[str, bytes], None]  # make these the bytes of a log that nobody holds
    tail: Callable[[str], bytes]  # the torn end that is kept under this name


def _files(folder: Path) -> Kept:
    def put(name: str, data: bytes) -> None:
        folder.joinpath("logs", name).write_bytes(data)

    return Kept(FileStore(folder / "logs"), put, lambda name: Path(name).read_bytes())


def _memory(folder: Path) -> Kept:
    store = MemoryStore()

    def put(name: str, data: bytes) -> None:
        store.logs[name][:] = data

    return Kept(store, put, store.tails.__getitem__)


def _postgres(url: str) -> Iterator[Kept]:
    def put(name: str, data: bytes) -> None:
        with psycopg.connect(url) as connection:
            connection.execute("DELETE FROM lastmile_blocks WHERE log = %s", (name,))
            connection.execute("INSERT INTO lastmile_blocks VALUES (%s, 0, %s)", (name, data))

    with closing(PostgresStore(url)) as store:
        yield Kept(store, put, store.torn)


@pytest.fixture(params=["files", "memory", "postgres"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Kept]:
    if request.param == "postgres":
        yield from _postgres(request.getfixturevalue("database"))
    else:
        yield _files(tmp_path) if request.param == "files" else _memory(tmp_path)


@pytest.fixture
def store(kept: Kept) -> Store:
    return kept.store
