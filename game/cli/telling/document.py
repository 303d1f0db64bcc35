"""A season as one JSON document: everything that the text tells, for a program. See docs/demo-json.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from math import fsum
from typing import TYPE_CHECKING, Any, Final

from game import __version__
from game.rules.explain import Explanation
from game.rules.levers import SEATS
from game.telling.fitting import sentence
from game.telling.notable import Past, headline
from game.telling.story import Change, MonthStory, Season, SeatStory

if TYPE_CHECKING:
    from game.lab.hindsight.fit import Fit
    from game.lab.hindsight.remarks import Remark
    from game.lab.hindsight.review import Review

FORMAT: Final = 1


def document(season: Season, review: Review) -> dict[str, Any]:
    """The whole season as plain data."""
    months, scenario = season.months, season.table.scenario
    return {
        "format": FORMAT,
        "game": __version__,
        "scenario": {
            "slug": scenario.slug,
            "title": scenario.title,
            "place": scenario.place,
            "summary": scenario.summary,
            "currency": scenario.currency,
            "rounds": scenario.rounds,
            "months": list(scenario.months),
            "products": dict(zip(scenario.world.products.keys, scenario.world.products.names, strict=True)),
            "markets": dict(zip(scenario.world.markets.keys, scenario.world.markets.names, strict=True)),
            "fingerprint": scenario.fingerprint,
        },
        "seed": season.table.seed,
        "structure": season.table.structure.name,
        "seats": {seat: season.personas[seat] for seat in SEATS},
        "months": [month(one, months[:at]) for at, one in enumerate(months)],
        "season": {
            "joint": fsum(one.shared.joint for one in months),
            "margin": fsum(one.shared.margin for one in months),
            "equity": fsum(one.shared.equity for one in months),
            "stock": fsum(one.shared.stock for one in months),
            "later": fsum(one.shared.later for one in months),
            "ordered": fsum(one.ordered() for one in months),
            "shipped": fsum(one.shipped() for one in months),
        },
        "review": looked_back(review),
    }


def looked_back(review: Review) -> dict[str, Any]:
    """The season looked back on."""
    alignment = review.alignment
    return {
        "alignment": None if alignment is None else {
            key: round(part, 2) for key, part in _plain_data(alignment).items()
        },
        "without": review.without,
        "note": review.note,
        "beside": None if review.beside is None else {
            key: list(row) for key, row in _plain_data(review.beside).items()
        },
        "luck": None if review.luck is None else review.luck / 100.0,
        "story": list(review.story),
        "fit": fitted(review.fit),
        "bands": _plain_data(review.bands),
        "steps": [
            {"money": step.cents / 100.0, "together": step.together, "sentence": step.sentence}
            for step in review.steps
        ],
        "turning_points": [_remark(remark) for remark in review.turning_points],
        "well_chosen": [_remark(remark) for remark in review.well_chosen],
        "message": None if review.message is None else _remark(review.message),
    }  # fmt: skip


def fitted(fit: Fit) -> list[dict[str, Any]]:
    """What would have fit better: each better answer, and the parts that its money comes from."""
    return [
        {"lead": line.lead, "money": line.money, "would": line.would, "cause": line.cause, "settings": list(line.keys),
         "sentence": sentence(line, fit.currency), "why": _explained(line.why)}
        for line in fit.lines
    ]  # fmt: skip


def _remark(remark: Remark) -> dict[str, Any]:
    told = _plain_data(remark)
    return {**{key: told[key] for key in ("round", "month", "lead", "key", "chosen", "other")},
            "money": remark.money, "sentence": remark.sentence}  # fmt: skip


def month(story: MonthStory, past: Past) -> dict[str, Any]:
    """One month."""
    return {
        "round": story.round,
        "month": story.month,
        "headline": headline(story, past).headline,
        "news": [
            {"card": event.card, "title": event.title, "words": {seat: getattr(event, seat) for seat in SEATS},
             "good": event.good, "load": {seat: event.load[seat] for seat in SEATS}}
            for event in story.news
        ],
        "said": [_plain_data(said) for said in story.said],
        "questions": [{**_plain_data(one), "asks": asks} for one, asks in story.asked],
        "proposals": [
            {"id": one.id, "by": one.by, "settings": dict(one.settings), "why": one.why, "status": one.status,
             "answer": one.answer}
            for one in story.proposals
        ],
        "plans": {seat: _plan(story.seats[seat]) for seat in SEATS},
        "kept": dict(story.lines_kept),
        "signed": [_change(change) for change in story.signed],
        "shared": _plain_data(story.shared),
        "fit": fitted(story.fit),
        "dashboards": {"marketing": _plain_data(story.marketing), "distribution": _plain_data(story.distribution)},
        "money": dict(story.lines),
        "explained": {key: _explained(answer) for key, answer in story.explained.items()},
    }  # fmt: skip


def _plan(part: SeatStory) -> dict[str, Any]:
    return {"settings": dict(part.plan), "changed": [_change(change) for change in part.changes], "why": part.why}


def _change(change: Change) -> dict[str, Any]:
    return {"setting": change.key, "before": change.before, "now": change.now}


def _explained(answer: Explanation) -> dict[str, Any]:
    told: dict[str, Any] = _plain_data(answer)
    return told


def _plain_data(found: Any) -> Any:
    """Dataclasses and mappings of any kind as dictionaries, sequences as lists; what JSON can hold."""
    if is_dataclass(found) and not isinstance(found, type):
        return {one.name: _plain_data(getattr(found, one.name)) for one in fields(found)}
    if isinstance(found, Mapping):
        return {str(key): _plain_data(value) for key, value in found.items()}
    return [_plain_data(one) for one in found] if isinstance(found, tuple | list) else found
