"""A room served in a thread of the test, and browsers without a screen: plain requests as anybody could send them."""

from __future__ import annotations

import http.client
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import uvicorn

from game.host.addresses import LOOPBACK, hosts_for, port_for
from game.host.answers import SEAT, Shared
from game.host.folders import head_of_room
from game.host.pages import room_app
from game.host.room import HostedRoom
from game.host.serving import RoomServer
from game.host.watching import Watch
from game.rules.levers import Seat
from game.terms import read_glossary

PATIENCE = 30.0


@dataclass(frozen=True)
class Got:
    """An answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def form(self, do: str) -> str:
        """The form that has a button of this name."""
        forms = re.findall(r"<form.*?</form>", self.text, re.DOTALL)
        found = next((one for one in forms if f'value="{do}"' in one), forms[0] if forms else "")
        assert found, self.text
        return found

    def hidden(self, do: str) -> dict[str, str]:
        """What the form of a button carries unseen."""
        return dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', self.form(do)))

    def field(self, name: str, do: str) -> str:
        """A field's value in the form of a button."""
        found = re.search(rf'name="{re.escape(name)}"[^>]*? value="([^"]*)"', self.form(do))
        assert found, f"{name}: {self.text}"
        return found[1]


@dataclass
class Visitor:
    """Somebody with cookies; every byte that comes is kept."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    heard: bytearray = field(default_factory=bytearray)

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Got:
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=PATIENCE)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            given["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request(method, path, body or None, given)
            answer = connection.getresponse()
            found = Got(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()
        cookie = re.match(r'(\w+)="?([^";]*)"?', found.headers.get("set-cookie", ""))
        if cookie:
            self.cookies[cookie[1]] = cookie[2]
        self.heard += f"{found.headers}".encode() + found.body
        return found

    def get(self, path: str = "/seat") -> Got:
        """A page, or where it leads."""
        found = self.ask("GET", path)
        return self.get(found.headers["location"]) if found.status == 303 else found

    def post(self, path: str, **fields: str) -> Got:
        """A form of our own pages."""
        body = urlencode({name.replace("__", "."): value for name, value in fields.items()}).encode()
        return self.ask("POST", path, body, origin=f"http://{LOOPBACK}:{self.port}",
                        content_type="application/x-www-form-urlencoded")  # fmt: skip

    def do(self, do: str, view: str = "", **fields: str) -> Got:
        """Press a button of the page as it stands."""
        page = self.get(f"/seat/{view}" if view else "/seat")
        found = self.post("/seat/do", do=do, **{**page.hidden(do), **fields})
        assert found.status in (200, 303), found.text
        return self.get(f"/seat/{view}" if view else "/seat")


@dataclass(frozen=True)
class Hosted:
    """A room that is served."""

    room: HostedRoom
    port: int
    lead: str

    def visitor(self) -> Visitor:
        return Visitor(self.port)

    def seat(self, table: int, seat: Seat, name: str = "") -> Visitor:
        """Somebody who has taken a seat."""
        came = self.visitor()
        found = came.post("/join", code=self.room.head.code, place=f"{table}.{seat}", name=name)
        assert found.status == 303 and SEAT in came.cookies, found.text
        return came

    def leader(self) -> Visitor:
        """Somebody who leads the room by a new link."""
        came = self.visitor()
        assert came.post("/f", token=self.room.register.new_lead_link()).status == 303
        return came


@contextmanager
def served(room: HostedRoom, port: int = 0, names: Sequence[str] = (), shown: str = "") -> Iterator[Hosted]:
    """Serve a room on a port, one that is free by default, until the end."""
    listening = port_for(LOOPBACK, port)
    port = int(listening.getsockname()[1])
    shared = Shared(room, read_glossary(), shown or f"http://{LOOPBACK}:{port}", secure=False)
    app = room_app(shared, {*hosts_for([], [], port, 80), *names}, Watch(room.folder / "host.log"))
    ready = threading.Event()
    config = uvicorn.Config(
        app, log_config=None, log_level="critical", access_log=False, lifespan="on", http="h11", ws="websockets-sansio",
        ws_max_size=16 * 1024,
        timeout_graceful_shutdown=1,
    )  # fmt: skip
    server = RoomServer(config, room, ready.set)
    running = threading.Thread(target=server.run, args=([listening],))
    running.start()
    try:
        assert ready.wait(PATIENCE)
        yield Hosted(room, port, room.register.new_lead_link())
    finally:
        server.should_exit = True
        running.join(PATIENCE)
        listening.close()
    assert not running.is_alive()


def new_room(
    folder: Path,
    scenario: str = "first-day",
    tables: int = 1,
    structure: str = "talk",
    survey: bool = False,
    title: str = "A test",
) -> HostedRoom:
    """A room of its own."""
    return HostedRoom.begin(folder, head_of_room(scenario, title, structure, 7, survey), tables)


def to_the_plan(*sitters: Visitor) -> None:
    """Let everybody read the news, pass, and leave the talk."""
    for one in sitters:
        one.do("news")
        one.do("pass")
    for one in sitters:
        one.do("ready")
