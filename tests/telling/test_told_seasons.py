"""Whole seasons as every front reads them: all that telling says of each month, from both chairs, kept as text.

After a change that is meant: `pytest tests/telling/test_told_seasons.py --snapshot-update`, and read the diff.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

import pytest
from syrupy.assertion import SnapshotAssertion

from game.rules.levers import SEATS, Seat
from game.scenario import load
from game.seating.requests import Foresee, ListWhys, Observe
from game.seating.session import Session
from game.store.log import MemoryStore
from game.store.record import Record
from game.table.seen.observation import Observation, SettingView
from game.table.seen.whys import why
from game.table.structure import Holder, structure
from game.telling import (
    accounts,
    beats,
    customers,
    explaining,
    fitting,
    notable,
    outlooks,
    phasing,
    plans,
    plots,
    readings,
    readouts,
    rows,
    settings,
)
from game.telling.story import season_of
from tests.house.checkout import ROOT
from tests.scenario.shipped import SMALL

PLACES = {
    "first day in sync": (ROOT / "tests" / "app" / "places" / "first-day" / "scenario.toml", "sync", 7),
    "small with talk": (SMALL, "talk", 3),
}
"""Scenarios of the tests' own, so that tuning a shipped one changes no text here."""


def written(value: object) -> str:
    """A value in words: what a front would lay out, without the names of classes."""
    if isinstance(value, float):
        return f"{value:.6g}"
    if is_dataclass(value) and not isinstance(value, type):
        return "{" + "; ".join(written(getattr(value, field.name)) for field in fields(value)) + "}"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {written(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + " | ".join(map(written, value)) + "]"
    if callable(value):
        return "says"
    return str(value).replace("\n", " / ")


def opened(name: str) -> Session:
    """A table of a deal maker and a bridge builder, before its first month."""
    path, preset, seed = PLACES[name]
    holders: dict[Seat, Holder] = {
        "marketing": Holder("partner", persona="deal-maker"),
        "distribution": Holder("partner", persona="bridge-builder"),
    }
    return Session(Record.create(name, load(path), seed, structure(preset), holders, store=MemoryStore()))


def worded(seen: Observation, one: SettingView) -> str:
    assert one.current is not None
    return settings.worded(seen, one.key, one.current)


def seen_by(session: Session, seat: Seat) -> Iterator[tuple[str, object]]:
    """All that telling says to one seat at this moment."""
    client = session.seat(seat)
    seen = client.ask(Observe())
    sign = seen.scenario.currency
    yield "readouts", readouts.readouts(seen)
    yield "partner's readouts", readouts.partners_readouts(seen)
    values = [one for one in seen.sheet if one.current is not None]
    yield "sheet", [(settings.short_name(one), worded(seen, one)) for one in values]
    yield "settable", settings.rows_of(seen, seen.sheet, grouped=True)
    yield "now", rows.of_now(seen, seen.now)
    if seen.partner is not None:
        yield "partner's changes", settings.partners_changes(seen)
    if seen.at != "over":
        usual = client.ask(Foresee({}))
        raised = {one.key: one.high for one in seen.sheet if one.kind == "number"}
        for plan in ({}, raised):
            found = client.ask(Foresee(plan))
            yield "outlook", (outlooks.lines_of(seen, found, usual), outlooks.purse(found))
        here = phasing.step_at(seen, news_read=True)
        yield "steps", (here, phasing.pages(seen), phasing.marks(seen, here, here), phasing.partners_turn(seen))
    yield "proposals", [settings.proposal_words(seen, one) for one in seen.proposals]
    if not seen.shared:
        return
    for plot in (plots.orders, plots.otif, plots.satisfaction, plots.joint):
        yield plot.__name__, plot(seen)
    yield "all", rows.of_all(seen)
    yield "beats", beats.beats_of(seen)
    names = readings.item_names(seen)
    for one in readings.readings_of(seen, seen.shared[-1]):
        yield "reading", one
    yield "month", rows.of_month(seen, seen.months)
    yield "results", rows.results(seen.shared)
    yield "beat", rows.beat(seen.shared[-1], sign)
    yield "items", names
    for asked in client.ask(ListWhys(len(seen.shared))) if seen.at == "over" else ():
        answer = why(session.table, seat, len(seen.shared), asked.key)
        yield f"why {asked.key}", (explaining.title(answer, sign), explaining.steps(answer, sign))
        yield f"mainly {asked.key}", explaining.main_steps(answer, sign)


def story_of(session: Session) -> Iterator[tuple[str, object]]:
    """What is said of the last month from both chairs."""
    told = season_of(session.table, {"marketing": "the deal maker", "distribution": "the bridge builder"}).months
    story, past = told[-1], told[:-1]
    yield "notables", notable.notables(story, past)
    head = notable.headline(story, past)
    yield "headline", (head, explaining.figure_of_the_month(story, past, head))
    yield "paragraph", customers.paragraph(story, past)
    yield "markets", customers.markets(story, past)
    yield "table", accounts.money_table(story, past)
    yield "fit", (fitting.scope(story.fit), fitting.rows(story.fit), fitting.sentences(story.fit))
    for seat in SEATS:
        yield f"{seat}'s plan", plans.sentences(story.seats[seat].changes, story)
    yield "signed", plans.sentences(story.signed, story)
    yield "expected", plans.expectations(story, past)
    yield "kept", plans.kept_lines(told)


@pytest.mark.parametrize("name", PLACES)
def test_a_season_is_told_as_it_was(name: str, snapshot: SnapshotAssertion) -> None:
    session = opened(name)
    lines = []
    while True:
        for seat in SEATS:
            lines += [f"{session.table.round} {seat} {what}: {written(said)}" for what, said in seen_by(session, seat)]
        if session.table.over or not session.let_partners_play(to_the_reveal=True):
            break
        lines += [f"{session.table.months} {what}: {written(said)}" for what, said in story_of(session)]
    assert len(session.table.history) == session.table.rounds
    assert "\n".join(lines) == snapshot
