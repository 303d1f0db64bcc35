"""The parts of the print kit, and all that their templates print of a scenario, as plain data: nothing typed twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from game import figures
from game.kit import pieces, sheets
from game.markdown import Run, blocks, plain_runs
from game.refusal import Refusal, did_you_mean
from game.rules.clashes import CLASHES
from game.rules.levers import SEATS, Seat
from game.scenario import Scenario
from game.table.seen.observing import observe
from game.table.structure import Structure, structure
from game.table.survey.instrument import read_instrument
from game.table.survey.survey import MOMENTS
from game.table.table import Table
from game.telling import rows
from game.terms import Glossary, read_glossary

PARTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "mat": "the table mat: the six steps of a month",
        "briefs": "a role brief for each seat, with the figures it begins with",
        "sheets": "a decision sheet for each seat and month, and one for what both sign",
        "planning": "planning slips for a pencil: orders expected, floor hours needed, money left",
        "slips": "prediction slips to cut out",
        "events": "event cards to cut out",
        "initiatives": "cards of initiatives, launches and market entries to cut out",
        "questions": "question cards to cut out",
        "words": "what the words on the sheets mean",
        "scoreboard": "the scoreboard of a table",
        "observer": "the observer's sheet",
        "rankings": "ranking slips for before, the middle and after",
        "debrief": "the debrief worksheet",
        "tents": "table tents with the command that begins the table",
        "codes": "for whoever types: every code, and how sheets are entered",
    }
)
"""What each part is."""

WORDS: Final = (
    "joint-value", "contribution-margin", "customer-equity", "end-stock", "fit", "scorecard", "goodwill", "leads",
    "conversion", "repeat-customers", "new-customers", "satisfaction", "complaints", "delivery-promise",
    "post-promotion-dip", "months-after", "otif", "on-time", "throughput", "cost-per-unit", "service-level",
    "utilisation", "backlog", "lead-time", "fatigue", "booking", "consensus-forecast", "deadlock",
)  # fmt: skip
"""Words of the glossary that a table without a screen needs."""
TALK: Final = structure()


@dataclass(frozen=True)
class Choice:
    """What is to be printed."""

    parts: tuple[str, ...] = tuple(PARTS)  # names of `PARTS`
    paper: str = "a4"  # "a4" or "letter"
    structure: Structure = TALK  # how the tables work together; it decides what is on whose sheet
    seed: int = 7  # the one the tables will be entered with; it decides which lever a slip asks about
    tables: int = 1  # how many tents
    short: bool = False  # are the ranking slips the short form?


def parse_parts(text: str) -> tuple[str, ...]:
    """The parts that `briefs,sheets` names, in the order of the kit.

    Raises:
        Refusal: with every name that is no part.
    """
    asked = [name.strip().casefold() for name in text.split(",") if name.strip()]
    wrong = [name for name in dict.fromkeys(asked) if name not in PARTS]
    if wrong or not asked:
        lines = [f"there is no part '{name[:40]}'.{did_you_mean(name, PARTS, 0.5)}" for name in wrong]
        lines = lines or ["expected a part, given none."]
        raise Refusal("\n".join(f"--only: {line}" for line in lines) + f"\nParts: {', '.join(PARTS)}.")
    return tuple(name for name in PARTS if name in asked)


def contents(scenario: Scenario, choice: Choice) -> dict[str, Any]:
    """What the templates print; JSON can hold it.

    Raises:
        Refusal: when a brief, the glossary, the cards or the instrument cannot be read.
    """
    table = Table.start(scenario, choice.seed, choice.structure)
    glossary = read_glossary()
    months = [replace(table, round=at + 1) for at in range(scenario.rounds)]
    return {
        "paper": choice.paper,
        "parts": {name: name in choice.parts for name in PARTS},
        "title": scenario.title,
        "place": scenario.place,
        "teaches": scenario.teaches,
        "summary": scenario.summary,
        "slug": scenario.slug,
        "months": list(scenario.months),
        "minutes": scenario.minutes,
        "currency": scenario.currency,
        "structure": choice.structure.name,
        "talk": choice.structure.talk,
        "seed": choice.seed,
        "seats": [_seat(table, seat) for seat in SEATS],
        "sheets": [sheets.month_sheets(one) for one in months],
        "planning": sheets.plan_slips(table),
        "events": pieces.event_cards(scenario),
        "initiatives": pieces.initiative_cards(table, glossary),
        "ventures": pieces.venture_cards(table),
        "questions": pieces.question_cards(table.deck),
        "clashes": [_term(glossary, key) for key in CLASHES],
        "words": [_term(glossary, key) for key in WORDS],
        "scores": [{"name": score.name, "about": _term(glossary, score.term)["means"]} for score in pieces.SCORES],
        "instrument": _instrument(scenario, choice.short),
        "tents": [pieces.tent(scenario, choice.structure, choice.seed, number + 1) for number in range(choice.tables)],
        "codes": sheets.all_codes(scenario),
        "example": sheets.example_lines(table),
    }


def _seat(table: Table, seat: Seat) -> dict[str, Any]:
    """A seat: its brief and the figures that it begins with."""
    seen, brief = observe(table, seat), written(table.scenario.brief(seat))
    return {
        "seat": seat,
        "name": seat.capitalize(),
        "brief": brief[1:] if brief and brief[0]["kind"] == "heading" else brief,
        "figures": [
            {"name": row.name.strip(), "value": row.now, "below": row.name.startswith(" ")}
            for row in rows.of_now(seen, seen.now)
        ],
        "budget": figures.money(seen.now.budget, table.scenario.currency),
    }


def written(markdown: str) -> list[dict[str, Any]]:
    """A text as blocks for a template.

    Each has a `kind` ("heading", "paragraph", "item" or "code") and `runs`, each with `text`, `strong` and `emph`; a
    table is a paragraph for each of its rows.
    """
    laid: list[dict[str, Any]] = []
    for block in blocks(markdown):
        kind = block.kind if block.kind in ("heading", "item", "code") else "paragraph"
        rows = [tuple(run for cell in row for run in (*cell, Run("  "))) for row in block.rows] or [block.runs]
        laid += [{"kind": kind, "runs": plain_runs(runs)} for runs in rows]
    return laid


def _term(glossary: Glossary, key: str) -> dict[str, str]:
    term = glossary.find(key)
    if term is None:
        raise Refusal(f"The glossary has no word '{key}', which the print kit explains. Install Last Mile again.")
    return {"name": term.name, "means": term.means}


def _instrument(scenario: Scenario, short: bool) -> dict[str, Any]:
    instrument = read_instrument().of(scenario)
    instrument = instrument.short if short else instrument
    return {
        "asked": {moment: list(instrument.asked(moment)) for moment in MOMENTS},
        "priorities": [{"name": one.name, "means": one.means} for one in instrument.priorities],
        "statements": [{"about": one.about, "says": one.says} for one in instrument.statements],
    }
