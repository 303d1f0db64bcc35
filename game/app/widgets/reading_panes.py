"""The panes of the month's steps, what they share, and those before the talk: the news, what is read of the partner."""

from __future__ import annotations

from types import MappingProxyType

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from game.app.widgets.chart import Chart
from game.app.widgets.choosing import Choices
from game.figures import money, share, units
from game.markdown import blocks
from game.rules.levers import other
from game.seating.chair import Chair
from game.table.moves import Predict
from game.table.seen.observation import Observation, SettingView
from game.telling import plots
from game.telling.readings import CONFIDENCE
from game.telling.settings import MOVES, expectations


class Pane(VerticalScroll, can_focus=False):
    """One step of the month on the table's screen."""

    def on_resize(self) -> None:
        """Another part of the page fits."""
        self.screen.refresh_bindings()

    def watch_virtual_size(self) -> None:
        """The page has become longer or shorter."""
        self.screen.refresh_bindings()

    def watch_scroll_y(self, before: float, now: float) -> None:
        """Have the line of keys say whether more stands below."""
        super().watch_scroll_y(before, now)
        self.screen.refresh_bindings()

    def show(self, seen: Observation, chair: Chair) -> None:
        """Show what a seat sees now; called again after every move."""
        raise NotImplementedError

    def forward(self, seen: Observation) -> str:
        """What going on from here is called; "" = there is no going on."""
        return "Go on"


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
        f"\nLast month made {money(last.joint, sign)} together; {share(last.otif)} of orders arrived on time, in "
        f"full and undamaged; satisfaction stands at {units(last.satisfaction)}.",
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


SURE = tuple((str(number), words) for number, words in enumerate(CONFIDENCE, start=1))


class PredictionSlip(Pane):
    """Three taps, seen by nobody else before the reveal; every month begins with none."""

    _asked: tuple[str, int] | None = None  # the seat and the round that it was put for

    def compose(self) -> ComposeResult:
        """Two questions and a tap of confidence."""
        yield Static(id="slip-head")
        yield Choices(id="constraint")
        yield Choices(id="expects")
        yield Choices(id="confidence")
        yield Static(id="slip-foot")

    def show(self, seen: Observation, chair: Chair) -> None:
        """Put this month's questions; after the prediction, show what was said."""
        partner = other(seen.seat)
        said, constraint, expects, sure = seen.prediction, *self._choices()
        open_ = seen.at == "read"
        for choices in (constraint, expects, sure):
            choices.display = open_ and bool(seen.lever_to_read)
        head = f"Nobody sees this before the reveal; what you leave open stays unanswered. In {partner}'s chair:"
        if not open_:
            head = "The month's reading is done." if said else "You made no prediction this month."
        if said is not None:
            head = f"{head}\n\n{self._told(seen)}"
        self.query_one("#slip-head", Static).update(Content(head))
        if not open_:
            return
        lever = self._lever(seen)
        fresh, self._asked = self._asked != (seen.seat, seen.round), (seen.seat, seen.round)
        before = ["" if fresh else one.chosen for one in (constraint, expects, sure)]
        constraint.ask(
            f"Which of {partner}'s limits binds hardest this month?",
            [(one.key, one.name) for one in seen.constraints],
            before[0],
            {one.key: one.sentence for one in seen.constraints},
        )
        if lever is not None:
            expects.ask(f"What will {partner} do with “{lever.name}”?", expectations(seen, lever), before[1])
        sure.ask("How sure are you?", SURE, before[2])

    def forward(self, seen: Observation) -> str:
        """Going on keeps what is answered."""
        if seen.at != "read" or not seen.lever_to_read:
            return "Go on"
        return "Keep this and go on" if self.move(seen) else "Go on without a prediction"

    def move(self, seen: Observation) -> Predict | None:
        """The prediction as far as it was answered; None when nothing is predicted."""
        constraint, expects, sure = self._choices()
        if seen.at != "read" or not seen.lever_to_read:
            return None
        if not constraint.chosen and not expects.chosen:
            return None
        return Predict(seen.seat, constraint.chosen, seen.lever_to_read, expects.chosen, int(sure.chosen or 0))

    def _choices(self) -> tuple[Choices, Choices, Choices]:
        return (
            self.query_one("#constraint", Choices),
            self.query_one("#expects", Choices),
            self.query_one("#confidence", Choices),
        )

    def _lever(self, seen: Observation) -> SettingView | None:
        return next((one for one in seen.partner_sheet if one.key == seen.lever_to_read), None)

    def _told(self, seen: Observation) -> str:
        said, partner = seen.prediction, other(seen.seat)
        assert said is not None
        limit = next((one.name.lower() for one in seen.constraints if one.key == said.constraint), said.constraint)
        lever = next((one.name for one in seen.partner_sheet if one.key == said.lever), said.lever)
        expects = dict(MOVES).get(said.expects, said.expects.replace("-", " "))
        told = [f"{partner}'s tightest limit is {limit}"] if said.constraint else []
        told += [f"“{lever}” will be {expects}"] if said.expects else []
        sure = f"You were {dict(SURE)[str(said.confidence)]}." if said.confidence else "How sure you were is left open."
        return f"You said: {', and '.join(told)}. {sure} The reveal puts the truth beside it."
