"""What a seat makes of its observation: the figures of both seats where it may see them, names, and what is agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import fsum
from operator import mul
from typing import Final

from game.figures import money, price
from game.rules.levers import Seat, Value, other
from game.table.seen.dashboards import (
    Dashboard,
    DistributionFacts,
    DistributionMonth,
    DistributionNow,
    Grid,
    MarketingFacts,
    MarketingMonth,
    MarketingNow,
    Now,
)
from game.table.seen.observation import Observation, Proposal, SettingView, SharedMonth

LET_DOWN: Final = 0.25  # share of orders that stay away the month after nobody got what was promised
FADING: Final = (0.5, 0.3, 0.2)  # how much each of the last months still counts, the newest first


@dataclass(frozen=True)
class Picture:
    """An observation, read. Made anew for every move; nothing is remembered but what the observation holds."""

    seen: Observation

    @property
    def seat(self) -> Seat:
        """Whose view this is."""
        return self.seen.seat

    @property
    def data_shared(self) -> bool:
        """Can it see the partner's figures?"""
        return self.seen.partner is not None

    @property
    def left(self) -> int:
        """Rounds still to play after this one."""
        return self.seen.scenario.rounds - self.seen.round

    @cached_property
    def agreed(self) -> dict[str, Value]:
        """What both have signed this round."""
        values: dict[str, Value] = {}
        for proposal in self.seen.proposals:
            if proposal.status == "signed":
                values.update(proposal.settings)
        return values

    @property
    def open(self) -> tuple[Proposal, ...]:
        """Proposals of this round that wait for an answer."""
        return tuple(one for one in self.seen.proposals if one.status == "open")

    # --- both seats' figures, as far as they can be seen ---

    @cached_property
    def marketing(self) -> tuple[MarketingMonth, ...]:
        """Marketing's past months; empty when they are not this seat's to see."""
        return tuple(month for month in self._months if isinstance(month, MarketingMonth))

    @cached_property
    def distribution(self) -> tuple[DistributionMonth, ...]:
        """Distribution's past months; empty when they are not this seat's to see."""
        return tuple(month for month in self._months if isinstance(month, DistributionMonth))

    @property
    def marketing_now(self) -> MarketingNow | None:
        """What marketing knows before planning, if it can be seen."""
        return next((now for now in self._now if isinstance(now, MarketingNow)), None)

    @property
    def distribution_now(self) -> DistributionNow | None:
        """What distribution knows before planning, if it can be seen."""
        return next((now for now in self._now if isinstance(now, DistributionNow)), None)

    @property
    def marketing_facts(self) -> MarketingFacts | None:
        """Marketing's own trade, when this is its seat."""
        return self.seen.facts if isinstance(self.seen.facts, MarketingFacts) else None

    @property
    def distribution_facts(self) -> DistributionFacts | None:
        """Distribution's own trade, when this is its seat."""
        return self.seen.facts if isinstance(self.seen.facts, DistributionFacts) else None

    @property
    def last(self) -> SharedMonth | None:
        """The last month as everybody saw it."""
        return self.seen.shared[-1] if self.seen.shared else None

    @property
    def fill(self) -> float:
        """Share of last month's orders that was shipped; 1 when there is no month yet."""
        last = self.last
        return min(1.0, last.shipped / last.ordered) if last and last.ordered > 0.0 else 1.0

    @property
    def used(self) -> tuple[float, ...]:
        """Share of its own budget that this seat spent in each of the last two months."""
        return tuple(month.spent / month.budget for month in self.seen.months[-2:] if month.budget > 0.0)

    @property
    def calendar(self) -> Mapping[str, str] | None:
        """This month's deals where marketing's are locked a month ahead; None where they are not, or not to be seen."""
        return self.marketing_now.promotion if self.marketing_now else None

    @property
    def remembered(self) -> float:
        """Share on time of the last three months, the newest counting most; 1 when there are none."""
        shown = [month.on_time for month in reversed(self.seen.shared[-len(FADING) :])]
        weights = FADING[: len(shown)]
        return fsum(map(mul, weights, shown)) / fsum(weights) if shown else 1.0

    @property
    def staying(self) -> float:
        """Share of orders that come as ever when customers of last month were served as they were."""
        return 1.0 - LET_DOWN * (1.0 - self.last.otif) if self.last else 1.0

    @property
    def partner_plan(self) -> Mapping[str, Value]:
        """The partner's plan for this month once it can be seen; else its last one; else nothing."""
        partner = self.seen.partner
        if partner is None:
            return {}
        return partner.plan if partner.plan is not None else partner.last_plan

    @property
    def _months(self) -> tuple[Dashboard, ...]:
        return (*self.seen.months, *(self.seen.partner.months if self.seen.partner else ()))

    @property
    def _now(self) -> tuple[Now, ...]:
        return (self.seen.now, self.seen.partner.now) if self.seen.partner else (self.seen.now,)

    # --- what is sold, and where ---

    @cached_property
    def on_sale(self) -> tuple[str, ...]:
        """Products sold this month, those whose launch is signed included."""
        return tuple(dict.fromkeys((*self.seen.now.on_sale, *by_item(self.agreed, "launch"))))

    @cached_property
    def entered(self) -> tuple[str, ...]:
        """Markets served this month, those whose entry is signed included."""
        return tuple(dict.fromkeys((*self.seen.now.entered, *by_item(self.agreed, "market-entry"))))

    @cached_property
    def list_price(self) -> dict[str, float]:
        """List prices by product."""
        return {product.key: product.list_price for product in self.seen.scenario.products}

    @cached_property
    def _names(self) -> dict[str, str]:
        products = {product.key: product.name for product in self.seen.scenario.products}
        return {**products, **{market.key: market.name for market in self.seen.scenario.markets}}

    @property
    def papers(self) -> Grid:
        """Units a month to expect by marketing's papers, by product and market; empty where they cannot be seen."""
        if self.marketing_facts is not None:
            return self.marketing_facts.base_orders
        return self.seen.partner.base_orders if self.seen.partner is not None else {}

    def season(self, product: str, round_: int) -> float:
        """A month's usual demand against a usual month's, by the calendar of the trade."""
        months = self.seen.facts.season.get(product, ())
        return months[min(round_, len(months)) - 1] if months else 1.0

    def unseasoned(self, product: str, past: tuple[float, ...]) -> tuple[float, ...]:
        """A product's past orders with the season taken out."""
        return tuple(units / max(0.1, self.season(product, month)) for month, units in enumerate(past, start=1))

    def name(self, key: str) -> str:
        """The name of a product or market, as it stands inside a sentence."""
        name = self._names.get(key, key)
        # Markets may be called after places; products are common nouns.
        plain = key in self.list_price and not name[1:2].isupper()
        return name[:1].lower() + name[1:] if plain else name

    def names(self, keys: tuple[str, ...] | list[str]) -> str:
        """Several names in a row."""
        *most, last = [self.name(key) for key in keys] or ["nothing"]
        return f"{', '.join(most)} and {last}" if most else last

    def money(self, amount: float, decimals: int = 0) -> str:
        """An amount with its sign of currency; with decimals it is a price."""
        return (price if decimals else money)(amount, self.seen.scenario.currency)

    def month(self, round_: int) -> str:
        """The name of a round's month."""
        return self.seen.scenario.months[min(round_, self.seen.scenario.rounds) - 1]

    # --- settings ---

    def mine(self, *levers: str) -> tuple[SettingView, ...]:
        """The settings of these levers that this seat fills in this month, lever by lever."""
        return tuple(setting for lever in levers for setting in self.seen.sheet if setting.lever == lever)

    def joint(self, *levers: str) -> tuple[SettingView, ...]:
        """The settings of these levers that this seat may propose, lever by lever."""
        return tuple(setting for lever in levers for setting in self.seen.joint if setting.lever == lever)

    def declined(self, key: str, months: int) -> bool:
        """Was this put forward in the last so many months and not signed?"""
        recent = self.seen.shared[-months:] if months else ()
        return any(key in one.settings for month in recent for one in month.declined)

    def turned_down(self, key: str) -> str:
        """The month in which the partner last said no to what this seat put forward of it; "" = it has not."""
        months = (month.round for month in reversed(self.seen.shared)
                  if any(key in one.settings and one.by == self.seat for one in month.declined))  # fmt: skip
        return next(map(self.month, months), "")

    def named(self) -> tuple[Proposal, ...]:
        """What was put forward this round, and what was declined of late."""
        late = (one for month in self.seen.shared[-2:] for one in month.declined)
        return (*self.seen.proposals, *late)

    def number(self, key: str, otherwise: float = 0.0) -> float:
        """What a number is this month by signature, or if nobody changes it."""
        return as_number(self.agreed.get(key, self.seen.current.get(key)), otherwise)

    def text(self, key: str, otherwise: str = "") -> str:
        """What a choice is if nobody changes it."""
        value = self.seen.current.get(key, otherwise)
        return value if isinstance(value, str) else otherwise

    @property
    def partner_seat(self) -> Seat:
        """The seat across the table."""
        return other(self.seat)


def as_number(value: Value | None, otherwise: float = 0.0) -> float:
    """A value as a number, a switch as 0 or 1; `otherwise` for a word or nothing."""
    return otherwise if value is None or isinstance(value, str) else float(value)


def by_item(plan: Mapping[str, Value], lever: str) -> dict[str, Value]:
    """The values of a plan's lever, by item."""
    return {key.partition(".")[2]: value for key, value in plan.items() if key.startswith(f"{lever}.")}


def snap(setting: SettingView, value: float) -> float:
    """The nearest value that may be set, counted in steps from the least."""
    return _on_grid(setting, round((value - setting.low) / setting.step) if setting.step > 0 else None, value)


def snap_down(setting: SettingView, value: float) -> float:
    """The highest value that may be set and is no higher, or the least."""
    steps = int((value - setting.low) / setting.step + 1e-9) if setting.step > 0 else None
    return _on_grid(setting, steps, value)


def _on_grid(setting: SettingView, steps: int | None, value: float) -> float:
    near = value if steps is None else setting.low + max(0, steps) * setting.step
    return min(setting.high, max(setting.low, round(near, 6)))
