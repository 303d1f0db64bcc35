import datetime
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from game.doors.text import (
    as_typed,
    cells,
    control_problem,
    cut,
    first_control,
    is_control,
    looked_at,
    quoted,
    steering,
    to_left,
    to_right,
    visible,
    wrapped,
)


@pytest.mark.parametrize(
    "sign", ["\x00", "\x07", "\t", "\r", "\x1b", "\x7f", "\x9b", "\u2028", "\u2029", "\u202e", "\u2066"]
)
def test_a_sign_that_steers_a_terminal_or_a_line_is_found_with_its_place_and_made_visible(sign: str) -> None:
    assert first_control(f"ab{sign}c") == 2
    assert f"U+{ord(sign):04X}" in str(control_problem(f"ab{sign}c"))
    assert sign not in visible(f"ab{sign}c")
    assert visible(f"ab{sign}c").startswith("ab")


def test_every_sign_that_unicode_calls_a_control_is_one_and_so_is_what_turns_or_ends_a_line() -> None:
    turns_and_ends = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")
    for sign in map(chr, range(sys.maxunicode + 1)):
        assert is_control(sign) == (unicodedata.category(sign) in ("Cc", "Cs") or sign in turns_and_ends)


def test_a_picture_stands_for_a_control_sign() -> None:
    assert visible("a\x1b[31mb\x7f\x9b") == "a␛[31mb␡<U+009B>"
    assert visible("two\nlines") == "two␊lines"
    assert visible("two\nlines", allowed="\n") == "two\nlines"
    assert control_problem("a\u202eb") == (
        "expected plain text, given the control sign U+202E (right-to-left override) at character 2. Leave it out."
    )
    assert control_problem("a\x1b[1m\x07\x1b[0m") == (
        "expected plain text, given the control signs U+001B at character 2 and U+0007 at character 6. Leave them out."
    )


def test_all_kinds_of_signs_that_steer_are_named_or_counted() -> None:
    assert steering("\x01a\n\x02\x01", "a name") == (
        "expected a name, given the control signs U+0001 and U+0002. Leave them out."
    )
    assert steering("\x01\x02\x03\x04").endswith("signs U+0001, U+0002, U+0003 and U+0004. Leave them out.")
    assert steering("\x01\x02\x03\x04\x05\x06").endswith("signs U+0001, U+0002, U+0003 and 3 others. Leave them out.")


@pytest.mark.parametrize(
    "text", ["Grüße aus Zürich", "日本の店", "مرحبا", "👩‍👩‍👧 family", "e\u0301", "soft\u00adhyphen", "two\nlines"]
)
def test_words_of_any_script_are_plain_text(text: str) -> None:
    assert control_problem(text) is None
    assert visible(text, allowed="\n") == text


@pytest.mark.parametrize(
    ("text", "wide"), [("abc", 3), ("日本", 4), ("e\u0301", 1), ("👩‍👩‍👧", 2), ("مرحبا", 5), ("▲ €8.00", 7), ("", 0)]
)
def test_widths_count_cells(text: str, wide: int) -> None:
    assert cells(text) == wide
    assert cells(to_left(text, 9)) == cells(to_right(text, 9)) == 9


def test_cutting_never_leaves_half_a_sign() -> None:
    assert cut("日本語", 5) == "日本"
    assert cut("日本語", 5, "…") == "日本…"
    assert cut("abcdef", 4, ".") == "abc."
    assert cut("👩‍👩‍👧👩‍👩‍👧", 3) == "👩‍👩‍👧"
    assert cut("short", 9, "…") == "short"


def test_an_unspaced_script_is_broken_between_signs_and_a_long_word_stays_whole() -> None:
    assert wrapped("長い日本語の名前です", 8) == ["長い日本", "語の名前", "です"]
    assert wrapped("aaaa bbbb cccccccccccc", 9, "  ", "- ") == ["- aaaa", "  bbbb", "  cccccccccccc"]
    assert wrapped("12\u00a0345 and more", 9) == ["12\u00a0345", "and more"]
    assert all(cells(line) <= 20 for line in wrapped("日本語 and English が 混ざる sentence です " * 4, 20, "  "))


def test_a_path_in_a_command_is_quoted_where_a_shell_would_take_it_apart() -> None:
    assert as_typed(Path("in/table-1.toml")) == "in/table-1.toml"
    assert as_typed(Path("in/table-1 (Kopie).toml")) == '"in/table-1 (Kopie).toml"'
    assert as_typed("\x1b.toml") == "␛.toml"


@pytest.mark.skipif(sys.platform == "win32", reason="another shell, which reads none of it")
@pytest.mark.parametrize("name", ["$(touch here).toml", "`touch here`.toml", "$HOME", 'say "no" & go.toml', "a\\b c"])
def test_a_shell_reads_nothing_out_of_a_path_that_was_shown(name: str, tmp_path: Path) -> None:
    echoed = subprocess.run(
        ["bash", "-c", f"printf %s {as_typed(name)}"], cwd=tmp_path, capture_output=True, check=True
    )
    assert (echoed.stdout.decode(), list(tmp_path.iterdir())) == (name, [])


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("silo", "'silo'"),
        ("a\x1b[31mb", "'a\u241b[31mb'"),
        ("it's", "'it's'"),
        ("x" * 41, f"'{'x' * 37}...'"),
        (True, "true"),
        (3, "3"),
        (2.5, "2.5"),
        (10**30, "a very large number"),
        (["a", "b"], "a list of 2"),
        ({"a": 1}, "a table"),
        (None, "nothing"),
        (datetime.date(2024, 5, 1), "the date or time 2024-05-01"),
        (Path("x"), f"something else, a {type(Path('x')).__name__}"),
    ],
)
def test_a_given_value_is_quoted_as_its_writer_would_recognise_it(value: object, told: str) -> None:
    assert quoted(value) == told


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cake box", "CAKE  BOX"),
        ("Cake box", "cakebox"),
        ("Tea", "\uff34\uff45\uff41"),
        ("\u00c9t\u00e9", "E\u0301TE\u0301"),
        ("Tea", "T\u00adea\u200b"),
        ("\u2615", "\u2615\ufe0f"),
        ("Cake\tbox", "Cake\u3000box"),
        ("\uff76\uff9e", "\u30ac"),
    ],
)
def test_case_width_spaces_and_what_nobody_sees_tell_no_names_apart(one: str, other: str) -> None:
    assert looked_at(one) == looked_at(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("Tea", "Tee"), ("Masse", "Ma\u00dfe"), ("Ete", "\u00c9t\u00e9"), ("Box 1", "Box 2"), ("I", "\u0131")],
)
def test_names_that_read_otherwise_are_told_apart(one: str, other: str) -> None:
    assert looked_at(one) != looked_at(other)


def test_a_name_of_nothing_that_is_seen_looks_like_nothing() -> None:
    assert looked_at(" \u00ad\u200b\u3000") == ""
