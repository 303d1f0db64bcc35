"""The ledger: what each seat did alone and what the two did together; by hand in a neutral world."""

from typing import Any

import numpy as np
import pytest

from game.rules.ledger import Ledger, ledger
from game.rules.prepared import prepared
from game.rules.state import Plans, opening
from game.rules.world import World
from tests.rules.playing import calm, lucky, planned
from tests.rules.worlds import changed, neutral


def told(
    world: World, marketing: dict[str, Any], distribution: dict[str, Any], signed: dict[str, Any] | None = None
) -> Ledger:
    """The ledger of a month in which each seat turned these levers and both signed those."""
    reference = planned(calm(world), performance=0.0)
    first, second = planned(reference, **marketing), planned(reference, **distribution)
    both = Plans(first.marketing, second.distribution, planned(reference, **(signed or {})).joint)
    return ledger(prepared(world), opening(world, 1), reference, first, second, both, lucky(world, 1))


def pounds(terms: Ledger) -> list[float]:
    parts = (terms.reference, terms.marketing, terms.distribution, terms.together, terms.total)
    return [float(part[0]) / 100.0 for part in parts]


def stocked(units: float) -> World:
    """100 of a product at 10 that costs 4, elasticity -3; what is left is worth nothing; deals of 10 and 20 % off."""
    media = {"depth": [0.0, 0.1, 0.2], "promotion_fee": [0.0, 20.0, 50.0]}
    products = {"stock": 0.0, "worth": 0.0, "pipeline": units, "elasticity": -3.0}
    return changed(neutral(), products=products, media=media)


def test_a_deal_and_the_stock_for_it_are_worth_more_together_than_apart() -> None:
    # The deal sells 100 / 0.8 ** 3, which is 195.3125. Neither: 100 sold, 600. The deal alone: no stock for it, 200
    # given away and 50 of fees. The stock alone: 95.3125 left, 381.25 lost. Both: 195.3125 sold at 8, 781.25 less 50:
    # 600 less the two losses, and 762.50 that only the two together earn.
    terms = pounds(told(stocked(0.0), {"promotion": 2}, {"order": 195.3125}))
    assert terms == pytest.approx([600.0, -250.0, -381.25, 762.5, 731.25], abs=0.011)


def test_two_seats_that_do_not_touch_each_other_have_nothing_together() -> None:
    # Advertising without any effect, and packaging that only costs.
    world = changed(neutral(), last_mile={"pack_cost": [0.0, 0.1, 0.2]})
    assert pounds(told(world, {"brand": 70.0}, {"packaging": 2})) == [600.0, -70.0, -20.0, 0.0, 510.0]


def test_two_good_plans_can_cost_each_other() -> None:
    # A lower price doubles orders, a smaller order saves stock that would be left: each alone gains.
    world = changed(neutral(), products={"elasticity": -2.0, "worth": 0.0, "pipeline": 0.0})
    base = {"order": 150.0}
    reference = planned(calm(world), performance=0.0, **base)
    first, second = planned(reference, price=8.5), planned(reference, order=100.0)
    both = Plans(first.marketing, second.distribution, reference.joint)
    terms = ledger(prepared(world), opening(world, 1), reference, first, second, both, lucky(world, 1))
    orders = 100.0 * 0.85**-2
    alone_m = orders * 4.5 - 4.0 * (150.0 - orders) - (600.0 - 200.0)
    assert float(terms.marketing[0]) / 100.0 == pytest.approx(alone_m, abs=0.011)
    assert float(terms.distribution[0]) / 100.0 == pytest.approx(200.0, abs=0.011)
    assert float(terms.together[0]) / 100.0 == pytest.approx(450.0 - 400.0 - alone_m - 200.0, abs=0.02)
    assert terms.together[0] < 0.0 < min(terms.marketing[0], terms.distribution[0])


def test_what_both_sign_counts_as_together() -> None:
    world = changed(neutral(), costs={"initiative_setup": 100.0})
    signed = {"initiatives": [True, False, False, False, False, False, False]}
    assert pounds(told(world, {}, {}, signed)) == [600.0, 0.0, 0.0, -100.0, 500.0]


def test_a_month_in_which_nobody_changed_anything_moves_nothing() -> None:
    assert pounds(told(neutral(), {}, {})) == [600.0, 0.0, 0.0, 0.0, 600.0]


def test_the_four_plays_meet_the_same_luck() -> None:
    world = changed(neutral(), noise={"demand": 0.5})
    terms = told(world, {}, {})
    np.testing.assert_array_equal(terms.reference, terms.total)
