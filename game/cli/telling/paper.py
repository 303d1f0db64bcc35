"""What text is written on: a page of columns for the eye, or of sentences for a voice, by one set of pieces."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from types import MappingProxyType
from typing import ClassVar, Final, Literal, TypeAlias

from game.cli.telling import speech
from game.doors.text import CURRENCIES, cells, cut, to_left, to_right, visible, wrapped
from game.figures import HARD

NARROWEST, WIDEST, USUAL = 46, 100, 80
ENOUGH: Final = 24
"""Characters that are enough for a last column to be broken into lines."""
NAMED: Final = 12
"""Characters of a name before a text that are always left of it."""
ENDLESS: Final = 10_000
"""Characters of a line that nobody looks at."""
Style: TypeAlias = Literal["strong", "quiet", "marketing", "distribution", "good", "bad"]
Styles: TypeAlias = Mapping[int, Style | None]
"""The styles of a table's rows by number, from 0; below 0 from the end."""

_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {"strong": "1", "quiet": "2", "marketing": "35", "distribution": "36", "good": "32", "bad": "33"}
)
_PLAIN: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{sign: f"{code}{HARD}" for code, sign in CURRENCIES.items() if not sign.isascii()},
        "−": "-", "–": "-", "—": "-", "’": "'", "“": '"', "”": '"', "…": "...",
        "×": "x", "÷": "/", "·": "-", "─": "-", "━": "=", "│": "|", "█": "#", "▓": "#", "▒": "-", "░": ".", "→": "->",
    }
)  # fmt: skip
_UNSTYLED: Final[Styles] = MappingProxyType({})


@dataclass(frozen=True)
class Paper:
    """A page to write on, in columns."""

    width: int = USUAL  # characters a line may have
    colour: bool = False  # whether styles are shown; they never carry meaning alone
    encoding: str = "utf-8"  # what the reader's end can show; other signs are written with plain ones
    spoken: ClassVar[bool] = False

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
            return _PLAIN.get(sign, bare or ("?" if cells(sign) else ""))  # what takes no cell takes none here
        return sign

    def styled(self, text: str, style: Style | None) -> str:
        """The text in a style, where styles are shown."""
        if not self.colour or style is None or not text.strip():
            return text
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m"

    def finished(self, lines: Iterable[str]) -> list[str]:
        """Lines as they leave the page."""
        return list(lines)

    def paragraph(self, text: str, indent: str = "", first: str | None = None, style: Style | None = None) -> list[str]:
        """Text broken into lines; `first` begins the first of them instead of the indent."""
        lines = wrapped(self.shown(text), self.width, indent, first)
        return [self.styled(line, style).replace(HARD, " ") for line in lines]

    def items(self, texts: Iterable[str], numbered: bool = False) -> list[str]:
        """A list, numbered from 1 or not."""
        first = ((f"  {at:>2}  ", "      ") if numbered else ("  - ", "    ") for at in count(1))
        return [line for text, (mark, indent) in zip(texts, first, strict=False)
                for line in self.paragraph(text, indent, first=mark)]  # fmt: skip

    def line(self, text: str = "", style: Style | None = None) -> str:
        """One line as it stands: what is to be typed, or where something is."""
        return self.styled(self.shown(text), style).replace(HARD, " ")

    def rule(self, sign: str = "─") -> list[str]:
        """A line across the page."""
        return [self.styled(self.shown(sign) * self.width, "quiet")]

    def title(
        self, left: str, right: str = "", below: Sequence[tuple[str, Style]] = (), style: Style = "strong"
    ) -> list[str]:
        """The head of a page: what it is, at the other end which of how many, and lines below."""
        lines = [line for text, look in below for line in self.paragraph(text, style=look)]
        heads = [self.ends(left, right, style)]
        if cells(f"{self.shown(left)}  {self.shown(right)}") > self.width:
            broken = [line for text in (left, right) for line in wrapped(self.shown(text), self.width)]
            heads = [self.line(cut(line, self.width, "."), style) for line in broken]
        return [*self.rule("━"), *heads, *lines, *self.rule("━")]

    def heading(self, text: str) -> list[str]:
        """A small heading, a blank line before it."""
        return ["", *self.paragraph(text, "  ", first="", style="strong")]

    def ends(self, left: str, right: str, style: Style | None = None) -> str:
        """Two texts at the two ends of a line."""
        left, right = self.shown(left), self.shown(right)
        gap = max(2, self.width - cells(left) - cells(right)) if right else 0
        return self.styled(f"{left}{' ' * gap}{right}", style).replace(HARD, " ")

    def short(self, month: str) -> str:
        """A month's name where room is short."""
        return month[:3]

    def table(
        self, rows: Sequence[Sequence[str]], head: bool = False, indent: str = "  ", marks: Sequence[str] = (),
        sums: int = 0, styles: Styles = _UNSTYLED,
    ) -> list[str]:  # fmt: skip
        """Aligned columns: the first to the left, the others to the right; blank rows make a gap.

        A row with a cell of more than half the page is no row of figures: it is broken into lines beside its name.

        Args:
            rows: their cells.
            head: does the first row name the columns?
            indent: begins every line.
            marks: what stands before each row: the number of a figure, or a sign.
            sums: so many rows at the end have a line above them.
            styles: of the rows.
        """
        shown = [[self.shown(cell) for cell in row] for row in self._marked(rows, marks)]
        columns = max((len(row) for row in shown), default=0)
        half = (self.width - cells(indent)) // 2
        wordy = {at for at, row in enumerate(shown) if any(cells(cell) > half for cell in row[1:])}
        rowed = [row if at not in wordy else row[:1] for at, row in enumerate(shown)]
        widths = [max((cells(row[at]) for row in rowed if at < len(row)), default=0) for at in range(columns)]
        spare = self.width - cells(indent) - sum(widths[1:]) - 2 * (columns - 1)
        widths[:1] = [max(4, min(widths[0], spare))] if columns else []
        looks = {at % len(shown): style for at, style in styles.items() if shown}
        lines = []
        for at, row in enumerate(shown):
            if sums and at == len(shown) - sums:
                lines.append(self.line(indent + "─" * (sum(widths) + 2 * (columns - 1)), "quiet"))
            name = cut(row[0], widths[0], ".")
            if at in wordy:
                beside = f"{indent}{to_left(name, widths[0])}  "
                said = ", ".join(filter(None, row[1:]))
                lines += self.paragraph(said, " " * cells(beside), first=beside, style=looks.get(at))
                continue
            body = indent + "  ".join(
                [to_left(name, widths[0]), *(to_right(c, w) for c, w in zip(row[1:], widths[1:], strict=False))]
            )
            look = "quiet" if head and at == 0 else looks.get(at)
            lines.append(self.styled(body.rstrip(), look).replace(HARD, " "))
        return lines

    def entries(
        self, rows: Sequence[Sequence[str]], names: Sequence[str] = (), indent: str = "  ", marks: Sequence[str] = (),
        below: Sequence[str] = (), headed: bool = False,
    ) -> list[str]:  # fmt: skip
        """Rows whose last cell is text, broken into lines: beside the others or, on a narrow page, below them.

        Args:
            rows: their cells, as many in each.
            names: of the columns, where they are said.
            headed: are the names written above the columns too?
            indent: begins every line.
            marks: as in a table.
            below: a sentence below each row, or none.
        """
        shown = [*([names] if headed else []), *self._marked(rows, marks)]
        columns = [[self.shown(cell) for cell in column] for column in zip(*shown, strict=True)]
        widths = [max(map(cells, column)) for column in columns]
        most = max(NAMED, self.width - cells(indent) - sum(widths[1:-1]) - 2 * (len(widths) - 2))
        if len(widths) > 1 and widths[0] > most:
            widths[0] = most
            columns[0] = [cut(name, widths[0], ".") for name in columns[0]]
        fill = [to_right if any(map(str.isdecimal, "".join(column[headed:]))) else to_left for column in columns]
        fill[0] = to_right if all(map(str.isdecimal, columns[0][headed:])) else to_left
        room = self.width - cells(indent) - sum(widths[:-1]) - 2 * (len(widths) - 1)
        lines = []
        for at, (*values, text) in enumerate(zip(*columns, strict=True)):
            filled = [set_(cell, width) for set_, cell, width in zip(fill, values, widths, strict=False)]
            beside = indent + "  ".join([*filled, ""])
            if not text or room < min(ENOUGH, widths[-1]):
                bare = beside.rstrip() if not text else indent + "  ".join(filter(None, values))
                fits = cells(bare) <= self.width
                lines += [self.line(bare)] if fits else self.paragraph(bare.strip(), f"{indent}  ", first=indent)
                lines += self.paragraph(text, f"{indent}    ")
            else:
                lines += self.paragraph(text, " " * cells(beside), first=beside)
            lines += self.paragraph(below[at], f"{indent}  ", style="quiet") if below else []
        return lines

    def _marked(self, rows: Sequence[Sequence[str]], marks: Sequence[str]) -> list[Sequence[str]]:
        if not marks:
            return list(rows)
        wide = max(map(cells, marks))
        return [[f"{to_left(mark, wide)} {row[0]}", *row[1:]] for mark, row in zip(marks, rows, strict=True)]


@dataclass(frozen=True)
class SpokenPaper(Paper):
    """A page of sentences, made to be heard: no rules, bars or columns, one sentence for each row."""

    width: int = ENDLESS
    wrap: int = 0  # characters after which a line is broken between words; 0 = never
    spoken: ClassVar[bool] = True

    def shown(self, text: str) -> str:
        """The text with words instead of signs."""
        return super().shown(speech.said(text)).replace(HARD, " ")

    def finished(self, lines: Iterable[str]) -> list[str]:
        """Lines as they leave the page: none is empty or begins with a space, and what is to be typed stays whole."""
        told = [line.strip() for line in lines if line.strip()]
        laid = (part for line in told for part in (wrapped(line, self.wrap) if self.wrap else [line]))
        return [line.replace(HARD, " ") for line in laid]

    def paragraph(self, text: str, indent: str = "", first: str | None = None, style: Style | None = None) -> list[str]:
        """A paragraph on one line; a number before it is said, a sign is not."""
        lead = "".join(sign for sign in (first or "").strip() if sign.isalnum() or sign in " .,:“[]").strip()
        if lead and lead[-1].isalnum():
            lead = f"{lead}:"
        told = speech.sentence(f"{lead} {text}") if text.strip() else ""
        return [self.styled(super().shown(told), style)] if told else []

    def line(self, text: str = "", style: Style | None = None) -> str:
        """One line as it stands, to be broken nowhere."""
        return super().line(text.strip(), style).replace(" ", HARD)

    def rule(self, sign: str = "─") -> list[str]:
        """Nothing."""
        return []

    def title(
        self, left: str, right: str = "", below: Sequence[tuple[str, Style]] = (), style: Style = "strong"
    ) -> list[str]:
        """The head of a page as sentences."""
        told = f"{speech.said(left).rstrip('.')}, {right}" if right else left
        return [line for text, look in ((told, style), *below) for line in self.paragraph(text, style=look)]

    def heading(self, text: str) -> list[str]:
        """A small heading as a sentence."""
        return self.paragraph(text, style="strong")

    def ends(self, left: str, right: str, style: Style | None = None) -> str:
        """Two texts as one sentence."""
        return "".join(self.paragraph(", ".join(part for part in (left.strip(), right.strip()) if part), style=style))

    def short(self, month: str) -> str:
        """A month's whole name."""
        return month

    def table(
        self, rows: Sequence[Sequence[str]], head: bool = False, indent: str = "  ", marks: Sequence[str] = (),
        sums: int = 0, styles: Styles = _UNSTYLED,
    ) -> list[str]:  # fmt: skip
        """A sentence for each row, with the names of its columns."""
        return self._sentences(rows[head:], rows[0] if head else (), marks[head:])

    def entries(
        self, rows: Sequence[Sequence[str]], names: Sequence[str] = (), indent: str = "  ", marks: Sequence[str] = (),
        below: Sequence[str] = (), headed: bool = False,
    ) -> list[str]:  # fmt: skip
        """A sentence for each row, and what is below it."""
        told = self._sentences(rows, names, marks)
        if not below:
            return told
        return [" ".join(filter(None, (one, self.shown(text)))) for one, text in zip(told, below, strict=True)]

    def _sentences(self, rows: Sequence[Sequence[str]], names: Sequence[str], marks: Sequence[str]) -> list[str]:
        told = zip(rows, marks or [""] * len(rows), strict=True)
        return [super(SpokenPaper, self).shown(speech.row(row, names, mark)) for row, mark in told if any(row)]
