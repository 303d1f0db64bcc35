"""What a seat looks at before it plans: its own figures, its sheet, and the outlook of a plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from game import figures
from game.cli.prompt.chair import PromptChair
from game.cli.prompt.words import allowed
from game.cli.telling.paper import Paper
from game.rules.levers import Value
from game.table.seen.dashboards import Now
from game.table.seen.observation import Observation, SettingView
from game.table.seen.outlook import BLIND, Outlook
from game.table.seen.sharing import partners_plan, why_apart
from game.telling import rows

NARROW = 34
"""Characters beside a setting and its value that its range needs."""


def now(chair: PromptChair, seen: Observation) -> list[str]:
    """What this seat knows before it plans, with numbers for what last month explains."""
    return [*chair.lines.paper.heading("Your figures"), *chair.lines.paper.table(_rows(chair, seen, seen.now))]


def partner(chair: PromptChair, seen: Observation) -> list[str]:
    """The partner's figures, and its plan of this month or the last, where data is shared."""
    paper, shared, sign = chair.lines.paper, seen.partner, seen.scenario.currency
    plan = partners_plan(seen)
    if shared is None or plan is None:
        return paper.paragraph(why_apart(seen), "  ")
    units = {setting.key: setting.unit for setting in seen.partner_sheet}
    planned = [(key, figures.value(value, units.get(key, ""), sign)) for key, value in plan.values.items()]
    awaited = paper.paragraph(plan.awaited, "  ") if plan.awaited else []
    return [*paper.heading(f"{chair.partner.capitalize()}'s figures"), *paper.table(_rows(chair, seen, shared.now)),
            *paper.heading(plan.title), *awaited, *paper.table(planned)]  # fmt: skip


def _rows(chair: PromptChair, seen: Observation, held: Now) -> list[Sequence[str]]:
    """A seat's figures, with a number before each that the last month explains."""
    last = len(seen.months)
    return [
        (row.name, row.now, chair.number(last, row.key) if last and row.key else "") for row in rows.of_now(seen, held)
    ]


def sheet(paper: Paper, settings: Sequence[SettingView], draft: Mapping[str, Value], currency: str) -> list[str]:
    """Every setting with its value, what it can be, and a star where the person has changed it."""
    settled: list[Sequence[str]] = []
    for setting in settings:
        current = draft.get(setting.key, setting.current)
        star = "*" if setting.key in draft and draft[setting.key] != setting.current else " "
        shown = "" if current is None else figures.value(current, setting.unit, currency)
        settled.append((f"{star} {setting.key}", shown, allowed(setting, currency)))
    key, value = max(len(row[0]) for row in settled), max(len(row[1]) for row in settled)
    lines: list[str] = []
    if paper.width < key + value + NARROW:
        return [line for row in settled for line in _on_two_lines(paper, row)]
    for name, shown, can in settled:
        lines += paper.paragraph(can, " " * (key + value + 6), first=f"  {name.ljust(key)}  {shown.rjust(value)}  ")
    return lines


def _on_two_lines(paper: Paper, row: Sequence[str]) -> list[str]:
    """A setting on a narrow page: its value beside it, what it can be below."""
    name, shown, can = row
    return [paper.line(f"  {name}  {shown}"), *paper.paragraph(can, "      ")]


def outlook(chair: PromptChair, seen: Observation, panel: Outlook) -> list[str]:
    """What this seat's own data says of a plan."""
    paper, sign = chair.lines.paper, seen.scenario.currency
    names = {item.key: item.name for item in seen.scenario.products}
    names |= {place.key: place.name for place in seen.scenario.markets}
    told: list[Sequence[str]] = []
    for key, figure in panel.items():
        label, write = _PANEL.get(key, (key.replace("-", " ").capitalize(), _units))
        if isinstance(figure, Mapping):
            told += [(f"{label}, {names.get(one, one)}", write(part, sign)) for one, part in figure.items() if part]
        else:
            told.append((label, write(figure, sign)))
    lines = [*paper.heading("Outlook of this plan"), *paper.table(told)]
    if seen.partner is None:
        lines += paper.paragraph(BLIND[chair.seat], "  ")
    return lines


def _units(figure: float, currency: str) -> str:
    return figures.units(figure)


def _share(figure: float, currency: str) -> str:
    return figures.share(figure)


def _days(figure: float, currency: str) -> str:
    return figures.days(figure)


def _months(figure: float, currency: str) -> str:
    return f"{figure:.1f}{figures.HARD}months"


_PANEL: Final[Mapping[str, tuple[str, Callable[[float, str], str]]]] = MappingProxyType(
    {
        "orders": ("Orders", _units),
        "ordered": ("Orders in all", _units),
        "leads": ("Leads", _units),
        "revenue": ("Revenue", figures.money),
        "discounts": ("Discounts", figures.money),
        "spend": ("Spending", figures.money),
        "budget": ("Budget", figures.money),
        "left": ("Left of it", figures.money),
        "stock": ("Stock to ship from", _units),
        "cover": ("Stock cover", _months),
        "shipped": ("Shipped", _units),
        "hours": ("Floor hours of work", _units),
        "capacity": ("Floor hours there are", _units),
        "utilisation": ("Utilisation", _share),
        "waiting": ("Left standing", _units),
        "days": ("Door-to-door days", _days),
        "promise": ("Promised", _days),
        "on-time": ("On time", _share),
        "costs": ("Costs", figures.money),
        "cost-per-unit": ("Cost per unit", figures.price),
    }
)
