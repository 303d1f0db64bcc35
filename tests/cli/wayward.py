"""Commands in which something goes wrong, each in its own way."""

from typing import Any

import click

from game.refusal import Refusal


@click.command()
def refuses() -> None:
    """Cannot do what it is asked."""
    raise Refusal("scenario.toml:3:1: expected a price above 0, found -2")


@click.command()
def is_interrupted() -> None:
    """Is stopped with Ctrl-C."""
    raise KeyboardInterrupt


@click.command()
def is_interrupted_at_a_prompt() -> None:
    """Is stopped with Ctrl-C while it waits for an answer."""
    try:
        raise KeyboardInterrupt
    except KeyboardInterrupt:
        raise click.Abort from None


@click.command()
def asks() -> None:
    """Asks a question."""
    click.prompt("How many units?")


@click.command()
def reads_a_folder() -> None:
    """Reads a file that is none."""
    with open("/", encoding="utf-8") as file:
        file.read()


@click.command()
def prints() -> None:
    """Prints less than a buffer holds."""
    print("a line")


@click.command()
def prints_signs() -> None:
    """Prints what a narrow terminal cannot show."""
    print("10 × 2 → 20")


@click.command()
@click.option("--seed", type=int, help="Where chance begins.")
def takes_a_seed(seed: Any) -> None:
    """Takes a number."""
    click.echo(f"seed {seed}")


# No command: what the table of commands must not accept.
NO_COMMAND = 3
