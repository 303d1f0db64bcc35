"""Markdown, read once: a text as blocks and runs, which paper, terminal and screen lay out each in its own way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from markdown_it.token import Token

Kind: TypeAlias = Literal["heading", "paragraph", "item", "quote", "code", "table"]


@dataclass(frozen=True)
class Run:
    """Words of one look."""

    text: str
    strong: bool = False
    emph: bool = False
    code: bool = False  # to be typed as it stands
    link: str = ""  # the address that the words lead to; "" = to none


@dataclass(frozen=True)
class TextBlock:
    """A heading, a paragraph, an item of a list, a quote, code or a table."""

    kind: Kind
    runs: tuple[Run, ...] = ()  # its words; of code one run with its lines; of a table none
    level: int = 1  # how high a heading is, from 1; how deep an item or a quote stands, from 1
    mark: str = ""  # what an item begins with, "-" or "3."; "" = it belongs to the item before it
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()  # the cells of a table, its head first

    @property
    def text(self) -> str:
        """Its words without any look."""
        return "".join(run.text for run in self.runs)


def plain_runs(runs: Sequence[Run]) -> list[dict[str, Any]]:
    """Runs of words as a template reads them: each with `text`, `strong` and `emph`."""
    return [{"text": run.text, "strong": run.strong, "emph": run.emph} for run in runs]


def blocks(text: str) -> tuple[TextBlock, ...]:
    """The blocks of a text in their order; what is not known here, HTML among it, is text as it was typed."""
    from markdown_it import MarkdownIt  # a start without Markdown to read goes without

    return tuple(_blocks(iter(MarkdownIt("commonmark", {"html": False}).enable("table").parse(text))))


def _blocks(tokens: Iterator[Token]) -> Iterator[TextBlock]:
    within: list[str] = []
    mark = ""
    for token in tokens:
        name, _, side = token.type.rpartition("_")
        if token.type == "table_open":
            yield TextBlock("table", rows=tuple(_rows(tokens)))
        elif side == "open":
            within.append(token.tag if name == "heading" else name)
            mark = f"{token.info}{token.markup}" if name == "list_item" else mark
        elif side == "close":
            within.pop()
        elif token.type == "inline":
            yield _block(within, tuple(_runs(token)), mark)
            mark = ""
        elif token.type in ("fence", "code_block"):
            yield TextBlock("code", (Run(token.content.rstrip("\n"), code=True),))


def _block(within: list[str], runs: tuple[Run, ...], mark: str) -> TextBlock:
    """A block of words, by what it stands in: "h2", or "paragraph" inside "list_item" or "blockquote"."""
    if within[-1].startswith("h"):
        return TextBlock("heading", runs, int(within[-1].removeprefix("h")))
    if "list_item" in within:
        return TextBlock("item", runs, within.count("list_item"), mark)
    quoted = within.count("blockquote")
    return TextBlock("quote", runs, quoted) if quoted else TextBlock("paragraph", runs)


def _rows(tokens: Iterator[Token]) -> Iterator[tuple[tuple[Run, ...], ...]]:
    """The rows of a table, up to its end."""
    cells: list[tuple[Run, ...]] = []
    for token in tokens:
        if token.type == "table_close":
            return
        if token.type == "tr_open":
            cells = []
        elif token.type == "inline":
            cells.append(tuple(_runs(token)))
        elif token.type == "tr_close":
            yield tuple(cells)


def _runs(token: Token) -> Iterator[Run]:
    strong = emph = 0
    link = ""
    for part in token.children or ():
        if part.type in ("strong_open", "strong_close"):
            strong += part.nesting
        elif part.type in ("em_open", "em_close"):
            emph += part.nesting
        elif part.type in ("link_open", "link_close"):
            link = str(part.attrGet("href") or "")
        else:
            words = " " if part.type in ("softbreak", "hardbreak") else part.content
            if words:
                yield Run(words, strong > 0, emph > 0, part.type == "code_inline", link)
