"""The stream that says look again: when something has changed, and never what."""

import http.client
import re

from game.host.addresses import LOOPBACK
from game.host.presence import AWAY, Presence
from game.host.roomlog import Place
from game.table.moves import Pause
from tests.host.hosting import PATIENCE, Hosted, Visitor


def open_stream(one: Visitor, path: str) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
    connection = http.client.HTTPConnection(LOOPBACK, one.port, timeout=PATIENCE)
    connection.request("GET", path, headers={"cookie": "; ".join(f"{key}={of}" for key, of in one.cookies.items())})
    answer = connection.getresponse()
    assert answer.getheader("content-type", "").startswith("text/event-stream")
    assert answer.readline() == b"retry: 1500\n" and answer.readline() == b"\n"
    return connection, answer


def live_of(one: Visitor, path: str = "/seat") -> str:
    found = re.search(r'data-live="([^"]+)"', one.get(path).text)
    assert found
    return found[1]


def test_a_move_across_the_table_says_look_again_and_nothing_else(hosted: Hosted) -> None:
    marketing, distribution = hosted.seat(1, "marketing"), hosted.seat(1, "distribution")
    connection, answer = open_stream(distribution, live_of(distribution))
    marketing.do("news")
    marketing.do("predict", constraint="floor", expects="", confidence="4")
    assert answer.readline() == b"data: look again\n"
    connection.close()


def test_what_happened_between_a_page_and_its_stream_is_told_at_once(hosted: Hosted) -> None:
    one = hosted.seat(1, "marketing")
    live = live_of(one)
    hosted.room.direct(1, Pause("lunch"))
    for path in (live, "/seat/changes", "/seat/changes?after=feed.999", "/seat/changes?after=%00"):
        connection, answer = open_stream(one, path)
        assert answer.readline() == b"data: look again\n"
        connection.close()


def test_a_console_hears_of_whoever_comes(hosted: Hosted) -> None:
    leader = hosted.leader()
    connection, answer = open_stream(leader, live_of(leader, "/lead"))
    hosted.seat(1, "marketing")
    assert answer.readline() == b"data: look again\n"
    connection.close()


def test_a_seat_is_away_when_no_page_is_open_and_a_while_has_passed() -> None:
    rung, now = list[float](), [100.0]
    presence = Presence(lambda: rung.append(now[0]), lambda: now[0])
    place: Place = (1, "marketing")
    assert not presence.standing(place).here
    with presence.page(place):
        assert presence.standing(place).here and rung
        now[0] += 10 * AWAY
        assert presence.standing(place).here
    assert presence.standing(place).here  # a page that is loaded anew is closed for a moment
    now[0] += AWAY + 1
    found = presence.standing(place)
    assert not found.here and found.since == AWAY + 1
