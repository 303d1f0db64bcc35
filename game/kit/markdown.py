"""A brief's Markdown as plain blocks for a template: headings, paragraphs and lists, strong and emphasised."""

from __future__ import annotations

from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token


def blocks(text: str) -> list[dict[str, Any]]:
    """The blocks of a text in their order.

    Each has a `kind` ("heading", "paragraph", "item" or "code") and `runs`, each with `text`, `strong` and `emph`. What
    Markdown here does not know, HTML among it, is text as it was typed.
    """
    found: list[dict[str, Any]] = []
    within: list[str] = []
    for token in MarkdownIt("commonmark", {"html": False}).parse(text):
        if token.type.endswith("_open"):
            within.append(token.type.removesuffix("_open"))
        elif token.type.endswith("_close"):
            within.pop()
        elif token.type == "inline":
            kind = "heading" if "heading" in within else "item" if "list_item" in within else "paragraph"
            found.append({"kind": kind, "runs": _runs(token)})
        elif token.type in ("fence", "code_block"):
            found.append({"kind": "code", "runs": [_run(token.content.rstrip("\n"))]})
    return found


def _runs(token: Token) -> list[dict[str, Any]]:
    runs: list[dict[str, Any]] = []
    strong = emph = 0
    for part in token.children or ():
        if part.type in ("strong_open", "strong_close"):
            strong += part.nesting
        elif part.type in ("em_open", "em_close"):
            emph += part.nesting
        elif part.type in ("softbreak", "hardbreak"):
            runs.append(_run(" ", strong > 0, emph > 0))
        elif part.content:
            runs.append(_run(part.content, strong > 0, emph > 0))
    return runs


def _run(text: str, strong: bool = False, emph: bool = False) -> dict[str, Any]:
    return {"text": text, "strong": strong, "emph": emph}
