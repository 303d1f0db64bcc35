"""The perception gap's moves: private until both have opened the debrief, replayed, and refused in plain words."""

import dataclasses
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from game.refusal import Refusal
from game.rules.levers import Seat, other
from game.scenario import load
from game.seating.requests import Observe, Play, ViewSurvey
from game.seating.session import Session
from game.store.record import Record
from game.store.replay import read_record
from game.table.moves import Commit, KeepLine, Ready
from game.table.playing import play
from game.table.seen.observing import observe
from game.table.survey.instrument import Instrument, Priority, instrument_of, read_instrument
from game.table.survey.moves import OpenDebrief, PassSurvey, Promise, Rank, Rate, Reflect
from game.table.survey.surveying import survey_view
from game.table.table import Table
from tests.narrowed import there
from tests.seating.walking import reachable
from tests.table.tables import SEATS, a_month, a_table, played, stall, unkept

KEYS = read_instrument().of(stall()).keys
ORDER = {key: at for at, key in enumerate(KEYS, 1)}
BACKWARDS = {key: at for at, key in enumerate(reversed(KEYS), 1)}
CHAIR = ("own", "partner", "meta", "keep-moving", "dream-up")
"""What is asked in the chair, at every moment; before the season what matters in one's real work comes first."""


def over(preset: str = "talk") -> Table:
    table = a_table(preset)
    while not table.over:
        table = a_month(table)
    return table


def answered(table: Table, seat: Seat, moment: str, ranks: dict[str, int] = ORDER) -> Table:
    asked = ("job", "own", "partner", "meta") if moment == "before" else ("own", "partner", "meta")
    rankings = [Rank(seat, moment, whose, ranks) for whose in asked]
    return played(table, *rankings, *(Rate(seat, moment, key, 3, 40) for key in ("keep-moving", "dream-up")))


def refused(table: Table, move: Any) -> str:
    with pytest.raises(Refusal) as caught:
        play(table, move)
    assert caught.value.message.startswith(f"{move.seat}, round ")
    return caught.value.message


def test_a_seat_is_asked_before_in_the_middle_and_after() -> None:
    table, asked = a_table(), []
    while True:
        asked.append(survey_view(table, "marketing").due)
        if table.over:
            break
        table = a_month(table)
    assert asked == ["before", "", "middle", "middle", "after"]


@pytest.mark.parametrize("moment", ["before", "after"])
def test_what_is_answered_or_passed_is_asked_no_more(moment: str) -> None:
    table = a_table() if moment == "before" else over()
    work = ("job",) if moment == "before" else ()
    assert survey_view(table, "marketing").missing == (*work, *CHAIR)
    some = played(table, Rank("marketing", moment, "own", ORDER))
    assert survey_view(some, "marketing").missing == (*work, *CHAIR[1:])
    for done in (answered(table, "marketing", moment), played(some, PassSurvey("marketing", moment))):
        assert survey_view(done, "marketing").due == ""
        assert survey_view(done, "distribution").due == moment, "one seat's answer is not the other's"


@pytest.mark.parametrize("seat", SEATS)
def test_nothing_of_the_survey_reaches_the_partner_before_both_have_opened_the_debrief(seat: Seat) -> None:
    partner = other(seat)
    tables = [over(), answered(over(), partner, "after", BACKWARDS)]
    tables[1] = played(
        tables[1],
        Rank(partner, "before", "own", BACKWARDS, paper=True),
        OpenDebrief(partner),
        Reflect(partner, "one", "I did not know.", quote=True),
        Promise(partner, "I will ask.", "you", quote=True),
    )
    assert observe(tables[0], seat) == observe(tables[1], seat)
    assert survey_view(tables[0], seat) == survey_view(tables[1], seat)
    opened = survey_view(played(tables[1], OpenDebrief(seat)), seat)
    assert there(there(opened.partner).ranking("before", "own")).ranks == BACKWARDS
    assert there(there(opened.partner).promise).to == "you"


@pytest.mark.parametrize("seat", SEATS)
def test_the_partners_ranking_cannot_be_reached_from_a_client_before_the_debrief(seat: Seat) -> None:
    def found(table: Table) -> bool:
        session = Session(unkept(table))
        client = session.seat(seat)
        everything = [client, client.ask(ViewSurvey()), client.ask(Observe()), client.ask]
        walked = [thing for one in everything for thing in reachable(one)]
        return any(isinstance(thing, Mapping) and dict(thing) == BACKWARDS for thing in walked)

    table = answered(answered(over(), seat, "after", ORDER), other(seat), "after", BACKWARDS)
    assert not found(played(table, OpenDebrief(other(seat))))
    assert found(played(table, *map(OpenDebrief, SEATS)))


def test_what_may_not_be_quoted_stays_with_who_wrote_it() -> None:
    table = played(
        over(), *map(OpenDebrief, SEATS), Reflect("marketing", "one", "Mine."), Promise("marketing", "Mine.")
    )
    assert [one.text for one in survey_view(table, "marketing").own.reflections] == ["Mine."]
    theirs = survey_view(table, "distribution").partner
    assert (there(theirs).reflections, there(theirs).promise) == ((), None)


def test_a_later_ranking_replaces_an_earlier_one_of_the_same_moment_and_kind() -> None:
    table = played(a_table(), Rank("marketing", "before", "own", ORDER), Rank("marketing", "before", "own", BACKWARDS))
    (kept,) = table.survey.seats["marketing"].rankings
    assert kept.ranks == BACKWARDS


def test_an_empty_answer_and_an_empty_promise_are_taken_back() -> None:
    table = played(over(), OpenDebrief("marketing"), Reflect("marketing", "one", "x"), Promise("marketing", "y"))
    table = played(table, Reflect("marketing", "one", " "), Promise("marketing", ""))
    own = table.survey.seats["marketing"]
    assert (own.reflections, own.promise) == ((), None)


@pytest.mark.parametrize(
    ("ranks", "says"),
    [
        ({**ORDER, "speed": 1}, "there is no priority 'speed'"),
        ({key: at for key, at in ORDER.items() if key != "brand-look"}, "missing: brand-look"),
        ({**ORDER, "brand-look": 11}, "expected a rank from 1 to 9 for brand-look, given 11"),
        ({**ORDER, "brand-look": 0}, "expected a rank from 1 to 9 for brand-look, given 0"),
        (dict.fromkeys(KEYS, 1), "the same rank for everything"),
    ],
)
def test_what_is_no_ranking_is_refused(ranks: dict[str, int], says: str) -> None:
    assert says in refused(a_table(), Rank("marketing", "before", "own", ranks))


def test_tied_ranks_are_welcome() -> None:
    table = played(a_table(), Rank("marketing", "before", "own", {**dict.fromkeys(KEYS, 2), "brand-look": 1}))
    assert there(table.survey.seats["marketing"].ranking("before", "own")).ranks["brand-look"] == 1


@pytest.mark.parametrize(
    ("table", "move", "says"),
    [
        (a_table(), Rank("marketing", "later", "own", ORDER), "still to come"),
        (a_table(), Rank("marketing", "before", "ours", ORDER), "expected job, own, partner, meta"),
        (a_table(), Rank("marketing", "middle", "own", ORDER), "still to come"),
        (a_table(), Rank("marketing", "after", "own", ORDER), "no month has been played yet"),
        (a_month(a_table()), Rank("marketing", "before", "own", ORDER), "before the season is over"),
        (over(), Rank("marketing", "middle", "own", ORDER), "the middle of the season is over"),
        (a_table(), Rate("marketing", "before", "keep-moving", 8, 1), "expected 1 (not at all) to 7 (fully)"),
        (a_table(), Rate("marketing", "before", "keep-moving", 7, 101), "expected 0 to 100"),
        (a_table(), Rate("marketing", "before", "keep-movin", 7, 1), "Did you mean 'keep-moving'?"),
        (a_table(), OpenDebrief("marketing"), "nothing to debrief"),
        (over(), Reflect("marketing", "one", "x"), "open it first"),
        (over(), Promise("marketing", "x"), "open it first"),
        (played(over(), OpenDebrief("marketing")), OpenDebrief("marketing"), "open already"),
        (played(over(), OpenDebrief("marketing")), Rank("marketing", "after", "own", ORDER), "rankings are closed"),
        (played(over(), OpenDebrief("marketing")), Reflect("marketing", "", "x"), "the key of a prompt"),
        (played(over(), OpenDebrief("marketing")), Reflect("marketing", "one", "x" * 1001), "at most 1,000"),
    ],
)
def test_what_comes_too_early_too_late_or_wrong_is_refused(table: Table, move: Any, says: str) -> None:
    if getattr(move, "moment", "") == "later":
        says = "expected before, middle, after for the moment"
    assert says in refused(table, move)


def test_what_was_written_on_paper_can_be_typed_in_afterwards() -> None:
    table = played(over(), OpenDebrief("marketing"), Rank("marketing", "before", "own", ORDER, paper=True))
    assert there(table.survey.seats["marketing"].ranking("before", "own")).paper


def test_a_seat_that_has_opened_the_debrief_plays_no_more_months() -> None:
    table = played(a_month(a_table()), OpenDebrief("marketing"))
    for move in (Commit("marketing"), Ready("marketing")):
        assert "this season ends here" in refused(table, move)
    played(table, KeepLine("marketing", "I see."), Promise("marketing", "I will ask."))


def test_answers_change_no_month() -> None:
    table = answered(a_table(), "marketing", "before")
    one, two = a_month(table), a_month(a_table())
    assert one.joint_value == two.joint_value
    assert one.history[0].shared == two.history[0].shared


def test_a_seat_answers_through_its_desk_and_reads_plain_data() -> None:
    session = Session(unkept(a_table()))
    client = session.seat("marketing")
    client.ask(Play(Rank("marketing", "before", "own", ORDER)))
    view = client.ask(ViewSurvey())
    copied: Any = view.own.rankings[0].ranks
    copied["brand-look"] = 99  # a client's copy is its own
    assert there(session.table.survey.seats["marketing"].ranking("before", "own")).ranks["brand-look"] == 8
    assert json.loads(json.dumps(dataclasses.asdict(view)))["due"] == "before"


def test_a_record_keeps_the_priorities_it_began_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "one.toml"
    Record.create(path, stall()).close()
    fewer = Instrument(tuple(Priority(key, key.title(), "x") for key in "abcd"), ())
    monkeypatch.setattr("game.table.table.read_instrument", lambda: fewer)
    with Record.resume(path, stall()) as record:
        record.play(Rank("marketing", "before", "own", ORDER))
    assert read_record(path, stall()).table.instrument == read_instrument().of(stall())


def test_no_thing_has_a_place_of_its_own_in_what_is_listed() -> None:
    """Over many tables everything stands at the top equally often, for each person and in each question."""
    lists = read_instrument()
    tops = {(seat, whose): Counter[str]() for seat in SEATS for whose in ("job", "own", "partner", "meta")}
    for number in range(1, 1001):
        table = replace(lists, shuffle=number)
        orders = {which: [one.key for one in table.listed(which[0], "before", which[1])] for which in tops}
        assert len({tuple(order) for order in orders.values()}) == 8  # no two lists of a table are alike
        for which, order in orders.items():
            assert sorted(order) == sorted(lists.keys)
            tops[which][order[0]] += 1
    for counted in tops.values():  # 100 of 1,000 each; five standard errors of 9.5
        assert all(52 < counted[key] < 148 for key in lists.keys)
    assert table.listed("marketing", "before", "own") != table.listed("marketing", "after", "own")


def test_how_a_list_was_ordered_is_kept_with_the_ranking_and_with_the_table(tmp_path: Path) -> None:
    path, lists = tmp_path / "one.toml", replace(read_instrument(), shuffle=12)
    with Record.create(path, stall(), instrument=lists) as record:
        listed = " ".join(one.key for one in survey_view(record.table, "marketing").listed["own"])
        record.play(Rank("marketing", "before", "own", ORDER, shown=listed))
    kept = read_record(path, stall()).table
    assert there(kept.survey.seats["marketing"].ranking("before", "own")).shown == listed
    assert " ".join(one.key for one in kept.instrument.listed("marketing", "before", "own")) == listed
    assert "once in what was shown" in refused(a_table(), Rank("marketing", "before", "own", ORDER, shown="speed"))


def test_nothing_is_ranked_that_a_place_does_not_have() -> None:
    here = {slug: set(Table.start(load(slug)).instrument.keys) for slug in ("first-day", "cold-brew", "new-shores")}
    assert here["cold-brew"] - here["first-day"] == {"launch-date", "fines"}
    assert len(here["first-day"]) == 8
    assert "fines" not in here["new-shores"]


def test_ones_real_work_is_asked_about_once_before_the_season() -> None:
    top = {key: min(at, 4) for key, at in ORDER.items()}
    table = played(a_table(), Rank("marketing", "before", "job", top))
    assert "job" not in survey_view(table, "marketing").missing
    assert "before the season" in refused(over(), Rank("marketing", "after", "job", top))


def test_the_shipped_instrument_is_read_back_from_what_a_record_writes() -> None:
    instrument = read_instrument()
    assert instrument_of(instrument.written()) == instrument
    assert len(instrument.priorities) == 10
    assert [one.about for one in instrument.statements] == ["distribution", "marketing"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[priorities]\n", "mine.toml:1:1"),
        ('[priorities.a]\nname = "A"\n[priorities.b]\nname = 3\nmeans = "b"\n', "mine.toml:4:8: expected text"),
        ("[priorities.a\n", "mine.toml:1:14: expected TOML"),
    ],
)
def test_an_instrument_of_ones_own_says_where_it_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.toml").write_text(text)
    with pytest.raises(Refusal) as caught:
        read_instrument(Path("mine.toml").resolve())
    assert says in caught.value.message
