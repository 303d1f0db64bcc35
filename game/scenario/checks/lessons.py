"""Lessons: settings that are on the sheet, values that may be played, agreements that are offered."""

from __future__ import annotations

from collections.abc import Iterator

from game.doors.positions import Path
from game.doors.problems import Problem
from game.refusal import did_you_mean
from game.rules.levers import LEVERS, Setting, Value
from game.scenario.shape.document import LessonFile, ScenarioFile
from game.scenario.sheets import settings_of


def check_lessons(file: ScenarioFile) -> Iterator[Problem]:
    """Lessons that could not be played as the file tells them."""
    sheet = [setting for setting, offered in settings_of(file) if offered]
    seen: set[str] = set()
    for at, lesson in enumerate(file.lessons):
        here: Path = ("lesson", at)
        if lesson.key in seen:
            yield Problem((*here, "key"), f"expected each lesson once, given '{lesson.key}' again.")
        seen.add(lesson.key)
        if not lesson.settings and not lesson.agreements and lesson.cover is None:
            message = f"expected settings, agreements or a cover for the lesson '{lesson.key}', found none of them."
            yield Problem(here, message, "table")
        for key, value in lesson.settings.items():
            yield from _setting((*here, "settings", key), key, value, sheet, file.rounds)
        for place, initiative in enumerate(lesson.agreements):
            if initiative not in file.initiatives or not file.initiatives[initiative].offered:
                message = f"expected an initiative that the file offers, given '{initiative}'. Offer or drop it."
                yield Problem((*here, "agreements", place), message)


def taught(lesson: LessonFile, sheet: list[Setting], rounds: int) -> dict[str, tuple[Value, ...]]:
    """The values of every setting that a lesson holds, one a round, by its key."""
    values: dict[str, tuple[Value, ...]] = {}
    for key, value in lesson.settings.items():
        monthly = tuple(value) if isinstance(value, list) else (value,) * rounds
        values.update({setting.key: monthly for setting in sheet if key in (setting.key, setting.lever.id)})
    return values


def _setting(path: Path, key: str, value: Value | list[Value], sheet: list[Setting], rounds: int) -> Iterator[Problem]:
    meant = [setting for setting in sheet if key in (setting.key, setting.lever.id)]
    if not meant:
        known = sorted({setting.key for setting in sheet} | {setting.lever.id for setting in sheet})
        hint = did_you_mean(key, known)
        why = f"the place does not offer '{key}'" if key.split(".", maxsplit=1)[0] in LEVERS else f"given '{key}'"
        yield Problem(path, f"expected a setting or a lever of this place: {why}.{hint}", "key")
        return
    monthly = value if isinstance(value, list) else [value]
    if isinstance(value, list) and len(value) != rounds:
        yield Problem(path, f"expected {rounds} values, one a month, given {len(value)}.")
    for at, one in enumerate(monthly):
        problem = next((found for setting in meant if (found := setting.problem(one))), None)
        if problem is not None:
            yield Problem((*path, at) if isinstance(value, list) else path, f"{problem}.")
