"""The files of a scenario's folder beside its own: briefs, notes, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from game.doors.files import read_text
from game.doors.toml import read_toml
from game.refusal import Refusal

PAPERS: Final = ("brief-marketing.md", "brief-distribution.md", "notes.md")
"""What people read, in Markdown: one brief a seat, and the facilitator's notes."""
NEEDED: Final = PAPERS[:2]
TABLES: Final = ("benchmark.toml", "guide.toml")


def paper_problems(folder: Path) -> list[str]:
    """Everything that is wrong with the files of a scenario's folder, one message each; its own file is left out."""
    found = []
    for name in (*PAPERS, *TABLES):
        path = folder / name
        if name not in NEEDED and not path.exists():
            continue
        try:
            if name in PAPERS:
                read_text(path, "a paper of the scenario")
            else:
                read_toml(path, "a table of the scenario")
        except Refusal as refusal:
            found.append(refusal.message)
    return found
