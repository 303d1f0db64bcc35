"""A persona looking at its picture: what it expects of the month before it plans, and how it says what it chooses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.partners.forecast.demand import Expected, expect
from game.partners.forecast.floor import Load, Slack, load, slack_of
from game.partners.forecast.hearsay import slack_told, with_hearsay
from game.partners.personas import Temperament, sharing_measures
from game.partners.picture import Picture, by_item
from game.partners.words import sentence
from game.rules.levers import Value


@dataclass(frozen=True)
class Reason:
    """Something worth saying about a choice; the weightiest is the one given."""

    weight: float
    text: str


@dataclass(frozen=True)
class Part:
    """Some settings of a plan, and what there is to say about them."""

    settings: Mapping[str, Value]
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Mind:
    """A persona and its picture of the month."""

    picture: Picture
    temper: Temperament
    usual: Expected  # with nothing new planned
    work: Load | None  # the month's work against the crew, if this seat can see it and looks
    slack: Slack

    def sentence(self, topic: str, **facts: object) -> str:
        """What it says of a topic; its currency is known."""
        return sentence(self.temper, topic, currency=self.picture.seen.scenario.currency, **facts)

    def reason(self, weight: float, topic: str, **facts: object) -> Reason:
        """What it would say of a choice, and how much that weighs."""
        return Reason(weight, self.sentence(topic, **facts))


def mind_of(picture: Picture, temper: Temperament) -> Mind:
    """What a persona makes of its picture."""
    if "coordinated-kpis" in picture.seen.initiatives:
        temper = sharing_measures(temper)
    usual = expect_with(picture, temper, {})
    # Only those who listen look at the partner's floor, even where it can be seen.
    sees = picture.seat == "distribution" or temper.listens >= 0.5
    work = load(picture, usual) if sees else None
    return Mind(picture, temper, usual, work, slack_told(slack_of(picture, work), picture, temper, usual))


def expect_with(picture: Picture, temper: Temperament, own: Mapping[str, Value]) -> Expected:
    """Orders to expect with this seat's own prices and deals put on top of what it knows of the partner's."""
    # Where the calendar is locked a month ahead, what is planned now is for the next month.
    locked = _deals(picture.calendar)
    expected = expect(picture, temper, {**_known_of_partner(picture), **own, **locked}, _fixed_ahead(picture))
    return with_hearsay(expected, picture, temper)


def _known_of_partner(picture: Picture) -> dict[str, Value]:
    """What distribution knows of this month's prices and deals; marketing's are its own."""
    if picture.seat == "marketing":
        return {}
    partner, plan = picture.seen.partner, picture.partner_plan
    fresh = partner is not None and partner.plan is not None
    levers = ("price", "promotion") if fresh else ("price",)
    known = {key: value for key, value in plan.items() if key.partition(".")[0] in levers}
    return {**known, **_deals(picture.seen.now.promotion)}


def _deals(calendar: Mapping[str, str] | None) -> dict[str, Value]:
    return {f"promotion.{product}": depth for product, depth in (calendar or {}).items()}


def _fixed_ahead(picture: Picture) -> dict[str, str]:
    """The next month's deals, where the calendar is locked a month ahead and the partner's draft of it can be seen."""
    partner = picture.seen.partner
    if picture.seat == "marketing" or picture.seen.now.promotion is None or partner is None or partner.plan is None:
        return {}
    return {item: str(depth) for item, depth in by_item(partner.plan, "promotion").items()}
