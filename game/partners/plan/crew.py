"""The labour plan: extra shift and temps for the work expected, by the persona's taste, within the budget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.partners.forecast.floor import Load, effort
from game.partners.forecast.money import FIRST_SHIFT, shift_cost, spendable
from game.partners.mind import Mind, Part, Reason
from game.partners.personas import Temperament
from game.partners.picture import snap, snap_down
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
    return "one temp" if people < 1.5 else f"{people:.0f} temps"
