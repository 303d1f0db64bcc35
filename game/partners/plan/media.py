"""Advertising, customer research and market focus: how the budget is used, and on whom."""

from __future__ import annotations

from collections.abc import Mapping

from game.partners.forecast.expecting import Expected, market_shares
from game.partners.forecast.room import Room
from game.partners.personas import Temperament
from game.partners.picture import Part, Picture, Remark, snap_down
from game.partners.plan.pricing import priced_to_fit
from game.partners.plan.promotion import fees_due
from game.partners.plan.purse import spendable
from game.partners.words.voice import sentence
from game.rules.levers import Value

SAFE = 0.999  # of what is left of the budget: a plan a cent over is no plan
BRAND_NEEDS = 0.15  # shifted to the brand when goodwill is below where the season began
EASES = 0.5  # how far performance advertising goes down when there is no room for what it brings
SELLS = 2.0  # months that what is put into selling should still have before it
BUILDS = 3.0  # months that what is put into the name should still have before it
LOOKED = 0.3  # the same for who knows how much of it can be served
MAIN = 0.42  # share of sales that a market must have before effort goes there first


def spend(picture: Picture, temper: Temperament, space: Room, plan: Mapping[str, Value]) -> Part:
    """Brand and performance advertising, and research, within the budget that the plan's deals leave."""
    research = _research(picture, temper, plan)
    settings = dict(research.settings)
    brand, performance = picture.mine("brand-advertising"), picture.mine("performance-advertising")
    facts, now = picture.marketing_facts, picture.marketing_now
    if facts is None or now is None or picture.seat != "marketing":
        kept = {one.key: picture.number(one.key, one.low) for one in (*brand, *performance)}
        return Part({**settings, **kept})
    cost = facts.research_cost if settings.get("customer-research") is True else 0.0
    fees = fees_due(picture, plan)
    purse = SAFE * max(0.0, min(temper.media * now.budget, spendable(picture)) - cost - fees)
    share = min(1.0, temper.brand + (BRAND_NEEDS if now.goodwill < 0.97 else 0.0))
    ease = 1.0 - EASES * temper.minds_room * (1.0 - space.share) * (1.0 if space.seen or picture.last else 0.0)
    if priced_to_fit(temper, space):
        # The price sees to it that what advertising brings can be served; and the name is built while it still pays.
        ease, share = 1.0, share * min(1.0, (picture.left + 1) / BUILDS)
        purse *= min(1.0, (picture.left + 0.25) / SELLS)
    elif not brand:
        share = 0.0  # nobody keeps money back for what is not on the sheet
    spent = 0.0
    for setting in brand:
        spent = snap_down(setting, share * purse)
        settings[setting.key] = spent
    for setting in performance:
        settings[setting.key] = snap_down(setting, min(purse - spent, (1.0 - share) * purse * ease))
    return Part(settings, (*research.remarks, *_remarks(picture, temper, settings, ease)))


def _research(picture: Picture, temper: Temperament, plan: Mapping[str, Value]) -> Part:
    """A study before a launch, or now and then, for those who are curious and can pay."""
    settings = picture.mine("customer-research")
    if not settings:
        return Part({})
    key, facts, now = settings[0].key, picture.marketing_facts, picture.marketing_now
    if facts is None or now is None or picture.seat != "marketing":
        return Part({key: picture.seen.current.get(key) is True})
    affordable = facts.research_cost + fees_due(picture, plan) <= min(0.3 * now.budget, spendable(picture))
    new = any(not product.launched for product in picture.seen.scenario.products) and bool(
        picture.mine("launch") or picture.joint("launch")
    )
    due = picture.seen.round % 2 == 1 if temper.curious >= 0.5 else picture.seen.round % 3 == 1
    wanted = affordable and due and picture.left > 0 and temper.curious >= (0.3 if new else 0.5)
    if not wanted:
        return Part({key: False})
    spoken = {"cost": facts.research_cost, "currency": picture.seen.scenario.currency}
    topic = "research-launch" if new else "research"
    return Part({key: True}, (Remark(0.4, sentence(temper, topic, **spoken)),))


def focus(picture: Picture, temper: Temperament, space: Room, expected: Expected) -> Part:
    """Where effort goes first: the main market when it carries enough of the sales, else everywhere alike."""
    settings = picture.mine("market-focus")
    if not settings:
        return Part({})
    choices = settings[0].choices
    sales = dict.fromkeys(picture.entered, 0.0)
    for product, units in expected.now.items():
        for market, share in market_shares(picture, product).items():
            margin = picture.marketing_facts.margin[market] if picture.marketing_facts else 1.0
            sales[market] += units * share * margin * picture.list_price[product]
    whole = sum(sales.values())
    best = max(sales, key=lambda market: sales[market], default="even")
    tight = temper.minds_room >= 0.8 and space.share < 0.2 and not priced_to_fit(temper, space)
    chosen = (
        best
        if best in choices
        and whole > 0.0
        and sales[best] > (LOOKED if priced_to_fit(temper, space) else MAIN) * whole
        and not tight
        else "even"
    )
    chosen = chosen if chosen in choices else choices[0]
    now = picture.text(settings[0].key, choices[0])
    if chosen in (now, "even"):
        return Part({settings[0].key: chosen})
    spoken = {"market": picture.name(chosen), "share": sales[chosen] / whole}
    return Part({settings[0].key: chosen}, (Remark(0.35, sentence(temper, "focus", **spoken)),))


def _remarks(picture: Picture, temper: Temperament, settings: Mapping[str, Value], ease: float) -> tuple[Remark, ...]:
    brand = float(settings.get("brand-advertising", 0.0))
    performance = float(settings.get("performance-advertising", 0.0))
    if brand + performance <= 0.0:
        return ()
    now = picture.marketing_now
    facts = {
        "brand": brand, "performance": performance, "currency": picture.seen.scenario.currency,
        "goodwill": now.goodwill if now else 1.0,
    }  # fmt: skip
    if ease < 0.8:
        return (Remark(0.5, sentence(temper, "media-eased", **facts)),)
    topic = "media-brand" if brand > performance else "media-sales"
    return (Remark(0.33, sentence(temper, topic, **facts)),)
