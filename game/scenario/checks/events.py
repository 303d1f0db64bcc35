"""Events: cards that there are, rounds that are played, seasons that press both seats alike; and sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from game.doors.positions import Path
from game.doors.problems import Problem
from game.doors.text import quoted
from game.refusal import did_you_mean
from game.scenario.building import ADDED
from game.scenario.checks.agreement import check_names, unknown_reference
from game.scenario.shape.document import CardFile, CatalogueFile, EventFile, ScenarioFile

FAIR = 2
"""Most by which a season's events may press one seat harder than the other. A design choice."""

_LIMITS: Final[Mapping[str, tuple[float, float]]] = MappingProxyType(
    {
        "transit_days": (-10.0, 30.0),
        "rival_price": (-2.0, 2.0),
        "rival_quality": (-3.0, 3.0),
        "goodwill": (-1.0, 1.0),
        "satisfaction": (-100.0, 100.0),
        "returns": (-1.0, 1.0),
        "damage": (-1.0, 1.0),
        "arrivals": (0.0, 1.0),
    }
)
_FACTOR: Final = (0.0, 20.0)


def check_events(file: ScenarioFile, cards: Mapping[str, CardFile]) -> Iterator[Problem]:
    """Events that cannot be played as the file has them."""
    products = [item.key for item in file.products]
    markets = [market.key for market in file.markets]
    for at, event in enumerate(file.events):
        here: Path = ("events", at)
        if event.round > file.rounds:
            message = f"expected a round from 1 to {file.rounds}, the last one, given {event.round}."
            yield Problem((*here, "round"), message)
        yield from check_event(event, cards, products, markets, here)
    yield from _balance(file, cards)


def check_event(
    event: EventFile, cards: Mapping[str, CardFile], products: Sequence[str], markets: Sequence[str], here: Path = ()
) -> Iterator[Problem]:
    """What one event says that there is not, or that its card does not touch; `here` is its place in a file."""
    yield from unknown_reference((*here, "product"), event.product, products, "the key of a product")
    yield from unknown_reference((*here, "market"), event.market, markets, "the key of a market")
    card = cards.get(event.card)
    if card is None:
        hint = did_you_mean(event.card, list(cards)) or " The cards are in scenarios/events.toml."
        yield Problem((*here, "card"), f"expected a card of the catalogue, given '{event.card}'.{hint}")
        return
    tracks = {effect.track for effect in card.effects}
    if event.product is not None and not tracks & {"demand", "arrivals"}:
        message = f"expected no product for '{event.card}', which changes neither demand nor arrivals."
        yield Problem((*here, "product"), message)
    if event.market is not None and "demand" not in tracks:
        message = f"expected no market for '{event.card}', which does not change demand."
        yield Problem((*here, "market"), message)


def _balance(file: ScenarioFile, cards: Mapping[str, CardFile]) -> Iterator[Problem]:
    played = [cards[event.card].load for event in file.events if event.card in cards]
    marketing = sum(load.marketing for load in played)  # exact: whole numbers
    distribution = sum(load.distribution for load in played)  # exact: whole numbers
    if abs(marketing - distribution) > FAIR:
        message = (
            f"expected events that press both seats alike, to within {FAIR}, "
            f"given a load of {marketing} on marketing and {distribution} on distribution."
        )
        yield Problem(("events",), message, "table")


def check_cards(file: CatalogueFile) -> Iterator[Problem]:
    """Effects beyond what a track can take, and cards of one title."""
    yield from check_names((("cards", key, "title"), card.title) for key, card in file.cards.items())
    for key, card in file.cards.items():
        for at, effect in enumerate(card.effects):
            low, high = _LIMITS.get(effect.track, _FACTOR)
            kind = "added amounts" if effect.track in ADDED else "factors"
            for place, value in enumerate(effect.rounds):
                if not low <= value <= high:
                    bounds = f"{kind} from {quoted(low)} to {quoted(high)}"
                    path: Path = ("cards", key, "effects", at, "rounds", place)
                    yield Problem(path, f"expected {bounds} for '{effect.track}', given {quoted(value)}.")


PLAIN: Final = (("format",), ("rounds",), ("minutes",), ("events", "*", "round"), ("events", "*", "duration"))
"""Numbers that only say what the scenario is; they need no source."""

_TAGGED: Final = re.compile(r"\S \[[ATCD]( sign)?\]")


def check_sources(file: ScenarioFile, tree: dict[str, Any]) -> Iterator[Problem]:
    """Numbers without a source, sources without a number, and sources without a tag."""
    numbers = list(numbers_in(tree))
    if not file.sources:
        message = "expected a table [sources] that says where each number comes from, such as "
        yield Problem(("sources",), message + '"products.*.elasticity" = "design choice [D]", found none.', "table")
        return
    patterns = {pattern: tuple(pattern.split(".")) for pattern in file.sources}
    told: set[str] = set()
    used: set[str] = set()
    for path, names in numbers:
        covering = [pattern for pattern, parts in patterns.items() if _covers(parts, names)]
        used.update(covering)
        general = _general(path, names)
        if not covering and general not in told and not any(_covers(parts, names) for parts in PLAIN):
            told.add(general)
            message = f'expected a line in [sources] that says where this comes from, such as "{general}" = '
            yield Problem(path, message + '"design choice [D]", found none.')
    for pattern in patterns:
        if pattern not in used:
            message = f"expected the path of a number in this file (with * for any key or place), given '{pattern}'."
            yield Problem(("sources", pattern), message, "key")
    for pattern, source in file.sources.items():
        if not _TAGGED.search(source):
            message = "expected a source that carries its tag, [A], [T], [C] or [D], such as 'design choice [D]'."
            yield Problem(("sources", pattern), message)


def numbers_in(tree: object, path: Path = (), names: Sequence[str] = ()) -> Iterator[tuple[Path, list[str]]]:
    """Every number of a file: its path, and its name, where an entry of a list goes by its own key.

    A list of numbers counts as one.
    """
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from numbers_in(value, (*path, key), [*names, key])
    elif isinstance(tree, list) and any(isinstance(entry, dict) for entry in tree):
        for at, entry in enumerate(tree):
            own = entry.get("key", at) if isinstance(entry, dict) else at
            yield from numbers_in(entry, (*path, at), [*names, str(own)])
    elif _number(tree) or (isinstance(tree, list) and any(_number(entry) for entry in tree)):
        yield path, list(names)


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _covers(pattern: Sequence[str], names: Sequence[str]) -> bool:
    """A pattern covers what it names and all that is under it."""
    if len(pattern) > len(names):
        return False
    for part, name in zip(pattern, names, strict=False):  # noqa: SIM110 - twice as quick as all()
        if part != name and part != "*":
            return False
    return True


def _general(path: Path, names: Sequence[str]) -> str:
    """The pattern to suggest: * for the places in lists."""
    return ".".join("*" if isinstance(part, int) else name for part, name in zip(path, names, strict=True))
