"""The lab: how near the best plan a solve comes, the rate of simulate, memory, and a simulator and a game beside it.

    python -m benchmarks.lab [SCENARIO] [--runs K] [--ten-times]

The peers need `pip install --group bench` and are left out where they are missing: a plain beer game (Sterman 1989:
four stages, 36 weeks, delays, backlog) in simpy, which knows events and queues as our rules know months; and random
playouts of a game with chance and hidden cards (Kuhn poker, Leduc poker) in open_spiel, the fastest that a library for
games offers from Python. Neither knows a price, a promise or a customer.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from importlib.util import find_spec

import numpy as np

from benchmarks.engine import rate_of, season_of
from benchmarks.told import middle, timed, told
from game.lab.encoding import Code
from game.lab.playing import CHUNK, Stage, crossed, joint, luck_of, seasons, stage
from game.lab.search.best import Effort, Solved, error_of, scores, solve_all
from game.lab.search.changing import slopes
from game.lab.search.solving import WORKS
from game.lab.search.space import Space, everything, with_orders_up_to
from game.lab.simulation.simulation import Simulation, chunks
from game.lab.workers import Workers
from game.rules.draws import seeds_from
from game.scenario import Scenario, load
from game.scenario.shelf import find
from game.table.structure import structure

GAP_GOALS = {"usual": (10.0, 1.0), "long": (60.0, 0.3)}
SIMULATE_GOAL = 0.8
WEEKS, STAGES, PLAYOUTS = 36, 4, 2000
MEMORY_GOAL = 1.1


def solving(scenario: Scenario, runs: int, ten_times: bool) -> None:
    """Solve afresh from several seeds, by the clock on the wall, two processes; the gap to the best that any found."""
    here = stage(Code(scenario))
    with Workers(None) as workers:
        found = {name: [solved(here, name, WORKS[name].best, seed, workers) for seed in range(1, runs + 1)]
                 for name in GAP_GOALS}  # fmt: skip
        if ten_times:
            longest = WORKS["usual"].best.times(10)
            found["ten times the usual"] = [solved(here, "ten times the usual", longest, runs + 1, workers)]
    top, course = max(((one.mean, one.course) for several in found.values() for _, one in several),
                      key=lambda pair: pair[0])  # fmt: skip
    for name, (seconds, gap) in GAP_GOALS.items():
        gaps = [100.0 * (1.0 - one.mean / top) for _, one in found[name]]
        told(f"{name}: below the best of all, {runs} seeds, median", f"{middle(gaps):.2f}%", f"{gap}%")
        told("   the nearest and the farthest", f"{min(gaps):.2f} to {max(gaps):.2f}%")
        if ten_times:
            ((_, ten),) = found["ten times the usual"]
            told("   the farthest, below the run ten times as long",
                 f"{100.0 * (1.0 - min(one.mean for _, one in found[name]) / ten.mean):.2f}%", f"{gap}%")  # fmt: skip
        told("   seconds for one", f"{middle([spent for spent, _ in found[name]]):.1f} s", f"{seconds:.0f} s")
    error = error_of(scores(here, course))
    told("   standard error of such a figure", f"{100.0 * error / top:.2f}%")


def solved(here: Stage, name: str, effort: Effort, seed: int, workers: Workers) -> tuple[float, Solved]:
    """One run, and the seconds it took."""
    start = time.perf_counter()
    best = solve_all(here, effort, seed, workers=workers)
    spent = time.perf_counter() - start
    print(f"   {name}, seed {seed}: {best.mean:,.0f} in {spent:.1f} s, {best.seasons:,} seasons", flush=True)
    return spent, best


def sloping(scenario: Scenario) -> None:
    """All slopes of four courses under 16 lucks: read off one play, and by playing a little more and a little less."""
    code = Code(scenario)
    here, space = stage(code), Space(code, everything(code), with_orders_up_to(code, code.defaults()))
    points, luck = np.repeat(space.point(space.base)[:, None], 4, axis=1), luck_of(here.ready, seeds_from(1, 16))
    points[: space.numbers] = 0.1 + 0.8 * np.random.default_rng(1).random((space.numbers, 4))
    reach = 0.01 * np.concatenate([np.eye(space.numbers), -np.eye(space.numbers)], axis=1)
    moved = np.concatenate([reach, np.zeros((space.choices, reach.shape[1]))])
    tried = np.concatenate([point[:, None] + moved for point in points.T], axis=1)
    read = timed(lambda: slopes(here, space, points, luck, joint), 5)[0]
    played = timed(lambda: crossed(here, space.at(tried), luck, joint), 3)[0]
    told(f"slopes of {space.numbers} numbers, four courses, read off a play", f"{1000.0 * read:.0f} ms")
    told("   by playing both sides of each number", f"{1000.0 * played:.0f} ms, {played / read:.0f}x")


def simulating(scenario: Scenario) -> None:
    """The lab's rate, plans packed and figures counted, beside the rate of the rules alone."""
    code = Code(scenario)
    alone = rate_of(scenario, season_of(scenario, code.defaults(), CHUNK, code), 8)
    many = 8 * CHUNK
    here, course, seeds = stage(code), code.defaults(), seeds_from(1, 8 * CHUNK)
    summed = many * scenario.rounds / timed(lambda: seasons(here, course, seeds, joint), 3)[0]
    asked = Simulation(scenario, structure("silo"), ("default", "default"), many, 1)
    counted = many * scenario.rounds / timed(lambda: list(chunks(asked, Workers())), 3)[0]
    twice = Simulation(scenario, structure("silo"), ("default", "default"), 2 * many, 1)
    double = timed(lambda: list(chunks(twice, Workers())), 3)[0] / (many * scenario.rounds / counted)
    told("season-months a second, the rules alone", f"{alone:,.0f}")
    told("   one measure summed by the lab", f"{summed:,.0f}", f"{SIMULATE_GOAL:.0%}", summed / alone / SIMULATE_GOAL)
    told("   all figures of simulate", f"{counted:,.0f}", f"{SIMULATE_GOAL:.0%}", counted / alone / SIMULATE_GOAL)
    told("   twice the seasons take", f"{double:.2f}x the time", "2.0x", 2.0 / double)


def held(slug: str, many: int) -> float:
    """Megabytes that a process of its own holds at most while it simulates so many seasons."""
    work = [sys.executable, "-m", "benchmarks.lab", slug, "--hold", str(many)]
    return float(subprocess.run(work, check=True, capture_output=True, text=True).stdout)


def holding(scenario: Scenario, many: int) -> None:
    """In the process that `held` starts."""
    for _ in chunks(Simulation(scenario, structure("silo"), ("default", "default"), many, 1), Workers()):
        pass
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0)


def beer_game() -> None:
    """One season of the beer game: four stages order up to a level, shipments and orders take two weeks each."""
    import simpy

    env = simpy.Environment()
    stock, owed = [12.0] * STAGES, [0.0] * STAGES
    asked = [simpy.Store(env) for _ in range(STAGES + 1)]

    def shipped(at: int, units: float):
        yield env.timeout(2)
        stock[at] += units

    def ordered(at: int, units: float):
        yield env.timeout(2)
        yield asked[at].put(units)

    def brewery(units: float):
        yield env.timeout(4)
        stock[-1] += units

    def stage_of(at: int):
        due = 16.0
        while True:
            wanted = owed[at] + sum(asked[at].items)
            asked[at].items.clear()
            sent = min(stock[at], wanted)
            stock[at] -= sent
            owed[at] = wanted - sent
            if at:
                env.process(shipped(at - 1, sent))
            order = max(0.0, due - stock[at] + owed[at])
            env.process(ordered(at + 1, order) if at + 1 < STAGES else brewery(order))
            yield env.timeout(1)

    def customers():
        while True:
            yield asked[0].put(4.0 if env.now < 5 else 8.0)
            yield env.timeout(1)

    env.process(customers())
    for at in range(STAGES):
        env.process(stage_of(at))
    env.run(until=WEEKS)


def playouts(name: str) -> int:
    """Random playouts of a game; the moves made."""
    import pyspiel

    game, dice, moves = pyspiel.load_game(name), random.Random(1), 0
    for _ in range(PLAYOUTS):
        state = game.new_initial_state()
        while not state.is_terminal():
            state.apply_action(dice.choice(state.legal_actions()))
            moves += 1
    return moves


def peers(scenario: Scenario) -> None:
    """A season of ours beside a season of theirs, each with what it is made for."""
    code = Code(scenario)
    here, course, seeds = stage(code), code.defaults(), seeds_from(1, CHUNK)
    ours = CHUNK / timed(lambda: seasons(here, course, seeds, joint), 3)[0]
    told("seasons a second, the lab", f"{ours:,.0f}")
    if find_spec("simpy"):
        theirs = 20 / timed(lambda: [beer_game() for _ in range(20)], 3)[0]
        told("   beer games a second, simpy", f"{theirs:,.0f}", f"ours {ours / theirs:,.0f}x")
    else:
        print("simpy is not installed: pip install --group bench")
    if not find_spec("pyspiel"):
        print("open_spiel is not installed: pip install --group bench")
        return
    for name in ("kuhn_poker", "leduc_poker"):
        moves = playouts(name)
        spent = timed(lambda name=name: playouts(name), 3)[0]
        told(f"   random playouts a second, open_spiel {name}", f"{PLAYOUTS / spent:,.0f}",
             f"ours {ours * spent / PLAYOUTS:,.1f}x")  # fmt: skip
        told("      moves a second, and decisions of ours", f"{moves / spent:,.0f}",
             f"ours {ours * len(code.settings) * code.rounds * spent / moves:,.0f}x")  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("scenario", nargs="?", default="cold-brew")
    options.add_argument("--runs", type=int, default=5, help="seeds to solve from; 0 = no solving")
    options.add_argument("--ten-times", action="store_true", help="a run ten times as long beside them")
    options.add_argument("--hold", type=int, help=argparse.SUPPRESS)
    asked = options.parse_args()
    scenario = load(find(asked.scenario))
    if asked.hold:
        holding(scenario, asked.hold)
        return
    print(f"{scenario.slug}: {len(scenario.sheet.settings)} settings, {scenario.rounds} months\n")
    simulating(scenario)
    few, many = held(asked.scenario, 20_000), held(asked.scenario, 200_000)
    told("megabytes held, 20,000 and 200,000 seasons", f"{few:.0f} and {many:.0f}", "1.1x", MEMORY_GOAL * few / many)
    sloping(scenario)
    peers(scenario)
    if asked.runs:
        print()
        solving(scenario, asked.runs, asked.ten_times)


if __name__ == "__main__":
    main()
