"""What must agree inside a file: keys that name one thing each and are referred to rightly, and numbers that fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import fsum

from game.doors.positions import Path
from game.doors.problems import Point, Problem, listed
from game.doors.text import looked_at, quoted
from game.refusal import did_you_mean
from game.scenario.shape.document import ScenarioFile
from game.scenario.shape.goods import ProductFile

RESERVED = "even"
CLOSE = 1e-6


def check_keys(file: ScenarioFile, folder: str | None) -> Iterator[Problem]:
    """Keys and names given twice, keys that name nothing, and a slug that is not the folder's name."""
    products = [item.key for item in file.products]
    markets = [market.key for market in file.markets]
    pools = [pool.key for pool in file.pools]
    if folder is not None and file.slug != folder:
        yield Problem(("slug",), f"expected the name of the scenario's folder, '{folder}', given '{file.slug}'.")
    yield from _twice("products", products)
    yield from _twice("markets", markets)
    yield from _twice("pools", pools)
    yield from _twice("sites", [site.key for site in file.sites])
    yield from check_names((("products", at, "name"), item.name) for at, item in enumerate(file.products))
    yield from check_names((("markets", at, "name"), market.name) for at, market in enumerate(file.markets))
    yield from check_names((("sites", at, "name"), site.name) for at, site in enumerate(file.sites))
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


def check_names(names: Iterable[tuple[Path, str]]) -> Iterator[Problem]:
    """Names, each with its place, that nobody can see, or tell from one before it."""
    known: dict[str, str] = {}
    for path, name in names:
        look = looked_at(name)
        if not look:
            yield Problem(path, f"expected a name that can be seen, given {quoted(name)}.")
        elif look in known:
            apart = "" if known[look] == name else f" as {quoted(known[look])}: case, width and spaces tell none apart"
            yield Problem(path, f"expected a name of its own, given {quoted(name)}, which another has{apart}.")
        known.setdefault(look, name)


def _known(path: Path, given: Iterable[str], known: Sequence[str], what: str) -> Iterator[Problem]:
    for key in given:
        if key not in known:
            yield _unknown((*path, key), key, known, what, "key")


def _unknown(path: Path, given: str, known: Sequence[str], what: str, point: Point) -> Problem:
    hint = did_you_mean(given, known) or (f" There are: {listed(known, 'and')}." if known else " There is none.")
    return Problem(path, f"expected {what}, given '{given}'.{hint}", point)


def check_sums(file: ScenarioFile) -> Iterator[Problem]:
    """Numbers that contradict each other."""
    yield from _seasons(file)
    for at, item in enumerate(file.products):
        yield from _product(item, ("products", at))
    if not any(item.on_sale for item in file.products):
        yield Problem(("products",), "expected at least one product on sale at the start, found none.")
    if not any(market.open for market in file.markets):
        yield Problem(("markets",), "expected at least one market open at the start, found none.")
    for at, market in enumerate(file.markets):
        here: Path = ("markets", at)
        yield from _falling(
            (*here, "transit_days"), market.transit_days, "express no slower than standard, and standard than economy"
        )
    yield from _pools(file)
    yield from _shares(file)
    yield from _media(file)


def _seasons(file: ScenarioFile) -> Iterator[Problem]:
    for key, index in file.calendar.season.items():
        if len(index) != file.rounds:
            message = f"expected {file.rounds} numbers for '{key}', one a round, given {len(index)}."
            yield Problem(("calendar", "season", key), message)


def _product(item: ProductFile, here: Path) -> Iterator[Problem]:
    yield from _falling((*here, "lead"), item.lead, "expedite no slower than standard")
    yield from _falling((*here, "worth"), item.worth, "stock beyond a month's cover worth no more than stock within it")
    if item.on_sale and item.launch is not None:
        yield Problem(
            (*here, "launch"), f"expected no launch for '{item.key}', which is on sale from the start.", "table"
        )
    if not item.on_sale and item.launch is None:
        yield Problem(here, f"expected a table 'launch' for '{item.key}', which is not on sale at the start.", "table")
    if item.launch is not None and (total := fsum(item.launch.takes_from.values())) > 1 + CLOSE:
        message = f"expected shares that sum to at most 1 for 'takes_from', given a sum of {quoted(total)}."
        yield Problem((*here, "launch", "takes_from"), message)


def _falling(path: Path, values: Sequence[float], expected: str) -> Iterator[Problem]:
    if list(values) != sorted(values, reverse=True):
        given = ", ".join(quoted(value) for value in values)
        yield Problem(path, f"expected {expected} for '{path[-1]}', given {given}.")


def _pools(file: ScenarioFile) -> Iterator[Problem]:
    shares = [pool.share for pool in file.pools]
    given = [share for share in shares if share is not None]
    if given and len(given) < len(shares):
        at = shares.index(None)
        yield Problem(("pools", at), "expected a 'share' for every stock pool or for none, found none here.", "table")
    elif given:
        yield from _one(("pools", 0, "share"), given, "the stock pools' shares")


def _shares(file: ScenarioFile) -> Iterator[Problem]:
    unmet = file.customers
    parts = [unmet.lost, unmet.substitute, unmet.backlog, unmet.elsewhere]
    yield from _one(("customers", "lost"), parts, "'lost', 'substitute', 'backlog' and 'elsewhere'")
    targets = file.targets
    yield from _one(("targets", "marketing_weights"), targets.marketing_weights, "'marketing_weights'")
    yield from _one(("targets", "distribution_weights"), targets.distribution_weights, "'distribution_weights'")


def _one(path: Path, parts: Sequence[float], what: str) -> Iterator[Problem]:
    if abs(fsum(parts) - 1.0) > CLOSE:
        yield Problem(path, f"expected a sum of 1 for {what}, given a sum of {quoted(fsum(parts))}.")


def _media(file: ScenarioFile) -> Iterator[Problem]:
    media = file.media
    named = {"depth": media.depth, "promotion_fee": media.promotion_fee}
    for name, values in named.items():
        if values[0] != 0:
            message = f"expected 0 as the first number of '{name}', for no promotion, given {quoted(values[0])}."
            yield Problem(("media", name, 0), message)
        if list(values) != sorted(values):
            given = ", ".join(quoted(value) for value in values)
            yield Problem(("media", name), f"expected numbers that do not fall for '{name}', given {given}.")
    if not media.bounds[0] < media.bounds[1]:
        given = f"{quoted(media.bounds[0])} and {quoted(media.bounds[1])}"
        yield Problem(("media", "bounds"), f"expected the least before the most for 'bounds', given {given}.")
    if media.depth[2] >= 1:
        yield Problem(("media", "depth"), "expected price cuts below 1, which would give goods away, for 'depth'.")
