"""What a measured property is: its figure, its bound, whether it holds, what to turn where not; and all as a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Self

from game.doors.text import cells, wrapped
from game.lab.bench import Bench
from game.lab.playing import Seeds
from game.lab.search.solving import Work
from game.rules.draws import seeds_from

LUCKS = 64
"""Seeds that health replays courses on, where it does not search."""


@dataclass(frozen=True)
class Finding:
    """One property of one scenario, or of the set."""

    number: int  # of the property in the list
    name: str  # of the property
    scenario: str  # slug; "" for a property of the set
    figure: str  # what was measured, in words
    bound: str  # what it must be
    passed: bool | None  # whether it holds; None when it does not apply
    turn: str = ""  # what to turn when it does not hold
    details: Mapping[str, Any] = field(default_factory=dict)  # the numbers behind it
    tries: tuple[str, ...] = ()  # keys of the file, a value to try for each, and what else that presses


@dataclass(frozen=True, kw_only=True)
class Subject(Bench):
    """A scenario under examination, with its two plans."""

    work: Work  # how much a search within health may do
    seed: int  # of searches and luck
    quick: bool  # replay only, where a search would be more exact

    @classmethod
    def of(cls, bench: Bench, work: Work, seed: int, quick: bool) -> Self:
        """A scenario with its plans, to be examined."""
        return cls(**vars(bench), work=work, seed=seed, quick=quick)

    @property
    def slug(self) -> str:
        """The scenario's slug."""
        return self.code.scenario.slug

    @property
    def seeds(self) -> Seeds:
        """The seeds that courses are replayed on."""
        return seeds_from(77_000_000 + 10_000 * self.seed, LUCKS)


WIDTH = 110
MARKS = MappingProxyType({True: "ok", False: "FAILS", None: "-"})


def as_lines(findings: Sequence[Finding], before: Sequence[str] = ()) -> list[str]:
    """The findings grouped by scenario, one line each, with what to turn below those that fail.

    Args:
        findings: in their order.
        before: for each, its figure when it was last measured; "" = it was not.
    """
    last = dict(zip(map(id, findings), before, strict=True)) if before else {}
    lines: list[str] = []
    for slug in dict.fromkeys(finding.scenario for finding in findings):
        mine = [finding for finding in findings if finding.scenario == slug]
        if lines:
            lines.append("")
        lines.append(slug or "the set")
        for finding in mine:
            lines += _lines(finding, last.get(id(finding), ""))
    failed = sum(finding.passed is False for finding in findings)
    lines += ["", f"{len(findings)} measured, {failed} fail." if failed else f"{len(findings)} measured, all hold."]
    return lines


def _lines(finding: Finding, before: str) -> list[str]:
    head = f"  {finding.number:2d}  {finding.name:<26}{MARKS[finding.passed]:<7}"
    lines = wrapped(finding.figure, WIDTH - cells(head)) or [""]
    lines = [head + lines[0], *(" " * len(head) + line for line in lines[1:])]
    pad = " " * len(head)
    if before and before != finding.figure:
        lines += wrapped(f"was: {before}", WIDTH, f"{pad}  ", pad)
    if finding.passed is False:
        lines += wrapped(f"must be: {finding.bound}", WIDTH, pad)
        lines += wrapped(f"turn: {finding.turn}", WIDTH, f"{pad}  ", pad)
        for one in finding.tries:
            lines += wrapped(f"try: {one}", WIDTH, f"{pad}  ", pad)
    return lines


def as_data(findings: Sequence[Finding], before: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The findings for a program; `before` as in `as_lines`."""
    last = before or [""] * len(findings)
    return [
        {
            "property": finding.number,
            "name": finding.name,
            "scenario": finding.scenario or None,
            "figure": finding.figure,
            "before": was or None,
            "bound": finding.bound,
            "passed": finding.passed,
            "turn": finding.turn if finding.passed is False else "",
            "tries": list(finding.tries),
            "details": dict(finding.details),
        }
        for finding, was in zip(findings, last, strict=True)
    ]
