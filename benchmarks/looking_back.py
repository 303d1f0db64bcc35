"""Looking back on a season: how soon a closing page opens, and turning points beside the same seasons one at a time.

python -m benchmarks.looking_back [SCENARIO ...]
"""

from __future__ import annotations

import subprocess
import sys

from benchmarks.told import middle, timed, told
from game.lab.bench import known
from game.lab.hindsight.bounds import Bounds
from game.lab.hindsight.message import pressing, weighed
from game.lab.hindsight.review import TRIED, review
from game.lab.hindsight.season import PlayedSeason, season_at, swings
from game.lab.simulation.players import Persona, play
from game.rules.draws import seeds_from
from game.scenario import load
from game.scenario.packing import pack
from game.table.structure import structure
from game.table.table import Table
from tests.rules.playing import joint_value
from tests.rules.playing import play as play_months

SEED, TIMES, SAMPLE = 7, 5, 24
GOAL, WHOLE = 0.3, 0.3
AFRESH = """
import sys, time
from benchmarks.looking_back import played
table = played(sys.argv[1])
for name in [name for name in sys.modules if name.startswith("game.lab")]:
    del sys.modules[name]  # what plays the season here is not what a player has loaded
start = time.process_time()
from game.lab.hindsight.review import review
review(table)
print(time.process_time() - start)
"""


def played(slug: str) -> Table:
    """A season of two personas in silo."""
    players = {"marketing": Persona("marketing", "growth-chaser"), "distribution": Persona("distribution", "cost-hawk")}
    return play(load(slug), SEED, structure("silo"), players)


def one_at_a_time(table: Table, season: PlayedSeason) -> float:
    """Seconds that one changed season takes by itself, straight through the rules."""
    found = swings(season)
    sample = found[:: max(1, len(found) // SAMPLE)][:SAMPLE]

    def straight() -> None:
        for swing in sample:
            plans = [dict(month.values) for month in table.history]
            plans[swing.round - 1][swing.key] = swing.other
            packed = [pack(table.scenario.layout, [plan]) for plan in plans]
            joint_value(play_months(table.ready, packed, seeds_from(SEED, 1)))

    return middle(timed(straight, 3)) / len(sample)


def examine(slug: str) -> None:
    """All that is told of one season."""
    table = played(slug)
    season = season_at(table)
    count = len(swings(season))
    print(f"\n{slug}: {season.rounds} months, {count:,} decisions at another value")
    batch = middle(timed(lambda: swings(season), TIMES))
    told("all turning points", f"{batch:.3f} s", f"{GOAL} s", GOAL / batch)
    alone = one_at_a_time(table, season)
    told("   the same, one season at a time", f"{alone * count:.2f} s ({alone * count / batch:.0f}x)")
    told(
        f"messages, the {TRIED} that press most",
        f"{middle(timed(lambda: weighed(season, pressing(season)[:TRIED]), TIMES)):.3f} s",
    )
    bench, without = known(table.scenario)
    if bench is None:
        print(f"   {without}")
    else:
        told("alignment", f"{middle(timed(lambda: Bounds(bench, season).alignment, TIMES)):.3f} s")
        told("where the value went", f"{middle(timed(lambda: Bounds(bench, season).decomposition, TIMES)):.3f} s")
    whole = middle(timed(lambda: review(table), TIMES))
    told("the whole review, again", f"{whole:.3f} s")
    first = middle(sorted(opened_afresh(slug) for _ in range(TIMES)))
    told("the first in a process, the lab loaded for it", f"{first:.3f} s", f"{WHOLE} s", WHOLE / first)


def opened_afresh(slug: str) -> float:
    """Processor seconds until a fresh process, whose season has just ended, has its review."""
    command = [sys.executable, "-c", AFRESH, slug]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


if __name__ == "__main__":
    for name in sys.argv[1:] or ("cold-brew", "new-shores"):
        examine(name)
