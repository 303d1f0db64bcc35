"""What tests of every floor share."""

import signal
import sys
from collections.abc import Callable, Iterable
from io import StringIO
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, settings

from game.cli import main

# How long an example takes depends on what else the machine is doing, and says nothing about the game.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

# A run in the background begins with Ctrl-C ignored, and every program that a test starts would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

Command: TypeAlias = Callable[..., tuple[int, str, str]]


@pytest.fixture
def lastmile(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """`lastmile` in this process: its exit code, what it printed, what it complained of. `lines` are typed to it."""

    def lastmile(*arguments: object, lines: Iterable[str] | None = None) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["lastmile", *map(str, arguments)])
        if lines is not None:
            monkeypatch.setattr(sys, "stdin", StringIO("".join(f"{line}\n" for line in lines)))
        code = main.run()
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return lastmile
