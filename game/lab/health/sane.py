"""Properties 1 and 2: the same season again gives the same cents, and silo play loses without being absurd."""

from __future__ import annotations

import numpy as np

from game.lab.encoding import Course
from game.lab.health.finding import Case, Finding
from game.lab.playing import cents, luck_of, months, seasons
from game.lab.simulation.ways import random_course
from game.rules.arrays import along
from game.rules.draws import seeds_from

BATCH = 10_000
ALONE = 40
LEAST, MOST = 0.40, 0.80
FLOORS = 2.0


def reproducible(case: Case) -> Finding:
    """Property 1: random seasons one at a time and in a batch of 10,000, to the cent."""
    n = 1_000 if case.quick else BATCH
    course = random_course(case.code, n, case.seed)
    seeds = seeds_from(case.seed, n)
    batch = seasons(case.stage, course, seeds, cents)
    picked = np.linspace(0, n - 1, ALONE).astype(int).tolist()
    wrong = 0
    for at in picked:
        one = Course(course.values[:, :, at : at + 1], course.levels)
        alone = seasons(case.stage, one, seeds[at : at + 1], cents)
        wrong += int(alone[0] != batch[at])
    return Finding(
        1, "Reproducible", case.slug, f"{wrong} of {ALONE} seasons differ from a batch of {n:,}", "none differ",
        wrong == 0, "an array sum whose order depends on the batch: see game/rules/arrays.py",
    )  # fmt: skip


def silo_loses(case: Case) -> Finding:
    """Property 2: silo play earns 40-80 % of the best plan, and asks for no more than twice what could be shipped."""
    worth = {name: float(seasons(case.stage, course, case.seeds).mean())
             for name, course in (("silo", case.silo), ("best", case.best))}  # fmt: skip
    share = worth["silo"] / worth["best"] if worth["best"] > 0.0 else float("nan")
    load = orders_to_floor(case)
    regret = max(case.benchmark.regret)
    turn = ""
    if not share <= MOST:
        turn = "silo play loses too little: scarcer floor, dearer broken promises, scorecard targets further apart"
    elif not share >= LEAST:
        turn = "silo play loses too much: more floor, a larger cost term on the scorecards, softer targets"
    elif load > FLOORS:
        turn = "silo orders flood the floor: lower media.bounds, budgets or lift, or more floor"
    return Finding(
        2, "Silo loses, but is sane", case.slug,
        f"silo {share:.0%} of best ({worth['silo']:,.0f} of {worth['best']:,.0f}), orders {load:.1f} x the floor",
        "40-80 %, at most 2.0 x", bool(LEAST <= share <= MOST and load <= FLOORS), turn,
        {"share": share, **worth, "load": load, "regret": regret, "settled": regret <= 0.5},
    )  # fmt: skip


def orders_to_floor(case: Case) -> float:
    """The busiest month of silo play: hours its orders ask for, over the most hours the floor could ever have."""
    world = case.stage.world
    effort = world.products.handling[:, None] * world.markets.handling
    course = case.silo
    most = most_hours(case)
    busiest = 0.0
    for outcome in months(case.stage, course, luck_of(case.stage.ready, case.seeds)):
        hours = along((outcome.demand.units * effort).sum(axis=2)) * outcome.floor.complexity
        busiest = max(busiest, float(hours.mean()) / most)
    return busiest


def most_hours(case: Case) -> float:
    """Hours of a floor with everything a scenario offers: the largest site, extra shift, temps and added capacity."""
    world, code = case.stage.world, case.code
    tops = {setting.lever.id: setting.high for setting in code.settings if setting.lever.over == "company"}
    added = tops.get("capacity", 0.0) * min(2, code.rounds)
    crew = (world.floor.capacity + added) * (1.0 + tops.get("extra-shift", 0.0))
    site = float(world.last_mile.site_capacity.max()) if "site" in tops else float(world.last_mile.site_capacity[0])
    return crew * site + tops.get("temps", 0.0) * world.floor.temp_hours
