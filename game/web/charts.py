"""Small drawings of figures: bars beside their amounts, lines over the months; each says the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from game.figures import change_of_money, money
from game.telling.clashing import Amount
from game.telling.plots import Plot
from game.web.markup import Markup, el

WIDTH, HEIGHT, EDGE, LABELS = 360, 130, 10, 66
DASHES: Final = ("", "7 4", "2 4")
"""A line of its own kind for each series: colour is not the only sign."""


def bars(amounts: Sequence[Amount], currency: str, signed: bool = True) -> Markup:
    """A row for each amount: its name, a bar from the middle line, and the amount."""
    most = max((abs(one.amount) for one in amounts), default=0.0) or 1.0
    write = change_of_money if signed else money
    rows = []
    for one in amounts:
        size = round(100 * abs(one.amount) / most)
        start = 100 - size if one.amount < 0 else 100
        drawing = Markup(
            '<svg viewBox="0 0 200 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
            f'<rect class="role-{escape(one.role or "quiet")}" x="{start}" y="1" width="{size}" height="10"/>'
            '<path class="middle" d="M100 0V12"/></svg>'
        )
        rows.append(el("tr", el("th", one.name, scope="row"), el("td", drawing, class_="bar"),
                       el("td", write(one.amount, currency))))  # fmt: skip
    return el("table", el("tbody", rows), class_="bars") if rows else Markup("")


def chart(plot: Plot) -> Markup:
    """Lines over the months on an axis that begins at nought, with their summary as the text beside them."""
    values = [value for one in plot.series for value in one.values] + list(plot.level)
    if not values:
        return el("p", plot.summary())
    low, high = min(0.0, *values), plot.top if plot.top is not None else max(0.0, *values)
    places = _Places(low, (high - low) or 1.0, max(1, len(plot.months) - 1))
    drawn = [_axis(places, at, plot.say(at)) for at in dict.fromkeys((low, 0.0, high))]
    drawn += [_line(places, at, one.values) for at, one in enumerate(plot.series)]
    picture = Markup(f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" focusable="false">{"".join(drawn)}</svg>')
    signs = ["—", "– –", "· ·"]
    keys = [f"{signs[at % 3]} {one.name}" for at, one in enumerate(plot.series)] if len(plot.series) > 1 else []
    caption = el("figcaption", el("strong", f"{plot.title}. "), plot.summary(),
                 el("span", "   ".join(keys), class_="hint", aria_hidden="true") if keys else None)  # fmt: skip
    return el("figure", caption, picture, class_="chart")


@dataclass(frozen=True)
class _Places:
    """Where things stand in a chart."""

    low: float
    span: float
    columns: int

    def x(self, column: int) -> float:
        return round(LABELS + column * (WIDTH - LABELS - EDGE) / self.columns, 1)

    def y(self, value: float) -> float:
        return round(HEIGHT - EDGE - (value - self.low) * (HEIGHT - 2 * EDGE) / self.span, 1)


def _axis(places: _Places, value: float, words: str) -> str:
    y = places.y(value)
    return (
        f'<path class="axis" d="M{LABELS} {y}H{WIDTH}"/>'
        f'<text class="axis" x="{LABELS - 6}" y="{y + 4}" text-anchor="end">{escape(words)}</text>'
    )


def _line(places: _Places, at: int, values: Sequence[float]) -> str:
    points = [(places.x(column), places.y(value)) for column, value in enumerate(values)]
    dots = "".join(f'<circle class="dot line-{at % 3}" cx="{x}" cy="{y}" r="3"/>' for x, y in points)
    dash = f' stroke-dasharray="{DASHES[at % 3]}"' if DASHES[at % 3] else ""
    joined_ = " ".join(f"{x},{y}" for x, y in points)
    return f'<polyline class="line line-{at % 3}" points="{joined_}"{dash}/>{dots}'
