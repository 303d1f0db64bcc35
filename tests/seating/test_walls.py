"""Whoever holds a chair can reach nothing that its seat may not see, whichever front the chair is of."""

import asyncio
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.cli.prompt.chair import PromptChair
from game.cli.prompt.lines import Lines
from game.lab.hindsight.season import PlayedSeason
from game.partners import Partner
from game.partners.echo import Echo
from game.rules.levers import SEATS, Seat, other
from game.rules.world import World
from game.scenario import Scenario
from game.seating.asked import NewTable
from game.seating.chair import Chair, Executors
from game.seating.changes import Bell
from game.seating.requests import (
    Explain,
    Foresee,
    Listen,
    ListWhys,
    LookBack,
    Meet,
    Observe,
    Play,
    Request,
    SeeInFull,
    ViewSurvey,
)
from game.seating.seat import SeatClient, SeatDesk
from game.seating.session import Session
from game.store.record import Record
from game.table.month import InPlay, Month
from game.table.moves import Commit, KeepLine, Ready
from game.table.table import Table
from game.terms import read_glossary
from tests.narrowed import there
from tests.seating.leaving import leave_talk
from tests.seating.walking import reachable

FORBIDDEN = (
    Table, Month, InPlay, Scenario, World, Record, Record, Session, SeatDesk, Partner, Echo, PlayedSeason, np.ndarray,
)  # fmt: skip


def leaks(*held: object) -> set[str]:
    """What can be reached and may not be; of two seats' clients, only the own one may."""
    found = [thing for one in held for thing in reachable(one)]
    clients = {thing.seat for thing in found if isinstance(thing, SeatClient)}
    kinds = {type(thing).__name__ for thing in found if isinstance(thing, FORBIDDEN)}
    return kinds | ({"the other seat"} if len(clients) > 1 else set())


@pytest.fixture
def executors() -> Iterator[Executors]:
    made = Executors()
    yield made
    made.close()


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of a season that one person played from marketing."""
    home = tmp_path_factory.mktemp("finished")
    with Session.create(NewTable("first-day", ("marketing",), "cost-hawk"), home) as session:
        for _ in range(3):
            session.play(Commit("marketing"))
        return there(session.path)


ASKED = {
    "across from a persona": NewTable("first-day", ("marketing",), "cost-hawk"),
    "two persons": NewTable("first-day", SEATS),
    "two persons in sync": NewTable("first-day", SEATS, structure="sync"),
    "a lesson": NewTable("first-day", (), lesson=True, seed=4),
    "across from an echo": NewTable("first-day", ("distribution",), echo="first-day.toml"),
}


async def used(chair: Chair) -> list[object]:
    """A chair that has asked everything, and all that it was answered."""
    seat = chair.seat
    answers: list[object] = [await chair.ask(one) for one in (Observe(), Foresee(), ViewSurvey(), Meet())]
    answers.append(await chair.ask(Play(Commit(seat), "a key")))
    changes = chair.changes()
    answers.append(await anext(changes))
    await changes.aclose()  # type: ignore[attr-defined]
    await chair.mark(news=1, draft={"a": 1.0})
    return answers


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_a_screens_chair_leads_to_no_table_and_to_no_other_seat(
    tmp_path: Path, finished: Path, executors: Executors, asked: NewTable
) -> None:
    session = Session.create(asked, finished.parent if asked.echo else tmp_path)
    leave_talk(session)
    for seat in session.persons:
        chair = session.chair(seat, executors)
        answers = asyncio.run(used(chair))
        assert not leaks(
            chair, chair.ask, chair.changes, chair.mark, chair.company, chair.bookmark, chair.hints, *answers
        )
        assert chair.company.across in ("persona", "here")
    session.close()


def test_what_is_answered_after_the_season_leads_to_no_table(finished: Path, executors: Executors) -> None:
    session = Session.resume(finished)
    chair = session.chair("marketing", executors)
    requests = (Observe(), LookBack(), ListWhys(3), Explain(3, "joint-value"), SeeInFull(3), ViewSurvey())
    answers = [asyncio.run(_ask(chair, one)) for one in requests]
    assert answers[1].value > 0.0
    assert not leaks(chair, *answers)
    session.close()


async def _ask(chair: Chair, request: Request[Any]) -> Any:
    return await chair.ask(request)


def test_a_bell_leads_to_nobody(executors: Executors, tmp_path: Path) -> None:
    session = Session.create(ASKED["two persons"], tmp_path)
    bell = Bell()
    session.seat("marketing").ask(Listen(bell))
    session.play(Ready("distribution"))
    assert bell.revision == 1
    assert not leaks(bell)
    session.close()


@pytest.mark.parametrize("seat", SEATS)
def test_a_line_modes_chair_leads_to_no_table_and_to_no_other_seat(tmp_path: Path, seat: Seat) -> None:
    session = Session.create(ASKED["two persons in sync"], tmp_path)
    lines = Lines(StringIO(), StringIO())
    chair = PromptChair(session.seat(seat), "# brief", lines, read_glossary())
    leave_talk(session)
    chair.play(Commit(seat))
    seen = chair.seen()
    assert not leaks(chair, chair.seen, chair.play, chair.survey, seen, chair.survey())
    session.play(Commit(other(seat)))
    chair.play(KeepLine(seat, "so"))
    assert not leaks(chair, chair.seen())
    session.close()


def test_an_app_for_one_chair_leads_to_no_table(tmp_path: Path, executors: Executors) -> None:
    from game.app.seat_app import SeatApp

    session = Session.create(ASKED["two persons"], tmp_path)
    chair = session.chair("marketing", executors)
    leave_talk(session)
    asyncio.run(used(chair))
    app = SeatApp(chair)
    assert any(thing is chair for thing in reachable(app))
    assert not leaks(app)
    session.close()


def test_the_walk_would_find_the_table_behind_each_of_these(tmp_path: Path, executors: Executors) -> None:
    session = Session.create(ASKED["two persons"], tmp_path)
    chair = session.chair("marketing", executors)
    for hole in (session.review, lambda: session, [session.table], {"a": session}, session.seat):
        chair.hole = hole  # type: ignore[attr-defined]
        assert leaks(chair)
    del chair.hole  # type: ignore[attr-defined]
    chair.other = session.seat("distribution")  # type: ignore[attr-defined]
    assert leaks(chair) == {"the other seat"}
    session.close()
