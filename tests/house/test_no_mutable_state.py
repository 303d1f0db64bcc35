import pytest

from tests.house.checkout import PACKAGE, modules
from tests.house.mutable_state import mutable_values


def test_no_table_can_change_another_through_a_module() -> None:
    found = [problem for path in modules() for problem in mutable_values(path.read_text(encoding="utf-8"), path)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "source",
    [
        "X = []",
        "X: Final = {}",
        "X: Final[dict[str, int]] = {'a': 1}",
        "X = {1, 2}",
        "X = [n for n in (1, 2)]",
        "X = Y = {k: 1 for k in 'ab'}",
        "X = dict(a=1)",
        "X = defaultdict[str, int](int)",
        "X = collections.deque()",
        "X = np.zeros(3)",
        "X = ((1, 2), [3])",
        "X = MappingProxyType({'a': [1]})",
        "X = () if __debug__ else []",
        "if True:\n    X = []",
        "try:\n    pass\nexcept OSError:\n    X = []",
        "def count():\n    global X\n    X = 1",
    ],
)
def test_a_value_that_can_change_is_found(source: str) -> None:
    assert mutable_values(source, PACKAGE / "example.py")


@pytest.mark.parametrize(
    "source",
    [
        "X = (1, 2)",
        "X = frozenset({1, 2})",
        "X = tuple([1, 2])",
        "X = MappingProxyType({'a': 1})",
        "X = MappingProxyType({k: (1,) for k in 'ab'})",
        "X = dict[str, int]",
        "__all__ = ['a']",
        "def f():\n    return []",
        "class C:\n    x: list[int] = field(default_factory=list)",
    ],
)
def test_a_value_that_cannot_change_is_left_alone(source: str) -> None:
    assert not mutable_values(source, PACKAGE / "example.py")


def test_the_place_is_named_with_file_and_line() -> None:
    (problem,) = mutable_values("A = 1\n\nB = []\n", PACKAGE / "rules" / "example.py")
    assert problem.startswith("game/rules/example.py:3: B ")
