from pathlib import Path

import pytest

from game.doors.toml import parse, read_toml
from game.refusal import Refusal


def refusal(text: str) -> str:
    with pytest.raises(Refusal) as refused:
        parse(text.encode(), "a.toml")
    return refused.value.message


@pytest.mark.parametrize(
    ("text", "first_line"),
    [
        ("a = 1\na = 2", "a.toml:2:1: expected 'a' once, given a second time: it stands at line 1 already. "
         "Keep one of them."),
        ("[t]\nx = 1\n[u]\n[t]\n", "a.toml:4:1: expected 't' once, given a second time: it stands at line 1 already. "
         "Keep one of them."),
        ("[[p]]\nx = 1\n[p]\n", "a.toml:3:1: expected one kind of table for 'p', given both [p] and [[p]]: it begins "
         "at line 1. Write [[p]] at each entry of a list."),
        ("[p]\nx = 1\n[[p]]\n", "a.toml:3:1: expected one kind of table for 'p', given both [p] and [[p]]: it begins "
         "at line 1. Write [[p]] at each entry of a list."),
        ("a.b = 1\na.b.c = 2", "a.toml:2:1: expected 'a.b' once, given a second time: it stands at line 1 already. "
         "Keep one of them."),
        ("x = { a = 1,\n b = 2 }", "a.toml:1:13: expected the inline table closed on its line, as TOML 1.0 has it. "
         "Write it on one line, or as a table of its own under a [header]."),
        ("list_price = 26,00\n", "a.toml:1:16: expected a decimal point, given a comma. Write 26.00"),
        ('x = "a\x1bb"', "a.toml:1:7: expected plain text, given the control sign U+001B. Leave it out, or close the "
         "quotes before it."),
    ],
)  # fmt: skip
def test_a_fault_of_syntax_says_what_to_write(text: str, first_line: str) -> None:
    assert refusal(text).splitlines()[0] == first_line


def test_dotted_keys_of_very_many_parts_are_refused_at_once() -> None:
    for parts in (25, 500, 20_000, 100_000):
        assert "a.toml:1:" in refusal("a." * parts + "a = 1")
        assert "at most 24 levels" in refusal("[" + "a." * parts + "a]")


def test_a_control_sign_is_found_in_every_string_and_key_however_it_is_written() -> None:
    text = (
        'title = "My \\u001b[31mplace"\n[[p]]\nname = "Cake\\tbox"\nnotes = ["fine", "\\u202e"]\n'
        '"\\u0000" = 1\nlong = """two\nlines"""\n'
    )
    document = parse(text.encode(), "a.toml")
    found = [(problem.path, problem.point) for problem in document.problems]
    assert found == [
        (("title",), "value"),
        (("p", 0, "name"), "value"),
        (("p", 0, "notes", 1), "value"),
        (("p", 0, "\x00"), "key"),
    ]


def test_a_file_with_control_signs_is_refused_with_every_place_and_none_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b'one = "\\u0007"\ntwo = "\\u009b"\n')
    with pytest.raises(Refusal) as refused:
        read_toml(path, "settings")
    lines = refused.value.message.splitlines()
    assert lines[0].endswith(
        "a.toml:1:7: expected plain text, given the control sign U+0007 at character 1. Leave it out."
    )
    assert lines[3].endswith(
        "a.toml:2:7: expected plain text, given the control sign U+009B at character 1. Leave it out."
    )
    assert refused.value.message.replace("\n", "").isprintable()


def test_the_caret_stands_under_the_sign_it_means_in_any_script() -> None:
    _, line, caret = refusal('x = "日本" y').splitlines()
    assert line == '    x = "日本" y'
    assert caret == "    " + " " * 11 + "^"
