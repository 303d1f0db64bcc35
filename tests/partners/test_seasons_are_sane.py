"""Whole seasons with the rules: each persona plays sensibly on its own, and structure decides how well the two do."""

from statistics import mean

import pytest

from game.lab.bench import known
from tests.narrowed import distributions
from tests.partners.sitting import STRUCTURES, scenario, season

SEEDS = (1, 2, 3)


@pytest.fixture(scope="module")
def value() -> dict[tuple[str, str], float]:
    """Mean joint value of a pair under each structure, cold-brew."""
    pairs = (("bridge-builder", "bridge-builder"), ("growth-chaser", "cost-hawk"), ("brand-guardian", "steady-hand"))
    return {
        (marketing, structure_): mean(
            season("cold-brew", marketing, distribution, structure_, seed).joint_value for seed in SEEDS
        )
        for marketing, distribution in pairs
        for structure_ in STRUCTURES
    }


def test_bridge_builders_in_sync_do_best(value: dict[tuple[str, str], float]) -> None:
    assert value["bridge-builder", "sync"] > value["bridge-builder", "silo"]
    for marketing in ("growth-chaser", "brand-guardian"):
        assert value["bridge-builder", "sync"] > value[marketing, "silo"]


def test_a_chaser_and_a_hawk_in_silo_lose_much_but_not_everything(value: dict[tuple[str, str], float]) -> None:
    """Of all that lies between two separate seats and the best plan known, two fifths and more."""
    bench, without = known(scenario("cold-brew"))
    assert bench is not None, without
    gap = bench.measured.best.value - bench.measured.silo.value
    assert 0.0 < value["growth-chaser", "silo"] < value["bridge-builder", "sync"] - 0.4 * gap


def test_working_together_helps_even_those_who_do_not_ask_for_it(value: dict[tuple[str, str], float]) -> None:
    assert value["growth-chaser", "sync"] > value["growth-chaser", "silo"]
    assert value["brand-guardian", "sync"] > value["brand-guardian", "silo"]


@pytest.mark.parametrize("slug", ["cold-brew", "new-shores", "deal-season"])
def test_nobody_sells_more_than_twice_what_the_floor_can_ship(slug: str) -> None:
    """What the floor could ship: what it did, had its hours all been used."""
    for marketing, distribution in (("growth-chaser", "cost-hawk"), ("deal-maker", "firefighter")):
        months = season(slug, marketing, distribution).history
        ordered = sum(month.shared.ordered for month in months)
        able = sum(
            month.shared.shipped / min(1.0, distributions(month.dashboards["distribution"]).utilisation)
            for month in months
        )
        assert ordered < 2.0 * able


def test_clashes_come_by_themselves_in_silo_and_seldom_in_sync() -> None:
    def clashes(marketing: str, distribution: str, structure_: str) -> float:
        months = [
            month for seed in SEEDS for month in season("cold-brew", marketing, distribution, structure_, seed).history
        ]
        return mean(len(month.shared.clashes) for month in months)

    silo, sync = clashes("growth-chaser", "cost-hawk", "silo"), clashes("bridge-builder", "bridge-builder", "sync")
    assert sync < 0.7 * silo
    seasons = [season("cold-brew", "growth-chaser", "cost-hawk", "silo", seed).history for seed in SEEDS]
    assert mean(any(month.shared.clashes for month in months) for months in seasons) >= 0.5


def test_predictions_beat_guessing() -> None:
    """Over many months, hits are more than chance would give."""
    readings = [
        reading
        for slug in ("cold-brew", "deal-season", "one-cart")
        for structure_ in STRUCTURES
        for month in season(slug, "bridge-builder", "steady-hand", structure_).history
        for reading in month.shared.readings
    ]
    assert len(readings) > 100
    assert mean(reading.hits for reading in readings) > 1.2 * mean(reading.chance for reading in readings)
    assert {reading.confidence for reading in readings} >= {1, 2, 3}
