"""The board in the form that suits the room: large, eight lines across, from top to bottom, or short above a talk."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from game.telling.board import flat, low, narrow, wide
from game.telling.board.canvas import Canvas, Line, text_of
from game.telling.board.frame import LEAST
from game.telling.board.pieces import Board

Form: TypeAlias = Literal["wide", "low", "narrow", "brief", "flat"]
MAX_WIDTH: Final = 168
"""Cells past which a board grows no more: its stations would drift apart."""


def form_for(width: int, height: int, short: bool = False) -> Form:
    """The form that suits a window of so many cells and lines; `short` = most of it is for something else."""
    if short:
        return "brief" if width >= low.LEAST else "flat"
    if width >= LEAST and height >= 32:
        return "wide"
    return "low" if width >= low.LEAST else "narrow"


def drawn(board: Board, width: int, form: Form, ascii_only: bool = False) -> tuple[Line, ...]:
    """The board as lines of runs, each `width` cells or `MAX_WIDTH`; `ascii_only` = for a terminal without signs."""
    return canvas_of(board, width, form, ascii_only).lines(ascii_only)


def canvas_of(board: Board, width: int, form: Form, ascii_only: bool = False) -> Canvas:
    """The board on its canvas."""
    makers = {"wide": wide.wide, "low": low.low, "narrow": narrow.narrow, "brief": low.brief, "flat": flat.flat}
    return makers[form](board, min(width, MAX_WIDTH), ascii_only)


def in_text(board: Board, width: int, form: Form, ascii_only: bool = False) -> str:
    """The board as it is drawn, without colours."""
    return text_of(drawn(board, width, form, ascii_only))
