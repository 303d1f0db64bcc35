"""What a seat looks at: its own figures, its sheet, the outlook of a plan, and the month once it has played out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from game import figures
from game.cli.prompt.chair import PromptChair
from game.cli.prompt.words import allowed
from game.cli.telling.month import band_lines, fit_lines, three_bars
from game.cli.telling.paper import Paper
from game.refusal import Refusal
from game.rules.levers import LEVERS, Value
from game.seating.requests import Foresee, ListWhys, ViewBand, ViewFit
from game.table.clashes import CATALOGUE
from game.table.seen.dashboards import Dashboard, Now
from game.table.seen.observation import Observation, Proposal, SettingView
from game.table.seen.outlook import BLIND
from game.table.seen.spoken import Requested
from game.table.seen.whys import partners_plan, why_apart
from game.telling import outlooks, rows
from game.telling.answering import typed_example
from game.telling.readings import UNANSWERED, readings_of
from game.telling.rows import Row
from game.telling.settings import about
from game.telling.signing import before_signing
from game.telling.talk import request_words, word_judged
from game.terms import Glossary


def opening(chair: PromptChair, seen: Observation) -> list[str]:
    """A month's title, its news and the seat's own figures."""
    paper, scenario = chair.lines.paper, seen.scenario
    name, at = scenario.months[seen.round - 1], f"month {seen.round} of {scenario.rounds}"
    lines = ["", *paper.title(name, at, [(f"You are {chair.seat}.", chair.seat)])]
    for card in seen.news:
        lines += [*paper.heading(f"News: {card.title}"), *paper.paragraph(card.text, "  ")]
    return [*lines, *now(chair, seen)]


def now(chair: PromptChair, seen: Observation) -> list[str]:
    """What this seat knows before it plans, with numbers for what last month explains."""
    return [*chair.lines.paper.heading("Your figures"), *chair.lines.paper.table(_rows(chair, seen, seen.now))]


def partner(chair: PromptChair, seen: Observation) -> list[str]:
    """The partner's figures, and its plan of this month or the last, where data is shared."""
    paper, shared, sign = chair.lines.paper, seen.partner, seen.scenario.currency
    plan = partners_plan(seen)
    if shared is None or plan is None:
        return paper.paragraph(why_apart(seen), "  ")
    units = {setting.key: setting.unit for setting in seen.partner_sheet}
    planned = [(key, figures.value(value, units.get(key, ""), sign)) for key, value in plan.values.items()]
    awaited = paper.paragraph(plan.awaited, "  ") if plan.awaited else []
    return [*paper.heading(f"{chair.partner.capitalize()}'s figures"), *paper.table(_rows(chair, seen, shared.now)),
            *paper.heading(plan.title), *awaited, *paper.table(planned)]  # fmt: skip


def _rows(chair: PromptChair, seen: Observation, held: Now) -> list[Sequence[str]]:
    """A seat's figures, with a number before each that the last month explains."""
    last = len(seen.months)
    return [
        (row.name, row.now, chair.number(last, row.key) if last and row.key else "") for row in rows.of_now(seen, held)
    ]


def sheet(paper: Paper, settings: Sequence[SettingView], draft: Mapping[str, Value], currency: str) -> list[str]:
    """Every setting with its value, what it can be, and a star where the person has changed it."""
    rows: list[Sequence[str]] = []
    for setting in settings:
        current = draft.get(setting.key, setting.current)
        shown = "" if current is None else figures.value(current, setting.unit, currency)
        rows.append((setting.key, shown, allowed(setting, currency)))
    changed = [setting.key in draft and draft[setting.key] != setting.current for setting in settings]
    return paper.entries(rows, ("", "", "can be"), marks=["*" if one else " " for one in changed])


def abouts(paper: Paper, settings: Sequence[SettingView], glossary: Glossary) -> list[str]:
    """What each setting is and what it costs; once for those of one lever that say the same."""
    said: dict[str, str] = {}
    for setting in settings:
        said.setdefault(about(setting, glossary), setting.key if setting.over == "initiative" else setting.lever)
    lines = []
    for text, name in said.items():
        lines += paper.paragraph(f"{name}: {text}", "  ")
    return lines


def outlook(chair: PromptChair, seen: Observation) -> list[str]:
    """What this seat's own data says of the plan as it stands, beside the month with nothing changed."""
    paper, sign = chair.lines.paper, seen.scenario.currency
    found, usual = chair.client.ask(Foresee(chair.plan(seen))), chair.client.ask(Foresee())
    told = [(line.label or "  of it", line.value, line.change) for line in outlooks.lines_of(seen, found, usual)]
    warned = [f"{line.label}: {line.warns}." for line in outlooks.lines_of(seen, found, usual) if line.warns]
    purse = outlooks.purse(found)
    told.append(("Budget", figures.money(purse.budget, sign), purse.rest(sign)))
    lines = [*paper.heading("Outlook of this plan"), *paper.table(told)]
    for warning in (*warned, *([BLIND[chair.seat]] if seen.partner is None else [])):
        lines += paper.paragraph(warning, "  ")
    return lines


def tell_news(chair: PromptChair) -> None:
    """Say everything new, once."""
    seen = chair.seen()
    lines: list[str] = []
    paper = chair.lines.paper
    for said in seen.messages:
        if said.by != chair.seat and chair.is_news(f"said {said.round} {said.text}"):
            lines += paper.paragraph(f"{said.by.capitalize()} says: “{said.text}”", "    ", first="  ")
    for card in seen.asked:
        if card.answer and chair.is_news(f"answer {card.round} {card.card.key}"):
            lines += paper.paragraph(f"You asked: “{card.card.asks}”", "    ", first="  ")
            lines += paper.paragraph(f"{chair.partner.capitalize()}: “{card.answer}”", "    ", first="  ")
    for card in seen.questions:
        if card.answer is None and chair.is_news(f"question {card.round} {card.card.key}"):
            lines += paper.paragraph(f"{chair.partner.capitalize()} asks you: “{card.card.asks}”", "    ", first="  ")
            lines += paper.paragraph(f"To answer, type for example: answer {typed_example(seen, card.card)}.", "    ")
    for proposal in seen.proposals:
        lines += _proposal(chair, seen, proposal)
    for asked in seen.requests:
        lines += _request(chair, seen, asked)
    if seen.handed_back and chair.is_news(f"back {seen.round} {seen.handed_back}"):
        lines += paper.paragraph(seen.handed_back, "  ")
    chair.lines.say(["", *lines] if lines else [])


def _proposal(chair: PromptChair, seen: Observation, proposal: Proposal) -> list[str]:
    paper = chair.lines.paper
    if not chair.is_news(f"proposal {proposal.id} {proposal.status}"):
        return []
    about = ", ".join(f"{key} {worded(key, value, seen)}" for key, value in proposal.settings.items())
    why = f" “{proposal.why}”" if proposal.why else ""
    if proposal.by != chair.seat and proposal.status == "open":
        lines = paper.paragraph(
            f"{chair.partner.capitalize()} proposes {proposal.id}: {about}.{why}", "    ", first="  "
        )
        for name, of in before_signing(seen, proposal.settings, chair.glossary):
            lines += paper.paragraph(f"{name.capitalize()}: {of.rstrip('.')}.", "      ", first="    ")
        return lines + paper.paragraph(
            f"To answer, type: sign {proposal.id}, or: decline {proposal.id} and why.", "    "
        )
    if proposal.by == chair.seat and proposal.status in ("signed", "declined"):
        answer = f" “{proposal.answer}”" if proposal.answer else ""
        return paper.paragraph(
            f"{chair.partner.capitalize()} {_SAYS[proposal.status]} {proposal.id}: {about}.{answer}", "    ", first="  "
        )
    return []


def _request(chair: PromptChair, seen: Observation, asked: Requested) -> list[str]:
    """What is requested of this seat, or has been said to a request of its own."""
    paper, partner = chair.lines.paper, chair.partner.capitalize()
    if not chair.is_news(f"request {asked.id} {asked.status} {asked.waits}"):
        return []
    mine, wanted = asked.by == chair.seat, request_words(seen, asked)
    why = f" “{asked.why if asked.offered is None else asked.answer}”" if asked.why or asked.answer else ""
    if asked.status == "open" and asked.waits == chair.seat:
        says = "offers instead" if asked.offered is not None else "requests"
        lines = paper.paragraph(f"{partner} {says} ({asked.id}): {wanted}.{why}", "    ", first="  ")
        how = f"To answer, type: yes {asked.id}, no {asked.id} and why, or: offer {asked.id} and another value."
        return lines + paper.paragraph(how, "    ")
    if mine and asked.status in ("given", "declined"):
        says = "gives its word" if asked.status == "given" else "says no"
        said = f" “{asked.answer}”" if asked.answer else ""
        return paper.paragraph(f"{partner} {says} ({asked.id}): {wanted}.{said}", "    ", first="  ")
    return []


_SAYS = MappingProxyType({"signed": "signs", "declined": "says no to"})


def worded(key: str, value: Value, seen: Observation) -> str:
    """A value of a proposal in words."""
    lever = key.partition(".")[0]
    unit = LEVERS[lever].unit if lever in LEVERS else ""
    return figures.value(value, unit, seen.scenario.currency)


def reveal(chair: PromptChair, seen: Observation) -> list[str]:
    """The whole reveal for this seat."""
    chair.numbered.clear()
    paper, month = chair.lines.paper, seen.shared[-1]
    name = seen.scenario.months[month.round - 1]
    at = f"month {month.round} of {seen.scenario.rounds}"
    lines = ["", *paper.title(f"{name} has played out", at)]
    lines += paper.paragraph(rows.beat(month, seen.scenario.currency), "  ")
    may = {one.key for one in chair.client.ask(ListWhys(month.round))}
    everybodys = [row if row.key in may else replace(row, key="") for row in rows.of_all(seen)]
    lines += [*paper.heading("What everybody sees"), *_table(chair, month.round, everybodys)]
    lines += _dashboard(chair, seen, seen.months, "Your")
    if seen.partner is not None:
        lines += _dashboard(chair, seen, seen.partner.months, f"{chair.partner.capitalize()}'s")
    lines += _words(chair, seen)
    lines += _clashes(chair, seen)
    lines += readings(chair, seen)
    return lines


def _words(chair: PromptChair, seen: Observation) -> list[str]:
    """What each planned for, in its holder's words, and the words that were kept or not."""
    paper, month, lines = chair.lines.paper, seen.shared[-1], list[str]()
    for seat, why in month.reasons.items():
        if why:
            who = "You" if seat == chair.seat else seat.capitalize()
            lines += paper.paragraph(f"{who}: “{why}”", "    ", first="  ")
    for word in month.words:
        lines += paper.paragraph(word_judged(seen, word), "    ", first="  ")
    return [*paper.heading("What each planned for, and the words given"), *lines] if lines else []


def _table(chair: PromptChair, round_: int, shown_: Sequence[Row]) -> list[str]:
    """Rows with a number before each figure that can be explained."""
    paper = chair.lines.paper
    marks = [chair.number(round_, row.key) if row.key else "" for row in shown_]
    head: list[Sequence[str]] = [("", "", "month before")] if any(row.before for row in shown_) else []
    table = [(row.name, row.now, row.before) for row in shown_]
    return paper.table([*head, *table], head=bool(head), marks=[*[""] * len(head), *marks])


def _dashboard(chair: PromptChair, seen: Observation, months: Sequence[Dashboard], whose: str) -> list[str]:
    """A seat's figures and its money lines, beside the month before."""
    paper, month, past = chair.lines.paper, months[-1], months[-2] if len(months) > 1 else None
    money = rows.of_money(month, past, seen.scenario.currency)
    return [
        *paper.heading(f"{whose} dashboard"),
        *_table(chair, month.round, rows.of_month(seen, months)),
        *paper.heading(f"{whose} money lines"),
        *_table(chair, month.round, money),
    ]


def _clashes(chair: PromptChair, seen: Observation) -> list[str]:
    """Clashes, and what would have fit better."""
    paper, month, sign = chair.lines.paper, seen.shared[-1], seen.scenario.currency
    lines: list[str] = []
    for clash in month.clashes:
        lines += ["", *paper.paragraph(f"Clash: {CATALOGUE[clash.clash].name}", style="bad")]
        lines += paper.paragraph(clash.sentence, "  ")
    lines += three_bars(paper, month, sign)
    try:
        lines += fit_lines(paper, chair.client.ask(ViewFit(month.round)))
        return [*lines, *band_lines(paper, chair.client.ask(ViewBand(month.round)))]
    except Refusal:  # hindsight waits for the debrief
        return lines


def readings(chair: PromptChair, seen: Observation) -> list[str]:
    """What each had expected of the other, beside what was true."""
    paper, lines = chair.lines.paper, list[str]()
    for one in readings_of(seen, seen.shared[-1]):
        said = "; ".join(f"{about}: {said}, {_beside(said, was)}" for about, said, was in one.rows)
        lines += paper.paragraph(f"{one.head}, {one.sure}: {said}. {one.foot}", "    ", first="  ")
    return [*paper.heading("Reading each other"), *lines] if lines else []


def _beside(said: str, was: str) -> str:
    if said == UNANSWERED:
        return f"it was {was}"
    return "rightly" if said == was else f"but it was {was}"
