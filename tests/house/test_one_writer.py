"""Every number that people read is written by game/figures.py; a value that was given, by game/doors/text.py."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.checkout import files_of_the_repository, modules, place

ELSEWHERE = {
    "game/figures.py": "it is the writer",
    "game/doors/text.py": "repeats a number of a file with the digits it was given",
    "game/doors/problems.py": "counts what is wrong with a file",
    "game/doors/files.py": "counts bytes, below the writer's floor only in what it counts",
    "game/doors/toml.py": "says how a number that was written another way is written in TOML",
    "game/doors/tables.py": "counts the rows of a workbook",
    "game/debrief/prompts/shape.py": "writes a condition back as it stands in its file",
    "game/lab/fingerprints.py": "hashes numbers, which nobody reads",
    "game/lab/simulation/simulation.py": "names the columns of its data: p05, p95",
    "game/cli/lab.py": "data for a program: ten digits in CSV",
    "game/telling/board/picture.py": "writes places and sizes of a drawing, which nobody reads",
    "game/debrief/report/reveal.py": "writes places and sizes of a drawing, which nobody reads",
    "game/kit/codes.py": "writes a number as it is typed off paper, which reads back as the same number",
}
"""Modules that may format numbers themselves, and why."""

FORMATS = set("eEfFgG%,")


def text_of(node: ast.expr) -> str:
    """A string that stands in the source; "" = it is none."""
    value = node.value if isinstance(node, ast.Constant) else ""
    return value if isinstance(value, str) else ""


def hand_made(source: str) -> Iterator[int]:
    """Lines that format a number by hand: a format in an f-string, `format()`, `%`, or `round` for reading."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FormattedValue):
            spec = "".join(
                str(part.value) for part in getattr(node.format_spec, "values", ()) if isinstance(part, ast.Constant)
            )
            number = not spec.startswith("%") and (set(spec) & FORMATS or spec.startswith("+"))
            rounded = isinstance(node.value, ast.Call) and getattr(node.value.func, "id", "") == "round"
            if number or rounded:
                yield node.lineno
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "format":
            yield node.lineno
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
            if ":" in text_of(node.func.value):
                yield node.lineno
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod) and text_of(node.left):
            yield node.lineno


def test_no_module_writes_numbers_of_its_own() -> None:
    found = {
        place(path): sorted(set(hand_made(path.read_text(encoding="utf-8"))))
        for path in modules()
        if place(path) not in ELSEWHERE
    }
    told = [f"{name}:{line}" for name, lines in found.items() for line in lines]
    assert not told, f"write these with game/figures.py, or say in ELSEWHERE why not: {told}"


def test_what_is_let_off_still_needs_it() -> None:
    for name in ELSEWHERE:
        path = next(path for path in modules() if place(path) == name)
        assert list(hand_made(path.read_text(encoding="utf-8"))), f"{name} formats no number any more"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('f"{x:.0f}"', [1]),
        ('f"{x:,.2f}"', [1]),
        ('f"{x:{wide},.{digits}f}"', [1]),
        ('f"{x:,}"', [1]),
        ('f"{x:.0%}"', [1]),
        ('f"{x:+d}"', [1]),
        ('f"{round(x)} units"', [1]),
        ('format(x, ".1f")', [1]),
        ('"{:.1f}".format(x)', [1]),
        ('"%.1f" % x', [1]),
        ('f"{when:%d %b %H:%M}"', []),
        ('f"{name:<30}{name!r}{units(x)}"', []),
        ('f"{number:>3}{at:02d}"', []),
        ("words.format(item=name)", []),
        ("x % 7", []),
    ],
)
def test_the_check_knows_a_format_of_a_number(line: str, found: list[int]) -> None:
    assert list(hand_made(line)) == found


SPACED = re.compile(r"[0-9]\s%")
WORDS = (".md", ".toml", ".typ")


def printed_strings(source: str) -> Iterator[tuple[int, str]]:
    """Each string of a module with its line; a 0 for what an f-string fills in."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(text_of(part) if isinstance(part, ast.Constant) else "0" for part in node.values)
        elif isinstance(node, ast.Constant) and text_of(node):
            yield node.lineno, text_of(node)


def test_a_share_is_written_without_a_space_before_its_sign() -> None:
    spaced = []
    for path in files_of_the_repository():
        name = place(path)
        if name.startswith("tests/") or not (name.startswith("game/") or path.suffix in WORDS):
            continue
        source = path.read_text(encoding="utf-8")
        lines = printed_strings(source) if path.suffix == ".py" else enumerate(source.splitlines(), 1)
        spaced += [f"{name}:{at}" for at, line in lines if SPACED.search(line)]
    assert not spaced, f"write 87%, as game/figures.py does: {spaced}"


@pytest.mark.parametrize(("line", "spaced"), [('f"{x} %"', True), ('"5\\u00a0% of"', True), ('f"{x}% of {y}"', False)])
def test_the_check_knows_a_space_before_a_sign(line: str, spaced: bool) -> None:
    assert any(SPACED.search(text) for _, text in printed_strings(line)) is spaced


QUOTED_FOR_PROGRAMS = {
    "game/app/widgets/key_bar.py": "an action of Textual, in Python's own writing",
    "game/app/widgets/heads.py": "an action of Textual",
    "game/app/widgets/choosing.py": "an action of Textual",
    "game/scenario/__init__.py": "an AttributeError, in Python's own words",
    "game/judging/levers.py": "an assertion",
    "game/kit/codes.py": "a number as it is typed off paper",
    "game/lab/fingerprints.py": "is hashed, and nobody reads it",
    "game/partners/words.py": "an assertion, and a mistake in the package's own file",
}
"""Modules that may write a value as Python does, and why; in a message to a person it is `quoted`."""


def as_python(source: str) -> Iterator[int]:
    """Lines that write a value as Python does: `!r`, `!a`, `repr`, `ascii`."""
    for node in ast.walk(ast.parse(source)):
        written = isinstance(node, ast.FormattedValue) and node.conversion in (ord("r"), ord("a"))
        called = isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("repr", "ascii")
        if isinstance(node, ast.expr | ast.FormattedValue) and (written or called):
            yield node.lineno


def test_what_a_person_reads_shows_no_value_as_python_writes_it() -> None:
    found = {place(path): list(as_python(path.read_text(encoding="utf-8"))) for path in modules()}
    told = [f"{name}:{line}" for name, lines in found.items() if name not in QUOTED_FOR_PROGRAMS for line in lines]
    assert not told, f"quote these with game.doors.text.quoted, or say in QUOTED_FOR_PROGRAMS why not: {told}"
    assert all(found[name] for name in QUOTED_FOR_PROGRAMS)


def test_values_as_python_writes_them_are_found() -> None:
    assert sorted(as_python('f"{x!r}"\nrepr(x)\nf"{x!s} {x}"\nf"{x!a}"')) == [1, 2, 4]
