"""Where partners stand between two separate seats (0) and the best joint plan known (100), with the same luck.

`python -m benchmarks.partners` prints all pairs, with more seasons.
"""

from collections.abc import Mapping
from statistics import mean
from typing import Any

import pytest

from game.lab.bench import Bench, known
from game.partners import personas
from game.rules.levers import SEATS
from game.table.structure import structure
from tests.narrowed import there
from tests.partners.sitting import SLUGS, scenario, season
from tests.partners.standings import at_random, standing

SEASONS = 2
TOGETHER = 8
SILO_SEASONS = 6
SEPARATE = [
    (marketing, distribution)
    for marketing in personas("marketing")
    for distribution in personas("distribution")
    if "bridge-builder" not in (marketing, distribution)
]


@pytest.fixture(scope="module")
def benches() -> dict[str, Bench]:
    found = {}
    for slug in SLUGS:
        bench, without = known(scenario(slug))
        assert bench is not None, without
        found[slug] = bench
    return found


def test_bridge_builders_in_sync_go_most_of_the_way(benches: dict[str, Bench]) -> None:
    """60 in every place, whatever it teaches; more on the whole."""
    pair = ("bridge-builder", "bridge-builder")
    found = {slug: standing(bench, structure("sync"), *pair, TOGETHER).index for slug, bench in benches.items()}
    assert min(found.values()) >= 60.0, found
    assert mean(found.values()) >= 65.0, found


OUTSIDE = {
    "new-shores": "a brand guardian and a cost hawk stand at -26: the hawk's floor is too full for two new countries",
    "cheap-miles": "a growth chaser and a steady hand stand at a good 30: the steady hand keeps the promise by itself",
}


@pytest.mark.parametrize(
    "slug",
    [pytest.param(one, marks=pytest.mark.xfail(reason=OUTSIDE[one])) if one in OUTSIDE else one for one in SLUGS],
)
def test_those_who_keep_to_themselves_stand_near_two_separate_seats(benches: dict[str, Bench], slug: str) -> None:
    """Every pair in every place: nobody a caricature, and nobody as good as those who plan together."""
    found = {pair: standing(benches[slug], structure("silo"), *pair, SILO_SEASONS).index for pair in SEPARATE}
    outside = {who: index for who, index in found.items() if not -20.0 <= index <= 30.0}
    assert not outside, outside


def test_anything_at_random_does_not_get_far(benches: dict[str, Bench]) -> None:
    assert all(at_random(bench, 256).index < 40.0 for bench in benches.values())


def test_no_two_personas_of_a_seat_plan_alike() -> None:
    """Set beside each other in the same chair: how far their settings lie apart, as a share of each range."""
    for seat in SEATS:
        plans = {}
        for name in personas(seat):
            pair = {"marketing": "brand-guardian", "distribution": "steady-hand"} | {seat: name}
            at = season("deal-season", pair["marketing"], pair["distribution"])
            plans[name] = [month.commits[seat].plan for month in at.history]
        names = list(plans)
        for at_, one in enumerate(names):
            for other in names[at_ + 1 :]:
                assert apart(plans[one], plans[other]) > 0.06, (one, other)


def apart(first: list[Mapping[str, Any]], second: list[Mapping[str, Any]]) -> float:
    sheet = scenario("deal-season").sheet
    found = []
    for one, two in zip(first, second, strict=True):
        for key in one.keys() & two.keys():
            setting = sheet.find(key)
            if there(setting).lever.kind == "number":
                found.append(abs(one[key] - two[key]) / (there(setting).high - there(setting).low))
            else:
                found.append(float(one[key] != two[key]))
    return float(mean(found))
