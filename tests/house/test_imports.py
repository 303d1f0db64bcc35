import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.checkout import PACKAGE, ROOT, modules, project

RUN_COMMAND = """
import json, sys
sys.argv[0] = "lastmile"
from game.__main__ import main
try:
    main()
except SystemExit as end:
    json.dump({"code": end.code, "modules": sorted(sys.modules)}, sys.stderr)
"""
IMPORT_MODULES = """
import importlib, json, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
json.dump({"code": 0, "modules": sorted(sys.modules)}, sys.stderr)
"""


def loaded_by(code: str, *arguments: str) -> set[str]:
    """The names of all modules in memory after a fresh interpreter ran the code."""
    command = [sys.executable, "-c", code, *arguments]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert answer.returncode == 0, answer.stderr
    report = json.loads(answer.stderr)
    assert report["code"] == 0, answer.stdout
    return set(report["modules"])


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def floor_of(name: str) -> str:
    return name.split(".")[1] if "." in name else ""


def floors() -> list[set[str]]:
    """The floors from the top down, each with its packages, as the import contract lists them."""
    (contract,) = (c for c in project()["tool"]["importlinter"]["contracts"] if c["id"] == "floors")
    return [{part.strip(" ()") for part in layer.split("|")} for layer in contract["layers"]]


def members(floor: str) -> list[str]:
    names = [module_name(path) for path in modules()]
    return [name for name in names if floor_of(name) == floor]


@pytest.mark.parametrize("option", ["--help", "--version", None])
def test_the_way_in_loads_no_library_but_click(option: str | None) -> None:
    loaded = loaded_by(RUN_COMMAND, *([option] if option else []))
    assert "click" in loaded
    assert loaded.isdisjoint({"numpy", "pydantic", "textual", "tomli_w"})
    assert not [name for name in loaded if floor_of(name) in {"rules", "scenario", "table", "partners"}]


def test_listing_scenarios_needs_neither_the_screen_nor_the_rules() -> None:
    assert loaded_by(RUN_COMMAND, "scenario", "list").isdisjoint({"numpy", "textual"})


def test_the_rules_stand_on_numpy_alone() -> None:
    loaded = loaded_by(IMPORT_MODULES, *members("rules"))
    assert loaded.isdisjoint({"pydantic", "textual", "click", "tomli_w"})


def test_nothing_but_the_full_screen_game_loads_textual() -> None:
    names = [module_name(path) for path in modules()]
    assert "textual" not in loaded_by(IMPORT_MODULES, *(n for n in names if floor_of(n) not in {"app", "host"}))


@pytest.mark.parametrize("level", range(len(floors())))
def test_at_run_time_too_a_floor_loads_only_floors_below_it(level: int) -> None:
    above = set().union(*floors()[:level])
    for floor in floors()[level]:
        beside = floors()[level] - {floor}
        names = members(floor)
        if names and floor != "__main__":
            wrong = [
                n for n in loaded_by(IMPORT_MODULES, *names) if n.startswith("game.") and floor_of(n) in above | beside
            ]
            assert not wrong, f"game.{floor} loads {sorted(wrong)}"


def test_every_package_has_its_floor() -> None:
    known = set().union(*floors())
    present = {floor_of(module_name(path)) for path in modules() if path != PACKAGE / "__init__.py"}
    assert present <= known
