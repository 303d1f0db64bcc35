"""The head of a record: which game, scenario, seed and structure it was played with, and who held the seats."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from types import MappingProxyType
from typing import Any, Final

from game import __version__
from game.refusal import Refusal
from game.rules.levers import SEATS, Seat
from game.scenario import Scenario, load
from game.scenario.shelf import find, shipped
from game.table.holders import Holder, holder_problem, two_persons
from game.table.structure import Structure, from_dials
from game.table.survey.instrument import Instrument, instrument_of
from game.table.table import Table

FORMAT: Final = 1
TITLE: Final = b"# A Last Mile record: what was decided at one table, in order. Do not change it by hand.\n"


@dataclass(frozen=True)
class Head:
    """What a record says before its first move."""

    scenario: str  # slug of a shipped scenario, else the path of its file
    fingerprint: str
    seed: int
    structure: Structure
    seats: Mapping[Seat, Holder] = field(default_factory=two_persons)
    instrument: Instrument | None = None  # what is ranked and rated; None in a record older than the survey
    game: str = __version__
    format: int = FORMAT

    def written(self) -> dict[str, Any]:
        """The head as TOML tables."""
        kept = {"instrument": self.instrument.written()} if self.instrument else {}
        return {
            "format": self.format,
            "game": self.game,
            "scenario": self.scenario,
            "fingerprint": self.fingerprint,
            "seed": self.seed,
            "structure": asdict(self.structure),
            "seats": {seat: asdict(self.seats[seat]) for seat in SEATS},
            **kept,
        }


def head_of(
    scenario: Scenario,
    seed: int,
    structure: Structure,
    seats: Mapping[Seat, Holder] | None,
    instrument: Instrument | None = None,
) -> Head:
    """The head of a new record.

    Raises:
        Refusal: when a name cannot be written.
    """
    chosen = {**two_persons(), **(seats or {})}
    for seat, holder in chosen.items():
        problem = holder_problem(holder)
        if problem:
            raise Refusal(f"the {seat} seat: {problem}")
    own = scenario.slug in shipped() and find(scenario.slug) == scenario.path
    where = scenario.slug if own else str(scenario.path.resolve())
    return Head(where, scenario.fingerprint, seed, structure, MappingProxyType(chosen), instrument)


def parse_head(content: bytes, source: str) -> Head:
    """The head from its block; `source` names the record in a refusal.

    Raises:
        Refusal: when it lacks something or something is of the wrong kind.
    """
    tree = tomllib.loads(content.decode())
    try:
        head = Head(
            scenario=_kept(tree, "scenario", str),
            fingerprint=_kept(tree, "fingerprint", str),
            seed=_kept(tree, "seed", int),
            structure=from_dials(_kept(tree, "structure", dict)),
            seats=MappingProxyType({seat: _holder(tree["seats"][seat]) for seat in SEATS}),
            instrument=_instrument(tree, source),
            game=_kept(tree, "game", str),
            format=_kept(tree, "format", int),
        )
    except (KeyError, TypeError) as error:
        raise Refusal(f"{source}: expected the head of a record, could not read it: {error}.") from None
    return head


def _kept(tree: Mapping[str, Any], key: str, kind: type) -> Any:
    if not isinstance(tree[key], kind):
        raise TypeError(f"{key} is {tree[key]!r}")
    return tree[key]


def _instrument(tree: Mapping[str, Any], source: str) -> Instrument | None:
    """What the head says is ranked and rated; a record older than the survey says nothing."""
    if "instrument" not in tree:
        return None
    try:
        return instrument_of(_kept(tree, "instrument", dict))
    except Refusal as refusal:
        raise Refusal(f"{source}: expected the head of a record: {refusal.message}") from None


def _holder(written: Mapping[str, Any]) -> Holder:
    holder = Holder(**written)
    problem = holder_problem(holder)
    if problem:
        raise TypeError(problem)
    return holder


def table_of(head: Head, source: str, scenario: Scenario | None = None) -> Table:
    """The table that a record begins with.

    Args:
        head: the record's.
        source: names the record in a refusal.
        scenario: the scenario, when the caller has it; else it is loaded as the head says.

    Raises:
        Refusal: when the scenario cannot be found or is not the one that was played.
    """
    if scenario is None:
        try:
            scenario = load(head.scenario)
        except Refusal as refusal:
            raise Refusal(
                f"{source}: this table was played in the scenario '{head.scenario}'.\n{refusal.message}"
            ) from None
    if scenario.fingerprint != head.fingerprint:
        raise Refusal(
            f"{source}: expected the scenario '{head.scenario}' as it was when this table was played "
            f"(fingerprint {head.fingerprint[:12]}), found it changed (now {scenario.fingerprint[:12]}).\n"
            f"Its months would come out differently. Put the scenario's file back as it was, or use the Last Mile "
            f"{head.game} that wrote the record; a new table plays the scenario as it is now."
        )
    return Table.start(scenario, head.seed, head.structure, instrument=head.instrument, holders=head.seats)
