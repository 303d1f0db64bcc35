"""The facilitator's guide: every command and file that it names exists, and it claims no more than it may."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from game.cli.guide import DAY, ORDER
from game.cli.main import COMMANDS
from game.cli.telling.markdown import markdown_lines
from game.cli.telling.paper import Paper
from game.content import facilitator_folder
from game.workshop.run_of_show import names, run_named
from tests.cli.parsing import parsed
from tests.cli.prompting import squeezed
from tests.house.checkout import ROOT

PAGES = [*sorted((facilitator_folder() / "guide").glob("*.md")), *sorted((facilitator_folder() / "day").glob("*.md")),
         facilitator_folder() / "README.md",
         facilitator_folder() / "run-of-show" / "README.md"]  # fmt: skip
NEEDS_MORE = ("debrief", "survey", "enter")
CODE = re.compile(r"`(lastmile[^`]*)`")
FILE = re.compile(r"`([\w./-]+/[\w./-]*)`")


@pytest.fixture
def guide(monkeypatch: pytest.MonkeyPatch, lastmile: Callable[..., Any]) -> Callable[..., Any]:
    return partial(lastmile, "guide")


def commands(text: str) -> list[str]:
    """Every command in the text: in backticks, and in blocks of code."""
    fenced = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    lines = [line.split("#")[0].strip() for block in fenced for line in block.splitlines()]
    return [squeezed(one) for one in (*CODE.findall(text), *(line for line in lines if line.startswith("lastmile")))]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_command_that_a_page_names_exists_and_takes_what_it_says(path: Path) -> None:
    for command in commands(path.read_text(encoding="utf-8")):
        words = command.split()
        if len(words) == 1:  # the program's own name
            continue
        if len(words) == 2 and words[1] in NEEDS_MORE:  # named, not spelled out
            assert words[1] in COMMANDS
            continue
        assert parsed(command) is not None
        if words[1] == "workshop" and len(words) > 2 and not words[2].endswith(".toml"):
            assert words[2] in (*names(), "rehearse")
        if words[1] == "guide" and len(words) > 2:
            assert words[2] in (*ORDER, *DAY, "priorities", "all")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_file_that_a_page_names_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = [one for one in FILE.findall(text) if not one.startswith(".venv")]
    links = [one for one in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in one]
    assert all((ROOT / one).exists() for one in named), named
    assert all((path.parent / one).exists() for one in links), links


def test_the_tests_find_the_commands_of_a_page() -> None:
    text = "Type `lastmile guide care`, or\n```sh\nlastmile demo first-day  # watch\n```\n"
    assert commands(text) == ["lastmile guide care", "lastmile demo first-day"]
    assert sum(len(commands(path.read_text(encoding="utf-8"))) for path in PAGES) > 25


def test_every_page_is_listed_and_read() -> None:
    assert {path.stem for path in PAGES} - {"README"} == {*ORDER, *DAY}


def test_the_rooms_questions_are_twenty() -> None:
    text = (facilitator_folder() / "guide" / "questions.md").read_text(encoding="utf-8")
    assert [int(one) for one in re.findall(r"^(\d+)\. \*\*[^*]+\?\*\*", text, re.MULTILINE)] == list(range(1, 21))


def test_the_six_steps_of_the_guide_have_the_minutes_of_the_ninety_minute_run() -> None:
    text = (facilitator_folder() / "guide" / "debrief.md").read_text(encoding="utf-8")
    said = [int(one) for one in re.findall(r"^## \d\. .*\((\d+) minutes\)$", text, re.MULTILINE)]
    assert said == [step.minutes for step in run_named("ninety-minutes").steps if step.kind == "debrief"]


def test_every_claim_on_the_page_of_evidence_says_how_firm_it_is() -> None:
    text = (facilitator_folder() / "guide" / "evidence.md").read_text(encoding="utf-8")
    known, _, _ = text.partition("## What no source supports")
    claims = re.findall(r"^- (.*?)(?=^- |^#|\Z)", known, re.MULTILINE | re.DOTALL)
    tags = re.compile(r"\*\*(study|trade|known|our\s+choice)\*\*")
    untagged = [claim for claim in claims if re.search(r"\d{4}", claim) and not tags.search(claim)]
    assert len(claims) > 15
    assert untagged == []


def test_the_list_of_pages_and_each_page_are_printed(guide: Callable[..., Any]) -> None:
    code, out, _ = guide()
    assert code == 0
    for name in (*ORDER, *DAY):
        assert f"lastmile guide {name}" in out
        code, page, _ = guide(name)
        assert code == 0
        assert "**" not in page and "\x1b" not in page
        assert max(map(len, page.splitlines())) <= 80
    assert "Care" in guide("all")[1]


def test_the_priorities_are_those_of_the_instrument(guide: Callable[..., Any]) -> None:
    _, out, _ = guide("priorities")
    assert "1  Price freedom" in out
    assert "10  Fines from customers" in out


def test_a_page_that_there_is_not_names_the_nearest(guide: Callable[..., Any]) -> None:
    code, _, err = guide("debrif")
    assert (code, "Did you mean 'debrief'?" in err) == (2, True)
    assert guide("deb")[1] == guide("debrief.md")[1]


def test_markdown_becomes_plain_lines() -> None:
    page = "# T\n\nOne **bold** and *slanted* `lastmile demo`.\n\n> Said\n> aloud\n\n1. first\n   more\n2. two\n\n"
    page += "```sh\nx  y\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[link](there.md) snake_case_word\n"
    lines = markdown_lines(Paper(width=60), page, ruled=True)
    assert "  One bold and slanted `lastmile demo`." in lines
    assert "    │ Said aloud" in lines
    assert "  1. first more" in lines
    assert "    x  y" in lines
    assert ["1", "2"] in [line.split() for line in lines]
    assert "  link (there.md) snake_case_word" in lines


def test_a_terminal_without_the_signs_gets_plain_ones() -> None:
    lines = markdown_lines(Paper(width=60, encoding="ascii"), "# T\n\n> “Said” – aloud\n")
    assert all(line.isascii() for line in lines)
    assert '    | "Said" - aloud' in lines


def test_a_page_is_printed_and_what_is_no_page_is_not(guide: Callable[..., Any], tmp_path: Path) -> None:
    for name in DAY:
        code, out, _ = guide(name, "--out", tmp_path / f"{name}.pdf")
        assert code == 0 and "page" in out
        said = " ".join(page.extract_text() for page in PdfReader(tmp_path / f"{name}.pdf").pages)
        text = (facilitator_folder() / "day" / f"{name}.md").read_text(encoding="utf-8")
        heads = re.findall(r"^##? (.*)$", text, re.MULTILINE)
        assert all(squeezed(head) in squeezed(said) for head in heads)
    code, _, err = guide("priorities", "--out", tmp_path / "x.pdf")
    assert (code, "expected a page to print" in err, (tmp_path / "x.pdf").exists()) == (2, True, False)
