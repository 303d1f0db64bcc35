"""What two seats say to each other, in words: the talk with a figure at each entry's edge, requests, words given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from game import figures
from game.rules.levers import Plan, Seat, Value, other
from game.table.moves import Limit
from game.table.seen.observation import Observation
from game.table.seen.spoken import AnswerKind, Entry, EntryKind, GivenWord, Heard, Requested
from game.table.talk.hearsay import ALL, OF
from game.telling.readings import item_names
from game.telling.settings import worded

REPLY: Final = "└"
SIGNS: Final[Mapping[EntryKind, str]] = MappingProxyType(
    {"ask": "?", "request": "◇", "propose": "≡", "say": " ", "answer": REPLY, "yes": REPLY, "no": REPLY, "offer": REPLY,
     "sign": REPLY, "decline": REPLY, "withdraw": REPLY}
)  # fmt: skip
"""What stands before each kind of entry; what answers something hangs below it."""

DEAR: Final = 1_000.0
"""Money from which nobody tells the cents."""
_LIMITS: Final[Mapping[Limit, str]] = MappingProxyType({"is": "", "at-least": "at least ", "at-most": "at most "})


@dataclass(frozen=True)
class Said:
    """An entry as a front lays it out."""

    entry: Entry
    who: str  # You, Marketing or Distribution
    says: str
    chip: str  # the figure, or what came of it; "" = nothing
    waits: Seat | None  # who is to answer it now


def talk_of(seen: Observation, round_: int) -> tuple[Said, ...]:
    """The talk of a month, in the order things were said; what answers something hangs below it."""
    threads: list[list[Entry]] = []
    latest: dict[str, list[Entry]] = {}
    for one in seen.talk:
        if one.round != round_:
            continue
        thread = latest.get(one.about) if SIGNS[one.kind] == REPLY else None
        if thread is None:
            thread = []
            threads.append(thread)
            latest.update({one.about: thread} if one.about else {})
        thread.append(one)
    return tuple(_said(seen, one) for thread in threads for one in thread)


def _said(seen: Observation, one: Entry) -> Said:
    who = "You" if one.by == seen.seat else one.by.capitalize()
    return Said(one, who, _says(seen, one), _chip(seen, one), _waits(seen, one))


def _says(seen: Observation, one: Entry) -> str:
    words = f"“{one.text}”" if one.text else ""
    about = "; ".join(worded(seen, key, of, now=False) for key, of in one.values.items())
    match one.kind:
        case "ask":
            return one.text
        case "request":
            ((key, of),) = one.values.items()
            return f"{held(seen, key, of, one.limit)}{in_month(seen, one.month)}? {words}".rstrip()
        case "offer":
            return f"Not that, but {about}. {words}".rstrip()
        case "propose":
            return f"{about}. {words}".rstrip()
        case "yes":
            return words or "Yes."
        case "sign":
            return words or "Signed."
        case "withdraw":
            return words or "Taken back."
        case _:
            return words


def _chip(seen: Observation, one: Entry) -> str:
    match one.kind:
        case "answer":
            return figures_told(seen, one.measure, one.values, one.round)
        case "yes":
            word = next((word for word in seen.words if word.id == one.about), None)
            return f"◆ {held(seen, word.key, word.value, word.limit)}" if word else "◆"
        case "sign":
            return "M✓ D✓"
        case "no" | "decline":
            return "no"
        case "propose":
            return one.about
        case _:
            return ""


def _waits(seen: Observation, one: Entry) -> Seat | None:
    """Who is to answer an entry now: of a request the newest thing said of it waits."""
    if one.round != seen.round or seen.at == "over":
        return None
    if one.kind == "ask":
        replied = any(at.kind == "answer" and at.about == one.about and at.round == one.round for at in seen.talk)
        return None if replied else other(one.by)
    if one.kind == "propose":
        return other(one.by) if any(at.id == one.about and at.status == "open" for at in seen.proposals) else None
    if one.kind in ("request", "offer"):
        asked = next((at for at in seen.requests if at.id == one.about and at.status == "open"), None)
        return asked.waits if asked is not None and asked.waits != one.by else None
    return None


def held(seen: Observation, key: str, of: Value, limit: Limit) -> str:
    """A setting as somebody is to hold it: `Temps: at least 2 people`."""
    words = worded(seen, key, of, now=False)
    name, colon, shown = words.rpartition(": ")
    return f"{name}{colon}{_LIMITS[limit]}{shown}" if colon else words


def in_month(seen: Observation, month: int) -> str:
    """` in July`."""
    return f" in {seen.scenario.months[month - 1]}"


def request_words(seen: Observation, asked: Requested) -> str:
    """A request as it stands now, in a line: what is wanted, or what was offered instead."""
    of = asked.value if asked.offered is None else asked.offered
    return f"{held(seen, asked.key, of, asked.limit)}{in_month(seen, asked.month)}"


def word_given(seen: Observation, word: GivenWord) -> str:
    """A word in a line: `You: Promotion, Espresso: none in July`, and whether it was kept."""
    who = "You" if word.by == seen.seat else word.by.capitalize()
    kept = {None: "", True: " ✓ kept", False: " ✗ not kept"}[word.kept]
    return f"{who}: {held(seen, word.key, word.value, word.limit)}{in_month(seen, word.month)}{kept}"


def word_judged(seen: Observation, word: GivenWord, named: bool = False) -> str:
    """At the reveal: whether a word was kept, in a sentence; `named` = both seats look on, and nobody is "you"."""
    gave, whose = ("You", "your") if word.by == seen.seat and not named else (word.by.capitalize(), "its")
    was = held(seen, word.key, word.value, word.limit)
    if word.kept:
        return f"{gave} kept {whose} word: {was}."
    played = worded(seen, word.key, word.played, now=False).rpartition(": ")[2] if word.played is not None else ""
    if word.kept is None:
        return f"Nobody could keep a word any more: {was}. Somebody else had come to decide it."
    return f"{gave} did not keep {whose} word: {was}.{f' It was {played}.' if played else ''}"


def figures_told(seen: Observation, kind: AnswerKind, values: Plan, round_: int) -> str:
    """The figures of an answer, short: `House blend 4,000, July`."""
    whole = values.get(OF)
    parts = [
        _figure(seen, kind, about, of, round_, whole) for about, of in values.items() if about.partition("@")[0] != OF
    ]
    return "; ".join(parts)


def _figure(seen: Observation, kind: AnswerKind, about: str, of: Value, round_: int, whole: Value | None) -> str:
    item, _, month = about.partition("@")
    shown = measured(seen, kind, of)
    if whole is not None and not isinstance(whole, str):
        shown = f"{figures.units(float(of))} of {measured(seen, kind, whole)}" if not isinstance(of, str) else shown
    name = "" if item == ALL else f"{item_names(seen)[item]} "
    when = f", {seen.scenario.months[int(month) - 1]}" if month and int(month) != round_ else ""
    return f"{name}{shown}{when}"


def measured(seen: Observation, kind: AnswerKind, of: Value) -> str:
    """A figure told, in its measure."""
    if isinstance(of, str):
        return "no deal" if of == "none" else of.replace("-", " ")
    if kind == "money":
        write = figures.price if of < DEAR else figures.money
        return write(of, seen.scenario.currency)
    if kind == "days":
        return figures.days(of)
    if kind == "hours":
        return f"{figures.units(of)}{figures.HARD}h"
    return f"{'at most ' if kind == 'limit' else ''}{figures.units(of)}"


def heard(seen: Observation, one: Heard) -> tuple[str, str, str]:
    """What was heard: of what, the figure in quotation marks, and the month in which it was said."""
    whole = {"hours": "Floor", "money": "Money", "days": "Days", "deal": "Deals"}
    name = item_names(seen).get(one.item, "") or whole.get(one.kind, "All")
    shown = measured(seen, one.kind, one.value)
    if one.of > 0.0 and not isinstance(one.value, str):
        shown = f"{figures.units(one.value)} of {measured(seen, one.kind, one.of)}"
    about = "" if one.month == one.round else f" in {seen.scenario.months[one.month - 1]}"
    return name, f"“{shown}{about}”", seen.scenario.months[one.round - 1]
