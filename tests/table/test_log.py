"""A log on disk: safe before it counts, whole after a write that failed, held by one, refused in plain words."""

import errno
import os
import stat
import sys
from io import FileIO

import pytest

from game.refusal import Refusal
from game.store import log as log_module
from game.store.blocks import scan
from game.store.log import Kind, Log, read_log

KIND = Kind(b"# a log\n", "it is there.", "a place", "it is held.", "It does not count.")
HEAD = {"name": "one"}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "logs" / "one.toml"


def resumed(path) -> tuple[Log, bytes]:
    return Log.resume(KIND, path, lambda data: data)


def logged(path, *words) -> bytes:
    """A log of these words, and its bytes."""
    log = Log.create(KIND, path, HEAD)
    for word in words:
        log.append({"word": word})
    log.close()
    return path.read_bytes()


def failing(number):
    def fail(_):
        raise OSError(number, os.strerror(number))

    return fail


def test_what_is_appended_is_synced_whole_before_it_is_confirmed(path, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", lambda number: synced.append(path.read_bytes()))
    log = Log.create(KIND, path, HEAD)
    for word in ("a", "b"):
        log.append({"word": word})
        assert synced[-1] == path.read_bytes()
    log.close()
    assert len(scan(synced[-1]).blocks) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not synced there")
def test_the_name_of_a_new_file_is_synced_too_and_only_once(path, monkeypatch):
    folders = []
    monkeypatch.setattr(os, "fsync", lambda number: folders.append(stat.S_ISDIR(os.fstat(number).st_mode)))
    logged(path, "a", "b")
    assert folders == [False, True, False, False]


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not synced there")
def test_a_file_system_that_knows_no_sync_of_folders_keeps_logs_all_the_same(path, monkeypatch):
    monkeypatch.setattr(os, "fsync", folders_fail_with(errno.EINVAL))
    assert len(scan(logged(path, "a")).blocks) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not synced there")
def test_a_new_file_whose_name_is_not_safe_is_refused_and_not_left_behind(path, monkeypatch):
    monkeypatch.setattr(os, "fsync", folders_fail_with(errno.EIO))
    with pytest.raises(Refusal, match=r"could not be written: .* It does not count\."):
        Log.create(KIND, path, HEAD)
    assert not path.exists()


def folders_fail_with(number):
    def fsync(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(number, os.strerror(number))

    return fsync


def test_a_block_that_the_system_takes_in_pieces_is_written_whole(path, tmp_path, monkeypatch):
    class Sips(FileIO):
        def write(self, data):
            return super().write(bytes(data)[:7])

    whole = logged(tmp_path / "whole.toml", "a", "b")
    monkeypatch.setattr(log_module, "FileIO", Sips)
    assert logged(path, "a", "b") == whole


def test_a_write_that_failed_leaves_nothing_behind_the_next_one(path, tmp_path, monkeypatch):
    whole = logged(tmp_path / "whole.toml", "a", "b")
    log = Log.create(KIND, path, HEAD)
    log.append({"word": "a"})
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", failing(errno.ENOSPC))
        with pytest.raises(Refusal, match=r"No space left on device\. It does not count\."):
            log.append({"word": "far longer than what is written after it"})
    log.append({"word": "b"})
    log.close()
    assert path.read_bytes() == whole


def test_a_torn_log_goes_on_behind_its_last_whole_block_as_if_nothing_had_been_torn(path, tmp_path):
    whole = logged(tmp_path / "whole.toml", "a", "b")
    torn = logged(path, "a") + b"\n[[moves]]\nword = " + b"x" * 300
    path.write_bytes(torn)
    log, data = resumed(path)
    assert (data, path.read_bytes()) == (torn, torn)
    log.append({"word": "b"})
    log.close()
    assert path.read_bytes() == whole


def test_a_log_is_held_by_one_and_anybody_may_read_it(path):
    log = Log.create(KIND, path, HEAD)
    with pytest.raises(Refusal, match=r"one\.toml: it is held\."):
        resumed(path)
    assert read_log(path) == path.read_bytes()
    log.close()
    assert log.closed
    resumed(path)[0].close()


def test_a_log_that_is_refused_when_it_is_read_is_let_go_of(path):
    logged(path)

    def refuse(data):
        raise Refusal("no")

    with pytest.raises(Refusal, match="no"):
        Log.resume(KIND, path, refuse)
    resumed(path)[0].close()


def test_a_log_is_never_written_over(path):
    before = logged(path, "a")
    with pytest.raises(Refusal, match=r"one\.toml: it is there\."):
        Log.create(KIND, path, HEAD)
    assert path.read_bytes() == before


def test_where_no_file_can_be_made_it_is_said_of_the_place(path, tmp_path):
    logged(path)
    for wrong in (path / "two.toml", tmp_path / "a\0b"):
        with pytest.raises(Refusal, match=r"expected a place: [a-z].*\. Choose another\."):
            Log.create(KIND, wrong, HEAD)
    with pytest.raises(Refusal, match="expected the name of a new file, given a folder"):
        Log.create(KIND, tmp_path, HEAD)
