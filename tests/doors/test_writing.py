"""What is written: whole or not at all, through links, into pipes, and with nothing left lying about."""

import hashlib
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from game.doors.files import read_bytes
from game.doors.folders import new_folder, owned_folder
from game.doors.writing import check_writable, growing, write
from game.refusal import Refusal
from tests.house.checkout import ROOT

OURS = re.compile(r"table-\d\.md")
posix = pytest.mark.skipif(sys.platform == "win32", reason="no such files there")


def test_what_is_written_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "report.md"
    write(path, "one")
    write(path, "two")
    assert read_bytes(path) == b"two"
    assert [one.name for one in path.parent.iterdir()] == ["report.md"]
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(Refusal, match=r"report\.md: the report could not be written: "):
        write(tmp_path / "taken" / "report.md", "three", "the report")
    with pytest.raises(Refusal):
        check_writable(tmp_path / "taken" / "report.md")
    check_writable(tmp_path / "new" / "newer" / "report.md")


def test_a_folder_is_moved_into_place_when_all_of_it_is_there(tmp_path: Path) -> None:
    with new_folder(tmp_path / "ours") as aside:
        (aside / "scenario.toml").write_text("a = 1")
        assert not (tmp_path / "ours").exists()
    assert [one.name for one in tmp_path.iterdir()] == ["ours"]
    with pytest.raises(Refusal, match="something there already"), new_folder(tmp_path / "ours"):
        pass
    with pytest.raises(Refusal, match="no space left"), new_folder(tmp_path / "other"):
        raise OSError(28, "No space left on device")
    assert [one.name for one in tmp_path.iterdir()] == ["ours"]


def test_a_file_that_could_not_be_written_is_named_as_it_was_meant_and_no_folder_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("game.doors.writing.os.fsync", full)
    for filling in (new_folder, partial(owned_folder, ours=OURS, tell=print)):
        with pytest.raises(Refusal) as refused, filling(tmp_path / "deep" / "ours") as aside:
            write(aside / "table-1.md", "one", "the report")
        place = tmp_path / "deep" / "ours" / "table-1.md"
        assert refused.value.message == f"{place}: the report could not be written: no space left on device."
    with pytest.raises(Refusal, match=r"deep/a\.md: the file could not be written"):
        write(tmp_path / "deep" / "a.md", "one")
    assert not list(tmp_path.iterdir())


def test_an_owned_folder_that_cannot_be_written_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with owned_folder(tmp_path / "o", OURS, print) as aside:
        write(aside / "table-1.md", "one")
        write(aside / "table-2.md", "two")
    before = sorted(one.name for one in (tmp_path / "o").iterdir())
    with pytest.raises(Refusal), owned_folder(tmp_path / "o", OURS, print) as aside:
        write(aside / "table-1.md", "changed")
        raise OSError(28, "No space left on device")
    assert sorted(one.name for one in (tmp_path / "o").iterdir()) == before
    assert (tmp_path / "o" / "table-1.md").read_text() == "one"
    with owned_folder(tmp_path / "o", OURS, print) as aside:
        write(aside / "table-1.md", "again")
    assert sorted(one.name for one in (tmp_path / "o").iterdir()) == [".written-by-lastmile", "table-1.md"]


def test_an_owned_folder_loses_no_file_of_a_name_that_is_never_written(tmp_path: Path) -> None:
    for name in ("thesis.docx", "table-9.md", "notes.md"):
        (tmp_path / name).write_text("mine")
    (tmp_path / "table-8.md").mkdir()
    (tmp_path / ".written-by-lastmile").write_text("thesis.docx\ntable-9.md\nnotes.md\ntable-8.md\n../x\n")
    with owned_folder(tmp_path, OURS, print) as aside:
        write(aside / "table-1.md", "one")
    names = sorted(one.name for one in tmp_path.iterdir())
    assert names == [".written-by-lastmile", "notes.md", "table-1.md", "table-8.md", "table-9.md", "thesis.docx"]


def test_a_folder_in_the_place_of_a_page_is_found_before_any_page_is_changed(tmp_path: Path) -> None:
    with owned_folder(tmp_path / "o", OURS, print) as aside:
        write(aside / "table-1.md", "old")
    (tmp_path / "o" / "table-2.md").mkdir()
    with pytest.raises(Refusal) as refused, owned_folder(tmp_path / "o", OURS, print, "the reports") as aside:
        write(aside / "table-1.md", "new")
        write(aside / "table-2.md", "new")
    assert refused.value.message == (
        f"{tmp_path}/o: expected places for the reports, found what no earlier run wrote, or not as it is now:\n"
        "  table-2.md: a folder\n"
        "Nothing was written. Move away what you want to keep, remove the rest, or name another folder."
    )
    assert (tmp_path / "o" / "table-1.md").read_text() == "old"


def test_no_file_is_replaced_that_is_not_proven_to_be_ours_and_all_of_them_are_named(tmp_path: Path) -> None:
    fill(tmp_path / "o", "table-1.md", "table-2.md", "table-3.md")
    (tmp_path / "o" / "table-2.md").write_text("with my notes")
    (tmp_path / "o" / "table-4.md").write_text("a stranger's")
    (tmp_path / "thesis.md").write_text("mine")
    (tmp_path / "o" / "table-5.md").symlink_to(tmp_path / "thesis.md")
    (tmp_path / "o" / "table-6.md").symlink_to(tmp_path / "nothing.md")
    before = {one.name: one.read_bytes() for one in (tmp_path / "o").iterdir() if one.exists()}
    with pytest.raises(Refusal) as refused:
        fill(tmp_path / "o", *(f"table-{number}.md" for number in range(1, 8)))
    assert re.findall(r"  (table-\d\.md: .*)", refused.value.message) == [
        "table-2.md: a file", "table-4.md: a file", "table-5.md: a link", "table-6.md: a link",
    ]  # fmt: skip
    assert {one.name: one.read_bytes() for one in (tmp_path / "o").iterdir() if one.exists()} == before
    assert (tmp_path / "thesis.md").read_text() == "mine" and not (tmp_path / "nothing.md").exists()


def test_a_list_that_is_a_link_is_neither_believed_nor_written_through(tmp_path: Path) -> None:
    fill(tmp_path / "o", "table-1.md")
    (tmp_path / "o" / ".written-by-lastmile").rename(tmp_path / "list")
    (tmp_path / "o" / ".written-by-lastmile").symlink_to(tmp_path / "list")
    (tmp_path / "o" / "table-1.md").write_text("mine")
    before = (tmp_path / "list").read_text()
    with pytest.raises(Refusal, match=r"  table-1\.md: a file\n  \.written-by-lastmile: a link\n"):
        fill(tmp_path / "o", "table-1.md")
    assert (tmp_path / "list").read_text() == before


@pytest.mark.parametrize("moved", range(1, 5))
def test_a_run_that_ends_while_its_pages_are_moved_in_leaves_none_that_the_next_does_not_know(
    tmp_path: Path, moved: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with owned_folder(tmp_path, OURS, print) as aside:
        for name in ("table-1.md", "table-2.md", "table-3.md"):
            write(aside / name, "of the first run")
    moves: list[Path] = []

    def replace(new: Path, place: Path) -> None:
        moves.extend([place] if place.parent == tmp_path else [])
        if len(moves) > moved:
            raise KeyboardInterrupt
        new.rename(place)

    monkeypatch.setattr("game.doors.folders.os.replace", replace)
    with pytest.raises(KeyboardInterrupt):
        fill(tmp_path, "table-1.md", "table-2.md", "table-4.md")
    monkeypatch.undo()
    assert fill(tmp_path, "table-1.md") == []
    assert sorted(one.name for one in tmp_path.iterdir()) == [".written-by-lastmile", "table-1.md"]


@pytest.mark.parametrize("way", ["write", "growing"])
def test_a_link_is_written_through_and_stays_a_link(tmp_path: Path, way: str) -> None:
    (tmp_path / "kept").mkdir()
    real = tmp_path / "kept" / "table-1.md"
    real.write_text("old")
    real.chmod(0o640)
    (tmp_path / "o").mkdir()
    (tmp_path / "o" / "between").symlink_to(real)
    link = tmp_path / "o" / "table-1.md"
    link.symlink_to("between")
    if way == "write":
        write(link, "new")
    else:
        with growing(link) as file:
            file.write("new")
            assert real.read_text() == "old"
    assert link.is_symlink() and link.read_text() == "new"
    assert real.read_text() == "new" and not real.is_symlink() and real.stat().st_mode & 0o777 == 0o640
    assert [one.name for one in real.parent.iterdir()] == ["table-1.md"]


def test_a_link_to_nothing_yet_and_a_loop_of_links(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "later" / "x.csv")
    write(tmp_path / "link", "one")
    assert (tmp_path / "later" / "x.csv").read_text() == "one" and (tmp_path / "link").is_symlink()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    attempts: list[Callable[[], object]] = [
        lambda: write(tmp_path / "loop", "x"),
        lambda: check_writable(tmp_path / "loop"),
    ]
    for attempt in attempts:
        with pytest.raises(Refusal, match=r"/loop: the file could not be written: too many levels of symbolic links"):
            attempt()
    assert (tmp_path / "loop").is_symlink()


@posix
def test_a_pipe_is_written_to_and_one_that_nobody_reads_is_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    check_writable(pipe)
    with pytest.raises(Refusal, match=r"/pipe: the file could not be written: nobody reads from it\. Start first"):
        write(pipe, "lost")
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(reading, True)
    read = bytearray()

    def until_the_end() -> None:
        while part := os.read(reading, 65_536):
            read.extend(part)

    with growing(pipe) as file:
        reader = threading.Thread(target=until_the_end)
        reader.start()
        file.write("x" * 200_000)  # more than a pipe holds
    reader.join()
    os.close(reading)
    assert read == b"x" * 200_000
    assert pipe.is_fifo() and [one.name for one in tmp_path.iterdir()] == ["pipe"]


@posix
def test_devices_stay_devices_and_a_full_one_is_told(tmp_path: Path) -> None:
    (tmp_path / "null").symlink_to("/dev/null")
    for path in (Path("/dev/null"), tmp_path / "null"):
        check_writable(path)
        write(path, "gone")
    assert Path("/dev/null").is_char_device() and (tmp_path / "null").is_symlink()
    if Path("/dev/full").exists():
        with pytest.raises(Refusal, match=r"/dev/full: the rows could not be written: no space left"):
            write(Path("/dev/full"), "x" * 100_000, "the rows")


@posix
def test_what_goes_to_standard_output_stands_in_its_order_in_a_file_it_leads_to(tmp_path: Path) -> None:
    program = (
        "from pathlib import Path; from game.doors.writing import check_writable, write\n"
        "print('before'); check_writable(Path('/dev/stdout')); write(Path('/dev/stdout'), 'rows\\n'); print('after')"
    )
    out = tmp_path / "out.csv"
    out.write_text("there\n")
    with out.open("a") as file:
        subprocess.run([sys.executable, "-c", program], cwd=ROOT, stdout=file, check=True)
    assert out.read_text() == "there\nbefore\nrows\nafter\n"
    told = subprocess.run([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, check=True)
    assert told.stdout == b"before\nrows\nafter\n"


@posix
def test_pages_do_not_replace_a_pipe_or_what_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "o").mkdir()
    os.mkfifo(tmp_path / "o" / "table-2.md")
    with pytest.raises(Refusal, match=r"o: expected places for the reports, found .*:\n  table-2\.md: a pipe\n"):
        fill(tmp_path / "o", "table-1.md", "table-2.md")
    assert [one.name for one in (tmp_path / "o").iterdir()] == ["table-2.md"]


def fill(folder: Path, *names: str) -> list[str]:
    """A run that writes these reports; what it told."""
    told: list[str] = []
    with owned_folder(folder, OURS, told.append, "the reports") as aside:
        for name in names:
            write(aside / name, f"{name} as it was written\n")
    return told


def test_what_an_earlier_run_left_is_removed_and_what_somebody_changed_is_named_at_every_run(tmp_path: Path) -> None:
    assert fill(tmp_path, "table-1.md", "table-2.md", "table-3.md") == []
    (tmp_path / "table-3.md").write_text("table-3.md with my notes\n\n")
    for _ in range(2):
        assert fill(tmp_path, "table-1.md") == [
            f"{tmp_path}/table-3.md: it is none of the reports of this run, and not as an earlier run wrote it. It was "
            "left there: remove it, or move it away."
        ]
        assert sorted(one.name for one in tmp_path.iterdir()) == [".written-by-lastmile", "table-1.md", "table-3.md"]
    assert (tmp_path / "table-3.md").read_text() == "table-3.md with my notes\n\n"
    (tmp_path / "table-3.md").unlink()
    assert fill(tmp_path, "table-1.md") == []


@pytest.mark.parametrize(
    "planted",
    ["table-9.md\n", f"{hashlib.sha256(b'else').hexdigest()} 5 table-9.md\n", f"{'0' * 64} 4 table-9.md\n"],
)
def test_a_list_that_somebody_planted_removes_nothing(tmp_path: Path, planted: str) -> None:
    (tmp_path / "table-9.md").write_text("mine")
    (tmp_path / ".written-by-lastmile").write_text(planted)
    assert "table-9.md: it is none of the reports of this run" in fill(tmp_path, "table-1.md")[0]
    assert (tmp_path / "table-9.md").read_text() == "mine"


def test_a_link_that_took_the_place_of_a_page_is_not_followed_to_be_removed(tmp_path: Path) -> None:
    fill(tmp_path / "o", "table-1.md", "table-2.md")
    (tmp_path / "o" / "table-2.md").rename(tmp_path / "kept.md")
    (tmp_path / "o" / "table-2.md").symlink_to(tmp_path / "kept.md")
    assert len(fill(tmp_path / "o", "table-1.md")) == 1
    assert (tmp_path / "kept.md").exists() and (tmp_path / "o" / "table-2.md").is_symlink()


WRITING = """
import sys, signal
from pathlib import Path
from game.doors.folders import new_folder, owned_folder
from game.doors.writing import growing, write
from game import __main__
import re
for one in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
    signal.signal(one, signal.SIG_DFL)  # a shell's background jobs ignore some
signal.signal(signal.SIGINT, signal.default_int_handler)
def work():
    here = Path(sys.argv[1])
    with owned_folder(here / "out", re.compile("x"), print, "the reports") as one, new_folder(here / "new") as two:
        with growing(here / "rows.csv") as rows:
            write(one / "x", "x"); write(two / "y", "y"); rows.write("1")
            print("writing", flush=True)
            sys.stdin.read()
    return 0
import game.cli.main
game.cli.main.run = work
__main__.main()
"""


def writing(folder: Path) -> "subprocess.Popen[str]":
    """A process that is in the middle of writing a file and two folders."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITING, str(folder)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    return process


def left(folder: Path) -> list[str]:
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*"))


@posix
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT"])
def test_a_signal_that_ends_the_program_leaves_nothing_unfinished(tmp_path: Path, name: str) -> None:
    process = writing(tmp_path)
    process.send_signal(getattr(signal, name))
    process.communicate()
    assert process.returncode == (130 if name == "SIGINT" else -getattr(signal, name))
    assert left(tmp_path) == []


@posix
def test_what_was_unfinished_when_it_was_killed_is_removed_by_the_next_run_and_by_no_other(tmp_path: Path) -> None:
    process = writing(tmp_path)
    unfinished = left(tmp_path)
    assert len([one for one in unfinished if one.endswith(".new")]) == 3
    write(tmp_path / "other.csv", "somebody else writes here")
    fill(tmp_path / "out", "table-1.md")
    assert set(unfinished) <= set(left(tmp_path))  # it is being written still
    process.kill()
    process.communicate()
    write(tmp_path / "other.csv", "again")
    fill(tmp_path / "out", "table-1.md")
    assert left(tmp_path) == ["other.csv", "out", "out/.written-by-lastmile", "out/table-1.md"]


def test_a_record_or_a_scenario_or_what_is_read_is_not_replaced(tmp_path: Path) -> None:
    record, sheets = tmp_path / "table-1.TOML", tmp_path / "sheets.txt"
    for path in (record, sheets):
        path.write_text("mine")
    for path in (record, sheets):
        with pytest.raises(Refusal, match=r"would take its\s+place\. Name another file\."):
            check_writable(path, "the PDF", [sheets])
        assert path.read_text() == "mine"
    check_writable(record, "the benchmark", toml=True)
    check_writable(tmp_path / "new.toml", "the PDF", [sheets])
