"""Where the scenarios and the facilitator's papers are: the only module that knows."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from game.refusal import Refusal


def scenarios_folder() -> Path:
    """The folder that holds one folder per shipped scenario.

    Raises:
        Refusal: when this installation carries no scenarios.
    """
    return _content_folder("scenarios")


def facilitator_folder() -> Path:
    """The folder that holds the facilitator's guide and templates.

    Raises:
        Refusal: when this installation carries no facilitator's papers.
    """
    return _content_folder("facilitator")


def versions() -> dict[str, str]:
    """Short marks of what decides how a season comes out: the rules' own files, and the scenarios and cards."""
    rules = (Path(__file__).parent / "rules").rglob("*.py")
    places = [*scenarios_folder().glob("*/scenario.toml"), *scenarios_folder().glob("*.toml")]
    return {"rules": _mark(rules), "content": _mark(places)}


def _mark(files: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for path in sorted(files):
        found.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return found.hexdigest()[:8]


def _content_folder(name: str) -> Path:
    package = Path(__file__).resolve().parent
    installed = package / "_content" / name
    if installed.is_dir():
        return installed
    checkout = package.parent
    edited = checkout / name
    if edited.is_dir() and (checkout / "pyproject.toml").is_file():
        return edited
    raise Refusal(
        f"This installation of Last Mile has no '{name}' folder: looked in {installed} and {edited}.\n"
        "Install lastmile-game again, or run it from a complete copy of its repository."
    )
