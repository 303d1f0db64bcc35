"""How orders travel: processing, carrier, outbound modes, packaging and the site, weighed by cost and by lateness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from game.partners.forecast.expecting import Expected, chance_on_time, market_shares
from game.partners.forecast.floor import Load, days_inside, effort, queue
from game.partners.forecast.news import omen
from game.partners.personas import HURTS, Temperament
from game.partners.picture import Part, Picture, Remark
from game.partners.plan.crew import SPARE, careful, hire
from game.partners.plan.purse import spendable
from game.partners.words.voice import sentence
from game.rules.levers import Value
from game.table.seen.dashboards import DistributionFacts

NEARER = 0.035  # share of sales that a day nearer is worth to who promises it as well: rule of thumb
OVERTIME = 1.9  # premium that an hour past the crew costs, or its waiting does
UPROAR = 0.7  # share on time below which nobody can look away
SPREADS = MappingProxyType({"own": 0.21, "partner": 0.25, "spot": 0.32})  # rule of thumb: how far days vary
BREAKS = MappingProxyType({"own": 0.85, "partner": 1.0, "spot": 1.3})  # rule of thumb: how much breaks, against usual
RISK = 1.05  # spot loads are cheap until they are not
LOST = 0.5  # share of what the floor cannot do that nobody waits for
KEPT = 0.7  # share on time from which a saving still keeps the promise, more or less
FELT = 0.03  # gain in punctuality that is worth a word; design choice
LATE_BITES = 0.95  # share on time, of late, below which the quick of temper feel it
BURNS, CALM = 2.0, 0.36  # how much they mind lateness then, and while nothing burns; against their usual


@dataclass(frozen=True)
class Way:
    """One way of working: the same for all markets but the modes."""

    processing: str
    carrier: str
    modes: Mapping[str, str]
    money: float  # a month
    broken: float  # money's worth of goods that break
    on_time: float  # share of units
    forgone: float  # what units would have earned that nobody has hours for


def travel(picture: Picture, temper: Temperament, expected: Expected, work: Load | None, promise: float) -> Part:
    """Outbound modes, carrier, processing and packaging that this seat leads."""
    facts = picture.distribution_facts
    part = _packaging(picture, temper, facts)
    settings, remarks = dict(part.settings), list(part.remarks)
    if facts is None or work is None:
        for lever in ("processing", "carrier", "outbound-mode"):
            settings.update({one.key: picture.text(one.key, one.choices[0]) for one in picture.mine(lever)})
        return Part(settings, tuple(remarks))
    units = _by_market(picture, expected)
    ways = [
        _way(picture, temper, facts, units, work, promise, processing, carrier)
        for processing in _open(picture, "processing", "flow")
        for carrier in _affordable(picture, facts)
    ]
    best = min(ways, key=lambda way: _pain(picture, temper, way, units))
    stay = _as_now(picture, temper, facts, units, work, promise)
    if picture.mine("carrier") and stay.carrier not in _affordable(picture, facts):
        stay = best
    spent = stay.money
    if _pain(picture, temper, stay, units) - _pain(picture, temper, best, units) <= temper.inertia * spent:
        best = stay
    for lever, value in (("processing", best.processing), ("carrier", best.carrier)):
        settings.update({one.key: value for one in picture.mine(lever)})
    for setting in picture.mine("outbound-mode"):
        settings[setting.key] = best.modes.get(setting.item, picture.text(setting.key, setting.choices[0]))
    settings.update(_site(picture, temper, facts))
    remarks.append(_remark(picture, temper, best, stay, promise))
    return Part(settings, tuple(remarks))


def _open(picture: Picture, lever: str, otherwise: str) -> tuple[str, ...]:
    """What may be chosen of a lever: its choices, or what is in force when it is not this seat's."""
    settings = picture.mine(lever)
    return settings[0].choices if settings else (otherwise,)


def _affordable(picture: Picture, facts: DistributionFacts) -> tuple[str, ...]:
    """Carriers whose contract the budget allows; the cheapest when it allows none."""
    choices = _open(picture, "carrier", "partner")
    if not picture.mine("carrier"):
        return choices
    within = tuple(one for one in choices if facts.carrier_fixed[one] <= spendable(picture))
    return within or (min(choices, key=lambda one: facts.carrier_fixed[one]),)


def _by_market(picture: Picture, expected: Expected) -> dict[str, dict[str, float]]:
    """Units to each market, by product."""
    found: dict[str, dict[str, float]] = {market: {} for market in picture.entered}
    for product, units in expected.now.items():
        for market, share in market_shares(picture, product).items():
            found[market][product] = units * share
    return found


def _way(
    picture: Picture, temper: Temperament, facts: DistributionFacts, units: Mapping[str, Mapping[str, float]],
    work: Load, promise: float, processing: str, carrier: str,
) -> Way:  # fmt: skip
    """The best modes for this processing and carrier."""
    house, modes = _house(picture, temper, facts, work, processing, carrier), {}
    for market in units:
        setting = next((one for one in picture.mine("outbound-mode") if one.item == market), None)
        choices = setting.choices if setting else ("standard",)
        single = {market: units[market]}
        modes[market] = min(
            choices,
            key=lambda mode, market=market, single=single: _pain(  # type: ignore[misc]
                picture,
                temper,
                _costed(picture, facts, single, house, promise, {market: mode}),
                single,
            ),
        )
    return _costed(picture, facts, units, house, promise, modes)


def _as_now(
    picture: Picture, temper: Temperament, facts: DistributionFacts, units: Mapping[str, Mapping[str, float]],
    work: Load, promise: float,
) -> Way:  # fmt: skip
    """Things left as they are."""
    modes = {market: picture.text(f"outbound-mode.{market}", "standard") for market in units}
    processing, carrier = picture.text("processing", "flow"), picture.text("carrier", "partner")
    house = _house(picture, temper, facts, work, processing, carrier)
    return _costed(picture, facts, units, house, promise, modes)


@dataclass(frozen=True)
class House:
    """What a way of working is like before anything is on the road: days until then, and money a month."""

    processing: str
    carrier: str
    days: float
    money: float
    undone: float  # share of the work that nobody has hours for


def _house(
    picture: Picture, temper: Temperament, facts: DistributionFacts, work: Load, processing: str, carrier: str
) -> House:
    """The floor under this processing, with the help that this carrier's contract leaves money for."""
    hours, contract = effort(picture, processing) * work.hours, facts.carrier_fixed[carrier]
    purse = SPARE * spendable(picture) - (contract if picture.mine("carrier") else 0.0)
    found = hire(picture, temper, work, hours, max(0.0, purse))
    crew = max(1.0, work.crew + found.hours)
    # Careful people reckon with a month that brings a little more than they expect.
    busy = careful(temper, hours) / crew
    inside = days_inside(facts.processing_days[processing], busy, queue(picture))
    inside += facts.carrier_days[carrier] + omen(picture).road
    money = contract + found.money + OVERTIME * facts.wage * max(0.0, hours - crew)
    return House(processing, carrier, inside, money, max(0.0, 1.0 - crew / max(1.0, hours)))


def _costed(
    picture: Picture, facts: DistributionFacts, units: Mapping[str, Mapping[str, float]], house: House,
    promise: float, modes: Mapping[str, str],
) -> Way:  # fmt: skip
    """What a way of working costs a month, and how much of it arrives within the promise."""
    carrier, money = house.carrier, house.money
    late = whole = breaks = forgone = 0.0
    box = picture.text("packaging", "basic")
    fragile = facts.pack_damage.get(box, 0.02) * BREAKS.get(carrier, 1.0)
    risk = RISK if carrier == "spot" else 1.0
    site = facts.sites.get(picture.text("site"), {})
    for market, products in units.items():
        earned = sum(quantity * (picture.list_price[one] - facts.unit_cost[one]) for one, quantity in products.items())
        forgone += LOST * house.undone * earned
        mode, amount = modes[market], sum(products.values())
        freight = sum(quantity * facts.size[product] for product, quantity in products.items())
        money += risk * freight * facts.transit_cost[market][mode] * facts.carrier_cost[carrier]
        days = house.days + facts.transit_days[market][mode] + site.get(f"days.{market}", 0.0)
        late += amount * (1.0 - chance_on_time(promise, days, SPREADS.get(carrier, 0.25)))
        breaks += sum(quantity * picture.list_price[product] for product, quantity in products.items()) * fragile
        whole += amount
    on_time = 1.0 - late / whole if whole > 0.0 else 1.0
    return Way(house.processing, carrier, modes, money, breaks, on_time, forgone)


def _pain(picture: Picture, temper: Temperament, way: Way, units: Mapping[str, Mapping[str, float]]) -> float:
    """Money, and lateness at what this persona thinks it costs."""
    prices = picture.list_price
    worth = sum(prices[product] * amount for each in units.values() for product, amount in each.items())
    cost = temper.late_cost
    on_time = picture.remembered
    if on_time < UPROAR:
        # Even who counts cents pays when nearly nothing arrives in time.
        cost += max(0.0, HURTS - cost) * (UPROAR - on_time) / UPROAR
    if temper.chases > 0.0:
        # Quick tempers mind most what hurt of late.
        cost *= BURNS if on_time < LATE_BITES else CALM
    cares = 0.5 + 0.5 * min(1.0, temper.late_cost / HURTS)  # what leaves the floor is on everybody's card here
    return way.money + cares * way.forgone + temper.damage_cost * way.broken + cost * worth * (1.0 - way.on_time)


def _packaging(picture: Picture, temper: Temperament, facts: DistributionFacts | None) -> Part:
    """The box: what it costs against what breaks in it, as the persona minds it."""
    settings = picture.mine("packaging")
    if not settings:
        return Part({})
    choices, now = settings[0].choices, picture.text("packaging", settings[0].choices[0])
    if facts is None or (temper.inertia >= 0.2 and picture.seen.round > 1 and now != "basic"):
        return Part({"packaging": now})
    value = sum(picture.list_price[product] for product in picture.on_sale) / max(1, len(picture.on_sale))
    shelf = {market.key for market in picture.seen.scenario.markets if market.channel != "web"}
    shown = len(shelf & set(picture.entered)) / max(1, len(picture.entered))

    def pain(choice: str) -> float:
        broken = temper.damage_cost * value * facts.pack_damage[choice]
        # A listener knows that a box which sells on the shelf is worth something to the partner.
        seen = 0.02 * value * shown * temper.listens if choice == "retail-ready" else 0.0
        return facts.pack_cost[choice] + broken - seen

    best = min(choices, key=pain)
    if best == now:
        return Part({"packaging": best})
    topic = "box-better" if facts.pack_cost[best] > facts.pack_cost.get(now, 0.0) else "box-cheaper"
    spoken = {"box": best, "cents": 100.0 * abs(facts.pack_cost[best] - facts.pack_cost[now])}
    spoken["damage"] = facts.pack_damage[now] if topic == "box-better" else facts.pack_damage[best]
    return Part({"packaging": best}, (Remark(0.55, sentence(temper, topic, **spoken)),))


def _site(picture: Picture, temper: Temperament, facts: DistributionFacts) -> dict[str, Value]:
    """Move only when the fixed cost saved over the months left pays for the move, and nearer doors weigh in."""
    settings = picture.mine("site")
    if not settings:
        return {}
    here = picture.text("site", settings[0].choices[0])
    months, worth = picture.left + 1, sum(picture.list_price.values()) / max(1, len(picture.list_price))
    now, moved = picture.distribution_now, picture.last.shipped if picture.last else 0.0
    # A day nearer is worth about a tenth of the lateness it takes away; where both plan together it is promised, too.
    together = temper.plans_together and picture.data_shared
    day = NEARER if together else 0.1 * temper.late_cost

    def monthly(site: str) -> float:
        found = facts.sites.get(site, {})
        days = sum(found.get(f"days.{market}", 0.0) for market in picture.entered) / max(1, len(picture.entered))
        hours = now.capacity * facts.wage * (found.get("capacity", 1.0) - 1.0) if now and together else 0.0
        return found.get("fixed", 0.0) + days * day * worth * moved - hours

    best = min(settings[0].choices, key=lambda site: (monthly(site), site != here))
    saved = (monthly(here) - monthly(best)) * months
    return {settings[0].key: best if saved > (1.5 + 4.0 * temper.inertia) * facts.move_cost else here}


def _remark(picture: Picture, temper: Temperament, best: Way, stay: Way, promise: float) -> Remark:
    facts = {
        "promise": promise, "on_time": best.on_time, "before": stay.on_time, "saved": stay.money - best.money,
        "carrier": best.carrier, "processing": best.processing, "currency": picture.seen.scenario.currency,
    }  # fmt: skip
    if best is stay:
        return Remark(0.25, sentence(temper, "road-same", **facts))
    if best.money < stay.money:
        no_worse = best.on_time > KEPT or best.on_time >= stay.on_time
        topic = "road-cheaper" if no_worse else "road-cheaper-late"
        return Remark(0.75, sentence(temper, topic, **facts))
    only_the_floor = best.carrier == stay.carrier and dict(best.modes) == dict(stay.modes)
    topic = "road-flow" if only_the_floor and best.processing == "flow" else "road-faster"
    # A point or two of punctuality is not what anybody would say it was for.
    return Remark(0.75 if best.on_time - stay.on_time >= FELT else 0.05, sentence(temper, topic, **facts))
