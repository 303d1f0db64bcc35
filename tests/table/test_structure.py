import dataclasses
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from game.refusal import Refusal
from game.rules.world import DATA, INITIATIVES, KPI, SOP
from game.scenario import load
from game.scenario.shelf import find, shipped
from game.table.moves import ChangeStructure, Propose, Sign
from game.table.playing import play
from game.table.seen.whys import hides_band
from game.table.structure import DIALS, PRESETS, leads_for, structure
from game.table.table import Table
from game.table.written import format_move, parse_move
from tests.table.tables import a_month, a_table, played, stall

GIVEN = {"data": ("shared", DATA), "planning": ("joint", SOP), "incentives": ("shared", KPI)}
COSTS = {"data": (300.0, 30.0), "planning": (500.0, 50.0), "incentives": (100.0, 10.0)}  # to set up, and a month


def test_the_three_presets_are_what_a_facilitator_is_told() -> None:
    assert PRESETS["silo"].talk == "none"
    assert PRESETS["talk"].talk == "cards"
    sync = PRESETS["sync"]
    assert (sync.talk, sync.data, sync.planning, sync.incentives, sync.sponsor) == (
        "open", "shared", "joint", "shared", "pays",
    )  # fmt: skip


@pytest.mark.parametrize("dial", GIVEN)
def test_a_shared_dial_puts_its_initiative_in_force_and_is_charged_what_that_costs(dial: str) -> None:
    value, initiative = GIVEN[dial]
    dials: dict[str, Any] = {dial: value}
    table = a_table("talk", **dials)
    in_force = [bool(table.state.initiatives[0, at]) for at in range(len(INITIATIVES))]
    assert in_force == [at == initiative for at in range(len(INITIATIVES))]
    setup, monthly = COSTS[dial]
    months = a_month(a_month(table)).history
    paid = [month.dashboards["marketing"].money["initiatives"] for month in months]
    assert paid == [-setup - monthly, -monthly]


@pytest.mark.parametrize("dial", GIVEN)
def test_where_leadership_pays_what_a_dial_puts_in_force_is_told_and_charged_to_nobody(dial: str) -> None:
    dials: dict[str, Any] = {dial: GIVEN[dial][0]}
    table = a_table("talk", sponsor="pays", **dials)
    setup, monthly = COSTS[dial]
    for month, cost in zip(a_month(a_month(table)).history, (setup + monthly, monthly), strict=True):
        assert month.dashboards["marketing"].money["initiatives"] == 0.0
        assert float(month.outcome.money.sponsored[0]) == 100.0 * cost


def test_a_sponsor_pays_half_of_what_an_initiative_costs_to_set_up() -> None:
    def paid(sponsor: str) -> float:
        table = a_table("talk", sponsor=sponsor)
        table = played(table, Propose("marketing", {"initiative.omnichannel": True}), Sign("distribution", "P1"))
        return a_month(table).history[0].dashboards["marketing"].money["initiatives"]

    # Set-up 400, 20 a month.
    assert paid("none") == -420.0
    assert paid("pays") == -220.0


def test_the_scenarios_own_world_is_left_as_it_is() -> None:
    before = stall().world.costs.initiative_setup.tolist()
    a_table("sync")
    assert stall().world.costs.initiative_setup.tolist() == before


def test_where_nobody_talks_the_customary_leads_decide() -> None:
    leads = leads_for(stall(), structure("silo"))
    assert (leads["launch"], leads["market-entry"], leads["capacity"]) == ("marketing", "marketing", "distribution")
    assert (leads["forecast"], leads["initiative"]) == ("joint", "joint")


@pytest.mark.parametrize("lead", ["marketing", "distribution", "joint"])
def test_the_leads_dial_gives_all_joint_topics_to_one(lead: str) -> None:
    leads = leads_for(stall(), structure("talk", leads=lead))
    assert {leads[topic] for topic in ("launch", "market-entry", "forecast", "capacity", "budget-split")} == {lead}
    assert leads["price"] == "marketing"


def test_what_a_scenario_says_of_a_structure_holds_in_it() -> None:
    scenario = dataclasses.replace(stall(), leads={"silo": {"launch": "distribution", "price": "distribution"}})
    assert leads_for(scenario, structure("silo"))["launch"] == "distribution"
    assert leads_for(scenario, structure("silo"))["price"] == "distribution"
    assert leads_for(scenario, structure("talk"))["launch"] == "joint"


def test_a_preset_with_a_turned_dial_is_custom_and_one_turned_back_is_not() -> None:
    assert structure("silo", talk="open").name == "custom"
    assert structure("silo", talk="none") == PRESETS["silo"]


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("dial", DIALS)
def test_every_structure_is_read_back_from_its_dials(preset: str, dial: str) -> None:
    for value in DIALS[dial]:
        chosen = structure(preset, **{dial: value})
        assert parse_move(format_move(ChangeStructure(chosen))) == ChangeStructure(chosen)


@pytest.mark.parametrize(
    ("name", "dials", "says"),
    [
        ("sillo", {}, "Did you mean 'silo'"),
        ("silo", {"tolk": "open"}, "Did you mean 'talk'"),
        ("silo", {"talk": "loud"}, "expected one of none, cards, open for talk, given 'loud'"),
    ],
)
def test_a_structure_that_there_is_not_is_refused(name: str, dials: dict[str, str], says: str) -> None:
    with pytest.raises(Refusal, match=says):
        structure(name, **dials)


def test_a_structure_that_puts_in_force_what_has_no_price_is_refused_with_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "first-day"
    shutil.copytree(find("first-day").parent, folder)
    file = folder / "scenario.toml"
    text = file.read_text(encoding="utf-8")
    bare = text[: text.index("[initiatives.joint-sop]")] + text[text.index("[initiatives.coordinated-kpis]") :]
    file.write_text(bare, encoding="utf-8")
    scenario = load(file)
    said = (
        rf"{re.escape(str(file))}: expected a price for everything that the structure 'sync' puts in force, found none "
        r"for joint-sop and integrated-data\. Add \[initiatives\.joint-sop\] and \[initiatives\.integrated-data\]"
    )
    with pytest.raises(Refusal, match=said):
        Table.start(scenario, 1, structure("sync"))
    apart = Table.start(scenario, 1, structure("silo"))
    with pytest.raises(Refusal, match=said):
        play(apart, ChangeStructure(structure("sync")))


@pytest.mark.parametrize("slug", shipped())
def test_what_is_priced_only_is_on_no_sheet_and_paid_all_the_same(slug: str) -> None:
    scenario = load(slug)
    offered = {setting.item_key for setting in scenario.sheet.settings if setting.lever.id == "initiative"}
    assert {"joint-sop", "integrated-data", "coordinated-kpis"} <= set(scenario.priced)
    assert offered <= set(scenario.priced)
    table = Table.start(scenario, 1, structure("sync"))
    assert table.ready.world.costs.sponsored[0] > 0.0


def test_the_band_is_hidden_by_the_dial_or_by_the_scenario_for_a_preset_of_its_own() -> None:
    place = stall()
    assert not any(hides_band(place, preset) for preset in PRESETS.values())
    assert hides_band(place, structure("talk", band="hidden"))
    hiding = dataclasses.replace(place, hide_band=frozenset({"silo"}))
    assert [name for name, preset in PRESETS.items() if hides_band(hiding, preset)] == ["silo"]
