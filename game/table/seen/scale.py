"""The scale check: how many times today's work on the floor a launch or a market entry would bring."""

from __future__ import annotations

import numpy as np

from game.rules.world import SCALE
from game.table.planning import open_settings
from game.table.table import Table


def scale_of(table: Table) -> dict[str, float]:
    """By setting: the floor's work at full volume with this item or market, as a multiple of today's.

    Empty unless both have signed the scale check. Work is base demand by handling, as the rules stage a roll-out;
    today's is what came in of late.
    """
    state, world = table.state, table.world
    if not bool(state.initiatives[0, SCALE]):
        return {}
    today = float((state.smoothed[0] * world.products.handling).sum())
    effort = world.products.base * world.products.handling[:, None] * world.markets.handling
    launched, entered = state.launched[0], state.entered[0]
    found = {}
    for setting in open_settings(table):
        cells = np.zeros_like(effort)
        if setting.lever.id == "launch":
            cells[setting.item] = effort[setting.item] * entered
        elif setting.lever.id == "market-entry":
            cells[:, setting.item] = effort[:, setting.item] * launched
        else:
            continue
        found[setting.key] = (today + float(cells.sum())) / today if today > 0.0 else 0.0
    return found
