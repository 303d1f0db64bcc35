"""The board is drawn whole, in every form, whatever the company and whatever of it may be seen."""

from dataclasses import replace
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.doors.text import cells
from game.telling.board.canvas import Canvas, text_of, unit_for
from game.telling.board.drawing import Form, canvas_of, form_for, in_text
from game.telling.board.frame import places
from game.telling.board.pieces import FOG, Board, Door, Figure, Lane, Offer, OnShelf, Orders, State
from game.telling.board.words import in_words
from tests.telling.board.boards import every, planned, shown

SIZES: tuple[tuple[Form, int], ...] = (
    ("wide", 110), ("wide", 119), ("wide", 120), ("wide", 160), ("low", 70), ("low", 80), ("low", 109), ("narrow", 46),
    ("narrow", 60), ("brief", 70), ("brief", 80), ("brief", 118), ("flat", 46), ("flat", 60),
)  # fmt: skip
HEIGHTS = {"wide": 15, "low": 8, "brief": 6, "flat": 2}


def shown_whole(board: Board, form: Form, width: int) -> list[str]:
    """What is wrong with a drawing."""
    canvas = canvas_of(board, width, form)
    lines = canvas.lines()
    text = text_of(lines)
    found = [f"{sum(cells(run) for run, _ in line)} cells" for line in lines
             if sum(cells(run) for run, _ in line) != width]  # fmt: skip
    found += canvas.overflowed
    if form in HEIGHTS and len(lines) != HEIGHTS[form]:
        found.append(f"{len(lines)} lines")
    wanted = [(row.now or row.before).text for row in board.orders] if form != "flat" else [board.ordered.text]
    wanted += [board.in_time.text] if board.got else []
    if form == "wide":
        wanted += [one.value.text for one in board.offers] + [one.held.text for one in board.shelves]
        wanted += [board.floor.text] if board.floor.state == "known" else []
        wanted += [one.mood.text for one in board.doors]
    return found + [f"{one!r} is cut or missing" for one in wanted if one and one not in text]


@pytest.mark.parametrize("form, width", SIZES)
def test_every_place_at_every_structure_is_drawn_whole(form: Form, width: int) -> None:
    wrong = {name: found for name, board in every() if (found := shown_whole(board, form, width))}
    assert not wrong


def names(least: int, most: int) -> st.SearchStrategy[list[str]]:
    words = st.text("abcdefghijklm nopqé漢字", min_size=1, max_size=24).map(lambda text: text.strip() or "x")
    return st.lists(words, min_size=least, max_size=most)


def figures(most: float) -> st.SearchStrategy[Figure]:
    def made(state: State, amount: float, change: str) -> Figure:
        return FOG if state == "fog" else Figure(f"{amount:,.0f}", state, amount, change, "June")

    states = st.sampled_from([one for one in get_args(State) if one != "heard"])
    return st.builds(made, states, st.floats(0, most), st.sampled_from(["", "▲3", "▼18", "▲ 3.6%", "▲ from 1,204"]))


@given(data=st.data(), products=names(1, 5), markets=names(1, 5), form_width=st.sampled_from(SIZES))
@settings(max_examples=60, deadline=None)
def test_any_company_is_drawn_without_overflow(
    data: st.DataObject, products: list[str], markets: list[str], form_width: tuple[Form, int]
) -> None:
    units, moods = figures(99_999.0), figures(100.0)
    draw = data.draw
    board = replace(
        planned("cold-brew", "talk", 2, "marketing"),
        whose=draw(st.sampled_from(["marketing", "distribution", None])),
        revealed=draw(st.booleans()),
        orders=tuple(Orders(one, draw(units), draw(units)) for one in products),
        offers=tuple(Offer(one, Figure(draw(st.sampled_from(["€8.00", "€1,240.50"])), "draft", 8.0), "▲")
                     for one in products),
        shelves=tuple(OnShelf(one, draw(units), draw(st.sampled_from(["", "+ 12,400 this month", "! 1,169 short"])))
                      for one in products),
        lanes=tuple(Lane(one, Figure(draw(st.sampled_from(["express", "standard"])), "draft"), "4.6 days")
                    for one in markets),
        doors=tuple(Door(one, Figure("12.6", "known", 12.6), draw(moods)) for one in markets),
        floor=draw(st.sampled_from([FOG, Figure("9%", "known", 0.09), Figure("184%", "draft", 1.84),
                                    Figure("about 83% full", "heard", 0.83, when="June")])),
        floor_notes=draw(st.sampled_from([(), ("! 12,400 would wait", "orders in batch", "12 temps")])),
        said=Figure(draw(st.sampled_from(["5", "5.5", "12.5"])), "draft"),
        fogged=frozenset(draw(st.sets(st.sampled_from(["promise", "shelves", "floor", "lanes"])))),
    )  # fmt: skip
    form, width = form_width
    canvas = canvas_of(board, width, form)
    lines = canvas.lines()
    assert canvas.overflowed == []
    assert {sum(cells(run) for run, _ in line) for line in lines} == {width}
    assert in_words(board)


def test_nothing_moves_between_plan_and_reveal() -> None:
    before = in_text(planned("cold-brew", "sync", 2, "marketing"), 120, "wide").splitlines()
    after = in_text(shown("cold-brew", "sync", 2), 120, "wide").splitlines()
    for name in ("House blend", "Grocers", "Cafés", "Web shop", "THE FLOOR", "DOORS"):
        assert [(y, line.find(name)) for y, line in enumerate(before) if name in line] == [
            (y, line.find(name)) for y, line in enumerate(after) if name in line
        ], name


def test_what_a_seat_may_not_see_is_fog_with_its_name_and_the_way_to_lift_it() -> None:
    board = planned("cold-brew", "talk", 2, "marketing")
    assert board.fogged == {"shelves", "floor", "lanes"}
    assert not board.floor and not any(one.held for one in board.shelves) and not any(one.how for one in board.lanes)
    assert "Fog: distribution's part. Lift it: " in in_text(board, 120, "wide")
    told = "\n".join(in_words(board))
    assert "The floor: fog, distribution's part; to lift it: " in told


def test_shared_data_lifts_the_fog() -> None:
    for seat in ("marketing", "distribution"):
        board = planned("cold-brew", "sync", 2, seat)
        assert board.fog is None and not board.fogged
        assert "░" not in in_text(board, 120, "wide")


def test_the_floors_tank_is_filled_as_far_as_the_floor_is_in_use() -> None:
    board = shown("cold-brew", "talk", 1)
    half = replace(board, floor=Figure("50%", "known", 0.5))
    over = replace(board, floor=Figure("130%", "known", 1.3))
    assert in_text(half, 120, "wide").count("▕████████▏") == 3
    assert in_text(over, 120, "wide").count("▕████████▏") == 6
    assert "▄▄▄▄▄▄▄▄" in in_text(over, 120, "wide") and "▄▄▄▄▄▄▄▄" not in in_text(half, 120, "wide")


def test_one_sign_stands_for_so_many_units_that_the_largest_row_fits() -> None:
    assert [unit_for(most, 10) for most in (0.0, 9.0, 10.0, 11.0, 3_822.0, 41_000.0)] == [
        1.0, 1.0, 1.0, 2.0, 400.0, 5_000.0,
    ]  # fmt: skip


def test_without_its_signs_a_terminal_still_gets_the_board() -> None:
    text = in_text(shown("first-day", "talk", 2), 120, "wide", ascii_only=True)
    assert text.isascii() and "PROMISE" in text and "@ Offices" in text


def test_a_canvas_cuts_what_would_not_fit_and_notes_it() -> None:
    canvas = Canvas(6, 1)
    canvas.put(3, 0, "wide")
    assert text_of(canvas.lines()) == "   wid" and len(canvas.overflowed) == 1


def test_the_form_follows_the_window() -> None:
    assert [form_for(*size) for size in ((120, 40), (120, 24), (80, 24), (46, 30))] == ["wide", "low", "low", "narrow"]


def test_stations_never_overlap() -> None:
    for width in range(110, 169):
        at = list(places(width).values())
        assert all(one.end < two.x for one, two in pairwise(at))
        assert at[-1].end <= width - 1
