"""The four measures of the perception gap, against tables worked by hand and against scipy."""

import math
from dataclasses import replace

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from game.debrief.data import PREDICTIONS, prediction_rows, survey_columns, survey_rows
from game.debrief.gap_words import ONE_TABLE, left_open, of_foresight, of_room, of_table, widest
from game.debrief.instrument import (
    Surveyed,
    fit,
    foresight,
    foresights_of,
    gaps_of,
    midranks,
    pairs_of,
    surveyed,
)
from game.debrief.room import interval, room_of
from game.table.moves import Commit, Predict
from game.table.survey.instrument import read_instrument
from game.table.survey.moves import PassSurvey, Promise, Rank, Reflect
from game.table.survey.survey import Survey
from tests.debrief.surveys import FOUR, a_survey, ranks, reading
from tests.narrowed import there
from tests.table.tables import SEATS, a_table, played


def spearman(one: list[int], two: list[int]) -> float | None:
    keys = [str(at) for at in range(len(one))]
    found = fit(dict(zip(keys, one, strict=True)), dict(zip(keys, two, strict=True)), keys)
    return found.correlation if found else None


VALUES = st.lists(st.integers(1, 10), min_size=3, max_size=10)


@given(st.integers(3, 10).flatmap(lambda n: st.tuples(*[st.lists(st.integers(1, 10), min_size=n, max_size=n)] * 2)))
def test_the_correlation_is_scipys_spearman_ties_and_all(pair: tuple[list[int], list[int]]) -> None:
    one, two = pair
    if len(set(one)) == 1 or len(set(two)) == 1:
        assert spearman(one, two) is None
    else:
        assert spearman(one, two) == pytest.approx(scipy.stats.spearmanr(one, two).statistic, abs=1e-12)


@given(VALUES)
def test_ranks_are_scipys_with_ties_sharing_their_mean(values: list[int]) -> None:
    assert midranks(values).tolist() == scipy.stats.rankdata(values).tolist()


def test_without_ties_the_correlation_is_the_textbooks_formula() -> None:
    one, two = [1, 2, 3, 4, 5], [2, 1, 4, 3, 5]  # differences 1, 1, 1, 1, 0: 1 - 6 * 4 / (5 * 24) = 0.8
    assert spearman(one, two) == pytest.approx(0.8)


def test_the_rank_error_of_an_order_turned_around_is_worked_by_hand() -> None:
    turned = fit(ranks("abcd"), ranks("dcba"), "abcd")  # off by 3, 1, 1, 3
    assert (there(turned).correlation, there(turned).error) == (-1.0, 2.0)
    same = fit(ranks("abcd"), ranks("abcd"), "abcd")
    assert (there(same).correlation, there(same).error) == (1.0, 0.0)


def test_the_four_measures_of_a_table_are_worked_by_hand() -> None:
    gap = gaps_of(a_survey("1", marketing=("abcd", "abdc", "dcba"), distribution=("abcd", "dcab", "abcd")))["after"]
    marketing, distribution = gap.seats["marketing"], gap.seats["distribution"]
    assert there(gap.agreement).correlation == 1.0
    assert there(marketing["congruency"]).correlation == pytest.approx(0.8)  # abcd, abdc: d 0, 0, 1, 1
    assert there(marketing["accuracy"]).correlation == pytest.approx(0.8)  # abdc against distribution's abcd
    assert there(distribution["accuracy"]).correlation == pytest.approx(
        -0.8
    )  # dcab against abcd: 2, 2, 1, 3 -> 1 - 6*18/60
    assert there(marketing["meta-accuracy"]).correlation == pytest.approx(0.8)  # dcba against dcab
    assert there(distribution["meta-accuracy"]).correlation == pytest.approx(0.8)  # abcd against abdc
    assert marketing["projection"] == gap.agreement
    assert there(marketing["accuracy"]).error == pytest.approx(0.5)


def test_who_expects_just_what_they_want_themselves_is_no_better_than_projection() -> None:
    gap = gaps_of(a_survey("1", marketing=("abcd", "abcd"), distribution=("cabd", "cabd")))["after"]
    for seat in SEATS:
        assert there(gap.seats[seat]["congruency"]).correlation == 1.0
        assert gap.seats[seat]["accuracy"] == gap.seats[seat]["projection"]


def test_what_was_not_ranked_has_no_measure() -> None:
    gap = gaps_of(a_survey("1", marketing=("abcd",)))["after"]
    assert gap.agreement is None
    assert gap.seats["marketing"]["accuracy"] is None
    assert gaps_of(a_survey("1"))["before"].seats["distribution"]["congruency"] is None


def test_hit_rate_chance_and_calibration_are_worked_by_hand() -> None:
    found = foresight([reading(2, 5), reading(1, 3), reading(0, 1)])
    chance = (0.25 + 1 / 3) / 2
    assert (there(found).made, there(found).hits, there(found).rate) == (3, 3, 0.5)
    assert there(found).chance == pytest.approx(chance)
    # 5 is certain, 1 is chance, 3 half-way between.
    assert there(found).confidence == pytest.approx((1 + (chance + 1) / 2 + chance) / 3)
    assert there(found).calibration == pytest.approx(there(there(found).confidence) - 0.5)
    assert foresight([]) is None


def test_what_a_prediction_left_unanswered_enters_no_figure() -> None:
    half = replace(reading(1, 0, chance=0.25), expects="", was="up")
    found = there(foresight([half, reading(0, 5, chance=0.5)]))
    assert (found.made, found.parts, found.hits) == (2, 3, 1)
    assert found.rate == pytest.approx(1 / 3)
    assert found.chance == pytest.approx(0.25)
    # Only the second says how sure it was: certain, and wrong in both parts.
    assert (found.confidence, found.tapped, found.calibration) == (1.0, 0.0, 1.0)
    silent = there(foresight([half]))
    assert (silent.confidence, silent.calibration) == (None, None)
    assert "sure" not in of_foresight(silent)


def test_a_rooms_predictions_are_set_against_guessing_table_by_table() -> None:
    tables = [Surveyed(str(at), FOUR, Survey(), (reading(hits, 3, chance=0.5),)) for at, hits in enumerate([2] * 6)]
    room = room_of(tables)
    assert (there(room.foresight).rate, there(room.foresight).chance) == (1.0, 0.25)
    assert (there(room.lift_over_chance).mean, there(room.lift_over_chance).low) == (0.75, 0.75)
    assert "against guessing, by pair: +0.75 (95% interval +0.75 to +0.75, 6 pairs)" in " ".join(of_room(room))


def two_acts(label: str, order: str) -> list[Surveyed]:
    """A pair's first act, ranked before, and its second, which brought that along and was ranked after."""
    first = a_survey(f"{label}, act 1", "before", marketing=("abcd", order), distribution=("abcd", order))
    survey = Survey()
    for seat in SEATS:
        for whose, ranking in (("own", "abcd"), ("partner", order)):
            survey = survey.given(FOUR, Rank(seat, "before", whose, ranks(ranking), paper=True))
            survey = survey.given(FOUR, Rank(seat, "after", whose, ranks("abcd")))
    readings = (reading(1, 3),)
    return [replace(first, readings=readings), Surveyed(f"{label}, act 2", FOUR, survey, readings)]


def test_two_acts_of_the_same_two_people_are_one_pair() -> None:
    tables = [*two_acts("one", "dcba"), *two_acts("two", "cdba"), *two_acts("three", "dcab")]
    assert pairs_of(tables) == [1, 1, 3, 3, 5, 5]
    room = room_of(tables)
    assert room.tables == 3
    assert room.levels["accuracy", "before"].pairs == 3
    assert room.changes["accuracy"].pairs == 3
    assert there(room.lift_over_chance).pairs == 3
    assert there(room.foresight).made == 6
    assert [row["table"] for row in survey_rows(tables, room)] == [
        f"{label}, act 2" for label in ("one", "two", "three") for _ in range(4)
    ]


def test_a_pair_in_two_acts_is_still_one_table_that_proves_nothing() -> None:
    assert of_room(room_of(two_acts("one", "dcba"))) == [ONE_TABLE]


def test_tables_that_ranked_nothing_are_nobodys_pair() -> None:
    tables = [a_survey("1"), a_survey("2"), a_survey("3", marketing=("abcd",))]
    assert pairs_of(tables) == [0, 1, 2]


def test_two_tables_that_ranked_the_same_are_two_on_screen_and_on_paper() -> None:
    table = a_survey("1", marketing=("abcd", "abdc"), distribution=("abcd", "abdc"))
    assert pairs_of([table, table]) == [0, 1]
    typed = Survey()
    for seat in SEATS:
        typed = typed.given(FOUR, Rank(seat, "after", "own", ranks("abcd"), paper=True))
    assert pairs_of([Surveyed("1", FOUR, typed), Surveyed("2", FOUR, typed)]) == [0, 1]


def test_an_act_that_asked_nothing_itself_still_ends_its_pair() -> None:
    first, _ = two_acts("one", "dcba")
    survey = Survey()
    for seat in SEATS:
        for one in first.survey.seats[seat].rankings:
            survey = survey.given(FOUR, Rank(seat, one.moment, one.whose, one.ranks, paper=True))
    assert pairs_of([first, Surveyed("2", FOUR, survey)]) == [1, 1]


def test_records_that_say_whose_they_are_are_of_one_pair_whatever_was_ranked() -> None:
    named = [replace(a_survey("x", "after", ("abcd",), ("abcd",)), pair=pair) for pair in ("p", "", "q", "p", "q")]
    assert pairs_of(named) == [3, 1, 4, 3, 4]
    nothing = [Surveyed("1", FOUR, Survey(), pair="p"), Surveyed("2", FOUR, Survey(), pair="p")]
    assert pairs_of(nothing) == [1, 1]


def test_a_pair_that_ranked_in_both_of_its_acts_counts_once_with_the_mean() -> None:
    same = replace(a_survey("1", "after", ("abcd",), ("abcd",)), pair="p")  # agreement 1
    turned = replace(a_survey("2", "after", ("abcd",), ("dcba",)), pair="p")  # agreement -1
    other = a_survey("3", "after", ("abcd",), ("abcd",))
    room = room_of([same, turned, other])
    level = room.levels["agreement", "after"]
    assert (room.tables, level.pairs, level.mean) == (2, 2, 0.5)


def test_the_stereotype_leaves_the_person_out_whom_it_is_about() -> None:
    tables = [
        a_survey(str(at), marketing=("abcd", "abcd"), distribution=(order, "abcd"))
        for at, order in enumerate(["abcd", "abcd", "dcba"])
    ]
    room = room_of(tables)
    # The last one's role is ranked abcd by both others: turned around. The first's by abcd and dcba: all tied.
    assert there(room.stereotypes[2]["after", "marketing"]).correlation == -1.0
    assert room.stereotypes[0]["after", "marketing"] is None
    # marketing is unanimous; distribution expects just that, so it is no better than the stereotype.
    assert [there(one["after", "distribution"]).correlation for one in room.stereotypes] == [1.0] * 3


def test_a_stereotype_needs_a_room() -> None:
    tables = [a_survey(str(at), marketing=("abcd",), distribution=("abdc",)) for at in range(2)]
    assert all(one is None for table in room_of(tables).stereotypes for one in table.values())


def test_one_table_is_told_that_it_proves_nothing() -> None:
    given_ = a_survey("1", marketing=("abcd", "abdc", "abcd"), distribution=("abdc", "abcd", "abcd"))
    assert of_room(room_of([given_])) == [ONE_TABLE]
    assert of_table(given_)[-1] == ONE_TABLE
    assert of_table(a_survey("1")) == of_room(room_of([a_survey("1")])) == []


def test_a_table_is_told_how_its_predictions_stand_against_guessing() -> None:
    given_ = Surveyed("1", FOUR, Survey(), (reading(2, 5, chance=0.5), reading(0, 5, chance=0.5)))
    (foretold, last) = of_table(given_)
    assert foretold.startswith("Marketing foretold 4 things about distribution and was right about 2; guessing would")
    assert "right about 1.0." in foretold
    assert "stand for 100%, the hits for 50%: a difference that luck explains." in foretold
    assert last == ONE_TABLE


def test_few_tables_get_no_interval_and_are_told_so() -> None:
    found = interval([0.1, None, 0.3])
    assert (there(found).pairs, there(found).low, there(found).high, there(found).clear) == (2, None, None, False)
    assert there(found).mean == pytest.approx(0.2)
    tables = [a_survey(str(at), marketing=("abcd", "abcd"), distribution=("abdc", "abcd")) for at in range(3)]
    assert "too few for an interval" in of_room(room_of(tables))[-1]
    assert interval([None]) is None


def test_the_interval_is_scipys_percentile_bootstrap() -> None:
    values = list(np.random.default_rng(3).normal(0.2, 0.4, 30))
    found = interval(values)
    known = scipy.stats.bootstrap(
        (values,), np.mean, n_resamples=10_000, confidence_level=0.95, method="percentile", rng=9
    ).confidence_interval
    assert there(found).low == pytest.approx(known.low, abs=0.01)
    assert there(found).high == pytest.approx(known.high, abs=0.01)
    assert found == interval(values), "the same room has the same interval every time"


def test_the_interval_leaves_out_a_fortieth_on_either_side() -> None:
    # Of 100 tables 0 and 1 by halves the mean of a resample has a standard deviation of 0.05: 1.96 of them is 0.098.
    found = interval([0.0, 1.0] * 50)
    assert there(found).low == pytest.approx(0.402, abs=0.012)
    assert there(found).high == pytest.approx(0.598, abs=0.012)
    assert there(interval([0.1] * 4)).low is None
    five = there(interval([0.1] * 5))
    assert five.low == pytest.approx(0.1) and five.high == pytest.approx(0.1)


def test_a_change_of_a_room_is_after_minus_before_over_tables_that_have_both() -> None:
    def both(label: str, before: str, after: str) -> Surveyed:
        first = a_survey(label, "before", marketing=("abcd", before), distribution=("abcd", before))
        survey = first.survey
        for seat in SEATS if after else ():
            survey = survey.given(FOUR, Rank(seat, "after", "own", ranks("abcd")))
            survey = survey.given(FOUR, Rank(seat, "after", "partner", ranks(after)))
        return Surveyed(label, FOUR, survey)

    tables = [both(str(at), "dcba", "abcd") for at in range(5)] + [both("x", "dcba", "")]
    change = room_of(tables).changes["accuracy"]
    assert (change.mean, change.pairs, change.low, change.high, change.clear) == (2.0, 5, 2.0, 2.0, True)
    assert "moved by +2.00 (95% interval +2.00 to +2.00, 5 pairs)" in " ".join(of_room(room_of(tables)))


def test_an_interval_that_holds_zero_claims_nothing() -> None:
    # Own orders fit by 0.6. A good picture fits by 1 (0.4 better than projecting), a poor one by 0 (0.6 worse).
    good, poor = ("badc", "abcd"), ("acbd", "bdac")
    tables = [
        a_survey(str(at), marketing=("abcd", one), distribution=("badc", two))
        for at, (one, two) in enumerate([good, good, good, poor, poor, poor])
    ]
    lift = room_of(tables).lifts["projection", "after"]
    assert lift.mean == pytest.approx(-0.1)
    assert there(lift.low) < 0 < there(lift.high)
    assert "shows no clear difference" in " ".join(of_room(room_of(tables)))


def test_what_the_other_role_is_thought_to_say_is_set_beside_what_it_says() -> None:
    tables = [
        a_survey(str(at), ratings=(("marketing", "moving", 6, 20), ("distribution", "moving", agree, 80)))
        for at, agree in enumerate([5, 7, 4, 1])
    ]
    (of_marketing, of_distribution) = room_of(tables).beliefs["after"]
    assert (of_marketing.role, of_marketing.guessed, of_marketing.do) == ("marketing", 80.0, 100.0)
    assert (of_distribution.guessed, of_distribution.do) == (20.0, 50.0)
    said = " ".join(of_room(room_of(tables)))
    assert "“They keep moving.”: marketing thought that 20 of a hundred in distribution would agree; here 50" in said


def test_the_widest_gap_names_the_priority_that_was_read_most_wrongly() -> None:
    given_ = a_survey("1", marketing=("abcd", "dabc"), distribution=("abcd",))
    assert widest(given_, "after", "marketing") == ("d", 1, 4)
    assert widest(given_, "before", "marketing") is None


def test_every_column_is_in_the_codebook_and_every_row_has_all_of_them() -> None:
    tables = [a_survey("one", marketing=("abcd", "abdc"), ratings=(("distribution", "moving", 3, 50),))]
    columns, rows = survey_columns([FOUR]), survey_rows(tables, room_of(tables))
    names = [column.name for column in columns]
    assert len(set(names)) == len(names)
    assert all(column.means for column in columns)
    assert [(row["table"], row["seat"], row["moment"]) for row in rows] == [
        ("one", "marketing", "after"),
        ("one", "distribution", "after"),
    ]
    assert all(list(row) == names for row in rows)
    assert rows[0]["rank_partner_d"] == 3
    assert rows[0]["rank_meta_d"] is None
    assert rows[0]["congruency_rho"] == pytest.approx(0.8)
    assert (rows[1]["agree_moving"], rows[1]["others_moving"]) == (3, 50)


def test_a_seasons_predictions_become_rows_and_rates() -> None:
    table = a_table()
    table = played(table, Predict("marketing", "floor", "temps", "same", 4))
    table = played(table, Commit("marketing"), Commit("distribution"))
    given_ = surveyed("one", table)
    (row,) = prediction_rows([given_])
    assert list(row) == [column.name for column in PREDICTIONS]
    assert (row["expects"], row["was"]) == ("same", "same")
    found = foresights_of(given_)
    assert found["distribution"] is None
    assert row["hits"] == there(found["marketing"]).hits >= 1


def test_nobodys_words_are_in_the_rows() -> None:
    survey = a_survey("one", marketing=("abcd",)).survey
    survey = survey.given(FOUR, Reflect("marketing", "one", "SECRET", quote=True))
    survey = survey.given(FOUR, Promise("marketing", "SECRET", "SECRET", quote=True))
    tables = [Surveyed("one", FOUR, survey)]
    assert "SECRET" not in str(survey_rows(tables, room_of(tables)))


def test_tables_that_rank_other_things_do_not_meet_in_a_stereotype() -> None:
    own = [a_survey(str(at), marketing=("abcd",), distribution=("abcd",)) for at in range(2)]
    foreign = Surveyed("x", read_instrument(), Survey())
    order = {key: at for at, key in enumerate(foreign.instrument.keys, 1)}
    survey = foreign.survey.given(foreign.instrument, Rank("marketing", "after", "own", order))
    room = room_of([*own, Surveyed("x", foreign.instrument, survey)])
    assert all(one is None for table in room.stereotypes for one in table.values())
    assert len(survey_rows([*own, foreign], room)) == 4


@given(st.lists(st.permutations("abcd").map("".join), min_size=6, max_size=6))
def test_no_measure_leaves_its_bounds(orders: list[str]) -> None:
    gap = gaps_of(a_survey("1", marketing=orders[:3], distribution=orders[3:]))["after"]
    for seat in SEATS:
        for one in (gap.seats[seat]["congruency"], gap.seats[seat]["accuracy"], gap.seats[seat]["meta-accuracy"]):
            assert -1.0 <= there(one).correlation <= 1.0
            assert 0.0 <= there(one).error <= 2.0
            assert math.isfinite(there(one).correlation)


def test_what_one_of_two_left_unanswered_is_named_and_what_nobody_was_asked_is_not() -> None:
    given_ = a_survey("1", "before", ("abcd", "dcba", "abdc"), ("badc",), [("marketing", "moving", 6, 20)])
    assert left_open(given_) == [
        "Before, unanswered and in no figure: marketing left 1 statement; distribution left its partner's order, "
        "how its partner sees it and 2 statements."
    ]
    assert of_table(given_)[-2:] == [*left_open(given_), ONE_TABLE]
    assert left_open(replace(given_, instrument=FOUR.short)) == [
        "Before, unanswered and in no figure: distribution left its partner's order."
    ]


def test_a_person_who_passed_is_named_beside_one_who_answered_and_a_program_is_not() -> None:
    alone = a_survey("1", "before", ("abcd", "dcba"))
    assert left_open(replace(alone, instrument=FOUR.short)) == []  # a program sits across
    passed = replace(
        alone, instrument=FOUR.short, survey=alone.survey.given(FOUR, PassSurvey("distribution", "before"))
    )
    assert left_open(passed) == [
        "Before, unanswered and in no figure: distribution left its own order and its partner's order."
    ]
    nobody = Surveyed("1", FOUR, Survey().given(FOUR, PassSurvey("distribution", "before")))
    assert left_open(nobody) == []
