"""Budgets: the plan that nobody has touched must be one that each seat can pay for, in every month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from game.doors.problems import Problem, shown
from game.rules.levers import LEVERS, Setting
from game.rules.world import CARRIERS, Tracks
from game.scenario.shape.document import CardFile, ScenarioFile
from game.scenario.sheets import settings_of
from game.scenario.tracks import tracks_of

CENT = 0.005
Bill: TypeAlias = dict[str, float]
"""What a seat's defaults cost in a month, by lever, in currency units."""


def check_budgets(file: ScenarioFile, cards: Mapping[str, CardFile]) -> Iterator[Problem]:
    """Defaults that cost more than a seat's budget in some month, events included.

    Ask only where nothing else is wrong: the sheet and the calendar are read.
    """
    settings, tracks = settings_of(file), tracks_of(file, cards)
    offered = {setting.lever.id for setting, is_offered in settings if is_offered}
    sheet = [setting for setting, _ in settings]
    purse = file.costs.marketing_budget + file.costs.distribution_budget
    share = float(_default(sheet, "budget-split"))
    media = _media(file, sheet)
    for at, (seat, part) in enumerate((("marketing", share), ("distribution", 1.0 - share))):
        for round_ in range(file.rounds):
            bill = media if seat == "marketing" else _hands(file, sheet, tracks, round_)
            budget = purse * part * float(tracks.budget[round_, at])
            fixed = sum(paid for lever, paid in bill.items() if lever not in offered)
            if sum(bill.values()) > max(budget, fixed) + CENT:
                yield _too_dear(seat, round_ + 1, budget, bill)
                break


def _default(sheet: list[Setting], lever: str) -> float | str:
    """The default of a lever for the whole company."""
    return next(setting.default for setting in sheet if setting.lever.id == lever)


def _media(file: ScenarioFile, sheet: list[Setting]) -> Bill:
    fees = dict(zip(LEVERS["promotion"].choices, file.media.promotion_fee, strict=True))
    return {
        "brand-advertising": float(_default(sheet, "brand-advertising")),
        "performance-advertising": float(_default(sheet, "performance-advertising")),
        "promotion": sum(fees[str(setting.default)] for setting in sheet if setting.lever.id == "promotion"),
        "customer-research": file.media.research_cost if _default(sheet, "customer-research") else 0.0,
    }


def _hands(file: ScenarioFile, sheet: list[Setting], tracks: Tracks, round_: int) -> Bill:
    floor, extra = file.floor, float(_default(sheet, "extra-shift"))
    # As game.rules.spending has it: a premium on the first tenth, a higher one beyond.
    premium = min(0.1, extra) * floor.shift_premium[0] + max(0.0, extra - 0.1) * floor.shift_premium[1]
    return {
        "carrier": file.last_mile.carrier_fixed[CARRIERS.index(str(_default(sheet, "carrier")))],
        "extra-shift": floor.capacity * floor.wage * float(tracks.wage[round_]) * premium,
        "temps": float(_default(sheet, "temps")) * floor.temp_wage,
    }


def _too_dear(seat: str, month: int, budget: float, bill: Bill) -> Problem:
    parts = ", ".join(f"{lever} {shown(round(paid, 2))}" for lever, paid in bill.items() if paid > CENT)
    cost = shown(round(sum(bill.values()), 2))
    return Problem(
        ("costs", f"{seat}_budget"),
        f"expected a budget that pays for {seat}'s defaults in every round, given {shown(round(budget, 2))} in round "
        f"{month} for {cost} ({parts}).",
    )
