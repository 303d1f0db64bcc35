"""Command lines as they stand in guides and runs of show, taken apart by click without being run."""

import shlex

import click

from game.cli.main import lastmile


def parsed(command: str) -> click.Command:
    """The command that a line names, with all its options and arguments known.

    Raises:
        click.UsageError: when there is no such command, or it does not take these words.
    """
    first, *words = shlex.split(command)
    assert first == "lastmile", command
    found: click.Command | None = lastmile
    context = click.Context(lastmile, info_name="lastmile")
    while isinstance(found, click.Group) and words:
        _, found, words = found.resolve_command(context, words)
        if isinstance(found, click.Group):
            context = click.Context(found, parent=context)
    assert found is not None
    found.make_context(found.name, list(words), parent=context)
    return found
