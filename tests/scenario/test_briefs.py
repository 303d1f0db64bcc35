"""What a seat reads before the season names its levers, just those that the place offers, and when two must sign."""

import pytest

from game.scenario import load
from game.table.structure import structure
from game.table.table import Table

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


def paragraph(slug: str, seat: str, head: str) -> str:
    """A paragraph of a brief by its first words, on one line; "" = there is none."""
    parts = (" ".join(part.split()) for part in load(slug).brief(seat).split("\n\n"))
    return next((part.partition("** ")[2] for part in parts if part.startswith(f"**{head}")), "")


def named(text: str, words: dict[str, str]) -> set[str]:
    return {lever for lever, word in words.items() if word in text}


@pytest.mark.parametrize("seat", ["marketing", "distribution"])
@pytest.mark.parametrize("slug", PLACES)
def test_a_brief_names_the_levers_that_the_place_offers_its_seat(slug, seat):
    text, settings = paragraph(slug, seat, "Your levers"), load(slug).sheet.settings
    if text or slug != "first-day":  # the guide shows the first day's levers, one by one
        assert named(text, OWN) == {one.lever.id for one in settings if one.lead == seat}


@pytest.mark.parametrize("seat", ["marketing", "distribution"])
@pytest.mark.parametrize("slug", PLACES)
def test_a_brief_says_what_both_sign_and_that_this_is_where_they_talk(slug, seat):
    text = paragraph(slug, seat, "With your partner")
    first = text.partition(". ")[0] if slug != "one-cart" else text
    assert named(first, BOTH) == {one.lever.id for one in load(slug).sheet.settings if one.lead == "joint"}
    assert text.startswith("Where the two of you talk, ")


def test_where_nobody_talks_some_of_it_is_one_seats_own():
    leads = Table.start(load("cold-brew"), 7, structure("silo")).leads
    assert (leads["launch"], leads["capacity"]) == ("marketing", "distribution")
