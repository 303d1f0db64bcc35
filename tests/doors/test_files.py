import os
import re
from functools import partial
from pathlib import Path

import pytest

from game.doors.files import read_bytes, read_text
from game.doors.toml import too_deep
from game.doors.writing import check_writable, new_folder, owned_folder, write
from game.refusal import Refusal

OURS = re.compile(r"table-\d\.md")


def refusal(path: Path | str, most: int = 1000) -> str:
    with pytest.raises(Refusal) as refused:
        read_text(path, "a brief", most)
    return refused.value.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_only_an_ordinary_file_is_read_and_nothing_is_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert refusal(tmp_path / "pipe") == f"{tmp_path}/pipe: expected a brief, given a device or a pipe."
    assert refusal("/dev/zero") == "/dev/zero: expected a brief, given a device or a pipe."
    assert refusal(tmp_path) == f"{tmp_path}: expected a brief, given a folder. Name the file in it."
    assert refusal(tmp_path / "none.md") == f"{tmp_path}/none.md: expected a brief, found no file there."
    assert "symbolic links" in refusal(tmp_path / "loop")
    assert "given no path" in refusal("a\0b")


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.md"
    with path.open("wb") as file:
        file.truncate(10**12)  # a hole: no disk is used
    assert "of at most 1,000 bytes, given 1,000,000,000,000." in refusal(path)


def test_a_file_in_another_encoding_is_told_with_its_place_and_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("Eins\nGrüße".encode("cp1252"))
    (tmp_path / "b.md").write_bytes("Grüße".encode("utf-16"))
    (tmp_path / "c.md").write_bytes(b"\xef\xbb\xbfone\r\ntwo")
    assert f"{tmp_path}/a.md:2:3: expected text in UTF-8" in refusal(tmp_path / "a.md")
    assert "older code page" in refusal(tmp_path / "a.md")
    assert "given UTF-16" in refusal(tmp_path / "b.md")
    assert read_text(tmp_path / "c.md") == "one\ntwo"


def test_a_path_with_control_signs_is_shown_and_steers_nothing(tmp_path: Path) -> None:
    assert "\x1b" not in refusal(str(tmp_path / "\x1b]0;title\x07"))


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
    for filling in (new_folder, partial(owned_folder, ours=OURS)):
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
    with owned_folder(tmp_path / "o", OURS) as aside:
        write(aside / "table-1.md", "one")
        write(aside / "table-2.md", "two")
    before = sorted(one.name for one in (tmp_path / "o").iterdir())
    with pytest.raises(Refusal), owned_folder(tmp_path / "o", OURS) as aside:
        write(aside / "table-1.md", "changed")
        raise OSError(28, "No space left on device")
    assert sorted(one.name for one in (tmp_path / "o").iterdir()) == before
    assert (tmp_path / "o" / "table-1.md").read_text() == "one"
    with owned_folder(tmp_path / "o", OURS) as aside:
        write(aside / "table-1.md", "again")
    assert sorted(one.name for one in (tmp_path / "o").iterdir()) == [".written-by-lastmile", "table-1.md"]


def test_nesting_is_found_in_tables_arrays_and_dotted_keys_and_not_in_strings_or_remarks() -> None:
    deep = "[" * 100
    assert too_deep("x = " + deep) >= 0
    assert too_deep("x = " + "{a=" * 100) >= 0
    assert too_deep("a." * 100 + "a = 1") >= 0
    assert too_deep("[" + "a." * 100 + "a]") >= 0
    for fine in (
        f'x = "{deep}"',
        f"x = '''\n{deep}'''",
        f'x = """\\"""{deep}"""',
        f"# {deep}\nx = 1",
        "x = [1.5, 2.5]\n" * 99,
    ):
        assert too_deep(fine) == -1


def test_an_owned_folder_loses_no_file_of_a_name_that_is_never_written(tmp_path: Path) -> None:
    for name in ("thesis.docx", "table-9.md", "notes.md"):
        (tmp_path / name).write_text("mine")
    (tmp_path / "table-8.md").mkdir()
    (tmp_path / ".written-by-lastmile").write_text("thesis.docx\ntable-9.md\nnotes.md\ntable-8.md\n../x\n")
    with owned_folder(tmp_path, OURS) as aside:
        write(aside / "table-1.md", "one")
    names = sorted(one.name for one in tmp_path.iterdir())
    assert names == [".written-by-lastmile", "notes.md", "table-1.md", "table-8.md", "thesis.docx"]


def test_a_folder_in_the_place_of_a_page_is_found_before_any_page_is_changed(tmp_path: Path) -> None:
    with owned_folder(tmp_path / "o", OURS) as aside:
        write(aside / "table-1.md", "old")
    (tmp_path / "o" / "table-2.md").mkdir()
    with pytest.raises(Refusal) as refused, owned_folder(tmp_path / "o", OURS, "the reports") as aside:
        write(aside / "table-1.md", "new")
        write(aside / "table-2.md", "new")
    place = tmp_path / "o" / "table-2.md"
    assert refused.value.message == f"{place}: expected a place for one of the reports, found a folder. Move it away."
    assert (tmp_path / "o" / "table-1.md").read_text() == "old"
