"""Growth: when an item or a market is ready, what it would ask of the floor, and when the floor should grow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from game.partners.forecast.expecting import STARTS, Expected, guess
from game.partners.forecast.floor import Load
from game.partners.forecast.room import Room
from game.partners.personas import Temperament
from game.partners.picture import Picture, snap, snap_down
from game.partners.plan.stocking import shelf_of
from game.rules.levers import Value
from game.table.seen.dashboards import DistributionMonth, MarketingMonth
from game.table.seen.observation import SettingView

PATIENT = 4.0  # rounds that the most careful waits before it starts something new
LATE = 2  # rounds that must be left after a start, so that it can pay
GROWN = 0.75  # share of it that the floor must have room for at the start
ROOMY = 0.93  # utilisation, with it, up to which the floor has that room
GUESSED = 0.25  # how far marketing thinks that temps stretch a floor
MOST_STRETCH = 0.4
SERVED = 0.72  # OTIF from which a seat that cannot see the floor thinks that it is able
READY = 0.5  # share of a first month's orders that must be in the house, or come in it
SURE = 1.25  # utilisation with what is still to start, from which the floor should grow before it starts
BUILT_FOR = 0.95  # utilisation that new capacity is planned for
LIKELY = 0.7  # what becomes of a new thing's papers, on the whole
ONE_MONTH = 0.1  # how far below that the last month may have been: one loud forecast is no reason to build
PRESSED = 0.85  # utilisation of the crew from which hands are worth more than advertising
FULL = 0.97  # utilisation from which they are worth more than any
SPARES = 0.85  # share of a budget used, below which some of it can go across the table
GROWS_IN = 4  # rounds that must be left when a start counts on hours that are still to be built
NEEDED = 0.7  # share of the months in which the hours that one builds are needed
STEP = 0.4  # share of the hours there are that is added at once, at most
PAYS_IN = 2  # rounds that capacity must still be used for


@dataclass(frozen=True)
class Case:
    """What speaks for or against starting something now."""

    ready: bool
    ground: str  # a key of the voice: why, or why not
    units: float  # a month when it is grown
    busy: float  # utilisation with it, as far as the floor can be seen; 0 = not seen


def volume(picture: Picture, lever: str, item: str) -> float:
    """Units a month that a new item or market would bring once grown, as far as this seat knows."""
    papers = picture.papers
    if papers:
        if lever == "launch":
            return sum(units for market, units in papers[item].items() if market in picture.entered)
        return sum(papers[product].get(item, 0.0) for product in picture.on_sale)
    named = _named(picture, f"forecast.{item}") if lever == "launch" else 0.0
    if lever == "launch":
        return named / STARTS if named > 0.0 else guess(picture, item) / STARTS
    served = max(1, len(picture.entered))
    last = picture.last.ordered if picture.last else sum(_usual(picture).values())
    return 0.6 * last / served


def case_for(picture: Picture, temper: Temperament, work: Load | None, setting: SettingView, lead_alone: bool) -> Case:
    """Is this item or market ready to start?

    Args:
        picture: what this seat sees.
        temper: its persona.
        work: the month's work against the crew, if this seat can see it.
        setting: the launch or the entry.
        lead_alone: True when this seat decides by itself, and nobody will speak for the floor.
    """
    units = volume(picture, setting.lever, setting.item)
    busy = _with(picture, work, units)
    if picture.left < LATE:
        return Case(False, "too-late", units, busy)
    if setting.lever == "launch" and not _stocked(picture, setting.item, units):
        return Case(False, "no-stock", units, busy)
    careful = temper.minds_room >= 0.5
    if (
        careful
        and work is not None
        and busy > ROOMY + temper.bold * stretch(picture, work) + _growable(picture, temper)
    ):
        return Case(False, "no-room", units, busy)
    if careful and work is None and not (temper.plans_together and picture.last is None):
        last = picture.last
        if last is None or last.otif < SERVED:
            return Case(False, "not-served", units, busy)
    planned = (work is not None and careful) or temper.plans_together
    waits = 0.0 if planned else PATIENT * (1.0 - temper.bold)
    if picture.seen.round < 1 + round(waits):
        return Case(False, "not-yet", units, busy)
    return Case(True, "ready-room" if work is not None else "ready", units, busy)


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


def _with(picture: Picture, work: Load | None, units: float) -> float:
    """Utilisation with so many units more, begun at part of their volume."""
    if work is None or work.crew <= 0.0:
        return 0.0
    return (work.hours + GROWN * units * work.per_unit) / work.crew


def _stocked(picture: Picture, product: str, units: float) -> bool:
    """Is there, or can there be, something to sell in the first month?"""
    shelf = shelf_of(picture, product)
    if shelf is None or picture.seat == "marketing":
        return True
    there = shelf.on_hand + (shelf.due[0] if shelf.due else 0.0)
    return shelf.fast == 0 or there >= READY * STARTS * units


def in_house(picture: Picture, setting: SettingView) -> bool:
    """Can this seat see that a new item is there to be sold now?"""
    shelf = shelf_of(picture, setting.item) if setting.lever == "launch" else None
    units = volume(picture, setting.lever, setting.item)
    return shelf is not None and shelf.on_hand + sum(shelf.due[:1]) >= READY * STARTS * units


def _named(picture: Picture, key: str) -> float:
    """The figure that a proposal of this round names for a setting, or one declined of late; 0 = none."""
    said = [one.settings for one in picture.seen.proposals]
    said += [one.settings for month in picture.seen.shared[-2:] for one in month.declined]
    for settings in said:
        value = settings.get(key)
        if value is not None and not isinstance(value, str) and value > 0:
            return float(value)
    return 0.0


def _usual(picture: Picture) -> dict[str, float]:
    now = picture.distribution_now
    return now.usual_orders if now is not None else {}


def capacity_wanted(
    picture: Picture, temper: Temperament, work: Load | None, expected: Expected, setting: SettingView
) -> float:
    """Hours to add for good, in whole steps; 0 = none, or not to be judged from here."""
    now = picture.distribution_now
    lead = picture.distribution_facts.expansion_lead if picture.distribution_facts else 2.0
    if work is None or now is None or picture.left < lead + PAYS_IN:
        return 0.0
    grown = now.capacity + sum(now.capacity_due)
    usual, growth = _ahead(picture, temper, work, expected)
    ready = temper.plans_together and _cheaper_than_temps(picture)
    full, target = (temper.busy, 0.5 * (temper.busy + 1.0)) if ready else (temper.builds_at, BUILT_FOR)
    first = usual / max(1.0, grown) if ready else 0.0
    seen = max(picture.distribution[-1].utilisation if picture.distribution else 0.0, first)
    pressed = usual > full * grown and seen > full - ONE_MONTH
    if not pressed and usual + growth <= SURE * grown:
        return 0.0
    wish = snap(setting, min((usual + growth) / target - grown, STEP * grown))
    return wish if wish > 0.0 else 0.0


def _cheaper_than_temps(picture: Picture) -> bool:
    """Does an hour that is built, and paid every month from then on, cost less than temps do when they are needed?"""
    facts = picture.distribution_facts
    if facts is None or facts.temp_hours <= 0.0:
        return False
    hour = facts.temp_wage / (facts.temp_hours * facts.temp_skill)
    return facts.wage + facts.expansion_cost / max(1, picture.left) < NEEDED * hour


def pressure(picture: Picture, temper: Temperament, work: Load | None, expected: Expected) -> float:
    """The work of the months ahead, with what is still to start, as a share of the hours there will be."""
    now = picture.distribution_now
    if work is None or now is None:
        return 0.0
    return sum(_ahead(picture, temper, work, expected)) / max(1.0, now.capacity + sum(now.capacity_due))


def _ahead(picture: Picture, temper: Temperament, work: Load, expected: Expected) -> tuple[float, float]:
    """Hours of a usual month to come, and those that the next start would add for who plans for it."""
    hours = work.per_unit * _usual_month(picture, expected)
    plans = temper.bold >= 0.5 or temper.plans_together
    first = _starts(picture)[:1] if plans else ()
    return hours, sum(LIKELY * work.per_unit * volume(picture, one.lever, one.item) for one in first)


def _usual_month(picture: Picture, expected: Expected) -> float:
    """Units of a usual month of those that new hours would serve."""
    facts = picture.distribution_facts
    first = int(facts.expansion_lead if facts else 2.0) - 1
    found = []
    for months in expected.ahead.values():
        served = months[first : max(first + 1, picture.left)]
        found.append(sum(served) / len(served))
    return sum(found)


def _starts(picture: Picture) -> tuple[SettingView, ...]:
    """Launches and entries that are on a sheet this seat can see, and still to come."""
    found = (*picture.joint("launch"), *picture.joint("market-entry"))
    found = tuple(one for one in found if one.key not in picture.agreed)
    return (*found, *picture.mine("launch"), *picture.mine("market-entry"))


def growth_alone(
    picture: Picture, temper: Temperament, work: Load | None, expected: Expected, space: Room
) -> tuple[dict[str, Value], tuple[tuple[SettingView, Case], ...]]:
    """Launches, entries and capacity where this seat decides by itself: the values, and the cases for what starts."""
    settings: dict[str, Value] = {}
    started: list[tuple[SettingView, Case]] = []
    for lever in ("launch", "market-entry"):
        for setting in picture.mine(lever):
            case = case_for(picture, temper, work, setting, lead_alone=True)
            # One thing at a time: everybody agrees on that much.
            settings[setting.key] = case.ready and not started
            if settings[setting.key] is True:
                started.append((setting, case))
    for setting in picture.mine("capacity"):
        settings[setting.key] = capacity_wanted(picture, temper, work, expected, setting)
    return settings, tuple(started)


def split_alone(picture: Picture, temper: Temperament, work: Load | None) -> Mapping[str, Value]:
    """The budget split where this seat decides it by itself, a step at a time.

    The own-minded lean it their way; those who listen give it to whom it is missing.
    """
    found: dict[str, Value] = {}
    for setting in picture.mine("budget-split"):
        now = picture.number(setting.key, setting.low)
        if temper.listens <= 0.25:
            lean = 1.0 if picture.seat == "marketing" else -1.0
        else:
            lean = missing_money(picture, work) if temper.plans_together else 0.0
        found[setting.key] = snap_down(setting, now + lean * setting.step + 1e-6) if lean else now
    return found


def missing_money(picture: Picture, work: Load | None) -> float:
    """Where the shared budget is missing, as far as this seat can see: 1 = marketing's side, -1 = distribution's."""
    marketing, distribution = _used(picture.marketing), _used(picture.distribution)
    pressed = work is not None and work.utilisation > PRESSED
    if pressed and work is not None and (work.utilisation > FULL or (marketing is not None and marketing < SPARES)):
        return -1.0
    spare = distribution is not None and distribution < SPARES / 2.0
    return 1.0 if not pressed and spare and (marketing or 0.0) > SPARES else 0.0


def _used(months: Sequence[MarketingMonth | DistributionMonth]) -> float | None:
    """Share of last month's budget that was spent; None when it is not to be seen."""
    return months[-1].spent / months[-1].budget if months and months[-1].budget > 0.0 else None
