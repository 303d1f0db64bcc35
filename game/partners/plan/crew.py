"""The labour plan: extra shift and temps for the work expected, by the persona's taste, within the budget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.partners.forecast.floor import Load, effort
from game.partners.personas import Temperament
from game.partners.picture import Part, Picture, Remark, snap, snap_down
from game.partners.plan.purse import FIRST_SHIFT, shift_cost, spendable
from game.partners.words.voice import sentence
from game.rules.levers import Value

SPARE = 0.97  # share of the budget a plan may use: wages and contracts may have moved since the papers
SHIFT_AT = 0.95  # utilisation from which extra shifts alone are called
CAUTION = 0.05  # share of work reckoned with on top of what is expected, per unit of safety
LEARNS = 0.2  # skill that temps who stay gain in a month
MOST_TIRED = 0.25  # fatigue from which no persona but the quickest adds a shift


@dataclass(frozen=True)
class Hands:
    """Help for the crew: extra shift as a share of its hours, temps, the hours that both give and the money."""

    share: float
    people: float
    hours: float
    money: float


def hire(picture: Picture, temper: Temperament, work: Load, hours: float, purse: float) -> Hands:
    """The help that a persona calls in for so many hours of work, as far as the purse goes."""
    shift, temps = picture.mine("extra-shift"), picture.mine("temps")
    facts, now = picture.distribution_facts, picture.distribution_now
    if facts is None or now is None or not (shift or temps):
        return Hands(0.0, 0.0, 0.0, 0.0)
    # Without temps a full floor is the cheaper evil: an extra shift is dear, and tires.
    busy = temper.busy if temps else max(temper.busy, SHIFT_AT)
    short = max(0.0, careful(temper, hours) / busy - work.crew)
    rested = now.fatigue < MOST_TIRED or temper.shifts >= 0.9
    share, people, money = 0.0, 0.0, 0.0
    per_temp = facts.temp_hours * _skill(now.temps, now.temp_skill, facts.temp_skill)
    if shift and rested and (temper.shifts > 0.0 or not temps):
        wish = temper.shifts * short if temps else short
        most = FIRST_SHIFT if temper.shifts < 0.9 else 2.0 * FIRST_SHIFT
        wish = min(wish, most * work.crew) if temps else wish
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


def staff(picture: Picture, temper: Temperament, work: Load | None, plan: Mapping[str, Value]) -> Part:
    """Extra shift and temps.

    Args:
        picture: what this seat sees.
        temper: its persona.
        work: the month's work against the crew, if this seat can see it.
        plan: what is planned so far: batches save work, and the carrier's contract comes out of the same budget.
    """
    shift, temps = picture.mine("extra-shift"), picture.mine("temps")
    facts, now = picture.distribution_facts, picture.distribution_now
    if not (shift or temps):
        return Part({})
    if work is None or facts is None or now is None:
        return Part({setting.key: setting.low for setting in (*shift, *temps)})
    contract = facts.carrier_fixed.get(str(plan["carrier"]), 0.0) if "carrier" in plan else 0.0
    hours = effort(picture, str(plan.get("processing", picture.text("processing", "flow")))) * work.hours
    found = hire(picture, temper, work, hours, max(0.0, SPARE * spendable(picture) - contract))
    share, people = found.share, found.people
    settings: dict[str, Value] = {one.key: share for one in shift}
    settings.update({one.key: people for one in temps})
    return Part(settings, _remarks(picture, temper, work, share, people))


def _skill(stayed: float, learned: float, fresh: float) -> float:
    return min(1.0, learned + LEARNS) if stayed > 0.0 else fresh


def _remarks(picture: Picture, temper: Temperament, work: Load, share: float, people: float) -> tuple[Remark, ...]:
    temps = "one temp" if people < 1.5 else f"{people:.0f} temps"
    facts = {"busy": work.utilisation, "hours": work.hours, "crew": work.crew, "temps": temps, "share": share}
    if people > 0.0 and share > 0.0:
        return (Remark(0.7, sentence(temper, "crew-both", **facts)),)
    if people > 0.0:
        held = picture.distribution_now is not None and picture.distribution_now.temps == people
        return (Remark(0.35 if held else 0.65, sentence(temper, "crew-temps", **facts)),)
    if share > 0.0:
        return (Remark(0.65, sentence(temper, "crew-shift", **facts)),)
    if work.utilisation > 0.95:
        return (Remark(0.6, sentence(temper, "crew-tight", **facts)),)
    last = picture.distribution_now
    if last is not None and last.temps > 0.0:
        return (Remark(0.4, sentence(temper, "crew-home", **facts)),)
    return ()
