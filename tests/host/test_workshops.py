"""A room that goes through a run of show: its clock, its acts for the same pairs, and going on where it was."""

import re
from pathlib import Path

import pytest

from game.host.acts import acts_of
from game.host.folders import head_of_room
from game.host.room import HostedRoom
from game.refusal import Refusal
from game.store.replay import read_record
from game.workshop.run_of_show import run_named
from tests.host.hosting import Hosted, served


def workshop_room(folder: Path, tables: int = 2) -> HostedRoom:
    run = run_named("ninety-minutes")
    return HostedRoom.begin(folder, head_of_room("ninety-minutes", run.file.title, "talk", 1, False), tables, run)


def test_the_next_act_is_opened_for_the_same_people_in_their_chairs(tmp_path: Path) -> None:
    with served(workshop_room(tmp_path / "room")) as hosted:
        room = hosted.room
        first, second = acts_of(room.run)
        marketing, distribution = hosted.seat(1, "marketing", "Ada"), hosted.seat(1, "distribution")
        assert room.table(1).session.table.structure.name == "silo"
        assert "what matters to whom?" in marketing.get().text
        room.stand_in((2, "distribution"), "cost-hawk")
        leader = hosted.leader()
        asked = leader.post("/lead/do", do="act", act=second)
        assert "Open this act for all tables now?" in asked.text
        assert room.state.act == first
        assert leader.post("/lead/do", do="act", act=second, sure="yes").status == 303
        assert room.table(1).session.table.structure.name == "sync"
        page = marketing.get().text
        assert "Marketing" in page and "Table 1" in page
        assert room.register.place_of(distribution.cookies["lastmile_seat"]) == (1, "distribution")
        assert room.table(2).session.table.holders["distribution"].persona == "cost-hawk"
        late = room.open_table()
        assert late.session.table.structure.name == "sync"
        of = {at: [name for name in room.state.played if name.startswith(f"pair-{at}/")] for at in (1, 2)}
        pairs = [[read_record(room.folder / name).head.pair for name in names] for names in of.values()]
        assert [len(set(one)) for one in pairs] == [1, 1] and pairs[0][0] != pairs[1][0]


def test_an_act_that_there_is_not_is_refused(tmp_path: Path) -> None:
    room = workshop_room(tmp_path / "room", 1)
    with pytest.raises(Refusal, match="expected an act"):
        room.open_act("act-nine")
    room.close()


def test_the_clock_goes_on_where_it_was_after_a_fall_of_the_power(tmp_path: Path) -> None:
    room = workshop_room(tmp_path / "room", 1)
    assert room.clock is not None
    assert room.clock.row().state == "waiting" and room.clock.row().step == "1 of 13: Welcome"
    for what in ("go", "next", "extend", "pause"):
        room.clock.do(what)
    _, second = acts_of(room.run)
    room.open_act(second)
    room.close()
    again = HostedRoom.resume(tmp_path / "room")
    assert again.clock is not None and again.state.act == second
    row = again.clock.row()
    assert (row.state, row.step, row.left) == ("paused", "2 of 13: What matters to whom?", "12 minutes left")
    assert len(again.state.played) == 2
    again.close()


def test_the_clock_is_led_from_the_console_and_shown_on_the_wall(tmp_path: Path) -> None:
    with served(workshop_room(tmp_path / "room", 1)) as hosted:
        leader = hosted.leader()
        assert leader.post("/lead/do", do="clock-go").status == 303
        assert leader.post("/lead/do", do="clock-next").status == 303
        for path in ("/lead", "/wall"):
            assert "2 of 13: What matters to whom?" in leader.get(path).text
        assert "7 minutes left" in leader.get("/wall").text
        assert leader.post("/lead/do", do="clock-tables").status == 422
        say = "which three things on the list matter most"
        assert say in leader.get("/lead").text
        assert say not in leader.get("/wall").text  # never the facilitator's words


def test_all_tables_are_paused_and_go_on_together(hosted: Hosted) -> None:
    leader = hosted.leader()
    leader.post("/lead/do", do="pause", table="1")
    leader.post("/lead/do", do="pause-all")
    assert all(one.session.table.paused for one in hosted.room.tables())
    leader.post("/lead/do", do="go-on-all")
    assert all(one.session.table.paused is None for one in hosted.room.tables())


def test_the_records_of_a_room_are_packed_and_nothing_else_is(hosted: Hosted) -> None:
    import io
    import zipfile

    packed = zipfile.ZipFile(io.BytesIO(hosted.leader().ask("GET", "/lead/records.zip").body))
    assert packed.namelist() == ["table-1.toml", "table-2.toml"]
    assert packed.read("table-2.toml") == (hosted.room.folder / "table-2.toml").read_bytes()


def test_somebody_whose_browser_forgot_them_is_brought_back_from_the_console(hosted: Hosted) -> None:
    gone, leader = hosted.seat(1, "marketing", "Ada"), hosted.leader()
    shown = leader.post("/lead/do", do="seat-link", table="1", seat="marketing").text
    link = re.search(r"/back/([\w-]{22})", shown)
    assert link
    back = hosted.visitor()
    assert back.post("/back", token=link[1]).status == 303
    assert "Table 1" in back.get().text and gone.ask("GET", "/seat").headers["location"] == "/"
    assert "Free this seat?" in leader.post("/lead/do", do="free-seat", table="1", seat="marketing").text
    leader.post("/lead/do", do="free-seat", table="1", seat="marketing", sure="yes")
    assert back.ask("GET", "/seat").headers["location"] == "/"
    assert (1, "marketing") in hosted.room.free()
    assert leader.post("/lead/do", do="seat-link", table="9", seat="marketing").status == 422
