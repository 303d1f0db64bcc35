"""A chart over the months: up to three series with a sign each, none resting on colour, with a summary in words."""

from __future__ import annotations

from itertools import pairwise

from textual.content import Content
from textual.widgets import Static

from game.app.widgets.flowing import flow
from game.doors.text import centred, cut, to_right
from game.telling.plots import Plot

SIGNS = ("●", "○", "▲")
SAME = "◉"
COLOURS = ("primary", "accent", "together")
LEAST_SPAN = 0.1
"""Share of the largest value that the axis spans at the least: else a step of one could fill the chart."""
AXIS = 9  # cells of the figures on the left


class Chart(Static):
    """Draws a plot in the cells that it is given."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._plot: Plot | None = None

    def show(self, plot: Plot) -> None:
        """Draw another plot."""
        self._plot = plot
        self._draw()

    def on_resize(self) -> None:
        """Draw it again in another size."""
        self._draw()

    def _draw(self) -> None:
        plot, width, height = self._plot, self.size.width, self.size.height
        if plot is None or width < 20 or height < 3:
            if plot is not None:
                self.update(Content(plot.summary()), layout=False)  # its box is the page's to give
            return
        legend = [
            Content.styled(f"{SIGNS[at]} {one.name}", f"bold ${COLOURS[at]}") for at, one in enumerate(plot.series)
        ]
        head = flow([Content.styled(plot.title, "bold"), *legend], width, gap=3)
        summary = Content.styled(plot.summary(), "$quiet")
        words = len(summary.wrap(width)) + head.plain.count("\n")
        rows = drawn(plot, width, max(2, height - 2 - words))
        self.update(Content("\n").join([head, *rows, summary]), layout=False)


def drawn(plot: Plot, width: int, rows: int) -> list[Content]:
    """The chart's lines: `rows` of cells and one of months."""
    low, high = _bounds(plot)
    columns = max(1, len(plot.months))
    step = max(1, min(10, (width - AXIS - 1) // columns))
    cells: list[list[tuple[str, str]]] = [[(" ", "")] * (step * columns) for _ in range(rows)]

    def row_of(value: float) -> int:
        return rows - 1 - round((value - low) / (high - low) * (rows - 1))

    for at in reversed(range(len(plot.series))):
        points = [(column * step + step // 2, row_of(value)) for column, value in enumerate(plot.series[at].values)]
        for (x1, y1), (x2, y2) in pairwise(points):
            for x in range(x1 + 1, x2):
                y = round(y1 + (y2 - y1) * (x - x1) / (x2 - x1))
                if cells[y][x][0] == " ":
                    cells[y][x] = ("·", f"${COLOURS[at]}")
        for x, y in points:
            taken = cells[y][x][0] in (*SIGNS, SAME)
            cells[y][x] = (SAME if taken else SIGNS[at], f"bold ${COLOURS[at]}")
    shown = {0: high, rows - 1: low, **({(rows - 1) // 2: (low + high) / 2} if rows >= 5 else {})}
    lines = []
    for at, line in enumerate(cells):
        label = plot.say(shown[at]) if at in shown else ""
        axis = (f"{to_right(cut(label, AXIS - 1), AXIS - 1)} ", "$quiet")
        lines.append(Content.assemble(axis, ("│" if at not in shown else "┤", "$quiet"), *line))
    months = "".join(centred(cut(name, max(1, step - 1)), step) for name in plot.months)
    lines.append(Content.styled(f"{' ' * (AXIS + 1)}{months}", "$quiet"))
    return lines


def _bounds(plot: Plot) -> tuple[float, float]:
    values = [value for one in plot.series for value in one.values] + list(plot.level)
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    least = LEAST_SPAN * max(abs(low), abs(high)) or 1.0
    if high - low < least:  # what hardly moves is drawn as hardly moving
        pad = (least - (high - low)) / 2.0
        low, high = low - pad, high + pad
        if plot.top is not None and high > plot.top:
            low, high = low - (high - plot.top), plot.top
    return low, high


def bar(value: float, most: float, width: int) -> str:
    """A bar for an amount: full cells for a gain, hatched ones for a loss, so that no colour is needed."""
    if most <= 0.0:
        return ""
    cells = max(1, round(abs(value) / most * width)) if abs(value) > 1e-9 else 0
    return ("█" if value >= 0 else "▒") * cells
