"""Thousands of ways to break a real scenario: each ends in clear problems, or in a scenario that can be played."""

import dataclasses
import random
import tomllib
from collections.abc import Mapping

import numpy as np
import pytest
import tomli_w

from game.refusal import Refusal
from game.rules.prepared import prepared
from game.scenario.loading import made
from game.scenario.packing import pack
from game.scenario.reading import examine, read_cards
from game.scenario.shape.document import CardFile
from tests.fuzz.spoiling import spoiled_text, spoiled_tree
from tests.rules.playing import joint_value, play
from tests.scenario.shipped import FILES, SMALL

TEXTS = [path.read_text(encoding="utf-8") for path in [*FILES, SMALL]]


@pytest.fixture(scope="module")
def cards() -> Mapping[str, CardFile]:
    return read_cards()


def ends_well(content: bytes, cards: Mapping[str, CardFile]) -> bool:
    """Is it refused with clear problems, or does it give a whole scenario? Returns which."""
    try:
        shape = examine(content, "fuzz.toml", cards)
    except Refusal as refusal:
        for line in refusal.message.split("\n"):
            assert line.startswith(("fuzz.toml:", "    ")), refusal.message
        assert ": expected " in refusal.message
        return False
    scenario = made(shape, cards, FILES[0])
    for part in dataclasses.fields(scenario.world):
        value = getattr(scenario.world, part.name)
        for field in dataclasses.fields(value) if dataclasses.is_dataclass(value) else ():
            numbers = getattr(value, field.name)
            if isinstance(numbers, np.ndarray):
                assert np.isfinite(numbers).all(), field.name
    for setting in scenario.sheet.settings:
        assert setting.problem(setting.default) is None
    plans = pack(scenario.layout, [scenario.sheet.defaults()] * 2)
    steps = play(prepared(scenario.world), [plans] * 3, np.arange(2, dtype=np.uint64))
    assert np.isfinite(joint_value(steps)).all()
    return True


@pytest.mark.parametrize("seed", range(6))
def test_accidents_in_the_text_end_well(seed: int, cards: Mapping[str, CardFile]) -> None:
    dice = random.Random(seed)
    for _ in range(250):
        text = spoiled_text(dice.choice(TEXTS), dice)
        ends_well(text.encode(errors="surrogatepass"), cards)


@pytest.mark.parametrize("seed", range(6))
def test_accidents_in_the_values_end_well(seed: int, cards: Mapping[str, CardFile]) -> None:
    dice, played = random.Random(100 + seed), 0
    for _ in range(150):
        tree = spoiled_tree(tomllib.loads(dice.choice(TEXTS)), dice)
        played += ends_well(tomli_w.dumps(tree).encode(errors="surrogatepass"), cards)
    assert 5 < played < 145


def test_bytes_of_any_kind_end_well(cards: Mapping[str, CardFile]) -> None:
    dice = random.Random(7)
    for _ in range(200):
        content = bytearray(dice.choice(TEXTS).encode())
        for _ in range(3):
            content[dice.randrange(len(content))] = dice.randrange(256)
        ends_well(bytes(content), cards)
