"""What a person may type for a setting and its value."""

from dataclasses import replace

import pytest

from game.cli.prompt.always import unknown
from game.cli.prompt.talking import proposal_of, which
from game.cli.prompt.words import allowed, one_of, setting_and_rest, value_of
from game.refusal import Refusal
from game.scenario import load
from game.table.seen.observation import Proposal, SettingView
from game.table.seen.observing import observe
from game.table.structure import structure
from game.table.table import Table

TABLE = Table.start(load("cold-brew"), 7, structure("talk"))
MARKETING = observe(TABLE, "marketing")
SPLIT = observe(Table.start(load("deal-season"), 7, structure("talk")), "marketing")  # where the budget can be split


@pytest.mark.parametrize(
    ("line", "key", "rest"),
    [
        ("price.espresso 10.5", "price.espresso", "10.5"), ("pri.esp 10.5", "price.espresso", "10.5"),
        ("price espresso 10.5", "price.espresso", "10.5"), ("Price.Espresso=10.5", "price.espresso", "10.5"),
        ("brand 4000", "brand-advertising", "4000"), ("delivery-promise 4 days", "delivery-promise", "4 days"),
        ("promo.house deep deal", "promotion.house-blend", "deep deal"), ("price.espresso", "price.espresso", ""),
    ],
)  # fmt: skip
def test_a_setting_is_known_by_its_beginning(line: str, key: str, rest: str) -> None:
    setting, text = setting_and_rest(line, MARKETING.sheet)
    assert (setting.key, text) == (key, rest)


def test_an_ambiguous_beginning_is_answered_with_all_it_may_mean() -> None:
    with pytest.raises(Refusal, match=r"price\.house-blend or price\.espresso or price\.cold-brew"):
        setting_and_rest("price 10", MARKETING.sheet)


def test_a_mistyped_setting_is_answered_with_the_nearest() -> None:
    with pytest.raises(Refusal, match=r"Did you mean 'price\.espresso'"):
        setting_and_rest("price.expresso 10", MARKETING.sheet)


def test_a_setting_of_the_partner_is_none_of_this_sheet() -> None:
    with pytest.raises(Refusal, match="no setting 'temps'"):
        setting_and_rest("temps 2", MARKETING.sheet)


BOUNDS = {
    "price.espresso": (8.8, 13.75), "price.cold-brew": (6.0, 9.375), "brand-advertising": (0.0, 9000.0),
    "delivery-promise": (2.0, 9.0), "budget-split": (0.3, 0.7),
}  # fmt: skip


def setting(key: str) -> SettingView:
    """A setting of cold-brew's with bounds of our own, so that the scenario may change its."""
    seat = SPLIT if key == "budget-split" else MARKETING
    found = next(one for one in (*seat.sheet, *seat.joint) if one.key == key)
    low, high = BOUNDS.get(key, (found.low, found.high))
    return replace(found, low=low, high=high)


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("price.espresso", "10.5", 10.5), ("price.espresso", "€10.50", 10.5), ("price.espresso", "10,50", 10.5),
        ("brand-advertising", "4,000", 4000.0), ("brand-advertising", "€4000", 4000.0),
        ("price.espresso", "+0.5", 11.5), ("price.espresso", "-0.5", 10.5), ("price.espresso", "−0.5", 10.5),
        ("delivery-promise", "4 days", 4.0), ("promotion.espresso", "deep", "deep-deal"),
        ("promotion.espresso", "deep deal", "deep-deal"), ("customer-research", "yes", True),
        ("customer-research", "OFF", False), ("budget-split", "60%", 0.6), ("budget-split", "60", 0.6),
    ],
)  # fmt: skip
def test_a_value_is_understood_as_people_write_it(key: str, text: str, value: float | str | bool) -> None:
    assert value_of(setting(key), text, "€", 11.0) == pytest.approx(value)


def test_a_bound_may_be_typed_as_it_is_shown() -> None:
    dear = setting("price.cold-brew")
    shown = f"{dear.high:.2f}"
    assert value_of(dear, shown, "€", 7.5) == dear.high


@pytest.mark.parametrize("text", ["", "cheap", "nan", "inf", "1e400", "99", "-99", "10.5.5", "€", "+", "--1"])
def test_a_value_that_cannot_be_is_refused_with_what_can(text: str) -> None:
    with pytest.raises(Refusal, match=r"price\.espresso: expected €8\.80 to €13\.75"):
        value_of(setting("price.espresso"), text, "€", 11.0)


@pytest.mark.parametrize(("key", "text"), [("promotion.espresso", "huge"), ("customer-research", "perhaps")])
def test_a_choice_that_there_is_not_is_refused_with_those_there_are(key: str, text: str) -> None:
    with pytest.raises(Refusal, match=text):
        value_of(setting(key), text, "€", None)


def test_what_a_setting_can_be_is_said_shortly() -> None:
    assert allowed(setting("delivery-promise"), "€").replace("\N{NO-BREAK SPACE}", " ") == "2 to 9 days"
    assert allowed(setting("promotion.espresso"), "€") == "one of none, feature, deep-deal"
    assert allowed(setting("customer-research"), "€") == "yes or no"


def test_several_settings_and_a_reason_make_one_proposal() -> None:
    settings, why = proposal_of("launch.cold-brew yes, forecast.cold 1,500 because the summer is short", MARKETING)
    assert settings == {"launch.cold-brew": True, "forecast.cold-brew": 1500.0}
    assert why == "the summer is short"


def test_a_lead_can_be_proposed() -> None:
    assert proposal_of("lead.delivery distribution", MARKETING) == ({"lead.delivery-promise": "distribution"}, "")


@pytest.mark.parametrize(
    "text", ["", "because I say so", "price.espresso 10", "launch.cold-brew no", "lead.price nobody"]
)
def test_what_cannot_be_proposed_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        proposal_of(text, MARKETING)


def test_a_proposal_is_meant_by_its_number_or_by_being_the_only_one() -> None:
    first, second = (Proposal(f"P{n}", "marketing", {}, "", "open", "") for n in (1, 2))
    assert which("P2 because yes", [first, second]) == ("P2", "yes")
    assert which("1", [first, second]) == ("P1", "")
    assert which("not now", [first]) == ("P1", "not now")
    with pytest.raises(Refusal, match="P1, P2"):
        which("not now", [first, second])
    with pytest.raises(Refusal, match="No proposal"):
        which("P1", [])


def test_of_two_names_the_whole_one_is_meant() -> None:
    assert one_of("own", ["own", "own-vans"], "carrier") == "own"


def test_full_width_words_are_read_as_words() -> None:
    setting, rest = setting_and_rest("ｃｕｓｔｏｍｅｒ-ｒｅｓｅａｒｃｈ　ＹＥＳ", MARKETING.sheet)  # noqa: RUF001
    assert (setting.key, value_of(setting, rest, "€", None)) == ("customer-research", True)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("вфн 3", "Latin letters"), ("customer-research нуы", "Russian keyboard its keys are 'yes'"),
        ("customer-research да", "in Latin letters"), ("customer-research ναι", "in Latin letters"),  # noqa: RUF001
    ],
)  # fmt: skip
def test_words_of_another_keyboard_are_refused_with_what_to_do(line: str, told: str) -> None:
    with pytest.raises(Refusal) as refused:
        setting, rest = setting_and_rest(line, MARKETING.sheet)
        value_of(setting, rest, "€", None)
    assert told in refused.value.message


def test_a_command_of_another_keyboard_is_refused_with_its_name() -> None:
    assert unknown("йгше", ["quit", "help"]).message == (
        "'йгше' means nothing here. On a Russian keyboard its keys are 'quit': switch to Latin letters."
        " Type help to see what can be typed."
    )
