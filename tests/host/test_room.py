"""The room itself: who sits where is on disk before it counts, and nobody's token is."""

from pathlib import Path

import pytest

from game.host.room import HostedRoom
from game.host.roomlog import NAME, RoomLog
from game.refusal import Refusal
from game.table.structure import Holder
from tests.host.hosting import new_room


def test_a_room_goes_on_where_it_was_left(tmp_path: Path) -> None:
    room = new_room(tmp_path / "room", tables=2)
    token = room.join(room.head.code, (2, "distribution"), "  Ada   L ")
    leader = room.register.lead(room.register.new_lead_link())
    room.stand_in((1, "marketing"), "growth-chaser")
    code = room.head.code
    room.close()
    again = HostedRoom.resume(tmp_path / "room")
    assert again.register.place_of(token) == (2, "distribution")
    assert again.state.sitters[(2, "distribution")].name == "Ada L"
    assert again.register.leads(leader) and not again.register.leads(token)
    assert again.head.code == code and len(again.tables()) == 2
    assert again.table(1).session.table.holders["marketing"] == Holder("partner", persona="growth-chaser")
    assert again.chair((1, "marketing")) is None
    again.close()


def test_no_token_and_no_code_of_a_link_is_on_disk_as_it_is_sent(tmp_path: Path) -> None:
    room = new_room(tmp_path / "room")
    tokens = [room.join(room.head.code, None, "Ada"), room.register.new_lead_link()]
    tokens += [room.register.lead(tokens[1]), room.register.link_for((1, "marketing"))]
    room.close()
    for path in (tmp_path / "room").iterdir():
        content = path.read_bytes()
        assert not [token for token in tokens if token.encode() in content], path.name


def test_a_link_opens_once_and_the_newest_device_counts(tmp_path: Path) -> None:
    room = new_room(tmp_path / "room")
    old = room.join(room.head.code, (1, "marketing"), "Ada")
    replaced, link = room.register.link_for((1, "marketing")), room.register.link_for((1, "marketing"))
    assert room.register.linked(replaced) is None  # the newest link alone opens anything
    new = room.register.come_back(link)
    assert room.register.place_of(new) == (1, "marketing") and room.register.place_of(old) is None
    with pytest.raises(Refusal, match="opens nothing any more"):
        room.register.come_back(link)
    assert room.state.sitters[(1, "marketing")].name == "Ada"
    room.close()


def test_the_link_to_lead_opens_once_and_a_newer_one_ends_it(tmp_path: Path) -> None:
    room = new_room(tmp_path / "room")
    first, second = room.register.new_lead_link(), room.register.new_lead_link()
    with pytest.raises(Refusal):
        room.register.lead(first)
    assert room.register.leads(room.register.lead(second))
    with pytest.raises(Refusal):
        room.register.lead(second)
    room.close()


def test_a_seat_that_was_left_is_free_again(tmp_path: Path) -> None:
    room = new_room(tmp_path / "room")
    token = room.join(room.head.code, (1, "marketing"), "")
    room.register.leave((1, "marketing"))
    assert room.register.place_of(token) is None
    assert (1, "marketing") in room.free()
    room.close()


def test_a_torn_end_is_left_out_and_told_and_altered_text_is_refused(tmp_path: Path) -> None:
    room = new_room(tmp_path / "room")
    token = room.join(room.head.code, (1, "marketing"), "Ada")
    room.close()
    path = tmp_path / "room" / NAME
    whole = path.read_bytes()
    path.write_bytes(whole[:-9])
    log = RoomLog.resume(tmp_path / "room")
    assert "left out" in log.report and not log.state.sitters and 1 in log.state.records
    log.close()
    path.write_bytes(whole.replace(b"marketing", b"Marketing"))
    with pytest.raises(Refusal, match="altered"):
        RoomLog.resume(tmp_path / "room")
    path.write_bytes(whole)
    again = HostedRoom.resume(tmp_path / "room")
    assert again.register.place_of(token) == (1, "marketing")
    again.close()


def test_two_hosts_never_serve_one_room(tmp_path: Path) -> None:
    room = new_room(tmp_path / "room")
    with pytest.raises(Refusal, match="open in another window"):
        HostedRoom.resume(tmp_path / "room")
    with pytest.raises(Refusal, match="there is a room already"):
        new_room(tmp_path / "room")
    room.close()


def test_a_persona_never_sits_across_from_a_persona(tmp_path: Path) -> None:
    room = new_room(tmp_path / "room")
    room.stand_in((1, "marketing"), "growth-chaser")
    with pytest.raises(Refusal, match="a person at one seat"):
        room.stand_in((1, "distribution"), "cost-hawk")
    room.hand_back((1, "marketing"))
    assert room.chair((1, "marketing")) is not None
    room.close()
