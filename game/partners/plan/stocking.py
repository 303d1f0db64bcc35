"""Stock to order, how it travels in, and the crew for the work: with what the persona adds or holds back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import fsum, sqrt

from game import figures
from game.partners.forecast.demand import NEWCOMER, Expected, guess
from game.partners.forecast.floor import Load, Shelf, apart, effort, needed, shelf_of
from game.partners.forecast.hearsay import units_told, weight
from game.partners.forecast.history import orders_by_month
from game.partners.forecast.money import FIRST_SHIFT, shift_cost, spendable
from game.partners.mind import Mind, Part, Reason
from game.partners.personas import HURTS, Temperament
from game.partners.picture import Picture, as_number, snap, snap_down
from game.rules.levers import Value

SPARE = 0.97  # share of the budget a plan may use: wages and contracts may have moved since the papers
SHIFT_AT = 0.95  # utilisation from which extra shifts alone are called
CAUTION = 0.02  # share of work reckoned with on top of what is expected, per unit of safety
LEARNS = 0.2  # skill that temps who stay gain in a month
MOST_TIRED = 0.25  # fatigue from which no persona but the quickest adds a shift


@dataclass(frozen=True)
class Hands:
    """Help for the crew: extra shift as a share of its hours, temps, the hours that both give and the money."""

    share: float
    people: float
    hours: float
    money: float


def hire(mind: Mind, work: Load, hours: float, purse: float) -> Hands:
    """The help that a persona calls in for so many hours of work, as far as the purse goes."""
    picture, temper = mind.picture, mind.temper
    shift, temps = picture.mine("extra-shift"), picture.mine("temps")
    facts, now = picture.distribution_facts, picture.distribution_now
    if facts is None or now is None or not (shift or temps):
        return Hands(0.0, 0.0, 0.0, 0.0)
    # Without temps a full floor is the cheaper evil: an extra shift is dear, and tires.
    busy = temper.busy if temps else max(temper.busy, SHIFT_AT)
    short = max(0.0, careful(temper, hours) / busy - work.crew)
    rested = now.fatigue < MOST_TIRED or temper.shifts >= 0.9
    share, people, money = 0.0, 0.0, 0.0
    skill = min(1.0, now.temp_skill + LEARNS) if now.temps > 0.0 else facts.temp_skill
    per_temp = facts.temp_hours * skill
    if shift and rested and (temper.shifts > 0.0 or not temps):
        wish = temper.shifts * short if temps else short
        most = FIRST_SHIFT if temper.shifts < 0.9 else 2.0 * FIRST_SHIFT
        wish = min(wish, most * work.crew)
        share = snap(shift[0], wish / max(1.0, work.crew))
        while share > 0.0 and shift_cost(now.capacity, share, facts.wage, facts.shift_premium) > purse:
            share = snap_down(shift[0], share - shift[0].step)
        money = shift_cost(now.capacity, share, facts.wage, facts.shift_premium)
    if temps:
        missing = max(0.0, short - share * work.crew)
        wish = missing / max(1.0, per_temp)
        stay = temper.inertia >= 0.2 and hours > 0.7 * work.crew
        kept = now.temps * (1.0 - temper.inertia) if stay else 0.0
        people = snap_down(temps[0], min(max(wish + 0.5, kept), max(0.0, purse - money) / max(1.0, facts.temp_wage)))
        money += people * facts.temp_wage
    return Hands(share, people, share * work.crew + people * per_temp, money)


def careful(temper: Temperament, hours: float) -> float:
    """Hours to reckon with: careful people allow for a month that brings more than they expect."""
    return (1.0 + CAUTION * temper.safety) * hours


def staff(mind: Mind, plan: Mapping[str, Value]) -> Part:
    """Extra shift and temps; of the plan so far: batches save work, and the carrier is paid from the same budget."""
    picture, work, facts = mind.picture, mind.work, mind.picture.distribution_facts
    shift, temps = picture.mine("extra-shift"), picture.mine("temps")
    if not (shift or temps):
        return Part({})
    if work is None or facts is None or picture.distribution_now is None:
        return Part({setting.key: setting.low for setting in (*shift, *temps)})
    contract = facts.carrier_fixed.get(str(plan["carrier"]), 0.0) if "carrier" in plan else 0.0
    hours = effort(picture, str(plan.get("processing", picture.text("processing", "flow")))) * work.hours
    help_ = hire(mind, work, hours, max(0.0, SPARE * spendable(picture) - contract))
    settings: dict[str, Value] = {one.key: help_.share for one in shift}
    settings.update({one.key: help_.people for one in temps})
    return Part(settings, _reasons(mind, work, help_, picture.distribution_now.temps))


def _reasons(mind: Mind, work: Load, help_: Hands, before: float) -> tuple[Reason, ...]:
    """What there is to say of it; `before` = temps of the month before."""
    if help_.people > 0.0:
        held = help_.share <= 0.0 and before == help_.people
        weight = 0.7 if help_.share > 0.0 else 0.35 if held else 0.65
        topic = "crew-both" if help_.share > 0.0 else "crew-temps"
    elif help_.share > 0.0:
        weight, topic = 0.65, "crew-shift"
    elif work.utilisation > 0.95:
        weight, topic = 0.6, "crew-tight"
    elif before > 0.0:
        weight, topic = 0.4, "crew-home"
    else:
        return ()
    temps = temps_in_words(help_.people)
    facts = {"busy": work.utilisation, "hours": work.hours, "crew": work.crew, "temps": temps, "share": help_.share}
    return (mind.reason(weight, topic, **facts),)


def temps_in_words(people: float) -> str:
    """`one temp`, `3 temps`."""
    return "one temp" if people < 1.5 else f"{figures.units(people)} temps"


KEPT_UP = 1.2  # share of late months' orders that stock is kept for at least
LET_DOWN = 0.9  # the same for those who count what it costs to hold
QUICKER = 0.5  # share of the usual safety stock that what comes the fast way brings: more can follow next month
SPRUNG = 0.6  # share of a market nobody serves yet that is kept ready for, per unit of safety
PAYS = 4  # rounds that must be left for that
AMPLE = 1.3  # times the month's orders beyond which an order wants another reason than the month
WORTH = 2.0  # times its dearer freight that the fast way must save of what would be missed
PATIENCE = 0.5  # months of a new item that a first delivery should last beyond its lead: nobody knows it yet
BLIND = 1.05  # of what it expects to sell, for a seat that cannot see the warehouse


def order(mind: Mind, expected: Expected) -> Part:
    """Stock to order and inbound mode for every product this seat leads them for."""
    picture, settings = mind.picture, dict[str, Value]()
    reasons: list[Reason] = []
    modes = {one.item: one for one in picture.mine("inbound-mode")}
    for setting in picture.mine("stock-to-order"):
        product, shelf = setting.item, shelf_of(picture, setting.item)
        if shelf is None:
            settings[setting.key] = snap(setting, BLIND * expected.later.get(product, 0.0))
            continue
        order_ = _Order(mind, expected, product, shelf)
        fast = order_.pays_for_speed and product in modes
        if product in modes:
            choices = modes[product].choices
            mode = "expedite" if fast and "expedite" in choices else "standard"
            settings[modes[product].key] = mode if mode in choices else choices[0]
        units = snap(setting, order_.units(fast))
        settings[setting.key] = units
        reasons.append(order_.reason(units, fast))
    for one in modes.values():
        settings.setdefault(one.key, "standard" if "standard" in one.choices else one.choices[0])
    return Part(settings, tuple(reasons))


@dataclass(frozen=True)
class _Order:
    """One product to be ordered."""

    mind: Mind
    expected: Expected
    product: str
    shelf: Shelf

    @property
    def picture(self) -> Picture:
        return self.mind.picture

    @property
    def sold(self) -> bool:
        """Is it on sale this month?"""
        return self.product in self.picture.on_sale

    @property
    def past(self) -> tuple[float, ...]:
        """Its orders in past months."""
        return orders_by_month(self.picture, self.product)

    @property
    def coming(self) -> float:
        """Units to have ready for an item that is not on sale but that somebody wants to launch; 0 = nobody does."""
        picture, product = self.picture, self.product
        if self.sold or picture.left < 1:
            return 0.0
        told = [*units_told(picture, picture.seen.round + 1).items(), *units_told(picture, picture.seen.round).items()]
        heard = weight(picture, self.mind.temper) * next((units for item, units in told if item == product), 0.0)
        for one in picture.named():
            # Who declined for want of stock said that it would order some.
            heeds = self.mind.temper.listens >= 0.5 or (one.status == "declined" and one.by != picture.seat)
            if heeds and one.settings.get(f"launch.{product}") is True and one.status != "withdrawn":
                return max(heard, as_number(one.settings.get(f"forecast.{product}")) or guess(picture, product))
        return heard

    def units(self, fast: bool) -> float:
        """What the persona orders of it."""
        temper, shelf = self.mind.temper, self.shelf
        if self.picture.partner_plan.get(f"portfolio.{self.product}") is False and temper.plans_together:
            return 0.0
        if not self.sold:
            return max(0.0, self.coming * (1.0 + PATIENCE) - shelf.whole) if shelf.fast > 0 else 0.0
        now, later = self.expected.now[self.product], self.expected.later[self.product]
        safety = temper.safety * self.expected.spread[self.product] * sqrt(shelf.lead + 1)
        safety += shelf.lead * self.may_come(later)
        ahead = self.expected.ahead.get(self.product, ())
        if self.past:
            # Stock that is left sells later; what is missing sells nowhere: so it is not run down on a forecast.
            usual = (KEPT_UP if temper.plans_together else LET_DOWN) * fsum(self.past[-3:]) / len(self.past[-3:])
            later, ahead = max(later, usual), tuple(max(units, usual) for units in ahead)
        parts = apart(self.picture, self.product, shelf)
        share = 1.0 / len(parts)
        ahead = tuple(share * units for units in ahead)
        units = fsum(needed(part, share * now, share * later, share * safety, ahead) for part in parts)
        if self.product not in self.picture.seen.now.on_sale:
            later, safety = PATIENCE * now, 0.0
            units = needed(shelf, now, later, safety)
        if fast:
            # What comes the fast way serves the months that the usual way would miss, and the one after.
            wanted = now + shelf.backlog + shelf.lead * later + QUICKER * safety
            units = max(0.0, wanted - shelf.whole)
        units += temper.chases * shelf.short(now, later)
        recent = self.past[-3:]
        if temper.damping > 0.0 and recent and units > 0.0 and not fast:
            units += temper.damping * (fsum(recent) / len(recent) - units)
        return units

    def may_come(self, later: float) -> float:
        """Units a month that a market nobody serves yet may bring before what is ordered then can be here.

        Who signs entries hears of them in time; everybody else keeps a little ready for what may be sprung on them.
        """
        picture, temper = self.picture, self.mind.temper
        closed = len(picture.seen.scenario.markets) - len(picture.entered)
        if closed <= 0 or temper.plans_together or picture.left < PAYS:
            return 0.0
        return SPRUNG * temper.safety * closed * NEWCOMER * later / max(1, len(picture.entered))

    @cached_property
    def pays_for_speed(self) -> bool:
        """Is the fast way in worth its freight? Only when what would be missed earns more, as far as it cares."""
        shelf, temper, facts = self.shelf, self.mind.temper, self.picture.distribution_facts
        if shelf.fast >= shelf.lead or facts is None:
            return False
        if not self.sold:
            return self.coming > shelf.whole
        now, later = self.expected.now[self.product], self.expected.later[self.product]
        wanted = later if shelf.fast else now + shelf.backlog
        if wanted <= 0.0 or shelf.short(now, later, shelf.fast) / wanted <= temper.expedites_at:
            return False
        freight = facts.inbound_cost[self.product]
        earns = self.picture.list_price[self.product] - facts.unit_cost[self.product]
        saved = fsum(shelf.short(now, later, month) for month in range(shelf.fast, shelf.lead))
        cares = min(1.0, temper.late_cost / HURTS)
        dearer = freight["expedite"] - freight["standard"]
        return bool(cares * earns * saved > WORTH * dearer * self.units(fast=True))

    def reason(self, units: float, fast: bool) -> Reason:
        """What there is to say about so many."""
        picture, past, shelf = self.picture, self.past, self.shelf
        wanted, last = self.expected.now.get(self.product, 0.0), past[-1] if past else 0.0
        closed = [one.name for one in picture.seen.scenario.markets if one.key not in picture.entered]
        facts = {
            "product": picture.name(self.product), "units": units, "wanted": wanted, "last": last,
            "stock": shelf.on_hand, "held": shelf.there, "market": " or ".join(closed),
        }  # fmt: skip
        value = units * picture.list_price[self.product]
        share = 0.1 * (value / max(1.0, fsum(picture.list_price.values()) * max(1.0, wanted)))
        if not self.sold:
            weight, topic = 0.9 if units > 0.0 else 0.0, "stock-new"
        elif fast:
            weight, topic = 0.9 + share, "stock-fast"
        elif units > AMPLE * wanted and self.may_come(wanted) > 0.0:
            weight, topic = 0.5 + share, "stock-may-come"
        elif picture.number(f"forecast.{self.product}") > 0.0:
            weight, topic = 0.45 + share, "stock-agreed"
        elif past and abs(wanted / max(1.0, last) - 1.0) > 0.1:
            weight = 0.5 + share
            topic = "stock-more" if wanted > last else "stock-less" if units <= wanted else "stock-refill"
        else:
            weight, topic = 0.3 + share, "stock-usual" if past else "stock-first"
        return self.mind.reason(weight, topic, **facts)
