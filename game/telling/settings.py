"""The settings of an observation as rows to set, and a setting with its value in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from game.figures import grain, units, value
from game.judging.levers import WORDS
from game.rules.levers import LEVERS, Value, other
from game.scenario.sheets import INITIATIVE_NAMES
from game.table.seen.observation import Observation, Proposal, SettingView
from game.table.seen.whys import PartnersPlan, partners_plan
from game.telling.readings import item_names
from game.telling.rows import Row
from game.telling.settable import Settable


def rows_of(seen: Observation, settings: Iterable[SettingView], grouped: bool = False) -> list[Settable]:
    """A row for each setting; `usual` is what it is this month if nobody changes it."""
    return [
        Settable(
            key=setting.key,
            name=short_name(setting) if grouped else setting.name,
            kind=setting.kind,
            usual=_usual(setting),
            low=setting.low,
            high=setting.high,
            step=setting.step,
            choices=setting.choices,
            say=sayer(seen, setting.lever, setting.unit),
            group=_group(setting) if grouped else "",
            units=(setting.unit, setting.unit.removesuffix("s")),
            grain=grain(setting.unit, seen.scenario.currency, setting.high, setting.step),
            currency=seen.scenario.currency,
        )
        for setting in settings
    ]


def _group(setting: SettingView) -> str:
    return LEVERS[setting.lever].name if setting.item else "The company"


def short_name(setting: SettingView) -> str:
    """The name without its lever: `Espresso`; a company's setting keeps its name."""
    return setting.name.removeprefix(f"{LEVERS[setting.lever].name}, ")


def sayer(seen: Observation, lever: str, unit: str) -> Callable[[Value], str]:
    """How a value of a lever is shown at this table."""
    currency = seen.scenario.currency
    names = {market.key: market.name for market in seen.scenario.markets}

    def say(of: Value) -> str:
        if isinstance(of, str) and of in names:
            return names[of]
        if lever == "stock-to-order" and not isinstance(of, str | bool):
            return units(of)
        if lever == "forecast" and of == 0.0:
            return "none"
        return value(of, unit, currency, tight=True)

    return say


def worded(seen: Observation, key: str, of: Value) -> str:
    """A setting with its value, as a list of changes has it: `Price, Espresso: €10.40`."""
    if key.startswith("lead."):
        lever = LEVERS.get(key.removeprefix("lead."))
        return f"{lever.name if lever else key} led by {'both' if of == 'joint' else of}"
    for setting in (*seen.sheet, *seen.joint, *seen.partner_sheet):
        if setting.key == key:
            if setting.kind == "switch":
                return _switched(setting.lever, short_name(setting), bool(of))
            return f"{setting.name}: {sayer(seen, setting.lever, setting.unit)(of)}"
    lever_id, _, item = key.partition(".")
    names = item_names(seen)
    lever = LEVERS.get(lever_id)
    if isinstance(of, bool):
        return _switched(lever_id, names.get(item, INITIATIVE_NAMES.get(item, item)), of)
    name = f"{lever.name if lever else lever_id}{', ' if item else ''}{names.get(item, item.replace('-', ' '))}"
    return f"{name}: {value(of, lever.unit if lever else '', seen.scenario.currency, tight=True)}"


def _switched(lever: str, name: str, on: bool) -> str:
    """A switch in words."""
    return WORDS[lever].order[on].format(item=name)


def proposal_words(seen: Observation, proposal: Proposal) -> str:
    """A proposal in words, with its reason."""
    about = "\n".join(worded(seen, key, of) for key, of in proposal.settings.items())
    return f"{about}\n“{proposal.why}”" if proposal.why else about


def _usual(setting: SettingView) -> Value:
    if setting.current is not None:
        return setting.current
    return setting.low if setting.kind == "number" else setting.choices[0] if setting.choices else False


def partners_settings(seen: Observation, plan: PartnersPlan) -> list[Row]:
    """The partner's plan: each setting with its value, and what it was where it has changed."""
    found = []
    for view in seen.partner_sheet:
        if view.key in plan.values:
            say, value = sayer(seen, view.lever, view.unit), plan.values[view.key]
            before = plan.before.get(view.key, value)
            found.append(Row(view.name, say(value), say(before) if before != value else ""))
    return found


def partners_changes(seen: Observation) -> tuple[str, list[str]]:
    """The partner's plan of this month: whose it is, and what it changes; empty where data is not shared."""
    plan = partners_plan(seen)
    if plan is None:
        return "", []
    if plan.awaited:
        return f"{other(seen.seat).capitalize()}'s plan, this month", ["still open"]
    changed = [worded(seen, key, value) for key, value in plan.values.items() if value != plan.before.get(key, value)]
    return plan.title, changed or [plan.rest]
