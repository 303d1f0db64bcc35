"""App, line mode, paper, debrief and coach say the same of the same month."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from game.cli.telling.month import fit_lines
from game.cli.telling.paper import Paper
from game.debrief.case import rows_of
from game.kit.pieces import results
from game.lab.hindsight.fit import Fit, fit_at
from game.partners.coaching.coach import pointers
from game.rules.levers import SEATS
from game.table.seen.observing import observe
from game.telling import customers
from game.telling.beats import beats_of
from game.telling.notable import notables
from game.telling.season import standing
from game.telling.story import season_of
from game.terms import read_glossary
from tests.telling.seasons import season, seasons

KEPT = ("kept with room to spare", "kept for most", "on a knife's edge", "broken for many")
"""How every front words each way in which a promise can be kept."""


def at(table: Any, months: Any) -> Any:
    """A table as it stood after that many months, to look at."""
    return replace(table, history=table.history[:months], round=months + 1, state=table.history[months - 1].state)


@cache
def rows(table: Any) -> Any:
    """The debrief's rows of a table; what would have fit better is told elsewhere."""
    return rows_of(table, [Fit("", "€", ())] * table.months)


def told(table: Any) -> Iterator[Any]:
    """Every month of a table: how each front words it."""
    story, glossary = season_of(table, dict.fromkeys(SEATS, "")), read_glossary()
    for count, (row, month) in enumerate(zip(rows(table), story.months, strict=True), start=1):
        then, past = at(table, count), story.months[: count - 1]
        seen = observe(then, "marketing")
        beats = {beat.key: beat for beat in beats_of(seen)}
        yield (
            row,
            {
                "road": beats["road"].lines[0],
                "paper": results(then, "Table 1", glossary),
                "customers": customers.promised(month, past),
                "notable": {one.kind for one in notables(month, past)},
                "coach": {one.topic for one in pointers(seen)},
            },
        )


def test_the_coach_says_that_two_plans_met_badly_only_where_the_verdict_says_so() -> None:
    months = [(row, front) for table in seasons() for row, front in told(table)]
    assert len(months) >= 300
    assert all(row.meeting == "hurt" for row, front in months if "together" in front["coach"])
    assert any("together" in front["coach"] for _, front in months)


@pytest.mark.parametrize(("slug", "preset"), [("first-day", "talk"), ("first-day", "silo")])
def test_app_lines_and_paper_say_in_the_same_words_what_would_have_fit_better(slug: str, preset: Any) -> None:
    table, paper = season(slug, preset, 7), Paper(2000)
    for count, month in enumerate(season_of(table, dict.fromkeys(SEATS, "")).months, start=1):
        then = at(table, count)
        fit, seen = fit_at(table, count), observe(then, "marketing")
        (beat,) = [one for one in beats_of(seen, fit=fit) if one.key == "fit"]
        *answers, scope = beat.lines
        assert [answer for answer in answers if "would best have" in answer]
        assert results(then, "Table 1", read_glossary())["fit_told"] == [scope, *answers]
        page = " ".join(" ".join(fit_lines(paper, month.fit)).split())
        assert all(" ".join(sentence.split()) in page for sentence in (scope, *answers))
        for bar in beat.bars:
            written = f"+€{bar.amount:,.0f}"
            assert written in page
            assert [answer for answer in answers if written[1:] in answer]


def test_over_three_hundred_months_every_front_says_in_the_same_words_how_the_promise_was_kept() -> None:
    heard = set()
    for table in seasons():
        for row, front in told(table):
            pages = (front["customers"], front["paper"]["beat"], front["road"])
            (said,) = {words for page in pages for words in KEPT if words in page}
            assert all(said in page for page in pages), pages
            heard.add(said)
            late = row.days - row.promise > 0.15
            assert (said == "broken for many") is late
            assert ("promise-broken" in front["notable"]) is late
            assert "promise-mended" not in front["notable"] or said.startswith("kept")
    assert heard == set(KEPT)


def test_a_clash_of_one_market_says_where_and_breaks_no_promise_that_the_month_kept() -> None:
    clashes = [
        one
        for table in seasons()
        for month in observe(table, "marketing").shared
        for one in month.clashes
        if one.clash == "cheap-miles"
    ]
    assert clashes
    for one in clashes:
        assert re.search(r"A saving on the way to .+ made orders late or broke them: .+ came on time", one.sentence)
        assert "promise" not in one.sentence


@pytest.mark.parametrize(
    ("index", "part"),
    [(5, "a little"), (10, "a tenth"), (19, "a fifth"), (25, "a quarter"), (33, "a third"), (40, "two fifths"),
     (50, "half"), (60, "three fifths"), (67, "two thirds"), (75, "three quarters"), (80, "four fifths"),
     (90, "nine tenths"), (99, "nearly all")],
)  # fmt: skip
def test_an_alignment_is_told_by_the_nearest_plain_fraction(index: Any, part: Any) -> None:
    assert standing(index) == f"This season went {part} of the way."


@pytest.mark.parametrize(("fatigue", "said"), [(0.29, False), (0.31, True)])
def test_a_crew_is_tired_on_the_page_and_in_the_debrief_at_once(fatigue: Any, said: Any) -> None:
    table = season("first-day", "silo", 1)
    month = season_of(table, dict.fromkeys(SEATS, "")).months[0]
    story = replace(month, distribution=replace(month.distribution, fatigue=fatigue))
    assert any(one.kind == "tired" for one in notables(story, [])) is said


def as_written(share: Any) -> Any:
    """A share's figure on a page, by hand: whole per cent, and with one digit after the point below five."""
    return f"{100 * share:.0f}" if 100 * share >= 4.95 else f"{100 * share:.1f}"


def test_over_three_hundred_months_a_share_stays_only_where_it_is_written_as_it_was() -> None:
    for table in seasons():
        months = season_of(table, dict.fromkeys(SEATS, "")).months
        for before, month in pairwise(months):
            near = [before.shared.otif + step / 1000 for step in range(-6, 7)]  # on both sides of a whole percent
            for otif in (month.shared.otif, *(share for share in near if 0.0 <= share <= 1.0)):
                story = replace(month, shared=replace(month.shared, otif=otif))
                stays = customers.deliveries(story, [before]).startswith("OTIF stays")
                assert stays == (as_written(otif) == as_written(before.shared.otif))


def test_over_three_hundred_months_no_partner_says_what_the_ledger_beside_it_denies() -> None:
    said = []
    for table in seasons():
        for month, row in zip(table.history, rows(table), strict=True):
            for seat, line in month.lines.items():
                book = month.shared.ledger
                own = book.together + (book.marketing if seat == "marketing" else book.distribution)
                assert ("got in each other's way" in line) is (row.meeting == "hurt"), line
                if "most of it again" in line:
                    assert row.meeting == "helped"
                    assert own > 0.0
                    assert row.on_time >= 0.9
                    assert row.days < row.promise
                if "held on to a promise" in line:
                    assert row.days - row.promise > 0.15
                if "did not see coming in full" in line:
                    assert row.shipped < 0.95 * row.ordered
                assert not re.search(r"\d of \d", line)
                said.append(line)
    for words in ("in each other's way", "most of it again", "held on to a promise", "before I repeat it"):
        assert any(words in line for line in said), words
