"""What a shell completes: the names that commands take, found when Tab is pressed and not before."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click
from click.shell_completion import CompletionItem

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def completer(found: Callable[[], Iterable[str]], files: bool = False) -> Completer:
    """A completer of names; where a path may be meant too, the shell is left to complete it when no name fits."""

    def complete(ctx: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
        fitting = [CompletionItem(name) for name in found() if name.startswith(begun)]
        return fitting or ([CompletionItem(begun, type="file")] if files else [])

    return complete


def _scenarios() -> Iterable[str]:
    from game.scenario.shelf import shipped

    return shipped()


def _personas() -> Iterable[str]:
    from game.partners import personas
    from game.rules.levers import SEATS

    return dict.fromkeys(name for seat in SEATS for name in personas(seat))


def _runs() -> Iterable[str]:
    from game.workshop.run_of_show import names

    return names()


scenario = completer(_scenarios, files=True)
persona = completer(_personas)
player = completer(lambda: (*_personas(), "best", "silo", "default", "random"))
run = completer(_runs, files=True)
