"""What is said changes what a partner does: answers, requests and signatures, in the direction a colleague expects."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from game.partners import Partner, partner_for, personas
from game.partners.forecast.hearsay import belief
from game.partners.mind import mind_of
from game.partners.picture import Picture, as_number
from game.partners.plan.campaign import deals
from game.partners.plan.growing import readiness_of
from game.partners.plan.offer import promise
from game.partners.talk.requesting import requests
from game.rules.levers import Seat, other
from game.table.moves import Answer, Ask, Commit, Decline, Move, Propose, Ready, Reply, RequestSetting, Sign
from game.table.playing import play
from game.table.seen.observation import Observation
from game.table.seen.observing import observe
from game.table.seen.spoken import GivenWord, Heard
from game.table.structure import structure
from game.table.table import Table
from tests.narrowed import distribution_now
from tests.partners.sitting import SLUGS, scenario


def table(slug: str, preset: str = "talk", seed: int = 5) -> Table:
    return Table.start(scenario(slug), seed, structure(preset), talk_first=True)


def acted(at: Table, partner: Partner) -> Table:
    """The table when the partner has nothing more to do."""
    for _ in range(40):
        months = at.months
        moves = partner.act(observe(at, partner.seat))
        for move in moves:
            at = play(at, move)
        if not moves or at.months > months:
            return at
    raise AssertionError("it never stops")


def planned(at: Table, seat: Seat) -> dict[str, Any]:
    return dict(at.history[-1].commits[seat].plan)


def asked_and_answered(at: Table, partner: Partner, card: str, values: dict[str, Any]) -> Table:
    """The month when the partner has asked just this card, and been told this."""
    person = other(partner.seat)
    if card not in {one.card for one in at.play_now.asked}:
        at = play(at, Ask(partner.seat, card))
    at = play(play(at, Ready(person)), Answer(person, card, "So it is.", values))
    at = acted(at, partner)
    for asked in observe(at, person).questions:
        if asked.answer is None:
            at = acted(play(at, Answer(person, asked.card.key, "I cannot say.")), partner)
    for proposal in observe(at, person).proposals:
        if proposal.status == "open" and proposal.by == partner.seat:
            at = acted(play(at, Decline(person, proposal.id, "Not now.")), partner)
    return acted(play(acted(play(at, Ready(person)), partner), Commit(person)), partner)


def has_card(slug: str, seat: Seat, card: str) -> bool:
    return any(one.key == card for one in observe(table(slug), seat).cards)


def first_item(at: Table, seat: Seat) -> str:
    return observe(at, seat).now.on_sale[0]


# --- it plans after the talk ---


@pytest.mark.parametrize("persona", personas("distribution"))
def test_no_partner_commits_before_the_person_has_left_the_talk(persona: str) -> None:
    partner = partner_for("distribution", persona)
    at = acted(table("cold-brew"), partner)
    assert "distribution" not in at.play_now.commits
    at = acted(play(at, Ready("marketing")), partner)
    assert "distribution" not in at.play_now.commits
    assert at.play_now.at["distribution"] == "plan"


def test_what_it_asked_is_answered_before_it_plans() -> None:
    partner = partner_for("distribution", "steady-hand")
    at = acted(play(acted(table("cold-brew"), partner), Ready("marketing")), partner)
    (asked,) = observe(at, "marketing").questions
    for one in observe(at, "marketing").proposals:
        at = play(at, Decline("marketing", one.id, "Not now."))
    at = acted(play(at, Ready("marketing")), partner)
    assert "distribution" not in at.play_now.commits
    at = acted(play(at, Answer("marketing", asked.card.key, "None that I know.")), partner)
    assert "distribution" in at.play_now.commits


def test_what_is_signed_after_its_plan_has_it_plan_again() -> None:
    partner = partner_for("distribution", "bridge-builder")
    at = acted(table("cold-brew"), partner)
    at = acted(play(at, Ready("marketing")), partner)
    for asked in observe(at, "marketing").questions:
        at = acted(play(at, Answer("marketing", asked.card.key, "So.")), partner)
    at = acted(play(at, Ready("marketing")), partner)
    for proposal in observe(at, "marketing").proposals:
        if proposal.by == "distribution" and proposal.status == "open":
            at = acted(play(at, Decline("marketing", proposal.id, "Not now.")), partner)
    assert "distribution" in at.play_now.commits
    blend = "stock-to-order.house-blend"
    more = at.play_now.commits["distribution"].plan[blend] + 600.0  # type: ignore[operator]
    at = play(at, RequestSetting("marketing", blend, more, "at-least"))
    at = play(at, Reply("distribution", "R1", "yes"))
    assert "distribution" not in at.play_now.commits  # a word given after a plan opens it again
    at = acted(at, partner)
    assert at.play_now.commits["distribution"].plan[blend] == more


# --- answers ---


@pytest.mark.parametrize("persona", personas("distribution"))
@pytest.mark.parametrize("slug", [slug for slug in SLUGS if has_card(slug, "distribution", "what-do-you-expect")])
def test_told_of_more_orders_it_orders_more_and_of_fewer_less(slug: str, persona: str) -> None:
    partner, ordered = partner_for("distribution", persona), []
    for times in (0.3, 3.0):
        at = table(slug)
        usual = distribution_now(observe(at, "distribution").now).usual_orders
        item = first_item(at, "distribution")
        told = {item: round(times * usual[item]), f"{item}@2": round(times * usual[item])}
        at = asked_and_answered(at, partner, "what-do-you-expect", told)
        ordered.append(planned(at, "distribution")[f"stock-to-order.{item}"])
    most = next(one.high for one in observe(at, "distribution").sheet if one.key == f"stock-to-order.{item}")
    assert ordered[1] > ordered[0] or ordered[0] == most, ordered


@pytest.mark.parametrize("persona", personas("distribution"))
@pytest.mark.parametrize("slug", [slug for slug in SLUGS if has_card(slug, "distribution", "any-deals-coming")])
def test_told_of_a_deal_next_month_it_orders_no_less_and_who_listens_more(slug: str, persona: str) -> None:
    partner, ordered = partner_for("distribution", persona), []
    for deal in ("none", "feature"):
        at = table(slug)
        item = first_item(at, "distribution")
        depths = next(one.choices for one in observe(at, "marketing").sheet if one.key == f"promotion.{item}")
        told = depths[-1] if deal != "none" else "none"
        lead = round(observe(at, "distribution").facts.lead[item]["standard"])  # type: ignore[union-attr]
        at = asked_and_answered(at, partner, "any-deals-coming", {f"{item}@{1 + max(1, lead)}": told})
        ordered.append(planned(at, "distribution")[f"stock-to-order.{item}"])
    assert ordered[1] >= ordered[0], ordered
    if partner.temper.plans_together:
        most = next(one.high for one in observe(at, "distribution").sheet if one.key == f"stock-to-order.{item}")
        assert ordered[1] > ordered[0] or ordered[0] == most, ordered


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if has_card(slug, "distribution", "any-deals-coming")])
def test_told_of_a_deal_in_time_a_bridge_builders_shelves_are_full(slug: str) -> None:
    partner, at = partner_for("distribution", "bridge-builder"), table(slug)
    item = first_item(at, "distribution")
    lead = max(1, round(observe(at, "distribution").facts.lead[item]["standard"]))  # type: ignore[union-attr]
    when = 1 + lead
    depth = next(one.choices for one in observe(at, "marketing").sheet if one.key == f"promotion.{item}")[1]
    at = asked_and_answered(at, partner, "any-deals-coming", {f"{item}@{when}": depth})
    while at.round <= when:
        plan = {f"promotion.{item}": depth} if at.round == when else {}
        at = acted(at, partner)
        for _ in range(2):
            at = acted(play(at, Ready("marketing")), partner)
        at = acted(play(at, Commit("marketing", plan)), partner)
    played = at.history[when - 1]
    short = sum(played.dashboards["distribution"].short[item].values())  # type: ignore[union-attr]
    wanted = sum(played.dashboards["distribution"].wanted[item].values())  # type: ignore[union-attr]
    assert short <= 0.05 * wanted, (short, wanted)


@pytest.mark.parametrize("persona", ["brand-guardian", "bridge-builder"])
@pytest.mark.parametrize("slug", ["deal-season", "cold-brew", "short-supply"])
def test_told_that_there_is_no_room_who_minds_it_runs_no_deal(slug: str, persona: str) -> None:
    partner = partner_for("marketing", persona)
    at = asked_and_answered(table(slug), partner, "how-much-room", {"all": 0.0, "of": 200.0})
    deals = [value for key, value in planned(at, "marketing").items() if key.startswith("promotion.")]
    assert set(deals) <= {"none"}


def test_who_was_told_wrongly_is_believed_less() -> None:
    at = table("cold-brew")
    partner = partner_for("distribution", "steady-hand")
    for told in (400.0, 300.0):
        item = first_item(at, "distribution")
        at = asked_and_answered(at, partner, "what-do-you-expect", {item: told})
    seen = observe(at, "distribution")
    heard = tuple(one for one in seen.heard if one.kind == "units")
    item = heard[0].item
    true = [sum(month.wanted[item].values()) for month in seen.months]  # type: ignore[union-attr]
    right = tuple(Heard(one.round, one.card, "units", item, units, one.month, 0.0)
                  for one, units in zip(heard, true, strict=False))  # fmt: skip
    fresh, wrong = belief(Picture(replace(seen, heard=()))), belief(Picture(seen))
    assert wrong < fresh < belief(Picture(replace(seen, heard=right)))


# --- requests ---


def replied(at: Table, partner: Partner, request: RequestSetting) -> tuple[Table, str]:
    at = acted(acted(at, partner), partner)
    at = acted(play(play(at, Ready(request.seat)), request), partner)
    (asked,) = observe(at, request.seat).requests[-1:]
    return at, asked.status if asked.offered is None or asked.status != "open" else "offered"


@pytest.mark.parametrize("persona", personas("marketing"))
def test_it_says_yes_no_or_something_else_with_a_reason_and_a_yes_holds_in_its_plan(persona: str) -> None:
    partner, at = partner_for("marketing", persona), table("cold-brew")
    item = first_item(at, "marketing")
    at, status = replied(at, partner, RequestSetting("distribution", f"promotion.{item}", "none"))
    asked = observe(at, "distribution").requests[-1]
    assert status in ("given", "declined", "offered")
    assert asked.answer
    at = acted(play(at, Ready("distribution")), partner)
    at = acted(play(at, Commit("distribution")), partner)
    if status == "given":
        word = at.history[0].words[0]
        assert word.kept or "I gave my word" in at.history[0].commits["marketing"].why


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("seat", ["marketing", "distribution"])
def test_every_setting_can_be_asked_for_in_every_place_and_is_answered(slug: str, seat: Seat) -> None:
    partner = partner_for(seat, "bridge-builder")
    at = acted(table(slug), partner)
    person = other(seat)
    at = acted(play(at, Ready(person)), partner)
    for setting in observe(at, person).partner_sheet:
        if setting.kind == "number":
            value: Any = setting.high
        elif setting.kind == "choice":
            value = setting.choices[-1]
        else:
            value = True
        at = acted(play(at, RequestSetting(person, setting.key, value)), partner)
        last = observe(at, person).requests[-1]
        assert last.answer, setting.key
        assert last.status != "open" or last.waits == person
        if last.status == "open":
            at = play(at, Reply(person, last.id, "yes"))
    at = acted(play(acted(at, partner), Ready(person)), partner)
    at = acted(play(at, Commit(person)), partner)
    assert at.months == 1  # and whatever it promised, its plan is one that may be played
    for word in at.history[0].words:
        assert word.kept or word.kept is None or "I gave my word" in at.history[0].commits[seat].why


def test_a_bridge_builder_meets_a_request_more_often_than_a_cost_hawk() -> None:
    found = {}
    for persona in ("bridge-builder", "cost-hawk"):
        partner = partner_for("distribution", persona)
        sheet = observe(table("cold-brew"), "marketing").partner_sheet
        modes = [one for one in sheet if one.lever == "outbound-mode"]
        found[persona] = sum(
            replied(table("cold-brew"), partner, RequestSetting("marketing", one.key, one.choices[-1]))[1] == "given"
            for one in modes
        )
    assert found["bridge-builder"] >= found["cost-hawk"]


def test_hands_that_cannot_be_paid_are_offered_as_far_as_the_money_goes() -> None:
    partner, at = partner_for("distribution", "bridge-builder"), table("cold-brew")
    high = next(one.high for one in observe(at, "marketing").partner_sheet if one.key == "temps")
    at, status = replied(at, partner, RequestSetting("marketing", "temps", high, "at-least"))
    assert status in ("offered", "declined")
    assert "budget" in observe(at, "marketing").requests[-1].answer


def test_hands_that_it_has_promised_are_hours_that_it_counts_with() -> None:
    partner, at = partner_for("distribution", "cost-hawk"), table("cold-brew")
    seen = observe(at, "distribution")
    new = next(one for one in seen.joint if one.lever == "launch")
    word = GivenWord("R1", "distribution", 1, "temps", 1.0, "at-least", 1)
    without, counted = (
        readiness_of(mind_of(Picture(one), partner.temper), new).busy for one in (seen, replace(seen, words=(word,)))
    )
    assert counted < without - 0.01


@pytest.mark.parametrize("persona", personas("distribution"))
def test_what_it_offers_instead_it_says_yes_to_when_it_is_asked_for_that(persona: str) -> None:
    partner, start = partner_for("distribution", persona), table("cold-brew")
    at, status = replied(start, partner, RequestSetting("marketing", "temps", 4.0))
    offered = observe(at, "marketing").requests[-1].offered
    if status == "offered":
        assert offered is not None
        assert replied(start, partner, RequestSetting("marketing", "temps", offered))[1] == "given"


# --- signatures ---


def test_a_launch_that_is_signed_is_ordered_for() -> None:
    partner, at = partner_for("distribution", "bridge-builder"), table("cold-brew")
    new = next(one for one in observe(at, "marketing").joint if one.lever == "launch")
    ordered = []
    for proposed in (False, True):
        moves: list[Move] = [Ready("marketing")]
        if proposed:
            moves.append(Propose("marketing", {new.key: True, f"forecast.{new.item}": 900.0}))
        now = acted(at, partner)
        for move in moves:
            now = acted(play(now, move), partner)
        for asked in observe(now, "marketing").questions:
            if asked.answer is None:
                now = acted(play(now, Answer("marketing", asked.card.key, "So.")), partner)
        for one in observe(now, "marketing").proposals:
            if one.by == "distribution" and one.status == "open":
                now = acted(play(now, Sign("marketing", one.id)), partner)
        now = acted(play(now, Ready("marketing")), partner)
        now = acted(play(now, Commit("marketing")), partner) if now.months == 0 else now
        ordered.append(planned(now, "distribution")[f"stock-to-order.{new.item}"])
    assert ordered[1] > ordered[0]


@pytest.mark.parametrize("persona", personas("distribution"))
def test_who_says_let_me_order_some_first_orders_some(persona: str) -> None:
    partner, at = partner_for("distribution", persona), table("cold-brew")
    new = next(one for one in observe(at, "marketing").joint if one.lever == "launch")
    at = acted(play(play(acted(at, partner), Ready("marketing")), Propose("marketing", {new.key: True})), partner)
    answer = next(one for one in observe(at, "marketing").proposals if new.key in one.settings)
    for asked in observe(at, "marketing").questions:
        at = acted(play(at, Answer("marketing", asked.card.key, "So.")), partner)
    at = acted(play(at, Ready("marketing")), partner)
    at = acted(play(at, Commit("marketing")), partner) if at.months == 0 else at
    if "let me order some" in answer.answer:
        assert planned(at, "distribution")[f"stock-to-order.{new.item}"] > 0.0


# --- money and leads that were told ---


def hearing(seen: Observation, *told: Heard) -> Picture:
    return Picture(replace(seen, heard=told))


def test_who_was_told_that_nothing_is_left_asks_for_no_hands() -> None:
    at, marketing = table("cold-brew"), partner_for("marketing", "bridge-builder")
    for seat in ("marketing", "distribution"):
        while at.play_now.at[seat] != "plan":
            at = play(at, Ready(seat))
    at = play(play(at, Commit("marketing")), Commit("distribution"))
    seen = observe(at, "marketing")
    last = replace(seen.shared[-1], days=9.0, on_time=0.2)
    late = replace(seen, shared=(last,))
    asked = []
    for left in (0.0, 3_000.0):
        told = Heard(2, "money-left", "money", "", left, 2, 0.0)
        asked.append(len(requests(mind_of(hearing(late, told), marketing.temper))))
    assert asked == [0, 1]


def test_a_shelf_that_is_thin_stops_a_deal_unless_more_comes_within_the_month() -> None:
    seen = observe(table("cold-brew"), "marketing")
    thin = [Heard(1, "how-long-does-stock-last", "days", item, 6.0, 1, 0.0) for item in seen.now.on_sale]
    soon = [Heard(1, "how-soon-can-you-have-it", "days", "", 3.0, 1, 0.0)]
    ran = []
    for told in (thin, [*thin, *soon]):
        mind = mind_of(hearing(seen, *told), replace(partner_for("marketing", "deal-maker").temper, deals=1.0))
        ran.append(sum(deal != "none" for deal in deals(mind).settings.values()))
    assert ran[1] > ran[0] == 0


@pytest.mark.parametrize(("on_time", "days", "slower"), [(0.98, 4.9, False), (0.6, 7.9, True)])
def test_who_sees_that_a_promise_holds_does_not_ask_for_more_time(on_time: float, days: float, slower: bool) -> None:
    at = table("short-supply", "sync")
    for seat in ("marketing", "distribution"):
        while at.play_now.at[seat] != "plan":
            at = play(at, Ready(seat))
    at = play(play(at, Commit("marketing")), Commit("distribution", {"delivery-promise": 8.0}))
    seen = observe(at, "distribution")
    assert seen.promise == 8.0
    last = replace(seen.shared[-1], on_time=on_time, days=days, otif=on_time)
    picture = Picture(replace(seen, shared=(last,)))
    planned_ = promise(mind_of(picture, partner_for("distribution", "cost-hawk").temper), {}).settings
    assert (as_number(planned_["delivery-promise"]) > 8.0) == slower
