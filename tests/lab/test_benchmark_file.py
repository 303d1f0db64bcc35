from dataclasses import replace

import numpy as np
import pytest

from game.lab import benchmark_file
from game.lab.benchmark_file import COMMON, Benchmark, Entry, marks_of, read, read_course, stale, write, written_plans
from game.lab.encoding import Code
from game.lab.fingerprints import _meaning, rules_marks
from game.lab.playing import seasons, stage
from game.refusal import Refusal
from game.rules.draws import seeds_from
from game.scenario import load
from game.scenario.shelf import shipped
from game.scenario.starting import start


@pytest.fixture
def own(tmp_path):
    """A scenario of one's own."""
    return load(start("my-place", "first-day", tmp_path))


def measured(scenario, bench):
    return replace(bench.measured, slug=scenario.slug, marks=marks_of(scenario))


def test_a_benchmark_comes_back_as_it_was_written(own, bench):
    write(own, measured(own, bench))
    again = read(own)
    assert again is not None
    np.testing.assert_allclose(read_course(Code(own), again.best.plans).values, bench.best.values, atol=1e-4)
    assert again.led == dict(bench.measured.led)
    assert again.regret == pytest.approx(bench.measured.regret, abs=1e-3)
    assert stale(own, again) == []


def test_a_scenario_without_a_benchmark_has_none(own):
    assert read(own) is None


def test_a_changed_scenario_is_named_part_by_part(own, bench):
    write(own, measured(own, bench))
    text = own.path.read_text(encoding="utf-8").replace("overhead = ", "overhead = 1", 1)
    own.path.write_text(text, encoding="utf-8")
    now = load(own.path)
    assert stale(now, read(now)) == ["scenario: costs"]


def test_changed_rules_are_named_module_by_module(own, bench):
    old = measured(own, bench)
    marks = {"rules": {**old.marks["rules"], "rules.money": "0"}, "scenario": old.marks["scenario"]}
    assert stale(own, replace(old, marks=marks)) == ["rules: rules.money"]


def test_a_comment_or_a_docstring_does_not_make_a_benchmark_stale():
    bare = "def f(x):\n    return x * 2\n"
    told = '"""Says."""\n# A comment.\ndef f(x):\n    """Doubles."""\n\n    return x * 2  # twice\n'
    assert "".join(_meaning(bare)) == "".join(_meaning(told))


@pytest.mark.parametrize(
    "other",
    ["def f(x):\n    return x * 3\n", "def f(x):\n    if x:\n        return x * 2\n", 'def f(x):\n    return "x"\n'],
)
def test_other_code_makes_a_benchmark_stale(other):
    assert "".join(_meaning("def f(x):\n    return x * 2\n")) != "".join(_meaning(other))


def test_every_module_that_a_value_depends_on_is_marked():
    assert {"rules.demand", "rules.money", "rules.scorecards", "scenario.tracks"} <= rules_marks().keys()


@pytest.mark.parametrize("damage", ["format = 2\n", "format = 1\n", "not toml", "format = 1\nslug = 3\n"])
def test_a_damaged_benchmark_is_refused_with_what_to_do(own, damage):
    (own.folder / "benchmark.toml").write_text(damage, encoding="utf-8")
    with pytest.raises(Refusal, match="lastmile lab solve my-place"):
        read(own)


def test_an_older_plan_is_read_within_todays_bounds(own, bench):
    code = Code(own)
    plans = [{**plan, "price.gone": 3.0, "promotion.sold-once": "deep"} for plan in written_plans(code, bench.best)]
    row = next(at for at, setting in enumerate(code.settings) if setting.lever.id == "delivery-promise")
    plans[0][code.settings[row].key] = 99.0
    course = read_course(code, plans)
    assert course.values[0, row, 0] == code.high[row]
    assert course.levels.any()


SHIPPED = shipped()


@pytest.mark.parametrize("slug", SHIPPED)
def test_every_shipped_scenario_has_a_fresh_benchmark(slug):
    scenario = load(slug)
    benchmark = read(scenario)
    assert benchmark is not None, f"solve it: lastmile lab solve {slug}"
    assert stale(scenario, benchmark) == [], f"solve it again: lastmile lab solve {slug}"


@pytest.mark.parametrize("slug", SHIPPED)
def test_a_shipped_plan_earns_what_its_benchmark_says(slug):
    scenario = load(slug)
    benchmark = read(scenario)
    assert benchmark is not None
    code = Code(scenario)
    for entry in (benchmark.best, benchmark.silo):
        values = seasons(stage(code), read_course(code, entry.plans), seeds_from(benchmark.seeds, COMMON))
        np.testing.assert_allclose(values, entry.values, rtol=1e-6, atol=0.02)
        assert entry.value == pytest.approx(values.mean(), abs=5 * entry.error + 5 * values.std() / COMMON**0.5)


def test_the_file_says_who_wrote_it():
    assert benchmark_file.HEAD.startswith("#")
    assert Benchmark.__doc__ and Entry.__doc__
