"""What every page, key and style sheet promises."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

import game.app
from game.app.app import LastMileApp

STYLES = sorted((Path(game.app.__file__).parent / "styles").glob("*.tcss"))


def classes() -> Iterator[type[DOMNode]]:
    """Every app, screen and widget of the game."""
    for found in pkgutil.walk_packages(game.app.__path__, "game.app."):
        module = importlib.import_module(found.name)
        for _, kind in inspect.getmembers(module, inspect.isclass):
            if issubclass(kind, DOMNode) and kind.__module__ == module.__name__:
                yield kind


def bindings() -> list[tuple[str, Binding]]:
    return [(kind.__name__, binding) for kind in classes() for binding in kind.__dict__.get("BINDINGS", ())]


@pytest.mark.parametrize(("owner", "binding"), bindings(), ids=lambda one: getattr(one, "id", one))
def test_every_key_has_a_name_a_description_and_a_tooltip(owner: str, binding: Binding) -> None:
    assert isinstance(binding, Binding)
    assert binding.id
    assert binding.description
    assert binding.tooltip


def test_no_two_keys_have_the_same_name() -> None:
    names = [str(binding.id) for _, binding in bindings()]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize(
    "kind",
    [kind for kind in classes() if issubclass(kind, Screen) and not kind.__subclasses__()],
    ids=lambda kind: kind.__name__,
)
def test_every_page_has_help(kind: type[Screen[Any]]) -> None:
    assert "HELP" in kind.__dict__
    assert kind.__dict__["HELP"].startswith("# ")


@pytest.mark.parametrize("sheet", STYLES, ids=lambda path: path.name)
def test_a_style_sheet_takes_its_colours_from_the_theme(sheet: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.S)
    values = " ".join(re.findall(r":([^;{}]+);", text))
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|\brgb|\bhsl", values)


def test_every_style_sheet_is_used() -> None:
    used = " ".join(str(kind.__dict__.get("CSS_PATH", "")) for kind in classes())
    assert not [sheet.name for sheet in STYLES if sheet.name not in used]


def test_importing_the_app_needs_no_rules() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from game.app.app import LastMileApp; import game.app.screens.between; "
        "import game.app.screens.home.menu, game.app.screens.home.settings; "
        "LastMileApp; print(sorted({'numpy', 'pydantic', 'tomli_w'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert LastMileApp.TITLE == "Last Mile"
