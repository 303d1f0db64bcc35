"""One word for one thing: no class name twice in the game, and no function whose name does not say what it gives."""

import ast
from collections import defaultdict

from tests.house.checkout import modules, place

SAYS_NOTHING = ("told", "found")
"""Names that twenty modules and nine once had for a public function."""


def repeated(sources: dict[str, str]) -> dict[str, list[str]]:
    """Where each public class name stands that stands twice; classes inside a class have its name before theirs."""
    stands = defaultdict(list)
    for where, source in sources.items():
        for node in ast.parse(source).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                stands[node.name].append(where)
    return {name: places for name, places in stands.items() if len(places) > 1}


def empty(sources: dict[str, str]) -> list[str]:
    """Every function whose name says nothing."""
    return [
        f"{where}:{node.lineno} {node.name}"
        for where, source in sources.items()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name in SAYS_NOTHING
    ]


def sources() -> dict[str, str]:
    return {place(path): path.read_text(encoding="utf-8") for path in modules()}


def test_a_class_name_stands_for_one_thing() -> None:
    assert not repeated(sources())


def test_a_function_is_named_by_what_it_returns_or_does() -> None:
    assert not empty(sources())


def test_what_is_wrong_would_be_found() -> None:
    wrong = {
        "a.py": "class Mark: ...\nclass _Own: ...\n",
        "b.py": "class Mark:\n    class Moved: ...\n    def told(self): ...\n",
    }
    wrong["c.py"] = "class _Own: ...\nclass Other:\n    class Moved: ...\n"
    assert repeated(wrong) == {"Mark": ["a.py", "b.py"]}
    assert empty(wrong) == ["b.py:3 told"]
