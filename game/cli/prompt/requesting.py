"""Requests at a line prompt: made, answered, and the words that they gave; the talk and what was heard, in lines."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from game import figures
from game.cli.prompt.always import Command, Commands
from game.cli.prompt.chair import PromptChair
from game.cli.prompt.words import one_of, setting_and_rest, split, value_of
from game.refusal import Refusal
from game.rules.levers import Value
from game.table.moves import Limit, Reply, RequestSetting
from game.table.seen.observation import Observation
from game.table.seen.spoken import Requested
from game.telling.talk import SIGNS, heard, talk_of, word_given

LIMITS: Final[tuple[tuple[str, Limit], ...]] = (("at least", "at-least"), ("at most", "at-most"))


def request_of(text: str, seen: Observation) -> tuple[str, Value, Limit, int, str]:
    """The setting, value, limit, month and reason of `temps at least 2 in July because the peak is due`.

    Raises:
        Refusal: when it is none of the partner's settings, no value of it, or no month.
    """
    what, _, why = text.partition(" because ")
    if not what.strip():
        raise Refusal(f"request: expected a setting and a value, such as: request {requested_by(seen)}.")
    setting, rest = setting_and_rest(what.strip(), seen.partner_sheet)
    limit: Limit = "is"
    for words, meant in LIMITS:
        if rest.casefold().startswith(words):
            limit, rest = meant, rest[len(words) :].strip()
    month, (value, between, name) = seen.round, rest.rpartition(" in ")
    if between:
        months = {one.casefold(): number for number, one in enumerate(seen.scenario.months, start=1)}
        month, rest = months[one_of(name.strip(), months, "month")], value.strip()
    return setting.key, value_of(setting, rest, seen.scenario.currency, None), limit, month, why.strip()


def requested_by(seen: Observation) -> str:
    """How a request of this partner is typed."""
    keys = {setting.key: setting for setting in seen.partner_sheet}
    month = seen.scenario.months[seen.round - 1]
    if "temps" in keys:
        return f"temps at least 2 in {month} because the peak is due"
    deal = next((one for one in keys.values() if one.lever == "promotion"), None)
    if deal is not None:
        return f"{deal.key} none in {month} because the shelf is low"
    first = seen.partner_sheet[0]
    return f"{first.key} {first.choices[0] if first.choices else f'{figures.exact(first.high)}'} in {month}"


def _request(chair: PromptChair, rest: str) -> bool:
    key, value, limit, month, why = request_of(rest, chair.seen())
    chair.play(RequestSetting(chair.seat, key, value, limit, month, why))
    mine = [one for one in chair.seen().requests if one.by == chair.seat]
    if mine and mine[-1].status == "open" and mine[-1].waits != chair.seat:
        chair.lines.tell(f"{mine[-1].id} waits for {chair.partner}'s answer.", "  ")
    return False


def _meant(chair: PromptChair, rest: str) -> tuple[Requested, str]:
    """The request that waits for this seat and is meant, and the words after it."""
    open_ = [one for one in chair.seen().requests if one.status == "open" and one.waits == chair.seat]
    if not open_:
        raise Refusal("No request waits for your answer.")
    word, after = split(rest)
    for one in open_:
        if word.casefold() in (one.id.casefold(), one.id.casefold().removeprefix("r")):
            return one, after
    if len(open_) > 1:
        raise Refusal(f"Which request? Open: {', '.join(one.id for one in open_)}.")
    return open_[0], rest


def _yes(chair: PromptChair, rest: str) -> bool:
    asked, why = _meant(chair, rest)
    chair.play(Reply(chair.seat, asked.id, "yes", why.removeprefix("because").strip()))
    gives = "Your word is given: it stands on both plans." if asked.by != chair.seat else "It is agreed: a word given."
    chair.lines.tell(gives, "  ")
    return False


def _no(chair: PromptChair, rest: str) -> bool:
    asked, why = _meant(chair, rest)
    chair.play(Reply(chair.seat, asked.id, "no", why.removeprefix("because").strip()))
    chair.lines.tell(f"{asked.id} is declined.", "  ")
    return False


def _offer(chair: PromptChair, rest: str) -> bool:
    asked, words = _meant(chair, rest)
    text, _, why = words.partition(" because ")
    seen = chair.seen()
    setting = next(one for one in (*seen.sheet, *seen.partner_sheet) if one.key == asked.key)
    value = value_of(setting, text.strip(), seen.scenario.currency, None)
    chair.play(Reply(chair.seat, asked.id, "offer", why.strip(), value))
    after = next((one for one in chair.seen().requests if one.id == asked.id), asked)
    if after.status == "open" and after.waits != chair.seat:
        chair.lines.tell(f"{asked.id} waits for {chair.partner}'s answer.", "  ")
    return False


def _talk(chair: PromptChair, rest: str) -> bool:
    """What was said this month, or in a month that is named."""
    seen, paper, month = chair.seen(), chair.lines.paper, chair.seen().round
    if rest:
        months = {one.casefold(): number for number, one in enumerate(seen.scenario.months, start=1)}
        month = months[one_of(rest, months, "month")]
    lines = paper.heading(f"Talk, {seen.scenario.months[month - 1]}, in the order things were said")
    said = talk_of(seen, month)
    for one in said:
        edge = f" [{one.chip}]" if one.chip else ""
        waits = (
            "" if one.waits is None else " (waits for you)" if one.waits == chair.seat else f" (waits for {one.waits})"
        )
        lines += paper.paragraph(f"{SIGNS[one.entry.kind]} {one.who}: {one.says}{edge}{waits}", "      ", first="  ")
    chair.lines.say(lines if said else [*lines, *paper.paragraph("Nothing has been said.", "  ")])
    return False


def _words(chair: PromptChair, rest: str) -> bool:
    seen = chair.seen()
    for word in seen.words:
        chair.lines.tell(word_given(seen, word), "  ")
    if not seen.words:
        chair.lines.tell("No word has been given yet.", "  ")
    return False


def _heard(chair: PromptChair, rest: str) -> bool:
    seen = chair.seen()
    for one in reversed(seen.heard):
        name, figure, month = heard(seen, one)
        chair.lines.tell(f"{name}: {figure}, said in {month}", "  ")
    if not seen.heard:
        chair.lines.tell("You have heard no figures yet: ask.", "  ")
    return False


COMMANDS: Final[Commands] = MappingProxyType(
    {
        "request": Command(
            "request SETTING VALUE [in MONTH] [because ...]", "ask your partner to hold a setting of its own", _request,
            words=True,
        ),
        "yes": Command("yes R1", "give your word", _yes, words=True),
        "no": Command("no R1 WHY", "say no to a request, with a sentence", _no, words=True),
        "offer": Command("offer R1 VALUE [because ...]", "not that, but another value", _offer, words=True),
        "talk": Command("talk [MONTH]", "all that was said, in order", _talk),
        "words": Command("words", "the words given, and whether they were kept", _words),
        "heard": Command("heard", "figures that your partner told you", _heard),
    }
)  # fmt: skip
