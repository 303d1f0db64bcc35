"""Which scenarios there are, where, and what papers lie in their folders; read without NumPy or pydantic."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from game.content import scenarios_folder
from game.doors.files import leads_nowhere, read_text
from game.doors.text import as_typed
from game.refusal import Refusal, nearest_or_all

FILE: Final = "scenario.toml"
PAPERS: Final = ("brief-marketing.md", "brief-distribution.md", "notes.md")
"""What people read, in Markdown: one brief a seat, and the facilitator's notes."""
NEEDED: Final = PAPERS[:2]
TABLES: Final = ("benchmark.toml", "guide.toml")


@dataclass(frozen=True)
class ShelfEntry:
    """A scenario as the list shows it."""

    slug: str
    title: str
    rounds: int
    minutes: int
    teaches: str
    place: str
    path: Path


def shipped() -> list[str]:
    """The slugs of the shipped scenarios, in order."""
    return sorted(path.parent.name for path in scenarios_folder().glob(f"*/{FILE}"))


def entries() -> list[ShelfEntry]:
    """The shipped scenarios.

    Raises:
        Refusal: when one cannot be read; `check` says all that is wrong with it.
    """
    return [_entry(scenarios_folder() / slug / FILE) for slug in shipped()]


def find(scenario: str | Path) -> Path:
    """The path of a scenario's file, from its slug or the path of its folder or file.

    Raises:
        Refusal: when there is none.
    """
    asked = str(scenario)
    if isinstance(scenario, str) and not scenario.strip():
        raise Refusal(f"expected a scenario's name or path, given nothing. There are: {', '.join(shipped())}.")
    if isinstance(scenario, str) and asked in shipped():
        return scenarios_folder() / asked / FILE
    path = Path(scenario)
    if path.is_dir():
        if (path / FILE).exists():
            return path / FILE
        raise Refusal(f"{path}: expected a {FILE} in this folder, found none.")
    if path.exists():
        return path
    if path.suffix == ".toml" or path.parent != Path():
        raise Refusal(f"{path}: expected a scenario's folder or file, found {leads_nowhere(path) or 'nothing there'}.")
    raise Refusal(f"There is no scenario '{asked}'.{nearest_or_all(asked, shipped())}")


def find_all(path: str) -> list[Path]:
    """The files to check for one argument: as `find`, and for a folder of scenarios all of them.

    Raises:
        Refusal: when there is none.
    """
    folder = Path(path)
    if folder.is_dir() and not (folder / FILE).is_file():
        several = sorted(folder.glob(f"*/{FILE}"))
        if several:
            return several
    return [find(path)]


def _entry(path: Path) -> ShelfEntry:
    from game.doors.toml import read_toml  # to find a scenario by its slug nothing is read

    try:
        head = read_toml(path, "a scenario's file")
        words = [head[name] for name in ("slug", "title", "teaches", "place")]
        numbers = [head[name] for name in ("rounds", "minutes")]
    except (Refusal, KeyError):
        words, numbers = [], []
    if not all(isinstance(word, str) for word in words) or not all(isinstance(number, int) for number in numbers):
        words = []
    if not words:
        raise Refusal(f"{path} cannot be read. See what is wrong with it: lastmile scenario check {path.parent.name}")
    slug, title, teaches, place = words
    return ShelfEntry(slug, title, numbers[0], numbers[1], teaches, place, path)


def word_for(slug: str, path: Path | None) -> str:
    """What a command calls a scenario: its slug when it comes with the game, else the path of its folder, as typed.

    Args:
        slug: its own.
        path: of its file; None = it was read from none.
    """
    ours = slug in shipped() and (path is None or find(slug).resolve() == path.resolve())
    return slug if ours else as_typed(path.parent) if path else "FOLDER"


def paper_problems(folder: Path) -> list[str]:
    """Everything that is wrong with the files of a scenario's folder, one message each; its own file is left out."""
    from game.doors.toml import read_toml

    found = []
    for name in (*PAPERS, *TABLES):
        path = folder / name
        if name not in NEEDED and not path.exists():
            continue
        try:
            if name in PAPERS:
                if not read_text(path, "a paper of the scenario").strip():
                    raise Refusal(
                        f"{path}: expected a paper of the scenario, found no word in it. Write it, in Markdown."
                    )
            else:
                read_toml(path, "a table of the scenario")
        except Refusal as refusal:
            found.append(refusal.message)
    return found
