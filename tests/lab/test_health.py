from dataclasses import replace

import numpy as np
import pytest

from game.lab.encoding import Course
from game.lab.health import theory
from game.lab.health.examining import (
    findings,
    initiative_courses,
    initiative_swings,
    lead_matters,
    lever_losses,
    no_corner,
    no_dead_lever,
    win_wins_are_choices,
)
from game.lab.health.finding import Finding, Subject, as_data, as_lines
from game.lab.health.playing import (
    clashes_happen,
    joint_terms,
    over_promising,
    reproducible,
    silo_loses,
    skill_over_luck,
    together_is_real,
)
from game.lab.health.theory import neutral
from game.lab.playing import Stage, seasons
from game.lab.trying import most_hours
from game.rules.prepared import prepared


def with_world(subject, **parts):
    """The subject in a world with some parts changed."""
    world = subject.stage.world
    changed = {name: replace(getattr(world, name), **values) for name, values in parts.items()}
    return replace(subject, stage=Stage(subject.code, prepared(replace(world, **changed))))


@pytest.mark.parametrize("name", list(theory.CHECKS))
def test_each_mechanism_alone_agrees_with_theory(theory_subject, name):
    assert theory.CHECKS[name](theory_subject) < 0.005


def test_an_effect_that_cannot_be_switched_off_is_found(theory_subject, monkeypatch):
    leaky = neutral(theory_subject.stage.world)
    leaky = replace(leaky, media=replace(leaky.media, focus_gain=0.05))
    monkeypatch.setattr(theory, "neutral", lambda world: leaky)
    assert theory.nothing_acts(theory_subject) > 0.01


def test_every_property_of_a_scenario_is_measured(subject):
    found = {finding.number for finding in findings(subject)}
    assert found == {1, 2, 3, 4, 5, 6, 7, 10, 11, 12}


def test_the_rules_are_reproducible(subject):
    assert reproducible(subject).passed


def test_silo_play_is_compared_with_the_best_plan_on_the_same_lucks(subject):
    found = silo_loses(subject)
    silo, best = (seasons(subject.stage, course, subject.seeds).mean() for course in (subject.silo, subject.best))
    assert found.details["share"] == pytest.approx(silo / best)
    assert found.passed == (0.4 <= silo / best <= 0.8 and found.details["load"] <= 2.0)


def test_two_equal_plans_do_not_count_as_silo_losing(subject):
    same = replace(subject, silo=subject.best)
    found = silo_loses(same)
    assert not found.passed
    assert "too little" in found.turn


def test_the_most_hours_of_a_floor_count_every_hand_there_could_be(subject):
    world = subject.stage.world
    tops = {setting.lever.id: setting.high for setting in subject.code.settings}
    hours = world.floor.capacity * (1.0 + tops["extra-shift"])
    assert most_hours(subject.code, world) == pytest.approx(hours)


def test_a_lever_that_the_best_plan_leaves_at_its_default_is_dead(subject):
    values = subject.best.values.copy()
    row = next(at for at, setting in enumerate(subject.code.settings) if setting.lever.id == "delivery-promise")
    values[:, row] = subject.code.default[row]
    usual = replace(subject, best=Course(values, subject.best.levels))
    losses = lever_losses(usual)
    assert losses["delivery-promise"] == 0.0
    rows = [at for at, setting in enumerate(subject.code.settings) if setting.lever.id == "stock-to-order"]
    frozen, levels = values.copy(), subject.best.levels.copy()
    frozen[:, rows], levels[rows] = subject.code.defaults().values[:, rows], False
    own, other = (
        seasons(subject.stage, course, subject.seeds).mean() for course in (usual.best, Course(frozen, levels))
    )
    assert losses["stock-to-order"] == pytest.approx((own - other) / abs(own))
    found = no_dead_lever(usual, losses)
    assert not found.passed
    assert "delivery-promise" in found.turn


def test_prices_at_their_ends_are_corners_and_unused_extras_are_not(subject):
    values = subject.best.values.copy()
    losses = dict.fromkeys((setting.lever.id for setting in subject.code.settings), 1.0)
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


def test_an_initiative_is_compared_signed_in_each_round_with_never(cold_brew, bench):
    here = Stage(cold_brew, prepared(cold_brew.scenario.world))
    course = cold_brew.defaults()
    subject = Subject.of(replace(bench, code=cold_brew, stage=here, best=course, silo=course), None, 1, True)
    row = cold_brew.row["initiative.customer-voice"]
    without, *signed = initiative_courses(subject, row)
    assert (without.values[:, row] == 0.0).all()
    assert [int(course.values[:, row].sum()) for course in signed] == [8, 7, 6, 5, 4, 3, 2, 1]
    value = {at: seasons(here, course, subject.seeds).mean() for at, course in enumerate((without, *signed))}
    best = max(value[at] for at in range(1, 9))
    swing = initiative_swings(subject)["initiative.customer-voice"]
    assert swing == pytest.approx((best - value[0]) / abs(value[0]))


def test_the_ledger_of_health_adds_up_and_ends_where_play_ends(subject):
    rounds = joint_terms(subject, subject.silo)
    total = sum(entry.total for entry in rounds) / 100.0
    np.testing.assert_allclose(total, seasons(subject.stage, subject.silo, subject.seeds))
    for entry in rounds:
        np.testing.assert_array_equal(
            entry.reference + entry.marketing + entry.distribution + entry.together, entry.total
        )


def test_seats_that_change_nothing_do_nothing_together(subject):
    idle = replace(subject, silo=subject.code.defaults(), best=subject.code.defaults())
    assert all((entry.together == 0.0).all() for entry in joint_terms(idle, idle.silo))


def test_a_world_without_luck_leaves_nothing_to_luck(subject):
    calm = with_world(
        subject,
        noise={"demand": 0.0, "company": 0.0, "promotion": 0.0, "inbound": 0.0},
        last_mile={"month_spread": 0.0},
    )
    assert skill_over_luck(calm).details["share"] == pytest.approx(0.0, abs=1e-9)


def test_a_faster_promise_costs_nothing_where_customers_never_mind(subject):
    found = over_promising(subject).details
    deaf = with_world(subject, customers={"loss": 0.0, "gain": 0.0, "weight_late": 0.0})
    assert over_promising(deaf).details["silo"]["last"] > found["silo"]["last"]


def test_claimed_clashes_are_counted_in_seasons_and_rounds(subject):
    found = clashes_happen(subject)
    for seasons_with, rounds_with in found.details.values():
        assert 0.0 <= rounds_with <= 1.0
        assert 0.0 <= seasons_with <= 1.0


def test_together_is_a_share_of_all_that_moved(subject):
    assert 0.0 <= together_is_real(subject).details["share"] <= 1.0


def test_lead_matters_only_when_each_seat_leads_better_somewhere(subject):
    def led(marketing, distribution):
        measured = replace(subject.benchmark, led={"marketing": marketing, "distribution": distribution})
        return replace(subject, benchmark=measured)

    value = subject.measured.best.value
    assert not lead_matters([led(value, 0.0)]).passed
    assert "distribution" in lead_matters([led(value, 0.0)]).turn


def test_an_initiative_that_pays_nowhere_is_named(subject):
    found = win_wins_are_choices([subject])
    assert not found.passed
    assert "joint-site pays nowhere" in found.turn


def test_the_report_says_what_to_turn_only_where_something_fails():
    held = Finding(1, "Held", "a-place", "fine", "bound", True, "turn nothing")
    failed = Finding(2, "Failed", "a-place", "poor", "more", False, "turn this")
    lines = as_lines([held, failed])
    assert not any("turn nothing" in line for line in lines)
    assert any("turn this" in line for line in lines)
    assert lines[-1] == "2 measured, 1 fail."
    assert [entry["passed"] for entry in as_data([held, failed])] == [True, False]
