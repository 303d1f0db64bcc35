"""The one way to read TOML: nesting, syntax and control signs are looked at, every fault is told with its place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as File
from typing import Any, Final, TypeAlias

from game.doors.files import MOST_BYTES, not_utf8, read_bytes
from game.doors.nesting import DEEPEST, too_deep
from game.doors.positions import Path, scan, second_naming
from game.doors.problems import Problem, SourceText, report
from game.doors.text import control_problem, first_control, named, visible
from game.refusal import Refusal

Tree: TypeAlias = dict[str, Any]

_PLACE: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_COMMA: Final = re.compile(r"([\d_]+),(\d+)")


@dataclass(frozen=True)
class Document:
    """A TOML text that was read.

    Attributes:
        tree: what tomllib makes of it.
        page: the text with its name and the places in it.
        problems: strings and keys that hold control signs.
    """

    tree: Tree
    page: SourceText
    problems: tuple[Problem, ...]


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
        Refusal: when it is no UTF-8 or no TOML, or nests too deeply, with the place.
    """
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", errors="replace")
        page = SourceText(name, content.decode("utf-8-sig", errors="replace"))
        raise Refusal(page.show(len(before), not_utf8(content))) from None
    deep = too_deep(text)
    if deep >= 0:
        expected = f"expected tables, arrays and dotted keys of at most {DEEPEST} levels, given more."
        raise Refusal(SourceText(name, text).show(deep, expected))
    try:
        tree = tomllib.loads(text)
    except ValueError as error:
        raise Refusal(_syntax(SourceText(name, text), error)) from None
    page = SourceText(name, text, scan(text))
    return Document(tree, page, tuple(_control_signs(tree)))


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
    if sign == "," and (comma := _COMMA.fullmatch(_word_around(text, offset))):
        return f"expected a decimal point, given a comma. Write {comma[1]}.{comma[2]}"
    if message.startswith(("Illegal character", "Found invalid character")) and sign:
        what = "the end of the line" if sign == "\n" else f"the control sign {named(sign)}"
        return f"expected plain text, given {what}. Leave it out, or close the quotes before it."
    return f"expected TOML, could not read on: {visible(message[:1].lower() + message[1:])}."


def _word_around(text: str, offset: int) -> str:
    """The signs around an offset up to the next blanks."""
    begin, end = re.search(r"\S*$", text[max(0, offset - 40) : offset]), re.match(r"[^\s\]#]*", text[offset:][:40])
    word = (begin[0] if begin else "") + (end[0] if end else "")
    return word.rpartition("=")[2]
