"""A seat in a terminal, over a line to a room that is served: played, cut, taken elsewhere, attacked."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from game.app.seat_app import SeatApp
from game.host.addresses import LOOPBACK
from game.host.far import FarSeat
from game.host.joining import Room, address_of, keep_token, kept_token
from game.host.room import HostedRoom
from game.refusal import Refusal
from game.rules.levers import SEATS, Seat
from game.seating.chair import Chair, Executors
from game.seating.changes import Bell
from game.seating.requests import Foresee, Listen, Meet, Observe, Play, Request
from game.table.moves import Commit, Pause, Predict, Say
from tests.app.playing import page, press, run, shown, until
from tests.host.hosting import PATIENCE, Hosted, new_room, served
from tests.seating.leaving import leave_talk


@pytest.fixture
def talking(tmp_path: Path) -> Iterator[Hosted]:
    """A room in which everybody says what they like."""
    with served(new_room(tmp_path / "talking", structure="sync")) as found:
        yield found


def line_of(port: int) -> str:
    return f"ws://{LOOPBACK}:{port}/terminal/line"


def token_for(hosted: Hosted, seat: Seat, table: int = 1) -> str:
    """The token of a seat that was taken from a terminal."""
    return Room(address_of(f"{LOOPBACK}:{hosted.port}/j/{hosted.room.head.code}")).take((table, seat), "")


def seated(hosted: Hosted, seat: Seat, table: int = 1) -> closing[FarSeat]:
    return closing(FarSeat(line_of(hosted.port), token_for(hosted, seat, table)))


def said(room: HostedRoom, table: int = 1) -> list[str]:
    """What has been said at a table, in order."""
    seen = room.table(table).session.seat("marketing").ask(Observe())
    return [one.text for one in seen.talk if one.kind == "say"]


def test_two_terminals_play_a_season_and_see_what_a_seat_may_see(hosted: Hosted) -> None:
    with seated(hosted, "marketing") as marketing, seated(hosted, "distribution") as distribution:
        session = hosted.room.table(1).session
        while marketing.ask(Observe()).at != "over":
            leave_talk(session)
            for seat in (marketing, distribution):
                assert seat.ask(Observe()) == session.seat(seat.seat).ask(Observe())
                seat.ask(Foresee({}))
                seat.ask(Play(Commit(seat.seat, {})))
        assert session.table.over
    assert hosted.room.table(2).session.table.months == 0


def test_a_move_is_heard_of_across_the_table_and_a_brief_is_ones_own(talking: Hosted) -> None:
    with seated(talking, "marketing") as marketing, seated(talking, "distribution") as distribution:
        bell, heard = Bell(), threading.Event()
        ring = bell.ring
        before = distribution.ask(Listen(bell))
        bell.ring = lambda *told: (ring(*told), heard.set())  # type: ignore[assignment, method-assign, func-returns-value]
        marketing.ask(Play(Say("marketing", "hello")))
        assert heard.wait(PATIENCE) and bell.revision > before and not bell.closed
        assert marketing.greeting.brief != distribution.greeting.brief != ""
        assert (marketing.greeting.table, marketing.seat) == (1, "marketing")


def test_a_seat_may_do_nothing_of_the_others(hosted: Hosted) -> None:
    with seated(hosted, "marketing") as marketing:
        with pytest.raises(Refusal, match="marketing's desk"):
            marketing.ask(Play(Say("distribution", "not mine")))
        table_move: Any = Pause("by a seat")
        with pytest.raises(Refusal):
            marketing.ask(Play(table_move))
        assert said(hosted.room) == []


def test_what_is_set_and_not_done_is_there_at_another_device(hosted: Hosted) -> None:
    token = token_for(hosted, "marketing")
    with closing(FarSeat(line_of(hosted.port), token)) as first:
        assert first.mark.keep(news=1, said="half a sen")
        first.mark.write()
    with closing(FarSeat(line_of(hosted.port), token)) as second:
        assert (second.mark.mark.news, second.mark.mark.said) == (1, "half a sen")


def test_ways_in(hosted: Hosted, tmp_path: Path) -> None:
    at = address_of(f"http://{LOOPBACK}:{hosted.port}/j/{hosted.room.head.code.lower()}")
    room = Room(at)
    assert room.free() == tuple((table, seat) for table in (1, 2) for seat in SEATS)
    token = room.take(None, "Ana")
    assert (1, "marketing") not in room.free()
    with pytest.raises(Refusal, match="taken"):
        room.take((1, "marketing"), "")
    with pytest.raises(Refusal, match="not the code of this room"):
        Room(address_of(f"{LOOPBACK}:{hosted.port}/j/WRONG2")).free()
    link = hosted.room.register.link_for((1, "marketing"))
    with closing(FarSeat(at.line, token)) as first:
        moved = Room(address_of(f"{at.base}/back/{link}")).take(None, "")
        with closing(FarSeat(at.line, moved)) as second, pytest.raises(Refusal, match="another device"):
            while True:  # until the first device hears of it
                first.ask(Observe())
        assert second.seat == "marketing"
    with pytest.raises(Refusal, match="not yours any more"):
        FarSeat(at.line, token)
    assert kept_token(tmp_path, at) == ""
    keep_token(tmp_path, at, moved)
    assert kept_token(tmp_path, at) == moved
    assert (tmp_path / "joined.toml").stat().st_mode & 0o77 == 0


@pytest.mark.parametrize(
    "text",
    ["", "ftp://x/j/ABC", "http://", "http://u:p@h/j/A", "http://h:99999/", "http://h/what/now", "http://h\n/j/A"],
)
def test_what_is_no_address_of_a_room_is_said(text: str) -> None:
    with pytest.raises(Refusal, match="expected the address of a room"):
        address_of(text)


def test_a_room_that_is_not_there_is_said_in_one_line() -> None:
    with socket.create_server((LOOPBACK, 0)) as taken:
        port = taken.getsockname()[1]
    for look in (Room(address_of(f"{LOOPBACK}:{port}/j/ABC234")).free, lambda: FarSeat(line_of(port), "x")):
        with pytest.raises(Refusal, match=r"^[^\n]*[Tt]he room cannot be reached[^\n]*$"):
            look()


def test_a_stand_in_is_told_to_whose_seat_it_plays(hosted: Hosted) -> None:
    with seated(hosted, "marketing") as marketing:
        hosted.room.stand_in((1, "marketing"), "growth-chaser")
        with pytest.raises(Refusal, match="stand-in plays your seat"):
            while True:
                marketing.ask(Observe())


def test_a_host_that_is_begun_anew_finds_every_line_again(tmp_path: Path) -> None:
    with served(new_room(tmp_path / "room", structure="sync")) as hosted:
        port, far = hosted.port, FarSeat(line_of(hosted.port), token_for(hosted, "marketing"))
        far.ask(Play(Say("marketing", "before")))
    asked = threading.Thread(target=lambda: far.ask(Play(Say("marketing", "meanwhile"))))
    asked.start()
    with served(HostedRoom.resume(tmp_path / "room"), port) as again, closing(far):
        asked.join(PATIENCE)
        assert said(again.room) == ["before", "meanwhile"]
        assert far.ask(Meet()).across == "elsewhere"


class Relay:
    """A port that leads to another one, and can cut all that goes through it."""

    def __init__(self) -> None:
        self._server = socket.create_server((LOOPBACK, 0))
        self.port: int = self._server.getsockname()[1]
        self.to = 0
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                near = self._server.accept()[0]
            except OSError:
                return
            far = socket.create_connection((LOOPBACK, self.to))
            self._open += [near, far]
            for pair in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=pair, daemon=True).start()

    def _carry(self, out: socket.socket, into: socket.socket) -> None:
        with suppress(OSError):
            while data := out.recv(4096):
                into.sendall(data)
        for one in (out, into):
            one.close()

    def cut(self) -> None:
        while self._open:
            with suppress(OSError):
                self._open.pop().shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        with suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self.cut()


def test_words_said_while_the_line_is_cut_again_and_again_are_said_once(tmp_path: Path) -> None:
    words = [f"word {number}" for number in range(40)]
    with (
        closing(Relay()) as relay,
        served(new_room(tmp_path / "room", structure="sync"), names=[f"{LOOPBACK}:{relay.port}"]) as hosted,
    ):
        relay.to = hosted.port
        token = token_for(hosted, "marketing")
        with closing(FarSeat(line_of(relay.port), token)) as far:
            for number, word in enumerate(words):
                if number % 2:
                    threading.Thread(target=relay.cut).start()  # while the word is on its way, or its answer
                else:
                    relay.cut()
                far.ask(Play(Say("marketing", word)))
        assert said(hosted.room) == words


def refused_line(hosted: Hosted, token: str, **headers: str) -> int:
    """The status with which a line is refused before it is opened."""
    with pytest.raises(InvalidStatus) as refused:
        connect(line_of(hosted.port), additional_headers={"Authorization": f"Bearer {token}", **headers}, proxy=None)
    return refused.value.response.status_code


def test_no_page_of_any_site_can_open_a_line(hosted: Hosted) -> None:
    token = token_for(hosted, "marketing")
    for origin in (f"http://{LOOPBACK}:{hosted.port}", "http://evil.example", "null", ""):
        assert refused_line(hosted, token, Origin=origin) == 403
    found = hosted.visitor().ask(
        "GET", "/terminal/line", host="evil.example", connection="Upgrade", upgrade="websocket",
        sec_websocket_version="13", sec_websocket_key="A" * 22 + "==", authorization=f"Bearer {token}",
    )  # fmt: skip
    assert found.status == 403


@pytest.mark.parametrize("token", ["", "x", "A" * 22, "é" * 22, "'; --"])
def test_a_wrong_token_opens_nothing(hosted: Hosted, token: str) -> None:
    token_for(hosted, "marketing")
    header = {"Authorization": f"Bearer {token}".encode().decode("latin-1")}
    with connect(line_of(hosted.port), additional_headers=header, proxy=None) as line, pytest.raises(ConnectionClosed):
        line.recv(PATIENCE)
    assert line.close_code == 4401


def head_of(line: ClientConnection) -> Any:
    """What the next frame says it is, but for one that says look again."""
    while True:
        head = json.loads(str(line.recv(PATIENCE)).splitlines()[0])
        if "changed" not in head:
            return head


def test_rubbish_is_refused_and_the_line_goes_on(hosted: Hosted) -> None:
    header = {"Authorization": f"Bearer {token_for(hosted, 'marketing')}"}
    rubbish = ["", "{}", "\0", "null\n", '{"id": 1}\n{}', '{"id": 1, "ask": "Listen"}\n{}', "[" * 16_000,
               '{"id": {"a": []}, "ask": "Explain"}\n{"round": 1, "key": "\\u001b[2J"}',
               '{"id": 1, "keep": true}\n{"news": -1e999}', '{"id": 9, "ask": "ViewFit"}\n{"round": -7}']  # fmt: skip
    with connect(line_of(hosted.port), additional_headers=header, proxy=None) as line:
        assert json.loads(str(line.recv(PATIENCE)).splitlines()[0])["hello"]["seat"] == "marketing"
        for one in rubbish:
            line.send(one)
            assert "refused" in head_of(line), one
        line.send('{"id": 5, "ask": "Meet"}\n{}')
        assert head_of(line) == {"id": 5, "answer": True}
        line.send(b"bytes")
        with pytest.raises(ConnectionClosed):
            head_of(line)
    with connect(line_of(hosted.port), additional_headers=header, proxy=None) as line:
        line.recv(PATIENCE)
        line.send("x" * 17_000)
        with pytest.raises(ConnectionClosed):
            head_of(line)
    assert hosted.visitor().get("/").status == 200


def test_not_a_byte_of_what_is_private_goes_over_the_line(hosted: Hosted) -> None:
    secrets = ("zebra-draft", "zebra-word", "zebra-line")
    header = {"Authorization": f"Bearer {token_for(hosted, 'distribution')}"}
    session, asked = hosted.room.table(1).session, (Observe(), Meet(), Foresee({}))
    with seated(hosted, "marketing") as marketing:
        with connect(line_of(hosted.port), additional_headers=header, proxy=None) as line:
            heard = [str(line.recv(PATIENCE))]
            marketing.mark.keep(reason=secrets[0], said=secrets[1], line=secrets[2])
            marketing.mark.write()
            marketing.ask(Play(Predict("marketing", "floor", "extra-shift", "", 5)))
            for number, request in enumerate(asked):
                line.send(_framed(number, request))
                while True:
                    heard.append(str(line.recv(PATIENCE)))
                    if f'"id":{number},' in heard[-1]:
                        break
        everything = "".join(heard)
        assert "Zebra" not in everything and not any(one in everything for one in secrets)
        assert str(session.path) not in everything and token_for(hosted, "marketing", 2) not in everything
        seen: Any = json.loads(next(one for one in heard if '"id":0' in one).splitlines()[1])
        assert seen["seat"] == "distribution" and seen["prediction"] is None


def _framed(number: int, request: Request[Any]) -> str:
    from game.host.wire import request_frame

    return request_frame(number, request)


def test_the_full_screen_game_plays_a_month_over_a_line(hosted: Hosted) -> None:
    async def journey() -> None:
        executors = Executors()
        with seated(hosted, "marketing") as far:
            chair = Chair(far, far.ask(Meet()), executors, far.greeting.brief, far.mark)
            app = SeatApp(chair)
            app.animation_level = "none"
            async with app.run_test(size=(120, 40), notifications=True) as pilot:
                await page(pilot, "TableScreen")
                await until(pilot, lambda: "Commit plan" in shown(pilot), "the table")
                leave_talk(hosted.room.table(1).session)
                await until(pilot, lambda: "set your levers" in shown(pilot), "the plan")
                hosted.room.table(1).session.seat("distribution").ask(Play(Commit("distribution", {})))
                await _commit(pilot)
                await page(pilot, "RevealScreen")
                await press(pilot, "s", "escape")
                await until(pilot, lambda: "month 2 of" in shown(pilot), "the next month")
        executors.close()

    run(journey())


async def _commit(pilot: Pilot[Any]) -> None:
    await press(pilot, "c")
    await page(pilot, "CommitScreen")
    await press(pilot, "enter")
