"""The command `lastmile enter`: a room's sheets from a file, a pile of them at a prompt, and what is never lost."""

import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from game.cli.entering.drafts import SheetDraft
from game.cli.entering.tables import named
from game.cli.main import lastmile
from game.cli.prompt.lines import CLEARED
from game.refusal import Refusal
from game.scenario import load
from game.store.record import Record
from game.store.replay import read_record
from game.table.moves import KeepLine
from game.table.structure import structure
from tests.cli.prompting import squeezed, surroundings, typed, unplugged
from tests.house.checkout import ROOT
from tests.kit.printing import BAKERY, pages_of
from tests.kit.test_entering import of_month

SEASON = """\
table 1
month March
marketing
P1 22.80  DP 3.5
R1 b  R2 S2:a  R3 4
because The offices have asked for it.
distribution
S1 1800  T2 c
R1 d  R2 P2:c  R3 2
month April
marketing PA 3000
distribution TE 1
both marketing: F1 1700
because we both know it
month May
marketing D2 b
distribution S2 0
"""

AT_THE_PROMPT = [
    "predict floor up 4", "predict price down 2",  # March: each reads alone
    "", "",  # both leave the talk
    "price.breakfast 22.80", "delivery-promise 3.5", "commit because The offices have asked for it.",
    "stock.breakfast 1800", "outbound.homes express", "commit",
    "", "",  # both look back
    "", "",  # April: each reads
    "over", "propose forecast.breakfast 1700 because we both know it", "sign p1", "", "",
    "performance 3000", "commit", "temps 1", "commit",
    "", "",
    "", "", "", "", "promotion.cake feature", "commit", "stock.cake 0", "commit",
    "", "",
]  # fmt: skip


def entering(*arguments: Any, typed: Any = "") -> Any:
    """What `lastmile enter` printed, and what it refused."""
    runner = CliRunner()
    result = runner.invoke(lastmile, ["enter", *map(str, arguments)], input=typed)
    refused = result.exception
    assert refused is None or isinstance(refused, Refusal), result.exc_info
    return result.output, refused.message if refused else ""


def test_a_season_entered_from_paper_is_the_season_played_at_the_prompt(tmp_path: Path) -> None:
    played = typed(tmp_path, AT_THE_PROMPT, str(BAKERY), "--seat", "both", "--seed", "7", "--no-survey",
                   "--record", str(tmp_path / "prompt.toml"))  # fmt: skip
    assert "Joint value of the season" in played.stdout, played.stdout[-2000:]
    (tmp_path / "sheets.txt").write_text(SEASON, encoding="utf-8")
    told, refused = entering(tmp_path / "table-1.toml", "--sheets", tmp_path / "sheets.txt", "--scenario", BAKERY)
    assert refused == ""
    assert "Joint value of the season" in told
    prompt, paper = read_record(tmp_path / "prompt.toml").table, read_record(tmp_path / "table-1.toml").table
    assert [of_month(month) for month in paper.history] == [of_month(month) for month in prompt.history]


@pytest.fixture
def room(tmp_path: Path) -> Any:
    """A folder, and a way to enter a text for two tables in it."""

    def enter(text: Any, *more: Any, names: Any = ("table-1", "table-2")) -> Any:
        (tmp_path / "sheets.txt").write_text(text, encoding="utf-8")
        paths = [tmp_path / f"{name}.toml" for name in names]
        return entering(*paths, "--sheets", tmp_path / "sheets.txt", *more)

    return tmp_path, enter


def test_a_tables_name_steers_no_terminal(tmp_path: Path) -> None:
    record = tmp_path / "t\x1b[2J-1.toml"
    (tmp_path / "sheets.txt").write_text("table t␛[2J-1\nmonth 1\nmarketing\ndistribution\n", encoding="utf-8")
    played, refused = entering(record, "--sheets", tmp_path / "sheets.txt", "--scenario", BAKERY)
    assert refused == ""
    shown, _ = entering(record, "--show")
    assert "t␛[2J-1: March has played out" in squeezed(played)
    assert shown.startswith("table t␛[2J-1\nmonth 1\n")
    assert "\x1b" not in played + shown


def test_a_table_that_is_given_by_two_paths_is_told_as_one(tmp_path: Path) -> None:
    (tmp_path / "t1.toml").touch()
    (tmp_path / "hard.toml").hardlink_to(tmp_path / "t1.toml")
    for other in (tmp_path / "hard.toml", tmp_path / "more" / ".." / "t1.toml"):
        (tmp_path / "more").mkdir(exist_ok=True)
        _, refused = entering(tmp_path / "t1.toml", other)
        said = f"expected each table once, given {other} twice: it is the same file as {tmp_path / 't1.toml'}."
        assert refused == said


def test_results_that_cannot_be_written_are_found_out_before_a_month_is_played(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    (tmp_path / "file").touch()
    sheets = tmp_path / "sheets.txt"
    sheets.write_text("month 1\nmarketing\ndistribution\n", encoding="utf-8")
    out = tmp_path / "file" / "out.pdf"
    told, refused = entering(tmp_path / "t.toml", "--scenario", BAKERY, "--sheets", sheets, "--out", out)
    assert refused == f"{out}: the PDF could not be written: not a directory."
    assert told == ""
    assert not (tmp_path / "t.toml").exists()


def test_months_that_had_been_entered_before_are_printed_too(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    sheets, out = tmp_path / "sheets.txt", tmp_path / "out.pdf"
    sheets.write_text(SEASON, encoding="utf-8")
    first = entering(tmp_path / "table-1.toml", "--scenario", BAKERY, "--sheets", sheets, "--out", out)
    printed = pages_of(out.read_bytes())
    out.unlink()
    again = entering(tmp_path / "table-1.toml", "--sheets", sheets, "--out", out)
    assert (first[1], again[1]) == ("", "")
    assert pages_of(out.read_bytes()) == printed
    assert len(printed[0]) == 3


BOTH = "table 1\nmonth 1\nmarketing P1 22.80\ndistribution S1 1700\ntable 2\nmonth 1\nmarketing P1 5\ndistribution\n"


def test_a_table_with_a_mistake_waits_and_the_others_go_on(room: Any) -> None:
    folder, enter = room
    told, refused = enter(BOTH, "--scenario", BAKERY)
    assert "1 month was entered and saved." in told
    assert len(read_record(folder / "table-1.toml").table.history) == 1
    assert not (folder / "table-2.toml").exists()
    assert refused.splitlines()[:3] == [
        f"{folder / 'sheets.txt'}:7:14: table-2, month 1, marketing: P1: expected 19.2 to 30, given '5'.",
        "    marketing P1 5",
        "                 ^",
    ]


def test_a_corrected_file_is_entered_again_and_no_month_is_played_twice(room: Any) -> None:
    folder, enter = room
    enter(BOTH, "--scenario", BAKERY)
    first = (folder / "table-1.toml").read_bytes()
    told, refused = enter(BOTH.replace("P1 5", "P1 25"), "--scenario", BAKERY)
    assert refused == ""
    assert "1 month was entered and saved. 1 had been entered before." in squeezed(told)
    assert (folder / "table-1.toml").read_bytes() == first
    assert len(read_record(folder / "table-2.toml").table.history) == 1


def test_all_problems_of_all_sheets_come_at_once_also_of_months_to_come(room: Any) -> None:
    _, enter = room
    text = "table 1\nmonth 1\nmarketing D1 z\ndistribution\nmonth 2\nmarketing XX 1\ndistribution S1 -1\ntable 7\n"
    _, refused = enter(text, "--scenario", BAKERY)
    heads = [line.partition("sheets.txt:")[2] for line in refused.splitlines() if "sheets.txt:" in line]
    assert [head.partition(": ")[0] for head in heads] == ["3:14", "6:11", "7:17", "8:7"]
    assert "There are: table-1, table-2." in heads[-1]


def test_months_come_in_their_order(room: Any) -> None:
    _, enter = room
    _, refused = enter("table 1\nmonth 3\nmarketing\ndistribution\n", "--scenario", BAKERY)
    assert "this table is in March, month 1. Enter that one first." in refused


def test_a_stack_says_which_table_a_month_is_of(room: Any) -> None:
    _, enter = room
    _, refused = enter("month 1\nmarketing\ndistribution\n", "--scenario", BAKERY)
    assert "expected a line 'table' and a name before this month, one of: table-1, table-2." in refused
    _, refused = enter("month 1\nmarketing\ndistribution\n", "--scenario", BAKERY, names=("alone",))
    assert refused == ""


def test_a_line_kept_after_the_month_may_follow_later(room: Any) -> None:
    folder, enter = room
    text = "table 1\nmonth 1\nmarketing\ndistribution\n"
    enter(text, "--scenario", BAKERY, names=("table-1",))
    enter(text.replace("distribution\n", "distribution\nkept We knew too little.\n"), names=("table-1",))
    (month,) = read_record(folder / "table-1.toml").table.history
    assert dict(month.lines) == {"distribution": "We knew too little."}


PRIVATE = {
    "marketing": ("Goodwill", "Leads", "Brand advertising", "Budget this month"),
    "distribution": ("Stock left", "Utilisation", "Fatigue", "Inbound freight", "Budget this month"),
}


def test_own_figures_stand_on_the_slip_of_their_seat_alone(room: Any) -> None:
    folder, enter = room
    aloud, refused = enter(BOTH.replace("P1 5", "P1 25"), "--scenario", BAKERY)
    assert refused == ""
    assert not [private for names in PRIVATE.values() for private in names if private in aloud]
    assert f"lastmile enter {folder / 'table-1.toml'} --slip marketing" in squeezed(aloud)
    for seat, other in (("marketing", "distribution"), ("distribution", "marketing")):
        slip, refused = entering(folder / "table-1.toml", "--slip", seat)
        assert refused == ""
        assert f"table-1, March: for {seat} alone" in slip
        assert all(name in slip for name in PRIVATE[seat])
        assert not [name for name in PRIVATE[other][:-1] if name in slip]


def test_no_pair_reads_the_slip_of_another_and_none_before_a_month(room: Any) -> None:
    folder, enter = room
    enter(BOTH.replace("P1 5", "P1 25"), "--scenario", BAKERY)
    _, refused = entering(folder / "table-1.toml", folder / "table-2.toml", "--slip", "marketing")
    assert refused == "--slip: expected one table, because no pair reads another's figures; given 2."
    Record.create(folder / "new.toml", load("first-day"), 7, structure("talk")).close()
    _, refused = entering(folder / "new.toml", "--slip", "marketing")
    assert refused == "new: no month has been played yet, so there is no slip."


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal")
def test_at_a_prompt_a_slip_is_shown_behind_a_curtain_and_hidden_again(tmp_path: Path) -> None:
    import pexpect

    command = ["-m", "game", "enter", str(tmp_path / "t.toml"), "--scenario", str(BAKERY)]
    environment: Any = {**surroundings(tmp_path), "TERM": "xterm"}
    child = pexpect.spawn(sys.executable, command, cwd=str(ROOT), env=environment, encoding="utf-8", timeout=60)
    try:
        child.expect_exact("t, marketing> ")
        child.sendline("slip marketing")
        child.expect_exact("no month has been played yet")
        for at, line in (("marketing", "marketing"), ("marketing", "distribution"), ("distribution", "play")):
            child.expect_exact(f"t, {at}> ")
            child.sendline(line)
        child.expect_exact("What everybody sees")
        child.expect_exact("April, month 2")
        assert "Goodwill" not in child.before
        child.expect_exact("t, marketing> ")
        child.sendline("slip d")
        child.expect_exact(CLEARED)
        child.expect_exact("Distribution, press Enter when you are alone with the screen> ")
        assert "Stock left" not in child.before
        child.sendline("")
        child.expect_exact("Enter hides it> ")
        assert "Stock left" in child.before and "Goodwill" not in child.before
        child.sendline("")
        child.expect_exact(CLEARED)
        child.expect_exact("t, ")
        assert "Stock left" not in child.before
    finally:
        unplugged(child)


def test_where_data_is_shared_the_whole_month_is_read_out(room: Any) -> None:
    _, enter = room
    told, refused = enter(BOTH.replace("P1 5", "P1 25"), "--scenario", BAKERY, "--structure", "sync")
    assert refused == ""
    assert "What customers were promised, and what they got" in told
    assert "Cost of goods" in told.partition("table-1: marketing")[0]
    assert "--slip" not in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "there is no such record yet. To begin it, say where it is played: --scenario cold-brew"),
        (("--scenario", "first-dya"), "There is no scenario 'first-dya'. Did you mean 'first-day'?"),
    ],
)
def test_a_new_table_must_be_told_where_it_is_played(tmp_path: Path, arguments: Any, told: Any) -> None:
    _, refused = entering(tmp_path / "new.toml", *arguments)
    assert told in refused
    assert list(tmp_path.iterdir()) == []


def test_a_table_that_is_there_is_gone_on_with_as_it_was_begun(room: Any) -> None:
    folder, enter = room
    enter(BOTH, "--scenario", BAKERY, "--seed", "3", names=("table-1", "table-2"))
    _, refused = entering(folder / "table-1.toml", "--scenario", "cold-brew", "--seed", "4", "--structure", "silo")
    assert refused.endswith(
        "given --scenario cold-brew; it is played in bakery, and --seed 4; it has 3, and --structure silo; it has talk."
    )


def test_a_seat_that_a_partner_holds_is_not_entered(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    typed(tmp_path, [], str(BAKERY), "--seed", "7", "--record", str(path))
    _, refused = entering(path)
    assert "the cost hawk holds distribution at this table" in refused
    assert f"lastmile play --plain --resume {path}" in refused


def test_the_same_table_is_not_given_twice(tmp_path: Path) -> None:
    _, refused = entering(tmp_path / "a.toml", tmp_path / "a.toml", "--scenario", BAKERY)
    assert "expected each table once" in refused


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"month 1\nmarketing \xff\n", "sheets.txt:2:11: expected text in UTF-8, given bytes that are none"),
        (b"", "expected the codes of a month, found nothing."),
        (b"# only a remark\n\n", "expected the codes of a month, found nothing."),
        (
            b"\x00\x01\x02 rubbish \x7f\n" * 9,
            "sheets.txt:1:1: t: expected plain text, given the control signs U+0000, "
            "U+0001, U+0002 and U+007F. Leave them out.",
        ),
    ],
)
def test_a_file_of_rubbish_is_named_with_its_place(tmp_path: Path, data: Any, told: Any) -> None:
    (tmp_path / "sheets.txt").write_bytes(data)
    _, refused = entering(tmp_path / "t.toml", "--scenario", BAKERY, "--sheets", tmp_path / "sheets.txt")
    assert told in refused
    assert not (tmp_path / "t.toml").exists()


def refused_lines(folder: Path, text: str) -> list[str]:
    """What is said of a file of sheets for one new table of which nothing is played."""
    (folder / "sheets.txt").write_text(text, encoding="utf-8", newline="")
    _, refused = entering(folder / "t.toml", "--scenario", BAKERY, "--sheets", folder / "sheets.txt")
    assert not (folder / "t.toml").exists()
    return [line.replace(f"{folder}/", "") for line in refused.split("\n")]


def test_of_very_many_mistakes_a_hundred_are_told_and_how_many_more_there_are(tmp_path: Path) -> None:
    lines = refused_lines(tmp_path, "month 1\nmarketing\n" + "P9 1\n" * 40_000 + "distribution\n")
    assert len(lines) == 3 * 100 + 2
    assert lines[0].startswith("sheets.txt:3:1: t, month 1, marketing: expected a code of this sheet, given 'P9'.")
    assert lines[-2] == "sheets.txt: and 39,900 more. Mend some of these and look again."
    assert lines[-1].startswith("What is wrong was not played.")


def test_a_control_sign_is_told_with_all_other_mistakes_and_its_sheet_is_not_played(tmp_path: Path) -> None:
    text = "month 1\x07\nmarketing P1 99\x1b\nP9 1\n# a remark\x9b\ndistribution\n"
    told = [line for line in refused_lines(tmp_path, text) if line.startswith("sheets.txt:")]
    assert [line.split(" ")[0] for line in told] == [
        "sheets.txt:1:8:", "sheets.txt:2:14:", "sheets.txt:2:16:", "sheets.txt:3:1:", "sheets.txt:4:11:",
    ]  # fmt: skip
    assert told[0] == "sheets.txt:1:8: t, month 1: expected plain text, given the control sign U+0007. Leave it out."
    assert "P1: expected 19.2 to 30, given '99'." in told[1] and "U+001B" in told[2] and "U+009B" in told[4]
    assert refused_lines(tmp_path, "month 1\nmarketing\ndistribution\x00\n")[0] == (
        "sheets.txt:3:13: t, month 1, distribution: expected plain text, given the control sign U+0000. Leave it out."
    )


def test_a_link_that_leads_nowhere_is_told_before_anything_is_typed(tmp_path: Path) -> None:
    (tmp_path / "t.toml").symlink_to("away.toml")
    told, refused = entering(tmp_path / "t.toml", "--scenario", BAKERY, typed="marketing\n")
    assert (told, refused) == (
        "", f"{tmp_path / 't.toml'}: expected a record, found a link to away.toml, where there is nothing."
    )  # fmt: skip


def test_a_control_sign_before_the_first_table_is_told_too(room: Any) -> None:
    _, enter = room
    _, refused = enter("\x00\n" + BOTH, "--scenario", BAKERY)
    assert "sheets.txt:1:1: expected plain text, given the control sign U+0000." in refused


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    _, refused = entering(tmp_path / "t.toml", "--scenario", BAKERY, "--sheets", tmp_path / "none.txt")
    assert "none.txt: expected a file of sheets, found no file there." in refused


def test_sheets_can_be_piped_in_and_a_folder_or_a_flood_is_told(tmp_path: Path) -> None:
    text = "month 1\nmarketing P1 25\ndistribution\n"
    _, refused = entering(tmp_path / "t.toml", "--scenario", BAKERY, "--sheets", "-", typed=text)
    assert refused == "" and len(read_record(tmp_path / "t.toml").table.history) == 1
    _, refused = entering(tmp_path / "t.toml", "--sheets", tmp_path)
    assert "expected a file of sheets, given a folder. Name the file in it." in refused
    (tmp_path / "big.txt").write_bytes(b"#" * 1_000_001)
    _, refused = entering(tmp_path / "t.toml", "--sheets", tmp_path / "big.txt")
    assert "at most 1,000,000 bytes" in refused


def test_line_ends_and_marks_of_other_systems_are_read(tmp_path: Path) -> None:
    text = "\ufeffmonth 1\r\nmarketing P1 25\r\ndistribution\r\n"
    (tmp_path / "sheets.txt").write_text(text, encoding="utf-8", newline="")
    _, refused = entering(tmp_path / "t.toml", "--scenario", BAKERY, "--sheets", tmp_path / "sheets.txt")
    assert refused == ""


# --- at the prompt ---


def test_sheets_are_typed_line_by_line_read_back_and_played(tmp_path: Path) -> None:
    lines = ["P1 22.80 R1 b", "R2 S2:a", "", "S1 1800", "", "both marketing: F1 1700", "", "", "quit"]
    told, refused = entering(tmp_path / "t.toml", "--scenario", BAKERY, typed="\n".join(lines) + "\n")
    assert refused == ""
    assert "F1 Forecast, Breakfast box 1,700 units" in squeezed(told)
    assert "t: March has played out" in told
    (month,) = read_record(tmp_path / "t.toml").table.history
    assert month.values["price.breakfast-box"] == 22.8
    assert [(one.by, one.status) for one in month.proposals] == [("marketing", "signed")]
    assert [path.name for path in tmp_path.iterdir()] == ["t.toml"]


def test_a_wrong_line_is_not_taken_and_a_right_one_can_be_taken_back(tmp_path: Path) -> None:
    lines = ["P1 5", "P1 25", "undo", "undo", "P1 26", "", "", "", "", "quit"]
    told, _ = entering(tmp_path / "t.toml", "--scenario", BAKERY, typed="\n".join(lines) + "\n")
    assert "P1: expected 19.2 to 30, given '5'." in told
    assert "Taken back: P1 25" in told
    (month,) = read_record(tmp_path / "t.toml").table.history
    assert month.values["price.breakfast-box"] == 26.0


def test_a_code_of_the_other_sheet_is_refused_at_once_and_can_be_typed_again(tmp_path: Path) -> None:
    lines = ["S1 1700", "", "S1 1800", "", "", "", "quit"]
    told, _ = entering(tmp_path / "t.toml", "--scenario", BAKERY, typed="\n".join(lines) + "\n")
    assert squeezed(told).count("It goes below 'distribution'.") == 1
    assert "is there twice" not in told
    (month,) = read_record(tmp_path / "t.toml").table.history
    assert 1800 in month.commits["distribution"].plan.values()


def test_what_was_typed_is_there_again_after_a_power_cut(tmp_path: Path) -> None:
    told, _ = entering(tmp_path / "t.toml", "--scenario", BAKERY, typed="P1 25\nD1 b\n")
    assert not (tmp_path / "t.toml").exists()
    assert "so is what you typed" in squeezed(told)
    told, _ = entering(tmp_path / "t.toml", "--scenario", BAKERY, typed="\n\n\n\n\nquit\n")
    assert "3 lines that you typed before are here again" in squeezed(told)
    (month,) = read_record(tmp_path / "t.toml").table.history
    assert (month.values["price.breakfast-box"], month.values["promotion.breakfast-box"]) == (25.0, "feature")


class Cut(BaseException):
    """The process is gone."""


def test_a_kept_line_is_not_lost_when_the_power_goes_right_after_the_play(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record, play = tmp_path / "t.toml", Record.play

    def cut_before_the_line(self: Any, move: Any, *more: Any) -> Any:
        if isinstance(move, KeepLine):
            raise Cut
        return play(self, move, *more)

    with monkeypatch.context() as patch, pytest.raises(Cut):
        patch.setattr(Record, "play", cut_before_the_line)
        CliRunner().invoke(
            lastmile, ["enter", str(record), "--scenario", str(BAKERY)],
            input="P1 25\nkept We tried.\ndistribution\n\n\n\n",
        )  # fmt: skip
    (month,) = read_record(record).table.history
    assert not month.lines
    told, _ = entering(record, typed="quit\n")
    assert "t: what was kept of the last month had not been saved when this was cut off. It is now." in squeezed(told)
    (month,) = read_record(record).table.history
    assert dict(month.lines) == {"marketing": "We tried."}
    assert not (tmp_path / "t.toml.typed").exists()
    told, _ = entering(record, typed="quit\n")
    assert "cut off" not in told


def test_two_prompts_cannot_type_for_one_table_that_is_not_there_yet(tmp_path: Path) -> None:
    record, draft = tmp_path / "new" / "t.toml", tmp_path / "new" / "t.toml.typed"
    with SheetDraft(draft) as held:
        held.keep(1, ["marketing", "P1 25"])
        _, refused = entering(record, "--scenario", BAKERY, typed="P1 99\nquit\n")
        assert refused == f"{record}: its sheets are being typed in another window. Go on there, or close it first."
        assert held.read() == "# 1\nmarketing\nP1 25\n"
    told, _ = entering(record, "--scenario", BAKERY, typed="show\nquit\n")
    assert "2 lines that you typed before are here again" in squeezed(told)


def test_the_way_back_to_a_table_that_is_not_begun_says_where_it_is_played(tmp_path: Path) -> None:
    record = tmp_path / "t.toml"
    told, _ = entering(record, "--scenario", "first-day", "--seed", "9", typed="P1 25\nquit\n")
    assert f"lastmile enter {record} --scenario first-day --seed 9" in squeezed(told)


def test_a_prompt_that_is_left_with_nothing_typed_leaves_nothing(tmp_path: Path) -> None:
    entering(tmp_path / "new" / "t.toml", "--scenario", BAKERY, typed="quit\n")
    assert not list(tmp_path.iterdir())
    entering(tmp_path / "new" / "t.toml", "--scenario", BAKERY, typed="P1 25\nundo\nundo\nquit\n")
    assert [path.name for path in tmp_path.rglob("*.toml")] == []


def test_what_is_no_file_in_the_place_of_a_draft_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "t.toml.typed").mkdir()
    _, refused = entering(tmp_path / "t.toml", "--scenario", BAKERY, typed="quit\n")
    assert "t.toml.typed: what is typed could not be written: is a directory." in refused
    (tmp_path / "t.toml.typed").rmdir()
    (tmp_path / "thesis").write_text("mine")
    (tmp_path / "t.toml.typed").symlink_to(tmp_path / "thesis")
    _, refused = entering(tmp_path / "t.toml", "--scenario", BAKERY, typed="P1 25\nquit\n")
    assert "t.toml.typed: what is typed could not be written: there is a link. Move it." in refused
    assert (tmp_path / "thesis").read_text() == "mine"


@pytest.mark.parametrize(
    ("draft", "says"),
    [
        ("# 1\nmarketing\nP1 29\n", "March was played with other sheets than were typed here before."),
        ("# 3\nmarketing\nP1 29\n", "Lines that were typed before are for another month."),
        ("# 2\nmarketing\nP1 \x1b\n", "Lines that were typed before cannot be read."),
    ],
)
def test_lines_of_another_month_are_put_aside_and_told(tmp_path: Path, draft: Any, says: Any) -> None:
    record = tmp_path / "t.toml"
    entering(record, "--scenario", BAKERY, typed="P1 25\n\n\n\n\nquit\n")
    (tmp_path / "t.toml.typed").write_text(draft)
    told, _ = entering(record, typed="P1 26\nquit\n")
    assert f"t: {says}" in squeezed(told)
    assert (tmp_path / "t.toml.typed-1").read_text() == draft
    assert (tmp_path / "t.toml.typed").read_text().startswith("# 2\n")


def test_the_tables_of_a_stack_take_turns_and_one_can_be_skipped(tmp_path: Path) -> None:
    lines = ["P1 25", "", "", "", "", "skip", "quit"]
    told, _ = entering(tmp_path / "a.toml", tmp_path / "b.toml", "--scenario", BAKERY,
                       typed="\n".join(lines) + "\n")  # fmt: skip
    assert told.index("a: March has played out") < told.index("b: Bakery, March") < told.index("a: Bakery, April")


def test_a_plan_over_its_budget_is_told_before_it_is_played(tmp_path: Path) -> None:
    lines = ["", "TE 4 XS 40", "", "", "", "undo", "TE 1", "", "", "", "quit"]
    told, _ = entering(tmp_path / "t.toml", "--scenario", BAKERY, typed="\n".join(lines) + "\n")
    assert "expected a plan within the budget of €6,000.00" in squeezed(told)
    (month,) = read_record(tmp_path / "t.toml").table.history
    assert month.values["temps"] == 1.0


def test_where_nobody_talks_nobody_is_asked_what_was_signed(tmp_path: Path) -> None:
    told, _ = entering(tmp_path / "t.toml", "--scenario", BAKERY, "--structure", "silo", typed="\n\n\nquit\n")
    assert "What both signed" not in told
    assert len(read_record(tmp_path / "t.toml").table.history) == 1


def test_a_season_that_is_over_takes_no_more(tmp_path: Path) -> None:
    (tmp_path / "sheets.txt").write_text(SEASON, encoding="utf-8")
    entering(tmp_path / "table-1.toml", "--sheets", tmp_path / "sheets.txt", "--scenario", BAKERY)
    told, refused = entering(tmp_path / "table-1.toml")
    assert "the season is over" in told and refused == ""


def test_a_table_is_named_by_its_record_or_by_its_number() -> None:
    paths = [Path("x/table-1.toml"), Path("x/table-12.toml"), Path("red.toml")]
    assert named(paths, "1") == paths[0]
    assert named(paths, "012") == paths[1]
    assert named(paths, "RED") == named(paths, "red.toml") == paths[2]
    for wrong in ("2", "rde", "", "9" * 400):
        with pytest.raises(Refusal, match="there is no table"):
            named(paths, wrong)
    with pytest.raises(Refusal, match="Write the whole name"):
        named([Path("a/t-1.toml"), Path("b/t-1.toml")], "1")


def test_what_was_entered_is_shown_as_codes_that_enter_it_again(tmp_path: Path) -> None:
    (tmp_path / "sheets.txt").write_text(SEASON, encoding="utf-8")
    entering(tmp_path / "table-1.toml", "--sheets", tmp_path / "sheets.txt", "--scenario", BAKERY)
    shown, refused = entering(tmp_path / "table-1.toml", "--show")
    assert refused == ""
    (tmp_path / "copy.txt").write_text(shown.replace("table table-1", "table copy"), encoding="utf-8")
    _, refused = entering(tmp_path / "copy.toml", "--sheets", tmp_path / "copy.txt", "--scenario", BAKERY)
    assert refused == ""
    table, again = (read_record(tmp_path / name).table for name in ("table-1.toml", "copy.toml"))
    assert [of_month(month) for month in again.history] == [of_month(month) for month in table.history]


# --- on paper ---


def test_the_results_can_be_printed_with_a_slip_for_each_seat(room: Any) -> None:
    folder, enter = room
    told, refused = enter(BOTH.replace("P1 5", "P1 25"), "--scenario", BAKERY, "--out", folder / "r.pdf")
    assert refused == ""
    assert "The results to print, 2 pages" in squeezed(told)
    said, outside = pages_of((folder / "r.pdf").read_bytes())
    assert outside == []
    assert [text.splitlines()[0].split(" ")[0] for text in said] == ["table-1:", "table-2:"]
    for text in said:
        assert "Stock left, Cake box" in text and "Goodwill" in text and "Event cards to open in April" in text


def test_without_its_libraries_nothing_is_played_that_could_not_be_printed(
    room: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, enter = room
    monkeypatch.setattr("game.printing.importlib.util.find_spec", lambda name: None)
    _, refused = enter(BOTH, "--scenario", BAKERY, "--out", folder / "r.pdf")
    assert refused.startswith("To print, Last Mile needs")
    assert not (folder / "table-1.toml").exists()


def test_a_table_that_is_played_elsewhere_or_was_altered_waits_and_the_others_go_on(room: Any) -> None:
    folder, enter = room
    enter(BOTH.replace("P1 5", "P1 25"), "--scenario", BAKERY)
    later = "table 1\nmonth 2\nmarketing\ndistribution\ntable 2\nmonth 2\nmarketing\ndistribution\n"
    with Record.resume(folder / "table-1.toml"):
        told, refused = enter(later)
    assert "1 month was entered" in told and "found it in play" in refused
    path = folder / "table-2.toml"
    path.write_bytes(path.read_bytes().replace(b"marketing", b"mArketing", 1))
    told, refused = enter(later)
    assert "1 month was entered" in told and "found it altered" in refused


def test_the_example_in_the_documentation_can_be_entered(room: Any) -> None:
    folder, enter = room
    page = (ROOT / "docs" / "paper.md").read_text(encoding="utf-8")
    example = page.split("<!-- the example -->\n```text\n")[1].split("```")[0]
    _, refused = enter(example, "--scenario", "first-day")  # as the page says, in the place that ships
    assert refused == ""
    (first,) = read_record(folder / "table-1.toml").table.history
    (second,) = read_record(folder / "table-2.toml").table.history
    assert first.values["extra-shift"] == 0.1 and second.values["extra-shift"] == 0.05
    assert [(one.by, one.status) for one in (*first.proposals, *second.proposals)] == [
        ("distribution", "signed"),
        ("marketing", "lapsed"),
    ]


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        (("--show", "--out", "x.pdf"), "enters nothing: expected it alone, given --out too"),
        (("--slip", "marketing", "--sheets", "s.txt", "--seed", "9"), "--slip reads out"),
        (("--show", "--slip", "marketing"), "given --slip too"),
    ],
)  # fmt: skip
def test_reading_out_and_entering_are_not_asked_for_at_once(tmp_path: Path, asked: tuple[str, ...], given: str) -> None:
    told, refused = entering(tmp_path / "n.toml", *asked)
    assert told == ""
    assert given in refused
    assert not list(tmp_path.iterdir())


def test_of_two_agreements_about_one_thing_in_a_month_one_is_to_be_kept(tmp_path: Path) -> None:
    sheets = tmp_path / "s.txt"
    sheets.write_text("month 1\nmarketing\ndistribution\nboth d: F1 1600\nboth m: F1 1700\n", encoding="utf-8")
    _, refused = entering(tmp_path / "n.toml", "--scenario", "first-day", "--sheets", sheets)
    assert "both signed 'forecast.breakfast-box' twice in one month. Keep the one that holds." in refused
    assert not (tmp_path / "n.toml").exists()
    sheets.write_text("month 1\nmarketing\ndistribution\nunsigned d: F1 1600\nboth m: F1 1700\n", encoding="utf-8")
    assert entering(tmp_path / "n.toml", "--scenario", "first-day", "--sheets", sheets)[1] == ""
