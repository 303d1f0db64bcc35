"""Where the scenarios and the facilitator's papers are: the only module that knows."""

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
