"""What is wrong with a file: where, what was expected, what was given, shown with the line and a caret."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from game.doors.positions import Path, Positions
from game.doors.text import cells, visible
from game.refusal import EXCERPT

Point: TypeAlias = Literal["key", "value", "table"]
NOWHERE = Positions({}, {}, {})
WIDEST = 120
MOST_TOLD = 100
"""Problems of one file that somebody reads."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong, by the path of the key or value it is about."""

    path: Path  # from the root of the file
    message: str  # "expected ..., given ...", one sentence or two, without the place
    point: Point = "value"  # show the key, the value, or the header of the table (for what is missing from it)
    at: int = -1  # the offset in the text, where it is about no key or value


@dataclass(frozen=True)
class SourceText:
    """A text with its name and the places in it."""

    name: str
    text: str
    positions: Positions = NOWHERE

    def offset(self, problem: Problem) -> int:
        """Where a problem stands: its own place, or the nearest thing around it that has one."""
        if problem.at >= 0:
            return problem.at
        known = self.positions
        path = problem.path
        if problem.point == "value" and path in known.values:
            return known.values[path]
        if problem.point == "key" and path in known.keys:
            return known.keys[path]
        while path:
            for places in (known.headers, known.values, known.keys):
                if path in places:
                    return places[path]
            path = path[:-1]
        return 0

    def show(self, offset: int, message: str) -> str:
        """The message with its place, the line and a caret."""
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", start)
        line = self.text[start : len(self.text) if end < 0 else end].rstrip()
        column = offset - start
        number = self.text.count("\n", 0, offset) + 1
        head = f"{self.name}:{number}:{column + 1}: {visible(message, allowed=chr(10))}"
        cut = max(0, column - WIDEST // 2) if len(line) > WIDEST else 0
        shown = visible(line[cut : cut + WIDEST].replace("\t", " "))
        under = cells(visible(line[cut:column].replace("\t", " ")))
        return f"{head}\n{EXCERPT}{shown}\n{EXCERPT}{' ' * under}^"


def report(page: SourceText, problems: Iterable[Problem]) -> str:
    """The problems of a file, in the order in which they stand in it, and how many more there are than can be read."""
    return report_placed(page, ((page.offset(problem), problem.message) for problem in problems))


def report_placed(page: SourceText, problems: Iterable[tuple[int, str]]) -> str:
    """The same of problems by their offset in the text."""
    placed = sorted(set(problems))
    # What nobody reads is not worked out.
    told = [page.show(offset, message) for offset, message in placed[:MOST_TOLD]]
    return "\n".join([*told, *_rest(len(placed), f"{page.name}: ")])


def readable(told: Sequence[str]) -> list[str]:
    """What somebody reads of many problems: the first of them, and how many more there are."""
    return [*told[:MOST_TOLD], *_rest(len(told))]


def _rest(count: int, name: str = "") -> list[str]:
    over = count - MOST_TOLD
    return [f"{name}and {over:,} more. Mend some of these and look again."] if over > 0 else []


def listed(names: Sequence[str], joined: str = "or") -> str:
    """Names as a sentence lists them, each once: 'a', 'b' or 'c'."""
    quoted = [f"'{name}'" for name in dict.fromkeys(names)]
    return f" {joined} ".join([", ".join(quoted[:-1]), quoted[-1]]) if len(quoted) > 1 else "".join(quoted)
