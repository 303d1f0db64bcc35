"""Numbers that must agree with each other: sums to one, orders of size, lengths, and what starts the season."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.doors.positions import Path
from game.doors.problems import Problem, shown
from game.scenario.shape.document import ScenarioFile
from game.scenario.shape.goods import ProductFile

CLOSE = 1e-6


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
    if item.launch is not None and (total := sum(item.launch.takes_from.values())) > 1 + CLOSE:
        message = f"expected shares that sum to at most 1 for 'takes_from', given a sum of {shown(total)}."
        yield Problem((*here, "launch", "takes_from"), message)


def _falling(path: Path, values: Sequence[float], expected: str) -> Iterator[Problem]:
    if list(values) != sorted(values, reverse=True):
        given = ", ".join(shown(value) for value in values)
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
    if abs(sum(parts) - 1.0) > CLOSE:
        yield Problem(path, f"expected a sum of 1 for {what}, given a sum of {shown(sum(parts))}.")


def _media(file: ScenarioFile) -> Iterator[Problem]:
    media = file.media
    named = {"lift": media.lift, "depth": media.depth, "promotion_fee": media.promotion_fee}
    for name, values in named.items():
        if values[0] != 0:
            message = f"expected 0 as the first number of '{name}', for no promotion, given {shown(values[0])}."
            yield Problem(("media", name, 0), message)
        if list(values) != sorted(values):
            given = ", ".join(shown(value) for value in values)
            yield Problem(("media", name), f"expected numbers that do not fall for '{name}', given {given}.")
    if not media.bounds[0] < media.bounds[1]:
        given = f"{shown(media.bounds[0])} and {shown(media.bounds[1])}"
        yield Problem(("media", "bounds"), f"expected the least before the most for 'bounds', given {given}.")
    if media.depth[2] >= 1:
        yield Problem(("media", "depth"), "expected price cuts below 1, which would give goods away, for 'depth'.")
