"""The settings of an observation as rows to set, and a setting with its value in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from game.figures import listed, units, value
from game.judging.levers import WORDS
from game.rules.levers import LEVERS, SEATS, Plan, Value, other
from game.rules.world import PROMOTIONS
from game.scenario.sheets import INITIATIVE_NAMES
from game.table.seen.observation import Observation, Proposal, SettingView
from game.table.seen.whys import PartnersPlan, partners_plan
from game.telling.readings import item_names
from game.telling.rows import Row
from game.telling.settable import Settable, grain
from game.terms import Glossary


def rows_of(seen: Observation, settings: Iterable[SettingView], grouped: bool = False) -> list[Settable]:
    """A row for each setting; `usual` is what it is this month if nobody changes it."""
    return [
        Settable(
            key=setting.key,
            name=f"{short_name(setting) if grouped else setting.name}{_for_month(seen, setting.lever)}",
            kind=setting.kind,
            usual=_usual(setting),
            low=setting.low,
            high=setting.high,
            step=setting.step,
            choices=setting.choices,
            say=sayer(seen, setting.lever, setting.unit),
            short=_short_for_month(seen, setting),
            group=_group(setting) if grouped else "",
            units=(setting.unit, setting.unit.removesuffix("s")),
            grain=grain(setting.unit, seen.scenario.currency, setting.high, setting.step),
            currency=seen.scenario.currency,
        )
        for setting in settings
    ]


def about(setting: SettingView, glossary: Glossary) -> str:
    """What a setting is and what it costs; of an initiative what it does as well."""
    term = glossary.find(setting.item) if setting.over == "initiative" else None
    return f"{setting.about} {term.means}" if term else setting.about


def deals_ahead(seen: Observation) -> DealsAhead | None:
    """What is known where deals are fixed a month ahead; None where what is planned runs this month."""
    calendar = seen.now.promotion
    if calendar is None or seen.at == "over":
        return None
    names, months, at = item_names(seen), seen.scenario.months, seen.round - 1
    deals = [f"{deal.replace('-', ' ')} on {names[key]}" for key, deal in calendar.items() if deal != PROMOTIONS[0]]
    return DealsAhead(months[at], listed(deals) or "no deal", months[at + 1] if seen.round < len(months) else "")


@dataclass(frozen=True)
class DealsAhead:
    """Deals that are fixed a month ahead, under joint S&OP."""

    month: str  # that is planned now
    fixed: str  # what runs in it, whatever is set now
    ahead: str  # the month that a deal set now is for; "" in the season's last: it would never run

    @property
    def note(self) -> str:
        """All of it in two sentences."""
        late = "A deal set now would never run: the season ends."
        now = f"A deal set now is for {self.ahead} and changes nothing yet." if self.ahead else late
        return f"Promotion fixed for {self.month}: {self.fixed}. {now}"

    @property
    def mark(self) -> str:
        """What follows the name of a deal's setting."""
        return mark(self.ahead)


def mark(ahead: str) -> str:
    """What follows the name of a deal's setting, by the month that it is for; "" = it would never run."""
    return f" (for {ahead})" if ahead else " (never runs)"


def _short_for_month(seen: Observation, setting: SettingView) -> str:
    """A deal that is for another month, in short: `Aug. deal, Espresso`; "" where there is nothing to say."""
    deals = deals_ahead(seen) if setting.lever == "promotion" else None
    if deals is None:
        return ""
    month = f"{deals.ahead[:3]}{'.' if len(deals.ahead) > 3 else ''} deal" if deals.ahead else "Too late"
    return f"{month}, {short_name(setting)}"


def _for_month(seen: Observation, lever: str) -> str:
    """Which month a setting of a lever is for, behind its name; "" where it is for this one."""
    deals = deals_ahead(seen) if lever == "promotion" else None
    return deals.mark if deals is not None else ""


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


def worded(seen: Observation, key: str, of: Value, now: bool = True) -> str:
    """A setting with its value, as a list of changes has it: `Price, Espresso: €10.40`; `now` = of this month."""
    if key.startswith("lead."):
        lever = LEVERS.get(key.removeprefix("lead."))
        return f"{lever.name if lever else key} led by {'both' if of == 'joint' else of}"
    for setting in (*seen.sheet, *seen.joint, *seen.partner_sheet):
        if setting.key == key:
            if setting.kind == "switch":
                return _switched(setting.lever, short_name(setting), bool(of))
            when = _for_month(seen, setting.lever) if now else ""
            return f"{setting.name}{when}: {sayer(seen, setting.lever, setting.unit)(of)}"
    lever_id, _, item = key.partition(".")
    names = item_names(seen)
    lever = LEVERS.get(lever_id)
    if isinstance(of, bool):
        return _switched(lever_id, names.get(item, INITIATIVE_NAMES.get(item, item)), of)
    name = f"{lever.name if lever else lever_id}{', ' if item else ''}{names.get(item, item.replace('-', ' '))}"
    when = _for_month(seen, lever_id) if now else ""
    return f"{name}{when}: {value(of, lever.unit if lever else '', seen.scenario.currency, tight=True)}"


def _switched(lever: str, name: str, on: bool) -> str:
    """A switch in words."""
    return WORDS[lever].order[on].format(item=name)


def proposal_words(seen: Observation, proposal: Proposal) -> str:
    """A proposal in words, with its reason."""
    about = "\n".join(worded(seen, key, of) for key, of in proposal.settings.items())
    return f"{about}\n“{proposal.why}”" if proposal.why else about


def proposal_answer(seen: Observation, settings: Plan) -> str:
    """What became of the seat's newest proposal of these settings; "" where there is none."""
    same = (one for one in reversed(seen.proposals) if one.by == seen.seat and one.settings == settings)
    made, partner = next(same, None), other(seen.seat)
    if made is None:
        return ""
    says = {"signed": f"{partner.capitalize()} has signed it", "declined": f"{partner.capitalize()} says no"}
    return f"{says.get(made.status, f'It waits for {partner}')}{f': “{made.answer}”' if made.answer else '.'}"


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
            found.append(
                Row(
                    f"{view.name}{'' if plan.awaited else _for_month(seen, view.lever)}",
                    say(value),
                    say(before) if before != value else "",
                )
            )
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


def lead_rows(seen: Observation) -> list[Settable]:
    """A row for who decides each lever."""
    choices = (*SEATS, "joint")
    return [
        Settable(f"lead.{lever}", LEVERS[lever].name, "choice", lead, choices=choices, say=_both, group="Who decides")
        for lever, lead in seen.leads.items()
        if lever in LEVERS
    ]


def _both(of: Value) -> str:
    return "both sign" if of == "joint" else str(of)


def expectations(seen: Observation, lever: SettingView) -> list[tuple[str, str]]:
    """What may be predicted of the partner's setting: what the prediction says, and its words."""
    if lever.kind == "switch":
        return [("on", "on"), ("off", "off")]
    if lever.kind == "choice":
        say = sayer(seen, lever.lever, lever.unit)
        return [(choice, say(choice)) for choice in lever.choices]
    return list(MOVES)


MOVES: Final = (("up", "up"), ("same", "the same"), ("down", "down"))
"""What a number may do, as a prediction says it, and in words."""
