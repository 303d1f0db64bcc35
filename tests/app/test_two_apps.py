"""Two apps at one table: each shows what the other does, and what is done with the table, without a key of its own."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from game.app.seat_app import SeatApp
from game.rules.levers import SEATS, Seat
from game.seating.chair import Executors
from game.seating.requests import Observe, Play, Request
from game.seating.session import Session
from game.table.moves import ChangeStructure, EndSeason, GoOn, HandOver, InjectEvent, Pause, Propose
from game.table.structure import PRESETS, Holder
from tests.app.playing import commit, hot_seat, page, press, run, shown, until
from tests.seating.leaving import leave_talk


@dataclass
class Pair:
    """Two people, each at a screen of their own."""

    session: Session
    marketing: Pilot[Any]
    distribution: Pilot[Any]

    def ask(self, seat: Seat, request: Request[Any]) -> Any:
        return self.session.seat(seat).ask(request)

    def propose(self) -> None:
        """Distribution puts a joint decision forward, from wherever it is."""
        seen = self.ask("distribution", Observe())
        setting = next(one for one in seen.joint if one.kind == "switch")
        self.ask("distribution", Play(Propose("distribution", {setting.key: not setting.current}, "It pays")))


async def to_their_plans(both: Pair) -> None:
    """Both leave the talk, and each is seen to stand at its plan."""
    leave_talk(both.session)
    for one in (both.marketing, both.distribution):
        await sees(one, "set your levers")


def begun(pilot: Pilot[Any]) -> bool:
    return "Commit plan" in shown(pilot)


@asynccontextmanager
async def pair(folder: Path, survey: bool = False, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pair]:
    executors = Executors()
    with Session.create(hot_seat("cold-brew", survey), folder) as session:
        session.elsewhere = True
        async with AsyncExitStack() as opened:
            pilots = []
            for seat in SEATS:
                app = SeatApp(session.chair(seat, executors))
                pilots.append(await opened.enter_async_context(app.run_test(size=size, notifications=True)))
            for pilot in pilots:
                await page(pilot, "SurveyScreen" if survey else "TableScreen")
                if not survey:
                    await until(pilot, partial(begun, pilot), "the table")
            yield Pair(session, *pilots)
    executors.close()


def words(pilot: Pilot[Any]) -> str:
    return " ".join(shown(pilot).split())


async def hears(pilot: Pilot[Any], text: str) -> None:
    """A notice comes that says so, in whatever lines."""
    frame = dict.fromkeys(map(ord, "│▌"), " ")

    def notices() -> str:
        lines = shown(pilot).splitlines()
        boxes = [toast.region for toast in pilot.app.screen.query("Toast")]
        parts = (line[box.x : box.right] for box in boxes for line in lines[box.y : box.bottom])
        return " ".join(" ".join(parts).translate(frame).split())

    await until(pilot, lambda: text in notices(), f"the notice {text!r}")


async def sees(pilot: Pilot[Any], text: str) -> None:
    await until(pilot, lambda: text in words(pilot), repr(text))


def test_when_the_other_commits_last_the_reveal_comes_by_itself(tmp_path: Path) -> None:
    async def journey() -> None:
        async with pair(tmp_path) as both:
            await to_their_plans(both)
            await commit(both.marketing)
            await sees(both.marketing, "Your plan is committed. Distribution is planning.")
            await sees(both.distribution, "Marketing has committed.")
            await commit(both.distribution)
            await page(both.distribution, "RevealScreen")
            await page(both.marketing, "RevealScreen")
            for one in (both.marketing, both.distribution):
                await press(one, "s", "escape")
                await page(one, "TableScreen")
                await sees(one, "month 2 of")

    run(journey())


def test_what_the_other_does_is_seen_where_it_stands(tmp_path: Path) -> None:
    async def journey() -> None:
        async with pair(tmp_path) as both:
            await press(both.distribution, "n")
            await press(both.marketing, "n", "n")
            await sees(both.marketing, "Distribution is reading you.")
            await press(both.distribution, "n", "enter")
            await sees(both.marketing, "Distribution is talking.")
            await sees(both.marketing, "waits for your answer")
            await press(both.marketing, "a", *"six", "enter")
            await sees(both.distribution, "“six”")

    run(journey())


@pytest.mark.parametrize("paper", ["r", "g", "k", "p", "e"])
def test_a_proposal_is_seen_on_every_page_and_one_key_leads_there(tmp_path: Path, paper: str) -> None:
    async def journey() -> None:
        async with pair(tmp_path) as both:
            await press(both.marketing, "n", "n")
            await sees(both.marketing, "Choose a card")
            await press(both.marketing, paper)
            there = type(both.marketing.app.screen).__name__
            assert there != "TableScreen"
            both.propose()
            await sees(both.marketing, "◇ A proposal waits for your answer. ^g Go there")
            assert type(both.marketing.app.screen).__name__ == there
            await press(both.marketing, "ctrl+g")
            await page(both.marketing, "TableScreen")
            await sees(both.marketing, "One thing waits for your answer.")
            assert "◇" not in shown(both.marketing)
            await press(both.marketing, "n")
            await sees(both.marketing, "◇ A proposal waits for your answer.")

    run(journey())


def test_what_was_put_before_the_partner_is_read_waits_until_then(tmp_path: Path) -> None:
    async def journey() -> None:
        async with pair(tmp_path) as both:
            both.propose()
            await press(both.marketing, "r")
            await sees(both.marketing, "◇ Distribution has put something to you: read your partner first.")
            await press(both.marketing, "ctrl+g")
            await sees(both.marketing, "Which of distribution's limits")
            assert "◇" not in shown(both.marketing)

    run(journey())


def test_a_reveal_that_comes_while_something_is_read_waits_and_does_not_interrupt(tmp_path: Path) -> None:
    async def journey() -> None:
        async with pair(tmp_path) as both:
            await to_their_plans(both)
            await commit(both.marketing)
            await press(both.marketing, "g")
            await page(both.marketing, "GlossaryScreen")
            await commit(both.distribution)
            await sees(both.marketing, "has played out: see what became of it. ^g Go there")
            assert type(both.marketing.app.screen).__name__ == "GlossaryScreen"
            await press(both.marketing, "ctrl+g")
            await page(both.marketing, "RevealScreen")
            assert "has played out" not in words(both.marketing)

    run(journey())


def test_a_number_that_is_being_typed_survives_what_the_other_does(tmp_path: Path) -> None:
    async def journey() -> None:
        async with pair(tmp_path) as both:
            await press(both.marketing, *"nnnn", "9")
            await sees(both.marketing, "9▏")
            both.propose()
            await sees(both.marketing, "◇ A proposal waits")
            await press(both.marketing, "enter")
            await sees(both.marketing, "€9.00")

    run(journey())


def test_what_is_done_with_the_table_is_told_when_it_happens(tmp_path: Path) -> None:
    async def journey() -> None:
        async with pair(tmp_path, size=(120, 40)) as both:
            session, screens = both.session, (both.marketing, both.distribution)
            for one in screens:
                await press(one, "n")
            session.direct(Pause("Coffee."))
            for one in screens:
                await sees(one, "◇ The table is paused: Coffee. Nobody can move until it goes on.")
            session.direct(GoOn())
            for one in screens:
                await hears(one, "The table goes on.")
                assert "paused" not in words(one)
            session.direct(ChangeStructure(PRESETS["sync"]))
            for one in screens:
                await hears(one, "work together by other rules: talk open, data shared")
            session.direct(HandOver("distribution", Holder(name="Ana")))
            await hears(both.marketing, "Distribution is Ana from now on.")

    run(journey())


def test_an_event_that_is_brought_in_hands_a_committed_plan_back_before_the_persons_eyes(tmp_path: Path) -> None:
    async def journey() -> None:
        async with pair(tmp_path, size=(120, 40)) as both:
            await to_their_plans(both)
            await commit(both.marketing)
            await sees(both.marketing, "Your plan is committed.")
            there = {one.card for one in both.ask("marketing", Observe()).news}
            card = next(key for key in both.session.table.scenario.cards if key not in there)
            both.session.direct(InjectEvent(card))
            await sees(both.marketing, "so your plan was handed back")
            await hears(both.marketing, "News: ")
            await to_their_plans(both)
            await commit(both.marketing)

    run(journey())


def test_a_season_that_is_ended_early_closes_on_both_screens(tmp_path: Path) -> None:
    async def journey() -> None:
        async with pair(tmp_path, size=(120, 40)) as both:
            await to_their_plans(both)
            await commit(both.marketing)
            await commit(both.distribution)
            for one in (both.marketing, both.distribution):
                await page(one, "RevealScreen")
                await press(one, "s", "escape")
                await page(one, "TableScreen")
            both.session.direct(EndSeason("Lunch"))
            for one in (both.marketing, both.distribution):
                await page(one, "ClosingScreen")
                await sees(one, "ended early: Lunch")

    run(journey())


def test_each_screen_is_asked_by_itself_what_matters_to_whom(tmp_path: Path) -> None:
    async def journey() -> None:
        async with pair(tmp_path, survey=True) as both:
            await press(both.marketing, "escape")
            await page(both.marketing, "TableScreen")
            both.session.direct(Pause())
            await sees(both.distribution, "◇ The table is paused.")
            both.session.direct(GoOn())
            await press(both.distribution, "escape")
            await page(both.distribution, "TableScreen")

    run(journey())
