"""Where a person was at a table when they left, or when the power went: beside the record, kept as it changes.

The record holds what was decided. The bookmark holds what was not yet: the draft on the sheet, what has been read.
Losing it costs nothing but that.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from game.doors.text import visible
from game.doors.toml import read_toml
from game.doors.writing import write
from game.refusal import Refusal

Value: TypeAlias = float | str | bool

SUFFIX = ".bookmark"


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


class Bookmark:
    """One person's mark, in a file of its own beside the record.

    Args:
        record: the record's path.
        person: whose mark it is: their seat, or "lesson" for who sits in both.
    """

    def __init__(self, record: Path, person: str) -> None:
        self._path = record.with_suffix(f".{person}{SUFFIX}")
        self._writing = threading.Lock()
        self.mark = self._read()

    def keep(self, **changed: object) -> bool:
        """Change the mark; say whether it has changed. `write` puts it on disk."""
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

    def write(self) -> None:
        """Put the mark on disk, in place of the one before; a disk that refuses costs only the mark."""
        import tomli_w

        with self._writing:
            # TOML knows no None, and has what is no table first.
            kept = {key: value for key, value in vars(self.mark).items() if key != "draft" and value is not None}
            if not self._path.parent.is_dir():
                return
            with suppress(Refusal):
                write(self._path, tomli_w.dumps({**kept, "draft": dict(self.mark.draft)}), "the bookmark")

    def _read(self) -> Whereabouts:
        """The mark on disk, or a fresh one where there is none that can be used."""
        try:
            kept = read_toml(self._path, "a bookmark")
        except Refusal:
            return Whereabouts()
        draft = kept.get("draft")
        values = draft.items() if isinstance(draft, Mapping) else ()
        return Whereabouts(
            news=_count(kept.get("news")),
            revealed=_count(kept["revealed"]) if "revealed" in kept else None,
            round=_count(kept.get("round")),
            draft={key: value for key, value in values if isinstance(value, float | int | str)},
            said=_words(kept.get("said")),
            reason=_words(kept.get("reason")),
            hint=_count(kept.get("hint")),
        )


def _words(value: object) -> str:
    return visible(value) if isinstance(value, str) else ""


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0
