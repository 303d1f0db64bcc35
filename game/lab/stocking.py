"""Courses by a rule: stock up to so many months of what is usually sold, and a lesson laid over a way of playing."""

from __future__ import annotations

import numpy as np

from game.lab.encoding import Code, Course
from game.rules.arrays import Bools, Floats
from game.scenario.loading import Lesson


def covered(code: Code, course: Course, months: float) -> Course:
    """The course with its stock ordered by the rule; what else it holds stays.

    Args:
        code: the settings as numbers.
        course: one season's plans; items and markets count from the month in which it brings them in.
        months: of cover: 1 = just what the lead time and the month to come usually sell.
    """
    world, values = code.scenario.world, course.values.copy()
    usual = _usual(code, course)
    for row in np.flatnonzero(code.orders).tolist():
        item = code.settings[row].item
        lead = int(world.products.lead[0, item])
        values[:, row, 0] = [months * float(usual[at : at + lead + 1, item].sum()) for at in range(code.rounds)]
    return Course(values, code.orders)


def with_lesson(code: Code, course: Course, lesson: Lesson) -> Course:
    """The course with the lesson's settings held and its agreements signed; stock by its rule, if it has one."""
    values = course.values.copy()
    for key, monthly in lesson.settings.items():
        values[:, code.row[key], 0] = [code.number(code.settings[code.row[key]], value) for value in monthly]
    for initiative in lesson.agreements:
        values[:, code.row[f"initiative.{initiative}"], 0] = 1.0
    held = Course(values, course.levels)
    return held if lesson.cover is None else covered(code, held, lesson.cover)


def _usual(code: Code, course: Course) -> Floats:
    """Units of each item that are usually sold in each month and in those that follow the season, `(R + L, p)`."""
    world = code.scenario.world
    sold = _from(code, course, "launch", world.products.on_sale)
    open_ = _from(code, course, "market-entry", world.markets.open)
    months = world.tracks.season * sold * (open_[:, None, :] * world.products.base).sum(axis=2)
    after = np.repeat(world.growth * (open_[-1] * world.products.base).sum(axis=1)[None] * sold[-1], world.horizon, 0)
    return np.concatenate([months, after])


def _from(code: Code, course: Course, lever: str, start: Bools) -> Floats:
    """Whether each item or market is there in each month, `(R, k)`."""
    there = np.repeat(start[None].astype(np.float64), code.rounds, axis=0)
    for row, setting in enumerate(code.settings):
        if setting.lever.id == lever:
            there[:, setting.item] = np.maximum(there[:, setting.item], course.values[:, row, 0] > 0.5)
    return there
