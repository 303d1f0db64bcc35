"""The full-screen game, the line mode and the paper play one and the same table in turns, without a difference."""

import asyncio
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from game.kit.entering import write_month
from game.rules.levers import SEATS, Seat, other
from game.seating.asked import NewTable
from game.seating.bookmark import Bookmark
from game.seating.chair import Executors
from game.seating.requests import Observe, Play
from game.seating.session import Session
from game.store.replay import read_record
from game.table.moves import Commit, KeepLine, Predict, Propose, Ready, Sign
from game.table.seen.observation import Observation
from game.table.table import Table
from tests.cli.prompting import surroundings
from tests.seating.leaving import leave_talk
from tests.table.tables import same

PLANS: dict[Seat, dict[str, tuple[float, ...]]] = {
    "marketing": {"price.cake-box": (33.0, 31.5, 38.0), "performance-advertising": (1800.0, 900.0, 2500.0)},
    "distribution": {"stock-to-order.cake-box": (700.0, 1100.0, 300.0)},
}
FORECAST = (900.0, 1250.0, 640.0)
WHY = "because it fits"


def plan_of(seat: Seat, month: int) -> dict[str, float]:
    return {key: values[month] for key, values in PLANS[seat].items()}


def expected(seen: Observation) -> str:
    """What the lever that is to be read may well do."""
    asked = next(one for one in seen.partner_sheet if one.key == seen.lever_to_read)
    return {"number": "same", "switch": "on"}.get(asked.kind) or asked.choices[0]


def on_the_screen(path: Path, month: int) -> None:
    """Both chairs of the full-screen game, each at a screen of its own."""
    executors = Executors()

    async def play(session: Session) -> None:
        chairs = {seat: session.chair(seat, executors) for seat in SEATS}
        for seat, chair in chairs.items():
            seen = await chair.ask(Observe())
            await chair.ask(Play(Predict(seat, seen.constraints[0].key, seen.lever_to_read, expected(seen), 4)))
        await chairs["marketing"].ask(Play(Propose("marketing", {"forecast.cake-box": FORECAST[month]}, "we agree")))
        await chairs["distribution"].ask(Play(Sign("distribution", f"P{month + 1}")))
        for seat, chair in chairs.items():
            await chair.ask(Play(Ready(seat)))
        for seat, chair in chairs.items():
            await chair.ask(Play(Commit(seat, plan_of(seat, month), "it fits")))
        for seat, chair in chairs.items():
            await chair.ask(Play(KeepLine(seat, f"{seat} did this")))
            await chair.mark(revealed=month + 1)

    with Session.resume(path) as session:
        asyncio.run(play(session))
    executors.close()


@pytest.fixture
def fronts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lastmile: Callable[..., Any]
) -> tuple[Table, dict[str, Callable[..., Any]]]:
    """How a month is played at each front: all three decide the same."""
    for name, value in surroundings(tmp_path / "home").items():
        monkeypatch.setenv(name, value)
    pattern = begun(tmp_path / "pattern.toml")
    for month in range(3):
        on_the_screen(pattern, month)
    whole = read_record(pattern).table

    def at_the_prompt(path: Path, month: int) -> None:
        seen = {seat: first_look(path, seat) for seat in SEATS}

        def read(seat: Seat) -> str:
            return f"predict {seen[seat].constraints[0].key} {expected(seen[seat])} 4"

        def plan(seat: Seat) -> list[str]:
            return [*(f"{key} {value:g}" for key, value in plan_of(seat, month).items()), f"commit {WHY}"]

        agreed = f"propose forecast.cake-box {FORECAST[month]:.0f} because we agree"
        talk = ["over", agreed, f"sign P{month + 1}", "", ""]  # who read last speaks first, and leaves first
        keep = [line for seat in reversed(SEATS) for line in (f"keep {seat} did this", "")]
        lines = [*map(read, SEATS), *talk, *plan("marketing"), *plan("distribution"), *keep]
        code, out, problem = lastmile("play", "--plain", "--no-survey", "--resume", path, lines=lines)
        assert (code, problem) == (0, ""), out
        assert out.count("has played out") == 2

    def on_paper(path: Path, month: int) -> None:
        sheets = path.with_suffix(".sheets")
        sheets.write_text(write_month(whole, month), encoding="utf-8")
        code, out, problem = lastmile("enter", path, "--sheets", sheets)
        assert (code, problem) == (0, ""), out

    return whole, {"screen": on_the_screen, "prompt": at_the_prompt, "paper": on_paper}


def begun(path: Path) -> Path:
    Session.create(NewTable("first-day", SEATS, seed=7, record=path), path.parent).close()
    return path


def first_look(path: Path, seat: Seat) -> Observation:
    with Session.resume(path) as session:
        return session.seat(seat).ask(Observe())


def decided(table: Table, month: int) -> dict[str, object]:
    """All that a month was, but for the steps that a front takes through it."""
    found = table.history[month]
    return {
        "plans": {seat: (dict(commit.plan), commit.why) for seat, commit in found.commits.items()},
        "signed": [(one.by, dict(one.settings), one.why) for one in found.signed],
        "readings": found.readings,
        "lines": dict(found.lines),
        "values": dict(found.values),
    }


@pytest.mark.parametrize("order", list(permutations(["screen", "prompt", "paper"])))
def test_three_fronts_play_one_table_in_turns_without_a_difference(
    tmp_path: Path, fronts: tuple[Table, dict[str, Callable[..., Any]]], order: tuple[str, str, str]
) -> None:
    whole, months = fronts
    path = begun(tmp_path / "t.toml")
    for month, front in enumerate(order):
        months[front](path, month)
        table = read_record(path).table
        assert table.months == month + 1, front
        assert decided(table, month) == decided(whole, month), front
        for part in ("outcome", "state", "ledger", "shared", "dashboards"):
            assert same(getattr(table.history[month], part), getattr(whole.history[month], part)), (front, part)
    assert table.over
    assert same(table.state, whole.state)
    assert table.joint_value == whole.joint_value


def test_a_reveal_is_shown_once_whatever_the_front_and_never_skipped(
    tmp_path: Path, fronts: tuple[Table, dict[str, Callable[..., Any]]], lastmile: Callable[..., Any]
) -> None:
    _, months = fronts
    path = begun(tmp_path / "t.toml")
    months["prompt"](path, 0)
    assert {Bookmark(path, seat).mark.revealed for seat in SEATS} == {1}
    with Session.resume(path) as session:  # a month that nobody has seen: the screens went dark
        leave_talk(session)
        for seat in SEATS:
            session.play(Commit(seat))
    _, out, _ = lastmile("play", "--plain", "--no-survey", "--resume", path, lines=["", ""])
    assert out.count("April has played out") == 2
    assert "March has played out" not in out
    _, out, _ = lastmile("play", "--plain", "--no-survey", "--resume", path, lines=[])
    assert "has played out" not in out
    assert {Bookmark(path, other(seat)).mark.revealed for seat in SEATS} == {2}
