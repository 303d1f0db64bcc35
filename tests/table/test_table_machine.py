"""Any moves in any order, wrong ones too, with the record closed and resumed in between."""

import dataclasses
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from game.refusal import Refusal
from game.rules.levers import Seat, other
from game.store.record import Record
from game.table.moves import (
    Answer,
    Ask,
    ChangeStructure,
    Commit,
    Decline,
    EndSeason,
    GoOn,
    HandOver,
    InjectEvent,
    KeepLine,
    OpenDebriefForAll,
    Pause,
    Predict,
    Propose,
    Ready,
    Say,
    Sign,
    TableMove,
    Uncommit,
    Withdraw,
)
from game.table.seen.observing import observe
from game.table.seen.outlook import outlook
from game.table.seen.readings import CONSTRAINTS
from game.table.structure import PRESETS, Holder, structure
from game.table.survey.instrument import WHOSE, read_instrument
from game.table.survey.moves import OpenDebrief, PassSurvey, Promise, Rank, Rate, Reflect
from game.table.survey.survey import MOMENTS
from game.table.survey.surveying import survey_view
from tests.narrowed import there
from tests.table.tables import SEATS, same_tables, stall

SHEET = stall().sheet.settings
SEAT = st.sampled_from(SEATS)
KEYS = st.sampled_from([setting.key for setting in SHEET])
TEXT = st.sampled_from(["", "because", "so be it", "Ünïcödé # check", "\x00"])

STEERING = [
    Pause(),
    Pause("a word"),
    InjectEvent("port-strike", product="plum"),
    InjectEvent("viral-moment"),
    InjectEvent("rain"),
    *(ChangeStructure(preset) for preset in PRESETS.values()),
    ChangeStructure(structure("silo", data="shared", leads="distribution")),
    *(HandOver(seat, holder) for seat in SEATS for holder in (Holder(), Holder("partner", "", "cost-hawk"))),
]


@st.composite
def plans(draw: Callable[..., Any]) -> dict[str, Any]:
    """Values for a few settings, most of them possible."""
    plan = {}
    for setting in draw(st.lists(st.sampled_from(SHEET), max_size=6)):
        if setting.lever.kind == "number":
            plan[setting.key] = draw(st.floats(setting.low, setting.high) | st.just(setting.high + 1))
        elif setting.lever.kind == "choice":
            plan[setting.key] = draw(st.sampled_from((*setting.choices, "nothing")))
        else:
            plan[setting.key] = draw(st.booleans())
    return plan


class Playing(RuleBasedStateMachine):
    """One recorded table."""

    @initialize(preset=st.sampled_from(sorted(PRESETS)), seed=st.integers(0, 2**63 - 1))
    def begin(self, preset: str, seed: int) -> None:
        # Whether the disk keeps its word is another test's matter; here only what is written counts.
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(os, "fsync", lambda number: None)
        self.folder = Path(tempfile.mkdtemp())
        self.record = Record.create(self.folder / "one.toml", stall(), seed, PRESETS[preset])
        self.months, self.torn = 0, False

    def teardown(self) -> None:
        if hasattr(self, "record"):
            self.record.close()
            shutil.rmtree(self.folder)
            self.patch.undo()

    def play(self, move: Any) -> None:
        before = self.record.table
        size = there(self.record.path).stat().st_size
        try:
            after = self.record.play(move)
        except Refusal as refusal:
            who = "the table" if isinstance(move, TableMove) else move.seat
            assert refusal.message.startswith(f"{who}, round ")
            assert self.record.table is before
            assert there(self.record.path).stat().st_size == size
        else:
            assert after is self.record.table
            assert self.torn or there(self.record.path).stat().st_size > size
            self.torn = False

    @rule(seat=SEAT, plan=plans(), why=TEXT)
    def commit_a_plan(self, seat: Seat, plan: dict[str, Any], why: str) -> None:
        self.play(Commit(seat, plan, why))

    @rule(seat=SEAT)
    def commit_as_it_is(self, seat: Seat) -> None:
        self.play(Commit(seat))

    @rule(seat=SEAT, card=st.sampled_from(["how-much-room", "any-deals-coming", "what-worries-you", "none"]))
    def ask(self, seat: Seat, card: str) -> None:
        self.play(Ask(seat, card))
        self.play(Answer(other(seat), card, "Little."))

    @rule(seat=SEAT, key=KEYS, constraint=st.integers(0, 3), expects=st.sampled_from(["up", "same", "on", "basic"]))
    def predict(self, seat: Seat, key: str, constraint: int, expects: str) -> None:
        self.play(Predict(seat, CONSTRAINTS[other(seat)][constraint].key, key, expects, 3))

    @rule(seat=SEAT, plan=plans(), why=TEXT)
    def propose(self, seat: Seat, plan: dict[str, Any], why: str) -> None:
        self.play(Propose(seat, plan, why))

    @rule(
        seat=SEAT,
        lever=st.sampled_from(sorted({setting.lever.id for setting in SHEET})),
        lead=st.sampled_from([*SEATS, "joint"]),
    )
    def propose_a_lead(self, seat: Seat, lever: str, lead: str) -> None:
        self.play(Propose(seat, {f"lead.{lever}": lead}))

    @rule(seat=SEAT, number=st.integers(1, 6), kind=st.sampled_from([Sign, Sign, Decline, Withdraw]), why=TEXT)
    def answer_a_proposal(self, seat: Seat, number: int, kind: type[Any], why: str) -> None:
        self.play(kind(seat, f"P{number}", why))

    @rule(
        move=st.builds(Ready, SEAT)
        | st.builds(Uncommit, SEAT)
        | st.builds(Say, SEAT, TEXT)
        | st.builds(KeepLine, SEAT, TEXT)
    )
    def do_something_small(self, move: Say | Uncommit | KeepLine) -> None:
        self.play(move)

    @rule(
        seat=SEAT,
        moment=st.sampled_from(MOMENTS),
        whose=st.sampled_from(WHOSE),
        ranks=st.lists(st.integers(1, 10), min_size=9, max_size=9),
        paper=st.booleans(),
    )
    def rank(self, seat: Seat, moment: str, whose: str, ranks: list[int], paper: bool) -> None:
        keys = [key for key in read_instrument().keys if key != "fines"]  # nobody is fined at the stall
        self.play(Rank(seat, moment, whose, dict(zip(keys, ranks, strict=True)), paper))

    @rule(
        move=st.builds(
            Rate, SEAT, st.sampled_from(MOMENTS), st.just("dream-up"), st.integers(0, 8), st.integers(0, 101)
        )
        | st.builds(PassSurvey, SEAT, st.sampled_from(MOMENTS))
        | st.builds(Reflect, SEAT, st.just("one"), TEXT, st.booleans())
        | st.builds(Promise, SEAT, TEXT, TEXT, st.booleans())
    )
    def answer_the_survey(self, move: Any) -> None:
        self.play(move)

    @rule(move=st.sampled_from(STEERING))
    def steer(self, move: Any) -> None:
        self.play(move)

    @rule()
    def go_on(self) -> None:
        self.play(GoOn())

    @precondition(lambda self: len(self.record.table.history) >= 3)
    @rule(move=st.sampled_from([EndSeason("enough"), OpenDebriefForAll()]))
    def end(self, move: Any) -> None:
        self.play(move)

    @rule(seat=SEAT, key=st.sampled_from(["one", "two"]))
    def send_a_line_again(self, seat: Seat, key: str) -> None:
        for _ in range(2):
            before = self.record.table
            try:
                after = self.record.play(KeepLine(seat, key), key=key)
            except Refusal:
                return
            self.torn = self.torn and after is before
            self.torn = self.torn and len(self.record.table.history) == 0
        size = there(self.record.path).stat().st_size
        assert self.record.play(KeepLine(seat, key), key=key) is after
        assert there(self.record.path).stat().st_size == size

    @precondition(lambda self: len(self.record.table.history) >= 3)
    @rule(seat=SEAT)
    def open_the_debrief(self, seat: Seat) -> None:
        self.play(OpenDebrief(seat))

    @rule(torn=st.booleans())
    def resume(self, torn: bool) -> None:
        before, path = self.record.table, self.record.path
        self.record.close()
        if torn and not self.torn:
            with there(path).open("ab") as file:
                file.write(b"\n# block ")
        self.record = Record.resume(there(path), stall())
        # A torn end stays in the file until the next move is written over it.
        self.torn = torn or self.torn
        assert bool(self.record.report) == self.torn
        assert same_tables(self.record.table, before)

    @invariant()
    def the_months_follow_each_other(self) -> None:
        if hasattr(self, "record"):
            table = self.record.table
            assert table.round == len(table.history) + 1 == table.state.round + 1
            assert len(table.history) >= self.months
            self.months = len(table.history)

    @invariant()
    def each_seat_can_look_and_plan(self) -> None:
        if hasattr(self, "record"):
            table = self.record.table
            for seat in SEATS:
                json.dumps(dataclasses.asdict(observe(table, seat)), allow_nan=False)
                json.dumps(dataclasses.asdict(survey_view(table, seat)), allow_nan=False)
                if not table.over:
                    outlook(table, seat, {})


Playing.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
TestPlaying = Playing.TestCase
