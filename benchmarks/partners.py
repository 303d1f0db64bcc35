"""Where the personas stand in every scenario: alignment of pairs, 0 = silo play and 100 = the best plan, same luck.

    python -m benchmarks.partners [SCENARIO ...] [--seasons N]

What we want: bridge builders in sync at 60 or better; the other personas' pairs in silo between -20 and 30; play at
random below 40. A pair outside is marked with a star.
"""

from __future__ import annotations

import sys
import time

from game.lab.bench import known
from game.partners import personas
from game.scenario import load
from game.scenario.shelf import shipped
from game.table.structure import structure
from tests.partners.standings import at_random, spread, standing

BRIDGE = "bridge-builder"
PAIRS = [
    (marketing, distribution)
    for marketing in personas("marketing")
    for distribution in personas("distribution")
    if BRIDGE not in (marketing, distribution)
]


def main(arguments):
    seasons = int(arguments[arguments.index("--seasons") + 1]) if "--seasons" in arguments else 8
    named = [one for one in arguments if not one.startswith("--") and not one.isdecimal()]
    print(f"{seasons} seasons a pair; silo pairs: {', '.join('/'.join(pair) for pair in PAIRS)}")
    for slug in named or shipped():
        examine(slug, seasons)


def examine(slug, seasons):
    bench, without = known(load(slug))
    if bench is None:
        print(f"{slug:13} {without}")
        return
    began = time.perf_counter()
    sync = [standing(bench, structure(name), BRIDGE, BRIDGE, seasons) for name in ("sync", "talk")]
    silo = spread(bench, structure("silo"), PAIRS, seasons)
    dice = at_random(bench, 512)
    took = time.perf_counter() - began
    print(f"{slug:13} silo {bench.measured.silo.value:9,.0f}, best {bench.measured.best.value:9,.0f}; "
          f"bridge builders sync {marked(sync[0].index, 60, None)}, talk {sync[1].index:4.0f}; "
          f"random {marked(dice.index, None, 40)}; {took / (seasons * (2 + len(PAIRS))):.2f} s a season")  # fmt: skip
    print("              silo pairs", " ".join(marked(one.index, -20, 30) for one in silo), flush=True)


def marked(index, least, most):
    out = (least is not None and index < least) or (most is not None and index > most)
    return f"{index:4.0f}{'*' if out else ' '}"


if __name__ == "__main__":
    main(sys.argv[1:])
