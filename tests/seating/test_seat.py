"""A seat's client, asked from one thread and from many."""

import gc
import threading
import types
import weakref
from typing import Any

import numpy as np
import pytest

from game.refusal import Refusal
from game.rules.levers import Seat, other
from game.scenario import Scenario
from game.seating.changes import Bell
from game.seating.requests import Foresee, Listen, ListWhys, Observe, Play, Request, ViewSurvey
from game.seating.seat import Failed, SeatDesk
from game.seating.session import Session
from game.store.record import Record
from game.table.month import InPlay, Month
from game.table.moves import Commit, Ready, Sign
from game.table.table import Table
from tests.narrowed import there
from tests.seating.walking import reachable
from tests.table.tables import SEATS, a_month, a_table, unkept

INNER = (
    Table,
    Month,
    InPlay,
    Scenario,
    Session,
    Record,
    SeatDesk,
    np.ndarray,
    types.FrameType,
    types.GeneratorType,
)


def at_table(structure: str = "talk") -> Session:
    return Session(unkept(a_month(a_table(structure))))


@pytest.mark.parametrize("structure", ["silo", "talk", "sync"])
@pytest.mark.parametrize("seat", SEATS)
def test_nothing_behind_a_seat_leads_to_the_table(structure: str, seat: Seat) -> None:
    session = at_table(structure)
    client = session.seat(seat)
    answers = [client.ask(one) for one in (Observe(), Foresee(), ViewSurvey(), ListWhys(1))]
    found = {
        type(thing).__name__
        for one in (client, client.ask, *answers)
        for thing in reachable(one)
        if isinstance(thing, INNER)
    }
    assert not found


def test_the_walk_finds_a_table_behind_a_closure_an_attribute_a_generator_and_a_weak_reference() -> None:
    table = a_table()

    def closure() -> Any:
        return table

    class Holder:
        __slots__ = ("__weakref__", "one")

    holder = Holder()
    holder.one = [table]  # type: ignore[attr-defined]
    generator = (table for _ in (1,))
    for leaking in (closure, holder, generator, types.MethodType(lambda self: 1, holder), weakref.ref(holder)):
        assert any(isinstance(thing, Table) for thing in reachable(leaking))


def test_the_refusal_that_a_client_gets_carries_no_frame_of_the_table() -> None:
    session = at_table()
    client = session.seat("marketing")
    with pytest.raises(Refusal) as caught:
        client.ask(Play(Sign("marketing", "P9")))
    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None
    trace = there(caught.value.__traceback__).tb_next
    held: list[Any] = []
    while trace:
        held += trace.tb_frame.f_locals.values()
        trace = trace.tb_next
    assert held
    assert not [thing for one in held for thing in reachable(one) if isinstance(thing, INNER)]


def test_a_mistake_of_the_program_is_told_without_a_frame_and_leaves_the_seat_usable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session = at_table()
    client = session.seat("marketing")
    with monkeypatch.context() as patch:
        patch.setattr(Session, "review", lambda self: 1 / 0)
        from game.seating.requests import LookBack

        with pytest.raises(Failed, match="ZeroDivisionError") as caught:
            client.ask(LookBack())
    assert any("in review" in note or "<lambda>" in note for note in caught.value.__notes__)
    assert not [thing for thing in reachable(caught.value.args) if isinstance(thing, INNER)]
    assert caught.value.__context__ is None
    assert client.ask(Observe()).round == 2


def test_a_seat_plays_and_sees_what_came_of_it() -> None:
    session = at_table()
    view = session.seat("marketing").ask(Play(Commit("marketing")))
    assert view.committed is not None
    session.seat("distribution").ask(Play(Commit("distribution")))
    assert session.table.round == 3
    assert session.seat("marketing").ask(Observe()).round == 3


@pytest.mark.parametrize("seat", SEATS)
def test_a_seat_plays_only_its_own_moves(seat: Seat) -> None:
    session = at_table()
    before = session.table
    with pytest.raises(Refusal, match=f"This is {seat}'s desk"):
        session.seat(seat).ask(Play(Commit(other(seat))))
    assert session.table is before


class Either(str):
    """A seat that says it is any seat."""

    __slots__ = ()

    def __eq__(self, other: Any) -> Any:
        return True

    def __ne__(self, other: Any) -> Any:
        return False

    __hash__ = str.__hash__


def spelt(seat: str) -> Any:
    return Either(seat)


WRONG: Any = None
"""What a type would forbid and a program that does not care sends all the same."""
WORD: Any = "commit"
NUMBER: Any = 3
LIST: Any = [1]


def test_a_seat_that_compares_as_it_likes_is_the_one_that_it_spells() -> None:
    session = at_table()
    before = session.table
    with pytest.raises(Refusal, match="This is marketing's desk: expected a move of marketing, given one of distrib"):
        session.seat("marketing").ask(Play(Commit(spelt("distribution"))))
    assert session.table is before
    session.seat("marketing").ask(Play(Commit(spelt("marketing"))))
    assert type(session.table.play_now.commits["marketing"].seat) is str


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        (Play(WRONG), "expected a move of a seat, given NoneType."),
        (Play(WORD), "expected a move of a seat, given str."),
        (Play(type("Commit", (Commit,), {})("marketing")), "expected a move of a seat, given Commit."),
        (Play(Commit("marketing"), NUMBER), "expected text for the seat and the key of a move."),
        (Play(Commit(WRONG)), "expected text for the seat and the key of a move."),
        (Foresee(LIST), "expected a plan, values by setting, given list."),
        (Listen(WRONG), "expected a bell, given NoneType."),
    ],
)
def test_what_is_no_move_no_plan_and_no_bell_is_refused(request_: Play | Foresee | Listen, says: str) -> None:
    session = at_table()
    before = session.table
    with pytest.raises(Refusal) as refused:
        session.seat("marketing").ask(request_)
    assert refused.value.message == says
    assert session.table is before


def test_a_bell_that_fails_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    session, heard = at_table(), Bell()
    broken = Bell()
    for bell in (broken, heard):
        session.seat("marketing").ask(Listen(bell))
    monkeypatch.setattr(broken, "ring", lambda *_, **__: 1 / 0)
    session.seat("marketing").ask(Play(Commit("marketing")))
    assert heard.revision == session.revision > 0
    session.close()
    assert heard.closed
    with pytest.raises(Refusal, match="closed"):
        session.seat("marketing").ask(Observe())


def test_only_requests_of_this_kind_are_answered() -> None:
    class Peek(Request[Table]):
        def __class_getitem__(cls, item: Any) -> Any:
            return cls

    client = at_table().seat("marketing")
    peeks: list[Any] = [Peek(), "observe", type("Observe", (Observe,), {})()]
    for peek in peeks:
        with pytest.raises(Refusal, match="expected a request of"):
            client.ask(peek)


def test_a_seat_whose_desk_is_closed_or_gone_says_so() -> None:
    session = at_table()
    client = session.seat("marketing")
    session.close()
    for request in (Observe(), Foresee()):
        with pytest.raises(Refusal, match="This table is closed"):
            client.ask(request)
    session = at_table()
    client = session.seat("distribution")
    del session
    gc.collect()
    with pytest.raises(Refusal, match="This table is closed"):
        client.ask(Observe())


def test_a_client_does_not_keep_a_table_alive() -> None:
    session = at_table()
    client, alive = session.seat("marketing"), weakref.ref(session.table)
    view = client.ask(Observe())
    del session
    gc.collect()
    assert alive() is None
    assert view.round == 2


def test_a_refusal_leaves_the_desk_open() -> None:
    session = at_table()
    client = session.seat("marketing")
    for _ in range(2):
        with pytest.raises(Refusal, match="no setting 'prize'"):
            client.ask(Foresee({"prize": 1}))
    assert client.ask(Observe()).round == 2


def test_many_threads_may_ask_one_seat_at_once() -> None:
    session, wrong = at_table(), list[BaseException]()
    client = session.seat("marketing")

    def ask() -> None:
        try:
            for _ in range(20):
                assert client.ask(Observe()).seat == "marketing"
                assert client.ask(Foresee())
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_a_sum_that_takes_long_holds_no_move_up(monkeypatch: pytest.MonkeyPatch) -> None:
    from game.seating.requests import LookBack

    session, begun, go_on = at_table(), threading.Event(), threading.Event()

    def review(self: Session) -> str:
        begun.set()
        go_on.wait(30)
        return "found"

    monkeypatch.setattr(Session, "review", review)
    client = session.seat("marketing")
    found: list[object] = []
    slow = threading.Thread(target=lambda: found.append(client.ask(LookBack())))
    slow.start()
    assert begun.wait(30)
    assert client.ask(Play(Ready("marketing"))).at == "talk"
    assert not found
    go_on.set()
    slow.join()
    assert found == ["found"]
