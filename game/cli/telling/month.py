"""One month told from its news to its ledger; what is quiet is left out, what stood out heads the page."""

from __future__ import annotations

from collections.abc import Sequence

from game.cli.telling import cash, clash, customers, ledger, plans, talk, why
from game.cli.telling.notable import Notable, Past, headline
from game.cli.telling.paper import Paper
from game.cli.telling.story import MonthStory
from game.rules.levers import SEATS
from game.terms import Glossary


def told(paper: Paper, story: MonthStory, past: Past, glossary: Glossary) -> list[str]:
    """The whole month."""
    head = headline(story, past)
    return [
        *_title(paper, story, head),
        *talk.looked_back(paper, past),
        *news(paper, story),
        *talk.told(paper, story, past),
        *plans.told(paper, story),
        *customers.told(paper, story, past),
        *_reason(paper, story, past, head),
        *cash.told(paper, story, past),
        *clash.told(paper, story, past, glossary),
        *ledger.told(paper, story, past),
        *talk.read(paper, story, past),
    ]


def _title(paper: Paper, story: MonthStory, head: Notable) -> list[str]:
    return [
        "",
        paper.rule("━"),
        paper.ends(f"{story.month}", f"month {story.round} of {story.rounds}", "strong"),
        paper.line(head.headline, "strong"),
        paper.rule("━"),
    ]


def news(paper: Paper, story: MonthStory) -> list[str]:
    """The event cards of the month as each seat hears them."""
    lines: list[str] = []
    for event in story.news:
        lines += paper.heading(f"News: {event.title}")
        for seat in SEATS:
            lines += paper.paragraph(event.words[seat], "    ", first=f"  {seat.capitalize()} hears: ")
    return lines


def _reason(paper: Paper, story: MonthStory, past: Past, head: Notable) -> list[str]:
    """One figure of the month taken apart: the one that the month is about, and no figure twice in a row."""
    key = reason_for(story, past, head)
    lines = why.briefly(paper, story.explained[key], story.currency)
    return [*paper.heading("Where a number comes from"), *lines]


def reason_for(story: MonthStory, past: Past, head: Notable) -> str:
    """The key of the figure that this month explains."""
    told: list[str] = []
    for at, earlier in enumerate(past):
        told.append(_choose(earlier, past[:at], headline(earlier, past[:at]), told))
    return _choose(story, past, head, told)


def _choose(story: MonthStory, past: Past, head: Notable, told: Sequence[str]) -> str:
    wishes = [*_about(story, past, head.kind), *_usual(story, past)]
    known = [key for key in wishes if key in story.explained]
    return min(known, key=lambda key: (told.count(key), known.index(key)))


def _about(story: MonthStory, past: Past, kind: str) -> list[str]:
    """Figures that a headline asks for."""
    worst = max(story.distribution.days, key=lambda key: story.distribution.days[key])
    topic, _, item = kind.partition("-")
    if kind in ("floor-full", "floor-idle", "clash-launch-complexity"):
        return ["utilisation", "complexity", "capacity"]
    if topic in ("promise", "otif") or kind == "clash-cheap-miles":
        return [f"days.{worst}", f"otif.{worst}", "otif"]
    if topic == "stock" and item:
        return [f"unmet.{item}", f"fill-rate.{item}", f"stock.{item}"]
    if topic == "glut":
        return [f"stock.{item}", f"orders.{item}"]
    if topic in ("cooler", "warmer") and past:
        return [f"satisfaction.{_most_moved(story, past)}"]
    if topic in ("together", "best", "worst", "loss"):
        return ["joint-value", "margin", "equity"]
    return []


def _usual(story: MonthStory, past: Past) -> list[str]:
    """Figures worth explaining in any month, the one that moved most first."""
    worst = max(story.distribution.days, key=lambda key: story.distribution.days[key])
    sold = {key: sum(row.values()) for key, row in story.marketing.orders.items() if sum(row.values()) > 0.0}
    if past:
        before = {key: sum(row.values()) for key, row in past[-1].marketing.orders.items()}
        sold = {key: abs(units / max(1.0, before.get(key, 0.0)) - 1.0) for key, units in sold.items()}
    ranked = sorted(sold, key=lambda key: -sold[key])
    orders = [f"orders.{key}" for key in ranked]
    return [*orders[:1], f"days.{worst}", f"satisfaction.{_most_moved(story, past)}", "utilisation", "goodwill",
            "equity", "scorecard-marketing", "scorecard-distribution", "cost-per-unit", *orders]  # fmt: skip


def _most_moved(story: MonthStory, past: Past) -> str:
    now, before = story.marketing.satisfaction, past[-1].marketing.satisfaction if past else {}
    return max(now, key=lambda key: abs(now[key] - before.get(key, 70.0)))
