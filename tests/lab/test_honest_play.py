"""What no best plan may rest on: ways of earning that no honest company would call good planning."""

from typing import Any

import numpy as np
import pytest

from game.lab.encoding import Code, Course
from game.lab.playing import seasons, stage
from game.lab.search.space import with_orders_up_to
from game.rules.draws import seeds_from
from game.scenario import load
from game.scenario.shelf import shipped


@pytest.mark.parametrize("slug", shipped())
def test_a_deal_on_what_is_not_there_does_not_pay_by_selling_something_dearer(slug: str) -> None:
    """The cheapest item on a deep deal without any stock, the dearest beside it at its highest price and in plenty."""
    code = Code(load(slug))
    world, last = code.scenario.world, slice(code.rounds - 2, code.rounds)
    honest = with_orders_up_to(code, code.defaults())
    values = honest.values.copy()
    on_sale = np.flatnonzero(world.products.on_sale)
    prices = world.products.list_price[on_sale]
    cheap, dear = (world.products.keys[on_sale[at]] for at in (prices.argmin(), prices.argmax()))

    def put(key: str, rounds: Any, value: Any) -> None:
        if key in code.row:
            values[rounds, code.row[key], 0] = value

    put(f"stock-to-order.{cheap}", slice(max(0, code.rounds - 5), code.rounds), 0.0)
    put(f"promotion.{cheap}", last, 2.0)
    put(f"price.{cheap}", last, code.low[code.row[f"price.{cheap}"]])
    put(f"price.{dear}", last, code.high[code.row[f"price.{dear}"]])
    plenty = 2.2 * values[0, code.row[f"stock-to-order.{dear}"], 0]
    put(f"stock-to-order.{dear}", slice(max(0, code.rounds - 5), code.rounds), plenty)
    put("initiative.integrated-data", slice(0, code.rounds), 1.0)
    earned = [
        seasons(stage(code), course, seeds_from(1, 64)).mean() for course in (honest, Course(values, honest.levels))
    ]
    assert earned[1] < earned[0]
