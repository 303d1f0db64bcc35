"""Simulating a scenario: very many seasons of two ways of playing, streamed in chunks, counted as they come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np

from game.doors.tables import Column
from game.lab.bench import Bench
from game.lab.encoding import Code
from game.lab.playing import CHUNK, luck_of, months, stage, stage_of
from game.lab.search.solving import WORKS, plans_of
from game.lab.simulation.players import WAYS, Persona, Player, Script, course_named, mixed, play
from game.lab.workers import Workers
from game.refusal import Refusal
from game.rules.arrays import Floats, Ints, along, over_products
from game.rules.clashes import CLASHES
from game.rules.draws import seeds_from
from game.rules.levers import SEATS, Seat
from game.rules.month import Outcome
from game.rules.passing import company_otif
from game.scenario import Scenario
from game.table.structure import Structure

_CLASH: Final = "months of the season in which it showed: "
COLUMNS: Final = (
    Column("seed", "of the season; it gives the same season again"),
    Column("joint", "joint value of the season", "currency units"),
    Column("margin", "contribution margin of the season", "currency units"),
    Column("otif", "delivered on time and in full, mean of the months", "share from 0 to 1"),
    Column("satisfaction", "satisfaction of customers, mean of the months", "points from 0 to 100"),
    Column("ordered", "units ordered by customers", "units"),
    Column("shipped", "units shipped to customers", "units"),
    Column("marketing", "marketing's scorecard, mean of the months", "points"),
    Column("distribution", "distribution's scorecard, mean of the months", "points"),
    Column(CLASHES[0], _CLASH + "a young market badly served", "months"),
    Column(CLASHES[1], _CLASH + "a young item on a full floor, or short in stock", "months"),
    Column(CLASHES[2], _CLASH + "a deal that could not be shipped, or borrowed from later months", "months"),
    Column(CLASHES[3], _CLASH + "a saving on the way to customers that broke the promise", "months"),
)
"""What is kept of a season, for its codebook: its seed, and its figures."""
FIGURES: Final = tuple(one.name for one in COLUMNS[1:])
"""The figures, in the order in which every chunk has them."""

TABLES, CHUNKS = 16, 4
"""Seasons at real tables, and chunks of seasons straight through the rules, in one piece of work."""

SIDE_BY_SIDE: Final = 60_000
"""Seasons from which a second process is worth starting; a season at a table counts as a thousand."""


@dataclass(frozen=True)
class Simulation:
    """What is simulated."""

    scenario: Scenario  # where it is played
    structure: Structure  # how the seats work together
    names: tuple[str, str]  # a persona or one of `WAYS` for marketing and for distribution
    seasons: int  # how many seasons
    seed: int  # the first seed; season i has seed + i

    def check(self) -> None:
        """Refuse names that there are not.

        Raises:
            Refusal: with the names there are.
        """
        from game.partners import personas

        for seat, name in zip(SEATS, self.names, strict=True):
            if name not in WAYS and name not in personas(seat):
                known = ", ".join((*personas(seat), *WAYS))
                raise Refusal(f"{seat}: expected one of {known}, given '{name}'.")

    @property
    def by_tables(self) -> bool:
        """Whether a persona plays, and so every season needs a table."""
        return any(name not in WAYS for name in self.names)


def chunks(simulation: Simulation, workers: Workers) -> Iterator[Floats]:
    """The figures of the seasons, chunk by chunk in the order of the seeds: `(n, figures)`."""
    simulation.check()
    bench = _bench(simulation, workers)
    size = TABLES if simulation.by_tables else CHUNKS * CHUNK
    jobs = (
        (simulation.seed + first, min(size, simulation.seasons - first)) for first in range(0, simulation.seasons, size)
    )
    work = partial(_tables if simulation.by_tables else _rules, bench, simulation.structure, simulation.names)
    yield from workers.stream(work, jobs)


def _bench(simulation: Simulation, workers: Workers) -> Bench:
    """The scenario with its two plans, which are looked up only when somebody plays them."""
    if not {"best", "silo"} & set(simulation.names):
        code = Code(simulation.scenario)
        return Bench(code, stage(code), code.defaults(), code.defaults())
    return plans_of(simulation.scenario, WORKS["usual"], 1, workers)


def hands_for(simulation: Simulation) -> int | None:
    """How many processes a simulation is worth; None = all there are."""
    work = simulation.seasons * (1000 if simulation.by_tables else 1)
    return None if work >= SIDE_BY_SIDE else 1


def _rules(bench: Bench, structure: Structure, names: tuple[str, str], first: int, n: int) -> Floats:
    """Some chunks of seasons straight through the rules."""
    here, pieces = stage_of(bench.code, structure), []
    for start in range(first, first + n, CHUNK):
        size = min(CHUNK, first + n - start)
        course = mixed(bench.code.scenario, bench, structure, names, size, start)
        pieces.append(_figures(months(here, course, luck_of(here.ready, seeds_from(start, size))), size))
    return np.concatenate(pieces)


def _tables(bench: Bench, structure: Structure, names: tuple[str, str], first: int, n: int) -> Floats:
    """A chunk of seasons at real tables."""
    scenario = bench.code.scenario
    rows = []
    for seed in range(first, first + n):
        players: dict[Seat, Player] = {}
        for seat, name in zip(SEATS, names, strict=True):
            if name in WAYS:
                players[seat] = Script(seat, bench.code, course_named(name, bench, 1, seed))
            else:
                players[seat] = Persona(seat, name)
        table = play(scenario, seed, structure, players)
        rows.append(_figures((month.outcome for month in table.history), 1))
    return np.concatenate(rows)


def _figures(outcomes: Iterator[Outcome], n: int) -> Floats:
    """The figures of `n` seasons from the outcomes of their rounds: `(n, figures)`."""
    total, rounds = np.zeros((n, len(FIGURES))), 0
    for outcome in outcomes:
        wanted = over_products(outcome.filled.wanted)
        felt = along(outcome.customers.satisfaction * wanted) / np.maximum(1e-9, along(wanted))
        parts = (
            outcome.money.joint / 100.0, outcome.money.margin / 100.0, company_otif(outcome), felt,
            along(over_products(outcome.demand.units)), along(over_products(outcome.floor.shipped)),
            outcome.scorecards.marketing, outcome.scorecards.distribution,
        )  # fmt: skip
        for column, part in enumerate(parts):
            total[:, column] += part
        total[:, len(parts) :] += outcome.clashes.any
        rounds += 1
    for name in ("otif", "satisfaction", "marketing", "distribution"):
        total[:, FIGURES.index(name)] /= max(1, rounds)
    return total


BINS: Final = 4096
WIDE: Final = 8.0  # standard deviations of the first chunk on either side of its mean that the bins span
QUANTILES: Final = (0.05, 0.25, 0.5, 0.75, 0.95)


class Digest:
    """One figure's distribution.

    The bins are laid by the first chunk; a quantile is known to a bin's width, 1/256 of the first chunk's standard
    deviation. Values beyond the bins are counted in the outermost ones.
    """

    def __init__(self) -> None:
        self.count = 0
        self.mean = 0.0
        self._square = 0.0
        self.low, self.high = float("inf"), float("-inf")
        self._edges: Floats | None = None
        self._bins: Ints = np.zeros(BINS, dtype=np.int64)

    def add(self, values: Floats) -> None:
        """Count a chunk of values, `(n,)`."""
        if not len(values):
            return
        mean, square = float(values.mean()), float(((values - values.mean()) ** 2).sum())
        apart, whole = mean - self.mean, self.count + len(values)
        self._square += square + apart * apart * self.count * len(values) / whole
        self.mean += apart * len(values) / whole
        self.count = whole
        self.low, self.high = min(self.low, float(values.min())), max(self.high, float(values.max()))
        if self._edges is None:
            half = max(1e-9, WIDE * self.spread)
            self._edges = np.linspace(self.mean - half, self.mean + half, BINS + 1)
        place = np.clip(np.searchsorted(self._edges, values, side="right") - 1, 0, BINS - 1)
        self._bins += np.bincount(place, minlength=BINS)

    @property
    def spread(self) -> float:
        """The standard deviation."""
        return float(np.sqrt(self._square / max(1, self.count - 1)))

    @property
    def error(self) -> float:
        """The standard error of the mean."""
        return self.spread / float(np.sqrt(max(1, self.count)))

    def quantile(self, share: float) -> float:
        """The value below which a share of the values lie."""
        if self._edges is None:
            return float("nan")
        behind = np.cumsum(self._bins)
        at = int(np.searchsorted(behind, share * self.count))
        middle = float(self._edges[at] + self._edges[at + 1]) / 2.0
        return min(max(middle, self.low), self.high)

    def summary(self) -> dict[str, float]:
        """Mean, its error, spread, ends and quantiles."""
        found = {"mean": self.mean, "error": self.error, "sd": self.spread, "min": self.low, "max": self.high}
        return found | {f"p{round(100 * share):02d}": self.quantile(share) for share in QUANTILES}
