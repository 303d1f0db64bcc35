"""Stock to order and how it travels in: base-stock by product, with what the persona adds or holds back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from game.partners.forecast.expecting import NEWCOMER, Expected, guess, orders_by_month
from game.partners.forecast.news import omen
from game.partners.personas import HURTS, Temperament
from game.partners.picture import Part, Picture, Remark, snap
from game.partners.words.voice import sentence
from game.rules.levers import Value

WAITS = 0.25  # share of what cannot be shipped that still waits next month
QUICKER = 0.5  # share of the usual safety stock that what comes the fast way brings: more can follow next month
SPRUNG = 0.6  # share of a market nobody serves yet that is kept ready for, per unit of safety
PAYS = 4  # rounds that must be left for that
AMPLE = 1.3  # times the month's orders beyond which an order wants another reason than the month
WORTH = 2.0  # times its dearer freight that the fast way must save of what would be missed
PATIENCE = 0.5  # months of a new item that a first delivery should last beyond its lead: nobody knows it yet


@dataclass(frozen=True)
class Shelf:
    """One product's stock: on hand, due by month, and how many months an order takes."""

    on_hand: float
    due: tuple[float, ...]  # this month first
    backlog: float
    lead: int
    fast: int  # lead of the fast way; equal to `lead` when there is none

    def short(self, now: float, later: float, month: int = 0) -> float:
        """Units missing this month (or so many months ahead) if nothing more is ordered."""
        left, wanted, missing = self.on_hand, now + self.backlog, 0.0
        for ahead in range(month + 1):
            left += self.due[ahead] if ahead < len(self.due) else 0.0
            missing = max(0.0, wanted - left)
            left = max(0.0, left - wanted)
            wanted = later + WAITS * missing
        return missing


def shelf_of(picture: Picture, product: str) -> Shelf | None:
    """The stock of a product, or None when this seat cannot see it."""
    now = picture.distribution_now
    if now is None:
        return None
    due = list(now.on_the_way.get(product, ()))
    comes = omen(picture).arrivals
    if due and comes < 1.0:
        late = (1.0 - comes) * due[0]
        due[0] -= late
        due[1:2] = [due[1] + late] if len(due) > 1 else [late]
    facts = picture.distribution_facts
    leads = facts.lead[product] if facts else {"standard": 1.0, "expedite": 0.0}
    usual = int(leads["standard"])
    sheets = (*picture.seen.sheet, *picture.seen.partner_sheet, *picture.seen.joint)
    choosable = any(setting.key == f"inbound-mode.{product}" for setting in sheets)
    fast = int(min(leads.values())) if choosable else usual
    waiting = sum(now.backlog.get(product, {}).values())
    return Shelf(now.stock.get(product, 0.0), tuple(due), waiting, usual, fast)


def needed(shelf: Shelf, now: float, later: float, safety: float, ahead: Sequence[float] = ()) -> float:
    """Units to order so that stock lasts until the order after this one has come: base stock, month by month.

    Args:
        shelf: the stock.
        now: units to expect this month.
        later: units to expect in a month to come.
        safety: units to have beyond that.
        ahead: units to expect in each month to come, as far as they are known.
    """
    left = shelf.on_hand
    wanted = now + shelf.backlog
    for month in range(shelf.lead):
        left += shelf.due[month] if month < len(shelf.due) else 0.0
        missing = max(0.0, wanted - left)
        left = max(0.0, left - wanted)
        wanted = (ahead[month] if month < len(ahead) else later) + WAITS * missing
    left += sum(shelf.due[shelf.lead :])
    return max(0.0, wanted + safety - left)


def order(picture: Picture, temper: Temperament, expected: Expected) -> Part:
    """Stock to order and inbound mode for every product this seat leads them for."""
    settings: dict[str, Value] = {}
    remarks: list[Remark] = []
    for setting in picture.mine("stock-to-order"):
        product = setting.item
        shelf = shelf_of(picture, product)
        if shelf is None:
            settings[setting.key] = snap(setting, _blind(picture, expected, product))
            continue
        fast = _pays_for_speed(picture, temper, expected, shelf, product)
        modes = {one.item: one for one in picture.mine("inbound-mode")}
        if product in modes:
            choices = modes[product].choices
            mode = "expedite" if fast and "expedite" in choices else "standard"
            settings[modes[product].key] = mode if mode in choices else choices[0]
        units = snap(setting, _units(picture, temper, expected, shelf, product, fast and product in modes))
        settings[setting.key] = units
        remarks.append(_remark(picture, temper, expected, shelf, product, units, fast and product in modes))
    for setting in picture.mine("inbound-mode"):
        settings.setdefault(setting.key, "standard" if "standard" in setting.choices else setting.choices[0])
    return Part(settings, tuple(remarks))


def coming(picture: Picture, temper: Temperament, product: str) -> float:
    """Units to have ready for an item that is not on sale but that somebody wants to launch; 0 = nobody does."""
    if product in picture.on_sale or temper.listens < 0.5 or picture.left < 1:
        return 0.0
    said = [(one.settings, one.status) for one in picture.seen.proposals]
    said += [(one.settings, one.status) for month in picture.seen.shared[-2:] for one in month.declined]
    for settings, status in said:
        if settings.get(f"launch.{product}") is True and status != "withdrawn":
            figure = settings.get(f"forecast.{product}", 0.0)
            return float(figure) if figure and not isinstance(figure, str) else guess(picture, product)
    return 0.0


def _units(picture: Picture, temper: Temperament, expected: Expected, shelf: Shelf, product: str, fast: bool) -> float:
    """What the persona orders of one product."""
    if product not in picture.on_sale:
        wanted = coming(picture, temper, product)
        held = shelf.on_hand + sum(shelf.due)
        return max(0.0, wanted * (1.0 + PATIENCE) - held) if shelf.fast > 0 else 0.0
    now, later = expected.now[product], expected.later[product]
    months = shelf.lead + 1
    safety = temper.safety * expected.spread[product] * sqrt(months)
    safety += shelf.lead * _may_come(picture, temper, later)
    units = needed(shelf, now, later, safety, expected.ahead.get(product, ()))
    if product not in picture.seen.now.on_sale:
        later, safety = PATIENCE * now, 0.0
        units = needed(shelf, now, later, safety)
    if fast:
        # What comes the fast way serves the months that the usual way would miss, and the one after.
        held = shelf.on_hand + sum(shelf.due)
        units = max(0.0, now + shelf.backlog + shelf.lead * later + QUICKER * safety - held)
    units += temper.chases * shelf.short(now, later)
    past = orders_by_month(picture, product)
    if temper.damping > 0.0 and past:
        usual = sum(past[-3:]) / len(past[-3:])
        units += temper.damping * (usual - units) if units > 0.0 and not fast else 0.0
    return units


def _may_come(picture: Picture, temper: Temperament, later: float) -> float:
    """Units a month that a market nobody serves yet may bring before what is ordered then can be here.

    Who signs entries hears of them in time; everybody else keeps a little ready for what may be sprung on them.
    """
    closed = len(picture.seen.scenario.markets) - len(picture.entered)
    if closed <= 0 or temper.plans_together or picture.left < PAYS:
        return 0.0
    return SPRUNG * temper.safety * closed * NEWCOMER * later / max(1, len(picture.entered))


def _pays_for_speed(picture: Picture, temper: Temperament, expected: Expected, shelf: Shelf, product: str) -> bool:
    """Is the fast way in worth its freight? Only when what would be missed earns more, as far as it cares."""
    facts = picture.distribution_facts
    if shelf.fast >= shelf.lead or facts is None:
        return False
    if product not in picture.on_sale:
        return coming(picture, temper, product) > shelf.on_hand + sum(shelf.due)
    now, later = expected.now[product], expected.later[product]
    wanted = later if shelf.fast else now + shelf.backlog
    if wanted <= 0.0 or shelf.short(now, later, shelf.fast) / wanted <= temper.expedites_at:
        return False
    dearer = facts.inbound_cost[product]["expedite"] - facts.inbound_cost[product]["standard"]
    earns = picture.list_price[product] - facts.unit_cost[product]
    saved = sum(shelf.short(now, later, month) for month in range(shelf.fast, shelf.lead))
    cares = min(1.0, temper.late_cost / HURTS)
    return bool(cares * earns * saved > WORTH * dearer * _units(picture, temper, expected, shelf, product, fast=True))


def _blind(picture: Picture, expected: Expected, product: str) -> float:
    """What a seat orders that cannot see the warehouse: what it expects to sell."""
    return 1.05 * expected.later.get(product, 0.0)


def _remark(
    picture: Picture, temper: Temperament, expected: Expected, shelf: Shelf, product: str, units: float, fast: bool
) -> Remark:
    past = orders_by_month(picture, product)
    name, wanted = picture.name(product), expected.now.get(product, 0.0)
    last = past[-1] if past else 0.0
    held = shelf.on_hand + sum(shelf.due[:1])
    facts = {"product": name, "units": units, "wanted": wanted, "last": last, "stock": shelf.on_hand, "held": held}
    size = units * picture.list_price[product]
    share = size / max(1.0, sum(picture.list_price.values()) * max(1.0, wanted))
    if product not in picture.on_sale:
        weight = 0.9 if units > 0.0 else 0.0
        return Remark(weight, sentence(temper, "stock-new", **facts))
    if fast:
        return Remark(0.9 + 0.1 * share, sentence(temper, "stock-fast", **facts))
    if units > AMPLE * wanted and _may_come(picture, temper, wanted) > 0.0:
        closed = [one.name for one in picture.seen.scenario.markets if one.key not in picture.entered]
        return Remark(0.5 + 0.1 * share, sentence(temper, "stock-may-come", market=" or ".join(closed), **facts))
    if picture.number(f"forecast.{product}") > 0.0:
        return Remark(0.45 + 0.1 * share, sentence(temper, "stock-agreed", **facts))
    if past and abs(wanted / max(1.0, last) - 1.0) > 0.1:
        topic = "stock-more" if wanted > last else "stock-less" if units <= wanted else "stock-refill"
        return Remark(0.5 + 0.1 * share, sentence(temper, topic, **facts))
    return Remark(0.3 + 0.1 * share, sentence(temper, "stock-usual" if past else "stock-first", **facts))
