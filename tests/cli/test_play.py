"""The command `lastmile play --plain`: a season line by line, through a pipe and in a terminal."""

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from game.rules.levers import Seat
from game.scenario.shelf import shipped
from game.store.replay import read_record
from tests.cli.prompting import PLAY, squeezed, surroundings, tables, typed, unplugged
from tests.house.checkout import ROOT
from tests.narrowed import there

ENTER = ""
MONTH = [ENTER] * 4
"""Pass, ask nothing, propose nothing, keep last month's plan, keep no line."""


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lastmile: Callable[..., Any]) -> Callable[..., Any]:
    """Play with some lines and arguments, as through a pipe."""
    for name, value in surroundings(tmp_path).items():
        monkeypatch.setenv(name, value)

    def play(lines: list[str], *arguments: str) -> CompletedProcess[str]:
        return subprocess.CompletedProcess((), *lastmile("play", "--plain", *arguments, lines=lines))

    return play


def test_without_a_terminal_it_names_the_ways_to_play_and_to_watch(tmp_path: Path) -> None:
    ended = subprocess.run([*PLAY], cwd=ROOT, env=surroundings(tmp_path), capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "needs a terminal" in ended.stderr
    assert "lastmile play --plain" in ended.stderr
    assert "lastmile demo" in ended.stderr


@pytest.mark.parametrize("slug", shipped())
def test_a_season_of_every_scenario_can_be_played_with_enter_alone(play: Callable[..., Any], slug: str) -> None:
    ended = play(MONTH * 12, slug, "--seed", "7")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Joint value of the season" in ended.stdout
    assert "To go on" not in ended.stdout


@pytest.mark.parametrize("seat", ["marketing", "distribution", "both"])
@pytest.mark.parametrize("structure", ["silo", "talk", "sync"])
def test_every_seat_can_be_played_in_every_structure(play: Callable[..., Any], seat: Seat, structure: str) -> None:
    ended = play(MONTH * 9, "first-day", "--seed", "7", "--seat", seat, "--structure", structure)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Joint value of the season" in ended.stdout


def test_a_pipe_sees_no_prompt_and_no_cursor_tricks(play: Callable[..., Any]) -> None:
    out = play([*MONTH, "help"], "first-day", "--seed", "7").stdout
    assert "\x1b" not in out and "\r" not in out
    assert ", plan>" not in out


def test_the_end_of_the_input_says_that_all_is_saved_and_how_to_go_on(play: Callable[..., Any], tmp_path: Path) -> None:
    ended = play(MONTH, "first-day", "--seed", "7")
    assert ended.returncode == 0
    assert ended.stdout.splitlines()[-1] == "  lastmile play --plain --resume"
    (path,) = tables(tmp_path)
    assert len(read_record(path).table.history) == 1


def test_a_table_is_gone_on_with_where_it_was_left(play: Callable[..., Any], tmp_path: Path) -> None:
    play(MONTH, "first-day", "--seed", "7")
    ended = play(MONTH * 2, "--resume")
    assert "The table is as you left it, in April, month 2 of 3." in ended.stdout
    assert "Joint value of the season" in ended.stdout
    (path,) = tables(tmp_path)
    assert read_record(path).table.over


def test_a_season_in_two_sittings_is_the_season_in_one(play: Callable[..., Any], tmp_path: Path) -> None:
    whole = tmp_path / "whole.toml"
    play(MONTH * 3, "first-day", "--seed", "7", "--record", str(whole))
    play(MONTH, "first-day", "--seed", "7")
    play(MONTH * 2, "--resume")
    (parts,) = tables(tmp_path)
    assert read_record(parts).table.joint_value == read_record(whole).table.joint_value


def test_a_season_is_played_on_from_a_month_and_is_no_best(play: Callable[..., Any], tmp_path: Path) -> None:
    season = tmp_path / "season.toml"
    first = squeezed(play(MONTH * 3, "first-day", "--seed", "7", "--record", str(season)).stdout)
    assert "The first season you finished here with the cost hawk: " in first
    kept = (tmp_path / "bests.toml").read_text()
    again = play(MONTH * 2, "--resume", str(season), "--from-month", "April")
    assert "Months kept: 1. The season goes on in " in squeezed(again.stderr)
    assert "played on from a month of another is no best of yours: its luck was known." in squeezed(again.stdout)
    on, before = read_record(tmp_path / "season-on.toml").table, read_record(season).table
    assert on.joint_value == before.joint_value
    assert (tmp_path / "bests.toml").read_text() == kept


def test_the_latest_unfinished_table_is_offered_and_gone_on_with(play: Callable[..., Any], tmp_path: Path) -> None:
    play(MONTH, "first-day", "--seed", "7")
    ended = play([], "cold-brew", "--seed", "7")
    (first, _second) = (tmp_path / "tables" / "first-day.toml", tmp_path / "tables" / "cold-brew.toml")
    assert "You have an unfinished table too: First day, month 2 of 3." in squeezed(ended.stdout)
    assert f"lastmile play --plain --resume {first}" in ended.stdout
    assert "First day" in play([], "--resume", str(first)).stdout


def test_the_latest_table_is_not_passed_over_where_it_is_damaged(play: Callable[..., Any], tmp_path: Path) -> None:
    play(MONTH, "first-day", "--seed", "7")
    play(MONTH, "cold-brew", "--seed", "7")
    latest = tmp_path / "tables" / "cold-brew.toml"
    latest.write_bytes(latest.read_bytes()[:500])
    ended = play([], "--resume")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"{latest}: expected the head of a record, found only a part of it")
    assert "First day" in play([], "--resume", str(tmp_path / "tables" / "first-day.toml")).stdout


def test_with_no_table_to_go_on_with_it_says_so(play: Callable[..., Any]) -> None:
    ended = play([], "--resume")
    assert ended.returncode == 2
    assert ended.stderr == "There is no unfinished table to go on with. Begin one: lastmile play --plain\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["cold-brw"], "Did you mean 'cold-brew'?"),
        (["--partner", "cost-hank"], "Did you mean 'cost-hawk'?"),
        (["--seat", "both", "--partner", "cost-hawk"], "expected none with --seat both"),
        (["--resume", "no/such/file.toml"], "no/such/file.toml"),
        (["--resume", "--seed", "3"], "leave out seed"),
    ],
)
def test_what_cannot_be_begun_is_refused_and_leaves_nothing(
    play: Callable[..., Any], tmp_path: Path, arguments: list[str], said: str
) -> None:
    ended = play([], *arguments)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert said in ended.stderr
    assert tables(tmp_path) == []


def test_a_record_is_never_written_over(play: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("mine", encoding="utf-8")
    ended = play([], "first-day", "--record", str(path))
    assert ended.returncode == 2
    assert path.read_text(encoding="utf-8") == "mine"


def test_levers_are_set_shown_taken_back_and_committed(play: Callable[..., Any], tmp_path: Path) -> None:
    lines = [ENTER, ENTER, "price.cake 30", "price.bre 22", "undo", "delivery 5", "commit because spring", ENTER]
    out = squeezed(play(lines, "first-day", "--seed", "7").stdout)
    assert "price.cake-box: €30.00, was €36.00." in out
    assert "Taken back: price.breakfast-box is €26.00 again." in out
    assert "Committed." in out
    (path,) = tables(tmp_path)
    month = read_record(path).table.history[0]
    assert month.commits["marketing"].why == "spring"
    played = month.commits["marketing"].plan
    assert (played["price.cake-box"], played["price.breakfast-box"], played["delivery-promise"]) == (30.0, 26.0, 5.0)


def test_a_reset_can_be_undone_and_undo_says_what_it_took_back(play: Callable[..., Any]) -> None:
    lines = [ENTER, ENTER, "undo", "price.cake 30", "price.bre 22", "reset", "undo", "undo", "undo", "undo"]
    out = squeezed(play(lines, "first-day", "--seed", "7").stdout)
    assert out.count("There is nothing to take back.") == 2
    assert "Taken back: price.breakfast-box is €22.00, price.cake-box is €30.00 again." in out
    assert "Taken back: price.cake-box is €36.00 again." in out


def test_a_prediction_that_cannot_come_true_is_refused_with_what_can(play: Callable[..., Any]) -> None:
    out = squeezed(play(["predict stock sideways 3", "why"], "first-day", "--seed", "7").stdout)
    assert "expected one of " in out
    assert "given 'sideways'" in out
    assert "given nothing" in out


def test_help_lists_what_can_be_typed_at_every_prompt(play: Callable[..., Any]) -> None:
    lines = ["help", ENTER, "help", ENTER, "help", ENTER, "help"]
    helps = play(lines, "first-day", "--seed", "7").stdout.split("You can type:")[1:]
    assert len(helps) == 4
    for command, text in zip(("predict", "ask NUMBER", "SETTING VALUE", "keep"), helps, strict=True):
        assert command in text.split("\n\n")[0]
    for text in helps:
        for everywhere in ("why NUMBER", "? WORD", "help", "quit", "(Enter alone)"):
            assert everywhere in text


def test_a_word_is_explained_and_a_mistyped_one_met_with_the_nearest(play: Callable[..., Any]) -> None:
    out = squeezed(play(["? otif", "?goodwil", "? xyzzy"], "first-day", "--seed", "7").stdout)
    assert "OTIF: On time, in full:" in out
    assert "The glossary has no 'goodwil'. Did you mean Goodwill?" in out
    assert "The glossary has no 'xyzzy'." in out


def test_why_takes_the_numbered_figure_apart(play: Callable[..., Any]) -> None:
    shown = play(MONTH[:4], "first-day", "--seed", "7").stdout
    number = there(re.search(r"\[(\d+)\] +Orders, Cake box", shown)).group(1)
    out = play([*MONTH[:4], f"why {number}", "why 99", "why", "why me"], "first-day", "--seed", "7").stdout
    assert "Orders for Cake box:" in out
    assert "Usual demand" in out
    assert "No figure is numbered 99." in out
    assert out.count("why: expected the number of a figure") == 2


def test_before_the_first_month_there_is_nothing_to_explain_yet(play: Callable[..., Any]) -> None:
    assert "none yet" in squeezed(play(["why 1"], "first-day", "--seed", "7").stdout)


def test_the_coach_asks_about_the_plan_that_lies_there(play: Callable[..., Any]) -> None:
    silo = ("first-day", "--seed", "7", "--structure", "silo")
    usual = play([ENTER, "coach"], *silo).stdout
    assert "?" in usual[usual.index("Plan: your levers") :]
    drafted = play([ENTER, "price.breakfast-box 21", "coach"], *silo).stdout
    assert "You move breakfast box from" in squeezed(drafted)
    assert "You move breakfast box" not in squeezed(usual)


def test_the_partner_is_read_without_the_coach(play: Callable[..., Any]) -> None:
    assert "A partner is read unaided." in squeezed(play(["coach"], "first-day", "--seed", "7").stdout)


def test_asking_is_answered_at_once(play: Callable[..., Any]) -> None:
    out = play([ENTER, "ask 1", "ask 99"], "first-day", "--seed", "7").stdout
    assert re.search(r"You asked: “.+”", squeezed(out))
    assert "Distribution: “" in out
    assert "ask: expected a card from 1 to" in out


def test_a_question_card_keeps_the_number_that_it_was_shown_with(play: Callable[..., Any]) -> None:
    out = play([ENTER, "ask 2", "ask 3", "ask 1", "ask"], "first-day", "--seed", "7").stdout
    assert "2 How much room do you have left this month?" in squeezed(out)
    assert "3 How long would today's stock last?" in squeezed(out)
    asked = re.findall(r"You asked: “(.+?)”", squeezed(out))
    assert asked == ["How much room do you have left this month?", "How long would today's stock last?"]
    assert "ask: you have asked what you may ask this month." in squeezed(out)
    assert "from 1 to 0" not in out


def test_what_everybody_sees_has_a_number_only_where_this_seat_may_ask_why(play: Callable[..., Any]) -> None:
    for seat, numbered in (("marketing", {"Ordered"}), ("distribution", {"OTIF"})):
        out = play([ENTER] * 3, "first-day", "--seed", "7", "--seat", seat).stdout
        page = out[out.index("What everybody sees") : out.index("Your dashboard")]
        found = {name: re.search(rf"\[(\d+)\] +{name}\b", page) for name in ("Ordered", "OTIF")}
        assert {name for name, number in found.items() if number} == numbered
        numbers = re.findall(r"\[(\d+)\]", page)
        answers = play(
            [*[ENTER] * 3, *(f"why {number}" for number in numbers)], "first-day", "--seed", "7", "--seat", seat
        )
        assert "not on yours" not in answers.stdout + answers.stderr


def test_the_partners_question_can_be_answered(play: Callable[..., Any], tmp_path: Path) -> None:
    lines = [ENTER, "answer Mostly into advertising", "answer once more", ENTER, ENTER]
    out = squeezed(play(lines, "first-day", "--seed", "7").stdout)
    assert "Distribution asks you: “" in out
    assert "Answered." in out
    assert "No question waits for your answer." in out
    (path,) = tables(tmp_path)
    assert [asked.answer for asked in read_record(path).table.history[0].asked] == ["Mostly into advertising"]


def test_a_prediction_is_kept_and_shown_beside_the_truth(play: Callable[..., Any], tmp_path: Path) -> None:
    shown = play([], "first-day", "--seed", "7").stdout
    example = there(re.search(r"for example: (predict \S+ \S+ 3)\.", squeezed(shown))).group(1)
    out = play([example, ENTER, ENTER], "first-day", "--seed", "7").stdout
    assert "Reading each other" in out
    assert "You read distribution, fairly sure: distribution's tightest limit: " in squeezed(out)
    assert "guessing gives" in out
    (table,) = [read_record(path).table for path in tables(tmp_path) if read_record(path).table.history]
    assert {one.seat: one.confidence for one in table.history[0].readings}["marketing"] == 3


def test_what_is_left_unanswered_in_a_prediction_is_kept_as_unanswered(
    play: Callable[..., Any], tmp_path: Path
) -> None:
    shown = play([], "first-day", "--seed", "7").stdout
    _, limit, move, _ = there(re.search(r"for example: (predict \S+ \S+ 3)\.", squeezed(shown))).group(1).split()
    for line, said in {
        f"predict {limit} {move}": (limit, move, 0),
        f"predict - {move} 2": ("", move, 2),
        f"predict {limit} - -": (limit, "", 0),
    }.items():
        before = set(tables(tmp_path))
        out = squeezed(play([line, ENTER, ENTER], "first-day", "--seed", "7").stdout)
        assert ("how sure: not answered" in out) == (said[2] == 0)
        assert (f"of {bool(said[0]) + bool(said[1])} right" in out) is True
        (path,) = set(tables(tmp_path)) - before
        (own,) = [one for one in read_record(path).table.history[0].readings if one.seat == "marketing"]
        assert (own.constraint, own.expects, own.confidence) == said
    assert "given neither" in squeezed(play(["predict - - 3"], "first-day", "--seed", "7").stdout)


def test_a_line_is_kept(play: Callable[..., Any], tmp_path: Path) -> None:
    play([*MONTH[:3], "keep I did this because of spring"], "first-day", "--seed", "7")
    (path,) = tables(tmp_path)
    assert read_record(path).table.history[0].lines["marketing"] == "I did this because of spring"


def test_a_proposal_is_answered(play: Callable[..., Any]) -> None:
    out = squeezed(
        play([ENTER, ENTER, "propose forecast.cake 900 because I expect it"], "first-day", "--seed", "7").stdout
    )
    assert re.search(r"Distribution (signs|says no to) P\d|P\d is on the table", out)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("foo", "'foo' means nothing here."),
        ("commti", "Did you mean 'commit'?"),
        ("price.cake 99", "expected €"),
        ("price 3", "could be price."),
        ("temps 3", "no setting 'temps'"),
        ("sign P9", "No proposal of that kind is open."),
        (
            "\x00\x07",
            "U+0000 at character 1 and U+0007 at character 2. Leave them out. This line does not count.",
        ),
        ("show me", "thing to show 'me'"),
    ],
)
def test_what_means_nothing_is_answered_with_what_would(play: Callable[..., Any], line: str, said: str) -> None:
    lines = [ENTER, ENTER, line]
    assert said in squeezed(play(lines, "first-day", "--seed", "7", "--structure", "talk").stdout)


def test_a_lever_before_its_time_is_told_when_it_comes(play: Callable[..., Any]) -> None:
    assert "set it in your plan" in squeezed(play([ENTER, "price.cake 30"], "first-day", "--seed", "7").stdout)


@pytest.mark.parametrize("what", ["sheet", "figures", "news", "joint", "proposals", "partner", "brief"])
def test_everything_shown_can_be_shown_again(play: Callable[..., Any], what: str) -> None:
    before = play([ENTER], "first-day", "--seed", "7", "--structure", "sync").stdout
    after = play([ENTER, f"show {what}"], "first-day", "--seed", "7", "--structure", "sync").stdout
    assert len(after) > len(before)
    assert "means nothing" not in after


def test_quit_says_how_to_go_on(play: Callable[..., Any]) -> None:
    ended = play(["quit", "never read"], "first-day", "--seed", "7")
    assert ended.returncode == 0
    assert ended.stdout.splitlines()[-1] == "  lastmile play --plain --resume"


def test_between_two_people_there_is_a_curtain(play: Callable[..., Any]) -> None:
    out = play(MONTH * 9, "first-day", "--seed", "7", "--seat", "both").stdout
    curtains = out.split("Curtain. ")
    assert len(curtains) > 4
    for before, after in pairwise(curtains):
        assert before.count("\n\n") > 20 or before.endswith("\n" * 40) or "\n" * 40 in before
        assert after.startswith(("Marketing sits here now.", "Distribution sits here now."))


def test_behind_the_curtain_neither_sees_the_others_figures(play: Callable[..., Any]) -> None:
    out = play(MONTH * 9, "first-day", "--seed", "7", "--seat", "both", "--structure", "silo").stdout
    for part in out.split("Curtain. ")[1:]:
        if part.startswith("Marketing"):
            assert "Utilisation" not in part.split("The season  ")[0]
        else:
            assert "Goodwill (1 = at the start)" not in part
            assert not re.search(r"\] +(Leads|Goodwill|Conversion)", part)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
@pytest.mark.parametrize("lines", [1, 4, 6, 11])
def test_what_was_confirmed_survives_a_kill(tmp_path: Path, lines: int) -> None:
    typing = subprocess.Popen(
        [*PLAY, "first-day", "--plain", "--seed", "7"], cwd=ROOT, env=surroundings(tmp_path), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    there(typing.stdin).write("\n" * lines)
    there(typing.stdin).flush()
    committed, last = 0, ""
    for line in there(typing.stdout):
        committed, last = committed + ("Committed." in line), line
        # each prompt's page ends with what Enter alone does
        if committed == lines // 5 + (lines % 5 >= 4) and "Enter" in last:
            break
    typing.send_signal(signal.SIGKILL)
    typing.communicate()
    ended = typed(tmp_path, MONTH * 3, "--resume")
    assert "Joint value of the season" in ended.stdout
    (path,) = tables(tmp_path)
    assert len(read_record(path).table.history) == 3
    again = ended.stdout.count("has played out") - (3 - committed)
    assert again in ((0, 1) if committed else (0,))  # a reveal that was not left before the kill is shown again


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal")
class TestInATerminal:
    @pytest.fixture
    def terminal(self, tmp_path: Path) -> Iterator[Any]:
        import pexpect

        command = [*PLAY, "first-day", "--plain", "--seed", "7"]
        environment = {**surroundings(tmp_path), "TERM": "xterm"}
        child = pexpect.spawn(command[0], command[1:], cwd=str(ROOT), env=environment, encoding="utf-8", timeout=60)
        yield child
        unplugged(child)

    def test_every_prompt_names_the_seat_and_the_phase(self, terminal: Any) -> None:
        for phase in ("read your partner", "talk", "plan", "look back"):
            terminal.expect_exact(f"Marketing, {phase}> ")
            terminal.sendline("")

    @pytest.mark.parametrize("after", ["Ghent", "Seed 7", "month 1 of 3", "read your partner> "])
    def test_ctrl_c_says_that_all_is_saved_at_any_moment_after_the_first_line(self, terminal: Any, after: str) -> None:
        terminal.expect_exact(after)
        terminal.sendintr()
        terminal.expect_exact("The table is saved.")
        terminal.expect_exact("lastmile play --plain --resume")
        terminal.wait()
        assert terminal.exitstatus == 130

    def test_ctrl_d_says_that_all_is_saved(self, terminal: Any) -> None:
        terminal.expect_exact("read your partner> ")
        terminal.sendeof()
        terminal.expect_exact("The input has ended.")
        terminal.wait()
        assert terminal.exitstatus == 0

    def test_the_cursor_is_left_alone(self, terminal: Any) -> None:
        terminal.expect_exact("read your partner> ")
        assert set(re.findall(r"\x1b\[[0-9;?]*([A-Za-z])", terminal.before)) <= {"m"}


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be taken away there")
def test_a_record_that_was_replaced_while_in_play_is_said_to_be_kept_when_the_person_quits(tmp_path: Path) -> None:
    playing = subprocess.Popen(
        [*PLAY, "--plain", "first-day", "--seed", "7", "--record", str(tmp_path / "t.toml")],
        cwd=ROOT, env=surroundings(tmp_path), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    told = iter(there(playing.stdout).readline, "")
    assert any("Before you plan" in line or "Marketing" in line for line in told)
    whole = (tmp_path / "t.toml").read_bytes()
    (tmp_path / "t.toml").write_text("somebody else's")
    _, err = playing.communicate("quit\n")
    assert playing.returncode == 2
    assert f"All that was done before is kept whole in {tmp_path}/t-kept.toml." in err
    assert (tmp_path / "t-kept.toml").read_bytes() == whole
