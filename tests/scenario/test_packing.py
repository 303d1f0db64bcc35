import dataclasses
from typing import Any

import numpy as np
import pytest

from game.rules.levers import Setting
from game.rules.state import Plans
from game.rules.world import CARRIERS, INITIATIVES, PROMOTIONS
from game.scenario import load
from game.scenario.packing import pack
from tests.scenario.shipped import SLUGS


def cells(plans: Plans) -> dict[tuple[Any, ...], bool | float]:
    """Every number of packed plans, by seat, field and place."""
    return {
        (seat.name, field.name, *place): value
        for seat in dataclasses.fields(plans)
        for field in dataclasses.fields(getattr(plans, seat.name))
        for place, value in np.ndenumerate(getattr(getattr(plans, seat.name), field.name))
    }


def other_value(setting: Setting) -> bool | float | str | None:
    if setting.lever.kind == "switch":
        return not setting.default
    if setting.lever.kind == "choice":
        return next((choice for choice in setting.choices if choice != setting.default), None)
    return setting.high if setting.default != setting.high else setting.low


@pytest.mark.parametrize("slug", SLUGS)
def test_each_setting_reaches_one_cell_of_its_own(slug: str) -> None:
    scenario = load(slug)
    defaults = scenario.sheet.defaults()
    usual, reached = cells(pack(scenario.layout, [defaults])), set()
    for setting in scenario.sheet.settings:
        value = other_value(setting)
        if value is None:
            continue
        changed = cells(pack(scenario.layout, [{**defaults, setting.key: value}]))
        (place,) = [place for place in usual if usual[place] != changed[place]]
        assert place not in reached
        reached.add(place)
        if setting.lever.over != "company":
            assert place[-1] == setting.item
        if setting.lever.kind != "choice":
            assert changed[place] == value


def test_choices_are_numbered_as_the_rules_number_them() -> None:
    scenario = load("cold-brew")
    plan = scenario.sheet.defaults() | {
        "promotion.espresso": "deep-deal",
        "carrier": "spot",
        "market-focus": "cafes",
        "initiative.customer-voice": True,
    }
    packed = pack(scenario.layout, [plan])
    assert packed.marketing.promotion[0, 1] == PROMOTIONS.index("deep-deal")
    assert packed.distribution.carrier[0] == CARRIERS.index("spot")
    assert packed.marketing.focus[0] == 1 + scenario.world.markets.keys.index("cafes")
    assert packed.joint.initiatives[0].nonzero()[0].tolist() == [INITIATIVES.index("customer-voice")]


@pytest.mark.parametrize("slug", SLUGS)
def test_seasons_lie_side_by_side_in_memory(slug: str) -> None:
    scenario = load(slug)
    packed = pack(scenario.layout, [scenario.sheet.defaults()] * 5)
    for seat in (packed.marketing, packed.distribution, packed.joint):
        for field in dataclasses.fields(seat):
            array = getattr(seat, field.name)
            assert array.shape[0] == 5
            assert array.flags.f_contiguous
            assert array.dtype in (np.float64, np.int64, np.bool_)


def test_many_plans_pack_as_one_by_one() -> None:
    scenario = load("cold-brew")
    defaults = scenario.sheet.defaults()
    plans = [{**defaults, "temps": float(temps), "price.espresso": 10.0 + temps} for temps in range(4)]
    together = pack(scenario.layout, plans)
    for at, plan in enumerate(plans):
        alone = pack(scenario.layout, [plan])
        assert together.distribution.temps[at] == alone.distribution.temps[0] == at
        assert together.marketing.price[at].tolist() == alone.marketing.price[0].tolist()


def test_a_plan_that_lacks_a_setting_is_not_guessed() -> None:
    scenario = load("cold-brew")
    plan = scenario.sheet.defaults()
    del plan["temps"]
    with pytest.raises(KeyError, match="temps"):
        pack(scenario.layout, [plan])
