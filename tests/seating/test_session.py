"""A table in play: who sits where, whose turn it is, what is done with it, and who hears of it."""

import asyncio
import gc
import threading
from pathlib import Path
from typing import Any

import pytest

from game.cli.prompt.season import title
from game.cli.telling.paper import Paper
from game.lab.hindsight.review import Review
from game.refusal import Refusal
from game.rules.levers import SEATS, Seat
from game.scenario import load
from game.seating.asked import NewTable
from game.seating.chair import Executors
from game.seating.changes import Bell
from game.seating.company import holders_of, next_to_move
from game.seating.requests import Listen, LookBack, Meet, Observe, Play
from game.seating.session import Session
from game.store.record import Record
from game.store.replay import read_record
from game.table.moves import (
    ChangeStructure,
    Commit,
    EndSeason,
    GoOn,
    HandOver,
    KeepLine,
    Pause,
    Predict,
    Ready,
    Say,
)
from game.table.seen.observation import Observation
from game.table.structure import FACILITATOR, Author, Holder, structure
from game.table.table import Table
from tests.narrowed import there
from tests.seating.leaving import leave_talk
from tests.table.tables import unkept

HAWK, GROWTH = Holder("partner", persona="cost-hawk"), Holder("partner", persona="growth-chaser")
SOLO = NewTable("first-day", ("marketing",), "cost-hawk", seed=7)
BOTH = NewTable("first-day", SEATS, seed=7)


def two(preset: str = "talk", slug: str = "first-day", **holders: Holder) -> Session:
    """A table that nothing is kept of; persons hold what nobody else does."""
    held: Any = holders
    return Session(unkept(Table.start(load(slug), 7, structure(preset), holders=held)))


def a_month(session: Session) -> None:
    for seat in session.persons:
        session.play(Commit(seat))


# --- who sits where ---


def test_a_new_table_has_the_holders_that_were_asked_for(tmp_path: Path) -> None:
    with Session.create(SOLO, tmp_path) as session:
        assert dict(session.table.holders) == {"marketing": Holder(), "distribution": HAWK}
        assert session.persons == ("marketing",)
        assert session.path == tmp_path / "first-day.toml"
        assert (session.table.seed, session.table.structure.name) == (7, "talk")
        assert not session.surveyed
        assert not session.lesson


def test_without_a_persona_the_first_one_there_is_sits_down(tmp_path: Path) -> None:
    with Session.create(NewTable("first-day", ("distribution",)), tmp_path) as session:
        assert session.table.holders["marketing"] == GROWTH


def test_where_two_people_play_they_are_asked_what_matters_unless_somebody_says_otherwise(tmp_path: Path) -> None:
    assert two().surveyed
    assert not two(distribution=HAWK).surveyed
    for survey in (True, False):
        asked = NewTable("first-day", SEATS, survey=survey, record=tmp_path / f"{survey}.toml")
        with Session.create(asked, tmp_path) as session:
            assert session.surveyed is survey
            assert session.path == tmp_path / f"{survey}.toml"
        with Session.resume(tmp_path / f"{survey}.toml") as session:
            assert session.surveyed is survey, "it is kept with the table"
            assert session.again().survey is survey
        with Session.resume(tmp_path / f"{survey}.toml", surveyed=not survey) as session:
            assert session.surveyed is not survey, "or as is said now"
        with Session.resume(tmp_path / f"{survey}.toml") as session:
            assert session.surveyed is survey, "until they leave"


def test_a_wrong_persona_leaves_no_record_behind(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="cost-hank"):
        Session.create(NewTable("first-day", ("marketing",), "cost-hank"), tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_record_with_a_partner_whom_nobody_knows_is_named(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    Record.create(path, load("first-day"), 7, seats={"distribution": Holder("partner", persona="cost-hank")}).close()
    with pytest.raises(Refusal) as refused:
        Session.resume(path)
    assert refused.value.message == (
        f"{path}: persona: expected one of steady-hand, cost-hawk, firefighter, bridge-builder for the distribution "
        "seat, given 'cost-hank'. Did you mean 'cost-hawk'?"
    )
    with Session.resume(path, handed={"distribution": HAWK}) as session:
        assert session.persons == ("marketing",)


def test_a_chair_is_only_for_a_person() -> None:
    executors = Executors()
    with pytest.raises(Refusal, match="expected a seat that a person holds, marketing: 'distribution'"):
        two(distribution=HAWK).chair("distribution", executors)
    executors.close()


def test_company_is_a_persona_somebody_here_or_somebody_elsewhere() -> None:
    session = two(distribution=HAWK)
    persona = session.seat("marketing").ask(Meet())
    assert (persona.across, persona.persona, persona.before) == ("persona", "cost-hawk", "")
    assert persona.about == "Counts every cent per unit, and takes the cheaper way whenever there is one."
    assert session.seat("distribution").ask(Meet()).across == "here"
    session.elsewhere = True
    assert session.seat("distribution").ask(Meet()).across == "elsewhere"
    assert session.seat("marketing").ask(Meet()).across == "persona"


def test_a_lesson_is_one_person_in_both_chairs_by_turns(tmp_path: Path) -> None:
    with Session.create(NewTable("first-day", (), lesson=True, seed=4), tmp_path) as session:
        assert session.lesson
        sat = []
        while not session.table.over:
            (seat,) = session.persons
            assert session.company(seat).persona == "bridge-builder"
            sat.append(seat)
            session.play(Commit(seat))
        assert sat == ["marketing", "distribution", "marketing"]
        assert session.bookmark("marketing") is session.bookmark("distribution")
        assert session.again() == NewTable("first-day", (), "", "talk", 5, lesson=True)


def test_a_record_says_of_a_lesson_which_moves_a_stand_in_made_and_keeps_no_line_of_it(tmp_path: Path) -> None:
    with Session.create(NewTable("first-day", (), lesson=True, seed=4), tmp_path) as session:
        while not session.table.over:
            (seat,) = session.persons
            session.play(Commit(seat, why="Mine."))
            if session.table.months == 1:
                session.play(KeepLine("marketing", "I kept March."))
        path = there(session.path)
    found = read_record(path)
    commits = [(one.move.seat, str(one.by)) for one in found.moves if isinstance(one.move, Commit)]
    bridge, person = str(Author("partner", "bridge-builder")), str(Author("person"))
    by_month = [set(commits[at : at + 2]) for at in range(0, len(commits), 2)]  # whoever has less to say is first
    assert by_month == [
        {("marketing", person), ("distribution", bridge)},
        {("marketing", bridge), ("distribution", person)},
        {("marketing", person), ("distribution", bridge)},
    ]
    assert [[seat for seat in SEATS if month.by_person(seat)] for month in found.table.history] == [
        ["marketing"], ["distribution"], ["marketing"],
    ]  # fmt: skip
    assert [dict(month.lines) for month in found.table.history] == [{"marketing": "I kept March."}, {}, {}]
    assert [dict(month.own_lines) for month in found.table.history] == [{"marketing": "I kept March."}, {}, {}]


def test_a_lesson_on_record_whose_stand_ins_moves_are_a_persons_goes_on(tmp_path: Path) -> None:
    asked = NewTable("first-day", (), lesson=True, seed=4)
    table = Table.start(load("first-day"), 4, structure("talk"), holders=holders_of(asked))
    with Record.begin(tmp_path / "old.toml", table) as old:
        for seat in SEATS:  # as records of lessons were written: everybody a person
            old.play(Commit(seat), Author("person"))
        old.play(KeepLine("marketing", "A stand-in's."), Author("person"))
    with Session.resume(tmp_path / "old.toml") as session:
        assert session.lesson and session.persons == ("distribution",)
        session.play(Commit("distribution"))
        assert [month.by_person("marketing") for month in session.table.history] == [True, False]


def test_two_partners_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    with Session.create(NewTable("first-day", (), lesson=True, seed=4), tmp_path) as session:
        path = there(session.path)
    before = path.read_bytes()
    with pytest.raises(Refusal, match="two partners play at this table; no seat waits for a person"):
        Session.resume(path, handed={"distribution": HAWK, "marketing": GROWTH})
    assert path.read_bytes() == before


def test_a_refusal_to_go_on_names_what_was_left_out_of_a_torn_record(tmp_path: Path) -> None:
    with Session.create(NewTable("first-day", (), lesson=True, seed=4), tmp_path) as session:
        path = there(session.path)
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(Refusal, match="no seat waits for a person") as refused:
        Session.resume(path, handed={"distribution": HAWK, "marketing": GROWTH})
    assert f"What was left out is kept in {path}.torn." in refused.value.message


def test_an_echo_plays_what_was_played_and_knows_what_came_of_it(tmp_path: Path) -> None:
    with Session.create(SOLO, tmp_path) as first:
        while not first.table.over:
            first.play(Commit("marketing", {"price.cake-box": 33.0}))
        worth = first.table.joint_value
    asked = NewTable("first-day", ("distribution",), seed=7, echo="first-day.toml")
    with Session.create(asked, tmp_path) as session:
        session.play(Commit("distribution"))
        assert session.table.history[0].commits["marketing"].plan["price.cake-box"] == 33.0
        company = session.company("distribution")
        assert (company.across, company.persona) == ("persona", "as-you-did")
        assert company.about == "Plays as you played from that chair."
        assert company.called == "you, as before"
        assert "  Marketing: you, as before. Plays as you played from that chair." in title(Paper(), session)
        assert company.before == f"The first time, from marketing's chair, the company made €{worth:,.0f}."
        assert session.again() == NewTable(
            "first-day", ("distribution",), "as-you-did", "talk", 7, echo="first-day.toml"
        )
        path = session.path
    with Session.resume(there(path)) as session:
        session.play(Commit("distribution"))
        assert session.table.months == 2


def test_again_is_the_same_table_with_the_next_seed(tmp_path: Path) -> None:
    with Session.create(NewTable("first-day", ("marketing",), "cost-hawk", "sync", 7), tmp_path) as session:
        assert session.again() == NewTable("first-day", ("marketing",), "cost-hawk", "sync", 8)
    with Session.create(BOTH, tmp_path) as session:
        assert session.again() == NewTable("first-day", SEATS, "", "talk", 8)


def test_a_record_of_two_partners_waits_for_nobody(tmp_path: Path) -> None:
    with Session.create(SOLO, tmp_path) as session:
        path = session.path
        session._play.play(HandOver("marketing", GROWTH))
    with pytest.raises(Refusal, match="no seat waits for a person"):
        Session.resume(there(path))
    with Session.resume(
        there(path), handed={"marketing": Holder()}
    ) as session:  # and the refusal has let go of the file
        assert session.persons == ("marketing",)


# --- turns ---


def test_whoever_is_least_far_is_to_move_and_persons_begin_by_turns() -> None:
    session = two("silo")
    assert next_to_move(session.table, session.persons) == "marketing"
    session.play(Ready("marketing"))
    assert next_to_move(session.table, session.persons) == "distribution"
    a_month(session)
    assert next_to_move(session.table, session.persons) == "distribution"
    session.play(Commit("distribution"))
    assert next_to_move(session.table, session.persons) == "marketing"


def test_partners_have_answered_when_a_move_returns_and_go_on_into_the_next_month() -> None:
    session = two(distribution=HAWK)
    session.let_partners_play()
    session.play(Commit("marketing"))
    assert session.table.months == 1
    assert session.table.history[0].lines["distribution"]
    assert session.table.play_now.at["distribution"] != "read"
    before = session.revision
    assert not session.let_partners_play()
    assert session.revision == before


def test_two_partners_are_stopped_at_each_reveal_when_that_is_asked_for() -> None:
    session = two(marketing=GROWTH, distribution=HAWK)
    months = []
    while session.let_partners_play(to_the_reveal=True):
        months.append(session.table.months)
    assert months == [1, 2, 3]
    assert session.table.over
    assert all(month.lines for month in session.table.history)


def test_partners_that_never_stop_are_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    class Chatty:
        def act(self, observation: Observation) -> list[Say]:
            return [Say("distribution", "and another thing")]

    monkeypatch.setattr("game.seating.company.partner_for", lambda seat, persona: Chatty())
    session = two("sync", distribution=HAWK)
    session._play.play(Ready("distribution"))
    with pytest.raises(RuntimeError, match="without an end"):
        session.let_partners_play()


# --- what is done with the table ---


def test_while_a_table_is_paused_partners_rest_and_persons_are_refused() -> None:
    session = two(distribution=HAWK)
    session.direct(Pause("coffee"))
    seen = session.seat("marketing").ask(Observe())
    assert seen.paused == "coffee"
    before = session.table
    assert not session.let_partners_play()
    with pytest.raises(Refusal, match="paused"):
        session.play(Commit("marketing"))
    assert session.table is before
    session.direct(GoOn())
    assert session.table.play_now.at["distribution"] != "read"  # and the partner went on by itself
    session.play(Commit("marketing"))
    assert session.table.months == 1


def sitting(session: Session) -> tuple[Seat, ...]:
    """Who sits there now, which changes."""
    return session.persons


def test_a_seat_is_handed_to_a_partner_in_mid_season_and_back(tmp_path: Path) -> None:
    with Session.create(BOTH, tmp_path) as session:
        leave_talk(session)
        a_month(session)
        leave_talk(session)
        session.play(Commit("marketing"))
        assert session.table.months == 1
        session.direct(HandOver("distribution", HAWK), Author("person", "Ada"))
        assert session.table.months == 2  # the partner committed what was missing
        assert sitting(session) == ("marketing",)
        assert session.company("marketing").persona == "cost-hawk"
        assert session.company("marketing").called == "the cost hawk"
        session.direct(HandOver("distribution", Holder(name="Bo")))
        assert sitting(session) == SEATS
        assert session.company("marketing").across == "here"
        assert session.company("marketing").called == "a person"
        assert session.table.holders["distribution"].name == "Bo"
        assert session.table.play_now.at["distribution"] == "plan"  # it had left the talk, and waited
        leave_talk(session)
        a_month(session)
        assert session.table.over
    found = read_record(tmp_path / "first-day.toml")
    by = [(one.move.holder.persona, one.by) for one in found.table.interventions if isinstance(one.move, HandOver)]
    assert by == [("cost-hawk", Author("person", "Ada")), ("", FACILITATOR)]


def test_a_seat_is_never_handed_to_a_second_partner_nor_to_one_that_nobody_knows() -> None:
    session = two(distribution=HAWK)
    with pytest.raises(Refusal, match="a person at one seat at least: distribution is the cost-hawk's already"):
        session.direct(HandOver("marketing", GROWTH))
    with pytest.raises(Refusal, match="no-such"):
        session.direct(HandOver("distribution", Holder("partner", persona="no-such")))
    assert (session.revision, session.persons) == (0, ("marketing",))
    session.direct(HandOver("distribution", Holder("partner", persona="firefighter")))
    assert session.company("marketing").persona == "firefighter"


def test_resuming_hands_seats_over_and_sits_persons_down_first(tmp_path: Path) -> None:
    with Session.create(SOLO, tmp_path) as session:
        path = session.path
    with Session.resume(there(path), handed={"marketing": GROWTH, "distribution": Holder()}) as session:
        assert session.persons == ("distribution",)
        moves = len(session.table.interventions)
        assert [getattr(one.move, "seat", None) for one in session.table.interventions] == ["distribution", "marketing"]
        assert session.table.interventions[0].by == Author("person")
    with Session.resume(there(path), handed={"marketing": GROWTH}) as session:
        assert len(session.table.interventions) == moves  # who sits there already is not handed it


def test_a_paused_table_goes_on_where_whoever_resumes_it_says_so(tmp_path: Path) -> None:
    with Session.create(SOLO, tmp_path) as session:
        session.direct(Pause("lunch"))
        path = session.path
    with Session.resume(there(path)) as session:
        assert session.table.paused == "lunch"
    with Session.resume(there(path), goes_on=True) as session:
        assert session.table.paused is None
        assert isinstance(session.table.interventions[-1].move, GoOn)
    with Session.resume(there(path), goes_on=True) as session:
        assert len(session.table.interventions) == 2


def test_a_season_ended_early_is_scored_as_far_as_it_was_played() -> None:
    session = two()
    a_month(session)
    session.direct(EndSeason("the train"))
    assert session.table.over
    review = session.seat("marketing").ask(LookBack())
    assert review.value == pytest.approx(session.table.joint_value)
    assert len(session.table.history) == 1


def test_another_structure_reaches_both_seats_with_the_month_that_it_begins_in() -> None:
    session = two("silo")
    session.direct(ChangeStructure(structure("sync")))
    assert {session.seat(seat).ask(Observe()).structure.name for seat in SEATS} == {"sync"}


# --- one move counts once ---


def said_at(session: Session) -> int:
    return len(session.table.play_now.said)


@pytest.mark.parametrize("recorded", [True, False])
def test_a_move_sent_again_with_its_key_counts_once(tmp_path: Path, recorded: bool) -> None:
    open_talk = NewTable("first-day", SEATS, structure="sync")
    session = Session.create(open_talk, tmp_path) if recorded else two("sync")
    client = session.seat("marketing")
    move = Say("marketing", "hello")
    client.ask(Play(Ready("marketing")))
    first = client.ask(Play(move, "one"))
    revision = session.revision
    assert client.ask(Play(move, "one")) == first
    assert session.revision == revision
    with pytest.raises(Refusal, match="another move's"):
        client.ask(Play(Say("marketing", "bye"), "one"))
    client.ask(Play(move, "two"))
    client.ask(Play(move))
    client.ask(Play(move))
    assert said_at(session) == 4
    session.seat("distribution").ask(Play(Ready("distribution")))
    session.seat("distribution").ask(Play(Say("distribution", "hello"), "one"))  # a key is its seat's own
    assert said_at(session) == 5
    session.close()


def test_a_key_is_known_after_the_power_went(tmp_path: Path) -> None:
    move = Commit("marketing")
    with Session.create(BOTH, tmp_path) as session:
        leave_talk(session)
        session.seat("marketing").ask(Play(move, "a1"))
    with Session.resume(tmp_path / "first-day.toml") as session:
        assert session.seat("marketing").ask(Play(move, "a1")).at == "committed"
        session.direct(Pause(), key="p")
        session.direct(Pause(), key="p")
        assert session.table.paused == ""


def test_a_refused_move_uses_no_key_up() -> None:
    session = two()
    client = session.seat("marketing")
    wrong = Predict("marketing", "nothing", "nothing", "up", 3)
    for _ in range(2):
        with pytest.raises(Refusal):
            client.ask(Play(wrong, "k"))
    client.ask(Play(Ready("marketing"), "k"))
    assert session.revision == 1


# --- the season looked back on ---


def test_a_review_is_worked_out_once_for_both_seats_and_only_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    from game.lab.hindsight import review as module

    real, counted = module.review, []

    def counting(table: Table) -> Review:
        counted.append(table)
        return real(table)

    monkeypatch.setattr(module, "review", counting)
    session = two()
    with pytest.raises(Refusal, match="a season at its end"):
        session.seat("marketing").ask(LookBack())
    for _ in range(3):
        a_month(session)
    found: list[object] = []
    asking = [
        threading.Thread(target=lambda seat=seat: found.append(session.seat(seat).ask(LookBack())))
        for seat in SEATS
        for _ in range(2)
    ]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    session.play(KeepLine("marketing", "so"))
    found.append(session.seat("marketing").ask(LookBack()))
    assert len(counted) == 1
    assert all(one is found[0] for one in found) and len(found) == 5


# --- who hears of it ---


def test_the_revision_grows_with_every_move_and_the_bell_is_rung() -> None:
    session, bell = two(), Bell()
    session.play(Ready("marketing"))
    assert session.seat("distribution").ask(Listen(bell)) == 1
    assert bell.revision == 1
    session.play(Ready("distribution"))
    session.direct(Pause())
    assert (session.revision, bell.revision) == (3, 3)
    with pytest.raises(Refusal):
        session.play(Ready("distribution"))
    assert (session.revision, bell.revision) == (3, 3)


def test_a_partners_moves_are_heard_too() -> None:
    session, bell = two(distribution=HAWK), Bell()
    session.seat("marketing").ask(Listen(bell))
    session.play(Ready("marketing"))
    assert bell.revision > 1


def test_nobody_who_has_gone_is_rung_for() -> None:
    session, bell = two(), Bell()
    session.seat("marketing").ask(Listen(bell))
    del bell
    gc.collect()
    assert not len(session._bells)
    session.play(Ready("marketing"))


def test_a_listener_whose_loop_is_closed_holds_nobody_up() -> None:
    session, bell = two(), Bell()
    session.seat("marketing").ask(Listen(bell))

    async def listen_and_die() -> None:
        changes = bell.changes()
        await anext(changes)
        bell.kept = changes  # type: ignore[attr-defined]  # never finished

    loop = asyncio.new_event_loop()
    loop.run_until_complete(listen_and_die())
    loop.close()
    session.play(Ready("marketing"))
    session.play(Ready("distribution"))
    assert bell.revision == 2


def test_closing_ends_what_everybody_listens_to(tmp_path: Path) -> None:
    session, bell = Session.create(BOTH, tmp_path), Bell()
    session.seat("marketing").ask(Listen(bell))
    session.close()
    assert bell.closed
    with pytest.raises(Refusal, match="This table is closed"):
        session.seat("marketing").ask(Observe())
    Session.resume(tmp_path / "first-day.toml").close()  # the file is free again


def test_what_could_not_be_written_changes_nothing_and_nobody_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Session.create(BOTH, tmp_path) as session:
        bell = Bell()
        session.seat("marketing").ask(Listen(bell))
        monkeypatch.setattr("game.store.log.Log.append", lambda *_: (_ for _ in ()).throw(Refusal("the disk is full")))
        before = session.table
        with pytest.raises(Refusal, match="the disk is full"):
            session.play(Ready("marketing"))
        assert session.table is before
        assert (session.revision, bell.revision) == (0, 0)


def test_moves_from_many_threads_are_played_one_by_one() -> None:
    session = two("sync")
    for seat in SEATS:
        session.play(Ready(seat))

    def talk(seat: Seat) -> None:
        for number in range(10):
            session.seat(seat).ask(Play(Say(seat, f"{number}")))

    threads = [threading.Thread(target=talk, args=(seat,)) for seat in SEATS for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(session.table.play_now.said) == 40
    assert session.revision == 42
