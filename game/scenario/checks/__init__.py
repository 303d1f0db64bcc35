"""What can be wrong between the parts of a file whose shape is right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from game.doors.problems import Problem
from game.scenario.checks.agreement import check_keys, check_sums
from game.scenario.checks.events import check_cards, check_events, check_sources
from game.scenario.checks.lessons import check_lessons
from game.scenario.checks.levers import check_budgets, check_levers
from game.scenario.shape.document import CardFile, CatalogueFile, ScenarioFile


def check_scenario(
    file: ScenarioFile, tree: dict[str, Any], cards: Mapping[str, CardFile], folder: str | None
) -> list[Problem]:
    """Every problem between the parts of a scenario.

    Args:
        file: its shape.
        tree: what tomllib read, to tell numbers that were given from defaults.
        cards: the event cards that it may use.
        folder: the name of its folder, which its slug must be; None when that does not matter.
    """
    problems = [*check_keys(file, folder), *check_sums(file), *check_events(file, cards)]
    # A lever's bounds make sense only for products and markets that there are.
    problems += check_levers(file)
    # What the defaults cost can be told only of a file whose other numbers agree.
    problems += [] if problems else [*check_budgets(file, cards), *check_lessons(file)]
    return problems + list(check_sources(file, tree))


def check_catalogue(file: CatalogueFile) -> list[Problem]:
    """Every problem between the parts of the catalogue of event cards."""
    return list(check_cards(file))
