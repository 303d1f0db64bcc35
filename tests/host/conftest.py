from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.host.hosting import Hosted, new_room, served


@pytest.fixture
def hosted(tmp_path: Path) -> Iterator[Hosted]:
    """A room with two tables of the guided scenario, served."""
    with served(new_room(tmp_path / "room", tables=2)) as found:
        yield found
