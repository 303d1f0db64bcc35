"""What customers were promised and what they got: sentences chosen by what the month was like, and a table."""

from __future__ import annotations

from math import fsum
from typing import Final

from game import figures
from game.judging.months import full, idle, promise, sold_out
from game.table.seen.dashboards import per_market, total
from game.telling.notable import Past
from game.telling.rows import VERDICTS
from game.telling.story import MonthStory, compared

SPREAD: Final = 0.12
"""On-time shares that differ this much between markets are worth a table."""


def paragraph(story: MonthStory, past: Past) -> str:
    """Promise, orders, deliveries and feelings, in a few sentences."""
    said = (sentence(story, past) for sentence in (promised, orders, shipments, deliveries, feelings))
    return " ".join(sentence for sentence in said if sentence)


def promised(story: MonthStory, past: Past) -> str:
    """The days they were told and the days it took."""
    shared, how = story.shared, promise(story.shared)
    told, took = figures.days(shared.promise), figures.days(shared.days)
    again = bool(past) and past[-1].shared.promise == shared.promise
    in_time = figures.share(shared.on_time)
    before = sum(promise(month.shared) == how for month in past)
    verdict = f"a promise {VERDICTS[how]}"
    match how:
        case "far":
            if before == 0:
                return f"Promised {told}, customers waited {took} on average: {verdict}, with only {in_time} in time."
            if before == 1:
                return f"Once more {verdict}: customers were told {told} and waited {took}, with {in_time} in time."
            return (
                f"{told[0].upper()}{told[1:]} on the label, {took} at the door: {verdict}, as customers know by now, "
                f"with {in_time} in time."
            )
        case "late":
            return f"They were {'again ' if again else ''}told {told} and waited {took}: {verdict}, {in_time} in time."
        case "close":
            if before == 0:
                return f"Told {told}, customers waited {took}: {verdict}, with {in_time} in time."
            if before == 1:
                return f"Again {verdict}: {took} on the way against {told} promised, {in_time} in time."
            return f"As close as ever, {verdict}: {took} on the way against {told} promised, {in_time} in time."
        case "ample" | "most":
            still = "again " if before else ""
            return f"The promise of {told} was {still}{VERDICTS[how]}: {took} on average, {in_time} in time."


def orders(story: MonthStory, past: Past) -> str:
    """How much they ordered, against last month."""
    now = story.ordered()
    if not past:
        return f"They ordered {figures.units(now)} units."
    moved = now / max(1e-9, past[-1].ordered()) - 1.0
    if moved > 1.0:
        return f"Orders more than doubled, to {figures.units(now)} units."
    if abs(moved) >= 0.085:
        told = compared(moved, "less")
        beside = "as" if "as many" in told else "than"
        if told == "hardly any":
            return f"They ordered hardly anything: {figures.units(now)} units."
        return f"They ordered {told} {beside} in {past[-1].month}: {figures.units(now)} units."
    if abs(moved) >= 0.03:
        return f"Orders went {'up' if moved > 0 else 'down'} a little, to {figures.units(now)} units."
    return f"Orders stayed where they were, at {figures.units(now)} units."


def shipments(story: MonthStory, past: Past) -> str:
    """What left the floor, and what kept the rest."""
    wanted = total(story.distribution.wanted)
    shipped, missing = story.shipped(), wanted - story.shipped()
    if missing < 0.02 * wanted:
        told = bool(past) and idle(past[-1].distribution.utilisation)
        spare = " and the floor had hours to spare" if idle(story.distribution.utilisation) and not told else ""
        return f"Nearly all of it went out{spare}." if missing >= 1.0 else f"All of it went out{spare}."
    missed = figures.whole(wanted) - figures.whole(shipped)
    short, waiting = figures.apportioned(missed, (story.short(), story.waiting()))
    went = f"{figures.units(shipped)} of {figures.units(wanted)} wanted went out"
    if waiting > short:
        why = f"the floor had work for {figures.share(story.distribution.utilisation)} of its hours"
        both = f", and {figures.units(short)} were not in stock" if short > 0.03 * wanted else ""
        return f"{went}: {why}{both}. {_rest(story)}"
    empty = [name for key, name in story.products.items() if _ran_out(story, key)]
    what = f"{figures.units(short)} were not in stock" + (f", mostly {figures.listed(empty)}" if empty else "")
    both = f", and the floor was over its hours too ({figures.share(story.distribution.utilisation)})"
    return f"{went}: {what}{both if full(story.distribution.utilisation) else ''}. {_rest(story)}"


def _ran_out(story: MonthStory, product: str) -> bool:
    short, wanted = (grid.get(product, {}).values() for grid in (story.distribution.short, story.distribution.wanted))
    return sold_out(fsum(short), fsum(wanted))


def _rest(story: MonthStory) -> str:
    waits, lost = story.backlog(), story.explained["lost"].figure
    if lost < 1.0:
        return f"{figures.units(waits)} wait for next month."
    if waits < 1.0:
        return f"{figures.units(lost)} were lost."
    return f"{figures.units(waits)} wait for next month, {figures.units(lost)} were lost."


def deliveries(story: MonthStory, past: Past) -> str:
    """OTIF, in words when it is far from full."""
    otif = story.shared.otif
    shown = figures.share(otif)
    if past and shown == figures.share(past[-1].shared.otif):
        return f"OTIF stays at {shown}."
    if otif < 0.15:
        return f"Hardly an order came on time, in full and whole: OTIF {shown}."
    if past and abs(otif - past[-1].shared.otif) < 0.15:
        return f"OTIF goes {'up' if otif > past[-1].shared.otif else 'down'} to {shown}."
    if otif < 0.85:
        tens = _TENS[round(10 * otif)]
        return f"Of ten orders, {tens} came on time, in full and whole (OTIF {shown})."
    return f"OTIF reached {shown}." if past and otif > past[-1].shared.otif else f"OTIF: {shown}."


_TENS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "all")


def feelings(story: MonthStory, past: Past) -> str:
    """How satisfied they are, and who changed most."""
    now = story.shared.satisfaction
    if not past:
        return f"Satisfaction ends the month at {figures.points(now)} of 100."
    moved = _points(now, past[-1].shared.satisfaction)
    if not moved:
        return ""
    before, after = past[-1].marketing.satisfaction, story.marketing.satisfaction
    shifts = {key: after[key] - before[key] for key in after if key in before}
    most = max(shifts, key=lambda key: abs(shifts[key])) if shifts else ""
    where = ""
    if len(shifts) > 1 and abs(shifts[most]) > abs(moved) + 1.0:
        turn = "most of all in" if shifts[most] * moved > 0 else "against the grain in"
        where = f", {turn} {story.markets[most]} ({figures.change(_points(after[most], before[most]))})"
    verb = "rises" if moved > 0 else "falls"
    return f"Satisfaction {verb} by {figures.several(abs(moved), 'point')} to {figures.points(now)}{where}."


def _points(now: float, before: float) -> int:
    """Points that satisfaction has moved between the two as they are written."""
    return figures.whole(now) - figures.whole(before)


def markets(story: MonthStory, past: Past) -> list[tuple[str, ...]]:
    """A table by market with its head: days, on time, ordered, shipped, satisfaction and its change.

    Empty in a month like the one before, with markets that were served alike.
    """
    shares = story.distribution.on_time
    alike = max(shares.values()) - min(shares.values()) <= SPREAD
    if past and alike and set(past[-1].distribution.on_time) == set(shares):
        return []
    rows: list[tuple[str, ...]] = [("", "days", "on time", "ordered", "shipped", "satisfaction")]
    ordered, shipped = per_market(story.marketing.orders), per_market(story.distribution.shipped)
    for key in story.distribution.days:
        now = story.marketing.satisfaction[key]
        felt = figures.points(now)
        before = past[-1].marketing.satisfaction.get(key) if past else None
        moved = f" ({figures.change(_points(now, before))})" if before is not None else ""
        rows.append(
            (story.markets[key], figures.decimal(story.distribution.days[key]),
             figures.share(story.distribution.on_time[key]), figures.units(ordered[key]), figures.units(shipped[key]),
             felt + moved)
        )  # fmt: skip
    return rows
