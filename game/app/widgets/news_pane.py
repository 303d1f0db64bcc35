"""The news: what has happened outside, the last month in a line, and in the first month the seat's brief."""

from __future__ import annotations

from types import MappingProxyType

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from game.app.widgets.chart import Chart
from game.app.widgets.pane import Pane
from game.figures import money, percent
from game.markdown import blocks
from game.seating.chair import Chair
from game.table.seen.observation import Observation
from game.telling import plots

SIGNS = MappingProxyType({True: "▲ good news", False: "▼ trouble"})


class NewsPane(Pane):
    """What a seat reads before it thinks."""

    def compose(self) -> ComposeResult:
        """The words, and how the season has gone."""
        yield Static(id="news")
        yield Chart(id="news-chart")

    def show(self, seen: Observation, chair: Chair) -> None:
        """Show the month's news in this seat's words."""
        parts = [_heading(seen)]
        for news in seen.news:
            parts.append(Content.assemble((news.title, "bold"), (f"  {SIGNS[news.good]}", "$quiet"), f"\n{news.text}"))
        if not seen.news:
            parts.append(Content("No news from outside this month."))
        if seen.handed_back:
            parts.append(Content.styled(f"! {seen.handed_back}", "bold $warning"))
        if seen.round == 1 and chair.brief:
            parts.append(brief_text(chair.brief))
        self.query_one("#news", Static).update(Content("\n\n").join(parts))
        chart = self.query_one("#news-chart", Chart)
        chart.display = len(seen.shared) > 1
        if chart.display:
            chart.show(plots.orders(seen))


def _heading(seen: Observation) -> Content:
    if not seen.shared:
        return Content.styled(f"{seen.scenario.months[0]}: your first month", "bold underline")
    last, sign = seen.shared[-1], seen.scenario.currency
    month = seen.scenario.months[seen.round - 1]
    return Content.assemble(
        (month, "bold underline"),
        f"\nLast month made {money(last.joint, sign)} together; {percent(last.otif)} of orders arrived on time, in "
        f"full and undamaged; satisfaction stands at {last.satisfaction:.0f}.",
    )


def brief_text(markdown: str) -> Content:
    """A brief's paragraphs and lists, its bold words bold."""
    text = Content("")
    before = ""
    for block in blocks(markdown):
        gap = "" if not before else "\n" if block.kind == before == "item" else "\n\n"
        mark = (
            f"{'  ' * (block.level - 1)}{'•' if block.mark in '-*+' else block.mark} " if block.kind == "item" else ""
        )
        words = Content.assemble(*((run.text, "bold" if run.strong else "") for run in block.runs))
        text += Content(gap + mark) + (words.stylize("bold $primary") if block.kind == "heading" else words)
        before = block.kind
    return text
