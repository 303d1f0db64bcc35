"""A scenario ready to play: what it is called, its world, its sheet, its events and its papers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final, get_args

from pydantic import ValidationError

from game.doors.files import read_text
from game.refusal import Refusal
from game.rules.levers import LEVERS, Lead, Seat, Setting, Sheet
from game.rules.world import World
from game.scenario.building import build
from game.scenario.checks.events import check_event
from game.scenario.packing import Layout, layout_of
from game.scenario.reading import Cards, read_cards, read_scenario
from game.scenario.shape.document import EventFile, Month, PresetFile, ScenarioFile
from game.scenario.sheets import choices_of, settings_of
from game.scenario.shelf import find
from game.scenario.tracks import tracks_with

MONTHS: Final[tuple[str, ...]] = get_args(Month)


@dataclass(frozen=True)
class Event:
    """An event card as this scenario plays it; `round` counts from 1."""

    card: str
    round: int
    title: str
    marketing: str  # what that seat reads
    distribution: str
    source: str
    tag: str
    load: Mapping[str, int]  # by seat, 0-3
    good: bool
    product: str | None
    market: str | None


@dataclass(frozen=True, eq=False)
class Scenario:
    """A scenario without problems. Two are the same when their fingerprints are."""

    slug: str
    title: str
    place: str
    teaches: str
    summary: str
    rounds: int
    minutes: int
    currency: str
    months: tuple[str, ...]  # name of each round's month
    claims: tuple[str, ...]  # clashes that silo play runs into
    world: World
    sheet: Sheet  # what is offered
    fixed: tuple[Setting, ...]  # what is not, and stays at its default
    events: tuple[Event, ...]
    leads: Mapping[str, Mapping[str, Lead]]  # structure -> lever -> who decides
    sources: Mapping[str, str]  # path with * -> row of the facts and tag
    layout: Layout  # how plans are packed
    cards: Cards  # every event card that may be played, by key
    fingerprint: str  # sha256 of all that is played
    path: Path  # of its scenario.toml

    @property
    def folder(self) -> Path:
        """Where its papers are."""
        return self.path.parent

    def news(self, round_: int) -> tuple[Event, ...]:
        """The events whose news it is in this round, counted from 1."""
        return tuple(event for event in self.events if event.round == round_)

    def with_event(self, card: str, round_: int, product: str | None = None, market: str | None = None) -> Scenario:
        """The scenario with one more event, after all others: another fingerprint, the same until that round.

        Args:
            card: of the catalogue.
            round_: whose news it is, counted from 1.
            product: narrows its demand and arrivals to one product.
            market: narrows its demand to one market.

        Raises:
            Refusal: with everything that is wrong with it.
        """
        try:
            event = EventFile(card=card, round=round_, product=product, market=market)
        except ValidationError:
            raise Refusal(f"expected a card of the catalogue, and a round it is played in: {card!r}.") from None
        products, markets = self.world.products.keys, self.world.markets.keys
        problems = [problem.message for problem in check_event(event, self.cards, products, markets)]
        if problems:
            raise Refusal("\n".join(problems))
        tracks = tracks_with(self.world.tracks, event, self.cards[card], products, markets)
        played = sorted((*self.events, _event(event, self.cards)), key=lambda one: one.round)
        mark = f"{self.fingerprint} {round_} {card} {product} {market}"
        return replace(
            self,
            world=replace(self.world, tracks=tracks),
            events=tuple(played),
            fingerprint=hashlib.sha256(mark.encode()).hexdigest(),
        )

    def brief(self, seat: Seat) -> str:
        """What a seat reads before the season, Markdown.

        Raises:
            Refusal: when the scenario's folder has no such brief.
        """
        return self._paper(f"brief-{seat}.md")

    def notes(self) -> str:
        """What a facilitator reads, Markdown.

        Raises:
            Refusal: when the scenario's folder has no notes.
        """
        return self._paper("notes.md")

    def _paper(self, name: str) -> str:
        return read_text(self.folder / name, f"this paper of the scenario '{self.slug}'")


def load(scenario: str | Path) -> Scenario:
    """A scenario by its slug, or by the path of its folder or file.

    Raises:
        Refusal: when there is none, or with every problem of its file.
    """
    path = find(scenario)
    cards = read_cards()
    return made(read_scenario(path, cards), cards, path)


def made(file: ScenarioFile, cards: Cards, path: Path) -> Scenario:
    """The scenario of a file in which no problem was found, with the cards it may use and the file's path."""
    settings = settings_of(file)
    first = MONTHS.index(file.first_month)
    return Scenario(
        slug=file.slug,
        title=file.title,
        place=file.place,
        teaches=file.teaches,
        summary=file.summary,
        rounds=file.rounds,
        minutes=file.minutes,
        currency=file.currency,
        months=tuple(MONTHS[(first + at) % 12] for at in range(file.rounds)),
        claims=tuple(file.claims),
        world=build(file, cards),
        sheet=Sheet(tuple(setting for setting, offered in settings if offered)),
        fixed=tuple(setting for setting, offered in settings if not offered),
        events=_events(file, cards),
        leads=MappingProxyType({name: _leads(preset) for name, preset in file.structures.items()}),
        sources=MappingProxyType(dict(file.sources)),
        layout=layout_of(settings, lambda setting: choices_of(file, LEVERS[setting.lever.id])),
        cards=cards,
        fingerprint=_fingerprint(file, cards),
        path=path,
    )


def _leads(preset: PresetFile) -> Mapping[str, Lead]:
    return MappingProxyType({str(lever): lead for lever, lead in preset.lead.items()})


def _events(file: ScenarioFile, cards: Cards) -> tuple[Event, ...]:
    return tuple(_event(event, cards) for event in sorted(file.events, key=lambda event: event.round))


def _event(event: EventFile, cards: Cards) -> Event:
    card = cards[event.card]
    return Event(
        card=event.card,
        round=event.round,
        title=card.title,
        marketing=card.marketing,
        distribution=card.distribution,
        source=card.source,
        tag=card.tag,
        load=MappingProxyType({"marketing": card.load.marketing, "distribution": card.load.distribution}),
        good=card.good,
        product=event.product,
        market=event.market,
    )


def _fingerprint(file: ScenarioFile, cards: Cards) -> str:
    """Sha256 of every value of the file, given or default, and of every card it plays; comments do not count."""
    used = {event.card: cards[event.card].model_dump(mode="json") for event in file.events}
    content = {"scenario": file.model_dump(mode="json"), "cards": used}
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
