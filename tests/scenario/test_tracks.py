import dataclasses
from typing import Any, get_args

import numpy as np
import pytest

from game.rules.levers import LEVERS
from game.rules.world import INITIATIVES, Tracks
from game.scenario import load
from game.scenario.building import ADDED, months, tracks_of
from game.scenario.shape.document import CardFile, InitiativeKey, ScenarioFile, Track
from game.scenario.shape.offer import LeverKey
from game.scenario.sheets import INITIATIVE_NAMES
from tests.scenario.shipped import SLUGS, small_tree


def card(**effects: list[float]) -> CardFile:
    return CardFile.model_validate(
        {
            "title": "A card",
            "marketing": "News.",
            "distribution": "News.",
            "source": "nowhere",
            "tag": "D",
            "load": {"marketing": 1, "distribution": 1},
            "effects": [{"track": track, "rounds": rounds} for track, rounds in effects.items()],
        }
    )


def played(events: list[Any], **effects: list[float]) -> Tracks:
    tree = small_tree() | {"events": [{"card": "it", **event} for event in events]}
    return tracks_of(ScenarioFile.model_validate(tree), {"it": card(**effects)} if effects else {})


def test_without_events_every_track_is_neutral() -> None:
    tracks = played([])
    for field in dataclasses.fields(Tracks):
        if field.name != "season":
            assert (getattr(tracks, field.name) == (0.0 if field.name in ADDED else 1.0)).all(), field.name


@pytest.mark.parametrize("track", get_args(Track))
def test_every_track_that_a_card_may_name_is_reached(track: str) -> None:
    tracks = played([{"round": 2}], **{track: [0.5]})
    name = "budget" if track.startswith("budget_") else track
    array = getattr(tracks, name)
    column = array[:, int(track == "budget_distribution")] if name == "budget" else array
    assert np.allclose(column[1], 0.5)
    assert np.allclose(np.delete(column, 1, axis=0), 0.0 if name in ADDED else 1.0)


def test_every_track_of_the_world_is_reached_by_the_calendar_or_by_cards() -> None:
    names = {name if not name.startswith("budget_") else "budget" for name in get_args(Track)}
    assert names | {"season"} == {field.name for field in dataclasses.fields(Tracks)}


def test_an_event_plays_its_cards_months_in_order_and_the_season_ends_it() -> None:
    assert played([{"round": 3}], capacity=[0.8, 0.9, 0.95]).capacity.tolist() == [1.0, 1.0, 0.8, 0.9]


def test_factors_of_two_events_multiply_and_added_amounts_add() -> None:
    tracks = played([{"round": 1}, {"round": 2}], wage=[1.1, 1.2], damage=[0.01, 0.02])
    assert np.allclose(tracks.wage, [1.1, 1.2 * 1.1, 1.2, 1.0])
    assert np.allclose(tracks.damage, [0.01, 0.03, 0.02, 0.0])


def test_an_event_narrows_its_demand_to_a_product_and_a_market() -> None:
    tracks = played([{"round": 1, "product": "tea", "market": "web"}], demand=[1.5])
    assert tracks.demand[0].tolist() == [[1.0, 1.5], [1.0, 1.0]]
    assert (tracks.demand[1:] == 1.0).all()


def test_an_event_narrows_what_arrives_to_a_product() -> None:
    assert played([{"round": 1, "product": "iced-tea"}], arrivals=[0.4]).arrivals[0].tolist() == [1.0, 0.4]


def test_no_more_arrives_than_is_due() -> None:
    assert played([{"round": 1}], arrivals=[1.5]).arrivals[0].tolist() == [1.0, 1.0]


@pytest.mark.parametrize(
    ("values", "strength", "duration", "added", "expected"),
    [
        ([0.8, 0.9], 1.0, None, False, [0.8, 0.9]),
        ([0.8], 0.5, None, False, [0.9]),
        ([1.4], 2.0, None, False, [1.8]),
        ([0.4], 3.0, None, False, [0.0]),  # a factor does not fall below nothing
        ([-4.0, -2.0], 0.5, None, True, [-2.0, -1.0]),
        ([0.8, 0.9], 1.0, 4, False, [0.8, 0.9, 0.9, 0.9]),
        ([0.8, 0.9, 0.95], 1.0, 1, False, [0.8]),
        ([0.8], 0.0, None, False, [1.0]),
    ],
)
def test_strength_and_duration_scale_a_card(
    values: list[float], strength: float, duration: int | None, added: bool, expected: list[float]
) -> None:
    assert months(values, strength, duration, added) == pytest.approx(expected)


def test_the_season_grows_by_its_trend() -> None:
    tree = small_tree() | {"calendar": {"trend": 0.1, "season": {"tea": [1.0, 2.0, 1.0, 1.0]}}}
    season = tracks_of(ScenarioFile.model_validate(tree | {"events": []}), {}).season
    assert season[:, 0] == pytest.approx([1.0, 2.2, 1.21, 1.331])


@pytest.mark.parametrize("slug", SLUGS)
def test_the_news_of_a_round_are_the_events_of_that_round(slug: str) -> None:
    scenario = load(slug)
    news = [event for round_ in range(1, scenario.rounds + 1) for event in scenario.news(round_)]
    assert news == list(scenario.events)


def test_the_names_that_files_may_use_are_those_of_the_rules() -> None:
    assert get_args(LeverKey) == tuple(LEVERS)
    assert get_args(InitiativeKey) == INITIATIVES == tuple(INITIATIVE_NAMES)
