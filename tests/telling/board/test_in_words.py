"""What is drawn is also said, station by station."""

from game.telling.board.words import in_words
from tests.telling.board.boards import every, planned, shown


def test_every_figure_of_the_drawing_is_in_the_words() -> None:
    for name, board in every():
        told = "\n".join(in_words(board))
        figures = [one.text for row in board.orders for one in (row.before, row.now) if one]
        figures += [one.held.text for one in board.shelves if one.held]
        figures += [one.value.text for one in board.offers]
        figures += [one.mood.text for one in board.doors if one.mood]
        missing = [one for one in (*figures, board.said.text, board.satisfaction.text) if one not in told]
        assert not missing, (name, missing)


def test_a_draft_and_the_month_before_are_told_apart() -> None:
    told = in_words(planned("first-day", "talk", 1, "marketing"))
    assert told[0].startswith("Promise: 2 days, the draft; 2 in ") or " days, the draft; " in told[0]


def test_the_way_runs_from_the_promise_to_the_customers_who_come_back() -> None:
    begun = [line.partition(":")[0] for line in in_words(shown("cold-brew", "talk", 1))]
    assert begun == ["Promise", "Orders", "Shelves", "The floor", "Lanes", "Doors", "Customers come back"]
