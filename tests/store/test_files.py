"""Logs as files: synced before they count, whole after a write that failed, held across processes, told in words."""

import errno
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from io import FileIO
from pathlib import Path
from typing import Any, cast

import pytest

from game.doors.locks import lock
from game.refusal import Refusal
from game.store import files as files_module
from game.store.blocks import scan
from game.store.files import FileStore, place_of
from game.store.log import Kind, Log, Logged
from tests.narrowed import there

KIND = Kind(b"# a log\n", "it is there.", "a place", "it is held.", "It does not count.")
HEAD = {"name": "one"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "logs" / "one.toml"


def created(path: Path) -> Log:
    store, name = place_of(path)
    return store.create(name, KIND, (HEAD,))


def resumed(path: Path, read: Callable[..., Any] = lambda data: data) -> tuple[Log, bytes]:
    store, name = place_of(path)
    return store.resume(name, KIND, read)


def logged(path: Path, *words: str) -> bytes:
    """A log of these words, and its bytes."""
    log = created(path)
    for word in words:
        log.append({"word": word})
    log.close()
    return path.read_bytes()


def failing(number: int) -> Callable[..., Any]:
    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_what_is_appended_is_synced_whole_before_it_is_confirmed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced = []
    monkeypatch.setattr(os, "fsync", lambda number: synced.append(path.read_bytes()))
    log = created(path)
    for word in ("a", "b"):
        log.append({"word": word})
        assert synced[-1] == path.read_bytes()
    log.close()
    assert len(scan(synced[-1], KIND.title).blocks) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not synced there")
def test_the_name_of_a_new_file_is_synced_too_and_only_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = []
    monkeypatch.setattr(os, "fsync", lambda number: folders.append(stat.S_ISDIR(os.fstat(number).st_mode)))
    logged(path, "a", "b")
    assert folders == [False, True, False, False]


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not synced there")
def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    logged(tmp_path / "a" / "b" / "one.toml")


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not synced there")
def test_a_file_system_that_knows_no_sync_of_folders_keeps_logs_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", folders_fail_with(errno.EINVAL))
    assert len(scan(logged(path, "a"), KIND.title).blocks) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not synced there")
def test_a_new_file_whose_name_is_not_safe_is_refused_and_not_left_behind(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", folders_fail_with(errno.EIO))
    with pytest.raises(Refusal, match=r"could not be written: .* Nothing was begun\."):
        created(path)
    assert not path.exists()


def folders_fail_with(number: int) -> Callable[..., Any]:
    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(number, os.strerror(number))

    return fsync


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process that is forked is killed")
@pytest.mark.parametrize("at", range(6))
def test_a_log_that_is_killed_as_it_begins_is_whole_or_empty(
    path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    steps: list[object] = []

    def step(real: Callable[..., Any]) -> Callable[..., Any]:
        def taken(*given: Any) -> Any:
            steps.append(given)
            if len(steps) > at:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*given)

        return taken

    class Sips(FileIO):
        def write(self, data: Any, /) -> int:
            return cast("int", step(super().write)(bytes(data)[:20]))

    child = os.fork()
    if child == 0:
        try:
            monkeypatch.setattr(files_module, "FileIO", Sips)
            monkeypatch.setattr(os, "fsync", step(os.fsync))
            monkeypatch.setattr(Path, "replace", step(Path.replace))
            created(path)
        finally:
            os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    left = path.read_bytes()
    assert left == b"" or len(scan(left, KIND.title).blocks) == 1
    logged(path.with_name("other.toml"))
    assert {one.name for one in path.parent.iterdir()} == {path.name, "other.toml"}


def test_a_block_that_the_system_takes_in_pieces_is_written_whole(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Sips(FileIO):
        def write(self, data: Any, /) -> int:
            return super().write(bytes(data)[:7])

    whole = logged(tmp_path / "whole.toml", "a", "b")
    monkeypatch.setattr(files_module, "FileIO", Sips)
    assert logged(path, "a", "b") == whole


def test_a_write_that_failed_leaves_nothing_behind_the_next_one(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = logged(tmp_path / "whole.toml", "a", "b")
    log = created(path)
    log.append({"word": "a"})
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", failing(errno.ENOSPC))
        with pytest.raises(Refusal, match=r"No space left on device\. It does not count\."):
            log.append({"word": "far longer than what is written after it"})
    log.append({"word": "b"})
    log.close()
    assert path.read_bytes() == whole


def test_a_torn_log_goes_on_behind_its_last_whole_block_as_if_nothing_had_been_torn(path: Path, tmp_path: Path) -> None:
    whole = logged(tmp_path / "whole.toml", "a", "b")
    torn = logged(path, "a") + b"\n# block 2: 900 bytes\n[[moves]]\nword = " + b"x" * 300
    path.write_bytes(torn)
    log, data = resumed(path)
    assert (data, path.read_bytes()) == (torn, torn)
    log.append({"word": "b"})
    log.close()
    assert path.read_bytes() == whole


def test_a_log_is_held_by_one_and_anybody_may_read_it(path: Path) -> None:
    log = created(path)
    with pytest.raises(Refusal, match=r"one\.toml: it is held\."):
        resumed(path)
    assert FileStore(path.parent).read(path.name) == path.read_bytes()
    log.close()
    assert log.closed
    resumed(path)[0].close()


def test_where_no_file_can_be_made_it_is_said_of_the_place(path: Path, tmp_path: Path) -> None:
    logged(path)
    for wrong in (path / "two.toml", tmp_path / "a\0b"):
        with pytest.raises(Refusal, match=r"expected a place: [a-z].*\. Choose another\."):
            created(wrong)
    with pytest.raises(Refusal, match="expected the name of a new file, given a folder"):
        created(tmp_path)


CREATOR = """
import sys, time
from pathlib import Path
from game.doors.locks import lock
from game.refusal import Refusal
from game.store.files import place_of
from game.store.log import Kind
print("ready", flush=True)
sys.stdin.readline()
store, name = place_of(Path(sys.argv[1]))
try:
    kind = Kind(b"# a log\\n", "it is there.", "a place", "it is held.", "-")
    log = store.create(name, kind, ({"name": sys.argv[2]},))
except Refusal as refusal:
    print(refusal.message, flush=True)
else:
    print("begun", flush=True)
    sys.stdin.readline()
"""


def test_of_processes_that_begin_the_same_log_at_once_one_can(path: Path) -> None:
    hands = [
        subprocess.Popen(
            [sys.executable, "-c", CREATOR, str(path), str(number)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(4)
    ]  # fmt: skip
    assert [there(hand.stdout).readline() for hand in hands] == ["ready\n"] * 4
    for hand in hands:
        there(hand.stdin).write("go\n")
        there(hand.stdin).flush()
    said = [there(hand.stdout).readline().strip() for hand in hands]
    assert said.count("begun") == 1
    refusals = ("it is there.", "it is held.", "given an empty file, as of something that was ended as it began.")
    assert all(any(told in one for told in refusals) for one in said if one != "begun")
    with pytest.raises(Refusal, match="it is held"):
        resumed(path)
    for hand in hands:
        hand.communicate("done\n")
    log, data = resumed(path)
    log.close()
    assert f'name = "{said.index("begun")}"'.encode() in data


def test_what_took_the_place_of_a_log_as_it_began_stays_there(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def replaced(number: int) -> bool:  # between the empty file and the first block somebody else begins there
        path.unlink()
        path.write_bytes(b"another table")
        return lock(number)

    monkeypatch.setattr(files_module, "lock", replaced)
    with pytest.raises(Refusal, match=r"one\.toml: could not be written: something else was put there as it was begun"):
        created(path)
    assert path.read_bytes() == b"another table"
    assert list(path.parent.iterdir()) == [path]


def test_an_empty_file_that_a_kill_left_is_not_taken_over_and_told_as_such(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with pytest.raises(Refusal) as refused:
        created(path)
    assert refused.value.message == (
        f"{path}: expected the name of a new file, given an empty file, as of something that was ended as it began. "
        "Delete it where nobody begins it just now, or choose another."
    )
    assert path.read_bytes() == b""


def test_a_torn_end_that_cannot_be_kept_is_not_dropped(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    torn = logged(path, "a") + b"\n# blo"
    path.write_bytes(torn)
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", failing(errno.ENOSPC))
        with pytest.raises(Refusal, match=r"could not be kept beside it: no space left"):
            resumed(path)
    assert path.read_bytes() == torn


def test_a_second_torn_end_does_not_take_the_first_ones_place(path: Path) -> None:
    whole = logged(path, "a")
    for number, tail in enumerate((b"\n# bl", b"\n# block 2: 9"), 1):
        path.write_bytes(whole + tail)
        log, _ = resumed(path)
        log.close()
        assert log.tail.endswith("one.toml.torn" if number == 1 else "one.toml.torn-2")
    assert path.with_name("one.toml.torn").read_bytes() == b"\n# bl"


def test_only_toml_files_of_the_folder_are_logs(tmp_path: Path) -> None:
    logged(tmp_path / "a.toml")
    (tmp_path / "a.toml.torn").write_bytes(b"x")
    (tmp_path / "b.toml").mkdir()
    assert FileStore(tmp_path).names() == ("a.toml",)
    assert FileStore(tmp_path / "nowhere").names() == ()


def rewritten(path: Path) -> None:
    path.write_bytes(b"")


def deleted(path: Path) -> None:
    path.unlink()


def replaced_by_an_older_one(path: Path) -> None:
    older = path.with_name("older")
    older.write_bytes(path.read_bytes()[:40])
    os.replace(older, path)


def moved_away_with_its_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be taken away there")
@pytest.mark.parametrize("lose", [rewritten, deleted, replaced_by_an_older_one, moved_away_with_its_folder])
def test_a_log_that_is_lost_while_it_is_open_is_written_whole_with_the_next_block_or_at_its_end(
    path: Path, tmp_path: Path, lose: Callable[..., Any]
) -> None:
    whole = logged(tmp_path / "whole.toml", "a", "b", "c")
    log = created(path)
    log.append({"word": "a"})
    lose(path)
    log.append({"word": "b"})
    with pytest.raises(Refusal, match="it is held"):
        resumed(path)
    log.append({"word": "c"})
    assert path.read_bytes() == whole
    if lose is not moved_away_with_its_folder:
        lose(path)
    log.close()
    assert path.read_bytes() == whole


def put_in_place(path: Path) -> None:
    path.write_bytes(b"# a log\nof somebody else")


def put_over_it(path: Path) -> None:
    path.with_name("other").write_bytes(b"# a log\nof somebody else")
    os.replace(path.with_name("other"), path)


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be taken away there")
@pytest.mark.parametrize("take", [put_in_place, put_over_it])
def test_what_somebody_else_wrote_in_place_of_a_log_stays_and_the_log_is_kept_whole_beside_it(
    path: Path, tmp_path: Path, take: Callable[..., Any]
) -> None:
    whole = logged(tmp_path / "whole.toml", "a")
    log = created(path)
    log.append({"word": "a"})
    take(path)
    for _ in range(2):
        with pytest.raises(Refusal) as refused:
            log.append({"word": "b"})
        kept = path.with_name("one-kept.toml")
        said = refused.value.message
        assert "something else was written there while it was open here, and it was left alone." in said
        assert f"All that was done before is kept whole in {kept}. This does not count. Do not close this" in said
        assert (path.read_bytes(), kept.read_bytes()) == (b"# a log\nof somebody else", whole)
    path.rename(path.with_name("theirs"))
    log.append({"word": "b"})
    log.close()
    assert path.read_bytes() == logged(tmp_path / "longer.toml", "a", "b")
    assert sorted(one.name for one in path.parent.iterdir()) == ["one-kept.toml", "one.toml", "theirs"]


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be taken away there")
def test_a_lost_log_that_cannot_be_written_anew_is_told_to_be_in_this_window_only(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = created(path)
    log.append({"word": "a"})
    path.unlink()
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", failing(errno.ENOSPC))
        with pytest.raises(Refusal, match=r"No space left on device\. Its file was .* in this window only\."):
            log.append({"word": "b"})
    assert not path.exists()
    log.append({"word": "b"})
    log.close()
    assert path.read_bytes() == logged(tmp_path / "whole.toml", "a", "b")


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be taken away there")
@pytest.mark.parametrize("take", [put_in_place, put_over_it])
def test_a_log_that_was_taken_away_says_when_it_is_closed_where_it_is_kept(
    path: Path, tmp_path: Path, take: Callable[..., Any]
) -> None:
    whole = logged(tmp_path / "whole.toml", "a")
    log = created(path)
    log.append({"word": "a"})
    take(path)
    with pytest.raises(Refusal) as refused:
        log.close()
    kept = path.with_name("one-kept.toml")
    assert refused.value.message == (
        f"{path}: can be written no more: something else was written there while it was open here, and it was left "
        f"alone. All that was done before is kept whole in {kept}."
    )
    assert (log.closed, kept.read_bytes()) == (True, whole)
    log.close()


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be taken away there")
def test_what_closing_says_stands_behind_what_was_refused_before(path: Path) -> None:
    with pytest.raises(Refusal) as refused, Logged(created(path)):
        put_in_place(path)
        raise Refusal("first.")
    first, then = refused.value.message.splitlines()
    assert first == "first." and f"kept whole in {path.with_name('one-kept.toml')}." in then
    with pytest.raises(Refusal, match="kept whole in"), Logged(created(path.with_name("two.toml"))):
        put_in_place(path.with_name("two.toml"))
        raise KeyboardInterrupt
