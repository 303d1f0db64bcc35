"""The records to debrief, from files and folders: every one that can be read, and what is wrong with each other."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from game.doors.text import natural
from game.refusal import Refusal
from game.store.replay import Replay, read_record
from game.store.surveyfile import SurveyRead, is_survey, read_survey

ENDING = ".toml"
NAMED = 8
"""Files of a folder that are named before the others are counted."""
MOST_FILES = 5000
"""Files and folders that are looked at in a folder; a room of a hundred tables has a few hundred."""


@dataclass(frozen=True)
class Recorded:
    """A record that can be debriefed."""

    path: Path
    replay: Replay


@dataclass(frozen=True)
class Collected:
    """What some files and folders hold.

    Args:
        found: the records, in the order in which they were named; those of a folder by name, numbers by their size.
            A table and its copy are one.
        surveys: what was typed in from paper beside them, likewise.
        problems: what is wrong with each of the others, one message for each.
        asked: whether one of the problems is with a file that was named itself.
    """

    found: tuple[Recorded, ...]
    surveys: tuple[SurveyRead, ...]
    problems: tuple[str, ...]
    asked: bool


def collect(paths: Sequence[Path]) -> Collected:
    """Read every record and every survey that these paths name, or that lies in the folders that they name.

    A file that is no record is told, and the rest is read all the same.
    """
    found: list[Recorded] = []
    surveys: list[SurveyRead] = []
    problems: list[str] = []
    seen: set[str] = set()
    asked = False
    for given in paths:
        inside = os.path.isdir(given)  # a name too long to be one is no folder, and is told when it is read
        try:
            held = _files(given) if inside else [given]
        except Refusal as refusal:
            problems.append(refusal.message)
            asked = True
            continue
        files = [path for path in held if not inside or path.suffix == ENDING]
        problems += _others(path for path in held if path not in files)
        if not held:
            problems.append(f"{given}: expected records in this folder, found none.")
            asked = True
        for path in files:
            real = os.path.realpath(path)
            if real in seen:
                continue
            seen.add(real)
            try:
                if is_survey(path):
                    surveys.append(read_survey(path))
                else:
                    found.append(Recorded(path, _read(path)))
            except Refusal as refusal:
                problems.append(refusal.message)
                asked = asked or not inside
    once, copies = _once_each(found)
    return Collected(once, tuple(surveys), (*problems, *copies), asked)


def _once_each(found: Sequence[Recorded]) -> tuple[tuple[Recorded, ...], list[str]]:
    """Every table once, where it went farthest, and a line for each copy of one."""
    kept: list[Recorded] = []
    copies = []
    for one in found:
        at = next((at for at, other in enumerate(kept) if _same_table(one.replay, other.replay)), None)
        if at is None:
            kept.append(one)
            continue
        longer, shorter = sorted((kept[at], one), key=lambda each: (-len(each.replay.moves), len(each.path.name)))
        kept[at] = longer
        copies.append(f"{shorter.path}: the same table as {longer.path}, so it is counted once.")
    return tuple(kept), copies


def _same_table(one: Replay, other: Replay) -> bool:
    """Is one the beginning of the other, to the second? Two tables never are: their moves were made at other times."""
    least = min(len(one.moves), len(other.moves))
    return one.moves[:least] == other.moves[:least] and any(move.at for move in one.moves[:least])


def numbers_of(found: Sequence[Recorded]) -> list[int]:
    """The numbers of tables: the last in each file's name where all have one and no two the same, else from 1."""
    named = [re.findall(r"\d{1,6}", one.path.stem) for one in found]
    given = [int(digits[-1]) for digits in named if digits]
    return given if len(set(given)) == len(found) else list(range(1, len(found) + 1))


def _files(folder: Path) -> list[Path]:
    """The files of a folder and of the folders in it, by name; hidden ones are left alone.

    Raises:
        Refusal: when there are so many that it is some other folder, such as a whole disk.
    """
    found: list[Path] = []
    seen = 0
    for here, folders, names in os.walk(folder):  # a folder that may not be read, or is gone by now, is passed over
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(here, name) for name in names if not name.startswith(".")]
        seen += len(folders) + len(names)
        if seen > MOST_FILES:
            raise Refusal(
                f"{folder}: expected a folder of records, found more than {MOST_FILES:,} files and folders in it. "
                "Name the folder that the records are in."
            )
    return sorted(found, key=lambda path: [natural(part) for part in path.parts])


def _others(paths: Iterable[Path]) -> Iterator[str]:
    """What is said of the files in a folder that are no records by their names: a line for each folder."""
    for folder, files in groupby(paths, key=lambda path: path.parent):
        names = [path.name for path in files]
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        yield f"{folder}: left out, as records end in {ENDING}: {', '.join(names[:NAMED])}{more}."


def _read(path: Path) -> Replay:
    replay = read_record(path)
    if not replay.table.history:
        raise Refusal(f"{path}: no month was played at this table yet, so there is nothing to look back on.")
    return replay
