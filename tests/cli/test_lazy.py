import sys

import click
import pytest
from click.testing import CliRunner

from game.cli.main import LazyCommand, LazyGroup

TARGET = "tests.cli.wayward:prints"


@pytest.fixture
def group(monkeypatch: pytest.MonkeyPatch) -> LazyGroup:
    monkeypatch.delitem(sys.modules, "tests.cli.wayward", raising=False)

    @click.command()
    def near() -> None:
        """Is here already."""
        click.echo("near")

    return LazyGroup("group", lazy={"far": LazyCommand(TARGET, "Is loaded on demand.")}, commands={"near": near})


def test_listing_commands_loads_none(group: LazyGroup) -> None:
    listed = CliRunner().invoke(group, ["--help"])
    assert listed.exit_code == 0
    assert "far   Is loaded on demand." in listed.output
    assert "near  Is here already." in listed.output
    assert "tests.cli.wayward" not in sys.modules


def test_a_command_is_loaded_when_it_is_asked_for(group: LazyGroup) -> None:
    assert CliRunner().invoke(group, ["far"]).output == "a line\n"
    assert "tests.cli.wayward" in sys.modules


def test_a_command_that_is_here_already_runs(group: LazyGroup) -> None:
    assert CliRunner().invoke(group, ["near"]).output == "near\n"


def test_a_target_that_is_no_command_is_named() -> None:
    with pytest.raises(TypeError, match=r"expected a click command at tests.cli.wayward:NO_COMMAND, found int"):
        LazyCommand("tests.cli.wayward:NO_COMMAND", "Three.").load()
