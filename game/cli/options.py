"""Options that several commands take: the same kind of thing is asked for everywhere, in each command's own words."""

from __future__ import annotations

import os
from collections.abc import Callable
from math import nan
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from game.doors.text import quoted
from game.refusal import did_you_mean

Taker = TypeVar("Taker", bound=Callable[..., Any])

# Both are known to game.table too, which a command that only shows its help does without.
HIGHEST_SEED: Final = 2**63 - 1
STRUCTURES: Final = ("silo", "talk", "sync")
HOW_TOGETHER: Final = "How the two work together: apart; with questions and proposals; with everything shared."


class Whole(click.IntRange):
    """A whole number between two bounds."""

    name = "whole number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number that was typed."""
        try:
            return int(super().convert(value, param, ctx))
        except click.BadParameter:
            self.fail(f"expected a whole number from {self.min} to {self.max}, given {quoted(value)}.", param, ctx)


class Positive(click.FloatRange):
    """A number above 0, up to a highest one."""

    name = "number"

    def __init__(self, highest: float) -> None:
        super().__init__(0.0, highest, min_open=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number that was typed; `nan` is none."""
        try:
            found = float(super().convert(value, param, ctx))
        except click.BadParameter:
            found = nan
        if found != found:
            from game.figures import units

            self.fail(f"expected a number above 0 and up to {units(self.max or 0)}, given {quoted(value)}.", param, ctx)
        return found


class Word(click.Choice[str]):
    """One of some words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word that was typed."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            words = [str(one) for one in self.choices]
            expected = f"{', '.join(words[:-1])} or {words[-1]}"
            self.fail(f"expected {expected}, given {quoted(value)}.{did_you_mean(value, words)}", param, ctx)


class PathWord(click.Path):
    """A path; nothing at all is none, which to a system is the folder one is in."""

    def __init__(self, **more: bool) -> None:
        super().__init__(path_type=Path, **more)

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """The path that was typed."""
        if value == "":
            self.fail("expected a path, given nothing.", param, ctx)
        return super().convert(value, param, ctx)


def options_given(*names: str) -> list[str]:
    """Which of these options stand on the command line of the command that runs."""
    context = click.get_current_context()
    return [one for one in names if context.get_parameter_source(one) == click.core.ParameterSource.COMMANDLINE]


def seed_option(words: str, default: int | None = None) -> Callable[[Taker], Taker]:
    """`--seed N`: where chance begins. No default = None, and the words say what it means."""
    return click.option(
        "--seed", type=Whole(0, HIGHEST_SEED), metavar="N", default=default, show_default=True, help=words
    )


def structure_option(words: str = HOW_TOGETHER, default: str | None = None) -> Callable[[Taker], Taker]:
    """`--structure`: a preset of working together. No default = None, and the words say what it means."""
    return click.option("--structure", type=Word(STRUCTURES), default=default, show_default=True, help=words)


def pdf_option(words: str) -> Callable[[Taker], Taker]:
    """`--out FILE`: where a PDF goes."""
    return click.option("--out", type=PathWord(dir_okay=False), metavar="FILE", help=words)


def paper_option(words: str) -> Callable[[Taker], Taker]:
    """`--paper`: what size a PDF is printed on."""
    return click.option(
        "--paper",
        type=Word(("a4", "letter"), case_sensitive=False),
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
    return click.option("--record", type=PathWord(), metavar="FILE", help=words)
