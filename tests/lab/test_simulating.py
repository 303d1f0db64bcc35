from typing import Any

import numpy as np
import pytest

from game.lab.playing import joint, seasons, stage_of
from game.lab.simulation import simulation as simulating
from game.lab.simulation.players import Persona, Player, Script, mixed, play, scripted
from game.lab.simulation.simulation import FIGURES, Simulation, chunks
from game.lab.workers import Workers
from game.refusal import Refusal
from game.rules.draws import seeds_from
from game.rules.levers import Seat
from game.table.structure import structure


def simulate(code: Any, names: Any, seasons_: Any = 20, kind: Any = "silo", seed: int = 5) -> Any:
    return np.concatenate(list(chunks(Simulation(code.scenario, structure(kind), names, seasons_, seed), Workers())))


def column(rows: Any, name: str) -> Any:
    return rows[:, FIGURES.index(name)]


def test_default_seasons_earn_what_the_rules_say(first_day: Any) -> None:
    rows = simulate(first_day, ("default", "default"))
    here = stage_of(first_day, structure("silo"))
    np.testing.assert_allclose(column(rows, "joint"), seasons(here, first_day.defaults(), seeds_from(5, 20), joint))


def test_the_pieces_that_work_is_cut_into_change_nothing(first_day: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = simulate(first_day, ("default", "default"), 40)
    monkeypatch.setattr(simulating, "CHUNK", 3)
    np.testing.assert_array_equal(simulate(first_day, ("default", "default"), 40), whole)


def test_a_persona_plays_at_a_real_table(first_day: Any) -> None:
    rows = simulate(first_day, ("growth-chaser", "cost-hawk"), 2)
    for at in range(2):
        players: dict[Seat, Player] = {
            "marketing": Persona("marketing", "growth-chaser"),
            "distribution": Persona("distribution", "cost-hawk"),
        }
        table = play(first_day.scenario, 5 + at, structure("silo"), players)
        assert column(rows, "joint")[at] == pytest.approx(table.joint_value)
        rounds = [any(month.outcome.clashes.any[0]) for month in table.history]
        assert rows[at, FIGURES.index("expansion-past-capability") :].sum() >= sum(rounds)


def test_a_plan_can_sit_beside_a_persona(first_day: Any) -> None:
    rows = simulate(first_day, ("default", "steady-hand"), 1)
    script = Script("marketing", first_day, first_day.defaults())
    players: dict[Seat, Player] = {"marketing": script, "distribution": Persona("distribution", "steady-hand")}
    table = play(first_day.scenario, 5, structure("silo"), players)
    assert column(rows, "joint")[0] == pytest.approx(table.joint_value)
    for month in table.history:
        for key, value in month.commits["marketing"].plan.items():
            assert value == first_day.scenario.sheet.find(key).default


def test_at_a_table_a_level_becomes_units_to_order(first_day: Any, bench: Any) -> None:
    players: dict[Seat, Player] = {
        "marketing": Script("marketing", first_day, bench.silo),
        "distribution": Script("distribution", first_day, bench.silo),
    }
    table = play(first_day.scenario, 5, structure("silo"), players)
    first = table.history[0]
    keys = [setting.key for setting in first_day.settings if setting.lever.id == "stock-to-order"]
    packed = first_day.packed(bench.silo, first.before).distribution.order[0]
    for key in keys:
        setting = first_day.scenario.sheet.find(key)
        assert first.values[key] == pytest.approx(packed[setting.item])
    assert scripted(first_day, first_day.defaults(), play_start(first_day)) == first_day.scenario.sheet.defaults()


def play_start(code: Any) -> Any:
    from game.table.table import Table

    return Table.start(code.scenario, 1, structure("silo"))


def test_a_structure_gives_its_initiatives_at_no_cost(first_day: Any) -> None:
    silo, sync = (
        column(simulate(first_day, ("default", "default"), 200, kind), "joint").mean() for kind in ("silo", "sync")
    )
    assert sync != silo


def test_two_different_ways_leave_joint_topics_as_they_are(first_day: Any, bench: Any) -> None:
    course = mixed(first_day.scenario, bench, structure("silo"), ("best", "silo"), 1, 1)
    rows = [at for at, setting in enumerate(first_day.settings) if setting.lever.id == "forecast"]
    assert rows
    np.testing.assert_array_equal(course.values[:, rows], first_day.defaults().values[:, rows])


@pytest.mark.parametrize("names", [("nobody", "default"), ("default", "growth-chaser"), ("cost-hawk", "silo")])
def test_a_name_that_there_is_not_is_refused_with_those_there_are(first_day: Any, names: Any) -> None:
    with pytest.raises(Refusal, match=r"expected one of .*bridge-builder.*random"):
        simulate(first_day, names)
