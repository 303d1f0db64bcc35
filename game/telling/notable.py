"""What was worth noting in a month: a headline with a weight for each, so that no two months read alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Final, TypeAlias

from game.figures import change, days, decimal, money, share, units, whole
from game.judging.months import full, idle, late, recovered, sold_out, tired, warmth
from game.table.clashes import CATALOGUE
from game.telling.story import MonthStory, compared

Past: TypeAlias = Sequence[MonthStory]
TOLD_BEFORE = 0.45
"""What a thing weighs that was last month's headline too."""


@dataclass(frozen=True)
class Notable:
    """Something worth noting."""

    kind: str  # what it is about, with its item
    weight: float  # 0 = nothing much, 5 = the month was about this
    headline: str  # a few words, no full stop
    sentence: str  # one sentence with its figures


def notables(story: MonthStory, past: Past) -> list[Notable]:
    """Everything worth noting, the weightiest first."""
    found = [notable for finder in _FINDERS for notable in finder(story, past)]
    return sorted(found, key=lambda notable: (-notable.weight, notable.kind))


def headline(story: MonthStory, past: Past) -> Notable:
    """What the month is remembered for; a kind that headed an earlier month weighs less."""
    heads: list[str] = []
    for at, earlier in enumerate(past):
        heads.append(_best(earlier, past[:at], heads).kind)
    return _best(story, past, heads)


def _best(story: MonthStory, past: Past, heads: Sequence[str]) -> Notable:
    quiet = Notable("quiet", 0.1, "A month like the one before", f"{story.month} went by without much ado.")

    def weight(notable: Notable) -> float:
        times = heads.count(notable.kind)
        fresh = TOLD_BEFORE if heads and heads[-1] == notable.kind else 1.0
        return notable.weight * fresh * 0.8**times

    return max([*notables(story, past), quiet], key=weight)


def _events(story: MonthStory, past: Past) -> Iterator[Notable]:
    for news in story.news:
        weight = 0.8 + 0.9 * max(news.load.values())
        yield Notable(f"event-{news.card}", weight, news.title, f"{news.title}.")


def _orders(story: MonthStory, past: Past) -> Iterator[Notable]:
    if not past:
        return
    before, now = past[-1].ordered(), story.ordered()
    if before <= 0.0:
        return
    moved = now / before - 1.0
    if abs(moved) < 0.1:
        return
    way = "more" if moved > 0 else "fewer"
    word = compared(moved, "fewer")
    yield Notable(
        "orders-up" if moved > 0 else "orders-down",
        min(4.5, 9.0 * abs(moved)),
        f"{word.capitalize()} orders",
        f"Customers ordered {units(now)} units, {share(abs(moved))} {way} than in {past[-1].month}.",
    )


def _promise(story: MonthStory, past: Past) -> Iterator[Notable]:
    shared, after = story.shared, story.late()
    if late(shared):
        head = f"Promised {days(shared.promise)}, took {days(shared.days)}"
        yield Notable("promise-broken", min(4.2, 1.2 + 1.6 * after), head,
                      f"Customers were promised {days(shared.promise)} and waited {days(shared.days)}.")  # fmt: skip
    if past and recovered(past[-1].shared, shared):
        yield Notable("promise-mended", 3.0, "The promise holds again",
                      f"Orders took {days(shared.days)}, within the {days(shared.promise)} promised.")  # fmt: skip


def _stock(story: MonthStory, past: Past) -> Iterator[Notable]:
    for key, name in story.products.items():
        wanted = fsum(story.distribution.wanted.get(key, {}).values())
        short = fsum(story.distribution.short.get(key, {}).values())
        if sold_out(short, wanted):
            yield Notable(f"stock-{key}", min(4.4, 1.5 + 6.0 * short / wanted), f"The shelf runs out of {name}",
                          f"{units(short)} of {units(wanted)} units of {name} were not in stock.")  # fmt: skip
        left, cover = story.distribution.stock.get(key, 0.0), wanted
        if cover > 0.0 and left > 1.6 * cover and (not past or past[-1].distribution.stock.get(key, 0.0) < left):
            yield Notable(f"glut-{key}", 1.6, f"{name} piles up",
                          f"{units(left)} units of {name} were left, {decimal(left / cover)} months' "
                          "worth.")  # fmt: skip


def _floor(story: MonthStory, past: Past) -> Iterator[Notable]:
    busy = story.distribution.utilisation
    if full(busy):
        told = f"The floor had work for {share(busy)} of its hours; {units(story.waiting())} units were left standing."
        yield Notable("floor-full", min(4.4, 2.2 + 6.0 * (busy - 1.0)), "More work than hours", told)
    elif idle(busy):
        yield Notable("floor-idle", 1.4, "A quiet floor", f"Only {share(busy)} of the floor's hours found work.")
    fatigue = story.distribution.fatigue
    if tired(fatigue) and (not past or past[-1].distribution.fatigue < fatigue):
        yield Notable("tired", 1.8 + 2.0 * fatigue, "People are tired",
                      "Extra shifts left the crew tired: it does less and breaks more.")  # fmt: skip


def _feelings(story: MonthStory, past: Past) -> Iterator[Notable]:
    if past:
        now, before = story.shared.satisfaction, past[-1].shared.satisfaction
        moved = now - before
        felt = warmth(moved)
        if felt:
            yield Notable(felt, min(3.6, 0.9 + 0.5 * abs(moved)),
                          "Customers cool down" if felt == "cooler" else "Customers warm up",
                          f"Satisfaction moved by {change(whole(now) - whole(before))}, to "
                          f"{units(story.shared.satisfaction)}.")  # fmt: skip
    if len(past) >= 2:
        otifs = [earlier.shared.otif for earlier in past]
        if story.shared.otif > max(otifs) + 0.03:
            yield Notable("otif-best", 2.2, "The best deliveries so far", f"OTIF reached {share(story.shared.otif)}.")
        elif story.shared.otif < min(otifs) - 0.05:
            yield Notable("otif-worst", 2.6, "The worst deliveries so far", f"OTIF fell to {share(story.shared.otif)}.")


def _clashes(story: MonthStory, past: Past) -> Iterator[Notable]:
    for clash in story.shared.clashes:
        before = sum(clash.clash == other.clash for earlier in past for other in earlier.shared.clashes)
        kind = f"clash-{clash.clash}"
        yield Notable(kind, max(2.0, 3.9 - 0.5 * before), CATALOGUE[clash.clash].headline, clash.sentence)


def _decisions(story: MonthStory, past: Past) -> Iterator[Notable]:
    for made in story.decided:
        name = made.name
        if made.lever == "launch" and made.now:
            yield Notable(f"launch-{made.item}", 4.4, f"{name} goes on sale", _launched(story, made.item))
        elif made.lever == "market-entry" and made.now:
            yield Notable(f"entry-{made.item}", 4.4, f"First orders from {name}", f"We began to serve {name}.")
        elif made.lever == "initiative" and made.now:
            yield Notable(f"initiative-{made.item}", 3.6, f"Both sign: {name}", f"Both signed {name}.")
        elif made.lever == "site":
            yield Notable("site", 3.4, "The warehouse moves", "The warehouse moved.")
        elif made.lever == "portfolio":
            out = "comes back into the range" if made.now else "leaves the range"
            yield Notable(f"portfolio-{made.item}", 3.2, f"{name} {out}", f"{name} {out}.")
        elif made.lever == "capacity" and not isinstance(made.now, str) and made.now > 0:
            yield Notable(
                "capacity", 2.8, "Building a bigger floor", f"{units(made.now)} floor hours a month were ordered."
            )
    if story.shared.deadlocks:
        yield Notable(
            "deadlock", 2.9, "No signature, no change", "A joint decision was left unsigned, so nothing changed."
        )


def _launched(story: MonthStory, item: str) -> str:
    """How a launch went, in its first month."""
    wanted = fsum(story.distribution.wanted.get(item, {}).values())
    shipped = fsum(story.distribution.shipped.get(item, {}).values())
    name = story.products.get(item, item)
    if shipped < 0.5 * wanted:
        return f"{name} went on sale, and {units(shipped)} of the {units(wanted)} units wanted could be shipped."
    return f"{name} went on sale, and {units(wanted)} units of it were wanted."


def _results(story: MonthStory, past: Past) -> Iterator[Notable]:
    # The months after the season are told by themselves: they make no month of it the best.
    joint = story.shared.joint - story.shared.later
    sign = story.currency
    made = f"{story.month} made {money(joint, sign)}"
    if joint < 0.0:
        yield Notable("loss", 3.4, "A month that lost money", f"{made}.")
    if len(past) >= 2:
        values = [earlier.shared.joint - earlier.shared.later for earlier in past]
        if joint > max(values) and joint > 0:
            yield Notable("best", 2.5, "The best month so far", f"{made}, the most so far.")
        elif joint < min(values):
            yield Notable("worst", 2.5, "The worst month so far", f"{made}, the least so far.")


_Finder: TypeAlias = Callable[[MonthStory, Past], Iterator[Notable]]
_FINDERS: Final[tuple[_Finder, ...]] = (
    _events, _orders, _promise, _stock, _floor, _feelings, _clashes, _decisions, _results,
)  # fmt: skip
