"""What a seat may ask "why?" about."""

import re
from itertools import chain

import pytest

from game.refusal import Refusal
from game.rules.levers import SEATS, Seat
from game.scenario import load
from game.seating.requests import Explain, ListWhys
from game.seating.seat import SeatClient
from game.seating.session import Session
from game.store.log import MemoryStore
from game.store.record import Record
from game.table.moves import Commit
from game.table.playing import play
from game.table.seen.whys import explained
from game.table.structure import structure
from game.table.table import Table


def played(preset: str = "talk") -> dict[Seat, SeatClient]:
    """Both seats' clients after a month played at its defaults; the test keeps the session that serves them."""
    session = Session(Record.create("a season", load("cold-brew"), 7, structure(preset), store=MemoryStore()))
    for seat in SEATS:
        session.play(Commit(seat))
    return Clients(session)


class Clients(dict[Seat, SeatClient]):
    def __init__(self, session: Session) -> None:
        super().__init__({seat: session.seat(seat) for seat in SEATS})
        self.session = session


def test_every_figure_that_is_offered_is_answered() -> None:
    clients = played()
    for client in clients.values():
        for offered in client.ask(ListWhys(1)):
            assert client.ask(Explain(1, offered.key)).title == offered.title


def test_no_figure_but_the_reveals_is_offered_to_both_seats_but_what_both_pay_for() -> None:
    clients = played()
    both = set.intersection(*({one.key for one in client.ask(ListWhys(1))} for client in clients.values()))
    assert both == {
        "joint-value", "money.launches", "money.market-entries", "money.initiatives", "money.capacity",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("seat", "key"),
    [("marketing", "utilisation"), ("marketing", "money.temps"), ("distribution", "orders"), ("distribution", "leads")],
)
def test_a_figure_of_the_partners_dashboard_is_refused_with_what_to_do(seat: Seat, key: str) -> None:
    clients = played()
    with pytest.raises(Refusal, match="Ask your partner"):
        clients[seat].ask(Explain(1, key))


def test_satisfaction_is_taken_apart_only_with_one_voice_of_the_customer() -> None:
    clients = played()
    with pytest.raises(Refusal, match="One voice of the customer"):
        clients["marketing"].ask(Explain(1, "satisfaction.web"))


def test_where_all_data_is_shared_both_may_ask_about_everything() -> None:
    clients = played("sync")
    asked = [{one.key for one in client.ask(ListWhys(1))} for client in clients.values()]
    assert asked[0] == asked[1]
    assert {"orders", "utilisation", "satisfaction.web", "margin"} <= asked[0]


@pytest.mark.parametrize("round_", [0, 2])
def test_a_month_that_has_not_been_played_is_refused(round_: int) -> None:
    clients = played()
    with pytest.raises(Refusal, match="expected a month from 1 to 1"):
        clients["marketing"].ask(ListWhys(round_))


def test_an_unknown_figure_is_refused_by_name() -> None:
    clients = played("sync")
    with pytest.raises(Refusal, match="'wages'"):
        clients["marketing"].ask(Explain(1, "wages"))


def test_what_a_price_was_is_told_in_the_tables_currency() -> None:
    clients = played("sync")
    said = [
        part.says
        for client in clients.values()
        for offered in client.ask(ListWhys(1))
        for part in client.ask(Explain(1, offered.key)).factors
    ]
    assert not [one for one in said if "¤" in one]
    assert [one for one in said if " at €" in one]


def test_every_sum_of_money_in_a_sentence_has_its_currency() -> None:
    table = Table.start(load("cold-brew"), 7, structure("sync"))
    spent = {"brand-advertising": 1500.0, "performance-advertising": 2500.0}
    month = play(play(table, Commit("marketing", spent)), Commit("distribution", {"temps": 1})).history[-1]
    said = {
        key: [factor.says for factor in explained(month, key, "CHF").factors]
        for key in ("goodwill", "orders.house-blend", "orders.espresso", "cost-per-unit", "money.temps")
    }
    hard = "\N{NO-BREAK SPACE}"
    assert f"CHF{hard}1,500 of brand advertising." in said["goodwill"]
    assert f"1 temp at CHF{hard}3,900 a month." in said["money.temps"]
    advertising = [one for one in chain(*said.values()) if "advertising money is still at work" in one]
    assert advertising and all(re.match(f"CHF{hard}[\\d,]+ of advertising money", one) for one in advertising)
    totals = [one for one in said["cost-per-unit"] if one.endswith(" in all.")]
    assert len(totals) >= 4 and all(re.fullmatch(f"CHF{hard}[\\d,]+ in all.", one) for one in totals)
