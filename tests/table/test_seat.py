import gc
import types
import weakref
from collections.abc import Iterator

import numpy as np
import pytest

from game.refusal import Refusal
from game.rules.levers import other
from game.scenario import Scenario
from game.table.inplay import InPlay
from game.table.month import Month
from game.table.moves import Commit, Sign
from game.table.seat import Desk, Unrecorded
from game.table.table import Table
from tests.table.tables import SEATS, a_month, a_table

INNER = (Table, Month, InPlay, Scenario, Unrecorded, Desk, np.ndarray, types.FrameType, types.GeneratorType)
CODE = (type, types.ModuleType, types.BuiltinFunctionType)


def reachable(start: object) -> Iterator[object]:
    """All that can be reached from an object: attributes, slots, containers, bound methods, closures and defaults.

    The collector's own view of references, so nothing is missed. Code is not data: classes, modules and the globals
    of functions belong to everybody.
    """
    seen: set[int] = set()
    queue = [start]
    while queue:
        thing = queue.pop()
        if id(thing) in seen or isinstance(thing, CODE):
            continue
        seen.add(id(thing))
        yield thing
        if isinstance(thing, types.FunctionType):
            queue += [*(thing.__closure__ or ()), *(thing.__defaults__ or ()), *(thing.__kwdefaults__ or {}).values()]
        else:
            queue += gc.get_referents(thing)


def desks(structure: str = "talk"):
    play = Unrecorded(a_month(a_table(structure)))
    return play, {seat: Desk(play, seat) for seat in SEATS}


@pytest.mark.parametrize("structure", ["silo", "talk", "sync"])
@pytest.mark.parametrize("seat", SEATS)
def test_nothing_behind_a_seat_leads_to_the_table(structure, seat):
    _, held = desks(structure)
    client = held[seat].seat
    everything = [client, client.observation(), client.outlook(), client.survey(), client.play, client.observation]
    found = {type(thing).__name__ for one in everything for thing in reachable(one) if isinstance(thing, INNER)}
    assert not found


def test_the_walk_finds_a_table_behind_a_closure_an_attribute_and_a_generator():
    table = a_table()

    def closure():
        return table

    class Holder:
        __slots__ = ("one",)

    holder = Holder()
    holder.one = [table]
    generator = (table for _ in (1,))
    for leaking in (closure, holder, generator, types.MethodType(lambda self: 1, holder)):
        assert any(isinstance(thing, Table) for thing in reachable(leaking))


def test_the_refusal_that_a_client_gets_carries_no_frame_of_the_table():
    _, held = desks()
    client = held["marketing"].seat
    with pytest.raises(Refusal) as caught:
        client.play(Sign("marketing", "P9"))
    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None
    trace, names = caught.value.__traceback__, []
    while trace:
        names.append(trace.tb_frame.f_code.co_name)
        trace = trace.tb_next
    assert names[1:] == ["play", "_ask"]


def test_a_seat_plays_and_sees_what_came_of_it():
    play, held = desks()
    view = held["marketing"].seat.play(Commit("marketing"))
    assert view.committed is not None
    held["distribution"].seat.play(Commit("distribution"))
    assert play.table.round == 3
    assert held["marketing"].seat.observation().round == 3


@pytest.mark.parametrize("seat", SEATS)
def test_a_seat_plays_only_its_own_moves(seat):
    play, held = desks()
    before = play.table
    with pytest.raises(Refusal, match=f"This is {seat}'s desk"):
        held[seat].seat.play(Commit(other(seat)))
    assert play.table is before


def test_a_seat_whose_desk_is_closed_or_gone_says_so():
    _, held = desks()
    client = held["marketing"].seat
    held["marketing"].close()
    with pytest.raises(Refusal, match="This table is closed"):
        client.observation()
    client = held["distribution"].seat
    del held["distribution"]
    gc.collect()
    with pytest.raises(Refusal, match="This table is closed"):
        client.observation()


def test_a_client_does_not_keep_a_table_alive():
    play, held = desks()
    client, alive = held["marketing"].seat, weakref.ref(play.table)
    view = client.observation()
    del play, held
    gc.collect()
    assert alive() is None
    assert view.round == 2


def test_a_refusal_leaves_the_desk_open():
    _, held = desks()
    client = held["marketing"].seat
    for _ in range(2):
        with pytest.raises(Refusal, match="no setting 'prize'"):
            client.outlook({"prize": 1})
    assert client.observation().round == 2
