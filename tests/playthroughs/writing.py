"""Writes a season as text, the same on every machine: figures to five digits, zeros left out, in a fixed order."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from game.rules.levers import SEATS, Seat
from game.scenario import load
from game.seating.session import Session
from game.store.head import head_of
from game.store.record import Record
from game.table.moves import (
    ChangeStructure,
    EndSeason,
    GoOn,
    HandOver,
    InjectEvent,
    Move,
    OpenDebriefForAll,
    Pause,
    TableMove,
)
from game.table.playing import play
from game.table.seen.observation import Observation
from game.table.seen.observing import observe
from game.table.structure import FACILITATOR, Author, Holder, format_author, structure
from game.table.table import Table
from game.table.written import format_move

FOLDER = Path(__file__).parent
SEED = 7
HELD: dict[Seat, str] = {"marketing": "growth-chaser", "distribution": "cost-hawk"}
STEERED: dict[int, tuple[TableMove, ...]] = {
    2: (InjectEvent("port-strike"),),
    3: (ChangeStructure(structure("sync")), Pause("A word."), GoOn()),
    4: (HandOver("marketing", Holder("partner", persona="brand-guardian")),),
    5: (ChangeStructure(structure("talk", leads="distribution")),),
    7: (EndSeason("The room is needed."), OpenDebriefForAll()),
}
"""What is done with a table itself in the season called "steered", before anybody acts in these rounds."""


class Overheard:
    """A table in play that keeps every move."""

    def __init__(self, table: Table) -> None:
        self.table, self.moves, self.head = table, list[Move](), head_of(table)

    def play(self, move: Move, by: Author | None = None, key: str = "") -> Table:
        self.table = play(self.table, move, by or FACILITATOR)
        self.moves.append(move)
        return self.table

    def close(self) -> None:
        pass


def _over(play: Overheard) -> bool:
    """A table can be ended between two looks."""
    return play.table.over


def playthrough(slug: str, preset: str) -> str:
    """The whole text of a season of two partners: under a preset, or begun in silo and "steered" from there."""
    steered = STEERED if preset == "steered" else {}
    holders = {seat: Holder("partner", persona=name) for seat, name in HELD.items()}
    play = Overheard(Table.start(load(slug), SEED, structure("silo" if steered else preset), holders=holders))
    session = Session(cast(Record, play))
    lines = list(_head(play.table))
    while not play.table.over:
        round_, play.moves = play.table.round, []
        if round_ in steered:
            lines += ["", f"--- the table, round {round_} ---"]
            for move in steered[round_]:
                session._land(move, FACILITATOR)  # `direct` would let the partners play on
                lines += [f"{format_author(play.table.interventions[-1].by)} {_figures(format_move(move))}"]
        if _over(play):
            break
        play.moves = []
        lines += ["", f"=== round {round_}, {play.table.scenario.months[round_ - 1]} ==="]
        seen = {seat: observe(play.table, seat) for seat in SEATS}
        for seat in SEATS:
            lines += ["", f"--- {seat} sees ---", *_sees(seen[seat])]
        session.let_partners_play(to_the_reveal=True)
        lines += ["", "--- they do ---", *(line for move in play.moves for line in _does(move, seen))]
        lines += ["", "--- what came of it ---", *_came_of_it(play.table, round_)]
    play.moves = []
    session.let_partners_play()
    lines += [
        "",
        "=== over ===",
        *(line for move in play.moves for line in _does(move, {})),
        f"joint value {_figure(play.table.joint_value)}",
    ]
    return "\n".join(lines) + "\n"


def _head(table: Table) -> Iterator[str]:
    scenario = table.scenario
    yield f"{scenario.title} ({scenario.slug}), structure {table.structure.name}, seed {table.seed}"
    yield f"marketing {HELD['marketing']}, distribution {HELD['distribution']}"
    yield f"leads: {', '.join(f'{lever} {who}' for lever, who in sorted(table.leads.items()))}"


def _sees(seen: Observation) -> Iterator[str]:
    """What a seat knows before it acts; its dashboard of the month before is told with that month."""
    if seen.structure_since > 1:
        yield f"structure {seen.structure.name} since round {seen.structure_since}"
    for card in seen.news:
        yield f"news {card.card}: {card.text}"
    yield from _written("now", asdict(seen.now))
    yield from _written("current", dict(seen.current))
    yield from _written("initiatives", list(seen.initiatives))
    yield f"asked to read: {seen.lever_to_read}"
    if seen.partner:
        yield f"sees the partner's: {', '.join(sorted(asdict(seen.partner.now)))}"


def _does(move: Move, seen: Mapping[Seat, Observation]) -> Iterator[str]:
    """A move; of a plan only what is not as it was."""
    written = format_move(move)
    name, seat = written.pop("move"), written.pop("seat")
    words = [f"{key} {_figure(value)}" for key, value in written.items() if not isinstance(value, Mapping)]
    yield f"{seat} {name}: {'; '.join(words)}" if words else f"{seat} {name}"
    for key, value in written.items():
        if isinstance(value, Mapping):
            stood = seen[move.seat].current if key == "plan" else {}
            told = {one: _figure(part) for one, part in value.items() if part != stood.get(one)}
            yield f"  {key}: {', '.join(f'{one} {part}' for one, part in told.items()) or 'as it stood'}"


def _figures(written: Mapping[str, Any]) -> str:
    return "; ".join(f"{key} {_flat(value)}" for key, value in written.items())


def _came_of_it(table: Table, round_: int) -> Iterator[str]:
    month = table.history[round_ - 1]
    yield from _written("", asdict(month.shared))
    for seat in SEATS:
        yield f"{seat}'s dashboard"
        yield from _written("", asdict(month.dashboards[seat]), "  ")


def _written(name: str, value: Any, indent: str = "") -> Iterator[str]:
    """A tree of plain data: what is flat on one line, what is not one line a branch."""
    if name and isinstance(value, Mapping) and value and _nothing(value):
        yield f"{indent}{name}: 0"
    elif isinstance(value, Mapping) and (not name or any(_deep(part) for part in value.values())):
        for key, part in value.items():
            yield from _written(f"{name}.{key}" if name else str(key), part, indent)
    elif isinstance(value, Mapping):
        told = ", ".join(f"{key} {_figure(part)}" for key, part in value.items() if not _nothing(part))
        yield f"{indent}{name}: {told or 'none'}"
    elif isinstance(value, list | tuple) and any(isinstance(part, Mapping) for part in value):
        for part in value:
            told = "; ".join(f"{key} {_flat(one)}" for key, one in part.items())
            yield f"{indent}{name}: {told}"
    elif isinstance(value, list | tuple):
        yield f"{indent}{name}: {', '.join(map(_figure, value)) or 'none'}"
    else:
        yield f"{indent}{name}: {_figure(value)}"


def _nothing(value: Any) -> bool:
    """Is there nothing but zeros in it?"""
    if isinstance(value, Mapping):
        return all(map(_nothing, value.values()))
    if isinstance(value, list | tuple):
        return bool(value) and all(map(_nothing, value))
    return isinstance(value, int | float) and not isinstance(value, bool) and value == 0


def _deep(value: Any) -> bool:
    return isinstance(value, Mapping | list | tuple)


def _flat(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_figure(part)}" for key, part in value.items()) or "none"
    if isinstance(value, list | tuple):
        return ", ".join(map(_figure, value)) or "none"
    return _figure(value)


def _figure(value: Any) -> str:
    """Five digits are more than a reader needs and fewer than two machines may differ in."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return str(value) if value is not None else "none"
    if isinstance(value, int):
        return str(value)
    tidy = float(f"{value:.5g}") + 0.0
    return f"{tidy:,.10g}" if abs(tidy) >= 1e-6 else "0"
