"""What led to what in a month: both plans with their reasons, the chain of a clash or of a recovery, and a customer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from game.figures import arrow, change_of_money, days, listed, share, units
from game.judging.levers import WORDS
from game.judging.months import full, late, recovered, sold_out, tired
from game.rules.levers import SEATS, Seat
from game.table.clashes import CATALOGUE
from game.table.seen.in_full import MonthInFull
from game.table.seen.observation import ClashView, Observation, SharedMonth
from game.telling.readings import item_names
from game.telling.settings import sayer


@dataclass(frozen=True)
class Cause:
    """One link of a chain."""

    sign: str
    role: str  # whose it is, for its colour: a seat, "together", or "trouble"
    text: str
    quote: str = ""  # in its holder's words


@dataclass(frozen=True)
class Voice:
    """A customer's words."""

    who: str
    says: str


MATTERS: Final = MappingProxyType(
    {
        "expansion": ("market-entry", "delivery-promise", "temps", "extra-shift", "stock-to-order"),
        "launch": ("launch", "promotion", "temps", "extra-shift", "stock-to-order"),
        "promotion": ("promotion", "price", "stock-to-order", "temps", "extra-shift"),
        "miles": ("delivery-promise", "outbound-mode", "processing", "packaging", "carrier"),
    }
)
"""The levers that a clash may come of, by its short name."""
MOST: Final = 3
"""Settings of a plan that are told in a sentence."""
CLOSES: Final = "trouble"


def plan_links(seen: Observation, month: MonthInFull) -> tuple[Cause, ...]:
    """Both plans, each by what it moved and in its holder's words."""
    return tuple(
        Cause("●", seat, f"{seat.capitalize()} {_did(seen, month, seat) or 'moved nothing'}.", month.why[seat])
        for seat in SEATS
    )


def clash_links(seen: Observation, month: MonthInFull, clash: ClashView) -> tuple[Cause, ...]:
    """How a clash came about: what each did for it, where it broke, and what customers made of that."""
    shared = seen.shared[month.round - 1]
    kind = CATALOGUE[clash.clash]
    links = []
    for seat in SEATS:
        did = _did(seen, month, seat, MATTERS[kind.short])
        if did:
            links.append(Cause("●", seat, f"{seat.capitalize()} {did}.", month.why[seat]))
    links += [Cause("!", CLOSES, text) for text in _where(month, clash)]
    links.append(
        Cause("▼", CLOSES, f"{share(shared.on_time)} came in time, of what was promised for {days(shared.promise)}.")
    )
    links += [Cause("▼", CLOSES, text) for text in _felt(seen, shared)]
    return tuple(links)


def recovery_links(seen: Observation, month: MonthInFull) -> tuple[Cause, ...]:
    """How a promise that had been missed holds again; nothing where it is not so."""
    shared = seen.shared[month.round - 1]
    past = seen.shared[month.round - 2] if month.round > 1 else None
    if past is None or not recovered(past, shared):
        return ()
    links = [
        Cause(
            "▼",
            CLOSES,
            f"A month ago {share(past.on_time)} came in time, {days(past.days)} for a promise of {days(past.promise)}.",
        )
    ]
    links += [
        Cause("●", seat, f"{seat.capitalize()} {did}.", month.why[seat])
        for seat in SEATS if (did := _did(seen, month, seat))
    ]  # fmt: skip
    links.append(
        Cause(
            "✓",
            "together",
            f"Now {share(shared.on_time)} came in time: {days(shared.days)} for {days(shared.promise)}.",
        )
    )
    return (*links, *(Cause("▲", "together", text) for text in _felt(seen, shared)))


def _did(seen: Observation, month: MonthInFull, seat: Seat, levers: Sequence[str] = ()) -> str:
    """What a seat moved, as a clause; of some levers only, where they are named, and then also how they stood."""
    plan = month.plans[seat]
    keys = [key for key in plan if not levers or key.partition(".")[0] in levers]
    keys.sort(key=lambda key: levers.index(key.partition(".")[0]) if levers else 0)
    moved = [key for key in keys if plan[key] != month.before.get(key)]
    told = list(dict.fromkeys(_clause(seen, key, month) for key in (moved or (keys[:1] if levers else ()))))
    more = len(told) - MOST
    return listed([*told[:MOST], *([f"moved {units(more)} more"] if more > 0 else [])])


def _clause(seen: Observation, key: str, month: MonthInFull) -> str:
    lever, _, item = key.partition(".")
    setting = next((one for one in (*seen.sheet, *seen.partner_sheet, *seen.joint) if one.key == key), None)
    value = month.values.get(key, "")
    said = sayer(seen, lever, setting.unit if setting is not None else "")(value)
    return WORDS[lever].phrase(value).did.format(item=item_names(seen).get(item, item), value=said)


def _where(month: MonthInFull, clash: ClashView) -> Iterable[str]:
    """Where it broke: the clash in its own figures, and how full the floor was."""
    yield clash.sentence
    if full(month.utilisation):
        yield f"The floor had work for {share(month.utilisation)} of its hours."
    if tired(month.fatigue):
        yield "The crew was tired."


def _felt(seen: Observation, shared: SharedMonth) -> Iterable[str]:
    """What customers made of it, and what that is worth."""
    past = seen.shared[shared.round - 2] if shared.round > 1 else None
    moved = f" ({change})" if past and (change := arrow(shared.satisfaction, past.satisfaction)) != "=" else ""
    worth = change_of_money(shared.equity, seen.scenario.currency)
    yield f"Satisfaction {units(shared.satisfaction)}{moved}: customer equity {worth} this month."


def voice_of(seen: Observation, month: MonthInFull, good: bool = False) -> Voice | None:
    """A customer of the market that fared worst, or best; None where nothing reached anybody."""
    shared = seen.shared[month.round - 1]
    if not month.on_time:
        return None
    pick = (max if good else min)(month.on_time, key=lambda key: (month.on_time[key], key))
    market = next(one for one in seen.scenario.markets if one.key == pick)
    said, took = days(shared.promise), days(month.days[pick])
    who = {"trade": f"A buyer, {market.name}", "store": f"A shop manager, {market.name}"}
    if good:
        return Voice(
            who.get(market.channel, f"A customer, {market.name}"),
            f"You said {said}, and it came. I had stopped expecting that.",
        )
    ran_out = any(sold_out(month.short[key], month.orders[key]) for key in month.orders)
    if ran_out and not late(shared):
        return Voice(
            who.get(market.channel, f"A customer, {market.name}"),
            "I ordered what you advertised, and you had none. So I bought it where there was some.",
        )
    told = {
        "trade": f"You said {said}, so I chalked it on the board. It took {took}. My guests know my name, not yours.",
        "store": f"We cleared the shelf for it: {said}, you had said. It took {took}. An empty shelf sells nothing.",
    }
    home = f"You said {said}, so I stayed in for it. It took {took}. I shall not wait like that again."
    return Voice(who.get(market.channel, f"A customer, {market.name}"), told.get(market.channel, home))
