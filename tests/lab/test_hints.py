"""Every hint of health names a key that a file may have, a value to try, and what else it presses."""

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from game.lab.encoding import Course
from game.lab.health.finding import Finding, as_data, as_lines
from game.lab.health.hints import CLIPS, FELT, TEMPTED, THEMES, dials, hinted
from game.rules.clashes import CLASHES
from game.rules.levers import GROUPS, LEVERS
from tests.house.coefficients import coefficients

EVERY = [*FELT.values(), *THEMES.values(), *CLIPS.values(), *TEMPTED.values()]


def failing(number: Any, details: Any = None, turn: Any = "turn it") -> Any:
    return Finding(number, "A property", "first-day", "poor", "better", False, turn, details or {})


FAILING = [
    failing(2, {"share": 0.9, "load": 1.0}),
    failing(2, {"share": 0.3, "load": 1.0}),
    failing(2, {"share": 0.6, "load": 2.5}),
    failing(3, {"price": 0.5, "temps": 0.1}),
    failing(4, {"promotion": {"worst": 0.2, "setting": "choice 1", "default": 0.0}}),
    failing(5, {"marketing": 0.9, "distribution": 0.2}),
    failing(5, {"marketing": 0.1, "distribution": 0.8}),
    failing(6, {"together": 0.1}),
    failing(7, {}, "cheap-miles is rare in silo play: tempt it more, or claim it no longer"),
    failing(10, {"share": 0.2}),
    failing(12, {"silo": {"first": -1.0, "last": -5.0}}),
    failing(12, {"silo": {"first": 1.0, "last": 5.0}}),
    failing(13, {}, "make the clip wider or what reaches it weaker: most demand in 8 % of best months"),
    failing(14, {"all": 2.0}),
    failing(16, {}, "price alone is worth too much: silo seats must price well"),
]


@pytest.mark.parametrize("dial", EVERY, ids=lambda dial: dial.key)
def test_a_dial_is_a_key_of_the_file_and_moves_it(dial: Any) -> None:
    known = {re.sub(r"^(products|markets|sites|initiatives)\.", r"\1.*.", one.key) for one in coefficients()}
    assert re.sub(r"\.\d+$", "", dial.key) in known
    assert dial.factor > 0.0 and dial.factor != 1.0
    assert dial.presses and set(dial.presses) <= set(range(1, 20))


def test_every_lever_theme_and_clash_has_its_dial() -> None:
    assert set(FELT) == set(LEVERS)
    assert set(THEMES) == set(GROUPS)
    assert set(TEMPTED) == set(CLASHES)


@pytest.mark.parametrize("finding", FAILING, ids=lambda finding: str(finding.number))
def test_what_fails_is_told_with_a_key_a_value_and_what_it_presses(subject: Any, finding: Any) -> None:
    tries = hinted(subject, finding).tries
    assert tries
    for one in tries:
        assert re.fullmatch(r"[\w.*-]+ (each × [\d.]+|[\d.,]+ → [\d.,]+); presses \d+( and \d+|, \d+)*", one), one
    lines = as_lines([hinted(subject, finding)])
    assert [line.strip() for line in lines if "try: " in line] == [f"try: {one}" for one in tries]
    assert as_data([hinted(subject, finding)])[0]["tries"] == list(tries)


def test_a_hint_says_where_the_key_stands_and_one_notch_from_there(subject: Any) -> None:
    world = subject.stage.world
    (first, second) = hinted(subject, failing(2, {"share": 0.3, "load": 1.0})).tries
    now = world.floor.capacity
    assert first == f"floor.capacity {now:,.0f} → {1.1 * now:,.0f}; presses 7 and 13"
    assert second.startswith("customers.loss 0.6 → 0.51; ")


def test_what_holds_gets_no_hint(subject: Any) -> None:
    held = replace(failing(2, {"share": 0.6, "load": 1.0}), passed=True)
    assert hinted(subject, held) is held


@pytest.mark.parametrize("number", [15, 16, 18])
def test_a_lesson_that_pays_too_little_is_given_more_by_what_it_is_about(number: Any) -> None:
    for theme, dial in THEMES.items():
        assert list(dials(theme, failing(number, {}, "too little"))) == [dial]
    assert list(dials("", failing(number, {}, "too little"))) == []


def test_a_poor_default_is_told_with_the_best_plans_value(subject: Any) -> None:
    row = subject.code.row["delivery-promise"]
    values = subject.best.values.copy()
    values[:, row] = subject.code.default[row] + 1.0
    here = replace(subject, best=Course(values, subject.best.levels))
    poor = {"delivery-promise": {"worst": 10.0, "setting": "choice 1", "default": 8.0}}
    now = subject.code.default[row]
    assert hinted(here, failing(4, poor)).tries == (
        f"levers.delivery-promise.default {now:g} → {np.median(values[:, row]):g}; presses 19",
    )
