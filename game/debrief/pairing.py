"""Which records are of one pair: the acts that the same two people played, and what tables and acts are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from game import figures
from game.store.replay import Replay


def same_of(pairs: Sequence[str]) -> list[int]:
    """For each of some records the first that is of the same pair; one that says nothing of its pair is its own."""
    return [pairs.index(pair) if pair else at for at, pair in enumerate(pairs)]


def acts_of(paths: Sequence[Path], replays: Sequence[Replay]) -> list[tuple[str, int]]:
    """What each record is called, and which act of its pair it is; 0 where no pair here played more than one.

    A table keeps the number in its file's name, and a pair that in its folder's, where all have one and no two the
    same. An act keeps the number in its file's name likewise; else acts count in the order in which they were begun.
    """
    pairs = same_of([one.head.pair for one in replays])
    firsts = list(dict.fromkeys(pairs))
    if len(firsts) == len(pairs):
        return [(f"Table {number}", 0) for number in table_numbers(paths)]
    numbers = dict(zip(firsts, pair_numbers([paths[first] for first in firsts]), strict=True))
    acts: dict[int, int] = {}
    for first in firsts:
        own = [at for at, pair in enumerate(pairs) if pair == first]
        own.sort(key=lambda at: replays[at].moves[0].at)
        acts |= dict(zip(own, numbers_of([paths[at].stem for at in own]), strict=True))
    return [(f"Table {numbers[pair]}, act {acts[at]}", acts[at]) for at, pair in enumerate(pairs)]


_MANY: Final = MappingProxyType({2: "two", 3: "three"})
_TABLE: Final = re.compile(r"table-(\d{1,6})\b")


def table_numbers(paths: Sequence[Path]) -> list[int]:
    """The number of each table, by its file's name where no two have the same."""
    named = [_TABLE.findall(path.stem)[:1] for path in paths]
    return numbers_of(
        [numbers[0] if numbers and all(named) else path.stem for numbers, path in zip(named, paths, strict=True)]
    )


def pair_numbers(paths: Sequence[Path]) -> list[int]:
    """The number of each pair: of its table in its file's name, else in its folder's, where no two have the same."""
    named = all(_TABLE.search(path.stem) for path in paths)
    return table_numbers(paths) if named else numbers_of([path.parent.name for path in paths])


def doubled(paths: Sequence[Path], replays: Sequence[Replay]) -> list[str]:
    """A line for each number that two pairs have, in the names of their files; and one where days are mixed."""
    tables: dict[str, dict[str, Path]] = {}
    for path, replay in zip(paths, replays, strict=True):
        for number in _TABLE.findall(path.stem)[:1] if replay.head.pair else ():
            tables.setdefault(number, {}).setdefault(replay.head.pair, path)
    said = [
        f"{_MANY.get(len(pairs), len(pairs))} pairs are table {number}: "
        f"{figures.listed(list(map(str, pairs.values())))}. "
        "Tables are counted from 1 here. To keep their numbers, give each its own in its files' names."
        for number, pairs in tables.items()
        if len(pairs) > 1
    ]
    begun = [replay.moves[0].at[:10] for replay in replays if replay.moves and replay.moves[0].at]
    days = sorted(set(begun))
    if len(days) > 1 and any(replay.head.pair for replay in replays):
        said.append(
            f"These records were begun on {figures.listed(days)}. If they are of two sessions, name the files of one."
        )
    return said


def numbers_of(names: Sequence[str]) -> list[int]:
    """The last number in each name where all have one and no two the same, else from 1."""
    named = [re.findall(r"\d{1,6}", name) for name in names]
    given = [int(digits[-1]) for digits in named if digits]
    return given if len(set(given)) == len(names) else list(range(1, len(names) + 1))
