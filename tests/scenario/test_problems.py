"""Each `invalid/<case>.toml` has exactly the problems in `<case>.errors.txt`: adding two files is adding a test."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from game.refusal import Refusal
from game.scenario.loading import load
from game.scenario.reading import examine, examine_catalogue, read_cards
from game.scenario.shape.document import CardFile
from tests.scenario.shipped import HERE, SMALL

CASES = sorted((HERE / "invalid").glob("*.toml"))


def report_of(look: Callable[..., Any], *given: bytes | Mapping[str, CardFile] | str) -> str:
    """Every problem of a content, or "" where there is none."""
    try:
        look(*given)
    except Refusal as refusal:
        return refusal.message
    return ""


@pytest.fixture(scope="module")
def cards() -> Mapping[str, CardFile]:
    return read_cards()


def test_the_scenario_that_the_cases_break_has_no_problem_itself(cards: Mapping[str, CardFile]) -> None:
    assert report_of(examine, SMALL.read_bytes(), "small.toml", cards) == ""


def test_there_are_cases_of_every_kind() -> None:
    assert len(CASES) >= 40
    assert {path.stem for path in CASES} == {
        path.name.removesuffix(".errors.txt") for path in HERE.glob("invalid/*.txt")
    }


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_problem_is_told_with_its_place(path: Path, cards: Mapping[str, CardFile]) -> None:
    expected = path.with_suffix(".errors.txt").read_text(encoding="utf-8")
    assert report_of(examine, path.read_bytes(), path.name, cards) + "\n" == expected


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_problem_says_what_was_expected_and_its_caret_is_under_the_line(
    path: Path, cards: Mapping[str, CardFile]
) -> None:
    lines = report_of(examine, path.read_bytes(), path.name, cards).split("\n")
    assert len(lines) % 3 == 0
    for head, line, caret in zip(lines[::3], lines[1::3], lines[2::3], strict=True):
        name, _, column, message = head.split(":", 3)
        assert name == path.name
        assert message.startswith(" expected ")
        assert message.endswith((".", "?"))
        assert caret == " " * (4 + int(column) - 1) + "^"
        assert len(caret) <= len(line) + 1


def test_loading_a_file_with_problems_refuses_with_all_of_them() -> None:
    with pytest.raises(Refusal) as refused:
        load(HERE / "invalid" / "several-at-once.toml")
    assert refused.value.message.count(": expected ") == 5


def test_a_byte_order_mark_and_windows_line_ends_are_no_problem(cards: Mapping[str, CardFile]) -> None:
    content = b"\xef\xbb\xbf" + SMALL.read_bytes().replace(b"\n", b"\r\n")
    assert report_of(examine, content, "small.toml", cards) == ""


def test_the_place_is_right_in_a_file_with_windows_line_ends(cards: Mapping[str, CardFile]) -> None:
    content = SMALL.read_bytes().replace(b"capacity = 100", b"capacity = -1").replace(b"\n", b"\r\n")
    assert report_of(examine, content, "w.toml", cards).startswith("w.toml:59:12: expected ")


def test_a_slug_must_be_the_name_of_its_folder(cards: Mapping[str, CardFile]) -> None:
    assert report_of(examine, SMALL.read_bytes(), "small.toml", cards, "small") == ""
    report = report_of(examine, SMALL.read_bytes(), "small.toml", cards, "tall")
    assert report.startswith("small.toml:4:8: expected the name of the scenario's folder, 'tall', given 'small'.")


def test_lists_nested_beyond_reason_are_refused_calmly(cards: Mapping[str, CardFile]) -> None:
    report = report_of(examine, b"x = " + b"[" * 100_000, "deep.toml", cards)
    assert report.startswith(
        "deep.toml:1:29: expected tables, arrays and dotted keys of at most 24 levels, given more."
    )


def test_a_very_long_line_is_shown_around_its_problem(cards: Mapping[str, CardFile]) -> None:
    long = b'summary = "' + b"x" * 5000 + b'"'
    content = SMALL.read_bytes().replace(b'summary = "One thing sold in one place, another to come."', long)
    head, line, caret = report_of(examine, content, "long.toml", cards).split("\n")
    assert head.startswith("long.toml:8:11: expected at most 2000 characters")
    assert len(line) < 130
    assert line[len(caret) - 1] == '"'


CATALOGUE = """
[cards.frost]
title = "Frost"
marketing = "It is cold."
distribution = "It is cold, and slippery."
source = "E2"
tag = "T"
load = { marketing = 1, distribution = 2 }

[[cards.frost.effects]]
track = "capacity"
rounds = [0.9]
"""


def test_a_catalogue_without_problems_is_read() -> None:
    assert report_of(examine_catalogue, CATALOGUE.encode(), "events.toml") == ""


@pytest.mark.parametrize(
    ("wrong", "right", "expected"),
    [
        ('"capacity"', '"capacities"', "events.toml:11:9: expected a name that is known here for 'track'"),
        ("[0.9]", "[-0.9]", "events.toml:12:11: expected factors from 0 to 20 for 'capacity', given -0.9."),
        ("[0.9]", "[]", "events.toml:12:10: expected at least 1 entry for 'rounds', given a list of 0."),
        ("marketing = 1", "marketing = 4", "events.toml:8:22: expected a number of at most 3 for 'marketing'"),
        ("tag", "tags", "events.toml:7:1: expected a key that is known here, given 'tags'. Did you mean 'tag'?"),
    ],
)
def test_problems_of_the_catalogue_are_told_in_the_same_way(wrong: str, right: str, expected: str) -> None:
    assert expected in report_of(examine_catalogue, CATALOGUE.replace(wrong, right, 1).encode(), "events.toml")


def test_a_name_of_a_list_that_looks_like_another_is_refused_at_its_place(cards: Mapping[str, CardFile]) -> None:
    def second(name: str) -> str:
        content = SMALL.read_text(encoding="utf-8").replace('name = "Iced tea"', f'name = "{name}"')
        return report_of(examine, content.encode(), "s.toml", cards)

    for alike in ("Tea", "TEA", "tea ", "T ea", "\uff34\uff45\uff41", "Te\u00ada", "T\u200bea", "\u24c9ea"):
        report = second(alike)
        assert report.startswith(f"s.toml:30:8: expected a name of its own, given '{alike}', which another has"), report
        assert report.count(": expected ") == 1
    assert second("Tea 2") == second("Te\u00e0") == second("Tee") == ""
    assert second("\u00ad\u200b").startswith("s.toml:30:8: expected a name that can be seen, given ")


def test_two_lists_may_have_a_name_in_common(cards: Mapping[str, CardFile]) -> None:
    content = SMALL.read_text(encoding="utf-8").replace('name = "Web"', 'name = "Tea"')
    assert report_of(examine, content.encode(), "s.toml", cards) == ""


def test_two_cards_of_one_title_are_refused() -> None:
    card = (
        '[cards.{key}]\ntitle = "{title}"\nmarketing = "A"\ndistribution = "B"\nsource = "R"\ntag = "D"\n'
        'load = {{ marketing = 1, distribution = 1 }}\neffects = [{{ track = "demand", rounds = [1.1] }}]\n'
    )
    content = card.format(key="rain", title="Rain all day") + card.format(key="wet", title="rain  all day")
    assert report_of(examine_catalogue, content.encode(), "e.toml") == (
        "e.toml:10:9: expected a name of its own, given 'rain  all day', which another has as 'Rain all day': case, "
        "width and spaces tell none apart.\n"
        '    title = "rain  all day"\n'
        "            ^"
    )
