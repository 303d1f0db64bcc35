"""The page for whoever carries on: its examples run, its paths are there, its floors are those of the contract."""

import doctest
import re
from pathlib import Path

import pytest

from tests.house.checkout import ROOT, project

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LONGEST = 220


def test_its_examples_run_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    parser, said, names = doctest.DocTestParser(), list[str](), dict[str, object]()
    runner = doctest.DocTestRunner()
    blocks = list(BLOCK.finditer(PAGE))
    assert len(blocks) > 5
    for block in blocks:
        line = PAGE[: block.start()].count("\n") + 1
        test = parser.get_doctest(block[1], names, "architecture.md", "docs/architecture.md", line)
        assert test.examples
        test.globs = names
        runner.run(test, out=said.append, clear_globs=False)
    assert runner.summarize(verbose=False).failed == 0, "".join(said)


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`((?:game|tests|benchmarks|scenarios)/[\w./-]*)`", PAGE))))
def test_what_it_names_is_there(name: str) -> None:
    assert (ROOT / name).exists()


def test_what_it_links_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", PAGE):
        assert (ROOT / "docs" / target).is_file(), target


def test_it_has_the_floors_of_the_contract_from_top_to_bottom() -> None:
    contract = next(one for one in project()["tool"]["importlinter"]["contracts"] if one["id"] == "floors")
    floors = [part.strip(" ()") for layer in contract["layers"] for part in layer.split("|")]
    told = [
        name.removesuffix(".py")
        for row in re.findall(r"^\| (`game/.*?) \|", PAGE, re.MULTILINE)
        for name in re.findall(r"`game/([\w.]+)`", row)
    ]
    assert sorted(told) == sorted(set(floors) - {"__main__"})
    heights = {part.strip(" ()"): at for at, layer in enumerate(contract["layers"]) for part in layer.split("|")}
    assert [heights[name] for name in told] == sorted(heights[name] for name in told)


def test_it_can_be_read_at_one_sitting() -> None:
    assert len(PAGE.splitlines()) <= LONGEST
