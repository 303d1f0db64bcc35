import math

import pytest

from game.rules.levers import Seat, other
from game.table.moves import Predict, Propose, Sign
from game.table.revealing import reference_of
from game.table.seen.observation import LedgerView
from game.table.seen.readings import CONSTRAINTS, MOST, hardest, moved, strains
from game.table.table import Table
from tests.narrowed import distributions, marketings, there
from tests.table.tables import SEATS, a_month, a_table, played, stall


def book(table: Table) -> LedgerView:
    return table.history[-1].shared.ledger


def test_two_seats_that_change_nothing_have_an_empty_ledger() -> None:
    ledger = book(a_month(a_table()))
    assert (ledger.marketing, ledger.distribution, ledger.together) == (0.0, 0.0, 0.0)
    assert ledger.reference == ledger.total


def test_what_one_seat_changes_alone_is_all_its_own() -> None:
    ledger = book(a_month(a_table(), {"price.plum": 5.5}))
    assert ledger.marketing != 0.0
    assert (ledger.distribution, ledger.together) == (0.0, 0.0)
    assert ledger.total == pytest.approx(ledger.reference + ledger.marketing)


def test_the_ledger_adds_up_to_the_months_joint_value() -> None:
    table = a_month(a_table(), {"promotion.plum": "deep-deal"}, {"stock-to-order.plum": 0, "packaging": "protective"})
    ledger = book(table)
    parts = ledger.reference + ledger.marketing + ledger.distribution + ledger.together
    assert parts == pytest.approx(ledger.total, abs=0.001)
    assert ledger.total == pytest.approx(table.history[0].shared.joint, abs=0.001)


def test_what_both_signed_is_theirs_together() -> None:
    table = played(a_table(), Propose("marketing", {"launch.fig": True}), Sign("distribution", "P1"))
    ledger = book(a_month(table))
    assert (ledger.marketing, ledger.distribution) == (0.0, 0.0)
    assert ledger.together != 0.0


def test_a_lever_that_changed_hands_counts_for_the_seat_that_leads_it() -> None:
    table = played(
        a_table(), Propose("distribution", {"lead.delivery-promise": "distribution"}), Sign("marketing", "P1")
    )
    ledger = book(a_month(table, {}, {"delivery-promise": 6}))
    assert ledger.marketing == 0.0
    assert ledger.distribution != 0.0


def test_the_reference_keeps_what_is_in_force() -> None:
    table = played(a_table(), Propose("marketing", {"budget-split": 0.6}), Sign("distribution", "P1"))
    table = a_month(table, {"portfolio.pear": False, "price.plum": 5.5}, {"site": "coast", "temps": 1})
    reference = reference_of(table)
    assert (reference["site"], reference["portfolio.pear"], reference["budget-split"]) == ("coast", False, 0.6)
    assert (reference["price.plum"], reference["temps"]) == (5.0, 0.0)


def test_the_same_seed_brings_the_same_season_and_another_seed_another() -> None:
    def season(seed: int) -> float:
        table = a_table(seed=seed)
        while not table.over:
            table = a_month(table)
        return table.joint_value

    assert season(4) == season(4)
    assert season(4) != season(5)


def test_everybody_sees_the_promise_the_prices_and_the_deals() -> None:
    shared = (
        a_month(a_table(), {"price.plum": 5.5, "promotion.pear": "feature", "delivery-promise": 6}).history[0].shared
    )
    assert shared.promise == 6
    assert shared.prices["plum"] == 5.5
    assert shared.promotions == {"plum": "none", "pear": "feature", "fig": "none"}


def test_under_joint_planning_a_deal_runs_in_the_month_after_it_was_planned() -> None:
    table = a_month(a_month(a_table("talk", planning="joint"), {"promotion.plum": "feature"}))
    assert [month.shared.promotions["plum"] for month in table.history] == ["none", "feature"]


def found(table: Table, seat: Seat) -> dict[str, float]:
    month = table.history[-1]
    return strains(seat, table.world, month.plans, month.outcome)


def test_a_budget_binds_by_the_share_of_it_that_is_used() -> None:
    table = a_month(a_table(), {"brand-advertising": 800, "promotion.plum": "feature"})
    # 800 brand + 500 performance + 100 for the feature, of 2,000.
    assert found(table, "marketing")["budget"] == pytest.approx(0.7)


def test_a_brand_on_target_is_just_at_its_limit() -> None:
    table = a_month(a_table())
    goodwill = marketings(table.history[0].dashboards["marketing"]).goodwill
    media, target = table.world.media, table.world.targets.goodwill

    def back(points: float) -> float:
        """The logarithm of the share who would come back at so many points."""
        return -math.log1p(math.exp((media.loyalty_centre - points) / media.loyalty_scale))

    # The brand is goodwill times what customers say today: who would come back, against the first day's share.
    first, now = table.world.markets.satisfaction, table.history[0].outcome.customers.satisfaction[0]
    moved = sum(back(after) - back(before) for before, after in zip(first, now, strict=True)) / len(first)
    brand = goodwill * math.exp(table.world.targets.regard * moved)
    # 70 of 100 points at the target, by 100 (1 - exp(-1.2 x)).
    expected = 100 * math.exp(-1.2 * brand / target) / 30
    assert found(table, "marketing")["brand"] == pytest.approx(expected)


def test_empty_shelves_bind_distribution_hardest() -> None:
    nothing = {"stock-to-order.plum": 0, "stock-to-order.pear": 0}
    table = a_month(a_month(a_month(a_table(), {}, nothing), {}, nothing), {}, nothing)
    assert found(table, "distribution")["stock"] > 1.0
    assert hardest(found(table, "distribution")) == "stock"


def test_the_floor_binds_by_its_utilisation() -> None:
    table = a_month(a_table())
    assert (
        found(table, "distribution")["floor"] == distributions(table.history[0].dashboards["distribution"]).utilisation
    )


@pytest.mark.parametrize("seat", SEATS)
def test_every_constraint_has_a_strain_and_a_sentence(seat: Seat) -> None:
    strain = found(a_month(a_table()), seat)
    assert list(strain) == [constraint.key for constraint in CONSTRAINTS[seat]]
    assert all(0.0 <= one <= MOST for one in strain.values())
    assert all(constraint.sentence.endswith(".") for constraint in CONSTRAINTS[seat])


@pytest.mark.parametrize(
    ("key", "before", "now", "says"),
    [
        ("temps", 2.0, 3.0, "up"),
        ("temps", 2.0, 2.0, "same"),
        ("temps", 2.0, 0.0, "down"),
        ("stock-to-order.plum", 1000.0, 1005.0, "same"),
        ("stock-to-order.plum", 1000.0, 1100.0, "up"),
        ("packaging", "basic", "protective", "protective"),
        ("portfolio.plum", True, False, "off"),
    ],
)
def test_what_a_seat_did_with_a_lever_is_told_in_a_word(
    key: str, before: float | str | bool, now: float | str | bool, says: str
) -> None:
    assert moved(there(stall().sheet.find(key)), before, now) == says


def test_a_prediction_is_shown_beside_the_truth_to_both() -> None:
    table = played(
        a_table(),
        Predict("marketing", "stock", "temps", "same", 2),
        Predict("distribution", "brand", "price.plum", "up", 5),
    )
    table = a_month(table, {"price.plum": 5.5})
    readings = table.history[0].shared.readings
    for reading in readings:
        truth = hardest(found(table, other(reading.seat)))
        assert reading.constraint_true == truth
        assert reading.hits == (reading.constraint == truth) + (reading.expects == reading.was)
    assert [reading.was for reading in readings] == ["same", "up"]
    # One in five constraints and one in three directions; one in four and one in three.
    assert [reading.chance for reading in readings] == [pytest.approx(1 / 5 + 1 / 3), pytest.approx(1 / 4 + 1 / 3)]


def test_what_a_prediction_left_unanswered_is_neither_right_nor_wrong() -> None:
    table = played(
        a_table(),
        Predict("marketing", "", "temps", "same", 0),
        Predict("distribution", "brand", "price.plum", "", 5),
    )
    table = a_month(table, {"price.plum": 5.5})
    first, second = table.history[0].shared.readings
    assert (first.parts, first.hits, first.confidence) == (1, 1, 0)
    assert first.chance == pytest.approx(1 / 3)
    assert (second.parts, second.hits) == (1, int(second.constraint_true == "brand"))
    assert second.chance == pytest.approx(1 / 4)
