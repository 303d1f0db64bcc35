"""The slides of a session: who we are, how the game is played, and a slide for each step; nothing of what is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from game.content import facilitator_folder
from game.doors.files import read_text
from game.markdown import Run, TextBlock, blocks, plain_runs
from game.scenario import load
from game.table.moves import Commit
from game.table.playing import play
from game.table.seen.in_full import month_in_full
from game.table.seen.observing import observe
from game.table.structure import structure
from game.table.table import Table
from game.telling.board.drawing import drawn
from game.telling.board.picture import svg_of
from game.telling.board.revealed import revealed_board
from game.telling.board.words import in_words
from game.workshop.run_of_show import RunOfShow, StepFile, table_command

TEACHING = "guide/teaching.md"
"""The page that teaches the game, a slide for each of its parts, in the facilitator's folder."""
WIDTH = 120
"""Cells of the board's picture."""
TEACHES_BEFORE = ("survey", "play")
"""The first step of one of these kinds comes after the slides that teach the game."""


def deck(run: RunOfShow) -> dict[str, Any]:
    """The slides of a run of show, as plain data for the template.

    Raises:
        Refusal: when the page that teaches the game, or the place of the first act, cannot be read.
    """
    slides = [_slide(run.file.title, small=run.file.people)]
    taught = False
    for step in run.steps:
        if not taught and step.kind in TEACHES_BEFORE:
            slides += [*_teaching(), *_board(run)]
            taught = True
        slides.append(_step(run, step))
    return {"title": run.file.title, "slides": slides}


def _slide(
    title: str, small: str = "", items: Sequence[Sequence[Run]] = (), lines: Sequence[Sequence[Run]] = (),
    typed: Sequence[str] = (), svg: str = "", says: str = "",
) -> dict[str, Any]:  # fmt: skip
    """A slide: its title, small print, items, lines said large, what is typed, and a picture with its words."""
    return {
        "title": title, "small": small, "items": [plain_runs(one) for one in items],
        "lines": [plain_runs(one) for one in lines], "typed": list(typed), "svg": svg, "says": says,
    }  # fmt: skip


def _teaching() -> Iterator[dict[str, Any]]:
    """A slide for each part of the page that teaches the game."""
    text = read_text(facilitator_folder() / TEACHING, "the page that teaches the game")
    part: list[TextBlock] = []
    for block in (*blocks(text), TextBlock("heading", level=2)):
        if block.kind == "heading" and part and part[0].level == 2:
            items = [one.runs for one in part if one.kind == "item"]
            said = [one.runs for one in part if one.kind == "quote"]
            yield _slide(part[0].text, items=items, lines=said)
        part = [block] if block.kind == "heading" else [*part, block]


def _board(run: RunOfShow) -> Iterator[dict[str, Any]]:
    """The board after one month of the first act's place, to point at."""
    table = next((run.placed(step.table) for step in run.steps if step.table and not step.table.guided), None)
    if table is None:
        return
    played = Table.start(load(table.scenario), table.seed, structure(table.structure))
    for seat in ("marketing", "distribution"):
        played = play(played, Commit(seat))
    board = revealed_board(observe(played, "marketing"), month_in_full(played, 1))
    title = f"The board, after {board.month}"
    picture = svg_of(drawn(board, WIDTH, "wide"), title)
    yield _slide(title, svg=picture, says=" ".join(in_words(board)))


def _step(run: RunOfShow, step: StepFile) -> dict[str, Any]:
    """What a step shows the room, and what it types."""
    shown = [(Run(" ".join(text.split())),) for text in step.show]
    typed = [table_command(run, step)] if step.table else run.commands(step)
    return _slide(step.title, f"{step.minutes} minutes", lines=shown, typed=typed)
