"""Levers: bounds around defaults, choices that there are, nothing offered that nobody could do or pay for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import fsum
from types import MappingProxyType
from typing import Final, TypeAlias

from game.doors.positions import Path
from game.doors.problems import Problem, listed
from game.doors.text import quoted
from game.refusal import did_you_mean
from game.rules.levers import LEVERS, Lever, Setting
from game.rules.world import CARRIERS, Tracks
from game.scenario.building import tracks_of
from game.scenario.checks.agreement import unknown_reference
from game.scenario.shape.document import CardFile, ScenarioFile
from game.scenario.shape.offer import ChoiceFile, ChoicesFile, NumberFile, NumbersFile
from game.scenario.sheets import LeverTable, choices_of, items_of, lever_table, offers, range_of, settings_of

MOST: Final = MappingProxyType({"extra-shift": 1.0, "budget-split": 1.0})
MOST_STEPS: Final = 10_000
ABOVE_ZERO: Final = frozenset({"price", "delivery-promise"})
NEEDS: Final = MappingProxyType(
    {
        "launch": "a product that is not on sale at the start",
        "market-entry": "a market that is not open at the start",
        "site": "a second site",
    }
)


CENT: Final = 0.005
Bill: TypeAlias = dict[str, float]
"""What a seat's defaults cost in a month, by lever, in currency units."""


def check_levers(file: ScenarioFile) -> Iterator[Problem]:
    """Levers that could not be played as the file offers them."""
    yield from _initiatives(file)
    for lever in LEVERS.values():
        table = lever_table(file, lever.id)
        if table is None:
            continue
        here: Path = ("levers", lever.id)
        yield from _nothing_to_decide(file, lever, here)
        yield from _keys(file, lever, table, here)
        if isinstance(table, NumberFile | NumbersFile):
            # One value for all products is shown once, with the first product that it does not suit.
            seen: set[Path] = set()
            for problem in _range(file, lever, table, here):
                if problem.path not in seen:
                    seen.add(problem.path)
                    yield problem
        elif isinstance(table, ChoiceFile | ChoicesFile):
            yield from _choices(file, lever, table, here)


def _initiatives(file: ScenarioFile) -> Iterator[Problem]:
    """Initiatives that could change nothing here."""
    if "joint-site" in file.initiatives and not (file.levers.site and file.levers.site.offered):
        message = "expected the lever 'site' for the initiative 'joint-site', found none."
        yield Problem(("initiatives", "joint-site"), message, "table")
    channels = {market.channel for market in file.markets}
    if "omnichannel" in file.initiatives and not {"store", "web"} <= channels:
        message = "expected a 'store' and a 'web' market for the initiative 'omnichannel', found no such pair."
        yield Problem(("initiatives", "omnichannel"), message, "table")


def _nothing_to_decide(file: ScenarioFile, lever: Lever, here: Path) -> Iterator[Problem]:
    nothing = not any(offers(file, lever, key) for key, _ in items_of(file, lever))
    only_site = lever.id == "site" and len(file.sites) < 2
    table = lever_table(file, lever.id)
    if lever.id in NEEDS and table is not None and table.offered and (nothing or only_site):
        yield Problem(here, f"expected {NEEDS[lever.id]} for the lever '{lever.id}', found none.", "table")


def _keys(file: ScenarioFile, lever: Lever, table: LeverTable, here: Path) -> Iterator[Problem]:
    """Tables by key name products or markets for which there is such a setting."""
    known = [key for key, _ in items_of(file, lever)]
    if lever.id in ("launch", "market-entry"):
        known = [key for key in known if offers(file, lever, key)] or known
    for name in ("default", "low", "high", "step"):
        by_key = getattr(table, name, None)
        for key in by_key if isinstance(by_key, dict) else ():
            if key not in known:
                hint = did_you_mean(key, known) or f" There are: {listed(known, 'and')}."
                message = f"expected the key of a {lever.over} with this lever, given '{key}'.{hint}"
                yield Problem((*here, name, key), message, "key")


def _range(file: ScenarioFile, lever: Lever, table: NumberFile | NumbersFile, here: Path) -> Iterator[Problem]:
    for key, name in items_of(file, lever):
        found = range_of(file, lever, table, key)
        whose = f" for {name}" if name else ""

        def at(part: str, key: str = key) -> Path:
            value = getattr(table, part)
            return (*here, part, key) if isinstance(value, dict) else (*here, part)

        least = (found.high - found.low) / MOST_STEPS
        if not found.step > 0:
            yield Problem(at("step"), f"expected a step above 0{whose}, given {quoted(found.step)}.")
        elif found.step < least:
            message = f"expected a step of at least {quoted(least)}{whose}, a {MOST_STEPS}th of the range, given"
            yield Problem(at("step"), f"{message} {quoted(found.step)}.")
        if not found.low <= found.high:
            message = f"expected a 'low' of at most the 'high', {quoted(found.high)}{whose}, given {quoted(found.low)}."
            yield Problem(at("low" if table.low is not None else "high"), message)
        elif not found.low <= found.default <= found.high:
            bounds = f"{quoted(found.low)} to {quoted(found.high)}"
            message = f"expected a 'default' from {bounds}{whose}, given {quoted(found.default)}."
            said = next((part for part in ("default", "high", "low") if getattr(table, part) is not None), "default")
            yield Problem(at(said), message)
        if lever.id in ABOVE_ZERO and not found.low > 0:
            yield Problem(at("low"), f"expected a 'low' above 0{whose}, given {quoted(found.low)}.")
        if found.high > MOST.get(lever.id, found.high):
            message = f"expected a 'high' of at most {quoted(MOST[lever.id])}{whose}, given {quoted(found.high)}."
            yield Problem(at("high"), message)


def _choices(file: ScenarioFile, lever: Lever, table: ChoiceFile | ChoicesFile, here: Path) -> Iterator[Problem]:
    there_are = choices_of(file, lever)
    offered = there_are if table.choices is None else tuple(table.choices)
    if not offered:
        yield Problem((*here, "choices"), "expected at least one name for 'choices', given none.")
    for at, choice in enumerate(table.choices or ()):
        yield from unknown_reference((*here, "choices", at), choice, there_are, f"a choice of '{lever.id}'")
        if choice in offered[:at]:
            yield Problem((*here, "choices", at), f"expected each choice once, given '{choice}' again.")
    defaults = table.default if isinstance(table.default, dict) else {"": table.default}
    for key, chosen in defaults.items():
        path: Path = (*here, "default", key) if key else (*here, "default")
        yield from unknown_reference(path, chosen, offered, f"a choice offered for '{lever.id}'")


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
            fixed = fsum(paid for lever, paid in bill.items() if lever not in offered)
            if fsum(bill.values()) > max(budget, fixed) + CENT:
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
        "promotion": fsum(fees[str(setting.default)] for setting in sheet if setting.lever.id == "promotion"),
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
    parts = ", ".join(f"{lever} {quoted(round(paid, 2))}" for lever, paid in bill.items() if paid > CENT)
    cost = quoted(round(fsum(bill.values()), 2))
    return Problem(
        ("costs", f"{seat}_budget"),
        f"expected a budget that pays for {seat}'s defaults in every round, given {quoted(round(budget, 2))} in round "
        f"{month} for {cost} ({parts}).",
    )
