"""What two seats can say to each other at a line prompt, and what a person can look at again."""

from __future__ import annotations

from typing import Final

from game import figures
from game.cli.prompt import news, panel
from game.cli.prompt.always import Command, Commands
from game.cli.prompt.chair import PromptChair
from game.cli.prompt.propose import proposal_of, which
from game.cli.prompt.words import one_of, split
from game.cli.telling.markdown import markdown_lines
from game.partners import pointers
from game.refusal import Refusal
from game.rules.levers import Seat
from game.table.moves import Answer, Ask, Decline, Propose, Say, Sign, Withdraw

SHOWN: Final = ("sheet", "figures", "news", "joint", "proposals", "partner", "brief")


def showing(chair: PromptChair) -> Commands:
    """What shows again what was shown."""
    return {"show": Command("show [WHAT]", "again: sheet, figures, news, joint, proposals, partner, brief", _show)}


def _coach(chair: PromptChair, rest: str) -> bool:
    """What a good colleague would look at, with the plan as it stands."""
    seen, lines = chair.seen(), chair.lines
    for pointer in pointers(seen, chair.plan(seen)):
        lines.say(lines.paper.paragraph(figures.spaced(pointer.text), "    ", first="  - "))
    return False


def _show(chair: PromptChair, rest: str) -> bool:
    seen, paper, sign = chair.seen(), chair.lines.paper, chair.seen().scenario.currency
    what = one_of(rest, SHOWN, "thing to show") if rest else "sheet"
    if what == "figures":
        chair.lines.say(panel.now(chair, seen))
    elif what == "news":
        for card in seen.news:
            chair.lines.tell(f"{card.title}. {card.text}", "  ")
        if not seen.news:
            chair.lines.tell("No news this month.", "  ")
    elif what == "proposals":
        for one in seen.proposals:
            about = ", ".join(f"{key} {news.worded(key, value, seen)}" for key, value in one.settings.items())
            chair.lines.tell(f"{one.id}, by {one.by}, {one.status}: {about}. {one.why}", "  ")
        if not seen.proposals:
            chair.lines.tell("No proposals this month.", "  ")
    elif what == "partner":
        chair.lines.say(panel.partner(chair, seen))
    elif what == "brief":
        chair.lines.say(markdown_lines(paper, chair.brief))
    elif what == "joint" and seen.joint:
        chair.lines.say(panel.sheet(paper, seen.joint, {}, sign))
    elif what == "joint":
        chair.lines.tell("Nothing needs both signatures just now.", "  ")
    else:
        chair.lines.say(panel.sheet(paper, seen.sheet, chair.plan(seen), sign))
    return False


def _talking(chair: PromptChair) -> Commands:
    """What can be said to the partner at this table."""
    talk = chair.seen().structure.talk
    commands = dict(showing(chair))
    commands["coach"] = Command("coach", "what a good colleague would look at now; never what to set", _coach)
    if talk != "none":
        commands["ask"] = Command("ask NUMBER", "play a question card", _ask)
        commands["answer"] = Command("answer YOUR WORDS", "answer your partner's question", _answer)
    if talk == "open":
        commands["say"] = Command("say YOUR WORDS", "say something to your partner", _say)
    return commands


def _ask(chair: PromptChair, rest: str) -> bool:
    cards = chair.seen().cards
    if not rest:
        for number, card in enumerate(cards, 1):
            chair.lines.say(chair.lines.paper.paragraph(card.asks, "      ", first=f"  {number:>2}  "))
        return False
    if rest.isdecimal() and 1 <= int(rest) <= len(cards):
        key = cards[int(rest) - 1].key
    elif rest.isdecimal():
        raise Refusal(f"ask: expected a card from 1 to {len(cards)}, given {rest}.")
    else:
        key = one_of(rest, [card.key for card in cards], "card")
    chair.play(Ask(chair.seat, key))
    news.tell(chair)
    return False


def _answer(chair: PromptChair, rest: str) -> bool:
    open_ = [one.card.key for one in chair.seen().questions if one.answer is None]
    if not open_:
        raise Refusal("No question waits for your answer.")
    word, after = split(rest)
    key, text = (word, after) if word in open_ else (open_[0], rest)
    chair.play(Answer(chair.seat, key, text))
    chair.lines.tell("Answered.", "  ")
    news.tell(chair)
    return False


def _say(chair: PromptChair, rest: str) -> bool:
    chair.play(Say(chair.seat, rest))
    news.tell(chair)
    return False


def agreeing(chair: PromptChair) -> Commands:
    """What can be agreed at this table, and said."""
    commands = dict(_talking(chair))
    if chair.seen().structure.talk != "none":
        commands["propose"] = Command("propose SETTING VALUE [because ...]", "put a joint decision forward", _propose)
        commands["sign"] = Command("sign P1", "agree to your partner's proposal", _sign)
        commands["decline"] = Command("decline P1 WHY", "say no to it, with a sentence", _decline)
        commands["withdraw"] = Command("withdraw P1", "take your own proposal back", _withdraw)
    return commands


def _propose(chair: PromptChair, rest: str) -> bool:
    seen = chair.seen()
    settings, why = proposal_of(rest, seen)
    chair.play(Propose(chair.seat, settings, why))
    mine = [one for one in chair.seen().proposals if one.by == chair.seat]
    if mine and mine[-1].status == "open":
        chair.lines.tell(f"{mine[-1].id} is on the table.", "  ")
    news.tell(chair)
    return False


def _sign(chair: PromptChair, rest: str) -> bool:
    proposal, why = _meant(chair, chair.partner, rest)
    chair.play(Sign(chair.seat, proposal, why))
    chair.lines.tell(f"Signed: {proposal} holds.", "  ")
    news.tell(chair)
    return False


def _decline(chair: PromptChair, rest: str) -> bool:
    proposal, why = _meant(chair, chair.partner, rest)
    chair.play(Decline(chair.seat, proposal, why))
    chair.lines.tell(f"{proposal} is declined.", "  ")
    news.tell(chair)
    return False


def _withdraw(chair: PromptChair, rest: str) -> bool:
    proposal, why = _meant(chair, chair.seat, rest)
    chair.play(Withdraw(chair.seat, proposal, why))
    chair.lines.tell(f"{proposal} is taken back.", "  ")
    return False


def _meant(chair: PromptChair, by: Seat, rest: str) -> tuple[str, str]:
    """The open proposal of a seat that is meant, and the words after it."""
    return which(rest, [one for one in chair.seen().proposals if one.by == by and one.status == "open"])
