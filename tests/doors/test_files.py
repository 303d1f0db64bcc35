import os
from pathlib import Path

import pytest

from game.doors.files import read_text
from game.doors.toml import excess
from game.refusal import Refusal


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


def test_nesting_is_found_in_tables_arrays_and_dotted_keys_and_not_in_strings_or_remarks() -> None:
    deep = "[" * 100
    assert excess("x = " + deep) is not None
    assert excess("x = " + "{a=" * 100) is not None
    assert excess("a." * 100 + "a = 1") is not None
    assert excess("[" + "a." * 100 + "a]") is not None
    for fine in (
        f'x = "{deep}"',
        f"x = '''\n{deep}'''",
        f'x = """\\"""{deep}"""',
        f"# {deep}\nx = 1",
        "x = [1.5, 2.5]\n" * 99,
    ):
        assert excess(fine) is None
