"""Finding the best joint plan: ours against cma, nevergrad and scipy, all with the same number of seasons.

    python -m benchmarks.optimisers [SCENARIO] [--seasons N] [--seeds K]

The libraries search the same space, relaxed: a number is a share of its range, a choice is its place in [0, 1]. They
meet the same rotating luck, and begin at the same start. What each found is scored on fresh seeds. Needs
`pip install cma nevergrad scipy`; what is not installed is left out.
"""

from __future__ import annotations

import contextlib
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from game.lab.encoding import Code, Course
from game.lab.playing import Stage, crossed, luck_of, stage
from game.lab.search.best import USUAL, scores, solve_all
from game.lab.search.coarse import Sampling, search
from game.lab.search.space import Space, everything, with_orders_up_to
from game.rules.draws import seeds_from
from game.scenario import load

SEEDS = 2


class Spent(Exception):
    """The seasons are used up."""


@dataclass
class Problem:
    """The joint value as a function on the unit cube, with a count of the seasons it cost."""

    stage: Stage
    space: Space
    seasons: int
    seed: int
    played: int = 0
    best: tuple[float, np.ndarray] = field(default=(-np.inf, np.zeros(0)))

    @property
    def size(self):
        return self.space.numbers + self.space.choices

    def points(self, cube):
        """Relaxed points `(n, size)` as points of the space, `(size, n)`."""
        d = self.space.numbers
        picks = np.minimum(np.floor(cube[:, d:] * self.space.sizes), self.space.sizes - 1)
        return np.concatenate([cube[:, :d], picks], axis=1).T

    def cost(self, cube):
        """What is to be small, for each of `(n, size)` points, on luck not met before."""
        cube = np.clip(np.atleast_2d(cube), 0.0, 1.0)
        if self.played + len(cube) * SEEDS > self.seasons:
            raise Spent
        luck = luck_of(self.stage.ready, seeds_from(10**11 * (self.seed + 1) + self.played, SEEDS))
        self.played += len(cube) * SEEDS
        worth = crossed(self.stage, self.space.at(self.points(cube)), luck).mean(axis=0)
        top = int(worth.argmax())
        if worth[top] > self.best[0]:
            self.best = (float(worth[top]), cube[top].copy())
        return -worth

    def start(self):
        d, point = self.space.numbers, self.space.point(self.space.base)
        return np.concatenate([point[:d], (point[d:] + 0.5) / self.space.sizes])

    def course(self, cube):
        return self.space.stepped(self.space.at(self.points(np.clip(np.atleast_2d(cube), 0.0, 1.0))))


def with_cma(problem):
    import cma

    es = cma.CMAEvolutionStrategy(problem.start(), 0.2, {
        "bounds": [0, 1], "popsize": 200, "seed": problem.seed + 1, "verbose": -9, "CMA_diagonal": True})  # fmt: skip
    try:
        while True:
            asked = es.ask()
            es.tell(asked, problem.cost(np.array(asked)).tolist())
    except Spent:
        return es.result.xfavorite


def with_nevergrad(name):
    def run(problem):
        import nevergrad as ng

        shape = ng.p.Array(init=problem.start()).set_bounds(0.0, 1.0).set_mutation(sigma=0.2)
        shape.random_state.seed(problem.seed + 1)
        optimiser = ng.optimizers.registry[name](shape, budget=problem.seasons // SEEDS, num_workers=200)
        try:
            while True:
                asked = [optimiser.ask() for _ in range(200)]
                for one, cost in zip(asked, problem.cost(np.array([one.value for one in asked])), strict=True):
                    optimiser.tell(one, float(cost))
        except Spent:
            return optimiser.provide_recommendation().value

    return run


def with_differential_evolution(problem):
    from scipy.optimize import differential_evolution

    try:
        found = differential_evolution(
            lambda cube: problem.cost(cube.T), [(0.0, 1.0)] * problem.size, x0=problem.start(), vectorized=True,
            updating="deferred", popsize=1, maxiter=10**6, tol=0.0, polish=False, seed=problem.seed,
        )  # fmt: skip
        return found.x
    except Spent:
        return problem.best[1]


def with_lbfgs(problem):
    """L-BFGS-B on the numbers with batched finite differences and fixed luck, from a coarse cross-entropy start."""
    from scipy.optimize import minimize

    first = _coarse(problem, problem.seasons // 4)
    d, start = problem.space.numbers, problem.space.point(first)
    luck = luck_of(problem.stage.ready, seeds_from(10**12, 8))
    reach = 0.02

    def slope(x):
        above, below = np.minimum(1.0, x + reach), np.maximum(0.0, x - reach)
        tried = np.repeat(np.concatenate([x, start[d:]])[:, None], 2 * d + 1, axis=1)
        at = np.arange(d)
        tried[at, at], tried[at, d + at] = above, below
        if problem.played + tried.shape[1] * 8 > problem.seasons:
            raise Spent
        problem.played += tried.shape[1] * 8
        worth = crossed(problem.stage, problem.space.at(tried), luck).mean(axis=0) / 1e5
        found[0] = x.copy()
        return -worth[-1], -(worth[:d] - worth[d : 2 * d]) / (above - below)

    found = [start[:d]]
    with contextlib.suppress(Spent):
        options = {"maxiter": 10**6, "maxfun": 10**6}
        found[0] = minimize(slope, start[:d], jac=True, method="L-BFGS-B", bounds=[(0, 1)] * d, options=options).x
    return problem.space.stepped(problem.space.at(np.concatenate([found[0], start[d:]])[:, None]))


def _coarse(problem, seasons):
    steady = Space(problem.space.code, everything(problem.space.code), problem.space.base, steady=True)
    sampling = Sampling(300, max(1, seasons // 600), 2)
    found = search(problem.stage, steady, problem.space.base, sampling, problem.seed)
    problem.played += found.seasons
    return found.course


def with_cross_entropy(problem):
    sampling = Sampling(400, problem.seasons // 800, 2, keep=0.5, spread=0.12)
    found = search(problem.stage, problem.space, problem.space.base, sampling, problem.seed)
    problem.played += found.seasons
    return problem.space.stepped(found.course)


def with_ours(problem):
    found = solve_all(problem.stage, USUAL, problem.seed)
    problem.played += found.seasons
    return found.course


WAYS: dict[str, Callable] = {
    "cross-entropy, plain": with_cross_entropy,
    "cma (diagonal)": with_cma,
    "nevergrad TBPSA": with_nevergrad("TBPSA"),
    "nevergrad TwoPointsDE": with_nevergrad("TwoPointsDE"),
    "nevergrad NGOpt": with_nevergrad("NGOpt"),
    "scipy differential evolution": with_differential_evolution,
    "coarse + scipy L-BFGS-B": with_lbfgs,
    "ours (coarse, then climbs and grafts)": with_ours,
}


def main(slug="cold-brew", seasons=0, seeds=3):
    warnings.simplefilter("ignore")
    code = Code(load(slug))
    here, base = stage(code), with_orders_up_to(code, code.defaults())
    seasons = seasons or solve_all(here, USUAL, 0).seasons
    print(f"{slug}: {seasons:,} seasons each, mean joint value on fresh seeds, {seeds} runs")
    results = {}
    for name, way in WAYS.items():
        values, spent = [], []
        for seed in range(1, seeds + 1):
            problem = Problem(here, Space(code, everything(code), base), seasons, seed)
            begun = time.perf_counter()
            try:
                found = way(problem)
            except ImportError as missing:
                print(f"  {name:<36} not installed ({missing.name})")
                break
            spent.append(time.perf_counter() - begun)
            course = found if isinstance(found, Course) else problem.course(found)
            values.append(float(scores(here, course).mean()))
        if values:
            results[name] = float(np.mean(values))
            print(f"  {name:<36} {np.mean(values):>10,.0f}  worst {min(values):>10,.0f}  best {max(values):>10,.0f}"
                  f"  {np.mean(spent):6.1f} s  {problem.played:>10,} seasons", flush=True)  # fmt: skip
    top = max(results.values())
    print(
        "  below the first, in %: "
        + ", ".join(f"{name} {100 * (1 - value / top):.1f}" for name, value in results.items())
    )


if __name__ == "__main__":
    named = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    options = dict(zip(sys.argv[1:], sys.argv[2:], strict=False))
    main(named[0] if named and named[0] not in options.values() else "cold-brew",
         int(options.get("--seasons", 0)), int(options.get("--seeds", 3)))  # fmt: skip
