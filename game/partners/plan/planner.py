"""A whole plan from a persona's mind: every setting of the sheet, within bounds, with one reason."""

from __future__ import annotations

from dataclasses import replace
from math import fsum

from game.partners.forecast.demand import Expected
from game.partners.forecast.money import less_given
from game.partners.mind import Mind, Part, Reason, expect_with
from game.partners.picture import as_number
from game.partners.plan.campaign import deals, focus, spend
from game.partners.plan.delivery import travel
from game.partners.plan.growing import grow, split_alone
from game.partners.plan.offer import prices, promise
from game.partners.plan.stocking import order, staff
from game.rules.levers import Value

FLOP = 0.22  # share of what its papers said below which a new item is taken out of the range again


def plan(mind: Mind) -> tuple[dict[str, Value], str]:
    """Every setting that this seat leads, and one sentence why."""
    values: dict[str, Value] = dict(split_alone(mind))
    picture = less_given(mind.picture, values)
    own = replace(mind, picture=picture)
    reasons: list[Reason] = []

    def take(part: Part) -> None:
        values.update(part.settings)
        reasons.extend(part.reasons)

    take(promise(own))
    take(prices(own))
    take(deals(own))
    expected = expect_with(picture, mind.temper, values)
    take(spend(own, values))
    take(focus(own, expected))
    take(order(own, expected))
    told = values.get("delivery-promise", picture.partner_plan.get("delivery-promise"))
    take(travel(own, expected, as_number(told, picture.seen.promise)))
    take(staff(own, values))
    take(grow(mind, expected))
    take(_range(mind))
    reason = max(reasons, key=lambda one: one.weight).text if reasons else mind.sentence("steady")
    # A value for every setting of the sheet and for no other: what nobody thought of stays as it is.
    stays = {one.key: one.low if one.current is None else one.current for one in picture.seen.sheet}
    return {key: values.get(key, picture.seen.current.get(key, value)) for key, value in stays.items()}, reason


def expected_with_plan(mind: Mind) -> Expected:
    """Orders to expect with the prices and deals that this persona is about to plan."""
    return expect_with(mind.picture, mind.temper, {**prices(mind).settings, **deals(mind).settings})


def _range(mind: Mind) -> Part:
    """The portfolio: all that sells stays; a new item that has plainly failed goes, for those who mind the floor."""
    picture, facts = mind.picture, mind.picture.marketing_facts
    settings: dict[str, Value] = {}
    reasons = []
    for setting in picture.mine("portfolio"):
        settings[setting.key] = picture.seen.current.get(setting.key, True)
        minds = mind.temper.minds_slack >= 0.6 and picture.left >= 2
        if facts is None or not minds or setting.item not in picture.on_sale:
            continue
        sold = [fsum(month.orders[setting.item].values()) for month in picture.marketing]
        young = len(sold) >= 3 and sold[0] <= 0.5 and min(sold[-2:]) > 0.5
        base = fsum(facts.base_orders[setting.item].values())
        if young and sold[-1] < FLOP * base and len(picture.on_sale) > 1:
            settings[setting.key] = False
            reasons.append(mind.reason(0.9, "range-out", product=picture.name(setting.item), last=sold[-1], base=base))
    return Part(settings, tuple(reasons))
