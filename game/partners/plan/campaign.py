"""What makes customers come, by taste, by what sells and by the slack there is; and the whole plan with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import fsum

from game.partners.forecast.demand import Expected
from game.partners.forecast.floor import cover
from game.partners.forecast.hearsay import arrival_told, cover_told, promise_told
from game.partners.forecast.history import comparable, market_shares, omen, orders_by_month
from game.partners.forecast.money import earns_nothing, fee, fees_due, less_given, spendable, unit_cost
from game.partners.mind import Mind, Part, Reason, expect_with
from game.partners.personas import Temperament
from game.partners.picture import Picture, as_number, snap_down
from game.partners.plan.delivery import travel
from game.partners.plan.growing import grow, split_alone
from game.partners.plan.keeping import affordable, with_words
from game.partners.plan.offer import falling, priced_to_fit, prices, promise
from game.partners.plan.stocking import order, staff
from game.rules.levers import Value

HALF = 0.5  # of a deal that is due: the first does not wait until a whole one is
PEAK = 1.08  # times a usual month from which an item sells by itself
UNKEPT = 0.7  # OTIF below which nobody asks for more orders
PURSE = 0.4  # most of the budget that deals may cost in fees
THIN = 1.05  # months of stock below which a minder of slack leaves an item alone
CALM = 0.25  # trouble with deliveries above which falling orders are no reason for a deep deal
BELIEVES = 0.3  # of that, for who minds no slack, when it is told how long the stock lasts
SOON = 0.5  # months within which what is ordered today is there for a deal of today
SHORT = 2.0  # how fast what could not be shipped last month takes anyone's taste for deals away
NO_SLACK = 0.35  # share of slack below which a minder runs no deal

SAFE = 0.999  # of what is left of the budget: a plan a cent over is no plan
BRAND_NEEDS = 0.15  # shifted to the brand when goodwill is below where the season began
EASES = 0.5  # how far performance advertising goes down when there is no slack for what it brings
LOOKED = 0.3  # the same for who knows how much of it can be served
MAIN = 0.42  # share of sales that a market must have before effort goes there first


def deals(mind: Mind) -> Part:
    """A promotion, or none, for every product this seat leads the promotion of."""
    picture, temper = mind.picture, mind.temper
    offered = picture.mine("promotion")
    settings: dict[str, Value] = {one.key: "none" if "none" in one.choices else one.choices[0] for one in offered}
    sold = [
        one for one in offered if one.item in picture.on_sale and len(one.choices) > 1 and not _peaks(mind, one.item)
    ]
    if not sold:
        return Part(settings)
    wish = _deals_wished(picture, temper, len(sold))
    ranked = sorted(sold, key=lambda one: (-_urge(mind, one.item), one.item))
    purse = PURSE * _budget(picture)
    chosen: dict[str, str] = {}
    for setting in ranked[: _deals_allowed(mind, wish)]:
        months, heard = cover(picture, mind.usual, setting.item), cover_told(picture, setting.item)
        if temper.minds_slack >= 0.8 and months is not None and months < THIN:
            continue
        soon = arrival_told(picture, setting.item)
        waits = soon is None or soon >= SOON  # what comes within the month fills a thin shelf in time
        if months is None and waits and heard is not None and heard < THIN * min(1.0, BELIEVES + temper.minds_slack):
            continue
        depth = _depth(mind, setting.item, setting.choices)
        cost = fee(picture, depth)
        if cost > purse:
            continue
        purse -= cost
        settings[setting.key] = chosen[setting.item] = depth
    return Part(settings, _deal_reasons(mind, wish, chosen))


def _peaks(mind: Mind, product: str) -> bool:
    """Does it sell by itself in the month of the deal? Nobody pays to make a full month fuller."""
    picture, locked = mind.picture, mind.picture.calendar is not None
    season = picture.season(product, picture.seen.round + locked)
    return season > PEAK or (not locked and omen(picture).demand > 1.0)


def _budget(picture: Picture) -> float:
    now = picture.marketing_now
    if now is None or picture.seat != "marketing":
        return 0.0
    return now.budget if now.promotion is not None else min(now.budget, spendable(picture) / PURSE)


def _deals_wished(picture: Picture, temper: Temperament, items: int) -> int:
    """Items to promote this month, so that over the season the persona's share of items is promoted."""
    locked = picture.calendar is not None
    if picture.left < 1 + locked:
        return 0  # what a deal of the last month borrows is paid in months that still count
    rate = temper.deals * items
    if omen(picture).rivals > 0.0:
        rate += temper.follows_rivals
    round_ = picture.seen.round
    return min(items, int(rate * round_ + HALF) - int(rate * (round_ - 1) + HALF))


def _deals_allowed(mind: Mind, wish: int) -> int:
    """How many of them a minder of slack leaves in."""
    slack, last = mind.slack, mind.picture.last
    if last is not None and last.otif < UNKEPT:
        return 0  # even the boldest has heard of it
    minds = max(mind.temper.minds_slack, slack.trouble, min(1.0, SHORT * (1.0 - mind.picture.fill)))
    if minds >= 0.5 and slack.share < NO_SLACK:
        return 0
    return max(0, round(wish * (1.0 - minds * (1.0 - slack.share)) + 1e-9)) if wish else 0


def _urge(mind: Mind, product: str) -> float:
    """Why this item rather than another: not promoted last month, falling, well stocked, and worth it."""
    picture, units = mind.picture, mind.usual.now
    last, past = picture.last, comparable(picture, product)
    rested = 0.0 if last is not None and last.promotions.get(product, "none") != "none" else 2.0
    fallen = max(0.0, 1.0 - past[-1] / past[-2]) if len(past) >= 2 and past[-2] > 0.0 else 0.0
    months = cover(picture, mind.usual, product) if mind.temper.listens >= 0.5 else None
    value = picture.list_price[product] * units.get(product, 0.0)
    whole = fsum(picture.list_price[one] * amount for one, amount in units.items())
    return rested + fallen + (0.5 * min(2.0, months) if months is not None else 0.0) + value / max(1.0, whole)


def _depth(mind: Mind, product: str, choices: tuple[str, ...]) -> str:
    """A feature or a deep deal: deep when orders fell or the last deal was a feature, for those who like depth."""
    picture, fell, taste = mind.picture, falling(mind.picture, product), mind.temper.deep
    before = [month.promotions.get(product, "none") for month in picture.seen.shared]
    dealt = [depth for depth in before if depth != "none"]
    ready = (fell and mind.slack.trouble < CALM) or omen(picture).rivals > 0.0 or dealt[-1:] == ["feature"]
    deep = ready and (taste >= 0.5 or (taste > 0.0 and fell))
    wish = "deep-deal" if deep else "feature"
    return wish if wish in choices else next(choice for choice in choices if choice != "none")


def _deal_reasons(mind: Mind, wish: int, chosen: Mapping[str, str]) -> tuple[Reason, ...]:
    picture, slack = mind.picture, mind.slack
    if not chosen:
        if wish and mind.temper.minds_slack >= 0.5:
            topic = "deal-waits-floor" if slack.seen else "deal-waits"
            return (mind.reason(0.6, topic, busy=slack.busy, fill=picture.fill),)
        return ()
    deep = [product for product, depth in chosen.items() if depth == "deep-deal"]
    items = deep or list(chosen)
    past = [months[-1] for product in items if (months := orders_by_month(picture, product))]
    first, usual = ("deal-deep-first", "deal-deep") if deep else ("deal-first", "deal-feature")
    when = "this month" if picture.calendar is None else f"for {picture.month(picture.seen.round + 1)}"
    facts = {"product": picture.names(items), "last": fsum(past), "when": when}
    return (mind.reason(0.78 if deep else 0.7, usual if past else first, **facts),)


def spend(mind: Mind, plan: Mapping[str, Value]) -> Part:
    """Brand and performance advertising, and research, within the budget that the plan's deals leave."""
    picture, temper, slack = mind.picture, mind.temper, mind.slack
    research = _research(mind, plan)
    settings = dict(research.settings)
    brand, performance = picture.mine("brand-advertising"), picture.mine("performance-advertising")
    facts, now = picture.marketing_facts, picture.marketing_now
    if facts is None or now is None:
        as_it_is = {one.key: picture.number(one.key, one.low) for one in (*brand, *performance)}
        return Part({**settings, **as_it_is})
    cost = facts.research_cost if settings.get("customer-research") is True else 0.0
    purse = SAFE * max(0.0, min(temper.media * now.budget, spendable(picture)) - cost - fees_due(picture, plan))
    share = min(1.0, temper.brand + (BRAND_NEEDS if now.goodwill < 0.97 else 0.0))
    ease = 1.0 - EASES * temper.minds_slack * (1.0 - slack.share) * (1.0 if slack.seen or picture.last else 0.0)
    if priced_to_fit(temper, slack):
        ease = 1.0  # the price sees to it that what advertising brings can be served
    elif not brand:
        share = 0.0  # nobody keeps money back for what is not on the sheet
    spent = 0.0
    for setting in brand:
        spent = snap_down(setting, share * purse)
        settings[setting.key] = spent
    for setting in performance:
        settings[setting.key] = snap_down(setting, min(purse - spent, (1.0 - share) * purse * ease))
    return Part(settings, (*research.reasons, *_media_reasons(mind, settings, ease, now.goodwill)))


def _media_reasons(mind: Mind, settings: Mapping[str, Value], ease: float, goodwill: float) -> tuple[Reason, ...]:
    brand = as_number(settings.get("brand-advertising"))
    performance = as_number(settings.get("performance-advertising"))
    if brand + performance <= 0.0:
        return ()
    topic = "media-eased" if ease < 0.8 else "media-brand" if brand > performance else "media-sales"
    weight = 0.5 if ease < 0.8 else 0.33
    return (mind.reason(weight, topic, brand=brand, performance=performance, goodwill=goodwill),)


def _research(mind: Mind, plan: Mapping[str, Value]) -> Part:
    """A study before a launch, or now and then, for those who are curious and can pay."""
    picture, curious = mind.picture, mind.temper.curious
    settings = picture.mine("customer-research")
    if not settings:
        return Part({})
    key, facts = settings[0].key, picture.marketing_facts
    if facts is None:
        return Part({key: picture.seen.current.get(key) is True})
    purse = min(0.3 * picture.seen.now.budget, spendable(picture))
    new = any(not product.launched for product in picture.seen.scenario.products) and bool(
        picture.mine("launch") or picture.joint("launch")
    )
    due = picture.seen.round % 2 == 1 if curious >= 0.5 else picture.seen.round % 3 == 1
    affordable = facts.research_cost + fees_due(picture, plan) <= purse
    if not (affordable and due and picture.left > 0 and curious >= (0.3 if new else 0.5)):
        return Part({key: False})
    topic = "research-launch" if new else "research"
    return Part({key: True}, (mind.reason(0.4, topic, cost=facts.research_cost),))


def focus(mind: Mind, expected: Expected) -> Part:
    """Where effort goes first: the main market when it carries enough of the sales, else everywhere alike."""
    picture, temper, slack = mind.picture, mind.temper, mind.slack
    settings = picture.mine("market-focus")
    if not settings:
        return Part({})
    key, choices, facts = settings[0].key, settings[0].choices, picture.marketing_facts
    sales = dict.fromkeys(picture.entered, 0.0)
    for product, units in expected.now.items():
        for market, share in market_shares(picture, product).items():
            sales[market] += units * share * (facts.margin[market] if facts else 1.0) * picture.list_price[product]
    whole = fsum(sales.values())
    best = max(sales, key=sales.__getitem__, default="even")
    fits = priced_to_fit(temper, slack)
    tight = temper.minds_slack >= 0.8 and slack.share < 0.2 and not fits
    main = best in choices and whole > 0.0 and sales[best] > (LOOKED if fits else MAIN) * whole
    chosen = best if main and not tight else "even" if "even" in choices else choices[0]
    if chosen in (picture.text(key, choices[0]), "even"):
        return Part({key: chosen})
    return Part({key: chosen}, (mind.reason(0.35, "focus", market=picture.name(chosen), share=sales[chosen] / whole),))


FLOP = 0.22  # share of what its papers said below which a new item is taken out of the range again


def plan(mind: Mind) -> tuple[dict[str, Value], str]:
    """Every setting that this seat leads, and one sentence why."""
    values: dict[str, Value] = dict(split_alone(mind))
    picture = less_given(mind.picture, values)
    own = replace(mind, picture=picture)
    reasons: list[Reason] = []

    def take(part: Part) -> None:
        kept = with_words(own, part.settings)
        values.update(kept.settings)
        reasons.extend((*part.reasons, *kept.reasons))

    take(deals(own))
    take(promise(own, values))
    take(prices(own))
    expected = expect_with(picture, mind.temper, values)
    take(spend(own, values))
    take(focus(own, expected))
    take(order(own, expected))
    told = values.get("delivery-promise", picture.partner_plan.get("delivery-promise", promise_told(picture)))
    take(travel(own, expected, as_number(told, picture.seen.promise)))
    take(staff(own, values))
    take(grow(mind, expected))
    take(_range(mind))
    paid = affordable(own, values)
    values.update(paid.settings)
    reasons += paid.reasons
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
        if mind.temper.plans_together and setting.item in picture.on_sale and earns_nothing(picture, setting.item):
            settings[setting.key] = False
            cost = unit_cost(picture, setting.item) or 0.0
            reasons.append(mind.reason(0.95, "range-no-gain", product=picture.name(setting.item), cost=cost))
            continue
        if facts is None or not minds or setting.item not in picture.on_sale:
            continue
        sold = [fsum(month.orders[setting.item].values()) for month in picture.marketing]
        young = len(sold) >= 3 and sold[0] <= 0.5 and min(sold[-2:]) > 0.5
        base = fsum(facts.base_orders[setting.item].values())
        if young and sold[-1] < FLOP * base and len(picture.on_sale) > 1:
            settings[setting.key] = False
            reasons.append(mind.reason(0.9, "range-out", product=picture.name(setting.item), last=sold[-1], base=base))
    return Part(settings, tuple(reasons))
