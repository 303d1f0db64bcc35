"""The catalogue of levers, and what may be written for a setting."""

from dataclasses import replace
from typing import Any

import pytest

from game.rules.levers import LEVERS, SEATS, Setting, Sheet, other

PRICE = Setting("price.tea", LEVERS["price"], 0, "tea", "Price, Tea", 10.0, 8.0, 12.5, 0.5, (), "marketing")
DEAL = replace(PRICE, key="promotion.tea", lever=LEVERS["promotion"], default="none", choices=("none", "feature"))
LAUNCH = replace(PRICE, key="launch.tea", lever=LEVERS["launch"], default=False, lead="joint")


def test_across_the_table_sits_the_other_seat() -> None:
    assert [other(seat) for seat in SEATS] == ["distribution", "marketing"]


@pytest.mark.parametrize("value", [8.0, 12.5, 9, 10.25])
def test_a_number_may_be_anything_within_its_bounds(value: float) -> None:
    assert PRICE.problem(value) is None


@pytest.mark.parametrize(
    ("value", "told"), [(7.999, "7.999"), (12.501, "12.501"), (float("inf"), "inf"), (float("-inf"), "-inf")]
)
def test_a_number_beyond_its_bounds_is_told_with_them(value: float, told: str) -> None:
    assert PRICE.problem(value) == f"expected 8 to 12.5 for price.tea: {told}"


@pytest.mark.parametrize(
    ("value", "told"),
    [(True, "true"), ("ten", "'ten'"), (None, "nothing"), (float("nan"), "nan"), ([10.0], "a list of 1")],
)
def test_what_is_no_number_is_told(value: Any, told: str) -> None:
    assert PRICE.problem(value) == f"expected a number for price.tea: {told}"


def test_a_choice_is_one_of_those_offered() -> None:
    assert DEAL.problem("feature") is None
    for value, told in (("deep-deal", "'deep-deal'"), (1, "1"), (True, "true")):
        assert DEAL.problem(value) == f"expected one of none, feature for promotion.tea: {told}"


def test_a_switch_is_true_or_false_and_no_number() -> None:
    assert LAUNCH.problem(True) is None
    assert LAUNCH.problem(False) is None
    for value, told in ((1, "1"), (0.0, "0"), ("yes", "'yes'")):
        assert LAUNCH.problem(value) == f"expected true or false for launch.tea: {told}"


def test_a_sheet_finds_settings_by_key_and_by_who_leads_them() -> None:
    sheet = Sheet((PRICE, DEAL, LAUNCH))
    assert sheet.find("promotion.tea") is DEAL
    assert sheet.find("promotion.coffee") is None
    assert sheet.led_by("joint") == (LAUNCH,)
    assert sheet.led_by("distribution") == ()
    assert sheet.defaults() == {"price.tea": 10.0, "promotion.tea": "none", "launch.tea": False}


def test_the_seats_lead_by_custom_what_the_game_says() -> None:
    led = {lead: [lever.id for lever in LEVERS.values() if lever.lead == lead] for lead in (*SEATS, "joint")}
    assert led["marketing"] == [
        "price", "promotion", "brand-advertising", "performance-advertising", "delivery-promise", "portfolio",
        "market-focus", "customer-research",
    ]  # fmt: skip
    assert led["distribution"] == [
        "stock-to-order", "inbound-mode", "outbound-mode", "extra-shift", "temps", "processing", "packaging", "carrier",
        "site",
    ]  # fmt: skip
    assert led["joint"] == ["launch", "market-entry", "forecast", "capacity", "budget-split", "initiative"]
