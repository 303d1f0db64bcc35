"""Figures as they are written, on paper and on a screen: a minus that is a minus, and none before nothing."""

import pytest

from game import figures
from game.telling import amounts


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
        (figures.units(1_240.0), "1,240"),
        (figures.units(-0.2), "0"),
        (figures.share(0.874), "87\N{NO-BREAK SPACE}%"),
        (figures.share(0.007), "0.7\N{NO-BREAK SPACE}%"),
        (figures.share(-0.0001), "0\N{NO-BREAK SPACE}%"),
        (figures.days(1.0), "1\N{NO-BREAK SPACE}day"),
        (figures.days(2.6), "2.6\N{NO-BREAK SPACE}days"),
        (amounts.share(-0.874), "−87%"),
        (amounts.share(0.007), "0.7%"),
    ],
)
def test_a_figure_is_written_as_people_write_it(shown, written):
    assert shown == written


@pytest.mark.parametrize(
    ("words", "sentence"), [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")]
)
def test_words_are_listed_as_a_sentence_lists_them(words, sentence):
    assert figures.listed(words) == sentence


def test_two_sentences_that_only_count_something_else_are_the_same_without_their_figures():
    one, other = "I cut 1,200 units at €8.50.", "I cut 90 units at €10."
    assert figures.without_figures(one) == figures.without_figures(other) != figures.without_figures("I cut none.")
