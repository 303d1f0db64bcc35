"""The board of a seat while it plans, from what it sees, its draft, and what its own data says of that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import fsum

from game.figures import apportioned, arrow, arrow_share, decimal, money, points, price, share, units
from game.figures import value as written
from game.rules.levers import Value, other
from game.table.seen.dashboards import (
    DistributionMonth,
    DistributionNow,
    MarketingMonth,
    MarketingNow,
    per_product,
)
from game.table.seen.observation import Observation, SettingView, SharedMonth
from game.table.seen.outlook import Outlook
from game.telling.board.heard import heard_on
from game.telling.board.pieces import (
    FOG,
    Board,
    Door,
    Figure,
    FogBank,
    Lane,
    Offer,
    OnShelf,
    Orders,
    Station,
)
from game.telling.board.said import (
    NO_DEAL,
    WORK,
    came_back,
    days_said,
    deals_told,
    moved_by,
    points_lost,
    satisfied,
    tight,
    way,
    working,
)


def board_of(seen: Observation, draft: Mapping[str, Value] | None = None, outlook: Outlook | None = None) -> Board:
    """The company as a seat sees it now.

    Args:
        seen: what the seat sees.
        draft: the settings that it has moved, or its committed plan.
        outlook: what its own data says of the draft; None = not asked.
    """
    return _Maker(seen, draft or {}, outlook or {}).board()


class _Maker:
    """Reads an observation station by station."""

    def __init__(self, seen: Observation, draft: Mapping[str, Value], outlook: Outlook) -> None:
        self.seen, self.outlook = seen, outlook
        self.last: SharedMonth | None = seen.shared[-1] if seen.shared else None
        held = seen.partner.now if seen.partner is not None else None
        months = seen.partner.months if seen.partner is not None else ()
        nows = [seen.now, *([held] if held is not None else [])]
        self.market = next((one for one in nows if isinstance(one, MarketingNow)), None)
        self.house = next((one for one in nows if isinstance(one, DistributionNow)), None)
        dashboards = (*seen.months, *months)
        self.asked = [one for one in dashboards if isinstance(one, MarketingMonth)]
        self.sent = [one for one in dashboards if isinstance(one, DistributionMonth)]
        theirs = dict(seen.partner.plan or {}) if seen.partner is not None else {}
        self.settings = {one.key: one for one in (*seen.partner_sheet, *seen.sheet)}
        self.values: dict[str, Value] = {**theirs, **seen.current, **draft}
        self.products = [one for one in seen.scenario.products if one.launched and one.listed]
        self.markets = [one for one in seen.scenario.markets if one.entered]
        self.heard = heard_on(seen)
        self.month = seen.scenario.months[seen.round - 1]
        self.before = seen.scenario.months[self.last.round - 1] if self.last is not None else ""

    def board(self) -> Board:
        seen, last = self.seen, self.last
        before = seen.shared[-2] if len(seen.shared) > 1 else None
        return Board(
            whose=seen.seat,
            month=self.month,
            before=self.before,
            revealed=False,
            said=self.promise(),
            said_before=days_said(seen.promise) if last else FOG,
            offers=tuple(self.offers()),
            spends=tuple(self.spends()),
            deals=self.deals(),
            orders=tuple(self.orders()),
            ordered=self.ordered(),
            shelves=tuple(self.shelves()),
            floor=self.floor(),
            hours=self.hours(),
            floor_notes=tuple(self.floor_notes()),
            lanes=tuple(self.lanes()),
            got=FOG if last is None else Figure(decimal(last.days), "known", last.days),
            in_time=FOG if last is None else Figure(share(last.on_time), "known", last.on_time),
            doors=tuple(self.doors()),
            complaints=points_lost(self.asked),
            back=came_back(self.asked),
            satisfaction=satisfied(last, before),
            joint=FOG if last is None else Figure(money(last.joint, seen.scenario.currency), "known", last.joint),
            fog=self.fog(),
            fogged=frozenset(self.fogged()),
        )

    # --- what marketing holds ---

    def set_here(self, lever: str) -> list[SettingView]:
        """The settings of a lever, in the order of the sheet."""
        return [one for one in self.settings.values() if one.lever == lever]

    def planned(self, setting: SettingView) -> Value | None:
        """What is set for this month as far as this seat knows; None = it does not."""
        return self.values.get(setting.key)

    def promise(self) -> Figure:
        at = self.values.get("delivery-promise")
        if isinstance(at, float | int):
            return days_said(at, "draft")
        return replace(days_said(self.seen.promise), when=self.before)

    def offers(self) -> Iterable[Offer]:
        prices = {one.item: one for one in self.set_here("price")}
        sign = self.seen.scenario.currency
        for product in self.products:
            setting = prices.get(product.key)
            was = self.last.prices.get(product.key) if self.last is not None else None
            at = self.planned(setting) if setting is not None else None
            if isinstance(at, float | int):
                usual = setting.current if was is None and setting is not None else was
                mark = way(at, usual) if isinstance(usual, float | int) else ""
                yield Offer(product.name, Figure(price(at, sign), "draft", at), mark)
            elif ("promise", product.key) in self.heard:
                yield Offer(product.name, self.heard["promise", product.key])
            elif was is not None:
                yield Offer(product.name, Figure(price(was, sign), "known", was, when=self.before))
            else:
                yield Offer(product.name, Figure(price(product.list_price, sign), "known", product.list_price))

    def spends(self) -> Iterable[Offer]:
        for lever, name in (("brand-advertising", "Brand ad"), ("performance-advertising", "Perf. ad")):
            for setting in self.set_here(lever):
                at = self.planned(setting)
                if isinstance(at, float | int):
                    high = setting.high or 1.0
                    was = setting.current if isinstance(setting.current, float | int) else at
                    told = written(at, setting.unit, self.seen.scenario.currency, tight=True)
                    yield Offer(name, Figure(told, "draft", at / high), way(at, was))
                else:
                    yield Offer(name, FOG)

    def deals(self) -> Figure:
        settings = [one for one in self.set_here("promotion") if self.sold(one.item)]
        calendar = self.seen.now.promotion
        if calendar is not None:
            return Figure(deals_told([calendar.get(one.key, NO_DEAL) for one in self.products]), "known")
        at = [self.planned(one) for one in settings]
        if settings and all(one is not None for one in at):
            return Figure(deals_told([str(one) for one in at]), "draft")
        told = [one for (station, _), one in self.heard.items() if station == "doors"]
        return (told[-1] if told else FOG) if settings else Figure("none", "known")

    def sold(self, product: str) -> bool:
        return any(one.key == product for one in self.products)

    # --- orders ---

    def orders(self) -> Iterable[Orders]:
        parts = self.by("orders")
        whole = self.outlook.get("ordered", 0.0)
        assert not isinstance(whole, Mapping)
        expected = dict(zip(parts, apportioned(whole, list(parts.values())), strict=True)) if parts else {}
        grid = [one.orders for one in self.asked] or [one.wanted for one in self.sent]
        known = per_product(grid[-1]) if grid else {}
        for product in self.products:
            was = known.get(product.key)
            now = expected.get(product.key)
            yield Orders(
                product.name,
                FOG if was is None else Figure(units(was), "known", was),
                FOG if now is None else Figure(
                    units(now), "draft", now, "" if not was else moved_by(arrow_share(now, was))
                ),
            )  # fmt: skip

    def ordered(self) -> Figure:
        amount = self.outlook.get("ordered")
        if isinstance(amount, float | int):
            return Figure(units(amount), "draft", amount)
        return Figure(units(self.last.ordered), "known", self.last.ordered) if self.last is not None else FOG

    def by(self, key: str) -> Mapping[str, float]:
        """A figure of the outlook by product or market; nothing where there is none."""
        found = self.outlook.get(key, {})
        return found if isinstance(found, Mapping) else {}

    # --- what distribution holds ---

    def shelves(self) -> Iterable[OnShelf]:
        house, planned = self.house, self.by("stock")
        for product in self.products:
            if house is None:
                yield OnShelf(product.name, self.heard.get(("shelves", product.key), FOG))
                continue
            held = house.stock.get(product.key, 0.0)
            due = house.on_the_way.get(product.key, (0.0,))[:1]
            coming = fsum(due)
            if product.key in planned:  # what this seat's data says will be there to sell
                coming = planned[product.key] - held
            note = f"+ {units(coming)} this month" if coming >= 0.5 else ""
            yield OnShelf(product.name, Figure(units(held), "known", held), note)

    def floor(self) -> Figure:
        if self.house is None:
            return self.heard.get(("floor", ""), FOG)
        full = self.outlook.get("utilisation")
        if isinstance(full, float | int):
            return Figure(share(full), "draft", full)
        return Figure(share(self.sent[-1].utilisation), "known", self.sent[-1].utilisation) if self.sent else FOG

    def hours(self) -> Figure:
        if self.house is None:
            return FOG
        hours = self.outlook.get("capacity")
        amount = hours if isinstance(hours, float | int) else self.house.capacity
        return Figure(units(amount), "known", amount)

    def floor_notes(self) -> Iterable[str]:
        waits = self.outlook.get("waiting")
        if isinstance(waits, float | int) and waits >= 0.5:
            yield f"! {units(waits)} would wait"
        yield from self.ways_of_working()

    def ways_of_working(self) -> Iterable[str]:
        for lever in WORK:
            for setting in self.set_here(lever):
                at = self.planned(setting)
                if at:
                    yield working(lever, at)

    def lanes(self) -> Iterable[Lane]:
        modes = {one.item: one for one in self.set_here("outbound-mode")}
        expected = self.by("days") if self.house is not None else {}
        for market in self.markets:
            setting = modes.get(market.key)
            at = self.planned(setting) if setting is not None else None
            note = f"{decimal(expected[market.key])} days" if market.key in expected else ""
            if at is not None:
                yield Lane(market.name, Figure(str(at), "draft"), note)
            elif self.house is not None and setting is None:
                yield Lane(market.name, Figure("standard", "known"), note)
            else:
                yield Lane(market.name, self.heard.get(("lanes", market.key), FOG))

    # --- customers ---

    def doors(self) -> Iterable[Door]:
        waited = self.sent[-1].days if self.sent else {}
        moods = self.market.satisfaction if self.market is not None else {}
        past = self.asked[-2].satisfaction if len(self.asked) > 1 else {}
        for market in self.markets:
            took, mood, was = waited.get(market.key), moods.get(market.key), past.get(market.key)
            yield Door(
                market.name,
                FOG if took is None else Figure(decimal(took), "known", took),
                FOG if mood is None else Figure(
                    points(mood), "known", mood, "" if was is None else tight(arrow(mood, was))
                ),
            )  # fmt: skip

    # --- fog ---

    def fog(self) -> FogBank | None:
        seen = self.seen
        if seen.partner is not None:
            return None
        ask = "ask in talk" if seen.structure.talk != "none" else "the reveal"
        return FogBank(other(seen.seat), ask)

    def fogged(self) -> Iterable[Station]:
        if self.seen.partner is None:
            yield from ("shelves", "floor", "lanes") if self.seen.seat == "marketing" else ("promise",)
