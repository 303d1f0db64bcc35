"""The partner's figures and plan, where data is shared, as words for the screen."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from game.rules.levers import other
from game.table.seen.observation import Observation
from game.table.seen.sharing import PartnersPlan, partners_plan
from game.telling import rows
from game.telling.settings import sayer, worded

GAP = 2
INDENT = 4


def in_short(seen: Observation) -> tuple[str, list[str]]:
    """The partner's plan of this month: whose it is, and what it changes; empty where data is not shared."""
    plan = partners_plan(seen)
    if plan is None:
        return "", []
    if plan.awaited:
        return f"{other(seen.seat).capitalize()}'s plan, this month", ["still open"]
    changed = [worded(seen, key, value) for key, value in plan.values.items() if value != plan.before.get(key, value)]
    return plan.title, changed or [plan.rest]


def told(seen: Observation, width: int) -> Content:
    """The partner's plan and what it knows before it plans, as a page; empty where data is not shared.

    Args:
        seen: what the seat sees.
        width: cells of a line.
    """
    plan, shared, name = partners_plan(seen), seen.partner, other(seen.seat).capitalize()
    if plan is None or shared is None:
        return Content("")
    now = [(row.name, row.now, "") for row in rows.of_now(seen, shared.now)]
    return Content("\n").join(
        [
            _heading(plan.title),
            *([Content.styled(plan.awaited, "$quiet")] if plan.awaited else []),
            *_table(_settings(seen, plan), width),
            Content(""),
            _heading(f"What {name.lower()} knows before it plans"),
            *_table(now, width),
        ]
    )


def _settings(seen: Observation, plan: PartnersPlan) -> list[tuple[str, str, str]]:
    """Each setting: its name, its value, and what it was where it has changed."""
    views = {setting.key: setting for setting in seen.partner_sheet}
    found = []
    for key, value in plan.values.items():
        if key in views:
            say, before = sayer(seen, views[key].lever, views[key].unit), plan.before.get(key, value)
            found.append((views[key].name, say(value), _was(say(before)) if before != value else ""))
    return found


def _was(before: str) -> str:
    return f"  was {before}"


def _heading(title: str) -> Content:
    return Content.styled(title, "bold underline")


def _table(told_: Sequence[tuple[str, str, str]], width: int) -> list[Content]:
    """Names and values in two columns; a value that does not fit beside its name stands below it."""
    names, lines = max((len(name) for name, _, _ in told_), default=0), []
    for name, value, was in told_:
        beside = names + GAP + len(value) + len(was) < width
        gap = " " * (names + GAP - len(name)) if beside else f"\n{' ' * INDENT}"
        lines.append(Content.assemble((name, "$quiet"), gap, (value, "bold"), (was, "$accent")))
    return lines
