"""The phases of a month at a line prompt: read the partner, talk, plan, and keep a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from game import figures
from game.cli.prompt import panel
from game.cli.prompt.always import Command, prompt, unknown
from game.cli.prompt.chair import PromptChair
from game.cli.prompt.requesting import requested_by
from game.cli.prompt.talking import agreeing, numbered_cards, proposed_by, showing
from game.cli.prompt.words import matching, one_of, setting_and_rest, split, value_of
from game.cli.telling.month import why_in_full
from game.doors.numbers import whole_number
from game.judging.words import due_words
from game.refusal import Refusal
from game.table.moves import Commit, KeepLine, Predict, Ready
from game.table.seen.observation import Observation, SettingView
from game.telling.phasing import NO_TALK, waiting
from game.telling.settings import deals_ahead
from game.telling.talk import word_given

EXPECTS = MappingProxyType({"number": ("up", "same", "down"), "switch": ("on", "off")})
OPEN = "-"
"""What is typed for a question that is left unanswered."""
PLANNING = ("outlook", "commit", "undo", "reset", "help", "why", "quit")


def read(chair: PromptChair) -> None:
    """Predict the partner, or pass."""
    seen, paper = chair.seen(), chair.lines.paper
    lines = paper.heading(f"Read your partner: what presses {chair.partner} hardest this month?")
    for limit in seen.constraints:
        lines += paper.paragraph(f"{limit.key}: {limit.sentence}", "    ", first="  ")
    asked = _asked_about(seen)
    can = _expectations(asked)
    lines += paper.paragraph(f"And what will it do with {asked.name}: {', '.join(can)}?", "  ")
    example = f"predict {seen.constraints[0].key} {can[0]} 3"
    lines += paper.paragraph(
        f"Type both, and how sure you are from 1 to 5, for example: {example}. A - stands for what you leave "
        "unanswered. Only you see it until the month is over. Enter alone passes.", "  ")  # fmt: skip
    chair.lines.say(lines)
    commands = {"predict": Command("predict LIMIT MOVE SURE", f"for example: {example}", _predict)}
    prompt(chair, "read your partner", {**commands, **showing(chair)}, "pass, without a prediction", _on,
           _predict)  # fmt: skip


def _asked_about(seen: Observation) -> SettingView:
    return next(setting for setting in seen.partner_sheet if setting.key == seen.lever_to_read)


def _expectations(setting: SettingView) -> tuple[str, ...]:
    return setting.choices if setting.kind == "choice" else EXPECTS[setting.kind]


def _predict(chair: PromptChair, rest: str) -> bool:
    seen, words = chair.seen(), rest.replace(",", " ").split()
    asked = _asked_about(seen)
    if words == ["coach"]:
        raise Refusal("A partner is read unaided. The coach is there once you have predicted, or passed with Enter.")
    if not 2 <= len(words) <= 3:
        raise Refusal(f"predict: expected a limit, a move and how sure you are (1 to 5), given '{rest}'.")
    if words[:2] == [OPEN, OPEN]:
        raise Refusal("predict: expected a limit, a move or both, given neither. Enter alone passes.")
    limit, expects, sure = "", "", words[2] if len(words) == 3 else OPEN
    if words[0] != OPEN:
        limit = one_of(words[0], [one.key for one in seen.constraints], "limit")
    if words[1] != OPEN:
        expects = one_of(words[1], _expectations(asked), f"predict: what it does with {asked.name}", listed=True)
    if sure not in ("1", "2", "3", "4", "5", OPEN):
        raise Refusal(f"predict: expected 1 (a guess) to 5 (certain) for how sure you are, given '{sure}'.")
    chair.play(Predict(chair.seat, limit, asked.key, expects, 0 if sure == OPEN else int(sure)))
    chair.lines.tell("Noted. You will see it beside the truth.", "  ")
    return True


def talk(chair: PromptChair) -> None:
    """Ask, request, propose, and answer what waits; an empty line leaves the talk."""
    seen, paper = chair.seen(), chair.lines.paper
    lines = [*paper.heading(f"Talk with {chair.partner}"), *numbered_cards(chair)]
    lines += paper.paragraph("To ask one of these, type ask and its number.", "  ")
    if seen.joint:
        lines += [
            *paper.heading("What needs both signatures"),
            *panel.sheet(paper, seen.joint, {}, seen.scenario.currency),
        ]
        lines += paper.paragraph(f"To propose, type for example: {proposed_by(seen.joint[0])}.", "  ")
    for key, times in seen.scale.items():
        lines += paper.paragraph(
            f"Scale check: {key} would need {figures.decimal(times)} times today's floor work.", "  "
        )
    request = f"To request something of {chair.partner}'s, type for example: request {requested_by(seen)}."
    lines += paper.paragraph(request, "  ")
    lines += paper.paragraph(f"Enter alone leaves the talk, to plan.{OVER_SAYS if chair.side_by_side else ''}", "  ")
    chair.lines.say(lines if chair.is_news(f"talk {seen.round}") else [])
    commands = dict(agreeing(chair))
    if chair.elsewhere:
        commands["look"] = Command("look", f"see what {chair.partner} has said meanwhile", _over)
    if chair.side_by_side:
        commands["over"] = Command("over", f"let {chair.partner} speak", _over)
    prompt(chair, "talk", commands, "leave the talk, to plan", _leave, _card)


OVER_SAYS: Final = " Over lets the other speak."


def _over(chair: PromptChair, rest: str) -> bool:
    chair.yields = True
    return True


def _leave(chair: PromptChair) -> bool:
    """Leave the talk; what still waits is said, and can be answered from the plan."""
    seen = chair.seen()
    chair.done_talking(seen)
    for one in waiting(seen, len(seen.shared)):
        if one.at == "talk":
            chair.lines.tell(f"{one.says} It can be answered while you plan, too.", "  ")
    if seen.at == "talk":
        chair.play(Ready(chair.seat))
    return True


def plan(chair: PromptChair) -> None:
    """Set the month's levers and commit."""
    seen, paper = chair.seen(), chair.lines.paper
    lines = paper.heading(f"Plan: your levers for {seen.scenario.months[seen.round - 1]}")
    lines += panel.sheet(paper, seen.sheet, chair.plan(seen), seen.scenario.currency)
    deals = deals_ahead(seen)
    if deals is not None and any(setting.lever == "promotion" for setting in seen.sheet):
        lines += paper.paragraph(deals.note, "  ")
    lines += paper.paragraph(
        "Type a setting and a value to change it, outlook to see what your figures say, coach for what a good "
        "colleague would ask, commit when you are ready. Enter alone commits what stands.", "  ")  # fmt: skip
    if seen.structure.talk == "none" and chair.is_news("no talk"):
        lines += paper.paragraph(NO_TALK, "  ")
    lines += _standing_words(chair, seen)
    chair.lines.say(lines)
    commands = {
        "SETTING": Command("SETTING VALUE", f"change a lever, for example: {_example(seen)}", _set),
        "outlook": Command("outlook", "what your own figures say of this plan", _outlook),
        "commit": Command("commit [because ...]", "this is the plan; your reason goes with it", _commit, words=True),
        "undo": Command("undo", "take the last change back", _undo),
        "reset": Command("reset", "take all changes back", _reset),
    }
    prompt(chair, "plan", {**commands, **agreeing(chair)}, "commit the plan as it stands", lambda c: _commit(c, ""),
           _set)  # fmt: skip


def _standing_words(chair: PromptChair, seen: Observation) -> list[str]:
    """The words that are to hold in a plan made now."""
    stand = due_words(seen)
    lines = chair.lines.paper.heading("Words given") if stand else []
    for word in stand:
        lines += chair.lines.paper.paragraph(word_given(seen, word), "    ", first="  ")
    return lines


def _example(seen: Observation) -> str:
    """A setting as it may be typed, from this sheet."""
    setting = next((one for one in seen.sheet if one.kind == "number"), seen.sheet[0])
    if setting.kind == "number":
        return f"{setting.key} {figures.exact(setting.high)}"
    return f"{setting.key} {setting.choices[-1] if setting.choices else 'no'}"


def _set(chair: PromptChair, line: str) -> bool:
    """Set a lever, or say what it is when no value is given."""
    seen = chair.seen()
    word, rest = split(line)
    try:
        setting, text = setting_and_rest(line, seen.sheet)
    except Refusal as refusal:
        if "could be" in refusal.message or "." in word or rest:
            raise
        raise unknown(word, (*agreeing(chair), *PLANNING, *(one.key for one in seen.sheet))) from None
    sign = seen.scenario.currency
    before = chair.draft.get(setting.key, setting.current)
    shown = "" if before is None else figures.value(before, setting.unit, sign)
    if not text:
        chair.lines.tell(f"{setting.key} is {shown}. {setting.about}", "  ")
        return False
    value = value_of(setting, text, sign, before)
    chair.setting(setting, value)
    was = "" if before is None or before == value else f", was {shown}"
    deals = deals_ahead(seen) if setting.lever == "promotion" else None
    mark = deals.mark if deals is not None else ""
    chair.lines.tell(f"{setting.key}{mark}: {figures.value(value, setting.unit, sign)}{was}.", "  ")
    return False


def _outlook(chair: PromptChair, rest: str) -> bool:
    chair.lines.say(panel.outlook(chair, chair.seen()))
    return False


def _undo(chair: PromptChair, rest: str) -> bool:
    before = chair.draft
    if not chair.undo():
        chair.lines.tell("There is nothing to take back.", "  ")
        return False
    seen, now = chair.seen(), []
    for setting in seen.sheet:
        value = chair.draft.get(setting.key, setting.current)
        if value is not None and value != before.get(setting.key, setting.current):
            now.append(f"{setting.key} is {figures.value(value, setting.unit, seen.scenario.currency)}")
    chair.lines.tell(f"Taken back: {', '.join(now)} again." if now else "Taken back.", "  ")
    return False


def _reset(chair: PromptChair, rest: str) -> bool:
    chair.reset()
    chair.lines.tell("The plan is as last month's again.", "  ")
    return False


def _commit(chair: PromptChair, rest: str) -> bool:
    seen = chair.seen()
    lapses = [one.id for one in seen.proposals if one.status == "open" and one.by != chair.seat]
    lapses += [one.id for one in seen.requests if one.status == "open" and one.waits == chair.seat]
    if lapses and chair.is_news(f"lapses {seen.round} {lapses}"):
        wait, them = ("waits", "it") if len(lapses) == 1 else ("wait", "them")
        chair.lines.tell(
            f"{figures.listed(lapses)} still {wait} for your answer. Commit once more to let {them} lapse.", "  "
        )
        return False
    why = rest.removeprefix("because").strip()
    chair.play(Commit(chair.seat, chair.plan(chair.seen()), why))
    chair.lines.tell("Committed.", "  ")
    return True


def _card(chair: PromptChair, line: str) -> bool:
    """A number by itself is a card to play."""
    if whole_number(line) is not None:
        return agreeing(chair)["ask"].do(chair, line)
    return _too_early(chair, line)


def _too_early(chair: PromptChair, line: str) -> bool:
    """A line that is no command here: perhaps a lever, whose time comes with the plan."""
    seen, (word, _) = chair.seen(), split(line)
    known = (*agreeing(chair), "help", "why", "quit")
    if matching(word, [setting.key for setting in seen.sheet]):
        raise Refusal(f"'{word}' is one of your own levers: set it in your plan. Press Enter until you are there.")
    if matching(word, [setting.key for setting in seen.joint]):
        raise Refusal(f"'{word}' needs both signatures: put propose before it.")
    raise unknown(word, known)


def _on(chair: PromptChair) -> bool:
    chair.play(Ready(chair.seat))
    return True


def _figure(chair: PromptChair, line: str) -> bool:
    """A number by itself is a figure to explain."""
    number = whole_number(line.strip("[]"))
    if number is not None:
        chair.lines.say(why_in_full(chair.lines.paper, chair.why(number), chair.seen().scenario.currency))
        return False
    raise unknown(line.split(maxsplit=1)[0], ("why", "keep", "help", "quit"))


def keep(chair: PromptChair, last: bool) -> None:
    """Keep a line about the month that was revealed."""

    def kept(chair: PromptChair, rest: str) -> bool:
        if not rest:
            raise Refusal("keep: expected your words, given none.")
        chair.play(KeepLine(chair.seat, rest))
        chair.lines.tell("Kept.", "  ")
        return False

    commands = {
        "keep": Command("keep I did this because ...", "keep a line on this month, in your words", kept, words=True)
    }
    goes = "the closing page" if last else "the next month"
    chair.lines.say([""])
    chair.lines.tell(
        f"why and a number explains a figure; keep and your words keeps a line. Enter alone: {goes}.", "  "
    )
    prompt(chair, "look back", commands, goes, lambda chair: True, _figure)


BY_NAME: Final[Mapping[str, Callable[[PromptChair], None]]] = MappingProxyType(
    {"read": read, "talk": talk, "plan": plan}
)
"""What each phase asks of a person."""
