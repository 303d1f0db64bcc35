from typing import Any

import pytest
from click.shell_completion import ShellComplete

from game.cli.main import lastmile, run


def offered(*words: str) -> list[str]:
    *before, begun = words
    return [item.value for item in ShellComplete(lastmile, {}, "lastmile", "_X").get_completions(before, begun)]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("de",), ["demo", "debrief"]),
        (("play", "co"), ["cold-brew"]),
        (("play", "--partner", "bri"), ["bridge-builder"]),
        (("play", "--structure", "s"), ["silo", "sync"]),
        (("kit", "one"), ["one-cart"]),
        (("guide", "tr"), ["trouble"]),
        (("workshop", "nin"), ["ninety-minutes"]),
        (("lab", "simulate", "--marketing", "be"), ["best"]),
        (("scenario", "check", "first-day", "new"), ["new-shores"]),
    ],
)
def test_a_shell_completes_every_kind_of_name(words: tuple[Any, ...], names: list[str]) -> None:
    assert offered(*words) == names


@pytest.mark.parametrize("words", [{}, {"COMP_WORDS": "lastmile de", "COMP_CWORD": "x"}])
def test_who_asks_without_words_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: dict[str, Any]
) -> None:
    monkeypatch.setattr("sys.argv", ["lastmile"])
    for name, value in {"_LASTMILE_COMPLETE": "bash_complete", **words}.items():
        monkeypatch.setenv(name, value)
    assert run() == 2
    assert capsys.readouterr().err.startswith("_LASTMILE_COMPLETE: expected the words that a shell completes")


def test_where_a_path_may_be_meant_the_shell_completes_files() -> None:
    (item,) = ShellComplete(lastmile, {}, "lastmile", "_X").get_completions(["play"], "./ours")
    assert item.type == "file"
