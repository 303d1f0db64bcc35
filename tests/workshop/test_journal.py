"""A session on disk: nothing done is lost by a kill, a torn end is told, and another window is refused."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from game.refusal import Refusal
from game.workshop.clock import Happening
from game.workshop.journal import STALE, TITLE, Journal, new_path, unfinished, workshops_folder
from game.workshop.run_of_show import RunOfShow
from tests.store.altering import rewritten
from tests.workshop.rehearsing import at, twenty

DONE = (at(2, "next"), at(3, "note", text='a "quiet" table\n# x'), at(4, "extend", 2), at(5, "pause"), at(6, "go"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "workshops" / "twenty.toml"


def held(path: Path, done: tuple[Happening, ...] = DONE, run: RunOfShow | None = None) -> Journal:
    kept = Journal.begin(path, run or twenty(), 0.0)
    for one in done:
        kept.do(one)
    return kept


def test_a_session_goes_on_as_it_was_left(path: Path) -> None:
    with held(path) as kept:
        before = kept.session
    with Journal.resume(path) as again:
        assert again.session.run.steps == before.run.steps
        parts = ("at", "spent", "extra", "later", "paused", "pauses", "notes", "seen")
        assert [getattr(again.session, part) for part in parts] == [getattr(before, part) for part in parts]
        assert again.report == ""


def test_a_session_cut_at_any_byte_keeps_what_was_whole(path: Path) -> None:
    held(path).close()
    data, kept = path.read_bytes(), []
    for cut in range(0, len(data), 13):
        path.write_bytes(data[:cut])
        try:
            with Journal.resume(path) as again:
                kept.append((again.session.at, len(again.session.notes), sum(again.session.extra)))
        except Refusal as refusal:
            assert "expected" in refusal.message
    assert kept[0] == (0, 0, 0)
    assert kept[-1] == (1, 1, 2)
    assert sorted(kept) == kept


def test_after_a_torn_end_the_next_thing_done_is_kept(path: Path) -> None:
    held(path).close()
    path.write_bytes(path.read_bytes()[:-4])
    with Journal.resume(path) as kept:
        assert "left out" in kept.report
        kept.do(at(9, "next"))
    with Journal.resume(path) as kept:
        assert (kept.session.at, kept.report) == (2, "")


def test_what_is_refused_is_not_written(path: Path) -> None:
    with held(path, ()) as kept:
        size = path.stat().st_size
        for wrong in (at(1, "back"), at(1, "extend", -9), Happening(1.0, "note", text="\x1b")):
            with pytest.raises(Refusal):
                kept.do(wrong)
        assert path.stat().st_size == size


def test_two_windows_cannot_lead_the_same_session(path: Path) -> None:
    with held(path), pytest.raises(Refusal, match="open in another window"):
        Journal.resume(path)


def test_a_disk_that_is_full_says_so_and_the_session_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with held(path, ()) as kept:

        def full(number: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("game.store.files.os.fsync", full)
        with pytest.raises(Refusal, match="No space left"):
            kept.do(at(2, "next"))
        assert kept.session.at == 0
        monkeypatch.undo()
        kept.do(at(2, "next"))
    with Journal.resume(path) as again:
        assert again.session.at == 1


def test_a_session_that_cannot_be_begun_leaves_no_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("game.store.files.os.fsync", full)
    with pytest.raises(Refusal, match="No space left"):
        Journal.begin(path, twenty(), 0.0)
    assert not path.exists()


def test_a_session_is_never_written_over(path: Path) -> None:
    held(path).close()
    with pytest.raises(Refusal, match="never written over"):
        Journal.begin(path, twenty(), 0.0)


@pytest.mark.parametrize("content", [b"", b"rubbish", b"# A Last Mile record: x\n", b"\x00" * 400])
def test_what_is_no_session_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(Refusal, match=r"twenty\.toml: expected"):
        Journal.resume(path)
    assert path.read_bytes() == content


def line_of_block(data: bytes, number: int) -> int:
    return data[: data.index(b"# block %d:" % number)].count(b"\n") + 1


def test_an_altered_session_is_refused_with_the_line_and_what_is_whole(path: Path) -> None:
    held(path).close()
    data = path.read_bytes().replace(b'"extend"\nminutes = 2', b'"extend"\nminutes = 9')
    path.write_bytes(data)
    with pytest.raises(Refusal) as refused:
        Journal.resume(path)
    line = line_of_block(data, 3) - 1  # the empty one before the block
    assert refused.value.message == (
        f"{path}:{line}: expected a workshop as it was written, found it altered after 2 things done, which are whole. "
        f"Put the file back from a copy, cut it off before line {line}, or begin a new one with --new."
    )
    assert path.read_bytes() == data
    path.write_bytes(b"".join(data.splitlines(keepends=True)[: line - 1]))
    with Journal.resume(path) as again:
        assert (len(again.session.notes), again.session.at) == (1, 1)


@pytest.mark.parametrize(
    ("was", "now", "block", "says"),
    [
        (
            b'what = "extend"',
            b'what = "stretch"',
            3,
            r"what: expected 'next', 'back', .* or 'tables' for 'what', given 'stretch'\.",
        ),
        *(
            (b'"extend"\nminutes = 2', b'"extend"\nminutes = ' + wrong, 3, f"expected {says}")
            for wrong, says in (
                (b"9000", r"a number of at most 1440 for 'minutes', given 9000\."),
                (b"1" + b"0" * 400, r"a number of at most 1440 for 'minutes', given a very large number\."),
                (b"2.5", r"a whole number for 'minutes', given 2\.5\."),
                (b"nan", r"a whole number for 'minutes', given nan\."),
                (b"true", r"a whole number for 'minutes', given true\."),
                (b"'two'", r"a whole number for 'minutes', given 'two'\."),
                (b"2026-01-01", r"a whole number for 'minutes', given 'the date or time 2026-01-01'\."),
            )
        ),
        (b"at = 240.0", b"at = inf", 3, "expected .* for 'at', given inf"),
        (b"at = 240.0", b"at = 1e300", 3, "for 'at', given a very large number"),
        (b"began = ", b"begun = ", 0, r"could not read it: expected the key 'began', found none\. Begin a new one"),
        (b"text = ", b"texts = ", 0, r"could not read it: expected the key 'text', found none\. Begin a new one"),
    ],
)
def test_a_session_that_only_a_program_could_write_so_is_told_with_its_line(
    path: Path, was: bytes, now: bytes, block: int, says: str
) -> None:
    held(path).close()
    path.write_bytes(data := rewritten(path.read_bytes(), was, now, TITLE))
    with pytest.raises(Refusal, match=f":{line_of_block(data, block) + 1}: .*{says}"):
        Journal.resume(path)


def test_the_words_a_session_began_with_stay_when_the_file_is_edited(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held(path).close()
    with Journal.resume(path) as kept:
        assert kept.session.run.text == twenty().text


def test_the_session_that_was_left_is_found_again_and_an_old_or_finished_one_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LASTMILE_HOME", str(tmp_path))
    run = twenty()
    assert unfinished(run, 0.0) is None
    path = new_path(run)
    with Journal.begin(path, run, 0.0) as kept:
        kept.do(at(1, "next"))
    assert unfinished(run, 100.0) == path
    assert unfinished(run, 60.0 + STALE) is None
    with Journal.resume(path) as kept:
        for _ in range(4):
            kept.do(at(2, "next"))
    assert unfinished(run, 200.0) is None
    assert new_path(run).name == "twenty-2.toml"


def letters_changed(data: bytes) -> bytes:
    return data.replace(b"Twenty", b"Plenty", 1)


DAMAGES = {
    "letters of its head changed": letters_changed,
    "cut in its head": lambda data: data[:300],
    "cut in its title": lambda data: data[:20],
    "nothing but nulls": lambda data: b"\0" * len(data),
    "nulls over its head": lambda data: data[: len(TITLE)] + b"\0" * 400 + data[len(TITLE) + 400 :],
    "another title": lambda data: data.replace(b"workshop", b"wortshop", 1),
    "some other file": lambda data: b"mine = 1\n",
    "no text at all": lambda data: b"\xff" * 9,
}
SAVED = {
    "with other line ends": lambda data: data.replace(b"\n", b"\r\n"),
    "with a byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "in UTF-16": lambda data: data.decode().encode("utf-16"),
}


@pytest.mark.parametrize("how", SAVED)
def test_a_session_that_an_editor_saved_in_its_way_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setenv("LASTMILE_HOME", str(tmp_path))
    path = new_path(twenty())
    held(path).close()
    path.write_bytes(saved := SAVED[how](path.read_bytes()))
    says = rf"twenty\.toml: expected a workshop as it was written, found it {how}.*\. Put it back from a copy, or save"
    for read in (lambda: Journal.resume(path), lambda: unfinished(twenty(), 100.0)):
        with pytest.raises(Refusal, match=says):
            read()
    assert path.read_bytes() == saved


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_session_whose_beginning_was_damaged_is_refused_and_not_passed_over_for_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: Callable[[bytes], bytes]
) -> None:
    monkeypatch.setenv("LASTMILE_HOME", str(tmp_path))
    run = twenty()
    older, path = new_path(run), workshops_folder() / "twenty-2.toml"
    held(older).close()
    held(path).close()
    damaged = damage(path.read_bytes())
    path.write_bytes(damaged)
    os.utime(older, (0.0, 0.0))
    os.utime(path, (1000.0, 1000.0))
    with pytest.raises(Refusal, match=r"twenty-2\.toml: expected .*[Bb]egin a new one with --new\."):
        unfinished(run, 2000.0)
    assert path.read_bytes() == damaged
    assert unfinished(run, 2000.0, rehearsal=True) is None
    assert unfinished(run, 1000.0 + STALE) is None
    newer = workshops_folder() / "twenty-3.toml"
    held(newer).close()  # as --new does
    assert unfinished(run, 2000.0) == newer


def test_a_session_that_was_killed_as_it_began_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LASTMILE_HOME", str(tmp_path))
    run = twenty()
    path, empty = new_path(run), workshops_folder() / "twenty-2.toml"
    held(path).close()
    os.utime(path, (0.0, 0.0))
    empty.touch()
    assert unfinished(run, 100.0) == path
    path.unlink()
    assert unfinished(run, 100.0) is None


HOUR = 3600.0


@pytest.mark.parametrize(
    ("ends", "done", "until"),
    [
        ("fixed", (at(0, "go"),), 20 * 60 + 2 * HOUR),  # the room's end is long over
        ("open", (at(0, "go"),), 12 * HOUR),  # nobody waits for it
        ("fixed", (), 12 * HOUR),  # its clock has not begun
    ],
)
def test_how_long_a_session_that_was_left_is_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends: str, done: tuple[Happening, ...], until: float
) -> None:
    monkeypatch.setenv("LASTMILE_HOME", str(tmp_path))
    run = twenty(f'ends = "{ends}"')
    held(new_path(run), done, run).close()
    assert unfinished(run, until - 1) == workshops_folder() / "twenty.toml"
    assert unfinished(run, until) is None


def test_the_day_does_not_go_on_with_a_rehearsal_nor_a_rehearsal_with_the_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LASTMILE_HOME", str(tmp_path))
    run = twenty()
    rehearsed = new_path(run, rehearsal=True)
    with Journal.begin(rehearsed, run, 0.0, rehearsal=True) as kept:
        kept.do(at(60 * 13, "next"))  # its clock is fast: it is tomorrow already
    assert unfinished(run, 100.0) is None
    assert unfinished(run, 100.0, rehearsal=True) == rehearsed
    day = new_path(run)
    held(day, ()).close()
    assert unfinished(run, 100.0) == day
    assert unfinished(run, 100.0, rehearsal=True) == rehearsed


def test_a_session_from_when_the_clock_began_with_the_first_page_has_begun(path: Path) -> None:
    held(path, (at(3, "next"),)).close()
    path.write_bytes(rewritten(path.read_bytes(), b"waits = true\n", b"", TITLE))
    with Journal.resume(path) as again:
        assert (again.session.waiting, again.session.began, again.session.spent[0]) == (False, 0.0, 180.0)
