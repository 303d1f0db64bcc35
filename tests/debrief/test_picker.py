"""Twenty seasons in all places, played by personas: of each, the questions that a master would not leave out."""

from functools import cache

import pytest

from game.debrief.case import lay_open
from game.debrief.examining import Findings, examine
from game.debrief.prompts.choosing import Picked, choose, must_be_asked, read_prompts
from game.partners.partner import partner_for
from game.rules.levers import SEATS
from game.scenario import load
from game.table.playing import play
from game.table.seen.observing import observe
from game.table.structure import structure
from game.table.table import Table
from tests.debrief.test_prompts import NINETY

PROMPTS = read_prompts()
SEASONS = [
    ("first-day", "silo", 7, "growth-chaser", "cost-hawk"),
    ("first-day", "sync", 8, "bridge-builder", "bridge-builder"),
    ("first-day", "talk", 3, "deal-maker", "firefighter"), ("first-day", "silo", 4, "brand-guardian", "steady-hand"),
    ("one-cart", "silo", 1, "growth-chaser", "cost-hawk"), ("one-cart", "talk", 2, "bridge-builder", "cost-hawk"),
    ("one-cart", "sync", 3, "deal-maker", "bridge-builder"),
    ("cheap-miles", "silo", 1, "brand-guardian", "cost-hawk"),
    ("cheap-miles", "talk", 2, "growth-chaser", "firefighter"),
    ("cheap-miles", "sync", 3, "bridge-builder", "bridge-builder"),
    ("short-supply", "silo", 1, "growth-chaser", "firefighter"),
    ("short-supply", "talk", 2, "deal-maker", "steady-hand"),
    ("short-supply", "sync", 3, "bridge-builder", "cost-hawk"),
    ("new-shores", "silo", 1, "growth-chaser", "cost-hawk"), ("new-shores", "talk", 2, "brand-guardian", "steady-hand"),
    ("deal-season", "silo", 1, "deal-maker", "cost-hawk"), ("deal-season", "talk", 2, "deal-maker", "firefighter"),
    ("deal-season", "sync", 3, "bridge-builder", "bridge-builder"),
    ("cold-brew", "silo", 7, "growth-chaser", "cost-hawk"), ("cold-brew", "talk", 8, "bridge-builder", "firefighter"),
]  # fmt: skip
LATE, WORTH_ASKING = 0.75, 2


@cache
def debriefed(
    place: str, preset: str, seed: int, marketing: str, distribution: str
) -> tuple[Findings, tuple[Picked, ...]]:
    """A season that two personas play to its end, as people's, and its questions in the ninety minutes' time."""
    table = Table.start(load(place), seed, structure(preset), talk_first=True)
    sat = {seat: partner_for(seat, name) for seat, name in zip(SEATS, (marketing, distribution), strict=True)}
    while not table.over:
        for seat in SEATS:
            for move in sat[seat].act(observe(table, seat)):
                table = play(table, move)
    found = examine(lay_open(table, label="Table 1", with_message=False))
    return found, choose([found], PROMPTS, 37, NINETY)


def test_there_are_twenty_and_no_two_alike() -> None:
    assert len(set(SEASONS)) == len(SEASONS) == 20
    assert {season[1] for season in SEASONS} == {"silo", "talk", "sync"}


@pytest.mark.parametrize("season", SEASONS, ids=lambda season: f"{season[0]}-{season[1]}")
def test_what_a_master_would_ask_of_a_season_is_asked(season: tuple[str, str, int, str, str]) -> None:
    found, picked = debriefed(*season)
    facts = {name: fact.value for name, fact in found.facts.items()}
    keys = {one.prompt.key for one in picked}
    told = [one for one in picked if one.prompt.step in ("happened", "learned")]
    fitting = {prompt.key: prompt for prompt in PROMPTS if choose([found], [prompt], 60)}
    open_ = {one.theme for one in fitting.values() if one.step in ("happened", "learned")}
    # The threads of the largest loss and of the largest gain, wherever there is a question of theirs that fits.
    for theme in must_be_asked([found]):
        assert theme in {one.prompt.theme for one in told} or theme not in open_
    # Every question has its condition and its evidence, and none of another table's structure.
    for one in picked:
        assert all(test.holds(found.facts) for test in one.prompt.conditions)
        assert not one.prompt.shows or any(piece.kind in one.prompt.shows for piece in found.evidence)
    if season[1] == "silo":
        assert not keys & {"who-led", "what-if-other-lead", "what-you-asked", "never-asked", "nobody-owned-it"}
    # No question that fits any season while one fits this one, but for the first of a step and for what must be asked.
    for one in told:
        first = one is next(two for two in told if two.prompt.step == one.prompt.step)
        if not one.prompt.when and not first and "largest" not in one.because:
            rest = [two for two in fitting.values() if two.step == one.prompt.step and two.when]
            assert not [two for two in rest if two.key not in keys]
    # It begins with how they are and ends with who else, and one promise.
    assert picked[0].prompt.step == "feel" and [one.prompt.step for one in picked[-2:]] == ["next", "next"]
    assert sum(one.minutes for one in picked) <= 37
    # Where a quarter of what was shipped or more came late, the promise is asked about.
    if float(facts["on-time"]) < LATE and float(facts["late-months"]) >= WORTH_ASKING:
        assert "promise" in {one.prompt.theme for one in told}
