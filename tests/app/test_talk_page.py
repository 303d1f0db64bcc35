"""The talk's page: what there is to weigh of a proposal, the keys in sight, and what is said where nobody talks."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from game.app.widgets.company_board import CompanyBoard
from game.app.widgets.lines import LineInput
from game.app.widgets.waiting_card import WaitingCard
from game.rules.levers import SEATS
from game.seating.session import Session
from game.store.replay import read_record
from game.table.moves import Ask, Ready, RequestSetting
from game.table.seen.observing import observe
from tests.app.playing import commit, hot_seat, inside, ours, page, playing, press, run, settled, shown, solo, until
from tests.app.test_mouse import click
from tests.narrowed import there
from tests.seating.leaving import leave_talk

OPENS = "Nobody talks at this table. The structures talk and sync open a talk before the plan."
WIDE = (120, 40)


def test_a_proposal_that_waits_says_its_cost_its_effect_and_from_what_a_month_on_it_pays(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo(scenario="cold-brew"), size=WIDE) as pilot:
            await page(pilot, "TableScreen")
            await press(pilot, "n", "n")
            lines = [line[16:78].split() for line in shown(pilot).splitlines()]
            names = [line[0] for line in lines if line and line[0] in ("cost", "effect", "pays")]
            assert names == ["cost", "effect", "pays"]
            await press(pilot, "y")
            assert not [line for line in shown(pilot).splitlines() if line[16:21] == "pays "]

    run(journey())


def test_the_keys_of_the_talk_stand_in_one_row_with_those_that_say_something_first(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo(scenario="cold-brew"), size=WIDE) as pilot:
            await page(pilot, "TableScreen")
            await press(pilot, "n", "n")
            *_, above, keys = shown(pilot).splitlines()
            for key in ("y Yes", "d No, and why", "p Propose", "e Request", "n Go on", "f1 Help"):
                assert key in keys
            assert "Leave the talk" in above

    run(journey())


def test_where_nobody_talks_the_first_plan_and_a_click_on_the_step_say_what_opens_a_talk(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo(structure="silo"), size=WIDE) as pilot:
            await page(pilot, "TableScreen")
            await click(pilot, "– Talk")
            assert OPENS in shown(pilot)
            await press(pilot, "n", "n")
            assert OPENS in shown(pilot)

    run(journey())


def requested(home: Path) -> Path:
    """The record of a table at which distribution asks marketing to promise 7 days."""
    path = home / "tables" / "first-day.toml"
    with Session.create(replace(hot_seat(), record=path), home) as session:
        for seat in SEATS:
            session.play(Ready(seat))  # has read its partner
        session.play(RequestSetting("distribution", "delivery-promise", 7.0, "is", 1, "the vans are slow"))
    return path


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (46, 30)])
def test_what_waits_is_answered_by_another_value_on_the_page_itself(tmp_path: Path, size: tuple[int, int]) -> None:
    path = requested(tmp_path)

    async def journey() -> None:
        async with playing(tmp_path, path, size=size) as pilot:
            await page(pilot, "TableScreen")
            talk = pilot.app.screen
            for says in ("the vans are slow", "y Yes, my word", "d No, and why", "o Not that, but", "e Request"):
                assert says in " ".join(shown(pilot).replace("\n┃▌", "").split()) or says in shown(pilot)
            await press(pilot, "o", "enter")
            assert "! That is what it is already" in shown(pilot) and type(pilot.app.screen).__name__ == "TableScreen"
            await press(pilot, "left", "enter")
            assert not talk.query_one(WaitingCard).way

    run(journey())
    (asked,) = read_record(path).table.play_now.requests
    assert (asked.offered, asked.waits) == (6.5, "distribution")


def test_the_board_makes_room_for_all_of_what_waits_and_is_there_again_after_the_answer(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo(scenario="cold-brew"), size=(80, 24)) as pilot:
            await page(pilot, "TableScreen")
            await press(pilot, "n", "n")
            card = inside(pilot.app.screen.query_one(WaitingCard))
            await until(pilot, lambda: card.whole, "all of what waits")
            await settled(pilot)
            for says in ("cost: ", "pays: ", "effect: ", "new volume grows in steps.", "y Sign it"):
                assert says in shown(pilot)
            assert not talk_board(pilot).display
            await press(pilot, "y")
            await until(pilot, lambda: talk_board(pilot).region.height == 6, "the board above the talk")
            assert inside(talk_board(pilot).board).said.text == "6"

    run(journey())


def test_a_card_that_has_no_room_for_all_of_it_leaves_it_whole_in_the_list(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo(scenario="cold-brew"), size=(80, 20)) as pilot:
            await page(pilot, "TableScreen")
            await press(pilot, "n", "n")
            card = inside(pilot.app.screen.query_one(WaitingCard))
            assert "cost" in shown(pilot) and "y Sign it" in shown(pilot)
            assert not card.whole and "the rest stands in the list" in shown(pilot)
            await pilot.resize_terminal(120, 40)
            await until(pilot, lambda: card.whole, "room for all of it")
            await settled(pilot)
            assert "the rest stands in the list" not in shown(pilot)
            await until(pilot, lambda: talk_board(pilot).display, "the board beside it")

    run(journey())


def talk_board(pilot: Pilot[Any]) -> CompanyBoard:
    return pilot.app.screen.query_one("#talk-board", CompanyBoard)


def test_two_people_side_by_side_see_nothing_of_one_seat_alone_above_the_talk(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, requested(tmp_path), size=WIDE) as pilot:
            await page(pilot, "TableScreen")
            assert not talk_board(pilot).display, "before the first month there is nothing that both have seen"
            leave_talk(there(ours(pilot.app).session))
            for _ in range(2):
                await page(pilot, "CurtainScreen")
                await press(pilot, "enter")
                await commit(pilot)
            await page(pilot, "RevealScreen")
            await press(pilot, "s", "escape")
            for _ in range(2):
                await page(pilot, "CurtainScreen")
                await press(pilot, "enter")
                await page(pilot, "TableScreen")
                await press(pilot, "n", "n")
            board = inside(talk_board(pilot).board)
            assert (board.whose, board.month) == (None, "March")
            assert pilot.app.screen.query_one("#talk-board").region.height == 6

    run(journey())


def test_whoever_left_the_talk_and_gets_the_screen_for_what_waits_finds_the_talk_open_at_it(tmp_path: Path) -> None:
    path = tmp_path / "tables" / "first-day.toml"
    with Session.create(replace(hot_seat(), record=path), tmp_path) as session:
        for seat in SEATS:
            session.play(Ready(seat))  # has read its partner
        session.play(Ready("marketing"))  # has left the talk
        session.play(RequestSetting("distribution", "delivery-promise", 7.0, "is", 1, "the vans are slow"))

    async def journey() -> None:
        async with playing(tmp_path, path) as pilot:
            await page(pilot, "TableScreen")
            assert "Something waits for marketing: h hands" in shown(pilot)
            *_, above, keys = shown(pilot).splitlines()
            assert "Leave the talk" in above and "n Go on" in keys and "h Hand over" in keys
            await press(pilot, "h")
            await until(pilot, lambda: " Marketing " in shown(pilot), "marketing's page")
            await settled(pilot)
            assert "y Yes, my word" in shown(pilot)
            *_, keys = shown(pilot).splitlines()
            assert "n Go on" in keys and "h Hand over" in keys
            await press(pilot, "y")
            assert "You have left the talk, distribution has" in shown(pilot)
            await press(pilot, "h")
            await until(pilot, lambda: " Distribution " in shown(pilot), "distribution's page")
            assert "word given" in shown(pilot) or "Yes" in shown(pilot)

    run(journey())


def test_a_question_for_a_figure_is_answered_by_a_usual_value_with_a_key(tmp_path: Path) -> None:
    path = tmp_path / "tables" / "first-day.toml"
    with Session.create(replace(hot_seat("cold-brew"), record=path), tmp_path) as session:
        for seat in SEATS:
            session.play(Ready(seat))  # has read its partner
        cards = observe(session.table, "distribution").cards
        session.play(Ask("distribution", next(one.key for one in cards if one.answer == "units")))

    async def journey() -> None:
        async with playing(tmp_path, path, size=WIDE) as pilot:
            await page(pilot, "TableScreen")
            await press(pilot, "a", "down")
            line = pilot.app.screen.query_one("#say", LineInput)
            assert line.value == "House blend 5,400"
            await press(pilot, "down")
            assert line.value == "Espresso 3,000"
            await press(pilot, "up", "up", "down")
            assert line.value == "House blend 5,400"
            await press(pilot, "enter")

    run(journey())
    (heard,) = observe(read_record(path).table, "distribution").heard
    assert (heard.kind, heard.item, heard.value) == ("units", "house-blend", 5_400.0)
