"""A session on disk: what was done is there before the screen says so, and a killed session goes on where it was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from game.doors.files import read_bytes
from game.doors.toml import own_tree
from game.refusal import Refusal
from game.scenario.wording import made_of
from game.store.blocks import LogBlock, check_as_saved, line_in, line_of, parse_move_block, scan
from game.store.files import place_of
from game.store.log import Kind, Log, Logged
from game.store.places import free_path, tables_folder
from game.table.wording import text_problem
from game.workshop.clock import Happening, Moment, Progress, begin
from game.workshop.run_of_show import RunOfShow, run_of

STALE: Final = 12 * 3600.0
"""Seconds after which a session that was left is not gone on with by itself."""
GONE: Final = 2 * 3600.0
"""Seconds after its end, in a room that is booked, from which a session is over though nobody ended it."""
REHEARSED: Final = "-rehearsal"
TITLE: Final = b"# A Last Mile workshop: what the facilitator did, in order. Do not change it by hand.\n"
SESSION: Final = Kind(
    title=TITLE,
    there="there is a file already, and a session is never written over.",
    place="a place where a session can be kept",
    held="this session is open in another window. Go on there, or close it first.",
    unwritten="This does not count; all before it is safe. Make room and do it again.",
)


@dataclass(frozen=True)
class JournalHead:
    """What a session says before the first thing done in it, as it is written."""

    name: str  # of its run of show
    began: Moment
    text: str  # of its run of show
    place: str = ""  # what is typed to name it
    waits: bool = False  # False: written when the clock of a session began with its first page
    rehearsal: bool = False


class Journal(Logged):
    """A session whose every step is on disk. Made by `begin` or `resume`.

    Attributes:
        session: the session as it is now.
    """

    def __init__(self, log: Log, session: Progress, report: str = "") -> None:
        super().__init__(log, report)
        self.session = session

    @classmethod
    def begin(cls, path: Path, run: RunOfShow, now: float, rehearsal: bool = False) -> Journal:
        """A new session in a new file, or the rehearsal of one.

        Raises:
            Refusal: when the file cannot be made, or is there already.
        """
        head: dict[str, Any] = {"name": run.name, "place": run.place, "began": now, "waits": True, "text": run.text}
        if rehearsal:
            head["rehearsal"] = True
        store, name = place_of(path)
        return cls(store.create(name, SESSION, (head,)), begin(run, now, rehearsal))

    @classmethod
    def resume(cls, path: Path) -> Journal:
        """Go on with a session; a torn end is left out and told.

        Raises:
            Refusal: when it cannot be opened or read, or is open elsewhere.
        """
        store, name = place_of(path)
        log, (session, report) = store.resume(name, SESSION, lambda data: _read(data, str(path)))
        return cls(log, session, report)

    def do(self, done: Happening) -> Progress:
        """Do something and write it to disk; it is safe when this returns.

        Raises:
            Refusal: when it cannot be done now or cannot be written; the session stays as it was.
        """
        if done.what == "note":
            problem = text_problem(done.text, "the note")
            if problem:
                raise Refusal(problem)
        after = self.session.after(done)
        content: dict[str, Any] = {"at": done.at, "what": done.what, "minutes": done.minutes}
        self._log.append({**content, "text": done.text} if done.text else content)
        self.session = after
        return after


def session_at(path: Path) -> Progress:
    """A session as it is on disk, for whoever only looks on; it may be led in another window meanwhile.

    Raises:
        Refusal: when it cannot be read.
    """
    return _read(read_bytes(path, "a workshop"), str(path))[0]


def _read(data: bytes, source: str) -> tuple[Progress, str]:
    """The session that a file's bytes tell, and what had to be left out.

    Raises:
        Refusal: when it is none, or was altered, with the line.
    """
    check_as_saved(data, TITLE, source, "a workshop")
    found = scan(data, TITLE)
    if not data.startswith(TITLE):
        raise Refusal(f"{source}: expected a Last Mile workshop, found some other file. Begin a new one with --new.")
    if not found.blocks:
        raise Refusal(
            f"{source}: expected a workshop as it was written, found its beginning altered, so that none of it can be "
            "read. Put the file back from a copy, or begin a new one with --new."
        )
    if found.altered:
        line, kept = line_of(data, found.sound), len(found.blocks) - 1
        raise Refusal(
            f"{source}:{line}: expected a workshop as it was written, found it altered after {kept} things done, which "
            f"are whole. Put the file back from a copy, cut it off before line {line}, or begin a new one with --new."
        )
    report = f"{source}:{line_of(data, found.sound)}: the last thing done was not written to its end, and is left out."
    return _session(data, found.blocks, source), report if found.lost else ""


def _session(data: bytes, blocks: Sequence[LogBlock], source: str) -> Progress:
    """The session that sound blocks of a file tell.

    Raises:
        Refusal: when one of them cannot be read, with its line.
    """
    block, session = blocks[0], None
    try:
        head = made_of(JournalHead, own_tree(block.content))
        run = run_of(head.text, head.name, f"{source} (its run of show)", head.place)
        session = begin(run, head.began, head.rehearsal)
        if not head.waits:
            session = session.after(Happening(session.began, "go"))
        for block in blocks[1:]:
            session = session.after(made_of(Happening, parse_move_block(block.content)))
    except ValueError as error:
        wrong = f"expected a workshop, could not read it: {str(error).removesuffix('.')}. Begin a new one: --new."
    except Refusal as refusal:
        if session is None:  # of the run of show it says the place there
            raise
        wrong = refusal.message
    else:
        return session
    raise Refusal(f"{source}:{line_in(data, block)}: {wrong}")


def workshops_folder() -> Path:
    """Where sessions are kept: beside a person's tables."""
    return tables_folder().parent / "workshops"


def new_path(run: RunOfShow, rehearsal: bool = False) -> Path:
    """A path for a new session of a run, or for its rehearsal."""
    return free_path(f"{run.name}{REHEARSED if rehearsal else ''}", workshops_folder())


def unfinished(run: RunOfShow, now: float, rehearsal: bool = False) -> Path | None:
    """The session of this run that was led last, or its rehearsal, if it can still be gone on with.

    A session is put in its place whole with its first block (`FileStore`). So an empty file is of one that was killed
    as it began: nothing was done in it, and it is passed over. Any other that cannot be read is of one that somebody
    led, and was damaged since: it is not passed over for a new one as long as it might be gone on with.

    Raises:
        Refusal: when the one that was written last cannot be read, with what to do; nothing is changed.
    """
    folder = workshops_folder()
    ours = re.compile(rf"{re.escape(run.name)}({REHEARSED})?(-\d+)?")
    paths = [path for path in folder.glob("*.toml") if path.is_file()] if folder.is_dir() else []
    named = [(path, match) for path in paths if (match := ours.fullmatch(path.stem))]
    for path, match in sorted(named, key=lambda one: (-one[0].stat().st_mtime, one[0].name)):
        try:
            data = read_bytes(path, "a workshop")
            if not data:
                continue
            found = scan(data, TITLE)
            session = _session(data, found.blocks, str(path)) if found.blocks else _read(data, str(path))[0]
        except Refusal:
            if bool(match[1]) != rehearsal:
                continue
            if now >= path.stat().st_mtime + STALE:
                return None
            raise
        if session.rehearsal == rehearsal:
            return path if not session.over and now < _lives(session) else None
    return None


def latest(run: RunOfShow) -> Path | None:
    """The session of this run that was led last, a rehearsal too; None where there is none."""
    folder = workshops_folder()
    ours = re.compile(rf"{re.escape(run.name)}({REHEARSED})?(-\d+)?")
    paths = [path for path in folder.glob("*.toml") if ours.fullmatch(path.stem)] if folder.is_dir() else []
    return max(paths, key=lambda path: path.stat().st_mtime, default=None)


def _lives(session: Progress) -> float:
    """Until when a session that was left is gone on with."""
    if session.waiting or session.run.file.ends == "open":
        return session.seen + STALE
    return min(session.seen + STALE, session.ends + GONE)
