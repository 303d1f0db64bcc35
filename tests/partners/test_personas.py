"""Four temperaments a seat: known by name, and known by what they do."""

from collections.abc import Mapping
from itertools import pairwise
from statistics import mean
from typing import Any

import pytest

from game.partners import partner_for, personas
from game.refusal import Refusal
from game.rules.levers import Seat
from game.table.moves import Propose
from game.table.seen.dashboards import DistributionMonth
from game.table.table import Table
from tests.partners.sitting import SLUGS, pair, season, table, turns

SEEDS = (1, 2)


@pytest.fixture(scope="module")
def seasons() -> dict[tuple[str, str], list[Table]]:
    """Silo seasons of every persona against the steadiest of the other seat."""
    played = {}
    for persona in personas("marketing"):
        played[persona, "marketing"] = [season("deal-season", persona, "steady-hand", seed=seed) for seed in SEEDS]
    for persona in personas("distribution"):
        played[persona, "distribution"] = [
            season("deal-season", "brand-guardian", persona, seed=seed) for seed in SEEDS
        ]
    return played


@pytest.fixture(scope="module")
def everywhere() -> dict[str, dict[str, Table]]:
    """A silo season of each of distribution's personas in every place."""
    return {
        persona: {slug: season(slug, "brand-guardian", persona) for slug in SLUGS}
        for persona in personas("distribution")
    }


def plans(tables: list[Table], seat: Seat) -> list[Mapping[str, float | str]]:
    return [month.commits[seat].plan for at in tables for month in at.history]


def average(tables: list[Table], seat: Seat, key: str) -> float:
    return mean(float(plan[key]) for plan in plans(tables, seat))


def share(tables: list[Table], seat: Seat, lever: str, *values: str) -> float:
    found = [
        value in values for plan in plans(tables, seat) for key, value in plan.items() if key.split(".")[0] == lever
    ]
    return mean(found)


@pytest.mark.parametrize("seat", ["marketing", "distribution"])
def test_every_seat_has_at_least_four_personas_with_a_line_about_each(seat: Seat) -> None:
    known = personas(seat)
    assert len(known) >= 4
    assert all(about.endswith(".") and len(about) < 100 for about in known.values())
    assert all(partner_for(seat, name).persona == name for name in known)


def test_an_unknown_persona_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(Refusal) as refused:
        partner_for("distribution", "cost-hwak")
    assert "Did you mean 'cost-hawk'?" in refused.value.message
    assert "steady-hand" in refused.value.message


def test_an_unknown_seat_is_refused() -> None:
    nowhere: Any = "finance"
    with pytest.raises(Refusal, match="marketing, distribution"):
        personas(nowhere)


def test_a_partner_does_not_take_the_other_seats_observation() -> None:
    from game.table.seen.observing import observe

    with pytest.raises(Refusal, match="expected the observation of marketing"):
        partner_for("marketing", "deal-maker").act(observe(table("first-day"), "distribution"))


def test_the_growth_chaser_promises_faster_than_anyone(seasons: dict[tuple[str, str], list[Table]]) -> None:
    promised = {
        persona: average(tables, "marketing", "delivery-promise")
        for (persona, seat), tables in seasons.items()
        if seat == "marketing"
    }
    assert promised["growth-chaser"] == min(promised.values())
    assert promised["growth-chaser"] + 0.5 < promised["brand-guardian"]
    assert promised["growth-chaser"] + 0.5 < promised["bridge-builder"]


def test_the_deal_maker_runs_the_most_deals_and_the_brand_guardian_hardly_any(
    seasons: dict[tuple[str, str], list[Table]],
) -> None:
    dealt = {
        persona: share(tables, "marketing", "promotion", "feature", "deep-deal")
        for (persona, seat), tables in seasons.items()
        if seat == "marketing"
    }
    assert dealt["deal-maker"] == max(dealt.values())
    assert dealt["brand-guardian"] < 0.5 * dealt["growth-chaser"]


def test_the_brand_guardian_asks_the_most_and_spends_most_on_the_name(
    seasons: dict[tuple[str, str], list[Table]],
) -> None:
    asked = {p: average(t, "marketing", "price.plush-fox") for (p, seat), t in seasons.items() if seat == "marketing"}
    brand = {p: average(t, "marketing", "brand-advertising") for (p, seat), t in seasons.items() if seat == "marketing"}
    assert asked["brand-guardian"] == max(asked.values())
    assert brand["brand-guardian"] == max(brand.values())


def test_the_cost_hawk_takes_the_cheap_way_and_the_steady_hand_does_not(
    everywhere: dict[str, dict[str, Table]],
) -> None:
    def cheap(persona: str, *slugs: str) -> float:
        tables = [everywhere[persona][slug] for slug in slugs]
        return share(tables, "distribution", "outbound-mode", "economy")

    for slug in SLUGS:
        assert cheap("cost-hawk", slug) >= cheap("steady-hand", slug), slug
    of_all = {persona: cheap(persona, *SLUGS) for persona in everywhere}
    assert of_all["cost-hawk"] == max(of_all.values())
    assert of_all["cost-hawk"] > of_all["steady-hand"] + 0.4


def test_the_steady_hand_keeps_more_stock_than_the_cost_hawk(seasons: dict[tuple[str, str], list[Table]]) -> None:
    def kept(persona: str) -> float:
        months = [month for at in seasons[persona, "distribution"] for month in at.history]
        shown = [month.dashboards["distribution"] for month in months]
        return mean(sum(one.stock.values()) for one in shown if isinstance(one, DistributionMonth))

    assert kept("steady-hand") > 1.3 * kept("cost-hawk")


def test_the_steady_hand_packs_for_safety_and_changes_least(
    seasons: dict[tuple[str, str], list[Table]], everywhere: dict[str, dict[str, Table]]
) -> None:
    def changes(persona: str) -> int:
        found = 0
        for at in everywhere[persona].values():
            played = [month.commits["distribution"].plan for month in at.history]
            for before, after in pairwise(played):
                kept = ("processing", "packaging", "carrier", "outbound-mode")
                found += sum(before[key] != after[key] for key in after if key.split(".")[0] in kept)
        return found

    assert share(seasons["steady-hand", "distribution"], "distribution", "packaging", "protective") > 0.8
    assert changes("steady-hand") == min(changes(persona) for persona in personas("distribution"))


def test_the_firefighter_calls_for_speed_most_often(seasons: dict[tuple[str, str], list[Table]]) -> None:
    """Expedited stock and months with temps."""

    def rushed(persona: str) -> float:
        tables = seasons[persona, "distribution"]
        fast = share(tables, "distribution", "inbound-mode", "expedite")
        return fast + mean(float(plan["temps"]) > 0.0 for plan in plans(tables, "distribution"))

    assert rushed("firefighter") > rushed("cost-hawk") + 0.1


def test_bridge_builders_put_more_forward_than_those_who_keep_to_themselves() -> None:
    def proposed(marketing: str, distribution: str) -> int:
        played = [turns(table(slug, "talk"), pair(marketing, distribution)) for slug in ("new-shores", "short-supply")]
        return sum(isinstance(move, Propose) for season in played for _, move, _ in season)

    assert proposed("bridge-builder", "bridge-builder") > proposed("growth-chaser", "cost-hawk")
