"""From what the sheets say to a table's moves, tried on it first; and a month that was played as sheets again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from game.kit import codes
from game.kit.codes import format_code, format_value
from game.kit.decided import Decided, JointDecided, Problem, SeatDecided
from game.refusal import Refusal
from game.rules.levers import SEATS, Seat, Setting, Value, other
from game.scenario import Scenario
from game.table.month import Month
from game.table.moves import Answer, Ask, Commit, KeepLine, Move, Predict, Propose, Ready, Sign, Uncommit
from game.table.planning import current, plan_waits, sheet_of
from game.table.playing import play
from game.table.seen.observation import Proposal, Reading
from game.table.table import Table
from game.table.talk.talking import setting_to_read


@dataclass
class MonthTrial:
    """The moves of one month, and what the table said of them."""

    table: Table  # after the moves that it took
    moves: list[Move] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def play(self, move: Move, at: int) -> bool:
        """Try a move; a refusal is a problem at that place of the text."""
        try:
            self.table = play(self.table, move)
        except Refusal as refusal:
            self.problems.append((at, _without_round(refusal.message, move.seat, self.table.round)))
            return False
        self.moves.append(move)
        return True


def tried(table: Table, sheets: Decided) -> MonthTrial:
    """The moves that bring a table from where it is to the end of the month that the sheets are about.

    What the table has of them already is not played again, so that entering can be taken up after a power cut.
    """
    trial = MonthTrial(table, problems=[*sheets.problems, *sheets.unfinished])
    for seat in SEATS:
        if seat not in sheets.seats:
            trial.problems.append(
                (sheets.at, f"{seat}'s sheet is missing. When all stays as it is, write the word {seat} alone.")
            )
    for seat, sheet in sheets.seats.items():
        _talk(trial, seat, sheet)
    for seat, sheet in sheets.seats.items():
        _answer(trial, seat, sheet)
    for proposal in sheets.joint:
        _agree(trial, proposal)
    _commit(trial, sheets.seats)
    if not trial.problems:
        for seat, sheet in sheets.seats.items():
            if sheet.kept:
                trial.play(KeepLine(seat, sheet.kept[1]), sheet.kept[0])
    trial.problems.sort()
    return trial


def strays(table: Table, sheets: Decided) -> list[Problem]:
    """The settings that stand on a seat's sheet and are not its own, once what both sign in these sheets is signed."""
    trial = MonthTrial(table)
    for proposal in sheets.joint:
        _agree(trial, proposal)
    return [problem for seat, sheet in sheets.seats.items() for problem in _not_theirs(trial.table, seat, sheet)]


def _talk(trial: MonthTrial, seat: Seat, sheet: SeatDecided) -> None:
    """The reading of the partner, and the cards."""
    now, reading = trial.table.play_now, sheet.reading
    if reading:
        asked = setting_to_read(trial.table, seat)
        lever = reading.lever or (asked.key if asked else "")
        move = Predict(seat, reading.constraint, lever, reading.expects, reading.sure)
        if now.predictions.get(seat) != move:
            trial.play(move, reading.at)
    for at, card in sheet.cards:
        if not any(asked.by == seat and asked.card == card for asked in now.asked):
            trial.play(Ask(seat, card), at)


def _answer(trial: MonthTrial, seat: Seat, sheet: SeatDecided) -> None:
    for at, card, text in sheet.answers:
        asked = [one for one in trial.table.play_now.asked if one.by == other(seat) and one.card == card]
        if not (asked and asked[0].answer == text):
            trial.play(Answer(seat, card, text), at)


def _agree(trial: MonthTrial, joint: JointDecided) -> None:
    """A proposal, and the other's signature where it has one."""
    if not joint.settings:
        return
    found = _same(trial.table, joint)
    if found is None:
        if not trial.play(Propose(joint.by, joint.settings, joint.because), joint.at):
            return
        found = trial.table.play_now.proposals[-1]
        if found.status != "open":  # the signed ones stand last
            found = next(one for one in trial.table.play_now.proposals if one.status == "open" and _says(one, joint))
    if joint.sign == "signed" and found.status == "open":
        trial.play(Sign(other(joint.by), found.id), joint.at)


def _same(table: Table, joint: JointDecided) -> Proposal | None:
    """The proposal of this month that says just this, if it is there."""
    return next((one for one in table.play_now.proposals if _says(one, joint)), None)


def _says(proposal: Proposal, joint: JointDecided) -> bool:
    return proposal.by == joint.by and dict(proposal.settings) == joint.settings


def _commit(trial: MonthTrial, sheets: Mapping[Seat, SeatDecided]) -> None:
    """Both plans: every setting that is not the seat's to set is a problem at its place, then what the table says."""
    for seat, sheet in sheets.items():
        trial.problems += _not_theirs(trial.table, seat, sheet)
    for seat in SEATS:
        while plan_waits(trial.table, other(seat)):
            trial.play(Ready(seat), sheets[seat].at if seat in sheets else 0)  # all that was said is on the sheets
    moves = {seat: _plan_of(trial.table, seat, sheet) for seat, sheet in sheets.items()}
    for seat, done in trial.table.play_now.commits.items():
        if seat in moves and dict(done.plan) != {**current(trial.table, seat), **moves[seat].plan}:
            trial.play(Uncommit(seat), sheets[seat].at)
    waiting = [seat for seat in moves if seat not in trial.table.play_now.commits]
    for seat in waiting:
        if seat == waiting[-1] and (trial.problems or len(moves) < len(SEATS)):
            trial.problems += _wrong_alone(trial.table, moves[seat], sheets[seat])  # a bad sheet plays no month out
        else:
            trial.play(moves[seat], sheets[seat].at)


def _plan_of(table: Table, seat: Seat, sheet: SeatDecided) -> Commit:
    """The part of a sheet that is the seat's to set."""
    own = {one.key for one in sheet_of(table, seat)}
    return Commit(seat, {key: value for key, value in sheet.plan.items() if key in own}, sheet.because)


def _wrong_alone(table: Table, move: Commit, sheet: SeatDecided) -> list[Problem]:
    """What is wrong with a plan, without playing the month out."""
    apart = MonthTrial(table)
    if other(move.seat) in table.play_now.commits:
        apart.play(Uncommit(other(move.seat)), sheet.at)
    apart.play(move, sheet.at)
    return apart.problems


def _not_theirs(table: Table, seat: Seat, sheet: SeatDecided) -> Iterator[Problem]:
    """The settings of a plan that this seat does not set this month, each at its place."""
    own = {one.key for one in sheet_of(table, seat)}
    for key in sheet.plan:
        if key in own:
            continue
        setting = table.scenario.sheet.find(key)
        assert setting is not None, "codes are read from the scenario's own sheet"
        code, lead = format_code(setting), table.leads[setting.lever.id]
        if lead == seat:
            reason = "is done already and stays so. Leave it out."
        elif lead == "joint":
            reason = "needs both signatures. It goes below 'both' or 'unsigned'."
        else:
            reason = f"is {lead}'s to set. It goes below '{lead}'."
        yield sheet.places[key], f"{code}: {setting.name} {reason}"


def differences(month: Month, sheets: Decided, scenario: Scenario) -> list[Problem]:
    """How the sheets of a month that has been played differ from what was played."""
    found: list[Problem] = []
    for seat, sheet in sheets.seats.items():
        played = month.commits[seat].plan
        for key, value in sheet.plan.items():
            if played.get(key) != value:
                found.append((sheet.places[key], f"{_as_played(key, played, scenario)} and that stays."))
    signed = [dict(one.settings) for one in month.signed]
    for joint in sheets.joint:
        if joint.sign == "signed" and joint.settings not in signed:
            found.append((joint.at, "this was not signed when the month was played, and that stays."))
    return found


def _as_played(key: str, played: Mapping[str, Value], scenario: Scenario) -> str:
    setting = scenario.sheet.find(key)
    assert setting is not None, "codes are read from the scenario's own sheet"
    code = format_code(setting)
    if key not in played:
        return f"{code} was not on this sheet when the month was played,"
    return f"the month was played with {code} {format_value(setting, played[key])},"


def _without_round(message: str, seat: Seat, round_: int) -> str:
    """A table's refusal without the seat and round that the sheet says already."""
    return message.removeprefix(f"{seat}, round {round_}: ")


def write_month(table: Table, at: int, name: str = "") -> str:
    """The block of the month of index `at` in a table's history; `name` is what the table is called on its sheets."""
    month = table.history[at]
    lines = [f"table {name}"] if name else []
    lines.append(f"month {month.round}")
    for seat in SEATS:
        lines += _seat(table, month, seat)
    for proposal in month.proposals:
        lines += _joint(table, proposal)
    return "\n".join(lines) + "\n"


def _seat(table: Table, month: Month, seat: Seat) -> list[str]:
    sheet, commit = table.scenario.sheet, month.commits[seat]
    settings = {setting.key: setting for setting in sheet.settings}
    pairs = "  ".join(codes.format_pair(settings[key], value) for key, value in commit.plan.items())
    lines = [f"{seat} {pairs}"]
    lines += [_reading(settings, one) for one in month.readings if one.seat == seat]
    lines += [codes.format_card(asked.card, table.deck.cards) for asked in month.asked if asked.by == seat]
    lines += [
        f"answer {codes.format_card(asked.card, table.deck.cards)} {_one_line(asked.answer)}"
        for asked in month.asked
        if asked.by != seat and asked.answer
    ]
    if commit.why:
        lines.append(f"because {_one_line(commit.why)}")
    if seat in month.lines:
        lines.append(f"kept {_one_line(month.lines[seat])}")
    return lines


def _reading(settings: dict[str, Setting], one: Reading) -> str:
    said = {
        "R1": codes.format_limit(other(one.seat), one.constraint) if one.constraint else "",
        "R2": codes.format_expected(settings[one.lever], one.expects) if one.expects else "",
        "R3": str(one.confidence or ""),
    }
    return "  ".join(f"{code} {text}" for code, text in said.items() if text)


def _joint(table: Table, proposal: Proposal) -> list[str]:
    head = "both" if proposal.status == "signed" else "unsigned"
    pairs = []
    for key, value in proposal.settings.items():
        if key.startswith(codes.LEAD):
            lead = next(lead for lead in ("marketing", "distribution", "joint") if lead == value)
            pairs.append(" ".join(codes.format_lead(key.removeprefix(codes.LEAD), lead)))
            continue
        setting = table.scenario.sheet.find(key)
        assert setting is not None, "only settings of the sheet can be signed"
        pairs.append(codes.format_pair(setting, value))
    lines = [f"{head} {proposal.by}: {'  '.join(pairs)}"]
    return [*lines, f"because {_one_line(proposal.why)}"] if proposal.why else lines


def _one_line(text: str) -> str:
    """The words on one line, as a sheet's line has them."""
    return " ".join(text.split())
