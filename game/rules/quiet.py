"""The months after the season, which count with its last: what its end borrowed is paid, what it built comes in.

Without them a season's last month is stripped: deals whose dip nobody meets, advertising cut, shelves and floor run
down. The last plans go on for a few quiet months, without deals and without anything new; stock follows what was sold.
Prices are the last month's, or those that customers remembered as it began where these are higher: so that a cut is
paid for when it ends. Neutral plans would still let a season strip its own, the last prices would let a cut go unpaid,
and list prices would let a mark-up pass for a deal after it; so this is the mildest rule under which the last month
is worth planning like any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from game.rules.arrays import Floats
from game.rules.draws import Draws
from game.rules.passing import Happened, passed
from game.rules.prepared import Prepared
from game.rules.state import JointPlan, Plans, State, inventory_position

COVER: Final = 1.2
"""Stock is ordered up to so many times what the lead time and a month usually sell: design choice."""


def ends(ready: Prepared, state: State) -> bool:
    """Whether the month that a state begins is a season's last, so that the months after it count with it."""
    return ready.quiet is not None and state.round == ready.world.rounds - 1


def quiet_months(ready: Prepared, before: State, state: State, plans: Plans) -> Iterator[tuple[Plans, Happened]]:
    """Each month after the season, as it is planned and as it happens.

    Args:
        ready: of the season.
        before: as its last month began.
        state: after it.
        plans: of its last month.
    """
    quiet = ready.quiet
    if quiet is None:
        return
    n, (p, m, _) = len(state.goodwill), quiet.world.shape
    nothing, calm = np.zeros((n, p), order="F"), np.zeros((n, m), order="F")
    luck = Draws(np.zeros((n, p, m), order="F"), np.zeros(n), nothing, nothing, nothing, calm)
    price = np.maximum(before.remembered, plans.marketing.price)
    # A price that goes back is no deal: otherwise a last month dear would pay, for what follows it.
    remembered = np.minimum(state.remembered, price)
    state = replace(state, round=0, remembered=remembered, locked=np.zeros((n, p), dtype=np.int64, order="F"))
    last = _without_news(state, plans, price)
    for _ in range(quiet.world.rounds):
        plan = replace(last, distribution=replace(last.distribution, order=_missing(quiet, state)))
        state, month = passed(quiet, state, plan, luck)
        yield plan, month


def _without_news(state: State, plans: Plans, price: Floats) -> Plans:
    """The last plans at some prices, `(n, p)`, without deals, studies or anything that both would sign."""
    n, p, m = state.backlog.shape
    marketing = replace(plans.marketing, price=price, promotion=state.locked, research=np.zeros(n, dtype=np.bool_))
    distribution = replace(plans.distribution, inbound=np.zeros((n, p), dtype=np.int64))
    joint = JointPlan(
        launch=np.zeros((n, p), dtype=np.bool_), enter=np.zeros((n, m), dtype=np.bool_), forecast=np.zeros((n, p)),
        capacity=np.zeros(n), marketing_share=plans.joint.marketing_share,
        initiatives=np.zeros((n, 7), dtype=np.bool_),
    )  # fmt: skip
    return Plans(marketing, distribution, joint)


def _missing(quiet: Prepared, state: State) -> Floats:
    """Units to order of each item in the range, `(n, p)`."""
    level = COVER * (quiet.world.products.lead[0] + 1.0) * state.smoothed
    missing: Floats = np.maximum(0.0, level - inventory_position(state)) * state.listed
    return missing
