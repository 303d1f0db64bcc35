from pathlib import Path

import pytest

from game.doors.toml import own_tree, parse, read_toml, tree_of
from game.refusal import Refusal


def refusal(text: str) -> str:
    with pytest.raises(Refusal) as refused:
        tree_of(text.encode(), "a.toml")
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
        ("list_price = 26,00\n", "a.toml:1:16: expected digits and a decimal point, given '26,00'. Write 26.00"),
        ("x = 1.600,50 # a price", "a.toml:1:10: expected digits and a decimal point, given '1.600,50'. Write 1600.50"),
        ("x = 1 600", "a.toml:1:7: expected digits and a decimal point, given '1 600'. Write 1600"),
        ("x = 026", "a.toml:1:6: expected digits and a decimal point, given '026'. Write 26"),
        ("x = .5", "a.toml:1:5: expected digits and a decimal point, given '.5'. Write 0.5"),
        ("x = 5 %", "a.toml:1:7: expected digits and a decimal point, given '5 %'. Write 0.05"),
        ("x = True", "a.toml:1:5: expected true or false, given 'True'. Write true"),
        ("x = First day", "a.toml:1:5: expected text in straight quotes, a number, true or false, given First day. "
         'Write "First day"'),
        ("x = “First day”", "a.toml:1:5: expected text in straight quotes, a number, true or false, given “First day”. "
         'Write "First day"'),
        ("x = 26 EUR", "a.toml:1:8: expected the line to end after the value, given 'EUR'. Text is quoted, a remark "
         "begins with #."),
        ('x: "y"', "a.toml:1:2: expected '=' after the key, given ':'. A key with other signs than a-z, 0-9, - and _ "
         "is quoted."),
        ('x = "C:\\users"', "a.toml:1:10: expected text, given a backslash in double quotes. Write it twice, or put "
         "the text in single quotes."),
        ("\n" + "k" * 4001, "a.toml:2:1: expected a shorter word, given 4,001."),
        ("y = 1\nx = " + "9" * 5000, "a.toml:2:5: expected a number of fewer digits, given 5,000."),
        ('x = "a\x1bb"', "a.toml:1:7: expected plain text, given the control sign U+001B. Leave it out."),
        ('x = "a\nb"', "a.toml:1:7: expected plain text, given the end of the line. Leave it out, or close the quotes "
         "before it."),
        ("# a remark\x00", "a.toml:1:11: expected plain text, given the control sign U+0000. Leave it out."),
        ("[steps]\x7f", "a.toml:1:8: expected plain text, given the control sign U+007F. Leave it out."),
        ("x\x00 = 1", "a.toml:1:2: expected plain text, given the control sign U+0000. Leave it out."),
        ("# \x00\x1b\x00", "a.toml:1:3: expected plain text, given the control signs U+0000 and U+001B. "
         "Leave them out."),
        ("\x00" * 999, "a.toml:1:1: expected plain text, given the control sign U+0000. Leave it out."),
    ],
)  # fmt: skip
def test_a_fault_of_syntax_says_what_to_write(text: str, first_line: str) -> None:
    assert refusal(text).splitlines()[0] == first_line


def test_a_control_sign_hides_nothing_else_that_is_wrong() -> None:
    text = 'a = "x\x00"\n# \x01\x01\x01\nb = "\\u0007"\n'
    told = [line for line in refusal(text).splitlines() if line.startswith("a.toml:")]
    assert [line.split(" ")[0] for line in told] == ["a.toml:1:7:", "a.toml:2:3:", "a.toml:3:5:"]
    assert len([line for line in refusal(text + "c = \n").splitlines() if line.startswith("a.toml:")]) == 3


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


def test_what_the_game_wrote_itself_is_read_no_deeper_than_it_writes() -> None:
    assert own_tree("a = { b = 'ü' }".encode()) == {"a": {"b": "ü"}}
    for wrong in (b"a." * 100_000 + b"a = 1", b"x = " + b"[" * 3000, b"\xff", b"x"):
        with pytest.raises(ValueError, match=r"."):
            own_tree(wrong)


def test_a_file_of_a_megabyte_of_toml_is_some_other_file() -> None:
    with pytest.raises(Refusal, match=r"a\.toml: expected at most 1,048,576 bytes of TOML, given 1,048,577\. It may"):
        parse(b"#" * 1_048_577, "a.toml")


def test_of_very_many_faults_as_many_are_told_as_somebody_reads() -> None:
    with pytest.raises(Refusal) as refused:
        tree_of("".join(f'k{at} = "\\u0007"\n' for at in range(150)).encode(), "a.toml")
    told = refused.value.message.splitlines()
    assert sum(line.startswith("a.toml:") and "control sign" in line for line in told) == 100
    assert told[-1] == "a.toml: and 50 more. Mend some of these and look again."


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("".join(f"[[a{at}]]\n" for at in range(50_000)), "10001:1"),
        ("a = 1\n" + "[[a.b]]\n" * 10_001, "10001:2"),
        ("x = [" + "1," * 20_001 + "]", "1:40003"),
        ("x = [" + "{}," * 20_001 + "]", "1:30003"),
        ("".join(f"a{at} = 1\n" for at in range(20_001)), "20001:8"),
        ("#\n" * 100_001, "1:1"),
    ],
)
def test_a_file_of_very_many_things_is_refused_before_it_is_read(text: str, place: str) -> None:
    told = refusal(text)
    assert told.startswith(f"a.toml:{place}: expected a file of at most ")
    assert "given more. It may be some other file." in told
