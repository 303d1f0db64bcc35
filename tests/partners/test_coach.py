"""The coach asks what a good colleague would ask: from the seat's own figures, and never what to set."""

import pickle
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from game.partners import pointers
from game.partners.coaching.draft import Draft
from game.partners.words import script
from game.rules.levers import SEATS, Seat
from game.table.moves import Commit
from game.table.seen.observation import Observation
from game.table.seen.observing import observe
from game.table.table import Table
from tests.narrowed import distribution_now
from tests.partners.sitting import SLUGS, pair, table, turns, until
from tests.partners.test_no_peeking import with_other_secrets

ADVICE = re.compile(
    r"\b(should|must|set (it|the|your)|raise|lower|increase|reduce|try|better to|instead|recommend|choose)\b", re.I
)


def desks(
    slug: str,
    structure_: str = "silo",
    marketing: str = "growth-chaser",
    distribution: str = "cost-hawk",
    seed: int = 7,
) -> Iterator[tuple[Observation, dict[str, float | str]]]:
    """Both seats' desks before each commit: what was seen, and the plan that lay there."""
    for seen, move, _ in turns(table(slug, structure_, seed), pair(marketing, distribution)):
        if isinstance(move, Commit):
            yield seen, dict(move.plan)


def topics(seen: Observation, draft: dict[str, Any]) -> list[str]:
    return [one.topic for one in pointers(seen, draft)]


def planning(slug: str, seat: Seat, round_: int, structure_: str = "silo") -> tuple[Table, Observation]:
    partners = pair("growth-chaser", "cost-hawk")
    at = until(table(slug, structure_), partners, lambda at: at.round == round_ and at.play_now.at[seat] == "plan")
    return at, observe(at, seat)


@pytest.mark.parametrize("structure_", ["silo", "sync"])
@pytest.mark.parametrize("slug", SLUGS)
def test_it_asks_one_to_three_short_questions_and_gives_no_advice(slug: str, structure_: str) -> None:
    for seen, draft in desks(slug, structure_):
        found = pointers(seen, draft)
        assert 1 <= len(found) <= 3
        assert len({one.topic for one in found}) == len(found)
        for one in found:
            assert one.text.count("?") >= 1
            assert len(one.text) < 330
            quoted = next((clash.sentence for month in seen.shared for clash in month.clashes
                           if clash.sentence in one.text), "")  # fmt: skip
            own_words = re.sub("“.*?”", "", one.text.replace(quoted, ""))
            assert not ADVICE.search(own_words), one.text


def test_every_way_to_ask_is_a_question_and_none_says_what_to_set() -> None:
    for fact_and_ways in script().questions.values():
        fact, *ways = fact_and_ways.split(" | ")
        assert ways and not fact.endswith("?")
        assert all(way.endswith("?") and not ADVICE.search(way) for way in ways)


def test_a_question_takes_another_turn_each_month() -> None:
    _, seen = planning("first-day", "marketing", 1)
    asked = {Draft(replace(seen, round=round_), {}).ask("clash", 1.0, clash="So.").text for round_ in (1, 2, 3, 4)}
    assert asked == {
        "Last month: So. What in this plan is different?",
        "Last month: So. Which of your settings had a part in it?",
        "Last month: So. What would distribution say that it was?",
    }


def test_it_does_not_know_what_could_be_set() -> None:
    """Bounds, steps and choices of the sheet change nothing: no value to set can come from there."""
    for seen, draft in desks("cold-brew"):
        blind = tuple(replace(one, low=0.0, high=1e9, step=0.37, choices=()) for one in seen.sheet)
        assert pointers(replace(seen, sheet=blind), draft) == pointers(seen, draft)


@pytest.mark.parametrize("seat", SEATS)
def test_the_other_seats_secrets_change_nothing(seat: Seat) -> None:
    for round_ in (1, 3, 6):
        at, seen = planning("cold-brew", seat, round_)
        twin = observe(with_other_secrets(at, seat), seat)
        assert pointers(twin, {}) == pointers(seen, {})


def test_an_observation_that_went_through_a_pipe_is_enough() -> None:
    for seen, draft in desks("one-cart", "sync"):
        assert pointers(pickle.loads(pickle.dumps(seen)), draft) == pointers(seen, draft)


def test_another_month_brings_other_questions() -> None:
    for seat in SEATS:
        said = [tuple(one.text for one in pointers(seen, draft)) for seen, draft in desks("cold-brew")
                if seen.seat == seat]  # fmt: skip
        assert len(set(said)) == len(said)
        assert len({text for month in said for text in month}) > 0.7 * sum(map(len, said))


def test_the_two_seats_are_asked_about_their_own_trade() -> None:
    own: dict[Seat, set[str]] = {seat: set() for seat in SEATS}
    for seen, draft in desks("deal-season"):
        own[seen.seat].update(topics(seen, draft))
    assert "promise" in own["marketing"] - own["distribution"]
    assert own["distribution"] - own["marketing"] >= {"road"}


def test_a_deal_on_what_could_not_be_shipped_is_asked_about_and_without_the_deal_it_is_not() -> None:
    _, seen = planning("cold-brew", "marketing", 4)
    last = replace(seen.shared[-1], ordered=1000.0, shipped=700.0)
    seen = replace(seen, shared=(*seen.shared[:-1], last))
    plain = {key: "none" for key in seen.current if key.startswith("promotion.")}
    found = {one.topic: one.text for one in pointers(seen, {**plain, "promotion.espresso": "deep-deal"})}
    assert "a deep deal on espresso" in found["deals"]
    assert "70%" in found["deals"]
    assert "deals" not in topics(seen, plain)


def test_stock_that_will_not_do_is_counted_from_the_seats_own_shelf() -> None:
    _, seen = planning("cold-brew", "distribution", 3)
    on_hand = {**distribution_now(seen.now).stock, "espresso": 120.0}
    due = {**distribution_now(seen.now).on_the_way, "espresso": (30.0, 500.0)}
    found = pointers(replace(seen, now=replace(distribution_now(seen.now), stock=on_hand, on_the_way=due)), {})
    (stock,) = [one.text for one in found if one.topic == "stock"]
    assert stock.startswith("There are 150 espresso to ship from this month")


def test_a_plan_over_its_budget_comes_before_anything_else() -> None:
    _, seen = planning("cold-brew", "marketing", 3)
    draft = {"brand-advertising": seen.now.budget, "performance-advertising": 100.0}
    first = pointers(seen, draft)[0]
    assert first.topic == "budget"
    assert f"{seen.now.budget:,.0f}" in first.text


def test_a_tired_crew_is_asked_about_only_when_the_plan_tires_it_more() -> None:
    _, seen = planning("cold-brew", "distribution", 5)
    seen = replace(seen, now=replace(distribution_now(seen.now), fatigue=0.4))
    assert "people" in topics(seen, {"extra-shift": 0.1})
    assert "people" not in topics(seen, {"extra-shift": 0.0})


def test_a_proposal_that_waits_is_mentioned() -> None:
    partners = pair("growth-chaser", "bridge-builder")

    def waits(at: Table) -> bool:
        seen = observe(at, "marketing")
        return any(one.by == "distribution" and one.status == "open" for one in seen.proposals)

    seen = observe(until(table("new-shores", "talk"), partners, waits), "marketing")
    assert "proposal" in topics(seen, {})


def test_what_is_committed_is_not_asked_about() -> None:
    partners = pair("growth-chaser", "cost-hawk")
    at = until(table("first-day"), partners, lambda at: at.play_now.at["marketing"] == "committed")
    assert pointers(observe(at, "marketing"), {}) == ()
