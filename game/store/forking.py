"""A season played on from one of its months: a new record with the moves of the months before it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from game.doors.text import quoted
from game.refusal import Refusal
from game.store.places import free_path
from game.store.record import Clock, Record, utc_now
from game.store.replay import read_record, replay_skips


def fork_beside(source: Path, month: str) -> tuple[Path, int]:
    """Begin such a record beside the other one, under a name that is free.

    Args:
        source: as `fork`.
        month: as `fork`.

    Returns:
        Where the new record is, and how many months are kept.

    Raises:
        Refusal: as `fork`.
    """
    target = free_path(f"{source.stem}-on", source.parent)
    return target, fork(source, month, target)


def fork(source: str | Path, month: str, target: Path, clock: Clock = utc_now) -> int:
    """Begin a record that goes on from a month of another, with the same luck; the other stays as it is.

    Args:
        source: the record of the season.
        month: from which it is played on: its name, its first letters or its number from 1.
        target: of the new record; there must be no file yet.
        clock: what time it is, UTC.

    Returns:
        How many months are kept.

    Raises:
        Refusal: when a record cannot be read or made, or there is no such month.
    """
    found = read_record(source)
    names = found.table.scenario.months[: found.table.months + 1][: found.table.rounds]
    kept = _months_before(month, names)
    table = found.began
    head = found.head
    record = Record.begin(target, table, clock, more=head.more, surveyed=head.surveyed, played_on=True)
    try:
        with record:
            for one in found.moves:
                if record.table.months == kept:
                    break
                if not replay_skips(record.table, one.move):
                    record.play(one.move, one.by, one.key)
    except BaseException:  # a full disk, say: half a season is nothing to go on with
        target.unlink(missing_ok=True)
        raise
    return kept


@contextmanager
def dropped_where_refused(target: Path) -> Iterator[None]:
    """Take a new record away again when the table cannot be opened, while nothing was played at it."""
    before = target.read_bytes()
    try:
        yield
    except Refusal:
        if target.read_bytes() == before:
            target.unlink()
        raise


def _months_before(month: str, names: tuple[str, ...] | list[str]) -> int:
    """How many months come before the one that is meant."""
    asked = month.strip().casefold()
    if asked.isascii() and asked.isdigit() and len(asked) < 3 and 1 <= int(asked) <= len(names):
        return int(asked) - 1
    meant = [at for at, name in enumerate(names) if asked and name.casefold().startswith(asked)]
    if len(meant) != 1:
        raise Refusal(
            f"expected a month of this season to play on from, one of {', '.join(names)} or its number: {quoted(month)}"
        )
    return meant[0]
