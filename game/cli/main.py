"""The command `lastmile`: what it offers, and how it answers when something goes wrong."""

import os
import re
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import click

from game import __version__
from game.doors.streams import drop_output, forgive_narrow, unwritten_output, wants_speech
from game.doors.text import visible
from game.refusal import Refusal, legible, nearest_or_all


@dataclass(frozen=True)
class LazyCommand:
    """A command by name."""

    target: str  # where it lives, `package.module:attribute`
    summary: str  # its line in the list of commands, so that the list needs no import

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
        keep_help(command)
        return command


def keep_help(command: click.Command) -> None:
    """Give a command and those in it their help, from the source, where Python leaves docstrings out (-OO)."""
    if sys.flags.optimize < 2:
        return
    for one in (command, *getattr(command, "commands", {}).values()):
        if one.callback is not None and not one.help:
            one.help = _written_help(one.callback)


def _written_help(function: Callable[..., Any]) -> str | None:
    """A function's docstring as it stands in its file."""
    import ast
    from inspect import getsourcefile, unwrap

    from game.doors.files import read_text

    path = getsourcefile(unwrap(function)) or ""
    tree = ast.parse(read_text(Path(path), "the source"))
    found = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == function.__name__)
    return next((ast.get_docstring(node) for node in found), None)


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


COMMANDS = MappingProxyType(
    {
        "demo": LazyCommand("game.cli.demo:demo", "Watch two partners play a whole season."),
        "play": LazyCommand("game.cli.play:play", "Take a seat yourself, or both."),
        "host": LazyCommand("game.cli.host:host", "Host a room: many tables, each seat on its own screen."),
        "join": LazyCommand("game.cli.join:join", "Join a room that somebody hosts, from this terminal."),
        "debrief": LazyCommand("game.cli.debrief:debrief", "Look back on tables: questions and reports."),
        "guide": LazyCommand("game.cli.guide:guide", "Read the facilitator's guide."),
        "lab": LazyCommand("game.cli.lab:lab", "Simulate many seasons, solve scenarios, check health."),
        "enter": LazyCommand("game.cli.enter:enter", "Type in what was decided on paper, and hear the results."),
        "kit": LazyCommand("game.cli.kit:kit", "Print a scenario, to play on paper."),
        "scenario": LazyCommand("game.cli.scenario:scenario", "List, show, check and start scenarios."),
        "survey": LazyCommand("game.cli.survey:survey", "Type in what people ranked on paper, or tell it."),
        "workshop": LazyCommand("game.cli.workshop:workshop", "Lead a room through a run of show, on its clock."),
    }
)

WELCOME = """\
Last Mile
Marketing makes promises to customers. Distribution keeps them.
Two seats, one company, and only the joint result counts.

  lastmile                  the full-screen game, in a terminal
  lastmile demo             watch two partners play a whole season, and see why it went so
  lastmile play --plain     take a seat yourself, line by line
  lastmile scenario list    the places you can play in
  lastmile guide            run it with a room: before, on the day, and the debrief

First time? Three guided rounds: lastmile play first-day
Each command explains itself:    lastmile demo --help\
"""

INTERRUPTED = 130
REFUSED = 2
PIPE_CLOSED = 1
COMPLETE = "_LASTMILE_COMPLETE"
"""The variable by which a shell asks for completions."""


@click.group(
    cls=LazyGroup,
    lazy=COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="A command explains itself with --help, for example: lastmile demo --help",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda ctx, _, asked: _tell_versions(ctx, asked),
    help="Show the versions of the game, of its rules and of its content, and exit.",
)
@click.pass_context
def lastmile(ctx: click.Context) -> None:
    """Last Mile: a planning game for two seats of one company.

    Marketing makes promises to customers, distribution keeps them, and only the joint result counts. Without a
    command, the full-screen game opens.
    """
    if ctx.invoked_subcommand is not None:
        return
    from game.cli.fullscreen import open_app, why_not

    reason = why_not()
    if reason:
        told = f"{WELCOME}\n\n{reason}\nWatch a season instead: lastmile demo"
        click.echo(_as_sentences(told) if wants_speech() else told)
    else:
        open_app()


def _as_sentences(text: str) -> str:
    """A text of two columns without their gaps and its blank lines."""
    return "\n".join(re.sub(r"(?<=[^\s:]):? {2,}", ": ", line.strip()) for line in text.splitlines() if line)


def _tell_versions(ctx: click.Context, asked: bool) -> None:
    if not asked or ctx.resilient_parsing:
        return
    from game.content import versions

    click.echo(f"lastmile {__version__}")
    for what, mark in versions().items():
        click.echo(f"{what} {mark}")
    ctx.exit()


def run() -> int:
    """Answer the command line that the process was started with.

    Returns:
        the exit code: 0 done, 1 the reader of our output left, 2 refused with one message, 130 interrupted.
    """
    forgive_narrow()
    keep_help(lastmile)
    try:
        code = lastmile.main(prog_name="lastmile", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except Refusal as refusal:
        return _refuse(refusal.message)
    except click.UsageError as error:
        return _refuse(_worded(error))
    except click.ClickException as error:
        return _refuse(error.format_message())
    except click.Abort as abort:
        if _ended_for_want_of_input(abort):
            return _refuse("The input ended while an answer was still awaited.")
        return INTERRUPTED
    except BrokenPipeError:
        drop_output()
        return PIPE_CLOSED
    except OSError as error:
        return _refuse(unwritten_output(error) or _about_file(error))
    except (KeyError, ValueError):
        if COMPLETE not in os.environ:
            raise
        return _refuse(f"{COMPLETE}: expected the words that a shell completes, in COMP_WORDS and COMP_CWORD.")
    return code if isinstance(code, int) else 0


def _refuse(message: str) -> int:
    told = legible(visible(message, allowed="\n"))
    if wants_speech() or "--spoken" in sys.argv:
        from game.cli.telling.speech import said

        told = "\n".join(said(line) for line in told.splitlines() if line.strip(" ^"))  # without the caret of a file
    with suppress(OSError):  # nowhere to say it
        click.echo(told, err=True)
    return REFUSED


def _worded(error: click.UsageError) -> str:
    # A group without a command answers with its own help, which says what could have been typed.
    if error.ctx is None or isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    path = error.ctx.command_path
    return f"{path}: {error.format_message()}\nSee '{path} --help' for what it takes."


def _about_file(error: OSError) -> str:
    reason = error.strerror or str(error)
    if not error.filename:
        return f"Reading what is typed, or printing: {reason[:1].lower()}{reason[1:]}. Try it in another terminal."
    return f"{error.filename}: expected a file or folder that can be used here: {reason[:1].lower()}{reason[1:]}."


def _ended_for_want_of_input(abort: click.Abort) -> bool:
    """Click says Abort for Ctrl-C and for the end of the input; what it was raised from tells which."""
    return isinstance(abort.__cause__ or abort.__context__, EOFError)
