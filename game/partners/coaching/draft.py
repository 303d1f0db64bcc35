"""A seat's figures and the plan it is drafting, as a colleague sees them who looks over its shoulder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from game.partners.mind import Mind, mind_of
from game.partners.personas import temperament
from game.partners.picture import Picture, as_number
from game.partners.words import question
from game.rules.levers import Value
from game.table.seen.observation import Observation

GOOD_COLLEAGUE = "bridge-builder"


@dataclass(frozen=True)
class Pointer:
    """Something a good colleague would look at."""

    topic: str  # what it is about; of one topic only the weightiest is said
    weight: float  # how much it matters now: 1 = worth a look, 2 = before anything else
    text: str  # a question with the seat's own figures. It never says what to set


@dataclass(frozen=True)
class Draft:
    """The plan of a seat before it commits."""

    seen: Observation  # all that the seat may see
    changed: Mapping[str, Value]  # the settings that it has changed so far

    @cached_property
    def picture(self) -> Picture:
        """The observation, read."""
        return Picture(self.seen)

    @cached_property
    def mind(self) -> Mind:
        """What somebody who listens expects of the month."""
        return mind_of(self.picture, temperament(self.seen.seat, GOOD_COLLEAGUE))

    @cached_property
    def plan(self) -> dict[str, Value]:
        """Every setting of the seat as it would be committed now."""
        return {**self.seen.current, **self.changed}

    def number(self, key: str) -> float:
        """A number of the plan; 0 when it is not on the sheet."""
        return as_number(self.plan.get(key))

    def each(self, lever: str) -> dict[str, Value]:
        """The plan's values of a lever, by item."""
        return {one.item: self.plan[one.key] for one in self.picture.mine(lever) if one.key in self.plan}

    def deals(self) -> dict[str, str]:
        """The promotions in the plan, by product on sale."""
        planned = self.each("promotion").items()
        return {item: str(depth) for item, depth in planned if depth != "none" and item in self.picture.on_sale}

    @property
    def silent(self) -> bool:
        """Is this a table where nobody talks?"""
        return self.seen.structure.talk == "none"

    @property
    def asked(self) -> bool:
        """Has this seat played a question card this month?"""
        return any(one.round == self.seen.round for one in self.seen.asked)

    def ask(self, about: str, weight: float, **facts: object) -> Pointer:
        """What is asked about a topic with its figures; of several ways to ask it, another each month."""
        text = question(about, self.seen.round, partner=self.picture.partner_seat, **facts)
        return Pointer(about.partition("/")[0], weight, text)

    def over_budget(self, spent: float) -> Iterator[Pointer]:
        """What is said of a plan that costs more than there is."""
        budget, money = self.seen.now.budget, self.picture.money
        if spent > budget > 0.0:
            yield self.ask("budget", 2.5, spent=money(spent), budget=money(budget))
