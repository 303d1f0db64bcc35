import click

from game.cli.main import COMMANDS
from tests.house.commands_page import PAGE, commands, page


def test_every_command_says_what_it_does() -> None:
    assert [path for path, command in commands() if not command.help] == []


def test_every_option_says_what_it_does() -> None:
    silent = [
        f"{path} {parameter.opts[0]}"
        for path, command in commands()
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.help
    ]
    assert silent == []


def test_every_command_and_option_is_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for path, command in commands():
        section = text.split(f"\n## {path}\n", 1)
        assert len(section) == 2, f"docs/commands.md has no section on {path}"
        body = section[1].split("\n## ", 1)[0]
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert all(spelling in body for spelling in parameter.opts), f"{path} {parameter.opts}"


def test_the_page_is_current() -> None:
    told = PAGE.read_text(encoding="utf-8")
    assert told == page(), "write it again: python -m tests.house.commands_page"


def test_the_list_of_commands_says_what_each_command_says_of_itself() -> None:
    for name, command in COMMANDS.items():
        first = (command.load().help or "").strip().partition("\n\n")[0]
        assert " ".join(first.split()) == command.summary, name
