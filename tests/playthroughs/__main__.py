"""Writes the playthroughs again, or only those of some scenarios: `python -m tests.playthroughs [SLUG...]`."""

import sys

from tests.playthroughs.test_playthroughs import SEASONS, path_of
from tests.playthroughs.writing import playthrough

if __name__ == "__main__":
    asked = sys.argv[1:]
    for slug, preset in SEASONS:
        if not asked or slug in asked:
            path = path_of(slug, preset)
            path.write_text(playthrough(slug, preset), encoding="utf-8", newline="\n")
            print(f"wrote {path.name}")
