import io

import pytest

from game import figures
from game.cli.telling.closing import Bar, balance, bars
from game.cli.telling.paper import NARROWEST, WIDEST, Paper
from game.cli.telling.streams import paper_for
from game.doors.text import cells


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("amount", "written"),
    [(12340.4, "€12,340"), (-1200, "−€1,200"), (0, "€0"), (-0.4, "€0"), (-0.51, "−€1")],
)
def test_money_has_its_sign_before_the_currency_and_no_minus_nothing(amount: float, written: str) -> None:
    assert figures.money(amount, "€") == written


@pytest.mark.parametrize(
    ("part", "written"), [(0.871, "87%"), (0.0071, "0.7%"), (0.0, "0%"), (1.0, "100%"), (0.02, "2%")]
)
def test_a_share_is_written_in_per_cent_without_a_space(part: float, written: str) -> None:
    assert figures.share(part) == written


def test_a_change_always_has_its_sign() -> None:
    assert (figures.change(3.2), figures.change(-3.2), figures.change(0.1)) == ("+3", "−3", "0")
    assert (figures.change_of_money(410, "€"), figures.change_of_money(-410, "€")) == ("+€410", "−€410")


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (10.5, "money", "€10.50"), (3000.0, "money", "€3,000"), (0.0, "money", "€0"), (0.1, "share", "10%"),
        (1.0, "days", "1 day"), (4.5, "days", "4.5 days"), (1.0, "people", "1 person"), (2.0, "people", "2 people"),
        ("deep-deal", "", "deep deal"), (True, "", "yes"), (1200.0, "units", "1,200 units"),
    ],
)  # fmt: skip
def test_a_lever_is_written_in_its_unit(value: float | str | bool, unit: str, written: str) -> None:
    assert figures.value(value, unit, "€").replace(figures.HARD, " ") == written


def test_no_line_of_a_paragraph_is_wider_than_the_page() -> None:
    words = "Customers were promised four days and waited for six. " * 9
    for width in (NARROWEST, 80, WIDEST):
        lines = Paper(width).paragraph(words, "    ", first="  - ")
        assert max(map(len, lines)) <= width
        assert " ".join(line.strip(" -") for line in lines) == words.strip()


def test_a_figure_is_never_torn_from_its_unit() -> None:
    text = " ".join(f"word {figures.days(2.6)}" for _ in range(40))
    assert not [line for line in Paper(46).paragraph(text) if line.startswith("days") or line.endswith("2.6")]


def test_columns_stand_under_each_other() -> None:
    lines = Paper(60).table([("Revenue", "€59,724", "+€1"), ("Cost of goods", "−€2", "−€14,550")])
    assert lines == ["  Revenue        €59,724       +€1", "  Cost of goods      −€2  −€14,550"]


def test_a_table_that_is_too_wide_loses_letters_of_its_first_column_only() -> None:
    (line,) = Paper(46).table([("A very long name of a very distant market indeed", "12,345", "100%")])
    assert len(line) <= 46
    assert line.endswith("12,345  100%")


def test_words_in_a_table_are_broken_beside_their_name_and_press_no_other_name() -> None:
    note = "no deal. A deal set now is for April and changes nothing yet"
    rows = [("Revenue", "€56,264", ""), ("Promotion", note, ""), ("Budget", "€6,500", "€2,000 left")]
    assert Paper(46).table(rows) == [
        "  Revenue    €56,264",
        "  Promotion  no deal. A deal set now is for",
        "             April and changes nothing yet",
        "  Budget      €6,500  €2,000 left",
    ]


def test_a_chart_keeps_the_width_of_the_page_where_the_currency_is_spelt_out() -> None:
    rows = [Bar("Mar", 18464.0, 0.0, "€18,464"), Bar("Apr", -2.0, 0.0, "−€2")]
    for paper in (Paper(46), Paper(46, encoding="ascii")):
        for drawn in (bars(paper, rows), balance(paper, rows)):
            assert {cells(line) for line in drawn} == {46}


WIDE = "\u6f22\u5b57" * 40
"""Eighty signs of two cells each, as a title of a scenario may have."""


@pytest.mark.parametrize("width", [NARROWEST, 80, WIDEST])
@pytest.mark.parametrize(
    ("left", "right"),
    [("The season", WIDE), (WIDE, ""), (WIDE, "3 months"), (WIDE, WIDE), ("T" * 140, "b" * 140), ("ta " * 60, "P")],
)
def test_a_head_of_a_page_that_is_too_long_takes_more_lines(left: str, right: str, width: int) -> None:
    lines = Paper(width).title(left, right)
    assert lines[0] == lines[-1] == "\N{BOX DRAWINGS HEAVY HORIZONTAL}" * width
    assert len(lines) > 3
    assert max(map(cells, lines)) <= width
    assert "".join(lines[1:-1]).startswith(left[:20])


def test_a_head_of_a_page_that_fits_to_the_cell_stays_one_line() -> None:
    left, right = WIDE[:20], "a" * 38
    assert Paper(80).title(left, right)[1:-1] == [f"{left}  {right}"]
    assert len(Paper(79).title(left, right)) == 4


@pytest.mark.parametrize("width", [NARROWEST, 80, WIDEST])
def test_a_name_before_a_text_is_shortened_by_cells_where_the_other_columns_need_the_room(width: int) -> None:
    rows = [(f"\u7532{WIDE}", "trade", "on sale"), ("Tea", "web", "to be launched in a while")]
    lines = Paper(width).entries(rows, ("product", "channel", "state"), headed=True)
    assert max(map(cells, lines)) <= width
    assert [line.strip() for line in (lines[0], *lines[3:])] == [
        "product  channel", "on sale", "Tea  web", "to be launched in a while"
    ]  # fmt: skip
    assert lines[2].startswith("  \u7532\u6f22") and lines[2].endswith(".  trade")


def test_heads_of_columns_that_are_wider_than_the_page_are_broken() -> None:
    names = ("market", "channel", "usual promise", "days: economy", "standard", "express", "")
    lines = Paper(46).entries([("Web", "web", "4 days", "4", "3", "2", "open")], names, headed=True)
    assert max(map(cells, lines)) <= 46
    assert " ".join(" ".join(lines).split()) == " ".join((*names[:-1], "Web web 4 days 4 3 2 open"))


def test_where_a_sign_is_missing_a_plain_one_stands_for_it() -> None:
    narrow = Paper(80, encoding="ascii")
    assert narrow.line("Cafés: −€1,200, “yes” × 2 …") == 'Cafes: -EUR 1,200, "yes" x 2 ...'
    assert narrow.rule("━") == ["=" * 80]


def test_what_the_encoding_has_is_left_as_it_is() -> None:
    assert Paper(80, encoding="ascii").line("e\u0301a\u0300\u0302o") == "eao"
    assert Paper(80, encoding="latin-1").line("Cafés: €5") == "Cafés: EUR 5"
    assert Paper(80).line("Cafés: €5") == "Cafés: €5"


def test_colours_are_for_terminals_that_want_them() -> None:
    usual = {"TERM": "xterm"}
    assert paper_for(Terminal(), usual).colour
    assert not paper_for(io.StringIO(), usual).colour
    assert not paper_for(Terminal(), {**usual, "NO_COLOR": "0"}).colour
    assert not paper_for(Terminal(), {"TERM": "dumb"}).colour
    assert paper_for(Terminal(), {**usual, "NO_COLOR": ""}).colour  # empty counts as not there: no-color.org
    assert paper_for(io.StringIO(), {"FORCE_COLOR": "1"}).colour
    assert not paper_for(Terminal(), {**usual, "NO_COLOR": "1", "FORCE_COLOR": "1"}).colour


def test_a_style_changes_no_letter() -> None:
    plain, styled = Paper(40), Paper(40, colour=True)
    assert plain.line("Clash", "bad") in styled.line("Clash", "bad") != plain.line("Clash", "bad")


@pytest.mark.parametrize(
    ("columns", "width"),
    [("20", NARROWEST), ("72", 72), ("400", WIDEST), ("7", 80), ("0", 80), ("100000", 80), ("wide", 80), ("", 80)],
)
def test_the_width_follows_the_terminal_within_reason(columns: str, width: int) -> None:
    assert paper_for(Terminal(), {"TERM": "xterm", "COLUMNS": columns}).width == width


def test_a_bar_is_as_long_as_its_amount() -> None:
    rows = [Bar("Apr", 10.0, 0.0, "10"), Bar("May", 20.0, 20.0, "40 / 20")]
    first, second = bars(Paper(56), rows)
    assert first.count("█") == 10
    assert (second.count("█"), second.count("░")) == (20, 20)


def test_losses_go_left_of_the_middle_and_gains_right_of_it() -> None:
    loss, gain = balance(Paper(60), [Bar("Apr", -10.0, 0.0, "−€10"), Bar("May", 30.0, 0.0, "€30")])
    assert loss.index("│") == gain.index("│")
    assert "▒" in loss.split("│")[0] and "█" not in loss
    assert "█" in gain.split("│")[1] and "▒" not in gain
    assert gain.count("█") == pytest.approx(3 * loss.count("▒"), abs=2)


def test_a_chart_of_nothing_is_drawn_too() -> None:
    assert len(bars(Paper(), [Bar("Apr", 0.0, 0.0, "0")])) == 1
    assert len(balance(Paper(), [Bar("Apr", 0.0, 0.0, "€0")])) == 1
