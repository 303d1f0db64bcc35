"""What the two said before the month: questions, answers, proposals, free words; and what each had expected."""

from __future__ import annotations

from game import figures
from game.judging.levers import WORDS
from game.judging.months import sure
from game.rules.levers import LEVERS, Value, other
from game.table.seen.observation import Proposal, Reading
from game.telling.notable import Past
from game.telling.readings import lever_for, sentence
from game.telling.story import MonthStory


def proposed(story: MonthStory, past: Past, proposal: Proposal) -> tuple[str, str, str]:
    """A proposal, its reason and what became of it; what was said a month ago already is not said again."""
    before = [one for one in (past[-1].proposals if past else ()) if dict(one.settings) == dict(proposal.settings)]
    about = ", and ".join(setting(key, value, story) for key, value in proposal.settings.items())
    head = f"{proposal.by.capitalize()} proposes{' again' if before else ''} {about}."
    fresh = proposal.why and proposal.why not in [one.why for one in before]
    why = f"“{figures.spaced(proposal.why)}”" if fresh else ""
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
    return head, why, f"{ended}: “{figures.spaced(proposal.answer)}”"


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
            lines.append(f"{seat.capitalize()}: “{figures.spaced(text)}”")
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
