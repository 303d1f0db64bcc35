"""A partner decides from its observation alone: what the other seat keeps to itself cannot move it."""

import ast
import pickle
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest

from game.partners import partner_for, personas
from game.rules.levers import SEATS, Seat, other
from game.table.moves import Commit
from game.table.seen.observing import observe
from game.table.table import Table
from tests.house.checkout import PACKAGE
from tests.narrowed import there
from tests.partners.sitting import pair, table, until

ALLOWED = (
    "game.figures",  # how numbers are written, which knows no table
    *("game.content", "game.doors.toml"),  # for what they say: words are content, the same at every table
    # and are checked as every content file is
    *("game.doors.files", "game.doors.positions", "game.doors.problems"),
    *("game.scenario.reading", "game.scenario.shape.fields"),
    *("game.partners", "game.judging", "game.refusal", "game.rules.levers"),
    *("game.table.moves", "game.table.played", "game.table.seen.dashboards", "game.table.seen.observation"),
    "game.table.seen.spoken",  # what both have said and heard, part of the observation
)

PRIVATE_STATE = {
    "marketing": ("goodwill", "adstock", "insight", "satisfaction", "scar", "pulled", "remembered"),
    "distribution": (
        *("stock", "pipeline", "freight_due", "backlog", "capacity", "capacity_due", "fatigue"),
        *("temps", "temp_skill", "smoothed"),
    ),
}  # fmt: skip
"""What of the company's state only this seat sees."""

PHASES = ("read", "talk", "plan")


def doubled(value: Any) -> Any:
    """Another figure of the same shape, or the same word."""
    if isinstance(value, bool | str) or value is None:
        return value
    if isinstance(value, int | float):
        return 2.0 * value + 1.0
    if isinstance(value, tuple):
        return tuple(map(doubled, value))
    if isinstance(value, dict):
        return {key: doubled(one) for key, one in value.items()}
    return replace(value, **{field.name: doubled(getattr(value, field.name)) for field in fields(value)})


def with_other_secrets(at: Table, seat: Seat) -> Table:
    """The same table to the eyes of `seat`; every private figure of the other seat is another one."""
    hidden = other(seat)
    state = replace(at.state, **{name: 2.0 * getattr(at.state, name) + 1.0 for name in PRIVATE_STATE[hidden]})
    history = tuple(
        replace(
            month,
            dashboards=MappingProxyType({**month.dashboards, hidden: doubled(month.dashboards[hidden])}),
            before=state,
            state=state,
        )
        for month in at.history
    )
    facts = MappingProxyType({**at.facts, hidden: doubled(at.facts[hidden])})
    # The promise is told to every customer, so it is no secret.
    sheet = {setting.key for setting in observe(at, hidden).sheet} - {"delivery-promise"}
    values = {key: _moved(at, key, value) if key in sheet else value for key, value in at.values.items()}
    commits = {one: commit for one, commit in at.play_now.commits.items() if one != hidden}
    if hidden in at.play_now.commits:
        plan = {key: _moved(at, key, value) for key, value in at.play_now.commits[hidden].plan.items()}
        commits[hidden] = Commit(hidden, plan, "Something else.")
    now = replace(at.play_now, commits=MappingProxyType(commits))
    return replace(at, state=state, history=history, facts=facts, values=MappingProxyType(values), play_now=now)


def _moved(at: Table, key: str, value: bool | float | str) -> bool | float | str:
    setting = there(at.scenario.sheet.find(key))
    if setting.lever.kind == "switch":
        return not value
    if setting.lever.kind == "choice":
        return next((choice for choice in setting.choices if choice != value), value)
    return setting.high if value != setting.high else setting.low


@pytest.mark.parametrize("structure_", ["silo", "talk"])
@pytest.mark.parametrize(("seat", "persona"), [(seat, persona) for seat in SEATS for persona in personas(seat)])
def test_the_other_seats_private_figures_change_no_move(seat: Seat, persona: str, structure_: str) -> None:
    mates = {"marketing": "brand-guardian", "distribution": "steady-hand"} | {seat: persona}
    partners = pair(mates["marketing"], mates["distribution"])
    for slug, round_ in (("cold-brew", 1), ("cold-brew", 4), ("new-shores", 5)):
        for phase in PHASES:
            if structure_ == "silo" and phase == "talk":
                continue

            def reached(at: Table, round_: int = round_, phase: str = phase) -> bool:
                return at.round == round_ and at.play_now.at[seat] == phase

            at = until(table(slug, structure_), partners, reached)
            twin = with_other_secrets(at, seat)
            assert observe(twin, other(seat)) != observe(at, other(seat))
            assert partners[seat].act(observe(twin, seat)) == partners[seat].act(observe(at, seat))


def test_where_data_is_shared_the_same_change_is_seen() -> None:
    """The test above would pass for a partner that looks at nothing: this one says that looking is possible."""
    partners = pair("bridge-builder", "bridge-builder")
    for seat in SEATS:

        def answering(at: Table, seat: Seat = seat) -> bool:
            return at.round == 4 and at.play_now.at[seat] == "talk"

        at = until(table("cold-brew", "sync"), partners, answering)
        twin = with_other_secrets(at, seat)
        assert partners[seat].act(observe(twin, seat)) != partners[seat].act(observe(at, seat))


def test_the_same_observation_gives_the_same_moves() -> None:
    partners = pair("growth-chaser", "firefighter")
    at = until(table("deal-season", "talk"), partners, lambda at: at.round == 3)
    for seat in SEATS:
        seen = observe(at, seat)
        first = partners[seat].act(seen)
        assert first == partners[seat].act(seen) == partner_for(seat, partners[seat].persona).act(seen)


@pytest.mark.parametrize("structure_", ["silo", "talk", "sync"])
def test_an_observation_that_went_through_a_pipe_is_enough(structure_: str) -> None:
    """Plain data and nothing behind it: a copy made from bytes gives the same moves."""
    partners = pair("bridge-builder", "cost-hawk")
    at = until(table("one-cart", structure_), partners, lambda at: at.round == 4)
    for seat in SEATS:
        seen = observe(at, seat)
        assert partners[seat].act(pickle.loads(pickle.dumps(seen))) == partners[seat].act(seen)


def test_partners_import_nothing_that_could_show_them_more() -> None:
    found = []
    for path in sorted((PACKAGE / "partners").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Import | ast.ImportFrom):
                continue
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            if names == ["game"]:
                names = [f"game.{alias.name}" for alias in node.names]
            for name in names:
                if name.split(".")[0] == "game" and not name.startswith(ALLOWED):
                    found.append(f"{path.name}:{node.lineno}: {name}")
                if name.split(".")[0] in ("numpy", "random", "time", "os", "io", "pathlib", "gc", "inspect"):
                    found.append(f"{path.name}:{node.lineno}: {name}")
    assert not found, "\n".join(found)


def test_the_secrets_of_this_test_are_numbers_of_the_state() -> None:
    state = table("cold-brew").state
    for names in PRIVATE_STATE.values():
        assert all(isinstance(getattr(state, name), np.ndarray) for name in names)
