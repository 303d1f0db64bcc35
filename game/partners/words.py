"""What personas and the coach say, read from scenarios/partners.toml: the facts first, then why they matter to whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from string import Formatter
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from game import figures
from game.content import scenarios_folder
from game.doors.toml import read_toml
from game.partners.personas import Temperament
from game.refusal import Refusal

FILE: Final = "partners.toml"
BETWEEN: Final = " | "
"""What stands between the facts and what follows from them, and between several ways to say a thing."""

Texts: TypeAlias = Mapping[str, str]


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
        Refusal: when the file cannot be read.
    """
    path = scenarios_folder() / FILE
    tree = read_toml(path, "what partners say")
    try:
        motives = {
            (seat, persona): _texts(said) for seat, own in tree["motives"].items() for persona, said in own.items()
        }
        return Phrasebook(_texts(tree["sayings"]), _texts(tree["questions"]), MappingProxyType(motives))
    except (KeyError, TypeError, AttributeError) as error:
        raise Refusal(f"{path}: expected sayings, questions and motives, each a text by topic: {error}.") from None


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


def _texts(table: Mapping[str, Any]) -> Texts:
    for topic, text in table.items():
        if not isinstance(text, str):
            raise TypeError(f"'{topic}' is {text!r}")
    return MappingProxyType(dict(table))
