"""Options that several commands take: the same kind of thing is asked for everywhere, in each command's own words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

Taker = TypeVar("Taker", bound=Callable[..., Any])

# Both are known to game.table too, which a command that only shows its help does without.
HIGHEST_SEED: Final = 2**63 - 1
STRUCTURES: Final = ("silo", "talk", "sync")
HOW_TOGETHER: Final = "How the two work together: apart; with questions and proposals; with everything shared."


class Whole(click.IntRange):
    """A whole number between two bounds; `max` None = no upper one."""

    name = "whole number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number that was typed."""
        try:
            return int(super().convert(value, param, ctx))
        except click.BadParameter:
            span = f"of {self.min} or more" if self.max is None else f"from {self.min} to {self.max}"
            self.fail(f"expected a whole number {span}, given '{value}'.", param, ctx)


def seed_option(words: str, default: int | None = None) -> Callable[[Taker], Taker]:
    """`--seed N`: where chance begins. No default = None, and the words say what it means."""
    return click.option(
        "--seed", type=Whole(0, HIGHEST_SEED), metavar="N", default=default, show_default=True, help=words
    )


def structure_option(words: str = HOW_TOGETHER, default: str | None = None) -> Callable[[Taker], Taker]:
    """`--structure`: a preset of working together. No default = None, and the words say what it means."""
    return click.option("--structure", type=click.Choice(STRUCTURES), default=default, show_default=True, help=words)


def pdf_option(words: str) -> Callable[[Taker], Taker]:
    """`--out FILE`: where a PDF goes."""
    return click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=words)


def paper_option(words: str) -> Callable[[Taker], Taker]:
    """`--paper`: what size a PDF is printed on."""
    return click.option(
        "--paper",
        type=click.Choice(("a4", "letter"), case_sensitive=False),
        default="a4",
        show_default=True,
        help=words,
    )


def spoken_option() -> Callable[[Taker], Taker]:
    """`--spoken`: sentences instead of columns."""
    return click.option(
        "--spoken", is_flag=True,
        help="Sentences instead of tables, bars and rules, for a screen reader; ACCESSIBLE=1 in the environment too.",
    )  # fmt: skip


def record_option(words: str) -> Callable[[Taker], Taker]:
    """`--record FILE`: where a new record is kept."""
    return click.option("--record", type=click.Path(path_type=Path), metavar="FILE", help=words)
