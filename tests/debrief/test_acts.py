"""What lies between two acts adds up, names the rules apart from what people did, and one truth is shown of it all."""

from dataclasses import replace
from pathlib import Path

import pytest

from game.debrief.acts import between, of_room, parts_in_words
from game.debrief.case import Case, lay_open
from game.debrief.debriefing import collect, labels_of, pairs
from game.debrief.examining import Findings, examine
from game.debrief.instrument import surveyed
from game.debrief.report.markdown import markdown
from game.debrief.report.reveal import picture
from game.debrief.truth.of_pair import truths_of
from game.debrief.truth.of_room import of_room as truths_of_room
from game.debrief.truth.showing import Large, Truth, strongest
from game.debrief.typed import TypedForecast, leaning_of, typed_at
from game.rules.levers import Seat
from game.table.moves import Answer, Ask, Commit, Move, Predict, Propose, Ready
from game.table.survey.moves import Rank
from game.table.table import Table
from tests.debrief.seasons import KEYS, ORDER, TURNED, findings
from tests.narrowed import there
from tests.table.tables import a_month, a_table, played


def months(table: Table, price: float = 4.5) -> Table:
    """A season in which marketing asks a price of its own for plums."""
    while not table.over:
        table = played(table, *_moves(table, price))
    return table


def _moves(table: Table, price: float) -> list[Move]:
    return [Commit("marketing", {"price.plum": price}), Commit("distribution")]


def act(table: Table, number: int) -> Findings:
    found = examine(lay_open(table, label=f"Table 1, act {number}", with_message=False, act=number))
    return found


def test_the_same_decisions_with_the_same_luck_leave_everything_to_the_rules() -> None:
    silo, sync = months(a_table("silo", 3)), months(a_table("sync", 3))
    (one,) = between([act(sync, 2), act(silo, 1)])
    parts = there(one.parts)
    assert (parts.decisions, parts.luck) == (0, 0)
    assert parts.rules == parts.second - parts.first != 0
    assert parts.second == round(sync.joint_value * 100) and parts.first == round(silo.joint_value * 100)
    rules, decisions, luck = parts_in_words(one)
    assert "makes of the very same decisions with the same luck" in rules[1]
    assert decisions[0].endswith("€0.") and luck[0].endswith("€0.")
    assert "Whoever had played them once knew" in luck[1]


def test_changed_decisions_and_fresh_luck_are_told_apart_and_add_up_as_they_are_written() -> None:
    first, second = months(a_table("silo", 3), 4.5), months(a_table("sync", 8), 5.5)
    (one,) = between([act(first, 1), act(second, 2)])
    parts = there(one.parts)
    assert parts.first + parts.rules + parts.decisions + parts.luck == parts.second
    assert parts.decisions and parts.luck
    assert sum(one.money[:4]) == one.money[4]
    assert one.money[0] == round(first.joint_value) and one.money[4] == round(second.joint_value)
    assert "Customers wanted something else this time" in list(parts_in_words(one))[2][1]


def test_acts_of_other_length_are_not_taken_apart_and_it_is_said_why() -> None:
    (one,) = between([act(months(a_table("silo", 3)), 1), act(a_month(a_table("sync", 3)), 2)])
    assert one.parts is None and list(parts_in_words(one)) == []
    assert "cannot be taken apart: 4 months were played of the one, 1 of the other" in one.why


def test_over_pairs_each_part_has_its_interval_and_a_room_without_a_difference_is_told_none() -> None:
    table = months(a_table("silo", 3))
    same = [tuple(between([act(table, 1), act(table, 2)])) for _ in range(6)]
    (said,) = of_room(same)
    assert said.startswith(
        "From act 1 (silo) to act 2 (silo), mean by pair: the structure's rules €0 (95% interval €0 to €0"
    )
    assert said.count("no clear difference") == 3
    few = [tuple(between([act(table, 1), act(months(a_table("sync", 8)), 2)]))] * 2
    (said,) = of_room(few)
    assert said.count("2 pairs, too few for an interval") == 3


def typed(seat: Seat, month: int, units: float, usual: float = 100.0) -> TypedForecast:
    return TypedForecast(seat, month, month, "plum", units, 100.0, usual)


def test_only_what_people_typed_is_a_forecast_and_it_is_held_against_usual_luck() -> None:
    table = played(
        a_table("talk", 3), Propose("marketing", {"forecast.plum": 1000.0}), Ask("marketing", "what-do-you-expect"),
        Answer("distribution", "what-do-you-expect", "As I see it.", {"plum": 400.0, "all@2": 900.0}),
        Ready("marketing"), Ready("distribution"), Commit("marketing"), Commit("distribution"),
    )  # fmt: skip
    table = months(table)
    found = {(one.seat, one.month, one.item): one for one in typed_at(table)}
    assert {which: one.units for which, one in found.items()} == {
        ("marketing", 1, "plum"): 1000.0, ("distribution", 1, "plum"): 400.0, ("distribution", 2, ""): 900.0,
    }  # fmt: skip
    assert found["marketing", 1, "plum"].usual == found["distribution", 1, "plum"].usual > 0.0
    assert found["marketing", 1, "plum"].ordered != found["marketing", 1, "plum"].usual  # luck lies between
    assert typed_at(months(a_table("talk", 3))) == ()


def test_a_lean_of_typed_forecasts_is_named_only_where_luck_does_not_explain_it() -> None:
    high = tuple(typed("marketing", at, units) for at, units in enumerate((128.0, 131.0, 129.0, 132.0), 1))
    assert leaning_of(high, "marketing") == pytest.approx(0.30)
    loose = tuple(typed("marketing", at, units) for at, units in enumerate((160.0, 80.0, 150.0, 90.0), 1))
    assert leaning_of(loose, "marketing") is None
    assert leaning_of(high[:2], "marketing") is None and leaning_of(high, "distribution") is None
    case = replace(findings().case, typed=high)
    (said,) = [one.sentence for one in examine(case).evidence if one.key == "typed.marketing"]
    assert "they lay 30% high, which luck does not explain" in said.replace("\N{NO-BREAK SPACE}", " ")
    assert examine(case).facts["marketing-bias"].value == pytest.approx(0.30)
    assert "marketing-bias" not in examine(replace(case, typed=loose)).facts


def keys_of(case: Case) -> list[str]:
    return [one.key for one in truths_of(case, surveyed("x", case.table))]


def test_the_strongest_truth_is_what_both_typed_themselves() -> None:
    case = replace(findings().case, typed=(typed("marketing", 2, 180.0), typed("distribution", 2, 90.0)))
    chosen = there(strongest(truths_of(case, surveyed("x", case.table))))
    assert chosen.truth.key == "forecasts"
    assert [one.text for one in chosen.truth.large] == ["180", "90", "100"]
    assert "marketing typed 180 units, distribution 90. Customers ordered 100." in chosen.truth.says
    assert chosen.why.startswith("Both typed the number themselves. It is the strongest of ")
    near = replace(case, typed=(typed("marketing", 2, 102.0), typed("distribution", 2, 98.0)))
    assert "forecasts" not in keys_of(near)
    assert strongest([]) is None


def test_a_month_in_which_both_misread_the_others_limit_is_a_truth_and_a_right_one_is_not() -> None:
    def season(guess: str) -> Case:
        table = a_table("talk", 3)
        if guess:
            reads = (Predict("marketing", guess, "temps", "", 4), Predict("distribution", guess, "price.plum", "", 4))
            table = played(table, *reads)
        return act(months(table), 1).case

    (month,) = [one for one in season("budget").table.history if one.own_readings]
    wrong = all(one.constraint != one.constraint_true for one in month.own_readings)
    assert ("limits.1" in keys_of(season("budget"))) is wrong
    assert "limits.1" not in keys_of(season(""))


def test_the_widest_gap_between_a_list_and_what_was_expected_of_it_is_a_truth() -> None:
    def widest(expected: dict[str, int], own: dict[str, int]) -> list[Truth]:
        ranks = Rank("marketing", "before", "partner", expected), Rank("distribution", "before", "own", own)
        table = played(a_table(), *ranks)
        found = truths_of(act(months(table), 1).case, surveyed("x", table))
        return [one for one in found if one.key == "ranking.marketing"]

    (found,) = widest(ORDER, TURNED)
    assert {one.text for one in found.large} == {"1", str(len(KEYS))}
    assert widest({**ORDER, KEYS[0]: 2, KEYS[1]: 1}, ORDER) == []


def test_what_was_left_where_it_stood_is_no_truth_about_anybody() -> None:
    level = {**dict.fromkeys(KEYS, len(KEYS) // 2 + 1), KEYS[0]: 1}  # one thing was placed

    def truths(expected: dict[str, int], own: dict[str, int]) -> list[str]:
        ranks = Rank("marketing", "before", "partner", expected), Rank("distribution", "before", "own", own)
        table = played(a_table(), *ranks)
        of_pair = truths_of(act(months(table), 1).case, surveyed("x", table))
        of_room = truths_of_room((), [surveyed(str(at), table) for at in range(6)])
        return [one.key for one in (*of_pair, *of_room) if "ranking" in one.key]

    assert truths(TURNED, ORDER) == ["ranking.marketing", "room.ranking.marketing.before"]
    assert truths(level, TURNED) == ["ranking.marketing", "room.ranking.marketing.before"]  # the one that was placed
    assert truths(level, ORDER) == truths(ORDER, level) == []


def test_a_room_is_shown_what_its_people_did_together_and_few_answers_are_nobodys() -> None:
    loud = (typed("marketing", 1, 180.0), typed("distribution", 1, 90.0))
    one = replace(findings().case, typed=loud)
    assert "room.forecasts" not in [found.key for found in truths_of_room([one] * 5, ())]
    (found,) = [found for found in truths_of_room([one] * 6, ()) if found.key == "room.forecasts"]
    assert [large.text for large in found.large] == ["6", "6"]


def test_the_picture_of_a_truth_holds_its_words_and_no_markup_of_theirs() -> None:
    drawn = picture(Truth("x", (Large("<1>", "a & b"), Large("2", "c")), "so", "say", "why", 1.0))
    assert "&lt;1&gt;" in drawn and "a &amp; b" in drawn and drawn.count("<text") >= 4


def test_six_pairs_in_two_acts_are_reported_by_pair(tmp_path: Path) -> None:
    from game.workshop.rehearsal import STOOD_IN, sample_room
    from game.workshop.run_of_show import run_named

    made = sample_room(run_named("ninety-minutes"), tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in made[:3]] == [
        "pair-1/act-1.toml", "pair-1/act-2.toml", "pair-2/act-1.toml",
    ]  # fmt: skip
    records = collect([tmp_path]).found
    labels = labels_of(records)
    assert len(records) == 12 and labels[0] == ("Table 1, act 1", 1) and labels[-1] == ("Table 6, act 2", 2)
    found = [
        examine(lay_open(one.replay.table, one.replay.head, label, with_message=False, act=number))
        for one, (label, number) in zip(records[:2], labels, strict=False)
    ]
    assert {holder.name for holder in there(found[0].case.head).seats.values()} == {STOOD_IN}
    (page,) = pairs(found)
    said = markdown(page.report)
    assert page.report.name == "table-1"
    for heading in ("The acts side by side", "What lies between", "How you read each other", "The rules of the struc"):
        assert heading in said
    assert [chart.kind for chart in page.charts.values()][:1] == ["steps"]
    again = made[0].read_bytes()
    assert sample_room(run_named("ninety-minutes"), tmp_path) == made and made[0].read_bytes() == again
