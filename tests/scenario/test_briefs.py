"""What a seat reads before the season is true of its place: levers, what both sign, scorecard, promise and figures."""

import re
import tomllib
from typing import Any

import pytest

from game.rules.levers import Seat
from game.scenario import load
from game.table.structure import structure
from game.table.table import Table
from tests.narrowed import there

PLACES = ("cheap-miles", "cold-brew", "deal-season", "first-day", "new-shores", "one-cart", "short-supply")
OWN = {
    "price": "rices",
    "promotion": "deals",
    "brand-advertising": "brand and performance",
    "performance-advertising": "performance advertising",
    "delivery-promise": "promise",
    "portfolio": "range",
    "market-focus": "comes first",
    "customer-research": "customer research",
    "stock-to-order": "tock to order",
    "inbound-mode": "and how it",
    "outbound-mode": "mode out",
    "extra-shift": "extra shift",
    "temps": "temps",
    "processing": "flow or batch",
    "packaging": "packaging",
    "carrier": "carrier",
    "site": "site",
}
BOTH = {
    "launch": "the launch",
    "market-entry": "entries",
    "forecast": "forecast",
    "capacity": "capacity",
    "budget-split": "budget split",
    "initiative": "initiative",
}


def paragraph(slug: str, seat: Seat, head: str) -> str:
    """A paragraph of a brief by its first words, on one line; "" = there is none."""
    parts = (" ".join(part.split()) for part in load(slug).brief(seat).split("\n\n"))
    return next((part.partition("** ")[2] for part in parts if part.startswith(f"**{head}")), "")


def named(text: str, words: dict[str, str]) -> set[str]:
    return {lever for lever, word in words.items() if word in text}


@pytest.mark.parametrize("seat", ["marketing", "distribution"])
@pytest.mark.parametrize("slug", PLACES)
def test_a_brief_names_the_levers_that_the_place_offers_its_seat(slug: str, seat: Seat) -> None:
    text, settings = paragraph(slug, seat, "Your levers"), load(slug).sheet.settings
    if text or slug != "first-day":  # the guide shows the first day's levers, one by one
        assert named(text, OWN) == {one.lever.id for one in settings if one.lead == seat}


@pytest.mark.parametrize("seat", ["marketing", "distribution"])
@pytest.mark.parametrize("slug", PLACES)
def test_a_brief_says_what_both_sign_and_that_this_is_where_they_talk(slug: str, seat: Seat) -> None:
    text = paragraph(slug, seat, "With your partner")
    first = text.partition(". ")[0] if slug != "one-cart" else text
    assert named(first, BOTH) == {one.lever.id for one in load(slug).sheet.settings if one.lead == "joint"}
    assert text.startswith("Where the two of you talk, ")


def test_where_nobody_talks_some_of_it_is_one_seats_own() -> None:
    leads = Table.start(load("cold-brew"), 7, structure("silo")).leads
    assert (leads["launch"], leads["capacity"]) == ("marketing", "distribution")


WORTH = {
    "marketing": ("brand", "leads", "conversion", "give away"),
    "distribution": ("throughput", "cost per unit", "service level", "rested"),
}
"""The measures of a scorecard in the order of its weights in the file."""
DAYS = {"six": 6.0, "six and a half": 6.5, "seven and a half": 7.5}
FIGURES = [
    ("cheap-miles", "distribution", "about three in a hundred", "last_mile.pack_damage.1", 0.034),
    ("cold-brew", "marketing", "six thousand euros", "products.2.launch.cost", 6000),
    ("cold-brew", "marketing", "One new item in four", "products.2.launch.failure", 0.25),
    ("cold-brew", "distribution", "arrives next month", "products.2.lead.0", 1),
    ("deal-season", "distribution", "sets and games take two months", "products.1.lead.0", 2),
    ("deal-season", "distribution", "nineteen deliveries in twenty", "markets.0.fine_target", 0.95),
    ("first-day", "distribution", "arrive a month later", "products.0.lead.0", 1),
    ("new-shores", "marketing", "sixty thousand euros for Germany", "markets.2.entry_cost", 60000),
    ("new-shores", "marketing", "thirty-six for Poland", "markets.3.entry_cost", 36000),
    ("new-shores", "distribution", "the stove takes three months", "products.0.lead.0", 3),
    ("new-shores", "distribution", "take a month to build", "floor.expansion_lead", 1),
    ("one-cart", "marketing", "five thousand dollars", "products.3.launch.cost", 5000),
    ("one-cart", "marketing", "Nearly one web parcel in five", "markets.2.returns", 0.18),
    ("one-cart", "distribution", "three months to build", "floor.expansion_lead", 3),
    ("short-supply", "distribution", "seventy-eight battery packs", "levers.stock-to-order.high.battery-pack", 78),
    ("short-supply", "distribution", "fifty folding bikes", "levers.stock-to-order.high.folding-bike", 50),
    ("short-supply", "distribution", "Packs take three months", "products.2.lead.0", 3),
]
"""What a brief says of a figure, where the place's file has it, and what it must be for that to be true."""


@pytest.mark.parametrize("seat", ["marketing", "distribution"])
@pytest.mark.parametrize("slug", PLACES)
def test_a_brief_names_all_that_a_scorecard_counts_and_the_heaviest_first(slug: str, seat: Seat) -> None:
    text = paragraph(slug, seat, "Your scorecard").lower()
    weights = dict(zip(WORTH[seat], getattr(load(slug).world.targets, f"{seat}_weights").tolist(), strict=True))
    told = sorted(weights, key=text.index)
    assert [weights[one] for one in told] == sorted(weights.values(), reverse=True)


@pytest.mark.parametrize("slug", PLACES)
def test_marketing_reads_what_is_promised_when_nobody_changes_it(slug: str) -> None:
    text = " ".join(load(slug).brief("marketing").split())
    said = re.search(r"promised (?:a careful )?((?:six|seven)(?: and a half)?)\b", text)
    promise = next(one for one in load(slug).sheet.settings if one.key == "delivery-promise")
    assert said and DAYS[said[1]] == promise.default


@pytest.mark.parametrize(("slug", "seat", "words", "where", "figure"), FIGURES)
def test_a_figure_in_a_brief_is_the_place_s_own(slug: str, seat: Seat, words: str, where: str, figure: float) -> None:
    assert words in " ".join(load(slug).brief(seat).split())
    found: Any = tomllib.loads(there(load(slug).path).read_text(encoding="utf-8"))
    for part in where.split("."):
        found = found[int(part) if part.isdigit() else part]
    assert found == figure
