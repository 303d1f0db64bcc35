"""What the sheets say is the scenario's own, and what they say may be written can be entered."""

import re
import tomllib
from typing import Any

import pytest

from game.kit import codes
from game.kit.contents import PARTS, Choice, contents, parse_parts, written
from game.kit.decided import decided
from game.kit.entering import tried
from game.kit.typed import read
from game.refusal import Refusal
from game.rules.levers import SEATS
from game.scenario import load
from game.table.structure import structure
from game.table.table import Table
from tests.narrowed import there
from tests.scenario.shipped import SLUGS


def kit(slug: str, preset: str = "talk") -> dict[str, Any]:
    return contents(load(slug), Choice(structure=structure(preset)))


def rows_of(month: dict[str, Any]) -> list[dict[str, Any]]:
    return [*(row for seat in month["seats"] for row in seat["rows"]), *month["joint"]]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_setting_of_a_scenario_is_on_just_one_sheet_of_each_month(slug: str) -> None:
    offered = sorted(codes.format_code(setting) for setting in load(slug).sheet.settings)
    for month in kit(slug)["sheets"]:
        assert sorted(row["code"] for row in rows_of(month)) == offered


@pytest.mark.parametrize("slug", SLUGS)
def test_the_bounds_that_are_printed_may_be_written(slug: str) -> None:
    settings = load(slug).sheet.settings
    by_code = {codes.format_code(setting): setting for setting in settings}
    for row in rows_of(kit(slug)["sheets"][0]):
        setting = by_code[row["code"]]
        if row["kind"] == "number":
            low, high = there(re.fullmatch(r"\D*([\d.,]*\d) to \D*([\d.,]*\d).*", row["may"])).groups()
            assert codes.parse_value(setting, low) == setting.low
            assert codes.parse_value(setting, high) == setting.high
        for choice in row["choices"]:
            assert setting.problem(codes.parse_value(setting, choice["letter"])) is None


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("preset", ["silo", "talk"])
def test_the_example_on_the_page_of_codes_can_be_entered(slug: str, preset: str) -> None:
    table = Table.start(load(slug), 7, structure(preset))
    (block,) = read(kit(slug, preset)["example"])
    trial = tried(table, decided(block, table.scenario, table.deck))
    assert [message for _, message in trial.problems if "within the budget" not in message] == []


def test_a_slip_asks_about_the_lever_that_the_table_of_this_seed_asks_about() -> None:
    for seed in (1, 7, 12):
        table = Table.start(load("cold-brew"), seed)
        from game.table.seen.observing import observe

        (first, *_) = contents(table.scenario, Choice(seed=seed))["sheets"]
        for slip in first["slips"]:
            asked = table.scenario.sheet.find(observe(table, slip["seat"]).lever_to_read)
            assert slip["lever"]["code"] == codes.format_code(there(asked))


def test_where_nobody_talks_there_is_no_sheet_to_sign_and_each_decides_what_is_theirs() -> None:
    silo, talk = kit("new-shores", "silo"), kit("new-shores", "talk")
    assert all(month["joint"] == [] for month in silo["sheets"])
    marketing = {row["code"] for row in silo["sheets"][0]["seats"][0]["rows"]}
    assert {"E3", "E4"} <= marketing
    assert {"E3", "E4"} <= {row["code"] for row in talk["sheets"][0]["joint"]}


def test_what_a_seat_reads_is_on_its_own_brief_and_event_cards_alone() -> None:
    scenario = load("cold-brew")
    found = kit("cold-brew")
    for seat in found["seats"]:
        told = " ".join("".join(run["text"] for run in block["runs"]) for block in seat["brief"])
        assert "Your pride." in told
    for event in scenario.events:
        cards = [card for card in found["events"] if card["title"] == event.title]
        assert [card["text"] for card in cards] == [event.marketing, event.distribution]
        assert [card["seat"].casefold() for card in cards] == list(SEATS)


SYNC = frozenset({"joint-sop", "integrated-data", "coordinated-kpis"})
"""What working in sync gives from the start."""


@pytest.mark.parametrize("slug", SLUGS)
def test_a_sponsor_pays_half_of_what_the_card_asks_for_and_what_is_given_is_not_sold(slug: str) -> None:
    scenario, sign = load(slug), load(slug).currency
    file = tomllib.loads(there(scenario.path).read_text(encoding="utf-8"))
    alone = {card["name"]: card for card in kit(slug)["initiatives"]}
    helped = {card["name"]: card for card in kit(slug, "sync")["initiatives"]}
    offers = {key: cost for key, cost in file["initiatives"].items() if cost.get("offered", True)}
    assert len(alone) == len(helped) == len(offers), "what is only priced is no card"
    for key, cost in offers.items():
        name = there(scenario.sheet.find(f"initiative.{key}")).name.partition(", ")[2]
        assert (alone[name]["setup"], alone[name]["whole"]) == (f"{sign}{cost['setup']:,.0f}", "")
        assert helped[name]["given"] == (key in SYNC) and not alone[name]["given"]
        if key not in SYNC:
            assert helped[name]["setup"] == f"{sign}{cost['setup'] / 2:,.0f}"
            assert helped[name]["whole"] == alone[name]["setup"]


def test_markdown_is_read_as_blocks_and_what_it_does_not_know_stays_as_typed() -> None:
    found = written(
        "# One\n\nPlain **strong** and *soft*\nwords <b>as typed</b> #let x = $1\n\n- first\n- second\n\n> said\n"
    )
    assert [(block["kind"], "".join(run["text"] for run in block["runs"])) for block in found] == [
        ("heading", "One"),
        ("paragraph", "Plain strong and soft words <b>as typed</b> #let x = $1"),
        ("item", "first"),
        ("item", "second"),
        ("paragraph", "said"),
    ]
    assert [run["text"] for run in found[1]["runs"] if run["strong"]] == ["strong"]
    assert [run["text"] for run in found[1]["runs"] if run["emph"]] == ["soft"]


def test_parts_are_named_in_any_order_and_a_wrong_name_is_answered_with_the_nearest() -> None:
    assert parse_parts(" sheets, Briefs,") == ("briefs", "sheets")
    assert parse_parts(",".join(PARTS)) == tuple(PARTS)
    with pytest.raises(Refusal) as caught:
        parse_parts("brieves,sheets,zzz")
    assert "there is no part 'brieves'. Did you mean 'briefs'?" in caught.value.message
    assert "there is no part 'zzz'." in caught.value.message
    with pytest.raises(Refusal, match="given none"):
        parse_parts(" , ")


def deals_in(month: dict[str, Any]) -> set[str]:
    (sheet,) = (one for one in month["seats"] if one["seat"] == "marketing")
    return {row["when"] for row in sheet["rows"] if row["name"] == "Promotion"}


def test_a_sheet_says_which_month_a_deal_is_for_where_deals_are_fixed_a_month_ahead() -> None:
    first, *_, last = kit("deal-season", "sync")["sheets"]
    assert (first["month"], deals_in(first), first["ahead"]) == ("July", {"(for August)"}, "")
    assert (deals_in(last), last["ahead"]) == ({"(never runs)"}, "")
    first, *_, last = kit("deal-season", "talk")["sheets"]
    assert deals_in(first) == deals_in(last) == {""}
    assert first["ahead"] == "Once joint S&OP is in force, a deal written here is for August."
    assert last["ahead"] == "Once joint S&OP is in force, a deal written here never runs."
    assert kit("deal-season", "silo")["sheets"][0]["ahead"] == "", "where nothing can be signed"
