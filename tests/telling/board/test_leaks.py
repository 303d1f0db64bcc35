"""A seat's board holds nothing of what the other seat keeps to itself, in any form of it and in its words."""

import pytest

from game.rules.levers import SEATS, Seat, Value, other
from game.table.moves import Commit, Ready
from game.table.playing import play
from game.table.seen.observing import observe
from game.table.seen.outlook import outlook
from game.table.table import Table
from game.telling.board.drawing import Form, in_text
from game.telling.board.making import board_of
from game.telling.board.words import in_words
from tests.telling.board.boards import PLACES, table

SIZES: tuple[tuple[Form, int], ...] = (("wide", 120), ("low", 80), ("narrow", 46))


def every_form(at: Table, seat: Seat) -> list[str]:
    """All that a board of a seat says, drawn and in words, as its draft moves."""
    seen = observe(at, seat)
    drafts: list[dict[str, Value]] = [{}]
    drafts += [{one.key: one.high} for one in seen.sheet if one.kind == "number"]
    said = []
    for draft in drafts:
        board = board_of(seen, draft, outlook(at, seat, draft))
        said += [in_text(board, width, form) for form, width in SIZES]
        said.append("\n".join(in_words(board)))
    return said


def planted(at: Table, seat: Seat) -> Table:
    """The table where a seat has committed a plan that it shows nobody: every number at its least."""
    sheet = observe(at, seat).sheet
    plan: dict[str, Value] = {one.key: one.low for one in sheet if one.kind == "number"}
    plan |= {one.key: one.choices[-1] for one in sheet if one.kind == "choice" and one.choices}
    return play(at, Commit(seat, plan, "Nobody knows."))


@pytest.mark.parametrize("how", ["silo", "talk"])
@pytest.mark.parametrize("place", PLACES)
def test_what_the_other_seat_has_committed_moves_nothing_on_my_board(place: str, how: str) -> None:
    at = table(place, how, 2)
    for seat in SEATS:
        assert every_form(planted(at, other(seat)), seat) == every_form(at, seat)


def test_with_shared_data_it_does_once_this_seat_has_read_its_partner() -> None:
    at = planted(table("cold-brew", "sync", 2), "marketing")
    unread = board_of(observe(at, "distribution"))
    read = board_of(observe(play(at, Ready("distribution")), "distribution"))
    assert not unread.spends[0].value and unread.said.state == "known"
    assert read.spends[0].value.text == "€0" and read.said.state == "draft"


def test_what_the_other_seat_holds_changes_nothing_on_my_board() -> None:
    """Two tables of one history that marketing cannot tell apart: the stock differs, and so does the floor."""
    usual = table("cold-brew", "talk", 0)
    for stock in (0.0, 9000.0):
        at = play(usual, Commit("marketing", {}))
        at = play(at, Commit("distribution", {"stock-to-order.espresso": stock, "temps": 1.0 if stock else 0.0}))
        seen = observe(at, "marketing")
        board = board_of(seen)
        secrets = {f"{units:,.0f}" for units in at.history[0].dashboards["distribution"].stock.values()}  # type: ignore[union-attr]
        secrets |= {f"{at.history[0].dashboards['distribution'].capacity:,.0f}"}  # type: ignore[union-attr]
        told = " ".join(in_text(board, width, form) for form, width in SIZES) + "\n".join(in_words(board))
        assert not {one for one in secrets if len(one) > 2} & set(told.split())
