"""Records in a heap: those that can be read are debriefed, and each other one is named with what is wrong."""

import csv
import io
import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from game.debrief import data
from game.debrief.debriefing import collect, labels_of
from game.debrief.examining import Findings
from game.debrief.gathering import gather
from game.debrief.gathering import given as given_by
from game.debrief.instrument import Surveyed
from game.debrief.report import publishing
from game.doors.tables import csv_text
from game.store.surveyfile import SurveyFile
from game.table.moves import Commit, Move
from game.table.survey.instrument import read_instrument
from game.table.survey.moves import Rank
from tests.debrief.seasons import OPENING, findings, moves, recorded

OWN = """
[prompts.who-else]
step = "work"
theme = "lead"
say = "Whose turn was it to speak?"
why = "It asks."
source = "design choice"
tag = "D"
listen = "A name."
follow-up = "And then?"
minutes = 4
when = ["deadlocks >= 1", "months >= 1", "talk is cards"]
shows = ["deadlock", "own-words", "clash", "fit"]
"""


@pytest.fixture
def debrief(monkeypatch: pytest.MonkeyPatch, lastmile: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """Run the command: its exit code, what it printed, what it complained of."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)

    return partial(lastmile, "debrief")


@pytest.fixture
def heap(tmp_path: Path) -> Path:
    """Two good records between all that can be wrong."""
    folder = tmp_path / "heap"
    whole = recorded(folder / "b-good.toml").read_bytes()
    recorded(folder / "deeper" / "z-good.toml")
    torn = recorded(folder / "a-torn.toml")
    torn.write_bytes(torn.read_bytes()[:-40])
    (folder / "c-altered.toml").write_bytes(whole.replace(b"I wanted", b"I wished"))
    (folder / "d-older.toml").write_bytes(whole.replace(b"format = 2", b"format = 1", 1))
    (folder / "e-newer.toml").write_bytes(whole.replace(b"format = 2", b"format = 9", 1))
    (folder / "f-empty.toml").write_bytes(b"")
    (folder / "g-else.toml").write_bytes(b'title = "a shopping list"\n')
    (folder / "h-photo.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / ".hidden").write_bytes(b"x")
    recorded(folder / "i-unplayed.toml", *moves()[:4])
    return folder


def test_good_records_are_found_between_rubbish_and_each_piece_of_it_is_named(heap: Path) -> None:
    got = collect([heap])
    assert [one.path.name for one in got.found] == ["a-torn.toml", "b-good.toml", "z-good.toml"]
    told = "\n".join(got.problems)
    for name, what in (
        ("c-altered.toml", "found it altered"),
        ("d-older.toml", "found one of format 1"),
        ("e-newer.toml", "found one of format 9"),
        ("f-empty.toml", "found an empty file"),
        ("g-else.toml", "found some other file"),
        ("h-photo.jpg", "records end in .toml"),
        ("i-unplayed.toml", "no month was played"),
    ):
        (line,) = [problem for problem in got.problems if name in problem]
        assert what in line
    assert "hidden" not in told and not got.asked


def test_of_very_many_files_that_are_no_records_a_hundred_are_told(tmp_path: Path) -> None:
    for number in range(150):
        (tmp_path / f"table-{number}.toml").write_bytes(b"")
    problems = collect([tmp_path]).problems
    assert len(problems) == 101 and "table-99.toml" in problems[99]
    assert problems[100] == "and 50 more. Mend some of these and look again."


def test_what_a_torn_record_lost_is_said_in_its_report(heap: Path, debrief: Callable[..., Any]) -> None:
    code, out, err = debrief(heap / "a-torn.toml")
    assert (code, err) == (0, "")
    assert "no whole move" in " ".join(out.split())


def test_a_record_of_ones_own_scenario_is_debriefed_where_the_scenario_is_not(
    lastmile: Callable[..., Any], debrief: Callable[..., Any], tmp_path: Path
) -> None:
    assert lastmile("scenario", "new", "ours", "--from", "first-day")[0] == 0
    assert lastmile("demo", "ours", "--record", "one.toml")[0] == 0
    shutil.rmtree(tmp_path / "ours")
    code, out, err = debrief("one.toml")
    assert (code, err) == (0, "")
    told = " ".join(out.split())
    assert "Note: The scenario 'ours' is not to be found here, or cannot be played any more" in told
    assert "Ours, Ghent, Belgium · 3 months, March to May" in told


def test_the_rest_is_reported_and_the_room_too(heap: Path, debrief: Callable[..., Any], tmp_path: Path) -> None:
    code, _, err = debrief(heap, "--out", tmp_path / "out", "--md", "--csv")
    assert code == 0
    assert err.count("h-photo.jpg") == 1 and "The other 3 tables will be debriefed." in err
    names = sorted(path.name for path in (tmp_path / "out").iterdir() if not path.name.startswith("."))
    assert names == ["codebook.csv", "evidence.csv", "months.csv", "predictions.csv", "room.md", "survey.csv",
                     "table-1.md", "table-2.md", "table-3.md", "tables.csv"]  # fmt: skip
    assert f"Table 2: {heap / 'b-good.toml'}" in err


def test_a_record_that_was_asked_for_and_cannot_be_read_makes_the_command_say_so(
    heap: Path, debrief: Callable[..., Any]
) -> None:
    code, out, err = debrief(heap / "b-good.toml", heap / "missing.toml")
    assert code == 2 and "missing.toml: expected a record, found no file there." in err
    assert "Debrief: Table 1" in out


def test_an_empty_folder_is_named(tmp_path: Path, debrief: Callable[..., Any]) -> None:
    (tmp_path / "none").mkdir()
    code, _, err = debrief(tmp_path / "none")
    assert code == 2 and "expected records in this folder, found none" in err


def test_the_same_record_counts_once(heap: Path) -> None:
    assert len(collect([heap / "b-good.toml", heap / "b-good.toml"]).found) == 1


def test_a_copy_of_a_table_is_counted_once_where_it_went_farthest_and_told(heap: Path) -> None:
    whole = (heap / "b-good.toml").read_bytes()
    (heap / "b-good (Kopie).toml").write_bytes(whole)
    (heap / "b-earlier.toml").write_bytes(whole[:-40])
    got = collect([heap])
    assert [one.path.name for one in got.found] == ["a-torn.toml", "b-good.toml", "z-good.toml"]
    copies = [problem for problem in got.problems if "counted once" in problem]
    assert len(copies) == 2 and all("the same table as" in problem for problem in copies)


def test_files_are_taken_in_natural_order_and_a_table_keeps_its_number(
    tmp_path: Path, debrief: Callable[..., Any]
) -> None:
    for number in (10, 2, 1):
        recorded(tmp_path / "act" / f"table-{number}.toml")
    assert [one.path.stem for one in collect([tmp_path / "act"]).found] == ["table-1", "table-2", "table-10"]
    debrief(tmp_path / "act", "--out", tmp_path / "out", "--md")
    assert {"table-1.md", "table-2.md", "table-10.md"} <= {path.name for path in (tmp_path / "out").iterdir()}
    labels = labels_of(collect([tmp_path / "act"]).found)
    assert labels == [("Table 1", 0), ("Table 2", 0), ("Table 10", 0)]


def a_room(folder: Path, *tables: tuple[str, str, str]) -> Path:
    """Records of pairs in folders of their own: each a place in the folder, whose it is, and its structure."""
    for place, pair, preset in tables:
        apart: list[Move] = [*OPENING, *[Commit("marketing"), Commit("distribution")] * 3]
        recorded(folder / place, *(moves() if preset == "talk" else apart), preset=preset, pair=pair)
    return folder


def test_the_acts_of_a_pair_are_one_table_and_keep_its_number_and_theirs(tmp_path: Path) -> None:
    room = a_room(
        tmp_path, ("pair-7/act-1.toml", "seven", "silo"), ("pair-7/act-2.toml", "seven", "talk"),
        ("pair-3/act-2.toml", "three", "talk"), ("pair-3/act-1.toml", "three", "silo"),
        ("pair-5/act-2.toml", "five", "talk"),
    )  # fmt: skip
    assert labels_of(collect([room]).found) == [
        ("Table 3, act 1", 1), ("Table 3, act 2", 2), ("Table 5, act 2", 2),
        ("Table 7, act 1", 1), ("Table 7, act 2", 2),
    ]  # fmt: skip


def test_acts_and_tables_whose_names_have_no_number_are_counted_as_they_were_begun(tmp_path: Path) -> None:
    room = a_room(tmp_path, ("b/first.toml", "b", "silo"), ("a/x.toml", "", "silo"), ("b/again.toml", "b", "talk"))
    assert labels_of(collect([room]).found) == [("Table 1, act 1", 1), ("Table 2, act 2", 2), ("Table 2, act 1", 1)]


def test_a_room_of_pairs_counts_pairs_and_sets_their_acts_side_by_side(
    tmp_path: Path, debrief: Callable[..., Any]
) -> None:
    acts = [(f"{n}/act-{act}.toml", f"pair{n}", "silo" if act == 1 else "talk") for n in range(1, 7) for act in (1, 2)]
    room = a_room(tmp_path / "room", *acts[:-1])
    _, _, err = debrief(room, "--out", tmp_path / "out", "--md")
    assert f"Table 6, act 1: {room / '6' / 'act-1.toml'}" in err
    assert {"table-1-act-1.md", "table-5-act-2.md"} <= {path.name for path in (tmp_path / "out").iterdir()}
    told = (tmp_path / "out" / "room.md").read_text()
    assert "6 tables, 11 seasons · The stall (11 seasons) · structures: silo (6) and talk (5)" in told
    assert "Not all are here: Table 6 has no act 2." in told
    assert "The same months came again with the same luck" in told
    assert "in every season" in told and "11 tables" not in told
    assert "5 pairs)" in told.partition("Predictions that came true")[2]  # the first acts foretold nothing
    debrief(room / "1", "--out", tmp_path / "one", "--md")
    assert not (tmp_path / "one" / "room.md").exists()  # one pair is no room
    told = (tmp_path / "one" / "table-1.md").read_text()
    assert "Act 1: The stall, silo · Act 2: The stall, talk" in told
    assert "| What | Act 1: silo | Act 2: talk |" in told


def test_a_report_folder_holds_what_the_last_run_wrote_and_whatever_a_person_put_there(
    tmp_path: Path, debrief: Callable[..., Any]
) -> None:
    for number in (1, 2, 3):
        recorded(tmp_path / "act" / f"table-{number}.toml")
    debrief(tmp_path / "act", "--out", tmp_path / "out", "--md", "--csv")
    (tmp_path / "out" / "mine.md").write_text("notes")
    (tmp_path / "act" / "table-3.toml").unlink()
    debrief(tmp_path / "act", "--out", tmp_path / "out", "--md")
    names = sorted(path.name for path in (tmp_path / "out").iterdir() if not path.name.startswith("."))
    assert names == ["mine.md", "room.md", "table-1.md", "table-2.md"]


TEN = {key: at for at, key in enumerate(read_instrument().keys, 1)}


def test_a_survey_on_paper_joins_the_room_and_is_no_table(
    heap: Path, tmp_path: Path, debrief: Callable[..., Any]
) -> None:
    with SurveyFile.create(heap / "paper.toml") as survey:
        for seat in ("marketing", "distribution"):
            for whose in ("own", "partner"):
                survey.play(Rank(seat, "before", whose, TEN, paper=True))
    got = collect([heap])
    assert len(got.surveys) == 1 and len(got.found) == 3
    debrief(heap / "b-good.toml", heap / "paper.toml", "--out", tmp_path / "out", "--md", "--csv")
    rows = read(tmp_path / "out" / "survey.csv")
    assert {line["table"] for line in rows} == {"Table 1", "Survey 1"}
    assert (tmp_path / "out" / "room.md").is_file()


def test_two_acts_of_the_same_people_count_once_in_a_rooms_perception_gap() -> None:
    first, second = findings("talk"), findings("talk", 4)
    assert [bool(one.survey.seats["marketing"].rankings) for one in given_by([first, second], ())] == [False, True]
    assert gather([first, second]).room.levels["accuracy", "before"].pairs == 1
    assert [len(one.readings) for one in given_by([first, second], ())] == [2, 2]


def read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_without_the_extras_one_line_says_what_to_install_and_the_rest_is_written(
    heap: Path, debrief: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("game.printing.can_print", lambda: False)
    monkeypatch.setattr(publishing, "can_draw", lambda: False)
    monkeypatch.setattr("game.debrief.debriefing.can_draw", lambda: False)
    code, _, err = debrief(heap / "b-good.toml", "--out", tmp_path / "out")
    assert code == 0 and "pip install 'lastmile-game[print,report]'" in err
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"table-1.md", "table-1.html", "tables.csv"} <= names and "table-1.pdf" not in names
    assert "The joint value grew to" in (tmp_path / "out" / "table-1.html").read_text(encoding="utf-8")
    code, _, err = debrief(heap / "b-good.toml", "--out", tmp_path / "again", "--pdf")
    assert code == 2 and "No PDF" in err


def test_all_formats_are_written_when_none_is_chosen(heap: Path, debrief: Callable[..., Any], tmp_path: Path) -> None:
    code, out, _ = debrief(heap / "b-good.toml", "--out", tmp_path / "out")
    assert code == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"table-1.md", "table-1.html", "table-1.pdf", "tables.csv", "codebook.csv"} <= names
    assert "<svg" in (tmp_path / "out" / "table-1.html").read_text(encoding="utf-8")
    assert str(tmp_path / "out" / "table-1.pdf") in out.splitlines()


def test_own_prompts_join_those_there_are_and_their_mistakes_are_told_first(
    heap: Path, debrief: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "own").mkdir()
    own = tmp_path / "own" / "mine.toml"
    own.write_text(OWN, encoding="utf-8")
    code, out, err = debrief(heap / "b-good.toml", "--prompts", "own", "--minutes", 40)
    assert (code, err) == (0, "") and "Whose turn was it to speak?" in " ".join(out.split())
    own.write_text(OWN.replace("minutes = 4", "minutes = 0"), encoding="utf-8")
    code, out, err = debrief(heap / "b-good.toml", "--prompts", "own")
    assert (code, out) == (2, "") and "own/mine.toml:11:11: expected a number of at least 1 for 'minutes'" in err


def test_a_time_that_holds_no_debrief_is_refused(heap: Path, debrief: Callable[..., Any]) -> None:
    code, out, err = debrief(heap / "b-good.toml", "--minutes", 3)
    assert (code, out) == (2, "") and "expected a whole number from 8 to 240, given '3'." in err


def test_a_folder_that_cannot_be_written_to_is_refused(heap: Path, debrief: Callable[..., Any]) -> None:
    code, _, err = debrief(heap / "b-good.toml", "--out", heap / "b-good.toml" / "x", "--md")
    assert code == 2 and "the reports could not be written: not a directory" in err


def texts(tables: list[Findings], given: list[Surveyed]) -> dict[str, str]:
    return {f"{name}.csv": csv_text(*sheet) for name, sheet in data.sheets(tables, given).items()}


def test_the_codebook_tells_of_every_column_of_every_file() -> None:
    tables = [findings("talk")]
    files = texts(tables, given_by(tables, ()))
    book = list(csv.DictReader(io.StringIO(files["codebook.csv"].lstrip("\ufeff"))))
    for name, text in files.items():
        if name != "codebook.csv":
            (head, *_) = csv.reader(io.StringIO(text.lstrip("\ufeff")))
            told = [line["column"] for line in book if line["file"] == name]
            assert head == told and len(set(head)) == len(head)
    assert all(line["means"] for line in book)


def test_the_figures_hold_nobodys_words() -> None:
    tables = [findings("talk")]
    text = "".join(texts(tables, given_by(tables, ())).values())
    for said in ("I wanted to know.", "try it", "not this month", "A tenth, no more."):
        assert said not in text


def test_the_figures_are_the_records_own() -> None:
    tables = [findings("talk")]
    (line,) = csv.DictReader(io.StringIO(texts(tables, [])["tables.csv"].lstrip("\ufeff")))
    assert float(line["joint"]) == pytest.approx(tables[0].case.joint)
    assert (line["deadlocks"], line["talk"]) == ("2.0", "cards")
    months = list(csv.DictReader(io.StringIO(texts(tables, [])["months.csv"].lstrip("\ufeff"))))
    assert sum(float(one["joint"]) for one in months) == pytest.approx(float(line["joint"]))


def test_a_folder_of_more_files_than_any_room_has_is_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.debrief.debriefing.MOST_FILES", 20)
    for number in range(21):
        (tmp_path / f"photo-{number}.jpg").touch()
    found = collect([tmp_path])
    assert (found.found, found.asked) == ((), True)
    assert found.problems == (
        f"{tmp_path}: expected a folder of records, found more than 20 files and folders in it. Name the folder that "
        "the records are in.",
    )


@pytest.mark.skipif(os.name == "nt", reason="no names of that kind there")
def test_a_name_that_would_steer_the_terminal_is_shown_and_steers_nothing(
    tmp_path: Path, debrief: Callable[..., Any]
) -> None:
    recorded(tmp_path / "in" / "\x1b]0;table\x07.toml")
    (tmp_path / "in" / "\x9b31m.jpg").touch()
    (tmp_path / "in" / "gone.toml").symlink_to(tmp_path / "nowhere")
    code, out, err = debrief(tmp_path / "in", "--out", tmp_path / "\x1b[2Jout", "--md")
    assert code == 0
    assert f"gone.toml: expected a record, found a link to {tmp_path / 'nowhere'}, where there is nothing." in err
    assert (out + err).replace("\n", "").isprintable()
