"""The page that suits a stream: how wide it is, whether it is coloured, whether it is heard."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TextIO

from game.cli.telling.paper import NARROWEST, USUAL, WIDEST, Paper, SpokenPaper
from game.doors.streams import terminal_size, wants_colour, wants_speech


def paper_for(
    stream: TextIO | None = None, environment: Mapping[str, str] | None = None, spoken: bool = False, usual: int = USUAL
) -> Paper:
    """The page for a stream: of sentences where they are asked for, else of columns, 46 to 100 characters wide.

    Args:
        stream: where the page goes; the process's output unless given.
        environment: the environment's variables.
        spoken: sentences, whatever the environment says.
        usual: characters of a line where there is no terminal.
    """
    out = sys.stdout if stream is None else stream
    env = os.environ if environment is None else environment
    colour, encoding = wants_colour(out, env), getattr(out, "encoding", None) or "utf-8"
    terminal = out.isatty()
    width = terminal_size(out, env).columns if terminal or "COLUMNS" in env else usual
    width = min(WIDEST, max(NARROWEST, width))
    if spoken or wants_speech(env):
        return SpokenPaper(colour=colour, encoding=encoding, wrap=width if terminal else 0)
    return Paper(width, colour, encoding)
