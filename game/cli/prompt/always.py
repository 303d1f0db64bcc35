"""What can be typed at every prompt: help, a word's meaning, why a figure is what it is, show, quit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from game.cli.prompt import panel
from game.cli.prompt.board import tell_board
from game.cli.prompt.chair import PromptChair
from game.cli.prompt.lines import Left
from game.cli.prompt.words import split
from game.cli.telling.month import why_in_full
from game.doors.keyboards import keyboard_hint
from game.doors.numbers import whole_number
from game.refusal import Refusal, did_you_mean


@dataclass(frozen=True)
class Command:
    """Something to type.

    Args:
        usage: how it is typed.
        about: what it does, in one line.
        do: does it with what follows its name; True when the prompt's business is done.
        words: does it end in the person's own words, which may be pasted as several lines?
    """

    usage: str
    about: str
    do: Callable[[PromptChair, str], bool]
    words: bool = False


Commands = Mapping[str, Command]


def prompt(chair: PromptChair, name: str, commands: Commands, empty: str, nothing: Callable[[PromptChair], bool],
           other: Callable[[PromptChair, str], bool] | None = None) -> None:  # fmt: skip
    """Ask for lines until one of them ends this prompt's business.

    Args:
        chair: who is asked.
        name: what the prompt is called.
        commands: what can be typed here besides what can be typed everywhere.
        empty: what an empty line does, in words.
        nothing: does it; True when the business is done.
        other: tries a line that is no command.
    """
    known = {**commands, **always(commands, empty)}
    began = _moment(chair)
    while True:
        line = chair.lines.ask(f"{chair.seat.capitalize()}, {name}")
        try:
            if _done(chair, line, known, nothing, other):
                return
        except Refusal as refusal:
            chair.lines.refuse(refusal, f"{chair.seat}, round {chair.seen().round}: ")
            if _moment(chair) != began:
                return  # the move counts: only what the partner answered could not be kept
        if chair.seen().at != "read":  # a partner is read unaided
            panel.tell_news(chair)
        if chair.side_by_side and chair.awaits(chair.seen()):
            return  # the one across speaks


def _moment(chair: PromptChair) -> tuple[int, str]:
    seen = chair.seen()
    return seen.round, seen.at


def _done(chair: PromptChair, line: str, known: Commands, nothing: Callable[[PromptChair], bool],
          other: Callable[[PromptChair, str], bool] | None) -> bool:  # fmt: skip
    if not line:
        return nothing(chair)
    if line.startswith("?"):
        return known["?"].do(chair, line[1:].strip())
    word, rest = split(line)
    command = known.get(word.casefold())
    if command:
        own = command.words and rest
        return command.do(chair, chair.lines.with_pasted(rest, partial(_is_command, chair, known)) if own else rest)
    if other:
        return other(chair, line)
    raise unknown(word, known)


def _is_command(chair: PromptChair, known: Commands, line: str) -> bool:
    word = split(line)[0].casefold()
    return word in known or word.startswith("?") or word in {setting.key for setting in chair.seen().sheet}


def unknown(word: str, known: Iterable[str]) -> Refusal:
    """The refusal of a word that means nothing here."""
    hint = keyboard_hint(word, names := list(known)) or did_you_mean(word.casefold(), names)
    return Refusal(f"'{word}' means nothing here.{hint} Type help to see what can be typed.")


def always(commands: Commands, empty: str) -> dict[str, Command]:
    """The commands of every prompt; help knows the others too."""

    def help_(chair: PromptChair, rest: str) -> bool:
        if rest:
            return _term(chair, rest)
        rows = [(command.usage, command.about) for command in {**commands, **ours}.values()]
        paper = chair.lines.paper
        chair.lines.say(paper.paragraph("You can type:", style="strong"))
        chair.lines.say(paper.entries([*rows, ("(Enter alone)", empty)]))
        return False

    ours = {
        "why": Command("why NUMBER", "take a figure apart: why 3 explains the figure marked [3]", _why),
        "board": Command(
            "board", "the company as you see it, from promise to customers; board last: last month", tell_board
        ),
        "?": Command("? WORD", "what a word means, such as: ? otif", help_),
        "help": Command("help", "this list", help_),
        "quit": Command("quit", "stop here; everything you have committed is saved", _quit),
    }
    return ours


def _why(chair: PromptChair, rest: str) -> bool:
    asked = rest.strip("[]. ")
    number = whole_number(asked)
    if number is None:
        given = f"'{rest}'" if rest else "nothing"
        raise Refusal(f"why: expected the number of a figure, such as why 3, given {given}.")
    answer = chair.why(number)
    chair.lines.say(why_in_full(chair.lines.paper, answer, chair.seen().scenario.currency))
    return False


def _term(chair: PromptChair, asked: str) -> bool:
    term = chair.glossary.find(asked)
    if term is None:
        near = [one.name for one in chair.glossary.near(asked)]
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise Refusal(f"The glossary has no '{asked}'.{hint}")
    chair.lines.tell(f"{term.name}: {term.means}", "  ")
    seen = [found.name for key in term.see if (found := chair.glossary.find(key))]
    if seen:
        chair.lines.tell(f"See also: {', '.join(seen)}.", "  ")
    return False


def _quit(chair: PromptChair, rest: str) -> bool:
    raise Left
