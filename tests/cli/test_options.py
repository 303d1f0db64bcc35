"""Options that several commands take know what the tables below them know, and refuse in the same words."""

from pathlib import Path
from typing import get_args

import click
import pytest

from game.cli.options import HIGHEST_SEED, STRUCTURES, PathWord
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


@pytest.mark.parametrize("given", ["inf", "nan", "-1", "0", "1e9", "fast"])
def test_a_wrong_speed_is_answered_in_our_words(given: str) -> None:
    (option,) = (one for one in dict(commands())["lastmile workshop"].params if one.name == "speed")
    with pytest.raises(click.BadParameter, match=f"^expected a number above 0 and up to 10,000, given '{given}'.$"):
        option.type.convert(given, option, None)


@pytest.mark.parametrize("given", ["1e9", "7", "241", "45.0", "nan"])
def test_wrong_minutes_of_a_debrief_are_answered_in_our_words(given: str) -> None:
    (option,) = (one for one in dict(commands())["lastmile debrief"].params if one.name == "minutes")
    with pytest.raises(click.BadParameter, match=f"^expected a whole number from 8 to 240, given '{given}'.$"):
        option.type.convert(given, option, None)


@pytest.mark.parametrize(
    ("path", "name", "given", "told"),
    [
        ("lastmile demo", "structure", "silos", "expected silo, talk or sync, given 'silos'. Did you mean 'silo'?"),
        ("lastmile kit", "paper", "a3", "expected a4 or letter, given 'a3'."),
        ("lastmile play", "seat", "\x1b", "expected marketing, distribution or both, given '\N{SYMBOL FOR ESCAPE}'."),
        ("lastmile lab solve", "effort", "x" * 99, f"expected quick, usual or long, given '{'x' * 37}...'."),
    ],
)
def test_a_word_that_is_none_of_those_is_answered_in_our_words(path: str, name: str, given: str, told: str) -> None:
    (option,) = (one for one in dict(commands())[path].params if one.name == name)
    with pytest.raises(click.BadParameter) as error:
        option.type.convert(given, option, None)
    assert error.value.message == told


@pytest.mark.parametrize("given", ["1e20", "0", "10000001", "1" + "0" * 20])
def test_more_seasons_than_anybody_waits_for_are_refused_with_how_many_there_may_be(given: str) -> None:
    (option,) = (one for one in dict(commands())["lastmile lab simulate"].params if one.name == "seasons")
    with pytest.raises(click.BadParameter) as error:
        option.type.convert(given, option, None)
    assert error.value.message == f"expected a whole number from 1 to 10000000, given '{given}'."


def test_no_path_is_nothing_at_all(tmp_path: Path) -> None:
    options = [one for _, command in commands() for one in command.params if isinstance(one.type, PathWord)]
    assert len(options) > 15
    for one in options:
        with pytest.raises(click.BadParameter, match=r"^expected a path, given nothing\.$"):
            one.type.convert("", one, None)
        given = tmp_path if one.name == "templates" else tmp_path / "x"
        assert one.type.convert(str(given), one, None) == given


def test_no_option_takes_numbers_or_words_that_click_refuses_in_its_own_words() -> None:
    kinds = {type(one.type) for _, command in commands() for one in command.params}
    assert not kinds & {click.Choice, click.IntRange, click.FloatRange, type(click.INT), type(click.FLOAT), click.Path}
