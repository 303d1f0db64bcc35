"""What two seats can say to each other at a line prompt, and what a person can look at again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import Final

from game import figures
from game.cli.prompt import panel, requesting
from game.cli.prompt.always import Command, Commands
from game.cli.prompt.chair import PromptChair
from game.cli.prompt.words import YES, one_of, setting_and_rest, split, value_of
from game.cli.telling.markdown import markdown_lines
from game.doors.numbers import whole_number
from game.partners import pointers
from game.refusal import Refusal
from game.rules.levers import Value
from game.table.moves import Answer, Ask, Decline, Propose, Say, Sign, Withdraw
from game.table.seen.observation import Observation, Proposal, SettingView
from game.telling.answering import typed_answer, typed_example
from game.telling.talk import figures_told

LEAD = "lead."
LEADS = ("marketing", "distribution", "joint")
SHOWN: Final = ("sheet", "figures", "news", "joint", "proposals", "partner", "brief")


def showing(chair: PromptChair) -> Commands:
    """What shows again what was shown."""
    return {"show": Command("show [WHAT]", "again: sheet, figures, news, joint, proposals, partner, brief", _show)}


def _coach(chair: PromptChair, rest: str) -> bool:
    """What a good colleague would look at, with the plan as it stands."""
    seen, lines = chair.seen(), chair.lines
    lines.say(lines.paper.items(pointer.text for pointer in pointers(seen, chair.plan(seen))))
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
            about = ", ".join(f"{key} {panel.worded(key, value, seen)}" for key, value in one.settings.items())
            chair.lines.tell(f"{one.id}, by {one.by}, {one.status}: {about}. {one.why}", "  ")
        if not seen.proposals:
            chair.lines.tell("No proposals this month.", "  ")
    elif what == "partner":
        chair.lines.say(panel.partner(chair, seen))
    elif what == "brief":
        chair.lines.say(markdown_lines(paper, chair.brief))
    elif what == "joint" and seen.joint:
        chair.lines.say([*panel.sheet(paper, seen.joint, {}, sign), *panel.abouts(paper, seen.joint, chair.glossary)])
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
        commands["answer"] = Command(
            "answer FIGURES because YOUR WORDS",
            "answer your partner's question; words alone will do",
            _answer,
            words=True,
        )
    if talk == "open":
        commands["say"] = Command("say YOUR WORDS", "say something to your partner", _say, words=True)
    return commands


def numbered_cards(chair: PromptChair) -> list[str]:
    """The cards in hand; these are their numbers until they are shown again, whatever is played."""
    cards = chair.seen().cards
    chair.cards = [card.key for card in cards]
    return chair.lines.paper.items((card.asks for card in cards), numbered=True)


def _ask(chair: PromptChair, rest: str) -> bool:
    hand = chair.seen().cards
    if not hand:
        raise Refusal("ask: you have asked what you may ask this month.")
    if not rest:
        chair.lines.say(numbered_cards(chair))
        return False
    shown = chair.cards or [card.key for card in hand]
    place = whole_number(rest)
    if place is not None and 1 <= place <= len(shown):
        key = shown[place - 1]
    elif place is not None:
        raise Refusal(f"ask: expected a card from 1 to {len(shown)}, given {rest}.")
    else:
        key = one_of(rest, [card.key for card in hand], "card")
    chair.play(Ask(chair.seat, key))
    return False


def _answer(chair: PromptChair, rest: str) -> bool:
    seen = chair.seen()
    open_ = {one.card.key: one.card for one in seen.questions if one.answer is None}
    if not open_:
        raise Refusal("No question waits for your answer.")
    word, after = split(rest)
    card, text = (open_[word], after) if word in open_ else (next(iter(open_.values())), rest)
    values, words = typed_answer(seen, card, text)
    chair.play(Answer(chair.seat, card.key, words, values))
    if card.answer != "words" and not values:
        example = typed_example(seen, card)
        chair.lines.tell(f"Answered in words. A figure can be planned with, such as: answer {example}.", "  ")
    else:
        shown = figures_told(seen, card.answer, values, seen.round)
        chair.lines.tell(f"Answered: {shown}." if shown else "Answered.", "  ")
    return False


def _say(chair: PromptChair, rest: str) -> bool:
    chair.play(Say(chair.seat, rest))
    return False


def agreeing(chair: PromptChair) -> Commands:
    """What can be agreed at this table, and said."""
    commands = dict(_talking(chair))
    if chair.seen().structure.talk != "none":
        commands["propose"] = Command(
            "propose SETTING VALUE [because ...]", "put a joint decision forward", _propose, words=True
        )
        commands |= {**ANSWERS, **requesting.COMMANDS}
    return commands


def _propose(chair: PromptChair, rest: str) -> bool:
    seen = chair.seen()
    settings, why = proposal_of(rest, seen)
    chair.play(Propose(chair.seat, settings, why))
    mine = [one for one in chair.seen().proposals if one.by == chair.seat]
    if mine and mine[-1].status == "open":
        chair.lines.tell(f"{mine[-1].id} is on the table.", "  ")
    return False


def _answering(move: type[Sign | Decline | Withdraw], own: bool, said: str) -> Callable[[PromptChair, str], bool]:
    """What is done with an open proposal: the partner's, or one's own."""

    def answer(chair: PromptChair, rest: str) -> bool:
        by = chair.seat if own else chair.partner
        proposal, why = which(rest, [one for one in chair.seen().proposals if one.by == by and one.status == "open"])
        chair.play(move(chair.seat, proposal, why))
        chair.lines.tell(said.format(proposal), "  ")
        return False

    return answer


ANSWERS: Final[Commands] = MappingProxyType(
    {
        "sign": Command("sign P1", "agree to your partner's proposal", _answering(Sign, False, "Signed: {} holds.")),
        "decline": Command(
            "decline P1 WHY", "say no to it, with a sentence", _answering(Decline, False, "{} is declined."), words=True
        ),
        "withdraw": Command(
            "withdraw P1", "take your own proposal back", _answering(Withdraw, True, "{} is taken back.")
        ),
    }
)


def proposal_of(text: str, seen: Observation) -> tuple[dict[str, Value], str]:
    """The settings and the reason of `launch.cold-brew yes, forecast.cold-brew 900 because the summer is short`.

    Raises:
        Refusal: when nothing is proposed, or a setting or a value is not one that there is.
    """
    what, _, why = text.partition(" because ")
    if not what.strip():
        raise Refusal("propose: expected a setting and a value, such as: propose capacity 40 because we grow.")
    settings: dict[str, Value] = {}
    for part in what.split(", "):
        key, value = _one(part.strip(), seen)
        settings[key] = value
    return settings, why.strip()


def _one(part: str, seen: Observation) -> tuple[str, Value]:
    word, rest = split(part)
    if word.casefold().startswith(LEAD):
        lever = one_of(word[len(LEAD) :], seen.leads, "lever")
        return f"{LEAD}{lever}", one_of(rest, LEADS, "lead")
    if not seen.joint:
        raise Refusal(
            "Nothing needs both signatures at this table just now. Who leads a lever can be proposed: lead.LEVER."
        )
    setting, text = setting_and_rest(part, seen.joint)
    if setting.kind == "switch":
        if text and text.casefold() not in YES:
            raise Refusal(f"{setting.key}: leaving it as it is needs no signature. Propose it with yes, or not at all.")
        return setting.key, True
    return setting.key, value_of(setting, text, seen.scenario.currency, setting.current)


def proposed_by(setting: SettingView) -> str:
    """How a proposal of this setting is typed."""
    value = (
        "yes"
        if setting.kind == "switch"
        else figures.exact(setting.high)
        if setting.kind == "number"
        else setting.choices[0]
    )
    return f"propose {setting.key} {value} because the season is short"


def which(text: str, open_: Sequence[Proposal]) -> tuple[str, str]:
    """The id of the proposal that is meant, and the words after it; the only open one when none is named.

    Raises:
        Refusal: when none is open or none is meant.
    """
    if not open_:
        raise Refusal("No proposal of that kind is open.")
    word, rest = split(text)
    for one in open_:
        if word.casefold() in (one.id.casefold(), one.id.casefold().removeprefix("p")):
            return one.id, rest.removeprefix("because").strip()
    if len(open_) == 1 and not word.isdecimal():
        return open_[0].id, text.removeprefix("because").strip()
    raise Refusal(f"Which proposal? Open: {', '.join(one.id for one in open_)}.")
