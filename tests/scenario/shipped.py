"""What the tests of scenarios share: the files that ship, and the small one that they break."""

import tomllib
from pathlib import Path
from typing import Any

from game.content import scenarios_folder

HERE = Path(__file__).parent
SMALL = HERE / "small.toml"
FILES = sorted(scenarios_folder().glob("*/scenario.toml"))
SLUGS = [path.parent.name for path in FILES]


def small_tree() -> dict[str, Any]:
    """What tomllib reads in the small scenario; fresh each time."""
    return tomllib.loads(SMALL.read_text(encoding="utf-8"))
