"""The labour plan: extra shift and temps for the work expected, by the persona's taste, within the budget."""

from __future__ import annotations

from collections.abc import Mapping

from game.partners.floor import Load
from game.partners.personas import Temperament
from game.partners.picture import Part, Picture, Remark, snap, snap_down
from game.partners.purse import FIRST_SHIFT, shift_cost, spendable
from game.partners.voice import sentence
from game.rules.levers import Value

SPARE = 0.97  # share of the budget a plan may use: wages and contracts may have moved since the papers
LEARNS = 0.2  # skill that temps who stay gain in a month
MOST_TIRED = 0.25  # fatigue from which no persona but the quickest adds a shift


def staff(picture: Picture, temper: Temperament, work: Load | None, plan: Mapping[str, Value]) -> Part:
    """Extra shift and temps.

    Args:
        picture: what this seat sees.
        temper: its persona.
        work: the month's work against the crew, if this seat can see it.
        plan: what is planned so far; the carrier's contract comes out of the same budget.
    """
    shift, temps = picture.mine("extra-shift"), picture.mine("temps")
    facts, now = picture.distribution_facts, picture.distribution_now
    if not (shift or temps):
        return Part({})
    if work is None or facts is None or now is None:
        return Part({setting.key: setting.low for setting in (*shift, *temps)})
    short = max(0.0, work.hours / temper.busy - work.crew)
    contract = facts.carrier_fixed.get(str(plan["carrier"]), 0.0) if "carrier" in plan else 0.0
    purse = max(0.0, SPARE * spendable(picture) - contract)
    rested = now.fatigue < MOST_TIRED or temper.shifts >= 0.9
    share, people = 0.0, 0.0
    per_temp = facts.temp_hours * _skill(now.temps, now.temp_skill, facts.temp_skill)
    if shift and rested and (temper.shifts > 0.0 or not temps):
        wish = temper.shifts * short if temps else short
        most = FIRST_SHIFT if temper.shifts < 0.9 else 2.0 * FIRST_SHIFT
        wish = min(wish, most * work.crew) if temps else wish
        share = snap(shift[0], wish / max(1.0, work.crew))
        while share > 0.0 and shift_cost(now.capacity, share, facts.wage, facts.shift_premium) > purse:
            share = snap_down(shift[0], share - shift[0].step)
        purse -= shift_cost(now.capacity, share, facts.wage, facts.shift_premium)
    if temps:
        missing = max(0.0, short - share * work.crew)
        wish = missing / max(1.0, per_temp)
        kept = now.temps * (1.0 - temper.inertia) if temper.inertia >= 0.2 and work.utilisation > 0.7 else 0.0
        people = snap_down(temps[0], min(max(wish + 0.5, kept), purse / max(1.0, facts.temp_wage)))
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
        return (Remark(0.65, sentence(temper, "crew-temps", **facts)),)
    if share > 0.0:
        return (Remark(0.65, sentence(temper, "crew-shift", **facts)),)
    if work.utilisation > 0.95:
        return (Remark(0.6, sentence(temper, "crew-tight", **facts)),)
    last = picture.distribution_now
    if last is not None and last.temps > 0.0:
        return (Remark(0.4, sentence(temper, "crew-home", **facts)),)
    return ()
