import re
from collections.abc import Callable
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.kit import codes
from game.refusal import Refusal
from game.rules.levers import LEVERS, SEATS, Lead, Seat, Setting, other
from game.scenario import load
from game.table.seen.readings import CONSTRAINTS, answers
from game.table.talk.questions import read_deck
from tests.kit.printing import BAKERY
from tests.scenario.shipped import SLUGS

SCENARIOS = MappingProxyType({slug: load(slug) for slug in SLUGS})
SETTINGS = tuple(setting for scenario in SCENARIOS.values() for setting in (*scenario.sheet.settings, *scenario.fixed))


def setting_of(key: str) -> Setting:
    """A setting of the tests' own place; a launch is borrowed from elsewhere."""
    return load(BAKERY).sheet.find(key) or next(one for one in SETTINGS if one.key == key)


@st.composite
def settings_with_values(draw: Callable[..., Any]) -> tuple[Any, ...]:
    setting = draw(st.sampled_from(SETTINGS))
    if setting.lever.kind == "switch":
        return setting, draw(st.booleans())
    if setting.lever.kind == "choice":
        return setting, draw(st.sampled_from(setting.choices))
    if draw(st.booleans()):
        least = max(setting.low, 0.01) if setting.lever.unit == "share" else setting.low
        return setting, draw(st.floats(least, setting.high))
    steps = draw(st.integers(0, int((setting.high - setting.low) / setting.step)))
    return setting, min(setting.high, setting.low + steps * setting.step)


@given(settings_with_values())
def test_a_value_written_on_paper_reads_back_as_itself(drawn: tuple[Any, ...]) -> None:
    setting, value = drawn
    read = codes.parse_value(setting, codes.format_value(setting, value))
    assert type(read) is type(value)
    # What is all but a bound is that bound.
    if isinstance(value, bool | str) or isinstance(read, str):
        assert read == value
    else:
        assert read == value or abs(read - value) < 1e-6


@pytest.mark.parametrize("slug", SLUGS)
def test_no_two_settings_of_a_scenario_share_a_code_and_each_reads_back_as_itself(slug: str) -> None:
    settings = (*SCENARIOS[slug].sheet.settings, *SCENARIOS[slug].fixed)
    written = [codes.format_code(setting) for setting in settings]
    assert len(set(written)) == len(written)
    for setting, code in zip(settings, written, strict=True):
        assert codes.CODE.fullmatch(code)
        assert codes.parse_code(code, settings) is setting
        assert codes.parse_code(code.lower(), settings) is setting


def test_every_lever_has_letters_of_its_own_that_cannot_be_misread() -> None:
    assert set(codes.LETTERS) == set(LEVERS)
    assert len(set(codes.LETTERS.values())) == len(LEVERS)
    for lever, letters in codes.LETTERS.items():
        assert len(letters) == (2 if LEVERS[lever].over == "company" else 1)
        # O and I alone before a number look like 0 and 1; R and Q are for readings and questions.
        assert letters not in ("O", "I", "R", "Q")


@given(st.sampled_from(sorted(LEVERS)), st.sampled_from(["marketing", "distribution", "joint"]))
def test_a_change_of_lead_reads_back_as_itself(lever: str, lead: Lead) -> None:
    assert codes.parse_lead(*codes.format_lead(lever, lead)) == (lever, lead)


@pytest.mark.parametrize("seat", SEATS)
def test_a_reading_of_the_partner_reads_back_as_itself(seat: Seat) -> None:
    for constraint in CONSTRAINTS[seat]:
        assert codes.parse_limit(seat, codes.format_limit(seat, constraint.key)) == constraint.key
    for scenario in SCENARIOS.values():
        settings = scenario.sheet.led_by(other(seat))
        for setting in settings:
            for expects in answers(setting):
                assert codes.parse_expected(codes.format_expected(setting, expects), settings) == (setting, expects)


def test_a_question_card_reads_back_as_itself() -> None:
    deck = tuple(read_deck().cards)
    assert [codes.parse_card(codes.format_card(key, deck), deck) for key in deck] == list(deck)
    for wrong in ("Q0", f"Q{len(deck) + 1}", "Q", "7.5", "seven"):
        with pytest.raises(Refusal, match=f"Q1 to Q{len(deck)}"):
            codes.parse_card(wrong, deck)


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("price.breakfast-box", "25,50", 25.5),
        ("price.breakfast-box", "25.5", 25.5),
        ("stock-to-order.breakfast-box", "3,400", 3400.0),
        ("stock-to-order.breakfast-box", "3'400", 3400.0),
        ("stock-to-order.breakfast-box", "3.400", None),
        ("stock-to-order.breakfast-box", "03400", 3400.0),
        ("performance-advertising", "1,250.00", 1250.0),
        ("performance-advertising", "1.250,00", 1250.0),
        ("extra-shift", "15", 0.15),
        ("extra-shift", "15%", 0.15),
        ("promotion.cake-box", "B", "feature"),
        ("promotion.cake-box", "deep-deal", "deep-deal"),
        ("launch.cold-brew", "YES", True),
    ],
)
def test_hands_write_numbers_and_choices_in_more_than_one_way(key: str, text: str, value: Any) -> None:
    setting = setting_of(key)
    if value is None:
        with pytest.raises(Refusal, match=re.escape("can be read as 3400 or 3.4")):
            codes.parse_value(setting, text)
    else:
        assert codes.parse_value(setting, text) == value


@pytest.mark.parametrize(
    ("key", "text", "told"),
    [
        ("price.breakfast-box", "5", "P1: expected 19.2 to 30, given '5'."),
        ("price.breakfast-box", "b", "P1: expected 19.2 to 30, given 'b'."),
        ("price.breakfast-box", "nan", "P1: expected 19.2 to 30, given 'nan'."),
        ("price.breakfast-box", "-25", "P1: expected 19.2 to 30, given '-25'."),
        ("price.breakfast-box", "1e1", "P1: expected 19.2 to 30, given '1e1'."),
        ("price.breakfast-box", "9" * 400, "P1: expected 19.2 to 30, given"),
        ("extra-shift", "45", "XS: expected 0 to 40 per cent, given '45'."),
        ("extra-shift", "0.15", "XS: expected 0 to 40 per cent, given '0.15'. Did you mean 15?"),
        ("promotion.cake-box", "d", "D2: expected a none, b feature or c deep deal, given 'd'."),
        ("promotion.cake-box", "", "D2: expected a none, b feature or c deep deal, given ''."),
        ("launch.cold-brew", "1", "L3: expected y or n, given '1'."),
    ],
)
def test_a_value_that_cannot_be_is_answered_with_what_can_be(key: str, text: str, told: str) -> None:
    with pytest.raises(Refusal) as caught:
        codes.parse_value(setting_of(key), text)
    assert caught.value.message.startswith(told)


def test_a_code_that_is_on_no_sheet_is_answered_with_the_codes_that_are() -> None:
    with pytest.raises(Refusal, match=r"given 'P9'\. There are: P1, P2, D1, D2, PA, DP, S1"):
        codes.parse_code("P9", load(BAKERY).sheet.settings)
    with pytest.raises(Refusal, match="Did you mean 'P1'"):
        codes.parse_code("P11", load(BAKERY).sheet.settings)


@given(st.text(max_size=40))
def test_no_text_whatever_breaks_the_reading_of_a_code_or_a_value(text: str) -> None:
    for setting in load(BAKERY).sheet.settings[:6]:
        try:
            assert setting.problem(codes.parse_value(setting, text)) is None
        except Refusal as refusal:
            assert refusal.message
    for read in (
        lambda: codes.parse_code(text, SETTINGS[:9]),
        lambda: codes.parse_lead(text, text),
        lambda: codes.parse_limit("marketing", text),
        lambda: codes.parse_expected(text, SETTINGS[:9]),
        lambda: codes.parse_card(text, ("a", "b")),
        lambda: codes.parse_sure(text),
    ):
        try:
            read()
        except Refusal as refusal:
            assert refusal.message
