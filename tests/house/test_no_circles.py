"""No module needs another that needs it: imports inside functions and for types alone count too."""

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter

import grimp
import pytest


@pytest.fixture(scope="module")
def imports() -> dict[str, set[str]]:
    """What each module of the game imports."""
    graph = grimp.build_graph("game", cache_dir=None)
    return {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}


def circle(imports: dict[str, set[str]], names: Iterable[str]) -> list[str]:
    """Modules that import each other round and round; none where there is no circle among these."""
    among = set(names)
    try:
        TopologicalSorter({name: imports[name] & among for name in among}).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_module_of_the_game_needs_itself_round_a_circle(imports: dict[str, set[str]]) -> None:
    assert len(imports) > 100
    assert not circle(imports, imports)


def test_a_circle_is_found() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}, "abc")[0] in "bc"
    assert not circle({"a": {"b", "c"}, "b": {"c"}, "c": set()}, "abc")
