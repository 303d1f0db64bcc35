"""A seat's figures and the plan on its desk, as a colleague sees them who looks over its shoulder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from game.partners.personas import temperament
from game.partners.picture import Picture
from game.partners.plan.planner import Mind, mind
from game.rules.levers import Value
from game.table.seen.observation import Observation

GOOD_COLLEAGUE = "bridge-builder"


@dataclass(frozen=True)
class Pointer:
    """Something a good colleague would look at.

    Args:
        topic: what it is about; of one topic only the weightiest is said.
        weight: how much it matters now: 1 = worth a look, 2 = before anything else.
        text: a question with the seat's own figures. It never says what to set.
    """

    topic: str
    weight: float
    text: str


@dataclass(frozen=True)
class Desk:
    """What lies on a seat's desk before it commits.

    Args:
        seen: all that the seat may see.
        draft: the settings that it has changed so far.
    """

    seen: Observation
    draft: Mapping[str, Value]

    @cached_property
    def picture(self) -> Picture:
        """The observation, read."""
        return Picture(self.seen)

    @cached_property
    def mind(self) -> Mind:
        """What somebody who listens expects of the month."""
        return mind(self.picture, temperament(self.seen.seat, GOOD_COLLEAGUE))

    @cached_property
    def plan(self) -> dict[str, Value]:
        """Every setting of the seat as it would be committed now."""
        return {**self.seen.current, **self.draft}

    def number(self, key: str) -> float:
        """A number of the plan; 0 when it is not on the sheet."""
        value = self.plan.get(key, 0.0)
        return 0.0 if isinstance(value, str) else float(value)

    def each(self, lever: str) -> dict[str, Value]:
        """The plan's values of a lever, by item."""
        return {one.item: self.plan[one.key] for one in self.picture.mine(lever) if one.key in self.plan}

    def deals(self) -> dict[str, str]:
        """The promotions in the plan, by product on sale."""
        found = self.each("promotion").items()
        return {item: str(depth) for item, depth in found if depth != "none" and item in self.picture.on_sale}

    def turn(self, *ways: str) -> str:
        """One of several ways to ask, another each month."""
        return ways[self.seen.round % len(ways)]

    @property
    def fill(self) -> float:
        """Share of last month's orders that was shipped; 1 when there is no month yet."""
        last = self.picture.last
        return min(1.0, last.shipped / last.ordered) if last and last.ordered > 0.0 else 1.0

    @property
    def silent(self) -> bool:
        """Is this a table where nobody talks?"""
        return self.seen.structure.talk == "none"

    @property
    def asked(self) -> bool:
        """Has this seat played a question card this month?"""
        return any(one.round == self.seen.round for one in self.seen.asked)
