"""Where a person was at a table when they left, or when the power went: beside the record, kept as it changes.

The record holds what was decided. The bookmark holds what was not yet: the draft on the sheet, what has been read.
Losing it costs nothing but that.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

Value: TypeAlias = float | str | bool

SUFFIX = ".bookmark"


@dataclass(frozen=True)
class Mark:
    """Where one seat is, as far as the record does not say.

    Attributes:
        news: the round whose news has been read.
        revealed: months whose reveal has been seen; None = as many as there are. All seats of a screen share it.
        round: the round that the draft is for.
        draft: what is set on the sheet and is not as usual.
        hint: call-outs of a lesson that have been seen.
    """

    news: int = 0
    revealed: int | None = None
    round: int = 0
    draft: Mapping[str, Value] = field(default_factory=dict)
    hint: int = 0


class Bookmark:
    """One seat's mark in the file beside a record.

    Args:
        record: the record's path.
        seat: whose mark it is.
    """

    def __init__(self, record: Path, seat: str) -> None:
        self._path, self._seat = record.with_suffix(SUFFIX), seat
        self.mark = self._read()

    def keep(self, **changed: object) -> bool:
        """Change the mark; say whether it has changed. `write` puts it on disk."""
        after = replace(self.mark, **changed)  # type: ignore[arg-type]
        if after == self.mark:
            return False
        self.mark = after
        return True

    def write(self) -> None:
        """Put the mark on disk, in place of the one before; a disk that refuses costs only the mark."""
        import tomli_w

        marks, one = self._file(), self.mark
        if one.revealed is not None:
            marks["revealed"] = one.revealed
        marks[self._seat] = {"news": one.news, "round": one.round, "hint": one.hint, "draft": dict(one.draft)}
        # TOML: what is no table comes first.
        marks = dict(sorted(marks.items(), key=lambda item: isinstance(item[1], dict)))
        draft = self._path.with_name(f"{self._path.name}.{self._seat}.new")
        try:
            draft.write_text(tomli_w.dumps(marks), encoding="utf-8")
            os.replace(draft, self._path)
        except OSError:
            return

    def _file(self) -> dict[str, object]:
        try:
            return tomllib.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}

    def _read(self) -> Mark:
        """The mark on disk, or a fresh one where there is none that can be used."""
        file = self._file()
        found, revealed = file.get(self._seat), file.get("revealed")
        found = found if isinstance(found, Mapping) else {}
        draft = found.get("draft")
        kept = {key: value for key, value in draft.items() if isinstance(value, float | int | str)} if isinstance(
            draft, Mapping
        ) else {}  # fmt: skip
        return Mark(
            news=_count(found.get("news")),
            revealed=_count(revealed) if revealed is not None else None,
            round=_count(found.get("round")),
            draft=kept,
            hint=_count(found.get("hint")),
        )


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0
