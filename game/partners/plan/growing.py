"""Growth: when an item or a market is ready, what it would ask of the floor, and when the floor should grow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from game.judging.words import due_words
from game.partners.forecast.demand import STARTS, Expected, guess
from game.partners.forecast.floor import Load, shelf_of
from game.partners.mind import Mind, Part, Reason
from game.partners.personas import Temperament
from game.partners.picture import Picture, as_number, snap, snap_down
from game.rules.levers import Value
from game.table.seen.dashboards import DistributionMonth, MarketingMonth
from game.table.seen.observation import SettingView

PATIENT = 4.0  # rounds that the most careful waits before it starts something new
LATE = 2  # rounds that must be left after a start, so that it can pay
GROWN = 0.75  # share of it that the floor must have slack for at the start
ROOMY = 0.93  # utilisation, with it, up to which the floor has that slack
GUESSED = 0.25  # how far marketing thinks that temps stretch a floor
MOST_STRETCH = 0.4
SERVED = 0.72  # OTIF from which a seat that cannot see the floor thinks that it is able
READY = 0.5  # share of a first month's orders that must be in the house, or come in it
SURE = 1.25  # utilisation with what is still to start, from which the floor should grow before it starts
BUILT_FOR = 0.88  # utilisation that new capacity is planned for
LIKELY = 0.7  # what becomes of a new thing's papers, on the whole
ONE_MONTH = 0.1  # how far below that the last month may have been: one loud forecast is no reason to build
FULL = 0.95  # utilisation of the crew from which hands are worth more than advertising
SPARES = 0.85  # share of a budget used, below which some of it can go across the table
BUILDS_EARLY = 0.82  # utilisation of a usual month from which hours that pay are built
GROWS_IN = 4  # rounds that must be left when a start counts on hours that are still to be built
NEEDED = 0.5  # share of the months in which the hours that one builds are needed
AFTER_FREIGHT = 0.8  # share of list price that channels, freight and returns leave of it
SAFE = 2.0  # times its cost that an hour must earn: nobody is sure of the orders
STEP = 0.4  # share of the hours there are that is added at once, at most
PAYS_IN = 2  # rounds that capacity must still be used for


@dataclass(frozen=True)
class Readiness:
    """What speaks for or against starting something now."""

    ready: bool
    ground: str  # why, or why not: a part of the topics that are said of it
    item: str  # what it is called
    units: float  # a month when it is grown
    busy: float  # utilisation with it, as far as the floor can be seen; 0 = not seen

    @property
    def facts(self) -> dict[str, float | str]:
        """What can be said of it."""
        return {"item": self.item, "units": self.units, "busy": self.busy}


def starts(picture: Picture) -> tuple[SettingView, ...]:
    """Launches and entries that this seat may begin or propose."""
    return tuple(one for lever in ("launch", "market-entry") for one in (*picture.joint(lever), *picture.mine(lever)))


def volume(picture: Picture, setting: SettingView) -> float:
    """Units a month that a launch or an entry would bring once grown, as far as this seat knows."""
    papers, item, launch = picture.papers, setting.item, setting.lever == "launch"
    if papers and launch:
        return fsum(units for market, units in papers[item].items() if market in picture.entered)
    if papers:
        return fsum(papers[product].get(item, 0.0) for product in picture.on_sale)
    if launch:
        figures = (as_number(one.settings.get(f"forecast.{item}")) for one in picture.named())
        return next((units for units in figures if units > 0.0), guess(picture, item)) / STARTS
    now = picture.distribution_now
    last = picture.last.ordered if picture.last else fsum(now.usual_orders.values()) if now else 0.0
    return 0.6 * last / max(1, len(picture.entered))


def readiness_of(mind: Mind, setting: SettingView, hours: float = 0.0) -> Readiness:
    """Is this item or market ready to start? `hours` = of capacity that comes with it."""
    picture, temper, work = mind.picture, mind.temper, mind.work
    units = volume(picture, setting)
    # It begins at part of its volume.
    crew = work.crew + hours + hands_given(picture) if work else 0.0
    busy = (work.hours + GROWN * units * work.per_unit) / crew if work and crew > 0.0 else 0.0

    def case(ground: str, ready: bool = False) -> Readiness:
        return Readiness(ready, ground, picture.name(setting.item), units, busy)

    careful = temper.minds_slack >= 0.5
    if picture.left < LATE:
        return case("too-late")
    shelf = shelf_of(picture, setting.item) if setting.lever == "launch" and picture.seat == "distribution" else None
    if shelf is not None and shelf.fast > 0 and shelf.there < READY * STARTS * units:
        return case("no-stock")
    if setting.lever == "launch" and shelf is None and setting in picture.mine("launch"):
        return case("no-stock")  # who decides alone, and sees no shelf, does not sell what may not be there
    if careful and work and busy > ROOMY + temper.bold * stretch(picture, work) + _growable(picture, temper):
        return case("no-slack")
    last = picture.last
    unserved = not temper.plans_together if last is None else last.otif < SERVED
    if careful and work is None and unserved:
        return case("not-served")
    planned = (work is not None and careful) or temper.plans_together
    waits = 0.0 if planned else PATIENT * (1.0 - temper.bold)
    if picture.seen.round < 1 + round(waits):
        return case("not-yet")
    return case("ready-slack" if work is not None else "ready", ready=True)


def hands_given(picture: Picture) -> float:
    """Hours of the temps that this seat has given its word on this month."""
    facts = picture.distribution_facts
    if facts is None:
        return 0.0
    people = (as_number(word.value) for word in due_words(picture.seen)
              if word.by == picture.seat and word.key == "temps" and word.limit != "at-most")  # fmt: skip
    return fsum(people) * facts.temp_hours * facts.temp_skill


def _growable(picture: Picture, temper: Temperament) -> float:
    """Share of its hours that the floor can be given in time, for those who plan both together."""
    can = "capacity" in picture.seen.leads and picture.left >= GROWS_IN
    return STEP if can and temper.plans_together else 0.0


def stretch(picture: Picture, work: Load) -> float:
    """Share of the crew's hours that temps could add within the budget; a guess from the other side of the table."""
    facts, now = picture.distribution_facts, picture.distribution_now
    if facts is None or now is None or facts.temp_wage <= 0.0 or work.crew <= 0.0:
        return GUESSED
    people = min((one.high for one in picture.mine("temps")), default=0.0)
    people = min(people, now.budget / facts.temp_wage)
    return min(MOST_STRETCH, people * facts.temp_hours * facts.temp_skill / work.crew)


def in_house(picture: Picture, setting: SettingView) -> bool:
    """Can this seat see that a new item is there to be sold now?"""
    shelf = shelf_of(picture, setting.item) if setting.lever == "launch" else None
    return shelf is not None and shelf.there >= READY * STARTS * volume(picture, setting)


def capacity_wanted(mind: Mind, expected: Expected, setting: SettingView) -> float:
    """Hours to add for good, in whole steps; 0 = none, or not to be judged from here."""
    picture, temper, work = mind.picture, mind.temper, mind.work
    now, facts = picture.distribution_now, picture.distribution_facts
    lead = facts.expansion_lead if facts else 2.0
    if work is None or now is None or picture.left < lead + PAYS_IN:
        return 0.0
    grown = now.capacity + fsum(now.capacity_due)
    usual, growth = _hours_ahead(mind, work, expected)
    ready = temper.plans_together and _pays_back(mind, work)
    full, target = (BUILDS_EARLY, temper.busy) if ready else (temper.builds_at, BUILT_FOR)
    first = usual / max(1.0, grown) if ready else 0.0
    seen = max(picture.distribution[-1].utilisation if picture.distribution else 0.0, first)
    pressed = usual > full * grown and seen > full - ONE_MONTH
    if not pressed and usual + growth <= SURE * grown:
        return 0.0
    return max(0.0, snap(setting, min((usual + growth) / target - grown, STEP * grown)))


def _pays_back(mind: Mind, work: Load) -> bool:
    """Does an hour that is built earn what it costs in the months in which it is needed?"""
    picture, facts = mind.picture, mind.picture.distribution_facts
    units = fsum(mind.usual.now.values())
    if facts is None or units <= 0.0 or work.per_unit <= 0.0:
        return False
    earned = fsum(
        amount * (AFTER_FREIGHT * picture.list_price[item] - facts.unit_cost[item])
        for item, amount in mind.usual.now.items()
    )
    hour, months = earned / units / work.per_unit, picture.left + 1 - facts.expansion_lead
    return NEEDED * months * (hour - facts.wage) > SAFE * facts.expansion_cost


def pressure(mind: Mind, expected: Expected) -> float:
    """The work of the months ahead, with what is still to start, as a share of the hours there will be."""
    now = mind.picture.distribution_now
    if mind.work is None or now is None:
        return 0.0
    return fsum(_hours_ahead(mind, mind.work, expected)) / max(1.0, now.capacity + fsum(now.capacity_due))


def _hours_ahead(mind: Mind, work: Load, expected: Expected) -> tuple[float, float]:
    """Hours of a usual month to come, and those that the next start would add for who plans for it."""
    picture, temper = mind.picture, mind.temper
    hours = work.per_unit * _usual_month(picture, expected)
    plans = temper.bold >= 0.5 or temper.plans_together
    levers = ("launch", "market-entry")
    to_come = (*(one for one in picture.joint(*levers) if one.key not in picture.agreed), *picture.mine(*levers))
    return hours, fsum(LIKELY * work.per_unit * volume(picture, one) for one in to_come[:1] if plans)


def _usual_month(picture: Picture, expected: Expected) -> float:
    """Units of a usual month of those that new hours would serve."""
    facts = picture.distribution_facts
    first = int(facts.expansion_lead if facts else 2.0) - 1
    served = [months[first : max(first + 1, picture.left)] for months in expected.ahead.values()]
    return fsum(fsum(months) / len(months) for months in served)


def grow(mind: Mind, expected: Expected) -> Part:
    """Launches, entries and capacity where this seat decides by itself."""
    picture, settings = mind.picture, dict[str, Value]()
    reasons: list[Reason] = []
    for setting in picture.mine("launch", "market-entry"):
        case = readiness_of(mind, setting)
        # One thing at a time: everybody agrees on that much.
        settings[setting.key] = case.ready and not reasons
        if settings[setting.key] is True:
            reasons.append(mind.reason(1.2, f"{setting.lever}-alone", **case.facts))
    for setting in picture.mine("capacity"):
        hours = capacity_wanted(mind, expected, setting)
        settings[setting.key] = hours
        if hours > 0.0:
            reasons.append(mind.reason(1.0, "capacity-alone", hours=hours, ahead=pressure(mind, expected)))
    return Part(settings, tuple(reasons))


def split_alone(mind: Mind) -> Mapping[str, Value]:
    """The budget split where this seat decides it by itself, a step at a time.

    The own-minded lean it their way; those who listen give it to whom it is missing.
    """
    picture, temper, split = mind.picture, mind.temper, dict[str, Value]()
    for setting in picture.mine("budget-split"):
        now = picture.number(setting.key, setting.low)
        if temper.listens <= 0.25:
            lean = 1.0 if picture.seat == "marketing" else -1.0
        else:
            lean = missing_money(mind) if temper.plans_together else 0.0
        split[setting.key] = snap_down(setting, now + lean * setting.step + 1e-6) if lean else now
    return split


def missing_money(mind: Mind) -> float:
    """Where the shared budget is missing, as far as this seat can see: 1 = marketing's side, -1 = distribution's."""
    marketing, distribution = _used(mind.picture.marketing), _used(mind.picture.distribution)
    busy = mind.work.utilisation if mind.work is not None else 0.0
    used = 1.0 if distribution is None else distribution
    if busy > FULL:
        return -1.0
    return 1.0 if used < SPARES and (marketing or 0.0) > SPARES else 0.0


def _used(months: Sequence[MarketingMonth | DistributionMonth]) -> float | None:
    """Share of last month's budget that was spent; None when it is not to be seen."""
    return months[-1].spent / months[-1].budget if months and months[-1].budget > 0.0 else None
