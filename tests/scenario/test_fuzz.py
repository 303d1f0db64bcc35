"""Thousands of ways to break a real scenario: each ends in clear problems, or in a scenario that can be played."""

import copy
import dataclasses
import datetime
import random
import tomllib

import numpy as np
import pytest
import tomli_w

from game.refusal import Refusal
from game.rules.prepared import prepared
from game.scenario.loading import made
from game.scenario.packing import pack
from game.scenario.reading import examine, read_cards
from tests.rules.playing import joint_value, play
from tests.scenario.shipped import FILES, SMALL

TEXTS = [path.read_text(encoding="utf-8") for path in [*FILES, SMALL]]
SIGNS = [*"[]{}=\"'.,#\n\t -+_:0123456789eEnaifxé\\\x00", "[[", "]]", '"""', "inf", "nan", "true", "1e999", "\r\n"]
STRANGE = [
    *(0, 1, -1, 2, 13, 10**9, 10**30, -(10**30), 0.0, -0.0, 0.5, 1e-300, 1e300, -1e300, float("inf"), float("nan")),
    *(
        "",
        "x",
        "even",
        "house-blend",
        "standard",
        "é" * 50,
        "a\nb",
        True,
        False,
        [],
        [[]],
        {},
        {"x": 1},
        [{}],
        [0.5, 0.5],
    ),
    *([1.0] * 3, [1.0] * 8, {"default": 1}, datetime.date(2024, 1, 1), datetime.time(1, 2)),
]


@pytest.fixture(scope="module")
def cards():
    return read_cards()


def ends_well(content, cards):
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


def broken_text(text, dice):
    """A text with one to four small accidents."""
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(text))
        end = min(len(text), at + dice.choice([0, 1, 1, 2, 5, 40]))
        lines = text.split("\n")
        text = (
            dice.choice(
                [
                    text[:at] + dice.choice(SIGNS) + text[end:],
                    text[:at] + text[end:],
                    text[:at] + text[at:end] * 2 + text[end:],
                    "\n".join(dice.sample(lines, len(lines))) if dice.random() < 0.1 else text[: max(1, at)],
                    "\n".join(line for line in lines if dice.random() > 0.01),
                ]
            )
            or "x"
        )
    return text


def places(tree):
    """Every table or list of a tree with each of its keys or places."""
    found = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        for part in node if isinstance(node, dict) else range(len(node)):
            found.append((node, part))
            if isinstance(node[part], dict | list):
                waiting.append(node[part])
    return found


def broken_tree(tree, dice):
    """A tree with one to three values changed, moved, renamed or taken out."""
    for _ in range(dice.randint(1, 3)):
        all_places = places(tree)
        node, part = dice.choice(all_places)
        value, (other, there) = node[part], dice.choice(all_places)
        way = dice.randrange(6)
        if way == 0:
            node[part] = copy.deepcopy(dice.choice(STRANGE))
        elif way == 1:
            del node[part]
        elif way == 2:
            node[part] = copy.deepcopy(other[there])
        elif way == 3 and isinstance(node, dict):
            node[dice.choice(["x", "key", "default", part + "s", part[:-1]])] = copy.deepcopy(value)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            node[part] = value * dice.choice([-1, 0, 0.5, 0.9, 1.1, 2, 10, 1e6])
        elif isinstance(node, list):
            node.append(copy.deepcopy(value))
    return tree


@pytest.mark.parametrize("seed", range(6))
def test_accidents_in_the_text_end_well(seed, cards):
    dice = random.Random(seed)
    for _ in range(250):
        text = broken_text(dice.choice(TEXTS), dice)
        ends_well(text.encode(errors="surrogatepass"), cards)


@pytest.mark.parametrize("seed", range(6))
def test_accidents_in_the_values_end_well(seed, cards):
    dice, played = random.Random(100 + seed), 0
    for _ in range(150):
        tree = broken_tree(tomllib.loads(dice.choice(TEXTS)), dice)
        played += ends_well(tomli_w.dumps(tree).encode(), cards)
    assert 5 < played < 145


def test_bytes_of_any_kind_end_well(cards):
    dice = random.Random(7)
    for _ in range(200):
        content = bytearray(dice.choice(TEXTS).encode())
        for _ in range(3):
            content[dice.randrange(len(content))] = dice.randrange(256)
        ends_well(bytes(content), cards)
