"""What a partner answers is what its own figures say: checked against the dashboards and the rules."""

import re
from dataclasses import replace
from math import fsum

import pytest

from game.partners.mind import mind_of
from game.partners.partner import Partner
from game.partners.picture import Picture
from game.partners.talk.answering import answer_to
from game.rules.levers import Seat, other
from game.table.moves import Answer, Ask, Commit, Move
from game.table.planning import bill
from game.table.playing import play
from game.table.seen.observation import Card, QuestionView
from game.table.seen.observing import observe
from game.table.table import Table
from game.table.talk.questions import read_deck
from tests.narrowed import distribution_facts, distribution_now, marketings, there
from tests.partners.sitting import SLUGS, pair, table, turns, until

DECK = read_deck()
READS = sorted({card.reads for card in DECK.cards.values()})


def numbers(text: str) -> list[float]:
    return [float(found.replace(",", "")) for found in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]


def at_round(
    slug: str,
    round_: int,
    seat: Seat,
    structure_: str = "talk",
    marketing: str = "deal-maker",
    distribution: str = "steady-hand",
) -> tuple[Table, Partner]:
    partners = pair(marketing, distribution)

    def there(at: Table) -> bool:
        return at.round == round_ and at.play_now.at[seat] == "talk"

    return until(table(slug, structure_), partners, there), partners[seat]


def said(at: Table, partner: Partner, reads: str) -> str:
    return answer_to(mind_of(Picture(observe(at, partner.seat)), partner.temper), reads)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("seat", ["marketing", "distribution"])
def test_every_card_gets_an_answer_of_one_or_two_sentences(slug: str, seat: Seat) -> None:
    for round_ in (1, 3):
        at, partner = at_round(slug, round_, seat)
        for reads in READS:
            text = said(at, partner, reads)
            assert text.endswith((".", "?"))
            assert "\n" not in text and 10 < len(text) < 400


def test_a_question_is_answered_once_and_before_anything_else_is_done() -> None:
    at, partner = at_round("cold-brew", 2, "distribution")
    at = play(at, Ask("marketing", "what-worries-you"))
    first = partner.act(observe(at, "distribution"))
    assert isinstance(first[0], Answer) and first[0].card == "what-worries-you"
    at = play(at, first[0])
    assert not any(isinstance(move, Answer) for move in partner.act(observe(at, "distribution")))


def test_stock_cover_names_what_is_in_the_house_and_what_is_due() -> None:
    at, partner = at_round("cold-brew", 3, "distribution")
    text = said(at, partner, "stock-cover")
    now = observe(at, "distribution").now
    assert numbers(text)[-1] == round(sum(due[0] for due in distribution_now(now).on_the_way.values()))
    # "espresso 9 days": the stock against a month of usual orders, by hand.
    days = float(there(re.search(r"espresso (\d+) days", text)).group(1))
    by_hand = 30.0 * distribution_now(now).stock["espresso"] / distribution_now(now).usual_orders["espresso"]
    assert days == pytest.approx(by_hand, rel=0.35, abs=2)


def test_money_left_is_the_budget_less_the_plan_that_is_then_committed() -> None:
    at, partner = at_round("cold-brew", 2, "marketing", marketing="brand-guardian")
    budget, used, left = numbers(said(at, partner, "budget-left"))
    *_, commit = _acted_to_the_end(at, partner)
    assert isinstance(commit, Commit)
    billed = bill(at, "marketing", commit.plan)
    assert budget == round(billed.budget)
    assert used == pytest.approx(billed.cost, abs=1)
    assert left == pytest.approx(max(0.0, billed.budget - billed.cost), abs=1)


@pytest.mark.parametrize(("seat", "other"), [("marketing", "cost-hawk"), ("distribution", "growth-chaser")])
def test_what_it_means_to_do_is_what_it_then_does(seat: Seat, other: str) -> None:
    """With nothing signed in between, the plan that follows holds every figure of the answer."""
    mates = {"marketing": "brand-guardian", "distribution": "firefighter"}
    at, partner = at_round("deal-season", 3, seat, **mates)
    text = said(at, partner, "plan-next")
    *_, commit = _acted_to_the_end(at, partner)
    assert isinstance(commit, Commit)
    played = {round(float(value), 2) for value in commit.plan.values() if not isinstance(value, str | bool)}
    before = {round(float(v), 2) for v in observe(at, seat).current.values() if not isinstance(v, str | bool)}
    for figure in numbers(text.replace("%", "")):
        assert {figure, figure / 100} & (played | before), f"{figure} of {text!r} is not in the plan"


def _acted_to_the_end(at: Table, partner: Partner) -> list[Move]:
    """The partner's moves until it has committed, the other having left the talk and planned."""
    moves: list[Move] = []
    if other(partner.seat) not in at.play_now.commits:
        at = play(at, Commit(other(partner.seat)))
    for _ in range(6):
        for move in partner.act(observe(at, partner.seat)):
            if type(move).__name__ == "Propose":
                continue
            moves.append(move)
            at = play(at, move)
        if moves and type(moves[-1]).__name__ == "Commit":
            return moves
    raise AssertionError("it never committed")


def test_where_the_money_goes_is_the_largest_line_of_the_dashboard() -> None:
    for seat in ("marketing", "distribution"):
        at, partner = at_round("one-cart", 4, seat)
        money = observe(at, seat).months[-1].money
        assert numbers(said(at, partner, "cost-driver"))[0] == round(-min(money.values()))


def test_the_lead_time_is_the_suppliers() -> None:
    at, partner = at_round("new-shores", 1, "distribution")
    text = said(at, partner, "lead-time")
    assert "trail stove 3 months, one month the fast way" in text
    assert "cook set 2 months" in text


def test_room_on_the_floor_adds_up() -> None:
    at, partner = at_round("cheap-miles", 1, "distribution")
    free, hours, units = numbers(said(at, partner, "capacity-left"))[:3]
    facts = distribution_facts(observe(at, "distribution").facts)
    assert hours == facts.capacity
    # By hand: usual orders by market, of mugs and bowls nine tenths in the first month, of sets .95, times handling.
    orders: dict[str, dict[str, float]] = {
        "mug-pair": {"iberia": 324, "france": 234, "north": 216},
        "dinner-set": {"iberia": 133, "france": 104.5, "north": 104.5},
        "serving-bowl": {"iberia": 207, "france": 162, "north": 144},
    }
    work = fsum(
        amount * facts.handling[product] * facts.market_handling[market]
        for product, markets in orders.items()
        for market, amount in markets.items()
    )
    # Distribution does not know the split over markets before the first month: an even split is its best guess.
    assert hours - free == pytest.approx(work, rel=0.1)
    assert units == pytest.approx(free * sum(sum(m.values()) for m in orders.values()) / work, rel=0.1)


def test_a_floor_without_room_says_what_it_expects() -> None:
    """First day: 1,900 breakfast boxes are signed. Of 950 cake boxes .95 come in March.

    A rival has run out, a tenth more, of which a memory of .3 takes six tenths: 950 x .95 x 1.06 = 957. An even split
    over offices at .85 and homes at 1.2 makes 1.025: (1,900 x .055 + 957 x .07) x 1.025 = 176 hours for 170.
    """
    at, partner = at_round("first-day", 1, "distribution")
    assert [one.settings for one in observe(at, "distribution").proposals] == [{"forecast.breakfast-box": 1900.0}]
    assert numbers(said(at, partner, "capacity-left")) == [176, 170, 103]


def test_the_forecast_it_tells_is_a_sum() -> None:
    at, partner = at_round("deal-season", 2, "distribution")
    total, *parts = numbers(said(at, partner, "forecast-own"))
    lately = sum(sum(markets.values()) for markets in marketings(observe(at, "marketing").months[-1]).orders.values())
    assert total == pytest.approx(sum(parts[:3]), abs=2)
    assert parts[3] == round(lately)


def test_the_promise_is_explained_with_the_days_that_everybody_saw() -> None:
    at, partner = at_round("cheap-miles", 3, "marketing")
    shared = observe(at, "marketing").shared[-1]
    text = said(at, partner, "promise-reason")
    assert f"{shared.days:.1f} days" in text
    assert f"we told them {shared.promise:g}" in text


def test_a_seat_that_does_not_know_says_so() -> None:
    """Stock is not marketing's to see: it must not be made up."""
    at, partner = at_round("cold-brew", 2, "marketing")
    assert said(at, partner, "stock-cover").startswith("I cannot see the shelves from here")


def test_a_card_nobody_has_heard_of_is_still_answered() -> None:
    at, partner = at_round("cold-brew", 2, "marketing")
    seen = observe(at, "marketing")
    strange = Card("new-card", "What is your favourite colour?", "", "colour")
    asked = replace(seen, questions=(QuestionView(2, "distribution", strange, None),))
    assert isinstance(partner.act(asked)[0], Answer)


def test_those_who_are_asked_where_data_is_shared_do_not_claim_to_be_blind() -> None:
    played = turns(table("cold-brew", "sync"), pair("bridge-builder", "bridge-builder"))
    texts = [move.text for _, move, _ in played if isinstance(move, Answer)]
    assert texts and not any("see neither" in text or "blind" in text for text in texts)
