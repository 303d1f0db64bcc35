import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from game.cli.scenario import scenario
from game.refusal import Refusal
from game.scenario import load
from game.scenario.summary import schema_text
from tests.narrowed import there
from tests.scenario.shipped import SLUGS, SMALL


def said(*words: Path | str) -> str:
    wide = {"COLUMNS": "160"}
    result = CliRunner().invoke(scenario, [str(word) for word in words], catch_exceptions=False, env=wide)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_list_has_a_line_for_every_scenario() -> None:
    lines = said("list").rstrip("\n").split("\n")
    assert [line.split()[0] for line in lines[1:]] == SLUGS
    assert all(load(slug).teaches in line for slug, line in zip(SLUGS, lines[1:], strict=True))


def test_the_list_needs_neither_numpy_nor_pydantic() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from game.cli.scenario import scenario\n"
        "assert CliRunner().invoke(scenario, ['list']).exit_code == 0\n"
        "print([name for name in ('numpy', 'pydantic', 'textual') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize("slug", SLUGS)
def test_everything_of_a_scenario_can_be_shown(slug: str) -> None:
    shown, about = said("show", slug), load(slug)
    for name in (*about.world.products.names, *about.world.markets.names, *(event.title for event in about.events)):
        assert name in shown
    for setting in about.sheet.settings:
        assert setting.name.removeprefix("Initiative, ") in shown
    assert max(len(line) for line in shown.split("\n")) <= 110


def test_a_program_gets_all_of_it() -> None:
    about = json.loads(said("show", SMALL, "--json"))
    assert about["slug"] == "small"
    assert about["products"][0]["base"] == {"shops": 900, "web": 300}
    assert [setting["key"] for setting in about["settings"]][:2] == ["price.tea", "price.iced-tea"]
    assert about["initiatives"] == [{"key": "joint-sop", "name": "Joint S&OP", "setup": 300, "monthly": 50}]
    assert about["events"][0]["title"] == load(SMALL).events[0].title
    assert about["fingerprint"] == load(SMALL).fingerprint


def test_a_check_of_what_is_right_says_so() -> None:
    assert said("check", SMALL, "cold-brew").count(": ok, ") == 2


def test_a_check_of_a_folder_of_scenarios_checks_them_all() -> None:
    assert said("check", load("cold-brew").folder.parent).count(": ok, ") == len(SLUGS)


def test_a_check_tells_all_problems_of_all_files() -> None:
    wrong = [SMALL.parent / "invalid" / f"{case}.toml" for case in ("below-zero", "unknown-lever")]
    result = CliRunner().invoke(scenario, ["check", *map(str, [wrong[0], SMALL, wrong[1]])])
    assert isinstance(result.exception, Refusal)
    assert "below-zero.toml:31:12: expected" in result.exception.message
    assert "unknown-lever.toml:73:9: expected" in result.exception.message
    assert ": ok, 'Small' can be played" in result.output


def test_a_new_scenario_can_be_checked_and_shown(tmp_path: Path) -> None:
    told = said("new", "my-place", "--from", "first-day", "--dir", tmp_path)
    assert "my-place is ready to be changed" in told
    assert ": ok, 'My place' can be played" in said("check", tmp_path / "my-place")
    assert said("show", tmp_path / "my-place").startswith("My place (my-place)\n")


def test_a_check_says_how_full_the_floor_is_what_budgets_pay_and_how_far_hours_could_grow() -> None:
    told = said("check", SMALL)
    (line,) = [line for line in told.splitlines() if "as usual the floor is" in line]
    small = load(SMALL)
    months = [float(figure) for figure in re.findall(r"(\d+)%", line)]
    assert len(months) == 2 and months[0] <= months[1]
    spent, budget = there(re.search(r"marketing spends €([\d,]+) of its €([\d,]+)", line)).groups()
    defaults: dict[str, Any] = {setting.key: setting.default for setting in (*small.sheet.settings, *small.fixed)}
    media = defaults["brand-advertising"] + defaults["performance-advertising"]
    purse = small.world.costs.marketing_budget + small.world.costs.distribution_budget
    share = defaults.get("budget-split", small.world.costs.marketing_budget / purse)
    assert float(budget.replace(",", "")) == round(purse * share)
    assert float(spent.replace(",", "")) == min(media, round(purse * share))  # no more than there is


def test_a_check_finds_papers_that_still_speak_of_the_place_they_were_copied_from(ours: Path) -> None:
    papers = ("brief-marketing.md", "brief-distribution.md", "notes.md")
    told = said("check", ours)
    for paper in papers:
        assert f"{paper}:1: still speaks of First day, where it was copied from" in told
    for paper in papers:
        text = (ours / paper).read_text(encoding="utf-8").replace("First day", "Ours")
        (ours / paper).write_text(text, encoding="utf-8")
    assert "still speaks" not in said("check", ours)
    changed(ours, 'place = "Ghent, Belgium"', 'place = "Porto, Portugal"')
    told = said("check", ours)
    (line,) = [line for line in told.splitlines() if "brief-marketing.md" in line]
    assert line.strip().endswith("brief-marketing.md:3: still speaks of First day, where it was copied from")
    assert ": ok, " in told


def test_no_paper_of_a_shipped_place_speaks_of_another() -> None:
    assert "still speaks" not in said("check", *SLUGS)


def test_the_schema_is_printed() -> None:
    assert said("schema") == schema_text()


def faults_of(folder: Path) -> str:
    result = CliRunner().invoke(scenario, ["check", str(folder)])
    assert isinstance(result.exception, Refusal), result.output
    return result.exception.message


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    said("new", "ours", "--from", "first-day", "--dir", str(tmp_path))
    return tmp_path / "ours"


def changed(folder: Path, before: str, after: str) -> None:
    file = folder / "scenario.toml"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_a_check_looks_at_every_file_of_the_folder(ours: Path) -> None:
    (ours / "brief-marketing.md").write_bytes(b"\xff\xfe\x00")
    (ours / "brief-distribution.md").write_text("Good \x1b]52;c;aGk=\x07 morning", encoding="utf-8")
    (ours / "benchmark.toml").write_text("[" * 3000, encoding="utf-8")
    (ours / "notes.md").unlink()
    lines = faults_of(ours).splitlines()
    assert "brief-marketing.md:1:1: expected text in UTF-8, given UTF-16." in lines[0]
    assert "brief-distribution.md:1:6: expected plain text, given the control signs U+001B and U+0007." in lines[1]
    assert "benchmark.toml:1:25: expected tables, arrays and dotted keys of at most 24 levels" in lines[2]
    (ours / "brief-marketing.md").unlink()
    assert "brief-marketing.md: expected a paper of the scenario, found no file there." in faults_of(ours)
    for empty in ("", " \n\t\n"):
        (ours / "brief-marketing.md").write_text(empty, encoding="utf-8")
        told = "brief-marketing.md: expected a paper of the scenario, found no word in it. Write it, in Markdown."
        assert told in faults_of(ours)


def test_control_signs_are_refused_at_the_string_they_stand_in(ours: Path) -> None:
    changed(ours, 'title = "Ours"', 'title = "My \\u001b[31mplace"')
    changed(ours, "\nname = ", '\nname = "Cake\\tbox" # ')
    message = faults_of(ours)
    assert "given the control sign U+001B at character 4. Leave it out." in message
    assert "given the control sign U+0009 at character 5. Leave it out." in message
    assert message.replace("\n", "").isprintable()


def test_a_step_too_small_to_count_in_is_refused_with_the_least(ours: Path) -> None:
    changed(ours, "step = ", "step = 1e-300 # ")
    assert "expected a step above 0" in faults_of(ours)
    changed(ours, "step = 1e-300 # ", "step = ")
    changed(ours, "step = 500", "step = 1e-6")
    assert "expected a step of at least 0." in faults_of(ours)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_in_place_of_a_scenario_is_refused_at_once(ours: Path) -> None:
    (ours / "scenario.toml").unlink()
    os.mkfifo(ours / "scenario.toml")
    assert "given a device or a pipe" in faults_of(ours / "scenario.toml") + faults_of(ours)


@pytest.mark.parametrize(
    ("key", "given", "says"),
    [
        ("minutes", "10.0", "expected a whole number for 'minutes', given 10.0. Write 10"),
        ("minutes", '"10"', "expected a whole number for 'minutes', given '10'. Write 10 without quotes."),
        ("minutes", "10.5", "expected a whole number for 'minutes', given 10.5."),
        ("list_price", '"26.5"', "expected a number for 'list_price', given '26.5'. Write 26.5 without quotes."),
        ("list_price", "26,00", "expected digits and a decimal point, given '26,00'. Write 26.00"),
    ],
)
def test_a_number_in_another_form_is_told_as_it_should_be_written(ours: Path, key: str, given: str, says: str) -> None:
    changed(ours, f"\n{key} = ", f"\n{key} = {given} # ")
    assert faults_of(ours).splitlines()[0].endswith(says)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("guide.toml", "hints = 3\n", "guide.toml:1:9: expected a list for 'hints', given 3."),
        ("guide.toml", "x = 3\n", "guide.toml:1:1: "),
        (
            "guide.toml",
            "[[hints]]\nmonth = 1\n",
            "guide.toml:1:1: expected the key 'step' in entry 1 of 'hi",
        ),
        ("benchmark.toml", "format = 1\n", "benchmark.toml: expected a benchmark of format 1, found something else"),
    ],
)
def test_a_check_reads_what_is_in_a_guide_and_a_benchmark(ours: Path, name: str, text: str, says: str) -> None:
    (ours / name).write_text(text, encoding="utf-8")
    assert says in faults_of(ours)
