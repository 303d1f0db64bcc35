"""A person with a pile of sheets at a prompt: line by line, read back, undone, and played when it is right."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import Final, Literal, TypeAlias

from game.cli.entering.drafts import SheetDraft
from game.cli.entering.results import Results, opening, show_slip
from game.cli.entering.tables import PaperTable
from game.cli.prompt.lines import Left, Lines
from game.doors.text import visible
from game.figures import value as shown
from game.kit import typed
from game.kit.codes import LEAD, format_code
from game.kit.decided import Decided, decided
from game.kit.entering import MonthTrial, differences, strays, tried
from game.refusal import Refusal
from game.rules.levers import SEATS, Plan
from game.table.moves import KeepLine
from game.table.table import Table
from game.table.wording import text_problem

OWN: Final = (*typed.WORDS, "play", "show", "slip", "undo", "skip", "help", "quit")
"""What a line begins with that is not the rest of a reason."""
Stage: TypeAlias = Literal["codes", "both", "play"]
SIGNED: Final = (
    "What both signed begins with both and who put it forward, such as both marketing: F1 900. What one alone signed "
    "begins with unsigned. Enter alone: that is all."
)
HELP: Final = (
    "Type codes as they stand on the sheet: P1 22.80 D1 b. R1, R2 and R3 are from the prediction slip, Q7 is a card "
    "that was asked, because begins a reason. Enter alone goes on: marketing, distribution, what both signed, and then "
    "the month is read back. Any time: marketing, distribution, both or unsigned changes the sheet; undo takes the "
    "last line back; show reads back what is typed; play plays the month; slip marketing and slip distribution show "
    "what that seat alone may read of the month before; skip leaves this table for now; quit stops. What you typed is "
    "kept."
)


def type_in(tables: Sequence[PaperTable], results: Results) -> None:
    """One month of each table, in turn, and again until every season is over or the person leaves.

    Args:
        tables: the stack.
        results: where lines come from, and what is said of each month.

    Raises:
        Ended: when the input ends.
        Left: when the person has asked to stop.
    """
    lines = results.lines
    with ExitStack() as stack:
        drafts = {table.path: stack.enter_context(SheetDraft(table.drafted)) for table in tables}
        lines.tell("Type help at any prompt to see what can be typed.")
        for table in tables:
            _catch_up(table, drafts[table.path], lines)
        waiting = [table for table in tables if not table.table.over]
        if not waiting:
            for table in tables:
                lines.say(opening(lines.paper, table.table, table.name))
        while waiting:
            for table in waiting:
                Pile(table, drafts[table.path], results).month()
            waiting = [table for table in waiting if not table.table.over]


def _catch_up(table: PaperTable, draft: SheetDraft, lines: Lines) -> None:
    """What was typed for another month than the one that waits: kept lines that a cut kept out of the record are saved.

    What does not fit the month as it was played is put aside, and told.
    """
    try:
        first, *rest = draft.read().split("\n")
    except Refusal as refusal:
        _put_aside(table, draft, lines, f"Lines that were typed before cannot be read. {refusal.prose}")
        return
    now = table.table
    if not first or (first == f"# {now.round}" and not now.over):
        return
    month = now.history[-1] if now.history else None
    if month is None or first != f"# {month.round}":
        _put_aside(table, draft, lines, "Lines that were typed before are for another month.")
        return
    sheets = decided((typed.read("\n".join(rest)) or [typed.SheetBlock(0)])[0], now.scenario, now.deck, dated=False)
    if sheets.problems or differences(month, sheets, now.scenario):
        name = now.scenario.months[month.round - 1]
        _put_aside(table, draft, lines, f"{name} was played with other sheets than were typed here before.")
        return
    kept = {seat: sheet.kept[1] for seat, sheet in sheets.seats.items() if sheet.kept}
    missing = [KeepLine(seat, text) for seat, text in kept.items() if month.lines.get(seat) != text]
    table.play(missing)
    draft.clear()
    if missing:
        lines.tell(
            f"{table.name}: what was kept of the last month had not been saved when this was cut off. It is now."
        )


def _put_aside(table: PaperTable, draft: SheetDraft, lines: Lines, why: str) -> None:
    aside = draft.put_aside()
    lines.tell(f"{table.name}: {why} They are not entered, and are kept in {visible(str(aside))}.")


class Pile:
    """The sheets of one table's month."""

    def __init__(self, table: PaperTable, draft: SheetDraft, results: Results) -> None:
        self._table, self._draft, self._results, self._lines = table, draft, results, results.lines
        self._typed: list[str] = self._kept()
        self._stage: Stage = "codes"

    def month(self) -> None:
        """Until the month is played or the table is skipped."""
        lines, table = self._lines, self._table.table
        lines.say(["", *opening(lines.paper, table, self._table.name)])
        if self._table.report:
            lines.tell(self._table.report)
        if self._typed:
            count = f"{len(self._typed)} lines" if len(self._typed) > 1 else "A line"
            lines.tell(f"{count} that you typed before are here again: show reads them back, undo takes them away.")
        while len(self._table.table.history) == len(table.history):
            line = lines.ask(f"{self._table.name}, {self._at()}")
            if line.casefold() == "skip":
                return
            try:
                self._obey(line)
            except Refusal as refusal:
                lines.refuse(refusal)

    def _heads(self) -> list[str]:
        """The sheets that have been named, in order."""
        words = [line.split(maxsplit=1)[0].casefold() for line in self._typed]
        return [word for word in words if word in typed.HEADS]

    def _at(self) -> str:
        """The sheet that the next code is on."""
        return self._stage if self._stage != "codes" else (self._heads() or ["marketing"])[-1]

    def _obey(self, line: str) -> None:
        """Do what a line asks."""
        word = line.casefold()
        if word == "quit":
            raise Left
        if word == "undo":
            self._undo()
        elif word == "show":
            self._read_back()
        elif word.split(maxsplit=1)[0:1] == ["slip"]:
            self._slip(word.removeprefix("slip").strip())
        elif word in ("help", "?"):
            self._lines.tell(HELP, "  ")
        elif word == "play" or (not word and self._stage == "play"):
            self._play()
        elif word:
            self._take(line)
        else:
            self._on()

    def _on(self) -> None:
        """Enter alone: the next sheet that has not been named, then what both signed, then the whole month."""
        heads = self._heads()
        missing = [seat for seat in SEATS if seat not in heads]
        if missing == list(SEATS):
            self._keep("marketing")
            self._lines.tell("Nothing changes on marketing's sheet.", "  ")
        if missing:
            self._keep(missing[-1])
            self._lines.tell("Distribution's sheet." if missing[-1] == "distribution" else "Marketing's sheet.", "  ")
        elif self._stage == "codes" and self._table.table.structure.talk != "none":
            self._stage = "both"
            self._lines.tell(SIGNED, "  ")
        else:
            self._stage = "play"
            self._read_back()

    def _take(self, line: str) -> None:
        """Keep a line when nothing in it is wrong."""
        head = line.split(maxsplit=1)[0].casefold().rstrip(":")
        if head in typed.WRITTEN:
            line = self._lines.with_pasted(line, lambda one: one.split(maxsplit=1)[0].casefold() in OWN)
            problem = text_problem(line[len(head) :].strip(" :"), "what is written")
            if problem:
                raise Refusal(problem)
        if self._stage != "codes" and head not in typed.WORDS:
            raise Refusal(f"Which sheet is this on? {SIGNED}")
        lines = self._typed if self._heads() or head in typed.HEADS else [*self._typed, "marketing"]
        known = _wrong(self._table.table, lines)
        fresh = [message for message in _wrong(self._table.table, [*lines, line]) if message not in known]
        if fresh:
            raise Refusal("\n".join(fresh))
        self._typed = list(lines)
        self._keep(line)
        if head in SEATS:
            self._stage = "codes"

    def _undo(self) -> None:
        if not self._typed:
            raise Refusal("There is nothing to take back.")
        taken = self._typed.pop()
        self._stage = "codes"
        self._save()
        self._lines.tell(f"Taken back: {taken}", "  ")

    def _read_back(self) -> None:
        sheets, trial = self._tried()
        self._lines.say(read_back(self._lines, self._table.table, sheets))
        for _, message in trial.problems:
            self._lines.tell(message, "    ")
        if not trial.problems and self._stage == "play":
            self._lines.tell("Enter alone plays the month; undo takes the last line back.", "  ")

    def _slip(self, whose: str) -> None:
        """Show a seat its own figures of the month before."""
        seat = next((one for one in SEATS if whose and one.startswith(whose)), None)
        if seat is None:
            raise Refusal(f"slip: expected {' or '.join(SEATS)}, given '{whose}'.")
        show_slip(self._lines, self._table.table, self._table.name, seat, self._results.glossary)

    def _play(self) -> None:
        _, trial = self._tried()
        if trial.problems:
            raise Refusal("\n".join(message for _, message in trial.problems))
        self._table.play(trial.moves)
        self._draft.clear()
        self._results.tell(self._table)
        self._results.tell_slips(self._table, prompt=not self._table.table.over)

    def _tried(self) -> tuple[Decided, MonthTrial]:
        table = self._table.table
        blocks = typed.read("\n".join(self._typed)) or [typed.SheetBlock(0)]
        sheets = decided(blocks[0], table.scenario, table.deck, dated=False)
        return sheets, tried(table, sheets)

    def _keep(self, line: str) -> None:
        self._typed.append(line)
        self._save()

    def _save(self) -> None:
        """The lines, on disk before the next prompt."""
        self._draft.keep(self._table.table.round, self._typed)

    def _kept(self) -> list[str]:
        """The lines that were typed for this month before, if there are any."""
        first, *rest = self._draft.read().split("\n")
        return [line for line in rest if line.strip()] if first == f"# {self._table.table.round}" else []


def read_back(lines: Lines, table: Table, sheets: Decided) -> list[str]:
    """What was typed, in words."""
    told: list[str] = []
    for seat, sheet in sheets.seats.items():
        told += lines.paper.heading(seat.capitalize())
        told += lines.paper.table(_rows(table, sheet.plan)) or lines.paper.paragraph("all as it stands", "  ")
        if sheet.reading and sheet.reading.lever:
            told += lines.paper.paragraph("a prediction of its partner", "  ")
        for _, card in sheet.cards:
            told += lines.paper.paragraph(f"asked: {table.deck.cards[card].asks}", "    ", first="  ")
        if sheet.because:
            told += lines.paper.paragraph(f"because {sheet.because}", "    ", first="  ")
    for joint in sheets.joint:
        told += lines.paper.heading(f"{'Signed by both' if joint.sign == 'signed' else 'Not signed'}, from {joint.by}")
        told += lines.paper.table(_rows(table, joint.settings))
    return told


def _rows(table: Table, plan: Plan) -> list[tuple[str, str]]:
    rows = []
    for key, value in plan.items():
        setting = table.scenario.sheet.find(key)
        if key.startswith(LEAD) or setting is None:
            rows.append((f"Who leads {key.removeprefix(LEAD).replace('-', ' ')}", str(value)))
        else:
            worth = shown(value, setting.lever.unit, table.scenario.currency)
            rows.append((f"{format_code(setting):<3} {setting.name}", worth))
    return rows


def _wrong(table: Table, lines: Sequence[str]) -> list[str]:
    """What is wrong with lines whatever else will be typed."""
    blocks = typed.read("\n".join(lines))
    if not blocks:
        return []
    if len(blocks) > 1:
        return ["One table and one month at a time: this prompt knows which."]
    sheets = decided(blocks[0], table.scenario, table.deck, dated=False)
    return [message for _, message in [*sheets.problems, *strays(table, sheets)]]
