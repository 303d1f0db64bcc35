"""Levers: bounds around defaults, choices that there are, and nothing offered that nobody could do."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from game.doors.positions import Path
from game.doors.problems import Problem, listed, shown
from game.refusal import did_you_mean
from game.rules.levers import LEVERS, Lever
from game.scenario.checks.keys import unknown_reference
from game.scenario.ranges import range_of
from game.scenario.shape.document import ScenarioFile
from game.scenario.shape.offer import Choice, Choices, Number, Numbers
from game.scenario.sheets import LeverTable, choices_of, items_of, lever_table, offers

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
        if isinstance(table, Number | Numbers):
            # One value for all products is shown once, with the first product that it does not suit.
            seen: set[Path] = set()
            for problem in _range(file, lever, table, here):
                if problem.path not in seen:
                    seen.add(problem.path)
                    yield problem
        elif isinstance(table, Choice | Choices):
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


def _range(file: ScenarioFile, lever: Lever, table: Number | Numbers, here: Path) -> Iterator[Problem]:
    for key, name in items_of(file, lever):
        found = range_of(file, lever, table, key)
        whose = f" for {name}" if name else ""

        def at(part: str, key: str = key) -> Path:
            value = getattr(table, part)
            return (*here, part, key) if isinstance(value, dict) else (*here, part)

        least = (found.high - found.low) / MOST_STEPS
        if not found.step > 0:
            yield Problem(at("step"), f"expected a step above 0{whose}, given {shown(found.step)}.")
        elif found.step < least:
            message = f"expected a step of at least {shown(least)}{whose}, a {MOST_STEPS}th of the range, given"
            yield Problem(at("step"), f"{message} {shown(found.step)}.")
        if not found.low <= found.high:
            message = f"expected a 'low' of at most the 'high', {shown(found.high)}{whose}, given {shown(found.low)}."
            yield Problem(at("low" if table.low is not None else "high"), message)
        elif not found.low <= found.default <= found.high:
            bounds = f"{shown(found.low)} to {shown(found.high)}"
            message = f"expected a 'default' from {bounds}{whose}, given {shown(found.default)}."
            said = next((part for part in ("default", "high", "low") if getattr(table, part) is not None), "default")
            yield Problem(at(said), message)
        if lever.id in ABOVE_ZERO and not found.low > 0:
            yield Problem(at("low"), f"expected a 'low' above 0{whose}, given {shown(found.low)}.")
        if found.high > MOST.get(lever.id, found.high):
            message = f"expected a 'high' of at most {shown(MOST[lever.id])}{whose}, given {shown(found.high)}."
            yield Problem(at("high"), message)


def _choices(file: ScenarioFile, lever: Lever, table: Choice | Choices, here: Path) -> Iterator[Problem]:
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
