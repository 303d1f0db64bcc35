"""What is in this checkout."""

import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "game"

# What tools leave behind: no part of the repository, also where git is not there to say so.
LEFTOVERS = frozenset(
    {
        ".git",
        ".venv",
        ".bench",
        "mutants",
        "dist",
        "build",
        "htmlcov",
        ".hypothesis",
        "__pycache__",
        ".import_linter_cache",
    }
    | {".mypy_cache", ".pytest_cache", ".ruff_cache"}
)


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def files_of_the_repository() -> list[Path]:
    """The files that git knows or would add; from the disk where this is no clone."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        answer = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
        listed = [ROOT / name for name in answer.stdout.split("\0") if name]
        return sorted(path for path in listed if path.is_file())
    return sorted(path for path in ROOT.rglob("*") if path.is_file() and not _is_left_over(path))


def files_below(folder: str) -> list[Path]:
    """The files of a folder of the repository on disk, without what tools leave behind."""
    return sorted(path for path in (ROOT / folder).rglob("*") if path.is_file() and not _is_left_over(path))


def modules() -> list[Path]:
    """Every Python file of the package."""
    return sorted(path for path in PACKAGE.rglob("*.py") if not _is_left_over(path))


def place(path: Path) -> str:
    """A file's name as a person would write it, from the root of the repository."""
    return path.relative_to(ROOT).as_posix()


def _is_left_over(path: Path) -> bool:
    return not LEFTOVERS.isdisjoint(path.relative_to(ROOT).parts)
