"""Hypothesis strategies: a world with everything on, and whole seasons of any legal plans in it."""

from dataclasses import dataclass
from functools import cached_property

from hypothesis import strategies as st

from game.rules.month import Step
from game.rules.state import Plans, State, opening
from game.rules.world import World
from tests.rules.playing import played, random_season
from tests.rules.two_pools import two_pools
from tests.rules.worlds import plain

WORLDS = {"plain": plain(), "two pools": two_pools()}


@dataclass(frozen=True)
class Season:
    """A batch of seasons, printed by what makes it again."""

    name: str
    seed: int
    n: int

    @property
    def world(self) -> World:
        return WORLDS[self.name]

    @cached_property
    def plans(self) -> list[Plans]:
        return random_season(self.world, self.seed, self.n)

    @cached_property
    def steps(self) -> list[Step]:
        return played(self.world, self.plans, self.seed)

    @property
    def months(self) -> list[tuple[State, Plans, Step]]:
        """Each round's state before it, plans, and step."""
        before = [opening(self.world, self.n), *(step.state for step in self.steps)]
        return list(zip(before, self.plans, self.steps, strict=False))


def season_batches(n: int = 12) -> st.SearchStrategy[Season]:
    return st.builds(Season, st.sampled_from(sorted(WORLDS)), st.integers(0, 2**40), st.just(n))
