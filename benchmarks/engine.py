"""The rules: one month of one table, batches on one core and on two, and the field's own simulator beside them.

    python -m benchmarks.engine [SCENARIO] [--seasons N]

Two ways of playing are measured: every lever as it stands when nobody touches it, and any legal plan at all, which
takes every branch of the rules. The peer is stockpyl, simulating a serial system of as many stages as we have stocking
points, each with lead time, holding cost and base-stock policy; it needs `pip install --group bench` and is left out
where it is missing. Its stages know stock and orders only: no price, promise, floor, road, customer or money line.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields, is_dataclass
from importlib.util import find_spec
from multiprocessing import get_context

import numpy as np

from benchmarks.told import middle, timed, told
from game.lab.encoding import Code, Course
from game.lab.playing import CHUNK
from game.lab.simulation.players import random_course
from game.rules.draws import draw, seeds_from
from game.rules.month import Step, resolve
from game.rules.prepared import prepared
from game.rules.state import Plans, opening
from game.scenario import Scenario, load
from game.scenario.shelf import find

MONTH_GOAL, RATE_GOAL, TWO_GOAL, PEER_GOAL = 0.3e-3, 500_000, 1.8, 500
BLOCKS, TABLES, PEER_PERIODS = 25, 20, 300


def season_of(scenario: Scenario, course: Course, seasons: int, code: Code) -> list[Plans]:
    """A plan for each round, packed beforehand: what is measured is the rules, luck included."""
    ready, state, plans = prepared(scenario.world), opening(scenario.world, seasons), []
    for round_ in range(scenario.rounds):
        plans.append(code.packed(course, state))
        state = resolve(ready, state, plans[-1], draw(ready.street, seeds_from(0, seasons), round_)).state
    return plans


def played(scenario: Scenario, plans: list[Plans], first_seed: int = 0) -> Iterator[Step]:
    """The months of as many seasons as the plans are for."""
    ready, seasons = prepared(scenario.world), len(plans[0].marketing.brand)
    state, seeds = opening(ready.world, seasons), seeds_from(first_seed, seasons)
    for round_, plan in enumerate(plans):
        step = resolve(ready, state, plan, draw(ready.street, seeds, round_))
        yield step
        state = step.state


def whole(scenario: Scenario, plans: list[Plans]) -> float:
    """Play a chunk to its end; something to add up, so that nothing can be left out."""
    return sum(float(step.outcome.money.joint.sum()) for step in played(scenario, plans))


def arrays(part: object, name: str = "") -> dict[str, np.ndarray]:
    if isinstance(part, np.ndarray):
        return {name: part}
    found: dict[str, np.ndarray] = {}
    if is_dataclass(part) and not isinstance(part, type):
        for field in fields(part):
            found |= arrays(getattr(part, field.name), f"{name}.{field.name}")
    return found


def one_month(scenario: Scenario, name: str, plans: list[Plans]) -> None:
    """A month of one table, luck drawn and all, in processor time: as a game in play asks for it.

    The median of each block of some hundred months, and of the blocks the best: the one least disturbed.
    """
    ready, seed, blocks = prepared(scenario.world), seeds_from(7, 1), []
    for _ in range(BLOCKS):
        spent = []
        for _ in range(TABLES):
            state = opening(ready.world, 1)
            for round_, plan in enumerate(plans):
                start = time.process_time()
                step = resolve(ready, state, plan, draw(ready.street, seed, round_))
                spent.append(time.process_time() - start)
                state = step.state
        blocks.append(middle(spent))
    best, usual = min(blocks), middle(blocks)
    told(f"one month, one table, {name}", f"{best * 1e3:.3f} ms", "0.300 ms", MONTH_GOAL / best)
    told("   the same in the middle of the blocks", f"{usual * 1e3:.3f} ms")


def same_bits(scenario: Scenario, code: Code) -> None:
    """Seasons of a batch, each played alone: every array of every month compared byte by byte."""
    n, compared, different = 64, 0, 0
    course = random_course(code, n, 3)
    batch = list(played(scenario, season_of(scenario, course, n, code), 1000))
    for at in range(0, n, 4):
        alone = played(scenario, season_of(scenario, course.part(at, at + 1), 1, code), 1000 + at)
        for many, one in zip(batch, alone, strict=True):
            mine, theirs = arrays(one), arrays(many)
            for key, values in mine.items():
                compared += 1
                different += values[0].tobytes() != np.ascontiguousarray(theirs[key][at]).tobytes()
    told("arrays that differ between a season alone and in a batch", f"{different} of {compared:,}", "0")


def rate_of(scenario: Scenario, plans: list[Plans], repeats: int) -> float:
    """Season-months a second of one process."""
    seasons = len(plans[0].marketing.brand)
    whole(scenario, plans)
    return seasons * scenario.rounds / timed(lambda: whole(scenario, plans), repeats)[0]


def hand(path: str, kind: str, chunks: int) -> float:
    """What one process of two does: play so many chunks; the seconds it took."""
    scenario = load(path)
    plans = _plans(scenario, kind, CHUNK)
    whole(scenario, plans)
    start = time.perf_counter()
    for _ in range(chunks):
        whole(scenario, plans)
    return time.perf_counter() - start


def two_processes(scenario: Scenario, kind: str, chunks: int) -> float:
    """How many times the work of one process two do in the same time, each busy with chunks of its own; best of 3.

    By the clock on the wall: it takes a machine with nothing else to do.
    """
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        alone, together = [], []
        for _ in range(3):
            alone.append(pool.submit(hand, str(scenario.path), kind, chunks).result())
            both = [pool.submit(hand, str(scenario.path), kind, chunks) for _ in range(2)]
            together.append(max(job.result() for job in both))
        return 2.0 * min(alone) / min(together)


def _plans(scenario: Scenario, kind: str, seasons: int) -> list[Plans]:
    code = Code(scenario)
    course = code.defaults() if kind == "usual plans" else random_course(code, seasons, 11)
    return season_of(scenario, course, seasons, code)


def peer_rate(stages: int) -> float | None:
    """Periods a second of stockpyl's simulator; None where it is not installed."""
    if find_spec("stockpyl") is None:
        return None
    from stockpyl.sim import simulation
    from stockpyl.supply_chain_network import serial_system

    def run() -> None:
        system = serial_system(
            num_nodes=stages, node_order_in_system=list(range(stages)), local_holding_cost=1.0, stockout_cost=20.0,
            shipment_lead_time=1, demand_type="N", mean=100, standard_deviation=20, policy_type="BS",
            base_stock_level=240,
        )  # fmt: skip
        simulation(system, PEER_PERIODS, rand_seed=1, progress_bar=False)

    run()
    return PEER_PERIODS / timed(run, 3)[0]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("scenario", nargs="?", default="cold-brew")
    options.add_argument("--seasons", type=int, default=CHUNK, help="seasons in a chunk")
    asked = options.parse_args()
    scenario = load(find(asked.scenario))
    p, m, w = scenario.world.shape
    print(f"{scenario.slug}: {p} products, {m} markets, {w} stock pools, {scenario.rounds} months; "
          f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} before the start\n")  # fmt: skip
    code = Code(scenario)
    ways = ("usual plans", "any plans")
    for name in ways:
        one_month(scenario, name, _plans(scenario, name, 1))
    same_bits(scenario, code)
    rates = {}
    for name in ways:
        rates[name] = rate_of(scenario, _plans(scenario, name, asked.seasons), 12)
        told(f"season-months a second, one core, {name}", f"{rates[name]:,.0f}", f"{RATE_GOAL:,}",
             rates[name] / RATE_GOAL)  # fmt: skip
    for name in ways:
        times = two_processes(scenario, name, 12)
        told(f"two processes against one, {name}", f"{times:.2f}x", f"{TWO_GOAL}x", times / TWO_GOAL)
    stages = p * w
    peer = peer_rate(stages)
    if peer is None:
        print("stockpyl is not installed: .venv/bin/pip install -q --group bench")
        return
    told(f"stockpyl, {stages} stages in a row: periods a second", f"{peer:,.0f}")
    for name in ways:
        told(f"season-months for each of its periods, {name}", f"{rates[name] / peer:,.0f}x", f"{PEER_GOAL}x",
             rates[name] / peer / PEER_GOAL)  # fmt: skip


if __name__ == "__main__":
    main()
