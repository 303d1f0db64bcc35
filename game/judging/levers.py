"""Each lever's words: how a value of it is told, proposed, ordered and planned, and its thread in a debrief.

Templates take `{item}` for the product, market or initiative, `{value}` and, in plans, `{before}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from game.rules.levers import Value

Theme: TypeAlias = Literal["together", "forecast", "promise", "capacity", "price", "lead", "asking"]
"""The threads that a debrief follows."""


@dataclass(frozen=True)
class Phrase:
    """How one value of a lever is told."""

    did: str  # after "marketing": "asked €24.00 for Espresso"
    instead: str  # begins a sentence: "At €30.00"
    would: str = ""  # after "would have": "asked €30.00 for Espresso"; "" = as `did`


@dataclass(frozen=True)
class Words:
    """A lever's words."""

    theme: Theme  # the thread of a debrief that its decisions belong to
    told: Phrase | None = None  # a value that has no words of its own
    named: Mapping[Value, Phrase] = field(default_factory=dict)  # values that have; of a switch both
    order: tuple[str, str] = ("No {item}", "{item}")  # a switch's off and on, as one would order it
    propose: str = ""  # what a proposal wants, after "proposes"; "" = "to set price for Espresso to €24.00"
    # what a plan does, by its new value, else under ""; none = "Price: Espresso €24.00 (was €26.00)"
    plan: Mapping[Value, str] = field(default_factory=dict)
    topic: str = ""  # what is decided together, in a sentence

    def phrase(self, value: Value) -> Phrase:
        """How a value is told, with its places still open."""
        found = self.named.get(value, self.told)
        assert found is not None, f"no words for {value!r}"
        return found


WORDS: Final[Mapping[str, Words]] = MappingProxyType(
    {
        "price": Words("price", Phrase("asked {value} for {item}", "At {value}")),
        "promotion": Words(
            "price",
            Phrase("ran a {value} on {item}", "With a {value}", "run a {value} on {item}"),
            {"none": Phrase("ran no deal on {item}", "Without a deal", "run no deal on {item}")},
        ),
        "brand-advertising": Words(
            "price",
            Phrase("put {value} into brand advertising", "With {value}", "put {value} into the brand"),
            {0.0: Phrase("put nothing into brand advertising", "Without any", "put nothing into the brand")},
        ),
        "performance-advertising": Words(
            "price",
            Phrase("put {value} into performance advertising", "With {value}"),
            {0.0: Phrase("put nothing into performance advertising", "Without any")},
        ),
        "delivery-promise": Words("promise", Phrase("promised {value}", "With a promise of {value}")),
        "portfolio": Words(
            "price",
            named={
                False: Phrase("took {item} out of the range", "Taking it out", "taken {item} out of the range"),
                True: Phrase("kept {item} in the range", "Keeping it"),
            },
            order=("Take {item} out of the range", "Keep {item} in the range"),
            plan={False: "Takes out of the range: {item}.", True: "Brings back {item}."},
        ),
        "market-focus": Words(
            "price",
            Phrase("looked to {value} first", "Looking to {value} first"),
            {"even": Phrase("looked to all markets alike", "Looking to all alike")},
            plan={"even": "Looks to all markets alike.", "": "Looks to {value} first."},
        ),
        "customer-research": Words(
            "price",
            named={
                False: Phrase("did no customer research", "Without it", "done no customer research"),
                True: Phrase("paid for customer research", "Paying for it"),
            },
            order=("No customer research", "Pay for customer research"),
            plan={False: "No more customer research.", True: "Pays for customer research."},
        ),
        "stock-to-order": Words(
            "capacity",
            Phrase("ordered {value} {item} from the supplier", "With {value}"),
            {0.0: Phrase("ordered no {item} from the supplier", "With none")},
        ),
        "inbound-mode": Words(
            "capacity",
            Phrase("brought {item} in by {value}", "By {value}"),
            {
                "standard": Phrase("brought {item} in at the usual pace", "At the usual pace"),
                "expedite": Phrase("paid for {item} to come fast", "Expedited"),
            },
        ),
        "outbound-mode": Words("promise", Phrase("sent {value} transport to {item}", "With {value}")),
        "extra-shift": Words(
            "capacity",
            Phrase("ran {value} extra shift", "With {value}", "run {value} extra shift"),
            {0.0: Phrase("ran no extra shift", "Without one", "run no extra shift")},
        ),
        "temps": Words(
            "capacity",
            Phrase("called in {value} temps", "With {value}"),
            {0.0: Phrase("called in no temps", "Without any"), 1.0: Phrase("called in one temp", "With one")},
            plan={"": "Temps: {value} (was {before})."},
        ),
        "processing": Words(
            "promise",
            named={
                "flow": Phrase("picked each order as it came", "Picking each as it comes"),
                "batch": Phrase("picked orders in batches", "In batches"),
            },
            plan={"flow": "Picks each order as it comes (flow).", "batch": "Picks orders in batches."},
        ),
        "packaging": Words("promise", Phrase("packed in {value} boxes", "In {value} boxes")),
        "carrier": Words(
            "promise",
            named={
                "own": Phrase("drove its own vans", "With its own vans", "driven its own vans"),
                "partner": Phrase("shipped with a partner", "With a partner"),
                "spot": Phrase("bought transport by the day", "Bought by the day"),
            },
        ),
        "site": Words("capacity", Phrase("worked from {value}", "From {value}")),
        "launch": Words(
            "price",
            named={
                False: Phrase("did not put {item} on sale", "Without the launch", "not put {item} on sale"),
                True: Phrase("put {item} on sale", "Putting it on sale"),
            },
            order=("Do not launch {item}", "Launch {item}"),
            propose="to launch {item}",
            plan={"": "Puts {item} on sale."},
            topic="launches",
        ),
        "market-entry": Words(
            "price",
            named={
                False: Phrase("did not open {item}", "Without the entry", "not opened {item}"),
                True: Phrase("opened {item}", "Opening it"),
            },
            order=("Do not enter {item}", "Enter {item}"),
            propose="to enter {item}",
            plan={"": "Begins to serve {item}."},
            topic="market entries",
        ),
        "forecast": Words(
            "forecast",
            Phrase("counted on {value} {item}", "With a forecast of {value}"),
            {0.0: Phrase("had no signed forecast of {item}", "Without one")},
            propose="to plan on {value} units of {item}",
            topic="the forecast",
        ),
        "capacity": Words(
            "capacity",
            Phrase("added {value} floor hours for good", "With {value}"),
            {0.0: Phrase("added no floor hours", "Without any")},
            propose="to add {value} floor hours a month",
            plan={"": "Adds {value} floor hours a month for good."},
            topic="floor capacity",
        ),
        "budget-split": Words(
            "lead",
            Phrase("gave marketing {value} of the budget", "With {value}", "given marketing {value} of the budget"),
            propose="to give marketing {value} of the budget",
            topic="how the budget is split",
        ),
        "initiative": Words(
            "lead",
            named={
                False: Phrase("did not start {item}", "Without it", "not started {item}"),
                True: Phrase("started {item}", "Starting it"),
            },
            order=("Do not start {item}", "Start {item}"),
            propose="to start {item}",
            plan={"": "Starts {item}."},
            topic="initiatives",
        ),
    }
)
"""Every lever of the catalogue by its id."""


def theme_of(key: str) -> Theme:
    """The thread that a setting belongs to."""
    return WORDS[key.partition(".")[0]].theme
