import dataclasses
import errno
import os
import random
import shutil
import tomllib
from datetime import datetime, timedelta, timezone

import pytest

from game.refusal import Refusal
from game.scenario import load
from game.store.record import Record
from game.store.replay import read_record, replay
from game.table.holders import Author, Holder
from game.table.moves import (
    Answer,
    Ask,
    ChangeStructure,
    Commit,
    Decline,
    EndSeason,
    GoOn,
    HandOver,
    InjectEvent,
    KeepLine,
    OpenDebriefForAll,
    Pause,
    Predict,
    Propose,
    Ready,
    Say,
    Sign,
    Uncommit,
    Withdraw,
)
from game.table.structure import structure
from game.table.survey.instrument import read_instrument
from game.table.survey.moves import OpenDebrief, PassSurvey, Promise, Rank, Rate, Reflect
from tests.table.tables import same_tables, stall

ORDER = {key: at for at, key in enumerate(read_instrument().keys, 1)}
SEASON = (
    Rank("marketing", "before", "own", ORDER),
    Rate("marketing", "before", "keep-moving", 4, 60),
    PassSurvey("distribution", "before"),
    Predict("marketing", "floor", "temps", "up", 3),
    Ask("marketing", "how-much-room"),
    Answer("distribution", "how-much-room", 'A "tenth"\nor # check so. Ünïcödé 你好'),
    Say("distribution", "Hello."),
    Ready("distribution"),
    Propose("marketing", {"launch.fig": True, "capacity": 20.0}, "people ask for it"),
    Sign("distribution", "P1", "if the floor grows too"),
    Propose("distribution", {"budget-split": 0.4}),
    Decline("marketing", "P2", "not this month"),
    Propose("distribution", {"lead.price": "joint"}, id="prices"),
    Withdraw("distribution", "prices"),
    Commit("marketing", {"price.plum": 5.25, "promotion.pear": "feature", "customer-research": True}, "try it"),
    Uncommit("marketing"),
    Commit("marketing", {"price.plum": 5.1}),
    Commit("distribution", {"temps": 1, "packaging": "protective"}, "a new item comes"),
    KeepLine("marketing", "I wanted to know."),
    Commit("distribution"),
    Commit("marketing"),
    Ready("marketing"),
    Rank("distribution", "before", "meta", {**ORDER, "fines": 1}, paper=True),
    OpenDebrief("marketing"),
    Reflect("marketing", "what-surprised-you", 'The floor\'s "room"\nwas less.'),
    Promise("marketing", "I will ask before I promise.", "the night shift", quote=True),
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "tables" / "one.toml"


def noon() -> datetime:
    return datetime(2026, 11, 29, 13, 0, tzinfo=timezone(timedelta(hours=1)))


def recorded(path, moves=SEASON, **others) -> Record:
    record = Record.create(path, stall(), 7, structure("sync"), clock=noon, **others)
    for move in moves:
        record.play(move)
    return record


def refused(what, *arguments) -> str:
    with pytest.raises(Refusal) as caught:
        what(*arguments)
    return caught.value.message


def test_a_record_replays_to_the_very_table_that_was_played(path):
    with recorded(path) as record:
        found = read_record(path)
    assert found.report == ""
    assert len(found.moves) == len(SEASON)
    assert same_tables(found.table, record.table)


def test_a_resumed_table_goes_on_as_if_it_had_never_stopped(path, tmp_path):
    unbroken = recorded(tmp_path / "unbroken.toml")
    unbroken.close()
    recorded(path, SEASON[:1]).close()
    for move in SEASON[1:]:
        with Record.resume(path, clock=noon) as record:
            record.play(move)
    assert same_tables(record.table, unbroken.table)
    assert path.read_bytes() == (tmp_path / "unbroken.toml").read_bytes()


def test_a_record_is_toml_that_anybody_can_read(path):
    recorded(
        path, seats={"marketing": Holder("person", "Ada"), "distribution": Holder("partner", "", "steady")}
    ).close()
    tree = tomllib.loads(path.read_text(encoding="utf-8"))
    assert (tree["format"], tree["seed"], tree["structure"]["name"]) == (1, 7, "sync")
    assert tree["seats"]["marketing"]["name"] == "Ada"
    assert [move["move"] for move in tree["moves"]][:4] == ["rank", "rate", "pass-survey", "predict"]
    assert tree["moves"][0]["ranks"]["fines"] == 10
    assert tree["moves"][0]["by"] == "person Ada"
    assert tree["moves"][16]["plan"] == {"price.plum": 5.1}


def test_every_move_is_kept_with_its_time_and_author(path):
    kim = Author("facilitator", "Kim")
    hawk = Holder("partner", "", "cost-hawk")
    with recorded(path, (), seats={"marketing": Holder("person", "Ada")}) as record:
        record.play(Ready("marketing"))
        record.play(HandOver("marketing", hawk), by=kim)
        record.play(Ready("marketing"))
        record.play(Pause("Lunch"))
    authors = [Author("person", "Ada"), kim, Author("partner", "cost-hawk"), Author("facilitator")]
    found = read_record(path)
    assert [one.by for one in found.moves] == authors
    assert {one.at for one in found.moves} == {"2026-11-29T12:00:00.000Z"}
    assert [(one.by, one.at) for one in found.table.interventions] == [
        (kim, "2026-11-29T12:00:00.000Z"), (Author("facilitator"), "2026-11-29T12:00:00.000Z")
    ]  # fmt: skip


def test_what_is_done_with_a_table_is_replayed(path):
    moves = (
        ChangeStructure(structure("silo", incentives="shared")),
        InjectEvent("supplier-shock", product="plum"),
        HandOver("distribution", Holder("partner", "", "cost-hawk")),
        Pause("A word"),
        GoOn(),
        Commit("marketing"),
        Commit("distribution"),
        EndSeason("The room is needed."),
        OpenDebriefForAll(),
    )
    with recorded(path, moves) as record:
        found = read_record(path)
    assert [one.move for one in found.moves] == list(moves)
    assert same_tables(found.table, record.table)
    assert found.table.scenario.fingerprint == record.table.scenario.fingerprint != stall().fingerprint
    assert [one.move for one in found.table.interventions] == [*moves[:5], *moves[7:]]


def test_a_move_that_is_sent_again_with_its_key_counts_once(path):
    move = Commit("marketing", {"price.plum": 5}, "go")
    with recorded(path, ()) as record:
        after = record.play(move, key="7f3a")
        assert record.play(move, key="7f3a") is after
        record.play(Ready("distribution"), key="7f3a")
    with Record.resume(path) as record:
        assert record.play(move, key="7f3a") is record.table
        assert record.table.play_now.at == {"marketing": "committed", "distribution": "ask"}
        assert "'7f3a' is another move's" in refused(record.play, Uncommit("marketing"), None, "7f3a")
        assert "the key of a move" in refused(record.play, Uncommit("marketing"), None, "a\x07")
    assert [one.key for one in read_record(path).moves] == ["7f3a", "7f3a"]


def test_a_key_of_a_refused_move_is_free_again(path):
    with recorded(path, ()) as record:
        refused(record.play, Uncommit("marketing"), None, "k")
        record.play(Commit("marketing"), key="k")
        assert record.table.play_now.at["marketing"] == "committed"


def test_who_held_the_seats_is_read_back(path):
    seats = {"marketing": Holder("person", "Ada"), "distribution": Holder("partner", "", "steady-hand")}
    recorded(path, seats=seats).close()
    assert dict(read_record(path).head.seats) == seats


def test_a_scenario_of_ones_own_is_found_again_by_its_path(path):
    recorded(path, ()).close()
    assert read_record(path).table.scenario.slug == "stall"


def test_a_shipped_scenario_is_found_by_its_slug_wherever_it_is(path):
    Record.create(path, load("first-day")).close()
    assert 'scenario = "first-day"' in path.read_text(encoding="utf-8")


def test_a_refused_move_leaves_no_trace(path):
    with recorded(path) as record:
        before = path.read_bytes()
        refused(record.play, Sign("marketing", "P99"))
        assert path.read_bytes() == before


def test_a_record_is_played_by_one_at_a_time(path):
    with recorded(path, ()):
        assert "found it in play" in refused(Record.resume, path)
        assert read_record(path).moves == ()
    Record.resume(path).close()


def test_a_closed_record_takes_no_moves(path):
    record = recorded(path, ())
    record.close()
    assert "this record is closed" in refused(record.play, Ready("marketing"))


def test_a_file_that_is_there_is_never_written_over(path):
    recorded(path).close()
    before = path.read_bytes()
    assert "a record is never written over" in refused(Record.create, path, stall())
    assert path.read_bytes() == before


def test_a_record_that_cannot_begin_leaves_no_file(path, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda number: full())
    assert "No space left" in refused(Record.create, path, stall())
    assert not path.exists()


def full():
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_move_that_cannot_be_written_does_not_count_and_can_be_played_again(path, monkeypatch):
    with recorded(path, SEASON[:4]) as record:
        before = record.table
        with monkeypatch.context() as broken:
            broken.setattr(os, "fsync", lambda number: full())
            assert "No space left" in refused(record.play, SEASON[4])
        assert record.table is before
        for move in SEASON[4:]:
            record.play(move)
    assert len(read_record(path).moves) == len(SEASON)


def test_what_is_no_record_is_told_in_one_message(path, tmp_path):
    path.parent.mkdir()
    assert "given a folder" in refused(read_record, tmp_path)
    assert "found no file there" in refused(read_record, path)
    assert "given a folder" in refused(Record.create, tmp_path, stall())
    path.write_bytes(b"")
    assert "found an empty file" in refused(read_record, path)
    path.write_bytes(random.Random(1).randbytes(5000))
    assert "found some other file" in refused(read_record, path)
    path.write_text("format = 1\n")
    assert "found some other file" in refused(Record.resume, path)
    assert "embedded null" in refused(read_record, "a\0b")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert "a device or a pipe" in refused(read_record, tmp_path / "pipe")
    assert "a device or a pipe" in refused(Record.resume, tmp_path / "pipe")


def test_a_record_of_another_format_says_which_version_to_use(path):
    recorded(path).close()
    later = path.read_bytes().replace(b"format = 1", b"format = 2", 1)
    assert "found format 2" in refused(replay, later, "later.toml")


def test_a_record_of_a_changed_scenario_says_so(path):
    recorded(path).close()
    changed = dataclasses.replace(stall(), fingerprint="0" * 64)
    message = refused(read_record, path, changed)
    assert "found it changed (now 000000000000)" in message
    assert "Put the scenario's file back" in message


def test_a_record_whose_scenario_is_gone_says_so(path, tmp_path):
    shutil.copytree(stall().folder, tmp_path / "stall")
    Record.create(path, load(tmp_path / "stall")).close()
    shutil.rmtree(tmp_path / "stall")
    assert "this table was played in the scenario" in refused(read_record, path)


def test_a_month_that_comes_out_differently_is_not_passed_over(path):
    recorded(path).close()
    world = stall().world
    dearer = dataclasses.replace(world, floor=dataclasses.replace(world.floor, wage=world.floor.wage + 1))
    message = refused(read_record, path, dataclasses.replace(stall(), world=dearer))
    assert "expected month 1 to come out as it did" in message


def test_a_name_that_would_not_print_is_refused(path):
    assert "control sign" in refused(Record.create, path, stall(), 1, None, {"marketing": Holder("person", "\x07")})
    assert not path.exists()
