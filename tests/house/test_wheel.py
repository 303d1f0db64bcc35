"""The game as other people get it: built, installed into an empty environment, run from another folder."""

import os
import re
import subprocess
import sys
import zipfile
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.house.checkout import ROOT, files_below, place

pytestmark = pytest.mark.slow
CONTENT = ("scenarios", "facilitator")


def run(*command: str, cwd: Path | str) -> str:
    """What a command printed, run as a stranger would: no virtual environment, no paths of ours."""
    ours = ("PYTHON", "VIRTUAL_ENV", "COVERAGE", "COV_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    answer = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert answer.returncode == 0, f"{command}\n{answer.stdout}\n{answer.stderr}"
    return answer.stdout


def asked_for(asking: Distribution, seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """The distributions that one asks for, and those that they ask for, on this machine and Python."""
    for line in asking.requires or ():
        needed = Requirement(line)
        if needed.name not in seen and (needed.marker is None or needed.marker.evaluate({"extra": ""})):
            seen = asked_for(distribution(needed.name), seen | {needed.name})
    return seen


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made from the source distribution, as a registry would have it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT), cwd=folder)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` of an environment that has the wheel, the distributions it declares, and nothing else."""
    home = tmp_path_factory.mktemp("empty") / "env"
    run(sys.executable, "-m", "venv", "--without-pip", str(home), cwd=home.parent)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    pip = (sys.executable, "-m", "pip", "--python", str(python))
    run(*pip, "install", "-q", "--no-deps", "--no-index", str(wheel), cwd=home.parent)
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    target = Path(run(str(python), "-c", ask, cwd=home.parent).strip())
    (game,) = distributions(name="lastmile-game", path=[str(target)])
    for name in asked_for(game):
        share(distribution(name), target)
    return scripts


def share(lent: Distribution, target: Path) -> None:
    """Make an installed distribution importable from another environment, without a network."""
    for top in {file.parts[0] for file in lent.files or () if file.parts[0] not in ("..", "__pycache__")}:
        if not (target / top).exists():
            (target / top).symlink_to(str(lent.locate_file(top)))


@pytest.mark.parametrize("folder", CONTENT)
def test_the_wheel_holds_the_content_on_disk_and_nothing_more(wheel: Path, folder: str) -> None:
    on_disk = {f"game/_content/{place(path)}" for path in files_below(folder)}
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if name.startswith(f"game/_content/{folder}/")}
        changed = [n for n in inside & on_disk if archive.read(n) != (ROOT / n[len("game/_content/") :]).read_bytes()]
    assert on_disk
    assert inside == on_disk
    assert changed == []


def test_the_wheel_holds_the_package_on_disk_and_nothing_more(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if not name.startswith("game/_content/")}
    package = {name for name in inside if not re.match(r"[^/]+\.dist-info/", name)}
    assert "game/py.typed" in package
    assert package == {place(path) for path in files_below("game")}


@pytest.mark.parametrize("folder", [".", "/"])
def test_the_installed_command_works_from_any_folder(installed: Path, folder: str, tmp_path: Path) -> None:
    where = tmp_path / folder
    helped = run(str(installed / "lastmile"), "--help", cwd=where)
    listed = run(str(installed / "lastmile"), "scenario", "list", cwd=where)
    assert "scenario" in helped
    slugs = {path.parent.name for path in files_below("scenarios") if path.name == "scenario.toml"}
    assert slugs
    assert [slug for slug in slugs if slug not in listed] == []


def test_the_installed_package_is_the_one_that_runs(installed: Path, tmp_path: Path) -> None:
    ask = "import game.content as c; print(c.__file__, c.scenarios_folder(), c.facilitator_folder(), sep='\\n')"
    for line in run(str(installed / "python"), "-c", ask, cwd=tmp_path).splitlines():
        assert Path(line).is_relative_to(installed.parent.resolve()), line
