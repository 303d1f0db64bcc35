"""Where rooms are kept, one folder each, and what a new one begins with."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from game.doors.text import visible
from game.host.identity import new_code
from game.host.roomlog import NAME, RoomHead
from game.refusal import Refusal
from game.store.places import tables_folder


def head_of_room(
    scenario: str, title: str, structure: str, seed: int, survey: bool, clock: Callable[[], float] = time.time
) -> RoomHead:
    """What a new room begins with."""
    return RoomHead(new_code(), clock(), title, scenario, structure, seed, survey=survey)


def rooms_folder() -> Path:
    """Where rooms are kept: beside a person's tables."""
    return tables_folder().parent / "rooms"


def new_folder(name: str) -> Path:
    """A folder for a new room that nothing lies in yet."""
    number, folder = 1, rooms_folder() / name
    while folder.exists():
        number += 1
        folder = rooms_folder() / f"{name}-{number}"
    return folder


def latest_room() -> Path:
    """The folder of the room that something was done in last.

    Raises:
        Refusal: when there is none.
    """
    found = sorted(rooms_folder().glob(f"*/{NAME}"), key=lambda path: path.stat().st_mtime)
    if not found:
        raise Refusal(f"{visible(str(rooms_folder()))}: expected a room to go on with, found none. Name its --folder.")
    return found[-1].parent
