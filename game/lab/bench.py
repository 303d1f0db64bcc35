"""A scenario with its best and its silo plan at hand: what its `benchmark.toml` says; nothing is solved here."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import tomli_w

from game.doors import writing as doors
from game.doors.toml import short_name, tree_of
from game.lab.encoding import STOCK, Code, Course
from game.lab.fingerprints import Marks, changed, rules_marks, scenario_marks
from game.lab.playing import Stage, stage
from game.refusal import Refusal
from game.rules.arrays import share
from game.rules.levers import Value
from game.rules.month import happen
from game.scenario import Scenario
from game.scenario.shelf import word_for
from game.table.planning import calm

FILE: Final = "benchmark.toml"
FORMAT: Final = 1
LEVEL: Final = "order-up-to"
COMMON: Final = 32
HEAD: Final = "# Written by `lastmile lab solve`. Changes are lost: run it again instead.\n"


@dataclass(frozen=True)
class MeasuredPlan:
    """One plan of a benchmark."""

    # a mapping per round; `order-up-to.<item>` in place of `stock-to-order.<item>`
    plans: tuple[Mapping[str, Value], ...]
    value: float  # mean joint value over the scoring seeds, currency units
    error: float  # standard error of that mean
    values: tuple[float, ...]  # joint value on the common seeds
    seasons: int  # seasons played to find it


@dataclass(frozen=True)
class Benchmark:
    """What the lab knows of a scenario."""

    slug: str  # the scenario
    seed: int  # that the searches began from
    effort: str  # name of the effort
    best: MeasuredPlan  # the best joint plan known
    silo: MeasuredPlan  # two seats that each serve their own scorecard
    regret: tuple[float, float]  # points that marketing and distribution could still win by answering in silo play
    restarts: tuple[float, ...]  # how far below the best other searches ended, in % of it, the nearest first
    ten_times: float | None  # what a run ten times as long added, in %; None = not tried
    led: Mapping[str, float]  # mean joint value of silo play when one seat decides all joint topics, by seat
    marks: Mapping[str, Marks]  # what the rules made of a fixed set of plays, and marks of the scenario's parts
    seeds: int = 1  # first of the common seeds


def marks_of(scenario: Scenario) -> dict[str, Marks]:
    """What the scenario and the rules are now."""
    return {"rules": rules_marks(scenario), "scenario": scenario_marks(scenario)}


def path_of(scenario: Scenario) -> Path:
    """Where the scenario's benchmark is."""
    return scenario.folder / FILE


def stale(scenario: Scenario, benchmark: Benchmark) -> list[str]:
    """What has changed since the benchmark was measured, in words; nothing = it is fresh."""
    now = marks_of(scenario)
    for kind in ("scenario", "rules"):  # in another scenario the same rules make other figures: they come second
        names = changed(benchmark.marks.get(kind, {}), now[kind])
        if names:
            return [f"{kind}: {', '.join(names)}"]
    return []


def read(scenario: Scenario) -> Benchmark | None:
    """The scenario's benchmark, fresh or stale; None when there is none.

    Raises:
        Refusal: when the file cannot be read.
    """
    name = short_name(path_of(scenario)) if scenario.path else FILE
    again = f"Write it again: lastmile lab solve {word_for(scenario.slug, scenario.path)}"
    try:
        text = scenario.paper(FILE)
        return None if text is None else _from_table(tree_of(text.encode(), name))
    except Refusal as refusal:
        raise Refusal(f"{refusal.message}\n{again}") from None
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise Refusal(
            f"{name}: expected a benchmark of format {FORMAT}, found something else ({error}).\n{again}"
        ) from None


def write(scenario: Scenario, benchmark: Benchmark) -> Path:
    """Put the benchmark beside its scenario, whole or not at all."""
    path = path_of(scenario)
    doors.write(path, HEAD + tomli_w.dumps(_table(benchmark)), "the benchmark")
    return path


def written_plans(code: Code, course: Course) -> tuple[dict[str, Value], ...]:
    """A course as the file writes it."""
    rounds = []
    levels = {code.settings[at].key for at in np.flatnonzero(course.levels).tolist()}
    for plan in code.plans(course):
        plain = {key: round(value, 12) if isinstance(value, float) else value for key, value in plan.items()}
        rounds.append({key.replace(STOCK, LEVEL) if key in levels else key: value for key, value in plain.items()})
    return tuple(rounds)


def booked(here: Stage, course: Course) -> Course:
    """A course with the amounts that its budgets let through: the same season, in figures that a table takes.

    Args:
        here: where it is played.
        course: of one season.
    """
    code, values, state = here.code, course.values.copy(), here.opening(1)
    for round_ in range(code.rounds):
        ready, state = here.begun(state)
        plans = code.packed(course, state)
        after, month = happen(ready, state, plans, calm(here.world))
        asked, spent = plans.marketing.brand + plans.marketing.performance, month.spent
        hands = plans.distribution.temps + plans.distribution.extra_shift
        through = {
            MEDIA: share(spent.brand + spent.performance, asked), HANDS: share(spent.temps + spent.extra, hands),
        }  # fmt: skip
        for levers, part in through.items():
            rows = [row for row, setting in enumerate(code.settings) if setting.lever.id in levers]
            values[round_, rows] *= part
        state = after
    return Course(values, course.levels)


MEDIA: Final = frozenset({"brand-advertising", "performance-advertising"})
HANDS: Final = frozenset({"temps", "extra-shift"})
"""Levers that are cut alike where a budget lets less through than was asked for."""


def read_course(code: Code, plans: Sequence[Mapping[str, Value]]) -> Course:
    """The course of a file's plans, within today's bounds; settings that the scenario no longer has are left out."""
    named = [{key.replace(LEVEL, STOCK): value for key, value in plan.items()} for plan in plans]
    kept = [{key: value for key, value in plan.items() if _fits(code, key, value)} for plan in named]
    up_to = any(key.startswith(LEVEL) for plan in plans for key in plan)
    kept += [kept[-1]] * (code.rounds - len(kept)) if kept else []
    course = code.course(kept[: code.rounds], levels=up_to)
    low, high = code.low[:, None], np.where(course.levels, np.inf, code.high)[:, None]
    return Course(np.clip(course.values, low, high), course.levels)


def _fits(code: Code, key: str, value: Value) -> bool:
    """Whether an older plan's value is still of the setting's kind."""
    if key not in code.row:
        return False
    setting = code.settings[code.row[key]]
    return str(value) in setting.choices if setting.lever.kind == "choice" else not isinstance(value, str)


def _table(benchmark: Benchmark) -> dict[str, Any]:
    best = _entry_table(benchmark.best)
    best["restarts-below"] = [round(gap, 3) for gap in benchmark.restarts]
    if benchmark.ten_times is not None:
        best["ten-times-adds"] = round(benchmark.ten_times, 3)
    silo = _entry_table(benchmark.silo)
    silo["regret"] = [round(points, 3) for points in benchmark.regret]
    return {
        "format": FORMAT,
        "slug": benchmark.slug,
        "seed": benchmark.seed,
        "effort": benchmark.effort,
        "common-seeds": [benchmark.seeds, benchmark.seeds + COMMON - 1],
        "led": {seat: round(value, 2) for seat, value in benchmark.led.items()},
        "best": best,
        "silo": silo,
        "marks": {kind: dict(marks) for kind, marks in benchmark.marks.items()},
    }


def _entry_table(entry: MeasuredPlan) -> dict[str, Any]:
    return {
        "value": round(entry.value, 2),
        "error": round(entry.error, 2),
        "seasons": entry.seasons,
        "values": [round(value, 2) for value in entry.values],
        "rounds": [dict(plan) for plan in entry.plans],
    }


def _from_table(table: Mapping[str, Any]) -> Benchmark:
    if table["format"] != FORMAT:
        raise ValueError(f"format {table['format']}")
    best, silo = table["best"], table["silo"]
    found = Benchmark(
        slug=table["slug"],
        seed=table["seed"],
        effort=table["effort"],
        best=_entry(best),
        silo=_entry(silo),
        regret=(silo["regret"][0], silo["regret"][1]),
        restarts=tuple(best["restarts-below"]),
        ten_times=best.get("ten-times-adds"),
        led=dict(table["led"]),
        marks={kind: dict(marks) for kind, marks in table["marks"].items()},
        seeds=table["common-seeds"][0],
    )
    _check(found)
    return found


def _check(found: Benchmark) -> None:
    """Hold what was read to its types: a file that somebody changed may have anything anywhere."""
    from pydantic import TypeAdapter, ValidationError

    try:
        TypeAdapter(Benchmark).validate_python(asdict(found))
    except ValidationError as error:
        wrong = error.errors(include_url=False)[0]
        raise ValueError(f"{'.'.join(map(str, wrong['loc']))}: {wrong['msg'].lower()}") from None
    for one in (found.best, found.silo):
        if not all(map(math.isfinite, (one.value, one.error, *one.values))):
            raise ValueError("values: a finite number was expected")


def _entry(table: Mapping[str, Any]) -> MeasuredPlan:
    plans = tuple(dict(plan) for plan in table["rounds"])
    return MeasuredPlan(plans, table["value"], table["error"], tuple(table["values"]), table["seasons"])


@dataclass(frozen=True)
class Bench:
    """A scenario with its two plans at hand: as measured now, or as read from a fresh benchmark."""

    code: Code
    stage: Stage
    best: Course
    silo: Course
    benchmark: Benchmark | None = None

    @property
    def measured(self) -> Benchmark:
        """What was measured when it was solved."""
        assert self.benchmark is not None, f"{self.code.scenario.slug} was not solved"
        return self.benchmark

    @classmethod
    def measured_as(cls, scenario: Scenario, benchmark: Benchmark) -> Bench:
        """A scenario with the two plans of a benchmark."""
        code = Code(scenario)
        here = stage(code)
        best, silo = (booked(here, read_course(code, entry.plans)) for entry in (benchmark.best, benchmark.silo))
        return cls(code, here, best, silo, benchmark)


def known(scenario: Scenario) -> tuple[Bench | None, str]:
    """The scenario's two plans as its benchmark tells them; or none, and a sentence that says why and what to do.

    Nothing is solved here: a season can be looked back on at once, or without its yardstick.
    """
    again = f"lastmile lab solve {word_for(scenario.slug, scenario.path)}"
    try:
        benchmark = read(scenario)
    except Refusal as refusal:
        return None, refusal.prose
    if benchmark is None:
        return None, f"Nobody has worked out the best plan of {scenario.title} yet. To do so: {again}"
    changes = stale(scenario.origin or scenario, benchmark)
    if changes:
        return None, (
            f"{scenario.title} or the rules have changed since its best plan was worked out "
            f"({'; '.join(changes)}). To work it out again: {again}"
        )
    return Bench.measured_as(scenario, benchmark), ""
