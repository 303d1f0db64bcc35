from typing import Any

import pytest

from game.kit.pieces import question_cards
from game.refusal import Refusal
from game.rules.levers import SEATS, Seat
from game.scenario import load
from game.table.moves import Answer, Ask, Commit, Predict, Ready, Say
from game.table.playing import play
from game.table.table import Table
from game.table.talk.questions import deck_of, read_deck
from game.table.talk.talking import playable, setting_to_read
from game.table.wording import LONGEST
from tests.narrowed import there
from tests.table.tables import a_month, a_table, played

CARD = "how-much-room"


def refused(table: Table, move: Any) -> str:
    with pytest.raises(Refusal) as caught:
        play(table, move)
    return caught.value.message


def test_a_card_is_played_and_answered() -> None:
    table = played(a_table(), Ask("marketing", CARD), Answer("distribution", CARD, "About a tenth."))
    (asked,) = table.play_now.asked
    assert (asked.by, asked.card, asked.answer) == ("marketing", CARD, "About a tenth.")


def test_where_nobody_talks_no_card_is_played() -> None:
    assert playable(a_table("silo"), "marketing") == ()
    assert "nobody talks" in refused(a_table("silo"), Ask("marketing", CARD))


def test_two_cards_a_month_may_be_played_where_talk_is_by_cards() -> None:
    table = played(a_table(), Ask("marketing", CARD), Ask("marketing", "what-stops-you"))
    assert playable(table, "marketing") == ()
    assert playable(table, "distribution")
    assert "you have played yours" in refused(table, Ask("marketing", "what-worries-you"))
    assert len(playable(a_month(table), "marketing")) == len(playable(a_table(), "marketing"))


def test_where_talk_is_open_all_cards_may_be_played() -> None:
    table = a_table("sync")
    for card in playable(table, "marketing"):
        table = play(table, Ask("marketing", card.key))
    assert playable(table, "marketing") == ()


def test_a_card_is_played_once_a_month_by_a_seat_it_is_for() -> None:
    table = played(a_table(), Ask("marketing", CARD))
    assert "already" in refused(table, Ask("marketing", CARD))
    assert "There is" in refused(table, Ask("marketing", "any-deals-coming")) or "Did you mean" in refused(
        table, Ask("marketing", "any-deals-coming")
    )
    assert "Did you mean 'what-worries-you'" in refused(table, Ask("marketing", "what-worries-yu"))


def test_no_card_is_played_on_a_committed_plan() -> None:
    assert "Take it back first" in refused(played(a_table(), Commit("marketing")), Ask("marketing", CARD))


def test_only_a_question_that_waits_is_answered() -> None:
    table = played(a_table(), Ask("marketing", CARD))
    assert "not a question that waits" in refused(table, Answer("marketing", CARD, "me?"))
    table = played(table, Answer("distribution", CARD, "Enough."))
    assert "Nothing is waiting" in refused(table, Answer("distribution", CARD, "More than enough."))


def test_a_committed_seat_still_answers() -> None:
    table = played(a_table(), Commit("distribution"), Ask("marketing", CARD), Answer("distribution", CARD, "Little."))
    assert table.play_now.asked[0].answer == "Little."


def test_words_are_free_only_where_talk_is_open() -> None:
    assert played(a_table("sync"), Say("marketing", "Hello.")).play_now.said[0].text == "Hello."
    assert "play a question card instead" in refused(a_table(), Say("marketing", "Hello."))
    assert "talk is not open" in refused(a_table("silo"), Say("marketing", "Hello."))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "expected a sentence"),
        ("\x1b[2J", "control sign"),
        ("\ud800", "control sign"),
        ("x" * (LONGEST + 1), "at most 1,000"),
        (7, "expected text"),
    ],
)
def test_text_that_would_not_print_is_refused(text: Any, says: str) -> None:
    assert says in refused(a_table("sync"), Say("marketing", text))


def test_a_prediction_is_kept_until_the_reveal() -> None:
    table = played(a_table(), Predict("marketing", "floor", "temps", "up", 4))
    month = a_month(table, {}, {"temps": 2}).history[0]
    (reading,) = month.readings
    assert (reading.seat, reading.expects, reading.was) == ("marketing", "up", "up")


@pytest.mark.parametrize(
    ("move", "says"),
    [
        (Predict("marketing", "brand", "temps", "up", 3), "expected one of distribution's constraints: 'brand'"),
        (Predict("marketing", "flor", "temps", "up", 3), "Did you mean 'floor'"),
        (Predict("marketing", "floor", "price.plum", "up", 3), "expected a setting that distribution leads"),
        (Predict("marketing", "floor", "temps", "more", 3), "expected one of up, same, down for temps: 'more'"),
        (Predict("marketing", "floor", "packaging", "up", 3), "expected one of basic, retail-ready, protective"),
        (Predict("distribution", "brand", "portfolio.plum", "up", 3), "expected one of on, off"),
        (Predict("marketing", "floor", "temps", "up", 6), "1 (a guess) to 5"),
        (Predict("marketing", "", "temps", "", 4), "given neither"),
        (Predict("marketing", "floor", "temps", "up", True), "1 (a guess) to 5"),
    ],
)
def test_a_prediction_that_could_not_be_checked_is_refused(move: Predict, says: str) -> None:
    assert says in refused(a_table(), move)


def test_a_prediction_comes_before_everything_else() -> None:
    for first in (Ready("marketing"), Ask("marketing", CARD), Commit("marketing")):
        assert "comes first" in refused(played(a_table(), first), Predict("marketing", "floor", "temps", "up", 3))


def test_the_lever_to_read_is_the_partners_and_changes_from_month_to_month() -> None:
    table, seen = a_table(), []
    while not table.over:
        setting = setting_to_read(table, "marketing")
        assert there(setting).lead == "distribution"
        seen.append(there(setting).key)
        table = a_month(table)
    assert len(set(seen)) == len(seen)


def test_the_shipped_cards_can_be_read_and_each_seat_has_some() -> None:
    deck = read_deck()
    assert deck.of("marketing") and deck.of("distribution")
    assert {card.key for card in deck.of("marketing")} | {card.key for card in deck.of("distribution")} == set(
        deck.cards
    )


@pytest.mark.parametrize(
    ("slug", "launches"),
    [("first-day", False), ("cheap-miles", False), ("new-shores", False), ("cold-brew", True), ("one-cart", True)],
)
def test_nobody_asks_about_a_launch_where_there_is_none(slug: str, launches: bool) -> None:
    table = Table.start(load(slug))
    offered = {card.key for seat in SEATS for card in playable(table, seat)}
    assert len(offered) == (19 if launches else 17)
    assert {"ready-for-launch", "when-do-you-launch"} <= offered or not launches
    who: tuple[tuple[Seat, str], ...] = (("marketing", "ready-for-launch"), ("distribution", "when-do-you-launch"))
    for seat, card in who:
        if launches:
            play(table, Ask(seat, card))
        else:
            assert f"there is no card '{card}' for {seat}" in refused(table, Ask(seat, card))


def test_a_card_keeps_its_code_where_another_is_not_offered() -> None:
    def codes(slug: str) -> dict[str, str]:
        return {card["asks"]: card["code"] for card in question_cards(Table.start(load(slug)).deck)}

    everywhere, few = codes("cold-brew"), codes("first-day")
    assert (len(everywhere), len(few)) == (19, 17)
    assert few.items() <= everywhere.items()


def test_all_that_is_wrong_with_the_cards_is_said_at_once() -> None:
    bad = (
        '[questions.a]\nseat = "both"\nasks = "?"\nabout = "!"\nreads = "x"\n'
        '[questions.b]\nseat = "either"\nasks = 1\nabout = "!"\n'
    )
    with pytest.raises(Refusal) as caught:
        deck_of(bad, "cards.toml")
    message = caught.value.message
    assert "cards.toml:2:8: expected 'marketing', 'distribution' or 'either' for 'seat', given 'both'" in message
    assert "cards.toml:8:8: expected text in quotes for 'asks', given 1." in message
    assert message.count("cards.toml:") == 3, "and one that is missing"
    with pytest.raises(Refusal, match="expected at least 1"):
        deck_of("[questions]\n", "cards.toml")
    with pytest.raises(Refusal, match="expected a lever, given 'lunch'"):
        deck_of('[questions.a]\nseat = "either"\nasks = "?"\nabout = "!"\nreads = "x"\nlever = "lunch"\n', "cards.toml")
