"""A group of commands that loads a command only when it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import click

from game.refusal import nearest_or_all


@dataclass(frozen=True)
class LazyCommand:
    """A command by name.

    Args:
        target: where it lives, `package.module:attribute`.
        summary: its line in the list of commands, so that the list needs no import.
    """

    target: str
    summary: str

    def load(self) -> click.Command:
        """The command itself.

        Raises:
            TypeError: when the target is no click command.
        """
        from importlib import import_module

        module, _, attribute = self.target.partition(":")
        command = getattr(import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"expected a click command at {self.target}, found {type(command).__name__}")
        return command


class LazyGroup(click.Group):
    """A click group whose commands stay unloaded while it lists and describes them.

    Args:
        lazy: the commands by name, in the order in which they are listed.
    """

    def __init__(self, *args: Any, lazy: Mapping[str, LazyCommand] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = MappingProxyType(dict(lazy or {}))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, as they were given."""
        return [*self.lazy, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded now; None when there is no such command."""
        if cmd_name in self.lazy:
            return self.lazy[cmd_name].load()
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from their summaries."""
        rows = [(name, command.summary) for name, command in self.lazy.items()]
        for name in super().list_commands(ctx):
            command = super().get_command(ctx, name)
            if command is not None and not command.hidden:
                rows.append((name, command.get_short_help_str(limit=formatter.width)))
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name; a wrong name is answered with the nearest right one."""
        asked = args[0]
        known = self.list_commands(ctx)
        if asked in known or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)

        ctx.fail(f"There is no command '{asked}'.{nearest_or_all(asked, known)}")
