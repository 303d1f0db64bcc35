"""What a block of codes means in a scenario: both plans, readings, questions and joint decisions, by setting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from game.doors.numbers import whole_number
from game.kit import codes
from game.kit.typed import CodeEntry, JointPart, SeatPart, SheetBlock, Sign, Snippet
from game.refusal import Refusal
from game.rules.levers import SEATS, Seat, Value, other
from game.scenario import Scenario
from game.table.talk.questions import Deck

Problem = tuple[int, str]
"""Where in the text, and what is wrong there."""


@dataclass
class SheetReading:
    """One seat's prediction of the other."""

    at: int
    constraint: str = ""
    lever: str = ""
    expects: str = ""
    sure: int = 0  # 0 = nothing is said of it


@dataclass
class SeatDecided:
    """One seat's sheet."""

    at: int
    plan: dict[str, Value] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)  # where each setting of the plan was written
    because: str = ""
    reading: SheetReading | None = None
    cards: list[tuple[int, str]] = field(default_factory=list)
    answers: list[tuple[int, str, str]] = field(default_factory=list)
    kept: tuple[int, str] | None = None


@dataclass
class JointDecided:
    """One proposal."""

    at: int
    by: Seat
    sign: Sign
    settings: dict[str, Value] = field(default_factory=dict)
    because: str = ""


@dataclass
class Decided:
    """One table's month."""

    at: int
    month: int | None = None  # 1-based
    seats: dict[Seat, SeatDecided] = field(default_factory=dict)
    joint: list[JointDecided] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unfinished: list[Problem] = field(default_factory=list)  # what more lines may still put right


def decided(block: SheetBlock, scenario: Scenario, deck: Deck, dated: bool = True) -> Decided:
    """What a block means, with everything that is wrong with it whatever the table's month.

    What is only unfinished, such as half a prediction, is wrong when nothing more will be typed.

    Args:
        block: as it was typed.
        scenario: where it is played.
        deck: the question cards.
        dated: whether the block must say its month.
    """
    found = Decided(block.at, problems=list(block.wrong))
    _month(block, scenario, found, dated)
    for seat in SEATS:
        if seat in block.seats:
            found.seats[seat] = _seat(block.seats[seat], scenario, deck, found)
    signed: set[str] = set()
    for part in block.joint:
        joint = _joint(part, scenario, found)
        found.joint.append(joint)
        if joint.sign == "signed":
            for key in sorted(signed & set(joint.settings)):
                twice = f"both signed '{key}' twice in one month. Keep the one that holds."
                found.problems.append((part.head.at, twice))
            signed |= set(joint.settings)
    return found


def _month(block: SheetBlock, scenario: Scenario, found: Decided, dated: bool) -> None:
    if block.month is None:
        if dated:
            found.problems.append((block.at, f"expected a line 'month' with 1 to {scenario.rounds}, given none."))
        return
    asked = block.month.text.casefold()
    months = [name.casefold() for name in scenario.months]
    number = whole_number(asked)
    if number is not None and 1 <= number <= scenario.rounds:
        found.month = number
    elif months.count(asked) == 1:
        found.month = months.index(asked) + 1
    elif asked:
        expected = f"expected a month of {scenario.title}, 1 to {scenario.rounds} or its name"
        found.problems.append((block.month.at, f"{expected}, given '{block.month.text[:40]}'."))


def _seat(part: SeatPart, scenario: Scenario, deck: Deck, found: Decided) -> SeatDecided:
    problems = found.problems
    seat = SeatDecided(part.head.at, because=part.because.text if part.because else "")
    reading = SheetReading(part.head.at)
    seen: set[str] = set()
    for entry in part.entries:
        code = entry.code.text.upper()
        if not _first(entry, seen, problems):
            continue
        try:
            if code in ("R1", "R2", "R3"):
                _reads(code, entry, part.seat, scenario, reading)
            elif code.startswith("LEAD-"):
                raise Refusal(f"{code}: who leads needs both signatures. It goes below 'both' or 'unsigned'.")
            else:
                setting = codes.parse_code(entry.code.text, scenario.sheet.settings)
                seat.plan[setting.key] = codes.parse_value(setting, entry.value.text, scenario.currency)
                seat.places[setting.key] = entry.code.at
        except Refusal as refusal:
            problems.append((_place(entry, refusal), refusal.message))
    seat.reading = _whole(reading, seen, found.unfinished)
    seat.cards = _cards(part.cards, deck, problems)
    for answer in part.answers:
        for at, key in _cards([answer.code], deck, problems):
            seat.answers.append((at, key, answer.value.text))
    if part.kept:
        seat.kept = (part.kept.at, part.kept.text)
    return seat


def _first(entry: CodeEntry, seen: set[str], problems: list[Problem]) -> bool:
    """Is it the first time that this part says this code?"""
    code = entry.code.text.upper()
    if code in seen:
        problems.append((entry.code.at, f"'{code}' is there twice. Keep one of the two."))
        return False
    seen.add(code)
    return True


def _place(entry: CodeEntry, refusal: Refusal) -> int:
    """At the code where there is no such code, at the value where the value is wrong."""
    return entry.code.at if "expected a code of" in refusal.message else entry.value.at


def _reads(code: str, entry: CodeEntry, seat: Seat, scenario: Scenario, reading: SheetReading) -> None:
    reading.at, text = entry.code.at, entry.value.text
    if code == "R1":
        reading.constraint = codes.parse_limit(other(seat), text)
    elif code == "R2":
        setting, reading.expects = codes.parse_expected(text, scenario.sheet.settings)
        reading.lever = setting.key
    else:
        reading.sure = codes.parse_sure(text)


def _whole(reading: SheetReading, seen: set[str], unfinished: list[Problem]) -> SheetReading | None:
    """A reading says what presses the partner, what it will do, or both; how sure alone is none."""
    if seen & {"R1", "R2", "R3"} == {"R3"}:
        unfinished.append((reading.at, "expected R1 or R2 too: a reading names a limit, a move, or both."))
    return reading if reading.constraint or reading.expects else None


def _cards(marks: Sequence[Snippet], deck: Deck, problems: list[Problem]) -> list[tuple[int, str]]:
    found = []
    for mark in marks:
        try:
            found.append((mark.at, codes.parse_card(mark.text, deck.cards)))
        except Refusal as refusal:
            problems.append((mark.at, refusal.message))
    return found


def _joint(part: JointPart, scenario: Scenario, found: Decided) -> JointDecided:
    problems = found.problems
    joint = JointDecided(part.head.at, part.by, part.sign, because=part.because.text if part.because else "")
    seen: set[str] = set()
    wrong = len(problems)
    for entry in part.entries:
        if not _first(entry, seen, problems):
            continue
        try:
            key, value = _joint_value(entry, scenario)
            joint.settings[key] = value
        except Refusal as refusal:
            problems.append((_place(entry, refusal), refusal.message))
    if not joint.settings and len(problems) == wrong:
        found.unfinished.append((part.head.at, f"expected what was proposed after '{part.head.text}', such as F1 900."))
    return joint


def _joint_value(entry: CodeEntry, scenario: Scenario) -> tuple[str, Value]:
    code = entry.code.text
    if code.upper().startswith("LEAD-"):
        lever, lead = codes.parse_lead(code, entry.value.text)
        return f"{codes.LEAD}{lever}", lead
    setting = codes.parse_code(code, scenario.sheet.settings)
    return setting.key, codes.parse_value(setting, entry.value.text, scenario.currency)
