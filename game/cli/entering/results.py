"""The results of a month to read out, the scoreboard's new figures, and what each seat alone may read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from game import figures
from game.cli.prompt import reveal
from game.cli.prompt.lines import Lines
from game.cli.telling import cash, clash, customers, ledger
from game.cli.telling.paper import Paper
from game.cli.telling.story import MonthStory, story_of
from game.kit.scoreboard import SCORES
from game.rules.levers import SEATS, Seat, other
from game.table import rows
from game.table.observation import Observation, Reading
from game.table.observing import observe, shares_data
from game.table.readings import CONSTRAINTS
from game.table.rows import Row
from game.table.table import Table
from game.terms import Glossary

NOBODY: Final[Mapping[Seat, str]] = MappingProxyType({"marketing": "", "distribution": ""})


def told(paper: Paper, table: Table, name: str, glossary: Glossary) -> list[str]:
    """The last month of a table: what everybody hears, then each seat's own slip."""
    at = len(table.history) - 1
    past = [story_of(table, one, NOBODY) for one in range(at)]
    story, seen = story_of(table, at, NOBODY), observe(table, "marketing")
    lines = [
        "",
        paper.rule("━"),
        paper.ends(f"{name}: {story.month} has played out", f"month {story.round} of {story.rounds}", "strong"),
        paper.rule("━"),
        *paper.paragraph(reveal.beat(seen, seen.shared[-1]), "  "),
    ]
    if shares_data(table):
        lines += [*customers.told(paper, story, past), *cash.told(paper, story, past)]
    else:
        lines += [*paper.heading("What everybody sees"), *_table(paper, rows.of_all(seen))]
    lines += clash.told(paper, story, past, glossary)
    lines += ledger.told(paper, story, past) if shares_data(table) else _ledger(paper, story, seen)
    lines += [*_readings(paper, story), *scoreboard(paper, table), *_next(paper, table)]
    for seat in SEATS:
        lines += slip(paper, table, seat, name)
    return lines


def scoreboard(paper: Paper, table: Table) -> list[str]:
    """The column of the last month, in the order of the printed scoreboard, and the season so far."""
    month, sign = table.history[-1].shared, table.scenario.currency
    name = table.scenario.months[month.round - 1]
    found = [(score.name, score.write(month, sign)) for score in SCORES]
    joint = sum(one.shared.joint for one in table.history)
    total = [("Joint value of the season so far", figures.money(joint, sign))]
    return [*paper.heading(f"For the scoreboard, {name}"), *paper.table([*found, *total])]


def slip(paper: Paper, table: Table, seat: Seat, name: str) -> list[str]:
    """What one seat alone may read: its dashboard, its money, and what it knows before it plans again."""
    seen = observe(table, seat)
    past = seen.months[-2] if len(seen.months) > 1 else None
    lines = [
        "",
        paper.rule("─"),
        paper.line(f"{name}: for {seat} alone", seat),
        *_table(paper, rows.of_month(seen, seen.months)),
        *paper.heading(f"{seat.capitalize()}'s money"),
        *_table(paper, rows.of_money(seen.months[-1], past, seen.scenario.currency)),
    ]
    if not table.over:
        lines += paper.heading(f"Before {seen.scenario.months[table.round - 1]}")
        lines += _table(paper, rows.of_now(seen, seen.now))
    return lines


def opening(paper: Paper, table: Table, name: str) -> list[str]:
    """Where a table stands that has not played yet, or goes on."""
    scenario = table.scenario
    if table.over:
        return paper.paragraph(f"{name}: the season is over. Nothing more is entered.")
    month = scenario.months[table.round - 1]
    where = f"{name}: {scenario.title}, {month}, month {table.round} of {scenario.rounds}"
    return [*paper.paragraph(f"{where}; {table.structure.name}, seed {table.seed}."), *_next(paper, table)]


def _table(paper: Paper, found: Sequence[Row]) -> list[str]:
    head = [("", "", "month before")] if any(row.before for row in found) else []
    return paper.table([*head, *((row.name, row.now, row.before) for row in found)], head=bool(head))


def _ledger(paper: Paper, story: MonthStory, seen: Observation) -> list[str]:
    """The ledger's figures, without what only one seat knows of the reasons."""
    lines = ledger.told(paper, story, ())
    figures_only = lines[: lines.index("", 1)]
    return [*figures_only, "", *paper.paragraph(reveal.side_by_side(seen.shared[-1], story.currency), "  ")]


def _readings(paper: Paper, story: MonthStory) -> list[str]:
    """What each had predicted of the other, beside what was true."""
    lines: list[str] = []
    for one in story.readings:
        lines += paper.paragraph(_reading(one, story), "    ", first="  ")
    return [*paper.heading("Open the slips: what each had expected of the other"), *lines] if lines else []


def _reading(one: Reading, story: MonthStory) -> str:
    partner = other(one.seat)
    names = {limit.key: limit.name.lower() for limit in CONSTRAINTS[partner]}
    took, was = names[one.constraint], names[one.constraint_true]
    limit = f"{took}, rightly" if took == was else f"{took}; it was {was}"
    expected, did = one.expects.replace("-", " "), one.was.replace("-", " ")
    move = f"{expected}, rightly" if expected == did else f"{expected}; it was {did}"
    lever = story.settings[one.lever]
    return figures.spaced(f"{one.seat.capitalize()} said of {partner}: pressed hardest by {limit}. {lever}: {move}.")


def _next(paper: Paper, table: Table) -> list[str]:
    """The event cards to open now."""
    if table.over:
        return []
    month = table.scenario.months[table.round - 1]
    titles = [f"“{event.title}”" for event in table.scenario.news(table.round)]
    say = f"Event cards to open in {month}: {', '.join(titles)}." if titles else f"No event card in {month}."
    return ["", *paper.paragraph(say, "  ")]


def close(lines: Lines, table: Table, glossary: Glossary) -> None:
    """The closing page of a season, looked back on."""
    from game.cli.telling import closing
    from game.cli.telling.story import season_of
    from game.lab.review import review  # the lab takes a while to load, and nobody needs it before

    lines.say(closing.told(lines.paper, season_of(table, NOBODY), glossary, review(table)))
