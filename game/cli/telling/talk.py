"""What the two said before the month: questions, answers, proposals, free words; and what each had expected."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from game import figures
from game.cli.telling.notable import Past
from game.cli.telling.paper import Paper
from game.cli.telling.story import MonthStory
from game.rules.levers import LEVERS, Seat, Value, other
from game.table.inplay import Proposal
from game.table.seen.observation import Reading
from game.table.seen.readings import CONSTRAINTS


def told(paper: Paper, story: MonthStory, past: Past) -> list[str]:
    """Everything said before the plans; nothing where nobody talked."""
    lines: list[str] = []
    for said in story.said:
        lines += paper.paragraph(f"{said.seat.capitalize()}: “{figures.spaced(said.text)}”", "    ", first="  ")
    for exchange in story.exchanges:
        asked = f"{exchange.by.capitalize()} asks: “{exchange.asks}”"
        lines += paper.paragraph(asked, "    ", first="  ", style=exchange.by)
        answer = f"“{figures.spaced(exchange.answer)}”" if exchange.answer else "No answer came."
        lines += paper.paragraph(answer, "    ")
    for proposal in story.proposals:
        lines += _proposal(paper, story, past, proposal)
    return [*paper.heading("Before the plans"), *lines] if lines else []


def _proposal(paper: Paper, story: MonthStory, past: Past, proposal: Proposal) -> list[str]:
    """A proposal and its answer; what was said for it a month ago already is not said again."""
    before = [one for one in (past[-1].proposals if past else ()) if dict(one.settings) == dict(proposal.settings)]
    about = ", and ".join(setting(key, value, story) for key, value in proposal.settings.items())
    again = " again" if before else ""
    lines = paper.paragraph(
        f"{proposal.by.capitalize()} proposes{again} {about}.", "    ", first="  ", style=proposal.by
    )
    if proposal.why and proposal.why not in [one.why for one in before]:
        lines += paper.paragraph(f"“{figures.spaced(proposal.why)}”", "    ")
    partner = other(proposal.by).capitalize()
    ended = {
        "signed": f"{partner} signs",
        "declined": f"{partner} says no",
        "withdrawn": f"{proposal.by.capitalize()} takes it back",
        "lapsed": "It is left open, and nothing changes",
        "open": "It waits for an answer",
    }[proposal.status]
    fresh = proposal.answer and proposal.answer not in [one.answer for one in before]
    answer = f": “{figures.spaced(proposal.answer)}”" if fresh else "." if not proposal.answer else " as before."
    return lines + paper.paragraph(f"{ended}{answer}", "    ")


def setting(key: str, value: Value, story: MonthStory) -> str:
    """A setting of a proposal in words."""
    lever, _, item = key.partition(".")
    name = story.products.get(item) or story.markets.get(item) or story.settings.get(key, "").partition(", ")[2] or item
    if lever == "lead":
        who = "both" if value == "joint" else value
        return f"that {who} {'decide' if value == 'joint' else 'decides'} on {LEVERS[item].name.lower()}"
    if lever == "launch":
        return f"to launch {name}"
    if lever == "market-entry":
        return f"to enter {name}"
    if lever == "initiative":
        return f"to start {story.settings.get(key, name).partition(', ')[2] or name}"
    assert not isinstance(value, bool)
    if lever == "forecast" and not isinstance(value, str):
        return f"to plan on {figures.units(value)} units of {name}"
    if lever == "capacity" and not isinstance(value, str):
        return f"to add {figures.units(value)} floor hours a month"
    if lever == "budget-split" and not isinstance(value, str):
        return f"to give marketing {figures.share(value)} of the budget"
    shown = figures.value(value, LEVERS[lever].unit if lever in LEVERS else "", story.currency)
    return f"to set {lever_for(key, story)} to {shown}"


def looked_back(paper: Paper, months: Past) -> list[str]:
    """The lines that the seats kept about the last of these months; what was said so before is not said again."""
    if not months:
        return []
    *before, story = months
    lines: list[str] = []
    for seat, text in sorted(story.lines_kept.items()):
        said_before = {figures.without_figures(earlier.lines_kept.get(seat, "")) for earlier in before}
        if figures.without_figures(text) not in said_before:
            said = f"{seat.capitalize()}: “{figures.spaced(text)}”"
            lines += paper.paragraph(said, "    ", first="  ")
    return [*paper.heading(f"Looking back on {story.month}"), *lines] if lines else []


def read(paper: Paper, story: MonthStory, past: Past) -> list[str]:
    """What a seat had expected of the other, where that is worth telling."""
    lines = [line for one in story.readings if _tells(one, story, past) for line in _reading(paper, story, one)]
    return [*paper.heading("What each expected of the other"), *lines] if lines else []


def _tells(one: Reading, story: MonthStory, past: Past) -> bool:
    """Surely wrong, or wholly right: on a change of the month, or for the first time."""
    if one.hits == 0:
        return one.confidence >= SURE
    before = any(other.hits == 2 and other.seat == one.seat for month in past for other in month.readings)
    return one.hits == 2 and (not before or one.lever in {change.key for change in story.decided})


def _reading(paper: Paper, story: MonthStory, reading: Reading) -> list[str]:
    seat, partner = reading.seat.capitalize(), other(reading.seat)
    guess, truth = _limit(partner, reading.constraint), _limit(partner, reading.constraint_true)
    right = reading.constraint == reading.constraint_true
    limit = f"took {guess} for {partner}'s tightest limit" + (", and it was" if right else f"; it was {truth}")
    expected = f"expected {lever_for(reading.lever, story)} to {_did(reading.expects)}"
    met = ", rightly" if reading.expects == reading.was else f"; it {_did(reading.was, past=True)}"
    tone = _SURE[reading.confidence - 1]
    return paper.paragraph(f"{seat}, {tone}, {limit}. It {expected}{met}.", "    ", first="  ")


def lever_for(key: str, story: MonthStory) -> str:
    """A setting as a sentence names it: `price for Espresso`."""
    lever, _, item = key.partition(".")
    name = story.products.get(item) or story.markets.get(item)
    what = LEVERS[lever].name.lower() if lever in LEVERS else lever
    return f"{what} for {name}" if name else what


SURE = 4
_SURE = ("guessing", "half guessing", "fairly sure", "sure", "certain")


def _limit(seat: Seat, key: str) -> str:
    return next((f"the {one.name.lower()}" for one in CONSTRAINTS[seat] if one.key == key), key)


_MOVES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "up": ("go up", "went up"),
        "same": ("stay as it was", "stayed as it was"),
        "down": ("go down", "went down"),
        "on": ("be on", "was on"),
        "off": ("be off", "was off"),
    }
)


def _did(word: str, past: bool = False) -> str:
    now, then = _MOVES.get(word, (f"be “{word.replace('-', ' ')}”", f"was “{word.replace('-', ' ')}”"))
    return then if past else now
