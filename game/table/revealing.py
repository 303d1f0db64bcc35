"""The reveal: both plans and all agreements become one month, its money booked whole, and data for everyone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

import numpy as np

from game.figures import apportioned, running
from game.rules.arrays import over_products, total
from game.rules.draws import draw
from game.rules.ledger import Ledger, ledger
from game.rules.levers import SEATS, Plan, Value, other
from game.rules.money import LINE_KEYS
from game.rules.month import Outcome, resolve
from game.rules.passing import company_otif
from game.rules.state import Plans
from game.scenario.packing import pack
from game.table.clashes import clashes_of
from game.table.month import InPlay, Month
from game.table.planning import settings_agreed, standing
from game.table.seen.figures import by_product, distribution_month, marketing_month, mean, number, promotions
from game.table.seen.observation import AgreementView, LedgerView, Proposal, Reading, SharedMonth
from game.table.seen.readings import judged, strains
from game.table.seen.spoken import GivenWord
from game.table.table import Table
from game.table.talk.agreeing import deadlocks, lapsed
from game.table.talk.requesting import judged_words, lapsed_requests


@dataclass(frozen=True)
class Books:
    """Whole units of currency, costs negative; the lines add up to the margin, the four results to the joint value.

    The joint value is what the season came to after the month, rounded, less what it came to before: so the months
    add up to the season as well.
    """

    lines: Mapping[str, float]  # by key, in the order of the rules
    margin: float
    equity: float
    stock: float
    later: float
    joint: float
    ledger: LedgerView  # the four add up to its total, which is the joint value


def booked(before: float, outcome: Outcome, ledger: Ledger) -> Books:
    """A month's money, booked.

    Args:
        before: joint value of the months before it, exact, in units of currency.
        outcome: of the month, one season.
        ledger: of the month, one season.
    """
    exact = outcome.money
    parts = (exact.margin, exact.equity, exact.stock, exact.later)
    _, joint = running((before, number(exact.joint) / 100.0))
    margin, equity, stock, later = apportioned(joint, [number(part) / 100.0 for part in parts])
    lines = apportioned(margin, [cents / 100.0 for cents in exact.lines[0].tolist()])
    shares = (ledger.reference, ledger.marketing, ledger.distribution, ledger.together)
    nobody, marketing, distribution, together = apportioned(joint, [number(share) / 100.0 for share in shares])
    return Books(
        lines=MappingProxyType(dict(zip(LINE_KEYS, lines, strict=True))),
        margin=margin,
        equity=equity,
        stock=stock,
        later=later,
        joint=joint,
        ledger=LedgerView(nobody, marketing, distribution, together, joint),
    )


IN_FORCE: Final = frozenset({"site", "portfolio", "budget-split"})
"""Levers whose default would undo what was decided before: the reference keeps them as they stand."""


def reveal(table: Table) -> Table:
    """Play the month that both have committed to, and open the next round."""
    now = table.play_now
    marketing, distribution = (now.commits[seat].plan for seat in SEATS)
    stands, reference = standing(table), reference_of(table)
    values = {**stands, **marketing, **distribution, **settings_agreed(table)}
    both = pack(table.scenario.layout, [values])
    draws = draw(table.ready.street, np.array([table.seed], dtype=np.uint64), table.state.round)
    step = resolve(table.ready, table.state, both, draws)
    alone = [pack(table.scenario.layout, [{**reference, **plan}]) for plan in ({}, marketing, distribution)]
    book = ledger(table.ready, table.state, alone[0], alone[1], alone[2], both, draws)
    books = booked(table.joint_value, step.outcome, book)
    proposals, readings = lapsed(now), _readings(table, values, both, step.outcome)
    words = judged_words(table, values, promotions(table.world, step.outcome.sale.promotion))
    month = Month(
        round=table.round,
        structure=table.structure,
        holders=table.holders,
        world=table.world,
        leads=table.leads,
        commits=now.commits,
        proposals=proposals,
        deadlocks=deadlocks(proposals),
        readings=readings,
        talk=now.talk,
        requests=lapsed_requests(now),
        words=words,
        values=MappingProxyType(values),
        reference=MappingProxyType(reference),
        plans=both,
        before=table.state,
        outcome=step.outcome,
        state=step.state,
        ledger=book,
        money=books.lines,
        dashboards=MappingProxyType(
            {
                "marketing": marketing_month(table.world, both, step.outcome, books.lines),
                "distribution": distribution_month(table.world, step.outcome, step.state, books.lines),
            }
        ),
        shared=_shared(table, both, step.outcome, books, proposals, readings, words),
        lines=MappingProxyType({}),
    )
    return replace(
        table,
        state=step.state,
        round=table.round + 1,
        values=month.values,
        play_now=InPlay(),
        history=(*table.history, month),
    )


def reference_of(table: Table) -> dict[str, Value]:
    """The usual settings of the place: defaults, with site, range, budget split and what both signed as they stand."""
    stands, defaults = standing(table), table.scenario.sheet.defaults()
    for setting in table.scenario.sheet.settings:
        joint_switch = setting.lever.kind == "switch" and setting.lever.lead == "joint"
        if setting.lever.id in IN_FORCE or joint_switch:
            defaults[setting.key] = stands[setting.key]
    return defaults


def _readings(table: Table, values: Plan, plans: Plans, outcome: Outcome) -> tuple[Reading, ...]:
    """Both predictions beside what was true."""
    found = []
    for seat, said in table.play_now.predictions.items():
        setting = table.scenario.sheet.find(said.lever)
        assert setting is not None, "a prediction is taken only for a setting of the sheet"
        strain = strains(other(seat), table.world, plans, outcome)
        found.append(judged(said, setting, table.values, values, strain))
    return tuple(found)


def _shared(
    table: Table, plans: Plans, outcome: Outcome, books: Books, proposals: tuple[Proposal, ...],
    readings: tuple[Reading, ...], words: tuple[GivenWord, ...],
) -> SharedMonth:  # fmt: skip
    """What everybody sees of the month."""
    world, road = table.world, outcome.last_mile
    shipped_m, wanted_m = over_products(outcome.floor.shipped)[0], over_products(outcome.filled.wanted)[0]
    return SharedMonth(
        round=table.round,
        promise=number(plans.marketing.promise),
        prices=by_product(world, plans.marketing.price),
        promotions=promotions(world, outcome.sale.promotion),
        ordered=number(total(outcome.demand.units)),
        shipped=number(total(outcome.floor.shipped)),
        otif=number(company_otif(outcome)),
        on_time=mean(road.on_time[0], shipped_m),
        days=mean(road.days[0], shipped_m),
        satisfaction=mean(outcome.customers.satisfaction[0], wanted_m),
        joint=books.joint,
        margin=books.margin,
        equity=books.equity,
        stock=books.stock,
        later=books.later,
        sponsored=number(outcome.money.sponsored) / 100.0,
        clashes=clashes_of(world, outcome),
        ledger=books.ledger,
        agreements=tuple(agreement_view(one, table.round) for one in proposals if one.status == "signed"),
        declined=tuple(proposal_view(one) for one in proposals if one.status in ("declined", "lapsed")),
        deadlocks=deadlocks(proposals),
        readings=readings,
        reasons={seat: commit.why for seat, commit in table.play_now.commits.items()},
        words=words,
    )


def agreement_view(signed: Proposal, round_: int) -> AgreementView:
    """What both signed, as both see it."""
    return AgreementView(signed.id, round_, signed.by, dict(signed.settings), signed.why, signed.answer)


def proposal_view(proposal: Proposal) -> Proposal:
    """A proposal as both see it, with nothing in it that the table holds too."""
    return replace(proposal, settings=dict(proposal.settings))
