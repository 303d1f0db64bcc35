"""One month told from its news to what would have fit better, what stood out heading the page; and a figure apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from game import figures
from game.cli.telling.paper import Paper
from game.doors.text import cells
from game.rules.explain import Explanation
from game.rules.levers import SEATS
from game.table.clashes import CATALOGUE
from game.table.seen.observation import SharedMonth
from game.telling import accounts, clashing, customers, fitting, plans, reach
from game.telling import rows as everybodys
from game.telling.explaining import figure_of_the_month, main_steps, steps, title
from game.telling.notable import Notable, Past, headline
from game.telling.story import MonthStory, SeatStory
from game.terms import Glossary

if TYPE_CHECKING:
    from game.lab.hindsight.band import Band
    from game.lab.hindsight.fit import Fit

MOST = 6
"""Lines of a plan that are told; smaller changes are only counted."""
LONGEST: Final = 26
"""Cells of a customer's name beyond which it gives way to its figures."""
TIMES: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
)  # fmt: skip


def month_page(paper: Paper, story: MonthStory, past: Past, glossary: Glossary) -> list[str]:
    """The whole month."""
    head = headline(story, past)
    return [
        *_title(paper, story, head),
        *kept_lines(paper, past),
        *news(paper, story),
        *talk_lines(paper, story, past),
        *plan_lines(paper, story),
        *customer_lines(paper, story, past),
        *_reason(paper, story, past, head),
        *money_lines(paper, story, past),
        *clash_lines(paper, story, past, glossary),
        *fit_lines(paper, story.fit),
        *band_lines(paper, story.band),
        *_section(paper, "What each expected of the other", plans.expectations(story, past)),
    ]


def shared(paper: Paper, story: MonthStory, past: Past, glossary: Glossary) -> list[str]:
    """What came of the month, where both see everything."""
    return [
        *customer_lines(paper, story, past),
        *money_lines(paper, story, past),
        *clash_lines(paper, story, past, glossary),
        *fit_lines(paper, story.fit),
        *band_lines(paper, story.band),
    ]


def _section(paper: Paper, title: str, sentences: Sequence[str]) -> list[str]:
    """Sentences below a heading; nothing of none."""
    lines = [line for sentence in sentences for line in paper.paragraph(sentence, "    ", first="  ")]
    return [*paper.heading(title), *lines] if lines else []


def kept_lines(paper: Paper, months: Past) -> list[str]:
    """The lines that the seats kept about the last of these months."""
    return _section(paper, f"Looking back on {months[-1].month}", plans.kept_lines(months)) if months else []


def talk_lines(paper: Paper, story: MonthStory, past: Past) -> list[str]:
    """Everything said before the plans; nothing where nobody talked."""
    lines: list[str] = []
    for said in story.said:
        lines += paper.paragraph(f"{said.seat.capitalize()}: “{said.text}”", "    ", first="  ")
    for one, asks in story.asked:
        question = f"{one.by.capitalize()} asks: “{asks}”"
        lines += paper.paragraph(question, "    ", first="  ", style=one.by)
        answer = f"“{one.answer}”" if one.answer else "No answer came."
        lines += paper.paragraph(answer, "    ")
    for proposal in story.proposals:
        head, why, ended = plans.proposed(story, past, proposal)
        lines += paper.paragraph(head, "    ", first="  ", style=proposal.by)
        lines += [line for text in (why, ended) if text for line in paper.paragraph(text, "    ")]
    return [*paper.heading("Before the plans"), *lines] if lines else []


def plan_lines(paper: Paper, story: MonthStory) -> list[str]:
    """Both plans as what changed in them, with the reason that each seat gave in its own words."""
    return [*paper.heading("The plans"), *(line for seat in SEATS for line in _plan(paper, story, story.seats[seat]))]


def _plan(paper: Paper, story: MonthStory, part: SeatStory) -> list[str]:
    name = part.seat.capitalize()
    if story.round == 1 and part.persona:
        name += f", the {part.persona}"
    said = plans.sentences(part.changes, story)
    if not said:
        lines = paper.paragraph(f"{name} leaves everything as it was.", "    ", first="  ", style=None)
    else:
        lines = paper.paragraph(name, "  ", style=part.seat)
        for sentence in said[:MOST]:
            lines += paper.paragraph(sentence, "      ", first="    - ")
        if len(said) > MOST:
            lines += paper.paragraph(f"and {len(said) - MOST} smaller changes.", "      ", first="    - ")
    if part.why:
        lines += paper.paragraph(f"“{part.why}”", "    ")
    return lines


def customer_lines(paper: Paper, story: MonthStory, past: Past) -> list[str]:
    """What customers were promised and got; on a narrow page the table has its first columns only."""
    lines = paper.heading("What customers were promised, and what they got")
    lines += paper.paragraph(customers.paragraph(story, past), "  ")
    rows = customers.markets(story, past)
    if not rows:
        return lines
    columns = 6 if paper.width >= min(LONGEST, max(cells(row[0]) for row in rows)) + 54 else 4
    return [*lines, "", *paper.table([row[:columns] for row in rows], head=True)]


def money_lines(paper: Paper, story: MonthStory, past: Past) -> list[str]:
    """The money as a table with a line above the results."""
    rows = accounts.money_table(story, past)
    table = paper.table(rows, head=bool(past), sums=len(everybodys.results([story.shared])), styles={-1: "strong"})
    above = everybodys.from_above(story.shared, story.currency)
    return [*paper.heading("The money"), *table, *(paper.paragraph(above, "  ") if above else ())]


def clash_lines(paper: Paper, story: MonthStory, past: Past, glossary: Glossary) -> list[str]:
    """Every clash; nothing in a month without one."""
    lines: list[str] = []
    for clash in story.shared.clashes:
        before = sum(clash.clash == other.clash for month in past for other in month.shared.clashes)
        term = glossary.find(clash.clash)
        again = "" if not before else f", the {TIMES[before]} month of it"
        lines += ["", *paper.paragraph(f"Clash: {CATALOGUE[clash.clash].name}{again}", style="bad")]
        if term and not before:
            lines += paper.paragraph(term.means, "  ")
        lines += paper.paragraph(clash.sentence, "  ")
    return [*lines, *three_bars(paper, story.shared, story.currency)]


def three_bars(paper: Paper, month: SharedMonth, currency: str) -> list[str]:
    """Each plan alone and the two side by side, in a month of a clash in which neither was foolish alone."""
    rows = [(one.name, figures.change_of_money(one.amount, currency)) for one in clashing.bars(month)]
    if not rows:
        return []
    return ["", *paper.table(rows), *paper.paragraph(clashing.SAYS, "  ")]


def fit_lines(paper: Paper, fit: Fit) -> list[str]:
    """What would have fit better: each better answer with its money, and in full."""
    rows = [(row.name, row.now) for row in fitting.rows(fit)]
    told = fitting.sentences(fit) if fit.about else list(filter(None, [fitting.unbettered(fit)]))
    lines = [*paper.heading(fitting.TITLE), *paper.paragraph(fitting.scope(fit), "  ")]
    lines += ["", *paper.table(rows)] if rows else []
    return [*lines, *(["", *paper.items(told)] if told else ())]


def band_lines(paper: Paper, band: Band) -> list[str]:
    """Where the season can still end; nothing where there is no yardstick, which the closing page tells."""
    return [] if band.without else _section(paper, reach.title(band), [" ".join(reach.sentences(band))])


def _title(paper: Paper, story: MonthStory, head: Notable) -> list[str]:
    return [
        "",
        *paper.title(story.month, f"month {story.round} of {story.rounds}", [(head.headline, "strong")]),
    ]


def news(paper: Paper, story: MonthStory) -> list[str]:
    """The event cards of the month as each seat hears them."""
    lines: list[str] = []
    for event in story.news:
        lines += paper.heading(f"News: {event.title}")
        for seat in SEATS:
            lines += paper.paragraph(getattr(event, seat), "    ", first=f"  {seat.capitalize()} hears: ")
    return lines


def _reason(paper: Paper, story: MonthStory, past: Past, head: Notable) -> list[str]:
    """One figure of the month taken apart: the one that the month is about, and no figure twice in a row."""
    key = figure_of_the_month(story, past, head)
    lines = why_briefly(paper, story.explained[key], story.currency)
    return [*paper.heading("Where a number comes from"), *lines]


def why_in_full(paper: Paper, answer: Explanation, currency: str) -> list[str]:
    """The figure and all its factors, each with the sentence that says what it means."""
    every = steps(answer, currency)
    rows = [(step.name, step.written, step.mover) for step in every]
    below = [step.says for step in every]
    return [*_why_title(paper, answer, currency), *paper.entries(rows, MOVED, "    ", below=below)]


def why_briefly(paper: Paper, answer: Explanation, currency: str) -> list[str]:
    """The figure and what moved it most, one line each."""
    rows = [(step.name, step.written, step.mover) for step in main_steps(answer, currency)]
    return [*_why_title(paper, answer, currency), *paper.entries(rows, MOVED, "    ")]


MOVED = ("", "", "moved by")


def _why_title(paper: Paper, answer: Explanation, currency: str) -> list[str]:
    return paper.paragraph(title(answer, currency), "  ", style="strong")
