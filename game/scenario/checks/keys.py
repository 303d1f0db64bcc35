"""Keys: each names one thing, and what refers to a key refers to one that there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from game.doors.positions import Path
from game.doors.problems import Point, Problem, listed
from game.refusal import did_you_mean
from game.scenario.shape.document import ScenarioFile

RESERVED = "even"


def check_keys(file: ScenarioFile, folder: str | None) -> Iterator[Problem]:
    """Keys given twice, keys that name nothing, and a slug that is not the folder's name."""
    products = [item.key for item in file.products]
    markets = [market.key for market in file.markets]
    pools = [pool.key for pool in file.pools]
    if folder is not None and file.slug != folder:
        yield Problem(("slug",), f"expected the name of the scenario's folder, '{folder}', given '{file.slug}'.")
    yield from _twice("products", products)
    yield from _twice("markets", markets)
    yield from _twice("pools", pools)
    yield from _twice("sites", [site.key for site in file.sites])
    if RESERVED in markets:
        named: Path = ("markets", markets.index(RESERVED), "key")
        yield Problem(named, f"expected another key than '{RESERVED}', which means no market focus at all.")
    yield from _known(("calendar", "season"), file.calendar.season, products, "the key of a product")
    for at, item in enumerate(file.products):
        here: Path = ("products", at)
        yield from _known((*here, "base"), item.base, markets, "the key of a market")
        if isinstance(item.stock, dict):
            yield from _known((*here, "stock"), item.stock, pools, "the key of a stock pool")
        if item.launch is not None:
            siblings = [key for key in products if key != item.key]
            yield from _known(
                (*here, "launch", "takes_from"), item.launch.takes_from, siblings, "the key of another product"
            )
    for at, market in enumerate(file.markets):
        if market.pool is not None and market.pool not in pools:
            yield _unknown(("markets", at, "pool"), market.pool, pools, "the key of a stock pool", "value")
    for at, site in enumerate(file.sites):
        yield from _known(("sites", at, "days"), site.days, markets, "the key of a market")
        yield from _known(("sites", at, "cost"), site.cost, markets, "the key of a market")
    if isinstance(file.customers.satisfaction_value, dict):
        path = ("customers", "satisfaction_value")
        yield from _known(path, file.customers.satisfaction_value, markets, "the key of a market")


def unknown_reference(path: Path, given: str | None, known: Sequence[str], what: str) -> Iterator[Problem]:
    """A problem when a name is given that is not known; `what` says what was expected, with its article."""
    if given is not None and given not in known:
        yield _unknown(path, given, known, what, "value")


def _twice(name: str, keys: Sequence[str]) -> Iterator[Problem]:
    for at, key in enumerate(keys):
        if key in keys[:at]:
            first = keys.index(key) + 1
            yield Problem((name, at, "key"), f"expected a key of its own, given '{key}', which entry {first} has.")


def _known(path: Path, given: Iterable[str], known: Sequence[str], what: str) -> Iterator[Problem]:
    for key in given:
        if key not in known:
            yield _unknown((*path, key), key, known, what, "key")


def _unknown(path: Path, given: str, known: Sequence[str], what: str, point: Point) -> Problem:
    hint = did_you_mean(given, known) or (f" There are: {listed(known, 'and')}." if known else " There is none.")
    return Problem(path, f"expected {what}, given '{given}'.{hint}", point)
