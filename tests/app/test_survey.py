"""What matters to whom: asked before, half-way and after, in private, by keys and by mouse."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from game.app.widgets.ranking import Ranking
from game.app.widgets.sheet import ValueSheet
from game.seating.asked import NewTable
from game.seating.session import Session
from game.store.replay import read_record
from tests.app.playing import commit, hot_seat, ours, page, playing, press, run, settled, shown
from tests.narrowed import there
from tests.seating.leaving import leave_talk

SIX = 6  # four rankings and two statements


async def sit(pilot: Pilot[Any]) -> None:
    await page(pilot, "CurtainScreen")
    await press(pilot, "enter")


def surveyed(home: Path) -> Any:
    (record,) = (home / "tables").glob("*.toml")
    return read_record(record).table.survey.seats


def test_two_people_are_asked_before_halfway_and_after_and_may_pass_by_one_key(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, hot_seat(survey=True)) as pilot:
            for number in range(1, 4):
                for _ in range(2 if number == 1 else 0):
                    await sit(pilot)
                    await page(pilot, "SurveyScreen")
                    await press(pilot, "escape")
                for _ in range(2):
                    await sit(pilot)
                    if number == 3:
                        await page(pilot, "SurveyScreen")
                        await press(pilot, "escape")
                    leave_talk(there(ours(pilot.app).session))
                    await commit(pilot)
                await page(pilot, "RevealScreen")
                await press(pilot, "s", "escape")
            for again in range(2):
                if again:
                    await sit(pilot)
                await page(pilot, "SurveyScreen")
                assert "After the season" in shown(pilot)
                await press(pilot, "escape")
            await page(pilot, "ClosingScreen")

    run(journey())
    assert all(one.passed == ("before", "middle", "after") for one in surveyed(tmp_path).values())


@pytest.mark.parametrize(
    ("began", "again", "comes"),
    [(True, None, "SurveyScreen"), (False, None, "TableScreen"), (None, None, "SurveyScreen"),
     (True, False, "TableScreen"), (False, True, "SurveyScreen")],
)  # fmt: skip
def test_a_table_is_gone_on_with_as_was_said_when_it_began_or_as_is_said_now(
    tmp_path: Path, began: bool | None, again: bool | None, comes: str
) -> None:
    path = tmp_path / "t.toml"
    Session.create(NewTable("first-day", ("marketing", "distribution"), record=path, survey=began), tmp_path).close()

    async def journey() -> None:
        async with playing(tmp_path, path, survey=again) as pilot:
            await sit(pilot)
            await page(pilot, comes)

    run(journey())


def test_what_is_ranked_and_rated_is_on_record_as_it_stood_on_the_page(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, hot_seat(survey=True)) as pilot:
            await sit(pilot)
            await page(pilot, "SurveyScreen")
            first = pilot.app.screen.query_one(Ranking).order
            await press(pilot, "shift+down", "a", "enter")  # as oneself: the first two change places, the third stays
            await page(pilot, "BriefScreen")
            await press(pilot, "escape")
            order = pilot.app.screen.query_one(Ranking).order
            assert order != first and sorted(order) == sorted(first)
            assert "2 of 6" in shown(pilot)
            await press(pilot, "space", "down", "down", "space", "a", "enter")  # the first to the third place
            assert "3 of 6" in shown(pilot)
            believed = pilot.app.screen.query_one(Ranking).order
            await press(pilot, "shift+down", "a", "enter")
            seen = pilot.app.screen.query_one(Ranking).order
            await pilot.click(Ranking, offset=(4, 0))  # by mouse: the first to the last place
            await pilot.click(Ranking, offset=(4, len(order) - 1))
            await settled(pilot)
            await press(pilot, "a", "enter")
            await press(pilot, "right", "right", "down", "4", "5", "enter", "enter")
            await press(pilot, "enter")  # the other statement is left unanswered
            await page(pilot, "CurtainScreen")
            assert placed("job")[:3] == [first[1], first[0], first[2]]
            assert sorted(ranks_of("job").values()) == [1, 2, 3, *[4] * (len(first) - 3)]
            assert placed("own") == [order[1], order[2], order[0], *order[3:]]
            assert placed("partner") == [believed[1], believed[0], *believed[2:]]
            assert placed("meta") == [*seen[1:], seen[0]]
            for whose, listed in (("job", first), ("own", order), ("partner", believed), ("meta", seen)):
                assert surveyed(tmp_path)["marketing"].ranking("before", whose).shown.split() == list(listed)
            rated = surveyed(tmp_path)["marketing"].ratings
            assert [(one.agree, one.others) for one in rated] == [(2, 45)]

    def ranks_of(whose: str) -> dict[str, int]:
        return dict(surveyed(tmp_path)["marketing"].ranking("before", whose).ranks)

    def placed(whose: str) -> list[str]:
        ranks = ranks_of(whose)
        return sorted(ranks, key=lambda key: ranks[key])

    run(journey())


def test_on_one_screen_both_chairs_rank_before_the_first_month(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, hot_seat(survey=True)) as pilot:
            for seat in ("Marketing", "Distribution"):
                await page(pilot, "CurtainScreen")
                assert f"{seat}  sits down now" in shown(pilot)
                await press(pilot, "enter")
                await page(pilot, "SurveyScreen")
                await press(pilot, "escape")
            await page(pilot, "CurtainScreen")
            assert "Marketing  sits down now" in shown(pilot)  # whoever moves first
            await press(pilot, "enter")
            await page(pilot, "TableScreen")

    run(journey())


def test_what_nobody_has_touched_is_left_unanswered(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, hot_seat(survey=True)) as pilot:
            await sit(pilot)
            await page(pilot, "SurveyScreen")
            for number in range(1, 7):
                assert f"{number} of 6" in shown(pilot)
                await press(pilot, "enter")
                if number == 1:
                    await page(pilot, "BriefScreen")
                    await press(pilot, "escape")
            await page(pilot, "CurtainScreen")
            own = surveyed(tmp_path)["marketing"]
            assert (own.rankings, own.ratings, own.passed) == ((), (), ("before",))

    run(journey())


def test_only_what_was_placed_has_a_place_of_its_own(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, hot_seat(survey=True)) as pilot:
            await sit(pilot)
            await page(pilot, "SurveyScreen")
            order = pilot.app.screen.query_one(Ranking).order
            await press(pilot, "end", "shift+up", "home", "down", "space", "up", "space", "enter")
            await page(pilot, "BriefScreen")
            await press(pilot, "escape")
            kept = surveyed(tmp_path)["marketing"].ranking("before", "job")
            assert kept is not None  # of the three that matter most one was named, and one moved below them
            assert kept.ranks == {key: 1 if key == order[1] else 4 for key in order}
            order, many = pilot.app.screen.query_one(Ranking).order, len(order)
            assert "Leave it unanswered" in shown(pilot)
            await press(pilot, "end", "space")
            assert "Leave it unanswered" in shown(pilot)  # it is in the hand still
            await press(pilot, "home", "space")
            assert "Leave it unanswered" not in shown(pilot)
            assert f"Placed: 1 of {many}" in " ".join(shown(pilot).split())  # wherever its line breaks
            await press(pilot, "enter")
            assert "3 of 6" in shown(pilot)
            kept = surveyed(tmp_path)["marketing"].ranking("before", "own")
            assert kept is not None
            shared = round(sum(range(2, many + 1)) / (many - 1))
            assert kept.ranks == {**dict.fromkeys(order, shared), order[-1]: 1}
            order = pilot.app.screen.query_one(Ranking).order
            await press(pilot, "a", "enter")  # all of it is right as it stands
            kept = surveyed(tmp_path)["marketing"].ranking("before", "partner")
            assert kept is not None
            assert kept.ranks == dict(zip(order, range(1, many + 1), strict=True))

    run(journey())


def test_the_next_statement_begins_at_its_first_number(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, hot_seat(survey=True)) as pilot:
            await sit(pilot)
            await page(pilot, "SurveyScreen")
            await press(pilot, "enter", "escape", "enter", "enter", "enter", "3", "down", "4", "5", "enter", "enter")
            assert "6 of 6" in shown(pilot)
            await press(pilot, "6", "enter")
            assert pilot.app.screen.query_one(ValueSheet).values == {"agree": 6.0, "others": -5.0}
            assert "One of the two is still open" in shown(pilot)
            await press(pilot, "enter", "1", "0", "enter", "enter")
            await page(pilot, "CurtainScreen")
            rated = surveyed(tmp_path)["marketing"].ratings
            assert [(one.agree, one.others) for one in rated] == [(3, 45), (6, 10)]

    run(journey())


def test_half_a_rating_is_asked_for_and_can_be_taken_back(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, hot_seat(survey=True)) as pilot:
            await sit(pilot)
            await page(pilot, "SurveyScreen")
            await press(pilot, "enter", "escape", "enter", "enter", "enter", "right", "enter")
            assert "One of the two is still open" in shown(pilot)
            assert "5 of 6" in shown(pilot)
            await press(pilot, "up", "delete", "enter")
            assert "6 of 6" in shown(pilot)
            assert surveyed(tmp_path)["marketing"].ratings == ()

    run(journey())
