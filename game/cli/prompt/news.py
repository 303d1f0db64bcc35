"""What has come up since a person last looked: answers, questions, proposals, words, and plans handed back."""

from __future__ import annotations

from types import MappingProxyType

from game import figures
from game.cli.prompt.chair import PromptChair
from game.rules.levers import LEVERS, Value
from game.table.seen.observation import Observation, ProposalView


def tell(chair: PromptChair) -> None:
    """Say everything new, once."""
    seen = chair.seen()
    lines: list[str] = []
    paper = chair.lines.paper
    for said in seen.messages:
        if said.by != chair.seat and chair.news_of([f"said {said.round} {said.text}"]):
            lines += paper.paragraph(f"{said.by.capitalize()} says: “{said.text}”", "    ", first="  ")
    for card in seen.asked:
        if card.answer and chair.news_of([f"answer {card.round} {card.card.key}"]):
            lines += paper.paragraph(f"You asked: “{card.card.asks}”", "    ", first="  ")
            lines += paper.paragraph(f"{chair.partner.capitalize()}: “{card.answer}”", "    ", first="  ")
    for card in seen.questions:
        if card.answer is None and chair.news_of([f"question {card.round} {card.card.key}"]):
            lines += paper.paragraph(f"{chair.partner.capitalize()} asks you: “{card.card.asks}”", "    ", first="  ")
            lines += paper.paragraph("To answer, type: answer, and then your words.", "    ")
    for proposal in seen.proposals:
        lines += _proposal(chair, seen, proposal)
    if seen.handed_back and chair.news_of([f"back {seen.round} {seen.handed_back}"]):
        lines += paper.paragraph(seen.handed_back, "  ")
    chair.lines.say(["", *lines] if lines else [])


def _proposal(chair: PromptChair, seen: Observation, proposal: ProposalView) -> list[str]:
    paper = chair.lines.paper
    if not chair.news_of([f"proposal {proposal.id} {proposal.status}"]):
        return []
    about = ", ".join(f"{key} {worded(key, value, seen)}" for key, value in proposal.settings.items())
    why = f" “{proposal.why}”" if proposal.why else ""
    if proposal.by != chair.seat and proposal.status == "open":
        lines = paper.paragraph(
            f"{chair.partner.capitalize()} proposes {proposal.id}: {about}.{why}", "    ", first="  "
        )
        return lines + paper.paragraph(
            f"To answer, type: sign {proposal.id}, or: decline {proposal.id} and why.", "    "
        )
    if proposal.by == chair.seat and proposal.status in ("signed", "declined"):
        answer = f" “{proposal.answer}”" if proposal.answer else ""
        return paper.paragraph(
            f"{chair.partner.capitalize()} {_SAYS[proposal.status]} {proposal.id}: {about}.{answer}", "    ", first="  "
        )
    return []


_SAYS = MappingProxyType({"signed": "signs", "declined": "says no to"})


def worded(key: str, value: Value, seen: Observation) -> str:
    """A value of a proposal in words."""
    lever = key.partition(".")[0]
    unit = LEVERS[lever].unit if lever in LEVERS else ""
    return figures.value(value, unit, seen.scenario.currency)
