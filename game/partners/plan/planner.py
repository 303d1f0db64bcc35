"""A whole plan from a picture and a temperament: every setting of the sheet, within bounds, with one reason."""

from __future__ import annotations

from dataclasses import dataclass

from game.partners.forecast.expecting import Expected, expect
from game.partners.forecast.floor import Load, load
from game.partners.forecast.room import Room, room
from game.partners.personas import Temperament, sharing_measures
from game.partners.picture import Part, Picture, Remark
from game.partners.plan import growing
from game.partners.plan.crew import staff
from game.partners.plan.delivery import travel
from game.partners.plan.media import focus, spend
from game.partners.plan.pricing import prices
from game.partners.plan.promising import promise
from game.partners.plan.promotion import deals
from game.partners.plan.purse import less_given
from game.partners.plan.stocking import order
from game.partners.words.voice import sentence
from game.rules.levers import Value
from game.table.seen.observation import SettingView


@dataclass(frozen=True)
class Mind:
    """A persona looking at its picture: what it expects of the month, before it plans."""

    picture: Picture
    temper: Temperament
    usual: Expected  # with nothing new planned
    work: Load | None
    space: Room


def mind(picture: Picture, temper: Temperament) -> Mind:
    """What a persona makes of its picture."""
    if "coordinated-kpis" in picture.seen.initiatives:
        temper = sharing_measures(temper)
    usual = expect(picture, temper, known(picture, temper), fixed_ahead(picture))
    # Only those who listen look at the partner's floor, even where it can be seen.
    sees = picture.seat == "distribution" or temper.listens >= 0.5
    work = load(picture, usual) if sees else None
    return Mind(picture, temper, usual, work, room(picture, work))


def known(picture: Picture, temper: Temperament) -> dict[str, Value]:
    """What this seat knows of this month's prices and deals before its own plan."""
    if picture.seat == "marketing":
        return _locked(picture)
    plan = dict(picture.partner_plan)
    fresh = picture.seen.partner is not None and picture.seen.partner.plan is not None
    found = {key: value for key, value in plan.items() if key.startswith("price.")}
    if fresh:
        found.update({key: value for key, value in plan.items() if key.startswith("promotion.")})
    now = picture.distribution_now
    if now is not None and now.promotion is not None:
        found.update({f"promotion.{product}": depth for product, depth in now.promotion.items()})
    return found


def _locked(picture: Picture) -> dict[str, Value]:
    """This month's deals, where the calendar was locked a month ahead: what is planned now is for the next month."""
    now = picture.marketing_now
    if now is None or now.promotion is None:
        return {}
    return {f"promotion.{product}": depth for product, depth in now.promotion.items()}


def fixed_ahead(picture: Picture) -> dict[str, str]:
    """The next month's deals, where the calendar is locked a month ahead and the partner's draft of it can be seen."""
    now, partner = picture.distribution_now, picture.seen.partner
    if picture.seat == "marketing" or now is None or now.promotion is None or partner is None or partner.plan is None:
        return {}
    return {key.partition(".")[2]: str(value) for key, value in partner.plan.items() if key.startswith("promotion.")}


def plan(of: Mind) -> tuple[dict[str, Value], str]:
    """Every setting that this seat leads, and one sentence why."""
    temper = of.temper
    values: dict[str, Value] = dict(growing.split_alone(of.picture, temper, of.work))
    picture = less_given(of.picture, values)
    remarks: list[Remark] = []

    def take(part: Part) -> None:
        values.update(part.settings)
        remarks.extend(part.remarks)

    take(promise(picture, temper, of.work))
    take(prices(picture, temper, of.space))
    take(deals(picture, temper, of.space, of.usual))
    expected = _expected(of, values)
    take(spend(picture, temper, of.space, values))
    take(focus(picture, temper, of.space, expected))
    take(order(picture, temper, expected))
    told = values.get("delivery-promise", picture.partner_plan.get("delivery-promise", picture.seen.promise))
    days = float(told) if not isinstance(told, str) else picture.seen.promise
    take(travel(picture, temper, expected, of.work, days))
    take(staff(picture, temper, of.work, values))
    take(_growth(of, expected))
    take(_range(of, expected))
    return _filled(picture, values), _reason(temper, remarks)


def expected_with(of: Mind) -> Expected:
    """Orders to expect with the prices and deals that this persona is about to plan."""
    values: dict[str, Value] = {}
    values.update(prices(of.picture, of.temper, of.space).settings)
    values.update(deals(of.picture, of.temper, of.space, of.usual).settings)
    return _expected(of, values)


def _expected(of: Mind, values: dict[str, Value]) -> Expected:
    """Orders with this seat's own prices and deals put on top of what it knows of the partner's."""
    plan_ = {**known(of.picture, of.temper), **values, **_locked(of.picture)}
    return expect(of.picture, of.temper, plan_, fixed_ahead(of.picture))


def _growth(of: Mind, expected: Expected) -> Part:
    picture = of.picture
    settings, started = growing.growth_alone(picture, of.temper, of.work, expected, of.space)
    remarks = []
    for setting, case in started:
        facts = {"item": picture.name(setting.item), "units": case.units, "busy": case.busy}
        remarks.append(Remark(1.2, sentence(of.temper, f"{setting.lever}-alone", **facts)))
    for setting in picture.mine("capacity"):
        hours = settings.get(setting.key, 0.0)
        if not isinstance(hours, str) and hours > 0.0:
            ahead = growing.pressure(picture, of.temper, of.work, expected)
            remarks.append(Remark(1.0, sentence(of.temper, "capacity-alone", hours=hours, ahead=ahead)))
    return Part(settings, tuple(remarks))


FLOP = 0.22  # share of what its papers said below which a new item is taken out of the range again


def _range(of: Mind, expected: Expected) -> Part:
    """The portfolio: all that sells stays; a new item that has plainly failed goes, for those who mind the floor."""
    picture, facts = of.picture, of.picture.marketing_facts
    settings: dict[str, Value] = {}
    remarks = []
    for setting in picture.mine("portfolio"):
        settings[setting.key] = picture.seen.current.get(setting.key, True)
        if facts is None or of.temper.minds_room < 0.6 or picture.left < 2 or setting.item not in picture.on_sale:
            continue
        sold = [sum(month.orders[setting.item].values()) for month in picture.marketing]
        young = len(sold) >= 3 and sold[0] <= 0.5 and min(sold[-2:]) > 0.5
        base = sum(facts.base_orders[setting.item].values())
        if young and sold[-1] < FLOP * base and len(picture.on_sale) > 1:
            settings[setting.key] = False
            facts_ = {"product": picture.name(setting.item), "last": sold[-1], "base": base}
            remarks.append(Remark(0.9, sentence(of.temper, "range-out", **facts_)))
    return Part(settings, tuple(remarks))


def _filled(picture: Picture, values: dict[str, Value]) -> dict[str, Value]:
    """A value for every setting of the sheet and for no other: what nobody thought of stays as it is."""
    return {one.key: values.get(one.key, _as_it_is(picture, one)) for one in picture.seen.sheet}


def _as_it_is(picture: Picture, setting: SettingView) -> Value:
    value = picture.seen.current.get(setting.key, setting.current)
    return value if value is not None else setting.low


def _reason(temper: Temperament, remarks: list[Remark]) -> str:
    """The weightiest remark; of equals the first."""
    if not remarks:
        return sentence(temper, "steady")
    return max(remarks, key=lambda remark: remark.weight).text
