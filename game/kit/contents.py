"""All that the templates print of a scenario, as plain data: no figure and no name is typed a second time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from game import figures
from game.kit import cards, sheets
from game.kit.parts import PARTS
from game.kit.scoreboard import SCORES
from game.kit.tents import tent
from game.markdown import Run, blocks
from game.refusal import Refusal
from game.rules.clashes import CLASHES
from game.rules.levers import SEATS
from game.scenario import Scenario
from game.table.seen.observing import observe
from game.table.structure import Structure, structure
from game.table.survey.instrument import read_instrument
from game.table.table import Table
from game.telling import rows
from game.terms import Glossary, read_glossary

MOST_TABLES: Final = 60
WORDS: Final = (
    "joint-value", "contribution-margin", "customer-equity", "end-stock", "ledger", "scorecard", "goodwill", "leads",
    "conversion", "satisfaction", "delivery-promise", "post-promotion-dip", "otif", "on-time", "throughput",
    "cost-per-unit", "service-level", "utilisation", "backlog", "lead-time", "fatigue", "booking", "consensus-forecast",
    "deadlock",
)  # fmt: skip
"""Words of the glossary that a table without a screen needs."""


TALK: Final = structure()


@dataclass(frozen=True)
class Choice:
    """What is to be printed.

    Args:
        parts: names of `PARTS`.
        paper: "a4" or "letter".
        structure: how the tables work together; it decides what is on whose sheet.
        seed: the one the tables will be entered with; it decides which lever a slip asks about.
        tables: how many tents.
    """

    parts: tuple[str, ...] = tuple(PARTS)
    paper: str = "a4"
    structure: Structure = TALK
    seed: int = 7
    tables: int = 1


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
        "sheets": [sheets.month(one) for one in months],
        "events": cards.events(scenario),
        "initiatives": cards.initiatives(table, glossary),
        "questions": cards.questions(table.deck),
        "clashes": [_term(glossary, key) for key in CLASHES],
        "words": [_term(glossary, key) for key in WORDS],
        "scores": [{"name": score.name, "about": _means(glossary, score.term)} for score in SCORES],
        "instrument": _instrument(),
        "tents": [tent(scenario, choice.structure, choice.seed, number + 1) for number in range(choice.tables)],
        "codes": sheets.all_codes(scenario),
        "example": sheets.example(table),
    }


def _seat(table: Table, seat: str) -> dict[str, Any]:
    """A seat: its brief and the figures that it begins with."""
    known = next(one for one in SEATS if one == seat)
    seen = observe(table, known)
    brief = written(table.scenario.brief(known))
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
        laid += [{"kind": kind, "runs": [_run(run) for run in runs]} for runs in rows]
    return laid


def _run(run: Run) -> dict[str, Any]:
    return {"text": run.text, "strong": run.strong, "emph": run.emph}


def _term(glossary: Glossary, key: str) -> dict[str, str]:
    term = glossary.find(key)
    if term is None:
        raise Refusal(f"The glossary has no word '{key}', which the print kit explains. Install Last Mile again.")
    return {"name": term.name, "means": term.means}


def _means(glossary: Glossary, key: str) -> str:
    return _term(glossary, key)["means"]


def _instrument() -> dict[str, Any]:
    instrument = read_instrument()
    return {
        "priorities": [{"name": one.name, "means": one.means} for one in instrument.priorities],
        "statements": [{"about": one.about, "says": one.says} for one in instrument.statements],
    }
