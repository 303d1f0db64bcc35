"""The board in line mode: drawn where lines are read by eye, and in words where they are heard."""

from __future__ import annotations

from game.cli.prompt.chair import PromptChair
from game.cli.telling.paper import Paper
from game.refusal import Refusal
from game.seating.requests import Foresee, SeeInFull
from game.telling.board import low
from game.telling.board.drawing import form_for, in_text
from game.telling.board.making import board_of
from game.telling.board.pieces import Board
from game.telling.board.revealed import revealed_board
from game.telling.board.words import in_words

MOST = 120
"""Cells that a board in lines may take."""


def board_lines(paper: Paper, board: Board) -> list[str]:
    """A board as lines of a page: its drawing where there is room for one, and the same in words."""
    lines = []
    if not paper.spoken and paper.width >= low.LEAST:
        width = min(MOST, paper.width)
        drawing = in_text(board, width, form_for(width, 40), ascii_only=_bare(paper))
        lines = [paper.line(line) for line in drawing.splitlines()]
    return [*paper.heading(f"The board, {board.month}"), *lines, *paper.items(in_words(board))]


def _bare(paper: Paper) -> bool:
    """Does the reader's end lack the signs of a drawing?"""
    try:
        "┏█■░●".encode(paper.encoding)
    except (UnicodeEncodeError, LookupError):
        return True
    return False


def tell_board(chair: PromptChair, rest: str) -> bool:
    """Show the board as the plan stands, or of the month that was revealed last."""
    seen, last = chair.seen(), rest.strip().casefold() == "last"
    if rest.strip() and not last:
        raise Refusal(f"expected board, or board last, given 'board {rest.strip()}'.")
    if last or seen.at == "over":
        if not seen.shared:
            raise Refusal("no month has been revealed yet: type board alone.")
        months = [chair.client.ask(SeeInFull(at)) for at in range(len(seen.shared), 0, -1)[:2]]
        board = revealed_board(seen, *months)
    else:
        plan = chair.plan(seen)
        board = board_of(seen, plan, chair.client.ask(Foresee(plan)))
    chair.lines.say(board_lines(chair.lines.paper, board))
    return False
