"""What a seat is told of its partner's figures and plan: which month the plan is of, and why there are none to see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from game.rules.levers import Value, other
from game.rules.world import DATA, INITIATIVES
from game.scenario.sheets import INITIATIVE_NAMES
from game.table.seen.observation import Observation

SHARING: Final = f"initiative.{INITIATIVES[DATA]}"
"""Key of the setting that opens both seats' figures to each other."""

_NAME: Final = INITIATIVE_NAMES[INITIATIVES[DATA]]
_SHOWS: Final = "shows each seat the other's figures and plan"


@dataclass(frozen=True)
class PartnersPlan:
    """The partner's plan as far as this seat knows it."""

    title: str  # whose it is, and of which month
    values: Mapping[str, Value]
    before: Mapping[str, Value]  # what changed settings stood at
    rest: str  # how what has not changed stands
    awaited: str  # why it is not this month's; "" = it is


def partners_plan(seen: Observation) -> PartnersPlan | None:
    """The partner's plan of this month once that may be seen, else what it played last; None = data is not shared."""
    shared, partner = seen.partner, other(seen.seat)
    if shared is None:
        return None
    rest = "as usual" if seen.round == 1 else "as last month"
    whose = f"{partner.capitalize()}'s plan"
    if shared.plan is not None:
        return PartnersPlan(f"{whose}, this month", shared.plan, shared.last_plan, rest, "")
    read = f"you have read {partner} and it has committed" if seen.at == "read" else f"{partner} has committed it"
    return PartnersPlan(
        f"{whose}, {'as usual' if seen.round == 1 else 'last month'}",
        shared.last_plan,
        shared.last_plan,
        rest,
        f"This month's shows here once {read}.",
    )


def why_apart(seen: Observation) -> str:
    """Why a seat does not see its partner's figures, and what would open them."""
    own = "Your partner's figures are its own at this table."
    if any(setting.key == SHARING and setting.current is True for setting in seen.joint):
        return f"Your partner's figures are its own this month. {_NAME} {_SHOWS} from next month."
    for sheet, where in (
        (seen.joint, "Ask for them; or agree: {}, an initiative that both sign,"),
        (seen.sheet, "{}, an initiative on your own sheet,"),
        (seen.partner_sheet, "{}, an initiative that your partner decides on,"),
    ):
        if any(setting.key == SHARING for setting in sheet):
            return f"{own} {where.format(_NAME)} {_SHOWS}."
    if seen.structure.talk == "none":
        return f"{own} Nobody signs anything here, so they stay so."
    return f"{own} Ask for them."
