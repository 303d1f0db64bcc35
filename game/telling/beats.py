"""The reveal as beats: what one month has to tell, one thing after the other, from what everybody saw of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from game.figures import HARD, arrow, arrow_share, change_of_money, days, listed, money, price, share, units
from game.judging.months import promise
from game.table.clashes import CATALOGUE
from game.table.seen.dashboards import DistributionMonth, total
from game.table.seen.in_full import MonthInFull
from game.table.seen.observation import ClashView, Observation, SharedMonth
from game.telling import clashing, fitting, reach
from game.telling.chains import Cause, Voice, clash_links, plan_links, recovery_links, voice_of
from game.telling.clashing import Amount
from game.telling.plots import Plot, plot_for
from game.telling.readings import Compared, readings_of
from game.telling.rows import VERDICTS, from_above, results, with_later
from game.telling.talk import word_judged

if TYPE_CHECKING:
    from game.lab.hindsight.band import Band
    from game.lab.hindsight.fit import Fit

Key: TypeAlias = Literal[
    "plans", "promise", "orders", "floor", "road", "customers", "clash", "recovery", "money", "fit", "band", "words",
    "readings",
]  # fmt: skip

BEATS: Final[Mapping[Key, tuple[str, str]]] = MappingProxyType(
    {
        "promise": ("The promise", ""),
        "orders": ("The orders", "ordered"),
        "floor": ("The floor", "shipped"),
        "road": ("The last mile", "in time"),
        "customers": ("The customers", "satisfied"),
        "money": ("The money", "joint value"),
        "fit": (fitting.TITLE, "would have fit better"),
        "band": (reach.TITLE, "of 100 at the end"),
        "words": ("The words you gave each other", "kept"),
        "readings": ("How well you read each other", ""),
    }
)
"""Each beat's title, and what its figure counts in the trail of what led to what; "" = as its caption begins."""


@dataclass(frozen=True)
class Beat:
    """One thing that the month has to tell."""

    key: Key
    title: str
    figure: str  # in large
    caption: str  # beside it
    lines: tuple[str, ...]
    short: str = ""  # the caption in a word or two
    readings: tuple[Compared, ...] = ()
    clashes: tuple[tuple[str, str], ...] = ()  # name and sentence
    bars: tuple[Amount, ...] = ()
    plot: Plot | None = None
    band: Band | None = None
    links: tuple[Cause, ...] = ()  # what led to what
    voice: Voice | None = None


def beats_of(
    seen: Observation, private: bool = True, fit: Fit | None = None, band: Band | None = None,
    whole: MonthInFull | None = None,
) -> tuple[Beat, ...]:  # fmt: skip
    """The beats of the month that was last revealed.

    Args:
        seen: what the seat sees.
        private: may the seat's own figures be told? Not where both seats look on.
        fit: what would have fit better; None = it is being worked out.
        band: where the season can still end; None = it is not told.
        whole: the month as both see it: then both plans come first, and a clash and a recovery have a beat each.

    Raises:
        IndexError: when no month was.
    """
    month = seen.shared[-1]
    before = seen.shared[-2] if len(seen.shared) > 1 else None
    told = {
        "promise": _promise(seen, month, before),
        "orders": _orders(month, before),
        "floor": _floor(seen, month, private),
        "road": _road(month, before),
        "customers": _customers(month, before),
        "money": _money(seen, month),
        "fit": _fit(fit),
        "band": _band(band),
        "words": _words(seen, month, private),
        "readings": ("", "", ()),
    }
    empty = {"words": not month.words, "readings": not month.readings, "band": band is None or bool(band.without)}
    beats = tuple(
        Beat(
            key, title, *told[key], short,
            readings_of(seen, month, private) if key == "readings" else (),
            _clashes(month.clashes, key), _bars(month, key, fit), plot_for(seen, key),
            band if key == "band" else None,
        )
        for key, (title, short) in BEATS.items()
        if not empty.get(key)
    )  # fmt: skip
    return beats if whole is None else tuple(_with_chains(beats, seen, month, whole))


def _with_chains(beats: Sequence[Beat], seen: Observation, month: SharedMonth, whole: MonthInFull) -> Iterator[Beat]:
    """The beats with both plans before them, and a clash and a recovery where they have been felt."""
    yield Beat("plans", "Both plans, face up", "", "", (), links=plan_links(seen, whole))
    for beat in beats:
        yield beat
        if beat.key != "customers":
            continue
        for clash in month.clashes:
            kind = CATALOGUE[clash.clash]
            yield Beat(
                "clash", f"Clash: {kind.name.lower()}", "", "", (f"{kind.headline}.",),
                links=clash_links(seen, whole, clash), voice=voice_of(seen, whole),
                bars=clashing.bars(month),
            )  # fmt: skip
        mended = recovery_links(seen, whole)
        if mended:
            yield Beat("recovery", "A promise holds again", "", "", (), links=mended, voice=voice_of(seen, whole, True))


def _words(seen: Observation, month: SharedMonth, private: bool) -> tuple[str, str, tuple[str, ...]]:
    """The words that were to hold in the month, each beside what was done."""
    kept = sum(1 for one in month.words if one.kept)  # exact
    lines = tuple(word_judged(seen, one, named=not private) for one in month.words)
    return f"{kept} of {len(month.words)}", "kept", lines


def _clashes(clashes: Sequence[ClashView], key: Key) -> tuple[tuple[str, str], ...]:
    return tuple((CATALOGUE[one.clash].name, one.sentence) for one in clashes if CATALOGUE[one.clash].beat == key)


def _promise(seen: Observation, month: SharedMonth, before: SharedMonth | None) -> tuple[str, str, tuple[str, ...]]:
    sign = seen.scenario.currency
    names = {product.key: product.name for product in seen.scenario.products if product.launched and product.listed}
    prices = [f"{name} {price(month.prices[key], sign)}" for key, name in names.items()]
    deals = [
        f"a {kind.replace('-', ' ')} on {names[key]}"
        for key, kind in month.promotions.items()
        if kind != "none" and key in names
    ]
    told = [f"Every customer was told: {days(month.promise)} from order to door."]
    if before is not None and month.promise != before.promise:
        way = "quicker" if month.promise < before.promise else "slower"
        told[0] = (
            f"Every customer was told: {days(month.promise)} from order to door, {way} than {days(before.promise)}."
        )
    told.append(f"Prices: {', '.join(prices)}." + (f" Deals: {listed(deals)}." if deals else " No deals."))
    figure, _, noun = days(month.promise).partition(HARD)
    return figure, f"{noun} promised, from order to door", tuple(told)


def _orders(month: SharedMonth, before: SharedMonth | None) -> tuple[str, str, tuple[str, ...]]:
    told = f"Customers ordered {units(month.ordered)} units."
    if before is not None:
        change = arrow_share(month.ordered, before.ordered)
        told = f"Customers ordered {units(month.ordered)} units, {units(before.ordered)} the month before ({change})."
    return units(month.ordered), "units ordered", (told,)


def _floor(seen: Observation, month: SharedMonth, private: bool) -> tuple[str, str, tuple[str, ...]]:
    told = [f"{units(month.shipped)} units left the floor, {units(month.ordered)} had been ordered."]
    if month.shipped > month.ordered + 0.5:
        told[0] += " Some of them had waited since the month before."
    own = seen.months[-1]
    if private and isinstance(own, DistributionMonth):
        short = total(own.short)
        waits = total(own.waiting)
        missed = f"{units(short)} units were not in stock, {units(waits)} were in stock and could not be worked"
        if max(short, waits) < 0.5:
            missed = "everything that was ordered was in stock and could be worked"
        told.append(f"Your floor was {share(own.utilisation)} in use; {missed}.")
    return units(month.shipped), f"units shipped, {units(month.ordered)} ordered", tuple(told)


def _road(month: SharedMonth, before: SharedMonth | None) -> tuple[str, str, tuple[str, ...]]:
    told = [
        f"Door to door took {days(month.days)}; {days(month.promise)} had been promised: a promise "
        f"{VERDICTS[promise(month)]}, with {share(month.on_time)} in time.",
        f"On time, in full and undamaged (OTIF): {share(month.otif)}"
        + (_by_points(month.otif, before.otif) if before is not None else "."),
    ]
    return share(month.on_time), "came in time", tuple(told)


def _by_points(now: float, before: float) -> str:
    """How a share has moved, as it follows it: `, ▼ 11 points.`."""
    change = arrow(100 * now, 100 * before)
    return ", as the month before." if change == "=" else f", {change} points."


def _customers(month: SharedMonth, before: SharedMonth | None) -> tuple[str, str, tuple[str, ...]]:
    told = f"Satisfaction stands at {units(month.satisfaction)} of 100."
    if before is not None:
        change = arrow(month.satisfaction, before.satisfaction)
        told = (
            f"Satisfaction stands at {units(month.satisfaction)} of 100 ({change}). It moves orders from next month on."
        )
    return units(month.satisfaction), "of 100 points of satisfaction", (told,)


def _money(seen: Observation, month: SharedMonth) -> tuple[str, str, tuple[str, ...]]:
    sign = seen.scenario.currency
    whole = fsum(one.joint for one in seen.shared)
    return (
        money(month.joint, sign),
        f"joint value, with {money(month.later, sign)} of the months after" if month.later else "joint value",
        (
            f"The joint value of the month: {money(month.joint, sign)}. The season so far: {money(whole, sign)}.",
            *filter(None, (with_later(month, sign), from_above(month, sign))),
        ),
    )


def _fit(fit: Fit | None) -> tuple[str, str, tuple[str, ...]]:
    if fit is None:
        return "", fitting.WORKING, ()
    most = max(fit.lines, key=lambda line: line.money, default=None)
    if most is None:
        return "", fitting.unbettered(fit), (fitting.scope(fit),)
    caption = "both at once" if most.lead == "joint" else f"by {most.lead}'s answer"
    return change_of_money(most.money, fit.currency), caption, (*fitting.sentences(fit), fitting.scope(fit))


def _band(band: Band | None) -> tuple[str, str, tuple[str, ...]]:
    if band is None:
        return "", "", ()
    caption = "of 100 at the end" if band.left else "of 100"
    return reach.figure(band), caption, tuple(reach.sentences(band))


def _bars(month: SharedMonth, key: Key, fit: Fit | None) -> tuple[Amount, ...]:
    if key == "money":
        *parts, _ = results([month])
        roles = ("primary", "together", "distribution", "together")
        return tuple(
            Amount(name.removeprefix("Change in ").capitalize(), amount, role)
            for (name, amount), role in zip(parts, roles, strict=False)
        )
    if key == "fit":
        return fitting.bars(fit) if fit else ()
    clash = next(iter(month.clashes), None)
    return clashing.bars(month) if clash and CATALOGUE[clash.clash].beat == key else ()
