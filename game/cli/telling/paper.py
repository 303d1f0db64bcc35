"""What text is written on: its width, its signs and its colours, and how paragraphs and tables are laid out."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TextIO, TypeAlias

from game.doors.text import visible
from game.doors.widths import cells, cut, to_left, to_right, wrapped
from game.figures import HARD

NARROWEST, WIDEST, USUAL = 46, 100, 80
Style: TypeAlias = Literal["strong", "quiet", "marketing", "distribution", "good", "bad"]

_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {"strong": "1", "quiet": "2", "marketing": "35", "distribution": "36", "good": "32", "bad": "33"}
)
_PLAIN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "€": f"EUR{HARD}", "£": f"GBP{HARD}", "−": "-", "–": "-", "—": "-", "’": "'",
        "“": '"', "”": '"', "…": "...",
        "×": "x", "÷": "/", "·": "-", "─": "-", "━": "=", "│": "|", "█": "#", "▓": "#", "▒": "-", "░": ".", "→": "->",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Paper:
    """A page to write on.

    Args:
        width: characters a line may have.
        colour: whether styles are shown; they never carry meaning alone.
        encoding: what the reader's end can show; other signs are written with plain ones.
    """

    width: int = USUAL
    colour: bool = False
    encoding: str = "utf-8"

    def shown(self, text: str) -> str:
        """The text as the reader's end can show it: signs that it lacks with plain ones, control signs made visible."""
        text = visible(text.replace("\t", " "), allowed="\n")
        try:
            text.encode(self.encoding)
        except (UnicodeEncodeError, LookupError):
            return "".join(map(self._sign, text))
        return text

    def _sign(self, sign: str) -> str:
        if sign == HARD:
            return sign  # it keeps figures together until the line is laid out
        try:
            sign.encode(self.encoding)
        except (UnicodeEncodeError, LookupError):
            bare = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
            return _PLAIN.get(sign, bare or "?")
        return sign

    def styled(self, text: str, style: Style | None) -> str:
        """The text in a style, where styles are shown."""
        if not self.colour or style is None or not text.strip():
            return text
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m"

    def paragraph(self, text: str, indent: str = "", first: str | None = None, style: Style | None = None) -> list[str]:
        """Text broken into lines; `first` begins the first of them instead of the indent."""
        lines = wrapped(self.shown(text), self.width, indent, first)
        return [self.styled(line, style).replace(HARD, " ") for line in lines]

    def line(self, text: str = "", style: Style | None = None) -> str:
        """One line as it stands."""
        return self.styled(self.shown(text), style).replace(HARD, " ")

    def rule(self, sign: str = "─") -> str:
        """A line across the page."""
        return self.styled(self.shown(sign) * self.width, "quiet")

    def heading(self, text: str) -> list[str]:
        """A small heading, a blank line before it."""
        return ["", *self.paragraph(text, "  ", first="", style="strong")]

    def ends(self, left: str, right: str, style: Style | None = None) -> str:
        """Two texts at the two ends of a line."""
        left, right = self.shown(left), self.shown(right)
        gap = max(2, self.width - cells(left) - cells(right))
        return self.styled(f"{left}{' ' * gap}{right}", style).replace(HARD, " ")

    def table(self, rows: Sequence[Sequence[str]], head: bool = False, indent: str = "  ") -> list[str]:
        """Aligned columns: the first to the left, the others to the right; blank rows make a gap."""
        shown = [[self.shown(cell) for cell in row] for row in rows]
        columns = max((len(row) for row in shown), default=0)
        widths = [max((cells(row[at]) for row in shown if at < len(row)), default=0) for at in range(columns)]
        spare = self.width - cells(indent) - sum(widths[1:]) - 2 * (columns - 1)
        widths[:1] = [max(4, min(widths[0], spare))] if columns else []
        lines = []
        for at, row in enumerate(shown):
            name = cut(row[0], widths[0], ".")
            body = indent + "  ".join(
                [to_left(name, widths[0]), *(to_right(c, w) for c, w in zip(row[1:], widths[1:], strict=False))]
            )
            lines.append(self.styled(body.rstrip(), "quiet" if head and at == 0 else None).replace(HARD, " "))
        return lines


def paper_for(stream: TextIO | None = None, environment: Mapping[str, str] | None = None) -> Paper:
    """The page that a stream can show: colours only on a terminal that wants them, 46 to 100 characters wide."""
    out = sys.stdout if stream is None else stream
    env = os.environ if environment is None else environment
    terminal = out.isatty()
    width = shutil.get_terminal_size((USUAL, 24)).columns if terminal or "COLUMNS" in env else USUAL
    colour = terminal and "NO_COLOR" not in env and env.get("TERM", "") not in ("", "dumb")
    encoding = getattr(out, "encoding", None) or "utf-8"
    return Paper(min(WIDEST, max(NARROWEST, width)), colour, encoding)


def joined(sections: Iterable[Sequence[str]]) -> list[str]:
    """Sections one after the other, the empty ones left out."""
    return [line for section in sections for line in section]
