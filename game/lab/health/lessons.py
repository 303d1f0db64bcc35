"""Property 15: a lesson of the place pays where it is new, and nothing as plain as a change of price does instead."""

from __future__ import annotations

from typing import Final

import numpy as np

from game import figures
from game.lab.encoding import Code, Course, side_by_side
from game.lab.health.finding import Finding, Subject
from game.lab.health.teaching import COVER, ends_of, points
from game.lab.playing import luck_of
from game.lab.simulation.learning import Learner
from game.lab.simulation.players import Persona, Player, play
from game.lab.stocking import covered, with_lesson
from game.rules.levers import SEATS, Value
from game.scenario.loading import Lesson
from game.table.structure import structure

PAYS, COSTS = 10.0, -2.0
BASES: Final = 2
PAIRS: Final = (("growth-chaser", "cost-hawk"), ("deal-maker", "firefighter"))
"""Personas of marketing and of distribution who are each for their own; they may talk, so that they can sign."""
SEATED: Final = 4
"""Seasons that each pair plays at a table."""
PRICES: Final = (0.85, 0.9, 0.95, 1.05, 1.1, 1.15, 1.2)


def lessons_pay(subject: Subject, bases: dict[str, Course], personas: bool = False) -> list[Finding]:
    """Property 15 for each lesson of the place.

    Args:
        subject: the place.
        bases: ways of playing by name, `silo` among them, as courses of one season.
        personas: whether partners play too, at tables: they plan on what the lesson makes of the company.
    """
    return [_pays(subject, lesson, bases, personas) for lesson in subject.code.scenario.lessons]


def _pays(subject: Subject, lesson: Lesson, bases: dict[str, Course], personas: bool) -> Finding:
    code = subject.code
    luck = luck_of(subject.stage.ready, subject.seeds)
    gains, cheap = {}, {}
    for name, base in bases.items():
        beside = side_by_side([base, *(_priced(code, base, by) for by in PRICES)])
        stood, *priced = points(subject, beside, luck).tolist()
        gains[name] = float(points(subject, with_lesson(code, base, lesson), luck)[0]) - stood
        cheap[name] = [reached - stood for reached in priced]
    # One change of price, the same on all bases: the one that does best by the lesson's own measure.
    means = [float(np.mean([cheap[name][at] for name in cheap])) for at in range(len(PRICES))]
    at = int(np.argmax(means))
    rivals = {name: cheap[name][at] for name in cheap}
    if personas:
        stood, taught, repriced = (
            _seated(subject, one) for one in (None, lesson, _change_of_price(subject, PRICES[at]))
        )
        gains["personas"], rivals["personas"] = taught - stood, repriced - stood
    new = [name for name, gain in gains.items() if gain >= PAYS]
    bad = [name for name, gain in gains.items() if gain < COSTS]
    beaten = [name for name in new if gains[name] <= rivals[name]]
    turn = ""
    if len(new) < BASES or "silo" not in new:
        turn = f"'{lesson.key}' pays too little: let {lesson.theme} carry more of the season's money"
    elif bad:
        turn = f"'{lesson.key}' costs on {', '.join(bad)}: declare settings that fit more than one way of playing"
    elif beaten:
        turn = f"prices at {figures.share(PRICES[at])} of list do better on {', '.join(beaten)}: silo must price well"
    told = ", ".join(f"{name} {figures.change(gain)}" for name, gain in gains.items())
    rival = f"price {figures.share(PRICES[at])}: {figures.change(float(np.mean(list(rivals.values()))))}"
    return Finding(
        15, "The lesson pays", subject.slug, f"{lesson.key}: {told} ({rival})",
        "10 or more on two bases, silo among them; nowhere below -2; more than a price change", not turn, turn,
        {"lesson": lesson.key, **gains},
    )  # fmt: skip


def _seated(subject: Subject, lesson: Lesson | None) -> float:
    """Alignment points of `PAIRS` at tables, a lesson pinned if there is one: they plan the rest anew each month."""
    code = subject.code
    seeds = subject.seeds[:SEATED]
    silo, best = ends_of(subject, luck_of(subject.stage.ready, seeds))
    worth = []
    for pair in PAIRS:
        sitting = [Persona(seat, name) for seat, name in zip(SEATS, pair, strict=True)]
        players: list[Player] = [Learner(one, code, lesson) if lesson else one for one in sitting]
        for seed in seeds:
            table = play(code.scenario, int(seed), structure("talk"), dict(zip(SEATS, players, strict=True)))
            worth.append(table.joint_value)
    return 100.0 * (float(np.mean(worth)) - silo) / (best - silo)


def _change_of_price(subject: Subject, by: float) -> Lesson:
    """Every price so many times list price, as a lesson that two could follow."""
    code = subject.code
    prices = _priced(code, code.defaults(), by)
    settings: dict[str, tuple[Value, ...]] = {
        setting.key: tuple(prices.values[:, row, 0].tolist())
        for row, setting in enumerate(code.settings)
        if setting.lever.id == "price"
    }
    return Lesson("price", "", None, "price", settings, (), None)


def _priced(code: Code, course: Course, by: float) -> Course:
    """The course with every price so many times what it was, within the sheet's bounds."""
    values = course.values.copy()
    for row, setting in enumerate(code.settings):
        if setting.lever.id == "price":
            values[:, row] = np.clip(by * values[:, row], code.low[row], code.high[row])
    return Course(values, course.levels)


def plain_bases(subject: Subject) -> dict[str, Course]:
    """Ways of playing that need no table: defaults, a newcomer who follows the stock rule, silo play."""
    usual = subject.code.defaults()
    return {"default": usual, "newcomer": covered(subject.code, usual, COVER), "silo": subject.silo}
