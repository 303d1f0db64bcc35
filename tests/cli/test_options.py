"""Options that several commands take know what the tables below them know, and refuse in the same words."""

from typing import get_args

import click
import pytest

from game.cli.options import HIGHEST_SEED, STRUCTURES
from game.scenario.shape.fields import Preset
from game.table import table
from game.table.structure import PRESETS
from tests.house.commands_page import commands


def test_the_structures_to_choose_from_are_the_presets_there_are() -> None:
    assert STRUCTURES == tuple(PRESETS) == get_args(Preset)


def test_any_seed_that_a_table_takes_can_be_asked_for() -> None:
    assert HIGHEST_SEED == table.HIGHEST_SEED


@pytest.mark.parametrize("path", ["lastmile play", "lastmile demo", "lastmile kit", "lastmile enter"])
def test_a_wrong_seed_is_answered_with_what_was_expected_and_what_was_given(path: str) -> None:
    (option,) = (one for one in dict(commands())[path].params if one.name == "seed")
    with pytest.raises(click.BadParameter, match=rf"expected a whole number from 0 to {HIGHEST_SEED}, given '-1'"):
        option.type.convert("-1", option, None)
