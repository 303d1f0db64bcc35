"""From a table to what one seat may see of it: the only way from the whole to an observation."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from game.rules.levers import Lead, Seat, Setting, Value, other
from game.rules.world import CHANNELS, DATA, SCALE, SOP
from game.table.month import Asked
from game.table.planning import bill, current, open_settings, plan_waits, settings_agreed, sheet_of, standing
from game.table.revealing import agreement_view, proposal_view
from game.table.seen.dashboards import DistributionFacts, DistributionNow, MarketingFacts, MarketingNow, Now
from game.table.seen.facts import site_keys
from game.table.seen.figures import by_market, by_product, chosen, grid, number, on_the_way, promotions
from game.table.seen.observation import (
    AgreementView,
    KeptLine,
    MarketView,
    Message,
    NewsView,
    Observation,
    PartnerView,
    ProductView,
    QuestionView,
    ScenarioView,
    SettingView,
)
from game.table.seen.pricing import about, charged
from game.table.seen.readings import CONSTRAINTS
from game.table.structure import Phase, initiative_keys
from game.table.table import Table
from game.table.talk.hearsay import entries, heard_by
from game.table.talk.requesting import words_given
from game.table.talk.talking import playable, setting_to_read


def observe(table: Table, seat: Seat) -> Observation:
    """Everything that a seat may see now."""
    partner, now, over = other(seat), table.play_now, table.over
    at: dict[Seat, Phase] = {one: "over" if over else phase for one, phase in now.at.items()}
    stands = standing(table)
    asked_about = None if over else setting_to_read(table, seat)
    committed = now.commits.get(seat)
    said = now.predictions.get(seat)
    return Observation(
        seat=seat,
        scenario=_scenario(table),
        holders=dict(table.holders),
        structure=table.structure,
        structure_since=table.structure_since,
        next_structure=table.next_structure,
        paused=table.paused,
        ended=table.ended,
        round=table.shown_round,
        phase=table.phase,
        at=at[seat],
        partner_at=at[partner],
        plan_waits=not over and plan_waits(table, seat),
        leads=dict(table.leads),
        sheet=_views(table, seat, stands),
        joint=() if table.structure.talk == "none" else _views(table, "joint", {**stands, **settings_agreed(table)}),
        partner_sheet=_views(table, partner, None),
        current={} if over else current(table, seat),
        committed=dict(committed.plan) if committed else None,
        handed_back=now.handed_back.get(seat, ""),
        facts=table.facts[seat],
        news=_news(table, seat),
        months=tuple(month.dashboards[seat] for month in table.history),
        now=now_of(table, seat),
        shared=tuple(month.shared for month in table.history),
        partner=_partner(table, seat),
        proposals=tuple(proposal_view(proposal) for proposal in now.proposals),
        agreements=tuple(_signed(table)),
        initiatives=initiative_keys(table.state.initiatives[0]),
        scale=_scale(table),
        promise=_promise(table),
        cards=playable(table, seat),
        questions=tuple(_question(table, table.round, one) for one in now.asked if one.by == partner),
        asked=_asked(table, seat),
        messages=_messages(table),
        talk=entries(table),
        heard=heard_by(table, seat),
        requests=now.requests,
        words=words_given(table),
        constraints=CONSTRAINTS[partner],
        lever_to_read=asked_about.key if asked_about else "",
        prediction=said,
        lines=tuple(KeptLine(month.round, month.lines[seat]) for month in table.history if seat in month.lines),
    )


def _scenario(table: Table) -> ScenarioView:
    scenario, world, state = table.scenario, table.world, table.state
    products = zip(
        world.products.keys,
        world.products.names,
        world.products.list_price.tolist(),
        state.launched[0].tolist(),
        state.listed[0].tolist(),
        strict=True,
    )
    markets = zip(
        world.markets.keys, world.markets.names, world.markets.channel.tolist(), state.entered[0].tolist(), strict=True
    )
    return ScenarioView(
        slug=scenario.slug,
        title=scenario.title,
        currency=scenario.currency,
        rounds=scenario.rounds,
        months=scenario.months,
        products=tuple(ProductView(*product) for product in products),
        markets=tuple(MarketView(key, name, CHANNELS[code], entered) for key, name, code, entered in markets),
    )


def _views(table: Table, lead: Lead, stands: dict[str, Value] | None) -> tuple[SettingView, ...]:
    """The settings of one lead; without their values where `stands` is None."""
    return tuple(_view(table, setting, lead, stands) for setting in sheet_of(table, lead))


def _view(table: Table, setting: Setting, lead: Lead, stands: dict[str, Value] | None) -> SettingView:
    lever, (once, monthly) = setting.lever, charged(table, setting)
    return SettingView(
        key=setting.key,
        lever=lever.id,
        name=setting.name,
        about=about(table, setting),
        kind=lever.kind,
        over=lever.over,
        unit=lever.unit,
        item=setting.item_key,
        lead=lead,
        low=setting.low,
        high=setting.high,
        step=setting.step,
        choices=setting.choices,
        default=None if stands is None else setting.default,
        current=None if stands is None else stands[setting.key],
        once=once,
        monthly=monthly,
    )


def _news(table: Table, seat: Seat) -> tuple[NewsView, ...]:
    if table.over:
        return ()
    return tuple(
        NewsView(event.card, event.title, event.marketing if seat == "marketing" else event.distribution, event.good)
        for event in table.scenario.news(table.round)
    )


def now_of(table: Table, seat: Seat) -> Now:
    """What a seat knows before it plans."""
    world, state = table.world, table.state
    products, markets = world.products.keys, world.markets.keys
    on_sale = chosen(products, state.launched[0] & state.listed[0])
    entered = chosen(markets, state.entered[0])
    locked = np.where(state.launched & state.listed, state.locked, 0)
    calendar = promotions(world, locked) if bool(state.initiatives[0, SOP]) else None
    budget = table.history[-1].dashboards[seat].budget if table.over else bill(table, seat, current(table, seat)).budget
    if seat == "marketing":
        return MarketingNow(
            goodwill=number(state.goodwill),
            satisfaction=by_market(world, state.satisfaction, state.entered),
            adstock=number(state.adstock),
            borrowed=by_product(world, state.pulled),
            promotion=calendar,
            on_sale=on_sale,
            entered=entered,
            budget=budget,
        )
    return DistributionNow(
        stock=by_product(world, np.add.reduce(state.stock, axis=2)),
        pools={key: tuple(row) for key, row in zip(products, state.stock[0].tolist(), strict=True)},
        on_the_way=on_the_way(world, state),
        backlog=grid(world, state.backlog),
        usual_orders=by_product(world, state.smoothed),
        capacity=number(state.capacity + state.capacity_due[:, 0]),
        capacity_due=tuple(state.capacity_due[0, 1:].tolist()),
        fatigue=number(state.fatigue),
        temps=number(state.temps),
        temp_skill=number(state.temp_skill),
        site=site_keys(table.scenario)[int(state.site[0])],
        on_sale=on_sale,
        entered=entered,
        promotion=calendar,
        budget=budget,
    )


def shares_data(table: Table) -> bool:
    """Does each seat see the other's figures? By the structure, or because both have signed it."""
    return bool(table.state.initiatives[0, DATA])


def _partner(table: Table, seat: Seat) -> PartnerView | None:
    """The partner's figures where data is shared; its draft only once this seat has read it unaided."""
    if not shares_data(table):
        return None
    partner, now = other(seat), table.play_now
    commit, facts = now.commits.get(partner), table.facts[partner]
    told = facts if isinstance(facts, MarketingFacts) else None
    costs = facts.unit_cost if isinstance(facts, DistributionFacts) else {}
    return PartnerView(
        months=tuple(month.dashboards[partner] for month in table.history),
        now=now_of(table, partner),
        plan=dict(commit.plan) if commit and now.at[seat] != "read" else None,
        last_plan={setting.key: table.values[setting.key] for setting in sheet_of(table, partner)},
        base_orders={product: dict(row) for product, row in told.base_orders.items()} if told else {},
        unit_cost=dict(costs),
    )


def _signed(table: Table) -> Iterator[AgreementView]:
    for month in table.history:
        yield from month.shared.agreements
    yield from (agreement_view(signed, table.round) for signed in table.play_now.signed())


def _question(table: Table, round_: int, asked: Asked) -> QuestionView:
    return QuestionView(round_, asked.by, table.deck.cards[asked.card], asked.answer, dict(asked.values))


def _asked(table: Table, by: Seat) -> tuple[QuestionView, ...]:
    """The cards that a seat has played, all season."""
    rounds = (*((month.round, month.asked) for month in table.history), (table.round, table.play_now.asked))
    return tuple(_question(table, round_, one) for round_, asked in rounds for one in asked if one.by == by)


def _messages(table: Table) -> tuple[Message, ...]:
    said = (one for one in entries(table) if one.kind == "say")
    return tuple(Message(one.round, one.by, one.text) for one in said)


def _promise(table: Table) -> float:
    """The days that customers were last told; the default before round 1."""
    if table.history:
        return table.history[-1].shared.promise
    key = "delivery-promise"
    fixed = next((setting.default for setting in table.scenario.fixed if setting.key == key), 0.0)
    return float(table.values.get(key, fixed))


def _scale(table: Table) -> dict[str, float]:
    """The scale check, by setting: the floor's work at full volume with this item or market, as a multiple of today's.

    Empty unless both have signed the scale check. Work is base demand by handling, as the rules stage a roll-out;
    today's is what came in of late.
    """
    state, world = table.state, table.world
    if not bool(state.initiatives[0, SCALE]):
        return {}
    today = float((state.smoothed[0] * world.products.handling).sum())
    effort = world.products.base * world.products.handling[:, None] * world.markets.handling
    launched, entered = state.launched[0], state.entered[0]
    found = {}
    for setting in open_settings(table):
        cells = np.zeros_like(effort)
        if setting.lever.id == "launch":
            cells[setting.item] = effort[setting.item] * entered
        elif setting.lever.id == "market-entry":
            cells[:, setting.item] = effort[:, setting.item] * launched
        else:
            continue
        found[setting.key] = (today + float(cells.sum())) / today if today > 0.0 else 0.0
    return found
