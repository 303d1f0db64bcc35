"""Pages made to be heard: of letters, figures and punctuation alone, and with every figure that the columns have."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from game.cli.facilitating.asking import TickingLines
from game.cli.facilitating.session import Workshop
from game.cli.prompt.lines import Ended, Lines
from game.cli.telling import speech
from game.cli.telling.closing import Bar, bars
from game.cli.telling.paper import SpokenPaper
from game.cli.telling.streams import paper_for
from game.rules.levers import Seat
from game.workshop.journal import Journal
from tests.workshop.rehearsing import Clock, twenty

DRAWN = "|*•·†‡§¶\\–—…`"
"""What counts as punctuation in Unicode, and a voice stumbles over or leaves out."""


def unsayable(text: str) -> list[str]:
    """Every line that holds what is no letter, figure, ordinary punctuation or single space."""
    return [
        line for line in text.splitlines()
        if not line or "  " in line or line != line.strip()
        or re.search(r"(?<!\w)-+(?![\w-])", line)  # a dash as a rule or a bullet
        or any(sign in DRAWN or not re.match("L|M|N|P|Sc", unicodedata.category(sign)) for sign in set(line) - {" "})
    ]  # fmt: skip


def figures(text: str) -> Counter[str]:
    """The figures in a text, each as often as it stands there."""
    return Counter(re.findall(r"\d+(?:[,.:]\d+)*", text))


def test_what_the_test_takes_for_sayable() -> None:
    assert not unsayable("Revenue: April €86,657, moved minus €5 (7%); “so?”\nlastmile play first-day --spoken")
    for drawn in ("━━", "a  b", " a", "− 5", "a - b", "- a", "a → b", "*", "`a`", "5 · 6", "█", "a\n\nb", "=", "x > y"):
        assert unsayable(drawn), drawn


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("−€1,200 (−13)", "minus €1,200 (minus 13)"),
        ("+3, × 0.91, ▲ 3%", "plus 3, times 0.91, up 3%"),
        ("4:00 left · debrief by 10:20", "4:00 left, debrief by 10:20"),
        ("1–5 – or so", "1 to 5, or so"),
        ("given '-', '-5' or low-acid --seed", "given ' dash ', 'minus 5' or low-acid --seed"),
        ("Goodwill (1 = at the start)", "Goodwill (1 is at the start)"),
        ("a `lastmile kit` ♥ │", "a “lastmile kit” black heart suit"),
        ("the control sign U+202E (right-to-left override)", "the control sign U 202E (right-to-left override)"),
        ("such as: ? otif", "such as: ? otif"),
        ("low-acid\N{NO-BREAK SPACE}7", "low-acid 7"),
    ],
)
def test_signs_are_words(text: str, heard: str) -> None:
    assert speech.said(text) == heard


def test_a_sentence_ends_once() -> None:
    assert [speech.sentence(one) for one in ("Done", "Done.", "“Done.”", "Why?", "To begin:", "(why)")] == [
        "Done.", "Done.", "“Done.”", "Why?", "To begin:", "(why).",
    ]  # fmt: skip


def test_a_row_is_a_sentence_with_the_names_of_its_columns() -> None:
    paper = SpokenPaper()
    rows = [("", "April", "moved"), ("Revenue", "€86,657", "+€21,183"), ("Luck", "", "-")]
    assert paper.table(rows, head=True, marks=["", "[3]", ""]) == [
        "Revenue: April €86,657, moved plus €21,183, figure 3.",
        "Luck: moved none.",
    ]
    assert paper.table([("Joint value", "−€40")]) == ["Joint value: minus €40."]
    assert paper.entries([("price.tea", "€5.00", "€2 to €9")], ("", "", "can be"), marks=["*"]) == [
        "price.tea: €5.00, can be €2 to €9, changed."
    ]


def test_a_title_a_heading_and_an_item_are_sentences() -> None:
    paper = SpokenPaper()
    assert paper.title("April", "month 2 of 3", [("A storm", "strong")]) == ["April, month 2 of 3.", "A storm."]
    assert paper.heading("The money") == ["The money."]
    assert paper.paragraph("Price up", "    ", first="  - ") == ["Price up."]
    assert paper.paragraph("How long?", "      ", first="   3  ") == ["3: How long?"]
    assert paper.paragraph("Slow down.", first="  5 min ") == ["5 min: Slow down."]
    assert bars(paper, [Bar("Apr", 1.0, 2.0, "1 / 3", "April: ordered 3, shipped 1")]) == [
        "April: ordered 3, shipped 1."
    ]
    assert paper.rule() == []


def test_lines_are_broken_at_the_terminals_width_between_words_but_for_what_is_to_be_typed() -> None:
    told = [
        *SpokenPaper(wrap=20).paragraph("one two three four five six"),
        "",
        SpokenPaper().line(f"  {'lastmile ' * 4}"),
    ]
    assert SpokenPaper(wrap=20).finished(told) == ["one two three four", "five six.", "lastmile " * 3 + "lastmile"]
    assert SpokenPaper().finished(told)[0] == "one two three four five six."


def test_the_environment_asks_for_sentences_too() -> None:
    assert paper_for(StringIO(), {"ACCESSIBLE": "1"}).spoken
    assert paper_for(StringIO(), {}, spoken=True).spoken
    assert not any(paper_for(StringIO(), {"ACCESSIBLE": off}).spoken for off in ("", "0"))


@pytest.fixture
def told(lastmile: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Any]:
    """What a command prints, in columns or in sentences."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LASTMILE_HOME", str(tmp_path / "home"))

    def told(*arguments: object, lines: list[str] | None = None) -> str:
        said: tuple[int, str, str] = lastmile(*arguments, lines=lines)
        code, out, err = said
        assert (code, err) == (0, "")
        return out

    return told


def nothing_missing(plain: str, spoken: str) -> None:
    """Every figure of the columns is in the sentences, and no more than words are in these."""
    assert unsayable(spoken) == []
    assert figures(plain) - figures(spoken) == Counter()


@pytest.mark.parametrize(
    ("place", "structure", "seed"),
    [("first-day", "sync", 3), ("first-day", "silo", 5), ("cold-brew", "talk", 1), ("one-cart", "sync", 2)],
)
def test_a_whole_demo_can_be_heard(told: Callable[..., Any], place: str, structure: str, seed: int) -> None:
    words = ("demo", place, "--structure", structure, "--seed", seed)
    nothing_missing(told(*words), told(*words, "--spoken"))


TYPED = [
    "predict stock economy 3", "help", "ask 2", "answer I cannot say — yet", "", "propose forecast.cake-box 800", "",
    "help", "price.breakfast-box 27", "show sheet", "outlook", "coach", "undo", "reset", "1.000 7",
    "commit because I can",
    "why 1", "why 3", "? otif", "keep I did − this", "",
]  # fmt: skip


@pytest.mark.parametrize(("seat", "structure"), [("marketing", "sync"), ("distribution", "talk"), ("both", "sync")])
def test_a_whole_play_can_be_heard(told: Callable[..., Any], seat: Seat, structure: str) -> None:
    lines = [*TYPED, *["show partner", "show figures", "show joint", "show news", *[""] * 12] * 4, *[""] * 60]
    words = ("play", "first-day", "--seat", seat, "--structure", structure, "--seed", 3, "--survey")
    plain = told(*words, "--plain", "--record", "t.toml", lines=lines).replace("\n\n\n", "")
    spoken = told(*words, "--spoken", "--record", "s.toml", lines=lines)
    nothing_missing(plain, spoken)
    assert "The season, First day." in spoken


def test_a_refusal_can_be_heard(lastmile: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LASTMILE_HOME", str(tmp_path))
    (tmp_path / "sheets.txt").write_text("month 1\nmarketing\nP1 1.600,00,0\ndistribution\n")
    words = ("enter", tmp_path / "a.toml", "--scenario", "first-day", "--sheets", tmp_path / "sheets.txt")
    assert "^" in lastmile(*words)[2]
    code, out, err = lastmile(*words, "--spoken")
    assert (code, unsayable(out + err)) == (2, [])
    assert "P1 1.600,00,0" in err.splitlines()


def test_accessible_plays_line_by_line_in_sentences(told: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCESSIBLE", "1")
    assert unsayable(told("play", "first-day", "--seed", "3", lines=["", "help"])) == []
    assert unsayable(told()) == []
    assert unsayable(told("guide", "debrief")) == []
    assert unsayable(told("scenario", "list")) == []
    assert unsayable(told("scenario", "show", "cold-brew")) == []


def test_a_debrief_can_be_heard(told: Callable[..., Any]) -> None:
    for seed in (1, 2):
        told("demo", "first-day", "--seed", seed, "--record", f"table-{seed}.toml")
    nothing_missing(told("debrief", "table-1.toml", "table-2.toml"), told("debrief", ".", "--spoken"))


def test_a_table_entered_from_paper_can_be_heard(told: Callable[..., Any]) -> None:
    lines = ["help", "P1 27", "because we try", "", "S1 1600", "", "both marketing: F1 900", "", "", "", "quit"]
    words = ("--scenario", "first-day")
    plain = told("enter", "a.toml", *words, lines=lines)
    nothing_missing(plain, told("enter", "b.toml", "--spoken", *words, lines=lines))
    sheets = "".join(f"month {month}\nmarketing\nP1 {26 + month}\ndistribution\n" for month in (1, 2, 3))
    Path("room.txt").write_text(sheets)
    for structure in ("sync", "silo"):
        with_structure = (*words, "--structure", structure, "--sheets", "room.txt")
        plain = told("enter", f"c-{structure}.toml", *with_structure)
        nothing_missing(plain, told("enter", f"d-{structure}.toml", "--spoken", *with_structure))


def test_a_rehearsed_workshop_can_be_heard(told: Callable[..., Any], tmp_path: Path) -> None:
    class Typed(StringIO):
        def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
            clock.now += 150.0
            return next(typed, "")

    clock, out = Clock(), StringIO()
    steps = ["help", "steps", "clock", "extend 3", "later 2", "nonsense", "pause", "go", "note a word", "next", "skip"]
    typed = iter([f"{line}\n" for line in [*steps, "steps", "", "", "next", "", "next", "", "next", "next", "steps"]])
    with Journal.begin(tmp_path / "twenty.toml", twenty(), 0.0) as kept, suppress(Ended):
        Workshop(kept, TickingLines(Lines(Typed(), out, spoken=True), bar=True), clock).lead()
    assert unsayable(out.getvalue()) == []
    assert "you are here" in out.getvalue()
    nothing_missing(
        told("workshop", "ninety-minutes", "--list"), told("workshop", "ninety-minutes", "--list", "--spoken")
    )
    nothing_missing(told("workshop", "--list"), told("workshop", "--list", "--spoken"))
