"""Whatever happens at the table, a partner's moves are taken, and it never keeps the other seat waiting."""

import random
from typing import Any

import pytest

from game.partners import personas
from game.rules.levers import SEATS, Seat
from game.table.moves import Commit
from tests.partners.sitting import SLUGS, STRUCTURES, against_anything, pair, table, turns, with_leads

PLANS = 150  # of each of the eight personas
EVERYONE = [(seat, persona) for seat in SEATS for persona in personas(seat)]


@pytest.mark.parametrize(("seat", "persona"), EVERYONE)
def test_every_plan_is_accepted_whatever_the_other_seat_does_and_whoever_leads(seat: Seat, persona: str) -> None:
    """Every scenario and structure, against random legal play, with leads that change hands at random."""
    plans = 0
    for number, slug in enumerate(SLUGS):
        dice = random.Random(f"{persona} {slug}")
        at = table(slug, STRUCTURES[number % len(STRUCTURES)], seed=number)
        for _, move, _ in against_anything(at, seat, persona, dice):
            plans += isinstance(move, Commit)
    assert plans > 50


@pytest.mark.slow
@pytest.mark.parametrize(("seat", "persona"), EVERYONE)
def test_a_thousand_plans_and_more_are_accepted(seat: Seat, persona: str) -> None:
    plans, number = 0, 0
    while plans < PLANS:
        number += 1
        dice = random.Random(f"{persona} {number}")
        slug, structure_ = dice.choice(SLUGS), dice.choice(STRUCTURES)
        for _, move, _ in against_anything(table(slug, structure_, seed=number), seat, persona, dice):
            plans += isinstance(move, Commit)


@pytest.mark.parametrize("structure_", STRUCTURES)
@pytest.mark.parametrize("marketing", personas("marketing"))
def test_any_two_partners_finish_a_season_together(structure_: str, marketing: str) -> None:
    for distribution in personas("distribution"):
        *_, (_, _, last) = turns(table("first-day", structure_), pair(marketing, distribution))
        assert last.over


@pytest.mark.parametrize("dials", [{"data": "shared"}, {"leads": "joint"}, {"leads": "distribution"}, {"talk": "open"}])
def test_custom_structures_are_played_to_the_end(dials: dict[str, Any]) -> None:
    for slug in ("cold-brew", "new-shores"):
        *_, (_, _, last) = turns(table(slug, "talk", **dials), pair("deal-maker", "steady-hand"))
        assert last.over


@pytest.mark.parametrize("seat", SEATS)
def test_a_seat_that_leads_nothing_commits_an_empty_plan(seat: Seat) -> None:
    other: Seat = "distribution" if seat == "marketing" else "marketing"
    at = table("first-day", "silo")
    at = with_leads(at, dict.fromkeys(at.leads, other))
    commits = [move for _, move, _ in turns(at, pair("growth-chaser", "cost-hawk")) if isinstance(move, Commit)]
    assert {len(move.plan) for move in commits if move.seat == seat} == {0}
    assert all(move.plan for move in commits if move.seat == other)


@pytest.mark.parametrize("seat", SEATS)
@pytest.mark.parametrize("slug", SLUGS)
def test_a_seat_that_leads_everything_fills_in_everything(seat: Seat, slug: str) -> None:
    at = table(slug, "silo")
    at = with_leads(at, dict.fromkeys(at.leads, seat))
    seen, move, _ = next(
        (seen, move, at)
        for seen, move, at in turns(at, pair("bridge-builder", "bridge-builder"))
        if isinstance(move, Commit) and move.seat == seat
    )
    assert set(move.plan) == {setting.key for setting in seen.sheet}
    assert {setting.lever for setting in seen.sheet} == set(at.leads)
