"""What is printed as a sum adds up as it is printed, on every surface, and one figure is the same on all of them."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, cached_property
from math import prod
from typing import Any

import pytest

from game.app.lines import bars as bars_of
from game.app.lines import explained as explained_on_screen
from game.app.lines import month_lines
from game.app.season import season_lines, turning_lines
from game.cli.entering.results import month_page as paper_page
from game.cli.prompt.chair import PromptChair
from game.cli.prompt.lines import Lines
from game.cli.prompt.panel import reveal
from game.cli.telling import closing, month
from game.cli.telling.document import document
from game.cli.telling.paper import Paper
from game.content import facilitator_folder
from game.debrief import data
from game.debrief.case import lay_open
from game.debrief.examining import Findings, examine
from game.debrief.report import charts, table_page
from game.debrief.report.blocks import Report
from game.debrief.report.html import html
from game.debrief.report.markdown import markdown
from game.debrief.report.publishing import pdf
from game.doors.tables import csv_text, workbook
from game.kit.pieces import results
from game.lab.hindsight.fit import fit_at
from game.lab.hindsight.review import Review, review
from game.printing import printed
from game.rules.levers import SEATS, Seat
from game.scenario import load
from game.seating.session import Session
from game.store.log import MemoryStore
from game.store.record import Record
from game.table.seen.observing import observe
from game.table.seen.outlook import outlook
from game.table.structure import Holder, structure
from game.table.table import Table
from game.telling.beats import beats_of
from game.telling.outlooks import lines_of
from game.telling.readouts import readouts
from game.telling.story import season_of
from game.terms import read_glossary
from tests.printed import below, figure, figures_in, is_figure, on_paper, rows, rows_on_paper, sheets_in

SEASONS = (
    ("first-day", "silo", 7, "growth-chaser", "cost-hawk"),
    ("first-day", "sync", 2, "bridge-builder", "firefighter"),
    ("cold-brew", "silo", 1, "growth-chaser", "cost-hawk"),
    ("cold-brew", "talk", 3, "brand-guardian", "bridge-builder"),
    ("one-cart", "talk", 5, "growth-chaser", "steady-hand"),
    ("short-supply", "silo", 4, "bridge-builder", "cost-hawk"),
    ("deal-season", "talk", 6, "growth-chaser", "firefighter"),
    ("new-shores", "sync", 8, "brand-guardian", "cost-hawk"),
    ("cheap-miles", "silo", 9, "bridge-builder", "cost-hawk"),
    ("deal-season", "sync", 10, "growth-chaser", "bridge-builder"),
)
Sum = tuple[str, list[Decimal], Decimal]
"""Where it was read, the parts and what is printed below them."""

PAPER = Paper(100)


class Played:
    """A season of two partners, with all that is printed of it."""

    def __init__(self, slug: str, preset: str, seed: int, *personas: str) -> None:
        self.personas: dict[Seat, str] = dict(zip(SEATS, personas, strict=True))
        holders = {seat: Holder("partner", persona=name) for seat, name in self.personas.items()}
        self.sessions: list[Table] = []
        record = Record.create("a season", load(slug), seed, structure(preset), holders, store=MemoryStore())
        self.session = Session(record)
        while self.session.let_partners_play(to_the_reveal=True):
            self.sessions.append(self.session.table)
        self.table = self.session.table
        self.season = season_of(self.table, self.personas)
        self.review: Review = review(self.table, with_message=False)
        self.findings: Findings = examine(lay_open(self.table, label="Table 1"))

    def demo(self) -> list[list[str]]:
        """The pages of `lastmile demo`, the closing page last."""
        glossary, months = read_glossary(), self.season.months
        pages = [month.month_page(PAPER, one, months[:at], glossary) for at, one in enumerate(months)]
        return [*pages, closing.closing_page(PAPER, self.season, glossary, self.review)]

    def at_the_prompt(self, seat: Seat) -> list[str]:
        """The reveal of the last month, line by line."""
        chair = PromptChair(self.session.seat(seat), "", Lines(io.StringIO(), io.StringIO()), read_glossary())
        return reveal(chair, chair.seen())

    @cached_property
    def made(self) -> Report:
        """The table's debrief."""
        return table_page.report(self.findings, [], charts.of_table(self.findings.case))

    @cached_property
    def printed_report(self) -> bytes:
        """It as a PDF."""
        return pdf(self.made).data

    @cached_property
    def printed_months(self) -> list[list[str]]:
        """The results of each month as they are printed, line by line."""
        found = [results(table, "Table 1", read_glossary()) for table in months_of(self)]
        pages = [{"title": "A room", "paper": "a4", "months": [month]} for month in found]
        template = facilitator_folder() / "kit" / "results.typ"
        return [on_paper(printed(page, template, "results").data) for page in pages]

    @cached_property
    def report(self) -> str:
        """It as Markdown."""
        made = self.made
        cells = re.findall(r"<td[^>]*>([^<]*)</td>", html(made))
        told = markdown(made)
        bare = told.replace("\\", "")
        assert all(cell in bare for cell in cells if is_figure(cell)), "the page and the Markdown are of one report"
        return told

    @cached_property
    def sheets(self) -> Any:
        """The table's figures for a spreadsheet."""
        return data.sheets([self.findings], [])

    @cached_property
    def told(self) -> Any:
        """The season as JSON."""
        return json.loads(json.dumps(document(self.season, self.review)))


@cache
def played(at: int) -> Played:
    return Played(*SEASONS[at])


# --- the surfaces, each read into sums ---


def closes(where: str, table: list[tuple[str, list[Decimal]]], total: str, first: str = "") -> Iterator[Sum]:
    """Every column of a table: what stands from the row `first` on above the row `total` adds up to it."""
    names = [name for name, _ in table]
    at = next(at for at, name in enumerate(names) if name.startswith(total))
    begin = names.index(first) if first else 0
    for column in range(len(table[at][1])):
        yield f"{where}, {total} [{column}]", [cells[column] for _, cells in table[begin:at]], table[at][1][column]


def money_table(where: str, page: list[str]) -> Iterator[Sum]:
    """The money of a month's page."""
    money = list(rows(below(page, "The money")))
    yield from closes(where, money, "Contribution margin")
    yield from closes(where, money, "Joint value", "Contribution margin")
    for name, cells in money:
        if len(cells) == 3:
            yield f"{where}, {name} moved", [cells[0], -cells[1]], cells[2]


def demo_month(where: str, page: list[str]) -> Iterator[Sum]:
    """A month of `lastmile demo`: also its markets, what went out, and where a number comes from."""
    yield from money_table(where, page)
    yield from fit_lines(where, page)
    text = " ".join(line.strip() for line in page)
    head = next((at for at, line in enumerate(page) if re.search(r"days +on time +ordered", line)), None)
    if head is not None:
        markets = [cells for _, cells in rows(page[head + 1 : page.index("", head)])]
        (ordered,) = re.findall(r"(?:ordered|to|at) ([\d,]+) units\.|: ([\d,]+) units\.", text)[:1] or [("", "")]
        yield f"{where} markets", [cells[2] for cells in markets], figure(ordered[0] or ordered[1])
    for went in re.findall(r"([\d,]+) of ([\d,]+) wanted went out: ([\d,]+) were not in stock([^.]*)\.", text):
        if "the floor" not in went[3]:  # which had no hours for the rest
            yield f"{where} went out", [figure(went[0]), figure(went[2])], figure(went[1])
    yield from explained(where, below(page, "Where a number comes from"))


def explained(where: str, lines: list[str]) -> Iterator[Sum]:
    """An explanation that adds up: only its first figure has no sign of what it does."""
    title, *parts = lines
    cells = [next(cell for cell in re.split(r"\s{2,}", line.strip())[1:] if cell.strip()) for line in parts]
    if len(cells) > 1 and not any(cell.startswith("×") for cell in cells):
        named, _, total = title.strip().rpartition(": ")
        if "udget" not in named and all(is_figure(cell) for cell in cells):
            yield f"{where} why {named}", [figure(cell) for cell in cells], figure(total)


def demo_closing(page: list[str]) -> Iterator[Sum]:
    """The closing page: results, months beside the season, both plans month by month, the steps up."""
    at = next(at for at, line in enumerate(page) if "Contribution margin" in line)
    ends = list(rows(page[at : page.index("", at)]))
    yield from closes("season", ends, "Joint value")
    (total,) = (cells[0] for name, cells in ends if name.startswith("Joint value"))
    bars = [figure(re.split(r"\s{2,}", line.strip())[-1]) for line in below(page, "Joint value")]
    if bars:
        yield "months of the season", bars, total
    (units,) = (re.split(r"\s{2,}", line.strip())[-1].split(", ") for line in page if "Units ordered, and" in line)
    months = [re.split(r"\s{2,}", line.strip())[-1].split(" / ") for line in below(page, "Ordered and shipped, units")]
    for column, whole in enumerate(units if months else ()):
        yield "units of the season", [figure(cells[column]) for cells in months], figure(whole)
    head = next((at for at, line in enumerate(page) if "silo play  this season" in line), None)
    if head is not None:
        beside = list(rows(page[head + 1 : page.index("", head)]))
        totals = {
            name: figure(re.split(r"[\s│█▒]{2,}|│", line.strip())[-1])
            for line in page[head - 5 : head]
            for name in ("Silo play", "This season", "Best plan known")
            if line.strip().startswith(name)
        }
        for column, name in enumerate(("Silo play", "This season", "Best plan known")):
            yield f"beside: {name}", [cells[column] for _, cells in beside], totals[name]
        yield "this season", [totals["This season"]], total
    yield from steps_up("season", " ".join(" ".join(page).split()))


def fit_lines(where: str, page: list[str]) -> Iterator[Sum]:
    """What would have fit better: the amount of each answer beside its label is the one in its sentence."""
    told = below(page, "What would have fit better")
    for name, cells in rows(told):
        if name in ANSWERS:
            yield f"{where} {name}", [cells[0]], money_in(ANSWERS[name], " ".join(" ".join(told).split()))


ANSWERS = {"Marketing's answer": "Marketing would best", "Distribution's answer": "Distribution would best",
           "Both at once": "Both at once would best"}  # fmt: skip


def money_in(begins: str, text: str) -> Decimal:
    """The money of the sentence that begins so."""
    (amount,) = re.findall(rf"{begins} have .+?: (\S+) more\.", text)
    return figure(amount)


def steps_up(where: str, text: str) -> Iterator[Sum]:
    """The next steps up come to the largest answer of the season."""
    answers = [figure(one) for one in re.findall(r"(?:answer|at once) +(\+\S+\d)", text)]
    steps = re.findall(r": (\S+) more\.", text[text.index("The same season with the same luck") :])
    if answers:
        yield f"{where} steps up", [figure(one) for one in steps], max(answers)


def line_mode(where: str, page: list[str]) -> Iterator[Sum]:
    """A reveal line by line: what everybody sees, the orders by product, what would have fit better."""
    everybody = [(re.sub(r"^\[\d+\] ", "", name), cells) for name, cells in rows(below(page, "What everybody sees"))]
    ordered = next(cells for name, cells in everybody if name.startswith("Ordered"))
    results_ = [row for row in everybody if row[0].startswith(("Contribution", "Change in", "The months", "Joint"))]
    yield from closes(where, results_, "Joint value")
    products = [cells for line in page for name, cells in rows([line]) if re.match(r"(\[\d+\] )?Orders, ", name)]
    if products:
        yield f"{where} products", [cells[0] for cells in products], ordered[0]
    yield from fit_lines(where, page)


def read_out(where: str, page: list[str], found: dict[str, Any], so_far: Decimal) -> Iterator[Sum]:
    """What a facilitator reads out of a month, and the scoreboard's column added to the months before."""
    names = [row["name"] for row in found["all"]]
    everybody = [(row["name"], figure(row["now"])) for row in found["all"][names.index("Contribution margin") :]]
    yield f"{where} everybody", [cell for _, cell in everybody[:-1]], everybody[-1][1]
    for row in found["fit"]:
        yield f"{where} fit", [figure(row["now"])], money_in(ANSWERS[row["name"]], " ".join(found["fit_told"]))
    scores = {row["name"]: figure(row["now"]) for row in found["scores"]}
    yield f"{where} so far", [so_far, scores["Joint value"]], scores["Joint value of the season so far"]
    printed = dict(rows(page))
    assert printed["Joint value"][0] == scores["Joint value"], page


def in_the_app(where: str, table: Table) -> Iterator[Sum]:
    """The month on the screen: its bars of money, what would have fit better, its sentences."""
    seen = observe(table, "marketing")
    beats = {beat.key: beat for beat in beats_of(seen, fit=fit_at(table, table.months))}
    drawn = "\n".join(line.plain for line in month_lines(tuple(beats.values()), seen.scenario.currency, 100)).split(
        "\n"
    )
    total, said = figure(beats["money"].figure), " ".join(beats["fit"].lines)
    for line in drawn:
        found = re.match(rf"  ({'|'.join(ANSWERS)}) +(\S+)", line)
        if found:
            yield f"{where} fit", [figure(found[2])], money_in(ANSWERS[found[1]], said)
    money = [line.plain for line in bars_of(beats["money"].bars, seen.scenario.currency, 100)]
    yield f"{where} money", [figure(re.split(r"\s{2,}", line.strip())[1].split(" ")[0]) for line in money], total


def closing_in_the_app(one: Played) -> Iterator[Sum]:
    """The closing page on the screen."""
    seen = observe(one.table, "marketing")
    lines = [line.plain for line in season_lines(seen)]
    months = [figure(beats_of(observe(table, "marketing"))[5].figure) for table in months_of(one)]
    (total,) = (figures_in(line)[0] for line in lines if line.startswith("Together you made"))
    yield "app: months of the season", months, total
    told = " ".join(line.plain for line in turning_lines(one.review, 100))
    yield from steps_up("app: ", " ".join(told.split()))


def months_of(one: Played) -> list[Table]:
    """The table after each month."""
    after: dict[int, Table] = {}
    for table in one.sessions:
        after.setdefault(table.months, table)
    return [after[count] for count in range(1, one.table.months + 1)]


def grids(markdown_: str) -> Iterator[list[list[str]]]:
    """The tables of a page of Markdown."""
    for block in re.findall(r"(?:^\|.*\n)+", markdown_, re.M):
        yield [
            [cell.strip().replace("\\", "") for cell in line.strip().strip("|").split("|")]
            for line in block.splitlines()
        ]


def in_the_debrief(text: str, joint: Decimal) -> Iterator[Sum]:
    """A table's report: the steps up, and its months."""
    yield from steps_up("debrief:", " ".join(text.replace("|", " ").replace("\\", "").split()))
    for head, _, *body in grids(text):
        if "Joint value" in head:
            at = head.index("Joint value")
            yield "debrief: months", [figure(line[at]) for line in body], joint


def in_a_printed_debrief(one: Played, joint: Decimal) -> Iterator[Sum]:
    """The same report as a PDF, and the ends of silo play and of the best plan that it names."""
    lines = on_paper(one.printed_report)
    yield from steps_up("pdf debrief", " ".join(lines))
    at = lines.index("What it was worth")
    months = [cells for name, cells in rows_on_paper(lines[at:]) if name in one.table.scenario.months]
    # And what would have fit better in each and, with a yardstick, where the season could still end after it.
    assert len(months) in (2 * one.table.months, 3 * one.table.months)
    months = months[: one.table.months]
    yield "pdf debrief: months", [cells[0] for cells in months], joint
    ends = re.search(r"the joint value grew to (\S+), in silo play to (\S+) and under the best plan known to (\S+)\. ",
                     " ".join(lines))  # fmt: skip
    if ends:
        for column, end in enumerate(ends.groups()):
            yield "pdf debrief: an end", [cells[column] for cells in months], figure(end)


def in_printed_results(one: Played) -> Iterator[Sum]:
    """What is handed out after the months, as a PDF: what everybody hears, the orders on a slip."""
    for at, lines in enumerate(one.printed_months, 1):
        found = list(rows_on_paper(lines))
        names = [name for name, _ in found]
        assert names.count("Joint value") == 1
        everybody = found[: names.index("Joint value") + 1]
        yield from closes(f"pdf {at} everybody", everybody, "Joint value", "Contribution margin")
        products = [cells[0] for name, cells in found if name.startswith("Orders, ")]
        yield f"pdf {at} products", products, dict(found)["Ordered"][0]


def in_csv(one: Played, joint: Decimal) -> Iterator[Sum]:
    """The figures for whoever studies them, as CSV."""
    texts = {name: csv_text(*sheet).removeprefix("\ufeff") for name, sheet in one.sheets.items()}
    yield from in_sheets("csv", {name: list(csv.DictReader(io.StringIO(text))) for name, text in texts.items()}, joint)


def in_sheets(kind: str, sheets: dict[str, list[dict[str, str]]], joint: Decimal) -> Iterator[Sum]:
    """The sheets of one table's figures."""
    (table,), lines = sheets["tables"], sheets["months"]
    yield f"{kind}: months", [Decimal(line["joint"]) for line in lines], Decimal(table["joint"])
    yield f"{kind}: season", [Decimal(table["joint"])], joint
    for at, line in enumerate(lines):
        cells = {name: Decimal(line[name]) for name in ("margin", "equity", "stock", "later", "joint")}
        yield f"{kind} {at} results", [cells[name] for name in ("margin", "equity", "stock", "later")], cells["joint"]


def in_json(one: Played) -> Iterator[Sum]:
    """A season as JSON."""
    told = one.told
    for at, line in enumerate(told["months"]):
        shared = line["shared"]
        yield f"json {at} lines", [Decimal(str(x)) for x in line["money"].values()], Decimal(str(shared["margin"]))
        for key in ("margin", "joint-value", "equity", "stock-worth"):
            answer = line["explained"][key]
            yield (
                f"json {at} {key}",
                [Decimal(str(f["value"])) for f in answer["factors"]],
                Decimal(str(answer["figure"])),
            )
    for key in ("joint", "margin", "equity", "stock", "later"):
        parts = [Decimal(str(line["shared"][key])) for line in told["months"]]
        yield f"json season {key}", parts, Decimal(str(told["season"][key]))


def of_every_figure(one: Played) -> Iterator[Sum]:
    """Every figure of the last month taken apart, in full, in short and on the screen; a product by what it is."""
    story = one.season.months[-1]
    for key, answer in story.explained.items():
        if answer.how == "note" or not answer.factors:
            continue
        ways = [
            [line for line in how(PAPER, answer, story.currency) if not line.startswith("      ")]
            for how in (month.why_in_full, month.why_briefly)
        ]
        drawn = explained_on_screen(answer, story.currency).plain.split("\n")
        says = [one.says for one in answer.factors]
        assert all(any(said in line for line in drawn) for said in says)
        title, _, *rows_ = drawn
        ways.append([title, *(f"x  {line.strip()}" for line in rows_ if line.strip() not in says)])
        for title, *lines in ways:
            cells = [re.split(r"\s{2,}", line.strip())[1] for line in lines]
            total = title.strip().rpartition(": ")[2]
            if answer.how == "add":
                yield f"why {key}", [figure(cell) for cell in cells], figure(total)
            else:
                yield f"product {key}", [multiplied(cells, total)], figure(total)


def multiplied(cells: list[str], total: str) -> Decimal:
    """What a start and its factors come to, with as many digits as the total is printed with."""
    parts = [figure(cell.removeprefix("× ")) / (100 if cell.endswith("%") else 1) for cell in cells]
    came = prod(parts, start=Decimal(100 if total.endswith("%") else 1))
    return rounded(str(came), -int(figure(total).as_tuple().exponent))


def all_sums(one: Played) -> Iterator[Sum]:
    """Every sum that is printed of a season."""
    *pages, last = one.demo()
    for at, page in enumerate(pages, 1):
        yield from ((f"demo {where}", parts, whole) for where, parts, whole in demo_month(f"month {at}", page))
    yield from ((f"demo {where}", parts, whole) for where, parts, whole in demo_closing(last))
    for seat in SEATS:
        yield from line_mode(f"line mode {seat}", one.at_the_prompt(seat))
    so_far = Decimal(0)
    for at, table in enumerate(months_of(one), 1):
        found = results(table, "Table 1", read_glossary())
        yield from read_out(f"paper {at}", paper_page(PAPER, table, "Table 1", read_glossary()), found, so_far)
        so_far = figure(found["scores"][-1]["now"])
        yield from in_the_app(f"app {at}", table)
    yield from closing_in_the_app(one)
    yield from in_the_debrief(one.report, so_far)
    yield from in_csv(one, so_far)
    yield from in_sheets("xlsx", sheets_in(workbook(one.sheets)), so_far)
    yield from in_a_printed_debrief(one, so_far)
    yield from in_printed_results(one)
    yield from in_json(one)
    yield from of_every_figure(one)


@pytest.mark.parametrize("at", range(len(SEASONS)), ids=[" ".join(map(str, season[:3])) for season in SEASONS])
def test_what_is_printed_as_a_sum_adds_up_as_it_is_printed(at: Any) -> None:
    found = list(all_sums(played(at)))
    wrong = [f"{where}: {' + '.join(map(str, parts))} = {sum(parts)}, printed {total}"
             for where, parts, total in found if sum(parts) != total]  # fmt: skip
    assert not wrong, "\n".join(wrong)
    kinds = Counter(re.split(r"[ :]", where)[0] for where, _, _ in found)
    always = {"demo", "line", "paper", "app", "csv", "xlsx", "pdf", "json", "why", "product"}
    assert set(kinds) == {*always, "debrief"}
    assert min(kinds[kind] for kind in always) > 1  # a debrief's page has a sum of months, and more only after a clash


def surfaces(one: Played) -> Iterator[str]:
    """All that is printed of a season, as text."""
    for page in one.demo():
        yield "\n".join(page)
    for seat in SEATS:
        yield "\n".join(one.at_the_prompt(seat))
    for table in months_of(one):
        yield "\n".join(paper_page(PAPER, table, "Table 1", read_glossary()))
        seen = observe(table, "marketing")
        yield "\n".join(line.plain for line in month_lines(beats_of(seen), seen.scenario.currency, 100))
    yield "\n".join(line.plain for line in season_lines(observe(one.table, "marketing")))
    story = one.season.months[-1]
    for answer in story.explained.values():
        yield explained_on_screen(answer, story.currency).plain
    yield from (one.report, html(one.made), "\n".join(on_paper(one.printed_report)), json.dumps(one.told))
    yield from ("\n".join(lines) for lines in one.printed_months)
    yield from (csv_text(*sheet) for sheet in one.sheets.values())


@pytest.mark.parametrize("at", range(len(SEASONS)))
def test_no_surface_prints_a_space_before_a_per_cent_sign_or_a_price_without_its_currency(at: Any) -> None:
    texts = list(surfaces(played(at)))
    assert sum(len(re.findall(r"\d%", text)) for text in texts) > 100
    assert not [found for text in texts for found in re.findall(r".{0,30}(?:\d\s+%|¤).{0,20}", text)]


def of_this_plan(one: Played) -> Iterator[Sum]:
    """What a seat's panel expects of the plan as it stands, in the months before they were revealed."""
    for table in one.sessions:
        if not table.over:
            seat: Seat = "marketing"
            lines = lines_of(observe(table, seat), outlook(table, seat, {}), outlook(table, seat, {}))
            at = next(at for at, line in enumerate(lines) if line.label == "Orders")
            parts = re.findall(r" ([\d,]+)(?:, |$)", lines[at + 1].value)
            yield f"outlook {table.round}", list(map(figure, parts)), figure(lines[at].value)


@pytest.mark.parametrize("at", range(len(SEASONS)))
def test_the_orders_that_a_panel_expects_add_up_by_product(at: Any) -> None:
    found = list(of_this_plan(played(at)))
    assert found and not [one for one in found if sum(one[1]) != one[2]]


# --- one figure is one figure ---

HALF = Decimal("0.5")


def rounded(number: str, digits: int = 0) -> Decimal:
    """A number of the CSV as a person would write it: a half goes up."""
    scale = Decimal(10) ** digits
    return (
        ((Decimal(number) * scale + HALF) // 1) / scale
        if Decimal(number) >= 0
        else -((-Decimal(number) * scale + HALF) // 1) / scale
    )


def per_cent(number: str) -> Decimal:
    """A share of the CSV, written as the game writes shares."""
    found = Decimal(number) * 100
    return rounded(str(found), 1 if abs(found) < Decimal("4.95") else 0)


def said_of(one: Played, table: Table) -> Iterator[tuple[str, str, Decimal]]:
    """What every surface says of the last month of a table: the figure, the surface, and what stands there."""
    at = table.months - 1
    found = results(table, "Table 1", read_glossary())
    page = {row["name"]: [figure(row["now"])] for row in found["all"]}
    scores = {row["name"]: row["now"] for row in found["scores"]}
    dash = {seat: {r.key: r.value for r in readouts(observe(table, seat))} for seat in SEATS}
    beats = {beat.key: beat for beat in beats_of(observe(table, "marketing"))}
    head, lines = one.sheets["months"]
    csv_ = dict(zip(head, lines[at], strict=True))
    found_grids = list(grids(one.report))
    (head_got, _, *got), (head_worth, _, *worth), (head_fit, _, *answers) = (
        next(grid for grid in found_grids[::-1] if column in grid[0])
        for column in ("Satisfied", "Joint value", "Marketing's answer")
    )

    def debrief(head: list[str], body: list[list[str]], name: str) -> str:
        return body[at][head.index(name)]

    yield "satisfaction", "paper", page["Satisfaction"][0]
    yield "satisfaction", "scoreboard", figure(scores["Satisfaction, of 100"])
    yield "satisfaction", "dashboard", figure(dash["marketing"]["satisfaction"])
    yield "satisfaction", "app", figure(beats["customers"].figure)
    yield "satisfaction", "debrief", figure(debrief(head_got, got, "Satisfied"))
    yield "satisfaction", "csv", rounded(str(csv_["satisfaction"]))
    yield "on time", "paper", page["On time"][0]
    yield "on time", "dashboard", figure(dash["distribution"]["on-time"])
    yield "on time", "app", figure(beats["road"].figure)
    yield "on time", "debrief", figure(debrief(head_got, got, "On time"))
    yield "on time", "csv", per_cent(str(csv_["on_time"]))
    yield "otif", "paper", page["OTIF"][0]
    yield "otif", "scoreboard", figure(scores["OTIF"])
    yield "otif", "app", figures_in(beats["road"].lines[1])[0]
    yield "otif", "csv", per_cent(str(csv_["otif"]))
    yield "days", "paper", page["Door-to-door days"][0]
    yield "days", "dashboard", figure(dash["distribution"]["days"])
    yield "days", "debrief", figure(debrief(head_got, got, "Took"))
    yield "days", "csv", rounded(str(csv_["days"]), 1)
    for name, key, seat in (("ordered", "orders", "marketing"), ("shipped", "shipped", "distribution")):
        yield name, "paper", page[name.capitalize()][0]
        yield name, "scoreboard", figure(scores[f"{name.capitalize()}, units"])
        yield name, "dashboard", figure(dash[seat][key])  # type: ignore[index]
        yield name, "app", figure(beats["orders" if name == "ordered" else "floor"].figure)
        yield name, "debrief", figure(debrief(head_got, got, name.capitalize()))
        yield name, "csv", rounded(str(csv_[name]))
    yield "joint", "paper", page["Joint value"][0]
    yield "joint", "scoreboard", figure(scores["Joint value"])
    yield "joint", "app", figure(beats["money"].figure)
    yield "joint", "debrief", figure(debrief(head_worth, worth, "Joint value"))
    yield "joint", "csv", Decimal(str(csv_["joint"]))
    fit = fit_at(table, table.months)
    for lead, name, column in (("marketing", "Marketing's answer", "fit_marketing"),
                               ("distribution", "Distribution's answer", "fit_distribution"),
                               ("joint", "Both at once", "fit_both")):  # fmt: skip
        if line := fit.of(lead):  # type: ignore[arg-type]
            yield f"{name}, as it looked then", "app", Decimal(line.money)
            (row,) = [row for row in found["fit"] if row["name"] == name]
            yield f"{name}, as it looked then", "paper", figure(row["now"])
        yield name, "debrief", figure(debrief(head_fit, answers, name))
        yield name, "csv", Decimal(str(csv_[column]))
    for seat in SEATS:
        slip = next(slip for slip in found["slips"] if slip["seat"] == seat)
        figures_ = {row["name"]: row["now"] for row in [*slip["figures"], *slip["money"]]}
        for name, key in (("Service level", "service"), ("Utilisation", "utilisation"), ("Cost per unit", "cost"),
                          ("Revenue", "revenue"), ("Leads", "leads"), ("Scorecard, of 100", "score"),
                          ("Goodwill", "goodwill"), ("Conversion", "conversion")):  # fmt: skip
            if name in figures_ and key in dash[seat]:
                yield f"{seat} {key}", "paper", figure(figures_[name])
                yield f"{seat} {key}", "dashboard", figure(dash[seat][key])
    story = one.season.months[at]
    yield "marketing revenue", "demo", Decimal(int(story.lines["revenue"]))
    complaints = one.told["months"][at]["dashboards"]["marketing"]
    yield "complaints", "dashboard", figure(dash["marketing"]["complaints"])
    yield "complaints", "json", rounded(str(complaints["complaints"]))


@pytest.mark.parametrize("at", range(len(SEASONS)), ids=[" ".join(map(str, season[:3])) for season in SEASONS])
def test_a_figure_of_a_month_is_the_same_wherever_it_stands(at: Any) -> None:
    one, wrong = played(at), []
    for table in months_of(one):
        said: dict[str, dict[str, Decimal]] = {}
        for name, surface, number in said_of(one, table):
            said.setdefault(name, {})[surface] = number
        assert len(said) >= 15 and all(len(by) > 1 for by in said.values())
        wrong += [f"month {table.months}, {name}: {by}" for name, by in said.items() if len(set(by.values())) > 1]
    seat: Seat = "distribution"
    printed = dict(rows(below(one.at_the_prompt(seat), "What everybody sees")))
    spoken = {re.sub(r"^\[\d+\] ", "", name): cells[0] for name, cells in printed.items()}
    page = {row["name"]: figure(row["now"]) for row in results(one.table, "Table 1", read_glossary())["all"]}
    wrong += [f"line mode, {name}: {number}" for name, number in spoken.items() if page[name] != number]
    assert not wrong, "\n".join(wrong)
