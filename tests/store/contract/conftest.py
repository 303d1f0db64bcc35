"""The stores that the contract is run for."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from game.store.files import FileStore
from game.store.log import MemoryStore, Store


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


@pytest.fixture(params=[_files, _memory], ids=["files", "memory"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Kept:
    made: Callable[[Path], Kept] = request.param
    return made(tmp_path)


@pytest.fixture
def store(kept: Kept) -> Store:
    return kept.store
