"""Property 15: a lesson of the place pays where it is new, and nothing as plain as a change of price does instead."""

from __future__ import annotations

from typing import Final

import numpy as np

from game import figures
from game.lab.encoding import Code, Course, side_by_side
from game.lab.health.finding import Finding, Subject
from game.lab.health.teaching import COVER, points
from game.lab.playing import luck_of
from game.lab.stocking import covered
from game.scenario.loading import Lesson

PAYS, COSTS = 10.0, -2.0
BASES: Final = 2
PRICES: Final = (0.85, 0.9, 0.95, 1.05, 1.1, 1.15, 1.2)


def lessons_pay(subject: Subject, bases: dict[str, Course]) -> list[Finding]:
    """Property 15 for each lesson of the place.

    Args:
        subject: the place.
        bases: ways of playing by name, `silo` among them, as courses of one season.
    """
    return [_pays(subject, lesson, bases) for lesson in subject.code.scenario.lessons]


def with_lesson(code: Code, course: Course, lesson: Lesson) -> Course:
    """The course with the lesson's settings held and its agreements signed; stock by its rule, if it has one."""
    values = course.values.copy()
    for key, value in lesson.settings.items():
        values[:, code.row[key], 0] = code.number(code.settings[code.row[key]], value)
    for initiative in lesson.agreements:
        values[:, code.row[f"initiative.{initiative}"], 0] = 1.0
    held = Course(values, course.levels)
    return held if lesson.cover is None else covered(code, held, lesson.cover)


def _pays(subject: Subject, lesson: Lesson, bases: dict[str, Course]) -> Finding:
    code = subject.code
    luck = luck_of(subject.stage.ready, subject.seeds)
    gains, cheap = {}, {}
    for name, base in bases.items():
        beside = side_by_side([base, *(_priced(code, base, by) for by in PRICES)])
        stood, *priced = points(subject, beside, luck).tolist()
        gains[name] = float(points(subject, with_lesson(code, base, lesson), luck)[0]) - stood
        cheap[name] = [reached - stood for reached in priced]
    new = [name for name, gain in gains.items() if gain >= PAYS]
    bad = [name for name, gain in gains.items() if gain < COSTS]
    # One change of price, the same on all bases: the one that does best by the lesson's own measure.
    common = {by: [cheap[name][at] for name in gains] for at, by in enumerate(PRICES)}
    best = max(common, key=lambda by: float(np.mean(common[by])))
    beaten = [name for name, rival in zip(gains, common[best], strict=True) if name in new and gains[name] <= rival]
    turn = ""
    if len(new) < BASES or "silo" not in new:
        turn = f"'{lesson.key}' pays too little: let {lesson.theme} carry more of the season's money"
    elif bad:
        turn = f"'{lesson.key}' costs on {', '.join(bad)}: declare settings that fit more than one way of playing"
    elif beaten:
        turn = f"prices at {figures.share(best)} of list do better on {', '.join(beaten)}: silo must price well"
    told = ", ".join(f"{name} {figures.change(gain)}" for name, gain in gains.items())
    rival = f"price {figures.share(best)}: {figures.change(float(np.mean(common[best])))}"
    return Finding(
        15, "The lesson pays", subject.slug, f"{lesson.key}: {told} ({rival})",
        "10 or more on two bases, silo among them; nowhere below -2; more than a price change", not turn, turn,
        {"lesson": lesson.key, **gains},
    )  # fmt: skip


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
