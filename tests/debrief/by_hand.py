"""A table of three months whose figures are round numbers, and what a debrief says of it, as files to be read.

What is said stands in `expected/`. After a change that is meant, write it again and read the difference:

    python -m tests.debrief.by_hand
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np

from game.debrief import data
from game.debrief.case import Case, MonthRow
from game.debrief.evidence import Evidence
from game.debrief.examining import Findings, examine, facts_of
from game.debrief.gap_words import of_room, of_table
from game.debrief.gathering import gather, sentences
from game.debrief.prompts.choosing import choose
from game.debrief.prompts.shape import Prompt, PromptsFile
from game.debrief.report import charts, publishing, room_page, table_page
from game.debrief.report.blocks import Report
from game.debrief.report.charts import ReportChart, gap_of, gap_of_room
from game.debrief.report.html import html
from game.debrief.report.markdown import markdown
from game.debrief.room import room_of
from game.doors.tables import csv_text
from game.lab.hindsight.bounds import Alignment, Beside
from game.lab.hindsight.fit import Fit, FitLine
from game.lab.hindsight.remarks import NextStep, Remark
from game.rules.explain import Explanation
from game.rules.levers import Lead
from game.table.structure import structure
from tests.debrief.seasons import findings, row
from tests.debrief.surveys import six_tables
from tests.table.tables import a_table

FOLDER = Path(__file__).parent / "expected"

ROWS = (
    row(
        round=1, month="May", promise=4.0, days=5.0, on_time=0.5, otif=0.4, satisfaction=70.0, ordered=1000.0,
        shipped=800.0, short=150.0, waiting=50.0, held=300.0, utilisation=1.25, fatigue=0.4, joint=10_000.0,
        margin=12_000.0, equity=-2_500.0, stock=500.0, fit_marketing=2_000.0, fit_distribution=500.0,
        fit_both=3_000.0, expected={"marketing": 1200.0, "distribution": 900.0}, deals=1, deadlocks=1,
        asked={"marketing": 2, "distribution": 0}, answered=1, clashes=("unsupported-promotion",), meeting="hurt",
    ),
    row(
        round=2, month="June", promise=4.0, days=3.0, on_time=1.0, otif=0.9, satisfaction=60.0, ordered=800.0,
        shipped=800.0, held=500.0, utilisation=0.5, fatigue=0.1, joint=20_000.0, margin=18_000.0, equity=1_500.0,
        stock=500.0, fit_marketing=1_000.0, fit_distribution=500.0, fit_both=1_500.0,
        expected={"marketing": 900.0, "distribution": 800.0}, signed=880.0, signed_ordered=800.0,
        asked={"marketing": 0, "distribution": 1}, answered=1,
    ),
    row(
        round=3, month="July", promise=3.0, days=3.0, on_time=0.9, otif=0.7, satisfaction=66.0, ordered=1200.0,
        shipped=1000.0, wanted=1350.0, short=200.0, held=1500.0, utilisation=1.0, fatigue=0.2, joint=5_000.0,
        margin=6_000.0, equity=-1_000.0, fit_marketing=500.0, fit_distribution=500.0, fit_both=1_500.0,
        expected={"marketing": 1200.0, "distribution": 1200.0}, clashes=("unsupported-promotion", "cheap-miles"),
    ),
)  # fmt: skip


def answer(lead: Lead, cents: int, would: str = "promised 7 days") -> FitLine:
    """A better answer, by hand."""
    return FitLine(lead, cents, would, "It would have come in time.", Explanation("", 0.0, "money", "add", ()), ())


FITS = (
    Fit("May", "€", (answer("marketing", 200_000), answer("distribution", 50_000), answer("joint", 300_000))),
    Fit("June", "€", (answer("marketing", 100_000), answer("joint", 150_000))),
    Fit("July", "€", ()),
)

REVIEW: dict[str, Any] = {
    "value": 35_000.0,
    "alignment": Alignment(40.0, 35_000.0, 25_000.0, 50_000.0),
    "beside": Beside((10_000.0, 20_000.0, 5_000.0), (9_000.0, 8_000.0, 8_000.0), (4_000.0, 16_000.0, 30_000.0)),
    "luck": 300_000,
    "fit": Fit("", "€", (answer("marketing", 600_000), answer("distribution", 450_000), answer("joint", 1_200_000))),
    "steps": (NextStep(1_200_000, True, "Both would", "Both would have done it: €12,000 more."),),
    "turning_points": (
        Remark(3, "July", "marketing", "price.plum", 4.0, 5.0, 600_000, "In July marketing asked too little."),
        Remark(1, "May", "distribution", "temps", 0.0, 2.0, 250_000, "In May distribution called in no temps."),
    ),
    "well_chosen": (Remark(2, "June", "joint", "forecast.plum", 500.0, 0.0, -300_000, "In June the two counted."),),
    "message": Remark(
        3, "July", "marketing", "plum", "promotion", "distribution", 150_000, "Told, it would have known."
    ),
    "without": "",
}


def a_case(**changed: Any) -> Case:
    """The table laid open; its talk and its survey are those of the season that the other tests use."""
    case = findings().case
    return replace(case, rows=ROWS, fits=FITS, review=replace(case.review, **REVIEW, **changed), notes=("A note.",))


def a_room() -> list[Findings]:
    """Three tables: as above, with another result under silo, and with nothing to measure it by."""
    first = examine(a_case())
    case, review = first.case, first.case.review
    silo = replace(case, label="Table 2", table=replace(case.table, structure=a_table("silo").structure),
                   review=replace(review, alignment=Alignment(10.0, 28_000.0, 25_000.0, 55_000.0)))  # fmt: skip
    calm = replace(case, label="Table 3", rows=(row(), row(round=2, month="June")), fits=FITS[:2], notes=(),
                   table=replace(case.table, structure=structure("talk", data="shared")),
                   review=replace(review, alignment=None, luck=None, beside=None, message=None))  # fmt: skip
    return [first, examine(silo), examine(calm)]


def a_prompt(
    key: str,
    step: str,
    theme: str,
    when: str = "",
    shows: tuple[Any, ...] = (),
    tag: str = "D",
    minutes: int = 5,
    always: bool = False,
) -> Prompt:
    said = {name: f"{name.replace('-', '_')} of {key} <b> & *c*" for name in ("say", "why", "listen", "follow-up")}
    source = "design choice" if tag == "D" else "Somebody 2001"
    table = {"step": step, "theme": theme, "when": [one for one in when.split(", ") if one], "source": source,
             "tag": tag, "minutes": minutes, "shows": list(shows), "always": always, **said}  # fmt: skip
    return PromptsFile.model_validate({"prompts": {key: table}}).prompts[key]


PROMPTS = (
    a_prompt("how", "feel", "together", minutes=4),
    a_prompt("late", "happened", "promise", "late-months >= 1, talk is not none", ("delivery", "clash"), "A"),
    a_prompt("deal", "happened", "price", "promotion-clashes >= 2", ("clash", "turning-point"), "T", 6),
    a_prompt("never", "happened", "capacity", "tired-months > 2"),
    a_prompt("told", "learned", "asking", "message-share > 0.01", ("message",), "C", 5),
    a_prompt("signed", "work", "forecast", "signed-forecasts >= 1", ("forecast", "typed")),
    a_prompt("other", "what-if", "lead", "finished is yes", ("deadlock", "agreement"), minutes=7),
    a_prompt("close", "next", "together", minutes=3, always=True),
)


def told_evidence(one: Evidence) -> str:
    """All of a piece of evidence, a line or two."""
    rounds = ",".join(map(str, one.rounds)) or "-"
    head = f"{one.key} | {one.kind} | {one.theme} | {one.number:.6g} {one.unit} = {one.figure} | rounds {rounds}"
    said = f"{one.sentence} «{one.words}»" if one.words else one.sentence
    return f"{head} | {one.seat or 'both'} | {one.weight:.4f}\n    {said}"


def told_chart(chart: ReportChart) -> str:
    lines = [f"{chart.key} | {chart.kind} | {chart.title} | {chart.unit} {chart.currency} | filled {chart.filled}",
             f"    {chart.says}", f"    {', '.join(chart.labels)}"]  # fmt: skip
    lines += [f"    {one.name} ({one.look}): {one.values}" for one in chart.series]
    return "\n".join([*lines, *(f"    at {pin.at}: {pin.text}" for pin in chart.marks)])


class Recorder:
    """Takes the place of axes, or of what belongs to them, and writes down what is asked of it."""

    def __init__(self, lines: list[str], name: str = "axes") -> None:
        self.lines, self.name = lines, name
        self.yaxis = self if name != "axes" else Recorder(lines, "yaxis")

    def get_ylim(self) -> tuple[float, float]:
        return -20.0, 80.0

    def __getattr__(self, method: str) -> Callable[..., Any]:
        def asked(*places: object, **named: object) -> None:
            given = [written(one) for one in places] + [f"{name}={written(one)}" for name, one in named.items()]
            self.lines.append(f"    {self.name}.{method}({', '.join(given)})")

        return asked


def written(value: object) -> str:
    """An argument of a drawing: figures to six digits, a formatter by what it makes of some of them."""
    if isinstance(value, np.ndarray):
        return f"[{', '.join(written(one) for one in value.tolist())}]"
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, np.bool_):
        return str(bool(value))
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {written(one)}' for key, one in value.items())}}}"
    if isinstance(value, float):
        return f"{value:.6g}"
    if type(value).__module__.startswith("matplotlib"):
        ticks = (-12_345.0, -999.0, -2.5, 0.0, 0.25, 9.5, 10.0, 10.4, 1000.0, 250_000.0)
        name = type(value).__name__
        shown: Any = value
        return f"{name}{[shown(one) for one in ticks]}" if name == "FuncFormatter" else f"{name} {shown._nbins}"
    return repr(value)


def told_drawing(chart: ReportChart) -> str:
    lines = [f"{chart.key} ({chart.kind})"]
    axes: Any = Recorder(lines)
    {"lines": publishing._lines, "stacks": publishing._stacks, "dots": publishing._dots}[chart.kind](axes, chart)
    publishing._scale(axes, chart)
    return "\n".join(lines)


def told_month(one: MonthRow) -> str:
    """A month of a real season, each figure to six digits."""
    figures = {field.name: getattr(one, field.name) for field in fields(one)}
    return ", ".join(f"{name} {written(value)}" for name, value in figures.items())


def pages() -> dict[str, str]:
    """What is said, by the name of its file."""
    tables = a_room()
    found, room = tables[0], gather(tables)
    drawn, drawn_room = charts.of_table(found.case), room_page.charts(room)
    one = choose([found], PROMPTS, 45)
    many = choose(tables, PROMPTS, 30)
    report: Report = table_page.report(found, one, drawn, names=True)
    gap_charts = [chart for chart in (gap_of(six_tables()[0]), gap_of_room(room_of(six_tables()))) if chart]
    facts = [f"{name} = {fact.value}: {fact.says}" for name, fact in facts_of(found.case).items()]
    threads = [f"{theme}\n" + "\n".join(f"    {said}" for said in lines) for theme, lines in sentences(room).items()]
    surveys = six_tables()
    return {
        "evidence.txt": "\n".join(map(told_evidence, found.evidence)) + "\n",
        "facts.txt": "\n".join(facts) + "\n",
        "charts.txt": "\n".join(map(told_chart, [*drawn.values(), *drawn_room.values(), *gap_charts])) + "\n",
        "drawings.txt": "\n".join(map(told_drawing, [*drawn.values(), *drawn_room.values(), *gap_charts])) + "\n",
        "months.txt": "\n".join(map(told_month, findings().case.rows)) + "\n",
        "threads.txt": "\n".join(threads) + "\n",
        "gap.txt": "\n".join([*of_table(surveys[0]), *of_room(room_of(surveys)), *of_room(room_of(surveys[:3])), ""]),
        "table.md": markdown(report),
        "table.html": html(report).partition("</style>")[2],
        "room.md": markdown(room_page.report(room, many, drawn_room)),
        **{f"data-{name}.csv": csv_text(*sheet).removeprefix("\ufeff").replace("\r\n", "\n")
           for name, sheet in data.sheets(tables[:1], six_tables()).items()},
    }  # fmt: skip


if __name__ == "__main__":
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
