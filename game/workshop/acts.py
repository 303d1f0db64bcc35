"""A table of an act: its record, begun with what is asked when, and with what the same two have ranked before."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from game.doors.text import as_typed
from game.refusal import Refusal
from game.rules.levers import SEATS, Seat
from game.scenario import load
from game.store.record import Record
from game.store.replay import read_record
from game.table.structure import Holder, structure
from game.table.survey.instrument import fresh_instrument
from game.table.survey.moves import PassSurvey
from game.table.survey.survey import MOMENTS, brought_along
from game.table.table import Table
from game.workshop.journal import STALE
from game.workshop.run_of_show import RunOfShow, TableFile

NOTHING_CAME: Final = "What was ranked in an earlier act does not come along"


def act_of(run: RunOfShow, key: str, number: int = 0) -> tuple[TableFile, Path]:
    """How the tables of an act are set up, and the name of the file that each keeps its record in.

    Args:
        run: the session's.
        key: of the act.
        number: of the table, which its files then carry, and the session's name, so that the records of a room can lie
            in one folder; 0 = none.

    Raises:
        Refusal: when there is no such act.
    """
    acts = {step.key: step.table for step in run.steps if step.table is not None}
    if key not in acts:
        raise Refusal(f"{run.name}: expected an act with a table, {', '.join(acts)}: '{key}'.")
    table, before = run.placed(acts[key]), f"{run.name}-table-{number}-" if number else ""
    again = f"{before}{table.again}" if table.again else ""
    return table.model_copy(update={"again": again}), Path(f"{before}{acts[key].record or f'{key}.toml'}")


def check_of_today(run: RunOfShow, path: Path, now: float) -> None:
    """Look at the record of an act that is there already: a room that is booked goes on with its own tables only.

    Raises:
        Refusal: when it was left so long ago that it is of a rehearsal, or of another room.
    """
    left = path.stat().st_mtime
    if run.file.ends == "open" or now - left < STALE:
        return
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(left))
    raise Refusal(
        f"{path}: expected a table of today, found one that was left on {when}. For a new table, type the same command "
        f"in an empty folder. To go on with this one: lastmile play --resume {as_typed(path)}"
    )


def pair_in(run: RunOfShow, folder: Path, number: int = 0) -> str:
    """Whose the acts in a folder are: of those who played an act of this run here, or of somebody new."""
    for step in run.steps:
        path = folder / act_of(run, step.key, number)[1] if step.table else folder
        if path.is_file():
            with suppress(Refusal):
                if pair := read_record(path).head.pair:
                    return pair
    return secrets.token_hex(8)


def more_of(run: RunOfShow, key: str) -> bool:
    """Do the same people play in the place of an act once more after it?"""
    at = next(at for at, step in enumerate(run.steps) if step.key == key and step.table)
    places = [step.table.scenario for step in run.steps[at:] if step.table]
    return places[0] in places[1:]


def begin_act(
    table: TableFile, path: Path, personas: Mapping[Seat, str], pair: str = "", more: bool = False, called: str = ""
) -> str:
    """Make the record of an act, ready to be played.

    Args:
        table: how the act is set up.
        path: where the record is to be; there is none yet.
        personas: who holds a seat where one person plays with a partner.
        pair: whose it is.
        more: do they play in this place once more after it?
        called: what its people are called; nothing, unless programs sit in for them.

    Returns:
        what did not come along from an earlier act, in a sentence; "" = all did.

    Raises:
        Refusal: when the record cannot be made.
    """
    people = SEATS if table.seat == "both" else (table.seat,)
    earlier, missing = _earlier(table, path.parent)
    held = {
        seat: Holder(name=called) if seat in people else Holder("partner", persona=personas[seat]) for seat in SEATS
    }
    fresh = fresh_instrument().short if table.short else fresh_instrument()
    asked = earlier.instrument if earlier else fresh  # what was asked before is asked again, in whatever place
    place, how = load(table.scenario), structure(table.structure)
    with Record.create(
        path, place, table.seed, how, held, pair=pair, more=more, instrument=asked, talk_first=True
    ) as record:
        for move in brought_along(earlier.survey) if earlier else ():
            record.play(move)
        for moment in MOMENTS:
            for seat in people if moment not in table.ask else ():
                record.play(PassSurvey(seat, moment))
    return missing


def _earlier(table: TableFile, folder: Path) -> tuple[Table | None, str]:
    """The act whose rankings come along, or why none does."""
    if not table.again:
        return None, ""
    try:
        return read_record(folder / table.again).table, ""
    except Refusal as refusal:
        return None, f"{NOTHING_CAME}. {refusal.prose}"
