import re

from tests.house.checkout import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
RUN = (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def command_after(marker: str) -> str:
    """The one line in the code block that follows a marker in the README."""
    found = re.search(rf"<!-- {marker} -->\n```sh\n(.+)\n```", README)
    assert found, f"README.md has no one-line command after '<!-- {marker} -->'"
    return found[1]


def test_the_readme_plays_a_season_with_one_line() -> None:
    steps = command_after("the demo command").split(" && ")
    assert steps[0] == "python3 -m venv .venv"
    assert steps[-1] == ".venv/bin/lastmile demo"


def test_the_readme_runs_the_tests_with_one_line() -> None:
    steps = command_after("the tests command").split(" && ")
    assert steps[0] == "python3 -m venv .venv"
    assert steps[-1] == ".venv/bin/pytest -q -n auto"


def test_the_readme_installs_into_its_own_environment_only() -> None:
    for marker in ("the demo command", "the tests command"):
        for step in command_after(marker).split(" && ")[1:]:
            assert step.startswith(".venv/bin/"), f"a system that guards its own Python refuses: {step}"


def test_pip_learns_about_groups_before_it_is_given_one() -> None:
    steps = command_after("the tests command").split(" && ")
    upgrade = next(n for n, step in enumerate(steps) if "--upgrade pip" in step)
    assert upgrade < next(n for n, step in enumerate(steps) if "--group" in step)


def test_the_checks_take_their_setup_from_the_readme() -> None:
    assert "<!-- the tests command -->" in RUN
    for word in ("-m venv", "pip install", "pytest"):
        assert not [line for line in RUN.splitlines() if word in line and not line.startswith("#")], word


def test_the_workflow_measures_coverage_with_the_lines_of_contributing_and_the_tests_command_does_not() -> None:
    lines = re.findall(
        r"^\.venv/bin/coverage .+$", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert [line.split()[1] for line in lines] == ["run", "report"]
    workflow = (ROOT / ".github" / "workflows" / "checks.yml").read_text(encoding="utf-8")
    assert [line for line in map(str.strip, workflow.splitlines()) if line.startswith(".venv/bin/coverage")] == lines
    assert "coverage" not in RUN and "coverage" not in command_after("the tests command")


def test_every_file_that_the_readme_points_to_exists() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).is_file(), target
