"""A session led at a line prompt: from beginning to end, on a clock that the test turns, and gone on with."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from game.cli.workshop import clock
from game.scenario import load
from game.store.record import Record
from game.table.moves import Commit
from game.table.structure import structure
from tests.cli.prompting import squeezed, surroundings, unplugged
from tests.house.checkout import ROOT
from tests.narrowed import there
from tests.workshop.rehearsing import TWENTY, Clock, Room


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path / "twenty.toml")
    yield room
    room.kept.close()


def test_a_session_is_led_to_its_end_and_summed_up(room: Room) -> None:
    said = room.lead(2, "next", 9, "next", 5, "note They asked.", 0, "next", 2, "next", 2, "next")
    assert "1 of 5 Welcome" in said
    assert "lastmile play first-day --seat both --structure silo" in said
    assert "Used: 20 minutes, 35% of them for the debrief." in said
    assert "Talk: They asked." in said
    assert "Play is eating" not in said


def test_cues_and_the_end_of_a_step_are_said_once_when_they_come_due(room: Room) -> None:
    said = room.lead("next", 4, "", 1, "", 2, "", 3, "", "")
    assert said.count(">> 4 min: Half-way.") == 1
    assert said.count(">> Two minutes left in this step.") == 1
    assert said.count(">> Time. Type next") == 1


def test_play_that_eats_the_debrief_is_told_so_without_being_asked(room: Room) -> None:
    said = room.lead("next", 13, "help", "")
    assert ">> Play is eating the debrief: 2 of its 7 minutes are gone at this pace." in said
    assert said.count(">> Play is eating") == 1


def test_a_room_that_is_opened_early_loses_nothing(tmp_path: Path) -> None:
    room = Room(tmp_path / "early.toml", begun=False)
    said = room.lead(25, "", "note Chairs.", 5, "go", "next", 9, "next")
    assert "The clock waits for go · from now: debrief by" in said
    assert "Play is eating" not in said and "Time." not in said
    assert (room.kept.session.began, room.kept.session.spare) == (30 * 60.0, 120.0)
    room.kept.close()


def test_a_pause_that_eats_the_debrief_says_that_it_is_the_pause(room: Room) -> None:
    said = room.lead("pause", 6, "", "go", "")
    assert (
        "This pause is eating the debrief: 6 of its 7 minutes are gone. Type go, or move the end with: later 6" in said
    )
    assert "Play is eating the debrief: 6 of its 7" in said.partition("Type go")[2]


def test_an_extension_into_the_debrief_needs_a_second_word(room: Room) -> None:
    said = room.lead("next", "extend 3", "steps", "extend 3 anyway", "steps")
    assert "That takes 1 of the debrief's 7 minutes." in said
    assert "To do it all the same: extend 3 anyway" in said
    assert said.count("9+3 min") == 1
    assert room.kept.session.extra[1] == 3


def test_a_debrief_step_is_not_skipped_by_the_way(room: Room) -> None:
    said = room.lead("next", "next", "skip", "skip anyway")
    assert "the debrief is what the session is for" in said
    assert room.kept.session.skipped == {2}


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("nxt", "Did you mean 'next'?"),
        ("n", "could be next or note"),
        ("next now", "next: expected nothing after it, given 'now'."),
        (
            "extend",
            "extend: expected 1 to 1,440 minutes, or fewer with a minus sign, such as extend 5, given ''",
        ),
        ("extend ten", "given 'ten'"),
        ("extend 0", "given '0'"),
        (
            "extend 99999999",
            "extend: expected 1 to 1,440 minutes, or fewer with a minus sign, such as extend 5, given '99999999'.",
        ),
        (
            "later 99999999",
            "later: expected 1 to 1,440 minutes, or fewer with a minus sign, such as later 5, given '99999999'.",
        ),
        ("extend 1440 anyway", "extend: expected 1 to 600 minutes for the step in all, given 2 and 1440."),
        ("later -19 min", "2 of 5 Act"),
        ("later -20", "later: expected the session's end 1 to 1460 minutes after its beginning, given 20 and -20."),
        ("extend 1.5", "'1.5' is finer than this can be set: 1 or 2?"),
        ("extend --1", "such as extend 5, given '--1'."),
        ("later +-2", "given '+-2'"),
        ("extend 5 please", "expected nothing more, or 'anyway', given 'please'."),
        ("go", "The clock is running."),
        ("note", "note: nothing is noted yet. Expected your words, given none."),
        ("note \x1b[31m", "the control sign U+001B at character 6"),
        ("back", "This is the first step"),
        ("→", "means nothing here"),
        ("ex -1", "Welcome"),
    ],
)
def test_rubbish_is_answered_and_the_session_goes_on(room: Room, typed: str, says: str) -> None:
    said = room.lead(typed, "next")
    assert says in said
    assert "2 of 5 Act" in said


def test_every_command_in_the_help_is_obeyed(room: Room) -> None:
    said = room.lead("next", "back", "pause", "go", "later 5", "note x", "say", "clock", "steps", "help", "extend 1",
                     "skip")  # fmt: skip
    assert "means nothing here" not in said
    assert "write something down: each step of the debrief shows it" in said


def test_what_was_noted_is_at_hand_in_every_step_of_the_debrief_and_when_asked_for(room: Room) -> None:
    room.lead("note Sighs.", "next", "note She guessed at his motives.", "say")
    played, both = squeezed(room.out.getvalue()), "Your notes - Welcome: Sighs. - Act: She guessed at his motives."
    assert "Your notes" not in played  # the debrief has not begun
    assert both in after(room, "note")
    assert both in after(room, "next")
    assert f"{both} - Talk: A long silence." in after(room, "note A long silence.", "next")
    assert "Your notes" not in after(room, "next")  # to close


def after(room: Room, *steps: str) -> str:
    """What is said from the last of some lines on, when they are typed in a session that goes on."""
    room.lead(*steps[:-1])
    room.out.truncate(0)
    said = room.lead(steps[-1])
    return said.partition("left")[2]


def test_cues_that_were_said_before_a_break_are_not_said_again(room: Room) -> None:
    room.lead("next", 5, "")
    room.out.truncate(0)
    assert "Half-way" not in room.lead("").partition("On the way")[2].partition("left ·")[2]


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of a season that two partners played."""
    path = tmp_path_factory.mktemp("seasons") / "act-1.toml"
    with Record.create(path, load("first-day"), 7, structure("silo")) as kept:
        while not kept.table.over:
            kept.play(Commit("marketing"))
            kept.play(Commit("distribution"))
    return path


def test_the_tables_of_the_room_bring_their_questions_to_each_step_of_the_debrief(room: Room, season: Path) -> None:
    said = room.lead(f"tables {season} nowhere.toml", "next", "next", "next")
    assert "One table was read." in said
    assert "nowhere.toml: expected a record, found no file there." in said
    assert room.kept.session.tables == (str(season), str((ROOT / "nowhere.toml").resolve()))
    last = said.partition("What next?")[2]
    assert "For these tables" in last and "Listen for:" in last


def test_the_tables_are_still_known_after_a_break(room: Room, season: Path) -> None:
    room.lead(f"tables {season}", "next", "next", "next")
    room.out.truncate(0)
    assert "For these tables" in room.lead("say")


@pytest.mark.parametrize("typed", ["tables", "tables 'open", "tables nowhere.toml", "tables loop", "tables /"])
def test_tables_that_cannot_be_read_change_nothing(
    room: Room, typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if sys.platform != "win32":
        (tmp_path / "loop").symlink_to("loop")
    said = room.lead(typed, "next")
    assert "expected" in said
    assert room.kept.session.tables == ()


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lastmile: Callable[..., Any]) -> Callable[..., Any]:
    """`lastmile workshop` with some lines, as through a pipe."""
    monkeypatch.setenv("LASTMILE_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text(TWENTY)

    def workshop(lines: list[str], *arguments: str) -> tuple[int, str, str]:
        said: tuple[int, str, str] = lastmile("workshop", *arguments, lines=lines)
        return said

    return workshop


def test_the_same_command_goes_on_where_it_was_left_and_new_begins_anew(
    workshop: Callable[..., Any], tmp_path: Path
) -> None:
    code, out, _ = workshop(["next"], "mine.toml")
    assert code == 0
    assert "The session is saved" in out
    assert "mine.toml, as you left it" in out or "Twenty, as you left it" in workshop(["steps"], "mine.toml")[1]
    assert "1 of 5" in workshop([], "mine.toml", "--new")[1]
    assert len(list((tmp_path / "workshops").iterdir())) == 2


def test_a_rehearsal_is_gone_on_with_by_a_rehearsal_and_the_day_begins_anew(workshop: Callable[..., Any]) -> None:
    assert "This is a rehearsal" in workshop(["go", "next"], "mine.toml", "--speed=60")[1]
    again = workshop(["steps"], "mine.toml", "--speed=60")[1]
    assert "as you left it" in again and "2 of 5" in again
    day = workshop(["go"], "mine.toml")[1]
    assert "1 of 5" in day
    assert "as you left it" not in day and "This is a rehearsal" not in day
    assert "as you left it" in workshop([], "mine.toml")[1]


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process")
def test_what_was_done_survives_a_kill(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(TWENTY)
    command = [sys.executable, "-m", "game", "workshop", str(tmp_path / "mine.toml")]
    leading = subprocess.Popen(
        command, cwd=ROOT, env=surroundings(tmp_path), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        encoding="utf-8",
    )  # fmt: skip
    there(leading.stdin).write("note Before the lights went out.\nnext\n")
    there(leading.stdin).flush()
    assert any("2 of 5" in line for line in there(leading.stdout))
    leading.send_signal(signal.SIGKILL)
    leading.communicate()
    again = subprocess.run(
        command, cwd=ROOT, env=surroundings(tmp_path), input="next\nnext\nnext\nnext\n", capture_output=True, text=True,
        encoding="utf-8", check=True, timeout=120,
    )  # fmt: skip
    assert "as you left it" in again.stdout
    assert "Welcome: Before the lights went out." in again.stdout


def test_a_home_that_nothing_can_be_kept_in_is_refused(
    workshop: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("LASTMILE_HOME", str(tmp_path / "file"))
    code, _, err = workshop([], "mine.toml")
    assert (code, "expected a place where a session can be kept" in err) == (2, True)


def test_a_finished_session_is_begun_anew(workshop: Callable[..., Any]) -> None:
    assert "The session" in workshop(["next"] * 5, "mine.toml")[1]
    assert "1 of 5" in workshop([], "mine.toml")[1]


def test_the_clock_can_run_faster_to_rehearse(workshop: Callable[..., Any]) -> None:
    code, _, _ = workshop(["next", "quit"], "mine.toml", "--speed", "600")
    assert code == 0
    for wrong in ("0", "-1", "nan", "1e9", "fast"):
        assert workshop([], "mine.toml", f"--speed={wrong}")[0] == 2
    assert workshop([], "mine.toml", "--table", "")[0] == 2


def test_the_clock_goes_on_while_a_laptop_sleeps_and_when_the_walls_is_set_back() -> None:
    wall, steady = Clock(1000.0), Clock(5.0)
    now = clock(0.0, 2.0, wall, steady)
    wall.now, steady.now = 1060.0, 5.0  # slept for a minute
    assert now() == 120.0
    wall.now, steady.now = 100.0, 95.0  # set back by a quarter of an hour, after ninety seconds
    assert now() == 180.0


def test_the_shelf_and_a_whole_script_are_printed(workshop: Callable[..., Any]) -> None:
    _, out, _ = workshop([], "--list")
    assert all(name in out for name in ("half-day", "ninety-minutes", "forty-five-minutes", "onboarding", "self-paced"))
    _, out, _ = workshop([], "ninety-minutes", "--list")
    assert "13 of 13" in out
    assert "left ·" not in out


def test_a_wrong_run_is_refused_with_one_message(workshop: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text(TWENTY.replace("minutes = 20", "minutes = 25"))
    code, out, err = workshop([], "bad.toml")
    assert (code, out) == (2, "")
    assert err.startswith("bad.toml:5:11: expected")
    code, _, err = workshop([], "half-dya")
    assert (code, "Did you mean 'half-day'?" in err) == (2, True)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal")
class TestInATerminal:
    @pytest.fixture
    def terminal(self, tmp_path: Path) -> Iterator[Any]:
        import pexpect

        (tmp_path / "mine.toml").write_text(TWENTY)
        command = ["-m", "game", "workshop", str(tmp_path / "mine.toml"), "--speed", "300"]
        environment = {**surroundings(tmp_path), "TERM": "xterm"}
        child = pexpect.spawn(sys.executable, command, cwd=str(ROOT), env=environment, encoding="utf-8", timeout=60)
        yield child
        unplugged(child)

    def test_the_clock_stays_on_top_and_what_comes_due_is_said_while_nobody_types(self, terminal: Any) -> None:
        terminal.expect_exact("1. Welcome")
        terminal.expect_exact("1/5> ")
        terminal.sendline("next")
        terminal.expect_exact(">> 4 min: Half-way.")
        terminal.expect_exact("Play is eating the debrief")

    @pytest.mark.parametrize("after", ["20 minutes", "after a power cut"])
    def test_ctrl_c_says_that_all_is_saved_at_any_moment_after_the_first_line(self, terminal: Any, after: str) -> None:
        terminal.expect_exact(after)
        terminal.sendintr()
        terminal.expect_exact("The session is saved.")
        terminal.wait()
        assert terminal.exitstatus == 130

    def test_ctrl_c_says_that_all_is_saved_and_gives_the_terminal_back(self, terminal: Any) -> None:
        terminal.expect_exact("1/5> ")
        terminal.sendintr()
        terminal.expect_exact("\x1b[r")
        terminal.expect_exact("The session is saved.")
        terminal.wait()
        assert terminal.exitstatus == 130
