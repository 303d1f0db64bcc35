import dataclasses
import json
import math
import random
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from game.refusal import Refusal
from game.rules.levers import Seat, Value, other
from game.table.moves import (
    Answer,
    Ask,
    Commit,
    KeepLine,
    Predict,
    Propose,
    Ready,
    Say,
    Sign,
)
from game.table.planning import current, sheet_of
from game.table.playing import play
from game.table.seen.figures import mean
from game.table.seen.observing import observe
from game.table.table import Table
from tests.narrowed import there
from tests.table.tables import SEATS, a_month, a_table, played

PUBLIC = frozenset(
    {
        "round",
        "price",
        "promotion",
        "delivery-promise",
        "wanted",
        "orders",
        "shipped",
        "throughput",
        "on_sale",
        "entered",
    }
)
"""No secrets: what customers see, the orders that cross both desks, and what was shipped in all."""


def leaves(value: object, path: str = "") -> Iterator[tuple[str, Any]]:
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from leaves(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, dict):
        for key, one in value.items():
            assert isinstance(key, str), path
            yield from leaves(one, f"{path}.{key}")
    elif isinstance(value, tuple):
        for at, one in enumerate(value):
            yield from leaves(one, f"{path}.{at}")
    else:
        yield path, value


def telling(value: object) -> bool:
    """Is this a figure that nobody else would have by chance?"""
    return isinstance(value, float) and math.isfinite(value) and round(value, 3) != value


def odd_plan(table: Table, seat: Seat, chance: random.Random) -> dict[str, Value]:
    """A plan of figures that are nobody else's, within the budget."""
    plan: dict[str, Value] = {}
    for setting in sheet_of(table, seat):
        if setting.lever.kind == "number":
            low, high = setting.low, setting.low + 0.2 * (setting.high - setting.low)
            plan[setting.key] = chance.uniform(low, high)
        elif setting.lever.kind == "choice":
            plan[setting.key] = chance.choice(setting.choices)
    return plan


def a_season(structure: str, seed: int, months: int = 3, **dials: str) -> Table:
    chance, table = random.Random(seed), a_table(structure, seed, **dials)
    if table.structure.talk != "none":
        table = played(table, Propose("marketing", {"market-entry.web": True}), Sign("distribution", "P1"))
    for _ in range(months):
        plans = []
        for seat in SEATS:
            plan = odd_plan(table, seat, chance)
            while True:
                try:
                    plans.append(plan)
                    play(table, Commit(seat, plan))
                    break
                except Refusal:
                    plans.pop()
                    plan = {**plan, "promotion.plum": "none", "customer-research": False} if seat == "marketing" else {}
                    plan = {key: value for key, value in plan.items() if "advertising" not in key}
        table = a_month(table, *plans)
    return table


def secrets(table: Table, seat: Seat) -> dict[Value, str]:
    """Every telling figure of a seat's own that is not public, and where it is."""
    view = observe(table, seat)
    found: dict[Value, str] = {}
    for part in ("months", "now", "current", "facts"):
        for path, value in leaves(getattr(view, part), part):
            if telling(value) and not PUBLIC.intersection(path.split(".")) and not path.startswith("current.price"):
                found[value] = path
    for month in table.history:
        for key, value in month.commits[seat].plan.items():
            if telling(value) and not key.startswith(("price.", "delivery-promise")):
                found[value] = f"plan of month {month.round}: {key}"
    return found


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("structure", ["silo", "talk"])
@pytest.mark.parametrize("seat", SEATS)
def test_no_private_figure_of_the_partner_is_anywhere_in_an_observation(structure: str, seat: Seat, seed: int) -> None:
    table = a_season(structure, seed)
    hidden = secrets(table, other(seat))
    assert len(hidden) > 30
    # What everybody sees of what was shipped can happen to be just what a shelf held.
    seen = {
        value: path
        for path, value in leaves(observe(table, seat))
        if telling(value) and not (".shared." in path and path.endswith("shipped"))
    }
    leaked = {f"{hidden[value]} as {seen[value]}" for value in hidden.keys() & seen.keys()}
    # With one market served, the figure everybody sees is also that market's own.
    alone = len(observe(table, seat).now.entered) == 1
    assert not {leak for leak in leaked if not (alone and " as .shared." in leak)}


@pytest.mark.parametrize("seat", SEATS)
@pytest.mark.parametrize("structure", ["silo", "talk"])
def test_nothing_that_the_partner_does_in_private_changes_an_observation(structure: str, seat: Seat) -> None:
    """Two tables that differ only in what the partner decided look the same until the reveal."""
    table, partner = a_month(a_table(structure)), other(seat)
    setting = sheet_of(table, seat)[0]
    readings = [
        Predict(partner, constraint.key, setting.key, "same", confidence)
        for constraint, confidence in zip(observe(table, partner).constraints, (1, 5), strict=False)
    ]
    chance = random.Random(3)
    plans = [current(table, partner), {**current(table, partner), **odd_plan(table, partner, chance)}]
    views = [
        observe(played(table, reading, KeepLine(partner, f"line {at}"), Commit(partner, plan, f"why {at}")), seat)
        for at, (reading, plan) in enumerate(zip(readings, plans, strict=True))
    ]
    assert views[0] == views[1]


@pytest.mark.parametrize("seat", SEATS)
def test_a_month_of_the_partners_own_figures_is_not_in_a_season_without_shared_data(seat: Seat) -> None:
    table = a_season("talk", 1)
    assert observe(table, seat).partner is None
    theirs = observe(table, other(seat)).months[0]
    mine = observe(table, seat).months[0]
    assert type(mine) is not type(theirs)


@pytest.mark.parametrize("structure", ["silo", "talk", "sync"])
@pytest.mark.parametrize("seat", SEATS)
def test_an_observation_is_plain_data_that_can_be_written_as_json(structure: str, seat: Seat) -> None:
    table = a_season(structure, 2)
    plain = dataclasses.asdict(observe(table, seat))
    assert json.loads(json.dumps(plain, allow_nan=False))["round"] == 4
    for path, value in leaves(observe(table, seat)):
        assert value is None or type(value) in (str, int, float, bool), path


def test_shared_data_shows_the_partners_figures_and_its_draft() -> None:
    table = played(a_month(a_table("sync")), Commit("distribution", {"temps": 2}))
    reading = observe(table, "marketing")
    assert there(reading.partner).plan is None, "the draft is shown only to who has read the partner unaided"
    view = observe(played(table, Ready("marketing")), "marketing")
    assert there(there(view.partner).plan)["temps"] == 2
    assert there(view.partner).months == observe(table, "distribution").months
    assert there(view.partner).now == observe(table, "distribution").now


def test_integrated_data_shows_the_partners_figures_from_the_month_after_it_is_signed() -> None:
    table = played(a_table(), Propose("marketing", {"initiative.integrated-data": True}), Sign("distribution", "P1"))
    assert observe(table, "marketing").partner is None
    assert observe(a_month(table), "marketing").partner is not None


@pytest.mark.parametrize("seat", SEATS)
def test_complaints_have_causes_only_with_one_voice_of_the_customer(seat: Seat) -> None:
    assert observe(a_month(a_table()), seat).months[0].causes is None
    table = played(a_table(), Propose("marketing", {"initiative.customer-voice": True}), Sign("distribution", "P1"))
    assert observe(a_month(table), seat).months[0].causes is not None


@pytest.mark.parametrize("seat", SEATS)
def test_a_scorecard_shows_the_partners_points_only_where_incentives_are_shared(seat: Seat) -> None:
    assert observe(a_month(a_table()), seat).months[0].scorecard.partner_points is None
    assert observe(a_month(a_table("sync")), seat).months[0].scorecard.partner_points is not None


@pytest.mark.parametrize("seat", SEATS)
def test_the_lines_of_a_scorecard_add_up_to_its_points(seat: Seat) -> None:
    card = observe(a_month(a_table()), seat).months[0].scorecard
    assert sum(line.points * line.weight for line in card.measures.values()) == pytest.approx(card.points)


def test_the_calendar_of_deals_is_known_to_both_only_under_joint_planning() -> None:
    assert observe(a_table(), "distribution").now.promotion is None
    table = a_month(a_table("talk", planning="joint"), {"promotion.plum": "feature"})
    for seat in SEATS:
        assert observe(table, seat).now.promotion == {"plum": "feature", "pear": "none", "fig": "none"}


def test_a_deal_on_what_is_out_of_the_range_is_not_in_the_calendar() -> None:
    table = a_month(
        a_table("sync"), {"promotion.plum": "feature", "promotion.pear": "feature", "portfolio.plum": False}
    )
    for seat in ("marketing", "distribution"):
        assert observe(table, seat).now.promotion == {"plum": "none", "pear": "feature", "fig": "none"}


def test_a_mean_over_nothing_is_the_plain_one() -> None:
    assert mean(np.array([1.0, 3.0]), np.zeros(2)) == 2.0
    assert mean(np.array([1.0, 3.0]), np.array([3.0, 1.0])) == 1.5


def test_the_scale_check_counts_todays_work_in_a_launch() -> None:
    assert observe(a_table(), "marketing").scale == {}
    table = played(a_table(), Propose("marketing", {"initiative.scale-check": True}), Sign("distribution", "P1"))
    table = a_month(table)
    view, state = observe(table, "marketing"), table.state
    today = 0.05 * state.smoothed[0, 0] + 0.05 * state.smoothed[0, 1]
    assert view.scale["launch.fig"] == pytest.approx((today + 300 * 0.08) / today)
    assert view.scale["market-entry.web"] == pytest.approx((today + 600 * 0.05 + 300 * 0.05) / today)


def test_each_seat_reads_the_news_in_its_own_words() -> None:
    table = a_month(a_table())
    (one,), (two,) = (observe(table, seat).news for seat in SEATS)
    assert one.card == two.card == "competitor-price-war"
    assert one.text != two.text


def test_questions_and_answers_reach_the_seat_that_they_are_for() -> None:
    table = played(a_table(), Ask("marketing", "how-much-room"))
    (question,) = observe(table, "distribution").questions
    assert question.answer is None and question.card.asks.endswith("?")
    table = a_month(played(table, Answer("distribution", "how-much-room", "A little.")))
    assert observe(table, "distribution").questions == ()
    assert [asked.answer for asked in observe(table, "marketing").asked] == ["A little."]


def test_what_is_said_freely_is_heard_by_both() -> None:
    table = a_month(played(a_table("sync"), Say("marketing", "Hello.")))
    for seat in SEATS:
        assert [(one.round, one.by, one.text) for one in observe(table, seat).messages] == [(1, "marketing", "Hello.")]


def test_the_sheet_the_joint_settings_and_the_partners_are_the_whole_sheet() -> None:
    table = a_table()
    view = observe(table, "marketing")
    keys = [one.key for group in (view.sheet, view.joint, view.partner_sheet) for one in group]
    assert len(keys) == len(set(keys))
    assert set(keys) | {"market-entry.shop", "launch.plum", "launch.pear"} >= set(table.values)
    assert all(one.current is None and one.default is None for one in view.partner_sheet)


def test_what_was_agreed_this_month_stands_among_the_joint_settings() -> None:
    table = played(a_table(), Propose("marketing", {"capacity": 20.0}), Sign("distribution", "P1"))
    assert {one.key: one.current for one in observe(table, "marketing").joint}["capacity"] == 20.0


@pytest.mark.parametrize("structure", ["silo", "talk", "sync"])
def test_a_finished_season_can_still_be_looked_at(structure: str) -> None:
    table = a_season(structure, 5, months=4)
    for seat in SEATS:
        view = observe(table, seat)
        assert view.phase == view.at == view.partner_at == "over"
        assert len(view.months) == len(view.shared) == 4
        assert view.current == {}
