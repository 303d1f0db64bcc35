"""Every door of the game with what may come through it, spoiled; what a person gets is judged in one way."""

from __future__ import annotations

import random
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from types import MappingProxyType
from typing import cast

from game.app.home import read_settings, write_settings
from game.app.likes import Settings
from game.cli import main
from game.content import facilitator_folder, scenarios_folder
from game.doors.files import read_text
from game.doors.text import visible
from game.partners import words
from game.refusal import Refusal
from game.rules.levers import SEATS
from game.scenario import load
from game.scenario.reading import examine_catalogue
from game.seating.asked import NewTable
from game.seating.bookmark import Bookmark
from game.seating.guide import read_guide
from game.seating.kept import kept_tables
from game.seating.requests import Play
from game.seating.session import Session
from game.store.blocks import TITLE as RECORD
from game.store.blocks import check_of, framed, scan
from game.store.places import tables_folder
from game.store.replay import read_record
from game.store.surveyfile import TITLE as SURVEY
from game.store.surveyfile import SurveyFile
from game.table.moves import Move, TableMove
from game.table.survey.instrument import read_instrument
from game.table.survey.moves import Promise, Rank
from game.table.talk.questions import deck_of
from game.terms import read_glossary
from game.workshop.journal import TITLE as WORKSHOP
from tests.fuzz.moves import any_move
from tests.fuzz.screens import sit
from tests.fuzz.spoiling import spoiled_bytes, spoiled_line, spoiled_log, spoiled_toml, typed
from tests.table.tables import same_tables
from tests.workshop.rehearsing import TWENTY

PLACE = "first-day"
GIVEN_AWAY = re.compile(r"Traceback|object at 0x|\b(?!Refusal)[A-Z]\w+(?:Error|Exception)\b|sys\.\w+|<class ")
"""What says something to who wrote the program and nothing to who runs it."""


class Faulty(AssertionError):
    """What came out of a door is not what a person should get."""


@dataclass(frozen=True)
class Through:
    """What came of an input: an exit code (0 where a function was called), and what was said."""

    code: int
    said: str
    refused: str


def said(*arguments: str, lines: bytes = b"") -> Through:
    """`lastmile` with these arguments and these bytes on its input."""
    with _streams(arguments, lines) as (out, err):
        code = main.run()
    return Through(code, out.getvalue().decode(), err.getvalue().decode())


class Room:
    """A folder with one good thing of each kind, made once, and a place where spoiled ones are laid.

    Args:
        folder: an empty one, where the process may leave what it likes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "spoiled"
        self._good = folder / "good"
        self._good.mkdir(parents=True)
        self.scenario = self._good / "ours"
        said("scenario", "new", "ours", "--from", PLACE, "--dir", str(self._good))
        shutil.copyfile(scenarios_folder() / PLACE / "guide.toml", self.scenario / "guide.toml")
        shutil.copyfile(scenarios_folder() / PLACE / "benchmark.toml", self.scenario / "benchmark.toml")
        said("demo", PLACE, "--structure", "talk", "--record", str(self._good / "table.toml"))
        self.record = (self._good / "table.toml").read_bytes()
        Session.create(
            NewTable(PLACE, ("marketing",), "cost-hawk", record=self._good / "half.toml"), self._good
        ).close()
        self.half = (self._good / "half.toml").read_bytes()
        with SurveyFile.create(self._good / "survey.toml") as kept:
            order = {key: rank for rank, key in enumerate(kept.instrument.keys, 1)}
            for seat in ("marketing", "distribution"):
                kept.play(Rank(seat, "before", "own", order, paper=True))
                kept.play(Promise(seat, "I ask first.", ""))
        self.talked = self._talk_of(random.Random(7))
        self.survey = (self._good / "survey.toml").read_bytes()
        self.sheets = said("enter", str(self._good / "table.toml"), "--show").said.encode()
        write_settings(self._good / "settings.toml", Settings())
        self.settings = (self._good / "settings.toml").read_bytes()

    def _talk_of(self, dice: random.Random) -> bytes:
        """A record of two who said much to each other."""
        path = self._good / "talked.toml"
        asked = NewTable(PLACE, ("marketing", "distribution"), structure="sync", record=path)
        with Session.create(asked, self._good) as session:
            for _ in range(200):
                move = cast(Move, any_move(session.table, dice, right=True))
                with suppress(Refusal):
                    session.play(move)
        return path.read_bytes()

    def fresh(self) -> Path:
        """The place for what is spoiled, empty."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        return self.folder

    def put(self, name: str, content: bytes) -> Path:
        """A file in an otherwise empty place."""
        path = self.fresh() / name
        path.write_bytes(content)
        return path


@contextmanager
def _streams(arguments: tuple[str, ...], lines: bytes) -> Iterator[tuple[BytesIO, BytesIO]]:
    before = sys.argv, sys.stdin, sys.stdout, sys.stderr
    out, err = BytesIO(), BytesIO()
    sys.argv = ["lastmile", *arguments]
    sys.stdin = TextIOWrapper(BytesIO(lines), encoding="utf-8")
    sys.stdout, sys.stderr = TextIOWrapper(out, "utf-8", newline="\n"), TextIOWrapper(err, "utf-8", newline="\n")
    try:
        yield out, err
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.detach()
        sys.argv, sys.stdin, sys.stdout, sys.stderr = before


Door = Callable[[Room, random.Random], Through]


def judge(through: Through, folder: Path) -> None:
    """Hold what a person got to what every door promises.

    Raises:
        Faulty: with what is wrong.
    """
    text = f"{through.said}{through.refused}"
    if visible(text, allowed="\n") != text:
        at = next(at for at, sign in enumerate(text) if sign != "\n" and visible(sign) != sign)
        raise Faulty(f"a control sign reached the terminal: {text[max(0, at - 60) : at + 20]!r}")
    if found := GIVEN_AWAY.search(text):
        raise Faulty(f"told to the programmer: {text[max(0, found.start() - 100) : found.end() + 60]}")
    if through.code not in (0, 2):
        raise Faulty(f"exit code {through.code}: {through.refused[-300:]}")
    if through.code == 2 and not through.refused.strip():
        raise Faulty("refused without a word")
    left = [path.name for path in folder.rglob("*.new")] if folder.is_dir() else []
    if left:
        raise Faulty(f"left lying about: {left}")


def _called(read: Callable[[], object]) -> Through:
    try:
        read()
    except Refusal as refusal:
        if ": " not in refusal.message:
            raise Faulty(f"refused without a place: {refusal.message}") from None
        return Through(2, "", refusal.message)
    return Through(0, "", "")


# --- what comes from files ---


def scenario_file(room: Room, dice: random.Random) -> Through:
    folder = _scenario(room, "scenario.toml", dice)
    first = said("scenario", "check", str(folder))
    judge(first, room.folder)
    if dice.random() < 0.3:
        return said("scenario", "show", str(folder), *dice.choice([(), ("--json",)]))
    if dice.random() < 0.3 or first.code == 0:
        return _agreed(first, said("demo", str(folder)))
    return first


def _agreed(checked: Through, played: Through) -> Through:
    if checked.code == 0 and played.code != 0:
        raise Faulty(f"the check says ok, and then: {played.refused}")
    return played


def _scenario(room: Room, name: str, dice: random.Random) -> Path:
    folder = room.fresh() / "ours"
    shutil.copytree(room.scenario, folder)
    (folder / name).write_bytes(spoiled_toml((folder / name).read_bytes(), dice))
    return folder


def scenario_papers(room: Room, dice: random.Random) -> Through:
    name = dice.choice(["brief-marketing.md", "brief-distribution.md", "notes.md", "guide.toml", "benchmark.toml"])
    folder = room.fresh() / "ours"
    shutil.copytree(room.scenario, folder)
    spoil = spoiled_toml if name.endswith(".toml") else spoiled_bytes
    (folder / name).write_bytes(spoil((folder / name).read_bytes(), dice))
    judge(said("scenario", "check", str(folder)), room.folder)
    way = dice.randrange(4)
    if way == 0:
        return _called(lambda: read_guide(load(folder)))
    if way == 1:
        return said("play", "--plain", str(folder), "--seat", "both", "--record", str(room.folder / "t.toml"))
    if way == 2 and name != "benchmark.toml":
        return said("scenario", "new", "theirs", "--from", str(folder), "--dir", str(room.folder))
    return said("demo", str(folder))


def content_files(room: Room, dice: random.Random) -> Through:
    """What comes with an installation, and may be edited: cards, words, the instrument."""
    way = dice.randrange(5)
    if way == 0:
        path = scenarios_folder() / "events.toml"
        content = spoiled_toml(path.read_bytes(), dice)
        return _called(lambda: examine_catalogue(content, "events.toml"))
    if way == 1:
        path = room.put("questions.toml", spoiled_toml((scenarios_folder() / "questions.toml").read_bytes(), dice))
        return _called(lambda: deck_of(read_text(path), "questions.toml"))
    if way == 2:
        path = room.put("instrument.toml", spoiled_toml((facilitator_folder() / "instrument.toml").read_bytes(), dice))
        return _called(lambda: read_instrument(path))
    if way == 3:
        path = room.put("partners.toml", spoiled_toml((scenarios_folder() / "partners.toml").read_bytes(), dice))
        with _elsewhere("game.partners.words", "scenarios_folder", path.parent):
            return _called(words.script.__wrapped__)
    path = room.put("terms.toml", spoiled_toml((scenarios_folder() / "terms.toml").read_bytes(), dice))
    with _elsewhere("game.terms", "scenarios_folder", path.parent):
        return _called(read_glossary)


@contextmanager
def _elsewhere(module: str, name: str, folder: Path) -> Iterator[None]:
    """A module that finds its content in another folder."""
    before = getattr(sys.modules[module], name)
    setattr(sys.modules[module], name, lambda: folder)
    try:
        yield
    finally:
        setattr(sys.modules[module], name, before)


def runs_of_show(room: Room, dice: random.Random) -> Through:
    shelf = sorted((facilitator_folder() / "run-of-show").glob("*.toml"))
    content = TWENTY.encode() if dice.random() < 0.5 else dice.choice(shelf).read_bytes()
    path = room.put("mine.toml", spoiled_toml(content, dice))
    judge(said("workshop", str(path), "--list"), room.folder)
    if dice.random() < 0.3:
        return said("workshop", str(path), "--new", "--plain", lines=b"next\nnext\nsay\nclock\n")
    return said("workshop", str(path), "--table", "act", "--plain")


def prompts(room: Room, dice: random.Random) -> Through:
    shelf = sorted((facilitator_folder() / "prompts").glob("*.toml"))
    path = room.put("mine.toml", spoiled_toml(dice.choice(shelf).read_bytes(), dice))
    record = room.folder / "in"
    record.mkdir()
    (record / "table.toml").write_bytes(room.record)
    return said("debrief", str(record), "--prompts", str(path.parent))


def settings(room: Room, dice: random.Random) -> Through:
    path = room.put("settings.toml", spoiled_toml(room.settings, dice))
    found, notice = read_settings(path)
    assert isinstance(found, Settings)
    return Through(0, notice, "")


def bookmarks(room: Room, dice: random.Random) -> Through:
    good = b"news = 2\nrevealed = 1\nround = 2\nhint = 3\n\n[draft]\n'price.breakfast-box' = 27.3\nx = true\n"
    record = room.put("t.toml", room.half)
    (room.folder / "t.marketing.bookmark").write_bytes(spoiled_toml(good, dice))
    mark = Bookmark(record, "marketing").mark
    assert mark.news >= 0 and mark.round >= 0
    return said("play", "--plain", "--resume", str(record), lines=b"\n\n\n\n\n")


def sheets(room: Room, dice: random.Random) -> Through:
    path = room.put("sheets.txt", spoiled_bytes(room.sheets, dice))
    return said("enter", str(room.folder / "table.toml"), "--scenario", PLACE, "--sheets", str(path))


def records(room: Room, dice: random.Random) -> Through:
    path = room.put("t.toml", spoiled_log(dice.choice([room.record, room.half, room.talked]), RECORD, dice))
    kept_tables(room.folder)
    way = dice.randrange(4)
    if way == 0:
        return said("debrief", str(path), "--md", "--out", str(room.folder / "out"))
    if way == 1:
        return said("enter", str(path), lines=b"month 1\n")
    if way == 2:
        return said("survey", str(path), "--show")
    return said("play", "--plain", "--resume", str(path), "--no-survey", lines=b"\n" * dice.randrange(12))


def surveys(room: Room, dice: random.Random) -> Through:
    path = room.put("s.toml", spoiled_log(room.survey, SURVEY, dice))
    way = dice.randrange(3)
    if way == 0:
        return said("survey", str(path), "--show", "--csv", str(room.folder / "out"))
    if way == 1:
        return said("debrief", str(path))
    return said("survey", str(path), lines=typed(SURVEYED, dice))


def journals(room: Room, dice: random.Random) -> Through:
    path = room.put("mine.toml", TWENTY.encode())
    home = tables_folder().parent / "workshops"
    shutil.rmtree(home, ignore_errors=True)
    said("workshop", str(path), "--plain", lines=b"next\nnote x\nnext\n")
    for kept in home.glob("*.toml"):
        kept.write_bytes(spoiled_log(kept.read_bytes(), WORKSHOP, dice))
    return said("workshop", str(path), "--plain", lines=b"clock\nnext\n")


def talks(room: Room, dice: random.Random) -> Through:
    """Moves of a talk from any seat, in any order, with anything in them; what counted is there after a kill."""
    path = room.fresh() / "t.toml"
    together = dice.choice(["talk", "talk", "sync", "silo"])
    asked = NewTable(PLACE, ("marketing", "distribution"), structure=together, record=path)
    killed = path.with_name("killed.toml")
    with Session.create(asked, path.parent) as session:
        for _ in range(60):
            move = any_move(session.table, dice)
            try:
                if isinstance(move, TableMove):
                    session.direct(move)
                else:
                    session.seat(dice.choice([move.seat] * 5 + [*SEATS])).ask(Play(move))
            except Refusal as refusal:
                judge(Through(2, "", refusal.message), room.folder)
        before = session.table
        saved = path.read_bytes()
    torn = framed(b"round = 1\n" * 20, len(scan(saved, RECORD).blocks), check_of(saved))
    killed.write_bytes(saved + torn[: dice.choice([0, dice.randrange(len(torn))])])
    if not same_tables(read_record(killed).table, before):
        raise Faulty("what had counted is another after a kill")
    if dice.random() < 0.3:
        judge(said("debrief", str(killed), "--md", "--out", str(room.folder / "out")), room.folder)
    words = dice.choices([b"talk", b"board", b"said", b"", b"help", b"1", b"outlook", b"done"], k=9)
    return said("play", "--plain", "--resume", str(killed), "--no-survey", lines=b"\n".join([*words, b"quit\n"]))


def seasons_played_on(room: Room, dice: random.Random) -> Through:
    """A month from which a season is to go on, of a record as it may be."""
    whole = dice.choice([room.record, room.half, room.talked])
    path = room.put("t.toml", whole if dice.random() < 0.6 else spoiled_log(whole, RECORD, dice))
    if dice.random() < 0.3:
        (room.folder / "t-on.toml").write_bytes(dice.choice([b"", room.half]))
    before = {one: one.read_bytes() for one in room.folder.iterdir()}
    month = spoiled_line(
        dice.choice(["1", "2", "3", "4", "0", "-1", "March", "mar", "A", "", " ", "April", "01"]), dice
    )
    words = ("play", "--plain", "--resume", str(path), "--from-month", month.replace("\0", ""))
    through = said(*words, lines=b"quit\n")
    if any(one.read_bytes() != content for one, content in before.items()):
        raise Faulty("a record was changed that should stay as it is")
    if through.code == 2 and set(room.folder.glob("*.toml")) != set(before):
        raise Faulty(f"refused, and left a record: {through.refused}")
    return through


# --- what comes from a keyboard ---

PLAYED = (
    "", "", "", "predict stock up 3", "predict floor same", "ask 1", "ask 2", "1", "answer we are full", "agree",
    "request temps 2", "request temps at least 2 in April because it is warm", "request promise 4", "talk", "board",
    "yes", "no", "no because we cannot", "offer 1", "offer 1.5 because it is tight", "withdraw", "withdraw R1", "done",
    "answer breakfast box 1,900 in April because it is warm", "say hello", "plan", "requests", "no R1", "yes R1",
    "help", "propose forecast.breakfast-box 1600 because the season is short", "sign", "decline",
    "price.breakfast-box 27.30", "price.breakfast-box +1", "performance-advertising 1.500", "delivery-promise 4,5",
    "promotion.cake-box feature", "outlook", "undo", "reset", "commit", "commit because it fits", "coach",
    "why 1", "why 12", "? otif", "? x",
    "3", "keep I should have asked", "brief", "news", "stock-to-order.cake-box 800", "extra-shift 10 %", "quit",
)  # fmt: skip
ENTERED = (
    "month 1", "month 2", "marketing P1 27.3 P2 37.8 D1 a D2 a PA 2000 DP 4", "R1 b R2 T1:b R3 1", "because we must",
    "distribution S1 1300 S2 800 T1 b T2 a XS 0", "R1 a R2 P2:b R3 1", "kept we rushed", "", "codes", "help", "undo",
    "table t", "P1 1.600", "S1 +200", "play", "yes", "no", "quit", "show",
)  # fmt: skip
SURVEYED = ("", "marketing", "distribution", "before", "after", "own", "partner", "m", "d", "1 2 3 4 5 6 7 8 9 10",
            "10 9 8 7 6 5 4 3 2 1", "1", "7", "yes", "no", "undo", "help", "quit", "1 1 1", "I ask first")  # fmt: skip
LED = ("next", "back", "say", "clock", "note It was loud.", "pause", "go", "extend 2", "extend -1", "tables .",
       "later 5",       "tables nowhere.toml", "help", "?", "", "steps", "skip", "quit")  # fmt: skip


def lines_at_a_table(room: Room, dice: random.Random) -> Through:
    record = room.fresh() / "t.toml"
    words = ("play", "--plain", PLACE, "--seat", dice.choice(["marketing", "distribution", "both"]),
             "--structure", dice.choice(["silo", "talk", "sync"]), "--record", str(record))  # fmt: skip
    return said(*words, lines=typed(PLAYED, dice, 40))


def lines_of_sheets(room: Room, dice: random.Random) -> Through:
    record = room.fresh() / "t.toml"
    return said("enter", str(record), "--scenario", PLACE, lines=typed(ENTERED, dice, 40))


def lines_of_a_survey(room: Room, dice: random.Random) -> Through:
    return said("survey", str(room.fresh() / "s.toml"), lines=typed(SURVEYED, dice, 40))


def lines_of_a_workshop(room: Room, dice: random.Random) -> Through:
    path = room.put("mine.toml", TWENTY.encode())
    return said("workshop", str(path), "--new", "--plain", lines=typed(LED, dice))


WORDS = (
    "demo", "play", "debrief", "guide", "lab", "enter", "kit", "scenario", "survey", "workshop", "show", "check", "new",
    "schema", "list", "simulate", PLACE, "cold-brew", "--plain", "--seat", "marketing", "--seed", "7", "--record",
    "spoiled/t.toml", "--structure", "sync", "--json", "--out", "spoiled", "--csv", "--help", "-h", "--version",
    "--from", "--marketing", "growth-chaser", "--seasons", "3", "--table", "act", "--list", "--new", "--resume",
    "--show", "care", "spoiled", "/dev/null", ".", "--speed", "60", "--survey", "--no-survey", "--md", "--names",
    "--minutes", "--dir",
)  # fmt: skip


def arguments(room: Room, dice: random.Random) -> Through:
    room.put("t.toml", room.half)
    words = [spoiled_line(dice.choice(WORDS), dice) for _ in range(dice.randint(1, 6))]
    words = [word.replace("\x00", "") for word in words if not {"lab", "kit"} & {word}]
    return said(*words, lines=b"\n\n")


def keys_and_sizes(room: Room, dice: random.Random) -> Through:
    sit(room.fresh(), dice)
    return Through(0, "", "")


DOORS: Mapping[str, Door] = MappingProxyType(
    {
        door.__name__.replace("_", "-"): door
        for door in (
            scenario_file, scenario_papers, content_files, runs_of_show, prompts, settings, bookmarks, sheets, records,
            surveys, journals, talks, seasons_played_on, lines_at_a_table, lines_of_sheets, lines_of_a_survey,
            lines_of_a_workshop, arguments, keys_and_sizes,
        )
    }
)  # fmt: skip
