"""A seat at a screen: nothing it asks runs on the loop, and it hears of every change without asking."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from game.refusal import Refusal
from game.rules.levers import SEATS
from game.scenario import load
from game.seating.asked import NewTable
from game.seating.bookmark import Bookmark
from game.seating.chair import Chair, Executors
from game.seating.requests import Foresee, LookBack, Observe, Play
from game.seating.session import Session
from game.table.moves import Commit, HandOver, Move, Pause, Propose, Ready
from game.table.structure import Holder
from game.table.table import Table
from tests.table.tables import unkept

LONG = 30.0
"""Seconds after which what is waited for will not come."""


@pytest.fixture
def executors() -> Iterator[Executors]:
    made = Executors()
    yield made
    made.close()


def a_session(**holders: Holder) -> Session:
    held: Any = holders
    return Session(unkept(Table.start(load("first-day"), 7, holders=held)))


def chairs(session: Session, executors: Executors) -> list[Chair]:
    return [session.chair(seat, executors) for seat in SEATS]


def test_two_chairs_at_one_table_see_each_others_moves_without_asking(executors: Executors) -> None:
    session = a_session()

    async def play() -> None:
        one, two = chairs(session, executors)
        for _ in range(2):
            await two.ask(Play(Ready("distribution")))
        told = two.changes()
        assert await anext(told) == 2  # the first look comes without a change
        moves: list[Move] = [Ready("marketing"), Ready("marketing"), Commit("marketing")]
        for number, move in enumerate(moves, 3):
            await one.ask(Play(move))
            assert await asyncio.wait_for(anext(told), LONG) == number
        assert (await two.ask(Observe())).partner_at == "committed"
        back = one.changes()
        await anext(back)
        await two.ask(Play(Commit("distribution")))
        await asyncio.wait_for(anext(back), LONG)
        assert len((await one.ask(Observe())).shared) == 1

    asyncio.run(play())


def test_what_changes_while_nobody_looks_is_told_once(executors: Executors) -> None:
    session = a_session()

    async def play() -> None:
        one, two = chairs(session, executors)
        told = two.changes()
        await anext(told)
        for move in (Ready("marketing"), Ready("marketing"), Propose("marketing", {"forecast.cake-box": 900.0})):
            await one.ask(Play(move))
        assert await asyncio.wait_for(anext(told), LONG) == 3
        waiting = asyncio.ensure_future(anext(told))
        for _ in range(5):
            await asyncio.sleep(0)
        assert not waiting.done()
        session.direct(Pause())
        assert await asyncio.wait_for(waiting, LONG) == 4

    asyncio.run(play())


def test_a_listener_that_raises_or_never_looks_holds_nobody_up(executors: Executors) -> None:
    session = a_session()

    async def raising(chair: Chair) -> None:
        async for revision in chair.changes():
            if revision:
                raise ZeroDivisionError

    async def sleeping(chair: Chair) -> None:
        async for _ in chair.changes():
            await asyncio.Event().wait()

    async def play() -> None:
        one, two = chairs(session, executors)
        bad = asyncio.ensure_future(raising(one))
        slow = asyncio.ensure_future(sleeping(one))
        good = two.changes()
        await anext(good)
        while len(session._bells) < 3:
            await asyncio.sleep(0)
        for number in (1, 2):
            await asyncio.wait_for(one.ask(Play(Ready("marketing"))), LONG)
            assert await asyncio.wait_for(anext(good), LONG) == number
        with pytest.raises(ZeroDivisionError):
            await bad
        slow.cancel()

    asyncio.run(play())


def test_a_listener_ends_with_its_table_and_none_begins_at_a_closed_one(executors: Executors) -> None:
    session = a_session()

    async def play() -> None:
        one, two = chairs(session, executors)
        told = one.changes()
        await anext(told)
        waiting = asyncio.ensure_future(anext(told))
        await asyncio.sleep(0)
        session.close()
        with pytest.raises(StopAsyncIteration):
            await asyncio.wait_for(waiting, LONG)
        with pytest.raises(Refusal, match="closed"):
            await anext(two.changes())

    asyncio.run(play())


def test_who_leaves_a_listener_is_rung_for_no_more(executors: Executors) -> None:
    session = a_session()

    async def play() -> None:
        told = session.chair("marketing", executors).changes()
        await anext(told)
        await told.aclose()  # type: ignore[attr-defined]
        del told

    asyncio.run(play())
    session.play(Ready("marketing"))
    assert not session._bells


def test_a_seat_handed_over_is_told_with_the_next_look(executors: Executors) -> None:
    session = a_session()

    async def play() -> None:
        chair = session.chair("marketing", executors)
        assert chair.company.across == "here"
        session.direct(HandOver("distribution", Holder("partner", persona="cost-hawk")))
        await chair.ask(Observe())
        assert chair.company.persona == "cost-hawk"
        session.direct(HandOver("distribution", Holder()))
        session.elsewhere = True
        await chair.ask(Play(Ready("marketing")))
        now: str = chair.company.across
        assert now == "elsewhere"

    asyncio.run(play())


def test_no_request_and_no_mark_runs_on_the_loop_and_a_sum_holds_no_move_up(
    executors: Executors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where, go_on = dict[str, str](), threading.Event()

    def noted(kind: type[Any], name: str, wait: bool = False) -> None:
        real = getattr(kind, name)

        def noting(*arguments: Any) -> Any:
            where[name] = threading.current_thread().name.partition("_")[0]
            if wait:
                go_on.wait(LONG)
                return "found"
            return real(*arguments)

        monkeypatch.setattr(kind, name, noting)

    noted(Session, "play")
    noted(Session, "review", wait=True)
    noted(Bookmark, "write")
    with Session.create(NewTable("first-day", SEATS), tmp_path) as session:

        async def play() -> None:
            chair = session.chair("marketing", executors)
            looking = asyncio.ensure_future(chair.ask(LookBack()))
            while "review" not in where:
                await asyncio.sleep(0)
            await asyncio.wait_for(chair.ask(Play(Ready("marketing"))), LONG)
            await chair.mark(news=1)
            assert not looking.done()
            go_on.set()
            found: object = await looking
            assert found == "found"
            await chair.ask(Foresee())

        asyncio.run(play())
    assert where == {"review": "sums", "play": "moves", "write": "moves"}
    assert Bookmark(tmp_path / "first-day.toml", "marketing").mark.news == 1


def test_a_mark_that_has_not_changed_is_not_written(
    executors: Executors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []
    monkeypatch.setattr(Bookmark, "write", lambda self: written.append(self.mark))
    with Session.create(NewTable("first-day", SEATS), tmp_path) as session:

        async def play() -> None:
            chair = session.chair("marketing", executors)
            await chair.mark(news=1)
            await chair.mark(news=1)
            await chair.write_mark()

        asyncio.run(play())
    assert [one.news for one in written] == [1, 1]


def test_a_table_that_nothing_is_kept_of_has_no_bookmark(executors: Executors) -> None:
    chair = a_session().chair("marketing", executors)
    assert chair.bookmark is None
    asyncio.run(chair.mark(news=3))


def test_a_chair_has_what_its_screen_needs(executors: Executors, tmp_path: Path) -> None:
    with Session.create(NewTable("first-day", (), lesson=True, seed=4), tmp_path) as session:
        chair = session.chair("marketing", executors)
        assert chair.seat == "marketing"
        assert chair.hints and not chair.surveyed
        assert chair.brief == session.table.scenario.brief("marketing")
        assert chair.bookmark is not None
    with Session.create(NewTable("first-day", SEATS), tmp_path) as session:
        chair = session.chair("distribution", executors)
        assert not chair.hints and chair.surveyed


def test_threads_that_are_let_go_of_take_nothing_more(executors: Executors) -> None:
    chair = a_session().chair("marketing", executors)
    executors.close()
    with pytest.raises(RuntimeError, match="after shutdown"):
        asyncio.run(chair.ask(Observe()))
