"""What a facilitator reads: a step with its words, the list of steps, the clock, and the summary at the end."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from game.cli.telling.paper import Paper, Style
from game.figures import change, share
from game.telling.settable import STRUCTURES
from game.workshop.clock import MINUTE, Progress, begin, minutes_up
from game.workshop.run_of_show import DEBRIEF, RunOfShow, StepFile, TableFile, command_of, table_command

REHEARSAL: Final = "This is a rehearsal, on a clock of its own. On the day, without --speed, the session begins anew."


def shelf(paper: Paper, runs: Sequence[RunOfShow]) -> list[str]:
    """The runs of show there are."""
    rows = [("run of show", "time", "debrief", "steps")]
    rows += [
        (run.name, f"{run.file.minutes} min", f"{run.debrief_minutes} min", str(len(run.steps))) for run in runs
    ]  # fmt: skip
    lines = paper.table(rows, head=True)
    for run in runs:
        lines += ["", *paper.paragraph(run.file.about, "    ", first=f"  {run.name}: ")]
    return [*lines, "", *paper.paragraph("Begin one: lastmile workshop NAME. Read it first: lastmile workshop NAME "
                                         "--list. Clock it faster to rehearse: --speed 60.", "  ")]  # fmt: skip


def opening(paper: Paper, run: RunOfShow) -> list[str]:
    """The title page of a session."""
    return [
        *title(paper, run),
        *paper.paragraph("Open this as early as you like: the clock begins when you type go. Type next when a step is "
                         "done, help to see what else there is. Everything is saved as you go: type the same command "
                         "again after a power cut.", "  "),
    ]  # fmt: skip


def title(paper: Paper, run: RunOfShow) -> list[str]:
    """What a run of show is, and for whom."""
    return [
        *paper.title(run.file.title, f"{run.file.minutes} minutes, of which {run.debrief_minutes} debrief"),
        *paper.paragraph(run.file.about, "  "),
        *paper.paragraph(f"For {run.file.people}.", "  "),
    ]


def step_page(paper: Paper, session: Progress, questions: Sequence[str] = ()) -> list[str]:
    """The step that the session is in, with the clock; in the debrief with the notes and this room's questions too."""
    noted = notes(paper, session) if session.step.kind == DEBRIEF else []
    return [*_words(paper, session), *noted, *questions, "", *clock(paper, session)]


def _words(paper: Paper, session: Progress) -> list[str]:
    """What to say, to show and to do in a step."""
    step, number = session.step, f"{session.at + 1} of {len(session.run.steps)}"
    minutes = round(session.allotted(session.at) / MINUTE)
    lines = ["", *paper.title(f"{number}  {step.title}", f"{minutes} min", style=_style(step))]
    for title, texts in (("Say", step.say), ("Show", step.show), ("Do", step.do), ("Listen for", step.listen)):
        if texts:
            lines += paper.heading(title)
            for text in texts:
                lines += _item(paper, f"“{text}”" if title == "Say" else text)
    if step.table:
        lines += _tables(paper, session.run, step, step.table)
    if step.run:
        lines += [*paper.heading("Type"), *(paper.line(f"  {command}") for command in session.run.commands(step))]
    if step.cues:
        lines += paper.heading("On the way")
        for cue in step.cues:
            lines += paper.paragraph(cue.say, "         ", first=f"  {cue.at:>3} min ")
    return lines


def _item(paper: Paper, text: str) -> list[str]:
    return paper.paragraph(" ".join(text.split()), "    ", first="  - ")


def _style(step: StepFile) -> Style:
    return "good" if step.kind == DEBRIEF else "strong"


def _tables(paper: Paper, run: RunOfShow, step: StepFile, table: TableFile) -> list[str]:
    """How to start the tables of an act."""
    lines = [*paper.heading("At each table"), paper.line(f"  {table_command(run, step)}")]
    same = command_of(run.placed(table))
    lines += paper.paragraph(f"which is {same}" + (" and asks for the rankings." if table.ask else "."), "  ")
    if not table.guided:
        lines += paper.paragraph(f"Structure {table.structure}: {STRUCTURES[table.structure]}", "  ")
    months = f"Play {table.months} months, then stop." if table.months else "Play the whole season."
    return [*lines, *paper.paragraph(months, "  ")]


def clock(paper: Paper, session: Progress) -> list[str]:
    """Where the time is: this step, the debrief's reserve, the end."""
    lines = paper.paragraph(status(session, paper.spoken), "  ")
    warning = alarm(session)
    return [*lines, *paper.paragraph(warning, "  ", style="bad")] if warning else lines


def status(session: Progress, spoken: bool = False) -> str:
    """One line: time left in the step, to spare before the debrief, and the end; `spoken` as `lasting`."""
    if session.over:
        return f"Over. {_ends(session)}"
    if session.waiting:
        by = _time(session.must_debrief)
        return f"The clock waits for go · from now: debrief by {by}, {_ends(session)}"
    left = f"{lasting(session.left, spoken)} {'left' if session.left >= 0 else 'over'}"
    stopped = " · paused" if session.paused else ""
    if session.debriefing:
        room = f"{_apart(session.spare)} for the rest of the debrief" if session.spare < 0 else "debrief on its clock"
        return f"{left}{stopped} · {room} · {_ends(session)}"
    by = _time(session.must_debrief)
    return f"{left}{stopped} · debrief by {by}, {_apart(session.spare)} · {_ends(session)}"


def alarm(session: Progress) -> str:
    """What must be said out loud about the time: play that eats the debrief; "" = all is well."""
    if session.over or session.spare > -MINUTE:
        return ""
    late, reserve = minutes_up(-session.spare), session.run.debrief_minutes
    if session.debriefing:
        return f"{late} min more than there are: shorten a step, or move the end with: later {late}"
    gone = f"{min(late, reserve)} of its {reserve} minutes are gone"
    if session.paused:
        return f"This pause is eating the debrief: {gone}. Type go, or move the end with: later {late}"
    return (
        f"Play is eating the debrief: {gone} at this pace. End this "
        f"step, skip one before the debrief, or move the end with: later {late}"
    )


def steps(paper: Paper, run: RunOfShow, session: Progress | None = None) -> list[str]:
    """The steps with their minutes; in a session, with what each has used."""
    rows = [("step", "kind", "planned", *(("used",) if session else ()))]
    for at, step in enumerate(run.steps):
        more = change(session.extra[at]) if session and session.extra[at] else ""
        row: tuple[str, ...] = (f"{at + 1:>2} {step.title}", step.kind, f"{step.minutes}{more} min")
        if session:
            used = (
                "skipped"
                if at in session.skipped
                else lasting(session.spent[at], paper.spoken)
                if session.spent[at]
                else ""
            )
            row = (*row, used)
        rows.append(row)
    total = f"{run.file.minutes} minutes in all, {run.debrief_minutes} of them ({_share(run)}) for the debrief."
    marks = ["->" if session and at == session.at else "" for at in range(-1, len(run.steps))]
    return [*paper.table(rows, head=True, marks=marks), *paper.paragraph(total, "  ")]


def script(paper: Paper, run: RunOfShow) -> list[str]:
    """The whole run of show, to read beforehand or to print."""
    lines = [*title(paper, run), "", *steps(paper, run)]
    for at in range(len(run.steps)):
        lines += _words(paper, replace(begin(run, 0.0), at=at))
    return lines


def summary(paper: Paper, session: Progress) -> list[str]:
    """What the session was: planned against used, the debrief's share, and the notes."""
    lines = [*paper.heading("The session"), *steps(paper, session.run, session)]
    used = sum(session.spent)
    if used:
        lines += paper.paragraph(
            f"Used: {minutes_up(used)} minutes, {share(session.debrief_share)} of them for the debrief.", "  "
        )
    return [*lines, *notes(paper, session)]


def notes(paper: Paper, session: Progress) -> list[str]:
    """What the facilitator has written down so far, and in which step; nothing where that is nothing."""
    lines = paper.heading("Your notes") if session.notes else []
    for note in session.notes:
        where = session.run.steps[min(note.step, len(session.run.steps) - 1)].title
        lines += paper.paragraph(f"{where}: {note.text}", "    ", first="  - ")
    return lines


def lasting(seconds: float, spoken: bool = False) -> str:
    """Minutes and seconds, without a sign; `spoken` so that they are no time of day."""
    minutes, rest = divmod(round(abs(seconds)), 60)
    return f"{minutes} min {rest} s" if spoken else f"{minutes}:{rest:02d}"


def _apart(seconds: float) -> str:
    if seconds >= MINUTE:
        return f"{int(seconds // MINUTE)} min to spare"
    return "on time" if seconds > -MINUTE else f"{minutes_up(-seconds)} min late"


def _ends(session: Progress) -> str:
    return f"ends {_time(session.ends)}"


def _time(moment: float) -> str:
    return time.strftime("%H:%M", time.localtime(moment))


def _share(run: RunOfShow) -> str:
    return share(run.debrief_minutes / run.file.minutes)
