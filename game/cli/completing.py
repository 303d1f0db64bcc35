"""What a shell completes: the names that commands take, found when Tab is pressed and not before."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click
from click.shell_completion import CompletionItem

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def _names(found: Callable[[], Iterable[str]], files: bool = False) -> Completer:
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


def _topics() -> Iterable[str]:
    from game.cli.guide import ALL, ORDER, PRIORITIES

    return (*ORDER, PRIORITIES, ALL)


scenario = _names(_scenarios, files=True)
persona = _names(_personas)
player = _names(lambda: (*_personas(), "best", "silo", "default", "random"))
run = _names(_runs, files=True)
topic = _names(_topics)
