"""Prices are counted from where they stand, so that one step up and one step down come back to it."""

import re
from pathlib import Path

import pytest

from game.refusal import Refusal
from game.rules.levers import Setting
from game.scenario import load
from game.scenario.shelf import FILE, shipped


def prices(slug: str) -> list[Setting]:
    return [setting for setting in load(slug).sheet.settings if setting.lever.id == "price"]


@pytest.mark.parametrize("slug", shipped())
def test_every_price_is_whole_steps_from_both_ends_of_its_range(slug: str) -> None:
    for setting in prices(slug):
        for end in (setting.low, setting.high):
            steps = abs(end - float(setting.default)) / setting.step
            assert steps == pytest.approx(round(steps), abs=1e-6), setting.key


def test_the_ends_of_a_price_stay_within_its_shares_of_the_list_price() -> None:
    """Dinner sets at 110, from 0.8 to 1.25 in steps of 2: 88 is in reach, 137.5 is between two steps."""
    found = next(setting for setting in prices("cheap-miles") if setting.key == "price.dinner-set")
    assert (found.low, found.default, found.high, found.step) == (88.0, 110.0, 136.0, 2.0)


def test_no_season_is_a_hundred_times_as_usual(tmp_path: Path) -> None:
    text, changed = re.subn(
        r"^breakfast-box = .*", "breakfast-box = [1.0, 100.5]", load("first-day").texts[FILE], flags=re.M
    )
    assert changed == 1
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(Refusal, match=r"at most 100 for 'breakfast-box', given 100\.5"):
        load(tmp_path)
