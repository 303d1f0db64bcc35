"""What a partner takes for granted and how far it goes, against figures worked out by hand."""

from dataclasses import replace
from itertools import pairwise

import pytest

from game.partners import partner_for
from game.partners.forecast.floor import Load, cover, shelf_of, slack_of
from game.partners.forecast.history import comparable, omen, pull, remembered
from game.partners.forecast.money import crew_money, media_money, spendable
from game.partners.mind import mind_of
from game.partners.personas import sharing_measures, temperament
from game.partners.picture import Picture
from game.partners.plan.growing import readiness_of
from game.partners.plan.stocking import hire, order
from game.rules.levers import Seat, Value
from game.table.moves import Ask, Commit, Decline, Propose, Sign
from game.table.playing import play
from game.table.seen.observation import NewsView, Observation
from game.table.seen.observing import observe
from game.table.table import Table
from tests.narrowed import marketing_facts, marketings, there
from tests.partners.sitting import pair, table, turns, until, with_leads


def seen_by(seat: Seat, slug: str = "cold-brew", structure_: str = "talk") -> Observation:
    return observe(table(slug, structure_), seat)


def with_news(seen: Observation, *cards: str) -> Observation:
    return replace(seen, news=tuple(NewsView(card, card, "", good=False) for card in cards))


def played(slug: str = "cold-brew", round_: int = 3, seat: Seat = "marketing") -> Observation:
    """What marketing sees after two months."""
    partners = pair("brand-guardian", "steady-hand")
    at = until(table(slug, "silo"), partners, lambda at: at.round == round_ and at.play_now.at[seat] == "plan")
    return observe(at, seat)


@pytest.mark.parametrize(("hours", "share"), [(50.0, 1.0), (77.0, 0.5), (92.0, 0.0), (120.0, 0.0)])
def test_a_floor_has_slack_below_62_per_cent_and_none_from_92(hours: float, share: float) -> None:
    slack = slack_of(Picture(seen_by("distribution")), Load(hours=hours, crew=100.0, per_unit=0.1))
    assert slack.share == pytest.approx(share)
    assert slack.seen and slack.trouble == 0.0


def test_who_could_not_ship_last_month_has_less_slack_however_empty_the_floor() -> None:
    """90% shipped: two thirds of the way from 80 to 95. 30% on time: half of the way from uproar at 60."""
    seen = played()
    last = replace(seen.shared[-1], ordered=1000.0, shipped=900.0, on_time=0.3)
    picture = Picture(replace(seen, shared=(last,)))
    slack = slack_of(picture, Load(hours=10.0, crew=100.0, per_unit=0.1))
    assert (slack.share, picture.fill, slack.trouble) == pytest.approx((2 / 3, 0.9, 0.5))
    assert slack_of(picture, None).share == 0.0  # unseen, it is judged by what came on time as well


def test_cards_work_together_the_worst_of_rivals_and_the_sum_of_the_road() -> None:
    picture = Picture(with_news(seen_by("distribution"), "flu-week", "carrier-cyber-attack", "parcel-strike-scare"))
    news = omen(picture)
    assert (news.demand, news.arrivals, news.rivals) == (1.0, 1.0, 0.0)
    assert (news.hands, news.road) == pytest.approx((0.85 * 0.8, 0.7 + 0.4))


def test_what_a_port_strike_holds_up_comes_a_month_later() -> None:
    """5,400 house blend are due: four tenths come, the rest with the month after."""
    calm = shelf_of(Picture(seen_by("distribution")), "house-blend")
    held_up = shelf_of(Picture(with_news(seen_by("distribution"), "port-strike")), "house-blend")
    assert (there(calm).there, there(calm).whole, there(calm).due[:2]) == (7000.0, 7000.0, (5400.0, 0.0))
    assert there(held_up).due[:2] == pytest.approx((2160.0, 3240.0))
    assert there(held_up).there == pytest.approx(1600.0 + 2160.0)


def test_months_of_cover_are_what_is_here_and_due_over_what_is_expected() -> None:
    picture = Picture(seen_by("distribution"))
    mind = mind_of(picture, temperament("distribution", "steady-hand"))
    assert cover(picture, mind.usual, "house-blend") == pytest.approx(7000.0 / mind.usual.now["house-blend"])
    assert cover(Picture(seen_by("marketing")), mind.usual, "house-blend") is None


def test_customers_remember_what_they_paid_and_the_latest_most() -> None:
    """Four tenths of the way to each month's price, a deal's taken off: 8, then 8.8 and 8 less 8%."""
    seen = played()
    first, second = (
        replace(one, prices={"house-blend": paid}) for one, paid in zip(seen.shared, (8.8, 8.0), strict=True)
    )
    second = replace(second, promotions={"house-blend": "feature"})
    picture = Picture(replace(seen, shared=(first, second)))
    assert remembered(picture, "house-blend", 0) == 8.0
    assert remembered(picture, "house-blend", 1) == pytest.approx(8.32)
    assert remembered(picture, "house-blend", 2) == pytest.approx(0.6 * 8.32 + 0.4 * 7.36)


def test_more_than_they_remember_repels_more_than_less_attracts() -> None:
    """Beside its own log, a price above counts 1.2 times more, one below 0.7 times; else not at all."""
    assert pull(8.8, 8.0, 8.0) == pytest.approx(2.2 * 0.09531, abs=1e-4)
    assert pull(7.2, 8.0, 8.0) == pytest.approx(1.7 * -0.10536, abs=1e-4)
    assert pull(8.8, 8.0, 8.8) == pytest.approx(0.09531, abs=1e-4)


def test_a_deals_lift_and_the_dip_after_it_are_taken_out_of_the_past() -> None:
    """A feature lifted orders. The month after misses a fifth of its usual 35%, and finds list price dear.

    Of 8% off they remember four tenths: list is 1/0.968 of that, and repels by it to the power of -2 x 1.2.
    """
    seen = played()
    listed = {product.key: product.list_price for product in seen.scenario.products}
    first, second = (replace(month, prices=listed) for month in seen.shared)
    first = replace(first, promotions={**first.promotions, "espresso": "feature"})
    second = replace(second, promotions={**second.promotions, "espresso": "none"})
    lift = marketing_facts(seen.facts).promotion_lift["feature"]
    orders = ({"web": 100.0 * (1.0 + lift)}, {"web": 93.0 * 0.968**2.4})
    months = tuple(
        replace(marketings(month), orders={**marketings(month).orders, "espresso": sold})
        for month, sold in zip(seen.months, orders, strict=True)
    )
    picture = Picture(replace(seen, shared=(first, second), months=months))
    season = [picture.season("espresso", month) for month in (1, 2)]
    assert comparable(picture, "espresso") == pytest.approx((100.0 / season[0], 100.0 / season[1]))


def test_money_of_a_plan_is_what_its_parts_cost() -> None:
    """First day: 170 hours at 22, a tenth at 1.9 times and a twentieth at 2.5; one voice of both kinds of advert."""
    distribution = Picture(seen_by("distribution", "first-day"))
    assert crew_money(distribution, {"extra-shift": 0.15}) == pytest.approx(170 * 22 * (0.19 + 0.125))
    marketing = Picture(seen_by("marketing"))
    facts = marketing.seen.facts
    plan: dict[str, Value] = {
        "brand-advertising": 3000.0,
        "performance-advertising": 500.0,
        "promotion.espresso": "feature",
    }
    assert media_money(marketing, plan) == 3500.0 + marketing_facts(facts).promotion_fee["feature"]
    assert media_money(marketing, {"customer-research": True}) == marketing_facts(facts).research_cost


def test_what_the_partner_now_decides_of_ones_budget_is_kept_back_with_a_tenth_more() -> None:
    """Cold brew: of 5,240 a temp took 3,900 last month, and marketing has come to lead temps: 5,240 - 4,290 = 950."""
    partners = pair("growth-chaser", "steady-hand")
    at = with_leads(until(table("cold-brew"), partners, lambda at: at.round == 3), {"temps": "marketing"})
    seen = observe(at, "distribution")
    assert (seen.now.budget, seen.months[-1].money["temps"]) == pytest.approx((5240.0, -3900.0))
    assert spendable(Picture(seen)) == pytest.approx(950.0)
    used_up = replace(seen.months[-1], spent=seen.months[-1].budget)
    assert spendable(Picture(replace(seen, months=(used_up,)))) == 0.0


@pytest.mark.parametrize(("purse", "share"), [(3000.0, 0.1), (700.0, 0.05), (300.0, 0.0)])
def test_an_extra_shift_is_called_for_what_is_missing_as_far_as_the_purse_goes(purse: float, share: float) -> None:
    """28% are missing; more than a tenth tires the crew of the month after. In steps of 5%: 10% costs 711, 5% 355."""
    mind = mind_of(Picture(seen_by("distribution", "first-day")), temperament("distribution", "cost-hawk"))
    help_ = hire(mind, Load(hours=200.0, crew=170.0, per_unit=0.06), 200.0, purse)
    assert (help_.share, help_.people) == pytest.approx((share, 0.0))
    assert help_.hours == pytest.approx(170.0 * share)


def test_measures_that_are_shared_bring_a_persona_half_the_way_to_the_joint_one_and_never_away_from_it() -> None:
    hawk = temperament("distribution", "cost-hawk")
    shared = sharing_measures(hawk)
    assert (hawk.late_cost, hawk.expedites_at, hawk.safety) == (0.07, 0.45, 2.15)
    assert (shared.late_cost, shared.expedites_at, shared.safety) == pytest.approx((0.11, 0.25, 2.15))
    assert sharing_measures(temperament("distribution", "bridge-builder")).safety == 4.5
    assert shared.damage_cost == hawk.damage_cost


@pytest.mark.parametrize(("units", "signs"), [(1580.0, True), (2150.0, True), (2200.0, False), (1200.0, False)])
def test_a_forecast_is_signed_that_is_near_enough_to_ones_own(units: float, signs: bool) -> None:
    """A hawk listens a quarter: 0.3 x (0.7 + 0.25) = 28.5% around its own 1,706 breakfast boxes, 1,220 to 2,193.

    A rival has run out, which brings a tenth more; a memory of 0.4 takes eight tenths of news: 1,580 x 1.08 = 1,706.
    """
    hawk = partner_for("distribution", "cost-hawk")

    def there(at: Table) -> bool:
        return at.play_now.at["marketing"] == "talk"

    at = until(table("first-day", "talk"), pair("growth-chaser", "cost-hawk"), there)
    seen = observe(at, "distribution")
    number = next(one for one in seen.joint if one.key == "forecast.breakfast-box")
    at = play(at, Propose("marketing", {number.key: units}, "As I see it."))
    seen = observe(at, "distribution")
    mine = next(one for one in seen.proposals if one.settings == {number.key: units})
    answer = next(move for move in hawk.act(seen) if isinstance(move, Sign | Decline) and move.id == mine.id)
    assert isinstance(answer, Sign) is signs
    assert "1,706" in answer.why


def test_nobody_hurries_the_promise_by_more_than_a_day_a_month() -> None:
    for persona in ("growth-chaser", "bridge-builder"):
        commits = [
            float(move.plan["delivery-promise"])
            for _, move, _ in turns(table("new-shores", "sync"), pair(persona, "firefighter"))
            if isinstance(move, Commit) and "delivery-promise" in move.plan
        ]
        assert all(abs(after - before) <= 1.0 + 1e-9 for before, after in pairwise(commits))


def test_a_month_brings_no_more_cards_and_proposals_of_a_seat_than_it_likes() -> None:
    asked: dict[tuple[int, Seat], int] = {}
    put: dict[tuple[int, Seat], int] = {}
    for seen, move, _ in turns(table("new-shores", "sync"), pair("bridge-builder", "cost-hawk")):
        if isinstance(move, Ask):
            asked[seen.round, move.seat] = asked.get((seen.round, move.seat), 0) + 1
        if isinstance(move, Propose):
            put[seen.round, move.seat] = put.get((seen.round, move.seat), 0) + 1
    assert max(count for (_, seat), count in asked.items() if seat == "marketing") == 2
    assert max(count for (_, seat), count in asked.items() if seat == "distribution") == 1
    assert max(put.values()) == 2


@pytest.mark.parametrize(("left", "ground"), [(0, "too-late"), (1, "too-late"), (2, "ready"), (5, "ready")])
def test_something_new_wants_two_months_after_its_start(left: int, ground: str) -> None:
    """A chaser sees no floor and waits for nothing else."""
    seen = seen_by("marketing", "new-shores", "silo")
    seen = replace(seen, round=seen.scenario.rounds - left)
    mind = mind_of(Picture(seen), temperament("marketing", "growth-chaser"))
    assert {readiness_of(mind, one).ground for one in mind.picture.mine("launch", "market-entry")} == {ground}


def test_who_listens_orders_for_a_launch_that_is_put_forward_and_half_a_month_more() -> None:
    """Cold brew takes a month to come and none is here: 600 were named for its first month, so 900 are ordered."""

    def there(at: Table) -> bool:
        return at.play_now.at["marketing"] == "talk"

    at = until(table("cold-brew", "talk"), pair("growth-chaser", "bridge-builder"), there)
    at = play(at, Propose("marketing", {"launch.cold-brew": True, "forecast.cold-brew": 600.0}, "New."))
    picture = Picture(observe(at, "distribution"))
    for persona, units in (("bridge-builder", 900.0), ("cost-hawk", 0.0)):
        mind = mind_of(picture, temperament("distribution", persona))
        assert order(mind, mind.usual).settings["stock-to-order.cold-brew"] == units
