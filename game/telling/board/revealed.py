"""The board of a month that has been revealed: the same places, the fog gone, and what became of the two plans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from game.figures import arrow, arrow_share, decimal, money, points, price, share, units
from game.figures import value as written
from game.judging.months import full, late, tired
from game.rules.levers import Value
from game.table.clashes import CATALOGUE
from game.table.seen.in_full import MonthInFull
from game.table.seen.observation import Observation, SharedMonth
from game.telling.board.heard import WORD
from game.telling.board.pieces import (
    FOG,
    HOUSE,
    STATIONS,
    Board,
    Broken,
    Door,
    Figure,
    Lane,
    Offer,
    OnShelf,
    Orders,
    Station,
)
from game.telling.board.said import WORK, days_said, deals_told, tight, way, working

WHERE: Final[Mapping[str, Station]] = MappingProxyType({"floor": "floor", "road": "lanes"})


def revealed_board(seen: Observation, month: MonthInFull, before: MonthInFull | None = None) -> Board:
    """The company as both see it when a month has been revealed.

    Args:
        seen: what any seat of the table sees since.
        month: the month.
        before: the month before it; None = there is none, or it is not known.
    """
    return _Revealed(seen, month, before).board()


def played_to(board: Board, station: Station) -> Board:
    """The board of a month while it plays: what comes after a station on the way has not happened yet."""
    at = STATIONS.index(station)
    ahead = set(STATIONS[at + 1 :])
    blank = replace(
        board,
        broken=board.broken if board.broken is not None and board.broken.at not in ahead else None,
        fogged=frozenset(one for one in HOUSE if one in ahead),
    )
    if "orders" in ahead:
        blank = replace(blank, orders=tuple(replace(one, now=FOG) for one in board.orders), ordered=FOG)
    if "shelves" in ahead:
        blank = replace(blank, shelves=tuple(replace(one, held=FOG, note="") for one in board.shelves))
    if "floor" in ahead:
        blank = replace(blank, floor=FOG, hours=FOG, floor_notes=())
    if "lanes" in ahead:
        blank = replace(blank, lanes=tuple(replace(one, how=FOG, note="") for one in board.lanes))
    if "doors" in ahead:
        doors = tuple(replace(one, days=FOG, mood=FOG) for one in board.doors)
        blank = replace(blank, doors=doors, got=FOG, in_time=FOG, complaints=FOG)
    return replace(blank, back=FOG, satisfaction=FOG, joint=FOG) if "back" in ahead else blank


class _Revealed:
    """Reads a month station by station."""

    def __init__(self, seen: Observation, month: MonthInFull, before: MonthInFull | None) -> None:
        self.seen, self.now, self.before = seen, month, before
        self.shared = seen.shared[month.round - 1]
        self.past: SharedMonth | None = seen.shared[month.round - 2] if month.round > 1 else None
        self.products = [one for one in seen.scenario.products if month.orders.get(one.key) or one.launched]
        self.markets = [one for one in seen.scenario.markets if one.key in month.days]

    def board(self) -> Board:
        shared, past, now = self.shared, self.past, self.now
        months, sign = self.seen.scenario.months, self.seen.scenario.currency
        clash = next((CATALOGUE[one.clash] for one in shared.clashes), None)
        return Board(
            whose=None,
            month=months[now.round - 1],
            before=months[now.round - 2] if now.round > 1 else "",
            revealed=True,
            said=days_said(shared.promise),
            said_before=days_said(past.promise) if past is not None else FOG,
            offers=tuple(self.offers()),
            spends=tuple(self.spends()),
            deals=Figure(deals_told([shared.promotions.get(one.key, "none") for one in self.products]), "known"),
            orders=tuple(self.orders()),
            ordered=Figure(units(shared.ordered), "known", shared.ordered),
            shelves=tuple(self.shelves()),
            floor=Figure(share(now.utilisation), "known", now.utilisation),
            hours=Figure(units(now.capacity), "known", now.capacity),
            floor_notes=tuple(self.floor_notes()),
            lanes=tuple(self.lanes()),
            got=Figure(decimal(shared.days), "known", shared.days, (late(shared) and "late") or ""),
            in_time=Figure(share(shared.on_time), "known", shared.on_time),
            doors=tuple(self.doors()),
            complaints=Figure(
                decimal(now.complaints), "known", now.complaints,
                tight(arrow(now.complaints, self.before.complaints, 1)) if self.before else "",
            ),
            back=Figure(
                units(100 * now.repeat), "known", 100 * now.repeat,
                tight(arrow(100 * now.repeat, 100 * self.before.repeat)) if self.before else "",
            ),
            satisfaction=Figure(
                points(shared.satisfaction), "known", shared.satisfaction,
                tight(arrow(shared.satisfaction, past.satisfaction)) if past else "",
            ),
            joint=Figure(money(shared.joint, sign), "known", shared.joint),
            broken=Broken(WHERE[clash.beat], clash.name) if clash is not None else None,
        )  # fmt: skip

    def offers(self) -> Iterable[Offer]:
        sign = self.seen.scenario.currency
        for product in self.products:
            at = self.shared.prices.get(product.key, product.list_price)
            was = self.past.prices.get(product.key, at) if self.past is not None else at
            yield Offer(product.name, Figure(price(at, sign), "known", at), way(at, was))

    def spends(self) -> Iterable[Offer]:
        highs = {one.lever: one.high for one in (*self.seen.sheet, *self.seen.partner_sheet)}
        for lever, name in (("brand-advertising", "Brand ad"), ("performance-advertising", "Perf. ad")):
            at, was = self.now.values.get(lever), self.now.before.get(lever)
            if isinstance(at, float | int) and isinstance(was, float | int) and lever in highs:
                told = written(at, "money", self.seen.scenario.currency, tight=True)
                yield Offer(name, Figure(told, "known", at / (highs[lever] or 1.0)), way(at, was))

    def orders(self) -> Iterable[Orders]:
        for product in self.products:
            came = self.now.orders.get(product.key, 0.0)
            was = self.before.orders.get(product.key) if self.before is not None else None
            change = "" if not was else arrow_share(came, was)
            yield Orders(
                product.name,
                FOG if was is None else Figure(units(was), "known", was),
                Figure(units(came), "known", came, "" if change == "=" else change),
            )

    def shelves(self) -> Iterable[OnShelf]:
        for product in self.products:
            left, short = self.now.stock.get(product.key, 0.0), self.now.short.get(product.key, 0.0)
            missed = short >= 0.5
            note = f"! {units(short)} short" if missed else ""
            yield OnShelf(product.name, Figure(units(left), "known", left), note, missed)

    def floor_notes(self) -> Iterable[str]:
        waited = sum(self.now.waiting.values())  # exact
        if waited >= 0.5:
            yield f"! {units(waited)} wait on"
        elif full(self.now.utilisation):
            yield "! past its line"
        if tired(self.now.fatigue):
            yield "! a tired crew"
        for lever in WORK:
            at = self.now.values.get(lever)
            if at:
                yield working(lever, at)

    def lanes(self) -> Iterable[Lane]:
        for market in self.markets:
            key = f"outbound-mode.{market.key}"
            at: Value = self.now.values.get(key, "standard")
            was = self.now.before.get(key, at)
            kept = next((one.kept for one in self.shared.words if one.key == key), None)
            word = "" if kept is None else f"{'✓' if kept else '✗'} {WORD}"
            yield Lane(market.name, Figure(str(at), "known"), word or ("" if at == was else f"was {was}"))

    def doors(self) -> Iterable[Door]:
        past = self.before.satisfaction if self.before is not None else {}
        for market in self.markets:
            mood, was, took = self.now.satisfaction.get(market.key), past.get(market.key), self.now.days[market.key]
            yield Door(
                market.name,
                Figure(decimal(took), "known", took),
                FOG if mood is None else Figure(
                    points(mood), "known", mood, "" if was is None else tight(arrow(mood, was))
                ),
            )  # fmt: skip
