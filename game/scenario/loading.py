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

from game.content import scenarios_folder
from game.doors.files import read_bytes, read_text
from game.doors.text import quoted
from game.doors.toml import short_name
from game.refusal import Refusal
from game.rules.levers import LEVERS, Lead, Seat, Setting, Sheet, Value
from game.rules.world import World
from game.scenario.building import build, tracks_with
from game.scenario.checks.events import check_event
from game.scenario.checks.lessons import taught
from game.scenario.packing import Layout, layout_of
from game.scenario.reading import CATALOGUE, Cards, examine, examine_catalogue, read_scenario
from game.scenario.shape.currency import sign_of
from game.scenario.shape.document import EventFile, LessonFile, Month, PresetFile, ScenarioFile
from game.scenario.sheets import choices_of, settings_of
from game.scenario.shelf import FILE, find

PAPERS: Final = ("brief-marketing.md", "brief-distribution.md", "notes.md", "guide.toml", "benchmark.toml")
"""What may stand beside a scenario's file; a record carries it along."""

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})

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


@dataclass(frozen=True)
class Lesson:
    """What a place is there to teach: what both seats set month by month, and sign in the first."""

    key: str
    words: str
    clash: str | None
    theme: str  # a group of levers
    settings: Mapping[str, tuple[Value, ...]]  # by setting, one value a round
    agreements: tuple[str, ...]  # initiatives
    cover: float | None  # months of usual demand that stock is ordered up to; None = it is not about stock


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
    lessons: tuple[Lesson, ...]  # what it is there to teach
    priced: tuple[str, ...]  # the initiatives that have a price, offered or not
    world: World
    sheet: Sheet  # what is offered
    fixed: tuple[Setting, ...]  # what is not, and stays at its default
    events: tuple[Event, ...]
    leads: Mapping[str, Mapping[str, Lead]]  # structure -> lever -> who decides
    hide_band: frozenset[str]  # structures under which it is not told where the season can still end
    sources: Mapping[str, str]  # path with * -> row of the facts and tag
    layout: Layout  # how plans are packed
    cards: Cards  # every event card that may be played, by key
    fingerprint: str  # sha256 of all that is played
    texts: Mapping[str, str]  # what it was read from, by name of file; all its papers where it has no folder
    path: Path | None  # of its scenario.toml; None = a record carries it
    origin: Scenario | None = None  # without the events that were brought in; None = none were
    brought: tuple[EventFile, ...] = ()  # those, in order

    @property
    def theme(self) -> str:
        """The group of levers that its first lesson is about; "" = it declares none."""
        return self.lessons[0].theme if self.lessons else ""

    @property
    def folder(self) -> Path:
        """Where its papers are.

        Raises:
            Refusal: when only a record carries it.
        """
        if self.path is None:
            raise Refusal(f"expected the folder of the scenario '{self.slug}': only a record carries it.")
        return self.path.parent

    def paper(self, name: str) -> str | None:
        """A text beside its file, by its name; None = it has none."""
        if self.path is None:
            return self.texts.get(name)
        return read_text(self.folder / name, "a scenario's paper") if (self.folder / name).is_file() else None

    def portable(self) -> dict[str, str]:
        """Every text that it takes to play and debrief it where its folder is not: `scenario_of` reads it."""
        papers = {name: self.paper(name) for name in PAPERS}
        return {**self.texts, **{name: text for name, text in papers.items() if text is not None}}

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
            raise Refusal(f"expected a card of the catalogue, and a round it is played in: {quoted(card)}.") from None
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
            origin=self.origin or self,
            brought=(*self.brought, event),
        )

    def brief(self, seat: Seat) -> str:
        """What a seat reads before the season, Markdown.

        Raises:
            Refusal: when the scenario's folder has no such brief.
        """
        return self._needed(f"brief-{seat}.md")

    def notes(self) -> str:
        """What a facilitator reads, Markdown.

        Raises:
            Refusal: when the scenario's folder has no notes.
        """
        return self._needed("notes.md")

    def _needed(self, name: str) -> str:
        where, what = self.path.parent / name if self.path else Path(name), f"this paper of the scenario '{self.slug}'"
        if self.path is None and name not in self.texts:
            raise Refusal(f"{where}: expected {what}, found none in its record.")
        return self.texts[name] if self.path is None else read_text(where, what)


def load(scenario: str | Path) -> Scenario:
    """A scenario by its slug, or by the path of its folder or file.

    Raises:
        Refusal: when there is none, or with every problem of its file.
    """
    path = find(scenario)
    catalogue = scenarios_folder() / CATALOGUE
    contents = {
        CATALOGUE: read_bytes(catalogue, "the catalogue of event cards"),
        FILE: read_bytes(path, "a scenario's file"),
    }
    cards = examine_catalogue(contents[CATALOGUE], short_name(catalogue)).cards
    file = read_scenario(path, cards, contents[FILE])
    texts = {name: content.decode("utf-8-sig").replace("\r\n", "\n") for name, content in contents.items()}
    return made(file, cards, path, texts)


def scenario_of(texts: Mapping[str, str], source: str) -> Scenario:
    """The scenario that `portable` took along.

    Args:
        texts: by name of file.
        source: names what carries them in a refusal.

    Raises:
        Refusal: when one that is needed is missing, or with every problem of it.
    """
    for name in (CATALOGUE, FILE):
        if name not in texts:
            raise Refusal(f"{source}: expected the {name} of its scenario, found none.")
    cards = examine_catalogue(texts[CATALOGUE].encode(), f"{source}: {CATALOGUE}").cards
    return made(examine(texts[FILE].encode(), f"{source}: {FILE}", cards), cards, None, texts)


def made(file: ScenarioFile, cards: Cards, path: Path | None, texts: Mapping[str, str] = NOTHING) -> Scenario:
    """The scenario of a file in which no problem was found, with the cards it may use and what it was read from."""
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
        currency=sign_of(file.currency),
        months=tuple(MONTHS[(first + at) % 12] for at in range(file.rounds)),
        claims=tuple(file.claims),
        lessons=tuple(
            _lesson(file, one, [setting for setting, offered in settings if offered]) for one in file.lessons
        ),
        priced=tuple(file.initiatives),
        world=build(file, cards),
        sheet=Sheet(tuple(setting for setting, offered in settings if offered)),
        fixed=tuple(setting for setting, offered in settings if not offered),
        events=_events(file, cards),
        leads=MappingProxyType({name: _leads(preset) for name, preset in file.structures.items()}),
        hide_band=frozenset(name for name, preset in file.structures.items() if preset.band == "hidden"),
        sources=MappingProxyType(dict(file.sources)),
        layout=layout_of(settings, lambda setting: choices_of(file, LEVERS[setting.lever.id])),
        cards=cards,
        fingerprint=_fingerprint(file, cards),
        texts=MappingProxyType(dict(texts)),
        path=path,
    )


def _leads(preset: PresetFile) -> Mapping[str, Lead]:
    return MappingProxyType({str(lever): lead for lever, lead in preset.lead.items()})


def _lesson(file: ScenarioFile, lesson: LessonFile, sheet: list[Setting]) -> Lesson:
    settings = MappingProxyType(taught(lesson, sheet, file.rounds))
    return Lesson(
        lesson.key, lesson.words, lesson.clash, lesson.theme, settings, tuple(lesson.agreements), lesson.cover
    )


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
