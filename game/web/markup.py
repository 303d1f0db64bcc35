"""HTML as a value: elements of text that is escaped as it goes in, so that nothing people write becomes markup."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final, TypeAlias

VOID: Final = frozenset({"br", "hr", "img", "input", "link", "meta"})
"""Elements that hold nothing and are never closed."""


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


Node: TypeAlias = "str | Iterable[Node] | None"
"""What may stand in an element: text, which is escaped; `Markup`, as it is; several of them; nothing."""
Attribute: TypeAlias = "str | bool | int | None"


def el(tag: str, *children: Node, **attributes: Attribute) -> Markup:
    """An element.

    Args:
        tag: its name.
        children: what stands in it.
        attributes: by name, with `_` for `-` and none at the end (`class_`, `aria_live`); True = without a value, False
            and None = left out.
    """
    opened = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in VOID:
        return Markup(f"<{tag}{opened}>")
    return Markup(f"<{tag}{opened}>{joined(*children)}</{tag}>")


def joined(*nodes: Node) -> Markup:
    """Nodes one after the other."""
    return Markup("".join(_written(node) for node in nodes))


def _written(node: Node) -> str:
    if node is None:
        return ""
    if isinstance(node, Markup):
        return node
    if isinstance(node, str):
        return escape(node)
    return "".join(_written(one) for one in node)


def _attribute(name: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = name.removesuffix("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


def paragraphs(sentences: Iterable[str], class_: str | None = None) -> Markup:
    """A paragraph for each sentence that says something."""
    return joined(*(el("p", one, class_=class_) for one in sentences if one))


def items(entries: Iterable[Node], tag: str = "ul", class_: str | None = None) -> Markup:
    """A list; nothing of none."""
    found = [el("li", one) for one in entries]
    return el(tag, found, class_=class_) if found else Markup("")


def section(title: str, *children: Node, class_: str | None = None, level: int = 2, id_: str | None = None) -> Markup:
    """A part of a page under its heading; nothing where there is nothing in it."""
    inner = joined(*children)
    return el("section", el(f"h{level}", title), inner, class_=class_, id=id_) if inner else Markup("")
