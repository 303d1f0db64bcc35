"""Finds values at module level that one table could change under another."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.checkout import place

DISPLAYS = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp)
MAKERS = frozenset(
    {"list", "dict", "set", "bytearray", "defaultdict", "OrderedDict", "Counter", "deque", "ChainMap"}
    | {"array", "asarray", "zeros", "ones", "empty", "full", "arange", "linspace", "eye"}
    | {"cycle", "iter", "SimpleNamespace", "default_rng", "Random"}
)
# `import *` reads this one, and a list is how the language spells it.
SPARED = frozenset({"__all__"})


def mutable_values(source: str, path: Path) -> list[str]:
    """One `file:line: what is wrong` for every changeable value at module level and every `global`."""
    tree = ast.parse(source)
    problems = [
        f"{place(path)}:{line}: {name} can change; make it a tuple, a frozenset or a MappingProxyType"
        for name, line in _changeable_names(tree.body)
    ]
    problems += [
        f"{place(path)}:{node.lineno}: global {', '.join(node.names)} is shared by all tables; pass it"
        for node in ast.walk(tree)
        if isinstance(node, ast.Global)
    ]
    return problems


def _changeable_names(statements: list[ast.stmt]) -> Iterator[tuple[str, int]]:
    for statement in statements:
        for block in ("body", "orelse", "finalbody", "handlers"):
            if not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                yield from _changeable_names(getattr(statement, block, []))
        match statement:
            case ast.Assign(targets=targets, value=value):
                names = [ast.unparse(target) for target in targets]
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                names = [ast.unparse(target)]
            case _:
                continue
        if _is_changeable(value):
            yield from ((name, statement.lineno) for name in names if name not in SPARED)


def _is_changeable(value: ast.expr) -> bool:
    match value:
        case ast.Tuple(elts=parts):
            return any(map(_is_changeable, parts))
        case ast.IfExp(body=first, orelse=second):
            return _is_changeable(first) or _is_changeable(second)
        case ast.BoolOp(values=parts):
            return any(map(_is_changeable, parts))
        case ast.NamedExpr(value=inner) | ast.Starred(value=inner):
            return _is_changeable(inner)
        case ast.Call(func=maker, args=arguments):
            if _name(maker) == "MappingProxyType":
                return any(_holds_changeable(argument) for argument in arguments)
            return _name(maker) in MAKERS
    return isinstance(value, DISPLAYS)


def _holds_changeable(mapping: ast.expr) -> bool:
    """A read-only view is as changeable as the values in it."""
    match mapping:
        case ast.Dict(keys=keys, values=values):
            # What is unpacked into it is copied: only its values stay.
            return any(
                _holds_changeable(value) if key is None else _is_changeable(value)
                for key, value in zip(keys, values, strict=True)
            )
        case ast.DictComp(value=value):
            return _is_changeable(value)
    return False


def _name(maker: ast.expr) -> str:
    match maker:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Subscript(value=inner):
            return _name(inner)
    return ""
