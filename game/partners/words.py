"""What personas and the coach say, read from scenarios/partners.toml: the facts first, then why they matter to whom."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from string import Formatter
from types import MappingProxyType
from typing import Annotated, Final, TypeAlias

from pydantic import StringConstraints

from game import figures
from game.content import scenarios_folder
from game.doors.files import read_bytes
from game.doors.positions import Path
from game.doors.problems import Problem
from game.doors.toml import short_name
from game.partners.personas import Temperament, personas
from game.partners.topics import QUESTIONS, SAYINGS, Topics
from game.refusal import did_you_mean, nearest_or_all
from game.rules.levers import SEATS
from game.scenario.reading import examine_shape
from game.scenario.shape.fields import FileTable, Key

FILE: Final = "partners.toml"
BETWEEN: Final = " | "
"""What stands between the facts and what follows from them, and between several ways to say a thing."""

Texts: TypeAlias = Mapping[str, str]


Wording: TypeAlias = Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=r"^\S[^\r\n]*$")]
"""One line, with facts in braces."""


class PartnersFile(FileTable):
    """The whole file."""

    sayings: dict[Key, Wording]
    questions: dict[str, Wording]
    motives: dict[Key, dict[Key, dict[Key, Wording]]]


@dataclass(frozen=True)
class Phrasebook:
    """All that is said, by topic."""

    sayings: Texts
    questions: Texts
    motives: Mapping[tuple[str, str], Texts]  # by seat and persona, then by theme


@cache
def script() -> Phrasebook:
    """What this installation's partners and coach say; read once, since nobody changes it in mid-play.

    Raises:
        Refusal: when the file cannot be read, or with every problem in it.
    """
    path = scenarios_folder() / FILE
    content = read_bytes(path, "what partners say")
    file = examine_shape(content, short_name(path), PartnersFile, lambda file, tree: [*_wrong(file)])
    motives = {
        (seat, persona): MappingProxyType(said) for seat, own in file.motives.items() for persona, said in own.items()
    }
    return Phrasebook(MappingProxyType(file.sayings), MappingProxyType(file.questions), MappingProxyType(motives))


def _wrong(file: PartnersFile) -> Iterator[Problem]:
    yield from _unlike(("sayings",), file.sayings, SAYINGS, "saying")
    yield from _unlike(("questions",), file.questions, QUESTIONS, "question")
    for topic, text in file.questions.items():
        if BETWEEN not in text:
            yield Problem(("questions", topic), f"expected a fact, '{BETWEEN}' and what to ask of it")
    yield from _others(("motives",), file.motives, SEATS, "seat")
    for seat in SEATS:
        yield from _others(("motives", seat), file.motives.get(seat, {}), tuple(personas(seat)), "persona")
    for side, by_persona in file.motives.items():
        for persona, said in by_persona.items():
            for theme, text in said.items():
                yield from _unwritable(("motives", side, persona, theme), text, {})


def _unlike(path: Path, texts: Texts, topics: Topics, what: str) -> Iterator[Problem]:
    """What keeps these texts from being said of these topics."""
    yield from _others(path, texts, tuple(topics), what)
    for topic, text in texts.items():
        if topic in topics:
            yield from _unwritable((*path, topic), text, topics[topic])


def _others(path: Path, given: Collection[str], known: Sequence[str], what: str) -> Iterator[Problem]:
    """What is missing, and what nobody asks for."""
    for name in known:
        if name not in given:
            yield Problem(path, f"expected the {what} '{name}', given none", "table")
    for name in given:
        if name not in known:
            yield Problem((*path, name), f"there is no {what} '{name}'.{did_you_mean(name, known)}", "key")


def _unwritable(path: Path, text: str, facts: Mapping[str, bool]) -> Iterator[Problem]:
    """What is in braces and no fact of the topic, or no way to write it."""
    try:
        parts = [*Formatter().parse(text)]
    except ValueError as error:
        yield Problem(path, f"expected facts as {{name}} or {{name:kind}}: {error}")
        return
    for _, fact, kind, conversion in parts:
        if fact is None:
            continue
        if fact not in facts:
            yield Problem(
                path, f"there is no fact '{fact}' for this.{nearest_or_all(fact, tuple(facts)) if facts else ''}"
            )
        elif conversion:
            yield Problem(path, f"expected {{{fact}}} without '!{conversion}'")
        elif facts[fact] and kind not in KINDS:
            yield Problem(
                path,
                f"expected a way to write the figure '{fact}', given '{kind}'.{nearest_or_all(kind, tuple(KINDS))}",
            )
        elif not facts[fact] and kind:
            yield Problem(path, f"'{fact}' is a name: expected {{{fact}}} without ':{kind}'")


def sentence(temper: Temperament, topic: str, **facts: object) -> str:
    """One sentence. Of several ways to put a motive the facts decide which: other figures, other words.

    Args:
        temper: whose voice it is.
        topic: of the sayings.
        facts: the figures and names it speaks of; all that its wording needs, perhaps more.
    """
    words, _, theme = script().sayings[topic].partition(BETWEEN)
    fact = _written(words, facts)
    fact = fact[:1].upper() + fact[1:]
    ways = script().motives[temper.seat, temper.name].get(theme, "").split(BETWEEN)
    way = ways[sum(map(ord, fact)) % len(ways)]  # exact: whole numbers
    return f"{fact}: {way}." if way else f"{fact}."


def question(topic: str, turn: int, **facts: object) -> str:
    """A fact of a seat's own and what a good colleague asks of it; of several ways to ask, another at each turn."""
    fact, *ways = script().questions[topic].split(BETWEEN)
    return _written(f"{fact} {ways[turn % len(ways)]}", facts)


KINDS: Final[Mapping[str, Callable[[float, str], str]]] = MappingProxyType(
    {
        "money": figures.money,
        "price": figures.price,
        "units": lambda value, _: figures.units(value),
        "share": lambda value, _: figures.share(value),
        "days": lambda value, _: figures.days(value),
        "plain": lambda value, _: figures.plain(value),
        "tenths": lambda value, _: figures.decimal(value),
        "hundredths": lambda value, _: figures.decimal(value, 2),
    }
)
"""How a figure in braces is written, of its value and the currency's sign; every figure has one of these."""


class _Writer(Formatter):
    """Fills a wording with figures as they are written everywhere."""

    def __init__(self, currency: str) -> None:
        self._currency = currency

    def format_field(self, value: object, format_spec: str) -> str:
        """A name as it is, a figure in its kind."""
        if not format_spec:
            return str(value)
        assert isinstance(value, int | float), f"{value!r} is no {format_spec}"
        return KINDS[format_spec](float(value), self._currency)


def _written(wording: str, facts: Mapping[str, object]) -> str:
    return _Writer(str(facts.get("currency", ""))).vformat(wording, (), facts)
