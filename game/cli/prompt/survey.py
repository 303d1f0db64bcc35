"""The perception gap at a line prompt: rank, rate, pass by Enter, and at the end each beside the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from game.cli.prompt.always import Command, Commands, prompt
from game.cli.prompt.chair import PromptChair
from game.cli.telling.markdown import markdown_lines
from game.doors.keyboards import usual_width
from game.doors.numbers import whole_number
from game.refusal import Refusal
from game.rules.levers import SEATS, Seat
from game.table.survey.instrument import TOP, WHOSE, Priority, Statement
from game.table.survey.moves import OpenDebrief, PassSurvey, Promise, Rank, Rate
from game.table.survey.surveying import SurveyView
from game.telling import rankings

TITLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "before": "Before you play: what matters to whom?",
        "middle": "Half-way: what matters to whom?",
        "after": "After the season: what matters to whom?",
    }
)


def ask(chair: PromptChair) -> None:
    """Put what is due to a person, or one Enter to pass it all; the brief comes behind what is asked of their work."""
    view, moment = chair.survey(), chair.survey().due
    paper = chair.lines.paper
    form = "Short rankings and two ratings, about five minutes." if view.statements else (
        "Short rankings, about three minutes.")  # fmt: skip
    lines = [*paper.heading(TITLES[moment]), *paper.paragraph(
        f"{form} Nobody else sees them before both of you open the debrief, and they change nothing in the season. "
        "Each list comes in an order of its own, drawn for you. Enter alone passes them all.", "  ")]  # fmt: skip
    chair.lines.say(lines)
    for what in view.missing:
        if chair.survey().due != moment:
            return
        if what in WHOSE:
            _rank(chair, view, what)
            if what == "job":
                chair.lines.say(markdown_lines(paper, chair.brief))
        else:
            _rate(chair, view, next(one for one in view.statements if one.key == what))
    if not chair.survey().due:
        chair.lines.tell("Noted, thank you.", "  ")


def _listed(chair: PromptChair, priorities: Sequence[Priority]) -> list[str]:
    return chair.lines.paper.items((f"{one.name}: {one.means}" for one in priorities), numbered=True)


def _question(chair: PromptChair, whose: str) -> str:
    if whose == "job":
        return "As yourself. Which three matter most in the work that you really do?"
    if whose == "own":
        return f"Your own order. What matters most to you, in {chair.seat}?"
    if whose == "partner":
        return f"Your partner's order. What matters most to {chair.partner}?"
    return f"Through their eyes. What does {chair.partner} think matters most to you?"


def _rank(chair: PromptChair, view: SurveyView, whose: str) -> None:
    """One ranking: numbers in order, on one line or several."""
    placed: list[list[int]] = []
    listed = view.listed[whose]
    keys, most = [one.key for one in listed], len(listed)
    wanted = TOP if whose == "job" else most

    def take(chair: PromptChair, line: str) -> bool:
        placed.extend(order_of(line, most, placed))
        left = [number for number in range(1, most + 1) if number not in {one for tied in placed for one in tied}]
        if most - len(left) < wanted:
            names = "; ".join(f"{number} {listed[number - 1].name}" for number in left)
            chair.lines.tell(f"Placed: {len(placed)}. Still to place: {names}.", "  ")
            return False
        ranks = ranks_of([*placed, left] if left else placed, keys)
        chair.play(Rank(chair.seat, view.due, whose, ranks, shown=" ".join(keys)))
        return True

    def undo(chair: PromptChair, rest: str) -> bool:
        chair.lines.tell(f"{placed.pop()[0]} is taken back." if placed else "Nothing is placed yet.", "  ")
        return False

    def nothing(chair: PromptChair) -> bool:
        if placed:
            raise Refusal("Some are still to place. Type their numbers, undo, or pass.")
        return _pass(chair, "")

    example = " ".join(map(str, range(wanted, 0, -1)))
    chair.lines.say([*chair.lines.paper.heading(_question(chair, whose)), *_listed(chair, listed)])
    some = f"Type {wanted} numbers" if whose == "job" else "Type the numbers"
    chair.lines.tell(
        f"{some}, what matters most first, such as: {example}. An equals sign between two ties them.", "  "
    )
    commands: Commands = {
        **_passing(),
        "undo": Command("undo", "take the last number back", undo),
        "show": Command("show", "the list again", lambda chair, rest: _show(chair, listed)),
    }
    prompt(chair, "rank", commands, "pass all of this", nothing, take)


def order_of(line: str, most: int, placed: Sequence[Sequence[int]] = ()) -> list[list[int]]:
    """What a line of numbers places, in order; numbers joined by `=` are tied.

    Args:
        line: such as `4 9=1 7` or `4, 9, 1`.
        most: how many things there are to place, numbered from 1.
        placed: what was placed before it.

    Raises:
        Refusal: for what is no such number, or is placed twice.
    """
    taken = {one for tied in placed for one in tied}
    found: list[list[int]] = []
    for word in usual_width(line).replace(",", " ").replace(" = ", "=").split():
        tied: list[int] = []
        for part in word.split("="):
            place = whole_number(part)
            if place is None or not 1 <= place <= most:
                raise Refusal(f"expected numbers from 1 to {most} with spaces between them, given '{part or word}'.")
            if place in taken:
                raise Refusal(f"{place} is placed already: expected each number once. This line does not count.")
            taken.add(place)
            tied.append(place)
        found.append(tied)
    return found


def ranks_of(placed: Sequence[Sequence[int]], keys: Sequence[str]) -> dict[str, int]:
    """A rank for each key from the numbers in order; tied ones share the best rank that they take up."""
    ranks, at = dict[str, int](), 1
    for tied in placed:
        ranks.update({keys[number - 1]: at for number in tied})
        at += len(tied)
    return ranks


def _show(chair: PromptChair, listed: Sequence[Priority]) -> bool:
    chair.lines.say(_listed(chair, listed))
    return False


def _passing() -> dict[str, Command]:
    return {"pass": Command("pass", "answer no more of this now", _pass)}


def _pass(chair: PromptChair, rest: str) -> bool:
    chair.play(PassSurvey(chair.seat, chair.survey().due))
    chair.lines.tell("Passed.", "  ")
    return True


def _rate(chair: PromptChair, view: SurveyView, statement: Statement) -> None:
    """One statement: how far the person agrees, and how many of the other role would."""

    def take(chair: PromptChair, line: str) -> bool:
        agree, others = rating_of(line)
        chair.play(Rate(chair.seat, view.due, statement.key, agree, others))
        return True

    chair.lines.say(chair.lines.paper.heading(f'"{statement.says}"'))
    chair.lines.tell(
        f"How far do you agree, from 1 (not at all) to 7 (fully)? And of a hundred people in {chair.partner}, how many "
        "would agree? Type both numbers, such as: 3 40. Enter alone passes the rest.", "  ")  # fmt: skip
    prompt(chair, "rate", _passing(), "pass the rest of this", lambda chair: _pass(chair, ""), take)


def rating_of(line: str) -> tuple[int, int]:
    """How far somebody agrees and how many would, from two numbers.

    Raises:
        Refusal: when they are not two whole numbers; their bounds are the table's to judge.
    """
    words = usual_width(line).replace(",", " ").replace("%", " ").split()
    numbers = [one for one in map(whole_number, words) if one is not None]
    if len(words) != 2 or len(numbers) != 2:
        raise Refusal(f"expected two whole numbers, 1 to 7 and 0 to 100, such as 3 40; given '{line}'.")
    return numbers[0], numbers[1]


def open_debrief(chairs: Mapping[Seat, PromptChair]) -> None:
    """Close the rankings of everybody here; with two people, show each beside the other."""
    for chair in chairs.values():
        if chair.survey().may_open:
            chair.play(OpenDebrief(chair.seat))
    if len(chairs) == len(SEATS):
        side_by_side(chairs["marketing"])


def side_by_side(chair: PromptChair) -> None:
    """What both ranked, beside what each expected of the other: the latest moment that both answered in part."""
    paper, lists = chair.lines.paper, rankings.side_by_side(chair.survey(), chair.seat)
    if lists is None:
        return
    rows: list[Sequence[str]] = [("", "Marketing", "expected", "Distribution", "expected")]
    rows += [(name, *("-" if rank is None else str(rank) for rank in ranks)) for name, ranks in lists.rows]
    chair.lines.say([*paper.heading("What matters to whom"), *paper.table(rows, head=True)])
    chair.lines.tell(
        f"Ranks {lists.moment} the season, 1 = matters most; beside each seat's own, what its partner expected. Look "
        "at the two widest gaps together, and ask: how would I have known? One table proves nothing about anybody.",
        "  ",
    )


def promise(chair: PromptChair) -> None:
    """One promise to take to work, or Enter."""

    def keep(chair: PromptChair, line: str) -> bool:
        line = chair.lines.with_pasted(line, lambda word: word in ("help", "quit"))
        text, _, to = line.rpartition(" to: ") if " to: " in line else (line, "", "")
        chair.play(Promise(chair.seat, text.strip(), to.strip()))
        chair.lines.tell("Kept, for you alone.", "  ")
        return True

    chair.lines.say(chair.lines.paper.heading(f"One promise, {chair.seat}"))
    chair.lines.tell(
        "What will you do at work, for whom, by when? Type a sentence; add to: and a colleague's first name if you "
        "like. Enter alone passes.", "  ")  # fmt: skip
    prompt(chair, "promise", {}, "pass", lambda chair: True, keep)
