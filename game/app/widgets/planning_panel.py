"""What stands beside the levers: what this seat's data says of the draft, what is signed, and the partner's plan."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from game.doors.text import cells, to_left, to_right, wrapped
from game.figures import money
from game.rules.levers import Value
from game.table.seen.observation import Observation
from game.table.seen.outlook import BLIND, Outlook
from game.telling.holding import own_reading, signed_now, words_due
from game.telling.outlooks import Line, Purse, lines_of, purse
from game.telling.settings import partners_changes

KEY = "f "
LINES = 2
MORE_LINES = 4  # where the terminal is high


class PartnerLine(Static):
    """What the partner changes this month; not there where data is not shared."""

    auto_links = False  # it has its own look

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title, self._says = "", list[str]()

    def show(self, seen: Observation) -> None:
        """Show the partner's plan so far."""
        self._title, self._says = partners_changes(seen)
        self.display = bool(self._title)
        self._draw()

    def on_resize(self) -> None:
        """Fit the changes into another width."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        most = MORE_LINES if self.screen.has_class("-high") else LINES
        texts = (self._text(count) for count in range(len(self._says), -1, -1))
        fitting = (
            text for text in texts if len(wrapped(f"{KEY}{self._title}{text}", max(20, self.size.width))) <= most
        )
        press = Style.from_meta({"@click": "screen.partner"})
        key = (KEY, "bold $footer-key-foreground")
        line = Content.assemble(key, (self._title, "bold"), (next(fitting, self._text(0)), "$quiet"))
        self.update(line.stylize(press))

    def _text(self, count: int) -> str:
        """So many of the changes, and how many there are besides."""
        left = len(self._says) - count
        return f": {'; '.join([*self._says[:count], *([f'{left} more'] if left else [])])}."


LABEL, FIGURE = 16, 9
BAR = 10
COLUMNS = 46  # cells from which the month before has a column of its own


class PlanningPanel(Static):
    """Lines of figures with their change, the budget as a bar, what is signed, and what was read of the partner."""

    _shown: tuple[Observation, Outlook, Outlook] | None = None
    _draft: Mapping[str, Value] = MappingProxyType({})

    def show(self, seen: Observation, draft: Mapping[str, Value], found: Outlook, usual: Outlook) -> None:
        """Show the outlook of a draft beside the one on an unchanged month."""
        self._shown, self._draft = (seen, found, usual), draft
        self._draw()

    def on_resize(self) -> None:
        """Fit the bar into another width: of what is shown by then, which may have come in the meantime."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        if self._shown is None:
            return
        seen, found, usual = self._shown
        width = max(24, self.size.width)
        past = width >= COLUMNS and bool(seen.months)
        lines = lines_of(seen, found, usual)
        rows = []
        if past:
            month = seen.scenario.months[len(seen.months) - 1]
            head = f"{'':<{LABEL}}{to_right(month, FIGURE)}{to_right('draft', FIGURE + 1)}  your moves"
            rows.append(Content.styled(head, "$quiet"))
        rows += _budget(purse(found), seen, width, past)  # first: past it, nothing else counts
        for line in (one for one in lines if one.label):  # what has no name of its own is on the board
            rows += _rows(line, width, past, f"${seen.seat}")
        if seen.partner is None and self.screen.has_class("-high"):
            rows += [Content.styled(one, "$quiet italic") for one in wrapped(BLIND[seen.seat], width)]
        rows += held_lines(seen, self._draft, width)
        self.update(Content("\n").join(rows))


def _rows(line: Line, width: int, past: bool, colour: str) -> list[Content]:
    """A figure of the panel: in columns, or a sentence behind its name."""
    warning = ("! " + line.warns, "bold $warning") if line.warns else ("", "")
    if not line.label or cells(line.value) > FIGURE + 1:
        room = width - (LABEL if line.label else 2)
        told = wrapped(line.value, max(12, room))
        name = to_left(line.label, LABEL) if line.label else "  "
        style = "bold" if line.label else "$quiet"
        found = [Content.assemble((name, "$quiet"), (told[0] if told else "", style))]
        found += [Content.assemble(" " * cells(name), (one, style)) for one in told[1:]]
        rest = "  ".join(one for one in (line.change, warning[0]) if one)
        if rest:
            found.append(Content.assemble(" " * LABEL, (line.change, colour), "  " if line.change else "", warning))
        return found
    before = (to_right(line.before, FIGURE) if past else "", "$quiet")
    head = Content.assemble(
        (to_left(line.label, LABEL), "$quiet"), before, (to_right(line.value, FIGURE + 1), "bold"),
        (f"  {line.change}" if line.change else "", colour),
    )  # fmt: skip
    if not line.warns:
        return [head]
    beside = Content.assemble(head, "  ", warning)
    return [beside] if beside.cell_length <= width else [head, Content.assemble(" " * LABEL, warning)]


def _budget(of: Purse, seen: Observation, width: int, past: bool) -> list[Content]:
    currency = seen.scenario.currency
    rest = f"{'! ' if of.over else ''}{of.rest(currency)}"
    figure = to_right(money(of.budget, currency), FIGURE + 1 + (FIGURE if past else 0))
    room = max(0, min(BAR, width - LABEL - cells(figure) - cells(rest) - 4))
    full = min(room, round(room * of.spend / of.budget)) if of.budget > 0 else room
    style = "bold $error" if of.over else "bold"
    if LABEL + cells(figure) + cells(rest) + 2 > width:
        return [Content.assemble((to_left("Budget", LABEL), "$quiet"), (rest, style))]
    return [
        Content.assemble(
            (to_left("Budget", LABEL), "$quiet"), (figure, "bold"), "  ",
            ("█" * full + "░" * (room - full), "$error" if of.over else f"${seen.seat}"), " ",
            (rest, style),
        )
    ]  # fmt: skip


def held_lines(seen: Observation, draft: Mapping[str, Value], width: int) -> list[Content]:
    """What is signed for the month and how the partner was read, each under its head; nothing where there is none."""
    rows: list[Content] = []
    signed = signed_now(seen)
    if signed:
        rows.append(head_line("Signed · both hold it", width))
        mark = Content.assemble(("M✓ ", "$marketing"), ("D✓", "$distribution"))
        for one in signed:
            first, *more = wrapped(one, max(10, width - 9))
            gap = " " * max(1, width - 2 - cells(first) - 5)
            rows.append(Content.assemble(("≡ ", "$together"), first, gap, mark))
            rows += [Content(f"  {line}") for line in more]
    due = words_due(seen, draft)
    if due:
        rows.append(head_line("Words given · each holds its own", width))
        for seat, text, stands in due:
            lines = wrapped(text, max(10, width - 2))
            beside = 2 + cells(lines[-1]) + 2 + cells(stands) <= width
            for at, line in enumerate(lines):
                last = at == len(lines) - 1 and beside
                end = " " * (width - 2 - cells(line) - cells(stands)) + stands if last else ""
                style = "bold $error" if stands.startswith("✗") else "$quiet"
                rows.append(Content.assemble(("  " if at else "◆ ", f"${seat}"), line, (end, style)))
            if not beside:
                rows.append(Content.styled(f"  {stands}", "$error" if stands.startswith("✗") else "$quiet"))
    read = own_reading(seen)
    if read:
        rows.append(head_line(f"Your reading of {'distribution' if seen.seat == 'marketing' else 'marketing'}", width))
        rows += [Content.styled(line, "$quiet") for line in wrapped(read, width)]
    return rows


def head_line(title: str, width: int) -> Content:
    """The head of a part of a pane: its title on a line."""
    return Content.assemble(("─ ", "$quiet"), (title, "bold"), (" " + "─" * max(0, width - cells(title) - 3), "$quiet"))
