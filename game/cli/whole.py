"""Whole numbers on the command line, refused with what was expected and what was given."""

from __future__ import annotations

from typing import Any

import click


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
