"""Paper that plans: what a sheet says that a setting costs is what the table takes, and slips know what stands."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from game.cli.kit import print_plan
from game.kit.contents import Choice, contents
from game.kit.pieces import results
from game.kit.sheets import money_of, plan_slips, standing_of
from game.refusal import Refusal
from game.scenario import load
from game.scenario.shelf import shipped
from game.table.moves import Commit
from game.table.playing import play
from game.table.structure import structure
from game.table.table import Table
from game.terms import read_glossary


def amount(text: str) -> float:
    return float(re.sub(r"[^0-9.-]", "", text.replace("\N{MINUS SIGN}", "-")))


def rows_of(seat: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in seat["rows"]}


@pytest.mark.parametrize("slug", shipped())
def test_what_the_sheet_says_of_money_decides_whether_a_plan_is_taken(slug: str) -> None:
    table, how = Table.start(load(slug), 7, structure("silo")), Choice(structure=structure("silo"))
    seats = contents(table.scenario, how)["sheets"][0]["seats"]
    (sheet,) = [one for one in seats if one["seat"] == "distribution"]
    money = {row["name"].strip(): amount(row["now"]) for row in sheet["money"]}
    assert money["Bound as it stands"] + money["Left"] == money["Budget"]
    row = rows_of(sheet).get("XS")
    if row is None or not row["costs"] or "a step" in row["costs"]:
        return
    taken = [part.split() for part in row["costs"].split(", ")]
    assert len(taken) >= 3
    for share, cost in taken:
        plan = Commit("distribution", {"extra-shift": amount(share) / 100})
        if amount(cost) < money["Left"] - 1:
            assert play(table, plan).play_now.commits
        elif amount(cost) > money["Left"] + 1:
            with pytest.raises(Refusal, match="expected a plan within the budget"):
                play(table, plan)


def test_what_a_deal_costs_is_on_marketings_sheet() -> None:
    table = Table.start(load("deal-season"), 7, structure("silo"))
    seats = contents(table.scenario, Choice(structure=structure("silo")))["sheets"][0]["seats"]
    deal = next(row for row in seats[0]["rows"] if row["name"] == "Promotion")
    found = dict(part.split(" ", 1) for part in deal["costs"].split(", "))
    assert found
    free = {row["name"].strip(): amount(row["now"]) for row in seats[0]["money"]}["Left"]
    assert all(amount(cost) > 0 for cost in found.values()) and free >= 0


def test_the_slip_of_a_month_has_the_settings_as_they_stand_and_the_money_that_is_bound() -> None:
    table = Table.start(load("first-day"), 7, structure("silo"))
    table = play(table, Commit("marketing", {"price.breakfast-box": 27.0}))
    table = play(table, Commit("distribution", {"extra-shift": 0.1}))
    slips = {one["seat"]: one for one in results(table, "Table 1", read_glossary())["slips"]}
    stands = {row["name"]: row["now"] for row in slips["marketing"]["settings"]}
    assert next(now for name, now in stands.items() if "Breakfast box" in name and "Price" in name).startswith("€27")
    bound = {row["name"].strip(): amount(row["now"]) for row in slips["distribution"]["bound"]}
    assert bound["Extra shift"] == bound["Bound as it stands"] > 0
    assert bound["Left"] == bound["Budget"] - bound["Bound as it stands"]
    assert [row.now for row in standing_of(table, "distribution") if "Extra shift" in row.name] == ["10%"]
    assert money_of(replace(table, round=3), "marketing")[0].name == "Budget"


def test_a_planning_slip_shows_the_floor_to_who_sees_it_and_the_hours_are_those_of_the_usual_month() -> None:
    silo, sync = (plan_slips(Table.start(load("first-day"), 7, structure(name))) for name in ("silo", "sync"))
    assert [one["rate"] != "" for one in silo] == [False, True]
    assert [one["rate"] != "" for one in sync] == [True, True]
    assert silo[1]["items"] == ["Breakfast box", "Cake box"]
    # 116 of 170 hours for some 1,870 boxes, as the bakery's first month is.
    assert (silo[1]["rate"], silo[1]["capacity"]) == ("6.2", "170")


def test_the_print_plan_counts_tables_and_sheets() -> None:
    said = "\n".join(print_plan(3, 6, 26, talks=False))
    assert "for 6 tables: all 26 pages 6 times" in said and "6 decision sheets, planning" in said
    assert "and 8 that both sign" in "\n".join(print_plan(8, 1, 50, talks=True))


def test_launches_and_market_entries_have_cards_with_what_they_cost() -> None:
    shores = {card["name"]: card for card in contents(load("new-shores"), Choice())["ventures"]}
    world = load("new-shores").world
    closed = [name for name, is_open in zip(world.markets.names, world.markets.open, strict=True) if not is_open]
    assert closed and {f"Market entry: {name}" for name in closed} <= set(shores)
    for name in closed:
        cost = float(world.markets.entry_cost[world.markets.names.index(name)])
        assert amount(shores[f"Market entry: {name}"]["cost"]) == round(cost)
    assert contents(load("first-day"), Choice())["ventures"] == []


def test_a_run_of_show_is_printed_act_by_act_as_its_tables_play(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lastmile: Callable[..., Any]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, _ = lastmile("kit", "--run", "ninety-minutes", "--only", "sheets,rankings")
    assert code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "ninety-minutes-act-1-kit.pdf", "ninety-minutes-act-2-kit.pdf",
    ]  # fmt: skip
    first, second = (
        " ".join(page.extract_text() for page in PdfReader(tmp_path / f"ninety-minutes-act-{act}-kit.pdf").pages)
        for act in (1, 2)
    )
    assert "what both sign" in second and "what both sign" not in first  # nobody signs in silo
    assert "takes mine to be" not in first  # the short form
