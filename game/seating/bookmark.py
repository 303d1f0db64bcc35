"""Where a person was at a table, kept beside the record as it changes.

The record holds what was decided. The bookmark holds what was not yet: the draft on the sheet, what has been read.
Losing it costs nothing but that.
"""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, TypeAlias

from game.doors.text import visible
from game.doors.toml import read_toml
from game.doors.writing import write
from game.refusal import Refusal
from game.rules.levers import SEATS

Value: TypeAlias = float | str | bool

SUFFIX = ".bookmark"
ANEW: Final = "Where you were at this table begins anew as far as that goes; all that you played is safe."
TABLES: Final = ("draft", "begun")
WORDS: Final = ("said", "reason", "why", "no", "declined", "line", "page", "text", "to")
BEGUN: Final = ("draft", "reason", "begun", "why", "no", "declined")
"""What is begun for one month, and is nothing in the next."""
MOST: Final = 10**15
"""The largest number that a mark may hold; no setting and no count comes near it."""


@dataclass(frozen=True)
class Whereabouts:
    """Where one seat is, as far as the record does not say."""

    news: int = 0  # the round whose news has been read
    revealed: int | None = None  # months whose reveal has been seen; None = as many as there are
    round: int = 0  # the round that the draft is for
    draft: Mapping[str, Value] = field(default_factory=dict)  # what is set on the sheet and is not as usual
    hint: int = 0  # call-outs of a lesson that have been seen
    said: str = ""  # what is written to the partner and not sent
    reason: str = ""  # what is written of the draft's reason
    begun: Mapping[str, Value] = field(default_factory=dict)  # what is set to be proposed
    why: str = ""  # what is written of the proposal's reason
    no: str = ""  # what is written of why a proposal is declined
    declined: str = ""  # the proposal's id
    line: str = ""  # what is written of the line to keep
    page: str = ""  # the debrief's page that something is written on, by its question's key
    text: str = ""  # what is written there
    to: str = ""  # to whom that is promised
    quote: bool = False  # may it be quoted?


class KeptMark(ABC):
    """Where one person is, kept by whoever makes it: in a file, or at another machine.

    Args:
        mark: where they are.

    Attributes:
        mark: where they are.
        report: that what was kept could not be read, once for whoever asks first; "" = nothing.
    """

    def __init__(self, mark: Whereabouts) -> None:
        self.mark, self.report = mark, ""

    def keep(self, **changed: object) -> bool:
        """Change the mark; say whether it has changed. `write` keeps it."""
        after = replace(self.mark, **changed)  # type: ignore[arg-type]
        if after == self.mark:
            return False
        self.mark = after
        return True

    def misses(self, months: int) -> bool:
        """Were more months played than this person has seen revealed, at another front or before a power cut?"""
        return self.mark.revealed is not None and self.mark.revealed < months

    def saw(self, months: int) -> None:
        """Keep that this person has seen so many months revealed, for whichever front they sit at next."""
        if self.keep(revealed=months):
            self.write()

    @abstractmethod
    def write(self) -> None:
        """Keep the mark, in place of the one before; what refuses costs only the mark."""


class Bookmark(KeptMark):
    """One person's mark, in a file of its own beside the record.

    Args:
        record: the record's path.
        person: whose mark it is: their seat, or "lesson" for who sits in both.
        months: that were played; a mark of later ones is of another table that lay at this path. None = any may be.
    """

    def __init__(self, record: Path, person: str, months: int | None = None) -> None:
        super().__init__(Whereabouts())
        self._path = bookmark_of(record, person)
        self._writing = threading.Lock()
        self.mark = mark = self._read()
        if months is not None and months < max(mark.news - 1, mark.round - 1, mark.revealed or 0):
            self.mark = Whereabouts()

    def write(self) -> None:
        """Put the mark on disk, in place of the one before; a disk that refuses costs only the mark."""
        import tomli_w

        with self._writing:
            # TOML knows no None, and has what is no table first.
            plain = {key: value for key, value in vars(self.mark).items() if key not in TABLES and value is not None}
            tables = {key: dict(getattr(self.mark, key)) for key in TABLES}
            if not self._path.parent.is_dir():
                return
            with suppress(Refusal):
                write(self._path, tomli_w.dumps({**plain, **tables}), "the bookmark")

    def _read(self) -> Whereabouts:
        """The mark on disk, or a fresh one where there is none that can be used."""
        try:
            kept = read_toml(self._path, "a bookmark")
        except Refusal as refusal:
            if self._path.exists():
                self.report = f"{refusal.prose}\n{ANEW}"
            return Whereabouts()
        mark = Whereabouts(
            news=_count(kept.get("news")),
            revealed=_count(kept["revealed"]) if "revealed" in kept else None,
            round=_count(kept.get("round")),
            draft=_settings(kept.get("draft")),
            begun=_settings(kept.get("begun")),
            quote=kept.get("quote") is True,
            hint=_count(kept.get("hint")),
            **{key: _words(kept.get(key)) for key in WORDS},
        )
        whole = {**vars(mark), **kept}
        if any(whole[key] != value for key, value in vars(mark).items() if key not in WORDS):
            self.report = f"{visible(str(self._path))}: some of it is no bookmark's. {ANEW}"
        return mark


def bookmark_of(record: Path, person: str) -> Path:
    """Where a person's mark is: beside the record, and of this record alone, whatever its name ends with."""
    name = record.stem if record.suffix == ".toml" else f"{record.name}~"
    return record.with_name(f"{name}.{person}{SUFFIX}")


def drop_marks(record: Path) -> None:
    """Remove the marks of a table that lay at the path of a new one before, and whose record is gone."""
    for person in (*SEATS, "lesson"):
        with suppress(OSError):
            bookmark_of(record, person).unlink()


def _settings(value: object) -> dict[str, Value]:
    """What can stand on a sheet."""
    return {key: one for key, one in value.items() if _fits(one)} if isinstance(value, Mapping) else {}


def _words(value: object) -> str:
    return visible(value) if isinstance(value, str) else ""


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST else 0


def _fits(value: object) -> bool:
    return isinstance(value, str | bool) or (isinstance(value, float | int) and -MOST <= value <= MOST)
