"""What the partner said stands in the fog in quotation marks, with its month; a look is never taken for it."""

from dataclasses import replace

from game.table.seen.observing import observe
from game.table.seen.spoken import GivenWord, Heard
from game.telling.board.drawing import canvas_of, in_text
from game.telling.board.making import board_of
from game.telling.board.pieces import Board
from game.telling.board.words import in_words
from tests.telling.board.boards import table

FULL = Heard(3, "room", "hours", "", 43.0, 3, 262.0)
STOCK = Heard(3, "stock", "limit", "espresso", 4000.0, 3, 0.0)
LANE = GivenWord("w1", "distribution", 3, "outbound-mode.cafes", "standard", "is", 3)


def told(*heard: Heard, words: tuple[GivenWord, ...] = ()) -> Board:
    return board_of(replace(observe(table("cold-brew", "talk", 2), "marketing"), heard=heard, words=words))


def test_the_room_left_on_the_floor_is_a_dashed_level_in_quotation_marks_with_its_month() -> None:
    board = told(FULL)
    text = in_text(board, 120, "wide")
    assert board.floor.state == "heard" and round(board.floor.amount, 2) == 0.84
    assert "“84%" in text and "full”" in text and "said in June" in text
    assert "“84%" in in_text(board, 80, "low") and "“84% full” said in June" in in_text(board, 46, "narrow")
    assert "The floor: “84% full”, said in June." in in_words(board)


def test_a_limit_stands_on_its_shelf_and_a_word_on_its_lane() -> None:
    text = in_text(told(STOCK, words=(LANE,)), 120, "wide")
    assert "“4,000”" in text and "“standard ◆”" in text
    assert "std◆" in in_text(told(words=(LANE,)), 80, "low")


def test_of_two_the_newest_counts_and_what_is_past_does_not() -> None:
    board = told(replace(FULL, value=200.0), FULL, replace(STOCK, month=1))
    assert board.floor.text == "84% full" and not any(one.held for one in board.shelves)


def test_hearsay_leaves_no_form_of_the_board() -> None:
    for form, width in (("wide", 110), ("low", 70), ("narrow", 46)):
        assert canvas_of(told(FULL, STOCK, words=(LANE,)), width, form).overflowed == []  # type: ignore[arg-type]
