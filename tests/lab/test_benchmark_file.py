import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.lab import bench
from game.lab.bench import (
    COMMON,
    Benchmark,
    MeasuredPlan,
    marks_of,
    read,
    read_course,
    stale,
    write,
    written_plans,
)
from game.lab.encoding import Code
from game.lab.fingerprints import changed, rules_marks
from game.lab.playing import seasons, stage
from game.refusal import Refusal
from game.rules import customers, floor, joint, last_mile, money, quiet, scorecards, stock
from game.rules.draws import seeds_from
from game.scenario import load
from game.scenario.shelf import shipped
from game.scenario.summary import start


@pytest.fixture
def own(tmp_path: Path) -> Any:
    """A scenario of one's own."""
    return load(start("my-place", "first-day", tmp_path))


def measured(scenario: Any, bench: Any) -> Any:
    return replace(bench.measured, slug=scenario.slug, marks=marks_of(scenario))


def test_a_benchmark_comes_back_as_it_was_written(own: Any, bench: Any) -> None:
    write(own, measured(own, bench))
    again = read(own)
    assert again is not None
    np.testing.assert_allclose(read_course(Code(own), again.best.plans).values, bench.best.values, atol=1e-4)
    assert again.led == dict(bench.measured.led)
    assert again.regret == pytest.approx(bench.measured.regret, abs=1e-3)
    assert stale(own, again) == []


def test_a_scenario_without_a_benchmark_has_none(own: Any) -> None:
    assert read(own) is None


def test_a_changed_scenario_is_named_part_by_part(own: Any, bench: Any) -> None:
    write(own, measured(own, bench))
    text = own.path.read_text(encoding="utf-8").replace("overhead = ", "overhead = 1", 1)
    own.path.write_text(text, encoding="utf-8")
    now = load(own.path)
    known = read(now)
    assert known is not None
    assert stale(now, known) == ["scenario: costs"]


def test_rules_that_value_a_play_otherwise_are_named_by_the_lines_that_moved(own: Any, bench: Any) -> None:
    old = measured(own, bench)
    marks = {"rules": {**old.marks["rules"], "holding": old.marks["rules"]["holding"] * 1.00001}}
    assert stale(own, replace(old, marks={**old.marks, **marks})) == ["rules: holding"]


@pytest.mark.parametrize(
    ("where", "word", "times", "moved"),
    [
        (joint, "STAGED_LEAST", 1.1, "damage"),
        (money, "OMNI_RECOVERY", 1.1, "returns"),
        (scorecards, "SHARED", 1.1, "scorecard-marketing"),
        (stock, "SOP_FREIGHT", 1.01, "inbound-freight"),
        (floor, "LEVELLED", 1.1, "customer-equity"),
        (last_mile, "VOICE_FIXES", 1.1, "damage"),
        (customers, "VOICE_SCAR", 1.1, "customer-equity"),
        (quiet, "COVER", 1.1, "months-after"),
    ],
)
def test_a_small_change_of_any_rule_makes_a_benchmark_stale(
    monkeypatch: pytest.MonkeyPatch, where: Any, word: Any, times: Any, moved: Any
) -> None:
    scenario = load("one-cart")  # it has stores, the web and a new item
    before = rules_marks(scenario)
    monkeypatch.setattr(where, word, getattr(where, word) * times)
    assert moved in changed(before, rules_marks(scenario))


def test_figures_that_differ_in_their_last_digits_are_the_same() -> None:
    assert changed({"revenue": 125000.0, "stock": 0.0}, {"revenue": 125000.1, "stock": 0.0009}) == []
    assert changed({"revenue": 125000.0, "gone": "a"}, {"revenue": 125001.0, "new": "a"}) == ["gone", "new", "revenue"]


@pytest.mark.parametrize("damage", ["format = 2\n", "format = 1\n", "not toml", "format = 1\nslug = 3\n"])
def test_a_damaged_benchmark_is_refused_with_what_to_do(own: Any, damage: Any) -> None:
    (own.folder / "benchmark.toml").write_text(damage, encoding="utf-8")
    with pytest.raises(Refusal, match=re.escape(f"lastmile lab solve {own.folder}")):
        read(own)


def test_an_older_plan_is_read_within_todays_bounds(own: Any, bench: Any) -> None:
    code = Code(own)
    plans = [{**plan, "price.gone": 3.0, "promotion.sold-once": "deep"} for plan in written_plans(code, bench.best)]
    row = next(at for at, setting in enumerate(code.settings) if setting.lever.id == "delivery-promise")
    plans[0][code.settings[row].key] = 99.0
    course = read_course(code, plans)
    assert course.values[0, row, 0] == code.high[row]
    assert course.levels.any()


SHIPPED = shipped()


@pytest.mark.parametrize("slug", SHIPPED)
def test_every_shipped_scenario_has_a_fresh_benchmark(slug: str) -> None:
    scenario = load(slug)
    benchmark = read(scenario)
    assert benchmark is not None, f"solve it: lastmile lab solve {slug}"
    assert stale(scenario, benchmark) == [], f"solve it again: lastmile lab solve {slug}"


@pytest.mark.parametrize("slug", SHIPPED)
def test_a_shipped_plan_earns_what_its_benchmark_says(slug: str) -> None:
    scenario = load(slug)
    benchmark = read(scenario)
    assert benchmark is not None
    code = Code(scenario)
    for entry in (benchmark.best, benchmark.silo):
        values = seasons(stage(code), read_course(code, entry.plans), seeds_from(benchmark.seeds, COMMON))
        np.testing.assert_allclose(values, entry.values, rtol=1e-6, atol=0.02)
        assert entry.value == pytest.approx(values.mean(), abs=5 * entry.error + 5 * values.std() / COMMON**0.5)


def test_the_file_says_who_wrote_it() -> None:
    assert bench.HEAD.startswith("#")
    assert Benchmark.__doc__ and MeasuredPlan.__doc__
