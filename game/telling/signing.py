"""What a proposal costs, does and has to bring, before it is signed: from nothing but what the seat sees."""

from __future__ import annotations

from math import fsum

from game.figures import decimal, money, several
from game.rules.levers import Plan
from game.table.seen.observation import Observation, SettingView
from game.telling.effects import effect_of
from game.terms import Glossary


def before_signing(seen: Observation, settings: Plan, glossary: Glossary) -> tuple[tuple[str, str], ...]:
    """What to weigh of a proposal, each by its name: cost, effect, and from what a month on it pays.

    Args:
        seen: what the seat sees.
        settings: what is proposed.
        glossary: tells what an initiative does.
    """
    views = {one.key: one for one in seen.joint}
    chosen = [(views[key], float(of)) for key, of in settings.items()
              if key in views and not isinstance(of, str) and of]  # fmt: skip
    rows = []
    once = fsum(view.once * times for view, times in chosen)
    monthly = fsum(view.monthly * times for view, times in chosen)
    sign, left = seen.scenario.currency, seen.scenario.rounds - seen.round + 1
    if once or monthly:
        parts = [f"{money(once, sign)} once"] if once else []
        rows.append(("cost", ", ".join([*parts, *([f"{money(monthly, sign)} a month"] if monthly else [])])))
    effects = dict.fromkeys(_effect(seen, view, times, glossary) for view, times in chosen)
    if any(effects):
        rows.append(("effect", " ".join(filter(None, effects))))
    if once or monthly:
        need = money(once / left + monthly, sign)
        rows.append(("pays", f"if it brings or saves {need} a month, over the {several(left, 'month')} left"))
    return tuple(rows)


def _effect(seen: Observation, view: SettingView, value: float, glossary: Glossary) -> str:
    term = glossary.find(view.item) if view.over == "initiative" else None
    means = f"{effect_of(seen, view, value)} {term.means if term else ''}".strip()
    scale = seen.scale.get(view.key)
    return means if scale is None else f"{means} Scale check: {decimal(scale)} times today's work on the floor."
