"""Reports: every text as it was typed in every format, nobody's name, and words beside every chart."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from game.cli.telling import reported
from game.cli.telling.paper import Paper
from game.debrief.case import lay_open
from game.debrief.debriefing import room, table
from game.debrief.examining import examine
from game.debrief.prompts.choosing import choose, read_prompts
from game.debrief.report import charts, room_page, table_page
from game.debrief.report.blocks import Framed, Grid, Heading, Illustration, Items, Para, Report, Span
from game.debrief.report.charts import Look, ReportChart, Trace
from game.debrief.report.html import html
from game.debrief.report.markdown import markdown
from game.debrief.report.publishing import PENS, drawn, illustrated, pdf
from game.store.replay import read_record
from tests.debrief.seasons import findings, moves, recorded, season
from tests.narrowed import there
from tests.table.tables import a_table, played

PROMPTS = read_prompts()
NASTY = (
    '<script>alert("x")</script> & <b>bold</b> &amp; \\ `code` *a* _b_ [link](#x) $x^2$ #let @ref ~ | cell | "q" \'q\'',
    "1. not a list\n- nor this\n# nor a heading\n> nor a quote\n    nor code",
    "שלום עולם, مرحبا بالعالم",
    "😀 🙈 👩‍👩‍👧 日本語 Ünïcödé",
    "W" * 1000,
    "= not a heading\n/ not: a term\n#panic()\n// not a comment",
)
FRAME = ("html", "head", "meta", "title", "style", "body", "main")
SHAPE = ("h1", "h2", "p", "a", "strong", "span", "ul", "li", "q", "section", "div")
GRID = ("table", "caption", "thead", "tbody", "tr", "th", "td")
MARKUP = (
    "<b>", "</b>", "<q>", "</p>", "<!--", "<a id='x'>", "&amp;", "&lt;", "&#60;", "*a*", "**b**", "_c_", "`d`", "|",
    "[e](f)", "![g](h)", "<https://i.j>", "# ", "- ", "+ ", "1. ", "2) ", "> ", "= ", "\\", "\\*", "~~k~~", "~~~",
    "```", "$l$", "#m[n]", "@o",
)  # fmt: skip
SIGNS = st.characters(exclude_categories=("Cs", "Cc"))
TEXTS = st.lists(st.sampled_from(MARKUP) | SIGNS, min_size=1, max_size=20).map("".join).filter(str.strip)


class Words(HTMLParser):
    """The words of a page: all of it, and what stands in somebody's own words."""

    def __init__(self) -> None:
        super().__init__()
        self.all: list[str] = []
        self.own: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = {name: value or "" for name, value in attrs}
        self.tags.append((tag, kept))
        if tag == "q":
            self.own.append("")
        self.open.append(tag)
        if "id" in kept:
            self.ids.append(kept["id"])
        if tag == "a":
            self.links += [kept["href"]] if "href" in kept else []

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.all.append(data)
        if "q" in self.open:
            self.own[-1] += data


def read(page: str) -> Words:
    words = Words()
    words.feed(page)
    words.close()
    return words


def told(text: str) -> Report:
    """A report that says a text in every place a text can stand in."""
    return Report(
        "x", text, text,
        (
            Heading(2, text, "here"),
            Para((Span(text), Span(text, "strong"), Span(text, "quiet"), Span(text, link="here"))),
            Items(((Span(text), Span(text, "own")),)),
            Framed(text, text, (Para((Span(text),)),)),
            Grid(text, (text, "B"), ((text, text),), ("row",)),
            Illustration("p", text, text),
        ),
    )  # fmt: skip


@cache
def drawn_report() -> Report:
    return a_report(drawn_too=True)


def a_report(*, names: bool = False, drawn_too: bool = False, **said: str) -> Report:
    found = examine(lay_open(played(a_table(seed=3), *moves(**said)), label="Table 1"))
    picked = choose([found], PROMPTS, 45)
    made = charts.of_table(found.case)
    report = table_page.report(found, picked, made, names)
    return illustrated(report, {key: drawn(chart) for key, chart in made.items()}) if drawn_too else report


@settings(deadline=None)
@given(TEXTS)
def test_a_page_says_any_text_as_it_was_typed_wherever_it_stands(text: str) -> None:
    page = read(html(told(text)))
    assert page.own == [text]
    assert page.all.count(text) >= 8
    assert {tag for tag, _ in page.tags} <= {*FRAME, *SHAPE, *GRID}


@settings(deadline=None)
@given(TEXTS)
def test_markdown_says_any_text_as_it_was_typed_wherever_it_stands(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown(told(text)))
    plain = ["".join(child.content for child in token.children or ()) for token in tokens if token.type == "inline"]
    # Markdown knows no difference between one space and several.
    wanted = " ".join(text.split())
    found = [" ".join(one.replace('<a id="here"></a>', "").split()) for one in plain]
    assert sum(wanted in one for one in found) >= 8, found
    kinds = {token.type for token in tokens}
    assert kinds.isdisjoint({"fence", "code_block", "ordered_list_open", "hr", "html_block_script"})


@settings(max_examples=15, deadline=None)
@given(TEXTS)
@example("soft\N{SOFT HYPHEN}")
def test_print_says_any_text_and_never_breaks(text: str) -> None:
    printed = pdf(told(text))
    assert printed.data.startswith(b"%PDF")
    assert all(sign in text for sign in printed.missing)


@pytest.mark.parametrize("text", NASTY)
def test_what_was_typed_at_a_table_breaks_no_format(text: str) -> None:
    report = a_report(line=text)
    page = read(html(report))
    assert text in page.own
    assert "script" not in {tag for tag, _ in page.tags}
    assert pdf(report).data.startswith(b"%PDF")
    lines = reported.report_page(Paper(60), report)
    first = next(line for line in text.splitlines() if line.strip()).split()[0]
    assert any(first[:40] in line for line in lines)


def test_ten_thousand_characters_are_printed_whole() -> None:
    text = ("word " * 2000).strip()
    said = Items(((Span("You wrote:"), Span(text, "own")),))
    report = Report("x", "Debrief", "of a talkative table", (said, Para((Span(text),)), Framed("h", "s", (said,))))
    assert html(report).count(text) == markdown(report).count(text) == 3
    pages = PdfReader(BytesIO(pdf(report).data)).pages
    assert sum(page.extract_text().count("word") for page in pages) == 6000


def test_a_sign_stays_beside_its_amount_on_a_narrow_page() -> None:
    report = Report("x", "Debrief", "of a table", (Para((Span("One brought +€4,100, the other −€5,900; 3 + 4."),)),))
    kept = [f'<span class="round">{amount}</span>' for amount in ("+€4,100", "−€5,900")]
    assert f"<p>One brought {kept[0]}, the other {kept[1]}; 3 + 4.</p>" in html(report)


def test_a_page_needs_nothing_from_anywhere() -> None:
    page = html(drawn_report())
    assert not re.search(r'(src|href)="(?!#)', page.replace('xmlns:xlink="http://www.w3.org/1999/xlink"', ""))
    assert "<script" not in page and "@import" not in page and "url(http" not in page


def test_every_link_of_a_page_leads_somewhere_and_no_place_is_named_twice() -> None:
    page = read(html(drawn_report()))
    assert page.links and all(link[1:] in page.ids for link in page.links)
    assert len(page.ids) == len(set(page.ids))


def test_every_chart_has_its_words_beside_it_drawn_or_not() -> None:
    bare, full = a_report(), drawn_report()
    says = [block.says for block in bare.blocks if isinstance(block, Illustration)]
    assert len(says) == 6, "the truth, four charts and the board"
    svgs = [kept for tag, kept in read(html(full)).tags if tag == "svg"]
    assert [kept["aria-label"] for kept in svgs] == says and {kept["role"] for kept in svgs} == {"img"}
    for page in (html(bare), markdown(bare), html(full)):
        letters = re.sub(r"[-\\\s]", "", "".join(read(page).all))
        for sentence in says:
            assert re.sub(r"[-\s]", "", sentence.split(".")[0][:40]) in letters


def test_print_is_tagged_named_and_in_a_language_with_words_for_each_chart() -> None:
    report = drawn_report()
    reader = PdfReader(BytesIO(pdf(report).data))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en" and "/StructTreeRoot" in root
    assert there(reader.metadata).title == "Debrief: Table 1"
    alts = list(alternatives(root["/StructTreeRoot"]))
    assert alts == [block.says for block in report.blocks if isinstance(block, Illustration)]


def alternatives(node: DictionaryObject) -> Iterator[str]:
    """The words for each figure, in the order of the pages."""
    if "/Alt" in node and node.get("/S") == "/Figure":
        yield str(node["/Alt"])
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object() if hasattr(kid, "get_object") else kid
        if hasattr(kid, "get"):
            yield from alternatives(kid)


def test_the_same_record_prints_the_same_bytes() -> None:
    report, again = drawn_report(), a_report(drawn_too=True)
    assert pdf(report).data == pdf(again).data
    assert html(report) == html(again)


def test_no_two_series_share_a_colour_a_dash_a_marker_or_a_hatch() -> None:
    together: list[tuple[Look, ...]] = [("season", "best", "silo"), ("marketing", "distribution", "together"),
                ("marketing", "distribution", "customers")]  # fmt: skip
    for looks in together:
        pens = [PENS[look] for look in looks]
        assert len({pen.colour for pen in pens}) == len({pen.marker for pen in pens}) == len(pens)
    lines = [PENS[look].dash for look in ("season", "best", "silo", "marketing", "distribution")]
    assert len(set(map(str, lines))) == 5
    assert len({PENS[look].hatch for look in ("marketing", "distribution", "together")}) == 3


def test_the_chart_of_the_result_marks_each_turning_point_in_its_month() -> None:
    found = findings()
    chart = charts.of_table(found.case)["result"]
    assert [mark.at + 1 for mark in chart.marks] == sorted(point.round for point in found.case.review.turning_points)
    assert chart.series[0].values[-1] == pytest.approx(found.case.joint)


def test_a_chart_with_gaps_is_drawn() -> None:
    chart = ReportChart(
        "gap", "lines", "t", "s", ("before", "after"), (Trace("a", "season", (None, 0.5)),), "correlation"
    )
    assert drawn(chart).startswith("<svg")


def test_people_are_named_only_when_that_was_asked_for(tmp_path: Path) -> None:
    path = recorded(tmp_path / "anna-and-ben.toml", names=("Anna Q", "Ben Q"))
    path.write_bytes(path.read_bytes()[:-40])
    replay = read_record(path, season().scenario)
    silent, open_ = (table(replay, "Table 1", PROMPTS, 45, names).report for names in (False, True))
    pages = html(silent) + markdown(silent)
    assert ("no whole move" in pages and "no best plan" in pages) or "months were played" in pages
    for name in ("Anna", "anna", str(tmp_path), str(season().scenario.folder)):
        assert name not in pages
    assert "Anna Q" in html(open_) and "Ben Q" in markdown(open_)


def test_no_report_names_a_folder_of_this_machine() -> None:
    pages = html(a_report()) + markdown(a_report())
    assert "lastmile lab solve FOLDER" in pages and str(season().scenario.folder) not in pages


def test_a_room_quotes_nobody_names_nobody_and_ranks_nobody() -> None:
    tables = [replace(findings(preset), case=replace(findings(preset).case, label=f"Table {at}"))
              for at, preset in enumerate(("talk", "talk"), start=1)]  # fmt: skip
    report = room(tables, PROMPTS, 45).report
    page = html(report)
    for said in ("I wanted to know.", "try it", "not this month"):
        assert said not in page
    (grid,) = [block for block in report.blocks if isinstance(block, Grid)]
    assert [line[0] for line in grid.rows] == ["Table 1", "Table 2"]
    assert "€" not in "".join(cell for line in grid.rows for cell in line)
    assert read(page).links == []


def test_a_room_draws_structure_against_the_promise_without_naming_a_table() -> None:
    from game.debrief.gathering import gather

    made = room_page.charts(gather([findings("talk"), findings("talk")]))
    assert made["promise"].labels == ("talk",) and len(made["promise"].series[0].values) == 2
    assert "Table" not in made["promise"].says
