"""Garbage is looked for when nobody waits, in a process that is the game's own."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest

from game.app.tidying import spare_the_start, tidy_when_quiet


class Standing:
    """An app that never does anything, with its timers to be let go by hand."""

    def __init__(self) -> None:
        self.timers: list[Callable[[], None]] = []

    def set_interval(self, seconds: float, then: Callable[[], None]) -> None:
        """Keep what is to be done."""
        assert 0.5 <= seconds <= 5.0
        self.timers.append(then)


class Ring:
    """What only a look through memory frees."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture
def python() -> Iterator[None]:
    """Python's own ways, given back afterwards."""
    was = gc.get_threshold()
    yield
    gc.enable()
    gc.set_threshold(*was)


def aged() -> weakref.ref[Ring]:
    """Garbage that is not new any more: a look at the youngest does not find it."""
    ring = Ring()
    gc.collect(1)
    return weakref.ref(ring)


@pytest.mark.usefixtures("python")
def test_the_game_loads_without_looking_and_looks_again_soon() -> None:
    spare_the_start()
    assert not gc.isenabled()
    app = Standing()
    tidy_when_quiet(cast(Any, app))
    app.timers[0]()
    assert gc.isenabled()
    assert gc.get_threshold()[2] == 100


@pytest.mark.usefixtures("python")
def test_what_lies_about_is_found_once_nothing_is_done() -> None:
    spare_the_start()
    app = Standing()
    tidy_when_quiet(cast(Any, app))
    ring = aged()
    app.timers[0]()
    assert ring() is not None  # something may just have been done
    gc.collect(0)
    app.timers[0]()
    assert ring() is not None  # something was done
    app.timers[0]()
    assert ring() is None


@pytest.mark.usefixtures("python")
def test_a_process_that_is_somebody_elses_is_left_alone() -> None:
    app = Standing()
    tidy_when_quiet(cast(Any, app))
    assert not app.timers
