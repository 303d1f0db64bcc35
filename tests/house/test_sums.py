"""Built-in `sum` adds floats one by one until Python 3.11 and with a correction from 3.12 on: figures may differ."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

GAME = Path(__file__).parents[2] / "game"
EXACT = ("rules", "scenario", "table", "judging", "partners", "lab", "telling")
LOOKED_AT = "# exact"
COUNTS = {"len", "bool", "int", "any", "all", "round"}


def counts(node: ast.expr) -> bool:
    """Whether this is plainly a whole number: a count, a comparison, a length."""
    match node:
        case ast.Constant(value=value):
            return isinstance(value, int)
        case ast.Compare() | ast.UnaryOp(op=ast.Not()):
            return True
        case ast.BoolOp(values=values):
            return all(map(counts, values))
        case ast.Call(func=ast.Name(id=name)):
            return name in COUNTS
    return False


def careless(source: str) -> Iterator[int]:
    """Lines with a built-in `sum` of what may be floats; `# exact` says that a reader has found none."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "sum"):
            continue
        summed = node.args[0]
        each = summed.elt if isinstance(summed, ast.GeneratorExp | ast.ListComp) else None
        if not (each is not None and counts(each)) and LOOKED_AT not in lines[node.lineno - 1]:
            yield node.lineno


@pytest.mark.parametrize("package", EXACT)
def test_floats_are_added_alike_on_every_python(package: str) -> None:
    found = [
        f"{path.relative_to(GAME.parent)}:{line}"
        for path in sorted((GAME / package).rglob("*.py"))
        for line in careless(path.read_text(encoding="utf-8"))
    ]
    assert not found, (
        f"math.fsum adds floats alike everywhere; say '{LOOKED_AT}' beside a sum of whole numbers or arrays: {found}"
    )


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("sum(x)", [1]),
        ("sum(row.values())", [1]),
        ("sum(a.cost for a in b)", [1]),
        ("sum(1 for a in b)", []),
        ("sum(a > 2 for a in b)", []),
        ("sum(len(a) for a in b)", []),
        ("sum(a.minutes for a in b)  # exact: whole numbers", []),
        ("fsum(x) + x.sum()", []),
    ],
)
def test_the_check_knows_a_count_from_a_sum_of_floats(line: str, found: list[int]) -> None:
    assert list(careless(line)) == found
