"""The health report: a table that a person reads, and the same for a program."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

from game.lab.health.finding import Finding

WIDTH = 110
MARKS = MappingProxyType({True: "ok", False: "FAILS", None: "-"})


def as_lines(findings: Sequence[Finding]) -> list[str]:
    """The findings grouped by scenario, one line each, with what to turn below those that fail."""
    lines: list[str] = []
    for slug in dict.fromkeys(finding.scenario for finding in findings):
        mine = [finding for finding in findings if finding.scenario == slug]
        if lines:
            lines.append("")
        lines.append(slug or "the set")
        for finding in mine:
            lines += _lines(finding)
    failed = sum(finding.passed is False for finding in findings)
    lines += ["", f"{len(findings)} measured, {failed} fail." if failed else f"{len(findings)} measured, all hold."]
    return lines


def _lines(finding: Finding) -> list[str]:
    head = f"  {finding.number:2d}  {finding.name:<26}{MARKS[finding.passed]:<7}"
    lines = textwrap.wrap(finding.figure, WIDTH - len(head), break_on_hyphens=False) or [""]
    lines = [head + lines[0], *(" " * len(head) + line for line in lines[1:])]
    if finding.passed is False:
        pad = " " * len(head)
        lines += textwrap.wrap(f"must be: {finding.bound}", WIDTH, initial_indent=pad, subsequent_indent=pad)
        lines += textwrap.wrap(f"turn: {finding.turn}", WIDTH, initial_indent=pad, subsequent_indent=pad + "  ")
    return lines


def as_data(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """The findings for a program."""
    return [
        {
            "property": finding.number,
            "name": finding.name,
            "scenario": finding.scenario or None,
            "figure": finding.figure,
            "bound": finding.bound,
            "passed": finding.passed,
            "turn": finding.turn if finding.passed is False else "",
            "details": dict(finding.details),
        }
        for finding in findings
    ]
