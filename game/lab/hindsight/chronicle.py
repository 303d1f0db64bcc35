"""A season's story in a paragraph of its own facts: what was launched when, which month hurt, what was signed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from game import figures
from game.judging.months import late, promise, recovered, sold_out
from game.rules.arrays import over_markets
from game.scenario.sheets import INITIATIVE_NAMES
from game.table.clashes import CATALOGUE
from game.table.month import Month
from game.table.seen.observation import SharedMonth
from game.table.table import Table

NUMBERS: Final = ("", "a month", "two months", "three months", "four months", "five months", "six months")
"""How many months lie between two, in words; more are written as a number."""

FELL: Final = 3.0
"""Points of satisfaction, of 100, from which a month hurt."""


def chronicle(table: Table) -> tuple[str, ...]:
    """The story of a table's season, sentence by sentence.

    Args:
        table: with one month at least.
    """
    return tuple(sentence for part in (_begun, _hurt, _mended, _signed, _ended) for sentence in part(table))


def _begun(table: Table) -> Iterator[str]:
    """What was launched or opened, beside the busiest month, and how much of it could be shipped."""
    months, names = table.history, table.scenario.months
    busiest = max(range(len(months)), key=lambda at: months[at].shared.ordered)
    most = months[busiest].shared
    yield (
        f"{names[busiest]} was the busiest month: {figures.units(most.ordered)} units were ordered and "
        f"{figures.units(most.shipped)} shipped."
    )
    for at, month in enumerate(months):
        products, sale = table.world.products, month.outcome.sale
        for item in sale.launched_now[0].nonzero()[0].tolist():
            wanted, shipped = _units(month, item)
            served = f"{figures.units(shipped)} of the {figures.units(wanted)} units wanted could be shipped"
            short = f"; {served}" if sold_out(wanted - shipped, wanted) else ""
            yield f"{products.names[item]} went on sale in {names[at]}, {_beside(at, busiest)}{short}."
        for market in sale.entered_now[0].nonzero()[0].tolist():
            place = table.world.markets.names[market]
            yield f"{place} was opened in {names[at]}, {_beside(at, busiest)}."


def _units(month: Month, item: int) -> tuple[float, float]:
    """Units of an item that were wanted and shipped."""
    wanted, shipped = month.outcome.filled.wanted, month.outcome.floor.shipped
    return float(over_markets(wanted)[0, item]), float(over_markets(shipped)[0, item])


def _beside(at: int, busiest: int) -> str:
    """When that was, beside the month in which customers ordered most."""
    apart = abs(at - busiest)
    if not apart:
        return "in the busiest month"
    how_long = NUMBERS[apart] if apart < len(NUMBERS) else f"{apart} months"
    return f"{how_long} {'after' if at > busiest else 'before'} it"


def _hurt(table: Table) -> Iterator[str]:
    """The month after which customers had cooled down most."""
    months, names = [month.shared for month in table.history], table.scenario.months
    falls = [before.satisfaction - now.satisfaction for before, now in pairwise(months)]
    if not falls or max(falls) < FELL:
        return
    at = 1 + max(range(len(falls)), key=falls.__getitem__)
    month, before = months[at], months[at - 1]
    clash = f" ({CATALOGUE[month.clashes[0].clash].name.lower()})" if month.clashes else ""
    yield (
        f"{names[at]} was the month that hurt{clash}: {figures.days(month.promise)} were promised, it took "
        f"{figures.days(month.days)}, {figures.share(month.on_time)} came in time, and satisfaction fell from "
        f"{figures.units(before.satisfaction)} to {figures.units(month.satisfaction)}."
    )


def _mended(table: Table) -> Iterator[str]:
    """The last time that a broken promise was mended, or that it was not."""
    months, names = [month.shared for month in table.history], table.scenario.months
    mended = [at for at in range(1, len(months)) if recovered(months[at - 1], months[at])]
    broken = [at for at, month in enumerate(months) if late(month)]
    if mended and (not broken or mended[-1] > broken[-1]):
        yield f"From {names[mended[-1]]} on the promise held again."
    elif broken and broken[-1] == len(months) - 1:
        yield f"In {names[broken[-1]]}, the last month, the promise was still {_verdict(months[-1])}."


def _verdict(month: SharedMonth) -> str:
    return "out of reach" if promise(month) == "far" else "missed"


def _signed(table: Table) -> Iterator[str]:
    """The initiatives that both signed, with their months."""
    signed = [
        f"{INITIATIVE_NAMES[key.partition('.')[2]]} in {table.scenario.months[month.round - 1]}"
        for month in table.history
        for proposal in month.signed
        for key, value in proposal.settings.items()
        if key.startswith("initiative.") and value
    ]
    if signed:
        yield f"Both signed {figures.listed(signed)}."


def _ended(table: Table) -> Iterator[str]:
    """How customers were served at the end, beside the beginning."""
    first, last = table.history[0].shared, table.history[-1].shared
    if first is last:
        return
    yield (
        f"At the end {figures.share(last.on_time)} came in time and satisfaction stood at "
        f"{figures.units(last.satisfaction)}; after the first month it was {figures.share(first.on_time)} and "
        f"{figures.units(first.satisfaction)}."
    )
