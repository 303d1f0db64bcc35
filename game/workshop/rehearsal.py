"""A sample room to rehearse with: six pairs who have played the acts of a run of show, programs in people's chairs."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from game.partners.partner import Partner, partner_for
from game.partners.turns import take_turns
from game.rules.levers import SEATS, Seat, other
from game.store.record import Record
from game.table.moves import Move
from game.table.seen.observing import observe
from game.table.survey.instrument import TOP
from game.table.survey.moves import OpenDebrief, Rank, Rate
from game.workshop.acts import begin_act, more_of
from game.workshop.run_of_show import RunOfShow, StepFile

PAIRS: Final = 6
STOOD_IN: Final = "a program, for a rehearsal"
"""What the record calls whoever sat in a chair."""
PERSONAS: Final[tuple[tuple[str, str], ...]] = (
    ("growth-chaser", "cost-hawk"), ("deal-maker", "firefighter"), ("brand-guardian", "steady-hand"),
    ("bridge-builder", "cost-hawk"), ("growth-chaser", "bridge-builder"), ("bridge-builder", "bridge-builder"),
)  # fmt: skip
LEANING: Final[Mapping[Seat, tuple[str, ...]]] = MappingProxyType({
    "marketing": ("price-freedom", "brand-look", "launch-date", "customer-complaints", "stock-availability",
                  "promotion-notice", "forecast-stability", "people-strain", "fines", "cost-per-unit"),
    "distribution": ("cost-per-unit", "forecast-stability", "people-strain", "promotion-notice", "stock-availability",
                     "fines", "customer-complaints", "launch-date", "brand-look", "price-freedom"),
})  # fmt: skip
"""The order that the samples of a seat's rankings are drawn around; no study says so."""


def acts_in(run: RunOfShow) -> list[StepFile]:
    """The acts that pairs of people play in a run of show."""
    return [step for step in run.steps if step.table and not step.table.guided and step.table.seat == "both"]


def sample_room(run: RunOfShow, folder: Path, told: Callable[[int], None] = lambda pair: None) -> list[Path]:
    """Make the records of six pairs, in a folder for each; a record that is there already stays.

    Args:
        run: whose acts they have played.
        folder: where the pairs' folders are to be.
        told: is told after each pair how many there are.

    Raises:
        Refusal: when a record cannot be made.
    """
    made = []
    for number, personas in enumerate(PERSONAS[:PAIRS], 1):
        for step in acts_in(run):
            path = folder / f"pair-{number}" / (step.table.record if step.table else "")
            if not path.exists():
                _play(run, step, path, number, dict(zip(SEATS, personas, strict=True)))
            made.append(path)
        told(number)
    return made


def _play(run: RunOfShow, step: StepFile, path: Path, number: int, personas: Mapping[Seat, str]) -> None:
    """One act of one pair, to its end."""
    assert step.table
    table = run.placed(step.table)
    path.parent.mkdir(parents=True, exist_ok=True)
    begin_act(table, path, personas, f"sample-{number}", more_of(run, step.key), STOOD_IN)
    draws = random.Random(f"{number} {step.key}")
    with Record.resume(path) as record:
        _rank(record, [one for one in table.ask if one == "before"], draws)
        sat = {seat: partner_for(seat, personas[seat]) for seat in SEATS}
        while not record.table.over:
            if not _month(record, sat):
                raise RuntimeError(f"{path}: the sample stands still in round {record.table.round}")
        _rank(record, [one for one in table.ask if one == "after"], draws)
        for seat in SEATS:
            record.play(OpenDebrief(seat))


def _month(record: Record, sat: Mapping[Seat, Partner]) -> bool:
    """Let both play until neither has anything to do; whether anybody did anything."""
    before = len(record.table.history), record.table.play_now

    def turn(seat: Seat) -> bool:
        moves: Sequence[Move] = sat[seat].act(observe(record.table, seat))
        for move in moves:
            record.play(move)
        return bool(moves)

    def seats() -> Iterable[Seat]:
        return SEATS

    take_turns(seats, turn, lambda: record.table.over)
    return (len(record.table.history), record.table.play_now) != before


def _rank(record: Record, moments: Sequence[str], draws: random.Random) -> None:
    """What the two say matters: around what their seats lean to, and nearer to each other after play."""
    instrument = record.table.instrument
    for moment in moments:
        for seat in SEATS:
            for whose in instrument.asked(moment):
                about = other(seat) if whose == "partner" else seat
                spread = (3.5 if moment == "before" else 2.0) if whose == "partner" else 1.5
                place = {key: LEANING[about].index(key) + draws.gauss(0.0, spread) for key in instrument.keys}
                keys = sorted(place, key=place.__getitem__)
                shown = " ".join(one.key for one in instrument.listed(seat, moment, whose))
                most = TOP + 1 if whose == "job" else len(keys)
                ranks = {key: min(at, most) for at, key in enumerate(keys, 1)}
                record.play(Rank(seat, moment, whose, ranks, shown=shown))
            for one in instrument.statements:
                record.play(Rate(seat, moment, one.key, draws.randint(1, 7), draws.randrange(0, 101, 5)))
