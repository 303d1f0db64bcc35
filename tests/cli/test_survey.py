"""`lastmile survey`: sheets of paper typed in, resumed, undone, refused, told and exported."""

import csv
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from game.cli.facilitating.sheets import ranks_from
from game.refusal import Refusal
from game.scenario import load
from game.store.record import Record
from game.store.replay import read_record
from game.store.surveyfile import SurveyFile, is_survey, read_survey
from game.table.moves import Commit
from tests.cli.prompting import squeezed, surroundings
from tests.house.checkout import ROOT
from tests.narrowed import there

OWN, OTHER = "1 2 3 4 5 6 7 8 9 10", "10 9 8 7 6 5 4 3 2 1"
SHEET = [OWN, "", OTHER, "", OWN, "", "5 60", "2 30"]
"""Three rankings, each confirmed by Enter, and two statements."""


@pytest.fixture
def survey(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lastmile: Callable[..., Any]) -> Callable[..., Any]:
    monkeypatch.setenv("LASTMILE_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)

    def survey(lines: list[str], *arguments: str | Path) -> tuple[int, str, str]:
        code, out, err = lastmile("survey", *arguments, lines=lines)
        return code, squeezed(out), err

    return survey


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """The record of a short table: one month of three."""
    path = tmp_path / "act-1.toml"
    with Record.create(path, load("first-day"), 7) as kept:
        kept.play(Commit("marketing"))
        kept.play(Commit("distribution"))
    return path


def test_a_pile_of_sheets_becomes_a_survey(survey: Callable[..., Any], tmp_path: Path) -> None:
    code, out, _ = survey(["m b", "", *SHEET, "d before", "", *SHEET, "m a", *SHEET, "I will ask.", ""], "one.toml")
    assert code == 0
    found = read_survey(tmp_path / "one.toml").survey.seats
    assert there(found["marketing"].ranking("before", "partner")).ranks["fines"] == 1
    assert there(found["distribution"].rating("before", "keep-moving")).others == 60
    assert there(found["marketing"].promise).text == "I will ask."
    assert all(one.paper for one in found["marketing"].rankings)
    assert "marketing, before own, partner, meta 2 of 2" in out


def test_answers_join_the_record_of_a_table(survey: Callable[..., Any], record: Path) -> None:
    eight = ["1 2 3 4 5 6 7 8", "", "8 7 6 5 4 3 2 1", "", "1 2 3 4 5 6 7 8", "", "5 60", "2 30"]
    assert survey(["m b", "3 1 2", "", *eight, ""], record)[0] == 0
    table = read_record(record).table
    assert there(table.survey.seats["marketing"].ranking("before", "own")).paper
    job = there(table.survey.seats["marketing"].ranking("before", "job")).ranks
    assert (list(job.values())[:3], set(list(job.values())[3:])) == ([2, 3, 1], {4})
    assert len(table.history) == 1


def test_a_new_survey_asks_what_the_slips_of_a_place_ask(survey: Callable[..., Any], tmp_path: Path) -> None:
    eight = "1 2 3 4 5 6 7 8"
    code, out, _ = survey(
        ["m b", "1 2 3", "", eight, "", eight, "", ""], "--scenario", "first-day", "--short", "one.toml"
    )
    assert (code, "marketing, before job, own, partner 0 of 0" in out) == (0, True)
    found = read_survey(tmp_path / "one.toml")
    assert (len(found.instrument.keys), "launch-date" in found.instrument.keys) == (8, False)
    code, _, err = survey(["m b"], "--short", "one.toml")
    assert (code, "expected a new FILE" in err) == (2, True)


def test_typing_goes_on_where_it_was_left_and_enter_keeps_what_is_there(
    survey: Callable[..., Any], tmp_path: Path
) -> None:
    survey(["m b", "", OWN, "", OTHER, ""], "one.toml")
    _, out, _ = survey(["m b", "", "", "", OWN, "", "", "", ""], "one.toml")
    assert "marketing, before own, partner 0 of 2" in out
    kept = read_survey(tmp_path / "one.toml").survey.seats["marketing"]
    assert there(kept.ranking("before", "own")).ranks["fines"] == 10
    assert kept.ranking("before", "meta") is not None


def test_undo_goes_back_to_the_question_before(survey: Callable[..., Any], tmp_path: Path) -> None:
    survey(["m b", "", OWN, "", "undo", OTHER, "", "undo", "undo", "undo"], "one.toml")
    assert (
        there(read_survey(tmp_path / "one.toml").survey.seats["marketing"].ranking("before", "own")).ranks["fines"] == 1
    )


def test_what_is_read_back_wrongly_is_typed_again(survey: Callable[..., Any], tmp_path: Path) -> None:
    survey(["m b", "", OWN, "no", OTHER, "maybe", ""], "one.toml")
    assert (
        there(read_survey(tmp_path / "one.toml").survey.seats["marketing"].ranking("before", "own")).ranks["fines"] == 1
    )


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (["x b"], "expected a seat and a moment, such as m b"),
        (["m"], "expected a seat and a moment"),
        (["m b", "", "1 2 3"], "expected 10 whole numbers with spaces between them, given 3"),
        (["m b", "", "1 2 3 4 5 6 7 8 9 99"], "expected a rank from 1 to 10 for fines, given 99"),
        (["m b", "", "1 1 1 1 1 1 1 1 1 1"], "the same rank for everything"),
        (["m b", "", "a b c d e f g h i j"], "expected 10 whole numbers"),
        (["m b", "", "", "", "", "8 50"], "expected 1 (not at all) to 7 (fully)"),
        (["m b", "", "", "", "", "7 500"], "expected 0 to 100"),
        (["m b", "", "", "", "", "seven"], "expected two whole numbers"),
        (["m a", "", "", "", "", "", "\x1b[31m"], "the control sign U+001B at character 1"),
        (
            ["m a", "", "", "", "", "", "x" * 1001],
            "at most 1,000 characters for the promise, given 1,001.",
        ),
    ],
)
def test_rubbish_is_answered_and_asked_again(
    survey: Callable[..., Any], tmp_path: Path, typed: list[str], says: str
) -> None:
    code, out, _ = survey([*typed, "quit"], "one.toml")
    assert (code, says in out) == (0, True)
    assert is_survey(tmp_path / "one.toml")


def test_a_promise_for_a_table_that_never_played_is_refused_in_plain_words(
    survey: Callable[..., Any], tmp_path: Path
) -> None:
    path = tmp_path / "new.toml"
    Record.create(path, load("first-day"), 7).close()
    _, out, _ = survey(["m a", "", "", "", "", "", "I will ask.", "quit"], path)
    assert "nothing to debrief" in out


def test_a_file_that_is_neither_is_refused_and_left_alone(survey: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "notes.toml").write_text("mine = 1\n")
    code, _, err = survey(["m b"], "notes.toml")
    assert (code, "expected a Last Mile record" in err) == (2, True)
    assert (tmp_path / "notes.toml").read_text() == "mine = 1\n"


def test_a_record_in_play_is_refused(survey: Callable[..., Any], record: Path) -> None:
    with Record.resume(record):
        code, _, err = survey(["m b"], record)
    assert (code, "found it in play" in err) == (2, True)


def test_what_a_table_ranked_is_told_and_that_one_table_proves_nothing(survey: Callable[..., Any]) -> None:
    survey(["m b", "", *SHEET, "d b", "", *SHEET, ""], "one.toml")
    code, out, _ = survey([], "--show", "one.toml")
    assert code == 0
    assert "Before: your own two orders are nearly the same (+1.00" in out
    assert "This is one table: a picture to talk about, not a measurement." in out


def test_a_room_is_told_and_a_bad_file_between_good_ones_is_named(survey: Callable[..., Any], tmp_path: Path) -> None:
    for number in range(6):
        survey(["m b", "", *SHEET, "d b", "", *SHEET, "m a", *SHEET, "", "d a", *SHEET, "", ""], f"{number}.toml")
    (tmp_path / "bad.toml").write_bytes(b"\x00rubbish")
    code, out, err = survey([], "--show", "0.toml", "bad.toml", *(f"{number}.toml" for number in range(1, 6)))
    assert code == 2
    assert "bad.toml: expected a Last Mile record" in err
    assert "The room" in out
    assert "(95% interval 0.00 to 0.00, 6 pairs; the interval holds 0" in out


def test_rows_and_a_codebook_of_every_column_are_written(
    survey: Callable[..., Any], tmp_path: Path, record: Path
) -> None:
    survey(["m b", "", *SHEET, ""], "one.toml")
    code, _, _ = survey([], "--csv", "out", "one.toml", record)
    assert code == 0
    with (tmp_path / "out" / "survey.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    with (tmp_path / "out" / "codebook.csv").open(newline="", encoding="utf-8-sig") as file:
        book = [(one["file"], one["column"]) for one in csv.DictReader(file) if one["means"]]
    with (tmp_path / "out" / "predictions.csv").open(newline="", encoding="utf-8-sig") as file:
        predictions = csv.reader(file).__next__()
    assert [("predictions.csv", name) for name in predictions] + [("survey.csv", name) for name in rows[0]] == book
    assert (rows[0]["table"], rows[0]["rank_own_fines"], rows[0]["accuracy_rho"]) == ("table 1", "10", "")


def test_the_same_is_written_as_one_workbook(survey: Callable[..., Any], tmp_path: Path, record: Path) -> None:
    survey(["m b", "", *SHEET, ""], "one.toml")
    code, out, _ = survey([], "--xlsx", "out", "one.toml", record)
    assert (code, out.split()) == (0, [str(Path("out") / "survey.xlsx")])
    with zipfile.ZipFile(tmp_path / "out" / "survey.xlsx") as book:
        names = book.read("xl/workbook.xml").decode()
    assert [name for name in ("survey", "predictions", "codebook") if f'name="{name}"' in names] == [
        "survey", "predictions", "codebook",
    ]  # fmt: skip


def test_a_survey_taken_for_a_record_says_how_to_read_it(tmp_path: Path) -> None:
    SurveyFile.create(tmp_path / "one.toml").close()
    with pytest.raises(Refusal, match="found a survey without one"):
        read_record(tmp_path / "one.toml")


def test_a_place_that_nothing_can_be_kept_in_is_refused(survey: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    code, _, err = survey(["m b"], tmp_path / "file" / "one.toml")
    assert (code, "expected a place where a survey can be kept" in err) == (2, True)


def test_a_survey_torn_at_its_very_beginning_says_that_nothing_was_lost(
    survey: Callable[..., Any], tmp_path: Path
) -> None:
    SurveyFile.create(tmp_path / "one.toml").close()
    (tmp_path / "one.toml").write_bytes((tmp_path / "one.toml").read_bytes()[:150])
    code, _, err = survey(["m b"], "one.toml")
    assert (code, "nothing was typed in yet" in err) == (2, True)


def test_two_files_to_type_into_are_refused(survey: Callable[..., Any]) -> None:
    code, _, err = survey([], "one.toml", "two.toml")
    assert (code, "expected one FILE to type into" in err) == (2, True)


def read_record_keys() -> Any:
    from game.table.survey.instrument import read_instrument

    return {key: at for at, key in enumerate(read_instrument().keys, 1)}


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process")
def test_what_was_typed_survives_a_kill(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "game", "survey", str(tmp_path / "one.toml")]
    typing = subprocess.Popen(
        command, cwd=ROOT, env=surroundings(tmp_path), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        encoding="utf-8",
    )  # fmt: skip
    there(typing.stdin).write(f"m b\n\n{OWN}\n\n")
    there(typing.stdin).flush()
    assert any("what they believe their partner's order is" in line for line in there(typing.stdout))
    typing.send_signal(signal.SIGKILL)
    typing.communicate()
    assert read_survey(tmp_path / "one.toml").survey.seats["marketing"].ranking("before", "own") is not None


def test_ranks_are_read_from_top_to_bottom() -> None:
    assert ranks_from("2, 1,3", "abc") == {"a": 2, "b": 1, "c": 3}
