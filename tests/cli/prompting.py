"""A person at the line prompt, from a test: what they type, what they read, and a terminal when they need one."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.house.checkout import ROOT

PLAY = [sys.executable, "-m", "game", "play"]


def surroundings(home: Path) -> dict[str, str]:
    """An environment with a folder of tables of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "LINES")}
    return {**kept, "LASTMILE_HOME": str(home), "COLUMNS": "80", "PYTHONUTF8": "1"}


def typed(home: Path, lines: list[str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """`lastmile play --plain` with these lines on its input, from beginning to end."""
    text = "".join(f"{line}\n" for line in lines)
    return subprocess.run(
        [*PLAY, "--plain", *arguments], cwd=ROOT, env=surroundings(home), input=text, capture_output=True,
        text=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip


def unplugged(child: Any) -> None:
    """End what runs in a terminal, and close the terminal; it is waited for, however busy the machine is.

    Closed by force, a child has a tenth of a second for each signal to end of it, and an error is raised after that.
    """
    if child.isalive():
        child.kill(signal.SIGKILL)
        child.wait()
    child.close()


def tables(home: Path) -> list[Path]:
    """The records in the folder of tables."""
    return sorted((home / "tables").glob("*.toml"))


def squeezed(text: str) -> str:
    """The text on one line, as it reads without its line breaks."""
    return " ".join(text.split())
