"""A person at the line prompt, from a test: what they type, what they read, and a terminal when they need one."""

import os
import subprocess
import sys
from pathlib import Path

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


def tables(home: Path) -> list[Path]:
    """The records in the folder of tables."""
    return sorted((home / "tables").glob("*.toml"))


def squeezed(text: str) -> str:
    """The text on one line, as it reads without its line breaks."""
    return " ".join(text.split())
