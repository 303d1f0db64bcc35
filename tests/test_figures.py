"""Figures as they are written, on paper and on a screen: a minus that is a minus, and none before nothing."""

from typing import Any

import pytest

from game import figures


@pytest.mark.parametrize(
    ("shown", "written"),
    [
        (figures.money(12_340.4, "€"), "€12,340"),
        (figures.money(-1_200.0, "€"), "−€1,200"),
        (figures.money(-0.4, "€"), "€0"),
        (figures.price(10.5, "€"), "€10.50"),
        (figures.price(-0.4, "€"), "−€0.40"),
        (figures.price(-0.004, "€"), "€0.00"),
        (figures.change_of_money(4_100.0, "€"), "+€4,100"),
        (figures.change_of_money(-5_900.0, "€"), "−€5,900"),
        (figures.change_of_money(0.4, "€"), "€0"),
        (figures.money(12_340.0, "CHF"), "CHF\N{NO-BREAK SPACE}12,340"),
        (figures.money(-12_340.0, "CHF"), "−CHF\N{NO-BREAK SPACE}12,340"),
        (figures.change_of_money(12_340.0, "XOF"), "+XOF\N{NO-BREAK SPACE}12,340"),
        (figures.price(1_050.0, "¥"), "¥1,050"),
        (figures.price(8.4, "¥"), "¥8.40"),  # a price is not written as another
        (figures.price(1_050.0, "XOF"), "XOF\N{NO-BREAK SPACE}1,050"),
        (figures.price(3.25, "KWD"), "KWD\N{NO-BREAK SPACE}3.250"),
        (figures.price(10.5, "CHF"), "CHF\N{NO-BREAK SPACE}10.50"),
        (figures.price(1_050.0, "₹"), "₹1,050.00"),
        (figures.thousands(12_340.0, "€"), "€12k"),
        (figures.thousands(-800.0, "€"), "−€800"),
        (figures.thousands(-1_800.0, "CHF"), "−CHF\N{NO-BREAK SPACE}2k"),
        (figures.decimal(1_240.05), "1,240.1"),
        (figures.decimal(-0.04), "0.0"),
        (figures.exact(3_600.0), "3,600"),
        (figures.exact(0.05), "0.05"),
        (figures.plain(9.96), "10.0"),
        (figures.plain(12.4), "12"),
        (figures.in_currency(f"{figures.cost(8.3)} a unit", "€"), "€8.30 a unit"),
        (figures.in_currency(f"1 unit at {figures.cost(1_200.0)}.", "CHF"), "1 unit at CHF\N{NO-BREAK SPACE}1,200."),
        (figures.times(0.93), "× 0.93"),
        (figures.times(0.9917, 3), "× 0.992"),
        (
            figures.in_currency(f"{figures.cost(3.256)}, was {figures.cost(3.2)}.", "KWD"),
            "KWD\N{NO-BREAK SPACE}3.256, was KWD\N{NO-BREAK SPACE}3.200.",
        ),
        (figures.in_currency("¤ is no price.", "€"), "¤ is no price."),
        (figures.several(1.2, "unit"), "1 unit"),
        (figures.several(1_240.0, "person", "people"), "1,240 people"),
        (figures.change_of_share(0.12), "+12%"),
        (figures.change_of_share(-0.004), "−0.4%"),
        (figures.change_of_share(0.0), "0%"),
        (figures.points(69.5), "70"),
        (figures.money(0.5, "€"), "€1"),
        (figures.units(1_240.0), "1,240"),
        (figures.units(-0.2), "0"),
        (figures.share(0.874), "87%"),
        (figures.share(0.007), "0.7%"),
        (figures.share(-0.0001), "0%"),
        (figures.days(1.0), "1\N{NO-BREAK SPACE}day"),
        (figures.days(2.6), "2.6\N{NO-BREAK SPACE}days"),
        (figures.share(-0.874), "−87%"),
        (figures.share(0.07), "7%"),
        (figures.days(-0.3), "−0.3\N{NO-BREAK SPACE}days"),
        (figures.days(-0.04), "0\N{NO-BREAK SPACE}days"),
        (figures.change(3.0), "+3"),
        (figures.change(-1.5, 1), "−1.5"),
        (figures.change(0.04, 1), "0.0"),
        (figures.arrow(10.0, 7.0), "▲ 3"),
        (figures.arrow(7.0, 8.2, 1), "▼ 1.2"),
        (figures.arrow(7.0, 7.3), "="),
        (figures.arrow_share(103.0, 100.0), "▲ 3%"),
        (figures.arrow_share(88.0, 100.0), "▼ 12%"),
        (figures.arrow_share(100.4, 100.0), "="),
        (figures.arrow_share(5.0, 0.0), "new"),
        (figures.arrow_share(0.0, 0.0), "="),
        (figures.arrow_share(300.0, 100.0), "▲ 200%"),
        (figures.arrow_share(301.0, 100.0), "▲ from 100"),
        (figures.arrow_share(40.0, 2.0), "▲ from 2"),
        (figures.arrow_share(12.0, 0.3), "▲ from 0"),
        (figures.arrow_share(900.0, 2.0, lambda amount: figures.money(amount, "€")), "▲ from €2"),
        (figures.arrow(69.6, 69.4), "▲ 1"),  # between the two as they are written
        (figures.arrow(69.4, 68.6), "="),
        (figures.value(0.0, "money", "€"), "€0"),
        (figures.value(0.0, "money", "€", tight=True), "€0"),
        (figures.value(26.0, "money", "€"), "€26.00"),
        (figures.value(260.0, "money", "€"), "€260"),
        (figures.value(260.5, "money", "€"), "€260.50"),
        (figures.value(1.0, "people", "€"), "1\N{NO-BREAK SPACE}person"),
        (figures.value(2.0, "people", "€"), "2\N{NO-BREAK SPACE}people"),
        (figures.value(1.0, "hours", "€"), "1\N{NO-BREAK SPACE}hour"),
        (figures.value(1_600.0, "units", "€"), "1,600\N{NO-BREAK SPACE}units"),
        (figures.value(1_600.0, "units", "€", tight=True), "1,600"),
        (figures.value(0.15, "share", "€"), "15%"),
        (figures.value(True, "", "€"), "yes"),
        (figures.value(False, "", "€", tight=True), "off"),
        (figures.value("deep-deal", "", "€"), "deep deal"),
        (figures.measure(99.5, "money", "€"), "€100"),
        (figures.measure(5.256, "price", "€"), "€5.26"),
        (figures.measure(0.0449, "share", "€"), "4.5%"),
        (figures.measure(0.0449, "share", "€", 2), "4%"),
        (figures.measure(-100.0, "money", "€"), "−€100"),
        (figures.measure(1_240.0, "hours", "€"), "1,240\N{NO-BREAK SPACE}hours"),
        (figures.measure(9.96, "people", "€"), "10.0"),
        (figures.measure(-2.5, "points", "€"), "−2.5"),
        (figures.measure(-0.123456, "factor", "€"), "−0.123"),
    ],
)
def test_a_figure_is_written_as_people_write_it(shown: str, written: str) -> None:
    assert shown == written


@pytest.mark.parametrize(
    ("total", "parts", "decimals", "written"),
    [
        (10.0, (3.3, 3.3, 3.4), 0, [3.0, 3.0, 4.0]),
        (10.2, (3.4, 3.4, 3.4), 0, [4.0, 3.0, 3.0]),  # what is over goes to the first of equals
        (11.0, (3.6, 3.6, 3.8), 0, [3.0, 4.0, 4.0]),  # and is taken from the part that was rounded up most
        (-0.4, (-1.6, 1.2), 0, [-1.0, 1.0]),
        (1763.26, (12394.61, -10976.45, 345.1), 0, [12395.0, -10977.0, 345.0]),
        (5.0, (2.5, 2.5, 0.0), 0, [2.0, 3.0, 0.0]),  # a part of nothing stays nothing
        (11.0, (10.0, 0.0), 0, [11.0, 0.0]),
        (0.3, (0.12, 0.18), 1, [0.1, 0.2]),
        (1.0, (1 / 3, 1 / 3, 1 / 3), 2, [0.34, 0.33, 0.33]),
        (0.0, (), 0, []),
    ],
)
def test_parts_are_written_so_that_they_add_up_to_what_is_written_below(
    total: float, parts: tuple[Any, ...], decimals: int, written: list[float]
) -> None:
    assert figures.apportioned(total, parts, decimals) == written


def test_parts_of_another_total_are_not_made_to_fit() -> None:
    with pytest.raises(AssertionError):
        figures.apportioned(100.0, (30.0, 40.0))


def test_a_series_adds_up_to_its_season_after_every_month() -> None:
    months = (0.4, 0.4, 0.4, -1.7, 1000.49, -0.01)
    written = figures.running(months)
    assert written == [0.0, 1.0, 0.0, -1.0, 1000.0, 0.0]
    for count in range(len(months)):
        assert sum(written[:count]) == figures.whole(sum(months[:count]))
    assert figures.running(()) == []


@pytest.mark.parametrize(("amount", "number"), [(0.5, 1), (1.5, 2), (-0.5, 0), (-0.51, -1), (2.4999, 2), (0.1 * 5, 1)])
def test_a_half_goes_up(amount: float, number: int) -> None:
    assert figures.whole(amount) == number


@pytest.mark.parametrize(
    ("words", "sentence"), [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")]
)
def test_words_are_listed_as_a_sentence_lists_them(words: tuple[Any, ...], sentence: str) -> None:
    assert figures.listed(words) == sentence


def test_two_sentences_that_only_count_something_else_are_the_same_without_their_figures() -> None:
    one, other = "I cut 1,200 units at €8.50.", "I cut 90 units at €10."
    assert figures.without_figures(one) == figures.without_figures(other) != figures.without_figures("I cut none.")
