"""The records to debrief, from files and folders: every one that can be read, and what is wrong with each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from game.refusal import Refusal
from game.table.replay import Replay, read_record
from game.table.surveyfile import SurveyRead, is_survey, read_survey

ENDING = ".toml"


@dataclass(frozen=True)
class Found:
    """A record that can be debriefed."""

    path: Path
    replay: Replay


@dataclass(frozen=True)
class Collected:
    """What some files and folders hold.

    Args:
        found: the records, in the order in which they were named; those of a folder by name.
        surveys: what was typed in from paper beside them, likewise.
        problems: what is wrong with each of the others, one message for each.
        asked: whether one of the problems is with a file that was named itself.
    """

    found: tuple[Found, ...]
    surveys: tuple[SurveyRead, ...]
    problems: tuple[str, ...]
    asked: bool


def collect(paths: Sequence[Path]) -> Collected:
    """Read every record and every survey that these paths name, or that lies in the folders that they name.

    A file that is no record is told, and the rest is read all the same.
    """
    found: list[Found] = []
    surveys: list[SurveyRead] = []
    problems: list[str] = []
    seen: set[Path] = set()
    asked = False
    for given in paths:
        inside = given.is_dir()
        files = list(_files(given)) if inside else [given]
        if not files:
            problems.append(f"{given}: expected records in this folder, found none.")
            asked = True
        for path in files:
            if path.resolve() in seen:
                continue
            seen.add(path.resolve())
            try:
                if is_survey(path):
                    surveys.append(read_survey(path))
                else:
                    found.append(Found(path, _read(path, inside)))
            except Refusal as refusal:
                problems.append(refusal.message)
                asked = asked or not inside
    return Collected(tuple(found), tuple(surveys), tuple(problems), asked)


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder and of the folders in it, by name; hidden ones are left alone."""
    inside = sorted(folder.rglob("*"))
    for path in inside:
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and not path.is_dir():
            yield path


def _read(path: Path, inside: bool) -> Replay:
    if inside and path.suffix != ENDING:
        raise Refusal(f"{path}: left out, as it is no record: records end in {ENDING}.")
    replay = read_record(path)
    if not replay.table.history:
        raise Refusal(f"{path}: no month was played at this table yet, so there is nothing to look back on.")
    return replay
