"""Seats for partners in tests: seasons played by two partners, or by one against a seat that does anything legal."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from game.partners import Partner, partner_for
from game.refusal import Refusal
from game.rules.levers import SEATS, Lead, Seat, other
from game.scenario import Scenario, load
from game.table.moves import Commit, Move, Propose, Ready, Sign
from game.table.playing import play
from game.table.seen.observation import Observation, SettingView
from game.table.seen.observing import observe
from game.table.structure import structure
from game.table.table import Table

SLUGS = ("first-day", "cold-brew", "cheap-miles", "deal-season", "new-shores", "one-cart", "short-supply")
STRUCTURES = ("silo", "talk", "sync")
TURNS = 40


@cache
def scenario(slug: str) -> Scenario:
    return load(slug)


def table(slug: str, structure_: str = "silo", seed: int = 1, **dials: str) -> Table:
    return Table.start(scenario(slug), seed, structure(structure_, **dials))


def turns(at: Table, partners: Mapping[Seat, Partner]) -> Iterator[tuple[Observation, Move, Table]]:
    """Every move of the season: what the seat saw, the move, and the table after it."""
    while not at.over:
        before = at
        for seat in SEATS:
            for _ in range(TURNS):
                seen = observe(at, seat)
                moves = partners[seat].act(seen)
                for move in moves:
                    at = play(at, move)
                    yield seen, move, at
                if not moves or at.over or at.round != before.round:
                    break
            else:
                raise AssertionError(f"{seat} never stops in round {at.round}")
            if at.over:
                return
        assert at is not before, f"both wait for each other in round {at.round}"


def pair(marketing: str, distribution: str) -> dict[Seat, Partner]:
    return {"marketing": partner_for("marketing", marketing), "distribution": partner_for("distribution", distribution)}


def season(slug: str, marketing: str, distribution: str, structure_: str = "silo", seed: int = 1) -> Table:
    *_, (_, _, last) = turns(table(slug, structure_, seed), pair(marketing, distribution))
    return last


def until(at: Table, partners: Mapping[Seat, Partner], stop: Callable[[Table], bool]) -> Table:
    """The table when `stop` first holds."""
    if stop(at):
        return at
    for _, _, later in turns(at, partners):
        if stop(later):
            return later
    raise AssertionError("the season ended before")


def with_leads(at: Table, leads: Mapping[str, Lead]) -> Table:
    """The same table with other leads, as an agreement or an event might bring them."""
    return replace(at, leads=MappingProxyType({**at.leads, **leads}))


def anything(setting: SettingView, dice: random.Random) -> float | str | bool:
    """Any legal value."""
    if setting.kind == "switch":
        return dice.random() < 0.5
    if setting.kind == "choice":
        return dice.choice(setting.choices)
    steps = int((setting.high - setting.low) / setting.step) if setting.step else 0
    return min(setting.high, setting.low + dice.randint(0, steps) * setting.step)


def offered(at: Table, move: Propose | Sign) -> Table:
    """The table after the move, or as it was when it is not to be had: said already, or no longer joint."""
    try:
        return play(at, move)
    except Refusal:
        return at


def wild(at: Table, seat: Seat, dice: random.Random) -> Table:
    """The other chair, held by somebody who does anything that the table allows, and commits."""
    seen = observe(at, seat)
    if seen.at == "committed":
        return at
    for proposal in seen.proposals:
        if proposal.status == "open" and proposal.by != seat and dice.random() < 0.7:
            at = offered(at, Sign(seat, proposal.id))
    seen = observe(at, seat)
    if seen.joint and dice.random() < 0.6:
        setting = dice.choice(seen.joint)
        value = True if setting.kind == "switch" else anything(setting, dice)
        at = offered(at, Propose(seat, {setting.key: value}, "Why not?"))
    if seen.structure.talk != "none" and dice.random() < 0.2:
        lever = dice.choice(sorted(seen.leads))
        lead = dice.choice([lead for lead in ("marketing", "distribution", "joint") if lead != seen.leads[lever]])
        at = offered(at, Propose(seat, {f"lead.{lever}": lead}, "Let us try it the other way round."))
    return at


def wild_commit(at: Table, seat: Seat, dice: random.Random) -> Table:
    """Any plan within the budget: what costs money is halved until the table takes it."""
    seen = observe(at, seat)
    if seen.at == "committed":
        return at
    plan = {setting.key: anything(setting, dice) for setting in seen.sheet}
    for _ in range(16):
        try:
            return play(at, Commit(seat, plan, ""))
        except Refusal:
            plan = {key: cheaper(key, value) for key, value in plan.items()}
    raise AssertionError(f"{seat} cannot afford anything in round {at.round}")


def cheaper(key: str, value: float | str | bool) -> float | str | bool:
    """Half the money, no deal, no study, the carrier without a contract."""
    if key in ("brand-advertising", "performance-advertising", "extra-shift", "temps"):
        return 0.0 if float(value) < 1.0 else float(int(float(value) / 2))
    if key.startswith("promotion."):
        return "none"
    kept: dict[str, float | str | bool] = {"carrier": "partner", "customer-research": False}
    return kept.get(key, value)


def against_anything(
    at: Table, seat: Seat, persona: str, dice: random.Random
) -> Iterator[tuple[Observation, Move, Table]]:
    """A season of one partner against the wildest legal company; leads change hands as they please."""
    partner = partner_for(seat, persona)
    while not at.over:
        round_ = at.round
        if dice.random() < 0.5:
            lever = dice.choice(sorted(at.leads))
            at = with_leads(at, {lever: dice.choice(("marketing", "distribution", "joint"))})
        first = dice.random() < 0.5
        for turn in range(3):
            at = wild(at, other(seat), dice) if dice.random() < 0.5 else at
            for _ in range(TURNS):
                seen = observe(at, seat)
                moves = partner.act(seen)
                for move in moves:
                    at = play(at, move)
                    yield seen, move, at
                if not moves or at.round != round_:
                    break
            if at.round != round_:
                break
            if turn == (0 if first else 2):
                at = wild_commit(at, other(seat), dice)
                if at.round != round_:
                    break
        while at.round == round_ and not at.over:
            seen = observe(at, seat)
            moves = partner.act(seen)
            assert moves, f"{persona} waits for ever in round {round_} at {seen.at}"
            for move in moves:
                at = play(at, move)
                yield seen, move, at


def ready(at: Table, seat: Seat) -> Table:
    return play(at, Ready(seat))
