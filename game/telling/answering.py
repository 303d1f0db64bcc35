"""An answer as a person types it: its figures, by what they are about, and its words."""

from __future__ import annotations

import re
from typing import Final

from game.figures import exact, units
from game.rules.levers import Value
from game.table.seen.dashboards import DistributionNow
from game.table.seen.observation import Card, Observation
from game.table.talk.hearsay import ALL, OF
from game.telling.forecasting import own_forecast
from game.telling.readings import item_names
from game.telling.talk import figures_told

BECAUSE: Final = " because "
DEPTHS: Final = ("none", "feature", "deep-deal")
_FIGURE: Final = re.compile(r"[^\d.,]{0,3}(\d[\d,]*(?:\.\d+)?)(?:[a-z%]*)")
_FILLERS: Final = frozenset(
    {"a", "on", "of", "about", "in", "for", "units", "hours", "h", "days", "day", "deal", "deals"}
)


def typed_answer(seen: Observation, card: Card, text: str) -> tuple[dict[str, Value], str]:
    """The figures and the words of an answer; no figures where the card wants none or none can be made out.

    Figures come first, several with a comma between, words after `because`: `espresso 1,200 in July because ...`.
    """
    head, _, words = text.partition(BECAUSE)
    if card.answer == "words":
        return {}, text
    values: dict[str, Value] = {}
    for part in re.split(r",\s+|\s+and\s+", head.strip()):
        found = _part(seen, card, part)
        if found is None:
            return {}, text
        values[found[0]] = found[1]
    if card.answer == "hours" and isinstance(seen.now, DistributionNow):
        values.setdefault(OF, round(seen.now.capacity))
    return values, words.strip() or figures_told(seen, card.answer, values, seen.round)


def _part(seen: Observation, card: Card, part: str) -> tuple[str, Value] | None:
    """What one part of an answer tells, and of what; None where it cannot be made out."""
    part = part.strip().rstrip(".").casefold()
    months = {name.casefold(): number for number, name in enumerate(seen.scenario.months, start=1)}
    month = 0
    before, _, last = part.rpartition(" ")
    named = [number for name, number in months.items() if len(last) >= 3 and name.startswith(last)]
    if len(named) == 1 and named[0] >= seen.round and before.endswith((" in", " for", "in", "for")):
        month, part = named[0], before.rpartition(" ")[0] if " " in before else ""
    value: Value | None = None
    names = []
    for word in part.split():
        figure = _FIGURE.fullmatch(word)
        depth = next((one for one in DEPTHS if card.answer == "deal" and _means(word, one)), None)
        if value is None and depth is not None:
            value = depth
        elif value is None and figure is not None and card.answer != "deal":
            value = float(figure[1].replace(",", ""))
        elif word not in _FILLERS:
            names.append(word)
    item = _item(seen, " ".join(names)) if names else ALL
    if value is None or item is None:
        return None
    return f"{item}@{month}" if month and month != seen.round else item, value


def _means(word: str, depth: str) -> bool:
    return word == depth or word in {"none": ("no",), "feature": ("featured",), "deep-deal": ("deep",)}[depth]


def _item(seen: Observation, named: str) -> str | None:
    """The product or market that is meant; None when it is none, or may be several."""
    keys = [
        key
        for key, name in item_names(seen).items()
        if key.startswith(named.replace(" ", "-")) or name.casefold().startswith(named)
    ]
    return keys[0] if len(keys) == 1 else None


def usual_answers(seen: Observation, card: Card) -> tuple[str, ...]:
    """Answers to pick from, as they may be typed, from this seat's own figures; none where it has none to offer."""
    names, sold = item_names(seen), seen.now.on_sale
    if card.answer == "units":
        expected = {key: own_forecast(seen, key) for key in sold}
        return tuple(f"{names[key]} {units(amount)}" for key, amount in expected.items() if amount)
    if card.answer == "days":
        return tuple(f"{exact(seen.promise + more)} days" for more in (0.0, 1.0, -1.0) if seen.promise + more > 0.0)
    if card.answer == "deal":
        return ("none", *(f"{depth} on {names[key]}" for depth in DEPTHS[1:] for key in sold[:2]))
    if card.answer == "money":
        return tuple(units(part * seen.now.budget) for part in (1.0, 0.5, 0.25))
    return ()


def typed_example(seen: Observation, card: Card) -> str:
    """How an answer to a card may be typed, figures and words."""
    new = [one.item for one in seen.joint if one.lever == "launch" and card.reads == "launch-readiness"]
    product = next(iter((*new, *seen.now.on_sale)), "")
    name = item_names(seen).get(product, "")
    month = seen.scenario.months[min(seen.round, seen.scenario.rounds - 1)]
    return {
        "deal": f"feature on {name} in {month} because orders fell",
        "units": f"{name} 1,200{f' in {month}' if new else ''} because it is warm",
        "days": f"{exact(seen.promise)} days because the vans can do it",
        "hours": "40 hours",
        "money": "2,000",
        "limit": "4,000",
    }.get(card.answer, "your words")
