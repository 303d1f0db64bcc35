"""Writes docs/commands.md from the commands themselves: `python -m tests.house.commands_page`."""

from collections.abc import Iterator
from inspect import cleandoc

import click

from game.cli.main import lastmile
from tests.house.checkout import ROOT

PAGE = ROOT / "docs" / "commands.md"
HEAD = """\
# Commands

What `lastmile` can do, command by command. This page is written from the program itself by
`python -m tests.house.commands_page`; a test keeps it current. Every command also takes `-h` or `--help`.

A command that cannot do what it was asked says so in one message and ends with code 2; Ctrl-C ends with 130.
In the full-screen game it copies what is marked; where nothing is, it says how the game is left, and pressed once more
it ends the game. Nothing that was done or typed is lost.

For a screen reader or a voice, `--spoken` or `ACCESSIBLE=1` in the environment says every page in sentences: a heading
is a sentence, a row of a table is one with the names of its columns ("Revenue: April €86,657, March €65,474, moved plus
€21,183."), nothing is drawn, and signs are words. `play --spoken` plays line by line. On a terminal lines are broken
between words at its width, in a pipe never.

Colours are for terminals; [NO_COLOR](https://no-color.org) forbids them and FORCE_COLOR forces them, where they are not
empty. COLUMNS and LINES from 20 to 500 count instead of the terminal's own size; anything else in them is passed over.

A shell can complete commands, options, scenarios, personas, runs of show and pages of the guide. Switch it on once, for
bash, zsh or fish; behind the pipe is the file that your shell reads when it starts:

```sh
_LASTMILE_COMPLETE=bash_source lastmile >> ~/.bashrc
_LASTMILE_COMPLETE=zsh_source lastmile >> ~/.zshrc
_LASTMILE_COMPLETE=fish_source lastmile > ~/.config/fish/completions/lastmile.fish
```
"""


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command with its full name, groups before their members."""
    yield from _below("lastmile", lastmile)


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(_section(path, command) for path, command in commands())])


def _below(path: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        ctx = click.Context(command, info_name=path)
        for name in command.list_commands(ctx):
            member = command.get_command(ctx, name)
            assert member is not None, f"{path} lists '{name}' but has no such command"
            yield from _below(f"{path} {name}", member)


def _section(path: str, command: click.Command) -> str:
    lines = [f"## {path}", "", *_told(command.help or ""), "```sh", _usage(path, command), "```", ""]
    options = [_described(parameter) for parameter in command.params if isinstance(parameter, click.Option)]
    return "\n".join([*lines, *options, ""] if options else lines)


def _told(text: str) -> Iterator[str]:
    """The help text, with what click leaves unwrapped kept as it is laid out."""
    for paragraph in cleandoc(text).split("\f")[0].strip().split("\n\n"):
        if paragraph.startswith("\b\n"):
            yield from ("```text", paragraph[2:], "```", "")
        else:
            yield from (paragraph, "")


def _usage(path: str, command: click.Command) -> str:
    words = [path]
    if any(isinstance(parameter, click.Option) for parameter in command.params):
        words.append("[OPTIONS]")
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            name = (parameter.metavar or parameter.name or "").strip("[].").upper()
            name += "..." if parameter.nargs != 1 else ""
            words.append(name if parameter.required else f"[{name}]")
    if isinstance(command, click.Group):
        words.append("[COMMAND]" if command.invoke_without_command else "COMMAND")
    return " ".join(words)


def _described(option: click.Option) -> str:
    spelling = ", ".join(option.opts) + "".join(f" / {other}" for other in option.secondary_opts)
    if not (option.is_flag or option.count):
        spelling += f" {_value(option)}"
    told = " ".join((option.help or "").split())
    if option.show_default and isinstance(option.default, (str, int, float)):
        told += f" Default: {option.default}."
    return f"- `{spelling}`: {told}"


def _value(option: click.Option) -> str:
    if option.metavar:
        return option.metavar
    if isinstance(option.type, click.Choice):
        return "|".join(map(str, option.type.choices))
    if isinstance(option.type, (click.IntRange, click.FloatRange)) and None not in (option.type.min, option.type.max):
        return f"{option.type.min}..{option.type.max}"
    return option.type.name.upper()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(f"wrote {PAGE}")
