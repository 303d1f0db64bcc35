import base64
import dataclasses
import errno
import os
import random
import re
import shutil
import tomllib
import zlib
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from game.content import scenarios_folder
from game.refusal import Refusal
from game.scenario import load
from game.scenario.loading import Scenario
from game.store.blocks import TITLE
from game.store.log import MemoryStore
from game.store.record import Record
from game.store.replay import read_record, replay
from game.table.moves import (
    MOVES,
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
    Reply,
    RequestSetting,
    Say,
    Sign,
    Uncommit,
    Withdraw,
)
from game.table.structure import Author, Holder, structure
from game.table.survey.instrument import read_instrument
from game.table.survey.moves import OpenDebrief, PassSurvey, Promise, Rank, Rate, Reflect
from game.table.table import HIGHEST_SEED, Table
from tests.store.altering import rewritten
from tests.table.tables import same_tables, stall

ORDER = {key: at for at, key in enumerate(read_instrument().of(stall()).keys, 1)}
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
    Rank("distribution", "before", "meta", {**ORDER, "brand-look": 1}, paper=True),
    OpenDebrief("marketing"),
    Reflect("marketing", "what-surprised-you", 'The floor\'s "room"\nwas less.'),
    Promise("marketing", "I will ask before I promise.", "the night shift", quote=True),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tables" / "one.toml"


def noon() -> datetime:
    return datetime(2026, 11, 29, 13, 0, tzinfo=timezone(timedelta(hours=1)))


def recorded(path: Path, moves: tuple[Any, ...] = SEASON, scenario: Scenario | None = None, **others: Any) -> Record:
    record = Record.create(path, scenario or stall(), 7, structure("sync"), clock=noon, **others)
    for move in moves:
        record.play(move)
    return record


def refused(what: Callable[..., Any], *arguments: Any) -> str:
    with pytest.raises(Refusal) as caught:
        what(*arguments)
    return caught.value.message


def test_a_record_replays_to_the_very_table_that_was_played(path: Path) -> None:
    with recorded(path) as record:
        found = read_record(path, stall())
    assert found.report == ""
    assert len(found.moves) == len(SEASON)
    assert same_tables(found.table, record.table)
    assert found.head == record.head
    assert (found.head.format, found.head.game) == (2, "0.1.0")


def test_a_resumed_table_goes_on_as_if_it_had_never_stopped(path: Path, tmp_path: Path) -> None:
    unbroken = recorded(tmp_path / "unbroken.toml")
    unbroken.close()
    recorded(path, SEASON[:1]).close()
    for move in SEASON[1:]:
        with Record.resume(path, stall(), clock=noon) as record:
            record.play(move)
    assert same_tables(record.table, unbroken.table)
    assert path.read_bytes() == (tmp_path / "unbroken.toml").read_bytes()


def test_a_record_is_toml_that_anybody_can_read(path: Path) -> None:
    recorded(
        path, seats={"marketing": Holder("person", "Ada"), "distribution": Holder("partner", "", "steady")}
    ).close()
    tree = tomllib.loads(path.read_text(encoding="utf-8"))
    assert (tree["format"], tree["seed"], tree["structure"]["name"]) == (2, 7, "sync")
    assert tree["seats"]["marketing"]["name"] == "Ada"
    assert [move["move"] for move in tree["moves"]][:4] == ["rank", "rate", "pass-survey", "predict"]
    assert tree["moves"][0]["ranks"]["brand-look"] == 8
    assert tree["moves"][0]["by"] == "person Ada"
    assert tree["moves"][16]["plan"] == {"price.plum": 5.1}


def test_every_move_is_kept_with_its_time_and_author(path: Path) -> None:
    kim = Author("facilitator", "Kim")
    hawk = Holder("partner", "", "cost-hawk")
    with recorded(path, (), seats={"marketing": Holder("person", "Ada")}) as record:
        record.play(Ready("marketing"))
        record.play(HandOver("marketing", hawk), by=kim)
        record.play(Ready("marketing"))
        record.play(Pause("Lunch"))
    authors = [Author("person", "Ada"), kim, Author("partner", "cost-hawk"), Author("facilitator")]
    found = read_record(path, stall())
    assert [one.by for one in found.moves] == authors
    assert {one.at for one in found.moves} == {"2026-11-29T12:00:00.000Z"}
    assert [(one.by, one.at) for one in found.table.interventions] == [
        (kim, "2026-11-29T12:00:00.000Z"), (Author("facilitator"), "2026-11-29T12:00:00.000Z")
    ]  # fmt: skip


def test_what_is_done_with_a_table_is_replayed(path: Path) -> None:
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
        found = read_record(path, stall())
    assert [one.move for one in found.moves] == list(moves)
    assert same_tables(found.table, record.table)
    assert found.table.scenario.fingerprint == record.table.scenario.fingerprint != stall().fingerprint
    assert [one.move for one in found.table.interventions] == [*moves[:5], *moves[7:]]


def test_a_move_that_is_sent_again_with_its_key_counts_once(path: Path) -> None:
    move = Commit("marketing", {"price.plum": 5}, "go")
    with recorded(path, ()) as record:
        after = record.play(move, key="7f3a")
        assert record.play(move, key="7f3a") is after
        record.play(Ready("distribution"), key="7f3a")
    with Record.resume(path, stall()) as record:
        assert record.play(move, key="7f3a") is record.table
        assert record.table.play_now.at == {"marketing": "committed", "distribution": "talk"}
        assert "'7f3a' is another move's" in refused(record.play, Uncommit("marketing"), None, "7f3a")
        assert "the key of a move" in refused(record.play, Uncommit("marketing"), None, "a\x07")
    assert [one.key for one in read_record(path, stall()).moves] == ["7f3a", "7f3a"]


def test_what_is_requested_and_replied_is_replayed_with_keys_and_without(path: Path) -> None:
    table = Table.start(load("first-day"), 3, structure("talk"))
    with Record.begin(path, table) as record:
        record.play(RequestSetting("marketing", "extra-shift", 0.1, "at-least", why="it is warm"), key="a")
        record.play(RequestSetting("distribution", "promotion.cake-box", "none"))
        record.play(Reply("distribution", "R1", "offer", "not all", 0.05), key="b")
        record.play(Reply("marketing", "R1", "yes"), key="c")
        record.play(Reply("marketing", "R2", "no", "it pays"))
        table = record.table
    again = read_record(path)
    assert again.table.play_now == table.play_now
    given, declined = again.table.play_now.requests
    assert (given.key, given.value, given.offered, given.status) == ("extra-shift", 0.1, 0.05, "given")
    assert (declined.key, declined.status) == ("promotion.cake-box", "declined")
    assert [one.key for one in again.moves] == ["a", "", "b", "c", ""]


@pytest.mark.parametrize("kind", MOVES.values())
def test_no_move_has_a_field_that_a_record_notes_beside_it(kind: type) -> None:
    assert not {"round", "at", "by", "key", "joint", "move"} & {part.name for part in dataclasses.fields(kind)}


def test_a_key_of_a_refused_move_is_free_again(path: Path) -> None:
    with recorded(path, ()) as record:
        refused(record.play, Uncommit("marketing"), None, "k")
        record.play(Commit("marketing"), key="k")
        assert record.table.play_now.at["marketing"] == "committed"


def test_who_held_the_seats_is_read_back(path: Path) -> None:
    seats = {"marketing": Holder("person", "Ada"), "distribution": Holder("partner", "", "steady-hand")}
    recorded(path, seats=seats).close()
    assert dict(read_record(path, stall()).head.seats) == seats


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scenario of one's own, in the folder that one works in."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return Path(shutil.copytree(stall().folder, tmp_path / "work" / "stall"))


def test_a_record_says_where_it_was_played_and_names_no_folder(path: Path, own: Path) -> None:
    Record.create(path, load(own)).close()
    text = path.read_text(encoding="utf-8")
    place = tomllib.loads(text)["scenario"]
    assert (place["slug"], place["title"], place["rounds"]) == ("stall", stall().title, stall().rounds)
    assert place["fingerprint"] == load(own).fingerprint
    assert str(own.parent) not in text


def test_a_scenario_that_is_where_it_was_is_played_from_there(path: Path, own: Path) -> None:
    Record.create(path, load(own)).close()
    (own / "scenario.toml").write_text("# a remark\n" + (own / "scenario.toml").read_text(encoding="utf-8"))
    found = read_record(path)
    assert found.report == ""
    assert found.table.scenario.path is not None
    assert read_record(path, load(own)).report == ""


def test_a_record_is_played_on_where_its_scenario_is_not(path: Path, own: Path) -> None:
    for name in ("brief-marketing.md", "notes.md"):
        (own / name).write_text(f"What {name} says: Grüezi.\n", encoding="utf-8")
    record = recorded(path, SEASON[:-3], load(own))
    record.close()
    brief, notes = "What brief-marketing.md says: Grüezi.\n", "What notes.md says: Grüezi.\n"
    shutil.rmtree(own)
    with Record.resume(path) as resumed:
        assert resumed.report == (
            "The scenario 'stall' is not to be found here, or cannot be played any more: this table is played in the "
            "copy that its record carries."
        )
        assert same_tables(resumed.table, record.table)
        for move in SEASON[-3:]:
            resumed.play(move)
        scenario = resumed.table.scenario
    assert (scenario.path, scenario.brief("marketing"), scenario.paper("notes.md")) == (None, brief, notes)
    with pytest.raises(Refusal, match="only a record carries it"):
        _ = scenario.folder
    again = path.with_name("again.toml")
    Record.create(again, scenario, 3).close()
    assert read_record(again).table.scenario.fingerprint == scenario.fingerprint == stall().fingerprint


def test_a_scenario_that_was_changed_since_is_told_and_the_records_own_counts(path: Path, own: Path) -> None:
    recorded(path).close()
    text = (own / "scenario.toml").read_text(encoding="utf-8")
    (own / "scenario.toml").write_text(text.replace("wage = 20", "wage = 21"), encoding="utf-8")
    told = (
        "The scenario 'stall' has been changed since this table began: the table is played in the copy that its "
        "record carries, a new one plays it as it is now."
    )
    assert load(own).fingerprint != stall().fingerprint
    for found in (read_record(path), read_record(path, load(own))):
        assert found.report == told
        assert found.table.scenario.fingerprint == stall().fingerprint
        assert same_tables(found.table, read_record(path, stall()).table)


def test_a_scenario_that_cannot_be_read_any_more_is_told(path: Path, own: Path) -> None:
    recorded(path).close()
    (own / "scenario.toml").write_text("nothing", encoding="utf-8")
    assert "cannot be played any more" in read_record(path).report


def test_the_question_cards_and_event_cards_of_a_record_are_its_own(
    path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    moves = (Ask("marketing", "how-much-room"), InjectEvent("port-strike"))
    recorded(path, moves).close()
    copy = Path(shutil.copytree(scenarios_folder(), tmp_path / "scenarios"))
    for name, key in (("questions.toml", "how-much-room"), ("events.toml", "port-strike")):
        text = (copy / name).read_text(encoding="utf-8")
        assert key in text
        (copy / name).write_text(text.replace(key, "renamed"), encoding="utf-8")
    for module in ("game.scenario.loading", "game.table.talk.questions", "game.scenario.shelf"):
        monkeypatch.setattr(f"{module}.scenarios_folder", lambda: copy)
    found = read_record(path)
    assert [one.move for one in found.moves] == list(moves)
    assert found.table.deck.cards["how-much-room"].key == "how-much-room"


def test_a_refused_move_leaves_no_trace(path: Path) -> None:
    with recorded(path) as record:
        before = path.read_bytes()
        refused(record.play, Sign("marketing", "P99"))
        assert path.read_bytes() == before


def test_a_record_is_played_by_one_at_a_time(path: Path) -> None:
    with recorded(path, ()):
        assert "found it in play" in refused(Record.resume, path)
        assert read_record(path, stall()).moves == ()
    Record.resume(path).close()


def test_a_closed_record_takes_no_moves(path: Path) -> None:
    record = recorded(path, ())
    record.close()
    assert "this record is closed" in refused(record.play, Ready("marketing"))


def test_a_file_that_is_there_is_never_written_over(path: Path) -> None:
    recorded(path).close()
    before = path.read_bytes()
    assert "a record is never written over" in refused(Record.create, path, stall())
    assert path.read_bytes() == before


def test_a_record_that_cannot_begin_leaves_no_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda number: full())
    assert "No space left" in refused(Record.create, path, stall())
    assert not path.exists()


def full() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_move_that_cannot_be_written_does_not_count_and_can_be_played_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with recorded(path, SEASON[:4]) as record:
        before = record.table
        with monkeypatch.context() as broken:
            broken.setattr(os, "fsync", lambda number: full())
            assert "No space left" in refused(record.play, SEASON[4])
        assert record.table is before
        for move in SEASON[4:]:
            record.play(move)
    assert len(read_record(path, stall()).moves) == len(SEASON)


def test_what_is_no_record_is_told_in_one_message(path: Path, tmp_path: Path) -> None:
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


def test_a_link_that_leads_nowhere_is_told_alike_to_begin_and_to_go_on(tmp_path: Path) -> None:
    link = tmp_path / "table.toml"
    link.symlink_to("away.toml")
    told = "a link to away.toml, where there is nothing"
    assert refused(Record.create, link, stall()) == (
        f"{link}: expected the name of a new file, given {told}. Name that, or remove the link."
    )
    for look in (Record.resume, read_record):
        assert refused(look, link) == f"{link}: expected a record, found {told}."
    assert list(tmp_path.iterdir()) == [link] and link.is_symlink()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "a device or a pipe" in refused(read_record, tmp_path / "pipe")
    assert "a device or a pipe" in refused(Record.resume, tmp_path / "pipe")


@pytest.mark.parametrize(
    ("head", "says"),
    [
        (
            b'format = 1\ngame = "0.1.0"\n',
            "format 1: only the Last Mile that wrote it (0.1.0, says its head)",
        ),
        (b'format = 9\ngame = "3.2"\n', "format 9: only the Last Mile that wrote it (3.2, says its head)"),
    ],
)
def test_a_record_of_another_format_says_which_version_reads_it(path: Path, head: bytes, says: str) -> None:
    path.parent.mkdir()
    path.write_bytes(TITLE + head + b'scenario = "stall"\n# check 0123456789abcdef\n')
    for look in (read_record, Record.resume):
        assert refused(look, path).startswith(f"{path}: expected a record of format 2, found one of {says} reads it.")


def test_a_month_that_comes_out_differently_is_not_passed_over(path: Path) -> None:
    recorded(path).close()
    world = stall().world
    dearer = dataclasses.replace(world, floor=dataclasses.replace(world.floor, wage=world.floor.wage + 1))
    message = refused(read_record, path, dataclasses.replace(stall(), world=dearer))
    assert "expected month 1 to come out as it did" in message


def test_a_name_that_would_not_print_is_refused(path: Path) -> None:
    assert "control sign" in refused(Record.create, path, stall(), 1, None, {"marketing": Holder("person", "\x07")})
    assert not path.exists()


def test_what_cannot_be_read_in_a_head_is_told(path: Path) -> None:
    recorded(path, ()).close()
    whole = path.read_bytes()
    for was, now, says in (
        (
            b'about = "marketing"',
            b'about = "sales"',
            "statements.dream-up.about: expected 'marketing' or 'distribution' for 'about', given 'sales'.",
        ),
        (b'title = "', b'title = "\\u001b[2J', "scenario.title: expected plain text, given the control sign U+001B"),
        (b'name = "', b'name = "\\u009b', "name: expected plain text, given the control sign U+009B"),
        (b'means = "', b'means = "\\u202e', "means: expected plain text, given the control sign U+202E"),
        (
            b"rounds = ",
            b"rounds = 99999999",
            "scenario.rounds: expected a number of at most 12 for 'rounds', ",
        ),
        (b"rounds = %d" % stall().rounds, b"rounds = 11", "the head says 11"),
        (b"seed = 7", b'seed = "7"', "seed: expected a whole number for 'seed', given '7'. Write 7 without quotes."),
        (b"seed = 7", b"seed = 7.5", "seed: expected a whole number for 'seed', given 7.5."),
        (b"seed = 7", b"seed = 9223372036854775808", "seed: expected a whole number from 0 to 9223372036854775807: "),
        (b"seed = 7", b"seed = -1", "seed: expected a whole number from 0 to 9223372036854775807: -1"),
        (b'talk = "open"', b'talk = "loud"', "structure.talk: expected 'none', 'cards' or 'open' for 'talk', given "),
        (b'held_by = "person"', b'held_by = "nobody"', "seats.marketing.held_by: expected 'person' or 'partner' for "),
        (b"[structure]", b"[structures]", "could not read it: expected the key 'structure', found none."),
        *(
            (b'slug = "stall"', b'slug = "%s"' % slug, f"scenario.slug: expected {says}")
            for slug, says in (
                (b"a" * 5_000, "at most 40 characters for 'slug', given 5000 characters."),
                (b"../../x", "lower-case words joined by hyphens, such as 'house-blend' for 'slug', given '../../x'."),
                (b"", "lower-case words joined by hyphens, such as 'house-blend' for 'slug', given nothing."),
            )
        ),
        (b'title = "', b'title = "' + b"a" * 5_000, "scenario.title: expected at most 80 characters for 'title', "),
        (
            b'persona = ""\n\n[seats.d',
            b'persona = "../x"\n\n[seats.d',
            "seats.marketing: expected a persona's name, lower-case words joined by hyphens, given '../x'.",
        ),
        (
            b'held_by = "person"',
            b'held_by = "partner"',
            "seats.marketing: expected the persona of the partner that holds a seat, given none.",
        ),
        (b"\n\n[scenario]", b"\nsurveyed = 1\n\n[scenario]", "expected true or false for 'surveyed', given 1."),
    ):
        message = refused(replay, rewritten(whole, was, now), "odd.toml")
        assert message.startswith("odd.toml: expected the head of a record, could not read it: ") and says in message
        assert message.endswith("\nPut the file back from a copy.")


def in_base85(text: bytes) -> bytes:
    """A text as the record of a table packs those of its scenario."""
    return base64.b85encode(zlib.compress(text)).replace(b"\\", b"\\\\")


@pytest.mark.parametrize(
    "packed",
    [b'""', b"7", b'["x"]', b'"d"', b'"caf\xc3\xa9"', b'"aGVsbG8="', *(
        b'"%s"' % in_base85(text) for text in (b"", b"{", b"[1]", b"7", b"nan", b"[" * 9_000, b'"text"'))],
)  # fmt: skip
def test_texts_that_were_altered_where_they_are_packed_are_told_in_our_words(path: Path, packed: bytes) -> None:
    recorded(path, ()).close()
    whole = path.read_bytes()
    (was,) = re.findall(rb'packed = (".*")\n', whole)
    assert refused(replay, rewritten(whole, was, packed), "odd.toml") == (
        "odd.toml: expected the texts of its scenario as they were packed, found them altered. Put the file back from "
        "a copy."
    )


@pytest.mark.parametrize("number", [b"1e308", b"1" + b"0" * 400, b"-1e308", b"inf"])
def test_a_number_that_nobody_can_read_is_told_without_its_digits(path: Path, number: bytes) -> None:
    recorded(path, (Commit("marketing", {"price.plum": 5.25}), Commit("distribution"))).close()
    whole = path.read_bytes()
    for was, says in ((b'price.plum" = 5.25', "is not allowed any more"), (joint_of(whole), "(joint value ")):
        forged = rewritten(whole, was, was.split(b" ")[0] + b" = " + number)
        message = refused(replay, forged, "odd.toml", stall())
        assert message.startswith("odd.toml:") and says in message and len(message) < 400
        assert "a very large number" in message or "inf" in message
        assert message.endswith("it was altered, or the rules were. Put the file back from a copy.")


def joint_of(record: bytes) -> bytes:
    """What the record says that its first month brought."""
    (line,) = re.findall(rb"^joint = .*$", record, re.MULTILINE)
    return bytes(line)


@pytest.mark.parametrize(
    ("saved", "says"),
    [
        (lambda data: data.replace(b"\n", b"\r\n"), "with other line ends (CR)"),
        (lambda data: data.replace(b"\n", b"\r"), "with other line ends (CR)"),
        (lambda data: data[:900] + data[900:].replace(b"\n", b"\r\n"), "with other line ends (CR)"),
        (lambda data: b"\xef\xbb\xbf" + data, "with a byte order mark"),
        (
            lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"),
            "with a byte order mark and with other line ends (CR)",
        ),
        (lambda data: data.decode().encode("utf-16"), "in UTF-16"),
    ],
)
def test_a_record_that_an_editor_saved_in_its_way_is_told_with_what_it_changed(
    path: Path, saved: Callable[[bytes], bytes], says: str
) -> None:
    recorded(path, SEASON[:3]).close()
    path.write_bytes(saved(path.read_bytes()))
    for look in (read_record, Record.resume):
        assert refused(look, path) == (
            f"{path}: expected a record as it was written, found it {says}, as some editors and transfers leave it. "
            "Put it back from a copy, or save it as UTF-8 without a byte order mark, with line ends of Unix (LF)."
        )


TIME = b'at = "2026-11-29T12:00:00.000Z"'


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        (TIME, b'at = "yesterday"', "expected when the move was made, as 2026-03-01T09:30:00.000Z, given 'yesterday'."),
        (TIME, b'at = "2026-02-30T12:00:00.000Z"', "given '2026-02-30T12:00:00.000Z'."),
        (TIME, b'at = "2026-11-29T25:00:00.000Z"', "given '2026-11-29T25:00:00.000Z'."),
        (TIME, b'at = "2026-11-29T12:00:00.000+14:00"', "given '2026-11-29T12:00:00.000+14:00'."),
        (TIME, b'at = "2026-11-29"', "given '2026-11-29'."),
        (TIME, b'at = ""', "given ''."),
        (TIME, b"at = 2026-11-29T12:00:00.000Z", "given the date or time 2026-11-29 12:00:00+00:00."),
        (TIME, b"", "given ''."),
        (b"round = 1\n", b"round = 2\n", "expected a move of round 1, given 2."),
        (b"round = 1\n", b"round = 0\n", "expected a move of round 1, given 0."),
        (b"round = 1\n", b"round = 1.0\n", "expected a move of round 1, given 1."),
        (b"round = 1\n", b"round = true\n", "expected a move of round 1, given true."),
        (b"round = 1\n", b"", "expected a move of round 1, given ''."),
        (b"round = 1\n", b"round = 1\njoint = 5\n", "expected no joint value of a move that ends no month"),
        (b"round = 1\n", b"round = 1\nkey = [1]\n", "expected text as the key of the move, given a list of 1."),
    ],
)
def test_what_no_move_notes_beside_itself_is_refused_at_its_block(
    path: Path, was: bytes, now: bytes, says: str
) -> None:
    recorded(path, (Say("marketing", "Hello."), Say("distribution", "Good day."))).close()
    forged = rewritten(path.read_bytes(), was, now)
    first = forged[: forged.index(b"[[moves]]")].count(b"\n") + 1
    message = refused(replay, forged, "odd.toml", stall())
    assert message.startswith(f"odd.toml:{first}: expected ") and says in message
    assert message.endswith(" Put the file back from a copy.")


def test_rounds_that_go_back_are_refused_at_the_move_that_does(path: Path) -> None:
    recorded(path, (Commit("marketing"), Commit("distribution"), KeepLine("marketing", "So."))).close()
    forged = rewritten(path.read_bytes(), b"round = 2\n", b"round = 1\n")
    third = forged[: forged.rindex(b"[[moves]]")].count(b"\n") + 1
    assert refused(replay, forged, "odd.toml", stall()) == (
        f"odd.toml:{third}: expected a move of round 2, given 1. Put the file back from a copy."
    )


def test_a_clock_that_was_set_back_makes_no_record_odd(path: Path) -> None:
    hours = iter((12, 11, 3))
    record = Record.create(path, stall(), 7, structure("sync"), clock=lambda: noon().replace(hour=next(hours)))
    with record:
        for words in ("One.", "Two.", "Three."):
            record.play(Say("marketing", words))
    assert [one.at[11:13] for one in read_record(path, stall()).moves] == ["11", "10", "02"]


def test_a_table_that_nothing_is_kept_of_is_recorded_in_memory() -> None:
    store = MemoryStore()
    with Record.create("one", stall(), 7, structure("sync"), clock=noon, store=store) as record:
        for move in SEASON:
            record.play(move)
    assert store.names() == ("one",)
    with Record.resume("one", stall(), store=store) as again:
        assert same_tables(again.table, record.table)


def test_the_bytes_in_memory_are_those_of_the_file(path: Path) -> None:
    store = MemoryStore()
    Record.create("one", stall(), 7, structure("sync"), clock=noon, store=store).close()
    recorded(path, ()).close()
    assert store.read("one") == path.read_bytes()


@pytest.mark.parametrize("seed", [0, 1, HIGHEST_SEED])
def test_a_table_of_any_seed_can_be_gone_on_with(path: Path, seed: int) -> None:
    with Record.create(path, stall(), seed) as record:
        record.play(Commit("marketing", {"price.plum": 5.1}))
    assert read_record(path, stall()).table.seed == seed
    with Record.resume(path, stall()) as record:
        assert record.table.seed == seed
