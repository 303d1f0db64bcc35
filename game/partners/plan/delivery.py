"""How orders travel: processing, carrier, outbound modes, packaging and the site, weighed by cost and by lateness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import fsum
from types import MappingProxyType

from game.figures import listed
from game.partners.forecast.demand import Expected
from game.partners.forecast.floor import Load, chance_on_time, days_inside, effort, queue
from game.partners.forecast.history import market_shares, omen
from game.partners.forecast.money import spendable
from game.partners.mind import Mind, Part, Reason
from game.partners.personas import HURTS
from game.partners.picture import Picture
from game.partners.plan.stocking import SPARE, careful, hire
from game.rules.levers import Value
from game.table.seen.dashboards import DistributionFacts

SOONER = 0.02  # the same of what travels there, while nobody has promised it yet
NEARER = 0.035  # share of sales that a day nearer is worth to who promises it as well: rule of thumb
OVERTIME = 1.9  # premium that an hour past the crew costs, or its waiting does
STAYS_AWAY = 1.4  # what a late unit costs where all are late, as a share of its price: less with every one that is not
UPROAR = 0.7  # share on time below which nobody can look away
SPREADS = MappingProxyType({"own": 0.21, "partner": 0.25, "spot": 0.32})  # rule of thumb: how far days vary
BREAKS = MappingProxyType({"own": 0.85, "partner": 1.0, "spot": 1.3})  # rule of thumb: how much breaks, against usual
RISK = 1.05  # spot loads are cheap until they are not
LOST = 0.5  # share of what the floor cannot do that nobody waits for
KEPT = 0.7  # share on time from which a saving still keeps the promise, more or less
FELT = 0.03  # gain in punctuality that is worth a word; design choice
LATE_BITES = 0.95  # share on time, of late, below which the quick of temper feel it
BURNS, CALM = 1.5, 0.6  # how much they mind lateness then, and while nothing burns; against their usual


@dataclass(frozen=True)
class House:
    """What a way of working is like before anything is on the road: days until then, and money a month."""

    processing: str
    carrier: str
    days: float
    money: float
    undone: float  # share of the work that nobody has hours for


@dataclass(frozen=True)
class Way:
    """One way of working: the same for all markets but the modes."""

    house: House
    modes: Mapping[str, str]
    money: float  # a month
    broken: float  # money's worth of goods that break
    on_time: float  # share of units
    days: float  # door to door, mean
    forgone: float  # what units would have earned that nobody has hours for


def travel(mind: Mind, expected: Expected, promise: float) -> Part:
    """Outbound modes, carrier, processing, packaging and site that this seat leads."""
    picture, facts, box = mind.picture, mind.picture.distribution_facts, _packaging(mind)
    settings = dict(box.settings)
    if facts is None or mind.work is None:
        left = picture.mine("processing", "carrier", "outbound-mode")
        return Part({**settings, **{one.key: picture.text(one.key, one.choices[0]) for one in left}}, box.reasons)
    month = _Month(mind, facts, mind.work, expected, promise)
    best = min(month.ways(), key=month.pain)
    stay = month.as_now(best)
    if month.pain(stay) - month.pain(best) <= mind.temper.inertia * stay.money:
        best = stay
    settings.update({one.key: best.house.processing for one in picture.mine("processing")})
    settings.update({one.key: best.house.carrier for one in picture.mine("carrier")})
    for setting in picture.mine("outbound-mode"):
        settings[setting.key] = best.modes.get(setting.item, picture.text(setting.key, setting.choices[0]))
    settings.update(_site(mind, facts))
    return Part(settings, (*box.reasons, _reason(mind, best, stay, promise)))


@dataclass(frozen=True)
class _Month:
    """The month's units, and what every way of working would make of them."""

    mind: Mind
    facts: DistributionFacts
    work: Load
    expected: Expected
    promise: float

    @property
    def picture(self) -> Picture:
        return self.mind.picture

    @cached_property
    def units(self) -> Mapping[str, Mapping[str, float]]:
        """Units to each market, by product."""
        units: dict[str, dict[str, float]] = {market: {} for market in self.picture.entered}
        for product, amount in self.expected.now.items():
            for market, share in market_shares(self.picture, product).items():
                units[market][product] = amount * share
        return units

    @cached_property
    def carriers(self) -> tuple[str, ...]:
        """Carriers whose contract the budget allows; the cheapest when it allows none."""
        choices, fixed = self._open("carrier", "partner"), self.facts.carrier_fixed
        if not self.picture.mine("carrier"):
            return choices
        within = tuple(one for one in choices if fixed[one] <= spendable(self.picture))
        return within or (min(choices, key=lambda one: fixed[one]),)

    def _open(self, lever: str, otherwise: str) -> tuple[str, ...]:
        """What may be chosen of a lever: its choices, or what is in force when it is not this seat's."""
        settings = self.picture.mine(lever)
        return settings[0].choices if settings else (otherwise,)

    def ways(self) -> list[Way]:
        """Every processing and carrier with the modes that suit them best."""
        return [
            self._way(self._house(processing, carrier))
            for processing in self._open("processing", "flow")
            for carrier in self.carriers
        ]

    def as_now(self, otherwise: Way) -> Way:
        """Things left as they are; `otherwise` where the budget no longer allows that."""
        picture = self.picture
        processing, carrier = picture.text("processing", "flow"), picture.text("carrier", "partner")
        if picture.mine("carrier") and carrier not in self.carriers:
            return otherwise
        modes = {market: picture.text(f"outbound-mode.{market}", "standard") for market in self.units}
        return self._costed(self.units, self._house(processing, carrier), modes)

    def _way(self, house: House) -> Way:
        """The best modes for this processing and carrier."""
        offered = {one.item: one.choices for one in self.picture.mine("outbound-mode")}
        modes = {}
        for market, products in self.units.items():
            single = {market: products}
            costs = {
                mode: self._pain(self._costed(single, house, {market: mode}), single)
                for mode in offered.get(market, ("standard",))
            }
            modes[market] = min(costs, key=costs.__getitem__)
        return self._costed(self.units, house, modes)

    def _house(self, processing: str, carrier: str) -> House:
        """The floor under this processing, with the help that this carrier's contract leaves money for."""
        picture, facts = self.picture, self.facts
        hours, contract = effort(picture, processing) * self.work.hours, facts.carrier_fixed[carrier]
        purse = SPARE * spendable(picture) - (contract if picture.mine("carrier") else 0.0)
        help_ = hire(self.mind, self.work, hours, max(0.0, purse))
        crew = max(1.0, self.work.crew + help_.hours)
        # Careful people reckon with a month that brings a little more than they expect.
        busy = careful(self.mind.temper, hours) / crew
        inside = days_inside(facts.processing_days[processing], busy, queue(picture))
        inside += facts.carrier_days[carrier] + omen(picture).road
        money = contract + help_.money + OVERTIME * facts.wage * max(0.0, hours - crew)
        return House(processing, carrier, inside, money, max(0.0, 1.0 - crew / max(1.0, hours)))

    def _costed(self, units: Mapping[str, Mapping[str, float]], house: House, modes: Mapping[str, str]) -> Way:
        """What a way of working costs a month, and how much of it arrives within the promise."""
        facts, prices, carrier, money = self.facts, self.picture.list_price, house.carrier, house.money
        late = whole = breaks = forgone = under_way = 0.0
        fragile = facts.pack_damage.get(self.picture.text("packaging", "basic"), 0.02) * BREAKS.get(carrier, 1.0)
        risk = RISK if carrier == "spot" else 1.0
        site = facts.sites.get(self.picture.text("site"), {})
        for market, products in units.items():
            earned = fsum(quantity * (prices[one] - facts.unit_cost[one]) for one, quantity in products.items())
            forgone += LOST * house.undone * earned
            mode, amount = modes[market], fsum(products.values())
            freight = fsum(quantity * facts.size[product] for product, quantity in products.items())
            money += risk * freight * facts.transit_cost[market][mode] * facts.carrier_cost[carrier]
            days = house.days + facts.transit_days[market][mode] + site.get(f"days.{market}", 0.0)
            late += amount * (1.0 - chance_on_time(self.promise, days, SPREADS.get(carrier, 0.25)))
            breaks += fsum(quantity * prices[product] for product, quantity in products.items()) * fragile
            under_way += amount * days
            whole += amount
        on_time, mean = (1.0 - late / whole, under_way / whole) if whole > 0.0 else (1.0, 0.0)
        return Way(house, modes, money, breaks, on_time, mean, forgone)

    def pain(self, way: Way) -> float:
        """Money, and lateness at what this persona thinks it costs."""
        return self._pain(way, self.units)

    def _pain(self, way: Way, units: Mapping[str, Mapping[str, float]]) -> float:
        temper, prices = self.mind.temper, self.picture.list_price
        worth = fsum(prices[product] * amount for each in units.values() for product, amount in each.items())
        cost, on_time = temper.late_cost, self.picture.remembered
        if on_time < UPROAR:
            # Even who counts cents pays when nearly nothing arrives in time.
            cost += max(0.0, HURTS - cost) * (UPROAR - on_time) / UPROAR
        if temper.chases > 0.0:
            # Quick tempers mind most what hurt of late.
            cost *= BURNS if on_time < LATE_BITES else CALM
        if temper.plans_together:
            # Customers forgive a few late orders and not many, and come back, or do not, for months.
            cost = STAYS_AWAY * (1.0 - way.on_time)
        nearer = SOONER * worth * way.days if temper.plans_together and self.picture.data_shared else 0.0
        cares = 0.5 + 0.5 * min(1.0, temper.late_cost / HURTS)  # what leaves the floor is on everybody's card here
        return (
            way.money
            + cares * way.forgone
            + temper.damage_cost * way.broken
            + cost * worth * (1.0 - way.on_time)
            + nearer
        )


def _packaging(mind: Mind) -> Part:
    """The box: what it costs against what breaks in it, as the persona minds it."""
    picture, temper, facts = mind.picture, mind.temper, mind.picture.distribution_facts
    settings = picture.mine("packaging")
    if not settings:
        return Part({})
    choices, now = settings[0].choices, picture.text("packaging", settings[0].choices[0])
    if facts is None or (temper.inertia >= 0.2 and picture.seen.round > 1 and now != "basic"):
        return Part({"packaging": now})
    costs, damage = facts.pack_cost, facts.pack_damage
    value = fsum(picture.list_price[product] for product in picture.on_sale) / max(1, len(picture.on_sale))
    shelf = {market.key for market in picture.seen.scenario.markets if market.channel != "web"}
    shown = len(shelf & set(picture.entered)) / max(1, len(picture.entered))

    def pain(choice: str) -> float:
        broken = temper.damage_cost * value * damage[choice]
        # A listener knows that a box which sells on the shelf is worth something to the partner.
        seen = 0.02 * value * shown * temper.listens if choice == "retail-ready" else 0.0
        return costs[choice] + broken - seen

    best = min(choices, key=pain)
    if best == now:
        return Part({"packaging": best})
    better = costs[best] > costs.get(now, 0.0)
    facts_ = {"box": best, "cents": 100.0 * abs(costs[best] - costs[now]), "damage": damage[now if better else best]}
    return Part({"packaging": best}, (mind.reason(0.55, "box-better" if better else "box-cheaper", **facts_),))


def _site(mind: Mind, facts: DistributionFacts) -> dict[str, Value]:
    """Move only when the fixed cost saved over the months left pays for the move, and nearer doors weigh in."""
    picture, temper = mind.picture, mind.temper
    settings = picture.mine("site")
    if not settings:
        return {}
    here = picture.text("site", settings[0].choices[0])
    months, worth = picture.left + 1, fsum(picture.list_price.values()) / max(1, len(picture.list_price))
    now, moved = picture.distribution_now, picture.last.shipped if picture.last else 0.0
    # A day nearer is worth about a tenth of the lateness it takes away; where both plan together it is promised, too.
    together = temper.plans_together and picture.data_shared
    day = NEARER if together else 0.1 * temper.late_cost

    def monthly(site: str) -> float:
        terms = facts.sites.get(site, {})
        days = fsum(terms.get(f"days.{market}", 0.0) for market in picture.entered) / max(1, len(picture.entered))
        hours = now.capacity * facts.wage * (terms.get("capacity", 1.0) - 1.0) if now and together else 0.0
        return terms.get("fixed", 0.0) + days * day * worth * moved - hours

    best = min(settings[0].choices, key=lambda site: (monthly(site), site != here))
    saved = (monthly(here) - monthly(best)) * months
    return {settings[0].key: best if saved > (1.5 + 4.0 * temper.inertia) * facts.move_cost else here}


def _reason(mind: Mind, best: Way, stay: Way, promise: float) -> Reason:
    saved, gained = stay.money - best.money, best.on_time - stay.on_time
    if best is stay:
        weight, topic = 0.25, "road-same"
    elif saved > 0.0:
        weight, topic = 0.75, "road-cheaper" if best.on_time > KEPT or gained >= 0.0 else "road-cheaper-late"
    else:
        only_the_floor = best.house.carrier == stay.house.carrier and dict(best.modes) == dict(stay.modes)
        # A point or two of punctuality is not what anybody would say it was for.
        weight = 0.75 if gained >= FELT else 0.05
        topic = "road-flow" if only_the_floor and best.house.processing == "flow" else "road-faster"
    facts = {"promise": promise, "on_time": best.on_time, "before": stay.on_time, "saved": saved}
    return mind.reason(weight, topic, where=_quicker(mind, best, stay), **facts)


def _quicker(mind: Mind, best: Way, stay: Way) -> str:
    """What is paid for to be quicker, and to whom goods travel slower for it: a plan may do both."""
    facts, names = mind.picture.distribution_facts, {one.key: one.name for one in mind.picture.seen.scenario.markets}
    took = {
        market: facts.transit_days[market][mode] - facts.transit_days[market][stay.modes[market]]
        for market, mode in best.modes.items() if facts is not None and mode != stay.modes.get(market, mode)
    }  # fmt: skip
    sooner, later = ([names[market] for market, by in took.items() if by * way > 0.0] for way in (-1.0, 1.0))
    if not sooner:
        return "a quicker way"
    every = len(sooner) == len(best.modes)
    slower = f" (slower to {listed(later)}, where it is early enough)" if later else ""
    return f"faster transport{'' if every else f' to {listed(sooner)}'}{slower}"
