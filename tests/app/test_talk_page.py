"""The talk's page: what there is to weigh of a proposal, the keys in sight, and what is said where nobody talks."""

from pathlib import Path

from tests.app.playing import page, playing, press, run, shown, solo
from tests.app.test_mouse import click

OPENS = "Nobody talks at this table. The structures talk and sync open a talk before the plan."
WIDE = (120, 40)


def test_a_proposal_that_waits_says_its_cost_its_effect_and_from_what_a_month_on_it_pays(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo(scenario="cold-brew"), size=WIDE) as pilot:
            await page(pilot, "TableScreen")
            await press(pilot, "n", "n")
            lines = [line[16:78].split() for line in shown(pilot).splitlines()]
            names = [line[0] for line in lines if line and line[0] in ("cost", "effect", "pays")]
            assert names == ["cost", "effect", "pays"]
            await press(pilot, "y")
            assert not [line for line in shown(pilot).splitlines() if line[16:21] == "pays "]

    run(journey())


def test_the_keys_of_the_talk_stand_in_one_row_with_those_that_say_something_first(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo(scenario="cold-brew"), size=WIDE) as pilot:
            await page(pilot, "TableScreen")
            await press(pilot, "n", "n")
            *_, above, keys = shown(pilot).splitlines()
            for key in ("y Yes", "d No, and why", "p Propose", "e Request", "n Go on", "f1 Help"):
                assert key in keys
            assert "Leave the talk" in above

    run(journey())


def test_where_nobody_talks_the_first_plan_and_a_click_on_the_step_say_what_opens_a_talk(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path, solo(structure="silo"), size=WIDE) as pilot:
            await page(pilot, "TableScreen")
            await click(pilot, "– Talk")
            assert OPENS in shown(pilot)
            await press(pilot, "n", "n")
            assert OPENS in shown(pilot)

    run(journey())
