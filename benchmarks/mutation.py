"""Break a package of the game on purpose, a seeded sample of times, and count how often a test beside it notices.

`mutmut` makes the mutants, in a copy of the checkout below .bench/mutation, so that the work goes on meanwhile. Printed
are the share that was noticed and every mutant that was not; to look at one, in that folder: `mutmut show NAME`.
"""

import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import click
import tomli_w
from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.utils.format_utils import get_mutant_name

from tests.house.checkout import ROOT, project

BESIDE = {
    "rules": ("tests/rules",),
    "table": ("tests/table", "tests/playthroughs"),
    "store": ("tests/store", "tests/table"),
    "judging": ("tests/judging", "tests/telling"),
    "telling": ("tests/telling", "tests/judging", "tests/cli/test_telling.py"),
    "seating": ("tests/seating",),
    "debrief": ("tests/debrief",),
}
"""The tests that answer for a package; those of the fronts would notice more, and take minutes for each mutant."""

NOTICED = ("killed", "timeout", "suspicious", "segfault")


@click.command()
@click.argument("package", type=click.Choice(sorted(BESIDE)))
@click.option("--sample", default=150, show_default=True, help="Mutants, drawn evenly; 0 = all of them.")
@click.option("--seed", default=1, show_default=True)
@click.option("--only", default="**/*.py", show_default=True, help="Files of the package to break; '*.py': no folders.")
@click.option("--workers", default=2, show_default=True, help="Mutants that are tried at a time.")
def main(package: str, sample: int, seed: int, only: str, workers: int) -> None:
    """Break PACKAGE and see whether its tests notice."""
    folder = ROOT / ".bench" / "mutation" / package
    lay_out(folder, package)
    known = mutants(folder, package, only)
    chosen = known if sample == 0 else sorted(random.Random(seed).sample(known, min(sample, len(known))))
    mutmut = [sys.executable, "-m", "mutmut"]
    subprocess.run([*mutmut, "run", "--max-children", str(workers), *chosen], cwd=folder, check=True)
    told = subprocess.run([*mutmut, "results", "--all", "true"], cwd=folder, check=True, capture_output=True, text=True)
    status = dict(line.strip().split(": ", 1) for line in told.stdout.splitlines() if ": " in line)
    ends = Counter(status[name] for name in chosen)
    noticed = sum(ends[end] for end in NOTICED)
    for name in chosen:
        if status[name] not in NOTICED:
            print(f"  {status[name]}: {name}")
    print(f"{package}: {noticed} of {len(chosen)} noticed, {noticed / len(chosen):.0%} (of {len(known)}, seed {seed})")
    print("  " + ", ".join(f"{count} {end}" for end, count in sorted(ends.items())))


def lay_out(folder: Path, package: str) -> None:
    """A copy of the checkout whose settings break this package alone, and run the tests beside it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    settings: dict[str, Any] = project()
    settings["tool"]["mutmut"]["only_mutate"] = [f"game/{package}/*"]
    tests = [place for place in BESIDE[package] if (ROOT / place).is_dir()]
    settings["tool"]["mutmut"]["pytest_add_cli_args_test_selection"] = tests
    for name in (*settings["tool"]["mutmut"]["also_copy"], "game", "tests"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    (folder / "pyproject.toml").write_text(tomli_w.dumps(settings), encoding="utf-8")


def mutants(folder: Path, package: str, only: str) -> list[str]:
    """The name of every mutant of a package, as mutmut calls it."""
    found = []
    for path in sorted((folder / "game" / package).glob(only)):
        inside = path.relative_to(folder)
        made = mutate_file_contents(str(inside), path.read_text(encoding="utf-8"))
        found += [get_mutant_name(inside, name).replace("__init__.", "") for name in made.mutant_names]
    return found


if __name__ == "__main__":
    main()
