"""Evidence against tables worked by hand, and against what the table itself said while it was played."""

from dataclasses import replace
from typing import Any

import pytest

from game.debrief.case import MonthRow, lay_open, rows_of
from game.debrief.evidence import THEMES, Evidence
from game.debrief.examining import Findings, examine, facts_of
from game.debrief.finding import forecast, lead, promise, result
from game.debrief.finding.asking import off_by
from game.debrief.instrument import surveyed
from game.judging.levers import WORDS
from game.lab.hindsight.fit import fits_of
from game.refusal import Refusal
from game.rules.levers import LEVERS, Seat
from game.table.moves import Commit, KeepLine
from game.table.seen.outlook import outlook
from tests.debrief.by_hand import a_case
from tests.debrief.seasons import KEYS, findings, moves, row, season
from tests.table.tables import SEATS, a_table, played


def by_key(found: Findings, start: str) -> list[Evidence]:
    return [one for one in found.evidence if one.key.startswith(start)]


def test_a_signed_forecast_is_held_against_the_products_that_it_was_for() -> None:
    rows = (row(signed=120.0, signed_ordered=100.0), row(), row(signed=80.0, signed_ordered=100.0))
    assert forecast.signed_bias(rows) == pytest.approx(0.0)
    assert forecast.signed_bias((row(),)) is None


def test_the_share_on_time_weighs_each_month_by_what_it_shipped() -> None:
    rows = (row(on_time=0.5, shipped=300.0), row(on_time=1.0, shipped=100.0))
    assert promise.on_time(rows) == pytest.approx(0.625)
    assert promise.on_time((row(shipped=0.0),)) == 1.0


def test_a_month_is_late_when_the_average_order_comes_past_its_day() -> None:
    rows = (row(days=4.1), row(days=4.2), row(days=4.5), row(days=3.0))  # promised: 4
    assert [one.days for one in promise.late_months(rows)] == [4.2, 4.5]


def test_the_floor_is_full_past_its_hours() -> None:
    assert len(promise.full_months((row(utilisation=1.0), row(utilisation=1.01), row(utilisation=0.4)))) == 1


def test_the_months_in_which_two_plans_were_in_the_way_are_counted_and_named() -> None:
    case = replace(a_case(), rows=(row(meeting="hurt"), row(round=2), row(round=3, meeting="helped")))
    (met,) = [one for one in result.evidence_of_result(case) if one.key == "met.hurt"]
    assert (met.number, met.rounds) == (1.0, (1,))
    assert "in 1 month of 3: " in met.sentence


def test_what_would_have_fit_better_is_told_of_the_season_and_of_the_month_where_it_is_most() -> None:
    season_, month = [one for one in result.evidence_of_result(a_case()) if one.kind == "fit" and one.key != "met.hurt"]
    assert (season_.number, month.number, month.rounds) == (12_000.0, 3_000.0, (1,))
    assert season_.sentence.endswith(
        "marketing's answer €6,000, distribution's answer €4,500 and both at once €12,000 more."
    )
    assert month.sentence.startswith("In May both at once would best have promised 7 days: €3,000 more.")


def test_the_months_add_up_to_the_joint_value_and_both_at_once_are_never_less_than_one_answer() -> None:
    table = season()
    rows = rows_of(table, fits_of(table))
    assert sum(one.joint for one in rows) == round(table.joint_value)
    for one in rows:
        assert one.fit_both >= max(one.fit_marketing, one.fit_distribution) >= 0.0
        assert one.margin + one.equity + one.stock + one.later == one.joint
    assert rows[-1].later
    assert not any(one.later for one in rows[:-1])


@pytest.mark.parametrize("preset", ["silo", "talk"])
def test_what_a_panel_reckoned_with_is_what_it_showed_when_the_plan_was_made(preset: str) -> None:
    table, shown = a_table(preset, 5), []
    for price in (4.0, 5.5):
        plans: dict[Seat, dict[str, float | str | bool]] = {
            "marketing": {"price.plum": price, "promotion.pear": "feature"},
            "distribution": {"temps": 2},
        }
        shown.append({seat: outlook(table, seat, plans[seat])["ordered"] for seat in SEATS})
        table = played(table, Commit("marketing", plans["marketing"]), Commit("distribution", plans["distribution"]))
    for one, then in zip(rows_of(table, fits_of(table)), shown, strict=True):
        assert dict(one.expected) == pytest.approx(then)


def test_proposals_signatures_and_deadlocks_are_counted() -> None:
    found = findings()
    (agreed,), (stuck,) = by_key(found, "agreement.season"), by_key(found, "deadlock.season")
    # P1 was signed; P2 and P3 were declined.
    assert agreed.number == 1 and "3 joint decisions" in agreed.sentence
    assert "(marketing 2, distribution 1)" in agreed.sentence
    assert stuck.number == 2 == lead.deadlocked(found.case)
    assert "launches (once)" in stuck.sentence and "how the budget is split (once)" in stuck.sentence
    assert stuck.rounds == (2, 3)


def test_questions_asked_and_not_asked_are_told() -> None:
    found = findings()
    assert by_key(found, "question.marketing")[0].number == 1
    silent = by_key(found, "question.distribution")[0]
    assert silent.number == 0 and "no question card" in silent.sentence
    cards = found.case.table.deck.cards
    assert by_key(found, "question.unasked")[0].number == len(cards) - 1


def test_predictions_are_held_against_chance() -> None:
    reading = next(one for one in season().history[0].readings if one.seat == "marketing")
    told = by_key(findings(), "prediction.marketing")[0]
    assert told.number == reading.hits / 2
    assert f"right in {reading.hits} of 2 parts" in told.sentence


def test_a_picture_that_is_turned_around_is_as_far_off_as_it_can_be() -> None:
    given = surveyed("Table 1", season())
    # Marketing expected its own order and distribution ranked the reverse: |1 - n| + |2 - (n-1)| + ... over n.
    n = len(KEYS)
    worst = sum(abs(2 * at - n - 1) for at in range(1, n + 1)) / n
    assert off_by(given, "marketing") == {"before": pytest.approx(worst)}
    assert off_by(given, "distribution") == {"before": 0.0}
    saying = by_key(findings(), "gap.saying.keep-moving.marketing")[0]
    assert saying.number == 80 and "distribution at this table put 2" in saying.sentence


def test_own_words_come_back_as_they_were_typed_and_only_once() -> None:
    said = [(one.seat, one.words) for one in findings().own_words]
    assert ("marketing", "I wanted to know.") in said
    assert ("marketing", "try it") in said
    assert ("distribution", "not this month") in said
    assert len(set(said)) == len(said)


def test_a_line_that_only_its_figures_tell_from_an_earlier_one_is_not_said_again() -> None:
    table = a_table()
    for number in (10, 20):
        table = played(table, Commit("marketing"), Commit("distribution"))
        table = played(table, KeepLine("marketing", f"We shipped {number} of 30."))
    words = [one.words for one in examine(lay_open(table)).own_words]
    assert words == ["We shipped 10 of 30."]


def test_every_piece_of_evidence_has_a_sentence_a_thread_and_rounds_that_were_played() -> None:
    for preset in ("silo", "talk", "sync"):
        table = a_table(preset, 2)
        table = played(table, Commit("marketing", {"price.plum": 4.0}), Commit("distribution"))
        found = examine(lay_open(table))
        keys = [one.key for one in found.evidence]
        assert len(set(keys)) == len(keys)
        for one in found.evidence:
            assert one.sentence[0].isupper() and one.sentence[-1] in ".:" and one.theme in THEMES
            assert 0.0 <= one.weight <= 1.0
            assert set(one.rounds) <= {1}


def test_no_evidence_says_that_a_person_was_at_fault() -> None:
    blamed = ("fault", "mistake", "failed", "wrong of", "should have", "blame")
    for one in findings().evidence:
        if one.kind != "own-words":
            assert not any(word in one.sentence.lower() for word in blamed), one.sentence


def test_every_lever_has_its_thread() -> None:
    assert WORDS.keys() == LEVERS.keys()
    assert {words.theme for words in WORDS.values()} <= THEMES.keys()


def test_an_unfinished_season_is_looked_back_on_and_says_what_it_lacks() -> None:
    table = played(a_table(), *moves()[:16])
    assert not table.over and table.history
    found = examine(lay_open(table))
    assert found.case.review.alignment is None
    assert "1 of 4 months were played" in found.case.notes[0]
    assert found.facts["finished"].value == "no" and "alignment" not in found.facts


def test_a_season_that_ended_early_stands_beside_both_plans_after_the_same_months() -> None:
    case = a_case(note="The season ended after 3 of 4 months.")
    case = replace(case, table=replace(case.table, ended="The bus leaves."))
    (first, *_) = result.evidence_of_result(case)
    assert first.sentence == (
        "The 3 of 4 months that were played were worth €35,000 to the two together. With the same luck, silo play, in "
        "which each seat serves only its own scorecard, stands after these months at €25,000, and the best plan known "
        "at €50,000."
    )
    assert facts_of(case)["finished"].value == "no"


def test_what_to_bear_in_mind_about_the_yardstick_is_a_note_of_the_debrief(monkeypatch: Any) -> None:
    looked_back = replace(findings().case.review, note="News was brought in.")
    monkeypatch.setattr("game.debrief.case.review", lambda *_: looked_back)
    assert lay_open(season(), report="Torn.").notes == ("Torn.", "News was brought in.")


def test_a_table_without_a_month_is_refused() -> None:
    with pytest.raises(Refusal, match="no month was played"):
        lay_open(a_table())


@pytest.mark.parametrize(("cents", "way"), [(300_000, "took €3,000 from"), (-300_000, "gave €3,000 to")])
def test_luck_is_told_as_what_it_took_from_or_gave_to_the_best_plan(cents: int, way: str) -> None:
    case = a_case()
    told = result.evidence_of_result(replace(case, review=replace(case.review, luck=cents)))
    (luck,) = [one for one in told if one.kind == "luck"]
    assert luck.sentence == f"Luck {way} the best plan known, beside a usual season."


def capacity(*rows: MonthRow) -> list[str]:
    told = promise.evidence_of_capacity(replace(a_case(), rows=rows))
    return [one.sentence for one in told if one.key == "stock.short"]


def test_what_waits_is_wanted_again_and_no_shortage_is_no_evidence() -> None:
    (said,) = capacity(row(), row(ordered=100.0, wanted=150.0, short=75.0))
    assert "250 units were wanted, ordered or still waiting; for 75 of these (30" in said
    assert capacity(row(), row()) == []


@pytest.mark.parametrize(
    ("marketing", "said"),
    [
        ((100.0, 90.0), "in 1 month of 2 each panel reckoned with a number of its own"),
        ((80.0, 90.0), "each panel reckoned with a number of its own"),
        ((100.0, 100.0), "both panels reckoned with the same number in every month, and nobody had put a name to it"),
    ],
)
def test_without_a_signature_the_figures_say_whether_each_had_a_number_of_its_own(
    marketing: tuple[float, ...], said: str
) -> None:
    rows = tuple(row(expected={"marketing": one, "distribution": 100.0}) for one in marketing)
    told = forecast.evidence_of_forecasts(replace(a_case(), rows=rows))
    (found,) = [one.sentence for one in told if one.key == "forecast.signed"]
    assert found == f"No month had a forecast that both had signed: {said}."
