"""What the two said and planned: a plan as what changed in it, proposals, kept lines, what each had expected."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from game import figures
from game.judging.levers import WORDS
from game.judging.months import sure
from game.rules.levers import LEVERS, Value, other
from game.rules.world import PROMOTIONS
from game.table.seen.observation import Proposal, Reading
from game.telling.notable import Past
from game.telling.readings import lever_for, sentence
from game.telling.story import Change, MonthStory

COUNTED: Final = frozenset({"stock-to-order", "capacity", "temps"})
"""Levers whose numbers need no noun beside their name."""


def sentences(changes: Sequence[Change], story: MonthStory) -> list[str]:
    """What changed, a sentence for each lever, the largest changes first."""
    levers: dict[str, list[Change]] = {}
    for change in changes:
        levers.setdefault(change.lever, []).append(change)
    ranked = sorted(levers.items(), key=lambda pair: -max(map(_size, pair[1])))
    return [_SAID.get(lever, _in_words if WORDS[lever].plan else _plainly)(found, story) for lever, found in ranked]


def _size(change: Change) -> float:
    """How large a change is: choices and decisions first, numbers by how far they moved."""
    if isinstance(change.now, str | bool) or isinstance(change.before, str | bool):
        return 3.0 if change.lever in ("launch", "market-entry", "site", "portfolio") else 1.0
    return min(0.9, abs(change.now - change.before) / max(abs(change.now), abs(change.before), 1e-9))


def _plainly(changes: Sequence[Change], story: MonthStory) -> str:
    """A lever and its settings: `Price: Espresso €10.50 (was €11.00)`."""
    lever = LEVERS[changes[0].lever]
    shown = [_moved(change, story) for change in changes]
    if lever.over == "company":
        return f"{lever.name}: {shown[0]}."
    return f"{lever.name}: {', '.join(f'{change.name} {text}' for change, text in zip(changes, shown, strict=True))}."


def _moved(change: Change, story: MonthStory) -> str:
    now = _shown(change, change.now, story)
    if change.before == 0.0 and not isinstance(change.before, bool):
        return f"{now} (was none)"
    if change.now == 0.0 and not isinstance(change.now, bool):
        return f"none (was {_shown(change, change.before, story)})"
    return f"{now} (was {_shown(change, change.before, story)})"


def _shown(change: Change, value: object, story: MonthStory) -> str:
    assert isinstance(value, str | float | int)
    if change.lever in COUNTED and not isinstance(value, str):
        return figures.units(value) if value else "none"
    if isinstance(value, str) and value in story.markets:
        return story.markets[value]
    return figures.value(value, change.unit, story.currency)


def _promotion(changes: Sequence[Change], story: MonthStory) -> str:
    deals = [f"a {str(c.now).replace('-', ' ')} on {c.name}" for c in changes if c.now != PROMOTIONS[0]]
    ended = [c.name for c in changes if c.now == PROMOTIONS[0]]
    never = story.round == story.rounds
    when = (", too late to run" if never else " for next month") if story.locked else ""
    said = []
    if deals:
        said.append(f"{figures.listed(deals)}{when}")
    if ended:
        said.append(f"no {'more ' if not story.locked else ''}deal on {figures.listed(ended)}{when}")
    text = "; ".join(said)
    return f"{text[0].upper()}{text[1:]}."


def _promise(changes: Sequence[Change], story: MonthStory) -> str:
    change = changes[0]
    assert isinstance(change.now, float | int) and isinstance(change.before, float | int)
    quicker = "quicker" if change.now < change.before else "slower"
    return f"Promises customers {figures.days(change.now)}, {quicker} than {figures.days(change.before)}."


def _in_words(changes: Sequence[Change], story: MonthStory) -> str:
    """A lever that has words for what a plan does with it: one sentence, or one for each item that has its own."""
    change, plan = changes[0], WORDS[changes[0].lever].plan
    own = plan.get(change.now)
    if own is not None and LEVERS[change.lever].over != "company":
        return " ".join(plan[one.now].format(item=one.name) for one in changes)
    item = figures.listed([one.name for one in changes])
    now, before = (_shown(change, value, story) for value in (change.now, change.before))
    return (plan[""] if own is None else own).format(item=item, value=now, before=before)


_SAID: Final[Mapping[str, Callable[[Sequence[Change], MonthStory], str]]] = MappingProxyType(
    {"promotion": _promotion, "delivery-promise": _promise}
)


def proposed(story: MonthStory, past: Past, proposal: Proposal) -> tuple[str, str, str]:
    """A proposal, its reason and what became of it; what was said a month ago already is not said again."""
    before = [one for one in (past[-1].proposals if past else ()) if dict(one.settings) == dict(proposal.settings)]
    about = ", and ".join(setting(key, value, story) for key, value in proposal.settings.items())
    head = f"{proposal.by.capitalize()} proposes{' again' if before else ''} {about}."
    fresh = proposal.why and proposal.why not in [one.why for one in before]
    why = f"“{proposal.why}”" if fresh else ""
    partner = other(proposal.by).capitalize()
    ended = {
        "signed": f"{partner} signs",
        "declined": f"{partner} says no",
        "withdrawn": f"{proposal.by.capitalize()} takes it back",
        "lapsed": "It is left open, and nothing changes",
        "open": "It waits for an answer",
    }[proposal.status]
    if not proposal.answer:
        return head, why, f"{ended}."
    if proposal.answer in [one.answer for one in before]:
        return head, why, f"{ended} as before."
    return head, why, f"{ended}: “{proposal.answer}”"


def setting(key: str, value: Value, story: MonthStory) -> str:
    """A setting of a proposal in words."""
    lever, _, item = key.partition(".")
    name = story.products.get(item) or story.markets.get(item) or story.settings.get(key, "").partition(", ")[2] or item
    if lever == "lead":
        who = "both" if value == "joint" else value
        return f"that {who} {'decide' if value == 'joint' else 'decides'} on {LEVERS[item].name.lower()}"
    if lever == "initiative":
        name = story.settings.get(key, name).partition(", ")[2] or name
    shown = figures.value(value, LEVERS[lever].unit if lever in LEVERS else "", story.currency)
    if lever not in WORDS or not WORDS[lever].propose:
        return f"to set {lever_for(key, {**story.products, **story.markets})} to {shown}"
    if LEVERS[lever].unit in ("units", "hours") and not isinstance(value, str):
        shown = figures.units(value)
    return WORDS[lever].propose.format(item=name, value=shown)


def kept_lines(months: Past) -> list[str]:
    """The lines that the seats kept about the last of these months; what was said so before is not said again."""
    if not months:
        return []
    *before, story = months
    lines: list[str] = []
    for seat, text in sorted(story.lines_kept.items()):
        said_before = {figures.without_figures(earlier.lines_kept.get(seat, "")) for earlier in before}
        if figures.without_figures(text) not in said_before:
            lines.append(f"{seat.capitalize()}: “{text}”")
    return lines


def expectations(story: MonthStory, past: Past) -> list[str]:
    """What a seat had expected of the other, where that is worth telling."""
    return [sentence(one, {**story.products, **story.markets}) for one in story.readings if _tells(one, story, past)]


def _tells(one: Reading, story: MonthStory, past: Past) -> bool:
    """Surely wrong, or wholly right: on a change of the month, or for the first time."""
    if one.hits == 0:
        return sure(one.confidence)
    before = any(other.hits == 2 and other.seat == one.seat for month in past for other in month.readings)
    return one.hits == 2 and (not before or one.lever in {change.key for change in story.decided})
