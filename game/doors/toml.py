"""The one way to read TOML: nesting, syntax and control signs are looked at, every fault is told with its place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as File
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from game.doors.files import MOST_BYTES, not_utf8, read_bytes
from game.doors.positions import Path, scan, second_naming
from game.doors.problems import Problem, SourceText, report
from game.doors.text import control_problem, first_control, steering, visible
from game.refusal import Refusal

DEEPEST: Final = 24
"""Arrays in arrays, tables in tables, parts of a dotted key: any file of this game needs fewer than eight."""
MOST_ENTRIES: Final = 20_000
"""Keys, tables and entries of arrays: the longest file of this game has a thousand."""
MOST_LINES: Final = 100_000
LONGEST_WORD: Final = 4_000
"""Signs of a key or a number without quotes: few more digits are no number for Python, and take it much memory."""
MOST_TOML: Final = 1024 * 1024
"""Bytes of a TOML file: the longest one of this game has a fortieth of it."""

_SIGN: Final = re.compile(r"""["'#\[\]{}.=,]|\n+""")
_ENDS: Final = MappingProxyType(
    {
        '"""': re.compile(r'\\.|"""', re.DOTALL),
        '"': re.compile(r'\\.|["\n]', re.DOTALL),
        "'''": re.compile(r"'''"),
        "'": re.compile(r"['\n]"),
        "#": re.compile(r"\n"),
    }
)
_BRACKETS: Final = MappingProxyType({"[": 1, "{": 1, "]": -1, "}": -1})
_ENTRIES: Final = frozenset("=,[{")


def excess(text: str) -> tuple[int, str] | None:
    """Where a TOML text begins to hold more than it may, and what was expected there; None = nowhere.

    Looks at every sign once.

    Args:
        text: any text; what is no TOML is left to the reader.
    """
    at, depth, dots, entries = 0, 0, 0, 0
    if text.count("\n") > MOST_LINES:
        return 0, f"expected a file of at most {MOST_LINES:,} lines, given more. It may be some other file."
    while found := _SIGN.search(text, at):
        sign, start = found[0], found.start()
        if start - at > LONGEST_WORD and (long := _long_word(text, at, start)):
            return long
        at = found.end()
        if sign in "\"'#":
            opening = sign * 3 if sign != "#" and text.startswith(sign * 3, start) else sign
            at = _past(text, start, opening)
            continue
        if sign == ".":
            dots += 1
        else:
            dots, depth = 0, max(0, depth + _BRACKETS.get(sign, 0))
            entries += sign in _ENTRIES
        if depth > DEEPEST or dots >= DEEPEST:
            return start, f"expected tables, arrays and dotted keys of at most {DEEPEST} levels, given more."
        if entries > MOST_ENTRIES:
            expected = f"expected a file of at most {MOST_ENTRIES:,} keys, tables and entries of arrays, given more."
            return start, f"{expected} It may be some other file."
    return _long_word(text, at, len(text))


def _long_word(text: str, begin: int, end: int) -> tuple[int, str] | None:
    word = text[begin:end].strip(" \t\r")
    if len(word) <= LONGEST_WORD:
        return None
    what = "a number of fewer digits" if word[0] in "+-0123456789" else "a shorter word"
    return text.index(word[0], begin), f"expected {what}, given {len(word):,}."


def _past(text: str, start: int, opening: str) -> int:
    """The offset behind a string or a remark that begins here."""
    at = start + len(opening)
    while found := _ENDS[opening].search(text, at):
        at = found.end()
        if not found[0].startswith("\\"):
            return at
    return len(text)


Tree: TypeAlias = dict[str, Any]

_RAW: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]+")
"""Control signs that may stand nowhere in TOML, not even in a remark."""
_PLACE: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_TRUTH: Final = MappingProxyType({"true": "true", "yes": "true", "false": "false", "no": "false"})
SHOWN: Final = 40
"""Signs of a value that is none that a refusal repeats."""
MOST_SAID: Final = 400
"""Signs of a line that are looked at for what was meant."""


@dataclass(frozen=True)
class Document:
    """A TOML text that was read."""

    tree: Tree  # what tomllib makes of it
    page: SourceText  # the text with its name and the places in it
    problems: tuple[Problem, ...]  # control signs, in the text itself and in what its strings and keys mean


def read_toml(path: File, what: str, most: int = MOST_BYTES) -> Tree:
    """What a TOML file says.

    Args:
        path: where it is.
        what: what it should be, for the refusal.
        most: bytes it may have at the most.

    Raises:
        Refusal: when it cannot be read, is no TOML, nests too deeply or holds control signs, with every place.
    """
    return tree_of(read_bytes(path, what, most), visible(short_name(path)))


def tree_of(content: bytes, name: str) -> Tree:
    """What the bytes of a TOML file say; `name` names the file in what is said of it.

    Raises:
        Refusal: as `read_toml`.
    """
    document = parse(content, name)
    if document.problems:
        raise Refusal(report(document.page, document.problems))
    return document.tree


def parse(content: bytes, name: str) -> Document:
    """The tree of a file's bytes, with the places in it; `name` names the file in what is said of it.

    Raises:
        Refusal: when it is no UTF-8 or no TOML, too long or nests too deeply, with the place.
    """
    if len(content) > MOST_TOML:
        given = f"expected at most {MOST_TOML:,} bytes of TOML, given {len(content):,}. It may be some other file."
        raise Refusal(f"{name}: {given}")
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", errors="replace")
        page = SourceText(name, content.decode("utf-8-sig", errors="replace"))
        raise Refusal(page.show(len(before), not_utf8(content))) from None
    if beyond := excess(text):
        raise Refusal(SourceText(name, text).show(*beyond))
    # A control sign that no TOML holds does not hide what else is wrong: it is told, and a space is read in its place.
    raw = tuple(Problem((), steering(found[0]), at=found.start()) for found in _RAW.finditer(text))
    plain = _RAW.sub(lambda found: " " * len(found[0]), text)
    try:
        tree = tomllib.loads(plain)
    except ValueError as error:
        page = SourceText(name, text)
        told = [report(page, raw)] if raw else []
        raise Refusal("\n".join([*told, _syntax(page, error)])) from None
    page = SourceText(name, text, scan(plain))
    return Document(tree, page, (*raw, *_control_signs(tree)))


def own_tree(content: bytes) -> Tree:
    """What a TOML text says that this game wrote itself, as into a record: quickly, without places.

    Raises:
        ValueError: when it is no UTF-8 or no TOML, or nests or goes on as nothing does that the game writes.
    """
    text = content.decode()
    if beyond := excess(text):
        raise ValueError(beyond[1].removesuffix("."))
    return tomllib.loads(text)


def own_head(content: bytes) -> Tree:
    """As `own_tree`, of what a person is shown as it stands: the head of a record or of a survey.

    Raises:
        ValueError: for control signs too.
    """
    tree = own_tree(content)
    for problem in _control_signs(tree):
        raise ValueError(f"{'.'.join(visible(str(step)) for step in problem.path)}: {problem.message[:-1]}")
    return tree


def short_name(path: File) -> str:
    """A path as short as somebody in this folder would type it."""
    try:
        return str(path.relative_to(File.cwd()))
    except ValueError:
        return str(path)


def _control_signs(node: object, path: Path = ()) -> Iterator[Problem]:
    """Every string and key that holds a control sign; a line end may stand in a string."""
    if isinstance(node, str):
        if first_control(node) >= 0:
            yield Problem(path, str(control_problem(node)))
        return
    entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in entries:
        if isinstance(key, str) and (problem := control_problem(key, allowed="")):
            yield Problem((*path, key), f"{problem[:-1]} of the key.", "key")
        yield from _control_signs(value, (*path, key))


def _syntax(page: SourceText, error: ValueError) -> str:
    """What tomllib could not read, at the place it names, and what to write instead where that is known."""
    message, text = str(error), page.text
    offset = len(text)
    if place := _PLACE.search(message):
        message = message[: place.start()]
        if place.group(1):
            offset = _offset(text, int(place.group(1)), int(place.group(2)))
    if message.startswith("Cannot "):
        again = second_naming(text, offset)
        if again:
            return page.show(again.at, _twice(page, again.path, again.before, again.kinds))
    return page.show(min(offset, len(text)), _said(message, text, offset))


def _offset(text: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return start + column - 1


def _twice(page: SourceText, path: Path, before: int, kinds: bool) -> str:
    name = ".".join(visible(str(part)) for part in path if isinstance(part, str))
    line = page.text.count("\n", 0, before) + 1
    if kinds:
        return (
            f"expected one kind of table for '{name}', given both [{name}] and [[{name}]]: it begins at line {line}. "
            f"Write [[{name}]] at each entry of a list."
        )
    return f"expected '{name}' once, given a second time: it stands at line {line} already. Keep one of them."


def _said(message: str, text: str, offset: int) -> str:
    """A fault in words, from "expected" on."""
    sign = text[offset : offset + 1]
    line = text[text.rfind("\n", 0, offset) + 1 : offset]
    if sign == "\n" and line.count("{") > line.count("}"):
        return (
            "expected the inline table closed on its line, as TOML 1.0 has it. Write it on one line, or as a table of "
            "its own under a [header]."
        )
    if message.startswith("Illegal character") and sign == "\n":
        return "expected plain text, given the end of the line. Leave it out, or close the quotes before it."
    if message.startswith(("Unescaped", "Invalid hex value", "Escaped character")):
        return "expected text, given a backslash in double quotes. Write it twice, or put the text in single quotes."
    if message.startswith("Expected '='") and sign:
        given = "the end of the line" if sign == "\n" else f"'{visible(sign)}'"
        return f"expected '=' after the key, given {given}. A key with other signs than a-z, 0-9, - and _ is quoted."
    if message.startswith(("Expected newline", "Invalid value")) and (meant := _meant(_written(text, offset))):
        return meant
    if message.startswith("Expected newline") and sign:
        given = text[offset : offset + SHOWN].partition("\n")[0].strip()
        expected = "expected the line to end after the value"
        return f"{expected}, given '{visible(given)}'. Text is quoted, a remark begins with #."
    return f"expected TOML, could not read on: {visible(message[:1].lower() + message[1:])}."


def _written(text: str, offset: int) -> str:
    """What stands behind the last `=` of this line, up to a remark."""
    begin = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    line = text[begin : len(text) if end < 0 else end][:MOST_SAID]
    return line.partition("=")[2].partition("#")[0].strip()


def _meant(value: str) -> str:
    """What to write in place of a value that is none in TOML, from "expected" on; "" = nobody knows."""
    from game.doors.numbers import Range, readings

    anything = Range(-1e15, 1e15, share=value.endswith("%"))
    numbers = list(dict.fromkeys(f"{one / 100 if anything.share else one:f}" for one in readings(value, anything)))
    given = visible(value) if len(value) <= SHOWN else f"{visible(value[:SHOWN])}..."
    if numbers:
        return f"expected digits and a decimal point, given '{given}'. Write {' or '.join(numbers)}"
    if value.lower() in _TRUTH:
        return f"expected true or false, given '{given}'. Write {_TRUTH[value.lower()]}"
    bare = value.strip("\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}")
    if bare[:1].isalpha() and not set("\"'\\") & set(bare):
        return f'expected text in straight quotes, a number, true or false, given {given}. Write "{visible(bare)}"'
    return ""
