"""The board on a page: its drawing in the form that the screen has room for, and the same in words."""

from __future__ import annotations

from typing import Final

from game.telling.board.drawing import Form, drawn
from game.telling.board.picture import svg_of
from game.telling.board.pieces import Board
from game.telling.board.words import in_words
from game.web.forms import folded
from game.web.markup import Markup, el, items, joined

FORMS: Final[tuple[tuple[Form, int], ...]] = (("wide", 116), ("low", 84), ("narrow", 40))
"""The forms of a drawing and their cells; the style sheet shows the one that fits."""


def board_figure(board: Board, before: Board | None = None, beside: bool = False) -> Markup:
    """A board with its words behind a line.

    Args:
        board: the company.
        before: what is shown first and gives way to it along the flow, where something moves; None = nothing moves.
        beside: does it stand beside something else? Then there is room for its narrow form alone.
    """
    title = f"The board, {board.month}"
    told = in_words(board)
    label = f"{title}. {' '.join(told)}"
    shown = [_drawing(board, before, form, width, title) for form, width in (FORMS[-1:] if beside else FORMS)]
    return joined(
        el("figure", shown, class_="board", role="img", aria_label=label),
        folded(f"{title}, in words", items(told)),
    )


def _drawing(board: Board, before: Board | None, form: Form, width: int, title: str) -> Markup:
    now = Markup(svg_of(drawn(board, width, form), title))
    if before is None:
        return el("div", now, class_=f"drawing {form}", aria_hidden="true")
    then = Markup(svg_of(drawn(before, width, form), title))
    layers = [el("div", then, class_="then"), el("div", now, class_="plays")]
    return el("div", layers, class_=f"drawing {form}", aria_hidden="true")
