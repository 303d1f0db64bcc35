"""From a table to its findings: all evidence, and the facts that prompts may ask about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from types import MappingProxyType
from typing import Final, TypeAlias

from game import figures
from game.debrief.case import Case
from game.debrief.evidence import DIAL_SAYS, KNOWN, THEMES, Evidence, counted
from game.debrief.finding import asking, lead, promise
from game.debrief.finding.asking import evidence_of_asking, evidence_of_gap, own_words
from game.debrief.finding.forecast import evidence_of_forecasts
from game.debrief.finding.lead import evidence_of_leads
from game.debrief.finding.promise import evidence_of_capacity, evidence_of_promises
from game.debrief.finding.result import evidence_of_choices, evidence_of_result
from game.debrief.instrument import surveyed
from game.debrief.pairing import same_of
from game.debrief.typed import leaning_of
from game.judging.levers import Theme, theme_of
from game.judging.months import idle, tired
from game.rules.levers import SEATS
from game.table.clashes import CATALOGUE
from game.table.structure import DIALS
from game.table.survey.survey import MOMENTS
from game.table.talk.agreeing import LEAD
from game.telling.fitting import beyond_one

Told: TypeAlias = tuple[str, float | str, str]
ENOUGH: Final = 4
"""Things said with certainty from which it is worth asking how many were wrong."""


@dataclass(frozen=True)
class Fact:
    """One fact of a table: its value, and the same as a clause of a sentence."""

    value: float | str
    says: str


def count_pairs(tables: Sequence[Findings]) -> int:
    """How many pairs some tables are of: the acts of one pair are not two."""
    return len(set(same_of([one.case.pair for one in tables])))


def unit_of(tables: Sequence[Findings]) -> str:
    """What is counted where some tables are: each a table, or where a pair played several acts, each a season."""
    return "table" if count_pairs(tables) == len(tables) else "season"


def facts_of(case: Case) -> Mapping[str, Fact]:
    """The facts of one table; what cannot be known of it is left out."""
    groups = (_played(case), _value(case), _promise(case), _floor(case), _forecast(case), _lead(case), _asking(case))
    found = {name: Fact(value, says) for group in groups for name, value, says in group}
    unknown = found.keys() - KNOWN.keys()
    assert not unknown, f"facts that no vocabulary names: {unknown}"
    return MappingProxyType(found)


def _played(case: Case) -> Iterator[Told]:
    table, months = case.table, len(case.rows)
    yield "tables", 1.0, "one table is looked at"
    yield "months", float(months), f"{counted(months, 'month')} were played"
    yield (
        "finished",
        "yes" if case.finished else "no",
        ("the season was played to its end" if case.finished else "the season was not played to its end"),
    )
    if case.head:
        persons = sum(len(case.programmed(seat)) < months for seat in SEATS)
        yield "persons", float(persons), f"people held {counted(persons, 'seat')}"
    yield "structure", table.structure.name, f"the table was played with the structure '{table.structure.name}'"
    for dial in DIALS:
        value = str(getattr(table.structure, dial))
        yield dial, value, DIAL_SAYS[dial][value]
    lines = sum(bool(text) for month in table.history for text in month.lines.values())
    reasons = sum(bool(commit.why) for month in table.history for commit in month.commits.values())
    yield "lines", float(lines), f"{counted(lines, 'line')} {'was' if lines == 1 else 'were'} kept after a month"
    yield "reasons", float(reasons), f"{counted(reasons, 'reason')} {'was' if reasons == 1 else 'were'} given for plans"


def _value(case: Case) -> Iterator[Told]:
    rows, words = case.rows, case.words
    losses = sum(row.meeting == "hurt" for row in rows)
    yield "together-losses", float(losses), f"the two plans got in each other's way in {losses} of {len(rows)} months"
    line, fit, luck, scale = case.review.alignment, case.review.fit, case.review.luck, case.scale
    if line and luck is not None:
        lies = f"the season lies at {figures.units(line.index)}, with 0 for silo play and 100 for the best plan known"
        yield "alignment", line.index, lies
        gap = line.best - line.value
        if gap > 0:
            for part, worth, whose in (
                ("marketing", fit.money("marketing"), "marketing's better answer to distribution's season"),
                ("distribution", fit.money("distribution"), "distribution's better answer to marketing's season"),
                ("both", beyond_one(fit), "both at once, beyond either answer,"),
                ("luck", luck / 100.0, "usual luck"),
            ):
                of = f"{whose} would have added {figures.share(worth / gap)} of the way to the best plan"
                yield f"{part}-part", worth / gap, of
        ahead = _months_ahead(case)
        yield "months-ahead", float(ahead), f"the season was ahead of the best plan for {counted(ahead, 'month')}"
    if case.review.turning_points:
        first = case.review.turning_points[0]
        yield "turning-share", first.money / scale, f"the largest turning point was worth {words.money(first.money)}"
        theme = theme_of(first.key)
        yield "turning-theme", theme, f"the largest turning point belongs to “{THEMES[theme].lower()}”"
        whose = "both seats'" if first.lead == "joint" else f"{first.lead}'s"
        yield "turning-lead", first.lead, f"it was {whose} to decide"
    if case.review.well_chosen:
        best = case.review.well_chosen[0]
        yield "gain-share", -best.money / scale, f"the choice that won most was worth {words.money(-best.money)}"
        yield "gain-theme", theme_of(best.key), f"it belongs to “{THEMES[theme_of(best.key)].lower()}”"
    message = case.review.message
    if message and message.cents > 0:
        clause = f"one thing told earlier would have been worth {words.money(message.money)}"
        yield "message-share", message.money / scale, clause


def _months_ahead(case: Case) -> int:
    """Months from the first in which the season's running total was above the best plan's."""
    assert case.review.beside
    own = best = 0.0
    for count, (mine, theirs) in enumerate(zip(case.review.beside.value, case.review.beside.best, strict=True)):
        own, best = own + mine, best + theirs
        if own <= best:
            return count
    return len(case.rows)


def _promise(case: Case) -> Iterator[Told]:
    rows = case.rows
    late, kept = len(promise.late_months(rows)), promise.on_time(rows)
    yield "on-time", kept, f"{figures.share(kept)} of all that was shipped came within its promise"
    worst = max(rows, key=lambda row: row.overdue)
    yield "late-months", float(late), f"the average order came after its promised day in {late} of {len(rows)} months"
    yield (
        "longest-late",
        worst.overdue,
        f"in {worst.month} orders came {figures.days(max(0.0, worst.overdue))} after the promise",
    )
    change, low = rows[-1].satisfaction - rows[0].satisfaction, min(row.satisfaction for row in rows)
    yield "satisfaction-change", change, f"customers' satisfaction moved by {figures.change(change)} points"
    yield "satisfaction-low", low, f"customers' satisfaction was {figures.units(low)} of 100 at its lowest"
    total = 0
    for kind in CATALOGUE.values():
        months = sum(kind.key in row.clashes for row in rows)
        total += months
        yield f"{kind.short}-clashes", float(months), f"in {counted(months, 'month')} {kind.clause}"
    yield "clashes", float(total), f"{counted(total, 'clash', 'clashes')} showed"


def _floor(case: Case) -> Iterator[Told]:
    rows = case.rows
    share = promise.short_share(rows)
    yield "short-share", share, f"there was no stock for {figures.share(share)} of what was wanted, month by month"
    full, spare = len(promise.full_months(rows)), sum(idle(row.utilisation) for row in rows)
    worn = sum(tired(row.fatigue) for row in rows)
    yield "full-months", float(full), f"the floor had more work than hours in {counted(full, 'month')}"
    yield "idle-months", float(spare), f"the floor had hours to spare in {counted(spare, 'month')}"
    yield "tired-months", float(worn), f"the crew was tired after {counted(worn, 'month')}"


def _forecast(case: Case) -> Iterator[Told]:
    rows = case.rows
    for seat in SEATS:
        off = leaning_of(case.typed, seat)
        if off is not None:
            way = "above" if off > 0 else "below"
            clause = f"{seat}'s forecasts lay {figures.share(abs(off))} {way} what customers usually order"
            yield f"{seat}-bias", off, clause
    worst = max(rows, key=lambda row: abs(row.expected["marketing"] - row.expected["distribution"]))
    apart = abs(worst.expected["marketing"] - worst.expected["distribution"]) / max(1.0, worst.ordered)
    yield "apart", apart, f"in {worst.month} the two planned on figures {figures.share(apart)} apart"
    signed = sum(row.signed is not None for row in rows)
    yield "signed-forecasts", float(signed), f"both signed a forecast in {counted(signed, 'month')}"
    deals = sum(row.deals > 0 for row in rows)
    yield "deals", float(deals), f"there was a deal in {counted(deals, 'month')}"


def _lead(case: Case) -> Iterator[Told]:
    proposals = [one for month in case.table.history for one in month.proposals]
    yield "proposals", float(len(proposals)), f"{counted(len(proposals), 'joint decision')} came forward"
    for seat in SEATS:
        many = sum(one.by == seat for one in proposals)
        yield f"proposals-{seat}", float(many), f"{seat} put {counted(many, 'joint decision')} forward"
    signed = [one for one in proposals if one.status == "signed"]
    yield "signed", float(len(signed)), f"both signed {counted(len(signed), 'joint decision')}"
    stuck = lead.deadlocked(case)
    yield "deadlocks", float(stuck), f"{counted(stuck, 'matter')} stayed open for want of a second signature"
    moved = sum(key.startswith(LEAD) for one in signed for key in one.settings)
    yield "leads-changed", float(moved), f"both agreed {counted(moved, 'time')} on who decides"
    words = [word for month in case.table.history for word in month.words if word.kept is not None]
    yield "words", float(len(words)), f"{counted(len(words), 'word')} given came due"
    kept = sum(bool(word.kept) for word in words)
    yield "words-kept", float(kept), f"{counted(kept, 'word')} given {'was' if kept == 1 else 'were'} kept"
    first, last = case.table.history[0].before, case.table.history[-1].state
    launches = int((last.launched[0] & ~first.launched[0]).sum())
    entries = int((last.entered[0] & ~first.entered[0]).sum())
    begun = int((last.initiatives[0] & ~first.initiatives[0]).sum())
    yield "launches", float(launches), f"{counted(launches, 'item')} went on sale"
    yield "entries", float(entries), f"{counted(entries, 'market')} {'was' if entries == 1 else 'were'} entered"
    yield "initiatives", float(begun), f"{counted(begun, 'initiative')} came into force"


def _asking(case: Case) -> Iterator[Told]:
    asked = {seat: sum(row.asked[seat] for row in case.rows) for seat in SEATS}
    total = sum(asked.values())
    if case.table.structure.talk != "none":
        yield "asked", float(total), f"{counted(total, 'question card')} {'was' if total == 1 else 'were'} played"
        for seat in SEATS:
            yield f"asked-{seat}", float(asked[seat]), f"{seat} asked {counted(asked[seat], 'question')}"
        silent = total - sum(row.answered for row in case.rows)
        yield "unanswered", float(silent), f"{counted(silent, 'question')} got no answer"
    read = {seat: asking.readings(case, seat) for seat in SEATS}
    yield "readings", float(sum(map(len, read.values()))), f"{sum(map(len, read.values()))} predictions were made"
    for seat in SEATS:
        if read[seat]:
            of = sum(one.parts for one in read[seat])
            hits, chance = (fsum(getattr(one, name) for one in read[seat]) / of for name in ("hits", "chance"))
            luck = f"guessing would bring {figures.share(chance)}"
            yield f"hits-{seat}", hits - chance, f"{figures.share(hits)} of {seat}'s readings were right, and {luck}"
    yield from _gap(case)
    right, of = map(sum, zip(*(asking.sure_and_right(read[seat]) for seat in SEATS), strict=True))
    if of >= ENOUGH:
        yield "sure-wrong", 1.0 - right / of, f"of the readings made with certainty {of - right} of {of} were wrong"


def _gap(case: Case) -> Iterator[Told]:
    given = surveyed(case.label, case.table)
    errors = {seat: asking.off_by(given, seat) for seat in SEATS}
    both = sum(moment in errors["marketing"] and moment in errors["distribution"] for moment in MOMENTS)
    yield "ranked", float(both), f"both ranked their priorities at {counted(both, 'moment')}"
    sayings = sum(
        any(all(given.survey.seats[seat].rating(moment, one.key) for seat in SEATS) for moment in MOMENTS)
        for one in given.instrument.statements
    )
    yield "sayings", float(sayings), f"both rated {counted(sayings, 'statement')} about the two roles"
    for seat in SEATS:
        if errors[seat]:
            last = list(errors[seat].values())[-1]
            yield (
                f"gap-{seat}",
                last,
                f"{seat}'s picture of the other's priorities was {figures.decimal(last)} ranks off on average",
            )


FINDERS: Final = (
    evidence_of_result, evidence_of_forecasts, evidence_of_promises, evidence_of_capacity, evidence_of_choices,
    evidence_of_leads, evidence_of_asking, evidence_of_gap, own_words,
)  # fmt: skip
"""What looks at a table, each for its own kinds of evidence."""


@dataclass(frozen=True, eq=False)
class Findings:
    """What a table's record shows."""

    case: Case  # the table laid open
    evidence: tuple[Evidence, ...]  # all of it, in the order of the themes' finders
    facts: Mapping[str, Fact]  # what prompts may ask about, by name

    def of_theme(self, theme: Theme) -> list[Evidence]:
        """The evidence of a thread, the most telling first; own words are not among it."""
        own = [one for one in self.evidence if one.theme == theme and one.kind != "own-words"]
        return sorted(own, key=lambda one: -one.weight)

    @property
    def own_words(self) -> list[Evidence]:
        """What the seats said in their own words, in the order of the season."""
        said = [one for one in self.evidence if one.kind == "own-words"]
        return sorted(said, key=lambda one: one.rounds)


def examine(case: Case) -> Findings:
    """All that a table's record shows."""
    evidence = tuple(one for finder in FINDERS for one in finder(case))
    return Findings(case, evidence, facts_of(case))
