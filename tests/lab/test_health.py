from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from game.lab.encoding import Code, Course
from game.lab.health import theory, together
from game.lab.health.examining import findings, lead_matters, win_wins_are_choices
from game.lab.health.finding import Finding, Subject, as_data, as_lines
from game.lab.health.levers import (
    Felt,
    every_lever_is_felt,
    initiative_courses,
    initiative_swings,
    lever_losses,
    lever_of,
    no_corner,
)
from game.lab.health.playing import over_promising, reproducible, silo_loses, skill_over_luck
from game.lab.health.theory import neutral
from game.lab.health.together import clashes_happen, together_is_real
from game.lab.playing import Stage, luck_of, months, seasons
from game.lab.search.solving import WORKS
from game.lab.trying import most_hours
from game.rules.clashes import CLASHES
from game.rules.prepared import prepared


def with_world(subject: Any, **parts: Any) -> Any:
    """The subject in a world with some parts changed."""
    world = subject.stage.world
    changed = {name: replace(getattr(world, name), **values) for name, values in parts.items()}
    return replace(subject, stage=Stage(subject.code, prepared(replace(world, **changed))))


@pytest.mark.parametrize("name", list(theory.CHECKS))
def test_each_mechanism_alone_agrees_with_theory(theory_subject: Any, name: str) -> None:
    assert theory.CHECKS[name](theory_subject) < 0.005


def test_an_effect_that_cannot_be_switched_off_is_found(theory_subject: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    leaky = neutral(theory_subject.stage.world)
    leaky = replace(leaky, media=replace(leaky.media, focus_gain=0.05))
    monkeypatch.setattr(theory, "neutral", lambda world: leaky)
    assert theory.nothing_acts(theory_subject) > 0.01


def test_every_property_of_a_scenario_is_measured(subject: Any) -> None:
    found = {finding.number for finding in findings(subject)}
    assert found == {1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 16, 17, 18, 19} | {
        15 for _ in subject.code.scenario.lessons
    }


def test_the_rules_are_reproducible(subject: Any) -> None:
    assert reproducible(subject).passed


def test_silo_play_is_compared_with_the_best_plan_on_the_same_lucks(subject: Any) -> None:
    found = silo_loses(subject)
    silo, best = (seasons(subject.stage, course, subject.seeds).mean() for course in (subject.silo, subject.best))
    assert found.details["share"] == pytest.approx(silo / best)
    assert found.passed == (0.4 <= silo / best <= 0.8 and found.details["load"] <= 2.0)


def test_two_equal_plans_do_not_count_as_silo_losing(subject: Any) -> None:
    same = replace(subject, silo=subject.best)
    found = silo_loses(same)
    assert not found.passed
    assert "too little" in found.turn


def test_the_most_hours_of_a_floor_count_every_hand_there_could_be(subject: Any) -> None:
    world = subject.stage.world
    tops = {setting.lever.id: setting.high for setting in subject.code.settings}
    hours = world.floor.capacity * (1.0 + tops["extra-shift"])
    assert most_hours(subject.code, world) == pytest.approx(hours)


def index_of(subject: Any, values: Any) -> Any:
    """Alignment of a plan, by hand: 0 = silo play, 100 = the best plan, on the same lucks."""
    worth = [
        seasons(subject.stage, course, subject.seeds).mean()
        for course in (subject.silo, subject.best, Course(values, subject.best.levels))
    ]
    return 100.0 * (worth[2] - worth[0]) / (worth[1] - worth[0])


def test_a_choice_is_worth_what_its_worst_setting_costs(subject: Any) -> None:
    lever = "outbound-mode"
    rows = [at for at, setting in enumerate(subject.code.settings) if setting.lever.id == lever]
    tried = {}
    for choice in range(int(subject.code.size[rows[0]])):
        values = subject.best.values.copy()
        values[:, rows] = choice
        tried[f"choice {choice + 1}"] = 100.0 - index_of(subject, values)
    for name, course in (("as in silo play", subject.silo), ("default", subject.code.defaults())):
        values = subject.best.values.copy()
        values[:, rows] = course.values[:, rows]
        tried[name] = 100.0 - index_of(subject, values)
    felt = lever_losses(subject)[lever]
    assert felt.usual == pytest.approx(tried.pop("default"), abs=1e-6)
    assert felt.worst == pytest.approx(max(tried.values()), abs=1e-6)
    assert tried[felt.setting] == pytest.approx(felt.worst, abs=1e-6)


def test_a_number_is_worth_what_a_fifth_or_four_fifths_of_its_range_cost(subject: Any) -> None:
    row = subject.code.row["delivery-promise"]
    low, high = subject.code.low[row], subject.code.high[row]
    lost = []
    for part in (0.2, 0.8):
        values = subject.best.values.copy()
        values[:, row] = low + part * (high - low)
        lost.append(100.0 - index_of(subject, values))
    values = subject.best.values.copy()
    values[:, row] = subject.silo.values[:, row]
    lost.append(100.0 - index_of(subject, values))
    assert lever_losses(subject)["delivery-promise"].worst == pytest.approx(max(lost), abs=1e-6)


@pytest.mark.parametrize(
    ("felt", "passed", "named"),
    [
        (Felt(1.0, "choice 1", 0.5), True, ""),
        (Felt(0.9, "choice 1", 0.0), False, "do not offer: delivery-promise"),
        (Felt(10.0, "choice 1", 5.1), False, "a default nearer to what is best for: delivery-promise"),
    ],
)
def test_a_lever_that_costs_less_than_a_point_is_dead_and_a_default_near_the_worst_poor(
    subject: Any, felt: Any, passed: Any, named: Any
) -> None:
    found = every_lever_is_felt(subject, {"price": Felt(30.0, "choice 1", 2.0), "delivery-promise": felt})
    assert found.passed is passed
    assert named in found.turn


def test_what_a_season_begins_without_has_no_poor_default(cold_brew: Any, bench: Any) -> None:
    here = Stage(cold_brew, prepared(cold_brew.scenario.world))
    course = cold_brew.defaults()
    subject = Subject.of(replace(bench, code=cold_brew, stage=here, best=course, silo=course), WORKS["quick"], 1, True)
    launch = Felt(30.0, "choice 1", 30.0)
    assert every_lever_is_felt(subject, {"price": Felt(30.0, "choice 1", 2.0), "launch": launch}).passed


def test_prices_at_their_ends_are_corners_and_unused_extras_are_not(subject: Any) -> None:
    values = subject.best.values.copy()
    losses = {lever_of(setting): Felt(1.0, "choice 1", 0.0) for setting in subject.code.settings}
    for row, setting in enumerate(subject.code.settings):
        if setting.lever.kind == "number":
            values[:, row] = (setting.low + setting.high) / 2.0
        if setting.lever.id in ("outbound-mode", "promotion"):
            values[:, row] = 1.0 if setting.lever.id == "outbound-mode" else 0.0
    middle = replace(subject, best=Course(values.copy(), subject.best.levels))
    assert no_corner(middle, losses).details == pytest.approx(dict.fromkeys(no_corner(middle, losses).details, 0.0))
    for row, setting in enumerate(subject.code.settings):
        if setting.lever.id == "price":
            values[:, row] = setting.high
        if setting.lever.id == "extra-shift":
            values[:, row] = 0.0
    ends = no_corner(replace(subject, best=Course(values, subject.best.levels)), losses)
    assert ends.details["price"] == 1.0
    assert ends.details["extra-shift"] == 0.0


def test_an_initiative_is_compared_signed_in_each_round_with_never(cold_brew: Any, bench: Any) -> None:
    here = Stage(cold_brew, prepared(cold_brew.scenario.world))
    course = cold_brew.defaults()
    subject = Subject.of(replace(bench, code=cold_brew, stage=here, best=course, silo=course), WORKS["quick"], 1, True)
    row = cold_brew.row["initiative.customer-voice"]
    without, *signed = initiative_courses(subject, row)
    assert (without.values[:, row] == 0.0).all()
    assert [int(course.values[:, row].sum()) for course in signed] == [8, 7, 6, 5, 4, 3, 2, 1]
    value = {at: seasons(here, course, subject.seeds).mean() for at, course in enumerate((without, *signed))}
    best = max(value[at] for at in range(1, 9))
    swing = initiative_swings(subject)["initiative.customer-voice"]
    assert swing == pytest.approx((best - value[0]) / abs(value[0]))


def test_a_world_without_luck_leaves_nothing_to_luck(subject: Any) -> None:
    calm = with_world(
        subject,
        noise={"demand": 0.0, "company": 0.0, "promotion": 0.0, "inbound": 0.0},
        last_mile={"month_spread": 0.0},
    )
    assert skill_over_luck(calm).details["share"] == pytest.approx(0.0, abs=1e-9)


def test_a_faster_promise_costs_nothing_where_customers_never_mind(subject: Any) -> None:
    found = over_promising(subject).details
    deaf = with_world(subject, customers={"loss": 0.0, "gain": 0.0, "weight_late": 0.0})
    assert over_promising(deaf).details["silo"]["last"] > found["silo"]["last"]


def test_clashes_are_counted_in_seasons_and_in_months_of_silo_play_and_of_the_best_plan(subject: Any) -> None:
    found = clashes_happen(subject).details
    luck = luck_of(subject.stage.ready, subject.seeds)
    for at, key in enumerate(CLASHES):
        silo, best = (
            np.array([outcome.clashes.any[:, at] for outcome in months(subject.stage, course, luck)])
            for course in (subject.silo, subject.best)
        )
        assert found[key] == pytest.approx([silo.any(axis=0).mean(), silo.mean(), best.mean()])


def test_a_clash_that_a_place_does_not_claim_may_show_in_a_third_of_silo_months(
    subject: Any, monkeypatch: pytest.MonkeyPatch
) -> Any:
    shown = {id(subject.silo): 0.0, id(subject.best): 0.0}

    def rounds_with(of: Any, course: Any) -> Any:
        flags = np.zeros((3, 100, 4))
        flags[:, : int(100 * shown[id(course)])] = 1.0
        return flags

    unclaimed = replace(subject, code=Code(replace(subject.code.scenario, claims=())))
    monkeypatch.setattr(together, "_rounds_with", rounds_with)
    for share, passed in ((0.33, True), (0.34, False)):
        shown[id(subject.silo)] = share
        found = clashes_happen(unclaimed)
        assert found.passed is passed
        assert passed or "cheap-miles shows in 34" in found.turn


def test_together_is_what_neither_seat_recovers_alone(subject: Any) -> None:
    found = together_is_real(subject, {"marketing": 0.5, "distribution": 0.25})
    assert (found.details["together"], found.passed) == (0.25, True)
    assert not together_is_real(subject, {"marketing": 0.5, "distribution": 0.26}).passed


def test_lead_matters_only_when_each_seat_leads_better_somewhere(subject: Any) -> Any:
    def led(marketing: Any, distribution: Any) -> Any:
        measured = replace(subject.benchmark, led={"marketing": marketing, "distribution": distribution})
        return replace(subject, benchmark=measured)

    value = subject.measured.best.value
    assert not lead_matters([led(value, 0.0)]).passed
    assert "distribution" in lead_matters([led(value, 0.0)]).turn


def test_an_initiative_that_pays_nowhere_is_named(subject: Any) -> None:
    found = win_wins_are_choices([subject])
    assert not found.passed
    assert "joint-site pays nowhere" in found.turn


def test_the_report_says_what_to_turn_only_where_something_fails() -> None:
    held = Finding(1, "Held", "a-place", "fine", "bound", True, "turn nothing")
    failed = Finding(2, "Failed", "a-place", "poor", "more", False, "turn this")
    lines = as_lines([held, failed])
    assert not any("turn nothing" in line for line in lines)
    assert any("turn this" in line for line in lines)
    assert lines[-1] == "2 measured, 1 fail."
    assert [entry["passed"] for entry in as_data([held, failed])] == [True, False]
