"""Requests, the word that a yes gives, and whether it was kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from game.refusal import Refusal
from game.table.moves import Answer, Ask, Commit, Propose, Ready, Reply, RequestSetting, Say, Sign, Withdraw
from game.table.playing import play
from game.table.seen.observing import observe
from game.table.table import Table
from tests.table.tables import a_month, a_table, played

NO_DEAL = RequestSetting("distribution", "promotion.plum", "none", why="I have 1,500 and no more.")
TWO_TEMPS = RequestSetting("marketing", "temps", 2.0, "at-least")
YES = Reply("marketing", "R1", "yes")


def kept(table: Table) -> list[bool | None]:
    return [word.kept for word in observe(table, "marketing").words]


def test_a_request_waits_for_the_other_seat_and_both_see_it() -> None:
    table = played(a_table(), NO_DEAL)
    for seat in ("marketing", "distribution"):
        (asked,) = observe(table, seat).requests
        assert (asked.id, asked.by, asked.key, asked.value, asked.month) == (
            "R1", "distribution", "promotion.plum", "none", 1,
        )  # fmt: skip
        assert (asked.waits, asked.status) == ("marketing", "open")


def test_a_yes_is_a_word_that_stands_on_both_plans() -> None:
    table = played(a_table(), NO_DEAL, YES)
    for seat in ("marketing", "distribution"):
        (word,) = observe(table, seat).words
        assert (word.by, word.key, word.value, word.month, word.kept) == (
            "marketing", "promotion.plum", "none", 1, None,
        )  # fmt: skip


@pytest.mark.parametrize(("depth", "so"), [("none", True), ("feature", False)])
def test_the_reveal_says_whether_a_word_was_kept(depth: str, so: bool) -> None:
    table = a_month(played(a_table(), NO_DEAL, YES), {"promotion.plum": depth})
    assert kept(table) == [so]
    assert [(word.kept, word.played) for word in observe(table, "distribution").shared[0].words] == [(so, depth)]


@pytest.mark.parametrize(
    ("limit", "temps", "so"),
    [("at-least", 1.0, False), ("at-least", 2.0, True), ("at-least", 3.0, True), ("at-most", 3.0, False),
     ("at-most", 1.0, True), ("is", 2.0, True), ("is", 1.0, False)],
)  # fmt: skip
def test_a_number_is_kept_as_it_was_meant(limit: str, temps: float, so: bool) -> None:
    table = played(a_table(), RequestSetting("marketing", "temps", 2.0, limit), Reply("distribution", "R1", "yes"))
    assert kept(a_month(table, None, {"temps": temps})) == [so]


def test_a_word_for_a_later_month_is_judged_when_that_has_played() -> None:
    table = played(
        a_table(), RequestSetting("marketing", "temps", 2.0, "at-least", 2), Reply("distribution", "R1", "yes")
    )
    table = a_month(table, None, {"temps": 0.0})
    assert kept(table) == [None]
    assert kept(a_month(table, None, {"temps": 2.0})) == [True]


def test_an_offer_instead_goes_back_and_its_yes_gives_the_word_of_who_offered() -> None:
    table = played(a_table(), TWO_TEMPS, Reply("distribution", "R1", "offer", "I can pay one.", 1.0))
    (asked,) = observe(table, "marketing").requests
    assert (asked.waits, asked.offered, asked.answer) == ("marketing", 1.0, "I can pay one.")
    (word,) = observe(played(table, YES), "marketing").words
    assert (word.by, word.value) == ("distribution", 1.0)


def test_a_no_says_why_and_gives_no_word() -> None:
    table = played(a_table(), TWO_TEMPS)
    with pytest.raises(Refusal, match="expected a sentence for the reason"):
        play(table, Reply("distribution", "R1", "no"))
    table = play(table, Reply("distribution", "R1", "no", "The floor is half empty."))
    assert observe(table, "marketing").requests[0].status == "declined"
    assert observe(table, "marketing").words == ()


def test_what_nobody_answers_lapses_with_the_month() -> None:
    table = a_month(played(a_table(), TWO_TEMPS))
    assert [one.status for one in table.history[0].requests] == ["lapsed"]
    assert kept(table) == []


def test_of_two_words_about_the_same_the_later_counts() -> None:
    table = played(a_table(), TWO_TEMPS, Reply("distribution", "R1", "yes"))
    table = played(table, RequestSetting("marketing", "temps", 1.0, "at-least"), Reply("distribution", "R2", "yes"))
    assert [word.id for word in observe(table, "marketing").words] == ["R2"]


def test_a_deal_that_the_calendar_fixed_is_judged_by_what_was_on_sale() -> None:
    table = a_table("sync")
    with pytest.raises(Refusal, match="fixed a month ago"):
        play(table, NO_DEAL)
    table = played(table, RequestSetting("distribution", "promotion.plum", "none", month=2), YES)
    table = a_month(table, {"promotion.plum": "feature"})
    assert kept(table) == [None]
    assert kept(a_month(table)) == [False]


@pytest.mark.parametrize(
    ("move", "says"),
    [
        (RequestSetting("marketing", "price.plum", 4.0), "expected a setting that distribution decides"),
        (RequestSetting("marketing", "capacity", 10.0), "Both sign it: propose it"),
        (RequestSetting("marketing", "temps", 999.0), "expected 0 to"),
        (RequestSetting("marketing", "temps", 2.0, "roughly"), "expected one of is, at-least, at-most"),
        (RequestSetting("marketing", "carrier", "own", "at-least"), "is no number"),
        (RequestSetting("marketing", "temps", 2.0, month=9), "expected a month from 1 to 4"),
        (RequestSetting("marketing", "temps", float("nan")), "expected a number for temps: nan"),
        (RequestSetting("marketing", "temps", 10**400), "a very large number"),
        (RequestSetting("marketing", "temps", 2.0, why="x" * 1001), "expected at most 1,000 characters"),
        (RequestSetting("marketing", "temps", 2.0, why="a\x1b[31m"), "expected plain text for the reason"),
        (RequestSetting("marketing", "temps", 2.0, id="no such"), "expected 1 to 20 letters, digits and dashes"),
        (Reply("marketing", "R1", "yes"), "there is no request 'R1' this month"),
        (
            Reply("marketing", "R" * 5000, "yes"),
            "RRR...' this month. None is open.",
        ),
        (Sign("marketing", "\x1b[31m"), "there is no proposal '\u241b[31m' this month"),
        (Ask("marketing", "\x1b[31m"), "there is no card '\u241b[31m' for marketing"),
        (Answer("marketing", "x" * 5000, "so"), "xxx...' is not a question that waits for you"),
        (Propose("marketing", {"lead." + "x" * 5000: "joint"}), "xxx...' here."),
    ],
)
def test_what_cannot_be_requested_is_refused_with_what_to_do(move: Any, says: str) -> None:
    with pytest.raises(Refusal) as caught:
        play(a_table(), move)
    assert says in caught.value.message


@pytest.mark.parametrize("value", [10**400, 1.0, "none", True])
def test_only_an_offer_names_a_value(value: Any) -> None:
    table = played(a_table(), TWO_TEMPS)
    for says in ("yes", "no"):
        with pytest.raises(Refusal, match=f"a {says} names no value: leave it out, or offer it"):
            play(table, Reply("distribution", "R1", says, "so it is", value))


def test_what_is_put_forward_has_a_name_that_nothing_else_of_the_season_has() -> None:
    table = played(
        a_table(), replace(TWO_TEMPS, id="R2"), NO_DEAL, Propose("marketing", {"lead.price": "joint"}, id="R4")
    )
    table = play(table, RequestSetting("marketing", "carrier", "own"))
    assert [one.id for one in table.play_now.requests] == ["R2", "R3", "R5"]
    with pytest.raises(Refusal, match="there is a proposal 'R4' already"):
        play(table, RequestSetting("distribution", "price.plum", 4.0, id="R4"))
    with pytest.raises(Refusal, match="there is a request 'R3' already"):
        play(table, Propose("distribution", {"lead.price": "distribution"}, id="R3"))


def test_nobody_answers_a_request_of_their_own_but_takes_it_back() -> None:
    table = played(a_table(), TWO_TEMPS)
    with pytest.raises(Refusal, match="waits for distribution's answer"):
        play(table, Reply("marketing", "R1", "yes"))
    with pytest.raises(Refusal, match="your partner's: answer it"):
        play(table, Withdraw("distribution", "R1"))
    assert observe(play(table, Withdraw("marketing", "R1")), "marketing").requests[0].status == "withdrawn"


def test_where_nobody_talks_nothing_is_requested() -> None:
    with pytest.raises(Refusal, match="nobody talks at this table"):
        play(a_table("silo"), TWO_TEMPS)


def test_the_talk_is_one_list_in_the_order_things_were_said_and_stays_for_both_when_the_month_has_played() -> None:
    said = played(
        a_table(talk="open"), Ask("marketing", "how-much-room"), TWO_TEMPS, Say("distribution", "One moment."),
        Answer("distribution", "how-much-room", "About 40 hours.", {"all": 40.0, "of": 200.0}),
        Reply("distribution", "R1", "offer", "One.", 1.0), Reply("marketing", "R1", "yes"),
        Propose("distribution", {"capacity": 10.0}), Sign("marketing", "P1", "Good."),
    )  # fmt: skip
    order = ["ask", "request", "say", "answer", "offer", "yes", "propose", "sign"]
    for table in (said, a_month(said)):
        for seat in ("marketing", "distribution"):
            talk = observe(table, seat).talk
            assert [one.kind for one in talk] == order
            assert [one.number for one in talk] == [1, 2, 3, 4, 5, 6, 7, 8]
            assert {one.round for one in talk} == {1}
            assert talk[1].about == "R1" and talk[1].values == {"temps": 2.0}
            assert talk[4].values == {"temps": 1.0}
            assert talk[6].about == "P1" and talk[6].values == {"capacity": 10.0}


def test_figures_told_are_hearsay_of_who_heard_them_with_their_month() -> None:
    table = played(
        a_table(), Ask("distribution", "any-deals-coming"),
        Answer("marketing", "any-deals-coming", "A feature in June.", {"plum@2": "feature", "pear": "none"}),
    )  # fmt: skip
    assert [(one.kind, one.item, one.value, one.month, one.round) for one in observe(table, "distribution").heard] == [
        ("deal", "plum", "feature", 2, 1), ("deal", "pear", "none", 1, 1),
    ]  # fmt: skip
    assert observe(table, "marketing").heard == ()
    assert observe(a_month(table), "distribution").heard[0].month == 2


@pytest.mark.parametrize(
    ("card", "values", "says"),
    [
        ("any-deals-coming", {"kiwi": "feature"}, "expected a product, a market or 'all'"),
        ("any-deals-coming", {"plum": "huge"}, "expected one of none, feature, deep-deal"),
        ("any-deals-coming", {"plum@9": "feature"}, "expected a month from 1 to 4"),
        ("what-do-you-expect", {"plum": "many"}, "expected a number from 0 on"),
        ("what-worries-you", {"plum": 3.0}, "answered in words, without figures"),
    ],
)
def test_figures_that_a_card_does_not_ask_for_are_refused(card: str, values: dict[str, Any], says: str) -> None:
    with pytest.raises(Refusal) as caught:
        played(a_table(), Ask("distribution", card), Answer("marketing", card, "So.", values))
    assert says in caught.value.message


def test_both_see_at_the_reveal_what_the_other_planned_for() -> None:
    table = played(a_table(), Commit("marketing", {}, "To be calm."), Commit("distribution", {}, "To be quick."))
    assert observe(table, "marketing").shared[0].reasons == {
        "marketing": "To be calm.", "distribution": "To be quick.",
    }  # fmt: skip


def test_a_table_moves_on_when_a_request_is_made() -> None:
    assert played(a_table(), Ready("marketing"), TWO_TEMPS).play_now.at["marketing"] != "read"
