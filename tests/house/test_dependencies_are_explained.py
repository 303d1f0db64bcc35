import re

from tests.house.checkout import ROOT, project
from tests.narrowed import there


def declared() -> set[str]:
    about = project()
    extras = about["project"].get("optional-dependencies", {})
    groups = [about["project"]["dependencies"], *extras.values(), *about["dependency-groups"].values()]
    return {there(re.match(r"[\w.-]+", requirement)).group() for group in groups for requirement in group}


def explained() -> dict[str, str]:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^- `([\w.-]+)`: (\S.*)$", text, flags=re.MULTILINE))


def test_contributing_says_why_each_dependency_is_here() -> None:
    assert declared() - explained().keys() == set()


def test_contributing_explains_no_dependency_that_is_gone() -> None:
    assert explained().keys() - declared() == set()
