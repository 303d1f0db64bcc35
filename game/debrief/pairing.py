"""Which records are of one pair: the acts that the same two people played, and what tables and acts are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

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
        return [(f"Table {number}", 0) for number in numbers_of([path.stem for path in paths])]
    numbers = dict(zip(firsts, numbers_of([paths[first].parent.name for first in firsts]), strict=True))
    acts: dict[int, int] = {}
    for first in firsts:
        own = [at for at, pair in enumerate(pairs) if pair == first]
        own.sort(key=lambda at: replays[at].moves[0].at)
        acts |= dict(zip(own, numbers_of([paths[at].stem for at in own]), strict=True))
    return [(f"Table {numbers[pair]}, act {acts[at]}", acts[at]) for at, pair in enumerate(pairs)]


def numbers_of(names: Sequence[str]) -> list[int]:
    """The last number in each name where all have one and no two the same, else from 1."""
    named = [re.findall(r"\d{1,6}", name) for name in names]
    given = [int(digits[-1]) for digits in named if digits]
    return given if len(set(given)) == len(names) else list(range(1, len(names) + 1))
